"""The results register and the exemptions as awarding bodies send them: CSV in, cards out, every fault named by row.

Register columns: centre, candidate, name, syllabus, component, mark, origin, grade; a row a component, or where the centre
gave the grade, a row a syllabus with component and mark empty. `mark` is empty
where there is none; `origin` is exam, moderation, calculated or none. A column `marker` may say who set the mark, as an id;
a column `route` by which route of the series the result was reached, the series' usual one where it is empty or left out.
Exemptions: centre, candidate, syllabus, component.
Nothing is imported while any row is wrong.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.services import STANDARD
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.errors import Problem, problem
from functions.domain.fields import Request, as_printed
from functions.domain.register.cards import EXAMINER, Card, Origin, Result

REGISTER = ("centre", "candidate", "name", "syllabus", "component", "mark", "origin", "grade")
REGISTER_MAY = ("marker", "route")
EXEMPTIONS = ("centre", "candidate", "syllabus", "component")
MOST_ROWS = 2000


class Import(Request):
    read_as_sent = frozenset({"csv"})  # every fault in it is named by row

    series: Annotated[str, Field(title="Series", pattern="^[0-9]{4}-[0-9]{2}$")]
    csv: Annotated[str, Field(title="CSV file", max_length=2_000_000)]


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in one cell. `row` counts as a spreadsheet does: the header is row 1."""

    row: int
    column: str
    problem: Problem


Rows = list[tuple[int, dict[str, str]]]


def read_rows(text: str, columns: tuple[str, ...], optional: tuple[str, ...] = ()) -> tuple[Rows, list[RowFault]]:
    """Return the rows of a CSV file with these columns in any order, ignoring others, and the faults of the file.

    A row has a cell of an optional column exactly where the file has the column.
    """
    # Old exports end lines with a lone CR, which csv refuses; DictReader would leave out empty rows and number the others wrongly.
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=None), skipinitialspace=True)
    try:
        header, *lines = list(reader) or [[]]
    except csv.Error:
        return [], [RowFault(reader.line_num, "", problem("import_unreadable", row=reader.line_num))]
    header = [name.strip().lower() for name in header]
    missing = [name for name in columns if name not in header]
    if missing:
        return [], [RowFault(1, missing[0], problem("import_header", columns=", ".join(columns), missing=", ".join(missing)))]
    read = [(number, dict(zip(header, line, strict=False))) for number, line in enumerate(lines, start=2)]
    columns += tuple(name for name in optional if name in header)
    rows = [(number, {name: row.get(name, "").strip() for name in columns}) for number, row in read]
    rows = [(number, row) for number, row in rows if any(row.values())]
    if len(rows) > MOST_ROWS:
        return [], [RowFault(1, "", problem("import_too_long", count=len(rows), most=MOST_ROWS))]
    return rows, []


def register_cards(rows: Rows, body: Body, series: str, centres: Mapping[str, str]) -> tuple[list[Card], list[RowFault]]:
    """The cards that a register's rows make (version 0, no claims), and every fault. `centres` gives organisations by centre number."""
    faults: list[RowFault] = []
    found = body.series_of(series)
    routes = found.routes if found else (STANDARD,)
    whole = {each.id for each in body.routes if not each.component_services}
    seen: dict[tuple[str, str, str, str], int] = {}
    made: dict[tuple[str, str, str], Card] = {}
    for number, row in rows:
        wrong = _identity_faults(number, row, body, centres)
        syllabus = body.syllabuses_by_code.get(row["syllabus"])
        route = row.get("route") or routes[0]
        wrong += _result_faults(number, row, syllabus, whole=route in whole)
        if route not in routes:
            wrong.append(_fault(number, "route", route[:40], f"the series has {', '.join(routes)}"))
        faults += wrong
        if wrong or syllabus is None:
            continue
        key = (row["centre"], as_printed(row["candidate"]), row["syllabus"], row["component"])
        if key in seen:
            faults.append(RowFault(number, "component", problem("row_twice", other=seen[key])))
            continue
        seen[key] = number
        mark, marker = int(row["mark"]) if row["mark"] else None, row.get("marker") or None
        result = Result(component=row["component"], mark=mark, origin=Origin(row["origin"]), marker=marker)
        results = () if route in whole else (result,)
        card = made.get(key[:3])
        if card is None:
            card = Card(
                body=body.id, series=series, organisation=centres[row["centre"]], syllabus=row["syllabus"], candidate=key[1],
                name=row["name"], grade=row["grade"] or None, results=results, route=route,
            )  # fmt: skip
        elif (card.name, card.grade, card.route) != (row["name"], row["grade"] or None, route):
            column = "name" if card.name != row["name"] else "route" if card.route != route else "grade"
            faults.append(_fault(number, column, row.get(column, ""), "another row of the same candidate and syllabus says otherwise"))
        else:
            card = card.model_copy(update={"results": (*card.results, *results)})
        made[key[:3]] = card
    return list(made.values()), faults


def exemption_keys(rows: Rows, body: Body, centres: Mapping[str, str]) -> tuple[dict[tuple[str, str, str], dict[str, int]], list[RowFault]]:
    """Exempted components with their rows, by (organisation, syllabus, candidate), and every fault."""
    faults: list[RowFault] = []
    found: dict[tuple[str, str, str], dict[str, int]] = {}
    for number, row in rows:
        wrong = _identity_faults(number, row, body, centres)
        syllabus = body.syllabuses_by_code.get(row["syllabus"])
        if syllabus and syllabus.component(row["component"]) is None:
            wrong.append(_fault(number, "component", row["component"], f"syllabus {syllabus.code} has no such component"))
        faults += wrong
        if not wrong:
            key = (centres[row["centre"]], row["syllabus"], as_printed(row["candidate"]))
            found.setdefault(key, {})[row["component"]] = number
    return found, faults


def unknown_candidate(row: int, number: str) -> RowFault:
    """An exemption for somebody whom the register does not have."""
    return _fault(row, "candidate", number, "the results register has no such candidate in this syllabus")


def _identity_faults(number: int, row: Mapping[str, str], body: Body, centres: Mapping[str, str]) -> list[RowFault]:
    faults = []
    if row["centre"] not in centres:
        faults.append(_fault(number, "centre", row["centre"], "no centre of that number uses this desk"))
    candidate = row["candidate"]
    if not (candidate.isascii() and candidate.isdigit() and len(candidate) <= 4):
        faults.append(_fault(number, "candidate", candidate, "a candidate number has up to four digits"))
    if row["syllabus"] not in body.syllabuses_by_code:
        faults.append(_fault(number, "syllabus", row["syllabus"], "the catalogue has no such syllabus"))
    return faults


def _result_faults(number: int, row: Mapping[str, str], syllabus: Syllabus | None, *, whole: bool) -> list[RowFault]:
    """`whole` says that on the row's route there are grades of syllabuses and no marks of components."""
    faults = []
    if not row["name"] or len(row["name"]) > 120:
        faults.append(_fault(number, "name", row["name"][:20], "a name has between 1 and 120 characters"))
    if row["origin"] not in set(Origin):
        faults.append(_fault(number, "origin", row["origin"], f"it is one of {', '.join(Origin)}"))
    marker = row.get("marker", "")
    if marker and not re.fullmatch(EXAMINER, marker):
        faults.append(
            _fault(number, "marker", marker[:40], "an id has up to 40 letters, digits, dots, strokes and dashes, and is not a name")
        )
    if syllabus is None:
        return faults
    if row["grade"] and row["grade"] not in {*syllabus.grades, "X", "Q"}:
        faults.append(
            _fault(number, "grade", row["grade"], f"grades of syllabus {syllabus.code} are {', '.join(syllabus.grades)}, X and Q")
        )
    if whole:
        wrong = next((name for name in ("component", "mark") if row[name]), "origin" if row["origin"] != Origin.NONE else None)
        why = "the centre gave the grade of the syllabus: component and mark stay empty, and the origin is none"
        return [*faults, _fault(number, wrong, row[wrong], why)] if wrong else faults
    component = syllabus.component(row["component"])
    if component is None:
        return [*faults, _fault(number, "component", row["component"], f"syllabus {syllabus.code} has no such component")]
    mark = row["mark"]
    if mark and not (mark.isascii() and mark.isdigit() and len(mark) < 5 and int(mark) <= component.most):
        faults.append(_fault(number, "mark", mark, f"a mark is a whole number from 0 to {component.most}"))
    if bool(mark) is (row["origin"] == Origin.NONE):
        faults.append(_fault(number, "mark", mark, "there is a mark exactly where the origin is not “none”"))
    return faults


def _fault(row: int, column: str, value: str, why: str) -> RowFault:
    return RowFault(row, column, problem("row_value", value=value, column=column, why=why))
