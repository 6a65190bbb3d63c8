"""Staff bring in the results register and the exemptions. Everything or nothing, every fault named by row and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from functions.adapters import keys
from functions.adapters.keys import Key
from functions.adapters.records import body_of, put_card
from functions.adapters.table import Conflict, Table, chunks
from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.errors import NotFound, Refused, TryAgain, problem
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, acting_for
from functions.domain.register.cards import Card
from functions.domain.register.imports import (
    EXEMPTIONS,
    REGISTER,
    REGISTER_MAY,
    Import,
    RowFault,
    Rows,
    exemption_keys,
    read_rows,
    register_cards,
    unknown_candidate,
)

AT_ONCE = 8
ATTEMPTS = 6


def register(table: Table, catalogue: Catalogue, person: Person, chosen: str | None, request: Import) -> dict[str, Any]:
    """Store results as cards: new ones are made, known ones keep their claims and exemptions. Importing again changes nothing.

    A file that does not say who marked, or by which route, leaves what an earlier one said: nobody is to be free to review
    their own marking by an omission.
    """
    body = _body(catalogue, person, chosen, request)
    rows, faults = read_rows(request.csv, REGISTER, REGISTER_MAY)
    cards, more = register_cards(rows, body, request.series, _centres(table, body, rows)) if not faults else ([], [])
    if faults or more:
        return _shown(0, [*faults, *more])
    says_who_marked, says_route = (any(column in row for _, row in rows) for column in ("marker", "route"))
    by_key = {keys.card(body.id, card.series, card.organisation, card.syllabus, card.candidate): card for card in cards}

    def renewed(key: Key, stored: Card | None) -> Card:
        new = by_key[key]
        if stored is None:
            return new
        results = (
            new.results
            if says_who_marked
            else tuple(each.model_copy(update={"marker": stored.marker(each.component)}) for each in new.results)
        )
        route = new.route if says_route else stored.route
        return stored.model_copy(update={"name": new.name, "grade": new.grade, "results": results, "route": route})

    _rewrite(table, by_key, renewed)
    return _shown(len(rows), [])


def exemptions(table: Table, catalogue: Catalogue, person: Person, chosen: str | None, request: Import) -> dict[str, Any]:
    """Store which components candidates were exempted from (CI-05). A candidate's line replaces what was stored for the syllabus."""
    body = _body(catalogue, person, chosen, request)
    rows, faults = read_rows(request.csv, EXEMPTIONS)
    found, more = exemption_keys(rows, body, _centres(table, body, rows)) if not faults else ({}, [])
    by_key = {keys.card(body.id, request.series, *each): components for each, components in found.items()}
    known: dict[Key, Any] = {}
    for some in chunks(by_key):
        known |= table.get_all(some)
    absent = [unknown_candidate(min(rows.values()), key.sk.split("#")[2]) for key, rows in by_key.items() if key not in known]
    if faults or more or absent:
        return _shown(0, sorted([*faults, *more, *absent], key=lambda fault: fault.row))

    def exempted(key: Key, stored: Card | None) -> Card:
        if stored is None:
            raise TryAgain
        return stored.model_copy(update={"exempt": tuple(sorted(by_key[key]))})

    _rewrite(table, by_key, exempted)
    return _shown(len(rows), [])


def _rewrite(table: Table, wanted: Iterable[Key], change: Callable[[Key, Card | None], Card]) -> None:
    """Change cards under their versions, several at once; a submission that comes between is waited for, not overwritten."""

    def one(key: Key) -> None:
        for _ in range(ATTEMPTS):
            item = table.get(key)
            stored = Card.model_validate_json(body_of(item)) if item else None
            changed = change(key, stored)
            if stored and changed == stored:
                return
            put = put_card(changed.model_copy(update={"version": (stored.version if stored else 0) + 1}))
            try:
                table.put(put)
            except Conflict:
                continue
            return
        raise TryAgain

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, list(wanted)))


def _body(catalogue: Catalogue, person: Person, chosen: str | None, request: Import) -> Body:
    member = acting_for(person, Act.IMPORT, chosen)
    body = catalogue.bodies.get(member.organisation)
    if body is None:
        raise NotFound  # staff of a body that this desk does not serve
    if body.series_of(request.series) is None:
        raise Refused(problem("series_unknown", field="series"))
    return body


def _centres(table: Table, body: Body, rows: Rows) -> dict[str, str]:
    """The organisations that the rows' centre numbers belong to; numbers that nobody has are left out."""
    numbers = {row["centre"] for _, row in rows if row["centre"]}
    found: dict[str, str] = {}
    for some in chunks(keys.centre(body.id, each) for each in sorted(numbers)):
        found |= {key.pk.split("#")[2]: str(item["org"]) for key, item in table.get_all(some).items()}
    return found


def _shown(imported: int, faults: list[RowFault]) -> dict[str, Any]:
    errors = [{"row": each.row, "column": each.column, "code": each.problem.code, "message": each.problem.message} for each in faults[:200]]
    return {"imported": imported, "errors": errors, "more_errors": max(0, len(faults) - 200)}
