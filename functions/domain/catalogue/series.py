"""The exam series: when its results come, when it opens, its deadlines, and from when it is invoiced."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from functions.domain.calendar import Period, spoken_day
from functions.domain.catalogue.sources import Basis, Entry, Text


class ResultsDay(Entry):
    """The day on which centres get their results, of all types of qualification unless `types` names them."""

    day: date
    types: tuple[Text, ...] | None = None
    basis: Basis


class Deadline(Entry):
    """The last day for some services of a series and some types of qualification: all, unless `services` or `types` name them.

    It lasts to the end of that day. The day is given, or is so long after the results: `within` then says how long, and loading.py
    fills in `closes_on` and `counted_from`, the results day. Where the body published the day but the desk does not know it,
    `closes_on` is None and `find` says where to look; `within` may stand beside it where only the day of the results is not known.
    """

    closes_on: date | None = None
    within: Period | None = None
    counted_from: date | None = None
    find: Text | None = None
    services: tuple[str, ...] | None = None
    types: tuple[Text, ...] | None = None
    basis: Basis

    def is_for(self, service: str) -> bool:
        return self.services is None or service in self.services

    @property
    def window_text(self) -> str:
        """Return how long a service can be asked for, in words, such as 'within 25 working days of the results on 18 March 2026'.

        It is empty where the last day is a fixed one. Where the day of the results is not known, it says that.
        """
        if self.within is None:
            return ""
        day = f"on {spoken_day(self.counted_from)}" if self.counted_from else "(their day is not known here)"
        return f"within {self.within} of the results {day}"


class Notice(Entry):
    """A warning from the body, shown beside every target of a series."""

    text: Text
    basis: Basis


class Invoicing(Entry):
    """The month from which a series is invoiced: the first such month after the series."""

    from_month: int = Field(ge=1, le=12)
    basis: Basis


class Opening(Entry):
    """When a series opens whose opening day is not published: so many months after its own, on the first day of the month."""

    months_after: int = Field(ge=0, le=12)
    basis: Basis


class Series(Entry):
    id: Annotated[str, StringConstraints(pattern="^[0-9]{4}-[0-9]{2}$")]
    title: Text
    routes: Annotated[tuple[Text, ...], Field(min_length=1)]  # by which results in this series were reached, the usual one first
    routes_basis: dict[str, Basis] = Field(default_factory=dict)  # by route, where the deadline's source does not say that it was there
    results: tuple[ResultsDay, ...] = ()  # as far as they are known
    opens_on: date | None = None  # as published
    deadlines: tuple[Deadline, ...]
    closed: bool = False  # nothing can be asked for any more; for a series whose last day is not known here, the one way to end it
    notice: Notice | None = None
    invoices: Invoicing | None = None  # None where it is not published from when
    practice: bool = False  # invented for the practice desk: the public pages leave it out

    @property
    def invoiced_from(self) -> date | None:
        """The first day on which the series is invoiced: in the year of the series, or in the next if that month has passed.

        None if the month is not published.
        """
        if self.invoices is None:
            return None
        year, month = int(self.id[:4]), int(self.id[5:])
        first = self.invoices.from_month
        return date(year if first > month else year + 1, first, 1)

    def first_day_after(self, months: int) -> date:
        """Return the first day of the month that comes so many months after that of the series."""
        years, month = divmod(int(self.id[5:]) - 1 + months, 12)
        return date(int(self.id[:4]) + years, month + 1, 1)

    def results_day(self, type: str) -> ResultsDay | None:
        """Return the day on which results of a type come: its own, or else the one for all; None where it is not known."""
        own = [each for each in self.results if each.types and type in each.types]
        return next(iter(own or [each for each in self.results if each.types is None]), None)

    def deadlines_for(self, service: str) -> tuple[Deadline, ...]:
        """Return the deadlines of a service, one for each group of types that has its own: those that name it, or else those for all.

        Loading has checked that there is one.
        """
        return tuple(each for each in self.deadlines if each.services and each.is_for(service)) or tuple(
            each for each in self.deadlines if each.services is None
        )

    def deadline_for(self, service: str) -> Deadline:
        """Return the deadline of a service. Where types of qualification have different ones, it is the last; `of_type` leaves one."""
        return max(self.deadlines_for(service), key=lambda each: each.closes_on or date.max)

    def of_type(self, type: str) -> "Series":
        """Return the series as it is for a type of qualification: with the deadlines and the results day of that type alone."""
        own = [each for each in self.deadlines if each.types and type in each.types]
        others = [each for each in self.deadlines if each.types is None]
        left = [each for each in others if not any(one.services == each.services for one in own)]
        day = self.results_day(type)
        return self.model_copy(update={"deadlines": (*own, *left), "results": (day,) if day else ()})
