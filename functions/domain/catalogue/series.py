"""The exam series: when each opens, its deadlines, and from when it is invoiced."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from functions.domain.catalogue.sources import Basis, Entry, Text


class Deadline(Entry):
    """The last day for some services of a series (all, unless `services` names them). It lasts to the end of that day.

    If the body published the day but the desk does not know it, `closes_on` is None and `find` says where to look.
    """

    closes_on: date | None = None
    find: Text | None = None
    services: tuple[str, ...] | None = None
    basis: Basis


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

    def deadline_for(self, service: str) -> Deadline:
        """Return the deadline that names the service, or else the one for all. Loading has checked that there is one."""
        named = [each for each in self.deadlines if each.services and service in each.services]
        return named[0] if named else next(each for each in self.deadlines if each.services is None)
