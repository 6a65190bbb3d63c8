"""Invoices and credit notes as CSV for a ledger, one row for each line. Text that people typed must not run as a formula."""

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
    """Return the first line of the CSV: the names of the columns."""
    return _csv([COLUMNS])


def rows(of: Invoice | CreditNote, lines: Sequence[BilledLine]) -> str:
    """Return the rows of an invoice, or the row of a credit note, whose amount is negative."""
    if isinstance(of, CreditNote):
        back = Amount(amount=-of.amount.amount, currency=of.amount.currency)
        return _csv([_row("credit note", of, of.line, fee="", charged=back, why=f"Of {of.invoice_number}: {of.why}")])
    return _csv([_row("invoice", of, line, fee=_plain(line.fee), charged=line.charged, why=line.why) for line in lines])


def _row(document: str, of: Invoice | CreditNote, line: BilledLine, *, fee: str, charged: Amount, why: str) -> Sequence[str]:
    values = [document, of.number, iso(of.issued_at), of.series, of.payer_name, of.centre_number, of.centre_name]
    values += [str(line.place), line.number, line.candidate, line.syllabus, line.service, line.what]
    demonstration = "demonstration figure" if of.demonstration else ""
    return [*map(_safe, values), fee, _plain(charged), charged.currency, _safe(why), demonstration]


def _plain(amount: Amount) -> str:
    """Return an amount as a ledger reads it: without currency sign and separators of thousands."""
    return f"{amount.amount:.2f}"


def _safe(text: str) -> str:
    """Return `text`, with an apostrophe before it if a spreadsheet would run it as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
