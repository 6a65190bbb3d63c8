"""An Associate and the enquiries of its Associate Centres: list, open, approve, reject.

S1: an Associate Centre's enquiry goes to its Associate, who sends it on or rejects it. Statuses show in both accounts at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from functions.actions.associate.releases import slots_to_release
from functions.actions.shared.effect_names import MAIL, RECEIVE, RELEASE
from functions.actions.shared.enquiry_changes import Change, amendment, cancellation, store
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry, related_records, with_boundaries
from functions.actions.shared.transactions import commit_change
from functions.adapters.enquiries import StoredEnquiry
from functions.adapters.enquiry_lists import EnquiryPage, list_across, list_of_associate, list_of_queue, read_across
from functions.domain.enquiries.amendments import Amend, Cancel, DecideChange, declined, require_proposed
from functions.domain.enquiries.appeals import approval_deadline, approval_deadline_text
from functions.domain.enquiries.associate_requests import Approve, Reject
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Refused, problem
from functions.domain.people.history import What
from functions.domain.people.permissions import Act
from functions.domain.views import enquiry_pages, list_rows
from functions.domain.views.attention import FOR_ASSOCIATE, attention_of_associate

PAGE = 50
READ_AT_ONCE = 100  # enquiries that one call reads
MOST_COUNTED = 2000  # enquiries that are looked through for what needs attention


def to_approve(session: Session, after: str = "") -> dict[str, Any]:
    """Return what waits for the Associate, in the order in which it came, with the deadline by which it must be sent on. One call."""
    member = session.acting_for(Act.FORWARD)
    page = list_of_queue(session.table, member.organisation, Status.WITH_ASSOCIATE, size=PAGE, after=after)
    return {"enquiries": _rows(session, page.enquiries), "next": page.next}


def listing(
    session: Session,
    *,
    series: str = "",
    body: str = "",
    status: str = "",
    release: str = "",
    wanted: str = "",
    after: str = "",
    oldest_first: bool = False,
) -> dict[str, Any]:
    """Return a page of the enquiries that came through the Associate, the latest first; two calls where a series is named and nothing filters.

    Without a `series` the list goes over all of them, the latest series first, and without a `body` over all awarding bodies; `oldest_first` turns both orders round. `status` is one of the statuses, or a kind of
    what needs attention in its place. `release` keeps those with a document of that kind to release; `wanted` finds a centre's
    number or name, an enquiry number, a reference, or a candidate.
    """
    member = session.acting_for(Act.FORWARD)

    def has_status(enquiry: Enquiry) -> bool:
        if status in FOR_ASSOCIATE:
            return status in attention_of_associate(enquiry, session.body_of(enquiry), session.now)
        return not status or enquiry.status.value == status

    def is_wanted(enquiry: Enquiry) -> bool:
        return (
            has_status(enquiry)
            and (not body or enquiry.body == body)
            and (not release or bool(slots_to_release(enquiry, release)))
            and list_rows.is_found_by_others(enquiry, wanted, list_rows.subject_name(enquiry, session.body_of(enquiry)))
        )

    keep = is_wanted if body or status or release or wanted else None

    def read(id: str, size: int, place: str) -> EnquiryPage:
        return list_of_associate(session.table, member.organisation, id, size=size, after=place, keep=keep, oldest_first=oldest_first)

    every = session.all_series[::-1] if oldest_first else session.all_series
    page = read(series, PAGE, after) if series else list_across(every, size=PAGE, after=after, read=read)
    return {"enquiries": _rows(session, page.enquiries), "next": page.next}


def attention(session: Session) -> dict[str, Any]:
    """Return how much needs the Associate's attention, over all series: what waits for approval, what is to release, and each other kind.

    `more` says whether others were not looked at.
    """
    member = session.acting_for(Act.FORWARD)
    counts = Counter(dict.fromkeys(("to_approve", "to_release", *(each.value for each in FOR_ASSOCIATE)), 0))

    def read(id: str, size: int, place: str) -> EnquiryPage:
        return list_of_associate(session.table, member.organisation, id, size=size, after=place)

    looked_at = read_across(session.all_series, read, at_once=READ_AT_ONCE, most=MOST_COUNTED)
    for enquiry in looked_at.enquiries:
        counts.update(each.value for each in attention_of_associate(enquiry, session.body_of(enquiry), session.now))
        counts["to_approve"] += enquiry.status is Status.WITH_ASSOCIATE
        counts["to_release"] += bool(slots_to_release(enquiry, "any"))
    return {"counts": dict(counts), "more": looked_at.next is not None}


def open_page(session: Session, id: str) -> dict[str, Any]:
    """Return an enquiry's page for its Associate; not for another Associate, a former one included."""
    return _page(session, open_enquiry(session, Act.FORWARD, id))


def approve(session: Session, id: str, request: Approve) -> dict[str, Any]:
    """Send the enquiry on; return its page. Raise Refused after the deadline: what counts is when the awarding body gets it (ours)."""
    return _page(session, send_on(session, id, request))


def send_on(session: Session, id: str, request: Approve) -> StoredEnquiry:
    """Send the enquiry on; return what is stored of it then."""
    stored = open_enquiry(session, Act.FORWARD, id)
    enquiry, body = stored.enquiry, session.body_of(stored.enquiry)
    enquiry.require_version(request.version)
    entries = entries_of(enquiry, body)
    closes_at = approval_deadline(enquiry, body)
    if closes_at and session.now >= closes_at:
        limit = entries.service.appeal.limit if entries.service.appeal else None
        cites = body.citation_of(None, limit.basis if limit else entries.series.deadline_for(entries.service.code).basis)
        closes = approval_deadline_text(enquiry, body)
        raise Refused(problem("approve_too_late", cites=cites, service=entries.service.title, series=entries.series.title, closes=closes))
    after = enquiry.approved(session.now)
    due = (RECEIVE,) if after.status is Status.SUBMITTED else ()
    return _changed(session, stored, after, What.APPROVED, due=due)


def reject(session: Session, id: str, request: Reject) -> dict[str, Any]:
    """Do not send the enquiry on, and tell the centre why (ours: the reason). Its candidates are free for another enquiry."""
    stored = open_enquiry(session, Act.FORWARD, id)
    enquiry = stored.enquiry
    enquiry.require_version(request.version)
    if not request.reason:
        raise Refused(problem("reason_missing", field="reason"))
    after = enquiry.to("rejected", rejected_at=session.now)
    due = (RELEASE, f"{MAIL}:rejected:centre")
    return _page(session, _changed(session, stored, after, What.REJECTED, why=request.reason, due=due, ends=enquiry))


def decide_change(session: Session, id: str, request: DecideChange) -> dict[str, Any]:
    """Agree to the change that the Associate Centre proposed, which carries it out, or decline it with the reason (ours).

    Raise Refused where none waits, or where it can no longer be made.
    """
    stored = open_enquiry(session, Act.FORWARD, id)
    member = session.allow(Act.FORWARD, stored.enquiry.associate)
    if not request.agree:
        change = Change(declined(stored.enquiry, request), What.CHANGE_DECLINED, "", request.reason)
        return _page(session, store(session, stored, change, member))
    proposed = require_proposed(stored.enquiry, request)
    reason = proposed.reason
    if proposed.what == "cancelled":
        asked = Cancel(version=request.version, reason=reason, accept_charge=True)
        return _page(session, store(session, stored, cancellation(session, stored, asked, agreed=True), member))
    amend = Amend(version=request.version, service=proposed.service, components=proposed.components, reason=reason, accept_charge=True)
    return _page(session, store(session, stored, amendment(session, stored, amend, agreed=True), member))


def _changed(
    session: Session, stored: StoredEnquiry, after: Enquiry, what: What, *, why: str = "", due: Sequence[str], ends: Enquiry | None = None
) -> StoredEnquiry:
    """Store what the Associate did, all or nothing; return what is stored then. The claims of the enquiry that this `ends` are freed."""
    event = session.event(what, session.allow(Act.FORWARD, after.associate), after.version, why=why)
    commit_change(session.table, after, event, due=due, ends=ends)
    return stored.with_change(after, event)


def _page(session: Session, stored: StoredEnquiry) -> dict[str, Any]:
    shown = enquiry_pages.for_associate(stored.enquiry, session.body_of(stored.enquiry), stored.events, session.now)
    return with_boundaries(session, stored.enquiry, shown) | related_records(session, stored)


def _rows(session: Session, enquiries: Sequence[Enquiry]) -> list[dict[str, Any]]:
    return [list_rows.associate_row(each, session.body_of(each), session.now) for each in list_rows.in_order(enquiries)]
