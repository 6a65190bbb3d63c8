"""Appeals that start at the desk, about school-assessed grades: what they must say, what comes before them, what they keep."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.domain.enquiries.appeal_records import AppealDetails
from functions.domain.enquiries.school_assessed_appeals import (
    appeal_content_problems,
    appeal_details,
    appeal_rows,
    candidate_problem,
    last_ended_check,
    needs_centre_review,
)
from functions.domain.enquiries.submission import DraftContent
from functions.domain.errors import Problem
from functions.domain.register.cards import Claim, Cohort
from functions.domain.register.centre_reviews import Asker
from tests.builders import REFERENCE, body, content, london, route, service
from tests.domain.school_assessed import asked, assessed, check, checked, cohort_checked, school, whole_cohort

EARLIER, LATER = london("2022-02-01 12:00"), london("2022-02-02 12:00")


# --- what an appeal must say


def said(code: str, **changes: Any) -> DraftContent:
    return asked(service=code, **{"grounds": "The procedure was not followed.", **changes})


def missing(what: DraftContent) -> list[tuple[str, str | None]]:
    return [(each.code, each.field) for each in appeal_content_problems(what, body(), check(what.service))]


@pytest.mark.proves("SG-07")
@pytest.mark.parametrize("code", ["AM", "AP"])
def test_an_appeal_says_its_grounds(code: str) -> None:
    assert missing(said(code)) == []
    assert missing(said(code, grounds="")) == [("grounds_missing", "grounds")]


@pytest.mark.proves("SG-07")
@pytest.mark.parametrize("concern", ["pieces", "special_consideration", "access_arrangements"])
def test_a_special_enquiry_says_which_of_three_things_it_is_about(concern: str) -> None:
    assert missing(said("AS", concern=concern)) == []


@pytest.mark.proves("SG-07")
@pytest.mark.parametrize("concern", ["", "something_else"])
def test_a_special_enquiry_about_anything_else_is_refused_beside_missing_grounds(concern: str) -> None:
    assert missing(said("AS", concern=concern)) == [("concern_missing", "concern")]
    assert missing(said("AS", concern=concern, grounds="")) == [("concern_missing", "concern"), ("grounds_missing", "grounds")]


def test_a_service_that_is_no_appeal_has_no_grounds_to_give() -> None:
    assert missing(asked(service="2", grounds="")) == []


# --- what comes before it


def obstacle(code: str, *claims: Claim, cohort: Cohort | None = None, own: frozenset[str] = frozenset()) -> Problem | None:
    return candidate_problem(
        body=body(), route=school(), service=check(code), card=assessed(claims=claims), cohort=cohort, own=own, field="candidates.0713"
    )


def code_of(found: Problem | None) -> str | None:
    return found.code if found else None


@pytest.mark.proves("SG-07")
def test_an_appeal_on_procedure_follows_a_check_of_the_candidate_or_of_the_cohort_that_has_ended() -> None:
    assert obstacle("AP", checked()) is None
    assert obstacle("AP", cohort=whole_cohort(cohort_checked())) is None
    for claims, cohort in (((), None), ((checked(open=True),), whole_cohort(cohort_checked(open=True)))):
        found = obstacle("AP", *claims, cohort=cohort)
        assert found
        assert (found.code, found.field) == ("check_not_ended", "candidates.0713")
        assert "about candidate 0713 in syllabus 0580" in found.message


@pytest.mark.proves("SG-07")
@pytest.mark.parametrize("code", ["AM", "AS"])
def test_an_appeal_of_another_kind_follows_no_check(code: str) -> None:
    assert obstacle(code) is None


@pytest.mark.proves("SG-07")
@pytest.mark.parametrize(("code", "family"), [("AM", "appeal-malpractice"), ("AP", "appeal-procedure"), ("AS", "appeal-special")])
def test_one_appeal_of_a_kind_is_open_about_a_candidate_at_a_time(code: str, family: str) -> None:
    held = checked("a1", code, family=family, open=True, reference="RD-OTHER-00001")
    found = obstacle(code, checked(), held)
    assert found
    assert (found.code, found.field) == ("appeal_open", "candidates.0713")
    assert "open appeal of this kind about candidate 0713 in syllabus 0580 (RD-OTHER-00001)" in found.message
    assert obstacle(code, checked(), held, own=frozenset({"a1"})) is None
    assert obstacle(code, checked(), held.model_copy(update={"open": False})) is None


@pytest.mark.proves("SG-07")
def test_an_open_appeal_of_one_kind_is_no_obstacle_to_another_kind() -> None:
    assert obstacle("AM", checked("a1", "AS", family="appeal-special", open=True)) is None


def test_an_appeal_of_the_same_submission_is_no_obstacle_but_a_check_that_is_open_still_is() -> None:
    held = checked("a1", "AP", family="appeal-procedure", open=True)
    assert code_of(obstacle("AP", held, own=frozenset({"a1"}))) == "check_not_ended"


def test_a_service_that_is_no_appeal_waits_for_no_check() -> None:
    assert obstacle("2") is None


@pytest.mark.proves("SG-01", "SG-07")
@pytest.mark.parametrize(("code", "needs"), [("1", True), ("2", True), ("3", True), ("AS", True), ("AM", False), ("AP", False)])
def test_a_centre_review_comes_before_every_check_and_before_the_appeal_that_follows_from_doubts(code: str, needs: bool) -> None:
    assert needs_centre_review(check(code)) is needs


# --- the check that it follows


def test_only_a_check_that_has_ended_counts_and_no_appeal_does() -> None:
    appeal = checked("a1", "AM", family="appeal-malpractice")
    assert last_ended_check(school(), assessed(claims=(appeal, checked("c1", open=True))), None) is None
    assert last_ended_check(school(), assessed(claims=(appeal, checked("c1"))), None) == checked("c1")


@pytest.mark.parametrize(
    ("of_candidate", "of_cohort", "last"),
    [
        (EARLIER, LATER, "c3"),
        (LATER, EARLIER, "c1"),
    ],
)
def test_the_last_check_counts_be_it_of_the_candidate_or_of_the_cohort(of_candidate: Any, of_cohort: Any, last: str) -> None:
    card, cohort = assessed(claims=(checked("c1", at=of_candidate),)), whole_cohort(cohort_checked("c3", at=of_cohort))
    found = last_ended_check(school(), card, cohort)
    assert found
    assert found.enquiry == last


@given(st.lists(st.tuples(st.integers(0, 1000), st.booleans()), unique_by=lambda each: each[0]))
def test_of_any_checks_the_one_that_counts_is_the_latest_of_those_that_have_ended(checks: list[tuple[int, bool]]) -> None:
    claims = tuple(checked(f"c{day}", open=open, at=EARLIER.replace(year=2000 + day)) for day, open in checks)
    found = last_ended_check(school(), assessed(claims=claims), None)
    ended = [day for day, open in checks if not open]
    assert (found.enquiry if found else None) == (f"c{max(ended)}" if ended else None)


# --- what an appeal keeps


@pytest.mark.proves("SG-07")
def test_an_appeal_on_procedure_keeps_the_check_that_it_is_against() -> None:
    card = assessed(claims=(checked("c1", reference="RD-CHECK-00001"),))
    assert appeal_details(
        said("AP", on_behalf="guardian", concern="pieces"), school(), check("AP"), about=[card], cohort=None
    ) == AppealDetails(enquiry="c1", name="RD-CHECK-00001", grounds="The procedure was not followed.", on_behalf=Asker.GUARDIAN)


@pytest.mark.proves("SG-07")
def test_an_appeal_on_procedure_after_a_check_of_the_cohort_is_against_that() -> None:
    found = appeal_details(said("AP"), school(), check("AP"), about=[assessed()], cohort=whole_cohort(cohort_checked()))
    assert found
    assert (found.enquiry, found.name) == ("c3", REFERENCE)


@pytest.mark.proves("SG-07")
def test_a_special_enquiry_keeps_its_concern_and_the_latest_centre_review_and_is_against_no_check() -> None:
    card = assessed(reviews=("r1", "r2"), claims=(checked(),))
    found = appeal_details(said("AS", on_behalf="centre", concern="pieces"), school(), check("AS"), about=[card], cohort=None)
    assert found == AppealDetails(grounds="The procedure was not followed.", concern="pieces", on_behalf=Asker.CENTRE, centre_review="r2")


@pytest.mark.proves("SG-07")
def test_an_appeal_against_a_malpractice_decision_keeps_its_grounds_alone() -> None:
    found = appeal_details(said("AM", concern="pieces"), school(), check("AM"), about=[assessed(claims=(checked(),))], cohort=None)
    assert found == AppealDetails(grounds="The procedure was not followed.", on_behalf=Asker.CANDIDATE)


def test_a_service_that_is_no_appeal_is_against_nothing() -> None:
    assert appeal_details(content(), route(), service("2"), about=[assessed(), assessed("0714")], cohort=None) is None
    assert appeal_details(asked(), school(), check("2"), about=[assessed()], cohort=None) is None


# --- how it is said back


def test_the_answers_say_what_a_special_enquiry_is_about_and_the_grounds() -> None:
    assert appeal_rows(said("AS", concern="special_consideration"), check("AS")) == [
        ("What it is about", "How special consideration was managed", "concern"),
        ("Grounds", "The procedure was not followed.", "grounds"),
    ]
    assert appeal_rows(said("AS", concern=""), check("AS")) == [
        ("What it is about", "", "concern"),
        ("Grounds", "The procedure was not followed.", "grounds"),
    ]


def test_an_appeal_that_can_be_about_one_thing_only_says_its_grounds() -> None:
    assert appeal_rows(said("AP", concern="pieces"), check("AP")) == [("Grounds", "The procedure was not followed.", "grounds")]


def test_what_is_no_appeal_says_nothing_of_the_kind() -> None:
    assert appeal_rows(said("2"), check("2")) == []
    assert appeal_rows(said("AP"), None) == []
