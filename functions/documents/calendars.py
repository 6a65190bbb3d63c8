"""Calendar feeds as iCalendar files (RFC 5545), which calendar programs subscribe to.

A day is an event of the whole day, and reminders of what can be missed come at nine in the morning of the reader's own time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from icalendar import Alarm, Calendar, Event, vDuration
from icalendar.enums import TRANSP

from functions.domain.calendar_events import DOMAIN, CalendarEvent

NINE = timedelta(hours=9)
# From the beginning of the last day: a week before, the day before, and on the day itself, each at nine o'clock.
REMINDERS = ((timedelta(days=-7) + NINE, "In a week"), (timedelta(days=-1) + NINE, "Tomorrow"), (NINE, "Today"))
LOOKED_AT_EVERY = timedelta(hours=12)  # how often a subscriber is asked to look for changes


class Feed(NamedTuple):
    """A calendar: its id, which never changes, its name as calendar programs list it, what it is about, and its events."""

    id: str
    name: str
    about: str
    events: tuple[CalendarEvent, ...]


def written(feed: Feed, made_at: datetime) -> bytes:
    """Return the feed as a file of type text/calendar; `made_at` is when it was made."""
    calendar = Calendar.new(
        prodid="-//Results Desk//Deadlines//EN", uid=f"{feed.id}@{DOMAIN}", name=feed.name, description=feed.about,
        refresh_interval=LOOKED_AT_EVERY, method="PUBLISH", subcomponents=[_event(each, made_at) for each in feed.events],
    )  # fmt: skip
    calendar.add("x-published-ttl", vDuration(LOOKED_AT_EVERY))  # what Outlook reads in place of REFRESH-INTERVAL
    made: bytes = calendar.to_ical()
    return made


def _event(event: CalendarEvent, made_at: datetime) -> Event:
    return Event.new(
        uid=event.uid, sequence=event.sequence, stamp=made_at, start=event.day, end=event.day + timedelta(days=1), summary=event.title,
        description=event.text, url=event.url or None, transparency=TRANSP.TRANSPARENT, subcomponents=list(_alarms(event)),
    )  # fmt: skip


def _alarms(event: CalendarEvent) -> Iterable[Alarm]:
    for before, when in REMINDERS if event.urgent else ():
        alarm = Alarm.new(description=f"{when}: {event.title}")
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", before)
        yield alarm
