"""Whole words of an answer, a letter or an e-mail."""

from __future__ import annotations

import re


def says(text: object, word: str) -> bool:
    """Say whether a mark, number or code stands in a text as a word of its own, not as a part of an id made at random, where any two digits may stand."""
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", str(text)))
