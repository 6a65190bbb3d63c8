"""Letters and receipts as tagged PDF (PDF/UA-1), from the Typst templates in letters/.

Only the letters function imports this file, for it carries Typst. Contexts are in contexts.py.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from pydantic import BaseModel

from functions.documents.contexts import Moment
from functions.documents.letter_kinds import LetterContext
from functions.domain.calendar import spoken_day, spoken_moment
from functions.domain.catalogue.fees import Amount
from functions.domain.catalogue.words import OURS
from functions.domain.typed_text import isolated

HERE = Path(__file__).parent
TEMPLATES = HERE / "letters"
FONTS = HERE / "fonts"
UNSPOKEN = {"kind", "letterhead", "digest", "words"}  # fields of a context that are not facts about the enquiry
Said = Callable[[str], str]  # puts a sentence into the words of an awarding body
SYMBOLS = {"GBP": "£", "EUR": "€"}


def render(context: LetterContext) -> bytes:
    """Return the document of `context` as PDF/UA-1, using only the bundled fonts. The same context gives the same bytes.

    A character that no bundled font has is printed as its Unicode number, such as [U+1F393]: a rare character in a name must
    not keep a centre from its letter. Raise typst.TypstError only if a template is at fault. Its message may quote the context,
    so it must not be logged.
    """
    pdf = _compiler(context).compile(
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs=_inputs(context),
        timestamp=datetime.combine(context.dated, time.min, UTC),
    )
    assert isinstance(pdf, bytes)
    return pdf


def pictures(context: LetterContext) -> list[bytes]:
    """Return the pages of the same document as pictures in SVG, for who looks at it before it is issued.

    They need no viewer for PDF, and a page takes a third of the time of the PDF. Raise typst.TypstError as `render` does.
    """
    pages = _compiler(context).compile(format="svg", sys_inputs=_inputs(context))
    return [page for page in (pages if isinstance(pages, list) else [pages]) if page is not None]


def words(context: LetterContext) -> list[str]:
    """Return what a document says, a line for each fact, for who cannot see its picture. The PDF itself is tagged for screen readers."""
    return list(_lines(printed(context, context.words.said), "", context.words.said))


def _inputs(context: LetterContext) -> dict[str, str]:
    """Return what the templates are given: the context as it is printed, and the body's own words for theirs, each as it may be written."""
    said = context.words.said
    written = [form for one, several in OURS.items() for each in (one, several) for form in (each, each.capitalize())]
    labels = {each: said(each) for each in written if said(each) != each}
    return {"letter": json.dumps(printed(context, said) | {"labels": labels})}


def _lines(value: Any, name: str, said: Said) -> Iterator[str]:
    """Yield the facts in a context's printed values, each under the name of its field."""
    match value:
        case {"local": str(local), "utc": _}:
            yield f"{name}: {local}"
        case {"code": str(code), "name": str(named)} | {"number": str(code), "name": str(named)} | {"code": str(code), "title": str(named)}:
            yield f"{name}: {code} {named}"
        case {"title": str(title), "text": str(text)}:
            yield f"{name}: {title}. {text}"
        case dict():
            for key, each in value.items():
                if key not in UNSPOKEN:
                    yield from _lines(each, said(key.replace("_", " ").capitalize()), said)
        case list():
            for each in value:
                yield from _lines(each, name, said)
        case None | bool():
            return
        case _:
            yield f"{name}: {value}"


def _compiler(context: LetterContext) -> typst.Compiler:
    return typst.Compiler(TEMPLATES / f"{context.kind}.typ", root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)


def _in_our_words(text: str) -> str:
    return text


def printed(value: Any, said: Said = _in_our_words) -> Any:
    """Return `value` as the templates print it: dates, moments and amounts as text, and only characters that can be printed.

    Sentences of ours are put into the words of the awarding body by `said`.

    A text that is written from right to left, or pretends to be, does not turn round what is printed beside it.
    """
    match value:
        case Moment():
            return {"local": spoken_moment(value.at, value.zone), "utc": spoken_moment(value.at, "UTC")}
        case Amount():
            return f"{SYMBOLS.get(value.currency, value.currency + ' ')}{value.amount:,.2f}"
        case BaseModel():
            ours: frozenset[str] = getattr(type(value), "ours", frozenset())
            every = {name: getattr(value, name) for name in type(value).model_fields}
            return {name: printed(_put(each, said) if name in ours else each, said) for name, each in every.items()}
        case tuple():
            return [printed(item, said) for item in value]
        case date():
            return spoken_day(value)
        case str():
            return "".join(c if printable(c) else f"[U+{ord(c):04X}]" for c in isolated(value))
        case _:
            return value


def _put(value: Any, said: Said) -> Any:
    """Return a sentence, or each of several, in the words of an awarding body."""
    if isinstance(value, tuple):
        return tuple(_put(each, said) for each in value)
    return said(value) if isinstance(value, str) else value


def printable(character: str) -> bool:
    """Return whether a bundled font has `character`. A line feed counts as printable, since it separates paragraphs."""
    starts, ends = _coverage()
    place = bisect_right(starts, ord(character)) - 1
    return character == "\n" or (place >= 0 and ord(character) <= ends[place])


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@lru_cache(maxsize=1)
def _coverage() -> tuple[list[int], list[int]]:
    ranges = json.loads((FONTS / "coverage.json").read_text(encoding="utf-8"))
    return [first for first, _ in ranges], [last for _, last in ranges]
