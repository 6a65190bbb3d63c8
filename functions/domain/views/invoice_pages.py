"""How the API shows invoices and credit notes, to their payers and to staff alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from functions.domain.billing.credit_notes import CreditNote, creditable_amount
from functions.domain.billing.enquiry_fees import money
from functions.domain.billing.invoices import BilledLine, Invoice
from functions.domain.calendar import iso, spoken_day
from functions.domain.catalogue.bodies import Body, Series
from functions.domain.catalogue.fees import Amount

Shown = dict[str, Any]


def row(of: Invoice | CreditNote, body: Body) -> Shown:
    """Return an invoice or a credit note as a line of a list. The total of a credit note is negative."""
    is_invoice = isinstance(of, Invoice)
    amount = of.total if isinstance(of, Invoice) else Amount(amount=-of.amount.amount, currency=of.amount.currency)
    series = body.series_of(of.series)
    return {
        "id": of.id if isinstance(of, Invoice) else of.invoice, "number": of.number, "kind": "invoice" if is_invoice else "credit_note",
        "to": of.payer_name, "centre": {"number": of.centre_number, "name": of.centre_name},
        "series": {"id": of.series, "title": series.title if series else of.series}, "issued_at": iso(of.issued_at), "total": money(amount),
        "lines": of.lines if isinstance(of, Invoice) else None, "waived": of.waived if isinstance(of, Invoice) else None,
        "invoice_number": None if isinstance(of, Invoice) else of.invoice_number, "demonstration": of.demonstration,
    }  # fmt: skip


def page(invoice: Invoice, lines: Sequence[BilledLine], notes: Sequence[CreditNote], body: Body) -> Shown:
    """Return an invoice with its lines and its credit notes. A request for a credit note repeats its `version`."""
    credited = Amount(amount=sum((each.amount.amount for each in notes), start=invoice.total.amount * 0), currency=invoice.total.currency)
    owing = Amount(amount=invoice.total.amount - credited.amount, currency=invoice.total.currency)
    return row(invoice, body) | {
        "version": len(notes),
        "for_associate": invoice.payer != invoice.centre,
        "items": [_line(each, notes) for each in lines],
        "credit_notes": [_note(each) for each in notes],
        "credited": money(credited) if notes else None,
        "owing": money(owing),
    }


def invoicing_start(series: Series, body: Body) -> Shown:
    """Return from when a series is invoiced, with the source."""
    first = series.invoiced_from
    if series.invoices is None or first is None:
        return {"from": None, "from_text": "not published", "source": None}
    return {"from": first.isoformat(), "from_text": spoken_day(first), "source": body.cite(series.invoices.basis)}


def _line(line: BilledLine, notes: Sequence[CreditNote]) -> Shown:
    return {
        "place": line.place, "enquiry": line.enquiry, "number": line.number, "candidate": line.candidate, "syllabus": line.syllabus,
        "service": line.service, "what": line.what, "fee": money(line.fee), "charged": money(line.charged), "waived": line.waived,
        "why": line.why, "left": money(creditable_amount(line, notes)),
    }  # fmt: skip


def _note(note: CreditNote) -> Shown:
    return {
        "number": note.number, "turn": note.turn, "line": note.line.place, "enquiry_number": note.line.number, "amount": money(note.amount),
        "why": note.why, "issued_at": iso(note.issued_at),
    }  # fmt: skip
