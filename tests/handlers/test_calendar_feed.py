"""A centre's own calendar: behind an address with a secret, read as a calendar program does, of no use once it is renewed or stopped."""

from __future__ import annotations

import io
import logging
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from functions import wiring
from functions.adapters import keys
from functions.handlers import answers, calendar_feed
from tests.builders import CAMBRIDGE
from tests.handlers.desk import ASSOCIATE, HARBOUR, HEAD, OFFICER, VIEWER, Desk, request
from tests.handlers.portals import AQA, ECONOMICS, made, outcome, prepared, with_aqa

pytestmark = pytest.mark.proves("BY-04")
REVIEW = {"route": "standard", "service": "2"}
CHECK = {"route": "standard", "service": "1"}
OWN_REVIEW = "northfield.cambridge-international.2022-06.own.standard.2@results-desk"
OWN_CHECK = "northfield.cambridge-international.2022-06.own.standard.1@results-desk"
GONE = '{"errors":[{"code":"not_found","message":"There is nothing here that you can open. Check the address, or go back to your list.","field":null,"rule":null,"source":null}]}'


def given(desk: Desk, by: str = OFFICER) -> str:
    """Give the centre's calendar an address. Return the path of it."""
    address: str = desk.centre("POST", "/api/calendar", {}, by=by).ok()["calendar"]["address"]
    assert re.fullmatch(r"https://desk[.]example/api/calendar/[0-9A-Za-z_-]{43}/centre[.]ics", address)
    return address.removeprefix("https://desk.example")


def fetched(desk: Desk, path: str, source: str = "198.51.100.4") -> dict[str, Any]:
    """Fetch an address as a calendar program does, without anybody signed in."""
    event = request("GET", path, None, {}, None)
    event["requestContext"]["identity"]["sourceIp"] = source
    with desk.network.running("CalendarFunction"):
        return calendar_feed.handler(event, None)


def read(desk: Desk, path: str) -> dict[str, Any]:
    """Read a calendar with the library that calendar programs' authors use. Return its events by UID."""
    answer = fetched(desk, path)
    assert (answer["statusCode"], answer["multiValueHeaders"]["Content-Type"]) == (200, ["text/calendar; charset=utf-8"])
    assert answer["multiValueHeaders"]["Cache-Control"] == ["no-store"]
    events = list(Calendar.from_ical(answer["body"]).events)
    found = {str(each["uid"]): each for each in events}
    assert len(found) == len(events), "no UID comes twice"
    return found


def days(desk: Desk, path: str) -> dict[str, tuple[date, int]]:
    return {uid: (each.start, int(each["sequence"])) for uid, each in read(desk, path).items()}


def save(desk: Desk, version: int, *rows: dict[str, str], body: str = CAMBRIDGE, series: str = "2022-06") -> None:
    desk.centre("PUT", "/api/terms", {"version": version, "body": body, "series": series, "rows": list(rows)}).ok()


def test_own_last_days_are_events_with_reminders_and_with_the_awarding_bodys_own_day(desk: Desk) -> None:
    save(desk, 0, {**CHECK, "closes_on": "2022-09-13"}, {**REVIEW, "closes_on": "2022-09-13"}, {"route": "standard", "service": "2S"})
    (event,) = read(desk, given(desk)).values()
    assert str(event["uid"]) == OWN_CHECK, "services with the same day are one event"
    assert (event.start, event.end) == (date(2022, 9, 13), date(2022, 9, 14))
    assert str(event["summary"]) == "Cambridge International, June 2022: our own last day, Services 1, 2"
    assert str(event["description"]) == (
        "Your centre’s own last day is 13 September 2022. Cambridge International takes requests until the end of 20 September 2022 "
        "(Europe/London). If Cambridge International says something different, follow Cambridge International."
    )
    assert str(event["url"]) == "https://desk.example/desk/terms/"
    nine = timedelta(hours=9)
    reminders = [(each["action"], each["trigger"].dt) for each in event.walk("VALARM")]
    assert reminders == [("DISPLAY", nine - timedelta(days=7)), ("DISPLAY", nine - timedelta(days=1)), ("DISPLAY", nine)]


def test_a_subscription_follows_an_own_day_that_is_changed(desk: Desk) -> None:
    save(desk, 0, {**CHECK, "closes_on": "2022-09-12"}, {**REVIEW, "closes_on": "2022-09-13"})
    path = given(desk)
    before = days(desk, path)
    assert {uid: day for uid, (day, _) in before.items()} == {OWN_CHECK: date(2022, 9, 12), OWN_REVIEW: date(2022, 9, 13)}
    save(desk, 1, {**REVIEW, "closes_on": "2022-09-15"})
    after = days(desk, path)
    assert {uid: day for uid, (day, _) in after.items()} == {OWN_CHECK: date(2022, 9, 12), OWN_REVIEW: date(2022, 9, 15)}
    assert after[OWN_REVIEW][1] > before[OWN_REVIEW][1]
    save(desk, 2, {**CHECK, "closes_on": ""}, {**REVIEW, "closes_on": "2022-09-13"})
    back = days(desk, path)
    assert list(back) == [OWN_REVIEW], "a day that was taken away is gone"
    assert back[OWN_REVIEW][0] == before[OWN_REVIEW][0]
    assert back[OWN_REVIEW][1] > after[OWN_REVIEW][1], "back to the first day is a change like any other"


def test_the_days_of_promised_answers_are_events_without_a_name_a_number_or_a_result_and_go_with_the_outcome(desk: Desk) -> None:
    with_aqa(desk)
    path = given(desk)
    id = prepared(desk)
    other = prepared(desk.at("2026-08-25 10:30"), candidates=("0714",))
    assert days(desk, path) == {}, "nothing is promised before the request is made"
    made(desk, id)
    made(desk, other)
    (event,) = read(desk, path).values()
    promised = desk.enquiry(id)["promised_by"]
    assert event.start.isoformat() == promised
    assert str(event["uid"]) == f"northfield.answer.{id}@results-desk"
    assert str(event["summary"]) == "AQA, June 2026: answer promised to 2 enquiries"
    assert event.walk("VALARM") == []
    said = fetched(desk, path)["body"]
    for named in ("Amina", "Osei", "Bao", "Nguyen", "0713", "0714", ECONOMICS, "CS-123456", "grade", "exams@"):
        assert named not in said, named
    outcome(desk.at("2026-09-01 10:00"), id, "2026-09-01").ok()
    (left,) = read(desk, path).values()
    assert str(left["summary"]) == "AQA, June 2026: answer promised to 1 enquiry"
    assert (str(left["uid"]), left.start) == (f"northfield.answer.{other}@results-desk", event.start)


def test_the_table_has_the_hash_of_the_secret_alone_and_the_log_of_a_request_has_neither(desk: Desk) -> None:
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(answers.logger.registered_formatter)
    answers.logger.addHandler(handler)
    try:
        path = given(desk)
        secret = path.split("/")[3]
        assert desk.centre("GET", "/api/calendar").ok()["calendar"] == {"given": True, "made_at": "2022-08-22T08:00:00.000Z"}
        desk.centre("POST", "/api/calendar/stop", {}).ok()
        assert fetched(desk, path)["statusCode"] == 404
    finally:
        answers.logger.removeHandler(handler)
    assert secret not in str(desk.items())
    assert "not_found" in lines.getvalue()
    assert secret not in lines.getvalue()
    events = [each["json"]["S"] for key, each in desk.items().items() if key.sk.startswith("ASIDE#") and key.pk == "ORG#northfield"]
    assert [re.findall(r'"what":"(calendar_\w+)"', each) for each in sorted(events)] == [["calendar_given"], ["calendar_stopped"]]


def test_an_address_that_never_was_one_that_was_renewed_and_one_that_was_stopped_are_answered_alike(desk: Desk) -> None:
    first = given(desk)
    second = given(desk, by=HEAD)
    assert fetched(desk, second)["statusCode"] == 200
    desk.centre("POST", "/api/calendar/stop", {}).ok()
    assert desk.centre("GET", "/api/calendar").ok()["calendar"] == {"given": False, "made_at": None}
    assert desk.centre("POST", "/api/calendar/stop", {}).status == 200, "stopped twice is stopped once"
    never = fetched(desk, f"/api/calendar/{'x' * 43}/centre.ics")
    malformed = fetched(desk, "/api/calendar/short/centre.ics")
    for each in (fetched(desk, first), fetched(desk, second), never, malformed):
        assert (each["statusCode"], each["body"], each["multiValueHeaders"]) == (404, GONE, never["multiValueHeaders"])


def test_wrong_secrets_from_one_place_are_slowed_down_and_old_addresses_are_not_counted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = datetime.fromisoformat("2026-11-28T12:00:00+00:00")
    monkeypatch.setattr(wiring, "system_now", lambda: start)
    old, path = given(desk), given(desk)
    for _ in range(12):
        assert fetched(desk, old)["statusCode"] == 404
    assert fetched(desk, path)["statusCode"] == 200, "programs go on asking at an old address by themselves"
    for turn in range(10):
        assert fetched(desk, f"/api/calendar/{str(turn) * 43}/centre.ics")["statusCode"] == 404
    assert fetched(desk, path)["statusCode"] == 429
    assert fetched(desk, path, source="198.51.100.5")["statusCode"] == 200
    assert desk.candidate("consents", {"token": "x" * 43}, source="198.51.100.4").codes == ["link_not_valid"], "links are counted apart"
    monkeypatch.setattr(wiring, "system_now", lambda: start + timedelta(minutes=10))
    assert fetched(desk, path)["statusCode"] == 200


def test_a_calendar_is_its_own_centres_and_who_only_reads_cannot_make_or_stop_it(desk: Desk) -> None:
    save(desk, 0, {**REVIEW, "closes_on": "2022-09-13"})
    path = given(desk)
    assert days(desk, given(desk, by=HARBOUR)) == {}
    assert list(days(desk, path)) == [OWN_REVIEW], "another centre's address leaves this one as it is"
    before = desk.items()[keys.centre_calendar("northfield")]
    for who in (VIEWER, ASSOCIATE):
        assert desk.centre("POST", "/api/calendar", {}, by=who).status == 404
        assert desk.centre("POST", "/api/calendar/stop", {}, by=who).status == 404
    assert desk.items()[keys.centre_calendar("northfield")] == before
    assert desk.centre("GET", "/api/calendar", by=VIEWER).ok()["calendar"]["given"] is True


def test_a_day_of_a_body_that_the_desk_serves_no_longer_is_left_out(desk: Desk) -> None:
    with_aqa(desk)
    save(desk, 0, {**REVIEW, "closes_on": "2026-09-10"}, body=AQA, series="2026-06")
    path = given(desk)
    assert [day for day, _ in days(desk, path).values()] == [date(2026, 9, 10)]
    calendar = Calendar.from_ical(fetched(desk, path)["body"])
    assert str(calendar["name"]) == "Northfield: enquiries about results"
    assert calendar["refresh-interval"].dt == timedelta(hours=12)
    assert "own information prevails" in str(calendar["description"])
