"""Spreadsheets that people bring: a sheet of an .xlsx file as lines of text, whatever the file was made to do to its reader.

An .xlsx file is a ZIP archive of XML. Its size, the bytes that it unpacks to, its sheets, rows and columns are limited before and while
it is read, and nothing in it is calculated, fetched or run. openpyxl is imported only where a file is read.
"""

from __future__ import annotations

import binascii
import csv
import io
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from functions.documents.cell_currencies import currency_in
from functions.domain.errors import Refused, problem

MOST_UNPACKED = 20_000_000  # bytes of all parts together
MOST_PARTS = 1000
MOST_SHEETS = 50
MOST_COLUMNS = 100
MOST_CHARACTERS = 2_000_000  # of the text of a sheet
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"  # how an .xls file begins, and an .xlsx file with a password
DECLARATIONS = tuple(each.encode(coding) for each in ("<!DOCTYPE", "<!ENTITY") for coding in ("ascii", "utf-16-le", "utf-16-be"))


class Sheet(NamedTuple):
    """A sheet of a workbook as text, its cells apart by tabs, with the names of all of the workbook's sheets."""

    name: str
    names: tuple[str, ...]
    text: str


def read_sheet(base64: str, name: str, *, most_rows: int) -> Sheet:
    """Return the sheet of this name, the first that is shown where none is named, with at most so many rows.

    Days are written as 2022-09-20, numbers as they are held, with the currency that a
    cell shows beside one, formulas as what they came to when the file was saved. Raise Refused for
    what is no .xlsx file, is too large, or has no such sheet.
    """
    data = _checked(base64)
    from openpyxl import load_workbook  # a third of a second that no other request pays

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = {each.title: each for each in book.worksheets if each.sheet_state == "visible"}
        if len(book.sheetnames) > MOST_SHEETS:
            raise Refused(problem("spreadsheet_sheets", field="file", most=MOST_SHEETS))
        if not sheets:
            raise Refused(problem("import_empty", field="file"))
        if name and name not in sheets:
            raise Refused(problem("spreadsheet_no_sheet", field="sheet"))
        chosen = name or next(iter(sheets))
        text = _text(sheets[chosen].iter_rows(max_row=most_rows + 2, max_col=MOST_COLUMNS), most_rows)
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - whatever a file that somebody made by hand leads openpyxl into
        raise Refused(problem("spreadsheet_unreadable", field="file")) from None
    return Sheet(chosen, tuple(sheets), text)


def _checked(base64: str) -> bytes:
    """Return the bytes of a file that may be opened: an archive of XML that unpacks to few enough bytes and declares nothing of its own."""
    try:
        data = b64decode(base64, validate=True)
    except (binascii.Error, ValueError):
        raise Refused(problem("spreadsheet_unreadable", field="file")) from None
    if data.startswith(OLD_OR_LOCKED):
        raise Refused(problem("spreadsheet_old", field="file"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            # What a part unpacks to is never more than it says here: zipfile stops there.
            if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_UNPACKED:
                raise Refused(problem("spreadsheet_large", field="file"))
            for each in parts:  # whatever they are called: a part says itself which others are read
                content = archive.read(each)
                if any(mark in content for mark in DECLARATIONS):
                    raise Refused(problem("spreadsheet_unreadable", field="file"))
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - zipfile has an error of its own for each thing that can be wrong
        raise Refused(problem("spreadsheet_unreadable", field="file")) from None
    return data


def _text(rows: Iterator[tuple[Any, ...]], most_rows: int) -> str:
    written = io.StringIO()
    lines = csv.writer(written, delimiter="\t", lineterminator="\n")
    last = 0
    for number, row in enumerate(rows, start=1):
        cells = [_shown(each) for each in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            if number > most_rows + 1:
                raise Refused(problem("earlier_too_many", field="file", most=f"{most_rows:,}"))
            written.write("\n" * (number - last - 1))  # empty rows are kept, so that rows have the numbers that people see
            lines.writerow(cells)
            last = number
        if written.tell() > MOST_CHARACTERS:
            raise Refused(problem("spreadsheet_large", field="file"))
    return written.getvalue()


def _shown(cell: Any) -> str:
    """Return a cell as text: an amount of money with its currency, 'GBP 51.95' of the number 51.95 that is shown as £51.95."""
    text, amount = _cell(cell.value), isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    currency = currency_in(cell.number_format or "") if amount else ""
    return f"{currency} {text}" if currency else text


def _cell(value: Any) -> str:
    """Return a cell as text: a day without its midnight, a number without a fraction that it has only for the machine."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date() | time() | timedelta():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.12g}"
        case _:
            return " ".join(str(value).split())
