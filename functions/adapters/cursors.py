"""Places in lists of enquiries, as pages hand them back to go on from."""

from __future__ import annotations

import re

CURSOR = re.compile(r"[0-9TZ:.\-]{24}#[0-9a-f]{32}(#[0-9A-Za-z/.\-]{1,20})?")


def is_cursor(text: str) -> bool:
    """Return whether the text is a place in a list of enquiries: a time and an enquiry's id."""
    return CURSOR.fullmatch(text) is not None


def enquiry_in(cursor: str) -> str:
    """Return the id of the enquiry that a cursor names."""
    return cursor.split("#")[1]


def candidate_in(cursor: str) -> str:
    """Return the number of the candidate that a cursor names; empty where it names an enquiry alone."""
    return "".join(cursor.split("#")[2:])
