"""Calendar feeds, read back with the library that calendar programs' authors use."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.site.building import Built, build
from tests.site.test_figures import article

UID = "cambridge-international.2022-06.all@results-desk"


def feed(site: Built, name: str) -> Calendar:
    return Calendar.from_ical((site.folder / "calendars" / f"{name}.ics").read_bytes())


def days(calendar: Calendar) -> dict[str, tuple[date, int]]:
    """Return day and sequence of every event by UID."""
    found = [(str(each["uid"]), each.start, int(each["sequence"])) for each in calendar.events]
    assert len({uid for uid, _, _ in found}) == len(found), "no UID comes twice"
    return {uid: (day, sequence) for uid, day, sequence in found}


@pytest.mark.proves("BY-04")
def test_the_last_days_of_a_body_and_of_one_of_its_series_are_feeds(site: Built) -> None:
    cambridge = days(feed(site, "cambridge-international"))
    assert cambridge[UID] == (date(2022, 9, 20), 0)
    assert cambridge["cambridge-international.2022-11.all@results-desk"] == (date(2023, 2, 26), 0)
    june = days(feed(site, "cambridge-international-2022-06"))
    assert set(june) == {UID, "cambridge-international.2022-06.10@results-desk"}
    assert days(feed(site, "aqa-2026-06"))["aqa.2026-06.p2@results-desk"] == (date(2026, 8, 20), 0)


@pytest.mark.proves("BY-04")
def test_a_series_over_all_bodies_and_everything_are_feeds_too_without_series_of_the_practice_desk(site: Built) -> None:
    june = days(feed(site, "series-2026-06"))
    assert {uid.split(".")[0] for uid in june} == {"aqa", "ccea", "city-and-guilds", "ocr", "pearson", "wjec"}
    everything = days(feed(site, "all"))
    assert june.items() <= everything.items()
    assert UID in everything
    assert not [uid for uid in everything if uid.startswith(("aqa.2022-06", "cambridge-international.2022-03", "ncfe.2022-06"))]


@pytest.mark.proves("BY-04")
def test_reminders_come_at_nine_a_week_before_a_day_before_and_on_the_last_day_and_none_before_results(site: Built) -> None:
    events = {str(each["uid"]): each for each in feed(site, "aqa-2026-06").events}
    reminders = [(each["action"], each["trigger"].dt) for each in events["aqa.2026-06.p2@results-desk"].walk("VALARM")]
    nine = timedelta(hours=9)
    assert reminders == [("DISPLAY", nine - timedelta(days=7)), ("DISPLAY", nine - timedelta(days=1)), ("DISPLAY", nine)]
    assert [str(each["description"]) for each in events["aqa.2026-06.p2@results-desk"].walk("VALARM")] == [
        "In a week: AQA, June 2026: last day, Service P2",
        "Tomorrow: AQA, June 2026: last day, Service P2",
        "Today: AQA, June 2026: last day, Service P2",
    ]
    assert events["aqa.2026-06.results-gcse@results-desk"].walk("VALARM") == []


def test_a_feed_asks_to_be_looked_at_every_twelve_hours_and_says_what_it_cannot_know(site: Built) -> None:
    calendar = feed(site, "ccea-2026-06")
    assert str(calendar["name"]) == "CCEA, June 2026: enquiries about results"
    assert calendar["refresh-interval"].dt == timedelta(hours=12)
    assert str(calendar["x-published-ttl"]) == "PT12H"
    about = str(calendar["description"])
    assert "Copy of script to support a review of marking" in about
    assert "It is on the awarding body’s page about access to scripts." in about


@pytest.mark.proves("BY-04")
def test_a_subscription_follows_a_day_that_is_changed_in_the_catalogue(site: Built, tmp_path: Path) -> None:
    path = "catalogue/cambridge-international.yml"
    later = build(tmp_path, changes={path: ("- { closes_on: 2022-09-20, basis: *guide }", "- { closes_on: 2022-09-27, basis: *guide }")})
    assert later.succeeded, later.said
    before, after = days(feed(site, "cambridge-international")), days(feed(later, "cambridge-international"))
    assert after[UID] == (date(2022, 9, 27), 1)
    assert {**after, UID: before[UID]} == before, "nothing else has changed"


@pytest.mark.proves("BY-04")
@pytest.mark.parametrize("page", ["deadlines/", "bodies/aqa/", "bodies/cambridge-international/"])
def test_the_pages_of_deadlines_and_of_a_body_link_the_feeds(site: Built, page: str) -> None:
    links = re.findall(r'href="([^"]+\.ics)"', article(site.page(page)))
    assert links
    for each in links:
        assert (site.folder / page / each).resolve().is_file(), each
    wanted = "aqa-2026-06" if "aqa" in page else "cambridge-international-2022-06" if "cambridge" in page else "all"
    assert any(each.endswith(f"calendars/{wanted}.ics") for each in links)
