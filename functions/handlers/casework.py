"""What staff of the awarding body do: letters, outcomes, scripts, extensions, messages, and what keeps failing."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from pydantic import Field

from functions import wiring
from functions.actions.shared import announcements, document_links, evidence, messages
from functions.actions.staff import (
    acceptance,
    bulk_acknowledgement,
    case_ownership,
    coordinators,
    extensions,
    failures,
    issuing,
    outcomes,
    statements,
    uploads,
)
from functions.domain.enquiries.acceptance import Decline
from functions.domain.enquiries.appeals import RecordDecision
from functions.domain.enquiries.cohort_outcomes import RecordModeration
from functions.domain.enquiries.extensions import Extend
from functions.domain.enquiries.grade_checks import RecordFinding
from functions.domain.enquiries.kinds import OutcomeKind
from functions.domain.enquiries.marks import RecordMarks
from functions.domain.enquiries.messages import WriteMessage
from functions.domain.enquiries.missing_results import RecordAnswer
from functions.domain.enquiries.reviewers import AssignReviewers
from functions.domain.enquiries.staff_requests import AcknowledgeMany, IssueLetter, IssueUpload, OwnershipRequest, SentByPost
from functions.domain.fields import Request
from functions.domain.people.announcements import Announce
from functions.domain.people.members import InviteCoordinator
from functions.domain.people.permissions import Act
from functions.handlers.answers import MANY_AT_ONCE, reply
from functions.handlers.parameters import ActingFor, Answer, Cursor, DocumentId, Fingerprint, Id, LetterKind, PrintStage
from functions.handlers.sessions import Sessions

router = Router()  # type: ignore[no-untyped-call]
session_for = Sessions(router, wiring.staff)

OF_ENQUIRIES = "(SUB|ENQ|INV)#[0-9a-f\\-]{32,36}[|](H#[0-9]{6}|ASIDE#[0-9TZ:.\\-]{24}#[0-9a-f]{8})"
OF_ORGANISATIONS = "(ORG|PEOPLE)#[0-9A-Za-z\\-]{1,64}[|](H#[0-9]{6}|ASIDE#[0-9TZ:.\\-]{24}#[0-9a-f]{8})"
OF_ANNOUNCEMENTS = "NEWS#[0-9a-z\\-]{1,40}#[0-9a-f]{16}[|](H#[0-9]{6}|CENTRE#[0-9A-Za-z\\-]{1,64})"


class Retry(Request):
    """Which failure to try again, by the key in its row."""

    key: Annotated[str, Field(max_length=160, pattern=f"^({OF_ENQUIRIES}|{OF_ANNOUNCEMENTS}|{OF_ORGANISATIONS})$")]


@router.post(
    "/api/staff/coordinators", summary="Invite the coordinator of a centre or an Associate", tags=["People"],
    description="The id is made by the client: sent again, it is the same invitation.",
)  # fmt: skip
def invite_coordinator(request: InviteCoordinator, organisation: ActingFor = None) -> Answer:
    return reply(coordinators.invite_coordinator(session_for(organisation), request))


@router.post("/api/staff/enquiries/<id>/letters/<kind>", summary="Preview a letter before it is issued", tags=["Letters"])
def preview(id: Id, kind: LetterKind) -> Answer:
    return reply(issuing.preview(session_for(), wiring.documents(), wiring.renderer, id, kind))


@router.post("/api/staff/enquiries/<id>/acknowledge", summary="Issue the acknowledgement letter", tags=["Letters"])
def acknowledge(id: Id, request: IssueLetter) -> Answer:
    return reply({"enquiry": issuing.issue_letter(session_for(), wiring.documents(), id, "acknowledgement", request)})


@router.post("/api/staff/enquiries/<id>/decline", summary="Decline an enquiry that is not accepted", tags=["Queue"])
def decline(id: Id, request: Decline) -> Answer:
    return reply({"enquiry": acceptance.decline(session_for(), id, request)})


@router.post(
    "/api/staff/acknowledge",
    summary="Issue acknowledgement letters that were previewed",
    description=MANY_AT_ONCE,
    tags=["Letters"],
)
def acknowledge_many(request: AcknowledgeMany, organisation: ActingFor = None) -> Answer:
    return reply(bulk_acknowledgement.acknowledge_many(session_for(organisation), wiring.worker_for, request, wiring.system_now()))


@router.post("/api/staff/enquiries/<id>/marks", summary="Record marks and grade after review", tags=["Letters"])
def marks(id: Id, request: RecordMarks) -> Answer:
    return reply({"enquiry": outcomes.record_outcome(session_for(), id, OutcomeKind.MARKS, request)})


@router.post(
    "/api/staff/enquiries/<id>/moderation", summary="Record what a re-moderation found, and whose results change", tags=["Letters"]
)
def record_moderation(id: Id, request: RecordModeration) -> Answer:
    return reply({"enquiry": outcomes.record_outcome(session_for(), id, OutcomeKind.COHORT, request)})


@router.post("/api/staff/enquiries/<id>/finding", summary="Record what a check of a grade found", tags=["Letters"])
def record_finding(id: Id, request: RecordFinding) -> Answer:
    return reply({"enquiry": outcomes.record_outcome(session_for(), id, OutcomeKind.FINDING, request)})


@router.post("/api/staff/enquiries/<id>/answer", summary="Record the answer to an enquiry about a missing result", tags=["Letters"])
def answer(id: Id, request: RecordAnswer) -> Answer:
    return reply({"enquiry": outcomes.record_outcome(session_for(), id, OutcomeKind.ANSWER, request)})


@router.post("/api/staff/enquiries/<id>/decision", summary="Record how an appeal is decided", tags=["Letters"])
def decide(id: Id, request: RecordDecision) -> Answer:
    return reply({"enquiry": outcomes.record_outcome(session_for(), id, OutcomeKind.DECISION, request)})


@router.post("/api/staff/enquiries/<id>/outcome", summary="Issue the outcome letter", tags=["Letters"])
def outcome(id: Id, request: IssueLetter) -> Answer:
    return reply({"enquiry": issuing.issue_letter(session_for(), wiring.documents(), id, "outcome", request)})


@router.post("/api/staff/enquiries/<id>/breakdown", summary="Issue the breakdown of marks", tags=["Letters"])
def breakdown(id: Id, request: IssueLetter) -> Answer:
    return reply({"enquiry": issuing.issue_letter(session_for(), wiring.documents(), id, "breakdown", request)})


@router.post("/api/staff/enquiries/<id>/handler", summary="Take an enquiry over", tags=["Queue"])
def take_over(id: Id, request: OwnershipRequest) -> Answer:
    return reply({"enquiry": case_ownership.take_over(session_for(), id, request)})


@router.post("/api/staff/enquiries/<id>/go-on", summary="Let a held enquiry go on", tags=["Queue"])
def resume(id: Id, request: OwnershipRequest) -> Answer:
    return reply({"enquiry": case_ownership.resume(session_for(), id, request)})


@router.post("/api/staff/enquiries/<id>/reviewers", summary="Assign the review of components", tags=["Queue"])
def assign(id: Id, request: AssignReviewers) -> Answer:
    return reply({"enquiry": outcomes.assign_reviewers(session_for(), id, request)})


@router.post("/api/staff/enquiries/<id>/evidence/<fingerprint>/link", summary="A link to evidence that the centre added", tags=["Files"])
def open_evidence(id: Id, fingerprint: Fingerprint, organisation: ActingFor = None) -> Answer:
    return reply(evidence.evidence_link(session_for(organisation), wiring.documents(), Act.HANDLE, id, fingerprint))


@router.post(
    "/api/staff/enquiries/<id>/uploads",
    summary="Announce a file",
    description="The answer is a form to post the file with.",
    tags=["Files"],
)
def announce(id: Id, request: uploads.Announce) -> Answer:
    return reply(uploads.announce(session_for(), wiring.incoming(), id, request, wiring.system_now()))


@router.get("/api/staff/uploads/<id>", summary="What became of a file", tags=["Files"])
def upload(id: Id) -> Answer:
    return reply(uploads.upload_result(session_for(), id))


@router.post("/api/staff/enquiries/<id>/documents/<document>/issue", summary="Issue a copy of script or a report", tags=["Files"])
def issue_upload(id: Id, document: DocumentId, request: IssueUpload) -> Answer:
    return reply({"enquiry": issuing.issue_upload(session_for(), id, document, request)})


@router.post("/api/staff/enquiries/<id>/documents/<document>/link", summary="A link that shows a document", tags=["Files"])
def open_document(id: Id, document: DocumentId, organisation: ActingFor = None) -> Answer:
    return reply(document_links.document_link(session_for(organisation), wiring.documents(), Act.HANDLE, id, document))


@router.get("/api/staff/enquiries/<id>/extensions", summary="The candidates that an enquiry can be extended to", tags=["Extensions"])
def choose_extensions(id: Id) -> Answer:
    return reply(extensions.candidates_to_choose(session_for(), id))


@router.post(
    "/api/staff/enquiries/<id>/extensions", summary="Extend an enquiry to other candidates",
    description="One enquiry for each candidate. Sending it again is the same as sending it once.", tags=["Extensions"],
)  # fmt: skip
def extend(id: Id, request: Extend) -> Answer:
    return reply(extensions.extend(session_for(), id, request))


@router.get("/api/staff/statements", summary="Updated statements of results to print and send", tags=["Letters"])
def list_statements(stage: PrintStage = "to_send", after: Cursor = "", organisation: ActingFor = None) -> Answer:
    return reply(statements.listing(session_for(organisation), stage, after))


@router.post(
    "/api/staff/statements/sent", summary="Mark updated statements of results as printed and sent",
    description=MANY_AT_ONCE, tags=["Letters"],
)  # fmt: skip
def statements_sent(request: SentByPost, organisation: ActingFor = None) -> Answer:
    return reply(statements.mark_sent(session_for(organisation), wiring.worker_for, request, wiring.system_now()))


@router.get("/api/staff/failures", summary="What the desk could not finish by itself", tags=["Failures"])
def list_failures(organisation: ActingFor = None) -> Answer:
    return reply(failures.listing(session_for(organisation)))


@router.post("/api/staff/failures/retry", summary="Try again now", tags=["Failures"])
def retry(request: Retry, organisation: ActingFor = None) -> Answer:
    return reply(failures.retry(session_for(organisation), wiring.means(), request.key))


@router.post("/api/staff/enquiries/<id>/messages", summary="Write about an enquiry", tags=["Messages"])
def write_message(id: Id, request: WriteMessage) -> Answer:
    return reply(messages.write(session_for(), Act.HANDLE, id, request))


@router.get("/api/staff/messages", summary="Messages to all centres", tags=["Messages"])
def list_messages(organisation: ActingFor = None) -> Answer:
    return reply(announcements.announcements_for_staff(session_for(organisation)))


@router.post("/api/staff/messages", summary="Post a message to all centres", tags=["Messages"])
def post_message(request: Announce, organisation: ActingFor = None) -> Answer:
    return reply(announcements.post(session_for(organisation), request))
