"""What can be asked for until when, over all awarding bodies: the rows of Home and Deadlines, and the days in the comparison.

A window is a series of a body with the services that close on the same day for the same reason, so that nothing is said twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property

from functions.domain.catalogue.series import Deadline, Series
from functions.domain.catalogue.services import Service
from guidance.desk import Desk, published_series
from guidance.offers import Group, Offer, grouped, offers


class State(IntEnum):
    """How a window stands at desk time, in the order in which windows are listed."""

    OPEN = 0
    OPEN_UNDATED = 1  # its last day is not known here
    LATER = 2
    CLOSED = 3


@dataclass(frozen=True)
class Window:
    """Services of a series that share their last day and its source."""

    group: Group
    series: Series  # as it is for the types of the group

    @property
    def desk(self) -> Desk:
        return self.group.first.desk

    @property
    def services(self) -> tuple[Service, ...]:
        return self.group.services

    @property
    def deadline(self) -> Deadline:
        return self.series.deadline_for(self.services[0].code)

    @property
    def closes_on(self) -> date | None:
        return self.deadline.closes_on

    @cached_property
    def state(self) -> State:
        body, now, code = self.desk.body, self.desk.now, self.services[0].code
        opens_at = body.opens_at(self.series)
        if body.open_for(self.series, code, now):
            return State.OPEN if self.closes_on else State.OPEN_UNDATED
        return State.LATER if opens_at and now < opens_at and not self.series.closed else State.CLOSED

    @property
    def order(self) -> tuple[int, int, str, str]:
        """What closes first comes first; then what has no known last day, the latest series first, what opens later, and what is closed,
        the latest first."""
        state, closes = self.state, (self.closes_on or date.max).toordinal()
        if state is State.OPEN_UNDATED:
            closes = -self.age
        return (state, -closes if state is State.CLOSED else closes, self.desk.body.name, self.series.id)

    @property
    def age(self) -> int:
        """The series as a number that grows with time."""
        return int(self.series.id.replace("-", ""))

    @property
    def families(self) -> tuple[str, ...]:
        """The families of the types of qualification that it is for."""
        return tuple(dict.fromkeys(each.family for each in self.group.types))


def windows(desk: Desk, series: Series) -> list[Window]:
    """Return the windows of a series, in the order of its routes and services. What starts from an outcome has none.

    Types of qualification whose results come on different days open on different days, so until then they have windows of their own.
    """

    def deadline(offer: Offer) -> tuple[object, ...]:
        body, its = offer.desk.body, _series(offer, series)
        found, opens_at = its.deadline_for(offer.service.code), body.opens_at(its)
        opens = opens_at if opens_at and desk.now < opens_at else None
        return (offer.desk.route_id, opens, found.closes_on, found.window_text, found.find, found.basis, offer.service.appeal is not None)

    asked = [each for each in offers(desk, series.routes) if not (each.service.appeal and each.service.appeal.from_outcome)]
    return [Window(group, _series(group.first, series)) for groups in grouped(asked, deadline).values() for group in groups]


def _series(offer: Offer, series: Series) -> Series:
    return offer.desk.body.series_of(series.id) or series


def all_windows(desk: Desk) -> list[Window]:
    """Return the windows of every awarding body, what closes first before the others."""
    return sorted((window for each in desk.all for window in windows_of(each)), key=lambda window: window.order)


def windows_of(desk: Desk) -> list[Window]:
    """Return the windows of all series of a body, what closes first before the others."""
    return sorted((window for series in published_series(desk) for window in windows(desk, series)), key=lambda window: window.order)


def next_for(offer: Offer, found: list[Window]) -> Window | None:
    """Return the window of an offer in the series that people ask about: the one that closes first, or else that opens next, or else the
    latest. None if no series has the service."""
    own = [each for each in found if any(one.name == offer.name and one.types == offer.types for one in each.group.offers)]
    dated = [each for each in own if each.state is State.OPEN] or [each for each in own if each.state is State.LATER]
    return dated[0] if dated else max(own, key=lambda each: each.age, default=None)
