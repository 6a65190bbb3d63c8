"""The invoice run of a series and credit notes: what finance staff issue. A document that is issued is issued once and never changes.

A run asks every centre that has had an enquiry received, a portion of them at a time: as a job, or a portion a request.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from functions.actions.effects.invoice_billing import CENTRES, Billing, bill_centres
from functions.actions.shared.effect_names import CREDIT_PAPER, MAIL
from functions.actions.shared.jobs import store_job
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import Pause, commit
from functions.adapters import keys
from functions.adapters.events import put_event
from functions.adapters.invoices import count_to_bill, list_to_bill, put_counter, put_credit_note, read_invoice, read_last_number
from functions.adapters.jobs import read_job
from functions.adapters.table import Conflict
from functions.adapters.workers import Worker
from functions.domain.billing.credit_notes import CREDIT_NOTE, Credit, credit
from functions.domain.billing.invoices import BeginRun, Run, require_invoicing_open
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.series import Series
from functions.domain.errors import NotFound, Refused, TryAgain, problem
from functions.domain.jobs import INVOICES, Job, Step, portions_of
from functions.domain.people.history import What, actor
from functions.domain.people.permissions import Act
from functions.domain.views import invoice_pages, job_pages


def begin_run(session: Session, worker: Worker, request: BeginRun, system_now: datetime) -> dict[str, Any]:
    """Begin a run of a whole series, and return its job; sent again with the same id it is the same run.

    Raise Refused before the series' month and without prices.
    """
    body, series = _open_series(session, request.series)
    id = request.id or secrets.token_hex(16)
    if read_job(session.table, id) is None:
        member = session.acting_for(Act.BILL)
        portions = max(1, portions_of(count_to_bill(session.table, body.id, series.id), CENTRES))
        job = Job(
            id=id, kind=INVOICES, body=body.id, about=series.id, by=actor(session.person, member), by_name=session.person.name,
            started_at=session.now, seen_at=session.now, steps=(Step(name="bill", portions=portions),), facts={"invoices": 0, "unpriced": 0},
        )  # fmt: skip
        try:
            store_job(session.table, job, [], also=[], system_now=system_now)
        except Conflict as twice:
            raise TryAgain from twice
        worker.begin(id)
    stored = read_job(session.table, id)
    if stored is None or stored.body != body.id:
        raise NotFound
    return {"job": job_pages.page(stored, body, session.now)}


def run(session: Session, request: Run, *, pause: Pause | None = None) -> dict[str, Any]:
    """Bill what is finished and not billed, for the next portion of centres; `next` is where to go on, None at the end.

    Raise Refused before the series' month and without prices, TryAgain while others bill the same.
    """
    body, series = _open_series(session, request.series)
    centres, cursor = list_to_bill(session.table, body.id, series.id, CENTRES, request.after)
    by = actor(session.person, session.acting_for(Act.BILL))
    billed = bill_centres(Billing(session.table, body, series, by, session.now), centres, pause=pause)
    return {"invoices": [invoice_pages.row(each, body) for each in billed.invoices], "unpriced": billed.unpriced, "next": cursor}


def _open_series(session: Session, series: str) -> tuple[Body, Series]:
    """Return the awarding body and the series to bill. Raise Refused where it cannot be billed now."""
    body = session.own_body(Act.BILL)
    found = body.series_of(series)
    if found is None:
        raise Refused(problem("series_unknown", field="series"))
    require_invoicing_open(body, found, session.now)
    return body, found


def issue_credit_note(session: Session, id: str, request: Credit) -> dict[str, Any]:
    """Issue a credit note on a line of an invoice, which itself stays as it is. Raise Changed where a colleague was quicker."""
    stored = read_invoice(session.table, id)
    if stored is None:
        raise NotFound
    invoice = stored.invoice
    member = session.allow(Act.BILL, invoice.body)
    before = read_last_number(session.table, invoice.body, invoice.series, CREDIT_NOTE)
    note = credit(invoice, stored.lines, stored.credit_notes, request, last_number=before, now=session.now)
    event = session.event(What.CREDITED, member, note.turn + 1, why=note.why, about=note.number)
    commit(
        session.table,
        [
            put_credit_note(note),
            put_counter(invoice.body, invoice.series, CREDIT_NOTE, before, 1),
            put_event(keys.invoice(id), event, (CREDIT_PAPER, f"{MAIL}:{CREDIT_PAPER}"), (invoice.body,)),
        ],
    )
    return invoice_pages.page(invoice, stored.lines, (*stored.credit_notes, note), session.catalogue.bodies[invoice.body])
