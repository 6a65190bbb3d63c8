"""An Associate and its Associate Centres: what waits for approval, what to release, and errors in an acknowledgement.

S1: an Associate Centre's enquiry goes to its Associate, who sends it on or rejects it; every document comes to the
Associate's account and reaches the centre when the Associate releases it. Statuses show in both accounts at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from functions.actions.shared.document_links import Link, link_to, record_reading, slot
from functions.actions.shared.effect_names import MAIL, MAILS, RECEIVE, RELEASE
from functions.actions.shared.lists import in_order, matches, newest_first_by_pointer
from functions.actions.shared.stored_enquiries import beside, body_of_enquiry, events_in
from functions.actions.shared.transactions import commit, commit_change
from functions.adapters import keys
from functions.adapters.files import Files
from functions.adapters.papers import StoredDocument, document_file, put_document
from functions.adapters.records import body_of, put_enquiry, put_event
from functions.adapters.table import Check, Item, Table, Write
from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.catalogue.services import Document
from functions.domain.enquiries.appeals import approval_deadline, approval_deadline_text
from functions.domain.enquiries.associate_requests import Approve, Reject, Release
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import NotFound, Refusal, Refused, problem
from functions.domain.people.history import Event, What, actor
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, acting_for, allow, may
from functions.domain.views import enquiry_pages, list_rows

PAGE = 50
RELEASED_AS = {
    "acknowledgement": {Document.ACKNOWLEDGEMENT.value}, "outcome": {Document.OUTCOME.value}, "other": {Document.SCRIPT.value, Document.REPORT.value, Document.STATEMENT.value},
    "any": {each.value for each in Document},
}  # fmt: skip


def to_approve(table: Table, catalogue: Catalogue, person: Person, chosen: str | None, now: datetime, after: str = "") -> dict[str, Any]:
    """What waits for the Associate, in the order in which it came, with the deadline by which it must be sent on. One call."""
    member = acting_for(person, Act.FORWARD, chosen)
    page = in_order(table, keys.queue(member.organisation, Status.WITH_ASSOCIATE.value), after, PAGE)
    return {
        "enquiries": [list_rows.associate_row(each, body_of_enquiry(catalogue, each), now) for each in page.enquiries],
        "next": page.next,
    }


def listing(
    table: Table, catalogue: Catalogue, person: Person, chosen: str | None, now: datetime, *, series: str, status: str = "",
    release: str = "", wanted: str = "", after: str = "",
) -> dict[str, Any]:  # fmt: skip
    """A page of the enquiries that came through the Associate in a series, newest first. Two calls where nothing filters rows out.

    `release` keeps those with a document of that kind to release; `wanted` finds a centre's number or name, an enquiry
    number, a reference, or a candidate.
    """
    member = acting_for(person, Act.FORWARD, chosen)

    def kept(enquiry: Enquiry) -> bool:
        return (
            (not status or enquiry.status.value == status)
            and (not release or bool(_to_release(enquiry, release)))
            and _found(enquiry, wanted)
        )

    page = newest_first_by_pointer(table, keys.list_of(member.organisation, series), after, PAGE, kept)
    return {
        "enquiries": [list_rows.associate_row(each, body_of_enquiry(catalogue, each), now) for each in page.enquiries],
        "next": page.next,
    }


def _found(enquiry: Enquiry, wanted: str) -> bool:
    typed = wanted.strip().casefold()
    return matches(enquiry, typed) or typed in f"{enquiry.centre} {enquiry.organisation_name}".casefold()


def _to_release(enquiry: Enquiry, what: str) -> list[str]:
    """The slots of one kind of document that are issued and not released."""
    kinds = RELEASED_AS[what]
    return [each for each in enquiry.issued if each not in enquiry.released and each.split("-")[0] in kinds]


def opened(table: Table, catalogue: Catalogue, person: Person, id: str, now: datetime) -> dict[str, Any]:
    enquiry, items = _load(table, person, id)
    body = body_of_enquiry(catalogue, enquiry)
    return enquiry_pages.for_associate(enquiry, body, events_in(items), now) | beside(table, enquiry, body, items)


def approve(table: Table, catalogue: Catalogue, person: Person, id: str, request: Approve, now: datetime) -> dict[str, Any]:
    """Send the enquiry on. Raises Refused after the deadline: what counts is when the awarding body gets it (ours)."""
    enquiry, items = _load(table, person, id)
    enquiry.require_version(request.version)
    body = body_of_enquiry(catalogue, enquiry)
    _, series, service, _ = entries_of(enquiry, body)
    closes_at = approval_deadline(enquiry, body)
    if closes_at and now >= closes_at:
        closes = approval_deadline_text(enquiry, body)
        limit = service.appeal.limit if service.appeal else None
        cited = body.citation_of(None, limit.basis if limit else series.deadline_for(service.code).basis)
        raise Refused(problem("approve_too_late", cites=cited, service=service.title, series=series.title, closes=closes))
    after = enquiry.approved(now)
    due = (RECEIVE,) if after.status is Status.SUBMITTED else ()
    return _store(table, person, after, What.APPROVED, "", items, body, now, due)


def reject(table: Table, catalogue: Catalogue, person: Person, id: str, request: Reject, now: datetime) -> dict[str, Any]:
    """Do not send it on, and tell the centre why (ours: the reason). The candidates are free for another enquiry."""
    enquiry, items = _load(table, person, id)
    enquiry.require_version(request.version)
    if not request.reason:
        raise Refused(problem("reason_missing", field="reason"))
    after = enquiry.to("rejected", rejected_at=now)
    body = body_of_enquiry(catalogue, enquiry)
    due = (RELEASE, f"{MAIL}:rejected:centre")
    return _store(table, person, after, What.REJECTED, request.reason, items, body, now, due, ends=enquiry)


def release(table: Table, person: Person, request: Release, now: datetime) -> list[dict[str, Any]]:
    """Release one kind of document of each enquiry. Each enquiry stands for itself: what one refuses does not stop the others.

    Raises NotFound for who is nobody's Associate.
    """
    if not any(may(person, Act.FORWARD, each.organisation) for each in person.memberships):
        raise NotFound
    done: list[dict[str, Any]] = []
    for id in dict.fromkeys(request.enquiries):
        try:
            enquiry, items = _load(table, person, id)
            shown = _release(table, person, enquiry, items, request.what, now)
            done.append({"id": id, "released": shown, "errors": []})
        except Refusal as refusal:
            done.append({"id": id, "released": [], "errors": list(refusal.problems)})
    return done


def document_link(table: Table, files: Files, person: Person, chosen: str | None, id: str, document: str, now: datetime) -> Link:
    """A link to a document that has come to the Associate's account, released or not."""
    member = acting_for(person, Act.FORWARD, chosen)
    event = Event(what=What.DOWNLOADED, at=now, by=actor(person, member), version=0, about=slot(document))
    record_reading(
        table, keys.enquiry(id), Check(keys.document(id, document), {"associate": member.organisation, "stage": "issued"}), event
    )
    return link_to(files, document_file(id, document), f"{slot(document)}.pdf")


def _release(table: Table, person: Person, enquiry: Enquiry, items: list[Item], what: str, now: datetime) -> list[str]:
    slots = _to_release(enquiry, what)
    if not slots:
        raise Refused(problem("nothing_to_release", reference=enquiry.number or enquiry.reference))
    after = enquiry
    for each in slots:
        after = after.with_released(each, now)
    after = after.model_copy(update={"version": enquiry.version + 1})
    stored = [StoredDocument.model_validate_json(body_of(item)) for item in items if str(item["sk"]).startswith("DOC#")]
    out = (
        {each.slot: each for each in stored if each.stage == "issued" and each.fingerprint == enquiry.issued[each.slot].fingerprint}
        if stored
        else {}
    )
    mails = tuple(dict.fromkeys(f"{MAIL}:{MAILS[Document(each.split('-')[0])]}:centre" for each in slots))
    member = allow(person, Act.FORWARD, enquiry.associate)
    event = Event(what=What.RELEASED, at=now, by=actor(person, member), version=after.version, about=", ".join(slots))
    commit(
        table,
        [
            put_enquiry(after),
            put_event(keys.enquiry(enquiry.id), event, mails, enquiry.body),
            *(put_document(out[each], after) for each in slots),
        ],
    )
    return slots


def _load(table: Table, person: Person, id: str) -> tuple[Enquiry, list[Item]]:
    """An enquiry that came through one of the person's Associates. Raises NotFound, for other Associates' too, former ones among them."""
    items = table.partition(keys.enquiry(id).pk)
    head = next((item for item in items if item["sk"] == keys.HEAD), None)
    if head is None:
        raise NotFound
    enquiry = Enquiry.model_validate_json(body_of(head))
    allow(person, Act.FORWARD, enquiry.associate)
    return enquiry, items


def _store(
    table: Table, person: Person, enquiry: Enquiry, what: What, why: str, items: list[Item], body: Body, now: datetime,
    due: Sequence[str] = (), also: Sequence[Write] = (), ends: Enquiry | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Store what the Associate did, all or nothing; the page afterwards. `ends` is the enquiry whose claims it frees."""
    member = allow(person, Act.FORWARD, enquiry.associate)
    event = Event(what=what, at=now, by=actor(person, member), version=enquiry.version, why=why)
    commit_change(table, enquiry, event, due, also, ends)
    return enquiry_pages.for_associate(enquiry, body, [*events_in(items), event], now) | beside(table, enquiry, body, items)
