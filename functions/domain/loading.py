"""The catalogue as the functions carry it, made from the YAML files that people edit.

This is the one module of the domain that needs more than pydantic (PyYAML, holidays). It runs when the site is built, when an
artefact is packaged and in tests, but never in a deployed function, which reads the compiled JSON.

    python -m functions.domain.loading build/catalogue.json
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import yaml
from pydantic import BaseModel, ValidationError

from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.catalogue.qualification_types import availability_faults, type_faults
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Document, Subject
from functions.domain.catalogue.sources import Basis
from functions.domain.enquiries import acceptance
from functions.domain.enquiries.grade_checks import catalogue_faults
from functions.domain.validity import as_of, first_days, validity_faults

CONTENT = Path(__file__).parents[2] / "content"
HOLIDAY_YEARS = range(2021, 2031)
DATED = ("routes", "prices")  # where figures may have dates of validity
# The rules that refusals cite. Without one of them a refusal would come without its rule.
RULES_CITED = frozenset({"once", "declared", "contact-email", "most-candidates", "one-route", "change-until-outcome"})
RULES_OF_COMPONENTS = frozenset({"all-at-once", "one-service", "component-level", "mark-needed", "no-calculated", "exempt"})
RULES_OF_MISSING = frozenset({"head-asks", "no-result-once"})
RULES_OF_REVIEWS = frozenset({"centre-review", "centres-only"})
APPEAL_RULES_CITED = frozenset({"appeal", "appeal-signed", "appeal-outcome", "appeal-decided", "appeal-once", "appeal-documents"})
DESK_APPEAL_RULES_CITED = frozenset({"appeal", "appeal-decided", "appeal-once", "appeal-documents"})


class CatalogueFault(Exception):
    """A fault in a catalogue file. The message names the file and the key."""


# The loader in C where PyYAML was built with it: it takes a fiftieth of the time, and the site is built often.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _NoRepeats(_Loader):  # type: ignore[valid-type, misc]
    """A loader that refuses a key given twice in one mapping. YAML would keep the last one, so a fee given twice would go unnoticed."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value if key.tag != "tag:yaml.org,2002:merge"]
        for key, count in Counter(map(str, keys)).items():
            if count > 1:
                raise CatalogueFault(f"{Path(node.start_mark.name).name}: key “{key}” is given twice (line {node.start_mark.line + 1})")
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def load(content: Path = CONTENT) -> Catalogue:
    """Return every awarding body in content/catalogue, each with its demonstration figures from content/demonstration if there are any.

    Raise CatalogueFault for unknown keys, wrong types (a float as an amount of money among them), references to nothing,
    codes given twice, deadlines that overlap, services without a deadline, and figures whose dates of validity overlap or leave a gap.
    """
    bodies = {}
    for path in sorted((content / "catalogue").glob("*.yml")):
        body = _body(path, content / "demonstration" / path.name)
        if body.id in bodies:
            raise CatalogueFault(f"{path.name}: id: “{body.id}” is the id of another file's body")
        bodies[body.id] = body
    if not bodies:
        raise CatalogueFault(f"{content / 'catalogue'}: no catalogue file found")
    return Catalogue(bodies=bodies)


def _read(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as stream:
        loader = _NoRepeats(stream)
        try:
            data = loader.get_single_data()
        except yaml.YAMLError as fault:
            raise CatalogueFault(f"{path.name}: {fault}") from fault
        finally:
            loader.dispose()
    if not isinstance(data, dict):
        raise CatalogueFault(f"{path.name}: the file must be a mapping")
    if not isinstance(data.setdefault("sources", {}), dict):
        raise CatalogueFault(f"{path.name}: sources: must be a mapping")
    return data


def _body(path: Path, demonstration: Path) -> Body:
    data = _read(path)
    extra: dict[str, Any] = {}
    if demonstration.exists():
        extra = _read(demonstration)
        sources = extra.pop("sources")
        for key in [*(data.keys() & extra.keys()), *(f"sources.{key}" for key in data["sources"].keys() & sources.keys())]:
            raise CatalogueFault(f"demonstration/{demonstration.name}: key “{key}” is in {path.name} already")
        data = {**data, **extra, "sources": {**data["sources"], **sources}}

    def fault(complaint: str) -> CatalogueFault:
        """Return the fault, naming the file that has the key: the two files share a name, so the folder is given as well."""
        folder = "demonstration/" if re.split("[.:]", complaint)[0] in extra else ""
        return CatalogueFault(f"{folder}{path.name}: {complaint}")

    data["routes"] = list(_whole_routes(data.get("routes"), fault))
    data = _with_qualifications(data)
    for where, number in _floats(data):
        raise fault(f"{where}: write {number} in quotes; an amount of money must not be a float")
    for complaint in (each for name in DATED for each in validity_faults(data.get(name), name)):
        raise fault(complaint)
    try:
        body = Body.model_validate(_with_editions(data))
    except ValidationError as invalid:
        first = invalid.errors()[0]
        raise fault(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from invalid
    for complaint in (each for whole in (body, *(body.on(later.begins_on) for later in body.editions)) for each in _complaints(whole)):
        raise fault(complaint)
    rules = body.working_days
    import holidays  # only when there is something to load: it takes longer to import than everything else here

    try:
        closed = holidays.country_holidays(rules.country, subdiv=rules.subdivision, years=HOLIDAY_YEARS)
    except NotImplementedError as unknown:
        raise fault(f"working_days: {unknown}") from unknown
    return body.model_copy(update={"closed": tuple(sorted(closed))})


def _with_qualifications(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a body with the name of its type in every syllabus that gives a type; an unknown one stands for itself."""
    types, syllabuses = data.get("qualification_types"), data.get("syllabuses")
    if not isinstance(types, list) or not isinstance(syllabuses, list):
        return data
    names = {str(each.get("id")): each.get("name") for each in types if isinstance(each, dict)}
    named = [
        {**each, "qualification": names.get(str(each["type"]), each["type"])} if isinstance(each, dict) and "type" in each else each
        for each in syllabuses
    ]
    return {**data, "syllabuses": named}


def _with_editions(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a body with the figures that are valid first, and its editions where any figure has dates."""
    dated = {name: data[name] for name in DATED if name in data}
    later = first_days(dated)
    editions = [{"begins_on": day, **as_of(dated, day)} for day in ([date.min, *later] if later else [])]
    return {**data, **as_of(dated, date.min), "editions": editions}


def _whole_routes(routes: object, fault: Callable[[str], CatalogueFault]) -> Iterator[object]:
    """Yield every route in full. So a rule that two routes share is written once.

    A route that extends another takes over its rules, the services that it lists by code alone, and every key that it leaves out.
    """
    earlier: dict[str, dict[str, Any]] = {}
    for position, route in enumerate(routes if isinstance(routes, list) else []):
        if not isinstance(route, dict) or route.get("extends") is None:
            whole = route
        elif (base := earlier.get(str(route["extends"]))) is None:
            raise fault(f"routes.{position}.extends: no route “{route['extends']}” comes before it")
        else:
            inherited = {str(each.get("code")): each for each in base.get("services", []) if isinstance(each, dict)}
            listed = route.get("services", list(inherited))
            for code in (each for each in listed if isinstance(each, str) and each not in inherited):
                raise fault(f"routes.{position}.services: route “{route['extends']}” has no service “{code}”")
            services = [inherited[each] if isinstance(each, str) else each for each in listed]
            whole = {**base, **route, "services": services, "rules": {**base.get("rules", {}), **route.get("rules", {})}}
        if isinstance(whole, dict):
            earlier[str(whole.get("id"))] = whole
        yield whole


def _floats(value: object, where: str = "") -> Iterator[tuple[str, float]]:
    """Yield every float in the data, with its path: an amount of money must not be one."""
    if isinstance(value, float):
        yield where, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _floats(each, f"{where}.{key}".lstrip("."))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _floats(each, f"{where}.{index}")


def _complaints(body: Body) -> Iterator[str]:
    """Yield everything that is wrong with the references, codes and deadlines of an awarding body."""
    if body.zone not in available_timezones():
        yield f"zone: there is no time zone “{body.zone}”"
    for where, basis in _bases(body):
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
            for document in set(service.completes_with) - set(service.documents):
                yield f"{where}.completes_with: {document} is not among its documents"
            if (service.subject is Subject.GROUP) != (service.availability.group is not None):
                yield f"{where}.availability.group: a group service needs it, and no other may have it"
            for complaint in catalogue_faults(service):
                yield f"{where}.{complaint}"
            for complaint in availability_faults(body.qualification_types, service.availability):
                yield f"{where}.availability.{complaint}"
            if bool(service.availability.grades) != (service.missing is not None):
                yield f"{where}.missing: a service about a missing result needs it, and no other may have it"
        for service in (*route.services, *route.appeals):
            yield from (f"routes.{route.id}.services.{service.code}.{each}" for each in acceptance.catalogue_faults(service))
        yield from _appeal_complaints(route)
        appeals = {each.code for each in route.appeals}
        known = by_route[route.id] | by_route.get(route.extends or "", set()) | appeals
        for code in {code for each in route.declarations for code in each.services or ()} - known:
            yield f"routes.{route.id}.declarations: service “{code}” is unknown"
        if missing := _rules_needed(route) - set(route.rules):
            yield f"routes.{route.id}.rules: missing {', '.join(sorted(missing))}"
        if "extension" in route.rules and "extension-terms" not in route.rules:
            yield f"routes.{route.id}.rules: extension needs extension-terms beside it"
    for route in body.routes:
        for code in {code for each in route.fee_rule.also_for for code in each.services} - {
            each.code for one in body.routes for each in (*one.services, *one.appeals)
        }:
            yield f"routes.{route.id}.fee_rule.also_for: service “{code}” is unknown"
    for series in body.series:
        where = f"series.{series.id}.deadlines"
        named = [code for each in series.deadlines for code in each.services or ()]
        yield from _twice(where, named)
        yield from _twice(f"series.{series.id}.routes", list(series.routes))
        for id in set(series.routes) - set(by_route):
            yield f"series.{series.id}.routes: route “{id}” is unknown"
        for id in set(series.routes_basis) - set(series.routes):
            yield f"series.{series.id}.routes_basis: route “{id}” is not among the routes of the series"
        offered = {code for id in series.routes for code in by_route.get(id, ())}
        for code in set(named) - offered:
            yield f"{where}: service “{code}” is unknown"
        general = [each for each in series.deadlines if each.services is None]
        if len(general) > 1:
            yield f"{where}: two deadlines for all services overlap"
        if not general and offered - set(named):
            yield f"{where}: no deadline for {', '.join(sorted(offered - set(named)))}"
        for each in series.deadlines:
            if (each.closes_on is None) == (each.find is None):
                yield f"{where}: a deadline needs its day, or under `find` where to find it"
        if (opens_on := body.opens_on(series)) and any(each.closes_on and each.closes_on < opens_on for each in series.deadlines):
            yield f"{where}: closes before it opens"
    yield from _twice("qualification_types", [each.id for each in body.qualification_types])
    yield from _twice("qualification_types", [each.name for each in body.qualification_types])
    yield from type_faults(body.qualification_types, body.syllabuses)
    for syllabus in body.syllabuses:
        yield from _twice(f"syllabuses.{syllabus.code}.components", [each.code for each in syllabus.components])
    if body.prices:
        for code in set(body.prices.services) - codes:
            yield f"prices.services.{code}: no such service"
        for code in set(body.prices.appeals) - {each.code for route in body.routes for each in route.appeals}:
            yield f"prices.appeals.{code}: no such appeal"


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
        yield f"routes.{route.id}.rules: missing {', '.join(sorted(missing))}"


def _rules_needed(route: Route) -> frozenset[str]:
    """Return the ids of the rules that refusals on a route cite, which depend on the kinds of service that it has."""
    needed = RULES_CITED
    if route.component_services:
        needed |= RULES_OF_COMPONENTS
    if route.plain_enquiries:
        needed |= RULES_OF_MISSING
    if route.fee_rule.late_change_charged:
        needed |= {"associate-agrees"}
    return needed | RULES_OF_REVIEWS if route.centre_review_first else needed


def _twice(where: str, values: list[str]) -> Iterator[str]:
    """Yield a complaint for each value that is given more than once."""
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{where}: “{value}” is given {count} times"


def _bases(value: object, where: str = "") -> Iterator[tuple[str, Basis]]:
    """Yield every basis in the data, with its path."""
    if isinstance(value, Basis):
        yield where, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _bases(getattr(value, name), f"{where}.{name}".lstrip("."))
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _bases(each, f"{where}.{name}")
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _bases(each, f"{where}.{getattr(each, 'code', None) or getattr(each, 'id', index)}")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(load().model_dump_json(), encoding="utf-8")
    print(f"{target}: {target.stat().st_size} bytes")
