"""Invoices on the staff desk: the run, what was issued, credit notes, the ledger. For finance staff; supervisors may read."""

from __future__ import annotations

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from functions import wiring
from functions.actions.shared import invoices
from functions.actions.staff import invoice_runs
from functions.domain.billing.credit_notes import Credit
from functions.domain.billing.invoices import Run
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act
from functions.handlers.answers import asking, reply

router = Router()  # type: ignore[no-untyped-call]

Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
Series = Annotated[str, Query(pattern="^[0-9]{4}-[0-9]{2}$")]
Cursor = Annotated[str, Query(max_length=80)]
Turn = Annotated[int, Query(ge=0, le=999, description="Which credit note, counted from 1; 0 is the invoice.")]
Acting = Annotated[str | None, Query(max_length=64, description="The awarding body acted for; needed only by who belongs to several.")]
Answer = Response[Any]


def _who() -> Person:
    return asking(router, wiring.staff())


@router.get("/api/staff/invoices", summary="What has been issued for a series, newest first", tags=["Invoices"])
def listing(series: Series, after: Cursor = "", organisation: Acting = None) -> Answer:
    return reply(invoices.of_series(wiring.table(), wiring.catalogue(), _who(), organisation, series, after, wiring.now()))


@router.post(
    "/api/staff/invoices",
    summary="Run the invoices of a series",
    description="A portion of centres a request: send it again with `after` as `next` was answered, until that is null. Whatever has been "
    "billed is not billed again, so sending it twice is the same as sending it once.",
    tags=["Invoices"],
)
def run(request: Run, organisation: Acting = None) -> Answer:
    return reply(invoice_runs.run(wiring.table(), wiring.catalogue(), _who(), organisation, request, wiring.now()))


@router.get("/api/staff/invoices/<id>", summary="An invoice with its lines and credit notes", tags=["Invoices"])
def open_invoice(id: Id) -> Answer:
    shown = invoices.opened(wiring.table(), wiring.catalogue(), _who(), Act.READ_BILLS, id)
    return reply({"invoice": shown})


@router.post("/api/staff/invoices/<id>/link", summary="A link to the PDF of an invoice, or of one of its credit notes", tags=["Invoices"])
def link(id: Id, credit: Turn = 0) -> Answer:
    return reply(invoices.link(wiring.table(), wiring.documents(), _who(), Act.READ_BILLS, id, credit))


@router.post("/api/staff/invoices/<id>/credits", summary="Issue a credit note on a line of an invoice", tags=["Invoices"])
def credit(id: Id, request: Credit) -> Answer:
    return reply({"invoice": invoice_runs.give_back(wiring.table(), wiring.catalogue(), _who(), id, request, wiring.now())})


@router.get("/api/staff/ledger", summary="The invoices of a series as CSV, a portion a request", tags=["Invoices"])
def ledger(series: Series, after: Cursor = "", organisation: Acting = None) -> Answer:
    return reply(invoices.as_csv(wiring.table(), wiring.catalogue(), _who(), organisation, series, after))
