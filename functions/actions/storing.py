"""A decision stored all or nothing; what kept it from being stored, in the desk's own words."""

from __future__ import annotations

from collections.abc import Sequence

from functions.adapters.table import Busy, Conflict, Table, Write
from functions.domain.errors import Changed, TryAgain, problem


def commit(table: Table, writes: Sequence[Write]) -> None:
    """Store it. Raises Changed where somebody got there first, TryAgain where the table stays busy."""
    try:
        table.commit(writes)
    except Conflict:
        raise Changed(problem("changed_meanwhile")) from None
    except Busy:
        raise TryAgain from None
