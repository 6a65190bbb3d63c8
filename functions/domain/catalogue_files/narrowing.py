"""Figures for a time or for some types of qualification (validity.py), as a body's editions, and last days that are counted from results."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from functions.domain.calendar import add_period
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.series import Deadline, Series
from functions.domain.validity import TYPES, as_of, first_days, types_named

NARROWED = ("routes", "prices")  # where figures may have dates of validity or types
WITH_TYPES = (*NARROWED, "series")


def with_qualifications(data: dict[str, Any]) -> dict[str, Any]:
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


def type_reference_faults(data: dict[str, Any]) -> Iterator[str]:
    """Yield every type of qualification that a figure, a deadline or a results day names and the body does not have."""
    known = {name for id, family in _types(data) for name in (id, family)}
    for section in WITH_TYPES:
        for where, named in _type_lists(data.get(section), section):
            for each in named:
                if each not in known:
                    yield f"{where}: no type has the id or the family “{each}”; write one of {', '.join(sorted(known))}"


def with_types_expanded(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data with ids of types in place of families, wherever a figure, a deadline or a results day names types."""
    members: dict[str, list[str]] = {}
    for id, family in _types(data):
        members.setdefault(family, []).append(id)
        members.setdefault(id, []).append(id)
    members = {name: list(dict.fromkeys(ids)) for name, ids in members.items()}
    return {**data, **{section: _expanded(data[section], members) for section in WITH_TYPES if section in data}}


def with_editions(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a body with the figures that are valid first and for all types, and its editions where any figure has dates or
    types."""
    narrowed = {name: data[name] for name in NARROWED if name in data}
    days, types = [date.min, *first_days(narrowed)], ["", *types_named(narrowed)]
    editions = [{"begins_on": day, "type": type, **as_of(narrowed, day, type)} for type in types for day in days]
    return {**data, **as_of(narrowed, date.min), "editions": editions if len(editions) > 1 else []}


def with_last_days(body: Body) -> Body:
    """Return the body with the last day of every deadline that is so long after the results; `closed` must be there already."""
    return body.model_copy(update={"series": tuple(_with_last_days(body, each) for each in body.series)})


def _with_last_days(body: Body, series: Series) -> Series:
    return series.model_copy(update={"deadlines": tuple(_with_last_day(body, series, each) for each in series.deadlines)})


def _with_last_day(body: Body, series: Series, deadline: Deadline) -> Deadline:
    """Return the deadline with its last day. Where it is for several types, faults.py has checked that they have one results day."""
    results = series.results_day(deadline.types[0] if deadline.types else "") if deadline.within else None
    if deadline.within is None or results is None:
        return deadline
    last = add_period(results.day, deadline.within, body.closed)
    return deadline.model_copy(update={"closes_on": last, "counted_from": results.day})


def _types(data: dict[str, Any]) -> list[tuple[str, str]]:
    found = data.get("qualification_types")
    return [(str(each.get("id")), str(each.get("family"))) for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _type_lists(data: object, where: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every list of types in the data, with its path."""
    if isinstance(data, list):
        for place, each in enumerate(data):
            name = (each.get("code") or each.get("id") or place) if isinstance(each, dict) else place
            yield from _type_lists(each, f"{where}.{name}")
    elif isinstance(data, dict):
        for name, each in data.items():
            if name == TYPES and isinstance(each, list):
                yield f"{where}.{TYPES}", [str(one) for one in each]
            else:
                yield from _type_lists(each, f"{where}.{name}")


def _expanded(data: Any, members: dict[str, list[str]]) -> Any:
    if isinstance(data, list):
        return [_expanded(each, members) for each in data]
    if not isinstance(data, dict):
        return data
    return {
        name: [id for one in each for id in members.get(str(one), [one])]
        if name == TYPES and isinstance(each, list)
        else _expanded(each, members)
        for name, each in data.items()
    }
