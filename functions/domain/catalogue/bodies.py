"""What awarding bodies offer after results: services, series, deadlines, fees, syllabuses; every entry with its source.

Service codes are not global: "Service 2" means three things in three places. An offer is found by awarding body, route
and code.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from functions.domain.calendar import end_of, local_day, spoken_day
from functions.domain.catalogue.documents import DOCUMENT_TEXT, Document
from functions.domain.catalogue.identifiers import Identifier, Identifiers, identifier_problem
from functions.domain.catalogue.letterheads import Letterhead, PostalAddress
from functions.domain.catalogue.portals import Contact, Link, Portal
from functions.domain.catalogue.prices import Prices
from functions.domain.catalogue.qualification_types import QualificationType, types_sentence
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.series import Opening, Series
from functions.domain.catalogue.services import Service
from functions.domain.catalogue.sources import TRUST_TEXT, Basis, Entry, Paper, Rule, Source, Text, Trust
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.catalogue.words import OUR_WORDS, Words
from functions.domain.errors import Citation, Problem


class WorkingDays(Entry):
    """The country, and its division, whose public holidays are not working days. Bodies do not publish which division they use."""

    country: Text
    subdivision: str | None = None
    basis: Basis


class Arrangement(Entry):
    """What several bodies have in common, such as the arrangements of the JCQ: its rules are written once, in content/arrangements."""

    id: Text
    name: Text


OTHER_TYPES = "(others)"  # in place of a type: all that have no figure of their own


class Edition(Entry):
    """The routes and the prices of an awarding body as they are from a day on and for a type of qualification, where figures in them
    have dates of validity or types. Without a type it is for all that have no edition of their own."""

    begins_on: date
    type: str = ""
    routes: tuple[Route, ...]
    prices: Prices | None = None


class Body(Entry):
    """Everything that the desk knows about an awarding body.

    `on` and `at` return it with the figures that are valid on a day, `of_type` with those for a type of qualification.
    """

    id: Text
    name: Text
    arrangement: Arrangement | None = None
    handled: Literal["here", "portal"] = "here"  # whether its staff handle enquiries on this desk, or the centre makes them in its portal
    portal: Portal | None = None
    links: tuple[Link, ...] = ()
    zone: Text
    contact: Contact
    document_names: dict[Document, Text] = Field(default_factory=dict)  # its own names for kinds of documents
    letterhead: Letterhead | None = None
    address: PostalAddress | None = None
    identifiers: Identifiers
    words: Words = OUR_WORDS
    working_days: WorkingDays
    closed: tuple[date, ...] = ()  # public holidays, filled in by loading.py
    sources: dict[str, Source]
    papers: dict[str, Paper] = Field(default_factory=dict)
    routes: tuple[Route, ...]
    series: tuple[Series, ...]
    opening: Opening | None = None  # for a series whose opening day is not published
    undated: Rule | None = None  # what becomes of requests in a series whose last day is not known here
    qualification_types: Annotated[tuple[QualificationType, ...], Field(min_length=1)]
    syllabuses: tuple[Syllabus, ...]
    syllabuses_basis: Basis
    prices: Prices | None = None
    editions: tuple[Edition, ...] = ()  # in order, filled in by loading.py; empty where no figure has dates or types
    valid_on: date = date.min  # the day for which its figures were chosen
    type: str = ""  # the type of qualification for which they were chosen, or OTHER_TYPES; empty: what is said of all

    def on(self, day: date) -> "Body":
        """Return the body with the figures that are valid on a day; itself where nothing has dates."""
        return _edition(_Itself(self), day, self.type) if self.editions else self

    def at(self, moment: datetime) -> "Body":
        """Return the body with the figures that are valid at a moment, by the day in its zone."""
        return self.on(local_day(moment, self.zone)) if self.editions else self

    def of_type(self, type: str) -> "Body":
        """Return the body with the figures and the deadlines for a type of qualification; itself where they are the same for all types."""
        if not self.types_apart or self.type:
            return self
        return _edition(_Itself(self), self.valid_on, type if type in self.types_apart else OTHER_TYPES)

    def of_syllabus(self, syllabus: str) -> "Body":
        """Return the body with the figures and the deadlines for the type of a syllabus; itself for one that it does not have."""
        found = self.syllabuses_by_code.get(syllabus)
        return self.of_type(found.type) if found else self

    @property
    def types_apart(self) -> tuple[str, ...]:
        """Return the types of qualification for which a figure or a deadline is another than for the rest, in order."""
        return _types_apart(_Itself(self))

    @property
    def syllabuses_by_code(self) -> dict[str, Syllabus]:
        return _syllabuses_by_code(_Itself(self))

    @property
    def qualifications(self) -> tuple[str, ...]:
        """The names of the types of qualification."""
        return tuple(each.name for each in self.qualification_types)

    def availability_sentences(self, service: Service) -> list[str]:
        """Return every rule on what a service is available for, as a sentence."""
        types = types_sentence(self.qualification_types, service.availability)
        return [*([types] if types else []), *map(self.words.said, service.availability.sentences)]

    @property
    def accepts(self) -> bool:
        """Whether it accepts or declines enquiries of one of its services before it reviews anything."""
        return any(service.acceptance for route in self.routes for service in (*route.services, *route.appeals))

    def document_name(self, kind: Document) -> str:
        """Return what a kind of document is called: as the body names it, else as the desk does."""
        return self.document_names.get(kind, DOCUMENT_TEXT[kind])

    def route(self, route: str) -> Route | None:
        return next((each for each in self.routes if each.id == route), None)

    def routes_of(self, series: Series) -> tuple[Route, ...]:
        """Return the routes of a series in its order. Loading has checked that each exists."""
        return tuple(each for id in series.routes if (each := self.route(id)))

    def route_asked(self, series: str, route: str) -> Route:
        """Return the route with this id, or the first route of the series if the id is empty or unknown."""
        found = self.series_of(series)
        return self.route(route) or (self.routes_of(found) if found else self.routes)[0]

    def home_of(self, route: Route, service: Service) -> Route:
        """Return the route on whose page a service is described: the extended route if the service is the same there."""
        base = self.route(route.extends) if route.extends else None
        return self.home_of(base, service) if base and base.service(service.code) == service else route

    def series_of(self, series: str) -> Series | None:
        return next((each for each in self.series if each.id == series), None)

    def entries(self, route: str, series: str, service: str, syllabus: str) -> "Entries | None":
        """Return the entries with these ids, or None if one of them is missing. The answer is cached, since every page asks many times."""
        return _entries(_Itself(self), route, series, service, syllabus)

    def cite(self, basis: Basis) -> str:
        """Return the line under a fact: the source, its publisher, the day of the check, and the trust in it unless it is published."""
        source = self.sources[basis.source]
        trust = "" if source.trust is Trust.PUBLISHED else f" ({TRUST_TEXT[source.trust]})"
        return f"{source.title}, {source.publisher}, checked {spoken_day(basis.checked)}{trust}"

    def citation_of(self, text: str | None, basis: Basis) -> Citation:
        """Return the citation of a sentence that rests on this basis, in the words of the body; without a sentence, of the source alone."""
        return Citation(text and self.words.said(text), self.cite(basis))

    def citation(self, rule: Rule) -> Citation:
        """Return the citation of a rule of the catalogue."""
        return self.citation_of(rule.text, rule.basis)

    def citation_on(self, route: Route | None, rule: str) -> Citation | None:
        """Return the citation of the rule with this name on a route; None if there is no such route or rule."""
        found = route.rules.get(rule) if route else None
        return self.citation(found) if found else None

    def printed(self, candidate: str) -> str:
        """Return a candidate's number as it is stored and printed."""
        return self.identifiers.candidate.as_printed(candidate)

    def identifier_problem(self, identifier: Identifier, value: str, *, field: str) -> Problem | None:
        """Return the problem of a value that does not have the form of one of the body's identifiers; None where it has."""
        return identifier_problem(identifier, value, field=field, cites=self.citation_of(identifier.sentence, identifier.basis))

    def closes_at(self, series: Series, service: str) -> datetime | None:
        """Return the first moment after the deadline of `service`, in UTC; None if the catalogue does not know the deadline."""
        closes_on = series.deadline_for(service).closes_on
        return end_of(closes_on, self.zone) if closes_on else None

    def days_remaining(self, series: Series, service: str, now: datetime) -> int | None:
        """Return the whole days to the deadline in the body's zone: 0 on the last day, negative after it, None if it is not known."""
        closes_on = series.deadline_for(service).closes_on
        return (closes_on - local_day(now, self.zone)).days if closes_on else None

    def opens_on(self, series: Series) -> date | None:
        """Return the day on which a series opens: as published, or else that of its first results, or else by our own rule. Before the
        results there is nothing to ask about."""
        if series.opens_on or series.results:
            return series.opens_on or min(each.day for each in series.results)
        if self.opening is None:
            return None
        return series.first_day_after(self.opening.months_after)

    def opens_at(self, series: Series) -> datetime | None:
        """Return the first moment at which a series takes requests, in UTC; None if it always did."""
        opens_on = self.opens_on(series)
        return end_of(opens_on - timedelta(days=1), self.zone) if opens_on else None

    def open_for(self, series: Series, service: str, now: datetime) -> bool:
        """Return whether the desk takes requests at `now`. Without a known deadline it does until the series is `closed` (ours)."""
        opens_at = self.opens_at(series)
        opened = opens_at is None or now >= opens_at
        closes_at = self.closes_at(series, service)
        return opened and not series.closed and (closes_at is None or now < closes_at)

    def open_for_any(self, series: Series, now: datetime) -> bool:
        """Return whether the desk takes a request for any service of a series at `now`, appeals apart."""
        return any(self.open_for(series, each.code, now) for route in self.routes_of(series) for each in route.services)


class Entries(NamedTuple):
    """What the catalogue says of one enquiry: its route, series, service and syllabus."""

    route: Route
    series: Series
    service: Service
    syllabus: Syllabus


class _Itself:
    """A body as a cache key, compared by identity: a body never changes, and a changed copy is another object."""

    __slots__ = ("body",)

    def __init__(self, body: Body) -> None:
        self.body = body

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.body is other.body

    def __hash__(self) -> int:
        return id(self.body)


@lru_cache(maxsize=64)
def _syllabuses_by_code(within: _Itself) -> dict[str, Syllabus]:
    return {each.code: each for each in within.body.syllabuses}  # kept on the body itself, a changed copy would take it along


@lru_cache(maxsize=64)
def _types_apart(within: _Itself) -> tuple[str, ...]:
    body = within.body
    named = (each.types for series in body.series for group in (series.deadlines, series.results) for each in group)
    of_series = {type for types in named for type in types or ()}
    return tuple(sorted({*of_series, *(each.type for each in body.editions if each.type)}))


@lru_cache(maxsize=256)
def _edition(within: _Itself, day: date, type: str) -> Body:
    body = within.body
    chosen: dict[str, Any] = {"valid_on": day, "type": type}
    editions = [each for each in body.editions if each.type == type] or [each for each in body.editions if not each.type]
    if begun := [each for each in editions if each.begins_on <= day]:
        chosen |= {"routes": begun[-1].routes, "prices": begun[-1].prices}
    if type:
        chosen["series"] = tuple(each.of_type(type) for each in body.series)
    return body.model_copy(update=chosen)


@lru_cache(maxsize=1024)
def _entries(within: _Itself, route: str, series: str, service: str, syllabus: str) -> Entries | None:
    body = within.body
    its_route, its_series, its_syllabus = body.route(route), body.series_of(series), body.syllabuses_by_code.get(syllabus)
    its_service = its_route.service(service) if its_route else None
    return Entries(its_route, its_series, its_service, its_syllabus) if its_route and its_series and its_service and its_syllabus else None
