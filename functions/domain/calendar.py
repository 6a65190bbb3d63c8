"""Days and hours as awarding bodies count them. No function here asks for the current time.

Units differ between bodies and must be explicit: hours, calendar days, working days, and "days" that a body does not
define. Nobody publishes whether day 1 is the day of receipt or the day after; the desk counts from the day after (ours).
"""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict


class Unit(StrEnum):
    """The unit of a period. `days` is for bodies that do not say which days they mean; it is counted in calendar days."""

    HOURS = "hours"
    DAYS = "days"
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"


class Period(BaseModel):
    """A length of time as a body states it, such as 30 days or 2 working days."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    amount: int
    unit: Unit

    def __str__(self) -> str:
        unit = self.unit.value.replace("_", " ")
        return f"{self.amount} {unit.removesuffix('s') if self.amount == 1 else unit}"


def utc(moment: datetime) -> datetime:
    """Return the same moment in UTC. Raise ValueError if it has no time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC)


def local_day(moment: datetime, zone: str) -> date:
    """Return the local date in `zone` at `moment`."""
    return utc(moment).astimezone(ZoneInfo(zone)).date()


@lru_cache(maxsize=1024)  # the same few days end for every line of a list
def end_of(day: date, zone: str) -> datetime:
    """Return the first moment after `day` in `zone`, in UTC. Anything that must be done on that day is in time before this moment."""
    return datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(zone)).astimezone(UTC)


def last_moment(day: date, zone: str) -> datetime:
    """Return the last moment of `day` in `zone`, in UTC: when something happened of which only the day is known."""
    return end_of(day, zone) - timedelta(microseconds=1)


def add_working_days(start: date, amount: int, closed: Collection[date]) -> date:
    """Return the day `amount` working days after `start`, counting from the day after. Weekends and `closed` days do not count."""
    day = start
    while amount > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in closed:
            amount -= 1
    return day


def add_period(start: date, period: Period, closed: Collection[date] = ()) -> date:
    """Return the last day of a period of days that runs from `start`, counting from the day after. Raise ValueError for hours."""
    if period.unit is Unit.HOURS:
        raise ValueError("hours run from a moment, not from a day")
    if period.unit is Unit.WORKING_DAYS:
        return add_working_days(start, period.amount, closed)
    return start + timedelta(days=period.amount)


def due(period: Period, start: datetime, zone: str, closed: Collection[date] = ()) -> datetime:
    """Return the first moment, in UTC, at which something promised within `period` of `start` is late.

    Hours run by the clock. Days end at midnight of the body's zone, so a promise of two working days made on a
    Friday afternoon is late from Wednesday 00:00.
    """
    if period.unit is Unit.HOURS:
        return utc(start) + timedelta(hours=period.amount)
    return end_of(add_period(local_day(start, zone), period, closed), zone)


def last_day(late_from: datetime, zone: str) -> date:
    """Return the last day on which something is in time that is late from `late_from`: the date to print."""
    return local_day(late_from - timedelta(microseconds=1), zone)


def spoken_day(day: date) -> str:
    """Return a day in words: 20 September 2022."""
    return f"{day.day} {day:%B %Y}"


def spoken_moment(moment: datetime, zone: str) -> str:
    """Return a moment in words, with the zone named: 20 September 2022, 23:59 BST."""
    local = utc(moment).astimezone(ZoneInfo(zone))
    return f"{spoken_day(local.date())}, {local:%H:%M} {local.tzname()}"


def iso(moment: datetime) -> str:
    """Return a moment in UTC with milliseconds and Z, so that the order of the texts is the order in time."""
    return utc(moment).isoformat(timespec="milliseconds")[:-6] + "Z"
