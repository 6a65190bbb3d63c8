"""The days of promised answers in a centre's own calendar: what tells a subscriber that one has moved."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from functions.domain.centre_desk.calendar_feed import promised_answers
from functions.domain.enquiries.statuses import Status
from tests.builders import body, enquiry, london


def events(received: str | datetime, version: int, status: Status = Status.RECEIVED) -> list[tuple[str, date, int]]:
    at = london(received) if isinstance(received, str) else received
    made = enquiry(status=status, received_at=at, version=version)
    return [(each.uid, each.day, each.sequence) for each in promised_answers("northfield", [(made, body())], "https://desk.example")]


@pytest.mark.proves("BY-04")
def test_a_promised_day_that_moves_keeps_its_uid_and_gets_a_higher_sequence() -> None:
    ((uid, day, sequence),) = events("2022-08-22 10:00", 3)
    ((same, later, higher),) = events("2022-08-24 10:00", 4)
    assert (day, later) == (date(2022, 9, 21), date(2022, 9, 23))
    assert same == uid
    assert higher > sequence


def test_an_enquiry_that_has_ended_has_no_event() -> None:
    assert events("2022-08-22 10:00", 5, Status.CANCELLED) == []
