"""Papers as Word files, for what a centre changes before it gives it out."""

from __future__ import annotations

from base64 import b64decode
from contextlib import suppress
from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable

from functions.domain.papers.parts import Choice, Fields, Heading, Logo, Notice, Paper, Paragraph, Part, Signature, Table, Tasks

MADE = datetime(2000, 1, 1)  # noqa: DTZ001, a property without a zone; the same paper says the same
BOX, LINE = "☐", "_" * 60
INK = RGBColor(0x0C, 0x3F, 0x48)


def word_file(paper: Paper) -> bytes:
    """Return the paper as a Word file, with headings and tables as such, so that it is read aloud and edited as one expects."""
    document = Document()
    _set_up(document, paper)
    if paper.letterhead.logo:
        _add_logo(document, paper.letterhead.logo)
    if paper.letterhead.name:
        document.add_paragraph().add_run(paper.letterhead.name).bold = True
        document.add_paragraph(" · ".join(paper.letterhead.said))
    document.add_heading(paper.title, level=1)
    document.add_paragraph(f"{paper.edition}. {paper.lead}")
    for part in paper.parts:
        _add(document, part)
    document.add_heading("About this paper", level=2)
    pages = "; ".join(f"{each.body}: {each.url}" if each.url else each.body for each in paper.prevails)
    document.add_paragraph(f"{paper.prevailing} {pages}.")
    document.add_paragraph(paper.made_by)
    for each in paper.sources:
        document.add_paragraph(f"Source: {each}.")
    stored = BytesIO()
    document.save(stored)
    return stored.getvalue()


def _set_up(document: WordDocument, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if paper.across else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if paper.across else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(16)
    section.footer.paragraphs[0].text = f"{paper.title} · {paper.edition}"
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(10)
    for level in (1, 2):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.color.rgb = "Arial", INK
    properties = document.core_properties
    properties.title, properties.author, properties.comments = paper.title, paper.letterhead.name or "Results Desk", paper.edition
    properties.created = properties.modified = MADE
    properties.language = "en-GB"


def _add_logo(document: WordDocument, logo: Logo) -> None:
    """Put the logo above the name, with what is read out in its place. One that the library cannot read is left out."""
    wide, high = logo.printed
    with suppress(UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError):
        drawn = document.add_picture(BytesIO(b64decode(logo.base64)), Mm(wide), Mm(high))
        drawn._inline.docPr.set("descr", logo.alt)


def _add(document: WordDocument, part: Part) -> None:
    match part:
        case Heading():
            document.add_heading(part.text, level=2)
        case Paragraph():
            document.add_paragraph(part.text)
        case Notice():
            said = document.add_paragraph()
            said.add_run(part.title).bold = True
            said.add_run(f" {part.text}")
        case Table():
            _add_table(document, part)
        case Tasks():
            for task in part.tasks:
                document.add_paragraph(f"{BOX} {task.text}{f' ({task.when})' if task.when else ''}")
        case Fields():
            for field in part.fields:
                document.add_paragraph(f"{field.label}: {field.value or LINE}")
                for _ in range(field.lines - 1):
                    document.add_paragraph(LINE)
        case Choice():
            document.add_paragraph(f"{part.label} ({'tick all that apply' if part.several else 'tick one'})")
            for option in part.options:
                document.add_paragraph(f"{BOX} {option}")
        case Signature():
            document.add_paragraph(f"Signature, {part.who[0].lower()}{part.who[1:]}: {'_' * 40}   Date: {'_' * 16}")


def _add_table(document: WordDocument, part: Table) -> None:
    table = document.add_table(rows=1 + len(part.rows) + part.blank, cols=len(part.columns))
    table.style = "Table Grid"
    for place, column in enumerate(part.columns):
        cell = table.rows[0].cells[place]
        cell.text = ""
        cell.paragraphs[0].add_run(column.title).bold = True
    _repeat_head(table)
    for number, row in enumerate(part.rows, start=1):
        for place, text in enumerate(row):
            table.rows[number].cells[place].text = text
    document.add_paragraph()


def _repeat_head(table: WordTable) -> None:
    """Make the first row the head of the table on every page, which a screen reader announces as such."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
