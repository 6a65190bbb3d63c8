"""Figures of the catalogue with dates of validity: which one is valid on a day, and what is wrong with their dates (BY-20).

Wherever a route or the prices have a figure, a list of figures can stand, each with its first and its last day:

    target:
      - { until: 2022-12-31, amount: 30, unit: days }
      - { from: 2023-01-01, amount: 28, unit: days }

The first has no `from` and the last no `until`, and none may overlap or leave a gap, so that every day has one figure. A figure that
is no mapping is written under `value`. What applies to an enquiry is what was valid on the day of its submission (ours).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

FROM, UNTIL, VALUE = "from", "until", "value"
ONE_DAY = timedelta(days=1)


class _Figure(NamedTuple):
    """A figure and the days on which it is valid; None for no first or no last day."""

    first: date | None
    last: date | None
    value: Any


def validity_faults(data: object, where: str) -> Iterator[str]:
    """Yield what is wrong with the dates of every dated figure in the data; `where` is the path of the data."""
    for path, figures in _dated(data, where):
        try:
            read = [_read(each) for each in figures]
        except (TypeError, ValueError) as unreadable:
            yield f"{path}: {unreadable}"
            continue
        yield from (f"{path}: {complaint}" for complaint in _complaints(sorted(read, key=_begins)))


def first_days(data: object) -> list[date]:
    """Return every day on which a figure in the data takes the place of another, in order."""
    return sorted({first for _, figures in _dated(data, "") for each in figures if (first := _read(each).first)})


def as_of(data: Any, day: date) -> Any:
    """Return the data with the figure that is valid on `day` in place of each list of dated ones."""
    if _is_dated(data):
        valid = next(each for each in map(_read, data) if _begins(each) <= day <= (each.last or date.max))
        return as_of(valid.value, day)
    if isinstance(data, dict):
        return {name: as_of(each, day) for name, each in data.items()}
    return [as_of(each, day) for each in data] if isinstance(data, list) else data


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


def _dated(data: object, where: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield every list of dated figures in the data, with its path."""
    if isinstance(data, list):
        if _is_dated(data):
            yield where, data
        for place, each in enumerate(data):
            name = (each.get("code") or each.get("id") or place) if isinstance(each, dict) else place
            yield from _dated(each, f"{where}.{name}".lstrip("."))
    elif isinstance(data, dict):
        for name, each in data.items():
            yield from _dated(each, f"{where}.{name}".lstrip("."))


def _is_dated(data: object) -> bool:
    return isinstance(data, list) and any(isinstance(each, dict) and (FROM in each or UNTIL in each) for each in data)


def _read(figure: object) -> _Figure:
    """Return a dated figure. Raise TypeError for what is none, ValueError for dates that are none."""
    if not isinstance(figure, dict):
        raise TypeError(f"every figure needs its `{FROM}` or `{UNTIL}`")
    rest = {name: each for name, each in figure.items() if name not in {FROM, UNTIL}}
    return _Figure(_day(figure.get(FROM)), _day(figure.get(UNTIL)), rest[VALUE] if set(rest) == {VALUE} else rest)


def _day(value: object) -> date | None:
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"“{value}” is no date such as 2023-01-01") from None


def _begins(figure: _Figure) -> date:
    return figure.first or date.min
