"""The summary by e-mail that somebody chooses for an organisation: how often, when the next one is due, what it counts (BY-27).

It counts and links; it names nobody and says no result. Its hour and its days are our own rule.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.fields import Request
from functions.domain.people.people import Kind

HOUR = 7  # local time of the desk
ZONE = ZoneInfo("Europe/London")
MONDAY, SATURDAY = 0, 5
MOST_TITLES = 3


class Every(StrEnum):
    """How often a summary comes."""

    DAILY = "daily"
    WEEKLY = "weekly"


EVERY_TEXT = {Every.DAILY: "Every weekday morning", Every.WEEKLY: "On Monday morning"}


class ChooseSummary(Request):
    """How often somebody wants the summary; None for never."""

    every: Annotated[Every | None, Field(title="Summary by e-mail")] = None


class Summary(BaseModel):
    """Somebody's summary for one organisation. `since` is up to when the last one looked; `token` ends it without signing in."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    person: str
    organisation: str
    every: Every | None
    token: str
    since: datetime
    next_at: datetime
    version: int = 1


class Counts(BaseModel):
    """What a summary says: how much there is of each kind. `since` is from when on what came back is counted."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    counts: dict[str, int]
    since: datetime


def next_time(every: Every, now: datetime) -> datetime:
    """Return when the next summary is due after `now`: at seven in the morning, of a weekday or of Monday."""
    local = now.astimezone(ZONE)
    day = local.date() if local.hour < HOUR else local.date() + timedelta(days=1)
    while day.weekday() >= SATURDAY or (every is Every.WEEKLY and day.weekday() != MONDAY):
        day += timedelta(days=1)
    return datetime(day.year, day.month, day.day, HOUR, tzinfo=ZONE).astimezone(now.tzinfo)


# What each kind of count says of one and of several, and where on the desk it leads. In the order in which they are listed.
LINES: dict[Kind, dict[str, tuple[str, str, str]]] = {
    Kind.CENTRE: {
        "closing": ("series closes within a week", "series close within a week", "desk/"),
        "late": ("enquiry is later than promised", "enquiries are later than promised", "desk/enquiries/?status=late"),
        "came_back": ("enquiry has something new for you", "enquiries have something new for you", "desk/enquiries/"),
        "question": ("question waits for your answer", "questions wait for your answer", "desk/enquiries/?status=question"),
        "to_make": ("request is still to be made in a portal", "requests are still to be made in a portal", "desk/enquiries/?status=to_make"),
        "again": ("was rejected and can be submitted again", "were rejected and can be submitted again", "desk/enquiries/?status=again"),
    },
    Kind.ASSOCIATE: {
        "closing": ("enquiry must be sent on within two days", "enquiries must be sent on within two days", "associate/enquiries/?status=closing"),
        "to_approve": ("enquiry waits for your approval", "enquiries wait for your approval", "associate/"),
        "late": ("enquiry is later than promised", "enquiries are later than promised", "associate/enquiries/?status=late"),
        "to_release": ("enquiry has documents to release", "enquiries have documents to release", "associate/enquiries/?release=any"),
        "question": ("question waits for your answer", "questions wait for your answer", "associate/enquiries/?status=question"),
        "error": ("error in an acknowledgement was reported", "errors in acknowledgements were reported", "associate/enquiries/?status=error"),
        "change": ("change waits for your decision", "changes wait for your decision", "associate/enquiries/?status=change"),
    },
    Kind.AWARDING_BODY: {
        "overdue": ("enquiry is overdue", "enquiries are overdue", "staff/?stage=overdue"),
        "unacknowledged": ("acknowledgement is late", "acknowledgements are late", "staff/?stage=unacknowledged"),
        "received": ("enquiry is to be acknowledged", "enquiries are to be acknowledged", "staff/?stage=received"),
        "answered": ("answer came back", "answers came back", "staff/?stage=answered"),
        "error": ("error in an acknowledgement was reported", "errors in acknowledgements were reported", "staff/?stage=error"),
        "statements": ("statement of results is to be sent", "statements of results are to be sent", "staff/statements/"),
        "failures": ("delivery failed", "deliveries failed", "staff/failures/"),
    },
}  # fmt: skip


class Line(BaseModel):
    """One line of a summary: how much, of what, and where on the desk it is."""

    model_config = ConfigDict(frozen=True)

    count: int
    text: str
    path: str


def lines_of(kind: Kind, counts: Mapping[str, int]) -> list[Line]:
    """Return what a summary says, of each kind that there is any of; nothing where there is nothing to say."""
    return [
        Line(count=counts[name], text=one if counts[name] == 1 else several, path=path)
        for name, (one, several, path) in LINES[kind].items()
        if counts.get(name)
    ]
