"""Storing a decision all or nothing, and deciding again where somebody else got there first."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from functions.actions.shared.claims import freed
from functions.adapters import keys
from functions.adapters.enquiries import put_enquiry, read_enquiry
from functions.adapters.events import put_event
from functions.adapters.table import Busy, Conflict, Put, Table, Write
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.errors import Changed, TryAgain, problem
from functions.domain.people.history import Event

ATTEMPTS = 8
LONGEST_PAUSE = 1.0  # seconds
Result = TypeVar("Result")
Pause = Callable[[float], None]


def settle(attempt: Callable[[], Result], *, pause: Pause | None = None) -> Result:
    """Return what `attempt` returns, made again while it loses to others: each time it reads again what it decides on.

    Between attempts it waits a random time, longer after each. Raise what `attempt` raises, but TryAgain for the last Conflict or Busy.
    """
    for turn in range(ATTEMPTS):
        if turn:
            (pause or time.sleep)(min(random.uniform(0.01, 0.05) * 2**turn, LONGEST_PAUSE))  # noqa: S311 - spreads contenders, guards nothing
        try:
            return attempt()
        except (Conflict, Busy):
            continue
    raise TryAgain


def commit(table: Table, writes: Sequence[Write]) -> None:
    """Store it. Raise Changed where somebody got there first, TryAgain where the table stays busy."""
    try:
        table.commit(writes)
    except Conflict:
        raise Changed(problem("changed_meanwhile")) from None
    except Busy:
        raise TryAgain from None


def commit_end(table: Table, before: Enquiry, writes: Sequence[Write], claims: Callable[[Table, Enquiry], Sequence[Put]]) -> None:
    """Store what ends an enquiry, with what becomes of its `claims`, freed or closed.

    A colleague of the centre may ask about the same candidate at the same moment, which rewrites the candidate's card and
    does not concern the person who decided: the cards are read again as long as the enquiry itself is the one that was looked at.
    """

    def attempt() -> None:
        try:
            table.commit([*writes, *claims(table, before)])
        except Conflict:
            stored = read_enquiry(table, before.id)
            if stored is None or stored.version != before.version:
                raise Changed(problem("changed_meanwhile")) from None
            raise

    settle(attempt)


def commit_change(
    table: Table, after: Enquiry, event: Event, *, due: Sequence[str] = (), also: Sequence[Write] = (), ends: Enquiry | None = None
) -> None:
    """Store an enquiry's next version with its history entry and what is `due`; the claims of the enquiry that this `ends` are freed."""
    writes = [put_enquiry(after), put_event(keys.enquiry(after.id), event, due, (after.body,)), *also]
    if ends:
        commit_end(table, ends, writes, freed)
    else:
        commit(table, writes)
