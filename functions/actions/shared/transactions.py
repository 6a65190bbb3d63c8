"""A decision stored all or nothing; what kept it from being stored, in the desk's own words."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from functions.actions.shared.claims import freed
from functions.adapters import keys
from functions.adapters.records import put_enquiry, put_event
from functions.adapters.table import Busy, Conflict, Put, Table, Write
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.submission import Submission
from functions.domain.errors import Changed, TryAgain, problem
from functions.domain.people.history import Event

ATTEMPTS = 8


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


Decided = Submission | tuple[Submission, list[Write]]  # what is stored already, or what to store


def settled(table: Table, decide: Callable[[], Decided], pause: Callable[[float], None]) -> Submission:
    """The submission that `decide` finds stored, or stored as it says; asked again as long as others change what it read.

    Whoever comes second finds it done. Raises what `decide` raises, TryAgain where the table stays busy.
    """
    for attempt in range(ATTEMPTS):
        if attempt:
            pause(random.uniform(0.01, 0.05) * 2**attempt)  # noqa: S311 - spreads contenders, guards nothing
        decided = decide()
        if isinstance(decided, Submission):
            return decided
        submission, writes = decided
        try:
            table.commit(writes)
        except (Conflict, Busy):
            continue  # read again: it may be done, be refused now, or be free
        return submission
    raise TryAgain
