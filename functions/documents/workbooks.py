"""Spreadsheets: lines of the log as a workbook. XlsxWriter is imported only here, so a function that makes none starts without it."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

from functions.domain.centre_desk.log import Column
from functions.domain.wording import PROVISIONAL

WIDEST = 48  # characters
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def log_workbook(columns: Sequence[Column], lines: Sequence[Mapping[str, str]]) -> str:
    """Return a workbook of lines of the log in base64: a heading that stays in sight, filters, days as dates, single sums as numbers.
    It says that results are provisional (TX-11), at the foot of what is printed and on a sheet of its own.

    Every other cell is text, so nothing in it is a formula whatever it begins with.
    """
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, AS_TEXT)
    sheet = book.add_worksheet("Log")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    cells = _Cells(book)
    for number, column in enumerate(columns):
        sheet.write_string(0, number, column.title, head)
        for position, line in enumerate(lines, start=1):
            if value := line.get(column.key, ""):
                cells.write(sheet, (position, number), column, value)
        longest = max((len(line.get(column.key, "")) for line in lines), default=0)
        sheet.set_column(number, number, min(WIDEST, max(longest, len(column.title) // 2, 8) + 2))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(lines), 1), max(len(columns) - 1, 0))
    sheet.set_footer(f"&L{PROVISIONAL}&RPage &P of &N")
    about = book.add_worksheet("About this log")
    about.set_column(0, 0, 80)
    about.write_string(0, 0, PROVISIONAL)
    book.close()
    return base64.b64encode(written.getvalue()).decode()


class _Cells:
    """The cells of a workbook, each written as what its column is of. Formats are made once, those of sums by currency."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.day = book.add_format({"num_format": "d mmm yyyy"})
        self.money: dict[str, Any] = {}

    def write(self, sheet: Any, at: tuple[int, int], column: Column, value: str) -> None:
        """Write a day as a date and one sum as a number; anything else, several sums too, as text."""
        if column.kind == "day":
            sheet.write_datetime(*at, date.fromisoformat(value), self.day)
        elif column.kind == "money" and " and " not in value:
            currency, amount = value.split(" ")
            if currency not in self.money:
                self.money[currency] = self.book.add_format({"num_format": f'"{currency}" #,##0.00'})
            sheet.write_number(*at, float(Decimal(amount)), self.money[currency])
        else:
            sheet.write_string(*at, value)
