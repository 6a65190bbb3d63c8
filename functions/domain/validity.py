"""Figures of the catalogue that are valid for a time or for some types of qualification: which one is valid, and what is wrong with
them (BY-20).

Wherever a route or the prices have a figure, a list of figures can stand, each with its first and its last day:

    target:
      - { until: 2022-12-31, amount: 30, unit: days }
      - { from: 2023-01-01, amount: 28, unit: days }

or with the types of qualification that it is for; one without `types` is for all others, which have none where there is none such:

    target:
      - { types: [t-level], amount: 10, unit: working_days }
      - { amount: 25, unit: working_days }

Of the figures for a type the first has no `from` and the last no `until`, and none may overlap or leave a gap, so that every day has
one figure. A figure that is no mapping is written under `value`. What applies to an enquiry is what was valid on the day of its
submission (ours).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

FROM, UNTIL, TYPES, VALUE = "from", "until", "types", "value"
NARROWED = frozenset({FROM, UNTIL, TYPES})
ONE_DAY = timedelta(days=1)


class _Figure(NamedTuple):
    """A figure, the days on which it is valid (None for no first or no last day), and the types that it is for, empty for all others."""

    first: date | None
    last: date | None
    types: tuple[str, ...]
    value: Any


def validity_faults(data: object, where: str) -> Iterator[str]:
    """Yield what is wrong with the dates of every narrowed figure in the data; `where` is the path of the data."""
    for path, figures in _narrowed(data, where):
        try:
            read = [_read(each) for each in figures]
        except (TypeError, ValueError) as unreadable:
            yield f"{path}: {unreadable}"
            continue
        for type in {each: None for figure in read for each in figure.types or ("",)}:
            whose = f" for {type}" if type else ""
            yield from (f"{path}: {complaint}{whose}" for complaint in _complaints(sorted(_for_type(read, type), key=_begins)))


def first_days(data: object) -> list[date]:
    """Return every day on which a figure in the data takes the place of another, in order."""
    return sorted({first for _, figures in _narrowed(data, "") for each in figures if (first := _read(each).first)})


def types_named(data: object) -> list[str]:
    """Return every type of qualification that a figure in the data is for, in order."""
    return sorted({type for _, figures in _narrowed(data, "") for each in figures for type in _read(each).types})


def as_of(data: Any, day: date, type: str = "") -> Any:
    """Return the data with the figure that is valid on `day` for a type in place of each list of narrowed ones; without a type, for
    all that are not named. A key without such a figure is left out."""
    if isinstance(data, dict):
        return {name: valid for name, each in data.items() if (valid := as_of(each, day, type)) is not None or each is None}
    if not isinstance(data, list):
        return data
    if not _is_narrowed(data):
        return [as_of(each, day, type) for each in data]
    figures = _for_type([_read(each) for each in data], type)
    valid = next((each for each in figures if _begins(each) <= day <= (each.last or date.max)), None)
    return None if valid is None else as_of(valid.value, day, type)


def _for_type(figures: list[_Figure], type: str) -> list[_Figure]:
    """Return the figures for a type: those that name it, or else those that name none."""
    return [each for each in figures if type in each.types] or [each for each in figures if not each.types]


def _complaints(figures: list[_Figure]) -> Iterator[str]:
    """Yield the overlaps and gaps of figures in the order of their first days."""
    if (first := figures[0].first) is not None:
        yield f"no figure is valid before {first}; leave out `{FROM}` of the first"
    for each in figures:
        if each.last and each.last < _begins(each):
            yield f"a figure is valid from {each.first} until {each.last}, which is earlier"
    for before, after in pairwise(figures):
        if before.last is None or _begins(after) <= before.last:
            yield f"two figures are valid on {after.first or before.last}"
        elif after.first and after.first > before.last + ONE_DAY:
            yield f"no figure is valid on {before.last + ONE_DAY}"
    if (last := figures[-1].last) is not None:
        yield f"no figure is valid after {last}; leave out `{UNTIL}` of the last"


def _narrowed(data: object, where: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield every list of narrowed figures in the data, with its path."""
    if isinstance(data, list):
        if _is_narrowed(data):
            yield where, data
        for place, each in enumerate(data):
            name = (each.get("code") or each.get("id") or place) if isinstance(each, dict) else place
            yield from _narrowed(each, f"{where}.{name}".lstrip("."))
    elif isinstance(data, dict):
        for name, each in data.items():
            yield from _narrowed(each, f"{where}.{name}".lstrip("."))


def _is_narrowed(data: object) -> bool:
    return isinstance(data, list) and any(isinstance(each, dict) and NARROWED & each.keys() for each in data)


def _read(figure: object) -> _Figure:
    """Return a narrowed figure. Raise TypeError for what is none, ValueError for dates or types that are none."""
    if not isinstance(figure, dict):
        raise TypeError(f"every figure needs its `{FROM}`, `{UNTIL}` or `{TYPES}`")
    types = figure.get(TYPES, [])
    if not isinstance(types, list) or not all(isinstance(each, str) for each in types):
        raise ValueError(f"`{TYPES}` is a list of types of qualification, such as [t-level]")
    rest = {name: each for name, each in figure.items() if name not in NARROWED}
    return _Figure(_day(figure.get(FROM)), _day(figure.get(UNTIL)), tuple(types), rest[VALUE] if set(rest) == {VALUE} else rest)


def _day(value: object) -> date | None:
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"“{value}” is no date such as 2023-01-01") from None


def _begins(figure: _Figure) -> date:
    return figure.first or date.min
