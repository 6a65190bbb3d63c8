"""Each rule about candidates, their marks and earlier enquiries, by its sentence."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.eligibility.candidate_eligibility import candidate_problems
from functions.domain.eligibility.eligibility import asker_problems
from functions.domain.errors import Problem
from functions.domain.register.cards import Origin
from tests.builders import REFERENCE, body, card, claim, content, result, route, service
from tests.domain.asking import MARKING, codes, holds, only, problems


@pytest.mark.parametrize("code", MARKING)
def test_a_whole_draft_for_a_candidate_with_marks_may_go(code: str) -> None:
    assert problems(content(service=code)) == []


# --- exemptions, marks, calculated marks


@pytest.mark.proves("CI-05", "BY-02")
@pytest.mark.parametrize("code", MARKING)
def test_there_are_no_enquiries_about_components_from_which_a_candidate_was_exempted(code: str) -> None:
    refusal = only(problems(content(service=code), card(exempt=("42",))))
    holds(refusal, "component_exempt", "candidates.0713", "You cannot ask about a component from which the candidate was exempted.")
    assert "42" in refusal.message
    assert problems(content(service=code, components=("22",)), card(exempt=("42",))) == []


@pytest.mark.proves("CI-05", "BY-02")
def test_an_exemption_counts_even_where_the_register_has_a_calculated_mark() -> None:
    refusal = only(problems(content(), card(results=(result("22"), result("42", 50, Origin.CALCULATED)), exempt=("42",))))
    assert refusal.code == "component_exempt"


@pytest.mark.proves("CI-05")
def test_enquiries_are_made_about_components_so_one_without_any_is_refused() -> None:
    holds(
        only(problems(content(components=()))),
        "components_missing",
        "components",
        "You can only submit enquiries about results at component level.",
    )


@pytest.mark.proves("CI-07", "BY-02")
@pytest.mark.parametrize("missing", [result("42", None), result("42", None, Origin.NONE), result("42", 3, Origin.NONE)])
def test_every_component_needs_a_mark_from_an_exam_or_from_moderation(missing: Any) -> None:
    refusal = only(problems(content(), card(results=(result("22"), missing))))
    holds(
        refusal,
        "component_no_mark",
        "candidates.0713",
        "Every component that you want reviewed must have a mark from an exam or from moderation.",
    )
    assert "42" in refusal.message


@pytest.mark.parametrize("origin", [Origin.EXAM, Origin.MODERATION])
@pytest.mark.parametrize("mark", [0, 1, 130])
def test_a_mark_from_an_exam_or_from_moderation_is_enough_be_it_nought(origin: Origin, mark: int) -> None:
    assert problems(content(), card(results=(result("22", mark, origin), result("42", mark, origin)))) == []


@pytest.mark.proves("CI-07", "BY-02")
def test_one_calculated_mark_refuses_the_whole_request_for_that_candidate_and_no_other() -> None:
    calculated = card("0713", results=(result("22"), result("42", 50, Origin.CALCULATED)))
    refusal = only(problems(content(candidates=("0713", "0714")), calculated, card("0714")))
    holds(
        refusal,
        "component_calculated",
        "candidates.0713",
        "A request that includes a component with a calculated assessed mark is not considered.",
    )
    assert "whole request" in refusal.message


@pytest.mark.proves("CI-07")
def test_a_calculated_mark_in_a_component_that_is_not_asked_about_is_no_obstacle() -> None:
    assert problems(content(components=("22",)), card(results=(result("22"), result("42", 50, Origin.CALCULATED)))) == []


def test_a_service_that_needs_no_marks_is_not_held_up_by_a_missing_one() -> None:
    unmarked = card(results=(result("42", None, Origin.NONE),))
    assert candidate_problems(body(), route(), service("9", mark_needed=False), unmarked, ("42",)) == []
    assert [each.code for each in candidate_problems(body(), route(), service("9"), unmarked, ("42",))] == ["component_no_mark"]


def test_a_component_for_which_the_candidate_was_not_entered_is_refused() -> None:
    refusal = only(problems(content(), card(results=(result("22"),))))
    assert (refusal.code, refusal.field) == ("component_not_taken", "candidates.0713")


# --- one enquiry for a candidate and syllabus


@pytest.mark.proves("CI-06")
def test_components_cannot_be_added_by_a_second_submission() -> None:
    asked_for_22 = card(claims=(claim(service="2"),))
    assert codes(problems(content(components=("42",)), asked_for_22)) == ["already_enquired"]


@pytest.mark.proves("CI-08", "CI-19", "BY-02")
@pytest.mark.parametrize("second", MARKING)
@pytest.mark.parametrize("first", MARKING)
def test_after_one_re_check_or_review_no_other_can_be_asked_for_and_the_refusal_says_which_it_was(first: str, second: str) -> None:
    refusal = only(problems(content(service=second), card(claims=(claim(service=first),))))
    holds(
        refusal,
        "already_enquired",
        "candidates.0713",
        "Once a clerical re-check or review of marking has been submitted for a candidate and syllabus, you cannot ask for another.",
    )
    assert f"service {first}, {REFERENCE}" in refusal.message


@pytest.mark.proves("CI-08", "CI-19")
@pytest.mark.parametrize("code", ["5", "9"])
def test_services_5_and_9_stand_beside_an_enquiry_about_the_candidate(code: str) -> None:
    assert candidate_problems(body(), route(), service(code), card(claims=(claim(),)), ("42",)) == []
    assert problems(content(service="2"), card(claims=(claim(service=code, family=f"group-{code}"),))) == []


@pytest.mark.proves("CI-08")
def test_the_other_candidates_of_a_submission_are_not_held_up_by_one_who_has_an_enquiry() -> None:
    found = problems(content(candidates=("0713", "0714")), card("0713", claims=(claim(),)), card("0714"))
    assert only(found).field == "candidates.0713"


@pytest.mark.proves("BY-09")
def test_repeating_a_submission_is_not_stopped_by_its_own_enquiries() -> None:
    held = card(claims=(claim("mine"),))
    assert problems(content(), held, own=frozenset({"mine"})) == []
    assert codes(problems(content(), held, own=frozenset({"another"}))) == ["already_enquired"]


# --- who asks


@pytest.mark.proves("CI-03")
def test_only_the_head_of_centre_asks_about_a_missing_result_and_anybody_at_the_centre_about_the_rest() -> None:
    def asking(code: str | None, *, head: bool) -> list[Problem]:
        return asker_problems(service(code) if code else None, body(), route(), head=head, reference=REFERENCE)

    refusal = only(asking("X", head=False))
    holds(refusal, "head_only", "service", "The Head of Centre must ask for an enquiry about NO RESULT or PENDING.")
    assert asking("X", head=True) == []
    assert asking("2", head=False) == []
    assert asking(None, head=False) == []
