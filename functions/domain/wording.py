"""Counts in words, so that nothing says “1 rows” or “1 enquiries”; names in a sentence; and what is said in the same words wherever it belongs."""

from __future__ import annotations

from collections.abc import Sequence

PROVISIONAL = "Results are provisional until certificates confirm them."  # S3, S4; wherever results are shown (TX-11)


def together(names: Sequence[str]) -> str:
    """Return names as a sentence has them: 'A', 'A and B', 'A, B and C'."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def counted(count: int, one: str, several: str = "") -> str:
    """Return a count with its noun: '1 candidate', '2 candidates'; `several` is the plural where it is not the singular with an s."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"
