"""A change of the logo of a centre, with its entry in the centre's history."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from functions.adapters import keys
from functions.adapters.centre_logos import put_logo
from functions.adapters.events import put_side_event
from functions.adapters.table import Put
from functions.domain.centre_desk.logos import CentreLogo
from functions.domain.people.history import Actor, Event, What


class LogoChange(NamedTuple):
    """A logo as it is after a change, and the writes that store it, provided that nobody else has changed it meanwhile."""

    after: CentreLogo
    writes: list[Put]


def logo_change(before: CentreLogo, by: Actor, at: datetime, **changes: str | int) -> LogoChange:
    """Return the change of a logo of the centre that somebody acts for."""
    after = before.model_copy(update={**changes, "at": at, "version": before.version + 1})
    event = Event(what=What.LOGO_CHANGED, at=at, by=by, version=after.version)
    return LogoChange(after, [put_logo(by.organisation, after), put_side_event(keys.organisation(by.organisation), event)])
