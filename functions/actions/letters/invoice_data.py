"""What follows from issuing an invoice or a credit note: its PDF, and what the e-mail about it is told."""

from __future__ import annotations

from collections.abc import Callable

from functions.actions.letters.letter_data import demonstration_of
from functions.adapters import keys
from functions.adapters.bills import credits_in, invoice_from, lines_in, paper_file
from functions.adapters.files import Files
from functions.adapters.keys import Key
from functions.adapters.records import body_of
from functions.adapters.renderer import Renderer
from functions.adapters.table import Table
from functions.documents import contexts, invoice_contexts, mail_contexts
from functions.domain.billing.credit_notes import CreditNote
from functions.domain.billing.invoices import BilledLine, Invoice
from functions.domain.calendar import local_day
from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.catalogue.fees import priced, unit_sentence
from functions.domain.people.history import Event, What
from functions.domain.people.people import Kind, Organisation


def make(table: Table, catalogue: Catalogue, files: Files, renderer: Callable[[], Renderer], key: Key) -> None:
    """The PDF of what the history entry under `key` issued; nothing where it is made already."""
    of, lines = _issued(table, key)
    if files.size(paper_file(of)) is not None:
        return
    body = catalogue.bodies[of.body]
    renderer().render(credit_note(of, body) if isinstance(of, CreditNote) else invoice(of, lines, body), paper_file(of))


def mail(table: Table, catalogue: Catalogue, site: str, key: Key) -> tuple[str, mail_contexts.InvoiceMail | mail_contexts.CreditNoteMail]:
    """To whom an invoice or a credit note is announced, and what the e-mail says: its number, no amount and no candidate."""
    of, _ = _issued(table, key)
    body = catalogue.bodies[of.body]
    item = table.get(keys.organisation(of.payer))
    if item is None:
        raise LookupError("who is invoiced is not stored")
    payer = Organisation.model_validate_json(body_of(item))
    id = of.id if isinstance(of, Invoice) else of.invoice
    desk = "associate" if payer.kind is Kind.ASSOCIATE else "desk"
    told = {
        "body": body.name, "contact": body.contact.email, "centre": contexts.Centre(number=of.centre_number or "-", name=of.centre_name),
        "reference": of.number, "series": _series(of, body), "link": f"{site}/{desk}/invoice/?id={id}", "demonstration": demonstration_of(body),
    }  # fmt: skip
    if isinstance(of, CreditNote):
        return payer.contact_email, mail_contexts.CreditNoteMail.model_validate({**told, "invoice_number": of.invoice_number})
    return payer.contact_email, mail_contexts.InvoiceMail.model_validate(told)


def invoice(of: Invoice, lines: tuple[BilledLine, ...], body: Body) -> invoice_contexts.Invoice:
    """An invoice as it is printed: every line with its fee, what is charged, and why where that is nothing."""
    rule = next((each.fee_rule.associate_centres for each in body.routes if each.fee_rule.associate_centres), None)
    return invoice_contexts.Invoice(
        body=body.name, contact=body.contact.email, dated=local_day(of.issued_at, body.zone), number=of.number, payer=of.payer_name,
        centre=_centre(of), for_associate=of.payer != of.centre, series=_series(of, body), total=of.total,
        lines=tuple(_line(each) for each in lines),
        rule=f"{rule.text} Source: {body.cite(rule.basis)}." if rule and of.payer != of.centre else None,
        unit=" ".join(_units(lines, body)), figures_are_demonstration=of.demonstration, demonstration=demonstration_of(body),
    )  # fmt: skip


def credit_note(of: CreditNote, body: Body) -> invoice_contexts.CreditNote:
    return invoice_contexts.CreditNote(
        body=body.name, contact=body.contact.email, dated=local_day(of.issued_at, body.zone), number=of.number, invoice_number=of.invoice_number,
        payer=of.payer_name, centre=_centre(of), for_associate=of.payer != of.centre, series=_series(of, body), line=_line(of.line),
        amount=of.amount, why=of.why, figures_are_demonstration=of.demonstration, demonstration=demonstration_of(body),
    )  # fmt: skip


def _issued(table: Table, key: Key) -> tuple[Invoice | CreditNote, tuple[BilledLine, ...]]:
    """What a history entry of an invoice issued: the invoice with its lines, or the credit note that it names."""
    items = table.partition(key.pk)
    event = next((Event.model_validate_json(body_of(item)) for item in items if item["sk"] == key.sk), None)
    of: Invoice | CreditNote | None = invoice_from(items)
    if event and event.what is What.CREDITED:
        of = next((each for each in credits_in(items) if each.number == event.about), None)
    if of is None:
        raise LookupError("what was issued is not stored")
    return of, lines_in(items)


def _units(lines: tuple[BilledLine, ...], body: Body) -> list[str]:
    """What one fee is for, of the kinds of services that the lines are about."""
    charged = [route for route in body.routes if priced(route)]  # nothing is billed on another
    services = {each.code: (route, each) for route in charged for each in (*route.services, *route.appeals)}
    return list(dict.fromkeys(unit_sentence(body, *services.get(line.service, (charged[0], None))) for line in lines))


def _line(line: BilledLine) -> invoice_contexts.InvoiceLine:
    return invoice_contexts.InvoiceLine(
        place=line.place, enquiry_number=line.number, candidate=line.candidate, syllabus=line.syllabus, what=line.what, fee=line.fee,
        charged=line.charged, why=line.why or None,
    )  # fmt: skip


def _centre(of: Invoice | CreditNote) -> contexts.Centre:
    return contexts.Centre(number=of.centre_number or "-", name=of.centre_name)


def _series(of: Invoice | CreditNote, body: Body) -> str:
    series = body.series_of(of.series)
    return series.title if series else of.series
