"""Tokens: what is kept of one, and how many wrong ones are too many.

A token opens one thing for whoever has it, with no account: a candidate's link, a centre's calendar, the end of a summary by e-mail.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

MOST_WRONG = 10  # tokens that open nothing, from one address within a window (ours)
WINDOW = 600  # seconds


def hash_of(token: str) -> str:
    """Return the SHA-256 of a token: the table finds by it what the token opens, so that a key in a log opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def window_of(system_now: datetime) -> int:
    """Return the number of the window in which wrong tokens are counted together."""
    return int(system_now.timestamp()) // WINDOW
