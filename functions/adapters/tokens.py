"""Tokens: made from the system's randomness, and the count of those that open nothing."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from functions.adapters import keys
from functions.adapters.keys import Key
from functions.adapters.table import Table
from functions.domain.tokens import WINDOW, window_of


def new_token(size: int = 32) -> str:
    """Return a token that nobody can guess: so many random bytes, in characters that an address may have (four for three bytes)."""
    return secrets.token_urlsafe(size)


def wrong_tries(table: Table, source: str, system_now: datetime) -> int:
    """Return how many tokens that open nothing came from this address in the current window."""
    item = table.get(_tries(source, system_now))
    return int(item["n"]) if item else 0


def count_wrong_try(table: Table, source: str, system_now: datetime) -> None:
    """Count a token that opens nothing. The count is gone a while after its window."""
    expires = int(system_now.timestamp()) + 2 * WINDOW
    table.update(_tries(source, system_now), "ADD n :one SET #ttl = :ttl", {":one": 1, ":ttl": expires}, names={"#ttl": "ttl"})


def _tries(source: str, system_now: datetime) -> Key:
    return keys.wrong_tokens(hashlib.sha256(source.encode()).hexdigest()[:16], window_of(system_now))
