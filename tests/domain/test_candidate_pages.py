"""The results register as a centre sees it: every field, written out."""

from __future__ import annotations

import pytest

from functions.domain.enquiries.cohort_records import CandidateOutcome, CohortOutcome, MarkChange
from functions.domain.people.history import Actor
from functions.domain.register.boundaries import Boundaries, GradeBoundary, Scale
from functions.domain.views.candidate_pages import (
    candidate_choice,
    candidate_distances,
    entered_candidate,
    entry,
    is_found,
    perhaps_the_same,
)
from tests.builders import CAMBRIDGE, RESULTS_OUT, body, card, catalogue, claim, enquiry, issued, result, route, service


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
    assert shown["enquiries"] == [
        {"id": "m1", "reference": "RD-ABCDE-12345", "service": "5", "service_title": "Service 5", "at": "2022-08-22T08:00:00.000Z"}
    ]
    assert entry(card("0714"), body(), [moderated])["enquiries"] == []
    chosen = candidate_choice(card(), body(), route(), service("2"), components=("22",), cohort=None, known=[moderated])
    assert ([each["mark"] for each in chosen["components"]], chosen["grade"]) == ([57, 50], "A")


# --- a candidate as one body's register has them


def known_boundaries() -> Boundaries:
    grades = (GradeBoundary(grade="A", mark=60), GradeBoundary(grade="B", mark=48))
    return Boundaries(
        body=CAMBRIDGE, series="2022-06", owner=CAMBRIDGE, syllabus="0580", scales=(Scale(component="22", grades=grades),),
        source="Grade thresholds", source_url="", imported_at=RESULTS_OUT, imported_by=Actor(id="p1", organisation=CAMBRIDGE),
    )  # fmt: skip


@pytest.mark.proves("BY-28")
def test_distances_are_told_for_the_components_whose_boundaries_are_known() -> None:
    assert candidate_distances(card(), [], known_boundaries()) == {
        "components": {"22": "10 marks below the boundary of A (60), 2 marks above that of B (48)"}, "total": None,
    }  # fmt: skip
    assert candidate_distances(card(), [], None) == {"components": {}, "total": None}


def test_a_candidate_of_a_register_is_shown_with_every_entry_and_its_distances() -> None:
    second = card(syllabus="0625", grade="C", results=())
    shown = entered_candidate(body(), [card(), second], [], {card().centre_syllabus: known_boundaries()})
    assert shown["body"] == {"id": CAMBRIDGE, "name": "Cambridge International"}
    assert shown["candidate"] == {"number": "0713", "name": "Amina Osei", "identifiers": []}
    assert shown["series"] == {"id": "2022-06", "title": "June 2022"}
    assert [(each["syllabus"]["code"], each["grade"]) for each in shown["entries"]] == [("0580", "B"), ("0625", "C")]
    assert [list(each["distances"]["components"]) for each in shown["entries"]] == [["22"], []]
    assert [each["boundaries"] is not None for each in shown["entries"]] == [True, False]


def test_outcomes_at_another_awarding_body_do_not_change_a_candidates_results() -> None:
    done = enquiry(grade_after="A", recorded=True, issued=issued("AckLetter", "OutLetter"), completed_at=RESULTS_OUT)
    here = entered_candidate(body(), [card()], [done], {})["entries"][0]["current_grade"]
    elsewhere = entered_candidate(body(), [card()], [done.model_copy(update={"body": "aqa"})], {})["entries"][0]["current_grade"]
    assert (here, elsewhere) == ("A", "B")


def test_who_may_be_the_same_candidate_is_shown_without_results_and_with_further_identifiers() -> None:
    aqa = catalogue().bodies["aqa"]
    one = card(body="aqa", series="2026-06", syllabus="7136")
    two = card(body="aqa", series="2026-06", syllabus="7131", identifiers={"uln": "1234567890"})
    shown = perhaps_the_same(aqa, [one, two])
    assert shown == {
        "body": {"id": "aqa", "name": "AQA"},
        "candidate": {
            "number": "0713",
            "name": "Amina Osei",
            "identifiers": [{"label": "Unique learner number (ULN)", "value": "1234567890"}],
        },
        "series": {"id": "2026-06", "title": "June 2026"},
    }
    assert perhaps_the_same(aqa, [card(series="2019-06")])["series"] == {"id": "2019-06", "title": "2019-06"}
