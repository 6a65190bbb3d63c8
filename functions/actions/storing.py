"""A decision stored all or nothing; what kept it from being stored, in the desk's own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from functions.actions.claims import freed
from functions.adapters import keys
from functions.adapters.records import put_enquiry, put_event
from functions.adapters.table import Busy, Conflict, Put, Table, Write
from functions.domain.enquiry import Enquiry
from functions.domain.errors import Changed, TryAgain, problem
from functions.domain.history import Event

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


def commit_change(
    table: Table, after: Enquiry, event: Event, due: Sequence[str] = (), also: Sequence[Write] = (), ends: Enquiry | None = None
) -> None:
    """Store an enquiry's next version with the event behind it and what is `due`; `ends` is the enquiry whose claims that frees."""
    writes = [put_enquiry(after), put_event(keys.enquiry(after.id), event, due, after.body), *also]
    if ends:
        commit_end(table, ends, writes, freed)
    else:
        commit(table, writes)
