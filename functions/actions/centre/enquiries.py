"""A centre and its enquiries: find, open, note, amend, cancel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from functions.actions.shared.enquiry_changes import Change, amendment, cancellation, store
from functions.actions.shared.outcome_appeals import appeals_for_centre
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry, related_records
from functions.actions.shared.transactions import commit_change
from functions.adapters.enquiries import StoredEnquiry
from functions.adapters.enquiry_lists import list_of_centre, list_of_extensions
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
    stored.enquiry.require_version(request.version)
    after = stored.enquiry.changed(note=request.note)
    event = session.event(What.NOTED, session.allow(Act.ASK, after.organisation), after.version)
    commit_change(session.table, after, event)
    return _page(session, stored.with_change(after, event))


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
    return _page(session, store(session, stored, change, member))


def _page(session: Session, stored: StoredEnquiry) -> dict[str, Any]:
    shown = enquiry_pages.for_centre(stored.enquiry, session.body_of(stored.enquiry), stored.events, session.now)
    return shown | related_records(session, stored) | appeals_for_centre(session, stored)


def _rows(session: Session, enquiries: Sequence[Enquiry]) -> list[dict[str, Any]]:
    return [list_rows.row(each, session.body_of(each), session.now) for each in enquiries]
