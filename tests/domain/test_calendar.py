"""Days and hours as awarding bodies count them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.domain.calendar import Period, Unit, add_working_days, due, end_of, iso, last_day, local_day, spoken_moment, utc
from functions.domain.loading import HOLIDAY_YEARS
from tests.builders import body, london

LONDON = "Europe/London"
ZONES = ["Europe/London", "Asia/Kolkata", "America/Sao_Paulo", "Africa/Cairo", "Pacific/Auckland", "America/Havana", "Asia/Beirut"]
HOUR = Period(amount=24, unit=Unit.HOURS)
TWO_WORKING_DAYS = Period(amount=2, unit=Unit.WORKING_DAYS)
moments = st.datetimes(datetime(2012, 1, 1), datetime(2029, 12, 1), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("start", "late_from", "why"),
    [
        ("2022-08-22 09:00", "2022-08-25 00:00", "an ordinary Monday"),
        ("2022-08-22 23:59", "2022-08-25 00:00", "the end of the day counts as the day"),
        ("2022-08-26 15:00", "2022-09-01 00:00", "a weekend and the late-August bank holiday"),
        ("2022-08-27 11:00", "2022-09-01 00:00", "submitted on a Saturday"),
        ("2022-09-16 16:00", "2022-09-22 00:00", "the bank holiday that was added for 19 September 2022"),
        ("2022-12-23 10:00", "2022-12-30 00:00", "Christmas, its substitute day on a Tuesday included"),
        ("2022-12-30 10:00", "2023-01-05 00:00", "the year ends, and New Year's substitute day is a Monday"),
        ("2023-04-06 15:00", "2023-04-13 00:00", "Good Friday to Easter Monday"),
        ("2023-05-04 09:00", "2023-05-10 00:00", "the coronation's bank holiday"),
        ("2022-10-28 09:00", "2022-11-02 00:00", "the clocks go back in between"),
        ("2023-03-24 09:00", "2023-03-29 00:00", "the clocks go forward in between"),
    ],
)
def test_two_working_days_pass_over_weekends_and_bank_holidays(start: str, late_from: str, why: str) -> None:
    assert due(TWO_WORKING_DAYS, london(start), LONDON, body().closed) == london(late_from), why


def test_a_working_day_begins_at_midnight_in_the_zone_of_the_body_not_in_utc() -> None:
    friday_in_london_thursday_in_utc = london("2022-08-26 00:30")
    assert friday_in_london_thursday_in_utc.date() == date(2022, 8, 25)
    assert due(TWO_WORKING_DAYS, friday_in_london_thursday_in_utc, LONDON, body().closed) == london("2022-09-01 00:00")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2022-08-22 09:17", "2022-08-23 09:17"),
        ("2022-10-29 12:00", "2022-10-30 11:00"),  # 25 hours in that day
        ("2023-03-25 12:00", "2023-03-26 13:00"),  # 23 hours in that day
        ("2022-12-31 18:00", "2023-01-01 18:00"),
    ],
)
def test_24_hours_run_by_the_clock_through_changes_of_time_and_years(start: str, end: str) -> None:
    assert due(HOUR, london(start), LONDON) == london(end)


@pytest.mark.parametrize("unit", [Unit.DAYS, Unit.CALENDAR_DAYS])
@pytest.mark.parametrize(
    ("start", "late_from"),
    [
        ("2022-09-20 10:00", "2022-10-21 00:00"),
        ("2022-09-20 00:00", "2022-10-21 00:00"),
        ("2022-10-15 23:59", "2022-11-15 00:00"),  # from summer time into winter time
        ("2022-12-15 08:00", "2023-01-15 00:00"),
        ("2024-02-10 08:00", "2024-03-12 00:00"),  # over 29 February
    ],
)
def test_days_are_counted_from_the_day_after_and_last_to_midnight(unit: Unit, start: str, late_from: str) -> None:
    assert due(Period(amount=30, unit=unit), london(start), LONDON) == london(late_from)


@given(st.dates(date(2012, 1, 1), date(2029, 12, 31)), st.sampled_from(ZONES))
def test_the_end_of_a_day_is_the_first_moment_that_the_wall_calendar_shows_the_next(day: date, zone: str) -> None:
    end = end_of(day, zone)
    assert local_day(end, zone) == day + timedelta(days=1)
    assert local_day(end - timedelta(microseconds=1), zone) == day
    assert last_day(end, zone) == day


@given(moments, st.integers(0, 40), st.sampled_from(list(Unit)), st.sampled_from(ZONES))
def test_a_longer_promise_is_never_late_before_a_shorter_one(start: datetime, amount: int, unit: Unit, zone: str) -> None:
    closed = body().closed
    shorter, longer = (due(Period(amount=n, unit=unit), start, zone, closed) for n in (amount, amount + 1))
    assert start <= shorter < longer


@given(st.dates(date(2022, 1, 1), date(2029, 1, 1)), st.integers(1, 30))
def test_working_days_end_on_a_working_day_and_count_each_one_between(start: date, amount: int) -> None:
    closed = set(body().closed)
    end = add_working_days(start, amount, closed)
    days = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    working = [day for day in days if day.weekday() < 5 and day not in closed]
    assert working[-1] == end
    assert len(working) == amount


def test_a_time_without_its_zone_is_refused_for_it_could_be_anywheres() -> None:
    with pytest.raises(ValueError, match="needs its time zone"):
        utc(datetime(2022, 9, 20, 12))
    with pytest.raises(ValueError, match="needs its time zone"):
        due(HOUR, datetime(2022, 9, 20, 12), LONDON)


@given(moments, moments)
def test_text_order_of_stored_times_is_time_order(one: datetime, other: datetime) -> None:
    if one <= other:
        assert iso(one) <= iso(other)
    assert iso(one.astimezone(timezone(timedelta(hours=5, minutes=30)))) == iso(one)


def test_moments_are_spoken_with_the_zone_that_holds_then() -> None:
    assert spoken_moment(london("2022-09-20 23:59"), LONDON) == "20 September 2022, 23:59 BST"
    assert spoken_moment(london("2023-02-26 09:05"), LONDON) == "26 February 2023, 09:05 GMT"


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        (30, Unit.DAYS, "30 days"),
        (2, Unit.WORKING_DAYS, "2 working days"),
        (1, Unit.WORKING_DAYS, "1 working day"),
        (24, Unit.HOURS, "24 hours"),
    ],
)
def test_a_period_reads_as_the_body_states_it(amount: int, unit: Unit, text: str) -> None:
    assert str(Period(amount=amount, unit=unit)) == text


def test_the_holidays_reach_to_the_end_of_next_year() -> None:
    """Computed from a library, bundled with the functions: somebody has to move the years on before promises run past them."""
    wanted = date.today().year + 1
    missing = [
        year
        for year in range(2022, wanted + 1)
        if date(year, 12, 25) not in body().closed or sum(each.year == year for each in body().closed) < 8
    ]
    assert not missing, (
        f"The bank holidays of {missing} are missing, so working days would be counted as if there were none. Raise the end of HOLIDAY_YEARS in "
        f"functions/domain/loading.py (now {HOLIDAY_YEARS.stop - 1}) and lock a release of `holidays` that knows the year (`make lock UPGRADE=1`)."
    )


def test_the_holidays_begin_with_the_year_of_the_first_series() -> None:
    assert body().closed[0] == date(2021, 1, 1)
