"""The log as CSV, and as the cells of a spreadsheet. A cell that begins like a formula is made safe in both.

A name or a note may begin with a sign that spreadsheet programs take for a formula, which could then send what stands beside it
elsewhere. In CSV such a cell gets an apostrophe in front, as OWASP advises; in a workbook every text is stored as text.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from functions.domain.centre_desk.log import COLUMNS, Column
from functions.domain.errors import Refused, problem
from functions.domain.fields import Request

MOST_EXPORTED = 5000
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


class ExportLog(Request):
    """Which lines of the log to export, in this order, and which columns. `ids` may name more than there is; no draft is ever in it."""

    format: Literal["xlsx", "csv"]
    columns: Annotated[tuple[Annotated[str, Field(pattern="^[a-z_]{1,30}$")], ...], Field(title="Columns", min_length=1, max_length=40)]
    ids: Annotated[tuple[Annotated[str, Field(pattern="^[0-9a-f]{32}$")], ...], Field(max_length=MOST_EXPORTED)] = ()


def columns_named(keys: Iterable[str]) -> list[Column]:
    """Return the columns with these keys in their order, each once. Raise Refused for one that there is not."""
    known = {each.key: each for each in COLUMNS}
    wanted = list(dict.fromkeys(keys))
    if unknown := [problem("column_unknown", field="columns", column=key) for key in wanted if key not in known]:
        raise Refused(*unknown)
    return [known[key] for key in wanted]


def safe_cell(text: str) -> str:
    """Return a text as it can stand in a CSV file: one that begins like a formula gets an apostrophe in front."""
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(FORMULA_SIGNS) else text


def csv_of(columns: Sequence[Column], lines: Iterable[Mapping[str, str]]) -> str:
    """Return lines of the log as CSV with a heading, after the mark by which spreadsheets on Windows know UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([each.title for each in columns])
    for line in lines:
        writer.writerow([safe_cell(line.get(each.key, "")) for each in columns])
    return "\ufeff" + written.getvalue()
