"""An Excel file that somebody brings: its cells as they are held, a choice of the sheet, and hostile files refused in words."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from functions.documents import read_workbooks
from functions.documents.read_workbooks import read_sheet
from functions.domain.errors import Refused

pytestmark = pytest.mark.proves("TX-03")
ROWS = (
    ("Student", "Date requested", "Cost", "Paid", "Outcome"),
    ("Yves Yeo", datetime(2021, 9, 12), 51.95, True, "Raised\nfrom C\tto B"),
    (),
    ("Yara Yeo", date(2021, 9, 13), 12, False, "=1+1"),
)


def book(*sheets: tuple[str, tuple[tuple[object, ...], ...]]) -> Workbook:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return made


def sent(made: Workbook | bytes) -> str:
    if isinstance(made, bytes):
        return base64.b64encode(made).decode()
    written = io.BytesIO()
    made.save(written)
    return base64.b64encode(written.getvalue()).decode()


def changed(change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """A workbook whose parts are changed, and that has more parts."""
    written, before = io.BytesIO(), io.BytesIO(base64.b64decode(sent(book(("Log", ROWS)))))
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, change(each, old.read(each)))
        for name, data in more.items():
            new.writestr(name, data)
    return written.getvalue()


def code(file: Workbook | bytes | str, sheet: str = "", *, most_rows: int = 2000) -> str:
    with pytest.raises(Refused) as refused:
        read_sheet(file if isinstance(file, str) else sent(file), sheet, most_rows=most_rows)
    (problem,) = refused.value.problems
    return problem.code


def test_days_numbers_and_texts_come_as_the_cells_hold_them_and_rows_keep_their_numbers() -> None:
    made = book(("Log", (*ROWS[:3], ("Yara Yeo", date(2021, 9, 13), 12, False, "No change"))))
    assert read_sheet(sent(made), "", most_rows=2000).text == (
        "Student\tDate requested\tCost\tPaid\tOutcome\n"
        "Yves Yeo\t2021-09-12\t51.95\tyes\tRaised from C to B\n"
        "\n"
        "Yara Yeo\t2021-09-13\t12\tno\tNo change\n"
    )


@pytest.mark.parametrize(
    ("number_format", "value", "shown"),
    [
        ("[$€-407]#,##0.00", 51.95, "EUR 51.95"), ('#,##0.00 [$€-1]', 51.95, "EUR 51.95"), ("[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00", 52, "GBP 52"),
        ("£#,##0.00", 51.95, "GBP 51.95"), ('_-"£"* #,##0.00_-;-"£"* #,##0.00_-', 51.95, "GBP 51.95"), ("[$USD] #,##0.00", 60, "USD 60"),
        ("[$$-409]#,##0.00", 60.5, "USD 60.5"), ("[$$-C09]#,##0.00", 60.5, "$ 60.5"), ('"$"#,##0', 60, "$ 60"), ("[$kr-414] 0", 60, "kr 60"),
        ('[$€-2]0;[Red]-[$£-809]0', 60, "EUR/GBP 60"), ("[$-809]#,##0.00", 51.95, "51.95"), ("0.00", 51.95, "51.95"), ('0 "marks"', 51, "51"),
        ("£#,##0.00", "none", "none"), ("£#,##0.00", True, "yes"), ("£#,##0.00", -5, "GBP -5"),
    ],
)  # fmt: skip
def test_an_amount_comes_with_the_currency_that_its_cell_shows(number_format: str, value: object, shown: str) -> None:
    made = book(("Log", (("Student", "Cost"), ("Yves Yeo", value))))
    made["Log"]["B2"].number_format = number_format
    assert read_sheet(sent(made), "", most_rows=2000).text == f"Student\tCost\nYves Yeo\t{shown}\n"


def test_a_formula_is_what_it_came_to_when_the_file_was_saved_and_is_never_calculated() -> None:
    assert read_sheet(sent(book(("Log", ROWS))), "", most_rows=2000).text.splitlines()[3] == "Yara Yeo\t2021-09-13\t12\tno", (
        "nobody saved what it came to"
    )


def test_the_first_sheet_that_is_shown_is_read_unless_another_is_chosen() -> None:
    made = book(("Notes", (("hidden",),)), ("2021", (("Student",), ("Yves Yeo",))), ("2020", (("Student",), ("Wim Wall",))))
    made["Notes"].sheet_state = "hidden"
    first, other = (read_sheet(sent(made), name, most_rows=2000) for name in ("", "2020"))
    assert (first.name, first.names, first.text) == ("2021", ("2021", "2020"), "Student\nYves Yeo\n")
    assert (other.name, other.text) == ("2020", "Student\nWim Wall\n")
    assert code(made, "Notes") == "spreadsheet_no_sheet"


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (b"", "spreadsheet_unreadable"),
        (b"Student,Date\nYves,2021", "spreadsheet_unreadable"),
        (b"PK\x03\x04 and nothing that follows", "spreadsheet_unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old file", "spreadsheet_old"),
        ("not base64!", "spreadsheet_unreadable"),
    ],
)
def test_what_is_no_excel_file_is_refused_in_words(file: bytes | str, expected: str) -> None:
    assert code(file) == expected


def test_a_file_that_unpacks_to_more_than_its_size_says_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = changed(lambda _, data: data, bomb=b"0" * 20_000_001)
    assert len(bomb) < 100_000
    opened: list[str] = []
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda _, name, *rest: opened.append(name))
    assert code(bomb) == "spreadsheet_large"
    assert opened == []


def test_a_part_that_lies_about_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = changed(lambda name, data: data + b" " * 3_000_000 if name.endswith("sheet1.xml") else data)
    lying = honest.replace((3_000_000).to_bytes(4, "little")[:2], b"\x01\x00")
    small = zipfile.ZipFile(io.BytesIO(honest)).getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    lying = honest.replace(small, (100).to_bytes(4, "little"))
    assert lying != honest
    assert code(lying) == "spreadsheet_unreadable"


@pytest.mark.parametrize("coding", ["ascii", "utf-16-le"])
def test_a_file_that_declares_entities_is_refused(coding: str) -> None:
    attack = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'.encode(coding)
    assert code(changed(lambda name, data: attack + data if name == "xl/workbook.xml" else data)) == "spreadsheet_unreadable"


def test_too_many_sheets_rows_or_characters_are_refused_and_columns_beyond_the_hundredth_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert code(book(*((f"S{number}", ROWS) for number in range(51)))) == "spreadsheet_sheets"
    assert code(book(("Log", (("Student",), ("Yves",), ("Yara",)))), most_rows=1) == "earlier_too_many"
    assert read_sheet(sent(book(("Log", (("Student",), ("Yves",))))), "", most_rows=1).text == "Student\nYves\n"
    wide = read_sheet(sent(book(("Log", (tuple(range(1, 151)),)))), "", most_rows=1).text
    assert wide.strip().split("\t")[-1] == "100"
    monkeypatch.setattr(read_workbooks, "MOST_CHARACTERS", 40)
    assert code(book(("Log", ROWS))) == "spreadsheet_large"


def test_a_sheet_that_says_it_has_a_million_rows_and_has_three_is_read_at_once() -> None:
    made = changed(lambda name, data: data.replace(b'ref="A1:E4"', b'ref="A1:XFD1048576"') if name.endswith("sheet1.xml") else data)
    assert read_sheet(sent(made), "", most_rows=2000).text.count("\n") == 4
