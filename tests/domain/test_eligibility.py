"""Each rule between a draft and a submission, by its sentence."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.cards import Card, Origin
from functions.domain.eligibility import candidate_problems, component_problems, declaration_problems, problems_of
from functions.domain.errors import Problem
from functions.domain.submission import MOST_CANDIDATES, DraftContent
from tests.builders import (
    CAMBRIDGE,
    GUIDE,
    OURS,
    REFERENCE,
    RESULTS_OUT,
    body,
    card,
    cards,
    claim,
    content,
    london,
    organisation,
    result,
    route,
    service,
    syllabus,
)

MARKING = ["1", "1S", "2", "2S"]


def problems(what: DraftContent | None = None, *those: Card, own: frozenset[str] = frozenset(), now: str | None = None) -> list[Problem]:
    moment = london(now) if now else RESULTS_OUT
    return problems_of(what or content(), body(), organisation(), cards(*those), REFERENCE, moment, own)


def only(found: list[Problem]) -> Problem:
    assert len(found) == 1, [each.code for each in found]
    return found[0]


def codes(found: list[Problem]) -> list[str]:
    return [each.code for each in found]


def holds(refusal: Problem, code: str, field: str, rule: str, source: str = GUIDE) -> None:
    """The refusal is this one, at this field, and prints the rule and its source."""
    assert (refusal.code, refusal.field, refusal.rule, refusal.source) == (code, field, rule, source)
    assert refusal.message
    assert "{" not in refusal.message


@pytest.mark.parametrize("code", MARKING)
def test_a_whole_draft_for_a_candidate_with_marks_may_go(code: str) -> None:
    assert problems(content(service=code)) == []


# --- exemptions, marks, calculated marks


@pytest.mark.proves("CI-05", "BY-02")
@pytest.mark.parametrize("code", MARKING)
def test_there_are_no_enquiries_about_components_from_which_a_candidate_was_exempted(code: str) -> None:
    refusal = only(problems(content(service=code), card(exempt=("42",))))
    holds(refusal, "component_exempt", "candidates.0713", "There are no enquiries about components from which a candidate was exempted.")
    assert "42" in refusal.message
    assert problems(content(service=code, components=("22",)), card(exempt=("42",))) == []


@pytest.mark.proves("CI-05", "BY-02")
def test_an_exemption_counts_even_where_the_register_has_a_calculated_mark() -> None:
    refusal = only(problems(content(), card(results=(result("22"), result("42", 50, Origin.CALCULATED)), exempt=("42",))))
    assert refusal.code == "component_exempt"


@pytest.mark.proves("CI-05")
def test_enquiries_are_made_about_components_so_one_without_any_is_refused() -> None:
    holds(only(problems(content(components=()))), "components_missing", "components", "Enquiries about results are made about components.")


@pytest.mark.proves("CI-07", "BY-02")
@pytest.mark.parametrize("missing", [result("42", None), result("42", None, Origin.NONE), result("42", 3, Origin.NONE)])
def test_every_component_needs_a_mark_from_an_exam_or_from_moderation(missing: Any) -> None:
    refusal = only(problems(content(), card(results=(result("22"), missing))))
    holds(
        refusal,
        "component_no_mark",
        "candidates.0713",
        "Every component that is to be looked at needs a mark from an exam or from moderation.",
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
        "Where a clerical re-check or review of marking has been submitted for a candidate and syllabus, no other can be asked for.",
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


# --- availability


NOT_BY_CAMBRIDGE = "Available for components that the awarding body assessed."
NOT_BY_CENTRE = "Available for components that the centre assessed."


@pytest.mark.proves("CI-09", "BY-02")
@pytest.mark.parametrize("code", [*MARKING, "9"])
def test_services_1_1s_2_2s_and_9_are_for_components_that_cambridge_assessed(code: str) -> None:
    english = syllabus("0500")  # component 03 is coursework that the centre assessed
    refusal = only(component_problems(body(), service(code), english, ("12", "03")))
    holds(refusal, "component_assessor", "components", NOT_BY_CAMBRIDGE)
    assert "Component 03" in refusal.message


@pytest.mark.proves("CI-09", "BY-02")
def test_service_5_is_for_components_that_the_centre_assessed() -> None:
    english = syllabus("0500")
    assert component_problems(body(), service("5"), english, ("03",)) == []
    holds(only(component_problems(body(), service("5"), english, ("12",))), "component_assessor", "components", NOT_BY_CENTRE)


@pytest.mark.proves("CI-09", "BY-02")
@pytest.mark.parametrize(("code", "refused"), [("1", False), ("1S", False), ("2", True), ("2S", True), ("9", True)])
def test_multiple_choice_papers_have_no_review_of_marking_and_no_group_report(code: str, refused: bool) -> None:
    found = component_problems(body(), service(code), syllabus("0610"), ("22", "42"))  # 22 is multiple choice
    if refused:
        holds(only(found), "component_kind", "components", "Not available for multiple-choice question papers.")
        assert "component 22, a multiple-choice question paper" in found[0].message
    else:
        assert found == []


@pytest.mark.proves("CI-09", "BY-02")
@pytest.mark.parametrize(("code", "refused"), [("1", False), ("1S", True), ("2", False), ("2S", True), ("9", False)])
def test_art_and_design_has_no_copies_of_scripts(code: str, refused: bool) -> None:
    found = component_problems(body(), service(code), syllabus("0400"), ("01", "02"))
    if refused:
        holds(only(found), "syllabus_trait", "service", "Not available for Art & Design syllabuses.")
    else:
        assert found == []


@pytest.mark.proves("CI-09")
@pytest.mark.parametrize("code", MARKING)
def test_availability_holds_for_the_whole_submission_as_for_its_parts(code: str) -> None:
    biology = card(syllabus="0610")
    found = problems(content(service=code, syllabus="0610"), biology)
    assert codes(found) == (["component_kind"] if code in ("2", "2S") else [])


@pytest.mark.parametrize(("count", "refused"), [(4, True), (5, False), (15, False), (16, True)])
def test_a_group_report_is_about_5_to_15_candidates(count: int, refused: bool) -> None:
    numbers = tuple(f"{n:04d}" for n in range(1, count + 1))
    found = problems(content(service="9", components=("42",), candidates=numbers), *(card(each) for each in numbers))
    groups = [each for each in found if each.code == "group_size"]
    assert bool(groups) is refused
    for each in groups:
        holds(each, "group_size", "candidates", "About one component and a group of 5 to 15 candidates.")


def test_a_group_report_is_about_one_component() -> None:
    numbers = tuple(f"{n:04d}" for n in range(1, 6))
    found = problems(content(service="9", candidates=numbers), *(card(each) for each in numbers))
    assert codes(found) == ["service_not_yet", "group_components"]


@pytest.mark.parametrize("code", ["5", "9"])
def test_what_the_desk_does_not_take_yet_is_refused_with_the_address_to_write_to(code: str) -> None:
    refusal = next(each for each in problems(content(service=code)) if each.code == "service_not_yet")
    assert refusal.field == "service"
    assert "info@cambridgeinternational.org" in refusal.message


# --- the centre's address, candidates, the form


@pytest.mark.proves("CI-13", "BY-02")
@pytest.mark.parametrize(
    ("address", "confirmed", "code", "field"),
    [
        ("", False, "contact_email_missing", "contact_email"),
        ("", True, "contact_email_missing", "contact_email"),
        ("exams@northfield.example", False, "contact_email_unconfirmed", "contact_email_confirmed"),
        ("typo@northfield.example", True, "contact_email_differs", "contact_email"),
        ("typo@northfield.example", False, "contact_email_differs", "contact_email"),
    ],
)
def test_the_centre_makes_sure_before_submitting_that_its_address_is_right(address: str, confirmed: bool, code: str, field: str) -> None:
    refusal = only(problems(content(contact_email=address, contact_email_confirmed=confirmed)))
    holds(refusal, code, field, "The centre makes sure before submitting that its e-mail address is right.")


@pytest.mark.proves("CI-18")
@pytest.mark.parametrize(("typed", "printed"), [("713", "0713"), ("0713", "0713"), ("7", "0007"), ("007", "0007")])
def test_a_candidate_is_found_with_or_without_leading_zeros(typed: str, printed: str) -> None:
    assert content(candidates=(typed,)).candidate_numbers == (printed,)
    assert problems(content(candidates=(typed,)), card(printed)) == []


@pytest.mark.proves("CI-18")
def test_a_number_with_and_without_its_zero_is_one_candidate_named_twice() -> None:
    refusal = only(problems(content(candidates=("713", "0713"))))
    assert (refusal.code, refusal.field) == ("candidate_twice", "candidates")
    assert "0713" in refusal.message


def test_a_component_named_twice_would_be_charged_twice_and_is_refused() -> None:
    refusal = only(problems(content(components=("42", "42"))))
    assert (refusal.code, refusal.field) == ("component_twice", "components")


def test_a_candidate_who_is_not_in_the_register_is_refused() -> None:
    refusal = only(problems(content(candidates=("0713", "9999"))))
    assert (refusal.code, refusal.field) == ("candidate_unknown", "candidates.9999")


def test_one_submission_takes_at_most_20_candidates() -> None:
    numbers = tuple(f"{n:04d}" for n in range(1, MOST_CANDIDATES + 2))
    assert problems(content(candidates=numbers[:-1]), *(card(each) for each in numbers)) == []
    refusal = only(problems(content(candidates=numbers), *(card(each) for each in numbers)))
    holds(refusal, "candidates_too_many", "candidates", "One submission by form takes at most 20 candidates.", OURS)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"series": ""}, "series_missing", "series"),
        ({"series": "1999-06"}, "series_unknown", "series"),
        ({"service": ""}, "service_missing", "service"),
        ({"service": "3"}, "service_unknown", "service"),
        ({"route": "portfolio"}, "service_unknown", "service"),
        ({"syllabus": ""}, "syllabus_missing", "syllabus"),
        ({"syllabus": "1234"}, "syllabus_unknown", "syllabus"),
        ({"qualification": "Cambridge O Level"}, "qualification_mismatch", "qualification"),
        ({"components": ("99",)}, "component_unknown", "components"),
        ({"candidates": ()}, "candidates_missing", "candidates"),
    ],
)
def test_what_is_missing_or_unknown_in_the_form_is_named_at_its_field(changes: dict[str, Any], code: str, field: str) -> None:
    assert (code, field) in [(each.code, each.field) for each in problems(content(**changes))]


def test_an_empty_form_is_told_everything_that_is_missing_at_once() -> None:
    assert set(codes(problems(DraftContent()))) == {
        "series_missing",
        "service_missing",
        "contact_email_missing",
        "syllabus_missing",
        "components_missing",
        "candidates_missing",
    }


@pytest.mark.proves("BY-02")
def test_all_problems_are_found_at_once() -> None:
    exempt = card("0713", exempt=("42",))
    taken = card("0714", claims=(claim(),))
    found = problems(
        content(candidates=("713", "714", "715"), contact_email="other@northfield.example"), exempt, taken, now="2022-09-21 00:00"
    )
    assert set(codes(found)) == {"deadline_passed", "contact_email_differs", "component_exempt", "already_enquired", "candidate_unknown"}


def test_an_enquiry_may_go_in_the_last_minute_and_not_at_midnight() -> None:
    assert problems(now="2022-09-20 23:59") == []
    assert codes(problems(now="2022-09-21 00:00")) == ["deadline_passed"]


def test_a_centre_that_enters_through_an_associate_is_told_to_ask_there() -> None:
    through = organisation(associates={CAMBRIDGE: "meridian"})
    assert codes(problems_of(content(), body(), through, cards(), REFERENCE, RESULTS_OUT)) == ["through_associate"]
    elsewhere = organisation(associates={"another-body": "meridian"})
    assert problems_of(content(), body(), elsewhere, cards(), REFERENCE, RESULTS_OUT) == []


# --- declarations


@pytest.mark.proves("CI-21", "BY-02")
@pytest.mark.parametrize("ticked", [(), ("complete",), ("consent",), ("complete", "complete"), ("complete", "consent", "another")])
def test_both_declarations_must_be_ticked_before_an_enquiry_can_be_submitted(ticked: tuple[str, ...]) -> None:
    refusal = only(declaration_problems(ticked, body(), route()))
    holds(refusal, "declarations_missing", "declarations", "Both declarations must be ticked before an enquiry can be submitted.")
    assert "cannot be submitted" in refusal.message


@pytest.mark.proves("CI-21")
@pytest.mark.parametrize("ticked", [("complete", "consent"), ("consent", "complete")])
def test_with_both_declarations_in_any_order_nothing_is_in_the_way(ticked: tuple[str, ...]) -> None:
    assert declaration_problems(ticked, body(), route()) == []
