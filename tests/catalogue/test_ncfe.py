"""NCFE's windows, targets and limits, as its guide and its pages give them, by type of qualification (NC-01 to NC-06, NC-12)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from functions.domain.calendar import last_day
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.deadlines import deadline_problem, until_text
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.services import Service
from functions.domain.enquiries.appeals import end_of_limit
from functions.domain.loading import load

T_LEVEL = load().bodies["ncfe"].of_type("t-level")
V_CERT = load().bodies["ncfe"].of_type("v-cert")
LONDON = ZoneInfo("Europe/London")


def service(body: Body, code: str) -> Service:
    (route,) = body.routes
    found = route.service(code)
    assert found
    return found


def autumn(body: Body = T_LEVEL) -> Series:
    (series,) = [each for each in body.series if each.id == "2025-11"]
    return series


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("code", "closes", "said"),
    [
        (
            "MOD",
            date(2026, 4, 24),
            "within 25 working days of the results on 18 March 2026, until the end of 24 April 2026 (Europe/London)",
        ),
        (
            "EMOD",
            date(2026, 3, 25),
            "within 5 working days of the results on 18 March 2026, until the end of 25 March 2026 (Europe/London)",
        ),
    ],
)
def test_a_review_of_moderation_is_asked_for_within_working_days_of_the_results_bank_holidays_left_out(
    code: str, closes: date, said: str
) -> None:
    assert autumn().deadline_for(code).closes_on == closes
    assert until_text(T_LEVEL, autumn(), code) == said


@pytest.mark.parametrize(("code", "closes"), [("MOD", "2026-04-24"), ("EMOD", "2026-03-25")])
def test_the_last_minute_is_in_time_and_the_next_is_refused_with_the_window_and_its_source(code: str, closes: str) -> None:
    at = service(T_LEVEL, code)
    assert deadline_problem(T_LEVEL, autumn(), at, "RD-1", london(f"{closes} 23:59")) is None
    late = deadline_problem(
        T_LEVEL, autumn(), at, "RD-1", london(f"{closes} 23:59") + (london("2026-01-01 00:01") - london("2026-01-01 00:00"))
    )
    assert late
    assert late.code == "deadline_passed"
    assert late.rule is not None
    assert "working days of the results on 18 March 2026" in late.rule
    assert late.source == "Post-results services guide, NCFE, checked 28 November 2026"


def test_before_the_results_day_nothing_can_be_asked_for() -> None:
    early = deadline_problem(T_LEVEL, autumn(), service(T_LEVEL, "MOD"), "RD-1", london("2026-03-17 23:59"))
    assert early
    assert early.code == "series_not_open"
    assert early.source == "T Level latest updates, NCFE, checked 28 November 2026"
    assert deadline_problem(T_LEVEL, autumn(), service(T_LEVEL, "MOD"), "RD-1", london("2026-03-18 00:00")) is None


def test_a_type_whose_results_day_is_not_known_has_no_last_day_here() -> None:
    assert autumn(V_CERT).deadline_for("MOD").closes_on is None
    assert until_text(V_CERT, autumn(V_CERT), "MOD") == (
        "within 25 working days of the results (their day is not known here). NCFE publishes the days of its results."
    )
    assert autumn(V_CERT).results == ()


@pytest.mark.proves("NC-03")
@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("CC", "10 calendar days"), ("RM", "20 calendar days"), ("ERM", "15 calendar days"), ("MOD", "25 working days"), ("EMOD", "10 working days"),
    ],
)  # fmt: skip
def test_the_targets_are_those_of_the_guide(code: str, target: str) -> None:
    assert str(service(T_LEVEL, code).target) == target


@pytest.mark.proves("NC-02", "NC-03", "NC-05", "NC-06")
def test_an_expedited_service_does_the_same_and_answers_sooner() -> None:
    assert {code: service(T_LEVEL, code).checks for code in ("RM", "ERM", "MOD", "EMOD")} == {
        "RM": "Was the mark scheme applied correctly and consistently? A Chief or Lead Examiner reviews the marking. A clerical check is included.",
        "ERM": "The same as a review of marking, with a quicker response.",
        "MOD": "Were the assessment criteria applied fairly, reliably and consistently in the original moderation?",
        "EMOD": "The same as a review of moderation, with a quicker response.",
    }


@pytest.mark.proves("NC-03")
def test_expedited_services_are_for_t_levels_alone_and_scripts_for_t_level_and_v_cert() -> None:
    said = {code: T_LEVEL.availability_sentences(service(T_LEVEL, code))[0] for code in ("ERM", "EMOD", "ATS")}
    assert said == {
        "ERM": "Available only for T Level qualifications.",
        "EMOD": "Available only for T Level qualifications.",
        "ATS": "Available only for T Level and V Cert qualifications.",
    }


@pytest.mark.parametrize(("body", "last"), [(T_LEVEL, date(2026, 8, 2)), (V_CERT, date(2026, 8, 14))])
def test_an_appeal_has_thirty_calendar_days_for_t_levels_and_thirty_working_days_for_others(body: Body, last: date) -> None:
    (route,) = body.routes
    appeal = route.appeals[0].appeal
    assert appeal
    assert appeal.limit
    assert last_day(end_of_limit(appeal.limit, london("2026-07-03 10:00"), body), body.zone) == last


def test_every_page_says_what_is_reported_and_what_is_the_guides() -> None:
    assert T_LEVEL.cite(autumn().deadline_for("RM").basis) == (
        "Enquiries about results and assessment decisions, older copies of the page, NCFE, checked 28 November 2026 (reported, not confirmed)"
    )
    assert T_LEVEL.cite(service(T_LEVEL, "RM").basis) == "Post-results services guide, NCFE, checked 28 November 2026"
