"""What staff of the awarding body do: the queue, letters looked at and then issued, marks, scripts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from functions.actions.effects.statements import printing_in
from functions.actions.letters import letter_data
from functions.actions.letters.answer_data import check_outcome, explanation
from functions.actions.letters.appeal_data import decision
from functions.actions.shared.claims import closed, register_entries
from functions.actions.shared.document_links import Link, link_to, record_reading
from functions.actions.shared.document_links import slot as slot_in
from functions.actions.shared.effect_names import MAIL, MAILS, RELEASE, STATEMENT
from functions.actions.shared.lists import in_list, in_order
from functions.actions.shared.outcome_appeals import appeals_for_staff, not_decided_before
from functions.actions.shared.stored_enquiries import beside, body_of_enquiry, events_in, load
from functions.actions.shared.transactions import commit, commit_change, commit_end
from functions.adapters import keys
from functions.adapters.files import Files
from functions.adapters.papers import StoredDocument, document_file, put_document
from functions.adapters.records import body_of, put_aside, put_enquiry, put_event
from functions.adapters.renderer import Renderer
from functions.adapters.table import Check, Item, Table, Write
from functions.documents.letter_kinds import LetterContext
from functions.domain.calendar import iso
from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.catalogue.services import Document
from functions.domain.eligibility.waiting import report_waits_for
from functions.domain.enquiries import staff_requests
from functions.domain.enquiries.current_results import needs_statement
from functions.domain.enquiries.enquiry import Enquiry, Issued, entries_of, expected_documents
from functions.domain.enquiries.statuses import STATUS_TEXT, Status
from functions.domain.errors import Changed, NotFound, Refused, problem
from functions.domain.people.history import THE_DESK, Event, What, actor
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, acting_for, allow
from functions.domain.register.cards import Card
from functions.domain.views import staff_pages

PAGE = 50
STAGES = (Status.SUBMITTED, Status.RECEIVED, Status.ACKNOWLEDGED)
KINDS = {"acknowledgement": Document.ACKNOWLEDGEMENT, "outcome": Document.OUTCOME}
EVENTS = {
    Document.ACKNOWLEDGEMENT: What.ACKNOWLEDGED, Document.OUTCOME: What.OUTCOME_ISSUED,
    Document.SCRIPT: What.SCRIPT_ISSUED, Document.REPORT: What.REPORT_ISSUED,
}  # fmt: skip


def queue(
    table: Table, catalogue: Catalogue, person: Person, chosen: str | None, stage: str, wanted: str, after: str, now: datetime
) -> dict[str, Any]:
    """A page of a queue in order of receipt, so what is overdue stands first. `wanted` opens one enquiry by its number.

    Stage `overdue` goes through what is received and what is acknowledged, as far back as something can be late.
    """
    member = acting_for(person, Act.HANDLE, chosen)
    body = catalogue.bodies.get(member.organisation)
    if body is None:
        raise NotFound  # staff of a body that this desk does not serve
    if wanted:
        return {"stage": stage, "enquiries": _by_number(table, body, wanted.strip(), now), "next": None}
    if stage == "overdue":
        return {"stage": stage, "enquiries": _overdue(table, body, now), "next": None}
    if stage not in {each.value for each in STAGES}:
        raise NotFound
    page = in_order(table, keys.queue(body.id, stage), after, PAGE)
    return {"stage": stage, "enquiries": [staff_pages.staff_row(each, body, now) for each in page.enquiries], "next": page.next}


def opened(table: Table, catalogue: Catalogue, person: Person, id: str, now: datetime) -> dict[str, Any]:
    """An enquiry's page for staff. One call."""
    enquiry, items = load(table, person, Act.HANDLE, id)
    return shown(table, enquiry, body_of_enquiry(catalogue, enquiry), items, now)


def preview(
    table: Table, catalogue: Catalogue, files: Files, renderer: Callable[[], Renderer], person: Person, id: str, kind: str, now: datetime
) -> dict[str, Any]:
    """The letter as it would be issued now, to be looked at first. Raises Refused where it is not its turn."""
    enquiry, _ = load(table, person, Act.HANDLE, id)
    body = body_of_enquiry(catalogue, enquiry)
    document = KINDS.get(kind)
    if document is None:
        raise NotFound
    _may_issue(enquiry, document)
    made = renderer().render(_letter(enquiry, body, document, now), _preview_file(enquiry, document))
    link = link_to(files, made.key, f"{document.value}.pdf", inline=True)
    return {"preview": {"sha256": made.sha256, "size": made.size, "version": enquiry.version, **link}}


def issue_letter(
    table: Table, catalogue: Catalogue, files: Files, person: Person, id: str, kind: str, request: staff_requests.IssueLetter, now: datetime
) -> dict[str, Any]:
    """Issue the acknowledgement or the outcome letter: what was previewed (its checksum is pinned), or a checked upload.

    Raises Changed when the enquiry or the preview is not what was looked at; nothing is issued then.
    """
    enquiry, items = load(table, person, Act.HANDLE, id)
    enquiry.require_version(request.version)
    document = KINDS[kind]
    _may_issue(enquiry, document, uploaded=bool(request.document) and not enquiry.candidates and enquiry.appeal is None)
    if document is Document.OUTCOME:
        not_decided_before(table, enquiry, body_of_enquiry(catalogue, enquiry), person)
    if request.document:
        stored = _attached(items, request.document)
        if stored.slot != document.value:
            raise Refused(problem("document_not_attached"))
    else:
        data = files.get(_preview_file(enquiry, document))
        if data is None or hashlib.sha256(data).hexdigest() != request.sha256:
            raise Changed(problem("preview_stale"))
        stored = StoredDocument(enquiry=id, slot=document.value, stage="attached", sha256=request.sha256 or "", size=len(data), at=now)
        files.put_if_absent(stored.file, data, "application/pdf")
    return _issue(table, catalogue, person, enquiry, items, stored, document, now)


def issue_upload(
    table: Table, catalogue: Catalogue, person: Person, id: str, document: str, request: staff_requests.IssueUpload, now: datetime
) -> dict[str, Any]:
    """Issue a copy of script or a report whose file was checked and looked at. Completes the enquiry where it was the last document.

    The report of a re-moderation waits for other enquiries about candidates of the cohort (CI-34). Raises Refused where
    the document is out: what a centre has opened is not exchanged under its hands.
    """
    enquiry, items = load(table, person, Act.HANDLE, id)
    enquiry.require_version(request.version)
    stored = _attached(items, document)
    kind = next((each for each in (Document.SCRIPT, Document.REPORT) if stored.slot.startswith(each.value)), None)
    if kind is None:
        raise NotFound
    enquiry.require_not_held()
    if stored.slot in enquiry.issued:  # two files were brought for it: what is out stays what it is
        raise Refused(problem("document_not_expected", document=stored.slot))
    if kind is Document.REPORT and not enquiry.candidates:
        _nothing_open(table, catalogue, enquiry)
    return _issue(table, catalogue, person, enquiry, items, stored, kind, now)


def document_link(table: Table, files: Files, person: Person, chosen: str | None, id: str, document: str, now: datetime) -> Link:
    """A link that shows a document, issued or only attached, in the browser; the opening goes into the history."""
    member = acting_for(person, Act.HANDLE, chosen)
    event = Event(what=What.DOWNLOADED, at=now, by=actor(person, member), version=0, about=slot_in(document))
    record_reading(table, keys.enquiry(id), Check(keys.document(id, document), {"awarding": member.organisation}), event)
    return link_to(files, document_file(id, document), f"{slot_in(document)}.pdf", inline=True)


def attached_in(items: list[Item]) -> list[StoredDocument]:
    """Documents that are checked and not issued."""
    found = [StoredDocument.model_validate_json(body_of(item)) for item in items if str(item["sk"]).startswith("DOC#")]
    return [each for each in found if each.stage == "attached"]


def _issue(
    table: Table,
    catalogue: Catalogue,
    person: Person,
    enquiry: Enquiry,
    items: list[Item],
    stored: StoredDocument,
    document: Document,
    now: datetime,
) -> dict[str, Any]:
    """The step itself: the enquiry with its document out, the document readable, the history, and the mail that is due: all or nothing."""
    body = body_of_enquiry(catalogue, enquiry)
    _, _, service, _ = entries_of(enquiry, body)
    if stored.slot not in {each.slot for each in expected_documents(service, enquiry.components)}:
        raise Refused(problem("document_not_expected", document=stored.slot))
    out = Issued(at=now, fingerprint=stored.fingerprint, size=stored.size)
    after = (
        enquiry.acknowledged(stored.slot, out) if document is Document.ACKNOWLEDGEMENT else enquiry.with_issued(stored.slot, out, service)
    )
    member = allow(person, Act.HANDLE, enquiry.body)
    event = Event(what=EVENTS[document], at=now, by=actor(person, member), version=after.version, about=stored.slot)
    key = keys.enquiry(enquiry.id)
    issued = stored.model_copy(update={"stage": "issued", "at": now})
    released = (RELEASE,) if after.status is Status.COMPLETED else ()
    made = (STATEMENT,) if document is Document.OUTCOME and needs_statement(after) else ()
    due = (*released, *made, f"{MAIL}:{MAILS[document]}")
    writes: list[Write] = [
        put_enquiry(after),
        put_event(key, event, due, body.id),
        put_document(issued, after),
    ]
    events = [event]
    if after.status is Status.COMPLETED:
        completed = Event(what=What.COMPLETED, at=now + timedelta(milliseconds=1), by=THE_DESK, version=after.version)
        events.append(completed)
        commit_end(table, enquiry, [*writes, put_aside(key, completed)], closed)
    else:
        commit(table, writes)
    left = [item for item in items if item["sk"] != keys.document(enquiry.id, stored.id).sk]
    return shown(table, after, body, left, now, *events)


def _nothing_open(table: Table, catalogue: Catalogue, enquiry: Enquiry) -> None:
    cards = [
        Card.model_validate_json(body_of(item))
        for item in table.partition(keys.cards(enquiry.body, enquiry.series, enquiry.organisation), f"CARD#{enquiry.syllabus}#")
    ]
    if waiting := report_waits_for(cards, enquiry.components, enquiry.id):
        body = body_of_enquiry(catalogue, enquiry)
        rule = entries_of(enquiry, body).route.rules["report-waits"]
        raise Refused(problem("report_waits", cites=body.citation(rule), candidates=", ".join(waiting)))


def _may_issue(enquiry: Enquiry, document: Document, *, uploaded: bool = False) -> None:
    """Whether it is this letter's turn: an acknowledgement once received (or amended since), an outcome once marks are
    recorded. About a cohort there are no marks to record: its outcome letter is written by hand and uploaded."""
    enquiry.require_not_held()
    if document is Document.ACKNOWLEDGEMENT:
        if enquiry.status is not Status.RECEIVED and not (enquiry.status is Status.ACKNOWLEDGED and enquiry.amended_since_letter):
            raise Refused(problem("status_forbids", status=STATUS_TEXT[enquiry.status].lower(), step="acknowledged"))
        return
    if enquiry.status is not Status.ACKNOWLEDGED or document.value in enquiry.issued:
        raise Refused(problem("status_forbids", status=STATUS_TEXT[enquiry.status].lower(), step="given its outcome"))
    if not enquiry.recorded and not uploaded:
        raise Refused(problem("decision_missing" if enquiry.appeal else "outcome_missing" if enquiry.lines else "answer_missing"))


def _letter(enquiry: Enquiry, body: Body, document: Document, now: datetime) -> LetterContext:
    if document is Document.ACKNOWLEDGEMENT:
        return letter_data.acknowledgement(enquiry, body, now)
    if entries_of(enquiry, body).service.grade_check:
        return check_outcome(enquiry, body, now)
    if enquiry.appeal:
        return decision(enquiry, body, now)
    return explanation(enquiry, body, now) if enquiry.answer else letter_data.outcome(enquiry, body, now)


def _preview_file(enquiry: Enquiry, document: Document) -> str:
    return f"previews/{enquiry.id}/{document.value}-{enquiry.version}.pdf"


def _attached(items: list[Item], document: str) -> StoredDocument:
    found = next((each for each in attached_in(items) if each.id == document), None)
    if found is None:
        raise Refused(problem("document_not_attached"))
    return found


def _by_number(table: Table, body: Body, number: str, now: datetime) -> list[dict[str, Any]]:
    pointer = table.get(keys.number(body.id, number))
    head = table.get(keys.enquiry(str(pointer["enquiry"]))) if pointer else None
    return [staff_pages.staff_row(in_list(head), body, now)] if head else []


def _overdue(table: Table, body: Body, now: datetime) -> list[dict[str, Any]]:
    rows = []
    for stage in (Status.RECEIVED, Status.ACKNOWLEDGED):
        page = table.index("queues", keys.queue(body.id, stage.value), limit=PAGE, below=iso(now))
        rows += [row for row in (staff_pages.staff_row(in_list(item), body, now) for item in page.items) if row["overdue"]]
    return sorted(rows, key=lambda row: str(row["received_at"]))


def shown(table: Table, enquiry: Enquiry, body: Body, items: list[Item], now: datetime, *happened: Event) -> dict[str, Any]:
    """The enquiry's page for staff, after what has just `happened`."""
    attached = [(each.slot, each.id) for each in attached_in(items)]
    page = staff_pages.for_staff(enquiry, body, [*events_in(items), *happened], attached, now)
    more = {"entries": register_entries(table, enquiry, body), "statement": printing_in(items), **beside(table, enquiry, body, items)}
    return page | more | appeals_for_staff(table, items, body)


def changed(
    table: Table, person: Person, enquiry: Enquiry, body: Body, what: What, why: str, items: list[Item], now: datetime
) -> dict[str, Any]:
    """Store what staff changed with its history entry, all or nothing; the page afterwards."""
    member = allow(person, Act.HANDLE, enquiry.body)
    event = Event(what=what, at=now, by=actor(person, member), version=enquiry.version, why=why)
    commit_change(table, enquiry, event)
    return shown(table, enquiry, body, items, now, event)
