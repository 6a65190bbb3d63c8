"""Last days as events of a calendar: what tells a subscriber that a day has changed."""

from __future__ import annotations

from datetime import date

import pytest

from functions.domain.calendar_events import events_of, sequence_of, undated_of
from functions.domain.catalogue.series import Deadline
from tests.builders import body, catalogue, series

UID = "cambridge-international.2022-06.all@results-desk"
SEPTEMBER_20, SEPTEMBER_27 = date(2022, 9, 20), date(2022, 9, 27)


def moved_to(day: date) -> dict[str, tuple[date, int]]:
    """Return day and sequence of June's events by UID, once its general deadline is on another day."""
    general = series().deadlines[0].model_copy(update={"closes_on": day})
    changed = series(deadlines=(general, *series().deadlines[1:]))
    return {each.uid: (each.day, each.sequence) for each in events_of(body(), changed, {UID: [SEPTEMBER_20]})}


@pytest.mark.proves("BY-04")
def test_a_day_that_changes_keeps_its_uid_and_gets_a_higher_sequence() -> None:
    assert moved_to(SEPTEMBER_20)[UID] == (SEPTEMBER_20, 0)
    assert moved_to(SEPTEMBER_27)[UID] == (SEPTEMBER_27, 1)


@pytest.mark.proves("BY-04")
@pytest.mark.parametrize(
    ("recorded", "present", "sequence"),
    [
        ([], SEPTEMBER_20, 0),
        ([SEPTEMBER_20], SEPTEMBER_20, 0),
        ([SEPTEMBER_20], SEPTEMBER_27, 1),
        ([SEPTEMBER_20, SEPTEMBER_27], SEPTEMBER_27, 1),
        ([SEPTEMBER_20, SEPTEMBER_27], SEPTEMBER_20, 2),  # back to the first day is a change like any other
        ([SEPTEMBER_20, SEPTEMBER_27, SEPTEMBER_20], SEPTEMBER_20, 2),
    ],
)
def test_the_sequence_counts_the_days_before_whether_or_not_the_present_one_is_recorded(
    recorded: list[date], present: date, sequence: int
) -> None:
    assert sequence_of(recorded, present) == sequence


def test_days_for_some_types_of_qualification_are_events_of_their_own_and_name_the_types() -> None:
    aqa = catalogue().bodies["aqa"]
    june = aqa.series_of("2026-06")
    assert june
    assert [(str(each.day), each.title) for each in events_of(aqa, june)] == [
        ("2026-08-13", "AQA, June 2026: results (GCE AS level, GCE A level)"),
        ("2026-08-20", "AQA, June 2026: last day, Service P2"),
        ("2026-08-20", "AQA, June 2026: results (GCSE)"),
        ("2026-09-24", "AQA, June 2026: last day, Services 1, 2, 3"),
        (
            "2026-10-30",
            "AQA, June 2026: last day, Copy of script to support a review of marking, Copy of script to support teaching and learning",
        ),
    ]


def test_an_event_says_how_far_its_day_can_be_trusted_and_that_the_awarding_body_prevails() -> None:
    aqa = catalogue().bodies["aqa"]
    june = aqa.series_of("2026-06")
    assert june
    (priority,) = [each for each in events_of(aqa, june) if each.uid == "aqa.2026-06.p2@results-desk"]
    assert priority.text == (
        "You can ask until the end of 20 August 2026 in Europe/London.\n"
        "Source: An article of July 2026 that quotes the JCQ’s booklet of 2026, An author not connected with an awarding body, "
        "checked 28 November 2026 (reported, not confirmed). If AQA says something different, follow AQA."
    )
    assert priority.url == "https://www.aqa.org.uk/"


def test_a_last_day_that_is_not_known_here_is_no_event_but_is_said_with_where_to_find_it() -> None:
    unknown = series(deadlines=(Deadline(find="It is in the guide.", basis=series().deadlines[0].basis),))
    assert events_of(body(), unknown) == []
    assert [(each.title, each.find) for each in undated_of(body(), unknown)] == [
        ("Cambridge International, June 2022: Services 1, 1S, 2, 2S, 5, 9, 10; NO RESULT (X), PENDING (Q)", "It is in the guide.")
    ]
