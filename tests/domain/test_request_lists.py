"""The rows of a spreadsheet become requests: no row is lost, each fault is at its row and column, and ids never change (BY-06)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.domain.enquiries.request_list_columns import template_headings
from functions.domain.enquiries.request_lists import ListRead, faults_of, read_list, request_id
from functions.domain.errors import problem
from tests import builders
from tests.builders import CAMBRIDGE, RESULTS_OUT, london

EMAIL = "exams@northfield.example"
HEADINGS = ["service", "syllabus", "components", "candidate number", "note"]
SUMMER = london("2026-08-20 10:00")


def read(
    *rows: Sequence[str], headings: Sequence[str] = HEADINGS, bodies: Sequence[str] = (CAMBRIDGE,), now: Any = RESULTS_OUT
) -> ListRead:
    written = io.StringIO()
    csv.writer(written).writerows([headings, *rows])
    return read_list(written.getvalue(), {id: builders.catalogue().bodies[id].at(now) for id in bodies}, EMAIL, now)


def faults(found: ListRead) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.problem.message) for each in found.faults]


@pytest.mark.proves("BY-06")
def test_a_row_becomes_what_the_form_would_send() -> None:
    (request,) = read(["2", "0580", "22; 42", "713", "Mock 63%"]).requests
    assert request.content == builders.content(
        components=("22", "42"), candidates=("0713",), contact_email=EMAIL, qualification=request.content.qualification, note="Mock 63%"
    )
    assert request.content.qualification


def test_a_fault_names_its_column_as_the_file_writes_it_also_in_capitals() -> None:
    found = read(["7", "0580", "22", "0713", ""], headings=["Service", "SYLLABUS", "Papers", "Candidate number", "Note"])
    ((row, column, message),) = faults(found)
    assert (row, column) == (2, "Service")
    assert message.startswith("“7” is not valid in Service: ")


@pytest.mark.parametrize(
    "written", ["2022-06", "June 2022", "june 2022", "Jun-22", "Jun 2022", "06/2022", "01/06/2022", "2022-06-01", "2022/6"]
)
def test_a_series_is_read_as_people_and_spreadsheets_write_a_month(written: str) -> None:
    found = read(["2", "0580", "22", "0713", "", written], headings=[*HEADINGS, "series"])
    assert (faults(found), [each.content.series for each in found.requests]) == ([], ["2022-06"])


def test_another_series_or_none_where_several_are_open_is_a_fault() -> None:
    found = read(["2", "0580", "22", "0713", "", "Summer"], headings=[*HEADINGS, "series"])
    ((row, column, message),) = faults(found)
    assert (row, column) == (2, "series")
    assert message.startswith("“Summer” is not valid in series: there are June 2022, ")
    june = builders.series()
    both = builders.body(series=(june, june.model_copy(update={"id": "2022-05", "title": "May 2022"})))
    several = read_list("service,syllabus,components,candidate number\n2,0580,22,0713\n", {CAMBRIDGE: both}, EMAIL, RESULTS_OUT)
    assert faults(several) == [(2, "series", "Choose the series.")]


def test_without_a_series_it_is_the_only_one_open_or_the_last_that_was() -> None:
    row = ["2", "0580", "22", "0713", ""]
    asked = [[each.content.series for each in read(row, now=now).requests] for now in (RESULTS_OUT, london("2022-09-21 00:10"))]
    assert asked == [["2022-06"], ["2022-06"]]


@pytest.mark.parametrize(
    "written", ["2S", "2s", "Service 2S", "Review of marking with copy of script", "Service 2S: Review of marking with copy of script"]
)
def test_a_service_is_named_by_its_code_or_one_of_its_names(written: str) -> None:
    assert [each.content.service for each in read([written, "0580", "22", "0713", ""]).requests] == ["2S"]


@pytest.mark.parametrize("written", ["0610", "610", "610.0", "610,0"])
def test_a_syllabus_is_named_by_its_code_also_without_its_zeros(written: str) -> None:
    assert [each.content.syllabus for each in read(["2", written, "22", "0713", ""]).requests] == ["0610"]


@pytest.mark.proves("BY-06")
@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        (
            ["7", "0580", "22", "0713", ""],
            "service",
            "“7” is not valid in service: Cambridge International has 1 (Clerical re-check), 1S (",
        ),
        (["", "0580", "22", "0713", ""], "service", "Choose a service."),
        (["10", "0580", "22", "0713", ""], "service", "“10” is not valid in service: it is on offer for the route “"),
        (["AP", "0580", "", "0713", ""], "service", "“AP” is not valid in service: it is on offer for the route “"),
        (["2", "9999", "22", "0713", ""], "syllabus", "“9999” is not valid in syllabus: the catalogue has no such syllabus."),
        (["2", "Maths?", "22", "0713", ""], "syllabus", "“Maths?” is not valid in syllabus: syllabus numbers have "),
        (["2", "", "22", "0713", ""], "syllabus", "Enter a syllabus by name or number"),
        (["2", "0580", "22 99", "0713", ""], "components", "“99” is not valid in components: syllabus 0580 has "),
        (
            ["2", "0580", "22", "07A3", ""],
            "candidate number",
            "“07A3” is not valid in candidate number: candidate numbers have up to four digits",
        ),
        (["2", "0580", "22", "0713", "x" * 201], "note", "is not valid in note: it is too long."),
    ],
)
def test_what_cannot_be_read_is_a_fault_at_its_row_and_column(row: list[str], column: str, message: str) -> None:
    found = read(["2", "0580", "22", "0714", ""], row)
    assert [(each.row, each.line, each.column) for each in found.faults] == [(3, 3, column)]
    assert message in found.faults[0].problem.message
    assert [each.number for each in found.requests] == [2]


def test_a_syllabus_is_named_by_its_name_where_only_one_has_it_and_is_not_guessed_where_several_have() -> None:
    row = ["2", "economics", "7136/1", "0713", ""]
    assert [each.content.syllabus for each in read(row, bodies=["aqa"], now=SUMMER).requests] == ["7136"]
    assert faults(read(["2", "Mathematics", "22", "0713", ""])) == [
        (2, "syllabus", "“Mathematics” is not valid in syllabus: several have this name: write the code.")
    ]


def test_an_appeal_is_asked_for_with_the_form() -> None:
    found = read(["AP", "0580", "", "0713", "", "school-assessed", "2021-11"], headings=[*HEADINGS, "route", "series"])
    assert [(each.column, each.problem.code) for each in found.faults] == [("service", "row_by_form")]


def test_headings_may_be_those_of_an_awarding_body_or_of_other_spreadsheets_and_stand_in_any_order_below_a_title() -> None:
    text = "Requests of our centre\nCand No;Exam Board;Name;Subject;Paper;Service code\n713;Cambridge International;Amina Osei;580;22;2\n"
    found = read_list(text, {CAMBRIDGE: builders.body()}, EMAIL, RESULTS_OUT)
    assert (faults(found), [each.content.candidates for each in found.requests]) == ([], [("0713",)])
    assert found.sheet.repairs.written["candidate number"] == "Cand No"
    learner = read(
        ["CC", "601/8882/0", "", "1", ""], headings=["service", "qualification number", "units", "learner number", "note"], bodies=["ncfe"]
    )
    assert learner.sheet.repairs.written == {
        "syllabus": "qualification number",
        "components": "units",
        "candidate number": "learner number",
    }


@pytest.mark.proves("BY-06")
def test_components_of_one_candidate_and_candidates_of_one_group_are_one_request_each() -> None:
    found = read(
        ["2", "0580", "22", "0713", "First"],
        ["9", "0580", "22", "0714", ""],
        ["2", "0580", "42", "0713", "Second"],
        ["9", "0580", "22", "0015", ""],
        ["9", "0580", "42", "0015", ""],
        ["5", "0500", "03", "", ""],
    )
    made = [([one.row.number for one in each.rows], each.content.components, each.content.candidates) for each in found.requests]
    assert made == [
        ([2, 4], ("22", "42"), ("0713",)),
        ([3, 5], ("22",), ("0714", "0015")),
        ([6], ("42",), ("0015",)),
        ([7], ("03",), ()),
    ]
    assert found.requests[0].content.note == "First"
    assert [each.number for each in found.requests] == [2, 3, 6, 7]


def test_a_row_that_asks_for_the_same_again_is_a_fault() -> None:
    found = read(
        ["2", "0580", "22", "0713", ""], ["2", "0580", "22+42", "713", ""], ["9", "0580", "22", "0714", ""], ["9", "0580", "22", "714", ""]
    )
    assert faults(found) == [
        (3, "candidate number", "Row 2 asks for the same. Delete one of the two rows."),
        (5, "candidate number", "Row 4 asks for the same. Delete one of the two rows."),
    ]


@pytest.mark.proves("BY-06")
def test_a_problem_of_a_request_of_several_rows_stands_at_the_row_that_has_it() -> None:
    (request,) = read(["2", "0580", "22", "0713", ""], ["2", "0580", "42", "0713", ""]).requests
    wrong = problem("component_not_taken", field="candidates.0713", candidate="0713", component="42")
    found = faults_of(request, lambda asked: [wrong] if "42" in asked.components else [])
    assert [(each.row, each.column) for each in found] == [(3, "candidate number")]
    whole = problem("series_missing", field="series")
    assert [(each.row, each.column) for each in faults_of(request, lambda asked: [whole])] == [(2, "series")]


NUMBERS = st.sampled_from([f"{each:04}" for each in range(1, 40)])
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["2", "1S", "9", "5", "77"]),
        st.sampled_from(["0580", "0500", "1"]),
        st.sampled_from(["22", "42", "12", ""]),
        NUMBERS,
    ),
    max_size=30,
)


@pytest.mark.proves("BY-06")
@given(ROWS)
def test_no_row_is_lost_or_used_twice(rows: list[tuple[str, ...]]) -> None:
    found = read(*([*row, ""] for row in rows))
    used = [one.row.number for each in found.requests for one in each.rows]
    at_fault = {each.row for each in found.faults} - {1}
    assert len(used) == len(set(used))
    assert not at_fault & set(used)
    assert at_fault | set(used) == set(range(2, len(rows) + 2))
    assert [each.number for each in found.requests] == sorted(each.number for each in found.requests)


@pytest.mark.proves("BY-06")
@given(st.text("0123456789abcdef", min_size=32, max_size=32), st.sets(st.integers(2, 600), min_size=2))
def test_the_id_of_a_row_is_its_lists_alone_and_always_the_same(list_id: str, rows: set[int]) -> None:
    made = {request_id(list_id, row) for row in rows}
    assert len(made) == len(rows)
    assert made == {request_id(list_id, row) for row in rows}
    assert not made & {request_id(list_id[::-1] + "0", row) for row in rows}


@pytest.mark.proves("BY-06")
def test_ids_made_by_an_earlier_version_stay_as_they_were() -> None:
    assert request_id("a" * 32, 2) == "44018295-b847-5de7-acc2-82c402a66234"


@pytest.mark.proves("BY-06")
def test_a_template_has_the_headings_that_are_read_in_the_words_of_an_only_body() -> None:
    alone = template_headings([builders.catalogue().bodies["ncfe"]], series=False, routes=False, grade_checks=False)
    assert alone == ["Service", "Qualification number", "Units", "Learner number", "Note"]
    every = list(builders.catalogue().bodies.values())
    headings = template_headings(every, series=True, routes=True, grade_checks=True)
    assert headings == [
        "Awarding body", "Series", "Route", "Service", "Subject", "Components", "Candidate number", "On whose behalf", "Revised grade", "Error", "Note",
    ]  # fmt: skip
    row = ["Cambridge International", "June 2022", "", "2", "0580", "22", "0713", "", "", "", ""]
    assert [each.content.candidates for each in read(row, headings=headings, bodies=[each.id for each in every]).requests] == [("0713",)]


@pytest.mark.parametrize(
    ("heading", "value", "field"),
    [
        ("Subject", "0580", "syllabus"), ("Subject code", "0580", "syllabus"), ("Syllabus code", "0580", "syllabus"),
        ("Syllabus number", "0580", "syllabus"), ("Specification", "0580", "syllabus"), ("Assessment", "0580", "syllabus"),
        ("Qualification code", "0580", "syllabus"), ("Service code", "2", "service"), ("Request", "2", "service"),
        ("Cand no", "0713", "candidate number"), ("Candidate no", "0713", "candidate number"), ("Candidate no.", "0713", "candidate number"),
        ("Exam number", "0713", "candidate number"), ("Component", "22", "components"), ("Component number", "22", "components"),
        ("Component code", "22", "components"), ("Paper", "22", "components"), ("Papers", "22", "components"), ("Unit", "22", "components"),
        ("Units", "22", "components"), ("Unit code", "22", "components"), ("Notes", "Mine", "note"), ("Comment", "Mine", "note"),
    ],
)  # fmt: skip
def test_a_column_is_known_by_each_of_its_usual_headings(heading: str, value: str, field: str) -> None:
    values = {"service": "2", "syllabus": "0580", "components": "22", "candidate number": "0713", "note": "Mine"}
    assert values[field] == value
    headings = [heading if each == field else each for each in HEADINGS]
    (request,) = read([values[each] for each in HEADINGS], headings=headings).requests
    found = request.content
    assert (found.service, found.syllabus, found.components, found.candidates, found.note) == ("2", "0580", ("22",), ("0713",), "Mine")


@pytest.mark.parametrize(("heading", "value"), [("Session", "June 2022"), ("Exam series", "June 2022"), ("Series", "June 2022")])
def test_a_series_is_known_by_its_usual_headings(heading: str, value: str) -> None:
    (request,) = read(["2", "0580", "22", "0713", "", value], headings=[*HEADINGS, heading]).requests
    assert request.content.series == "2022-06"


@pytest.mark.parametrize(
    ("month", "name"),
    [
        ("01", "January"), ("02", "Feb"), ("03", "March"), ("04", "Apr"), ("05", "May"), ("06", "June"), ("07", "Jul"), ("08", "August"),
        ("09", "Sept"), ("10", "Oct"), ("11", "November"), ("12", "Dec"),
    ],
)  # fmt: skip
def test_the_month_of_a_series_is_named_in_full_or_shortened(month: str, name: str) -> None:
    ours = builders.series().model_copy(update={"id": f"2022-{month}", "title": "That series"})
    other = builders.series().model_copy(update={"id": "2021-06", "title": "Another"})
    body = builders.body(series=(ours, other))
    text = f"service,syllabus,components,candidate number,series\n2,0580,22,0713,{name} 2022\n"
    (request,) = read_list(text, {CAMBRIDGE: body}, EMAIL, RESULTS_OUT).requests
    assert request.content.series == f"2022-{month}"


def test_the_id_of_a_request_is_made_of_its_list_and_its_row_and_never_changes() -> None:
    assert request_id("0" * 32, 2) == request_id("0" * 32, 2)
    assert len({request_id("0" * 32, 2), request_id("0" * 32, 3), request_id("1" * 32, 2)}) == 3
