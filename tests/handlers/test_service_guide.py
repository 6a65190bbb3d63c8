"""The guide to services at the centre's desk: what is open for a candidate, by the rules that the form is judged by."""

from __future__ import annotations

from typing import Any

import pytest

from tests.handlers.desk import CAMBRIDGE, HEAD, Desk

ABOUT = {"body": CAMBRIDGE, "series": "2022-06", "syllabus": "0580", "component": "22", "candidate": "0713"}


def asked(desk: Desk, **changes: str) -> dict[str, Any]:
    answer: dict[str, Any] = desk.centre("POST", "/api/service-guide", ABOUT | changes).ok()
    return answer


def codes(found: list[dict[str, Any]]) -> list[str]:
    return [each["code"] for each in found]


@pytest.mark.proves("BY-14")
def test_the_guide_opens_what_the_form_then_submits(desk: Desk) -> None:
    found = asked(desk)
    assert codes(found["open"]) == ["1", "1S", "2", "2S", "9"]
    second = found["open"][2]
    assert (second["heading"], second["until"]) == ("Service 2: Review of marking", "until the end of 20 September 2022 (Europe/London)")
    assert second["means"][0] == "The mark and the grade can go up, stay the same or go down."
    assert (second["form"]["service"], second["form"]["components"], second["form"]["candidates"]) == ("2", ["22"], ["0713"])
    assert second["form"]["contact_email_confirmed"] is False
    form = second["form"] | {"contact_email_confirmed": True}
    id = "5b7e1c1a-5d6b-4b8e-9a51-0b1d1f1a2c3d"
    desk.centre("POST", f"/api/drafts/{id}/submit", {"content": form, "declarations": ["complete", "consent"]}).ok()


@pytest.mark.proves("BY-14")
def test_after_an_enquiry_the_guide_says_why_no_other_is_open_as_the_form_would(desk: Desk) -> None:
    desk.submitted()
    found = asked(desk)
    assert codes(found["open"]) == ["9"]
    assert [each["services"] for each in found["closed"] if each["code"] == "already_enquired"] == ["Services 1, 1S, 2, 2S"]
    assert all(each["rule"] and each["source"] for each in found["closed"])


@pytest.mark.proves("BY-14")
def test_after_the_last_day_what_would_fit_is_kept_apart_from_what_is_not_for_this(desk: Desk) -> None:
    desk.at("2022-09-21 00:00")
    found = asked(desk)
    assert found["open"] == []
    assert codes(found["other_days"]) == ["1", "1S", "2", "2S", "9"]
    assert {each["problems"][0]["code"] for each in found["other_days"]} == {"deadline_passed"}
    assert [each["services"] for each in found["closed"]] == ["Service 5", "NO RESULT (X)", "PENDING (Q)"]


@pytest.mark.parametrize("changes", [{"candidate": "9999"}, {"syllabus": "9999"}, {"series": "1999-06"}, {"body": "nobody"}])
def test_about_nobody_and_nothing_the_guide_is_not_found(desk: Desk, changes: dict[str, str]) -> None:
    assert desk.centre("POST", "/api/service-guide", ABOUT | changes).status == 404


def test_a_head_of_centre_may_ask_the_guide_too(desk: Desk) -> None:
    assert desk.centre("POST", "/api/service-guide", ABOUT, by=HEAD).status == 200
