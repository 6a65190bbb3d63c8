"""Grade boundaries: read from rows, every fault named; and how far a mark is from the next ones, as information (BY-28)."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.people.history import Actor
from functions.domain.register.boundaries import COLUMNS, Boundaries, GradeBoundary, Scale, boundaries_of_rows, changed_scales, distance
from functions.domain.register.csv_rows import read_sheet
from tests.builders import CAMBRIDGE, RESULTS_OUT, body

SCALE = Scale(component="22", grades=tuple(GradeBoundary(grade=grade, mark=mark) for grade, mark in (("A", 60), ("B", 52), ("C", 44))))
HEADER = "syllabus,component,option,components,grade,boundary"


def read(*rows: str) -> tuple[dict[str, tuple[Scale, ...]], list[tuple[int, str, str]]]:
    sheet = read_sheet("\n".join([HEADER, *rows]), *COLUMNS)
    found, faults = boundaries_of_rows(sheet.rows, body(), sheet.repairs)
    return found, [(each.row, each.column, each.problem.message) for each in [*sheet.faults, *faults]]


@pytest.mark.proves("BY-28")
@pytest.mark.parametrize(
    ("mark", "grade", "text"),
    [
        (58, "B", "2 marks below the boundary of A (60), 6 marks above that of B (52)"),
        (59, "B", "1 mark below the boundary of A (60), 7 marks above that of B (52)"),
        (60, "A", "on the boundary of A (60)"),
        (52, "B", "8 marks below the boundary of A (60), on that of B (52)"),
        (75, "A", "15 marks above the boundary of A (60)"),
        (43, None, "1 mark below the boundary of C (44)"),
    ],
)
def test_a_distance_says_how_far_the_next_grade_is_up_and_the_own_one_down(mark: int, grade: str | None, text: str) -> None:
    found = distance(SCALE, mark)
    assert (found.grade, found.text) == (grade, text)


@pytest.mark.proves("BY-28")
def test_boundaries_are_kept_by_component_by_option_and_for_the_syllabus_the_highest_grade_first() -> None:
    found, faults = read(
        "0580,22,,,B,50", "580,22,,,a,58.0", "0580,,BX,42+22,A,154", "0580,,BX,42+22,B,132", "0580,,,,A,150",
    )  # fmt: skip
    assert faults == []
    assert [(each.component, each.option, each.components) for each in found["0580"]] == [
        ("22", "", ()), ("", "BX", ("22", "42")), ("", "", ()),
    ]  # fmt: skip
    assert [(each.grade, each.mark) for each in found["0580"][0].grades] == [("A", 58), ("B", 50)]


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ("0001,22,,,A,58", "syllabus", "the catalogue has no such syllabus"),
        ("0580,99,,,A,58", "component", "syllabus 0580 has no such component"),
        ("0580,,BX,22+99,A,154", "components", "syllabus 0580 has no such component"),
        ("0580,22,BX,,A,58", "component", "a row is about one component or about an option, not both"),
        ("0580,,B X,,A,58", "option", "an option’s code has up to 20 letters"),
        ("0580,22,,,Z,58", "grade", "grades of syllabus 0580 are"),
        ("0580,22,,,A,71", "boundary", "a boundary is a whole number from 0 to 70"),
        ("0580,22,,,A,many", "boundary", "a boundary is a whole number from 0 to 70"),
        ("0580,22,,,B,57", "grade", "row 2 has the boundary of this grade already"),
        ("0580,22,,,A,50", "boundary", "row 2 has 50 for B, and a higher grade needs a higher mark"),
        ("0580,22,,,C,51", "boundary", "row 2 has 50 for B, and a higher grade needs a higher mark"),
    ],
)
def test_a_row_that_cannot_be_right_is_named_with_its_column_and_the_cause(row: str, column: str, why: str) -> None:
    _, faults = read("0580,22,,,B,50", row)
    ((number, at, message),) = faults
    assert (number, at) == (3, column)
    assert why in message


def test_a_file_replaces_all_boundaries_of_the_syllabuses_that_it_names_and_of_no_other() -> None:
    stored: dict[str, Any] = {"0580": _stored("0580", SCALE, SCALE.model_copy(update={"component": "42"})), "0500": _stored("0500", SCALE)}
    lower = SCALE.model_copy(update={"grades": SCALE.grades[1:]})
    changed = changed_scales(stored, {"0580": (lower, SCALE.model_copy(update={"component": "32"}))})
    assert [(each.syllabus, each.about, each.before is None, each.after is None) for each in changed] == [
        ("0580", "Component 22", False, False), ("0580", "Component 32", True, False), ("0580", "Component 42", False, True),
    ]  # fmt: skip
    assert changed_scales(stored, {"0500": (SCALE,)}) == []


def _stored(syllabus: str, *scales: Scale) -> Any:
    return Boundaries(
        body=CAMBRIDGE, series="2022-06", owner=CAMBRIDGE, syllabus=syllabus, scales=scales, source="Grade thresholds, June 2022",
        source_url="", imported_at=RESULTS_OUT, imported_by=Actor(id="p1", organisation=CAMBRIDGE),
    )  # fmt: skip
