"""The guide to services for one candidate, as its page shows it (BY-14)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from functions.domain.eligibility.service_guide import Case
from functions.domain.views.guide_pages import guide_page
from tests.builders import GUIDE, RESULTS_OUT, body, card, cards, content, london, organisation

ONCE = "Once a clerical re-check or review of marking has been submitted for a candidate and syllabus, you cannot ask for another."
CAN_CHANGE = "The mark and the grade can go up, stay the same or go down."


def page(now: datetime = RESULTS_OUT, grade: str = "B", **changes: Any) -> dict[str, Any]:
    return guide_page(Case(body(), content(**changes), now, organisation(), cards(card(grade=grade))))


def money(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "GBP"}


@pytest.mark.proves("BY-14")
def test_what_is_open_is_shown_with_deadline_fee_time_and_what_it_means() -> None:
    found = page()
    assert [each["code"] for each in found["open"]] == ["1", "1S", "2", "2S"]
    shown = found["open"][2]
    form = shown.pop("form")
    assert shown == {
        "code": "2",
        "heading": "Service 2: Review of marking",
        "checks": "Was the agreed mark scheme applied correctly in the marking behind the provisional result? Service 1 is included.",
        "until": "until the end of 20 September 2022 (Europe/London)",
        "days_remaining": 29,
        "fee": {
            "lines": [{"candidate": "0713", "money": money("104.00")}],
            "total": money("104.00"),
            "factors": ["2 components", money("52.00"), "1 candidate"],
            "waiver": "There is no charge where the enquiry changes the syllabus grade, whether up or down.",
            "explanation": "Demonstration figures, not the awarding body’s. The fee is charged for each component.",
            "free": False,
            "demonstration": True,
        },
        "target": "Normally within 30 days of receipt.",
        "means": [CAN_CHANGE, ONCE],
        "problems": [],
    }
    assert (form["service"], form["components"], form["candidates"], form["contact_email_confirmed"]) == (
        "2",
        ["22", "42"],
        ["0713"],
        False,
    )


@pytest.mark.proves("BY-14")
def test_what_is_closed_says_why_once_for_each_reason_with_its_services_and_their_source() -> None:
    closed = page()["closed"]
    assert [(each["services"], each["code"]) for each in closed] == [
        ("Service 5", "component_assessor"),
        ("Service 9", "group_components"),
        ("NO RESULT (X)", "grade_given"),
        ("PENDING (Q)", "grade_given"),
    ]
    assert (closed[0]["rule"], closed[0]["source"]) == ("Available for components that the centre assessed.", GUIDE)
    assert closed[1]["message"] == "Service 9 is about one component. Choose only one."


def test_each_service_is_named_once_where_several_components_are_against_it_for_one_reason() -> None:
    found = page(grade="X")
    assert [each["services"] for each in found["closed"]] == ["Service 5", "Service 9", "PENDING (Q)"]
    assert [each["code"] for each in found["open"]] == ["1", "1S", "2", "2S", "X"]


@pytest.mark.proves("BY-14")
def test_what_only_the_day_is_against_is_open_on_another_day_and_not_closed() -> None:
    early = page(london("2022-07-31 23:59"))
    assert (early["open"], [each["code"] for each in early["other_days"]]) == ([], ["1", "1S", "2", "2S"])
    assert "form" not in early["other_days"][0]
    assert [each.code for each in early["other_days"][0]["problems"]] == ["series_not_open"]
    assert [each["code"] for each in early["closed"]] == ["component_assessor", "group_components", "grade_given", "grade_given"]
    late = page(london("2022-10-01 10:00"))
    assert [each.code for each in late["other_days"][0]["problems"]] == ["deadline_passed"]
