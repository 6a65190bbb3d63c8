"""Invoices, their lines, credit notes and what has been billed, as items of the table, and back."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from functions.adapters import keys
from functions.adapters.keys import Key
from functions.adapters.records import body_of
from functions.adapters.table import Item, Put
from functions.domain.billing.credit_notes import CreditNote
from functions.domain.billing.invoices import Account, BilledLine, Invoice
from functions.domain.calendar import iso

PORTION = 200  # lines in one item, which stays well under what an item may hold


class Lines(BaseModel):
    """A portion of an invoice's lines."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    lines: tuple[BilledLine, ...]


def put_to_bill(body: str, series: str, organisation: str) -> Put:
    """That a centre has had an enquiry of the series received, for a run of invoices to find it by."""
    key = keys.to_bill(body, series, organisation)
    return Put({"pk": key.pk, "sk": key.sk, "v": 1, "body": "{}", "g2pk": keys.to_bill_in(body, series), "g2sk": organisation}, expect=None)


def account_from(item: Item | None, body: str, series: str, organisation: str) -> Account:
    """What has been billed of a centre's series; nothing where nothing is stored."""
    return Account.model_validate_json(body_of(item)) if item else Account(body=body, series=series, organisation=organisation)


def put_account(account: Account) -> Put:
    key = keys.account(account.body, account.series, account.organisation)
    return Put({"pk": key.pk, "sk": key.sk, "v": account.version, "body": account.model_dump_json()}, expect=account.version - 1)


def put_counter(body: str, series: str, prefix: str, before: int, used: int) -> Put:
    """The counter after `used` more numbers. Written with what bears them, so none is lost and none comes twice."""
    key = keys.money_counter(body, series, prefix)
    return Put({"pk": key.pk, "sk": key.sk, "v": before + used, "body": "{}"}, expect=before)


def put_invoice(invoice: Invoice, lines: Sequence[BilledLine]) -> list[Put]:
    """An invoice with its lines, over nothing: what is issued is never written again."""
    puts = [_listed(keys.invoice(invoice.id), invoice, invoice)]
    for portion, start in enumerate(range(0, len(lines), PORTION)):
        key = keys.invoice_lines(invoice.id, portion)
        some = Lines(lines=tuple(lines[start : start + PORTION]))
        puts.append(Put({"pk": key.pk, "sk": key.sk, "v": 1, "body": some.model_dump_json()}))
    return puts


def put_credit(note: CreditNote) -> Put:
    return _listed(keys.credit_note(note.invoice, note.turn), note, note)


def _listed(key: Key, thing: BaseModel, of: Invoice | CreditNote) -> Put:
    """In the lists of the payer and of the series, by the time of issue."""
    place = f"{iso(of.issued_at)}#{key.pk.removeprefix('INV#')}#{key.sk}"
    return Put(
        {
            "pk": key.pk, "sk": key.sk, "v": 1, "body": thing.model_dump_json(),
            "g1pk": keys.invoices_to(of.payer), "g1sk": place, "g2pk": keys.invoices_of(of.body, of.series), "g2sk": place,
        }
    )  # fmt: skip


def invoice_from(items: Sequence[Item]) -> Invoice | None:
    """The heading among the items of an invoice."""
    return next((Invoice.model_validate_json(body_of(item)) for item in items if item["sk"] == keys.HEAD), None)


def lines_in(items: Sequence[Item]) -> tuple[BilledLine, ...]:
    """Every line among the items of an invoice, in order."""
    portions = [Lines.model_validate_json(body_of(item)) for item in items if str(item["sk"]).startswith("LINES-")]
    return tuple(line for portion in portions for line in portion.lines)


def credits_in(items: Sequence[Item]) -> tuple[CreditNote, ...]:
    """Every credit note among the items of an invoice, in the order of issue."""
    return tuple(CreditNote.model_validate_json(body_of(item)) for item in items if str(item["sk"]).startswith("CREDIT-"))


def issued_from(item: Item) -> Invoice | CreditNote:
    """What stands in a list of invoices and credit notes."""
    kind = Invoice if item["sk"] == keys.HEAD else CreditNote
    return kind.model_validate_json(body_of(item))


def paper_file(of: Invoice | CreditNote) -> str:
    """Where the PDF of an invoice or a credit note lies once it is made."""
    return f"invoices/{of.id if isinstance(of, Invoice) else of.invoice}/{of.number}.pdf"
