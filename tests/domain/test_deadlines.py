"""What is open, what is due when, what is late: the last moment before, the first moment after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.domain.catalogue.deadlines import (
    acknowledgement_late_from,
    changes_free_text,
    changes_free_until,
    deadline_problem,
    deadline_text,
    number_late_from,
    outcome_late_from,
    promised_by,
    remaining_text,
    until_text,
)
from functions.domain.catalogue.series import Deadline, Series
from functions.domain.eligibility.eligibility import open_services
from tests.builders import GUIDE, REFERENCE, RESULTS_OUT, body, london, route, series, service, without_yet

SERVICES = ["1", "1S", "2", "2S", "5", "9", "X", "Q"]
CLOSINGS = [("2022-06", "2022-09-20", datetime(2022, 9, 20, 23, tzinfo=UTC)), ("2022-11", "2023-02-26", datetime(2023, 2, 27, tzinfo=UTC))]
TOO_LATE = [timedelta(0), timedelta(microseconds=1), timedelta(minutes=1), timedelta(days=400)]
IN_TIME = [timedelta(microseconds=1), timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)]


@pytest.mark.proves("CI-02")
@pytest.mark.parametrize("code", SERVICES)
@pytest.mark.parametrize("before", IN_TIME, ids=str)
@pytest.mark.parametrize(("id", "day", "closes_at"), CLOSINGS)
def test_up_to_the_last_microsecond_of_the_last_day_in_london_the_series_is_open(
    id: str, day: str, closes_at: datetime, before: timedelta, code: str
) -> None:
    now = closes_at - before
    assert body().open_for(series(id), code, now)
    assert deadline_problem(body(), series(id), service(code), REFERENCE, now) is None
    assert body().days_remaining(series(id), code, now) == 0


@pytest.mark.proves("CI-02")
@pytest.mark.parametrize("code", SERVICES)
@pytest.mark.parametrize("after", TOO_LATE, ids=str)
@pytest.mark.parametrize(("id", "day", "closes_at"), CLOSINGS)
def test_from_midnight_in_london_after_the_last_day_the_series_is_closed(
    id: str, day: str, closes_at: datetime, after: timedelta, code: str
) -> None:
    now = closes_at + after
    assert not body().open_for(series(id), code, now)
    refusal = deadline_problem(body(), series(id), service(code), REFERENCE, now)
    assert refusal
    assert (refusal.code, refusal.field, refusal.source) == ("deadline_passed", "series", GUIDE)
    assert body().days_remaining(series(id), code, now) < 0


@pytest.mark.parametrize(("id", "day", "closes_at"), CLOSINGS)
def test_the_minute_to_midnight_on_the_clock_in_london_is_in_time_and_midnight_is_not(id: str, day: str, closes_at: datetime) -> None:
    assert body().open_for(series(id), "2", london(f"{day} 23:59"))
    assert body().open_for(series(id), "2", london(f"{day} 23:59:59.999999"))
    assert not body().open_for(series(id), "2", london(f"{day} 00:00") + timedelta(days=1))


def test_a_late_submission_is_told_deadline_zone_contact_and_reference() -> None:
    refusal = deadline_problem(body(), series(), service(), REFERENCE, london("2022-09-21 00:00"))
    assert refusal
    for part in (
        "Service 2",
        "June 2022",
        "20 September 2022 (Europe/London)",
        "info@cambridgeinternational.org",
        REFERENCE,
        "draft is kept",
    ):
        assert part in refusal.message
    assert refusal.rule == "Service 2 in June 2022 can be asked for until the end of 20 September 2022 (Europe/London)."


@pytest.mark.proves("CI-02")
@pytest.mark.parametrize(
    ("now", "id", "days"),
    [
        ("2022-08-22 09:00", "2022-06", 29),
        ("2022-09-19 23:59:59.999999", "2022-06", 1),
        ("2022-09-20 00:00", "2022-06", 0),
        ("2022-09-21 00:00", "2022-06", -1),
        ("2022-10-01 00:30", "2022-11", 148),  # still September in UTC
        ("2022-12-31 23:59", "2022-11", 57),
        ("2023-01-01 00:00", "2022-11", 56),
        ("2023-02-26 12:00", "2022-11", 0),
    ],
)
def test_days_remaining_are_counted_on_the_wall_calendar_in_london(now: str, id: str, days: int) -> None:
    assert body().days_remaining(series(id), "2", london(now)) == days


@given(st.datetimes(datetime(2022, 1, 1), datetime(2024, 1, 1), timezones=st.just(UTC)), st.sampled_from(["2022-06", "2022-11"]))
def test_a_series_is_open_exactly_from_its_opening_while_days_remain(now: datetime, id: str) -> None:
    opens = {"2022-06": london("2022-08-01 00:00"), "2022-11": london("2023-01-01 00:00")}[id]
    assert body().open_for(series(id), "2", now) == (now >= opens and body().days_remaining(series(id), "2", now) >= 0)


@pytest.mark.parametrize(
    ("id", "day"),
    [("2022-06", date(2022, 8, 1)), ("2022-11", date(2023, 1, 1)), ("2021-11", date(2022, 1, 1)), ("2024-12", date(2025, 2, 1))],
)
def test_where_no_opening_day_is_published_a_series_opens_in_the_second_month_after_its_own(id: str, day: date) -> None:
    assert body().opens_on(series().model_copy(update={"id": id})) == day


def test_enquiries_about_exams_not_yet_sat_are_refused_by_our_own_rule_which_is_marked_as_ours() -> None:
    refusal = deadline_problem(body(), series("2022-11"), service(), REFERENCE, london("2022-08-22 09:00"))
    assert refusal
    assert refusal.code == "series_not_open"
    assert "November 2022 is not open for enquiries yet. It opens on 1 January 2023" in refusal.message
    assert refusal.rule == (
        "November 2022 can be asked about from 1 January 2023. No opening day is published: we open a series when its results can be there."
    )
    assert refusal.source is not None
    assert refusal.source.endswith("(our own rule)")
    assert deadline_problem(body(), series("2022-11"), service(), REFERENCE, london("2023-01-01 00:00")) is None


def test_a_published_opening_day_goes_before_our_rule() -> None:
    assert body().opens_on(series(opens_on=date(2022, 8, 18))) == date(2022, 8, 18)
    assert body(opening=None).opens_on(series()) is None


@pytest.mark.parametrize(("days", "text"), [(29, "29 days left"), (1, "1 day left"), (0, "closes today"), (-1, "closed")])
def test_days_remaining_in_words(days: int, text: str) -> None:
    assert remaining_text(days) == text


def test_a_series_that_has_not_opened_is_refused_with_the_day_on_which_it_opens() -> None:
    later = series(opens_on=date(2022, 8, 11))
    refusal = deadline_problem(body(), later, service(), REFERENCE, london("2022-08-10 23:59"))
    assert refusal
    assert refusal.code == "series_not_open"
    assert "11 August 2022" in refusal.message
    assert deadline_problem(body(), later, service(), REFERENCE, london("2022-08-11 00:00")) is None


def test_a_deadline_that_names_a_service_counts_for_it_and_the_general_one_for_all_others() -> None:
    general = series().deadlines[0]
    two = series(deadlines=(general, Deadline(closes_on=date(2022, 9, 1), services=("2S",), basis=general.basis)))
    now = london("2022-09-02 00:00")
    assert not body().open_for(two, "2S", now)
    assert body().open_for(two, "2", now)
    assert [each.code for each in open_services(body(), route(), two, now)] == ["1", "1S", "2", "5", "9", "X", "Q"]


def test_services_that_the_desk_does_not_take_yet_are_not_among_the_open_ones() -> None:
    some = without_yet("5", "9")
    assert [each.code for each in open_services(some, some.routes[0], series(), london("2022-09-20 23:59"))] == [
        "1",
        "1S",
        "2",
        "2S",
        "X",
        "Q",
    ]


@pytest.mark.proves("CI-02")
def test_every_service_is_open_to_the_last_minute_of_the_deadline_and_none_after_it() -> None:
    last = [each.code for each in open_services(body(), route(), series(), london("2022-09-20 23:59"))]
    assert last == SERVICES
    assert open_services(body(), route(), series(), london("2022-09-21 00:00")) == []


@pytest.mark.proves("CI-23")
def test_a_number_is_late_24_hours_after_submitting_to_the_microsecond() -> None:
    assert number_late_from(body(), route(), london("2022-08-22 09:00:00.000001")) == london("2022-08-23 09:00:00.000001")
    assert number_late_from(body(), route(), london("2022-10-29 12:00")) == london("2022-10-30 11:00")


@pytest.mark.proves("CI-23")
def test_an_acknowledgement_is_late_after_two_working_days() -> None:
    assert acknowledgement_late_from(body(), route(), service(), london("2022-08-22 09:00")) == london("2022-08-25 00:00")
    assert acknowledgement_late_from(body(), route(), service(), london("2022-12-23 10:00")) == london("2022-12-30 00:00")


@pytest.mark.proves("CI-12", "BY-10")
@pytest.mark.parametrize(
    ("received", "promised"),
    [
        ("2022-08-22 09:00", date(2022, 9, 21)),
        ("2022-09-20 23:59", date(2022, 10, 20)),
        ("2022-10-15 12:00", date(2022, 11, 14)),
        ("2022-12-15 12:00", date(2023, 1, 14)),
        ("2023-02-26 23:59", date(2023, 3, 28)),
    ],
)
def test_an_outcome_is_promised_30_days_from_receipt_and_late_the_moment_that_day_ends(received: str, promised: date) -> None:
    at = london(received)
    assert promised_by(body(), service(), at) == promised
    assert outcome_late_from(body(), service(), at) == london(f"{promised} 00:00:00") + timedelta(days=1)


@pytest.mark.proves("CI-15")
@pytest.mark.parametrize(
    ("acknowledged", "until"),
    [("2022-08-23 10:00", "2022-08-24 10:00"), ("2022-10-29 12:00", "2022-10-30 11:00"), ("2022-12-31 23:00", "2023-01-01 23:00")],
)
def test_changes_are_free_for_24_hours_from_the_acknowledgement(acknowledged: str, until: str) -> None:
    assert changes_free_until(body(), route(), london(acknowledged)) == london(until)


def test_the_end_of_free_changes_is_said_with_the_zone() -> None:
    assert changes_free_text(body(), route(), london("2022-08-23 10:00")) == "24 August 2022, 10:00 BST"


def not_known(**changes: object) -> Series:
    """June 2022, were its last day published somewhere but not known here."""
    basis = series().deadlines[0].basis
    return series(deadlines=(Deadline(find="It stands in the list of deadlines.", basis=basis),), **changes)


@pytest.mark.proves("SG-09")
@pytest.mark.parametrize("now", ["2022-08-22 09:00", "2030-01-01 00:00"])
def test_a_deadline_that_is_not_known_here_refuses_nothing_and_counts_no_days(now: str) -> None:
    unknown = not_known()
    assert body().open_for(unknown, "2", london(now))
    assert deadline_problem(body(), unknown, service("2"), REFERENCE, london(now)) is None
    assert (body().closes_at(unknown, "2"), body().days_remaining(unknown, "2", london(now))) == (None, None)


@pytest.mark.proves("SG-09")
def test_a_deadline_that_is_not_known_here_says_so_and_where_to_find_it() -> None:
    assert until_text(body(), not_known(), "2") == "the deadline is not known here. It stands in the list of deadlines."
    assert deadline_text(body(), not_known(), "2") == "not known here"
    assert remaining_text(None) == "deadline not known here"
    assert until_text(body(), series(), "2") == "until the end of 20 September 2022 (Europe/London)"


def test_a_series_whose_deadline_is_not_known_ends_when_the_catalogue_closes_it() -> None:
    refusal = deadline_problem(body(), not_known(closed=True), service("2"), REFERENCE, london("2022-08-22 09:00"))
    assert refusal
    assert (refusal.code, refusal.field, refusal.source) == ("series_closed", "series", GUIDE)
    assert not body().open_for(not_known(closed=True), "2", london("2022-08-22 09:00"))
    early = deadline_problem(body(), series(closed=True), service("2"), REFERENCE, london("2022-08-22 09:00"))
    assert early
    assert early.code == "deadline_passed"


def test_where_no_time_for_the_outcome_is_published_none_is_promised_and_nothing_is_late() -> None:
    silent = service("2", target=None)
    assert (promised_by(body(), silent, RESULTS_OUT), outcome_late_from(body(), silent, RESULTS_OUT)) == (None, None)
    assert silent.target_sentence == "How long it takes is not published."
