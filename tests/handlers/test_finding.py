"""The one box at the top of a centre's desk: enquiries, candidates and drafts, over all series and awarding bodies (BY-25)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import card
from tests.handlers.desk import HARBOUR, HEAD, Desk
from tests.handlers.portals import prepared, with_aqa


def find(desk: Desk, typed: str, **by: str) -> Any:
    return desk.centre("GET", "/api/find", typed=typed, **by).ok()


@pytest.fixture
def both(desk: Desk) -> tuple[str, str]:
    """A Cambridge enquiry of 2022 about José Núñez O'Neill, and one to AQA of 2026 about Bao Nguyen."""
    desk.put(card(name="José Núñez O’Neill", version=2))
    first = desk.received(note="His mother rang")
    with_aqa(desk)
    return first, prepared(desk, candidates=["0714"])


@pytest.mark.proves("BY-25")
@pytest.mark.parametrize(
    ("typed", "which"),
    [
        ("nunez", 0), ("oneill josé", 0), ("O'Neill, Jose", 0), ("713", 0), ("00713", 0), ("2206-000001", 0), ("mother", 0), ("0580", 0),
        ("mathematics nunez", 0), ("bao", 1), ("714 economics", 1), ("7136", 1), ("economics", 1),
    ],
)  # fmt: skip
def test_names_numbers_references_subjects_and_notes_are_found_over_series_and_bodies(
    desk: Desk, both: tuple[str, str], typed: str, which: int
) -> None:
    assert [each["id"] for each in find(desk, typed)["enquiries"]] == [both[which]]


@pytest.mark.proves("BY-25")
def test_a_reference_finds_what_was_submitted_under_it_and_a_word_more_that_fits_nothing_finds_nothing(
    desk: Desk, both: tuple[str, str]
) -> None:
    reference = desk.enquiry(both[1])["reference"]
    assert [each["id"] for each in find(desk, reference.lower())["enquiries"]] == [both[1]]
    assert find(desk, f"{reference} zebra") == {"enquiries": [], "more": False, "candidates": [], "drafts": []}


@pytest.mark.proves("BY-25")
def test_candidates_without_an_enquiry_are_found_in_the_series_that_can_be_asked_about_now_and_drafts_too(desk: Desk) -> None:
    draft = desk.draft(candidates=("0015",), note="Ring her father")
    found = find(desk, "ruiz")
    assert found["candidates"] == [
        {
            "number": "0015", "name": "Carla Ruiz", "body": {"id": "cambridge-international", "name": "Cambridge International"},
            "series": {"id": "2022-06", "title": "June 2022"}, "subjects": ["0580 Mathematics"],
        }
    ]  # fmt: skip
    assert found["enquiries"] == []
    assert [each["id"] for each in find(desk, "father")["drafts"]] == [draft]
    assert [each["id"] for each in find(desk, "15")["drafts"]] == [draft]
    assert find(desk.at("2022-12-01 10:00"), "ruiz")["candidates"] == [], "the series is over"


def test_less_than_two_signs_find_nothing_and_nothing_of_another_centre_is_found(desk: Desk, both: tuple[str, str]) -> None:
    for typed in ("", "7", " '"):
        assert find(desk, typed) == {"enquiries": [], "more": False, "candidates": [], "drafts": []}
    assert find(desk, "nunez", by=HARBOUR)["enquiries"] == []
    assert [each["id"] for each in find(desk, "nunez", by=HEAD)["enquiries"]] == [both[0]]


@pytest.mark.proves("BY-25")
def test_staff_and_associates_find_by_subject_too_and_never_by_the_note(desk: Desk, both: tuple[str, str]) -> None:
    desk.at("2022-08-22 10:00")
    queue = desk.staff("GET", "/queue", stage="all", typed="mathematics nunez").ok()["enquiries"]
    assert [each["id"] for each in queue] == [both[0]]
    assert desk.staff("GET", "/queue", stage="all", typed="mother").ok()["enquiries"] == []
