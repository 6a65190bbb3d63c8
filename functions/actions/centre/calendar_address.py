"""The address of the centre's own calendar: given out, renewed, stopped (BY-04)."""

from __future__ import annotations

from typing import Any

from functions.actions.shared.session import Session
from functions.actions.shared.transactions import settle
from functions.adapters import keys
from functions.adapters.centre_calendars import put_calendar, put_calendar_secret, read_calendar
from functions.adapters.events import put_side_event
from functions.adapters.tokens import new_token
from functions.domain.calendar import iso
from functions.domain.centre_desk.calendar_feed import CentreCalendar
from functions.domain.people.history import What
from functions.domain.people.people import Membership
from functions.domain.people.permissions import Act
from functions.domain.tokens import hash_of


def address(session: Session) -> dict[str, Any]:
    """Return whether the centre's calendar has an address, and since when. The address itself is not known here."""
    member = session.acting_for(Act.READ)
    return _page(read_calendar(session.table, member.organisation))


def renew(session: Session, site: str) -> dict[str, Any]:
    """Give the centre's calendar a new address; the one before works no longer. The address is in the answer, for this once."""
    member = session.acting_for(Act.CORRECT_CENTRE)
    token = new_token()
    after = _stored(session, member, What.CALENDAR_GIVEN, hash_of(token))
    return _page(after) | {"address": f"{site}/api/calendar/{token}/centre.ics"}


def stop(session: Session) -> dict[str, Any]:
    """End the address. Without one nothing changes."""
    member = session.acting_for(Act.CORRECT_CENTRE)
    before = read_calendar(session.table, member.organisation)
    return _page(_stored(session, member, What.CALENDAR_STOPPED, "") if before.hash else before)


def _stored(session: Session, member: Membership, what: What, hash: str) -> CentreCalendar:
    def attempt() -> CentreCalendar:
        version = read_calendar(session.table, member.organisation).version + 1
        after = CentreCalendar(hash=hash, name=member.organisation_name, made_at=session.now if hash else None, version=version)
        secret = [put_calendar_secret(member.organisation, hash)] if hash else []
        event = put_side_event(keys.organisation(member.organisation), session.event(what, member, version))
        session.table.commit([put_calendar(member.organisation, after), *secret, event])
        return after

    return settle(attempt)


def _page(calendar: CentreCalendar) -> dict[str, Any]:
    return {"given": bool(calendar.hash), "made_at": iso(calendar.made_at) if calendar.made_at else None}
