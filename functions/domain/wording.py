"""Counts in words, so that nothing says “1 rows” or “1 enquiries”; and what is said in the same words wherever it belongs."""

from __future__ import annotations

PROVISIONAL = "Results are provisional until certificates confirm them."  # S3, S4; wherever results are shown (TX-11)


def counted(count: int, one: str, several: str = "") -> str:
    """Return a count with its noun: '1 candidate', '2 candidates'; `several` is the plural where it is not the singular with an s."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"
