"""A CSV file as its rows: what is certain is read and said as repaired, everything else is a fault with its row and its cause.

Certain are the separator (comma, semicolon, tab or bar), lines above the headings, capitals and spaces in headings, empty cells beyond the
headings, and the one form of text (text_form.py). A row with fewer cells than headings is a fault, for a cell that is missing is not an empty one.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from functions.domain.errors import Problem, problem
from functions.domain.text_form import hidden_character, normal, one_line
from functions.domain.wording import counted

MOST_ROWS = 10_000
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
HEADINGS_WITHIN = 20  # rows in which the headings are looked for
NO_OTHER_NAMES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by heading. `number` counts as a spreadsheet does, `line` is the line of the text on which the row begins.

    `written` has the headings that the file writes otherwise, by the names that they were read as.
    """

    number: int
    line: int
    cells: Mapping[str, str]
    written: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, column: str, wrong: Problem) -> RowFault:
        """Return what is wrong in a cell, its column called as the file calls it."""
        return RowFault(self.number, self.line, self.written.get(column, column), wrong)

    def invalid(self, column: str, value: str, why: str) -> RowFault:
        """Return the fault of a value that cannot stand in its column."""
        return self.fault(column, problem("row_value", value=value[:60], column=self.written.get(column, column), why=why))


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in one cell, or in the whole file where `column` is empty. A column is called as the file calls it."""

    row: int
    line: int
    column: str
    problem: Problem


REPAIRS: dict[str, str] = {
    "separator": "The cells are separated by {became}.",
    "lines_above": "{was} above the headings: left out.",
    "cells_beyond": "Empty cells beyond the headings were left out.",
    "form": "Spaces, line breaks or accents were brought into their usual form, as in “{became}”.",
    "zeros": "“{was}” was read as “{became}”: spreadsheets drop leading zeros.",
    "decimals": "“{was}” was read as “{became}”: it is a whole number.",
    "capitals": "“{was}” was read as “{became}”: capitals make no difference.",
    "series": "“{was}” was read as the series {became}.",
}


class Repaired(NamedTuple):
    """A kind of repair in a column, as the file calls it (empty: of the whole file), how often it was made, and the row and the message of
    its first case."""

    code: str
    column: str
    times: int
    row: int
    message: str


@dataclass(slots=True)
class Repairs:
    """What was repaired, by kind and column, in the order of the first case of each. `written` is as in a row."""

    found: dict[tuple[str, str], Repaired] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)

    def note(self, code: str, row: int, column: str = "", *, was: str = "", became: str = "") -> None:
        """Count a repair; the first one of a kind in a column is shown as its example."""
        key = (code, column)
        before = self.found.get(key)
        if before:
            self.found[key] = before._replace(times=before.times + 1)
        else:
            self.found[key] = Repaired(
                code, self.written.get(column, column), 1, row, REPAIRS[code].format(was=was[:60], became=became[:60])
            )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as read: its rows, the headings that were read, the faults (and then no rows that can be relied on), and what was repaired."""

    rows: list[Row]
    columns: tuple[str, ...]
    faults: list[RowFault]
    repairs: Repairs


class _Record(NamedTuple):
    number: int
    line: int
    cells: list[str]


class _Headings(NamedTuple):
    """The separator of a file, and its headings: as they are read, and as they are written."""

    separator: str
    record: _Record
    written: list[str]


class _Unreadable(Exception):
    """A record that csv cannot read: its number, the line on which it begins, and the code of the problem."""

    def __init__(self, number: int, line: int, code: str) -> None:
        super().__init__(code)
        self.number, self.line, self.code = number, line, code


def read_sheet(
    text: str, columns: tuple[str, ...], optional: tuple[str, ...] = (), *, other_names: Mapping[str, str] = NO_OTHER_NAMES
) -> Sheet:
    """Return the rows of a CSV file with these columns in any order, ignoring others.

    A row has a cell of an optional column exactly where the file has the column. `other_names` are headings, in small letters, under
    which a column may stand as well.
    """
    if not text.strip("\ufeff \r\n\t,;|"):
        return _faulty(1, "", problem("import_empty"))
    if text.count("\0") > len(text) // 4:
        return _faulty(1, "", problem("import_encoding"))
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    separator, headings, written = _headings(lines, columns, other_names)
    named = [name for name in headings.cells if name]
    missing = [name for name in columns if name not in named]
    if missing:
        return _faulty(
            headings.number, missing[0], problem("import_header", columns=", ".join(columns), missing=", ".join(missing)), headings.line
        )
    read = tuple(name for name in (*columns, *optional) if name in named)
    for name in read:
        if named.count(name) > 1:
            return _faulty(headings.number, name, problem("import_column_twice", column=name), headings.line)
    repairs = Repairs(written={name: was for name, was in zip(headings.cells, written, strict=True) if name in read and name != was})
    if separator != ",":
        repairs.note("separator", headings.number, became=SEPARATORS[separator])
    if headings.number > 1:
        repairs.note("lines_above", 1, was="1 line" if headings.number == 2 else f"{headings.number - 1} lines")
    rows: list[Row] = []
    faults: list[RowFault] = []
    try:
        for record in _records(lines, separator):
            if record.number > headings.number and any(cell.strip() for cell in record.cells):
                faults += _read(record, headings.cells, read, rows, repairs)
    except _Unreadable as fault:
        return _faulty(fault.number, "", problem(fault.code, row=fault.number), fault.line)
    if len(rows) > MOST_ROWS:
        return _faulty(headings.number, "", problem("import_too_long", count=len(rows), most=MOST_ROWS), headings.line)
    if not rows and not faults:
        return _faulty(headings.number, "", problem("import_no_rows"), headings.line)
    return Sheet(rows, read, faults, repairs)


def _faulty(row: int, column: str, wrong: Problem, line: int = 1) -> Sheet:
    return Sheet([], (), [RowFault(row, line, column, wrong)], Repairs())


def _read(record: _Record, headings: Sequence[str], read: Sequence[str], rows: list[Row], repairs: Repairs) -> Iterator[RowFault]:
    """Add the record to the rows and yield what is wrong in it."""
    cells: dict[str, str] = {}
    row = Row(record.number, record.line, cells, repairs.written)
    most = len(headings)
    least = max(place for place, name in enumerate(headings, start=1) if name)
    if len(record.cells) < least or any(cell.strip() for cell in record.cells[most:]):
        few = len(record.cells) < least
        column = headings[len(record.cells)] if few else headings[least - 1]
        code = "row_cells_missing" if few else "row_cells_surplus"
        yield row.fault(column, problem(code, cells=counted(len(record.cells), "cell"), headings=counted(least, "heading")))
        return
    if len(record.cells) > most:
        repairs.note("cells_beyond", record.number)
    for name, raw in zip(headings, record.cells, strict=False):
        if name not in read:
            continue
        cells[name] = cell = one_line(raw)
        if found := hidden_character(normal(raw)):
            yield row.fault(name, problem("row_character", column=repairs.written.get(name, name), character=found))
        elif cell != raw.strip(" "):
            repairs.note("form", record.number, name, became=cell)
    if any(cells.values()):
        rows.append(row)


def _headings(lines: list[str], columns: tuple[str, ...], other_names: Mapping[str, str]) -> _Headings:
    """Return the headings: the first row that has all columns, or else the one that has most of them."""
    best: dict[int, _Headings] = defaultdict(lambda: _Headings(",", _Record(1, 1, []), []))
    for separator in SEPARATORS:
        try:
            for record in islice(_records(lines, separator), HEADINGS_WITHIN):
                written = [one_line(cell) for cell in record.cells]
                names = [other_names.get(cell.lower(), cell.lower()) for cell in written]
                found = _Headings(separator, _Record(record.number, record.line, names), written)
                best.setdefault(len(set(columns) & set(names)), found)
        except _Unreadable:
            continue
    return best[max(best, default=0)]


def _records(lines: list[str], separator: str) -> Iterator[_Record]:
    """Yield every record with its number and the line on which it begins. Raise _Unreadable where quotation marks do not match."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator, skipinitialspace=True, strict=True)
    number, begins = 1, 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            code = "import_unreadable" if "larger" in str(fault) else "import_quotes"
            raise _Unreadable(number, begins, code) from fault
        yield _Record(number, begins, cells)
        number, begins = number + 1, reader.line_num + 1
