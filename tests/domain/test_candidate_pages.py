"""The results register as a centre sees it: every field, written out."""

from __future__ import annotations

import pytest

from functions.domain.enquiries.cohort_records import CandidateOutcome, CohortOutcome, MarkChange
from functions.domain.views.candidate_pages import candidate_choice, entry, is_found
from tests.builders import body, card, claim, enquiry, issued, result, route, service


@pytest.mark.proves("CI-24")
def test_an_entry_shows_its_syllabus_grade_components_and_the_enquiries_about_it() -> None:
    assert entry(card(claims=(claim(),), exempt=("42",)), body()) == {
        "syllabus": {"code": "0580", "name": "Mathematics"},
        "qualification": "Cambridge IGCSE",
        "grade": "B",
        "current_grade": "B",
        "route": None,
        "components": [
            {"code": "22", "title": "Paper 2 (Extended)", "mark": 50, "current_mark": 50, "origin": "exam", "exempt": False},
            {"code": "42", "title": "Paper 4 (Extended)", "mark": 50, "current_mark": 50, "origin": "exam", "exempt": True},
        ],
        "enquiries": [
            {"id": "e1", "reference": "RD-ABCDE-12345", "service": "2", "service_title": "Service 2", "at": "2022-08-22T08:00:00.000Z"}
        ],
    }


def test_an_entry_whose_syllabus_or_route_the_catalogue_has_lost_keeps_their_codes() -> None:
    shown = entry(card(syllabus="9999", route="by-post", claims=(claim(),)), body())
    assert (shown["syllabus"], shown["qualification"], shown["route"]) == ({"code": "9999", "name": "9999"}, "", "by-post")
    assert [each["title"] for each in shown["components"]] == ["", ""]
    assert [each["service_title"] for each in shown["enquiries"]] == ["2"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", True), ("  ", True), ("0713", True), ("713", True), ("07", True), ("71", True), ("13", False), ("0714", False),
        ("amina", True), (" OSEI ", True), ("osai", False),
    ],
)  # fmt: skip
def test_a_candidate_is_found_by_the_beginning_of_a_number_or_by_part_of_a_name(typed: str, found: bool) -> None:
    assert is_found(card(), typed) is found


@pytest.mark.proves("CI-18")
def test_a_candidate_to_choose_says_which_components_have_a_mark_and_why_the_candidate_cannot_be_chosen() -> None:
    some = card(results=(result("22"), result("42", None)), exempt=("22",))
    shown = candidate_choice(some, body(), route(), service("2"), components=("42",), cohort=None)
    assert [each.code for each in shown.pop("unavailable")] == ["component_no_mark"]
    assert shown == {
        "number": "0713",
        "name": "Amina Osei",
        "components": [
            {"code": "22", "has_mark": True, "mark": 50, "exempt": True},
            {"code": "42", "has_mark": False, "mark": None, "exempt": False},
        ],
        "grade": "B",
        "warning": None,
    }
    assert candidate_choice(some, body(), route(), None, components=("42",), cohort=None)["unavailable"] == []


def test_a_candidates_entry_and_choice_follow_the_outcomes_that_the_centre_knows_and_keep_what_the_register_has() -> None:
    changed = CandidateOutcome(
        number="0713",
        name="Amina Osei",
        marks=(MarkChange(component="22", mark_before=50, mark_after=57),),
        grade_before="B",
        grade_after="A",
    )
    moderated = enquiry(
        id="m1", service="5", components=("22",), candidates=(), recorded=True, cohort=CohortOutcome(size=9, changed=(changed,)),
        issued=issued("OutLetter"),
    )  # fmt: skip
    shown = entry(card(), body(), [moderated])
    assert (shown["grade"], shown["current_grade"]) == ("B", "A")
    assert [(each["mark"], each["current_mark"]) for each in shown["components"]] == [(50, 57), (50, 50)]
    assert [(each["id"], each["service_title"]) for each in shown["enquiries"]] == [("m1", "Service 5")]
    assert entry(card("0714"), body(), [moderated])["enquiries"] == []
    chosen = candidate_choice(card(), body(), route(), service("2"), components=("22",), cohort=None, known=[moderated])
    assert ([each["mark"] for each in chosen["components"]], chosen["grade"]) == ([57, 50], "A")
