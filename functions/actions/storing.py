"""A decision stored all or nothing; what kept it from being stored, in the desk's own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from functions.adapters import keys
from functions.adapters.table import Busy, Conflict, Put, Table, Write
from functions.domain.enquiry import Enquiry
from functions.domain.errors import Changed, TryAgain, problem

ATTEMPTS = 4


def commit(table: Table, writes: Sequence[Write]) -> None:
    """Store it. Raises Changed where somebody got there first, TryAgain where the table stays busy."""
    try:
        table.commit(writes)
    except Conflict:
        raise Changed(problem("changed_meanwhile")) from None
    except Busy:
        raise TryAgain from None


def commit_end(table: Table, before: Enquiry, writes: Sequence[Write], claims: Callable[[Table, Enquiry], Sequence[Put]]) -> None:
    """Store what ends an enquiry, with what becomes of its `claims` (freed or closed).

    A colleague of the centre may ask about the same candidate at the same moment, which rewrites the candidate's card and
    is no business of whoever decided: the cards are read again as long as the enquiry itself is the one that was looked at.
    """
    for _ in range(ATTEMPTS):
        try:
            return commit(table, [*writes, *claims(table, before)])
        except Changed:
            stored = table.get(keys.enquiry(before.id))
            if stored is None or int(stored["v"]) != before.version:
                raise
    raise TryAgain
