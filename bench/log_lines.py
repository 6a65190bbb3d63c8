"""The log of a centre with 2,000 requests: how long its lines take beside those of a list, and its spreadsheet beside bare XlsxWriter."""

from __future__ import annotations

import io
from collections.abc import Callable
from time import process_time
from typing import Any

import xlsxwriter

from bench import desk, listing
from bench.rows import Row, compared
from functions.adapters.enquiries import listed_in, put_enquiry
from functions.documents.workbooks import AS_TEXT, log_workbook
from functions.domain.catalogue.fees import cost_of
from functions.domain.centre_desk.exports import csv_of
from functions.domain.centre_desk.log import COLUMNS, LogEntry, log_row
from functions.domain.centre_desk.terms import CentreTerms
from functions.domain.views.list_rows import row
from tests import builders

REQUESTS = 2000
RUNS = 5


def log() -> list[Row]:
    """Return the time of the log's lines, of its spreadsheet and of its CSV, each against a floor of the same work."""
    body = builders.body()
    cost = cost_of(body, builders.route(), builders.service("2"))  # kept with every enquiry since its submission
    stored = [put_enquiry(listing.enquiry(number).model_copy(update={"cost": cost})).item for number in range(REQUESTS)]
    terms = CentreTerms()

    def lines() -> list[dict[str, Any]]:
        return [log_row(LogEntry(listed_in(each), listing.PAID), body, terms, desk.NOW) for each in stored]

    def listed() -> list[dict[str, Any]]:
        return [row(listed_in(each), body, desk.NOW) for each in stored]

    cells = [each["cells"] for each in lines()]

    def bare() -> None:
        book = xlsxwriter.Workbook(io.BytesIO(), AS_TEXT)
        sheet = book.add_worksheet()
        for number, line in enumerate(cells):
            for place, column in enumerate(COLUMNS):
                sheet.write_string(number, place, line.get(column.key, ""))
        book.close()

    made = f"of {REQUESTS:,} requests"
    return [
        _against(f"the log's lines {made}, beside those of a list", lines, listed, goal=3),
        _against(f"the log as a spreadsheet {made}", lambda: log_workbook(COLUMNS, cells), bare, goal=1.5),
        _against(f"the log as CSV {made}, beside its spreadsheet", lambda: csv_of(COLUMNS, cells), bare, goal=0.5),
    ]


def _against(name: str, ours: Callable[[], object], floor: Callable[[], object], *, goal: float) -> Row:
    runs = [(_time(ours), _time(floor)) for _ in range(RUNS)]
    return compared(name, "ms", [each[0] for each in runs], [each[1] for each in runs], goal)


def _time(action: Callable[[], object]) -> float:
    began = process_time()
    action()
    return (process_time() - began) * 1000
