"""The staff desk: the queue, letters, marks, scripts, imports, and what keeps failing. For staff of the awarding body."""

from __future__ import annotations

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query
from pydantic import Field

from functions import wiring
from functions.actions.centre import centre_details
from functions.actions.effects import statements
from functions.actions.shared import announcements, messages
from functions.actions.shared import evidence as shared_evidence
from functions.actions.staff import (
    bulk_acknowledgement,
    case_ownership,
    casework,
    extensions,
    failures,
    grade_checks,
    imports,
    missing_results,
    reviews,
    uploads,
)
from functions.adapters.papers import DOCUMENT_ID
from functions.domain.enquiries.appeals import RecordDecision
from functions.domain.enquiries.extensions import Extend
from functions.domain.enquiries.grade_checks import RecordFinding
from functions.domain.enquiries.marks import RecordMarks
from functions.domain.enquiries.messages import WriteMessage
from functions.domain.enquiries.missing_results import RecordAnswer
from functions.domain.enquiries.reviewers import AssignReviewers
from functions.domain.enquiries.staff_requests import AcknowledgeMany, IssueLetter, IssueUpload, OwnershipRequest, SentByPost
from functions.domain.fields import Request
from functions.domain.people.announcements import Announce as Announcing
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act
from functions.domain.register.imports import Import
from functions.handlers import billing
from functions.handlers.answers import asking, entry, reply, resolver

app = resolver(
    "Results Desk for staff of the awarding body",
    "The queue in order of receipt, letters, marks, scripts, imports. Every call carries the ID token of a member of staff.",
)

Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
Document = Annotated[str, Path(pattern=f"^{DOCUMENT_ID}$")]
Mark = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
Code = Annotated[str, Query(pattern="^[0-9A-Za-z_\\-]{0,20}$")]
Acting = Annotated[str | None, Query(max_length=64, description="The awarding body acted for; needed only by who belongs to several.")]
Answer = Response[Any]


OF_ENQUIRIES = "(SUB|ENQ|INV)#[0-9a-f\\-]{32,36}[|](H#[0-9]{6}|ASIDE#[0-9TZ:.\\-]{24}#[0-9a-f]{8})"
OF_ANNOUNCEMENTS = "NEWS#[0-9a-z\\-]{1,40}#[0-9a-f]{16}[|](H#[0-9]{6}|CENTRE#[0-9A-Za-z\\-]{1,64})"


class Retry(Request):
    key: Annotated[str, Field(max_length=160, pattern=f"^({OF_ENQUIRIES}|{OF_ANNOUNCEMENTS})$")]


def _who() -> Person:
    return asking(app, wiring.staff())


@app.get("/api/staff/me", summary="Who is signed in", tags=["Staff"])
def me() -> Answer:
    person = _who()
    return reply(
        {
            "person": centre_details.shown_person(person),
            "now": wiring.now().isoformat(),
            "offset_seconds": wiring.settings().desk_offset_seconds,
        }
    )


@app.get("/api/staff/queue", summary="Enquiries in order of receipt", tags=["Queue"])
def queue(
    stage: Code = "received", number: Code = "", after: Annotated[str, Query(max_length=80)] = "", organisation: Acting = None
) -> Answer:
    return reply(casework.queue(wiring.table(), wiring.catalogue(), _who(), organisation, stage, number, after, wiring.now()))


@app.get("/api/staff/enquiries/<id>", summary="An enquiry as staff see it", tags=["Queue"])
def open_enquiry(id: Id) -> Answer:
    return reply({"enquiry": casework.opened(wiring.table(), wiring.catalogue(), _who(), id, wiring.now())})


@app.post("/api/staff/enquiries/<id>/letters/<kind>", summary="Look at a letter before it is issued", tags=["Letters"])
def preview(id: Id, kind: Annotated[str, Path(pattern="^(acknowledgement|outcome)$")]) -> Answer:
    return reply(casework.preview(wiring.table(), wiring.catalogue(), wiring.documents(), wiring.renderer, _who(), id, kind, wiring.now()))


@app.post("/api/staff/enquiries/<id>/acknowledge", summary="Issue the acknowledgement letter", tags=["Letters"])
def acknowledge(id: Id, request: IssueLetter) -> Answer:
    issued = casework.issue_letter(
        wiring.table(), wiring.catalogue(), wiring.documents(), _who(), id, "acknowledgement", request, wiring.now()
    )
    return reply({"enquiry": issued})


@app.post(
    "/api/staff/acknowledge",
    summary="Issue acknowledgement letters that were looked at",
    description="Each enquiry stands for itself: the answer says what became of every one. Sending it again is the same as sending it once.",
    tags=["Letters"],
)
def acknowledge_many(request: AcknowledgeMany) -> Answer:
    done = bulk_acknowledgement.acknowledge_many(wiring.table(), wiring.catalogue(), wiring.documents(), _who(), request, wiring.now())
    return reply({"enquiries": done})


@app.post("/api/staff/enquiries/<id>/marks", summary="Record marks and grade after review", tags=["Letters"])
def marks(id: Id, request: RecordMarks) -> Answer:
    return reply({"enquiry": reviews.record_marks(wiring.table(), wiring.catalogue(), _who(), id, request, wiring.now())})


@app.post("/api/staff/enquiries/<id>/finding", summary="Record what a check of a grade found", tags=["Letters"])
def record_finding(id: Id, request: RecordFinding) -> Answer:
    return reply({"enquiry": grade_checks.record(wiring.table(), wiring.catalogue(), _who(), id, request, wiring.now())})


@app.post("/api/staff/enquiries/<id>/decision", summary="Record how an appeal is decided", tags=["Letters"])
def decide(id: Id, request: RecordDecision) -> Answer:
    return reply({"enquiry": reviews.decide_appeal(wiring.table(), wiring.catalogue(), _who(), id, request, wiring.now())})


@app.post("/api/staff/enquiries/<id>/handler", summary="Take an enquiry over", tags=["Queue"])
def take_over(id: Id, request: OwnershipRequest) -> Answer:
    return reply({"enquiry": case_ownership.take_over(wiring.table(), wiring.catalogue(), _who(), id, request, wiring.now())})


@app.post("/api/staff/enquiries/<id>/go-on", summary="Let a held enquiry go on", tags=["Queue"])
def go_on(id: Id, request: OwnershipRequest) -> Answer:
    return reply({"enquiry": case_ownership.go_on(wiring.table(), wiring.catalogue(), _who(), id, request, wiring.now())})


@app.post("/api/staff/enquiries/<id>/reviewers", summary="Assign the review of components", tags=["Queue"])
def assign(id: Id, request: AssignReviewers) -> Answer:
    return reply({"enquiry": reviews.assign(wiring.table(), wiring.catalogue(), _who(), id, request, wiring.now())})


@app.post("/api/staff/enquiries/<id>/answer", summary="Record the answer to an enquiry about a missing result", tags=["Letters"])
def answer(id: Id, request: RecordAnswer) -> Answer:
    return reply({"enquiry": missing_results.answer(wiring.table(), wiring.catalogue(), _who(), id, request, wiring.now())})


@app.post("/api/staff/enquiries/<id>/evidence/<evidence>/link", summary="A link to evidence that the centre brought", tags=["Files"])
def open_evidence(id: Id, evidence: Mark, organisation: Acting = None) -> Answer:
    return reply(shared_evidence.link(wiring.table(), wiring.documents(), _who(), Act.HANDLE, organisation, id, evidence, wiring.now()))


@app.post("/api/staff/enquiries/<id>/outcome", summary="Issue the outcome letter", tags=["Letters"])
def outcome(id: Id, request: IssueLetter) -> Answer:
    issued = casework.issue_letter(wiring.table(), wiring.catalogue(), wiring.documents(), _who(), id, "outcome", request, wiring.now())
    return reply({"enquiry": issued})


@app.post(
    "/api/staff/enquiries/<id>/uploads",
    summary="Announce a file",
    description="The answer is a form to post the file with.",
    tags=["Files"],
)
def announce(id: Id, request: uploads.Announce) -> Answer:
    return reply(uploads.announce(wiring.table(), wiring.catalogue(), wiring.incoming(), _who(), id, request, wiring.system_now()))


@app.get("/api/staff/uploads/<id>", summary="What became of a file", tags=["Files"])
def upload(id: Id) -> Answer:
    return reply(uploads.became(wiring.table(), _who(), id))


@app.post("/api/staff/enquiries/<id>/documents/<document>/issue", summary="Issue a copy of script or a report", tags=["Files"])
def issue_upload(id: Id, document: Document, request: IssueUpload) -> Answer:
    return reply({"enquiry": casework.issue_upload(wiring.table(), wiring.catalogue(), _who(), id, document, request, wiring.now())})


@app.post("/api/staff/enquiries/<id>/documents/<document>/link", summary="A link that shows a document", tags=["Files"])
def open_document(id: Id, document: Document, organisation: Acting = None) -> Answer:
    return reply(casework.document_link(wiring.table(), wiring.documents(), _who(), organisation, id, document, wiring.now()))


@app.post(
    "/api/staff/register", summary="Import the results register", description="Nothing is imported while a row is wrong.", tags=["Imports"]
)
def register(request: Import, organisation: Acting = None) -> Answer:
    return reply(imports.register(wiring.table(), wiring.catalogue(), _who(), organisation, request))


@app.post("/api/staff/exemptions", summary="Import exemptions", description="Nothing is imported while a row is wrong.", tags=["Imports"])
def exemptions(request: Import, organisation: Acting = None) -> Answer:
    return reply(imports.exemptions(wiring.table(), wiring.catalogue(), _who(), organisation, request))


@app.get("/api/staff/enquiries/<id>/extensions", summary="The candidates that an enquiry can be extended to", tags=["Extensions"])
def choose_extensions(id: Id) -> Answer:
    return reply(extensions.to_choose_from(wiring.table(), wiring.catalogue(), _who(), id))


@app.post(
    "/api/staff/enquiries/<id>/extensions", summary="Extend an enquiry to other candidates",
    description="One enquiry for each candidate. Sending it again is the same as sending it once.", tags=["Extensions"],
)  # fmt: skip
def extend(id: Id, request: Extend) -> Answer:
    return reply(extensions.extend(wiring.table(), wiring.catalogue(), _who(), id, request, wiring.now()))


@app.get("/api/staff/statements", summary="Updated statements of results to print and send", tags=["Letters"])
def list_statements(
    stage: Annotated[str, Query(pattern="^(to_send|sent)$")] = "to_send",
    after: Annotated[str, Query(max_length=80)] = "",
    organisation: Acting = None,
) -> Answer:
    return reply(statements.listing(wiring.table(), wiring.catalogue(), _who(), organisation, stage, after, wiring.now()))


@app.post(
    "/api/staff/statements/sent", summary="Mark updated statements of results as printed and sent",
    description="Each stands for itself: the answer says what became of every one. Sending it again is the same as sending it once.",
    tags=["Letters"],
)  # fmt: skip
def statements_sent(request: SentByPost) -> Answer:
    return reply({"enquiries": statements.mark_sent(wiring.table(), _who(), request, wiring.now())})


@app.get("/api/staff/failures", summary="What the desk could not finish by itself", tags=["Failures"])
def list_failures(organisation: Acting = None) -> Answer:
    return reply({"failures": failures.listing(wiring.table(), _who(), organisation)})


@app.post("/api/staff/failures/retry", summary="Try again now", tags=["Failures"])
def retry(request: Retry, organisation: Acting = None) -> Answer:
    return reply(failures.retry(wiring.means(), _who(), organisation, request.key))


@app.post("/api/staff/enquiries/<id>/messages", summary="Write about an enquiry", tags=["Messages"])
def write_message(id: Id, request: WriteMessage) -> Answer:
    return reply(messages.write(wiring.table(), _who(), Act.HANDLE, id, request, wiring.now()))


@app.get("/api/staff/messages", summary="Messages to all centres", tags=["Messages"])
def list_messages(organisation: Acting = None) -> Answer:
    return reply(announcements.for_staff(wiring.table(), wiring.catalogue(), _who(), organisation))


@app.post("/api/staff/messages", summary="Post a message to all centres", tags=["Messages"])
def post_message(request: Announcing, organisation: Acting = None) -> Answer:
    return reply(announcements.post(wiring.table(), wiring.catalogue(), _who(), organisation, request, wiring.now()))


app.include_router(billing.router)
handler = entry(app)
