"""Letters and receipts as tagged PDF (PDF/UA-1), from the Typst templates in letters/.

Only the letters function imports this file, for it carries Typst. Contexts are in contexts.py.
"""

from __future__ import annotations

import json
from bisect import bisect_right
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
from functions.domain.typed_text import isolated

HERE = Path(__file__).parent
TEMPLATES = HERE / "letters"
FONTS = HERE / "fonts"
SYMBOLS = {"GBP": "£", "EUR": "€"}


def render(context: LetterContext) -> bytes:
    """Return the document of `context` as PDF/UA-1, using only the bundled fonts. The same context gives the same bytes.

    A character that no bundled font has is printed as its Unicode number, such as [U+1F393]: a rare character in a name must
    not keep a centre from its letter. Raise typst.TypstError only if a template is at fault. Its message may quote the context,
    so it must not be logged.
    """
    compiler = typst.Compiler(TEMPLATES / f"{context.kind}.typ", root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)
    pdf = compiler.compile(
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"letter": json.dumps(printed(context))},
        timestamp=datetime.combine(context.dated, time.min, UTC),
    )
    assert isinstance(pdf, bytes)
    return pdf


def printed(value: Any) -> Any:
    """Return `value` as the templates print it: dates, moments and amounts as text, and only characters that can be printed.

    A text that is written from right to left, or pretends to be, does not turn round what is printed beside it.
    """
    match value:
        case Moment():
            return {"local": spoken_moment(value.at, value.zone), "utc": spoken_moment(value.at, "UTC")}
        case Amount():
            return f"{SYMBOLS.get(value.currency, value.currency + ' ')}{value.amount:,.2f}"
        case BaseModel():
            return {name: printed(getattr(value, name)) for name in type(value).model_fields}
        case tuple():
            return [printed(item) for item in value]
        case date():
            return spoken_day(value)
        case str():
            return "".join(c if printable(c) else f"[U+{ord(c):04X}]" for c in isolated(value))
        case _:
            return value


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
