"""What a centre does at its desk: drafts, checks, submissions, changes, appeals, messages, evidence, invoices, its own details."""

from __future__ import annotations

from aws_lambda_powertools.event_handler.api_gateway import Router

from functions import wiring
from functions.actions.centre import (
    appeals,
    candidate_pages,
    candidates,
    centre_details,
    centre_reviews,
    drafts,
    enquiries,
    exemptions,
    portal_requests,
    service_guide,
    set_up,
    submissions,
)
from functions.actions.shared import announcements, document_links, evidence, invoices, messages
from functions.domain.eligibility.service_guide import AskGuide
from functions.domain.enquiries.amendments import Amend, Cancel, ChangeNote
from functions.domain.enquiries.appeals import SaveAppeal, SubmitAppeal
from functions.domain.enquiries.messages import WriteMessage
from functions.domain.enquiries.missing_results import AnnounceEvidence
from functions.domain.enquiries.portal_requests import RecordMade, RecordPortalOutcome, RecordReasons
from functions.domain.enquiries.submission import CheckDraft, SaveDraft, Submission, Submit, submission_body
from functions.domain.people.people import CorrectCentre
from functions.domain.people.permissions import Act
from functions.domain.register.centre_reviews import CorrectReview, RecordReview
from functions.domain.views.submission_pages import draft_page, submission_page
from functions.handlers.answers import reply
from functions.handlers.parameters import (
    ActingFor,
    Answer,
    AnyBody,
    CandidateNumber,
    Code,
    Components,
    Cursor,
    DocumentId,
    Fingerprint,
    Id,
    Most,
    Name,
    Order,
    Series,
    Turn,
    Typed,
    Uuid,
)
from functions.handlers.sessions import Sessions

router = Router()  # type: ignore[no-untyped-call]
session_for = Sessions(router, wiring.people)


def _submitted(stored: Submission) -> Answer:
    return reply({"submission": submission_page(stored, submission_body(stored, wiring.catalogue()))})


@router.get("/api/centre", summary="My centre details", tags=["You"])
def centre(organisation: ActingFor = None) -> Answer:
    return reply({"organisation": centre_details.details(session_for(organisation))})


@router.put("/api/centre", summary="Correct the centre's e-mail address", tags=["You"])
def correct_centre(request: CorrectCentre, organisation: ActingFor = None) -> Answer:
    return reply({"organisation": centre_details.correct(session_for(organisation), request)})


@router.get("/api/set-up", summary="What is to be set up for a new centre, and what of it is done", tags=["You"])
def centre_set_up(organisation: ActingFor = None) -> Answer:
    return reply(set_up.set_up(session_for(organisation)))


@router.get("/api/register", summary="Candidates to choose from, with why some cannot be chosen", tags=["Register"])
def register(
    *, series: Series, syllabus: Code, route: Name = "", service: Code = "", components: Components = "", typed: Typed = "", awarding_body: Name = "",
    most: Most = 0, order: Order = "number", organisation: ActingFor = None,
) -> Answer:  # fmt: skip
    return reply(
        candidates.candidates_to_choose(
            session_for(organisation),
            awarding_body,
            series=series,
            syllabus=syllabus,
            route=route,
            service=service,
            components=tuple(filter(None, components.split(","))),
            wanted=candidates.Wanted(typed, order, most),
        )
    )


@router.get("/api/candidates", summary="A candidate's entries, over all awarding bodies", tags=["Register"])
def candidate(typed: CandidateNumber, series: Series, awarding_body: Name = "", organisation: ActingFor = None) -> Answer:
    return reply(candidate_pages.candidate_page(session_for(organisation), awarding_body, series, typed))


@router.post("/api/service-guide", summary="Which services are open to a candidate today, and why others are not", tags=["Register"])
def ask_guide(request: AskGuide, organisation: ActingFor = None) -> Answer:
    return reply(service_guide.guide(session_for(organisation), request))


@router.get("/api/exemptions", summary="Components from which candidates were exempted", tags=["Register"])
def list_exemptions(series: Series, awarding_body: Name = "", organisation: ActingFor = None) -> Answer:
    return reply(exemptions.exemptions(session_for(organisation), awarding_body, series))


@router.get("/api/messages", summary="Messages from the awarding body, the fees list among them", tags=["Messages"])
def list_messages(awarding_body: Name = "", organisation: ActingFor = None) -> Answer:
    return reply(announcements.announcements_for_centre(session_for(organisation), awarding_body))


@router.get("/api/centre-reviews", summary="Centre Reviews that the centre has recorded", tags=["Centre Reviews"])
def list_reviews(series: Series, awarding_body: Name = "", organisation: ActingFor = None) -> Answer:
    return reply(centre_reviews.listing(session_for(organisation), awarding_body, series))


@router.put(
    "/api/centre-reviews/<id>", summary="Record a Centre Review", tags=["Centre Reviews"],
    description="Before a check of a school-assessed grade. A record is not changed; recording it again is the same record.",
)  # fmt: skip
def record_review(id: Uuid, request: RecordReview, organisation: ActingFor = None) -> Answer:
    return reply({"review": centre_reviews.record(session_for(organisation), id, request)})


@router.post("/api/centre-reviews/<id>/corrections", summary="Add a correction to a Centre Review", tags=["Centre Reviews"])
def correct_review(id: Uuid, request: CorrectReview, organisation: ActingFor = None) -> Answer:
    return reply({"review": centre_reviews.correct(session_for(organisation), id, request)})


@router.get("/api/drafts", summary="The centre's drafts", tags=["Drafts"])
def list_drafts(after: Cursor = "", organisation: ActingFor = None) -> Answer:
    page = drafts.listing(session_for(organisation), after)
    return reply({"drafts": [draft_page(each) for each in page.drafts], "next": page.next})


@router.get("/api/drafts/<id>", summary="One draft", tags=["Drafts"])
def open_draft(id: Uuid) -> Answer:
    return reply({"draft": draft_page(drafts.load(session_for(), id))})


@router.put(
    "/api/drafts/<id>", summary="Save a draft", description="Saving submits nothing. Repeating a save changes nothing.", tags=["Drafts"]
)
def save_draft(id: Uuid, request: SaveDraft, organisation: ActingFor = None) -> Answer:
    return reply({"draft": draft_page(drafts.save(session_for(organisation), id, request))})


@router.delete("/api/drafts/<id>", summary="Delete a draft", tags=["Drafts"])
def delete_draft(id: Uuid) -> Answer:
    drafts.delete(session_for(), id)
    return reply({"deleted": id})


@router.post("/api/drafts/<id>/check", summary="What prevents submission, what it costs, what to declare", tags=["Drafts"])
def check_draft(id: Uuid, request: CheckDraft, organisation: ActingFor = None) -> Answer:
    return reply(drafts.check(session_for(organisation), id, request.content))


@router.post(
    "/api/drafts/<id>/submit", summary="Submit", tags=["Drafts"],
    description="One submission becomes one enquiry for each candidate. Send it again after a lost answer: the answer is the same.",
)  # fmt: skip
def submit(id: Uuid, request: Submit, organisation: ActingFor = None) -> Answer:
    return _submitted(submissions.submit(session_for(organisation), id, request))


@router.get("/api/submissions/<id>", summary="What was submitted, with its enquiries", tags=["Enquiries"])
def submission(id: Uuid) -> Answer:
    stored, made = submissions.submitted(session_for(), id)
    return reply({"submission": submission_page(stored, submission_body(stored, wiring.catalogue()), made)})


@router.post("/api/submissions/<id>/receipt", summary="A link to the receipt (PDF)", tags=["Enquiries"])
def receipt(id: Uuid) -> Answer:
    return reply(submissions.receipt_link(session_for(), wiring.documents(), id))


@router.put("/api/enquiries/<id>/note", summary="Change the note", tags=["Enquiries"])
def change_note(id: Id, request: ChangeNote) -> Answer:
    return reply({"enquiry": enquiries.change_note(session_for(), id, request)})


@router.post("/api/enquiries/<id>/cancel", summary="Cancel an enquiry", tags=["Enquiries"])
def cancel_enquiry(id: Id, request: Cancel) -> Answer:
    return reply({"enquiry": enquiries.cancel(session_for(), id, request)})


@router.post("/api/enquiries/<id>/amend", summary="Take out components, or change the service within its family", tags=["Enquiries"])
def amend_enquiry(id: Id, request: Amend) -> Answer:
    return reply({"enquiry": enquiries.amend(session_for(), id, request)})


@router.post(
    "/api/enquiries/<id>/made", summary="Record that a request is made in the awarding body’s own portal", tags=["Other portals"],
    description="While it is in progress it can be recorded again, to correct it.",
)  # fmt: skip
def record_made(id: Id, request: RecordMade) -> Answer:
    return reply({"enquiry": portal_requests.record_made(session_for(), id, request)})


@router.post(
    "/api/enquiries/<id>/outcome", summary="Record the outcome that the awarding body’s own portal shows", tags=["Other portals"],
    description="This completes the enquiry. It can be recorded again, to correct it.",
)  # fmt: skip
def record_outcome(id: Id, request: RecordPortalOutcome) -> Answer:
    return reply({"enquiry": portal_requests.record_outcome(session_for(), id, request)})


@router.post("/api/enquiries/<id>/reasons", summary="Record when the reasons for an outcome came", tags=["Other portals"])
def record_reasons(id: Id, request: RecordReasons) -> Answer:
    return reply({"enquiry": portal_requests.record_reasons(session_for(), id, request)})


@router.put(
    "/api/enquiries/<id>/appeal", summary="Write an appeal against an outcome", tags=["Appeals"],
    description="Keeps it for the whole centre and says what prevents its submission. It submits nothing.",
)  # fmt: skip
def save_appeal(id: Id, request: SaveAppeal) -> Answer:
    return reply(appeals.save(session_for(), id, request))


@router.post(
    "/api/enquiries/<id>/appeal", summary="Appeal against an outcome", tags=["Appeals"],
    description="Send it again after a lost answer: the answer is the same.",
)  # fmt: skip
def appeal(id: Id, request: SubmitAppeal) -> Answer:
    return _submitted(appeals.submit(session_for(), id, request))


@router.post(
    "/api/enquiries/<id>/documents/<document>/link", summary="A link to an issued document, good for five minutes", tags=["Enquiries"]
)
def open_document(id: Id, document: DocumentId, organisation: ActingFor = None) -> Answer:
    return reply(document_links.document_link(session_for(organisation), wiring.documents(), Act.READ, id, document))


@router.post("/api/enquiries/<id>/messages", summary="Write about an enquiry", tags=["Messages"])
def write_message(id: Id, request: WriteMessage) -> Answer:
    return reply(messages.write(session_for(), Act.ASK, id, request))


@router.post(
    "/api/enquiries/<id>/evidence", summary="Announce a file of evidence", description="The answer is a form to post the file with.",
    tags=["Evidence"],
)  # fmt: skip
def announce_evidence(id: Id, request: AnnounceEvidence) -> Answer:
    return reply(evidence.announce(session_for(), wiring.incoming(), id, request, wiring.system_now()))


@router.get("/api/uploads/<id>", summary="What became of a file of evidence", tags=["Evidence"])
def upload(id: Id) -> Answer:
    return reply(evidence.upload_result(session_for(), id))


@router.post("/api/enquiries/<id>/evidence/<fingerprint>/link", summary="A link to a file of evidence", tags=["Evidence"])
def open_evidence(id: Id, fingerprint: Fingerprint, organisation: ActingFor = None) -> Answer:
    return reply(evidence.evidence_link(session_for(organisation), wiring.documents(), Act.READ, id, fingerprint))


@router.get("/api/invoices", summary="Invoices and credit notes to the centre, newest first", tags=["Invoices"])
def list_invoices(awarding_body: AnyBody = "", after: Cursor = "", organisation: ActingFor = None) -> Answer:
    return reply(invoices.own_invoices(session_for(organisation), Act.READ, after, body=awarding_body))


@router.get("/api/invoices/<id>", summary="An invoice with its lines and credit notes", tags=["Invoices"])
def open_invoice(id: Id) -> Answer:
    return reply({"invoice": invoices.open_invoice(session_for(), Act.READ, id)})


@router.post("/api/invoices/<id>/link", summary="A link to the PDF of an invoice, or of one of its credit notes", tags=["Invoices"])
def invoice_link(id: Id, credit: Turn = 0) -> Answer:
    return reply(invoices.invoice_link(session_for(), wiring.documents(), Act.READ, id, credit))
