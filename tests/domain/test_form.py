"""What the form needs before it may go: the centre's address, candidates, declarations."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.eligibility.eligibility import declaration_problems, problems_of
from functions.domain.enquiries.submission import DraftContent
from tests.builders import CAMBRIDGE, OURS, REFERENCE, RESULTS_OUT, body, card, cards, claim, content, london, organisation, route
from tests.domain.asking import codes, holds, only, problems


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
    holds(refusal, code, field, "Make sure that your centre’s e-mail address is correct before you submit.")


@pytest.mark.proves("CI-18")
@pytest.mark.parametrize(("typed", "printed"), [("713", "0713"), ("0713", "0713"), ("7", "0007"), ("007", "0007")])
def test_a_candidate_is_found_with_or_without_leading_zeros(typed: str, printed: str) -> None:
    assert content(candidates=(typed,)).candidate_numbers(body()) == (printed,)
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
    numbers = tuple(f"{n:04d}" for n in range(1, 22))
    assert problems(content(candidates=numbers[:20]), *(card(each) for each in numbers)) == []
    refusal = only(problems(content(candidates=numbers), *(card(each) for each in numbers)))
    holds(refusal, "candidates_too_many", "candidates", "One submission by form can name at most 20 candidates.", OURS)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"series": ""}, "series_missing", "series"),
        ({"series": "1999-06"}, "series_unknown", "series"),
        ({"service": ""}, "service_missing", "service"),
        ({"service": "7"}, "service_unknown", "service"),
        ({"route": "no-such"}, "service_unknown", "service"),
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


def test_a_centre_that_enters_through_an_associate_asks_by_the_same_rules_and_the_same_deadline() -> None:
    through = organisation(associates={CAMBRIDGE: "meridian"})
    assert problems_of(content(), body(), through, cards(), reference=REFERENCE, now=RESULTS_OUT) == []
    late = problems_of(content(), body(), through, cards(), reference=REFERENCE, now=london("2022-09-21 00:00"))
    assert codes(late) == ["deadline_passed"]


# --- declarations


@pytest.mark.proves("CI-21", "BY-02")
@pytest.mark.parametrize("ticked", [(), ("complete",), ("consent",), ("complete", "complete"), ("complete", "consent", "another")])
def test_both_declarations_must_be_ticked_before_an_enquiry_can_be_submitted(ticked: tuple[str, ...]) -> None:
    refusal = only(declaration_problems(ticked, "2", body(), route()))
    holds(refusal, "declarations_missing", "declarations", "Both declarations must be ticked before an enquiry can be submitted.")
    assert "cannot be submitted" in refusal.message


@pytest.mark.proves("CI-21", "CI-03")
@pytest.mark.parametrize("code", ["X", "Q"])
def test_where_there_is_one_declaration_the_refusal_asks_for_one(code: str) -> None:
    refusal = only(declaration_problems((), code, body(), route()))
    assert refusal.message == "Tick the declaration. This cannot be submitted without it."
    assert refusal.rule == "The declaration must be ticked before this can be submitted."
    assert declaration_problems(("head",), code, body(), route()) == []


@pytest.mark.proves("CI-21")
@pytest.mark.parametrize("ticked", [("complete", "consent"), ("consent", "complete")])
def test_with_both_declarations_in_any_order_nothing_is_in_the_way(ticked: tuple[str, ...]) -> None:
    assert declaration_problems(ticked, "2", body(), route()) == []
