"""The minute before and after every deadline and promise, through the handlers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from functions import wiring
from functions.domain.enquiries.submission import reference_of
from tests import builders
from tests.builders import london
from tests.handlers.desk import Desk, content

CONTACT = "info@cambridgeinternational.org"
TICK = timedelta(microseconds=1)


# --- to submit

CLOSING = pytest.mark.parametrize(
    ("series", "last_minute", "after"),
    [("2022-06", "2022-09-20 23:59", "2022-09-21 00:00"), ("2022-11", "2023-02-26 23:59", "2023-02-27 00:00")],
)


@CLOSING
@pytest.mark.proves("CI-02")
def test_until_the_last_minute_of_the_day_of_the_deadline_a_draft_can_be_submitted(
    desk: Desk, series: str, last_minute: str, after: str
) -> None:
    desk.put(builders.card(series=series, version=1))
    desk.at(last_minute)
    checked = desk.centre("POST", f"/api/drafts/{'0' * 8}-0000-0000-0000-{'0' * 12}/check", {"content": content(series=series)}).ok()
    assert checked["problems"] == []
    assert checked["deadline"]["days_remaining"] == 0
    assert desk.at(london(after) - TICK).submit(series=series).status == 200


@CLOSING
@pytest.mark.proves("CI-02", "BY-02")
def test_from_the_first_minute_after_the_deadline_it_is_refused_the_draft_kept_and_the_way_for_a_late_request_shown(
    desk: Desk, series: str, last_minute: str, after: str
) -> None:
    desk.put(builders.card(series=series, version=1))
    id = desk.at(last_minute).draft(series=series)
    before = desk.items()
    refused = desk.at(after).submit(id, series=series)
    assert (refused.status, refused.codes) == (422, ["deadline_passed"])
    (error,) = refused.body["errors"]
    assert error["field"] == "series"
    assert CONTACT in error["message"]
    assert reference_of(id) in error["message"]
    assert "your draft is kept" in error["message"]
    assert "Enquiries about results guide" in error["source"]
    assert error["rule"]
    assert desk.items() == before
    assert desk.centre("GET", f"/api/drafts/{id}").ok()["draft"]["content"]["candidates"] == ["0713"]
    checked = desk.centre("POST", f"/api/drafts/{id}/check", {"content": content(series=series)}).ok()
    assert [each["code"] for each in checked["problems"]] == ["deadline_passed"]


@pytest.mark.proves("BY-09")
def test_a_submission_made_in_time_is_answered_the_same_when_it_is_repeated_after_the_deadline(desk: Desk) -> None:
    made = desk.at(london("2022-09-21 00:00") - TICK).submitted()
    assert desk.at("2022-09-21 09:00").submitted(made["id"]) == made


@pytest.mark.proves("CI-35", "CI-02")
def test_each_service_of_a_series_has_its_deadline_and_the_days_that_remain(desk: Desk) -> None:
    listed = desk.at("2022-08-31 12:00").centre("GET", "/api/series").ok()["series"]
    told = {
        (series["id"], route["id"]): {each["code"]: (each["closes_on"], each["days_remaining"]) for each in route["services"]}
        for series in listed
        for route in series["routes"]
    }
    june, november, unknown, practice = ("2022-09-20", 20), ("2023-02-26", 179), (None, None), ("2022-07-15", -47)
    assert told == {
        ("2022-06", "standard"): dict.fromkeys(["1", "1S", "2", "2S", "5", "9", "X", "Q"], june),
        ("2022-06", "portfolio"): dict.fromkeys(["1", "1S", "2", "2S", "10", "X", "Q"], june),
        ("2022-11", "standard"): dict.fromkeys(["1", "1S", "2", "2S", "5", "9", "X", "Q"], november),
        ("2022-11", "portfolio"): dict.fromkeys(["1", "1S", "2", "2S", "10", "X", "Q"], november),
        ("2021-11", "school-assessed"): dict.fromkeys(["1", "2", "3", "AM", "AP", "AS"], unknown),
        ("2022-03", "standard"): dict.fromkeys(["1", "1S", "2", "2S", "5", "9", "X", "Q"], practice),
    }


@pytest.mark.proves("CI-35", "CI-40")
def test_the_list_of_series_shows_open_services_deadlines_days_remaining_and_the_notice(desk: Desk) -> None:
    def series() -> dict[str, Any]:
        return {each["id"]: each for each in desk.centre("GET", "/api/series").ok()["series"]}

    june = desk.at("2022-08-31 12:00").centre("GET", "/api/series").ok()["series"][0]
    assert (june["title"], june["closes_on"], june["days_remaining"], june["open"]) == ("June 2022", "2022-09-20", 20, True)
    assert june["closes_at"] == "2022-09-20T23:00:00.000Z"
    assert "longer" in june["notice"]
    services = {each["code"]: each for each in june["routes"][0]["services"]}
    assert list(services) == ["1", "1S", "2", "2S", "5", "9", "X", "Q"]
    assert [code for code, each in services.items() if each["available"]] == ["1", "1S", "2", "2S", "5", "9", "X", "Q"]
    assert {each["not_yet"] for each in services.values()} == {None}
    assert "30 days" in services["2"]["target_text"]

    assert desk.at("2022-09-20 23:59").now < london("2022-09-21 00:00")
    assert (series()["2022-06"]["open"], series()["2022-06"]["remaining_text"]) == (True, "closes today")
    desk.at("2022-09-21 00:00")
    assert (series()["2022-06"]["open"], series()["2022-06"]["remaining_text"]) == (False, "closed")
    assert [each["available"] for each in series()["2022-06"]["routes"][0]["services"]] == [False] * 8
    november = series()["2022-11"]
    assert (november["open"], november["remaining_text"], november["opens_on"]) == (False, "opens 1 January 2023", "2023-01-01")
    desk.at("2023-01-01 00:00")
    assert (series()["2022-11"]["open"], series()["2022-11"]["remaining_text"]) == (True, "56 days left")


# --- what was promised


def flagged(desk: Desk, id: str) -> list[str]:
    """The flags, which centre and staff see alike."""
    flags: list[dict[str, str]] = desk.enquiry(id)["flags"]
    assert desk.case(id)["flags"] == flags
    for each in flags:
        assert each["contact"] == CONTACT
        assert CONTACT in each["message"]
    listed = desk.centre("GET", "/api/enquiries", series="2022-06").ok()["enquiries"]
    assert listed[0]["late"] is bool(flags)
    return [each["code"] for each in flags]


@pytest.mark.proves("CI-23", "CI-41")
def test_no_number_after_24_hours_from_submission_is_flagged_to_centre_and_staff(desk: Desk) -> None:
    id = desk.at("2022-08-22 14:30").submitted()["enquiries"][0]["id"]
    assert flagged(desk.at("2022-08-23 14:29"), id) == []
    assert flagged(desk.at("2022-08-23 14:30"), id) == ["number_late"]
    desk.follow()
    assert flagged(desk, id) == []


@pytest.mark.proves("CI-23", "CI-41")
def test_no_acknowledgement_after_two_working_days_is_flagged_across_weekend_and_bank_holiday(desk: Desk) -> None:
    # Friday; Saturday, Sunday and the bank holiday of 29 August do not count, so Wednesday the 31st is the second day.
    id = desk.at("2022-08-26 16:00").received()
    assert flagged(desk.at("2022-08-31 23:59"), id) == []
    assert flagged(desk.at("2022-09-01 00:00"), id) == ["acknowledgement_late"]
    desk.acknowledge(id)
    assert flagged(desk, id) == []


@pytest.mark.proves("CI-12", "BY-10", "CI-40")
def test_the_promised_day_and_lateness_show_on_the_enquiry_in_the_list_and_in_the_staff_queue(desk: Desk) -> None:
    id = desk.at("2022-08-22 09:00").acknowledged()
    in_time = desk.at("2022-09-21 23:59").enquiry(id)
    assert (in_time["promised_by"], in_time["late"]) == ("2022-09-21", False)
    assert "30 days" in in_time["target_text"]
    assert "longer" in in_time["notice"]
    assert flagged(desk, id) == []
    assert desk.staff("GET", "/queue", stage="overdue").ok()["enquiries"] == []
    assert desk.centre("GET", "/api/enquiries", series="2022-06", status="late").ok()["enquiries"] == []

    late = desk.at("2022-09-22 00:00").enquiry(id)
    assert (late["promised_by"], late["late"]) == ("2022-09-21", True)
    assert flagged(desk, id) == ["outcome_late"]
    (row,) = desk.staff("GET", "/queue", stage="overdue").ok()["enquiries"]
    assert (row["id"], row["overdue"], row["days_left"]) == (id, True, -1)
    (found,) = desk.centre("GET", "/api/enquiries", series="2022-06", status="late").ok()["enquiries"]
    assert (found["id"], found["late"]) == (id, True)


@pytest.mark.proves("CI-12")
def test_what_is_overdue_stands_first_in_the_queue_and_in_order_of_receipt(desk: Desk) -> None:
    first = desk.at("2022-08-22 09:00").acknowledged()
    second = desk.at("2022-08-23 09:00").received(candidates=("0714",))
    third = desk.at("2022-09-19 09:00").received(candidates=("0015",))
    overdue = desk.at("2022-09-30 09:00").staff("GET", "/queue", stage="overdue").ok()["enquiries"]
    assert [each["id"] for each in overdue] == [first, second]
    queue = desk.staff("GET", "/queue", stage="received").ok()["enquiries"]
    assert [(each["id"], each["overdue"]) for each in queue] == [(second, True), (third, False)]


@pytest.mark.proves("CI-15")
def test_the_time_left_for_changes_without_charge_is_shown_to_the_second(desk: Desk) -> None:
    id = desk.received()
    assert desk.enquiry(id)["change_window"] == {
        "open": True, "free": True, "until": None, "seconds_left": None,
        "text": "You can amend or cancel this enquiry without charge until 24 hours after its acknowledgement. "
        "A later change costs an administration fee (GBP 25.00, a demonstration figure).",
        "agreement": False, "amendable": True,
    }  # fmt: skip
    desk.at("2022-08-23 10:00").acknowledge(id)
    window = desk.at("2022-08-24 09:59").enquiry(id)["change_window"]
    assert (window["free"], window["until"], window["seconds_left"]) == (True, "2022-08-24T09:00:00.000Z", 60)
    after = desk.at("2022-08-24 10:00").enquiry(id)["change_window"]
    assert (after["open"], after["free"], after["seconds_left"]) == (True, False, None)
    assert "GBP 25.00" in after["text"]
    assert "demonstration" in after["text"]


# --- the clock itself


def test_desk_time_is_system_time_plus_the_offset(aws: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_OFFSET_SECONDS", "-86400")
    wiring.settings.cache_clear()
    behind = wiring.system_now() - wiring.now()
    monkeypatch.setenv("DESK_OFFSET_SECONDS", "0")
    wiring.settings.cache_clear()
    assert abs(behind - timedelta(days=1)) < timedelta(seconds=5)
    assert abs(wiring.now() - wiring.system_now()) < timedelta(seconds=5)
