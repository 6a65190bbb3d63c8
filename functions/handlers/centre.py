"""The centre's desk: drafts, check, submit, enquiries, documents. For exams officers and Heads of Centre."""

from __future__ import annotations

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from functions import wiring
from functions.actions.centre import appeals, candidates, centre_details, centre_reviews, drafts, enquiries, exemptions, submissions
from functions.actions.shared import announcements, invoices, messages
from functions.actions.shared import evidence as shared_evidence
from functions.actions.staff import extensions
from functions.domain.enquiries.amendments import Amend, Cancel, ChangeNote
from functions.domain.enquiries.appeals import SaveAppeal, SubmitAppeal
from functions.domain.enquiries.messages import WriteMessage
from functions.domain.enquiries.missing_results import AnnounceEvidence
from functions.domain.enquiries.submission import CheckDraft, SaveDraft, Submit
from functions.domain.people.people import CorrectCentre, Person
from functions.domain.people.permissions import Act
from functions.domain.register.centre_reviews import CorrectReview, RecordReview
from functions.handlers.answers import asking, entry, reply, resolver

app = resolver(
    "Results Desk for centres",
    "Enquiries about results, from draft to outcome letter. Every call carries the ID token of somebody who belongs to the centre. "
    'A refusal is always {"errors": [{code, message, field, rule, source}]}; what is not yours looks like what does not exist.',
)

Uuid = Annotated[
    str,
    Path(
        pattern="^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", description="Made by the client, once for a submission."
    ),
]
Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
Mark = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
Series = Annotated[str, Query(pattern="^[0-9]{4}-[0-9]{2}$")]
Code = Annotated[str, Query(pattern="^[0-9A-Za-z_]{0,20}$")]
Named = Annotated[str, Query(pattern="^[0-9a-z-]{0,40}$")]
Typed = Annotated[str, Query(max_length=80)]
Acting = Annotated[str | None, Query(max_length=64, description="The organisation acted for; needed only by who belongs to several.")]
Turn = Annotated[int, Query(ge=0, le=999, description="Which credit note, counted from 1; 0 is the invoice.")]
Answer = Response[Any]


def _who() -> Person:
    return asking(app, wiring.people())


@app.get("/api/me", summary="Who is signed in, and for which centre", tags=["You"])
def me(organisation: Acting = None) -> Answer:
    return reply(centre_details.me(wiring.table(), _who(), organisation, wiring.now(), wiring.settings().desk_offset_seconds))


@app.get("/api/series", summary="Series with services, deadlines and days remaining", tags=["You"])
def series() -> Answer:
    _who()
    return reply({"series": candidates.series_open(wiring.catalogue(), wiring.now())})


@app.get("/api/centre", summary="My centre details", tags=["You"])
def centre(organisation: Acting = None) -> Answer:
    return reply({"organisation": centre_details.details(wiring.table(), _who(), organisation)})


@app.put("/api/centre", summary="Correct the centre's e-mail address", tags=["You"])
def correct_centre(request: CorrectCentre, organisation: Acting = None) -> Answer:
    return reply({"organisation": centre_details.correct(wiring.table(), _who(), organisation, request, wiring.now())})


@app.get("/api/register", summary="Candidates to choose from, with why some cannot be chosen", tags=["Register"])
def register(
    series: Series, syllabus: Code, route: Named = "", service: Code = "", components: Typed = "", q: Typed = "", awarding_body: Named = "",
    organisation: Acting = None,
) -> Answer:  # fmt: skip
    listed = candidates.to_choose_from(
        wiring.table(), wiring.catalogue(), _who(), organisation, body_id=awarding_body, series=series, syllabus=syllabus,
        route=route, service=service, components=tuple(filter(None, components.split(","))), wanted=q,
    )  # fmt: skip
    return reply({"candidates": listed})


@app.get("/api/candidates/<number>", summary="A candidate's entries in a series", tags=["Register"])
def candidate(
    number: Annotated[str, Path(pattern="^[0-9]{1,4}$")], series: Series, awarding_body: Named = "", organisation: Acting = None
) -> Answer:
    return reply(candidates.entries(wiring.table(), wiring.catalogue(), _who(), organisation, awarding_body, series, number))


@app.get("/api/exemptions", summary="Components from which candidates were exempted", tags=["Register"])
def list_exemptions(series: Series, awarding_body: Named = "", organisation: Acting = None) -> Answer:
    return reply(exemptions.exemptions(wiring.table(), wiring.catalogue(), _who(), organisation, awarding_body, series))


@app.get("/api/messages", summary="Messages from the awarding body, the fees list among them", tags=["Messages"])
def list_messages(awarding_body: Named = "", organisation: Acting = None) -> Answer:
    return reply(announcements.for_centre(wiring.table(), wiring.catalogue(), _who(), organisation, awarding_body))


@app.get("/api/centre-reviews", summary="Centre Reviews that the centre has recorded", tags=["Centre Reviews"])
def list_reviews(series: Series, awarding_body: Named = "", organisation: Acting = None) -> Answer:
    return reply(centre_reviews.listing(wiring.table(), wiring.catalogue(), _who(), organisation, awarding_body, series))


@app.put(
    "/api/centre-reviews/<id>", summary="Record a Centre Review", tags=["Centre Reviews"],
    description="Before a check of a school-assessed grade. What is recorded stands; recording it again is the same record.",
)  # fmt: skip
def record_review(id: Uuid, request: RecordReview, organisation: Acting = None) -> Answer:
    made = centre_reviews.record(wiring.table(), wiring.catalogue(), _who(), organisation, id, request, wiring.now())
    return reply({"review": made})


@app.post("/api/centre-reviews/<id>/corrections", summary="Correct a Centre Review beside its record", tags=["Centre Reviews"])
def correct_review(id: Uuid, request: CorrectReview, organisation: Acting = None) -> Answer:
    corrected = centre_reviews.correct(wiring.table(), wiring.catalogue(), _who(), organisation, id, request, wiring.now())
    return reply({"review": corrected})


@app.get("/api/drafts", summary="The centre's drafts", tags=["Drafts"])
def list_drafts(organisation: Acting = None) -> Answer:
    return reply({"drafts": [drafts.shown(each) for each in drafts.listing(wiring.table(), _who(), organisation)]})


@app.get("/api/drafts/<id>", summary="One draft", tags=["Drafts"])
def open_draft(id: Uuid) -> Answer:
    return reply({"draft": drafts.shown(drafts.load(wiring.table(), _who(), id))})


@app.put(
    "/api/drafts/<id>", summary="Save a draft", description="Saving submits nothing. Repeating a save changes nothing.", tags=["Drafts"]
)
def save_draft(id: Uuid, request: SaveDraft, organisation: Acting = None) -> Answer:
    return reply({"draft": drafts.shown(drafts.save(wiring.table(), _who(), organisation, id, request, wiring.now()))})


@app.delete("/api/drafts/<id>", summary="Delete a draft", tags=["Drafts"])
def delete_draft(id: Uuid) -> Answer:
    drafts.delete(wiring.table(), _who(), id)
    return reply({"deleted": id})


@app.post("/api/drafts/<id>/check", summary="What stands in the way, what it costs, what to declare", tags=["Drafts"])
def check_draft(id: Uuid, request: CheckDraft, organisation: Acting = None) -> Answer:
    return reply(drafts.check(wiring.table(), wiring.catalogue(), _who(), organisation, id, request.content, wiring.now()))


@app.post(
    "/api/drafts/<id>/submit", summary="Submit", tags=["Drafts"],
    description="One submission becomes one enquiry for each candidate. Send it again after a lost answer: the answer is the same.",
)  # fmt: skip
def submit(id: Uuid, request: Submit, organisation: Acting = None) -> Answer:
    stored = submissions.submit(wiring.table(), wiring.catalogue(), _who(), organisation, id, request, wiring.now())
    return reply({"submission": centre_details.shown_submission(stored, wiring.catalogue())})


@app.get("/api/submissions/<id>", summary="What was submitted, with its enquiries", tags=["Enquiries"])
def submission(id: Uuid) -> Answer:
    stored, made = enquiries.submission(wiring.table(), _who(), id)
    return reply({"submission": centre_details.shown_submission(stored, wiring.catalogue(), made)})


@app.post("/api/submissions/<id>/receipt", summary="A link to the receipt (PDF)", tags=["Enquiries"])
def receipt(id: Uuid) -> Answer:
    return reply(enquiries.receipt_link(wiring.table(), wiring.documents(), _who(), id))


@app.get("/api/enquiries", summary="Find enquiries of a series", tags=["Enquiries"])
def list_enquiries(
    series: Series,
    status: Code = "",
    service: Code = "",
    q: Typed = "",
    after: Annotated[str, Query(max_length=80)] = "",
    organisation: Acting = None,
) -> Answer:
    found = enquiries.listing(
        wiring.table(),
        wiring.catalogue(),
        _who(),
        organisation,
        wiring.now(),
        series=series,
        status=status,
        service=service,
        wanted=q,
        after=after,
    )
    return reply(found)


@app.get("/api/extensions", summary="What the awarding body extended enquiries of a series to", tags=["Enquiries"])
def list_extensions(series: Series, after: Annotated[str, Query(max_length=80)] = "", organisation: Acting = None) -> Answer:
    return reply(extensions.listing(wiring.table(), wiring.catalogue(), _who(), organisation, wiring.now(), series=series, after=after))


@app.get("/api/enquiries/<id>", summary="An enquiry: status, promised date, documents, history", tags=["Enquiries"])
def open_enquiry(id: Id) -> Answer:
    return reply({"enquiry": enquiries.opened(wiring.table(), wiring.catalogue(), _who(), id, wiring.now())})


@app.put("/api/enquiries/<id>/note", summary="Change the note", tags=["Enquiries"])
def change_note(id: Id, request: ChangeNote) -> Answer:
    return reply({"enquiry": enquiries.change_note(wiring.table(), wiring.catalogue(), _who(), id, request, wiring.now())})


@app.post("/api/enquiries/<id>/cancel", summary="Cancel an enquiry", tags=["Enquiries"])
def cancel_enquiry(id: Id, request: Cancel) -> Answer:
    return reply({"enquiry": enquiries.cancel(wiring.table(), wiring.catalogue(), _who(), id, request, wiring.now())})


@app.post("/api/enquiries/<id>/amend", summary="Take out components, or change the service within its family", tags=["Enquiries"])
def amend_enquiry(id: Id, request: Amend) -> Answer:
    return reply({"enquiry": enquiries.amend(wiring.table(), wiring.catalogue(), _who(), id, request, wiring.now())})


@app.put(
    "/api/enquiries/<id>/appeal", summary="Write an appeal against an outcome", tags=["Appeals"],
    description="Keeps it for the whole centre and says what stands in the way. It submits nothing.",
)  # fmt: skip
def save_appeal(id: Id, request: SaveAppeal) -> Answer:
    return reply(appeals.save(wiring.table(), wiring.catalogue(), _who(), id, request, wiring.now()))


@app.post(
    "/api/enquiries/<id>/appeal", summary="Appeal against an outcome", tags=["Appeals"],
    description="Send it again after a lost answer: the answer is the same.",
)  # fmt: skip
def appeal(id: Id, request: SubmitAppeal) -> Answer:
    stored = appeals.submit(wiring.table(), wiring.catalogue(), _who(), id, request, wiring.now())
    return reply({"submission": centre_details.shown_submission(stored, wiring.catalogue())})


@app.post(
    "/api/enquiries/<id>/documents/<document>/link", summary="A link to an issued document, good for five minutes", tags=["Enquiries"]
)
def open_document(id: Id, document: Annotated[str, Path(max_length=40)], organisation: Acting = None) -> Answer:
    return reply(enquiries.document_link(wiring.table(), wiring.documents(), _who(), organisation, id, document, wiring.now()))


@app.post("/api/enquiries/<id>/messages", summary="Write about an enquiry", tags=["Messages"])
def write_message(id: Id, request: WriteMessage) -> Answer:
    return reply(messages.write(wiring.table(), _who(), Act.ASK, id, request, wiring.now()))


@app.post(
    "/api/enquiries/<id>/evidence", summary="Announce a file of evidence", description="The answer is a form to post the file with.",
    tags=["Evidence"],
)  # fmt: skip
def announce_evidence(id: Id, request: AnnounceEvidence) -> Answer:
    return reply(shared_evidence.announce(wiring.table(), wiring.catalogue(), wiring.incoming(), _who(), id, request, wiring.system_now()))


@app.get("/api/uploads/<id>", summary="What became of a file of evidence", tags=["Evidence"])
def upload(id: Id) -> Answer:
    return reply(shared_evidence.became(wiring.table(), _who(), id))


@app.post("/api/enquiries/<id>/evidence/<evidence>/link", summary="A link to a file of evidence", tags=["Evidence"])
def open_evidence(id: Id, evidence: Mark, organisation: Acting = None) -> Answer:
    return reply(shared_evidence.link(wiring.table(), wiring.documents(), _who(), Act.READ, organisation, id, evidence, wiring.now()))


@app.get("/api/invoices", summary="Invoices and credit notes to the centre, newest first", tags=["Invoices"])
def list_invoices(after: Typed = "", organisation: Acting = None) -> Answer:
    return reply(invoices.own(wiring.table(), wiring.catalogue(), _who(), Act.READ, organisation, after))


@app.get("/api/invoices/<id>", summary="An invoice with its lines and credit notes", tags=["Invoices"])
def open_invoice(id: Id) -> Answer:
    return reply({"invoice": invoices.opened(wiring.table(), wiring.catalogue(), _who(), Act.READ, id)})


@app.post("/api/invoices/<id>/link", summary="A link to the PDF of an invoice, or of one of its credit notes", tags=["Invoices"])
def invoice_link(id: Id, credit: Turn = 0) -> Answer:
    return reply(invoices.link(wiring.table(), wiring.documents(), _who(), Act.READ, id, credit))


handler = entry(app)
