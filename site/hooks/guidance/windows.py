"""What can be asked for until when, over all awarding bodies: the rows of Home and Deadlines, and the days in the comparison.

A window is a series of a body with the services that close on the same day for the same reason, so that nothing is said twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from functions.domain.catalogue.qualification_types import QualificationType, available_for_type
from functions.domain.catalogue.series import Deadline, Series
from functions.domain.catalogue.services import STANDARD, Service
from guidance.desk import Desk


class State(IntEnum):
    """How a window stands at desk time, in the order in which windows are listed."""

    OPEN = 0
    OPEN_UNDATED = 1  # its last day is not known here
    LATER = 2
    CLOSED = 3


@dataclass(frozen=True)
class Window:
    """Services of a series that share their last day and its source. `desk` is on the route whose services they are."""

    desk: Desk
    series: Series
    services: tuple[Service, ...]
    deadline: Deadline

    @property
    def closes_on(self) -> date | None:
        return self.deadline.closes_on

    @property
    def state(self) -> State:
        body, now, code = self.desk.body, self.desk.now, self.services[0].code
        opens_at = body.opens_at(self.series)
        if body.open_for(self.series, code, now):
            return State.OPEN if self.closes_on else State.OPEN_UNDATED
        return State.LATER if opens_at and now < opens_at and not self.series.closed else State.CLOSED

    @property
    def order(self) -> tuple[int, int, str, str]:
        """What closes first comes first; then what has no known last day, what opens later, and what is closed, the latest first."""
        state, closes = self.state, (self.closes_on or date.max).toordinal()
        return (state, -closes if state is State.CLOSED else closes, self.desk.body.name, self.series.id)

    @property
    def types(self) -> tuple[QualificationType, ...]:
        """The types of qualification for which one of the services is available."""
        types = self.desk.body.qualification_types
        return tuple(each for each in types if any(available_for_type(types, service.availability, each.id) for service in self.services))

    @property
    def families(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.family for each in self.types))


def windows(desk: Desk, series: Series) -> list[Window]:
    """Return the windows of a series, in the order of its routes and services. A service that a route takes from another counts once."""
    groups: dict[tuple[object, ...], tuple[Desk, Deadline, list[Service]]] = {}
    seen: set[tuple[str, str]] = set()
    for on in (desk.on(each.id) for each in desk.body.routes_of(series)):
        for service in on.route.services:
            home = desk.body.home_of(on.route, service)
            if service.not_yet or (home.id, service.code) in seen:
                continue
            seen.add((home.id, service.code))
            deadline = series.deadline_for(service.code)
            key = (home.id, deadline.closes_on, deadline.find, deadline.basis, service.appeal is not None)
            groups.setdefault(key, (desk.on(home.id), deadline, []))[2].append(service)
    return [Window(on, series, tuple(services), deadline) for on, deadline, services in groups.values()]


def all_windows(desk: Desk) -> list[Window]:
    """Return the windows of every awarding body, what closes first before the others."""
    found = [window for each in desk.all for series in each.body.series for window in windows(each, series)]
    return sorted(found, key=lambda window: window.order)


def next_for(desk: Desk, service: Service) -> Window | None:
    """Return the window of a service that is open or opens next, or else the last one that closed; None if no series has the service."""
    found = [window for series in desk.body.series for window in windows(desk, series) if any(each == service for each in window.services)]
    return min(found, key=lambda window: window.order, default=None)


def asked(window: Window) -> str:
    """Return what can be asked for in a window: 'Services 1, 1S and 2', 'Appeals'; with the route where it is not the usual one."""
    return asked_for(
        window.services, window.desk.route.name if window.desk.route.id != STANDARD and len(window.desk.body.routes) > 1 else ""
    )


def asked_for(services: Iterable[Service], route: str = "") -> str:
    """Return the names of services without repeating the word that most of them begin with."""
    services = tuple(services)
    numbered = [each.code for each in services if each.title == f"Service {each.code}"]
    others = [each.title.removeprefix("Enquiry about ") for each in services if each.code not in numbered]
    first = [f"Service{'s' if len(numbered) > 1 else ''} {', '.join(numbered)}"] if numbered else []
    appeals = [each for each in services if each.appeal]
    if appeals and len(appeals) == len(services):
        first, others = ["Appeals" if len(appeals) > 1 else appeals[0].name], []
    said = "; ".join([*first, ", ".join(others)] if others else first)
    return f"{said} ({route})" if route else said
