"""The address of a centre's calendar in the table, and whose calendar the secret in an address opens."""

from __future__ import annotations

from functions.adapters import keys
from functions.adapters.items import item_of, model_in, pointer_item, target_of
from functions.adapters.table import Put, Table
from functions.domain.centre_desk.calendar_feed import CentreCalendar


def read_calendar(table: Table, organisation: str) -> CentreCalendar:
    """Return the address of a centre's calendar, as it is kept; one without a hash where there is none. One call."""
    item = table.get(keys.centre_calendar(organisation))
    return model_in(CentreCalendar, item) if item else CentreCalendar()


def put_calendar(organisation: str, calendar: CentreCalendar) -> Put:
    """Store the address over the version before it."""
    return Put(item_of(keys.centre_calendar(organisation), calendar.version, calendar), expect=calendar.version - 1)


def put_calendar_secret(organisation: str, hash: str) -> Put:
    """Store whose calendar a secret opens. It stays when another takes its place, so that a subscription to the old one is not counted
    as guessing."""
    return Put(pointer_item(keys.calendar_secret(hash), organisation))


def read_calendar_owner(table: Table, hash: str) -> str | None:
    """Return the organisation that a secret was made for; None for one that nobody was given."""
    item = table.get(keys.calendar_secret(hash))
    return target_of(item) if item else None
