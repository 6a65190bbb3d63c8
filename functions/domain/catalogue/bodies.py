"""What awarding bodies offer after results: services, series, deadlines, fees, syllabuses; every entry with its source.

Service codes are not global: "Service 2" means three things in three places. An offer is found by awarding body, route
and code.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, StringConstraints

from functions.domain.calendar import Period, end_of, local_day, spoken_day
from functions.domain.catalogue.services import STANDARD, Declaration, GroupAward, Service
from functions.domain.catalogue.sources import STANDING_TEXT, Basis, Entry, Money, Rule, Source, Standing, Text
from functions.domain.catalogue.syllabuses import Syllabus


class Timings(Entry):
    """Promises counted in time. Each is stated on the pages and applied by domain/deadlines.py."""

    number_within: Period
    acknowledgement_within: Period
    change_window: Period
    basis: Basis


class ChargeUnit(StrEnum):
    """What one fee is charged for. Cambridge does not publish its unit."""

    ENQUIRY = "enquiry"
    COMPONENT = "component"


class AssociateBilling(Entry):
    """Who is invoiced for an Associate Centre. `text` is what pages print."""

    billed: Literal["centre", "associate"]
    text: Text
    basis: Basis


class FeeRule(Entry):
    """When a fee is owed, without figures: those stand in `Prices`, where there are any."""

    published: bool
    waived_when: Literal["syllabus-grade-changes"] | None = None  # None: nothing is known of fees on this route
    late_change_charged: bool
    associate_centres: AssociateBilling | None = None  # None: an Associate Centre is invoiced as any other
    basis: Basis


class Prices(Entry):
    """Figures and their unit. For Cambridge only the demonstration has any."""

    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")]
    unit: ChargeUnit
    services: dict[str, Money]
    appeals: dict[str, Money] = Field(default_factory=dict)  # for each appeal, whatever the unit of the others
    late_change: Money
    basis: Basis


class Route(Entry):
    """A set of regulations under which results were reached, with the services that go with it.

    One that `extends` another has all of it but what it says otherwise: the file writes a shared rule once (loading.py).
    """

    id: Annotated[str, StringConstraints(pattern="^[a-z][a-z-]{0,39}$")]
    name: Text
    extends: str | None = None
    services: tuple[Service, ...]
    appeals: tuple[Service, ...] = ()  # not chosen among the services: each is made against something that is over
    group_awards: tuple[GroupAward, ...]
    declarations: tuple[Declaration, ...]
    rules: dict[str, Rule]
    timings: Timings
    fee_rule: FeeRule
    centre_review_first: bool = False  # nothing is asked for before the centre has completed a Centre Review

    @property
    def aside(self) -> str | None:
        """What is said of the route beside a service: its name, and nothing for the standard one."""
        return self.name if self.id != STANDARD else None

    @property
    def component_services(self) -> tuple[Service, ...]:
        return tuple(each for each in self.services if each.availability.about_components)

    @property
    def grade_checks(self) -> tuple[Service, ...]:
        """Those that check a grade which the centre gave."""
        return tuple(each for each in self.services if each.grade_check)

    @property
    def offers(self) -> tuple[Service, ...]:
        """All but those about a result that is not there, and appeals: what the table of services lists."""
        return tuple(each for each in self.services if not each.missing and not each.appeal)

    @property
    def desk_appeals(self) -> tuple[Service, ...]:
        """Appeals that start at the desk, where others start from the page of an outcome."""
        return tuple(each for each in self.services if each.appeal)

    @property
    def plain_enquiries(self) -> tuple[Service, ...]:
        """Those about a result that is not there, NO RESULT (X) and PENDING (Q)."""
        return tuple(each for each in self.services if each.missing)

    def declarations_for(self, service: str) -> tuple[Declaration, ...]:
        """What is declared on submitting a service: the declarations that name it, else those that name none."""
        named = tuple(each for each in self.declarations if service in (each.services or ()))
        return named or tuple(each for each in self.declarations if each.services is None)

    def service(self, code: str) -> Service | None:
        return next((each for each in (*self.services, *self.appeals) if each.code == code), None)


class Deadline(Entry):
    """The last day for some services of a series (all, unless `services` names them). It lasts to the end of that day.

    A day that the awarding body published somewhere, but that is not known here, is left out; `find` then says where it stands.
    """

    closes_on: date | None = None
    find: Text | None = None
    services: tuple[str, ...] | None = None
    basis: Basis


class Notice(Entry):
    """A warning of the body's that stands beside every target of a series."""

    text: Text
    basis: Basis


class Invoicing(Entry):
    """From which month on a series is invoiced: the first such month after the series."""

    from_month: int = Field(ge=1, le=12)
    basis: Basis


class Series(Entry):
    id: Annotated[str, StringConstraints(pattern="^[0-9]{4}-[0-9]{2}$")]
    title: Text
    routes: Annotated[tuple[Text, ...], Field(min_length=1)]  # by which results in this series were reached, the usual one first
    opens_on: date | None = None
    deadlines: tuple[Deadline, ...]
    closed: bool = False  # nothing can be asked for any more; for a series whose last day is not known here, the one way to end it
    notice: Notice | None = None
    invoices: Invoicing | None = None  # None where it is not published from when

    @property
    def invoiced_from(self) -> date | None:
        """The first day on which the series is invoiced: of its month in the series' own year, or of the next where that has passed.

        None where it is not published from when.
        """
        if self.invoices is None:
            return None
        year, month = int(self.id[:4]), int(self.id[5:])
        first = self.invoices.from_month
        return date(year if first > month else year + 1, first, 1)

    def deadline_for(self, service: str) -> Deadline:
        """The deadline that names the service, else the one for all. Loading has made sure that there is one."""
        named = [each for each in self.deadlines if each.services and service in each.services]
        return named[0] if named else next(each for each in self.deadlines if each.services is None)


class Contact(Entry):
    email: Text
    name: Text
    basis: Basis


class WorkingDays(Entry):
    """Whose public holidays are no working days. Which division a body counts by is nowhere published."""

    country: Text
    subdivision: str | None = None
    basis: Basis


class Body(Entry):
    """An awarding body: everything the desk knows of it."""

    id: Text
    name: Text
    zone: Text
    contact: Contact
    working_days: WorkingDays
    closed: tuple[date, ...] = ()  # public holidays, filled in by loading.py
    sources: dict[str, Source]
    routes: tuple[Route, ...]
    series: tuple[Series, ...]
    qualifications: tuple[Text, ...]
    syllabuses: tuple[Syllabus, ...]
    syllabuses_basis: Basis
    prices: Prices | None = None

    @cached_property
    def syllabuses_by_code(self) -> dict[str, Syllabus]:
        return {each.code: each for each in self.syllabuses}

    def route(self, route: str) -> Route | None:
        return next((each for each in self.routes if each.id == route), None)

    def routes_of(self, series: Series) -> tuple[Route, ...]:
        """The routes of a series, in its order; loading has made sure that each is there."""
        return tuple(each for id in series.routes if (each := self.route(id)))

    def route_asked(self, series: str, route: str) -> Route:
        """The route of this id; where none is named or known, the usual one of the series."""
        found = self.series_of(series)
        return self.route(route) or (self.routes_of(found) if found else self.routes)[0]

    def home_of(self, route: Route, service: Service) -> Route:
        """Where a service is described: on the route that this one extends, where it is the same there."""
        base = self.route(route.extends) if route.extends else None
        return self.home_of(base, service) if base and base.service(service.code) == service else route

    def series_of(self, series: str) -> Series | None:
        return next((each for each in self.series if each.id == series), None)

    def entries(self, route: str, series: str, service: str, syllabus: str) -> Entries | None:
        """What an enquiry is about, each as it stands here; None where one of them does not. Found once: every page asks for it many times."""
        return _entries(_Itself(self), route, series, service, syllabus)

    def cite(self, basis: Basis) -> str:
        """The line under a fact: title and publisher, the day checked, and its standing where it is not published."""
        source = self.sources[basis.source]
        standing = "" if source.standing is Standing.PUBLISHED else f" ({STANDING_TEXT[source.standing]})"
        return f"{source.title}, {source.publisher}, checked {spoken_day(basis.checked)}{standing}"

    def closes_at(self, series: Series, service: str) -> datetime | None:
        """The first moment at which it is too late for `service`, in UTC; None where the deadline is not known here."""
        closes_on = series.deadline_for(service).closes_on
        return end_of(closes_on, self.zone) if closes_on else None

    def days_remaining(self, series: Series, service: str, now: datetime) -> int | None:
        """Whole days to the deadline on the body's wall calendar; 0 on the last day, negative after it; None where it is not known here."""
        closes_on = series.deadline_for(service).closes_on
        return (closes_on - local_day(now, self.zone)).days if closes_on else None

    def open_for(self, series: Series, service: str, now: datetime) -> bool:
        """Whether the desk takes requests. Where the deadline is not known it does until the series is `closed`: staff judge lateness (ours)."""
        opened = series.opens_on is None or local_day(now, self.zone) >= series.opens_on
        closes_at = self.closes_at(series, service)
        return opened and not series.closed and (closes_at is None or now < closes_at)


class Entries(NamedTuple):
    """What the catalogue says of one enquiry: its route, series, service and syllabus."""

    route: Route
    series: Series
    service: Service
    syllabus: Syllabus


class _Itself:
    """A body as a key: the one that it is, not what it says. Nothing in it changes, and a changed copy is another."""

    __slots__ = ("body",)

    def __init__(self, body: Body) -> None:
        self.body = body

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.body is other.body

    def __hash__(self) -> int:
        return id(self.body)


@lru_cache(maxsize=1024)
def _entries(within: _Itself, route: str, series: str, service: str, syllabus: str) -> Entries | None:
    body = within.body
    its_route, its_series, its_syllabus = body.route(route), body.series_of(series), body.syllabuses_by_code.get(syllabus)
    its_service = its_route.service(service) if its_route else None
    return Entries(its_route, its_series, its_service, its_syllabus) if its_route and its_series and its_service and its_syllabus else None


class Catalogue(Entry):
    bodies: dict[str, Body]

    @classmethod
    def from_json(cls, data: bytes | str) -> Catalogue:
        """The compiled catalogue that a deployed function carries; loading.py has checked it before."""
        return cls.model_validate_json(data)
