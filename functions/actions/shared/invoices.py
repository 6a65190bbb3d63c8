"""Invoices and credit notes to look at: by who is invoiced, by staff who may read them, and as CSV for the ledger."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from functions.actions.shared.document_links import Link, link_to
from functions.adapters import keys
from functions.adapters.bills import credits_in, invoice_from, issued_from, lines_in, paper_file
from functions.adapters.files import Files
from functions.adapters.table import Index, Item, Page, Table
from functions.documents import ledger
from functions.domain.billing.credit_notes import CreditNote
from functions.domain.billing.invoices import Invoice, require_invoicing_open
from functions.domain.catalogue.bodies import Catalogue
from functions.domain.errors import NotFound, Refusal, Refused, TryAgain, problem
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, acting_for, allow, may
from functions.domain.views import invoice_pages

PAGE = 50
IN_LEDGER = 25  # invoices a portion: their lines are read one invoice at a time
CURSOR = re.compile(r"[0-9TZ:.\-]{24}#[0-9a-f]{32}#(HEAD|CREDIT-[0-9]{3,})")


def of_series(
    table: Table, catalogue: Catalogue, person: Person, chosen: str | None, series_id: str, after: str, now: datetime
) -> dict[str, Any]:
    """A page of what has been issued for a series, newest first; from when on it is invoiced, and whether this person may run it now."""
    member = acting_for(person, Act.READ_BILLS, chosen)
    body = catalogue.bodies.get(member.organisation)
    if body is None:
        raise NotFound
    series = body.series_of(series_id)
    if series is None:
        raise Refused(problem("series_unknown", field="series"))
    page = _page(table, "queues", keys.invoices_of(body.id, series.id), PAGE, after)
    refused: list[Any] = []
    try:
        require_invoicing_open(body, series, now)
    except Refusal as refusal:
        refused = list(refusal.problems)
    return {
        "invoices": [invoice_pages.row(issued_from(item), body) for item in page.items], "next": page.next,
        "invoicing": invoice_pages.invoicing_start(series, body), "refused": refused, "may_bill": may(person, Act.BILL, body.id),
    }  # fmt: skip


def own(table: Table, catalogue: Catalogue, person: Person, act: Act, chosen: str | None, after: str) -> dict[str, Any]:
    """A page of the invoices and credit notes to one's own centre or Associate, newest first. One call."""
    member = acting_for(person, act, chosen)
    page = _page(table, "lists", keys.invoices_to(member.organisation), PAGE, after)
    found = [issued_from(item) for item in page.items]
    return {"invoices": [invoice_pages.row(each, catalogue.bodies[each.body]) for each in found], "next": page.next}


def opened(table: Table, catalogue: Catalogue, person: Person, act: Act, id: str) -> dict[str, Any]:
    """An invoice with its lines and credit notes. One call. Raises NotFound where it is absent or not this person's."""
    invoice, items = _load(table, person, act, id)
    return invoice_pages.page(invoice, lines_in(items), credits_in(items), catalogue.bodies[invoice.body])


def link(table: Table, files: Files, person: Person, act: Act, id: str, turn: int) -> Link:
    """A link to the PDF of an invoice (turn 0) or of one of its credit notes. Raises TryAgain (not_ready) while it is being made."""
    invoice, items = _load(table, person, act, id)
    of: Invoice | CreditNote | None = next((each for each in credits_in(items) if each.turn == turn), None) if turn else invoice
    if of is None:
        raise NotFound
    if files.size(paper_file(of)) is None:
        raise TryAgain(problem("not_ready"))
    return link_to(files, paper_file(of), f"{of.number}.pdf")


def as_csv(table: Table, catalogue: Catalogue, person: Person, chosen: str | None, series_id: str, after: str) -> dict[str, Any]:
    """A portion of a series' ledger, newest document first; the first begins with the names of the columns."""
    member = acting_for(person, Act.READ_BILLS, chosen)
    body = catalogue.bodies.get(member.organisation)
    if body is None or body.series_of(series_id) is None:
        raise NotFound
    page = _page(table, "queues", keys.invoices_of(body.id, series_id), IN_LEDGER, after)
    text = "" if after else ledger.heading()
    for item in page.items:
        of = issued_from(item)
        lines = lines_in(table.partition(keys.invoice(of.id).pk, "LINES-")) if isinstance(of, Invoice) else ()
        text += ledger.rows(of, lines)
    return {"csv": text, "next": page.next}


def _page(table: Table, index: Index, pk: str, limit: int, after: str) -> Page:
    start = None
    if CURSOR.fullmatch(after):
        _, id, sk = after.split("#")
        prefix = "g1" if index == "lists" else "g2"
        start = {f"{prefix}pk": pk, f"{prefix}sk": after, "pk": keys.invoice(id).pk, "sk": sk}
    return table.index(index, pk, limit=limit, after=start, newest_first=True)


def _load(table: Table, person: Person, act: Act, id: str) -> tuple[Invoice, list[Item]]:
    items = table.partition(keys.invoice(id).pk)
    invoice = invoice_from(items)
    if invoice is None:
        raise NotFound
    allow(person, act, invoice.body if act is Act.READ_BILLS else invoice.payer)
    return invoice, items
