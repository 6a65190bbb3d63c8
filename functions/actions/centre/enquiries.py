"""A centre and its enquiries: find, open, note, amend, cancel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from functions.actions.shared.claims import cards_of, taken_out
from functions.actions.shared.effect_names import RELEASE
from functions.actions.shared.outcome_appeals import appeals_for_centre
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry, related_records
from functions.actions.shared.transactions import commit_change
from functions.adapters.enquiries import StoredEnquiry
from functions.adapters.enquiry_lists import list_of_centre, list_of_extensions
from functions.adapters.register import put_card
from functions.adapters.table import Put
from functions.domain.eligibility.availability import component_problems
from functions.domain.eligibility.eligibility import candidate_problems
from functions.domain.enquiries import amendments
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.people.history import What
from functions.domain.people.permissions import Act
from functions.domain.views import enquiry_pages, list_rows

PAGE = 25
LATE = "late"  # asked for in a status's place: whatever is overdue, be it number, letter or outcome


def listing(session: Session, *, series: str, status: str = "", service: str = "", wanted: str = "", after: str = "") -> dict[str, Any]:
    """Return a page of the centre's enquiries in a series, the latest first. One call where nothing filters rows out.

    `status` is one of the statuses, or LATE. `wanted` finds a candidate's name or number (with or without leading zeros), a
    note, an enquiry number or a reference.
    """
    member = session.acting_for(Act.READ)

    def has_status(enquiry: Enquiry) -> bool:
        if status == LATE:
            return bool(list_rows.flags(enquiry, session.body_of(enquiry), session.now))
        return not status or enquiry.status.value == status

    def is_wanted(enquiry: Enquiry) -> bool:
        return has_status(enquiry) and (not service or enquiry.service == service) and list_rows.is_found(enquiry, wanted)

    keep = is_wanted if status or service or wanted else None
    page = list_of_centre(session.table, member.organisation, series, size=PAGE, after=after, keep=keep)
    return {"enquiries": _rows(session, page.enquiries), "next": page.next}


def extensions(session: Session, *, series: str, after: str = "") -> dict[str, Any]:
    """Return a page of what the awarding body extended the centre's enquiries to in a series, the latest first (CI-27). Two calls."""
    member = session.acting_for(Act.READ)
    page = list_of_extensions(session.table, member.organisation, series, size=PAGE, after=after)
    return {"enquiries": _rows(session, page.enquiries), "next": page.next}


def open_page(session: Session, id: str) -> dict[str, Any]:
    """Return an enquiry's page for its centre. One call, and a second where there are appeals against its outcome."""
    return _page(session, open_enquiry(session, Act.READ, id))


def change_note(session: Session, id: str, request: amendments.ChangeNote) -> dict[str, Any]:
    """Change the centre's own note; nobody else acts on it, so it may change at any time."""
    stored = open_enquiry(session, Act.ASK, id)
    stored.enquiry.stands_at(request.version)
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
