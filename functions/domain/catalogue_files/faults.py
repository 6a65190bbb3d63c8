"""Everything that can be wrong with an awarding body once its file is read: references, codes, deadlines, rules that refusals need."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from zoneinfo import available_timezones

from pydantic import BaseModel

from functions.domain.calendar import Unit
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.identifiers import identifier_faults
from functions.domain.catalogue.qualification_types import availability_faults, available_for_type, type_faults
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.series import Deadline, Series
from functions.domain.catalogue.services import Subject
from functions.domain.catalogue.sources import Basis
from functions.domain.catalogue.words import word_faults
from functions.domain.enquiries import acceptance, cohort_outcomes
from functions.domain.enquiries.grade_checks import catalogue_faults
from functions.domain.fields import CODE
from functions.domain.register.imports import REGISTER, REGISTER_MAY

# The rules that refusals cite. Without one of them a refusal would come without its rule.
RULES_CITED = frozenset({"once", "declared", "contact-email", "most-candidates", "one-route", "change-until-outcome"})
RULES_OF_COMPONENTS = frozenset({"all-at-once", "one-service", "component-level", "mark-needed", "no-calculated", "exempt"})
RULES_OF_REVIEWS = frozenset({"centre-review", "centres-only"})
APPEAL_RULES_CITED = frozenset({"appeal", "appeal-signed", "appeal-outcome", "appeal-decided", "appeal-once", "appeal-documents"})
DESK_APPEAL_RULES_CITED = frozenset({"appeal", "appeal-decided", "appeal-once", "appeal-documents"})
# What a rule says that no arrangement has for a body.
RULE_SAYS = {
    "appeal": "that an outcome can be appealed against, and in which stages",
    "appeal-outcome": "that an appeal comes after an outcome",
    "appeal-signed": "who makes an appeal",
    "associate-agrees": "that an Associate must agree to a change which costs a fee",
    "centre-review": "that a Centre Review comes first",
    "centres-only": "that only centres can ask",
    "group-waits": "that a report on a group waits for open requests about its candidates, and later ones for the report",
    "head-asks": "what only the Head of Centre can ask for",
    "report-waits": "that a report on a cohort waits for open requests about its candidates",
    "ruled-out": "which service cannot be asked for after which",
}


def body_faults(body: Body) -> Iterator[str]:
    """Yield everything that is wrong with the references, codes and deadlines of an awarding body."""
    if body.zone not in _zones():
        yield f"zone: there is no time zone “{body.zone}”"
    if body.handled == "portal" and body.portal is None:
        yield (
            "portal: missing; requests to it are made in a portal of its own: write `portal: { name: …, enter: [{ label: …, value: centre }, "
            "…], enter_basis: …, basis: … }`"
        )
    for where, basis in bases(body):
        if basis.source not in body.sources:
            yield f"{where}: source “{basis.source}” is not among the sources"
    for name, paper in body.papers.items():
        if not (paper.url or paper.find):
            yield f"papers.{name}: a paper needs its address, or under `find` where it is"
    yield from _twice("routes", [each.id for each in body.routes])
    yield from _twice("series", [each.id for each in body.series])
    yield from _twice("syllabuses", [each.code for each in body.syllabuses])
    codes, by_route = set(), {each.id: {one.code for one in each.services} for each in body.routes}
    for route in body.routes:
        yield from _twice(f"routes.{route.id}.services", [each.code for each in route.services])
        yield from _twice(f"routes.{route.id}.group_awards", [each.code for each in route.group_awards])
        yield from _twice(f"routes.{route.id}.declarations", [each.id for each in route.declarations])
        codes |= {each.code for each in route.services}
        for service in route.services:
            where = f"routes.{route.id}.services.{service.code}"
            if not re.fullmatch(CODE, service.code):
                yield f"{where}: a code has at most 20 letters, digits, strokes, dots and hyphens"
            for document in set(service.completes_with) - set(service.documents):
                yield f"{where}.completes_with: {document} is not among its documents"
            if Document.BREAKDOWN in service.documents and not service.records_marks:
                yield f"{where}.documents: a breakdown of marks is made from the marks of candidates, and this service records none"
            if (service.subject is Subject.GROUP) != (service.availability.group is not None):
                yield f"{where}.availability.group: a group service needs it, and no other may have it"
            for complaint in catalogue_faults(service):
                yield f"{where}.{complaint}"
            for complaint in availability_faults(body.qualification_types, service.availability):
                yield f"{where}.availability.{complaint}"
            if bool(service.availability.grades) != (service.missing is not None):
                yield f"{where}.missing: a service about a missing result needs it, and no other may have it"
        for service in (*route.services, *route.appeals):
            yield from (
                f"routes.{route.id}.services.{service.code}.{each}"
                for each in (*acceptance.catalogue_faults(service), *cohort_outcomes.catalogue_faults(service))
            )
        yield from _appeal_complaints(route)
        appeals = {each.code for each in route.appeals}
        known = by_route[route.id] | by_route.get(route.extends or "", set()) | appeals
        for code in {code for each in route.declarations for code in each.services or ()} - known:
            yield f"routes.{route.id}.declarations: service “{code}” is unknown"
        if missing := _rules_needed(route) - set(route.rules):
            yield _rules_missing(route, missing)
        if "extension" in route.rules and "extension-terms" not in route.rules:
            yield f"routes.{route.id}.rules: extension needs extension-terms beside it"
    for route in body.routes:
        for code in {code for each in route.fee_rule.also_for for code in each.services} - {
            each.code for one in body.routes for each in (*one.services, *one.appeals)
        }:
            yield f"routes.{route.id}.fee_rule.also_for: service “{code}” is unknown"
    for series in body.series:
        yield from _series_faults(body, series, by_route)
    yield from _twice("qualification_types", [each.id for each in body.qualification_types])
    yield from _twice("qualification_types", [each.name for each in body.qualification_types])
    yield from word_faults(body.words)
    yield from identifier_faults(body.identifiers, body.syllabuses, frozenset((*REGISTER, *REGISTER_MAY)))
    yield from type_faults(body.qualification_types, body.syllabuses)
    for syllabus in body.syllabuses:
        yield from _twice(f"syllabuses.{syllabus.code}.components", [each.code for each in syllabus.components])
    if body.prices:
        for code in set(body.prices.services) - codes:
            yield f"prices.services.{code}: no such service"
        for code in set(body.prices.appeals) - {each.code for route in body.routes for each in route.appeals}:
            yield f"prices.appeals.{code}: no such appeal"


def _series_faults(body: Body, series: Series, by_route: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yield everything that is wrong with a series and its deadlines.

    Where types of qualification have deadlines of their own, what their deadlines leave out is seen in the body `of_type`.
    """
    where = f"series.{series.id}.deadlines"
    yield from _twice(f"series.{series.id}.routes", list(series.routes))
    for id in set(series.routes) - set(by_route):
        yield f"series.{series.id}.routes: route “{id}” is unknown"
    for id in set(series.routes_basis) - set(series.routes):
        yield f"series.{series.id}.routes_basis: route “{id}” is not among the routes of the series"
    for code in {code for each in series.deadlines for code in each.services or ()} - {
        code for id in series.routes for code in by_route.get(id, ())
    }:
        yield f"{where}: service “{code}” is unknown"
    for each in series.deadlines:
        yield from (f"{where}: {complaint}" for complaint in _day_faults(series, each))
    if (opens_on := body.opens_on(series)) and any(each.closes_on and each.closes_on < opens_on for each in series.deadlines):
        yield f"{where}: closes before it opens"
    if body.types_apart and not body.type:
        return
    rest = tuple(each.id for each in body.qualification_types if each.id not in body.types_apart)
    types = (body.type,) if body.type in body.types_apart else rest
    named = [code for each in series.deadlines for code in each.services or ()]
    yield from _twice(where, named)
    offered = {
        each.code
        for route in body.routes_of(series)
        for each in route.services
        if any(available_for_type(body.qualification_types, each.availability, type) for type in types)
    }
    general = [each for each in series.deadlines if each.services is None]
    if len(general) > 1:
        yield f"{where}: two deadlines for all services overlap"
    if not general and offered - set(named):
        whose = f" for {' and '.join(types)}" if body.type else ""
        yield f"{where}: no deadline for {', '.join(sorted(offered - set(named)))}{whose}"


def _day_faults(series: Series, deadline: Deadline) -> Iterator[str]:
    """Yield what is wrong with the last day of a deadline: it is given, counted from the results, or not known and to be found elsewhere."""
    if deadline.within is None:
        if (deadline.closes_on is None) == (deadline.find is None):
            yield "a deadline needs its day, or under `within` how long after the results it is, or under `find` where to find it"
        return
    if deadline.within.unit is Unit.HOURS:
        yield "`within` is in days; write it in calendar_days or working_days"
    days = {day.day if (day := series.results_day(type)) else None for type in deadline.types or ("",)}
    if deadline.find:
        if days != {None}:
            yield f"`within` {deadline.within} counts from results whose day is there, so `find` has nothing to say; leave it out"
    elif None in days:
        yield f"`within` {deadline.within} counts from the results; write their day under `results`, for the same types, or `find`"
    elif len(days) > 1:
        yield f"`within` {deadline.within} counts from results on different days; write a deadline for each"


def _appeal_complaints(route: Route) -> Iterator[str]:
    """Yield everything that is wrong with the appeals of a route."""
    where = f"routes.{route.id}.appeals"
    yield from _twice(where, [each.code for each in (*route.services, *route.appeals)])
    for service in route.services:
        if service.appeal and service.appeal.from_outcome:
            yield f"routes.{route.id}.services.{service.code}: an appeal against an outcome belongs under appeals"
        if service.appeal and (service.subject is not Subject.CANDIDATE or not service.availability.whole_syllabus):
            yield f"routes.{route.id}.services.{service.code}: an appeal that starts at the desk is about a candidate's syllabus grade"
    for service in route.appeals:
        if service.appeal is None:
            yield f"{where}.{service.code}: appeal is missing, so it does not say what it is made against"
        elif not service.appeal.from_outcome:
            yield f"{where}.{service.code}: an appeal that starts at the desk belongs under services"
        if Document.OUTCOME not in service.completes_with:
            yield f"{where}.{service.code}.completes_with: an appeal ends with its decision, {Document.OUTCOME}"
    needed = (APPEAL_RULES_CITED if route.appeals else frozenset()) | (DESK_APPEAL_RULES_CITED if route.desk_appeals else frozenset())
    if missing := needed - set(route.rules):
        yield _rules_missing(route, missing)


def _rules_missing(route: Route, missing: Collection[str]) -> str:
    """Return the complaint about rules that refusals cite: their names, how one is written, and what each must say."""
    names = sorted(missing)
    meant = "; ".join(f"{each} says {RULE_SAYS[each]}" for each in names if each in RULE_SAYS)
    return (
        f"routes.{route.id}.rules: missing {', '.join(names)}; write `{names[0]}: {{ text: …, basis: … }}`{f': {meant}' if meant else ''}"
    )


def _rules_needed(route: Route) -> frozenset[str]:
    """Return the ids of the rules that refusals on a route cite, which depend on the kinds of service that it has."""
    needed = RULES_CITED | {"statement"}
    if route.component_services:
        needed |= RULES_OF_COMPONENTS
    if route.plain_enquiries:
        needed |= {"no-result-once"}
    if any(each.asked_by for each in route.services):
        needed |= {"head-asks"}
    if any(each.subject is Subject.GROUP for each in route.services):
        needed |= {"group-waits"}
    if any(each.subject is Subject.COHORT for each in route.services):
        needed |= {"cohort-once", "cohort-outcome"}
    if any(each.subject is Subject.COHORT and Document.REPORT in each.documents for each in route.services):
        needed |= {"report-waits"}
    if any(each.rules_out for each in route.services):
        needed |= {"ruled-out"}
    if route.fee_rule.late_change_charged:
        needed |= {"associate-agrees"}
    return needed | RULES_OF_REVIEWS if route.centre_review_first else needed


@cache
def _zones() -> set[str]:
    """Return the names of all time zones, which are read from as many files."""
    return available_timezones()


def _twice(where: str, values: list[str]) -> Iterator[str]:
    """Yield a complaint for each value that is given more than once."""
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{where}: “{value}” is given {count} times"


def bases(value: object, where: str = "") -> Iterator[tuple[str, Basis]]:
    """Yield every basis in the data, with its path."""
    if isinstance(value, Basis):
        yield where, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from bases(getattr(value, name), f"{where}.{name}".lstrip("."))
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from bases(each, f"{where}.{name}")
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from bases(each, f"{where}.{getattr(each, 'code', None) or getattr(each, 'id', index)}")
