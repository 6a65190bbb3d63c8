"""The invoice run of a series and credit notes: what finance staff issue. A document that is issued is issued once and never changes.

A run asks every centre that has had an enquiry received, a portion of them at a time. Two runs at once, or a double click,
meet at the centre's account: the second finds billed what the first has billed.
"""

from __future__ import annotations

from typing import Any

from functions.actions.shared.effect_names import CREDIT_PAPER, INVOICE_PAPER, MAIL
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import Pause, commit, settle
from functions.adapters import keys
from functions.adapters.enquiry_lists import read_all_of_centre
from functions.adapters.events import put_event
from functions.adapters.invoices import (
    list_to_bill,
    put_account,
    put_counter,
    put_credit_note,
    put_invoice,
    read_account,
    read_invoice,
    read_last_number,
)
from functions.adapters.organisations import read_organisations
from functions.adapters.table import Write
from functions.domain.billing.invoices import CREDIT_NOTE, INVOICE, Credit, Invoice, Run, bill, billed_to, credit, is_unpriced, may_run
from functions.domain.catalogue.bodies import Series
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.errors import NotFound, Refused, problem
from functions.domain.people.history import What
from functions.domain.people.permissions import Act
from functions.domain.views import invoice_pages

CENTRES = 20  # billed by one request, so that it ends well before the gateway gives up


def run(session: Session, request: Run, *, pause: Pause | None = None) -> dict[str, Any]:
    """Bill what is finished and not billed, for the next portion of centres; `next` is where to go on, None at the end.

    Raise Refused before the series' month and without prices, TryAgain while others bill the same.
    """
    body = session.own_body(Act.BILL)
    series = body.series_of(request.series)
    if series is None:
        raise Refused(problem("series_unknown", field="series"))
    may_run(body, series, session.now)
    centres, cursor = list_to_bill(session.table, body.id, series.id, CENTRES, request.after)
    made: list[Invoice] = []
    unpriced = 0
    for centre in centres:
        enquiries = [each for each in read_all_of_centre(session.table, centre, series.id) if each.body == body.id]
        unpriced += sum(is_unpriced(each, body) for each in enquiries)
        made += _bill_all(session, series, centre, enquiries, pause)
    return {"invoices": [invoice_pages.row(each, body) for each in made], "unpriced": unpriced, "next": cursor}


def issue_credit_note(session: Session, id: str, request: Credit) -> dict[str, Any]:
    """Issue a credit note on a line of an invoice, which itself stays as it is. Raise Changed where a colleague was quicker."""
    stored = read_invoice(session.table, id)
    if stored is None:
        raise NotFound
    invoice = stored.invoice
    member = session.allow(Act.BILL, invoice.body)
    before = read_last_number(session.table, invoice.body, invoice.series, CREDIT_NOTE)
    note = credit(invoice, stored.lines, stored.credit_notes, request, before, session.now)
    event = session.event(What.CREDITED, member, note.turn + 1, why=note.why, about=note.number)
    commit(
        session.table,
        [
            put_credit_note(note),
            put_counter(invoice.body, invoice.series, CREDIT_NOTE, before, 1),
            put_event(keys.invoice(id), event, (CREDIT_PAPER, f"{MAIL}:{CREDIT_PAPER}"), invoice.body),
        ],
    )
    return invoice_pages.page(invoice, stored.lines, (*stored.credit_notes, note), session.catalogue.bodies[invoice.body])


def _bill_all(session: Session, series: Series, centre: str, enquiries: list[Enquiry], pause: Pause | None) -> list[Invoice]:
    """Bill one centre until nothing is left; an invoice has at most as many lines as one transaction holds. Return the invoices."""
    made: list[Invoice] = []
    while some := settle(lambda: _bill_some(session, series, centre, enquiries), pause=pause):
        made += some
    return made


def _bill_some(session: Session, series: Series, centre: str, enquiries: list[Enquiry]) -> list[Invoice]:
    """Store one centre's next invoices in one transaction: the lines, the account that says what is billed, the numbers, the history.

    Return them; nothing where all is billed. Raise Conflict where somebody bills at the same moment.
    """
    body = session.own_body(Act.BILL)
    payers = sorted({billed_to(each, body) for each in enquiries})
    names = {each.id: each.name for each in read_organisations(session.table, payers).values()}
    account_before = read_account(session.table, body.id, series.id, centre)
    before = read_last_number(session.table, body.id, series.id, INVOICE)
    account, made = bill(account_before, enquiries, body, names, before, session.now)
    if not made:
        return []
    member = session.acting_for(Act.BILL)
    writes: list[Write] = [put_account(account), put_counter(body.id, series.id, INVOICE, before, len(made))]
    for invoice, lines in made:
        event = session.event(What.INVOICED, member, 1, about=invoice.number)
        writes += put_invoice(invoice, lines)
        writes.append(put_event(keys.invoice(invoice.id), event, (INVOICE_PAPER, f"{MAIL}:{INVOICE_PAPER}"), body.id))
    session.table.commit(writes)
    return [invoice for invoice, _ in made]
