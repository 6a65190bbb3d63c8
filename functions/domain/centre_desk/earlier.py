"""Requests of earlier years, brought into the log from a centre's own spreadsheet (TX-03).

The centre says which of its columns is which of the log's. What is certain is read and reported as repaired: days as people write them,
amounts with a sign of currency, spaces. A row with anything else is left out, with its row, column and cause.
"""

import csv
import hashlib
import json
import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.centre_desk.log import COLUMNS, KEYS, Column
from functions.domain.errors import Problem, Refused, problem
from functions.domain.fields import AsSent, Request
from functions.domain.register.csv_rows import SEPARATORS
from functions.domain.search import folded
from functions.domain.text_form import hidden_character, normal, one_line

MOST_ROWS = 2000
MOST_AT_ONCE = 100  # lines of one transaction
MOST_CHARACTERS = 400  # of a cell
MOST_WORKBOOK_BYTES = 2_000_000
MOST_BASE64 = 4 * -(-MOST_WORKBOOK_BYTES // 3)  # characters: four for every three bytes
SHOWN = 10  # lines of a preview
OTHER_NAMES: dict[str, str] = {  # headings of centres' own logs, folded, and the column of the log that each is
    "name": "candidate", "candidate name": "candidate", "student": "candidate", "student name": "candidate", "learner": "candidate",
    "number": "candidate_number", "cand no": "candidate_number", "candidate no": "candidate_number", "exam number": "candidate_number",
    "board": "body", "exam board": "body", "ab": "body", "level": "qualification", "qual": "qualification", "syllabus": "subject",
    "unit": "units", "paper": "units", "papers": "units", "component": "units", "components": "units", "unit code": "units",
    "deadline": "body_closes", "internal deadline": "own_closes", "date submitted": "submitted", "date requested": "submitted",
    "requested": "submitted", "ref": "reference", "enquiry number": "reference", "result": "outcome", "original mark": "marks_before",
    "mark before": "marks_before", "new mark": "marks_after", "mark after": "marks_after", "original grade": "grade_before",
    "old grade": "grade_before", "new grade": "grade_after", "candidate informed": "told", "informed": "told", "cost": "fee", "price": "fee",
    "comments": "note", "comment": "note", "notes": "note", "paid by": "bearer",
}  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMERIC_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
NAMED_DAY = re.compile(r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?[ \-]([a-z]+)[ \-,]+(\d{4}|\d{2})")
SERIAL_DAY = re.compile(r"[3-6]\d{4}")  # as spreadsheets count days, from 1982 to 2091
SUM = re.compile(r"(?:(£|€|[A-Z]{3}) ?)?(\d{1,5})(?:[.](\d{1,2}))?")
SIGNS = {"£": "GBP", "€": "EUR"}
CODES = (
    "GBP",
    "EUR",
    "USD",
    "AUD",
    "CAD",
    "CHF",
    "AED",
    "HKD",
    "SGD",
    "INR",
)  # that a heading is searched for: no other word of three letters
AMOUNT_IN = re.compile(
    rf"(?:\s+in)?[\s(\[]*(?:[{''.join(SIGNS)}]|\b(?:{'|'.join(CODES)})\b)[)\]\s]*$"
)  # “ (€)” of “Fee (€)”, “ in EUR” of “Cost in EUR”
Key = Annotated[str, Field(pattern="^[a-z_]{1,30}$")]


class PreviewEarlier(Request):
    """A spreadsheet as CSV or as pasted cells, and which column of the log each of its columns is: empty for one that is left out.

    Without `columns` they are guessed by their headings.
    """

    read_as_sent: ClassVar[frozenset[str]] = frozenset({"text"})

    text: Annotated[AsSent, Field(title="Your spreadsheet", max_length=2_000_000)]
    columns: Annotated[tuple[Annotated[str, Field(pattern="^[a-z_]{0,30}$")], ...], Field(max_length=100)] = ()


class ReadSpreadsheet(Request):
    """An Excel file (.xlsx) in base64, and which of its sheets to read: the first that is shown where none is named."""

    read_as_sent: ClassVar[frozenset[str]] = frozenset({"base64", "sheet"})

    base64: Annotated[str, Field(title="Excel file", min_length=1, max_length=MOST_BASE64)]
    sheet: Annotated[str, Field(title="Sheet", max_length=100)] = ""


class ImportEarlier(Request):
    """Lines to add to the log, as a preview returned them. Adding a line again adds nothing."""

    lines: Annotated[
        tuple[Annotated[dict[Key, Annotated[str, Field(max_length=MOST_CHARACTERS)]], Field(min_length=1, max_length=40)], ...],
        Field(title="Lines", min_length=1, max_length=MOST_AT_ONCE),
    ]


class RemoveEarlier(Request):
    """Earlier requests to take out of the log again."""

    ids: Annotated[tuple[Annotated[str, Field(pattern="^[0-9a-f]{32}$")], ...], Field(min_length=1, max_length=MOST_AT_ONCE)]


class EarlierRequest(BaseModel):
    """A request of an earlier year: the values of the log's columns, as far as the centre's spreadsheet had them."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    cells: dict[str, str]

    @property
    def id(self) -> str:
        """Return its id, which is made from its cells: the same line is the same request."""
        return hashlib.sha256(json.dumps(self.cells, sort_keys=True).encode()).hexdigest()[:32]


class _Asked(NamedTuple):
    """A column of a spreadsheet: which of the log's it is, by its key (empty: none), and what the spreadsheet calls it."""

    key: str
    column: Column
    heading: str

    @property
    def called(self) -> str:
        return self.heading or self.column.title


class _Read(NamedTuple):
    """A cell as it is read: its value, and the problem where it cannot be read."""

    value: str
    wrong: Problem | None = None


def preview(request: PreviewEarlier) -> dict[str, Any]:
    """Return how a spreadsheet would come into the log: its headings with their columns, the lines, what was repaired, what is left out.

    Raise Refused where there is nothing to read, or where two columns are the same one of the log.
    """
    headings, rows = _table(request.text)
    columns = request.columns or tuple(_guessed(headings))
    if len(columns) != len(headings) or not any(columns):
        raise Refused(problem("earlier_columns", field="columns"))
    twice = sorted({key for key in columns if key and columns.count(key) > 1})
    problems = [problem("column_twice", field="columns", column=_column(key).title) for key in twice if key in KEYS]
    problems += [problem("column_unknown", field="columns", column=key) for key in columns if key and key not in KEYS]
    if problems:
        raise Refused(*problems)
    asked = [_Asked(key, _column(key), heading) for key, heading in zip(columns, headings, strict=True)]
    lines, faults, repairs, empty = [], [], dict[str, dict[str, Any]](), 0
    for number, row in rows:
        cells, wrong = _line(number, row, asked, repairs)
        faults += wrong
        if wrong:
            continue
        if cells:
            lines.append(cells)
        else:
            empty += 1
    unique = {EarlierRequest(cells=each).id: each for each in lines}
    return {
        "headings": headings, "columns": columns, "lines": list(unique.values()), "shown": SHOWN, "empty": empty,
        "twice": len(lines) - len(unique), "repairs": list(repairs.values()), "faults": faults,
        "choices": [{"key": each.key, "title": each.title} for each in COLUMNS],
    }  # fmt: skip


def earlier_requests(request: ImportEarlier) -> list[EarlierRequest]:
    """Return the requests of an import, each once. Raise Refused for a cell that no preview returns."""
    problems = []
    for number, line in enumerate(request.lines):
        for key, value in line.items():
            if key not in KEYS:
                problems.append(problem("column_unknown", field=f"lines.{number}", column=key))
            elif (read := _read(_column(key), value)).wrong:
                problems.append(read.wrong)
    if problems:
        raise Refused(*problems)
    unique = {each.id: each for each in (EarlierRequest(cells=line) for line in request.lines)}
    return list(unique.values())


def earlier_row(request: EarlierRequest) -> dict[str, Any]:
    """Return an earlier request as a line of the log. It leads nowhere, and nothing is to be done about it."""
    cells = request.cells
    return {
        "id": request.id, "status": "earlier", "late": False, "body": cells.get("body", ""), "series": cells.get("series", ""),
        "service": cells.get("service", ""), "subject": {"kind": "candidate", "label": cells.get("candidate", ""), "candidates": []},
        "payment": "", "told": "told" in cells, "needs": [], "changed": None, "earlier": True,
        "cells": {"status": "Earlier", "reference": "–", **cells},
    }  # fmt: skip


def _table(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the headings of a spreadsheet and its rows, each with its number as spreadsheets count. Raise Refused for one without rows."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not lines.strip("\n\t,;| "):
        raise Refused(problem("earlier_empty", field="text"))
    first = lines.lstrip("\n").split("\n", 1)[0]
    copied = "\t" in first  # as the cells of a spreadsheet are: no heading has a tab in it
    separator = "\t" if copied else max(SEPARATORS, key=first.count)
    records = [
        (number, row) for number, row in enumerate(csv.reader(lines.split("\n"), delimiter=separator), start=1) if any(map(str.strip, row))
    ]
    (_, headings), rows = records[0], records[1:]
    if not rows:
        raise Refused(problem("import_no_rows", field="text"))
    if len(rows) > MOST_ROWS:
        raise Refused(problem("earlier_too_many", field="text", most=f"{MOST_ROWS:,}"))
    return [one_line(normal(each))[:80] for each in headings], rows


def _guessed(headings: Sequence[str]) -> list[str]:
    titles = {folded(each.title): each.key for each in COLUMNS} | {each.replace("_", " "): each for each in KEYS}
    found: list[str] = []
    for heading in headings:
        name = folded(AMOUNT_IN.sub("", heading.rstrip(": ")).rstrip(": "))
        key = titles.get(name) or OTHER_NAMES.get(name) or ""
        found.append("" if key in found else key)
    return found


def _line(
    number: int, row: Sequence[str], asked: Sequence[_Asked], repairs: dict[str, dict[str, Any]]
) -> tuple[dict[str, str], list[dict[str, Any]]]:
    cells: dict[str, str] = {}
    faults = []
    for each, text in zip(asked, row, strict=False):
        if not each.key or not text.strip():
            continue
        read = _read(each.column, text, currency_of(each.heading))
        if read.wrong:
            faults.append({"row": number, "column": each.called, "message": read.wrong.message})
            continue
        cells[each.key] = read.value
        if read.value != text and each.column.kind != "text":
            repair = repairs.setdefault(
                each.key, {"column": each.called, "times": 0, "row": number, "was": text.strip()[:60], "became": read.value}
            )
            repair["times"] += 1
    return cells, faults


def _read(column: Column, text: str, currency: str = "") -> _Read:
    """Return how a cell is read; `currency` is that of its heading, empty where that names none."""
    plain = one_line(normal(text)).strip()
    if found := hidden_character(plain):
        return _Read("", problem("text_character", character=found))
    if column.kind == "day":
        day = day_of(plain)
        return _Read(day.isoformat()) if day else _Read("", problem("earlier_day", value=plain[:40]))
    if column.kind == "money":
        amount = sum_of(plain, currency)
        if amount and currency and not amount.startswith(currency):
            return _Read("", problem("earlier_currency", value=plain[:40], currency=currency))
        return _Read(amount) if amount else _Read("", problem("earlier_amount", value=plain[:40]))
    if len(plain) > MOST_CHARACTERS:
        return _Read("", problem("earlier_long", most=MOST_CHARACTERS))
    return _Read(plain)


def day_of(text: str) -> date | None:
    """Return the day that a text means, day before month as in Britain: 12/09/2025, 12 Sept 25, 2025-09-12, a spreadsheet's 45912. None for none."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text[:10]):
            return date.fromisoformat(text[:10])
        if SERIAL_DAY.fullmatch(text):
            return date(1899, 12, 30) + timedelta(days=int(text))
        if found := NUMERIC_DAY.fullmatch(text):
            return date(_year(found[3]), int(found[2]), int(found[1]))
        found = NAMED_DAY.fullmatch(text.lower())
        if found and found[2][:3] in MONTHS:
            return date(_year(found[3]), MONTHS.index(found[2][:3]) + 1, int(found[1]))
    except ValueError:
        pass
    return None


def currency_of(heading: str) -> str:
    """Return the currency that a heading names, such as EUR of 'Fee (€)'; empty for none, and for one that names several."""
    found = {SIGNS.get(each, each) for each in re.findall(rf"[{''.join(SIGNS)}]|\b(?:{'|'.join(CODES)})\b", heading)}
    return found.pop() if len(found) == 1 else ""


def sum_of(text: str, currency: str = "") -> str | None:
    """Return an amount as the log has it: 'GBP 51.95' of '£51.95'. None for what is none.

    Where it names no currency, it is in that of its heading, and in GBP where that names none either.
    """
    found = SUM.fullmatch(text.replace(",", "")) if not re.search(r",\d{1,2}$", text) else None
    if not found:
        return None
    named = SIGNS.get(found[1], found[1]) or currency or "GBP"
    return f"{named} {Decimal(f'{found[2]}.{found[3] or 0}'):.2f}"


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _column(key: str) -> Column:
    return next((each for each in COLUMNS if each.key == key), COLUMNS[0])
