"""The results register and the exemptions from CSV: every fault by row and column, and nothing half read."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.domain.register.cards import Origin
from functions.domain.register.imports import EXEMPTIONS, REGISTER, RowFault, exemption_keys, read_rows, register_cards
from tests.builders import body, result

CENTRES = {"ZZ101": "northfield", "ZZ202": "harbour"}
ROW = {
    "centre": "ZZ101",
    "candidate": "0713",
    "name": "Amina Osei",
    "syllabus": "0580",
    "component": "22",
    "mark": "50",
    "origin": "exam",
    "grade": "B",
}


def table(*rows: dict[str, str], columns: tuple[str, ...] = tuple(ROW)) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_the_register_and_the_exemptions_have_the_columns_that_the_desk_names_to_staff() -> None:
    assert REGISTER == ("centre", "candidate", "name", "syllabus", "component", "mark", "origin", "grade")
    assert EXEMPTIONS == ("centre", "candidate", "syllabus", "component")


def faults(*rows: dict[str, str]) -> list[tuple[int, str, str]]:
    read, wrong = read_rows(table(*rows), REGISTER)
    assert not wrong
    return [(each.row, each.column, each.problem.code) for each in register_cards(read, body(), "2022-06", CENTRES)[1]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_register_becomes_one_card_a_candidate_and_syllabus(end: str, start: str) -> None:
    text = start + table(
        ROW, ROW | {"component": "42", "mark": "", "origin": "none"}, ROW | {"candidate": "7", "name": "Li, Wei", "grade": ""}
    )
    rows, wrong = read_rows(text.replace("\r\n", end), REGISTER)
    cards, found = register_cards(rows, body(), "2022-06", CENTRES)
    assert (wrong, found) == ([], [])
    assert [(each.candidate, each.name, each.grade, each.organisation, each.version) for each in cards] == [
        ("0713", "Amina Osei", "B", "northfield", 0),
        ("0007", "Li, Wei", None, "northfield", 0),
    ]
    assert cards[0].results == (result("22"), result("42", None, Origin.NONE))


def test_columns_may_stand_in_any_order_and_others_are_left_alone() -> None:
    text = table({**ROW, "house": "red"}, columns=("house", *reversed(REGISTER))).replace("centre", " Centre ", 1)
    rows, wrong = read_rows(text, REGISTER)
    assert (rows, wrong) == ([(2, ROW)], [])


def test_a_missing_column_is_named() -> None:
    rows, (fault,) = read_rows(table(ROW, columns=tuple(each for each in REGISTER if each != "origin")), REGISTER)
    assert rows == []
    assert (fault.row, fault.column, fault.problem.code) == (1, "origin", "import_header")
    assert read_rows("", REGISTER)[1][0].problem.code == "import_header"


def test_rows_are_counted_as_in_a_spreadsheet_with_the_empty_ones() -> None:
    header, first = table(ROW).splitlines()
    rows, _ = read_rows("\n".join([header, "", first, "", ",,,,,,,", first]), REGISTER)
    assert [number for number, _ in rows] == [3, 6]


def test_one_import_takes_at_most_2000_rows() -> None:
    rows, none = read_rows(table(*[ROW] * 2000), REGISTER)
    assert (len(rows), none) == (2000, [])
    rows, (fault,) = read_rows(table(*[ROW] * 2001), REGISTER)
    assert (rows, fault.problem.code) == ([], "import_too_long")


def test_what_cannot_be_read_as_csv_says_from_which_row_on() -> None:
    rows, (fault,) = read_rows(table(ROW, ROW | {"name": "x" * 200_000}), REGISTER)
    assert (rows, fault.row, fault.problem.code) == ([], 3, "import_unreadable")


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"centre": "ZZ999"}, "centre"),
        ({"candidate": "07131"}, "candidate"),
        ({"candidate": "٧١٣"}, "candidate"),
        ({"candidate": ""}, "candidate"),
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"syllabus": "9999"}, "syllabus"),
        ({"component": "99"}, "component"),
        ({"mark": "71"}, "mark"),
        ({"mark": "-1"}, "mark"),
        ({"mark": "5.5"}, "mark"),
        ({"mark": "9" * 5000}, "mark"),
        ({"mark": ""}, "mark"),
        ({"origin": "none"}, "mark"),
        ({"origin": "guessed"}, "origin"),
        ({"grade": "Z"}, "grade"),
    ],
)
def test_a_wrong_value_is_named_by_row_and_column(change: dict[str, str], column: str) -> None:
    assert faults(ROW, ROW | {"component": "42"}, {**ROW, "candidate": "0714", **change}) == [(4, column, "row_value")]


def test_a_row_that_stands_twice_names_the_other() -> None:
    assert faults(ROW, ROW | {"component": "42"}, ROW | {"candidate": "713", "mark": "51"}) == [(4, "component", "row_twice")]


@pytest.mark.parametrize(("change", "column"), [({"name": "Amina Osie"}, "name"), ({"grade": "A"}, "grade")])
def test_rows_of_one_candidate_that_disagree_are_refused(change: dict[str, str], column: str) -> None:
    assert faults(ROW, ROW | {"component": "42"} | change) == [(3, column, "row_value")]


@pytest.mark.parametrize("grade", ["", "X", "Q", "A*", "U"])
def test_no_result_and_pending_stand_where_grades_stand(grade: str) -> None:
    assert faults(ROW | {"grade": grade}) == []


@pytest.mark.proves("CI-05")
def test_exemptions_are_read_by_candidate_and_syllabus() -> None:
    one = {"centre": "ZZ101", "candidate": "713", "syllabus": "0580", "component": "42"}
    rows, wrong = read_rows(table(one, one | {"component": "22"}, one | {"centre": "ZZ202"}, columns=EXEMPTIONS), EXEMPTIONS)
    found, more = exemption_keys(rows, body(), CENTRES)
    assert (wrong, more) == ([], [])
    assert found == {("northfield", "0580", "0713"): {"42": 2, "22": 3}, ("harbour", "0580", "0713"): {"42": 4}}


def test_wrong_exemptions_are_named_by_row_and_column() -> None:
    one = {"centre": "ZZ101", "candidate": "713", "syllabus": "0580", "component": "42"}
    changes = [{"centre": "x"}, {"candidate": "x"}, {"syllabus": "9999"}, {"component": "99"}]
    rows, _ = read_rows(table(*(one | each for each in changes), columns=EXEMPTIONS), EXEMPTIONS)
    found, wrong = exemption_keys(rows, body(), CENTRES)
    assert found == {}
    assert [(each.row, each.column) for each in wrong] == [(2, "centre"), (3, "candidate"), (4, "syllabus"), (5, "component")]


values = st.sampled_from(
    ["", "ZZ101", "0713", "713", "0580", "22", "42", "50", "exam", "none", "B", "Amina, Osei", '"', "\r", "\x00", "=1+1"]
) | st.text(max_size=5)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(REGISTER, values)), max_size=5))
def test_whatever_stands_in_a_file_is_read_or_named_as_wrong(rows: list[dict[str, str]]) -> None:
    read, wrong = read_rows(table(*rows), REGISTER)
    cards, found = register_cards(read, body(), "2022-06", CENTRES)
    for each in [*wrong, *found]:
        assert isinstance(each, RowFault)
        assert each.row >= 1
        assert each.problem.message
    if not wrong and not found:
        assert sum(len(card.results) for card in cards) == len(read)
    for card in cards:
        assert len({each.component for each in card.results}) == len(card.results)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_is_too_odd_for_an_answer(text: str) -> None:
    read, wrong = read_rows(text, EXEMPTIONS)
    assert wrong or not exemption_keys(read, body(), CENTRES)[0] or read
