"""Papers as spreadsheets: a sheet for each table or list of tasks that people go on with, and one that says what the paper says."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.exceptions import UndefinedImageSize, UnsupportedImageFormat
from xlsxwriter.format import Format as CellFormat
from xlsxwriter.image import Image
from xlsxwriter.worksheet import Worksheet

from functions.domain.papers.parts import Column, Logo, Notice, Paper, Paragraph, Table, Tasks

MADE = datetime(2000, 1, 1)  # noqa: DTZ001, a spreadsheet has no zone; the same paper gives the same bytes
WIDTH_OF_SHARE, LONGEST_NAME = 7, 31  # characters
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
ROWS_TO_FILL = 200  # in which a day is checked and a box can be ticked


def spreadsheet(paper: Paper) -> bytes:
    """Return the paper as a workbook. Text is text: nothing in it is read as a formula."""
    stored = BytesIO()
    book = xlsxwriter.Workbook(stored, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {"title": paper.title, "comments": paper.edition, "author": paper.letterhead.name or "Results Desk", "created": MADE}
    )
    formats = {
        "head": book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"}),
        "cell": book.add_format({"text_wrap": True, "valign": "top", "bottom": 4}),
        "fill": book.add_format({"text_wrap": True, "valign": "top", "bottom": 4, "bg_color": "#F2F6F6"}),
        "day": book.add_format({"num_format": "d mmm yyyy", "valign": "top", "bottom": 4, "bg_color": "#F2F6F6"}),
        "title": book.add_format({"bold": True, "font_size": 14, "text_wrap": True}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "link": book.add_format({"font_color": "#0C3F48", "underline": 1}),
    }
    names: set[str] = set()
    for name, columns, rows, blank in _sheets(paper):
        _write(book.add_worksheet(_sheet_name(name, names)), paper, columns, rows, formats, blank=blank)
    _about(book.add_worksheet(_sheet_name("About this paper", names)), paper, formats)
    book.close()
    return stored.getvalue()


def _sheets(paper: Paper) -> Iterator[tuple[str, tuple[Column, ...], list[tuple[str, ...]], int]]:
    """Yield the sheets: tables with the same columns in one, with their names as the first column; all tasks in one."""
    tables: dict[tuple[Column, ...], list[Table]] = {}
    for part in paper.parts:
        if isinstance(part, Table):
            tables.setdefault(part.columns, []).append(part)
    for columns, found in tables.items():
        if len(found) == 1:
            yield found[0].name, columns, list(found[0].rows), ROWS_TO_FILL if found[0].blank else 0
        else:
            yield (
                "All awarding bodies",
                (Column("Awarding body", 3), *columns),
                [(each.name, *row) for each in found for row in each.rows],
                0,
            )
    tasks: list[tuple[str, ...]] = [
        (part.name, task.text, task.when, "") for part in paper.parts if isinstance(part, Tasks) for task in part.tasks
    ]
    if tasks:
        yield "Tasks", (Column("When", 3), Column("Task", 9), Column("Day", 4), Column("Done on", 2, to_fill=True, is_date=True)), tasks, 0


def _write(
    sheet: Worksheet, paper: Paper, columns: tuple[Column, ...], rows: list[tuple[str, ...]], formats: dict[str, CellFormat], *, blank: int
) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, max(column.share, 2) * WIDTH_OF_SHARE)
        sheet.write_string(0, place, column.title, formats["head"])
    last = len(rows) + blank
    for number in range(last):
        cells = rows[number] if number < len(rows) else ("",) * len(columns)
        for place, (column, text) in enumerate(zip(columns, cells, strict=True)):
            style = formats["day" if column.is_date else "fill" if column.to_fill else "cell"]
            if text:
                sheet.write_string(number + 1, place, text, style)
            else:
                sheet.write_blank(number + 1, place, None, style)
    for place, column in enumerate(columns):
        if column.is_date and last:
            sheet.data_validation(1, place, last, place, {
                "validate": "date", "criteria": ">=", "value": date(2000, 1, 1), "ignore_blank": True,
                "error_title": "A day", "error_message": "Write a day, such as 24/09/2026.",
            })  # fmt: skip
    sheet.freeze_panes(1, 1)
    if last:
        sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if paper.letterhead.name:
        sheet.set_header(f"&L{paper.letterhead.name.replace('&', '&&')}")
    sheet.set_footer(f"&L{paper.title.replace('&', '&&')} · {paper.edition}&RPage &P of &N")


def _about(sheet: Worksheet, paper: Paper, formats: dict[str, CellFormat]) -> None:
    """Write what the paper says beside its tables: its edition, what prevails, with the links, and its sources."""
    sheet.set_column(0, 0, 110)
    said = [
        part.text if isinstance(part, Paragraph) else f"{part.title} {part.text}"
        for part in paper.parts
        if isinstance(part, Paragraph | Notice)
    ]
    sheet.write_string(0, 0, paper.title, formats["title"])
    lines = [
        paper.letterhead.name,
        " · ".join(paper.letterhead.said),
        f"{paper.edition}.",
        paper.lead,
        *dict.fromkeys(said),
        paper.prevailing,
        *(f"{each.body}: {each.url}" for each in paper.prevails),
        paper.made_by,
    ]
    if paper.letterhead.logo:
        _add_logo(sheet, paper.letterhead.logo, row=1 + len([*filter(None, lines), *paper.sources]))
    for number, line in enumerate([*filter(None, lines), *(f"Source: {each}." for each in paper.sources)], start=1):
        sheet.write_string(number, 0, line.removesuffix(": "), formats["text"])
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _add_logo(sheet: Worksheet, logo: Logo, *, row: int) -> None:
    """Put the logo below what is said, with what is read out in its place. One that the library cannot read is left out."""
    data = b64decode(logo.base64)
    try:
        found = Image(BytesIO(data))
    except (UnsupportedImageFormat, UndefinedImageSize):
        return
    wide, high = (each / 25.4 * 96 for each in logo.printed)  # at 96 points to an inch, as spreadsheets reckon
    scale = {"x_scale": wide / (found.width * 96 / found.x_dpi), "y_scale": high / (found.height * 96 / found.y_dpi)}
    sheet.insert_image(row + 1, 0, f"logo.{logo.kind}", {"image_data": BytesIO(data), "description": logo.alt, **scale})


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that a sheet may have, which no other of the workbook has."""
    short = name.translate(FORBIDDEN)[:LONGEST_NAME].strip() or "Sheet"
    while short.casefold() in taken:
        short = f"{short[: LONGEST_NAME - 2]} 2"
    taken.add(short.casefold())
    return short
