"""The record of every day that a calendar feed has had, in content/published-days.yml (functions/domain/calendar_events.py says why)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import yaml

from functions.domain.calendar_events import events_of
from functions.domain.catalogue.bodies import Body

HEAD = """# Every day that the calendar feeds have had for an event, the present one last. From the number of days before it a calendar program sees
# that a day has changed. `python -m infra.catalogue --record-days` adds what is new; nothing is taken away.

"""


def read(file: Path) -> dict[str, list[date]]:
    """Return the recorded days by the UID of their event."""
    return yaml.safe_load(file.read_text(encoding="utf-8")) or {}


def recorded(days: dict[str, list[date]], bodies: Iterable[Body]) -> dict[str, list[date]]:
    """Return the record with the present days of these bodies. A series invented for the practice desk is in no feed."""
    now = {each.uid: each.day for body in bodies for series in body.series if not series.practice for each in events_of(body, series)}
    added = {uid: [*days.get(uid, []), day] for uid, day in now.items() if days.get(uid, [])[-1:] != [day]}
    return dict(sorted({**days, **added}.items()))


def write(file: Path, days: dict[str, list[date]]) -> None:
    """Write the record, a line an event."""
    lines = [f"{uid}: [{', '.join(day.isoformat() for day in each)}]" for uid, each in days.items()]
    file.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
