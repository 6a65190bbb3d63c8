"""The days of promised answers in a centre's own calendar: what tells a subscriber that one has moved."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from functions.domain.calendar_events import CalendarEvent
from functions.domain.centre_desk.calendar_feed import CentreCalendar, own_last_days, promised_answers
from functions.domain.centre_desk.terms import CentreTerms, OwnDate
from functions.domain.enquiries.statuses import Status
from tests.builders import CAMBRIDGE, body, enquiry, london


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


# --- the centre's own last days


def own_day(service: str, day: date = date(2022, 9, 10), **changes: str) -> OwnDate:
    fields = {"body": CAMBRIDGE, "series": "2022-06", "route": "standard", "service": service}
    return OwnDate(**{**fields, **changes}, closes_on=day)


def own_days(*dates: OwnDate) -> list[CalendarEvent]:
    terms = CentreTerms(dates=dates, version=7)
    return list(own_last_days("Northfield", terms, [body()], "https://desk.example"))


@pytest.mark.proves("BY-04")
def test_a_centres_own_last_day_is_an_event_that_says_until_when_the_body_takes_requests() -> None:
    (event,) = own_days(own_day("2"))
    assert event == CalendarEvent(
        uid="northfield.cambridge-international.2022-06.own.standard.2@results-desk",
        sequence=7,
        day=date(2022, 9, 10),
        title="Cambridge International, June 2022: our own last day, Service 2",
        text="Your centre’s own last day is 10 September 2022. Cambridge International takes requests until the end of 20 September 2022 (Europe/London). "
        "If Cambridge International says something different, follow Cambridge International.",
        url="https://desk.example/desk/terms/",
        urgent=True,
    )


def test_own_last_days_that_fall_together_are_one_event_and_others_their_own() -> None:
    found = own_days(own_day("2"), own_day("1"), own_day("2S", date(2022, 9, 12)), own_day("99"), own_day("2", series="2019-06"))
    assert [(each.uid.split("@")[0], each.day) for each in found] == [
        ("northfield.cambridge-international.2022-06.own.standard.1", date(2022, 9, 10)),
        ("northfield.cambridge-international.2022-06.own.standard.2s", date(2022, 9, 12)),
    ]
    assert found[0].title == "Cambridge International, June 2022: our own last day, Services 1, 2"
    assert own_days() == []


def test_the_calendar_opens_with_its_secret_and_with_none_while_there_is_none() -> None:
    assert CentreCalendar(hash="0" * 64).opened_with("0" * 64)
    assert not CentreCalendar(hash="0" * 64).opened_with("1" * 64)
    assert not CentreCalendar().opened_with("")


def test_promised_answers_of_one_day_are_one_event_with_what_was_asked_for() -> None:
    at = london("2022-08-22 10:00")
    first, second, third = (
        enquiry(Status.RECEIVED, id=id, received_at=at, submitted_at=at, service=service, version=number)
        for number, (id, service) in enumerate((("e1", "2"), ("e2", "1"), ("e3", "2")), start=3)
    )
    found = list(promised_answers("northfield", [(each, body()) for each in (third, second, first)], "https://desk.example"))
    (event,) = found
    assert (event.sequence, event.urgent, event.url) == (3, False, "https://desk.example/desk/log/")
    assert event.title == "Cambridge International, June 2022: answer promised to 3 enquiries"
    assert event.text == (
        "Service 2: Review of marking: 2; Service 1: Clerical re-check: 1. If no answer has come by the end of the day, ask Cambridge International. "
        "If Cambridge International says something different, follow Cambridge International."
    )
