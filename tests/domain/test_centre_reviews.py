"""The Centre Review that a centre records before it asks about a grade: what a record must say, and what it keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from functions.domain.catalogue.bodies import Body
from functions.domain.errors import Refused
from functions.domain.register.cards import Card, NamedCandidate
from functions.domain.register.centre_reviews import REVIEW_FINDINGS, Asker, CentreReview, Correction, RecordReview, record_review
from functions.domain.views.centre_review_pages import centre_review_page
from tests.builders import CAMBRIDGE, body, cards, london
from tests.domain.school_assessed import assessed

NOW = london("2022-02-10 09:00")


def review(**changes: Any) -> RecordReview:
    """A record about candidate 0713 that may stand as it is."""
    fields: dict[str, Any] = {
        "body": CAMBRIDGE, "route": "school-assessed", "series": "2021-11", "syllabus": "0580", "candidates": ("0713",),
        "asked_by": "candidate", "completed_on": "2022-02-09", "completed_by": "Head of Centre", "finding": "no_error",
        "explanation": "Two teachers marked the work again.",
    }  # fmt: skip
    return RecordReview(**{**fields, **changes})


def recorded(request: RecordReview, held: Mapping[str, Card] | None = None, *, at: Any = NOW, of: Body | None = None) -> CentreReview:
    return record_review(
        id="r1", request=request, body=of or body(), organisation="northfield", cards=cards(assessed()) if held is None else held,
        by="p1", now=at,
    )  # fmt: skip


def refusals(request: RecordReview, held: Mapping[str, Card] | None = None, *, at: Any = NOW, of: Body | None = None) -> list[Any]:
    with pytest.raises(Refused) as refused:
        recorded(request, held, at=at, of=of)
    return [(each.code, each.field) for each in refused.value.problems]


@pytest.mark.proves("SG-01")
def test_a_record_keeps_what_was_said_who_recorded_it_and_when_and_the_candidates_by_number_and_name() -> None:
    assert recorded(review(candidates=("713",))) == CentreReview(
        id="r1", body=CAMBRIDGE, route="school-assessed", series="2021-11", organisation="northfield", syllabus="0580",
        candidates=(NamedCandidate(number="0713", name="Amina Osei"),), asked_by=Asker.CANDIDATE, completed_on=date(2022, 2, 9),
        completed_by="Head of Centre", finding="no_error", explanation="Two teachers marked the work again.",
        recorded_at=NOW, recorded_by="p1",
    )  # fmt: skip


@pytest.mark.proves("SG-01")
def test_a_record_about_the_whole_cohort_names_nobody() -> None:
    assert recorded(review(cohort=True, candidates=())).candidates == ()


@pytest.mark.proves("SG-01")
def test_a_candidate_who_is_named_with_and_without_leading_zeros_stands_in_the_record_once() -> None:
    held = cards(assessed(), assessed("0714", name="Ben Adu"))
    found = recorded(review(candidates=("713", "0714", "0713")), held)
    assert [(each.number, each.name) for each in found.candidates] == [("0713", "Amina Osei"), ("0714", "Ben Adu")]


@pytest.mark.proves("SG-01")
@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"asked_by": ""}, "review_asker_missing", "asked_by"),
        ({"completed_on": ""}, "review_day_missing", "completed_on"),
        ({"completed_on": "2022-02-30"}, "review_day_missing", "completed_on"),  # there is no such day
        ({"completed_on": "2022-02-11"}, "review_day_to_come", "completed_on"),
        ({"completed_by": ""}, "review_post_missing", "completed_by"),
        ({"finding": ""}, "review_finding_missing", "finding"),
        ({"explanation": ""}, "review_words_missing", "explanation"),
        ({"series": ""}, "review_series", "series"),
        ({"series": "1999-06"}, "review_series", "series"),
        ({"series": "2022-06"}, "review_series", "series"),  # its results were reached by other routes
        ({"candidates": ()}, "candidates_missing", "candidates"),
        ({"cohort": True}, "review_cohort", "candidates"),
        ({"candidates": ("9999",)}, "candidate_unknown", "candidates"),
    ],
)
def test_what_is_missing_or_wrong_in_a_record_is_named_at_its_field(changes: dict[str, Any], code: str, field: str) -> None:
    assert refusals(review(**changes)) == [(code, field)]


@pytest.mark.proves("SG-01")
@pytest.mark.parametrize("route", ["standard", "portfolio"])
def test_a_route_without_centre_reviews_takes_no_record_in_any_series(route: str) -> None:
    for series in ("2022-06", "2021-11"):
        assert ("review_series", "series") in refusals(review(route=route, series=series), cards(assessed(route=route)))


def test_a_series_that_has_a_route_beside_that_of_school_assessed_grades_takes_no_record_for_the_other() -> None:
    both = tuple(each.model_copy(update={"routes": ("school-assessed", "standard")}) for each in body().series)
    assert refusals(review(route="standard"), cards(assessed(route="standard")), of=body(series=both)) == [("review_series", "series")]


def test_a_route_that_there_is_not_takes_no_record_and_has_nobody_on_it() -> None:
    assert refusals(review(route="none"), cards(assessed(route="none"))) == [
        ("review_series", "series"),
        ("candidate_unknown", "candidates"),
    ]


@pytest.mark.proves("SG-01")
@pytest.mark.parametrize("syllabus", ["", "1234"])
def test_without_a_syllabus_of_the_list_nothing_is_said_of_its_candidates(syllabus: str) -> None:
    assert refusals(review(syllabus=syllabus, candidates=("9999",))) == [("review_syllabus", "syllabus")]
    assert refusals(review(syllabus=syllabus, candidates=(), cohort=True), {}) == [("review_syllabus", "syllabus")]


@pytest.mark.proves("SG-01")
@pytest.mark.parametrize("held", [{}, cards(assessed(route="standard"))])
def test_there_is_no_record_about_a_cohort_of_nobody_whose_grade_the_centre_gave(held: Mapping[str, Card]) -> None:
    assert refusals(review(cohort=True, candidates=()), held) == [("review_nobody", "syllabus")]


def test_a_candidate_whose_result_was_reached_by_another_route_is_not_in_the_register_for_it() -> None:
    assert refusals(review(), cards(assessed(route="standard"))) == [("candidate_unknown", "candidates")]


def test_every_candidate_who_is_not_in_the_register_is_named() -> None:
    with pytest.raises(Refused) as refused:
        recorded(review(candidates=("9", "0713", "8")))
    said = [each.message for each in refused.value.problems]
    assert said == [
        "Candidate 0009 is not in the results register for syllabus 0580. Check the number.",
        "Candidate 0008 is not in the results register for syllabus 0580. Check the number.",
    ]


@pytest.mark.proves("SG-01")
def test_one_record_names_20_candidates_and_not_21() -> None:
    numbers = tuple(f"{each:04d}" for each in range(1, 22))
    held = cards(*(assessed(each) for each in numbers))
    assert len(recorded(review(candidates=numbers[:20]), held).candidates) == 20
    assert refusals(review(candidates=numbers), held) == [("review_too_many", "candidates")]


@pytest.mark.proves("SG-01")
@pytest.mark.parametrize(
    ("now", "day", "fits"),
    [
        ("2022-02-10 09:00", "2022-02-10", True),
        ("2022-02-10 23:59", "2022-02-10", True),
        ("2022-02-10 23:59", "2022-02-11", False),
        ("2022-07-11 00:30", "2022-07-11", True),  # half past eleven of the day before in UTC
    ],
)
def test_a_review_is_recorded_from_the_day_of_its_completion_on_by_the_calendar_of_the_awarding_body(
    now: str, day: str, fits: bool
) -> None:
    if fits:
        assert recorded(review(completed_on=day), at=london(now)).completed_on == date.fromisoformat(day)
    else:
        assert refusals(review(completed_on=day), at=london(now)) == [("review_day_to_come", "completed_on")]


def test_a_review_found_an_error_or_none() -> None:
    assert REVIEW_FINDINGS == {"error": "An error was found", "no_error": "No error was found"}
    assert recorded(review(finding="error")).finding == "error"


def test_an_empty_record_is_told_everything_that_is_missing_at_once() -> None:
    assert refusals(RecordReview(body=CAMBRIDGE, route="school-assessed"), {}) == [
        ("review_series", "series"),
        ("review_syllabus", "syllabus"),
        ("candidates_missing", "candidates"),
        ("review_asker_missing", "asked_by"),
        ("review_day_missing", "completed_on"),
        ("review_post_missing", "completed_by"),
        ("review_finding_missing", "finding"),
        ("review_words_missing", "explanation"),
    ]


@pytest.mark.proves("SG-01")
def test_a_review_is_read_with_its_candidates_its_finding_in_words_and_its_corrections() -> None:
    correction = Correction(review="r1", text="It was on 8 February.", at=NOW, by="p1")
    assert centre_review_page(recorded(review(candidates=("713",))), (correction,), body()) == {
        "id": "r1",
        "series": "2021-11",
        "route": "School-assessed grades",
        "syllabus": {"code": "0580", "name": "Mathematics"},
        "candidates": [{"number": "0713", "name": "Amina Osei"}],
        "cohort": False,
        "asked_by": "candidate",
        "asked_by_text": "A candidate",
        "completed_on": "2022-02-09",
        "completed_text": "9 February 2022",
        "completed_by": "Head of Centre",
        "finding": "no_error",
        "finding_text": "No error was found",
        "explanation": "Two teachers marked the work again.",
        "recorded_at": "2022-02-10T09:00:00.000Z",
        "corrections": [{"text": "It was on 8 February.", "at": "2022-02-10T09:00:00.000Z"}],
    }


def test_a_review_of_a_syllabus_or_route_that_the_catalogue_has_lost_is_read_without_their_names() -> None:
    lost = recorded(review(cohort=True, candidates=())).model_copy(update={"syllabus": "9999", "route": "by-post"})
    page = centre_review_page(lost, (), body())
    assert (page["syllabus"], page["route"]) == ({"code": "9999", "name": ""}, "by-post")
    assert (page["cohort"], page["candidates"], page["corrections"]) == (True, [], [])
