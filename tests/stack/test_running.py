"""The deployed whole answers at one address, and only to people it knows."""

from __future__ import annotations

import pytest

from tests.running_desk import CASEWORKER, OFFICER, OTHER_OFFICER, RunningDesk

pytestmark = pytest.mark.stack


@pytest.mark.parametrize("path", ["/api/me", "/api/enquiries?series=2022-06", "/api/staff/me", "/api/staff/queue?stage=received"])
def test_a_call_without_a_token_is_refused_in_the_shape_of_every_refusal(running_desk: RunningDesk, path: str) -> None:
    with running_desk.as_(None) as nobody:
        answer = nobody.get(path)
    assert answer.status_code == 401
    assert [error["code"] for error in answer.json()["errors"]] == ["sign_in"]


def test_an_exams_officer_who_signed_in_on_the_sign_in_page_is_known_with_their_centre(running_desk: RunningDesk) -> None:
    with running_desk.as_(OFFICER) as officer:
        me = officer.get("/api/me").raise_for_status().json()
    assert me["organisation"]["name"] == "Northfield School"
    assert me["person"]["email"] == OFFICER


@pytest.mark.parametrize(("email", "path"), [(OFFICER, "/api/staff/me"), (CASEWORKER, "/api/me")])
def test_a_token_of_one_pool_is_nothing_at_the_other_desk(running_desk: RunningDesk, email: str, path: str) -> None:
    with running_desk.as_(email) as somebody:
        assert somebody.get(path).status_code == 401


def test_the_imported_register_is_each_centres_own(running_desk: RunningDesk) -> None:
    asked = {"awarding_body": "cambridge-international", "series": "2022-06", "syllabus": "0580", "service": "2", "components": "22,42"}
    with running_desk.as_(OFFICER) as officer, running_desk.as_(OTHER_OFFICER) as other:
        ours = {each["number"] for each in officer.get("/api/register", params=asked).raise_for_status().json()["candidates"]}
        theirs = {each["number"] for each in other.get("/api/register", params=asked).raise_for_status().json()["candidates"]}
    assert "0713" in ours
    assert theirs
    assert not ours & theirs


def test_the_site_comes_with_the_headers_that_the_template_gives_it(running_desk: RunningDesk) -> None:
    with running_desk.as_(None) as nobody:
        answer = nobody.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert answer.status_code == 200
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
