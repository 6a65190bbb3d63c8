"""Invoices and credit notes as CSV for a ledger, a line a row. A spreadsheet must not take for a formula what somebody typed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from functions.domain.billing.credit_notes import CreditNote
from functions.domain.billing.invoices import BilledLine, Invoice
from functions.domain.calendar import iso
from functions.domain.catalogue.fees import Amount

COLUMNS = (
    "document", "number", "issued_at", "series", "invoiced", "centre", "centre_name", "line", "enquiry", "candidate", "syllabus", "service",
    "what", "fee", "charged", "currency", "why", "demonstration",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def heading() -> str:
    """The first line: the names of the columns."""
    return _csv([COLUMNS])


def rows(of: Invoice | CreditNote, lines: Sequence[BilledLine]) -> str:
    """The lines of an invoice, or the one of a credit note, whose amount is below zero."""
    if isinstance(of, CreditNote):
        back = Amount(amount=-of.amount.amount, currency=of.amount.currency)
        return _csv([_row("credit note", of, of.line, "", back, f"Of {of.invoice_number}: {of.why}")])
    return _csv([_row("invoice", of, line, _plain(line.fee), line.charged, line.why) for line in lines])


def _row(document: str, of: Invoice | CreditNote, line: BilledLine, fee: str, charged: Amount, why: str) -> Sequence[str]:
    said = [document, of.number, iso(of.issued_at), of.series, of.payer_name, of.centre_number, of.centre_name]
    said += [str(line.place), line.number, line.candidate, line.syllabus, line.service, line.what]
    marked = "demonstration figure" if of.demonstration else ""
    return [*map(_safe, said), fee, _plain(charged), charged.currency, _safe(why), marked]


def _plain(amount: Amount) -> str:
    """A decimal as a ledger reads it: no sign of the currency, no separator of thousands."""
    return f"{amount.amount:.2f}"


def _safe(text: str) -> str:
    """`text` with an apostrophe before what a spreadsheet would carry out."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
