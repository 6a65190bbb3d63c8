"""Grade boundaries: from which mark on each grade is given, by series and syllabus, and how far a mark is from them (BY-28).

A file has a row a grade: `syllabus`, `grade` and `boundary`, the lowest mark of the grade; for the marks of one component `component` too,
and where a syllabus has options, `option` with the code of one and `components` with its components, such as 22+42. All rows of a
syllabus come in one file, which names where they are published. A distance is information: whether to ask for a review is not said.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.people.history import Actor
from functions.domain.register.csv_rows import Repairs, Row, RowFault
from functions.domain.register.imports import DECIMALS, Columns, Import, meant_code, meant_grade, unknown_code

COLUMNS = Columns(("syllabus", "grade", "boundary"), ("component", "option", "components"))
HIGHEST = 2000  # a boundary of a whole syllabus


class ImportBoundaries(Import):
    """A file of grade boundaries, and where they are published."""

    source: Annotated[
        str,
        Field(
            title="Where are they published?", description="Title and publisher, such as “Grade boundaries June 2026, AQA”.", max_length=200
        ),
    ] = ""
    source_url: Annotated[
        str, Field(title="Address of the publication, if there is one", max_length=300, pattern=r"^(https://[A-Za-z0-9.\-]+/[!-~]*)?$")
    ] = ""


class GradeBoundary(BaseModel):
    """The lowest mark for which a grade is given."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    grade: str
    mark: int


class Scale(BaseModel):
    """The boundaries of one component, or with `component` empty those of the syllabus; where it has options, of the `option` that is
    made of these `components`. The highest grade comes first."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    component: str = ""
    option: str = ""
    components: tuple[str, ...] = ()
    grades: tuple[GradeBoundary, ...]


class Boundaries(BaseModel):
    """The grade boundaries of a syllabus in a series, as `owner` imported them: the awarding body for everybody, or a centre for itself."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    body: str
    series: str
    owner: str
    syllabus: str
    scales: tuple[Scale, ...]
    source: str
    source_url: str
    imported_at: datetime
    imported_by: Actor
    version: int = 1

    def of_component(self, component: str) -> Scale | None:
        return next((each for each in self.scales if each.component == component), None)

    def of_total(self, components: Collection[str]) -> Scale | None:
        """Return the boundaries for the total of exactly these components; None where the file does not name them, since marks may be weighted."""
        return next((each for each in self.scales if not each.component and set(each.components) == set(components)), None)


class Distance(NamedTuple):
    """How far a mark is from the boundary of the next higher grade and from that of its own, each None where there is none."""

    grade: str | None
    above: GradeBoundary | None
    marks_to_above: int
    own: GradeBoundary | None
    marks_over: int

    @property
    def text(self) -> str:
        """The distance in words: “2 marks below the boundary of A (60), 6 marks above that of B (52)”."""
        up = f"{_marks(self.marks_to_above)} below the boundary of {_said(self.above)}" if self.above else ""
        if self.own is None:
            return up
        which = f"that of {_said(self.own)}" if up else f"the boundary of {_said(self.own)}"
        down = f"on {which}" if self.marks_over == 0 else f"{_marks(self.marks_over)} above {which}"
        return f"{up}, {down}" if up else down


def distance(scale: Scale, mark: int) -> Distance:
    """Return how far a mark is from the boundaries around it."""
    own = max((each for each in scale.grades if each.mark <= mark), key=lambda each: each.mark, default=None)
    above = min((each for each in scale.grades if each.mark > mark), key=lambda each: each.mark, default=None)
    return Distance(own.grade if own else None, above, above.mark - mark if above else 0, own, mark - own.mark if own else 0)


def boundaries_of_rows(rows: Iterable[Row], body: Body, repairs: Repairs) -> tuple[dict[str, tuple[Scale, ...]], list[RowFault]]:
    """Return the boundaries by syllabus, and every fault of the rows."""
    faults: list[RowFault] = []
    found: dict[tuple[str, str, str, tuple[str, ...]], dict[str, tuple[int, Row]]] = {}
    for each in rows:
        row = _mended(each, body, repairs)
        syllabus = body.syllabuses_by_code.get(row["syllabus"])
        wrong = _faults(row, body, syllabus)
        faults += wrong
        if wrong or syllabus is None:
            continue
        key = (syllabus.code, row.cells.get("component", ""), row.cells.get("option", ""), _components(row))
        grades = found.setdefault(key, {})
        if row["grade"] in grades:
            before = grades[row["grade"]][1].number
            faults.append(row.invalid("grade", row["grade"], f"row {before} has the boundary of this grade already"))
            continue
        faults += _out_of_order(row, syllabus, grades)
        grades[row["grade"]] = (int(row["boundary"]), row)
    made: dict[str, list[Scale]] = {}
    for (code, component, option, components), grades in found.items():
        order = body.syllabuses_by_code[code].grades.index
        every = tuple(GradeBoundary(grade=grade, mark=grades[grade][0]) for grade in sorted(grades, key=order))
        made.setdefault(code, []).append(Scale(component=component, option=option, components=components, grades=every))
    return {code: tuple(scales) for code, scales in made.items()}, faults


class ChangedScale(NamedTuple):
    """The boundaries of a component, an option or a syllabus before and after an import; None where there were or are none."""

    syllabus: str
    before: Scale | None
    after: Scale | None

    @property
    def about(self) -> str:
        scale = self.after or self.before
        assert scale
        if scale.component:
            return f"Component {scale.component}"
        option = f"Option {scale.option}" if scale.option else "Syllabus"
        return f"{option} ({'+'.join(scale.components)})" if scale.components else option


def changed_scales(stored: Mapping[str, Boundaries], wanted: Mapping[str, tuple[Scale, ...]]) -> list[ChangedScale]:
    """Return what a file changes: it replaces all boundaries of each syllabus that it names."""
    changed = []
    for syllabus, scales in sorted(wanted.items()):
        before = {_place(each): each for each in stored[syllabus].scales} if syllabus in stored else {}
        after = {_place(each): each for each in scales}
        every = [ChangedScale(syllabus, before.get(place), after.get(place)) for place in dict.fromkeys((*after, *before))]
        changed += [each for each in every if each.before != each.after]
    return changed


def fingerprint(changed: Iterable[ChangedScale], source: str) -> str:
    """Return what tells one set of changes from another, in 16 characters: what was previewed is what is imported."""
    seen = hashlib.sha256(source.encode())
    for each in changed:
        seen.update(
            f"{each.syllabus}|{each.before and each.before.model_dump_json()}|{each.after and each.after.model_dump_json()}\n".encode()
        )
    return seen.hexdigest()[:16]


def _place(scale: Scale) -> tuple[str, str, tuple[str, ...]]:
    return scale.component, scale.option, scale.components


def _mended(row: Row, body: Body, repairs: Repairs) -> Row:
    """Return the row with what spreadsheets do to codes and numbers undone, where there is one thing only that it can mean."""
    cells = dict(row.cells)

    def mend(code: str, column: str, became: str) -> None:
        if became != cells[column]:
            repairs.note(code, row.number, column, was=cells[column], became=became)
            cells[column] = became

    if whole := DECIMALS.fullmatch(cells["boundary"]):
        mend("decimals", "boundary", whole[1])
    mend(*meant_code(cells["syllabus"], body.syllabuses_by_code, "syllabus"))
    if syllabus := body.syllabuses_by_code.get(cells["syllabus"]):
        if cells.get("component"):
            mend(*meant_code(cells["component"], [each.code for each in syllabus.components], "component"))
        mend("capitals", "grade", meant_grade(cells["grade"], syllabus.grades))
    return replace(row, cells=cells)


def _faults(row: Row, body: Body, syllabus: Syllabus | None) -> list[RowFault]:
    if syllabus is None:
        return [unknown_code(row, "syllabus", body.identifiers.syllabus, "the catalogue has no such syllabus")]
    faults = []
    code, option = row.cells.get("component", ""), row.cells.get("option", "")
    component = syllabus.component(code) if code else None
    if code and component is None:
        faults.append(unknown_code(row, "component", body.identifiers.component, f"syllabus {syllabus.code} has no such component"))
    for each in _components(row):
        if syllabus.component(each) is None:
            faults.append(row.invalid("components", each, f"syllabus {syllabus.code} has no such component"))
    if code and (option or _components(row)):
        faults.append(row.invalid("component", code, "a row is about one component or about an option, not both"))
    if not re.fullmatch("[0-9A-Za-z/.-]{0,20}", option):
        faults.append(row.invalid("option", option, "an option’s code has up to 20 letters, digits, strokes, dots and dashes"))
    if row["grade"] not in syllabus.grades:
        faults.append(row.invalid("grade", row["grade"], f"grades of syllabus {syllabus.code} are {', '.join(syllabus.grades)}"))
    most = component.most if component else HIGHEST
    if not (re.fullmatch("[0-9]{1,4}", row["boundary"]) and int(row["boundary"]) <= most):
        faults.append(row.invalid("boundary", row["boundary"], f"a boundary is a whole number from 0 to {most}"))
    return faults


def _out_of_order(row: Row, syllabus: Syllabus, grades: Mapping[str, tuple[int, Row]]) -> list[RowFault]:
    """Return the fault of a boundary that is not above those of lower grades and below those of higher ones."""
    place, mark = syllabus.grades.index(row["grade"]), int(row["boundary"])
    for grade, (other, at) in grades.items():
        if other == mark or (other > mark) is not (syllabus.grades.index(grade) < place):
            why = f"row {at.number} has {other} for {grade}, and a higher grade needs a higher mark"
            return [row.invalid("boundary", row["boundary"], why)]
    return []


def _components(row: Row) -> tuple[str, ...]:
    return tuple(sorted(each.strip() for each in row.cells.get("components", "").split("+") if each.strip()))


def _marks(count: int) -> str:
    return f"{count} mark{'' if count == 1 else 's'}"


def _said(boundary: GradeBoundary | None) -> str:
    return f"{boundary.grade} ({boundary.mark})" if boundary else ""
