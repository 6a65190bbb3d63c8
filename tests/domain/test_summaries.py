"""When the summary by e-mail is due, and what it counts (BY-27)."""

from __future__ import annotations

import pytest

from functions.domain.people.people import Kind
from functions.domain.people.summaries import EVERY_TEXT, LINES, Every, Line, lines_of, next_time
from tests.builders import london


@pytest.mark.proves("BY-27")
@pytest.mark.parametrize(
    ("every", "now", "due"),
    [
        (Every.DAILY, "2022-08-22 06:59", "2022-08-22 07:00"),  # a Monday
        (Every.DAILY, "2022-08-22 07:00", "2022-08-23 07:00"),
        (Every.DAILY, "2022-08-25 23:30", "2022-08-26 07:00"),
        (Every.DAILY, "2022-08-26 07:00", "2022-08-29 07:00"),  # a Friday: the next is on Monday
        (Every.DAILY, "2022-08-27 05:00", "2022-08-29 07:00"),
        (Every.DAILY, "2022-08-28 05:00", "2022-08-29 07:00"),
        (Every.WEEKLY, "2022-08-22 06:59", "2022-08-22 07:00"),
        (Every.WEEKLY, "2022-08-22 07:00", "2022-08-29 07:00"),
        (Every.WEEKLY, "2022-08-28 12:00", "2022-08-29 07:00"),
        (Every.DAILY, "2022-10-28 12:00", "2022-10-31 07:00"),  # the clocks go back between them
        (Every.DAILY, "2022-08-23 00:30", "2022-08-23 07:00"),  # still the 22nd in UTC
    ],
)
def test_a_summary_is_due_at_seven_in_the_morning_of_a_weekday_or_of_monday(every: Every, now: str, due: str) -> None:
    assert next_time(every, london(now)) == london(due)


@pytest.mark.proves("BY-27")
def test_how_often_it_comes_is_told_in_words() -> None:
    assert EVERY_TEXT == {Every.DAILY: "Every weekday morning", Every.WEEKLY: "On Monday morning"}
    assert [each.value for each in Every] == ["daily", "weekly"]


@pytest.mark.proves("BY-27")
def test_a_summary_says_what_there_is_in_its_order_one_and_several_apart() -> None:
    assert lines_of(Kind.CENTRE, {"question": 1, "late": 2, "closing": 0}) == [
        Line(count=2, text="enquiries are later than promised", path="desk/enquiries/?status=late"),
        Line(count=1, text="question waits for your answer", path="desk/enquiries/?status=question"),
    ]
    assert lines_of(Kind.CENTRE, {}) == []


@pytest.mark.parametrize(
    ("kind", "counted"),
    [
        (Kind.CENTRE, "closing late came_back question to_make again"),
        (Kind.ASSOCIATE, "closing to_approve late to_release question error change"),
        (Kind.AWARDING_BODY, "overdue unacknowledged received answered error statements failures"),
    ],
)
def test_each_kind_of_organisation_has_what_is_counted_for_it(kind: Kind, counted: str) -> None:
    assert " ".join(LINES[kind]) == counted


def test_every_line_leads_to_the_part_of_the_desk_that_it_counts() -> None:
    assert [path for lines in LINES.values() for _, _, path in lines.values()] == [
        "desk/",
        "desk/enquiries/?status=late",
        "desk/enquiries/",
        "desk/enquiries/?status=question",
        "desk/enquiries/?status=to_make",
        "desk/enquiries/?status=again",
        "associate/enquiries/?status=closing",
        "associate/",
        "associate/enquiries/?status=late",
        "associate/enquiries/?release=any",
        "associate/enquiries/?status=question",
        "associate/enquiries/?status=error",
        "associate/enquiries/?status=change",
        "staff/?stage=overdue",
        "staff/?stage=unacknowledged",
        "staff/?stage=received",
        "staff/?stage=answered",
        "staff/?stage=error",
        "staff/statements/",
        "staff/failures/",
    ]
