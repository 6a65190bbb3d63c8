"""Requests of earlier years as a centre wrote them in a spreadsheet of its own: columns, days, amounts, and what is left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from functions.domain.centre_desk.earlier import (
    EarlierRequest,
    ImportEarlier,
    PreviewEarlier,
    day_of,
    earlier_requests,
    earlier_row,
    preview,
    sum_of,
)
from functions.domain.errors import Refused

TWELFTH = date(2025, 9, 12)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-09-12", TWELFTH), ("2025-09-12 00:00:00", TWELFTH), ("12/09/2025", TWELFTH), ("12.9.25", TWELFTH), ("12-09-2025", TWELFTH),
        ("12 Sept 25", TWELFTH), ("12 September 2025", TWELFTH), ("12-Sep-25", TWELFTH), ("Fri 12th September 2025", TWELFTH), ("45912", TWELFTH),
        ("3/4/2025", date(2025, 4, 3)), ("13/13/2025", None), ("31/02/2025", None), ("9/12", None), ("soon", None), ("2025", None),
        ("12 Smarch 2025", None), ("99999", None),
    ],
)  # fmt: skip
def test_a_day_is_read_day_before_month_or_not_at_all(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("£51.95", "GBP 51.95"), ("51.9", "GBP 51.90"), ("£ 52", "GBP 52.00"), ("€10.50", "EUR 10.50"), ("GBP 51.95", "GBP 51.95"),
        ("1,250.00", "GBP 1250.00"), ("51,95", None), ("-5", None), ("free", None), ("", None), ("£", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_pounds_where_no_currency_is_named_or_not_at_all(text: str, amount: str | None) -> None:
    assert sum_of(text) == amount


@pytest.mark.proves("TX-03")
@pytest.mark.parametrize(
    ("heading", "cell", "amount", "wrong"),
    [
        ("Fee (€)", "51.95", "EUR 51.95", ""), ("Cost in EUR", "€51.95", "EUR 51.95", ""), ("Cost [USD]:", "USD 60", "USD 60.00", ""),
        ("Fee £", "51.95", "GBP 51.95", ""), ("Fee", "EUR 51.95", "EUR 51.95", ""), ("Fee (£/€)", "£51.95", "", ""),
        ("Fee (€)", "£51.95", "", "The heading says EUR, and this cell says “£51.95”. Write which currency it is, in the heading or in the cell."),
        ("Fee (£)", "USD 60", "", "The heading says GBP, and this cell says “USD 60”. Write which currency it is, in the heading or in the cell."),
        ("Fee", "EUR/GBP 60", "", "“EUR/GBP 60” cannot be read as an amount. Write amounts like 51.95."),
        ("Fee", "$ 60", "", "“$ 60” cannot be read as an amount. Write amounts like 51.95."),
    ],
)  # fmt: skip
def test_an_amount_is_in_the_currency_of_its_heading_and_one_that_contradicts_it_is_asked_about(
    heading: str, cell: str, amount: str, wrong: str
) -> None:
    seen = read(f"Student;{heading}\nAda Bell;{cell}\n")
    assert [each["message"] for each in seen["faults"]] == ([wrong] if wrong else [])
    assert seen["lines"] == ([] if wrong else [{"candidate": "Ada Bell"} | ({"fee": amount} if amount else {})])


@pytest.mark.parametrize("currency", ["GBP", "EUR", "USD", "AUD", "CAD", "CHF", "AED", "HKD", "SGD", "INR"])
def test_a_heading_may_name_each_currency_that_is_searched_for(currency: str) -> None:
    for heading in (f"Fee ({currency})", f"Cost in {currency}", f"Price {currency}"):
        seen = read(f"Student;{heading}\nAda Bell;60\n")
        assert (seen["columns"], seen["lines"]) == (("candidate", "fee"), [{"candidate": "Ada Bell", "fee": f"{currency} 60.00"}]), heading


def test_three_capitals_of_a_heading_that_are_no_such_currency_are_part_of_its_name() -> None:
    assert read("Student;Fee (VAT)\nAda Bell;60\n")["columns"] == ("candidate", "")


def read(text: str, *columns: str) -> dict[str, Any]:
    return preview(PreviewEarlier.model_validate({"text": text, "columns": columns}))


def test_columns_are_guessed_by_their_headings_and_what_is_certain_is_read_and_named_as_repaired() -> None:
    seen = read(
        "Student;Board;Cost;Date submitted;Shoe size\n Ada  Bell ;AQA;£51.9;12/09/2025;38\n;;;;\nAda Bell;AQA;51.90;2025-09-12;39\n"
    )
    assert seen["columns"] == ("candidate", "body", "fee", "submitted", "")
    assert seen["lines"] == [{"candidate": "Ada Bell", "body": "AQA", "fee": "GBP 51.90", "submitted": "2025-09-12"}]
    assert (seen["twice"], seen["empty"], seen["faults"]) == (1, 0, [])
    assert [(each["column"], each["times"], each["row"], each["was"], each["became"]) for each in seen["repairs"]] == [
        ("Cost", 2, 2, "£51.9", "GBP 51.90"), ("Date submitted", 1, 2, "12/09/2025", "2025-09-12"),
    ]  # fmt: skip


def test_a_row_with_a_cell_that_cannot_be_read_is_left_out_and_named_and_the_others_come_in() -> None:
    seen = read("Candidate,Fee,Submitted\nAda,free,2025-09-12\nBen,12,soon\nCem,12,2025-09-12\n")
    assert [(each["row"], each["column"]) for each in seen["faults"]] == [(2, "Fee"), (3, "Submitted")]
    assert seen["lines"] == [{"candidate": "Cem", "fee": "GBP 12.00", "submitted": "2025-09-12"}]


@pytest.mark.parametrize(
    ("text", "columns", "codes"),
    [
        ("One,Two\n1,2\n", (), ["earlier_columns"]),
        ("One,Two\n1,2\n", ("candidate",), ["earlier_columns"]),
        ("One,Two\n1,2\n", ("candidate", "candidate"), ["column_twice"]),
        ("One,Two\n1,2\n", ("candidate", "secret"), ["column_unknown"]),
        ("Candidate\n", (), ["import_no_rows"]),
        (" \n,,\n", (), ["earlier_empty"]),
    ],
)
def test_a_spreadsheet_whose_columns_do_not_fit_is_refused(text: str, columns: tuple[str, ...], codes: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        read(text, *columns)
    assert [each.code for each in refused.value.problems] == codes


def test_lines_are_added_once_each_and_one_that_no_preview_returns_is_refused() -> None:
    lines = [{"candidate": "Ada"}, {"candidate": "Ben", "fee": "GBP 12.00"}, {"candidate": "Ada"}]
    found = earlier_requests(ImportEarlier.model_validate({"lines": lines}))
    assert [each.cells for each in found] == [{"candidate": "Ada"}, {"candidate": "Ben", "fee": "GBP 12.00"}]
    with pytest.raises(Refused) as refused:
        earlier_requests(ImportEarlier.model_validate({"lines": [{"secret": "x"}, {"fee": "free"}, {"submitted": "soon"}]}))
    assert [(each.code, each.field) for each in refused.value.problems] == [
        ("column_unknown", "lines.0"), ("earlier_amount", None), ("earlier_day", None),
    ]  # fmt: skip


def test_an_earlier_request_is_a_line_of_the_log_that_leads_nowhere() -> None:
    row = earlier_row(EarlierRequest(cells={"candidate": "Ada", "body": "AQA", "told": "2025-09-20", "status": "Done"}))
    assert (row["status"], row["late"], row["earlier"], row["told"], row["needs"], row["changed"]) == (
        "earlier",
        False,
        True,
        True,
        [],
        None,
    )
    assert row["cells"] == {"status": "Done", "reference": "–", "candidate": "Ada", "body": "AQA", "told": "2025-09-20"}
    assert row["subject"] == {"kind": "candidate", "label": "Ada", "candidates": []}
    assert not earlier_row(EarlierRequest(cells={"candidate": "Ada"}))["told"]


# --- every heading and every month


HEADINGS = {
    "candidate": ["Name", "Candidate name", "Student", "Student name", "Learner", "Candidate"],
    "candidate_number": ["Number", "Cand no", "Candidate no", "Exam number", "Candidate number"],
    "body": ["Board", "Exam board", "AB", "Awarding body"],
    "qualification": ["Level", "Qual", "Qualification"],
    "subject": ["Syllabus", "Subject"],
    "units": ["Unit", "Paper", "Papers", "Component", "Components", "Unit code", "Units"],
    "body_closes": ["Deadline"],
    "own_closes": ["Internal deadline"],
    "submitted": ["Date submitted", "Date requested", "Requested", "Submitted"],
    "reference": ["Ref", "Enquiry number", "Reference"],
    "outcome": ["Result", "Outcome"],
    "marks_before": ["Original mark", "Mark before", "Marks before"],
    "marks_after": ["New mark", "Mark after", "Marks after"],
    "grade_before": ["Original grade", "Old grade", "Grade before"],
    "grade_after": ["New grade", "Grade after"],
    "told": ["Candidate informed", "Informed", "Candidate told"],
    "fee": ["Cost", "Price"],
    "note": ["Comments", "Comment", "Notes", "Note"],
    "bearer": ["Paid by", "Who pays"],
}


@pytest.mark.parametrize(("key", "heading"), [(key, each) for key, headings in HEADINGS.items() for each in headings])
def test_a_column_of_a_centres_own_log_is_known_by_each_of_its_usual_headings(key: str, heading: str) -> None:
    other = "status" if key == "candidate" else "candidate"
    assert read(f"{heading},{'Status' if other == 'status' else 'Candidate'}\n,x\n")["columns"] == (key, other)


@pytest.mark.parametrize(
    ("month", "name"),
    [
        (1, "January"), (2, "Feb"), (3, "March"), (4, "Apr"), (5, "May"), (6, "June"), (7, "Jul"), (8, "August"), (9, "Sept"), (10, "Oct"),
        (11, "November"), (12, "Dec"),
    ],
)  # fmt: skip
def test_a_day_names_its_month_in_full_or_shortened(month: int, name: str) -> None:
    assert day_of(f"12 {name} 2025") == date(2025, month, 12)
