"""Reading a PDF the way its readers do: the text as a viewer copies it, and the structure a screen reader follows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import NamedTuple

import pikepdf
import pypdfium2


def pages(pdf: bytes) -> list[str]:
    """The text of each page. PDFium knows ActualText and right-to-left lines, as browsers and Acrobat do."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [document[index].get_textpage().get_text_range().replace("\r\n", "\n") for index in range(len(document))]


def text(pdf: bytes) -> str:
    """All the text with each run of spaces and line ends as one space, since lines break where the page ends."""
    return " ".join(" ".join(pages(pdf)).split())


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def structure(pdf: bytes) -> list[str]:
    """The kinds of structure elements in reading order: H1, P, Table, TH…"""

    def walk(element: pikepdf.Object) -> Iterator[str]:
        if isinstance(element, pikepdf.Array):
            for child in element:
                yield from walk(child)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                yield str(element.S).lstrip("/")
            if "/K" in element:
                yield from walk(element.K)

    with opened(pdf) as document:
        return list(walk(document.Root.StructTreeRoot))


def fonts(pdf: bytes) -> set[str]:
    """The names of the fonts on all pages, without the tag of the subset."""
    with opened(pdf) as document:
        resources = [page.resources.get("/Font", {}) for page in document.pages]
        embedded = [descendant for page in resources for font in page.values() for descendant in font.DescendantFonts]
        return {str(font.BaseFont).lstrip("/").split("+", 1)[-1] for font in embedded}


class Place(NamedTuple):
    """Where something stands on a page, in points from its left and lower edge."""

    left: float
    bottom: float
    right: float
    top: float


def placed(pdf: bytes, wanted: str, page: int = 0) -> Place:
    """The place of the first occurrence of a text on a page. Raise AssertionError where it does not stand there."""
    with pypdfium2.PdfDocument(pdf) as document:
        textpage = document[page].get_textpage()
        found = textpage.search(wanted, match_case=True).get_next()
        assert found, wanted
        start, count = found
        boxes = [textpage.get_charbox(index) for index in range(start, start + count)]
    left, bottom, right, top = zip(*boxes, strict=True)
    return Place(min(left), min(bottom), max(right), max(top))


def extent(pdf: bytes) -> list[Place]:
    """The smallest rectangle round all characters of each page."""
    places = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            textpage = page.get_textpage()
            boxes = [textpage.get_charbox(index) for index in range(textpage.count_chars())]
            left, bottom, right, top = zip(*[each for each in boxes if each[0] < each[2]], strict=True)
            places.append(Place(min(left), min(bottom), max(right), max(top)))
    return places
