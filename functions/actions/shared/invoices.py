"""Invoices and credit notes to look at: for those who are invoiced, for staff who may read them, and as CSV for the ledger."""

from __future__ import annotations

from typing import Any

from functions.actions.shared.document_links import Link, link_to
from functions.actions.shared.session import Session
from functions.adapters.files import Files
from functions.adapters.invoices import StoredInvoice, invoice_file, list_invoices_of, list_invoices_to, read_invoice, read_invoice_lines
from functions.documents import ledger
from functions.domain.billing.credit_notes import CreditNote
from functions.domain.billing.invoices import Invoice, require_invoicing_open, series_to_invoice
from functions.domain.errors import NotFound, Refusal, Refused, TryAgain, problem
from functions.domain.people.permissions import Act
from functions.domain.views import invoice_pages

PAGE = 50
IN_LEDGER = 25  # invoices a portion: their lines are read one invoice at a time


def invoices_of_series(session: Session, series_id: str, after: str) -> dict[str, Any]:
    """Return a page of what has been issued for a series, the latest first, with the day from which it is invoiced and whether this person may run it now.

    Without the id of a series it is the one that invoices are about now.
    """
    body = session.own_body(Act.READ_BILLS)
    series = body.series_of(series_id) if series_id else series_to_invoice(body, session.now)
    if series is None:
        raise Refused(problem("series_unknown", field="series"))
    found, cursor = list_invoices_of(session.table, body.id, series.id, PAGE, after)
    refused: list[Any] = []
    try:
        require_invoicing_open(body, series, session.now)
    except Refusal as refusal:
        refused = list(refusal.problems)
    return {
        "series": {"id": series.id, "title": series.title}, "invoices": [invoice_pages.row(each, body) for each in found], "next": cursor,
        "invoicing": invoice_pages.invoicing_start(series, body), "refused": refused, "may_bill": session.may(Act.BILL, body.id),
    }  # fmt: skip


def own_invoices(session: Session, act: Act, after: str, *, body: str = "") -> dict[str, Any]:
    """Return a page of the invoices and credit notes to the person's own centre or Associate, of all awarding bodies or one, the latest
    first. One call where no body is named; else as many as it takes to fill the page."""
    member = session.acting_for(act)
    found, cursor = list_invoices_to(session.table, member.organisation, PAGE, after, body=body)
    return {"invoices": [invoice_pages.row(each, session.catalogue.bodies[each.body]) for each in found], "next": cursor}


def open_invoice(session: Session, act: Act, id: str) -> dict[str, Any]:
    """Return an invoice with its lines and credit notes. One call. Raise NotFound where it is absent or not this person's."""
    stored = _load(session, act, id)
    return invoice_pages.page(*stored, session.catalogue.bodies[stored.invoice.body])


def invoice_link(session: Session, files: Files, act: Act, id: str, turn: int) -> Link:
    """Return a link to the PDF of an invoice (turn 0) or of one of its credit notes. Raise TryAgain (not_ready) while it is being made."""
    stored = _load(session, act, id)
    of: Invoice | CreditNote | None = stored.invoice
    if turn:
        of = next((each for each in stored.credit_notes if each.turn == turn), None)
    if of is None:
        raise NotFound
    if files.size(invoice_file(of)) is None:
        raise TryAgain(problem("not_ready"))
    return link_to(files, invoice_file(of), f"{of.number}.pdf")


def ledger_as_csv(session: Session, series_id: str, after: str) -> dict[str, Any]:
    """Return a portion of a series' ledger, the latest document first; the first portion begins with the names of the columns."""
    body = session.own_body(Act.READ_BILLS)
    if body.series_of(series_id) is None:
        raise NotFound
    found, cursor = list_invoices_of(session.table, body.id, series_id, IN_LEDGER, after)
    text = "" if after else ledger.heading()
    for of in found:
        text += ledger.rows(of, read_invoice_lines(session.table, of.id) if isinstance(of, Invoice) else ())
    return {"csv": text, "next": cursor}


def _load(session: Session, act: Act, id: str) -> StoredInvoice:
    stored = read_invoice(session.table, id)
    if stored is None:
        raise NotFound
    session.allow(act, stored.invoice.body if act is Act.READ_BILLS else stored.invoice.payer)
    return stored
