"""Issuing documents: a letter is previewed and then exactly those bytes are issued; a file is uploaded, checked, and then issued."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from functions.actions.letters.breakdown_data import breakdown
from functions.actions.letters.letter_data import acknowledgement
from functions.actions.shared.claims import closed, cohort_of
from functions.actions.shared.counted_together import counted_beside, known_beside
from functions.actions.shared.document_links import link_to
from functions.actions.shared.effect_names import RELEASE, STATEMENT, mails_for
from functions.actions.shared.outcome_appeals import require_not_decided_before
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry
from functions.actions.shared.transactions import commit, commit_end
from functions.actions.staff.outcomes import outcome_letter
from functions.actions.staff.queue import staff_page
from functions.adapters import keys
from functions.adapters.documents import ATTACHED, ISSUED, StoredDocument, put_document
from functions.adapters.enquiries import StoredEnquiry, put_enquiry
from functions.adapters.events import put_event, put_side_event
from functions.adapters.files import PDF, SVG, Files
from functions.adapters.register import read_cards_of_syllabus
from functions.adapters.renderer import Renderer
from functions.adapters.table import Write
from functions.documents.letter_kinds import LetterContext
from functions.domain.calendar import local_day
from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.services import TELLING_OUTCOME, UPLOADED
from functions.domain.eligibility.waiting import report_waits_for
from functions.domain.enquiries.cohort_outcomes import outdated_problems
from functions.domain.enquiries.current_results import needs_statement
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.enquiry_parts import Issued
from functions.domain.enquiries.expected_documents import expected_documents, kind_of
from functions.domain.enquiries.kinds import require_recorded
from functions.domain.enquiries.marks import require_reviewer
from functions.domain.enquiries.staff_requests import IssueLetter, IssueUpload
from functions.domain.enquiries.statuses import Status, forbidden_step
from functions.domain.errors import Changed, NotFound, Refused, problem
from functions.domain.people.history import THE_DESK, Event, What
from functions.domain.people.permissions import Act

ACKNOWLEDGED_ONCE = "The acknowledgement letter is issued once an enquiry is received, and again after an amendment."
OUTCOME_ONCE = "An outcome letter is issued once, after the acknowledgement letter and before the enquiry is completed."

KINDS = {"acknowledgement": Document.ACKNOWLEDGEMENT, "outcome": Document.OUTCOME, "breakdown": Document.BREAKDOWN}
EVENTS = {
    Document.ACKNOWLEDGEMENT: What.ACKNOWLEDGED,
    Document.OUTCOME: What.OUTCOME_ISSUED,
    Document.SCRIPT: What.SCRIPT_ISSUED,
    Document.REPORT: What.REPORT_ISSUED,
    Document.BREAKDOWN: What.BREAKDOWN_ISSUED,
    Document.EVIDENCE: What.EVIDENCE_ISSUED,
    Document.TASKS: What.TASKS_ISSUED,
}


def preview(session: Session, files: Files, renderer: Callable[[], Renderer], id: str, kind: str) -> dict[str, Any]:
    """Return the letter as it would be issued now: its checksum, a link to the PDF, links to its pages as pictures, and its words.

    Raise Refused where the letter cannot be issued now.
    """
    enquiry = open_enquiry(session, Act.HANDLE, id).enquiry
    document = KINDS.get(kind)
    if document is None:
        raise NotFound
    _require_issuable(session, enquiry, document)
    made = renderer().render(_letter(session, enquiry, document), _preview_file(session, enquiry, document), pictures=True)
    link = link_to(files, made.key, f"{document.value}.pdf", inline=True)
    pages = [
        link_to(files, key, f"{document.value}-{page}.svg", inline=True, content_type=SVG)["url"] for page, key in enumerate(made.pages, 1)
    ]
    return {"preview": {"sha256": made.sha256, "size": made.size, "version": enquiry.version, **link, "pages": pages, "words": made.words}}


def issue_letter(session: Session, files: Files, id: str, kind: str, request: IssueLetter) -> dict[str, Any]:
    """Issue the acknowledgement letter, the outcome letter or the breakdown of marks: what was previewed (its checksum is pinned), or a checked upload.

    Raise Changed when the enquiry or the preview is not what was looked at; nothing is issued then.
    """
    stored = open_enquiry(session, Act.HANDLE, id)
    enquiry, document = stored.enquiry, KINDS[kind]
    enquiry.require_version(request.version)
    _require_issuable(session, enquiry, document)
    if document in TELLING_OUTCOME:
        require_not_decided_before(session, enquiry)
    if request.document:
        letter = _require_attached(stored, request.document)
        if letter.slot != document.value:
            raise Refused(problem("document_not_attached"))
    else:
        data = files.get(_preview_file(session, enquiry, document))
        if data is None or hashlib.sha256(data).hexdigest() != request.sha256:
            raise Changed(problem("preview_stale"))
        letter = StoredDocument(
            enquiry=id, slot=document.value, stage=ATTACHED, sha256=request.sha256 or "", size=len(data), at=session.now
        )
        files.put_if_absent(letter.file, data, PDF)
    return _issue(session, stored, letter, document)


def issue_upload(session: Session, id: str, document: str, request: IssueUpload) -> dict[str, Any]:
    """Issue a copy of script, a report or digital evidence whose file was checked and looked at. Complete the enquiry if it was the last document.

    The report of a re-moderation waits for other enquiries about candidates of the cohort (CI-34). Raise Refused where the
    slot has been issued: what a centre has opened is not replaced.
    """
    stored = open_enquiry(session, Act.HANDLE, id)
    enquiry = stored.enquiry
    enquiry.require_version(request.version)
    upload = _require_attached(stored, document)
    kind = kind_of(upload.slot)
    if kind not in UPLOADED:
        raise NotFound
    enquiry.require_not_held()
    if upload.slot in enquiry.issued:  # two files were uploaded for it: the one that is out stays
        raise Refused(problem("document_not_expected", document=upload.slot))
    if kind is Document.REPORT and not enquiry.candidates:
        _require_nothing_open(session, enquiry)
    return _issue(session, stored, upload, kind)


def _issue(session: Session, stored: StoredEnquiry, document: StoredDocument, kind: Document) -> dict[str, Any]:
    """Store, all or nothing, the enquiry with its document out, the document readable, the history, and the mail that is due."""
    enquiry, body = stored.enquiry, session.body_of(stored.enquiry)
    route, _, service, _ = entries_of(enquiry, body)
    if document.slot not in {slot for slot, _, _ in expected_documents(service, enquiry.components)}:
        raise Refused(problem("document_not_expected", document=document.slot))
    out = Issued(at=session.now, fingerprint=document.fingerprint, size=document.size)
    if kind is Document.ACKNOWLEDGEMENT:
        after = enquiry.acknowledged(document.slot, out)
    else:
        after = enquiry.with_issued(document.slot, out, service)
    event = session.event(EVENTS[kind], session.allow(Act.HANDLE, enquiry.body), after.version, about=document.slot)
    is_completed = after.status is Status.COMPLETED
    due = [
        *([RELEASE] if is_completed else []),
        *([STATEMENT] if kind is service.outcome_document and needs_statement(after, route) else []),
        *mails_for(kind, after),
    ]
    issued = document.model_copy(update={"stage": ISSUED, "at": session.now})
    key = keys.enquiry(enquiry.id)
    writes: list[Write] = [put_enquiry(after), put_event(key, event, due, (body.id,)), put_document(issued, after)]
    if not is_completed:
        commit(session.table, writes)
        return staff_page(session, stored.with_issued(after, document, event))
    completed = Event(what=What.COMPLETED, at=session.now + timedelta(milliseconds=1), by=THE_DESK, version=after.version)
    commit_end(session.table, enquiry, [*writes, put_side_event(key, completed)], partial(closed, at=session.now))
    return staff_page(session, stored.with_issued(after, document, event, completed))


def _require_nothing_open(session: Session, enquiry: Enquiry) -> None:
    """Raise Refused while other enquiries about candidates of the cohort are open."""
    cards = read_cards_of_syllabus(session.table, enquiry.centre_syllabus)
    if waiting := report_waits_for(cards, enquiry.components, enquiry.id):
        body = session.body_of(enquiry)
        rule = entries_of(enquiry, body).route.rules["report-waits"]
        raise Refused(problem("report_waits", cites=body.citation(rule), candidates=", ".join(waiting)))


def _require_issuable(session: Session, enquiry: Enquiry, document: Document) -> None:
    """Raise Refused unless this letter can be issued now: an acknowledgement once the enquiry is received (or amended since the
    last one), an outcome or a breakdown of marks once it is recorded, also where it was written by hand, the breakdown after the
    letter. The outcome about a cohort must still start from its candidates' current results."""
    enquiry.require_not_held()
    if document is Document.ACKNOWLEDGEMENT:
        if enquiry.status is not Status.RECEIVED and not (enquiry.status is Status.ACKNOWLEDGED and enquiry.amended_since_letter):
            raise Refused(forbidden_step(enquiry.status_text, "acknowledged", ACKNOWLEDGED_ONCE))
        return
    if enquiry.status is not Status.ACKNOWLEDGED or document.value in enquiry.issued:
        raise Refused(forbidden_step(enquiry.status_text, "given its outcome", OUTCOME_ONCE))
    body = session.body_of(enquiry)
    entries = entries_of(enquiry, body)
    if document not in entries.service.documents:
        raise Refused(problem("document_not_expected", document=document.value))
    if document is not entries.service.outcome_document and enquiry.outcome is None:
        raise Refused(problem("breakdown_after_outcome", document=body.document_name(document)))
    require_recorded(enquiry, entries.service)
    require_reviewer(enquiry, entries.service)
    if enquiry.cohort and (outdated := list(outdated_problems(enquiry, entries, body, cohort_of(session.table, enquiry)))):
        raise Refused(*outdated)


def _letter(session: Session, enquiry: Enquiry, document: Document) -> LetterContext:
    body = session.body_of(enquiry)
    if document is Document.ACKNOWLEDGEMENT:
        return acknowledgement(enquiry, body, session.now)
    if document is Document.BREAKDOWN:
        return breakdown(enquiry, body, session.now)
    letter = outcome_letter(enquiry, body, session.now, known_beside(counted_beside(session, enquiry)))
    if letter is None:
        raise Refused(problem("document_not_attached"))
    return letter


def _preview_file(session: Session, enquiry: Enquiry, document: Document) -> str:
    """Return where a preview is kept. The letter that accepts an enquiry names its day, so that of yesterday cannot be issued today."""
    accepts = document is Document.ACKNOWLEDGEMENT and enquiry.is_accepted_or_declined
    day = f"-{local_day(session.now, session.body_of(enquiry).zone)}" if accepts else ""
    return f"previews/{enquiry.id}/{document.value}-{enquiry.version}{day}.pdf"


def _require_attached(stored: StoredEnquiry, document: str) -> StoredDocument:
    """Return the checked file with this id. Raise Refused where there is none."""
    found = next((each for each in stored.attached if each.id == document), None)
    if found is None:
        raise Refused(problem("document_not_attached"))
    return found
