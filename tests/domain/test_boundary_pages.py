"""What a page says of grade boundaries beside its marks: how far they are, and whose figures these are."""

from __future__ import annotations

import pytest

from functions.domain.people.history import Actor
from functions.domain.register.boundaries import Boundaries, ChangedScale, GradeBoundary, Scale
from functions.domain.register.csv_rows import Repaired
from functions.domain.views.boundary_pages import preview, total_distance, with_distances
from tests.builders import CAMBRIDGE, RESULTS_OUT, body


def scale(component: str = "", *components: str) -> Scale:
    return Scale(component=component, components=components, grades=(GradeBoundary(grade="A", mark=60), GradeBoundary(grade="B", mark=52)))


def boundaries(*scales: Scale, owner: str = CAMBRIDGE) -> Boundaries:
    return Boundaries(
        body=CAMBRIDGE, series="2022-06", owner=owner, syllabus="0580", scales=scales, source="Grade thresholds", source_url="",
        imported_at=RESULTS_OUT, imported_by=Actor(id="p1", organisation=CAMBRIDGE),
    )  # fmt: skip


def page(before: int | None, after: int | None) -> dict[str, object]:
    return {"components": [{"code": "22", "mark_before": before, "mark_after": after}]}


@pytest.mark.proves("BY-28")
@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (58, 60, ("2 marks below the boundary of A (60), 6 marks above that of B (52)", "on the boundary of A (60)")),
        (None, 60, (None, "on the boundary of A (60)")),
        (58, None, ("2 marks below the boundary of A (60), 6 marks above that of B (52)", None)),
    ],
)
def test_a_mark_whose_reader_sees_it_has_its_distance_and_the_source_stands_beside(
    before: int | None, after: int | None, said: tuple[str | None, str | None]
) -> None:
    shown = with_distances(page(before, after), boundaries(scale("22")), body())
    (component,) = shown["components"]
    assert (component["distance_before"], component["distance_after"]) == said
    assert shown["boundaries"] == {
        "title": "Grade thresholds", "url": None, "text": "imported by Cambridge International on 22 August 2022",
    }  # fmt: skip


def test_no_source_stands_where_no_distance_is_said() -> None:
    assert with_distances(page(None, None), boundaries(scale("22")), body())["boundaries"] is None
    assert with_distances(page(58, 60), boundaries(scale("42")), body())["boundaries"] is None
    assert with_distances(page(58, 60), None, body()) == page(58, 60) | {"boundaries": None}


@pytest.mark.proves("BY-28")
def test_boundaries_that_a_centre_imported_are_said_to_be_its_own() -> None:
    shown = with_distances(page(58, 60), boundaries(scale("22"), owner="northfield"), body())
    assert shown["boundaries"]["text"] == "imported by your centre on 22 August 2022"


@pytest.mark.proves("BY-28")
def test_a_total_has_a_distance_only_where_all_its_marks_are_known_and_the_boundaries_are_for_exactly_these() -> None:
    both = boundaries(scale("", "22", "42"))
    assert total_distance(both, {"22": 30, "42": 31}) == {"mark": 61, "text": "1 mark above the boundary of A (60)"}
    assert total_distance(both, {"22": 30, "42": None}) is None
    assert total_distance(both, {"22": 30}) is None
    assert total_distance(None, {"22": 30, "42": 31}) is None


# --- what an import would do


def graded(component: str, a: int, b: int) -> Scale:
    return Scale(component=component, grades=(GradeBoundary(grade="A", mark=a), GradeBoundary(grade="B", mark=b)))


def line(name: str, what: str) -> dict[str, str]:
    return {"centre": "", "candidate": "", "name": name, "syllabus": "0580", "what": what}


def test_what_an_import_adds_changes_and_removes_is_listed_and_counted() -> None:
    changed = [
        ChangedScale("0580", None, graded("22", 60, 52)),
        ChangedScale("0580", graded("42", 60, 52), graded("42", 61, 53)),
        ChangedScale("0580", graded("62", 60, 52), None),
        ChangedScale("0580", graded("12", 40, 30), None),
    ]
    repaired = Repaired("zeros", "syllabus", 2, 3, "Zeros were added")
    shown = preview(changed, [repaired], rows=8, source="Grade thresholds")
    assert len(shown.pop("fingerprint")) == 16
    assert shown == {
        "rows": 8,
        "counts": {"added": 1, "changed": 1, "removed": 2, "renamed": 0, "enquiries": 0},
        "added": [line("Component 22", "A from 60, B from 52")],
        "changed": [line("Component 42", "A from 60, B from 52 → A from 61, B from 53")],
        "removed": [line("Component 62", "A from 60, B from 52"), line("Component 12", "A from 40, B from 30")],
        "repaired": [{"code": "zeros", "column": "syllabus", "times": 2, "row": 3, "message": "Zeros were added"}],
        "enquiries": [],
    }


def test_what_was_previewed_is_known_by_its_changes_and_its_source() -> None:
    one = [ChangedScale("0580", None, graded("22", 60, 52))]
    first = preview(one, [], rows=2, source="Grade thresholds")["fingerprint"]
    assert preview(one, [], rows=9, source="Grade thresholds")["fingerprint"] == first
    assert preview(one, [], rows=2, source="Another file")["fingerprint"] != first
    assert preview([ChangedScale("0580", None, graded("22", 61, 52))], [], rows=2, source="Grade thresholds")["fingerprint"] != first


def test_a_list_of_a_preview_has_at_most_a_hundred_lines_and_the_count_has_all() -> None:
    many = [ChangedScale("0580", None, graded(f"{number}", 60, 52)) for number in range(101)]
    shown = preview(many, [], rows=202, source="Grade thresholds")
    assert (len(shown["added"]), shown["counts"]["added"]) == (100, 101)
