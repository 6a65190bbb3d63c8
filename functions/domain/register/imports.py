"""The results register and the exemptions as awarding bodies send them: rows in, what they say of each candidate out, every fault named.

Register columns: centre, candidate, name, syllabus, component, mark, origin, grade, and where the awarding body has further identifiers
of candidates, one for each of these that the file has; a row a component, or where the centre
gave the grade, a row a syllabus with component and mark empty. `mark` is empty
where there is none; `origin` is exam, moderation, calculated or none. A column `marker` may say who set the mark, as an id;
a column `route` by which route of the series the result was reached, the series' usual one where it is empty or left out.
Exemptions: centre, candidate, syllabus, component.
What the numbers and codes are is the body's to say (catalogue/identifiers.py).
Nothing is imported while any row is wrong. Dropped zeros, capitals and whole numbers written as decimals are read and said as repaired.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated, NamedTuple

from pydantic import Field

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.identifiers import Identifier
from functions.domain.catalogue.services import STANDARD
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.errors import problem
from functions.domain.fields import AsSent, JobId, Request
from functions.domain.register.cards import EXAMINER, Card, Origin, Result
from functions.domain.register.csv_rows import Repairs, Row, RowFault

REGISTER = ("centre", "candidate", "name", "syllabus", "component", "mark", "origin", "grade")
REGISTER_MAY = ("marker", "route")
EXEMPTIONS = ("centre", "candidate", "syllabus", "component")
DECIMALS = re.compile(r"([0-9]+)[.,]0+")


class Import(Request):
    """A file to import. `id` makes sending it twice the same as once; `fingerprint` is that of the preview that was looked at."""

    read_as_sent = frozenset({"csv"})  # every fault in it is named by row

    # Read where a centre imports; staff import what is their own body's.
    body: Annotated[str, Field(title="Awarding body", pattern=r"^[0-9a-z\-]{0,40}$")] = ""
    series: Annotated[str, Field(title="Series", pattern="^[0-9]{4}-[0-9]{2}$")]
    csv: Annotated[AsSent, Field(title="CSV file", max_length=2_000_000)]
    id: JobId = ""
    fingerprint: Annotated[str, Field(pattern="^([0-9a-f]{16})?$")] = ""
    accept_removals: Annotated[bool, Field(title="Remove the results that the file leaves out")] = False


class Columns(NamedTuple):
    """The columns of a file: those that it must have, and those that it may have."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()


NO_SUCH_CENTRE = "no centre of that number uses this desk"


class KnownCentres(NamedTuple):
    """The organisations by centre number whose rows a file may have, and why another number is a fault."""

    owners: Mapping[str, str]
    otherwise: str = NO_SUCH_CENTRE


class ExemptPlace(NamedTuple):
    """A candidate in a syllabus, in a file of exemptions."""

    organisation: str
    syllabus: str
    candidate: str


def register_columns(body: Body) -> Columns:
    """Return the columns that a register of an awarding body must have, and those that it may have."""
    return Columns(REGISTER, (*REGISTER_MAY, *(each.id for each in body.identifiers.further)))


def centre_numbers(rows: Iterable[Row]) -> list[str]:
    """Return the centre numbers that the rows may mean, in capitals too."""
    written = {row["centre"] for row in rows if row["centre"]}
    return sorted(written | {each.upper() for each in written})


def register_cards(
    rows: Iterable[Row], body: Body, series: str, centres: KnownCentres, repairs: Repairs
) -> tuple[list[Card], list[RowFault]]:
    """The cards that a register's rows make (version 0, no claims), and every fault."""
    faults: list[RowFault] = []
    found = body.series_of(series)
    routes = found.routes if found else (STANDARD,)
    whole = {each.id for each in body.routes if not each.component_services}
    seen: dict[tuple[str, str, str, str], int] = {}
    made: dict[tuple[str, str, str], tuple[Card, int]] = {}
    names: dict[tuple[str, str], tuple[str, int]] = {}
    identifiers: dict[tuple[str, str, str], tuple[str, int]] = {}
    for each in rows:
        row = _mended(each, body, centres, repairs)
        wrong = _identity_faults(row, body, centres)
        syllabus = body.syllabuses_by_code.get(row["syllabus"])
        route = row.cells.get("route") or routes[0]
        wrong += _result_faults(row, syllabus, body, whole=route in whole)
        if route not in routes:
            wrong.append(row.invalid("route", route[:40], f"the series has {', '.join(routes)}"))
        faults += wrong
        if wrong or syllabus is None:
            continue
        key = (row["centre"], row["candidate"], row["syllabus"], row["component"])
        if key in seen:
            faults.append(row.fault("component", problem("row_twice", other=seen[key])))
            continue
        seen[key] = row.number
        name, named_in = names.setdefault(key[:2], (row["name"], row.number))
        if name != row["name"]:
            faults.append(_disagreement(row, "name", named_in, value=name, whom="the same candidate number"))
            continue
        further = {each.id: row.cells[each.id] for each in body.identifiers.further if row.cells.get(each.id)}
        differing = {
            id: known for id, value in further.items() if (known := identifiers.setdefault((*key[:2], id), (value, row.number)))[0] != value
        }
        if differing:
            id, (value, other) = next(iter(differing.items()))
            faults.append(_disagreement(row, id, other, value=value, whom="the same candidate number"))
            continue
        mark, marker = int(row["mark"]) if row["mark"] else None, row.cells.get("marker") or None
        result = Result(component=row["component"], mark=mark, origin=Origin(row["origin"]), marker=marker)
        results = () if route in whole else (result,)
        card, first = made.get(key[:3], (None, row.number))
        if card is None:
            card = Card(
                body=body.id, series=series, organisation=centres.owners[row["centre"]], syllabus=row["syllabus"], candidate=key[1],
                name=row["name"], grade=row["grade"] or None, results=results, route=route, identifiers=further,
            )  # fmt: skip
        elif (card.grade, card.route) != (row["grade"] or None, route):
            column, value = ("route", card.route) if card.route != route else ("grade", card.grade or "no grade")
            faults.append(_disagreement(row, column, first, value=value, whom="the same candidate and syllabus"))
        else:
            card = card.model_copy(update={"results": (*card.results, *results)})
        made[key[:3]] = (card, first)
    return [card for card, _ in made.values()], faults


def exempted_components(
    rows: Iterable[Row], body: Body, centres: KnownCentres, repairs: Repairs
) -> tuple[dict[ExemptPlace, dict[str, Row]], list[RowFault]]:
    """Exempted components with their rows, by candidate and syllabus, and every fault."""
    faults: list[RowFault] = []
    found: dict[ExemptPlace, dict[str, Row]] = {}
    for each in rows:
        row = _mended(each, body, centres, repairs)
        wrong = _identity_faults(row, body, centres)
        syllabus = body.syllabuses_by_code.get(row["syllabus"])
        if syllabus and syllabus.component(row["component"]) is None:
            wrong.append(unknown_code(row, "component", body.identifiers.component, f"syllabus {syllabus.code} has no such component"))
        faults += wrong
        if not wrong:
            key = ExemptPlace(centres.owners[row["centre"]], row["syllabus"], row["candidate"])
            found.setdefault(key, {})[row["component"]] = row
    return found, faults


def unknown_candidate(row: Row) -> RowFault:
    """An exemption for somebody whom the register does not have."""
    return row.invalid("candidate", row["candidate"], "the results register has no such candidate in this syllabus")


def _mended(row: Row, body: Body, centres: KnownCentres, repairs: Repairs) -> Row:
    """Return the row with what spreadsheets do to codes and numbers undone, where there is one thing only that it can mean."""
    cells = dict(row.cells)

    def mend(code: str, column: str, became: str) -> None:
        if became != cells[column]:
            repairs.note(code, row.number, column, was=cells[column], became=became)
            cells[column] = became

    kinds = {"candidate": body.identifiers.candidate, "syllabus": body.identifiers.syllabus, "component": body.identifiers.component}
    for column in (*kinds, "mark"):
        if column in cells and (whole := DECIMALS.fullmatch(cells[column])) and not (column in kinds and kinds[column].fits(cells[column])):
            mend("decimals", column, whole[1])
    if cells["centre"] not in centres.owners and cells["centre"].upper() in centres.owners:
        mend("capitals", "centre", cells["centre"].upper())
    if body.identifiers.candidate.fits(body.printed(cells["candidate"])):
        mend("zeros", "candidate", body.printed(cells["candidate"]))
    mend(*meant_code(cells["syllabus"], body.syllabuses_by_code, "syllabus"))
    syllabus = body.syllabuses_by_code.get(cells["syllabus"])
    if syllabus and cells["component"]:
        mend(*meant_code(cells["component"], [each.code for each in syllabus.components], "component"))
    if "origin" in cells and cells["origin"].lower() in set(Origin):
        mend("capitals", "origin", cells["origin"].lower())
    if syllabus and "grade" in cells:
        mend("capitals", "grade", meant_grade(cells["grade"], (*syllabus.grades, "X", "Q")))
    return replace(row, cells=cells)


def meant_code(written: str, codes: Iterable[str], column: str) -> tuple[str, str, str]:
    """Return the repair, the column and the one code that this is but for its capitals or its leading zeros; as written if there is none."""
    known = list(codes)
    if written not in known:
        for repair, same in (("capitals", str.lower), ("zeros", lambda text: text.lstrip("0"))):
            meant = [each for each in known if same(each) == same(written)]
            if len(meant) == 1:
                return repair, column, meant[0]
    return "zeros", column, written


def meant_grade(written: str, grades: Iterable[str]) -> str:
    """Return the one grade that this is but for its capitals; as written where there is none, or more than one (a is not A)."""
    same = {each for each in grades if each.lower() == written.lower()}
    return next(iter(same)) if written not in same and len(same) == 1 else written


def _identity_faults(row: Row, body: Body, centres: KnownCentres) -> list[RowFault]:
    faults = []
    kinds = body.identifiers
    if row["centre"] not in centres.owners:
        faults.append(unknown_code(row, "centre", kinds.centre, centres.otherwise))
    if not kinds.candidate.fits(row["candidate"]):
        faults.append(row.invalid("candidate", row["candidate"], kinds.candidate.form))
    if row["syllabus"] not in body.syllabuses_by_code:
        faults.append(unknown_code(row, "syllabus", kinds.syllabus, "the catalogue has no such syllabus"))
    return faults


def unknown_code(row: Row, column: str, identifier: Identifier, why: str) -> RowFault:
    """Return the fault of a number or code that is unknown: what its form is, where it does not have it, or else `why`."""
    return row.invalid(column, row[column], why if identifier.fits(row[column]) else identifier.form)


def _result_faults(row: Row, syllabus: Syllabus | None, body: Body, *, whole: bool) -> list[RowFault]:
    """`whole` says that on the row's route there are grades of syllabuses and no marks of components."""
    faults = []
    if not row["name"] or len(row["name"]) > 120:
        faults.append(row.invalid("name", row["name"][:20], "a name has between 1 and 120 characters"))
    if row["origin"] not in set(Origin):
        faults.append(row.invalid("origin", row["origin"], f"it is one of {', '.join(Origin)}"))
    marker = row.cells.get("marker", "")
    if marker and not re.fullmatch(EXAMINER, marker):
        faults.append(row.invalid("marker", marker[:40], "an id has up to 40 letters, digits, dots, strokes and dashes, and is not a name"))
    for each in body.identifiers.further:
        if (value := row.cells.get(each.id, "")) and not each.fits(value):
            faults.append(row.invalid(each.id, value, each.form))
    if syllabus is None:
        return faults
    if row["grade"] and row["grade"] not in {*syllabus.grades, "X", "Q"}:
        faults.append(row.invalid("grade", row["grade"], f"grades of syllabus {syllabus.code} are {', '.join(syllabus.grades)}, X and Q"))
    if whole:
        wrong = next((name for name in ("component", "mark") if row[name]), "origin" if row["origin"] != Origin.NONE else None)
        why = "the centre gave the grade of the syllabus: component and mark stay empty, and the origin is none"
        return [*faults, row.invalid(wrong, row[wrong], why)] if wrong else faults
    component = syllabus.component(row["component"])
    if component is None:
        return [*faults, unknown_code(row, "component", body.identifiers.component, f"syllabus {syllabus.code} has no such component")]
    mark = row["mark"]
    if mark and not (re.fullmatch("[0-9]{1,4}", mark) and int(mark) <= component.most):
        faults.append(row.invalid("mark", mark, f"a mark is a whole number from 0 to {component.most}"))
    if bool(mark) is (row["origin"] == Origin.NONE):
        faults.append(row.invalid("mark", mark, "there is a mark exactly where the origin is not “none”"))
    return faults


def _disagreement(row: Row, column: str, other: int, *, value: str, whom: str) -> RowFault:
    return row.fault(column, problem("row_disagrees", other=other, value=value, whom=whom))
