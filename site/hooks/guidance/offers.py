"""What an awarding body offers, and the grouping of services of which the same is said, so that no table repeats itself.

A figure or a day can be another for some types of qualification. Services are grouped by what is said of them, with the types of which
it is said where that is not all of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from functions.domain.catalogue.qualification_types import QualificationType, available_for_type
from functions.domain.catalogue.service_names import asked_for
from functions.domain.catalogue.services import STANDARD, Service
from guidance.desk import Desk

Types = tuple[QualificationType, ...]
Fact = TypeVar("Fact", bound=Hashable)


@dataclass(frozen=True)
class Offer:
    """A service for some types of qualification. `desk` is on the route that the service is described on, with the types' figures."""

    desk: Desk
    service: Service
    types: Types

    @property
    def name(self) -> tuple[str, str]:
        return (self.desk.route.id, self.service.code)


@dataclass(frozen=True)
class Group:
    """Offers of which the same is said. `apart` are the types of which it is said, where something else is said of the others."""

    offers: tuple[Offer, ...]
    apart: Types

    @property
    def first(self) -> Offer:
        return self.offers[0]

    @property
    def services(self) -> tuple[Service, ...]:
        """The services, each once."""
        return tuple({each.name: each.service for each in self.offers}.values())

    @property
    def types(self) -> Types:
        return tuple(dict.fromkeys(type for each in self.offers for type in each.types))

    @property
    def text(self) -> str:
        """What it is about in words: 'Services 1, 1S and 2 (T Level)'; with the route where it is not the usual one."""
        desk = self.first.desk
        route = desk.route.name if desk.route.id != STANDARD and len(desk.body.routes) > 1 else ""
        aside = ", ".join(filter(None, (route, *(each.name for each in self.apart))))
        return f"{asked_for(self.services)} ({aside})" if aside else asked_for(self.services)


def offers(desk: Desk, routes: Iterable[str] | None = None) -> Iterator[Offer]:
    """Yield what a body offers on some routes, by default on all, each service on the route where it is described.

    Where types of qualification have figures or days of their own, a service comes once for each of them and once for the rest.
    """
    for variant, types in _variants(desk):
        seen: set[tuple[str, str]] = set()
        for on in (variant.on(each) for each in (routes or [each.id for each in variant.body.routes])):
            for service in (*on.route.services, *on.route.appeals):
                home = on.body.home_of(on.route, service)
                own = tuple(each for each in types if available_for_type(on.body.qualification_types, service.availability, each.id))
                if own and not service.not_yet and (home.id, service.code) not in seen:
                    seen.add((home.id, service.code))
                    yield Offer(on.on(home.id), service, own)


def _variants(desk: Desk) -> Iterator[tuple[Desk, Types]]:
    types, apart = desk.body.qualification_types, desk.body.types_apart
    if rest := tuple(each for each in types if each.id not in apart):
        yield desk, rest
    for each in types:
        if each.id in apart:
            yield desk.of_type(each.id), (each,)


def grouped(found: Iterable[Offer], fact: Callable[[Offer], Fact]) -> dict[Fact, list[Group]]:
    """Return offers by what is said of them, in the order in which each first comes: one group, or several where types differ."""
    valued = [(each, fact(each)) for each in found]
    said: dict[tuple[str, str], dict[Fact, list[QualificationType]]] = {}
    for each, value in valued:
        said.setdefault(each.name, {}).setdefault(value, []).extend(each.types)
    groups: dict[Fact, dict[Types, list[Offer]]] = {}
    for each, value in valued:
        facts = said[each.name]
        apart = tuple(facts[value]) if len(facts) > 1 else ()
        groups.setdefault(value, {}).setdefault(apart, []).append(each)
    return {value: [Group(tuple(each), apart) for apart, each in by_types.items()] for value, by_types in groups.items()}


def texts(groups: Iterable[Group]) -> str:
    """Return several groups in one line."""
    return "; ".join(each.text for each in groups)
