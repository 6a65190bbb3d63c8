"""Text that somebody typed, shown beside text that nobody did: neither may turn the other round."""

from __future__ import annotations

import re
from unicodedata import bidirectional

# Embeddings, overrides and isolates. A name needs none: its letters carry their direction. Left open, each goes on after the name.
DIRECTION_CHANGES = re.compile("[\u202a-\u202e\u2066-\u2069]")
ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def isolated(text: str) -> str:
    """Return typed text as it may stand in a sentence, a line or a cell: the number after a Hebrew name stays after it and as it was.

    Characters that change the direction are taken out; each line that has letters written from right to left is isolated from what
    stands around it.
    """
    if text.isascii():
        return text
    bare = DIRECTION_CHANGES.sub("", text)
    return "\n".join(f"{ISOLATE}{line}{END_OF_ISOLATE}" if _turns(line) else line for line in bare.split("\n"))


def _turns(line: str) -> bool:
    return any(bidirectional(character) in RIGHT_TO_LEFT for character in line)
