"""The file of a paper in the format that was ordered. Each library is loaded where the first file of its format is made."""

from __future__ import annotations

from functions.documents.paper_orders import PaperOrder
from functions.domain.papers.as_data import paper_of
from functions.domain.papers.parts import Format


def made(order: PaperOrder) -> bytes:
    """Return the bytes of the file."""
    paper = paper_of(order.paper)
    match order.format:
        case Format.PDF:
            from functions.documents.papers.printed import printed

            return printed(paper)
        case Format.SPREADSHEET:
            from functions.documents.papers.spreadsheet import spreadsheet

            return spreadsheet(paper)
        case Format.WORD:
            from functions.documents.papers.word import word_file

            return word_file(paper)
