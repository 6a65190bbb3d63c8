"""Staff import the results register and the exemptions. Everything or nothing, every fault named by row and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from functions.actions.shared.session import Session
from functions.actions.shared.transactions import settle
from functions.adapters.organisations import read_centre_owners
from functions.adapters.register import put_card, read_card, read_cards_everywhere
from functions.adapters.table import Table
from functions.domain.catalogue.bodies import Body
from functions.domain.errors import Refused, TryAgain, problem
from functions.domain.people.permissions import Act
from functions.domain.register.cards import Card, CentreSyllabus
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
MOST_FAULTS_SHOWN = 200
Place = tuple[CentreSyllabus, str]  # whose card: a centre's syllabus and a candidate number


def register(session: Session, request: Import) -> dict[str, Any]:
    """Store results as cards: new ones are made, known ones keep their claims and exemptions. Importing again changes nothing.

    A file that does not say who marked, or by which route, leaves what an earlier one said: an omission must not let
    anybody review their own marking.
    """
    body = _body(session, request)
    rows, faults = read_rows(request.csv, REGISTER, REGISTER_MAY)
    cards, more = register_cards(rows, body, request.series, _centres(session.table, body, rows)) if not faults else ([], [])
    if faults or more:
        return _shown(0, [*faults, *more])
    names_markers, names_routes = (any(column in row for _, row in rows) for column in ("marker", "route"))
    imported = {(card.centre_syllabus, card.candidate): card for card in cards}

    def renewed(place: Place, stored: Card | None) -> Card:
        new = imported[place]
        if stored is None:
            return new
        results = new.results
        if not names_markers:
            results = tuple(each.model_copy(update={"marker": stored.marker(each.component)}) for each in new.results)
        route = new.route if names_routes else stored.route
        return stored.model_copy(update={"name": new.name, "grade": new.grade, "results": results, "route": route})

    _rewrite(session.table, imported, renewed)
    return _shown(len(rows), [])


def exemptions(session: Session, request: Import) -> dict[str, Any]:
    """Store which components candidates were exempted from (CI-05). A candidate's line replaces what was stored for the syllabus."""
    body = _body(session, request)
    rows, faults = read_rows(request.csv, EXEMPTIONS)
    found, more = exemption_keys(rows, body, _centres(session.table, body, rows)) if not faults else ({}, [])
    by_place: dict[Place, dict[str, int]] = {
        (CentreSyllabus(body.id, request.series, organisation, syllabus), candidate): components
        for (organisation, syllabus, candidate), components in found.items()
    }
    known = read_cards_everywhere(session.table, by_place)
    absent = [unknown_candidate(min(lines.values()), place[0].syllabus) for place, lines in by_place.items() if place not in known]
    if faults or more or absent:
        return _shown(0, sorted([*faults, *more, *absent], key=lambda fault: fault.row))

    def exempted(place: Place, stored: Card | None) -> Card:
        if stored is None:
            raise TryAgain
        return stored.model_copy(update={"exempt": tuple(sorted(by_place[place]))})

    _rewrite(session.table, by_place, exempted)
    return _shown(len(rows), [])


def _rewrite(table: Table, places: Iterable[Place], change: Callable[[Place, Card | None], Card]) -> None:
    """Change cards under their versions, several at once. A submission that comes between is not overwritten: the card is read again."""

    def rewrite(place: Place) -> None:
        def attempt() -> None:
            stored = read_card(table, *place)
            changed = change(place, stored)
            if changed != stored:
                table.put(put_card(changed.model_copy(update={"version": (stored.version if stored else 0) + 1})))

        settle(attempt)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(rewrite, list(places)))


def _body(session: Session, request: Import) -> Body:
    body = session.own_body(Act.IMPORT)
    if body.series_of(request.series) is None:
        raise Refused(problem("series_unknown", field="series"))
    return body


def _centres(table: Table, body: Body, rows: Rows) -> dict[str, str]:
    """Return the organisations that the rows' centre numbers belong to; numbers that nobody has are left out."""
    return read_centre_owners(table, body.id, sorted({row["centre"] for _, row in rows if row["centre"]}))


def _shown(imported: int, faults: list[RowFault]) -> dict[str, Any]:
    errors = [
        {"row": each.row, "column": each.column, "code": each.problem.code, "message": each.problem.message}
        for each in faults[:MOST_FAULTS_SHOWN]
    ]
    return {"imported": imported, "errors": errors, "more_errors": max(0, len(faults) - MOST_FAULTS_SHOWN)}
