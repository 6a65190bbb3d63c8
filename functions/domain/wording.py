"""Counts in words, so that nothing says “1 rows” or “1 enquiries”."""

from __future__ import annotations


def counted(count: int, one: str, several: str = "") -> str:
    """Return a count with its noun: '1 candidate', '2 candidates'; `several` is the plural where it is not the singular with an s."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"
