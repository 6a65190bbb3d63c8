"""The Associate's desk: approve or reject, open, release. For Associates, about their Associate Centres."""

from __future__ import annotations

from functions import wiring
from functions.actions.associate import approvals, enquiries, releases
from functions.actions.centre import centre_details
from functions.actions.shared import document_links, evidence, invoices, jobs, messages
from functions.actions.shared.people import ASSOCIATE as PEOPLE
from functions.domain.enquiries.amendments import DecideChange
from functions.domain.enquiries.associate_requests import Approve, ApproveMany, Reject, Release
from functions.domain.enquiries.messages import WriteMessage
from functions.domain.people.permissions import Act
from functions.handlers.answers import MANY_AT_ONCE, entry, reply, resolver
from functions.handlers.parameters import (
    ActingFor,
    Answer,
    AnyBody,
    AnySeries,
    Code,
    Cursor,
    Direction,
    DocumentId,
    Fingerprint,
    Id,
    ToRelease,
    Turn,
    Typed,
)
from functions.handlers.people import people_routes
from functions.handlers.sessions import Sessions

app = resolver(
    "Results Desk for Associates",
    "Enquiries of Associate Centres: approve, reject, release documents. Every call carries the ID token of an Associate.",
)
session_for = Sessions(app, wiring.people)


@app.get("/api/associate/me", summary="Who is signed in, and for which Associate", tags=["Associate"])
def me(organisation: ActingFor = None) -> Answer:
    return reply(centre_details.who_am_i(session_for(organisation), Act.FORWARD, wiring.settings().desk_offset_seconds))


@app.get("/api/associate/queue", summary="What waits for approval", tags=["Associate"])
def queue(after: Cursor = "", organisation: ActingFor = None) -> Answer:
    return reply(enquiries.to_approve(session_for(organisation), after))


@app.get("/api/associate/attention", summary="What needs the Associate’s attention now, over all series", tags=["Associate"])
def attention(organisation: ActingFor = None) -> Answer:
    return reply(enquiries.attention(session_for(organisation)))


@app.get("/api/associate/enquiries", summary="Enquiries of the Associate Centres", tags=["Associate"])
def listing(
    *, series: AnySeries = "", status: Code = "", release: ToRelease = "", typed: Typed = "", awarding_body: AnyBody = "",
    order: Direction = "newest", after: Cursor = "", organisation: ActingFor = None,
) -> Answer:  # fmt: skip
    found = enquiries.listing(
        session_for(organisation),
        series=series,
        body=awarding_body,
        status=status,
        release=release,
        wanted=typed,
        after=after,
        oldest_first=order == "oldest",
    )
    return reply(found)


@app.get("/api/associate/enquiries/<id>", summary="An enquiry as the Associate sees it", tags=["Associate"])
def open_enquiry(id: Id) -> Answer:
    return reply({"enquiry": enquiries.open_page(session_for(), id)})


@app.post("/api/associate/enquiries/<id>/approve", summary="Send an enquiry on", tags=["Associate"])
def approve(id: Id, request: Approve) -> Answer:
    return reply({"enquiry": enquiries.approve(session_for(), id, request)})


@app.post("/api/associate/enquiries/<id>/reject", summary="Reject an enquiry, with the reason", tags=["Associate"])
def reject(id: Id, request: Reject) -> Answer:
    return reply({"enquiry": enquiries.reject(session_for(), id, request)})


@app.post("/api/associate/enquiries/<id>/change", summary="Agree to a change that the centre proposed, or decline it", tags=["Associate"])
def decide_change(id: Id, request: DecideChange) -> Answer:
    return reply({"enquiry": enquiries.decide_change(session_for(), id, request)})


@app.post("/api/associate/approve", summary="Send many enquiries on", description=MANY_AT_ONCE, tags=["Associate"])
def approve_many(request: ApproveMany, organisation: ActingFor = None) -> Answer:
    return reply(approvals.approve_many(session_for(organisation), wiring.worker_for, request, wiring.system_now()))


@app.post(
    "/api/associate/release", summary="Release one kind of document of the chosen enquiries", description=MANY_AT_ONCE, tags=["Associate"]
)
def release(request: Release, organisation: ActingFor = None) -> Answer:
    return reply(releases.release(session_for(organisation), wiring.worker_for, request, wiring.system_now()))


@app.get("/api/associate/jobs", summary="The Associate’s latest long work", tags=["Long work"])
def list_jobs(organisation: ActingFor = None) -> Answer:
    return reply(jobs.latest_jobs(session_for(organisation)))


@app.get("/api/associate/jobs/<id>", summary="How far a piece of long work is", tags=["Long work"])
def open_job(id: Id) -> Answer:
    return reply(jobs.open_job(session_for(), id))


@app.post("/api/associate/enquiries/<id>/documents/<document>/link", summary="A link to a document", tags=["Associate"])
def open_document(id: Id, document: DocumentId, organisation: ActingFor = None) -> Answer:
    return reply(document_links.document_link(session_for(organisation), wiring.documents(), Act.FORWARD, id, document))


@app.post("/api/associate/enquiries/<id>/messages", summary="Write about an enquiry", tags=["Messages"])
def write_message(id: Id, request: WriteMessage) -> Answer:
    return reply(messages.write(session_for(), Act.FORWARD, id, request))


@app.post(
    "/api/associate/enquiries/<id>/evidence/<fingerprint>/link", summary="A link to evidence that the centre added", tags=["Associate"]
)
def open_evidence(id: Id, fingerprint: Fingerprint, organisation: ActingFor = None) -> Answer:
    return reply(evidence.evidence_link(session_for(organisation), wiring.documents(), Act.FORWARD, id, fingerprint))


@app.get("/api/associate/invoices", summary="Invoices and credit notes to the Associate, newest first", tags=["Invoices"])
def list_invoices(awarding_body: AnyBody = "", after: Cursor = "", organisation: ActingFor = None) -> Answer:
    return reply(invoices.own_invoices(session_for(organisation), Act.FORWARD, after, body=awarding_body))


@app.get("/api/associate/invoices/<id>", summary="An invoice with its lines and credit notes", tags=["Invoices"])
def open_invoice(id: Id) -> Answer:
    return reply({"invoice": invoices.open_invoice(session_for(), Act.FORWARD, id)})


@app.post("/api/associate/invoices/<id>/link", summary="A link to the PDF of an invoice, or of one of its credit notes", tags=["Invoices"])
def invoice_link(id: Id, credit: Turn = 0) -> Answer:
    return reply(invoices.invoice_link(session_for(), wiring.documents(), Act.FORWARD, id, credit))


app.include_router(people_routes("/api/associate", wiring.people, PEOPLE))
handler = entry(app)
