"""The results register and the exemptions from CSV: every fault by row and column, and nothing half read."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.domain.catalogue.bodies import Body
from functions.domain.register.cards import Card, Origin
from functions.domain.register.csv_rows import Repaired, Repairs, Row, RowFault, Sheet, read_sheet
from functions.domain.register.imports import (
    EXEMPTIONS,
    REGISTER,
    ExemptPlace,
    KnownCentres,
    centre_numbers,
    exempted_components,
    register_cards,
    register_columns,
    unknown_candidate,
)
from tests.builders import body, catalogue, result

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


def cards_of(text: str, of: Body | None = None) -> tuple[list[Card], list[RowFault], list[Repaired]]:
    sheet = read_sheet(text, REGISTER, ("marker", "route"))
    if sheet.faults:
        return [], sheet.faults, []
    cards, found = register_cards(sheet.rows, of or body(), "2022-06", KnownCentres(CENTRES), sheet.repairs)
    return cards, found, list(sheet.repairs.found.values())


def faults_in(text: str) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.problem.code) for each in cards_of(text)[1]]


def faults(*rows: dict[str, str]) -> list[tuple[int, str, str]]:
    return faults_in(table(*rows))


def the_fault(text: str) -> RowFault:
    (found,) = cards_of(text)[1]
    return found


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_register_becomes_one_card_a_candidate_and_syllabus(end: str, start: str) -> None:
    text = start + table(
        ROW, ROW | {"component": "42", "mark": "", "origin": "none"}, ROW | {"candidate": "7", "name": "Li, Wei", "grade": ""}
    )
    cards, found, _ = cards_of(text.replace("\r\n", end))
    assert found == []
    assert [(each.candidate, each.name, each.grade, each.organisation, each.version) for each in cards] == [
        ("0713", "Amina Osei", "B", "northfield", 0),
        ("0007", "Li, Wei", None, "northfield", 0),
    ]
    assert cards[0].results == (result("22"), result("42", None, Origin.NONE))


def test_columns_may_be_in_any_order_and_others_are_left_alone() -> None:
    text = table({**ROW, "house": "red"}, columns=("house", *reversed(REGISTER))).replace("centre", " Centre ", 1)
    sheet = read_sheet(text, REGISTER)
    assert [(each.number, each.cells) for each in sheet.rows] == [(2, ROW)]
    assert (sheet.faults, sheet.repairs.found) == ([], {})


def test_a_missing_column_is_named() -> None:
    fault = the_fault(table(ROW, columns=tuple(each for each in REGISTER if each != "origin")))
    assert (fault.row, fault.column, fault.problem.code) == (1, "origin", "import_header")
    assert "Missing: origin." in fault.problem.message
    assert faults_in("Results\nAnother,list\n") == [(1, "centre", "import_header")]


@pytest.mark.proves("NC-05")
def test_a_mark_of_the_centres_own_that_was_accepted_is_told_from_one_that_moderation_adjusted() -> None:
    rows = (ROW | {"origin": "Centre"}, ROW | {"component": "42", "origin": "moderation"})
    (read,), found, _ = cards_of(table(*rows))
    assert found == []
    assert [each.origin for each in read.results] == [Origin.CENTRE, Origin.MODERATION]


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", " , ,\n", ";;;\n"])
def test_an_empty_file_is_told_so(text: str) -> None:
    assert faults_in(text) == [(1, "", "import_empty")]


def test_a_file_with_nothing_but_headings_has_no_rows() -> None:
    assert faults_in("centre,candidate,name,syllabus,component,mark,origin,grade\n") == [(1, "", "import_no_rows")]


@pytest.mark.parametrize("twice", ["name", "grade", "marker"])
def test_two_columns_of_one_name_are_refused_by_that_name(twice: str) -> None:
    header = "centre,candidate,name,syllabus,component,mark,origin,grade,marker"
    fault = the_fault(f"{header},{twice}\nZZ101,0713,Amina Osei,0580,22,50,exam,B,x,A\n")
    assert (fault.row, fault.column, fault.problem.code) == (1, twice, "import_column_twice")
    assert f"“{twice}”" in fault.problem.message


def test_a_row_with_fewer_cells_than_headings_is_a_fault_and_erases_nothing() -> None:
    fault = the_fault("centre,candidate,name,syllabus,component,mark,origin,grade\nZZ101,0713,Amina Osei,0580,22,50,exam\n")
    assert (fault.row, fault.line, fault.column, fault.problem.code) == (2, 2, "grade", "row_cells_missing")
    assert "7 cells, but the file has 8 headings" in fault.problem.message


def test_a_row_with_more_cells_than_headings_is_a_fault_such_as_a_comma_in_a_name() -> None:
    fault = the_fault("centre,candidate,name,syllabus,component,mark,origin,grade\nZZ101,0713,Osei, Amina,0580,22,50,exam,B\n")
    assert (fault.row, fault.problem.code) == (2, "row_cells_surplus")
    assert "put it in quotation marks" in fault.problem.message


def test_empty_cells_beyond_the_headings_are_left_out_and_said() -> None:
    cards, found, repaired = cards_of(
        "centre,candidate,name,syllabus,component,mark,origin,grade\nZZ101,0713,Amina Osei,0580,22,50,exam,B,,\n"
    )
    assert (len(cards), found) == (1, [])
    assert [(each.code, each.times) for each in repaired] == [("cells_beyond", 1)]


def test_the_fault_names_the_line_on_which_its_row_begins_also_after_a_cell_with_a_line_break() -> None:
    text = (
        "centre,candidate,name,syllabus,component,mark,origin,grade\n"
        'ZZ101,0713,"Amina\nOsei",0580,22,50,exam,B\n'
        "ZZ101,0714,Jordan Blake,0580,22,999,exam,C\n"
    )
    fault = the_fault(text)
    assert (fault.row, fault.line, fault.column) == (3, 4, "mark")
    assert cards_of(text.replace("999", "41"))[0][0].name == "Amina Osei"


def test_a_quotation_mark_that_is_not_closed_is_named_by_its_row_and_line() -> None:
    text = 'centre,candidate,name,syllabus,component,mark,origin,grade\nZZ101,0713,"A\nB",0580,22,50,exam,B\nZZ101,0714,"Jordan,0580,22,9,exam,C\nx\n'
    fault = the_fault(text)
    assert (fault.row, fault.line, fault.problem.code) == (3, 4, "import_quotes")


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("Amina\x00Osei", "a control character (U+0000)"),
        ("Amina\x07\x1b Osei\x02", "a control character (U+0007)"),
        ("Amina \u202eiesO", "a character that changes the direction of the text (U+202E)"),
        ("Ami\u200dna", "a character that cannot be seen (U+200D)"),
        ("Jos\ufffd", "a character that could not be read (U+FFFD)"),
    ],
)
def test_a_hidden_character_is_refused_at_its_row_and_named(name: str, named: str) -> None:
    fault = the_fault(f"centre,candidate,name,syllabus,component,mark,origin,grade\nZZ101,0713,{name},0580,22,50,exam,B\n")
    assert (fault.row, fault.column, fault.problem.code) == (2, "name", "row_character")
    assert f"There is {named} in name." in fault.problem.message


def test_spaces_of_all_kinds_and_composed_letters_are_one_form_and_said_as_repaired() -> None:
    header = "centre,candidate,name,syllabus,component,mark,origin,grade"
    rows = "ZZ101\u00a0,0713\u00a0,Amina\u00a0Osei,0580,22,50,exam,B\nZZ101,0714,Zoe\u0308  K,0580,22,50,exam,B\n"
    cards, found, repaired = cards_of(f"{header}\n{rows}")
    assert found == []
    assert [(each.candidate, each.name) for each in cards] == [("0713", "Amina Osei"), ("0714", "Zo\u00eb K")]
    assert [(each.code, each.column, each.times) for each in repaired] == [
        ("form", "centre", 1),
        ("form", "candidate", 1),
        ("form", "name", 2),
    ]


@pytest.mark.parametrize(("separator", "said"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_other_separators_than_commas_are_read_and_said(separator: str, said: str) -> None:
    text = "centre;candidate;name;syllabus;component;mark;origin;grade\r\nZZ101;0713;Osei, Amina;0580;22;50;exam;B\r\n".replace(
        ";", separator
    )
    cards, found, repaired = cards_of(text)
    assert ([each.name for each in cards], found) == (["Osei, Amina"], [])
    assert [(each.code, each.message) for each in repaired] == [("separator", f"The cells are separated by {said}.")]


def test_lines_above_the_headings_are_left_out_and_said() -> None:
    text = (
        "Results June 2022,,,,,,,\n\ncentre,candidate,name,syllabus,component,mark,origin,grade\nZZ101,0713,Amina Osei,0580,22,51,exam,Z\n"
    )
    fault = the_fault(text)
    assert (fault.row, fault.line, fault.column) == (4, 4, "grade")
    _, found, repaired = cards_of(text.replace("Z\n", "B\n"))
    assert (found, [(each.code, each.message) for each in repaired]) == ([], [("lines_above", "2 lines above the headings: left out.")])


def test_what_spreadsheets_do_to_codes_and_numbers_is_undone_and_said() -> None:
    text = "centre,candidate,name,syllabus,component,mark,origin,grade\nzz101,713,Amina Osei,580,22,50.0,EXAM,b\nZZ101,714,Bao,0580.0,42,,None,\n"
    cards, found, repaired = cards_of(text)
    assert found == []
    assert [(each.candidate, each.syllabus, each.grade, each.results) for each in cards] == [
        ("0713", "0580", "B", (result("22", 50),)),
        ("0714", "0580", None, (result("42", None, Origin.NONE),)),
    ]
    assert [(each.code, each.column, each.times, each.row) for each in repaired] == [
        ("decimals", "mark", 1, 2), ("capitals", "centre", 1, 2), ("zeros", "candidate", 2, 2), ("zeros", "syllabus", 1, 2),
        ("capitals", "origin", 2, 2), ("capitals", "grade", 1, 2), ("decimals", "syllabus", 1, 3),
    ]  # fmt: skip
    assert repaired[3].message == "“580” was read as “0580”: spreadsheets drop leading zeros."


def test_a_component_that_lost_its_zero_is_read_with_it_and_that_is_said() -> None:
    text = "centre,candidate,name,syllabus,component,mark,origin,grade\nZZ101,0713,Amina Osei,0500,3,54,moderation,B\n"
    cards, found, repaired = cards_of(text)
    assert found == []
    assert [each.component for each in cards[0].results] == ["03"]
    assert [(each.code, each.column, each.message) for each in repaired] == [
        ("zeros", "component", "“3” was read as “03”: spreadsheets drop leading zeros.")
    ]


def test_a_grade_in_the_other_case_is_refused_where_it_may_be_either() -> None:
    both = body()
    (mathematics,) = [each for each in both.syllabuses if each.code == "0580"]
    changed = mathematics.model_copy(update={"grades": ("A", "B", "a", "b")})
    of = both.model_copy(update={"syllabuses": (changed, *(each for each in both.syllabuses if each.code != "0580"))})
    header = "centre,candidate,name,syllabus,component,mark,origin,grade"
    cards, found, repaired = cards_of(f"{header}\nZZ101,0713,Amina,0580,22,50,exam,a\nZZ101,0714,Bao,0580,22,50,exam,A\n", of)
    assert ([each.grade for each in cards], found, repaired) == (["a", "A"], [], [])


def test_one_number_with_two_names_in_different_syllabuses_is_refused_naming_the_other_row() -> None:
    header = "centre,candidate,name,syllabus,component,mark,origin,grade"
    fault = the_fault(f"{header}\nZZ101,0713,Amina Osei,0580,22,50,exam,B\nZZ101,0713,Amina Osie,0500,12,20,exam,B\n")
    assert (fault.row, fault.column, fault.problem.code) == (3, "name", "row_disagrees")
    assert "Row 2 gives “Amina Osei”" in fault.problem.message


def test_text_in_utf_16_is_told_so() -> None:
    as_utf_8 = "centre,candidate\n".encode("utf-16-le").decode("utf-8")
    assert faults_in(as_utf_8) == [(1, "", "import_encoding")]


def test_rows_are_counted_as_in_a_spreadsheet_with_the_empty_ones() -> None:
    header, first = table(ROW).splitlines()
    assert [each.number for each in read_sheet("\n".join([header, "", first, "", ",,,,,,,", first]), REGISTER).rows] == [3, 6]


def test_one_import_takes_at_most_10_000_rows_and_a_centre_with_5_000_fits_in() -> None:
    assert len(read_sheet(table(*[ROW] * 10_000), REGISTER).rows) == 10_000
    fault = the_fault(table(*[ROW] * 10_001))
    assert fault.problem.code == "import_too_long"
    assert "all rows of a candidate in the same one" in fault.problem.message
    numbers = [ROW | {"candidate": f"{each:04d}", "name": f"Candidate {each}"} for each in range(5_000)]
    cards, found, _ = cards_of(table(*numbers))
    assert (len(cards), found) == (5_000, [])


def test_a_cell_that_is_longer_than_any_value_is_named_by_its_row() -> None:
    fault = the_fault(table(ROW, ROW | {"name": "x" * 200_000}))
    assert (fault.row, fault.problem.code) == (3, "import_unreadable")


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
        ({"mark": "50.0.0"}, "mark"),
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
    assert faults(ROW, ROW | {"component": "42"} | change) == [(3, column, "row_disagrees")]


@pytest.mark.parametrize("grade", ["", "X", "Q", "A*", "U"])
def test_no_result_and_pending_stand_where_grades_stand(grade: str) -> None:
    assert faults(ROW | {"grade": grade}) == []


@pytest.mark.proves("CI-05")
def test_exemptions_are_read_by_candidate_and_syllabus() -> None:
    one = {"centre": "ZZ101", "candidate": "713", "syllabus": "0580", "component": "42"}
    found, wrong = exempted(table(one, one | {"component": "22"}, one | {"centre": "ZZ202"}, columns=EXEMPTIONS))
    assert wrong == []
    assert {key: {component: row.number for component, row in rows.items()} for key, rows in found.items()} == {
        ("northfield", "0580", "0713"): {"42": 2, "22": 3},
        ("harbour", "0580", "0713"): {"42": 4},
    }


def exempted(text: str) -> tuple[dict[ExemptPlace, dict[str, Row]], list[RowFault]]:
    sheet = read_sheet(text, EXEMPTIONS)
    return exempted_components(sheet.rows, body(), KnownCentres(CENTRES), sheet.repairs)


def test_wrong_exemptions_are_named_by_row_and_column() -> None:
    one = {"centre": "ZZ101", "candidate": "713", "syllabus": "0580", "component": "42"}
    changes = [{"centre": "x"}, {"candidate": "x"}, {"syllabus": "9999"}, {"component": "99"}]
    found, wrong = exempted(table(*(one | each for each in changes), columns=EXEMPTIONS))
    assert found == {}
    assert [(each.row, each.column) for each in wrong] == [(2, "centre"), (3, "candidate"), (4, "syllabus"), (5, "component")]


values = st.sampled_from(
    ["", "ZZ101", "0713", "713", "0580", "22", "42", "50", "exam", "none", "B", "Amina, Osei", '"', "\r", "\x00", "=1+1"]
) | st.text(max_size=5)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(REGISTER, values)), max_size=5))
def test_whatever_is_in_a_file_is_read_or_named_as_wrong(rows: list[dict[str, str]]) -> None:
    sheet = read_sheet(table(*rows), REGISTER)
    cards, found = register_cards(sheet.rows, body(), "2022-06", KnownCentres(CENTRES), Repairs())
    for each in [*sheet.faults, *found]:
        assert isinstance(each, RowFault)
        assert each.row >= 1
        assert each.line >= 1
        assert each.problem.message
    if not sheet.faults and not found:
        assert sum(len(card.results) for card in cards) == len(sheet.rows)
    for card in cards:
        assert len({each.component for each in card.results}) == len(card.results)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_is_too_odd_for_an_answer(text: str) -> None:
    sheet = read_sheet(text, EXEMPTIONS)
    assert isinstance(sheet, Sheet)
    assert sheet.faults or sheet.rows


def test_a_register_has_its_columns_and_may_have_markers_routes_and_the_bodys_further_identifiers() -> None:
    needed = ("centre", "candidate", "name", "syllabus", "component", "mark", "origin", "grade")
    columns = register_columns(body())
    assert (columns.needed, columns.optional) == (needed, ("marker", "route"))
    assert register_columns(catalogue().bodies["aqa"]).optional == ("marker", "route", "uci", "uln")


def test_the_centres_that_a_file_may_mean_are_as_written_and_in_capitals_in_order_and_once() -> None:
    text = "centre,candidate,syllabus,component\nzz101,1,0580,22\nZZ101,2,0580,22\nAB1,3,0580,22\n,4,0580,22\n"
    assert centre_numbers(read_sheet(text, EXEMPTIONS).rows) == ["AB1", "ZZ101", "zz101"]


def test_an_exemption_for_somebody_whom_the_register_does_not_have_is_a_fault_at_its_row() -> None:
    (row,) = read_sheet("centre,candidate,syllabus,component\nZZ101,0799,0580,22\n", EXEMPTIONS).rows
    fault = unknown_candidate(row)
    assert (fault.row, fault.column) == (2, "candidate")
    assert "the results register has no such candidate in this syllabus" in str(fault.problem.message)
    assert "0799" in str(fault.problem.message)


WHOLE_GRADE = {"component": "", "mark": "", "origin": "none", "route": "school-assessed"}
STAY_EMPTY = "the centre gave the grade of the syllabus: component and mark stay empty, and the origin is none"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, []),
        ({"component": "22"}, [("component", "22")]),
        ({"mark": "50"}, [("mark", "50")]),
        ({"origin": "exam"}, [("origin", "exam")]),
        ({"component": "22", "mark": "50", "origin": "exam"}, [("component", "22")]),
    ],
)
def test_a_row_of_a_school_assessed_grade_has_no_component_no_mark_and_no_origin(
    changes: dict[str, str], wrong: list[tuple[str, str]]
) -> None:
    sheet = read_sheet(table(ROW | WHOLE_GRADE | changes, columns=(*ROW, "route")), REGISTER, ("marker", "route"))
    cards, found = register_cards(sheet.rows, body(), "2021-11", KnownCentres(CENTRES), sheet.repairs)
    assert [(each.column, each.problem.code) for each in found] == [(column, "row_value") for column, _ in wrong]
    assert all(
        f"“{value}”" in each.problem.message and STAY_EMPTY in each.problem.message for each, (_, value) in zip(found, wrong, strict=True)
    )
    if not wrong:
        assert [(each.grade, each.results, each.route) for each in cards] == [("B", (), "school-assessed")]
