"""A series as the centre's desk shows it: every field, written out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from functions.domain.views.series_pages import series_page
from tests.builders import RESULTS_OUT, body, catalogue, series, without_yet


@pytest.mark.proves("CI-35")
def test_a_series_shows_its_deadline_the_days_that_remain_and_each_service_with_its_own() -> None:
    page = series_page(body(), series(), RESULTS_OUT)
    routes = page.pop("routes")
    assert page == {
        "id": "2022-06",
        "title": "June 2022",
        "body": "cambridge-international",
        "body_name": "Cambridge International",
        "zone": "Europe/London",
        "contact": "info@cambridgeinternational.org",
        "opens_on": "2022-08-01",
        "opens_at": "2022-07-31T23:00:00.000Z",
        "closes_on": "2022-09-20",
        "closes_at": "2022-09-20T23:00:00.000Z",
        "find": None,
        "open": True,
        "days_remaining": 29,
        "remaining_text": "29 days left",
        "notice": "Because of the Covid-19 pandemic, it may take longer than usual to share the outcome with you.",
    }
    assert [{name: value for name, value in each.items() if name != "services"} for each in routes] == [
        {"id": "standard", "name": "Examinations", "centre_review_first": False},
        {"id": "portfolio", "name": "Portfolio of evidence", "centre_review_first": False},
    ]
    assert [each["code"] for each in routes[0]["services"]] == ["1", "1S", "2", "2S", "5", "9", "X", "Q"]
    assert routes[0]["services"][5] == {
        "code": "9",
        "name": "Report on the work of a group of candidates",
        "label": "9",
        "available": True,
        "target_text": "Normally within 30 days of receipt. It may take longer.",
        "not_yet": None,
        "consent": False,
        "closes_on": "2022-09-20",
        "days_remaining": 29,
    }


@pytest.mark.proves("CI-35")
def test_a_series_is_closed_from_the_end_of_its_last_day_and_so_is_each_service() -> None:
    page = series_page(body(), series(), RESULTS_OUT + timedelta(days=40))
    services = [each for route in page["routes"] for each in route["services"]]
    assert services
    assert page["open"] is False
    assert not any(each["available"] for each in services)


def test_every_series_of_every_awarding_body_is_shown_with_its_routes() -> None:
    every = [(each, one, series_page(each, one, RESULTS_OUT)) for each in catalogue().bodies.values() for one in each.series]
    assert [[route["id"] for route in page["routes"]] for _, _, page in every] == [list(one.routes) for _, one, _ in every]
    assert {page["body"] for _, _, page in every} >= {
        "cambridge-international",
        "ncfe",
        "aqa",
        "ocr",
        "pearson",
        "wjec",
        "ccea",
        "city-and-guilds",
    }


def test_a_series_that_is_not_open_yet_says_from_when_it_is() -> None:
    page = series_page(body(), series(opens_on=date(2022, 8, 23)), RESULTS_OUT)
    assert (page["opens_on"], page["open"], page["remaining_text"]) == ("2022-08-23", False, "opens 23 August 2022")


def test_a_service_that_the_desk_does_not_take_yet_says_whom_to_write_to() -> None:
    desk = without_yet("9")
    found = {each["code"]: each for each in series_page(desk, series(routes=("standard",)), RESULTS_OUT)["routes"][0]["services"]}
    assert (found["9"]["available"], found["9"]["not_yet"]) == (False, "Write to info@cambridgeinternational.org.")
    assert (found["2"]["available"], found["2"]["not_yet"]) == (True, None)
