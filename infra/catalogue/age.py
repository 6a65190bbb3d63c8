"""What in the catalogue wants looking at: figures that nobody has checked for a year, series without a successor, what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from functions.domain.calendar import spoken_day
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.sources import Trust
from functions.domain.catalogue_files.faults import bases

OLD_AFTER = timedelta(days=365)


class Checked(NamedTuple):
    """A source of a body, the day on which something was last held against it the longest ago, and one key that rests on it since."""

    day: date
    source: str
    key: str
    entries: int


def oldest(body: Body) -> list[Checked]:
    """Return the body's checks by source and day, the longest ago first."""
    found: dict[tuple[date, str], list[str]] = {}
    for key, basis in bases(body):
        if not key.startswith("editions"):
            found.setdefault((basis.checked, basis.source), []).append(key)
    return [Checked(day, source, keys[0], len(keys)) for (day, source), keys in sorted(found.items())]


def warnings(body: Body, today: date) -> Iterator[str]:
    """Yield what a build warns of: what was checked more than a year ago, and that no series is left that has not closed.

    Our own rules and demonstration figures age with nobody's publication, so they are left out.
    """
    for each in oldest(body):
        if today - each.day > OLD_AFTER and body.sources[each.source].trust in {Trust.PUBLISHED, Trust.REPORTED}:
            yield (
                f"{body.id}: {each.entries} entries from “{body.sources[each.source].title}” were last checked on {spoken_day(each.day)}, "
                f"such as {each.key}; compare them with the source and write the day under `checked`"
            )
    last = max((day for series in body.series if (day := _last_day(series.deadlines)) is not None), default=None)
    if last is None and any(not each.closed for each in body.series):
        return  # a series without a known last day goes on
    if last is None or last < today:
        said = f"its last day was {spoken_day(last)}" if last else "none is open"
        yield f"{body.id}: no series is left that can be asked about ({said}); add its successor under `series`"


def unknowns(body: Body) -> Iterator[str]:
    """Yield what is not known of a body here, in sentences."""
    if body.contact.email is None:
        yield f"No address to write to is known: {body.contact.name}."
    if body.prices is None:
        yield "No prices are known."
    for route in body.routes:
        for service in (*route.services, *route.appeals):
            if service.target is None:
                yield f"{route.name}: how long “{service.name}” takes is not known."
            if body.prices and not service.free and service.code not in {**body.prices.services, **body.prices.appeals}:
                yield f"{route.name}: what “{service.name}” costs is not known."
            if service.appeal and service.appeal.limit is None and service.appeal.from_outcome:
                yield f"{route.name}: how long there is for “{service.name}” is not known."
    for series in body.series:
        for deadline in series.deadlines:
            if deadline.closes_on is None:
                which = f"services {', '.join(deadline.services)}" if deadline.services else "all other services"
                yield f"{series.title}: the last day for {which} is not known. {deadline.find}"
    if not body.syllabuses:
        yield "No syllabuses are known, so nobody's results can be imported."


def _last_day(deadlines: tuple[object, ...]) -> date | None:
    days = [each.closes_on for each in deadlines if getattr(each, "closes_on", None)]  # type: ignore[attr-defined]
    return max(days, default=None)
