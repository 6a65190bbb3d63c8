"""Invoices, their lines, credit notes and what has been billed, in the table."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from functions.adapters import keys
from functions.adapters.items import item_of, listed_item_of, model_in, pointer_item, target_of
from functions.adapters.keys import Key
from functions.adapters.table import PREFIX, Index, Item, Put, Table
from functions.domain.billing.credit_notes import CreditNote
from functions.domain.billing.invoices import Account, BilledLine, Invoice
from functions.domain.calendar import iso
from functions.domain.people.history import Event, What

CURSOR = re.compile(r"[0-9TZ:.\-]{24}#[0-9a-f]{32}#(HEAD|CREDIT-[0-9]{3,})")
COUNTED = 500  # centres a call while they are counted
PORTION = 200  # lines in one item, which stays well under what an item may hold


class Lines(BaseModel):
    """A portion of an invoice's lines."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    lines: tuple[BilledLine, ...]


class StoredInvoice(NamedTuple):
    """An invoice with its lines and its credit notes, in the order of issue."""

    invoice: Invoice
    lines: tuple[BilledLine, ...]
    credit_notes: tuple[CreditNote, ...]


def put_to_bill(body: str, series: str, organisation: str) -> Put:
    """Store that a centre has had an enquiry of the series received, for a run of invoices to find it by. It never changes."""
    key = keys.to_bill(body, series, organisation)
    return Put(pointer_item(key, organisation, g2pk=keys.to_bill_in(body, series), g2sk=organisation), expect=None)


def list_to_bill(table: Table, body: str, series: str, limit: int, after: str = "") -> tuple[list[str], str | None]:
    """Return a page of the centres to bill for a series, and the centre to go on after; None at the end."""
    pk = keys.to_bill_in(body, series)
    start = {"g2pk": pk, "g2sk": after, **keys.to_bill(body, series, after)._asdict()} if after else None
    page = table.index("queues", pk, limit=limit, after=start)
    return [target_of(item) for item in page.items], page.next


def count_to_bill(table: Table, body: str, series: str) -> int:
    """Return how many centres have had an enquiry in a series."""
    count, after = 0, ""
    while True:
        centres, more = list_to_bill(table, body, series, COUNTED, after)
        count += len(centres)
        if more is None:
            return count
        after = more


def read_account(table: Table, body: str, series: str, organisation: str) -> Account:
    """Return what has been billed of a centre's series; an empty account where nothing has."""
    item = table.get(keys.account(body, series, organisation))
    return model_in(Account, item) if item else Account(body=body, series=series, organisation=organisation)


def put_account(account: Account) -> Put:
    """Store what has been billed over the version before it."""
    return Put(item_of(keys.account(account.body, account.series, account.organisation), account.version, account), account.version - 1)


def read_last_number(table: Table, body: str, series: str, prefix: str) -> int:
    """Return the last number given to an invoice or a credit note of a series; 0 where none is."""
    item = table.get(keys.money_counter(body, series, prefix))
    return int(item["v"]) if item else 0


def put_counter(body: str, series: str, prefix: str, before: int, used: int) -> Put:
    """Store the counter after `used` more numbers. It is written with what has them, so none is lost and none comes twice."""
    key = keys.money_counter(body, series, prefix)
    return Put({"pk": key.pk, "sk": key.sk, "v": before + used}, expect=before)


def put_invoice(invoice: Invoice, lines: Sequence[BilledLine]) -> list[Put]:
    """Store an invoice with its lines, over nothing: an invoice that was issued is never written again."""
    puts = [_listed(keys.invoice(invoice.id), invoice)]
    for portion, start in enumerate(range(0, len(lines), PORTION)):
        puts.append(Put(item_of(keys.invoice_lines(invoice.id, portion), 1, Lines(lines=tuple(lines[start : start + PORTION])))))
    return puts


def put_credit_note(note: CreditNote) -> Put:
    """Store a credit note, over nothing."""
    return _listed(keys.credit_note(note.invoice, note.turn), note)


def read_invoice(table: Table, id: str) -> StoredInvoice | None:
    """Return an invoice with everything stored with it. One call."""
    items = table.partition(keys.invoice(id).pk)
    head = next((item for item in items if item["sk"] == keys.HEAD), None)
    if head is None:
        return None
    notes = tuple(model_in(CreditNote, item) for item in items if str(item["sk"]).startswith(keys.CREDIT_NOTES))
    return StoredInvoice(model_in(Invoice, head), _lines(items), notes)


def read_issued(table: Table, id: str, event: Event) -> tuple[Invoice | CreditNote, tuple[BilledLine, ...]]:
    """Return what an event of an invoice issued, with the invoice's lines: the invoice, or the credit note that the event names.

    Raise LookupError where it is not stored.
    """
    stored = read_invoice(table, id)
    if stored and event.what is not What.CREDITED:
        return stored.invoice, stored.lines
    note = next((each for each in stored.credit_notes if each.number == event.about), None) if stored else None
    if stored is None or note is None:
        raise LookupError("what was issued is not stored")
    return note, stored.lines


def read_invoice_lines(table: Table, id: str) -> tuple[BilledLine, ...]:
    """Return the lines of an invoice alone, in order."""
    return _lines(table.partition(keys.invoice(id).pk, keys.LINES))


def list_invoices_to(
    table: Table, payer: str, limit: int, after: str = "", *, body: str = ""
) -> tuple[list[Invoice | CreditNote], str | None]:
    """Return a page of the invoices and credit notes to a centre or an Associate, of all awarding bodies or one, the latest first, and the
    cursor to go on after. A payer has few, so one that is narrowed to a body reads on until there is something to show."""
    found, cursor = _page(table, "lists", keys.invoices_to(payer), limit, after)
    kept = [each for each in found if not body or each.body == body]
    while not kept and cursor:
        found, cursor = _page(table, "lists", keys.invoices_to(payer), limit, cursor)
        kept = [each for each in found if each.body == body]
    return kept, cursor


def list_invoices_of(table: Table, body: str, series: str, limit: int, after: str = "") -> tuple[list[Invoice | CreditNote], str | None]:
    """Return a page of what an awarding body has issued for a series, the latest first, and the cursor to go on after."""
    return _page(table, "queues", keys.invoices_of(body, series), limit, after)


def invoice_file(of: Invoice | CreditNote) -> str:
    """Return the key of the PDF of an invoice or a credit note."""
    return f"invoices/{of.id if isinstance(of, Invoice) else of.invoice}/{of.number}.pdf"


def _page(table: Table, index: Index, pk: str, limit: int, after: str) -> tuple[list[Invoice | CreditNote], str | None]:
    start = None
    if CURSOR.fullmatch(after):
        _, id, sk = after.split("#")
        prefix = PREFIX[index]
        start = {f"{prefix}pk": pk, f"{prefix}sk": after, "pk": keys.invoice(id).pk, "sk": sk}
    page = table.index(index, pk, limit=limit, after=start, newest_first=True)
    return [_issued_in(item) for item in page.items], page.next


def _issued_in(item: Item) -> Invoice | CreditNote:
    return model_in(Invoice, item) if item["sk"] == keys.HEAD else model_in(CreditNote, item)


def _lines(items: Sequence[Item]) -> tuple[BilledLine, ...]:
    portions = [model_in(Lines, item) for item in items if str(item["sk"]).startswith(keys.LINES)]
    return tuple(line for portion in portions for line in portion.lines)


def _listed(key: Key, of: Invoice | CreditNote) -> Put:
    """Store it in the lists of the payer and of the series, by the time of issue."""
    place = f"{iso(of.issued_at)}#{of.id if isinstance(of, Invoice) else of.invoice}#{key.sk}"
    listed = {"g1pk": keys.invoices_to(of.payer), "g1sk": place, "g2pk": keys.invoices_of(of.body, of.series), "g2sk": place}
    return Put(listed_item_of(key, 1, of, **listed))
