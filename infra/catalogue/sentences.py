"""What an awarding body's file says, in plain sentences: what somebody reads who has just changed a figure in it."""

from __future__ import annotations

from collections.abc import Iterator

from functions.domain.calendar import spoken_day
from functions.domain.catalogue.availability import Availability
from functions.domain.catalogue.bodies import OTHER_TYPES, Body
from functions.domain.catalogue.deadlines import opening_sentence, until_text
from functions.domain.catalogue.fees import FREE, cost_of, waiver_sentence
from functions.domain.catalogue.qualification_types import available_for_type
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service
from functions.domain.catalogue.sources import TRUST_TEXT


def sentences(body: Body) -> Iterator[str]:
    """Yield what the file says. Figures that differ by type of qualification are said once for each type that has its own."""
    where = (
        f"its enquiries are made in {body.portal.name}"
        if body.portal and body.handled == "portal"
        else "its enquiries are handled on this desk"
    )
    under = f", under the arrangement “{body.arrangement.name}”" if body.arrangement else ""
    yield f"{body.name} ({body.id}){under}: {where}."
    for name, source in body.sources.items():
        yield f"Source {name}: {source.title}, {source.publisher} ({TRUST_TEXT[source.trust]})."
    for each in body.qualification_types:
        yield f"It has {each.name} qualifications."
    for route in body.routes:
        yield f"Route “{route.name}”."
        for service in (*route.services, *route.appeals):
            yield from _service(body, route, service)
    for series in body.series:
        yield f"Series {series.title}."
        for day in series.results:
            yield f"  Results come on {spoken_day(day.day)}{f' for {body_types(body, day.types)}' if day.types else ''}."
        if opens := opening_sentence(body, series):
            yield f"  {opens}"
        lines: dict[tuple[str, str], list[str]] = {}
        for service in {each.code: each for route in body.routes_of(series) for each in route.services}.values():
            by_text: dict[str, list[str]] = {}
            for of, whose in _by_type(body, service):
                here = of.series_of(series.id)
                by_text.setdefault(until_text(of, here or series, service.code), []).append(whose)
            for text, types in by_text.items():
                lines.setdefault((text.removesuffix("."), _whose(types, by_text)), []).append(service.label)
        for (text, whose), named in lines.items():
            yield f"  {', '.join(named)}{whose}: {text}."


def body_types(body: Body, ids: tuple[str, ...]) -> str:
    """Return the names of types of qualification."""
    return ", ".join(each.name for each in body.qualification_types if each.id in ids)


def _service(body: Body, route: Route, service: Service) -> Iterator[str]:
    yield f"  {service.heading}. {service.checks}"
    available = [] if service.appeal else body.availability_sentences(service)
    for sentence in (*available, service.following.sentence if service.following else "", service.consent.text if service.consent else ""):
        if sentence:
            yield f"    {sentence}"
    by_text: dict[str, list[str]] = {}
    for of, whose in _by_type(body, service):
        its = of.route(route.id)
        here = its.service(service.code) if its else None
        if its is None or here is None:
            continue
        cost = cost_of(of, its, here)
        fee = f"{cost.price} for each {cost.unit}. " if cost.price else "" if cost.free else "Its price is not known here. "
        text = f"{here.target_sentence} {fee}{FREE if cost.free else waiver_sentence(its, here)}"
        by_text.setdefault(text, []).append(whose)
    for text, types in by_text.items():
        yield f"    {text}{_whose(types, by_text)}"


def _whose(types: list[str], all_texts: dict[str, list[str]]) -> str:
    """Return for which types something holds, in brackets; empty where it holds for all."""
    return f" ({', '.join(types)})" if len(all_texts) > 1 and any(types) else ""


def _by_type(body: Body, service: Service | None = None) -> list[tuple[Body, str]]:
    """Return the body for each type of qualification that has figures of its own, with its name; itself alone where none has.

    With a service only the types for which it is available.
    """
    allowed = service.availability if service else Availability()
    types = [each for each in body.qualification_types if available_for_type(body.qualification_types, allowed, each.id)]
    apart = [(body.of_type(each.id), each.name) for each in types if each.id in body.types_apart]
    rest = [each.name for each in types if each.id not in body.types_apart]
    return [*apart, *([(body.of_type(OTHER_TYPES), ", ".join(rest))] if rest else [])] if body.types_apart else [(body, "")]
