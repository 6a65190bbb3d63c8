"""A centre and its enquiries: find, open, note, amend, cancel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from functions.actions.shared.claims import cards_of, taken_out
from functions.actions.shared.effect_names import RELEASE
from functions.actions.shared.outcome_appeals import appeals_for_centre
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry, related_records
from functions.actions.shared.transactions import commit_change
from functions.adapters.enquiries import StoredEnquiry
from functions.adapters.enquiry_lists import EnquiryPage, list_across, list_of_centre, list_of_extensions
from functions.adapters.register import put_card
from functions.adapters.table import Put
from functions.domain.eligibility.availability import component_problems
from functions.domain.eligibility.eligibility import candidate_problems
from functions.domain.enquiries import amendments
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import Status
from functions.domain.people.history import What
from functions.domain.people.permissions import Act
from functions.domain.views import enquiry_pages, list_rows
from functions.domain.views.attention import FOR_CENTRE, Attention, attention_of_centre

PAGE = 25
READ_AT_ONCE = 200
MOST_SHOWN = 10  # of what needs attention, on the first page of the desk
MOST_COUNTED = 2000  # enquiries of a centre that are looked through for it
ENDED = frozenset({Status.COMPLETED, Status.CANCELLED, Status.REJECTED})


def listing(
    session: Session, *, series: str = "", status: str = "", service: str = "", wanted: str = "", after: str = ""
) -> dict[str, Any]:
    """Return a page of the centre's enquiries, the latest first; one call where a series is named and nothing filters rows out.

    Without a `series` the list goes over all of them, the latest series first. `status` is one of the statuses, or a kind of
    what needs attention in its place. `wanted` finds a candidate's name or number (with or without leading zeros), a note, an
    enquiry number or a reference.
    """
    member = session.acting_for(Act.READ)

    def has_status(enquiry: Enquiry) -> bool:
        if status in FOR_CENTRE:
            return status in attention_of_centre(enquiry, session.body_of(enquiry), session.now)
        return not status or enquiry.status.value == status

    def is_wanted(enquiry: Enquiry) -> bool:
        return has_status(enquiry) and (not service or enquiry.service == service) and list_rows.is_found(enquiry, wanted)

    keep = is_wanted if status or service or wanted else None

    def read(id: str, size: int, place: str) -> EnquiryPage:
        return list_of_centre(session.table, member.organisation, id, size=size, after=place, keep=keep)

    page = read(series, PAGE, after) if series else list_across(session.all_series, size=PAGE, after=after, read=read)
    return {"enquiries": _rows(session, page.enquiries), "next": page.next}


def attention(session: Session) -> dict[str, Any]:
    """Return what needs the centre's attention, over all series: how much of each kind, and the enquiries submitted first.

    `looked_at` says how many enquiries there are, `open` how many of them have not ended, `more` whether others were not looked at.
    """
    member = session.acting_for(Act.READ)
    counts: Counter[Attention] = Counter()
    needing: list[Enquiry] = []
    looked_at = still_open = 0
    after: str | None = ""
    while after is not None and looked_at < MOST_COUNTED:
        page = list_across(
            session.all_series, size=READ_AT_ONCE, after=after,
            read=lambda id, size, place: list_of_centre(session.table, member.organisation, id, size=size, after=place),
        )  # fmt: skip
        for enquiry in page.enquiries:
            kinds = attention_of_centre(enquiry, session.body_of(enquiry), session.now)
            counts.update(kinds)
            needing += [enquiry] if kinds else []
            looked_at += 1
            still_open += enquiry.status not in ENDED
        after = page.next
    first = sorted(needing, key=lambda each: each.submitted_at)[:MOST_SHOWN]
    return {
        "counts": {kind.value: counts[kind] for kind in FOR_CENTRE}, "enquiries": _rows(session, first), "needing": len(needing),
        "looked_at": looked_at, "open": still_open, "more": after is not None,
    }  # fmt: skip


def extensions(session: Session, *, series: str = "", after: str = "") -> dict[str, Any]:
    """Return a page of what the awarding body extended the centre's enquiries to, the latest first (CI-27). Two calls a series."""
    member = session.acting_for(Act.READ)

    def read(id: str, size: int, place: str) -> EnquiryPage:
        return list_of_extensions(session.table, member.organisation, id, size=size, after=place)

    page = read(series, PAGE, after) if series else list_across(session.all_series, size=PAGE, after=after, read=read)
    return {"enquiries": _rows(session, page.enquiries), "next": page.next}


def open_page(session: Session, id: str) -> dict[str, Any]:
    """Return an enquiry's page for its centre. One call, and a second where there are appeals against its outcome."""
    return _page(session, open_enquiry(session, Act.READ, id))


def change_note(session: Session, id: str, request: amendments.ChangeNote) -> dict[str, Any]:
    """Change the centre's own note; nobody else acts on it, so it may change at any time."""
    stored = open_enquiry(session, Act.ASK, id)
    stored.enquiry.require_version(request.version)
    return _change(session, stored, stored.enquiry.changed(note=request.note), What.NOTED, "")


def cancel(session: Session, id: str, request: amendments.Cancel) -> dict[str, Any]:
    """Cancel the enquiry and free its candidates for another one."""
    stored = open_enquiry(session, Act.ASK, id)
    cancelled = amendments.cancel(stored.enquiry, request, session.body_of(stored.enquiry), session.now)
    return _change(session, stored, cancelled, What.CANCELLED, request.reason, due=(RELEASE,), ends=stored.enquiry)


def amend(session: Session, id: str, request: amendments.Amend) -> dict[str, Any]:
    """Take out components, or change to another service of the same family; never add (CI-06)."""
    stored = open_enquiry(session, Act.ASK, id)
    enquiry, body = stored.enquiry, session.body_of(stored.enquiry)
    route, syllabus = body.route(enquiry.route), body.syllabuses_by_code.get(enquiry.syllabus)
    wanted = route.service(request.service) if route else None
    cards = cards_of(session.table, enquiry)
    problems = []
    if route and wanted and syllabus:
        problems = component_problems(body, wanted, syllabus, request.components)
        for card in cards:
            problems += candidate_problems(body, route, wanted, card, request.components, own=frozenset({id}))
    amended = amendments.amend(enquiry, request, body, problems, session.now)
    moved = [put_card(card.reclaimed(id, request.service)) for card in cards] if request.service != enquiry.service else []
    moved += taken_out(session.table, enquiry, amended)
    why = request.reason or f"Service {amended.service}, components {', '.join(amended.components)}"
    return _change(session, stored, amended, What.AMENDED, why, also=moved)


def _change(
    session: Session, stored: StoredEnquiry, after: Enquiry, what: What, why: str,
    *, also: Sequence[Put] = (), due: Sequence[str] = (), ends: Enquiry | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Store a centre's change with its history entry, all or nothing; return the page afterwards. The claims of the enquiry that this `ends` are freed."""
    event = session.event(what, session.allow(Act.ASK, after.organisation), after.version, why=why)
    commit_change(session.table, after, event, due=due, also=also, ends=ends)
    return _page(session, stored.with_change(after, event))


def _page(session: Session, stored: StoredEnquiry) -> dict[str, Any]:
    shown = enquiry_pages.for_centre(stored.enquiry, session.body_of(stored.enquiry), stored.events, session.now)
    return shown | related_records(session, stored) | appeals_for_centre(session, stored)


def _rows(session: Session, enquiries: Sequence[Enquiry]) -> list[dict[str, Any]]:
    return [list_rows.row(each, session.body_of(each), session.now) for each in enquiries]
