"""Invoices on the staff desk: the run, what was issued, credit notes, the ledger. For finance staff; supervisors may read."""

from __future__ import annotations

from aws_lambda_powertools.event_handler.api_gateway import Router

from functions import wiring
from functions.actions.shared import invoices
from functions.actions.staff import invoice_runs
from functions.domain.billing.credit_notes import Credit
from functions.domain.billing.invoices import BeginRun, Run
from functions.domain.people.permissions import Act
from functions.handlers.answers import reply
from functions.handlers.parameters import ActingFor, Answer, Cursor, Id, Series, SeriesToInvoice, Turn
from functions.handlers.sessions import Sessions

router = Router()  # type: ignore[no-untyped-call]
session_for = Sessions(router, wiring.staff)


@router.get("/api/staff/invoices", summary="What has been issued for a series, newest first", tags=["Invoices"])
def listing(series: SeriesToInvoice = "", after: Cursor = "", organisation: ActingFor = None) -> Answer:
    return reply(invoices.invoices_of_series(session_for(organisation), series, after))


@router.post(
    "/api/staff/invoices",
    summary="Run the invoices of a series, a portion a request",
    description="A portion of centres a request: send it again with `after` as `next` was answered, until that is null. Whatever has been "
    "billed is not billed again, so sending it twice is the same as sending it once.",
    tags=["Invoices"],
)
def run(request: Run, organisation: ActingFor = None) -> Answer:
    return reply(invoice_runs.run(session_for(organisation), request))


@router.post(
    "/api/staff/invoices/run",
    summary="Run the invoices of a series as long work",
    description="Answers with the job that does it. Whatever has been billed is not billed again.",
    tags=["Invoices"],
)
def begin_run(request: BeginRun, organisation: ActingFor = None) -> Answer:
    return reply(invoice_runs.begin_run(session_for(organisation), wiring.worker(), request, wiring.system_now()))


@router.get("/api/staff/invoices/<id>", summary="An invoice with its lines and credit notes", tags=["Invoices"])
def open_invoice(id: Id) -> Answer:
    return reply({"invoice": invoices.open_invoice(session_for(), Act.READ_BILLS, id)})


@router.post("/api/staff/invoices/<id>/link", summary="A link to the PDF of an invoice, or of one of its credit notes", tags=["Invoices"])
def link(id: Id, credit: Turn = 0) -> Answer:
    return reply(invoices.invoice_link(session_for(), wiring.documents(), Act.READ_BILLS, id, credit))


@router.post("/api/staff/invoices/<id>/credits", summary="Issue a credit note on a line of an invoice", tags=["Invoices"])
def credit(id: Id, request: Credit) -> Answer:
    return reply({"invoice": invoice_runs.issue_credit_note(session_for(), id, request)})


@router.get("/api/staff/ledger", summary="The invoices of a series as CSV, a portion a request", tags=["Invoices"])
def ledger(series: Series, after: Cursor = "", organisation: ActingFor = None) -> Answer:
    return reply(invoices.ledger_as_csv(session_for(organisation), series, after))
