"""The Associate's desk: approve or reject, open, release. For Associates, about their Associate Centres."""

from __future__ import annotations

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from functions import wiring
from functions.actions.associate import enquiries
from functions.actions.centre import centre_details
from functions.actions.shared import evidence as shared_evidence
from functions.actions.shared import invoices, messages
from functions.adapters.papers import DOCUMENT_ID
from functions.domain.enquiries.associate_requests import Approve, Reject, Release
from functions.domain.enquiries.messages import WriteMessage
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act
from functions.handlers.answers import asking, entry, reply, resolver

app = resolver(
    "Results Desk for Associates",
    "Enquiries of Associate Centres: approve, reject, release documents. Every call carries the ID token of an Associate.",
)

Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
Mark = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
Document = Annotated[str, Path(pattern=f"^{DOCUMENT_ID}$")]
Series = Annotated[str, Query(pattern="^[0-9]{4}-[0-9]{2}$")]
Code = Annotated[str, Query(pattern="^[0-9A-Za-z_]{0,20}$")]
Kind = Annotated[str, Query(pattern="^(acknowledgement|outcome|other|any)?$", description="Only those with such a document to release.")]
Typed = Annotated[str, Query(max_length=80)]
Cursor = Annotated[str, Query(max_length=80)]
Acting = Annotated[str | None, Query(max_length=64, description="The Associate acted for; needed only by who belongs to several.")]
Turn = Annotated[int, Query(ge=0, le=999, description="Which credit note, counted from 1; 0 is the invoice.")]
Answer = Response[Any]


def _who() -> Person:
    return asking(app, wiring.people())


@app.get("/api/associate/me", summary="Who is signed in, and for which Associate", tags=["Associate"])
def me(organisation: Acting = None) -> Answer:
    return reply(centre_details.associate_me(wiring.table(), _who(), organisation, wiring.now(), wiring.settings().desk_offset_seconds))


@app.get("/api/associate/queue", summary="What waits for approval", tags=["Associate"])
def queue(after: Cursor = "", organisation: Acting = None) -> Answer:
    return reply(enquiries.to_approve(wiring.table(), wiring.catalogue(), _who(), organisation, wiring.now(), after))


@app.get("/api/associate/enquiries", summary="Enquiries of the Associate Centres", tags=["Associate"])
def listing(
    series: Series, status: Code = "", release: Kind = "", q: Typed = "", after: Cursor = "", organisation: Acting = None
) -> Answer:
    found = enquiries.listing(
        wiring.table(), wiring.catalogue(), _who(), organisation, wiring.now(),
        series=series, status=status, release=release, wanted=q, after=after,
    )  # fmt: skip
    return reply(found)


@app.get("/api/associate/enquiries/<id>", summary="An enquiry as the Associate sees it", tags=["Associate"])
def open_enquiry(id: Id) -> Answer:
    return reply({"enquiry": enquiries.opened(wiring.table(), wiring.catalogue(), _who(), id, wiring.now())})


@app.post("/api/associate/enquiries/<id>/approve", summary="Send an enquiry on", tags=["Associate"])
def approve(id: Id, request: Approve) -> Answer:
    return reply({"enquiry": enquiries.approve(wiring.table(), wiring.catalogue(), _who(), id, request, wiring.now())})


@app.post("/api/associate/enquiries/<id>/reject", summary="Reject an enquiry, with the reason", tags=["Associate"])
def reject(id: Id, request: Reject) -> Answer:
    return reply({"enquiry": enquiries.reject(wiring.table(), wiring.catalogue(), _who(), id, request, wiring.now())})


@app.post("/api/associate/release", summary="Release one kind of document of the chosen enquiries", tags=["Associate"])
def release(request: Release) -> Answer:
    return reply({"enquiries": enquiries.release(wiring.table(), _who(), request, wiring.now())})


@app.post("/api/associate/enquiries/<id>/documents/<document>/link", summary="A link to a document", tags=["Associate"])
def open_document(id: Id, document: Document, organisation: Acting = None) -> Answer:
    return reply(enquiries.document_link(wiring.table(), wiring.documents(), _who(), organisation, id, document, wiring.now()))


@app.post("/api/associate/enquiries/<id>/messages", summary="Write about an enquiry", tags=["Messages"])
def write_message(id: Id, request: WriteMessage) -> Answer:
    return reply(messages.write(wiring.table(), _who(), Act.FORWARD, id, request, wiring.now()))


@app.post(
    "/api/associate/enquiries/<id>/evidence/<evidence>/link", summary="A link to evidence that the centre brought", tags=["Associate"]
)
def open_evidence(id: Id, evidence: Mark, organisation: Acting = None) -> Answer:
    return reply(shared_evidence.link(wiring.table(), wiring.documents(), _who(), Act.FORWARD, organisation, id, evidence, wiring.now()))


@app.get("/api/associate/invoices", summary="Invoices and credit notes to the Associate, newest first", tags=["Invoices"])
def list_invoices(after: Cursor = "", organisation: Acting = None) -> Answer:
    return reply(invoices.own(wiring.table(), wiring.catalogue(), _who(), Act.FORWARD, organisation, after))


@app.get("/api/associate/invoices/<id>", summary="An invoice with its lines and credit notes", tags=["Invoices"])
def open_invoice(id: Id) -> Answer:
    return reply({"invoice": invoices.opened(wiring.table(), wiring.catalogue(), _who(), Act.FORWARD, id)})


@app.post("/api/associate/invoices/<id>/link", summary="A link to the PDF of an invoice, or of one of its credit notes", tags=["Invoices"])
def invoice_link(id: Id, credit: Turn = 0) -> Answer:
    return reply(invoices.link(wiring.table(), wiring.documents(), _who(), Act.FORWARD, id, credit))


handler = entry(app)
