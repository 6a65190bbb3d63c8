"""Grade boundaries in the table: one item a syllabus."""

from __future__ import annotations

from collections.abc import Iterable

from functions.adapters import keys
from functions.adapters.items import item_of, model_in
from functions.adapters.table import Put, Table, chunks
from functions.domain.register.boundaries import Boundaries
from functions.domain.register.cards import CentreSyllabus


def put_boundaries(boundaries: Boundaries) -> Put:
    """Store a syllabus's grade boundaries over the version before them."""
    key = keys.boundaries(boundaries.body, boundaries.series, boundaries.owner, boundaries.syllabus)
    return Put(item_of(key, boundaries.version, boundaries), expect=boundaries.version - 1)


def read_boundaries_of(table: Table, body: str, series: str, owner: str, syllabuses: Iterable[str]) -> dict[str, Boundaries]:
    """Return the grade boundaries that an owner imported, by syllabus; as many calls as hundreds are wanted."""
    found = [
        model_in(Boundaries, item)
        for some in chunks(dict.fromkeys(keys.boundaries(body, series, owner, each) for each in syllabuses))
        for item in table.get_all(some).values()
    ]
    return {each.syllabus: each for each in found}


def read_boundaries(table: Table, places: Iterable[CentreSyllabus]) -> dict[CentreSyllabus, Boundaries]:
    """Return the grade boundaries that count for a centre's syllabuses: the awarding body's own, or else the centre's. One call, none for no place."""
    wanted = list(dict.fromkeys(places))
    by_owner = [(at, keys.boundaries(at.body, at.series, owner, at.syllabus)) for at in wanted for owner in (at.organisation, at.body)]
    items = {key: item for some in chunks(key for _, key in by_owner) for key, item in table.get_all(some).items()}
    return {at: model_in(Boundaries, items[key]) for at, key in by_owner if key in items}  # the body's comes last
