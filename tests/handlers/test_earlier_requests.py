"""Requests of earlier years: read from a centre's own spreadsheet, its columns mapped, repaired where that is certain, added once."""

from __future__ import annotations

import base64
import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from tests.handlers.desk import HARBOUR, Desk, Reply

SHEET = (
    "Cand No;Student name;Exam board;Syllabus;Date submitted;Cost;Original grade;New grade;Teacher\n"
    "0713;Amina Osei;AQA;7136 Economics;12/09/2025;£51.95;C;B;Mr Hill\n"
    "0714; Bao\u00a0Nguyen ;AQA;7136 Economics;45912;51.9;C;C;Mr Hill\n"
    "0015;Carla Ruiz;OCR;H460;soon;free;A;A;\n"
    ";;;;;;;;Ms Vale\n"
    "0713;Amina Osei;AQA;7136 Economics;12 Sept 25;51.95;C;B;Ms Vale\n"
)


def look(desk: Desk, text: str = SHEET, **sent: Any) -> Reply:
    return desk.centre("POST", "/api/log/earlier/preview", {"text": text, **sent})


@pytest.mark.proves("TX-03")
def test_columns_are_guessed_by_their_headings_what_is_certain_is_repaired_and_the_rest_is_left_out_with_its_cause(desk: Desk) -> None:
    found = look(desk).ok()
    assert found["columns"] == ["candidate_number", "candidate", "body", "subject", "submitted", "fee", "grade_before", "grade_after", ""]
    assert found["lines"] == [
        {
            "candidate_number": "0713", "candidate": "Amina Osei", "body": "AQA", "subject": "7136 Economics", "submitted": "2025-09-12",
            "fee": "GBP 51.95", "grade_before": "C", "grade_after": "B",
        },
        {
            "candidate_number": "0714", "candidate": "Bao Nguyen", "body": "AQA", "subject": "7136 Economics", "submitted": "2025-09-12",
            "fee": "GBP 51.90", "grade_before": "C", "grade_after": "C",
        },
    ]  # fmt: skip
    assert (found["twice"], found["empty"]) == (1, 1)
    assert [(each["column"], each["times"], each["row"], each["was"], each["became"]) for each in found["repairs"]] == [
        ("Date submitted", 3, 2, "12/09/2025", "2025-09-12"),
        ("Cost", 3, 2, "£51.95", "GBP 51.95"),
    ]
    assert [(each["row"], each["column"], each["message"]) for each in found["faults"]] == [
        (4, "Date submitted", "“soon” cannot be read as a day. Write days like 12/09/2025."),
        (4, "Cost", "“free” cannot be read as an amount. Write amounts like 51.95."),
    ]
    assert desk.centre("GET", "/api/log/earlier").ok() == {"rows": []}, "a preview stores nothing"


@pytest.mark.proves("TX-03")
def test_the_person_says_which_column_is_which_and_lines_are_added_once_listed_exported_and_taken_out_again(desk: Desk) -> None:
    text = "Who\tWhat\nAmina Osei\tRaised\nBao Nguyen\t=1+1\n"
    lines = look(desk, text, columns=["candidate", "outcome"]).ok()["lines"]
    assert lines == [{"candidate": "Amina Osei", "outcome": "Raised"}, {"candidate": "Bao Nguyen", "outcome": "=1+1"}]
    assert desk.centre("POST", "/api/log/earlier", {"lines": lines}).ok() == {"added": 2}
    assert desk.centre("POST", "/api/log/earlier", {"lines": lines[1:]}).ok() == {"added": 1}
    rows = desk.centre("GET", "/api/log/earlier").ok()["rows"]
    assert sorted(each["cells"]["candidate"] for each in rows) == ["Amina Osei", "Bao Nguyen"]
    assert {(each["earlier"], each["status"]) for each in rows} == {(True, "earlier")}
    assert desk.centre("GET", "/api/log").ok()["rows"] == [], "they are read only when somebody asks for them"
    ids = [each["id"] for each in sorted(rows, key=lambda each: each["cells"]["candidate"])]
    exported = desk.centre("POST", "/api/log/export", {"format": "csv", "columns": ["candidate", "outcome"], "ids": ids}).ok()
    assert exported["text"] == "\ufeffCandidate,Outcome\r\nAmina Osei,Raised\r\nBao Nguyen,'=1+1\r\n"
    assert desk.centre("GET", "/api/log/earlier", by=HARBOUR).ok() == {"rows": []}
    desk.centre("POST", "/api/log/earlier/remove", {"ids": ids}, by=HARBOUR).ok()
    assert len(desk.centre("GET", "/api/log/earlier").ok()["rows"]) == 2, "another centre takes out its own only"
    desk.centre("POST", "/api/log/earlier/remove", {"ids": ids[:1]}).ok()
    assert [each["id"] for each in desk.centre("GET", "/api/log/earlier").ok()["rows"]] == ids[1:]


def test_what_cannot_be_read_as_a_spreadsheet_is_refused_with_its_cause(desk: Desk) -> None:
    empty = look(desk, "\n ;; \n")
    assert empty.codes == ["earlier_empty"]
    assert empty.body["errors"][0]["message"] == (
        "There is nothing to read yet. Paste the cells of your log with their headings, or choose a file."
    )
    assert look(desk, "Candidate\n").codes == ["import_no_rows"]
    assert look(desk, "One,Two\n1,2\n").codes == ["earlier_columns"]
    assert look(desk, "One,Two\n1,2\n", columns=["candidate"]).codes == ["earlier_columns"]
    assert look(desk, "One,Two\n1,2\n", columns=["candidate", "candidate"]).codes == ["column_twice"]
    assert look(desk, "One,Two\n1,2\n", columns=["candidate", "secret"]).codes == ["column_unknown"]
    assert look(desk, "Candidate\n" + "x\n" * 2001).codes == ["earlier_too_many"]
    assert look(desk, "Candidate\n" + "x" * 401).ok()["faults"][0]["message"] == "This has more than 400 characters. Shorten it."


def test_only_what_a_preview_returns_is_stored(desk: Desk) -> None:
    for line, code in (({"submitted": "soon"}, "earlier_day"), ({"fee": "-1"}, "earlier_amount"), ({"secret": "x"}, "column_unknown")):
        assert desk.centre("POST", "/api/log/earlier", {"lines": [line]}).codes == [code]
    assert desk.centre("GET", "/api/log/earlier").ok() == {"rows": []}


@pytest.mark.proves("TX-03")
def test_a_sheet_of_an_excel_file_becomes_the_text_that_is_previewed_and_nothing_is_stored(desk: Desk) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Autumn"
    sheet = book.create_sheet("Summer")
    for row in (("Student, name", "Date requested", "Cost"), ("Yves Yeo", datetime(2021, 9, 12), 51.95)):
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    sent = {"base64": base64.b64encode(written.getvalue()).decode(), "sheet": "Summer"}
    before = desk.items()
    found = desk.centre("POST", "/api/log/earlier/spreadsheet", sent).ok()
    assert (found["sheet"], found["sheets"]) == ("Summer", ["Autumn", "Summer"])
    assert look(desk, found["text"], columns=["candidate", "submitted", "fee"]).ok()["lines"] == [
        {"candidate": "Yves Yeo", "submitted": "2021-09-12", "fee": "GBP 51.95"}
    ]
    assert desk.centre("POST", "/api/log/earlier/spreadsheet", sent | {"sheet": "Winter"}).codes == ["spreadsheet_no_sheet"]
    assert desk.centre("POST", "/api/log/earlier/spreadsheet", {"base64": "QUJD"}).codes == ["spreadsheet_unreadable"]
    assert desk.items() == before
