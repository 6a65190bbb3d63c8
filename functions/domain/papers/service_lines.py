"""The services of an awarding body in a series, each with its last day, its fee and how long it takes, as a paper says them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from functions.domain.calendar import spoken_day
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import cost_of
from functions.domain.catalogue.qualification_types import QualificationType, available_for_type
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.services import Service, ServiceKind
from functions.domain.catalogue.sources import Basis, Trust
from functions.domain.papers.parts import marked

UNKNOWN = "not known here"


@dataclass(frozen=True)
class ServiceLine:
    """A service in a series for some types of qualification. `route` and `body` are as they are for these types."""

    body: Body
    route: Route
    series: Series
    service: Service
    types: tuple[QualificationType, ...]  # of which it is said, where something else is said of the others; empty for all
    bases: tuple[Basis, ...]

    @property
    def name(self) -> str:
        apart = f" ({', '.join(each.name for each in self.types)})" if self.types else ""
        return f"{self.service.heading}{apart}"

    @property
    def closes_on(self) -> date | None:
        appeal = self.service.appeal
        return None if appeal and appeal.from_outcome else self.series.deadline_for(self.service.code).closes_on

    @property
    def last_day(self) -> str:
        """Return the last day in words, with how far it can be trusted; an appeal against an outcome counts from that."""
        appeal = self.service.appeal
        if appeal and appeal.from_outcome:
            limit = appeal.limit
            return marked(self.body, f"{limit.within} from the outcome", limit.basis) if limit else UNKNOWN
        deadline = self.series.deadline_for(self.service.code)
        if deadline.closes_on is None:
            return marked(self.body, deadline.window_text, deadline.basis) if deadline.window_text else UNKNOWN
        return marked(self.body, spoken_day(deadline.closes_on), deadline.basis)

    @property
    def fee(self) -> str:
        """Return the fee in words, with how far it can be trusted. A figure made up for practice is no fee, and today's fee is not that of
        an earlier series."""
        cost = cost_of(self.body, self.route, self.service)
        if cost.free:
            return "free"
        latest = max(each.id for each in self.body.series if not each.practice)
        if cost.price is None or cost.demonstration or self.body.prices is None or self.series.id != latest:
            return UNKNOWN
        return marked(self.body, f"{cost.price} for each {cost.unit}", self.body.prices.basis_of(self.service.code))

    @property
    def answer(self) -> str:
        """Return how long the outcome takes, in words."""
        if self.service.target is None:
            return "not published"
        return marked(self.body, f"{self.service.target} from {self.service.target_from}", self.service.basis_of("target"))

    @property
    def reviews_moderation(self) -> bool:
        """Whether it looks at moderated work again, so that this must still be there."""
        return self.service.compared_as in {ServiceKind.REVIEW_OF_MODERATION, ServiceKind.PRIORITY_MODERATION}

    @property
    def facts(self) -> tuple[str, str, str]:
        return (self.last_day, self.fee, self.answer)


def service_lines(body: Body, series: Series) -> list[ServiceLine]:
    """Return the services and appeals of a body in a series, in the catalogue's order; one comes several times where its last day, fee or
    time differ between types of qualification."""
    found: dict[tuple[str, str], dict[tuple[str, str, str], list[ServiceLine]]] = {}
    for line in _lines(body, series):
        home = line.body.home_of(line.route, line.service).id
        found.setdefault((home, line.service.code), {}).setdefault(line.facts, []).append(line)
    merged = []
    for by_facts in found.values():
        for lines in by_facts.values():
            types = tuple(dict.fromkeys(type for each in lines for type in each.types)) if len(by_facts) > 1 else ()
            merged.append(ServiceLine(lines[0].body, lines[0].route, lines[0].series, lines[0].service, types, lines[0].bases))
    order = [each.code for route in body.routes_of(series) for each in (*route.services, *route.appeals)]
    return sorted(merged, key=lambda each: order.index(each.service.code))


def _lines(body: Body, series: Series) -> Iterator[ServiceLine]:
    for variant, types in _variants(body):
        own = variant.series_of(series.id) or series
        seen: set[tuple[str, str]] = set()
        for route in variant.routes_of(own):
            for service in (*route.services, *route.appeals):
                named = (variant.home_of(route, service).id, service.code)
                able = tuple(each for each in types if available_for_type(body.qualification_types, service.availability, each.id))
                if able and not service.not_yet and named not in seen:
                    seen.add(named)
                    yield ServiceLine(variant, route, own, service, able, tuple(_bases(variant, own, service)))


def _variants(body: Body) -> Iterator[tuple[Body, tuple[QualificationType, ...]]]:
    """Yield the body as it is for the types that share their figures, then as it is for each that has its own."""
    if rest := tuple(each for each in body.qualification_types if each.id not in body.types_apart):
        yield body.of_type(rest[0].id), rest
    for each in body.qualification_types:
        if each.id in body.types_apart:
            yield body.of_type(each.id), (each,)


def _bases(body: Body, series: Series, service: Service) -> Iterator[Basis]:
    if not (service.appeal and service.appeal.from_outcome):
        yield series.deadline_for(service.code).basis
    elif service.appeal.limit:
        yield service.appeal.limit.basis
    if service.target:
        yield service.basis_of("target")
    if body.prices and service.code in body.prices.services:
        basis = body.prices.basis_of(service.code)
        if body.sources[basis.source].trust is not Trust.DEMONSTRATION:
            yield basis
