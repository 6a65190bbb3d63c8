"""A centre and its enquiries: find, open, note, amend, cancel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from functions.actions.shared.bodies_asked import bodies_numbered
from functions.actions.shared.claims import cohort_of
from functions.actions.shared.counted_together import counted_beside, known_beside
from functions.actions.shared.enquiry_changes import Change, amendment, cancellation, store
from functions.actions.shared.outcome_appeals import appeals_for_centre
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry, related_records, with_boundaries
from functions.actions.shared.transactions import commit_change
from functions.adapters.enquiries import StoredEnquiry
from functions.adapters.enquiry_lists import EnquiryPage, list_across, list_of_centre, list_of_extensions, read_across
from functions.domain.enquiries import amendments
from functions.domain.enquiries.appeals import approval_deadline
from functions.domain.enquiries.cohort_outcomes import is_about_cohort
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import CLOSED, Status
from functions.domain.people.history import What
from functions.domain.people.permissions import Act
from functions.domain.views import enquiry_pages, list_rows
from functions.domain.views.attention import FOR_CENTRE, Attention, attention_of_centre, came_back
from functions.domain.views.extension_pages import rules_on_extensions
from functions.domain.views.outcome_pages import cohort_table

PAGE = 25
READ_AT_ONCE = 200
MOST_FOUND = 50
MOST_SHOWN = 10  # of what needs attention, on the first page of the desk
MOST_COUNTED = 2000  # enquiries of a centre that are looked through for it


def listing(
    session: Session,
    *,
    series: str = "",
    body: str = "",
    status: str = "",
    service: str = "",
    wanted: str = "",
    after: str = "",
    oldest_first: bool = False,
) -> dict[str, Any]:
    """Return a page of the centre's enquiries, the latest first; one call where a series is named and nothing filters rows out.

    Without a `series` the list goes over all of them, the latest series first, and without a `body` over all awarding bodies; `oldest_first` turns both orders round. `status` is one of the statuses, or a kind of
    what needs attention in its place. `wanted` finds a candidate's name or number (with or without leading zeros), a note, an
    enquiry number or a reference.
    """
    member = session.acting_for(Act.READ)

    def has_status(enquiry: Enquiry) -> bool:
        if status in FOR_CENTRE:
            return status in attention_of_centre(enquiry, session.body_of(enquiry), session.now)
        return not status or enquiry.status.value == status

    def is_wanted(enquiry: Enquiry) -> bool:
        return (
            has_status(enquiry)
            and (not body or enquiry.body == body)
            and (not service or enquiry.service == service)
            and is_about(session, enquiry, wanted)
        )

    keep = is_wanted if body or status or service or wanted else None

    def read(id: str, size: int, place: str) -> EnquiryPage:
        return list_of_centre(session.table, member.organisation, id, size=size, after=place, keep=keep, oldest_first=oldest_first)

    every = session.all_series[::-1] if oldest_first else session.all_series
    page = read(series, PAGE, after) if series else list_across(every, size=PAGE, after=after, read=read)
    return {"enquiries": _rows(session, page.enquiries), "next": page.next}


def is_about(session: Session, enquiry: Enquiry, wanted: str) -> bool:
    """Return whether what somebody at its centre typed finds an enquiry."""
    return not wanted or list_rows.is_found(enquiry, wanted, list_rows.subject_name(enquiry, session.body_of(enquiry)))


def find(session: Session, wanted: str) -> dict[str, Any]:
    """Return the centre's enquiries over all series and awarding bodies that what was typed finds, the latest series first (BY-25).

    `more` says that there are others beyond the first. A call a series, more where there are hundreds of enquiries.
    """
    member = session.acting_for(Act.READ)

    def read(id: str, size: int, place: str) -> EnquiryPage:
        keep = partial(is_about, session, wanted=wanted)
        return list_of_centre(session.table, member.organisation, id, size=size, after=place, keep=keep)

    found = read_across(session.all_series, read, at_once=MOST_FOUND, most=MOST_FOUND)
    return {"enquiries": _rows(session, found.enquiries), "more": found.next is not None}


def attention(session: Session, since: datetime | None = None) -> dict[str, Any]:
    """Return what needs the centre's attention, over all series: how much of each kind, and the first enquiries: what is still to
    be made in a portal by when it closes, then those submitted first.

    With `since`, what came back after it is counted too. `looked_at` says how many enquiries there are, `open` how many of them have not ended, `more` whether others were not looked at.
    """
    member = session.acting_for(Act.READ)
    counts: Counter[Attention] = Counter()
    needing: list[Enquiry] = []
    returned = 0

    def read(id: str, size: int, place: str) -> EnquiryPage:
        return list_of_centre(session.table, member.organisation, id, size=size, after=place)

    looked_at = read_across(session.all_series, read, at_once=READ_AT_ONCE, most=MOST_COUNTED)
    for enquiry in looked_at.enquiries:
        kinds = attention_of_centre(enquiry, session.body_of(enquiry), session.now)
        counts.update(kinds)
        returned += since is not None and came_back(enquiry, since, session.now)
        needing += [enquiry] if kinds else []
    still_open = sum(each.status not in CLOSED for each in looked_at.enquiries)

    def urgency(enquiry: Enquiry) -> tuple[bool, bool, datetime]:
        to_make = enquiry.portal is not None and enquiry.status is Status.SUBMITTED
        closes_at = approval_deadline(enquiry, session.body_of(enquiry)) if to_make else None
        return not to_make, closes_at is None, closes_at or enquiry.submitted_at

    first = sorted(needing, key=urgency)[:MOST_SHOWN]
    return {
        "counts": {kind.value: counts[kind] for kind in FOR_CENTRE} | ({"came_back": returned} if since else {}), "enquiries": _rows(session, first), "needing": len(needing),
        "looked_at": len(looked_at.enquiries), "open": still_open, "more": looked_at.next is not None,
    }  # fmt: skip


def extensions(session: Session, *, series: str = "", body: str = "", after: str = "") -> dict[str, Any]:
    """Return a page of what awarding bodies extended the centre's enquiries to, or one `body`, the latest first (CI-27). Two calls a series.

    With the first page, what these bodies say about extensions, which takes one call more; None with the others.
    """
    member = session.acting_for(Act.READ)
    keep = (lambda enquiry: enquiry.body == body) if body else None

    def read(id: str, size: int, place: str) -> EnquiryPage:
        return list_of_extensions(session.table, member.organisation, id, size=size, after=place, keep=keep)

    page = read(series, PAGE, after) if series else list_across(session.all_series, size=PAGE, after=after, read=read)
    return {
        "enquiries": _rows(session, page.enquiries),
        "next": page.next,
        "rules": None if after else _extension_rules(session, member.organisation, body),
    }


def _extension_rules(session: Session, organisation: str, body: str) -> list[dict[str, Any]]:
    """Return what the bodies that the centre has a number for say about extensions, or the one named. One call."""
    asked = (each for each in bodies_numbered(session, [organisation]).values() if body in {"", each.id})
    return rules_on_extensions((each, route) for each in asked for route in each.routes)


def open_page(session: Session, id: str) -> dict[str, Any]:
    """Return an enquiry's page for its centre. One call, and a second where there are appeals against its outcome."""
    return page_for_centre(session, open_enquiry(session, Act.READ, id))


def change_note(session: Session, id: str, request: amendments.ChangeNote) -> dict[str, Any]:
    """Change the centre's own note; nobody else acts on it, so it may change at any time."""
    stored = open_enquiry(session, Act.ASK, id)
    stored.enquiry.require_version(request.version)
    after = stored.enquiry.changed(note=request.note)
    event = session.event(What.NOTED, session.allow(Act.ASK, after.organisation), after.version)
    commit_change(session.table, after, event)
    return page_for_centre(session, stored.with_change(after, event))


def cancel(session: Session, id: str, request: amendments.Cancel) -> dict[str, Any]:
    """Cancel the enquiry and free its candidates for another one; where its Associate has to agree, propose that to it."""
    stored = open_enquiry(session, Act.ASK, id)
    return _changed(session, stored, cancellation(session, stored, request))


def amend(session: Session, id: str, request: amendments.Amend) -> dict[str, Any]:
    """Take out components, or change to another service of the same family; never add (CI-06). Where its Associate has to agree, propose that."""
    stored = open_enquiry(session, Act.ASK, id)
    return _changed(session, stored, amendment(session, stored, request))


def _changed(session: Session, stored: StoredEnquiry, change: Change) -> dict[str, Any]:
    member = session.allow(Act.ASK, stored.enquiry.organisation)
    return page_for_centre(session, store(session, stored, change, member))


def page_for_centre(session: Session, stored: StoredEnquiry) -> dict[str, Any]:
    """Return the page for the centre of an enquiry that was read. It says nothing of another enquiry's outcome that is not open to the centre."""
    enquiry, body = stored.enquiry, session.body_of(stored.enquiry)
    beside = known_beside(counted_beside(session, enquiry))
    shown = enquiry_pages.for_centre(enquiry, body, stored.events, session.now, beside)
    related = related_records(session, stored) | appeals_for_centre(session, stored)
    return with_boundaries(session, enquiry, shown) | related | {"cohort_table": _cohort_table(session, enquiry)}


def _cohort_table(session: Session, enquiry: Enquiry) -> list[dict[str, Any]] | None:
    """Return the candidates of a cohort whose outcome the centre records itself; None for other enquiries, without a call."""
    records = enquiry.portal is not None and enquiry.status in {Status.ACKNOWLEDGED, Status.COMPLETED}
    if not records or not is_about_cohort(enquiry, session.body_of(enquiry)):
        return None
    return cohort_table(cohort_of(session.table, enquiry))


def _rows(session: Session, enquiries: Sequence[Enquiry]) -> list[dict[str, Any]]:
    return [list_rows.row(each, session.body_of(each), session.now) for each in list_rows.in_order(enquiries)]
