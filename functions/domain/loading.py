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

import yaml
from pydantic import ValidationError

from functions.domain.catalogue.bodies import OTHER_TYPES, Body, WorkingDays
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.catalogue_files.faults import body_faults
from functions.domain.catalogue_files.inheritance import Unknown, with_arrangement
from functions.domain.catalogue_files.model_faults import model_fault, named
from functions.domain.catalogue_files.narrowing import (
    NARROWED,
    type_reference_faults,
    with_editions,
    with_last_days,
    with_qualifications,
    with_types_expanded,
)
from functions.domain.validity import validity_faults

CONTENT = Path(__file__).parents[2] / "content"
HOLIDAY_YEARS = range(2021, 2031)
YAML_ADVICE = {  # by what PyYAML says
    "mapping values are not allowed": "put text with a colon in it in quotes",
    "tab": "indent with spaces, not with a tab",
    "undefined alias": "a name after * must stand after & on a line above",
}
IDENTIFIERS_MISSING = (
    "identifiers: missing; write under it centre, candidate, syllabus and component, each as "
    '{ label: Candidate number, pattern: "[0-9]{4}", example: "0713", hint: four digits, basis: … }'
)


class CatalogueFault(Exception):
    """A fault in a catalogue file. The message names the file and the key."""


# The loader in C where PyYAML was built with it: it takes a fiftieth of the time, and the site is built often.
Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _NoRepeats(Loader):  # type: ignore[valid-type, misc]
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

    Series of the demonstration come after those of the body, as series for practice; its other keys must not be in the body's own file.

    Raise CatalogueFault for unknown keys, wrong types (a float as an amount of money among them), references to nothing,
    codes given twice, deadlines that overlap, services without a deadline, and figures whose dates of validity overlap or leave a gap.
    """
    bodies = {}
    for path in sorted((content / "catalogue").glob("*.yml")):
        body = _body(path, content / "demonstration" / path.name, content / "arrangements")
        if body.id != path.stem:  # it is part of addresses, and no other file can have it
            raise CatalogueFault(f"{path.name}: id: write {path.stem}, as the file is named")
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
            raise CatalogueFault(f"{path.name}: {_unreadable(fault)}") from fault
        finally:
            loader.dispose()
    if not isinstance(data, dict):
        raise CatalogueFault(f"{path.name}: the file must be a mapping")
    if not isinstance(data.setdefault("sources", {}), dict):
        raise CatalogueFault(f"{path.name}: sources: must be a mapping")
    return data


def _unreadable(fault: yaml.YAMLError) -> str:
    """Return what keeps a file from being read as YAML: the line, and what to write."""
    mark, found = getattr(fault, "problem_mark", None), getattr(fault, "problem", None)
    if mark is None or not found:
        return str(fault)
    advice = next((each for start, each in YAML_ADVICE.items() if start in found), found)
    return f"line {mark.line + 1}: {advice}"


def _body(path: Path, demonstration: Path, arrangements: Path) -> Body:
    data = _read(path)
    extra: dict[str, Any] = {}
    if demonstration.exists():
        extra = _read(demonstration)
        sources = extra.pop("sources")
        data["series"] = [*data.get("series", []), *({**each, "practice": True} for each in extra.pop("series", []))]
        for key in [*(data.keys() & extra.keys()), *(f"sources.{key}" for key in data["sources"].keys() & sources.keys())]:
            raise CatalogueFault(f"demonstration/{demonstration.name}: key “{key}” is in {path.name} already")
        data = {**data, **extra, "sources": {**data["sources"], **sources}}

    def fault(complaint: str) -> CatalogueFault:
        """Return the fault, naming the file that has the key: the two files share a name, so the folder is given as well."""
        folder = "demonstration/" if re.split("[.:]", complaint)[0] in extra else ""
        return CatalogueFault(f"{folder}{path.name}: {complaint}")

    try:
        data = with_arrangement(data, _arrangement(data, arrangements, fault))
    except Unknown as unknown:
        raise fault(str(unknown)) from unknown
    data = with_qualifications(data)
    for where, number in _floats(data):
        raise fault(f"{where}: write {number} in quotes; an amount of money must not be a float")
    for complaint in (*type_reference_faults(data), *(each for name in NARROWED for each in validity_faults(data.get(name), name))):
        raise fault(complaint)
    if "identifiers" not in data:
        raise fault(IDENTIFIERS_MISSING)
    whole = with_editions(with_types_expanded(data))
    try:
        body = Body.model_validate(whole)
    except ValidationError as invalid:
        raise fault(model_fault(Body, whole, invalid.errors()[0])) from invalid
    body = with_last_days(body.model_copy(update={"closed": _public_holidays(body.working_days, fault)}))
    for edition in (
        body,
        *(body.on(each.begins_on).of_type(each.type) for each in body.editions),
        *(body.of_type(each) for each in (*body.types_apart, OTHER_TYPES)),
    ):
        for complaint in body_faults(edition):
            raise fault(complaint)
    return body


def _arrangement(data: dict[str, Any], arrangements: Path, fault: Callable[[str], CatalogueFault]) -> dict[str, Any]:
    """Return the data of the arrangement that a body takes part in, whole where that takes part in another; empty where there is none."""
    if (name := data.get("arrangement")) is None:
        return {}
    path = arrangements / f"{name}.yml"
    if not path.exists():
        known = ", ".join(sorted(each.stem for each in arrangements.glob("*.yml"))) or "none"
        raise fault(f"arrangement: there is no arrangement “{name}”; there are {known}")
    found = _read(path)
    return {**with_arrangement(found, _arrangement(found, arrangements, fault)), "id": found.get("id"), "name": found.get("name")}


def _public_holidays(rules: WorkingDays, fault: Callable[[str], CatalogueFault]) -> tuple[date, ...]:
    import holidays  # only when there is something to load: it takes longer to import than everything else here

    try:
        return tuple(sorted(holidays.country_holidays(rules.country, subdiv=rules.subdivision, years=HOLIDAY_YEARS)))
    except NotImplementedError as unknown:
        raise fault(f"working_days: {unknown}") from unknown


def _floats(value: object, where: str = "") -> Iterator[tuple[str, float]]:
    """Yield every float in the data, with its path: an amount of money must not be one."""
    if isinstance(value, float):
        yield where, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _floats(each, f"{where}.{key}".lstrip("."))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _floats(each, f"{where}.{named(each, index)}")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(load().to_json(), encoding="utf-8")
    print(f"{target}: {target.stat().st_size} bytes")
