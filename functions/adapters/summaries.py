"""Summaries by e-mail in the table: what somebody chose, which are due, what each one that is sent says."""

from __future__ import annotations

from datetime import datetime

from functions.adapters import keys
from functions.adapters.events import put_event
from functions.adapters.items import item_of, model_in, pointer_item, target_of
from functions.adapters.keys import Key
from functions.adapters.table import Put, Table
from functions.domain.calendar import iso
from functions.domain.people.history import Event
from functions.domain.people.summaries import Counts, Summary
from functions.domain.tokens import hash_of


def read_summary(table: Table, person: str, organisation: str) -> Summary | None:
    """Return what somebody chose for an organisation."""
    return _read(table, keys.summary(person, organisation))


def put_summary(summary: Summary) -> Put:
    """Store a choice over the version before it; on the agenda as long as summaries are wanted."""
    key = keys.summary(summary.person, summary.organisation)
    due = {"g3pk": keys.SUMMARIES_DUE, "g3sk": f"{iso(summary.next_at)}#{key.pk}"} if summary.every else {}
    return Put(item_of(key, summary.version, summary, **due), expect=summary.version - 1)


def put_end(summary: Summary) -> Put:
    """Store which token ends a summary. The token itself is not the key, so that a key in a log ends nothing."""
    return Put(pointer_item(keys.summary_end(hash_of(summary.token)), keys.summary(summary.person, summary.organisation).pk), expect=None)


def read_summary_by_token(table: Table, token: str) -> Summary | None:
    """Return the summary that a token ends."""
    found = table.get(keys.summary_end(hash_of(token)))
    return _read(table, Key(target_of(found))) if found else None


def due_summaries(table: Table, now: datetime, limit: int) -> list[Summary]:
    """Return summaries that are due, the earliest first."""
    return [model_in(Summary, item) for item in table.index("agenda", keys.SUMMARIES_DUE, limit=limit, below=iso(now)).items]


def put_counts(summary: Summary, counts: Counts, event: Event, due: tuple[str, ...], awarding: tuple[str, ...]) -> list[Put]:
    """Store what a summary says, and the entry from which its e-mail follows."""
    key = keys.summary(summary.person, summary.organisation)
    return [Put(item_of(keys.summary_counts(key, event.version), 1, counts)), put_event(key, event, due, awarding)]


def read_counts(table: Table, summary: Key, version: int) -> Counts | None:
    """Return what the summary of this version says."""
    item = table.get(keys.summary_counts(summary, version))
    return model_in(Counts, item) if item else None


def summary_in(table: Table, pk: str) -> Summary | None:
    """Return the summary whose partition this is."""
    return _read(table, Key(pk))


def _read(table: Table, key: Key) -> Summary | None:
    item = table.get(key)
    return model_in(Summary, item) if item else None
