"""Last days and results days as events of a calendar that people subscribe to (BY-04).

A subscription follows a day that changes only if the event keeps its UID and its SEQUENCE goes up (RFC 5545, 3.8.7.4). Neither can come
from the catalogue alone, which has today's day and not the earlier ones. So the UID names what the day is for, never the day, and every
day that a feed has had is kept in content/published-days.yml: the sequence is the number of days before the present one. A day that is
changed and not recorded yet counts as one more, so a feed is right before anybody has recorded the change; a test asks for the record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from functions.domain.calendar import spoken_day
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.qualification_types import QualificationType, available_for_type
from functions.domain.catalogue.series import Deadline, Series
from functions.domain.catalogue.service_names import asked_for
from functions.domain.catalogue.services import Service
from functions.domain.catalogue.sources import Basis

PublishedDays = Mapping[str, Sequence[date]]  # by UID, every day that a feed has had, in the order in which they were published
NOTHING_PUBLISHED: PublishedDays = {}
DOMAIN = "results-desk"  # completes a UID, which must be unique in the world


class CalendarEvent(NamedTuple):
    """A day in a feed. `urgent` is whether a reminder comes before it: something can be missed."""

    uid: str
    sequence: int
    day: date
    title: str
    text: str
    url: str
    urgent: bool


class Undated(NamedTuple):
    """A last day that is not in a feed because it is not known here, and where to find it."""

    title: str
    find: str


def sequence_of(days: Sequence[date], day: date) -> int:
    """Return how many days an event had before `day`; `days` are those that are recorded, the last of them the latest."""
    return len(days) if days and days[-1] != day else max(len(days) - 1, 0)


def events_of(body: Body, series: Series, published: PublishedDays = NOTHING_PUBLISHED) -> list[CalendarEvent]:
    """Return the events of a series: the days of its results and the last days that are known here, in the order of their days."""
    url = next((each.url for each in body.links), "")
    found = [*_results(body, series, url), *_last_days(body, series, url)]
    dated = [each._replace(sequence=sequence_of(published.get(each.uid, ()), each.day)) for each in found]
    return sorted(dated, key=lambda each: (each.day, each.uid))


def undated_of(body: Body, series: Series) -> list[Undated]:
    """Return the last days of a series that are not known here."""
    return [
        Undated(f"{body.name}, {series.title}: {what}", each.find or "")
        for each in series.deadlines
        if each.closes_on is None and (what := _what(body, series, each))
    ]


def _results(body: Body, series: Series, url: str) -> Iterator[CalendarEvent]:
    names = {each.id: each.name for each in body.qualification_types}
    for each in series.results:
        types = ", ".join(names[one] for one in each.types or () if one in names)
        yield CalendarEvent(
            uid=_uid(body, series, "results", each.types), sequence=0, day=each.day, url=url, urgent=False,
            title=f"{body.name}, {series.title}: results{f' ({types})' if types else ''}",
            text=f"Results come out for centres. They are provisional until certificates confirm them.\n{_prevails(body, each.basis)}",
        )  # fmt: skip


def _last_days(body: Body, series: Series, url: str) -> Iterator[CalendarEvent]:
    for each in series.deadlines:
        what = _what(body, series, each)
        if each.closes_on is None or not what:
            continue
        zone = body.zone.replace("_", " ")
        yield CalendarEvent(
            uid=_uid(body, series, *(each.services or ("all",)), types=each.types), sequence=0, day=each.closes_on, url=url, urgent=True,
            title=f"{body.name}, {series.title}: last day, {what}",
            text=f"You can ask until the end of {spoken_day(each.closes_on)} in {zone}.\n{_prevails(body, each.basis)}",
        )  # fmt: skip


def _prevails(body: Body, basis: Basis) -> str:
    """Return where a day comes from and how far that can be trusted, and that the awarding body's own word prevails."""
    return f"Source: {body.cite(basis)}. If {body.name} says something different, follow {body.name}."


def _uid(body: Body, series: Series, *what: str | tuple[str, ...] | None, types: tuple[str, ...] | None = None) -> str:
    """Return the UID of what a day is for. It has neither the day nor a name in it, both of which may be corrected."""
    parts = [*(each if isinstance(each, str) else "-".join(each or ("all",)) for each in what), *(types or ())]
    return f"{body.id}.{series.id}.{'-'.join(parts)}@{DOMAIN}".lower()


def _what(body: Body, series: Series, deadline: Deadline) -> str:
    """Return what a last day is for: services, with the types of qualification where it is not for all of theirs; empty for nothing."""
    types = _types(body, series, deadline)
    found: dict[tuple[str, str], Service] = {}
    for route in body.routes_of(series):
        for service in (*route.services, *route.appeals):
            asked = not service.not_yet and not (service.appeal and service.appeal.from_outcome)
            own = any(available_for_type(body.qualification_types, service.availability, each.id) for each in types)
            if asked and own and deadline in series.deadlines_for(service.code):
                found.setdefault((body.home_of(route, service).id, service.code), service)
    if not found:
        return ""
    apart = f" ({', '.join(each.name for each in types)})" if len(types) < len(body.qualification_types) else ""
    return asked_for({each.code: each for each in found.values()}.values()) + apart


def _types(body: Body, series: Series, deadline: Deadline) -> list[QualificationType]:
    """Return the types of qualification that a last day is for: those that it names, or else those that no other for its services names."""
    others = {one for each in series.deadlines if each.services == deadline.services for one in each.types or ()}
    return [each for each in body.qualification_types if (each.id in deadline.types if deadline.types else each.id not in others)]
