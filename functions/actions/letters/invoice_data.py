"""From an invoice or a credit note to the data of its PDF and of the e-mail about it."""

from __future__ import annotations

from functions.actions.letters.sender import sender_of
from functions.documents import contexts, invoice_contexts, mail_contexts
from functions.domain.billing.credit_notes import CreditNote
from functions.domain.billing.invoices import BilledLine, Invoice
from functions.domain.calendar import local_day
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import cost_of, priced, unit_sentence
from functions.domain.people.people import Kind, Organisation


def letter(of: Invoice | CreditNote, lines: tuple[BilledLine, ...], body: Body) -> invoice_contexts.Invoice | invoice_contexts.CreditNote:
    """Return the data of the PDF of an invoice or a credit note."""
    return credit_note(of, body) if isinstance(of, CreditNote) else invoice(of, lines, body)


def mail(of: Invoice | CreditNote, payer: Organisation, body: Body, site: str) -> mail_contexts.InvoiceMail | mail_contexts.CreditNoteMail:
    """Return the data of the e-mail about an invoice or a credit note: its number, no amount and no candidate."""
    id = of.id if isinstance(of, Invoice) else of.invoice
    desk = "associate" if payer.kind is Kind.ASSOCIATE else "desk"
    data = {
        **sender_of(body), "centre": _centre(of), "reference": of.number, "series": _series(of, body),
        "link": f"{site}/{desk}/invoice/?id={id}",
    }  # fmt: skip
    if isinstance(of, CreditNote):
        return mail_contexts.CreditNoteMail.model_validate({**data, "invoice_number": of.invoice_number})
    return mail_contexts.InvoiceMail.model_validate(data)


def invoice(of: Invoice, lines: tuple[BilledLine, ...], body: Body) -> invoice_contexts.Invoice:
    """Return the data of an invoice: every line with its fee, what is charged, and why where that is nothing."""
    rule = next((each.fee_rule.associate_centres for each in body.routes if each.fee_rule.associate_centres), None)
    return invoice_contexts.Invoice(
        **sender_of(body), dated=local_day(of.issued_at, body.zone), number=of.number, payer=of.payer_name,
        centre=_centre(of), for_associate=of.payer != of.centre, series=_series(of, body), total=of.total,
        lines=tuple(_line(each) for each in lines),
        rule=f"{rule.text} Source: {body.cite(rule.basis)}." if rule and of.payer != of.centre else None,
        unit=" ".join(_units(lines, body)), figures_are_demonstration=of.demonstration,
    )  # fmt: skip


def credit_note(of: CreditNote, body: Body) -> invoice_contexts.CreditNote:
    """Return the data of a credit note."""
    return invoice_contexts.CreditNote(
        **sender_of(body), dated=local_day(of.issued_at, body.zone), number=of.number, invoice_number=of.invoice_number,
        payer=of.payer_name, centre=_centre(of), for_associate=of.payer != of.centre, series=_series(of, body), line=_line(of.line),
        amount=of.amount, why=of.why, figures_are_demonstration=of.demonstration,
    )  # fmt: skip


def _units(lines: tuple[BilledLine, ...], body: Body) -> list[str]:
    """Return what one fee is charged for, by the units that the lines were priced by."""
    charged = [route for route in body.routes if priced(route)]  # nothing is billed on another
    services = {each.code: (route, each) for route in charged for each in (*route.services, *route.appeals)}
    marked = cost_of(body, charged[0], None)
    return list(
        dict.fromkeys(
            marked.model_copy(update={"unit": line.unit}).explanation
            if line.unit
            else unit_sentence(body, *services.get(line.service, (charged[0], None)))  # a line from before it was kept
            for line in lines
        )
    )


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
