"""A generated page in the words of the awarding body that it is about (functions/domain/catalogue/words.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.words import WHOLE

# What is no text of a page: shortcodes, markup, addresses of links, code.
MARKUP = re.compile(r"(\{\{.*?\}\}|<[^>]*>|\]\([^)]*\)|`[^`]*`|https?://\S+)", re.DOTALL)
READ = re.compile(r'((?:aria-label|data-label|title|placeholder)=")([^"]*)(")')  # attributes that people read or hear
NAMES = frozenset({"name", "title", "publisher", "label"})  # fields of the catalogue whose values are names and titles


def in_words_of(body: Body, page: str) -> str:
    """Return a page about an awarding body in its words. Names and titles that the catalogue has stay as they are."""
    if not body.words.differ:
        return page
    names = sorted({each for each in _names(body) if WHOLE.search(each)}, key=len, reverse=True)
    named = re.compile("|".join(map(re.escape, names))) if names else None

    def said(text: str) -> str:
        if named is None:
            return body.words.said(text)
        kept = [*named.findall(text), ""]
        return "".join(body.words.said(part) + name for part, name in zip(named.split(text), kept, strict=True))

    def attributes(tag: str) -> str:
        return READ.sub(lambda found: found[1] + said(found[2]) + found[3], tag)

    parts = MARKUP.split(page)
    return "".join(said(each) if place % 2 == 0 else attributes(each) if each.startswith("<") else each for place, each in enumerate(parts))


def _names(value: Any) -> Iterator[str]:
    """Yield every name and title in the catalogue's entries."""
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            each = getattr(value, field)
            if isinstance(each, str):
                yield from [each] if field in NAMES else []
            else:
                yield from _names(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _names(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _names(each)
