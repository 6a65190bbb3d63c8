"""The guide to services says what the rules say, for every awarding body and every service."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.services import Subject
from functions.domain.catalogue.syllabuses import Assessor, Component, Syllabus
from functions.domain.eligibility.eligibility import problems_of
from functions.domain.eligibility.service_guide import Case, Choice, choices, consequences, general_case, pieces
from functions.domain.enquiries.submission import DraftContent
from functions.domain.people.people import Organisation
from functions.domain.register.cards import WHOLE_SYLLABUS, Card, Claim, Cohort, Origin, Result
from tests.builders import RESULTS_OUT, catalogue, london

BODIES = sorted(catalogue().bodies)
COMPLETE = {"contact_email": "exams@school.example", "contact_email_confirmed": True}
CENTRE = Organisation.model_validate({"id": "northfield", "name": "Northfield", "kind": "centre", "contact_email": "exams@school.example"})
# What the form still asks for after the guide, or what only a group has: nothing that closes a service.
LATER = {"on_behalf_missing", "revised_grade_missing", "error_missing", "concern_missing", "grounds_missing", "group_size"}


def found(body: str, route: str, series: str, type: str, piece: str, now: datetime) -> list[Choice]:
    whole = catalogue().bodies[body]
    its_route = whole.of_type(type).route(route)
    assert its_route
    (asked,) = [each for each in pieces(whole, its_route) if each.id == piece]
    return choices(general_case(whole, its_route, series, type, piece=asked, now=now))


def open_codes(*about: str, now: datetime = RESULTS_OUT) -> list[str]:
    body, route, series, type, piece = about
    return [each.service.code for each in found(body, route, series, type, piece, now) if each.is_open]


@pytest.mark.proves("BY-14")
@pytest.mark.parametrize(
    ("piece", "codes"),
    [
        ("paper", ["1", "1S", "2", "2S", "9"]),
        ("multiple-choice", ["1", "1S"]),
        ("art-and-design", ["1", "2", "9"]),
        ("moderated", ["5"]),
        ("no-result-x", ["X"]),
        ("no-result-q", ["Q"]),
    ],
)
def test_at_cambridge_the_kind_of_work_decides_what_is_open(piece: str, codes: list[str]) -> None:
    assert open_codes("cambridge-international", "standard", "2022-06", "igcse", piece) == codes


@pytest.mark.proves("BY-14")
@pytest.mark.parametrize(
    ("body", "route", "asked"),
    [
        ("aqa", "standard", "paper multiple-choice moderated accepted"),
        ("cambridge-international", "standard", "paper multiple-choice art-and-design moderated no-result-x no-result-q"),
        ("cambridge-international", "portfolio", "paper multiple-choice art-and-design no-result-x no-result-q"),
        ("cambridge-international", "school-assessed", "grade"),
        ("ncfe", "standard", "paper multiple-choice digital moderated accepted no-result-x no-result-q"),
        ("ocr", "standard", "paper multiple-choice moderated accepted no-result-x no-result-q"),
        ("wjec", "standard", "paper multiple-choice moderated accepted"),
    ],
)
def test_the_guide_asks_only_what_makes_a_difference_to_a_service_of_the_route(body: str, route: str, asked: str) -> None:
    whole = catalogue().bodies[body]
    its_route = whole.route(route)
    assert its_route
    assert " ".join(each.id for each in pieces(whole, its_route)) == asked


def test_what_somebody_can_ask_about_is_told_in_words() -> None:
    ncfe, aqa, cambridge = (catalogue().bodies[each] for each in ("ncfe", "aqa", "cambridge-international"))
    assert {each.id: each.text for each in pieces(ncfe, ncfe.routes[0])} == {
        "paper": "A paper or a test that NCFE marked",
        "multiple-choice": "A multiple-choice paper",
        "digital": "Work that was done or handed in digitally",
        "moderated": "Work that our centre marked, and whose marks moderation changed",
        "accepted": "Work that our centre marked, and whose marks were accepted",
        "no-result-x": "No grade at all: the result says NO RESULT (X)",
        "no-result-q": "No grade at all: the result says PENDING (Q)",
    }
    assert next(each.text for each in pieces(aqa, aqa.routes[0])) == "A paper or a test that AQA marked"
    assert {each.id: each.text for each in pieces(cambridge, cambridge.routes[0])}["moderated"] == "Work that our centre marked"
    assert [each.text for each in pieces(cambridge, cambridge.routes[2])] == ["The grade as a whole"]


@pytest.mark.proves("BY-14")
@pytest.mark.parametrize(
    ("type", "piece", "codes"),
    [
        ("gcse", "paper", ["1", "2", "ATS-R", "ATS-T"]),
        ("a-level", "paper", ["1", "2", "P2", "ATS-R", "ATS-T"]),
        ("a-level", "multiple-choice", ["1", "ATS-R", "ATS-T"]),
        ("gcse", "moderated", ["3"]),
        ("gcse", "accepted", []),
    ],
)
def test_at_aqa_the_qualification_and_what_moderation_did_decide_as_well(type: str, piece: str, codes: list[str]) -> None:
    assert open_codes("aqa", "standard", "2026-06", type, piece, now=london("2026-08-20 12:00")) == codes


@pytest.mark.proves("BY-14")
def test_a_service_whose_last_day_is_over_fits_but_is_not_open() -> None:
    late = found("aqa", "standard", "2026-06", "a-level", "paper", london("2026-08-21 00:00"))
    assert {each.service.code: (each.is_open, each.fits) for each in late} == {
        "1": (True, True), "2": (True, True), "P2": (False, True), "3": (False, False), "ATS-R": (True, True), "ATS-T": (True, True),
    }  # fmt: skip
    assert [each.code for each in next(each for each in late if each.service.code == "P2").problems] == ["deadline_passed"]


@pytest.mark.proves("BY-14")
def test_every_reason_against_a_service_has_its_rule_and_the_source_of_the_rule() -> None:
    against = [each for each in found("aqa", "standard", "2026-06", "gcse", "multiple-choice", london("2026-08-20 12:00")) if not each.fits]
    assert {each.service.code: [problem.rule for problem in each.problems] for each in against} == {
        "2": ["Not available for multiple-choice question papers."],
        "P2": ["Available only for GCE AS level and GCE A level qualifications.", "Not available for multiple-choice question papers."],
        "3": ["Available for components that the centre assessed."],
    }
    assert all(problem.source for each in against for problem in each.problems)


@pytest.mark.proves("BY-14")
def test_what_a_service_means_is_said_in_the_words_of_its_rules() -> None:
    route = catalogue().bodies["aqa"].routes[0]
    said = {each.code: list(consequences(route, each)) for each in route.services}
    assert said["2"] == [
        "The mark and the grade can go up, stay the same or go down.",
        "A review of one paper can be asked for once. If the request is cancelled, you can make another.",
        "Each candidate must consent in writing, after the results and for this request.",
    ]
    assert (
        said["3"][0]
        == "A review of moderation does not lower the published grade of the series, though a lowered mark may be carried forward."
    )
    assert said["ATS-T"][0] == "No marking is reviewed, so no mark and no grade changes."


@pytest.mark.proves("BY-14")
@pytest.mark.parametrize(
    ("body", "route", "service", "sentences"),
    [
        ("cambridge-international", "standard", "X", ["Only the Head of Centre can submit it."]),
        ("cambridge-international", "portfolio", "Q", ["Only the Head of Centre can submit it."]),
        ("ncfe", "standard", "MR", []),
        ("ocr", "standard", "MIR", []),
    ],
)
def test_of_a_missing_result_the_guide_says_neither_that_nothing_changes_nor_that_it_is_asked_about_once(
    body: str, route: str, service: str, sentences: list[str]
) -> None:
    its_route = catalogue().bodies[body].route(route)
    assert its_route
    offered = its_route.service(service)
    assert offered
    assert list(consequences(its_route, offered)) == sentences


@pytest.mark.proves("BY-14")
def test_a_route_with_a_rule_of_its_own_for_a_family_of_services_says_that_rule_and_a_centre_review_comes_before_it() -> None:
    routes = {each.id: each for each in catalogue().bodies["cambridge-international"].routes}
    said = {
        (route, code): list(consequences(routes[route], service))
        for route, code in (("standard", "2"), ("standard", "9"), ("portfolio", "10"), ("school-assessed", "1"), ("school-assessed", "3"))
        if (service := routes[route].service(code))
    }
    either_way = "The mark and the grade can go up, stay the same or go down."
    review_first = (
        "If the centre, a candidate, a parent or a guardian has doubts about a school-assessed grade, the centre must complete a Centre "
        "Review before it can apply for a post-results check or an appeal."
    )
    assert said == {
        ("standard", "2"): [
            either_way,
            "Once a clerical re-check or review of marking has been submitted for a candidate and syllabus, you cannot ask for another.",
        ],
        ("standard", "9"): ["No marking is reviewed, so no mark and no grade changes."],
        ("portfolio", "10"): [
            either_way,
            "You can ask for a review of the selection of evidence once for a candidate and syllabus. You can ask for a clerical re-check or "
            "review of marking as well: whether one rules out the other is not published, so this desk refuses neither.",
        ],
        ("school-assessed", "1"): [
            either_way, review_first, "Only one check of a candidate’s grade in a syllabus can be open at a time.",
        ],
        ("school-assessed", "3"): [either_way, review_first],
    }  # fmt: skip


def card_of(body: Body, route: Route, series: Series, syllabus: Syllabus, component: Component, *, grade: str) -> Card:
    origin = Origin.EXAM if component.assessed_by is Assessor.BODY else Origin.MODERATION
    missing = grade in {"X", "Q"}
    result = Result(component=component.code, mark=None if missing else 40, origin=Origin.NONE if missing else origin)
    return Card(
        body=body.id, series=series.id, organisation=CENTRE.id, syllabus=syllabus.code, candidate=body.printed(body.identifiers.candidate.example),
        name="Ada", grade=grade, results=(result,), route=route.id, reviews=("review",),
    )  # fmt: skip


def moments(body: Body, series: Series) -> list[datetime]:
    """Return moments before, within and after the windows of a series."""
    days = sorted({each.closes_on for each in series.deadlines if each.closes_on})
    return [datetime(int(series.id[:4]), int(series.id[5:]), 1, tzinfo=UTC), *(datetime(each.year, each.month, each.day, 12, tzinfo=UTC) for each in days),
            datetime(2027, 12, 31, tzinfo=UTC)]  # fmt: skip


@pytest.mark.proves("BY-14")
@pytest.mark.parametrize("id", BODIES)
def test_the_guide_s_answer_is_that_of_the_form_for_every_body_series_and_service(id: str) -> None:
    """Asked about a candidate, the form is filled in here by hand, without the guide's code, and submitted to the rules."""
    whole = catalogue().bodies[id]
    compared = 0
    for series in whole.series:
        for now in moments(whole, series):
            for general in whole.routes_of(series):
                for type in whole.qualification_types:
                    for piece in pieces(whole, general):
                        body = general_case(whole, general, series.id, type.id, piece=piece, now=now).body
                        route = body.route(general.id)
                        assert route
                        syllabus, component = body.syllabuses[0], body.syllabuses[0].components[0]
                        card = card_of(body, route, series, syllabus, component, grade=piece.grade)
                        if piece.origin is Origin.CENTRE:
                            card = card.model_copy(update={"results": (card.results[0].model_copy(update={"origin": Origin.CENTRE}),)})
                        case = general_case(whole, general, series.id, type.id, piece=piece, now=now)
                        for choice in choices(case):
                            compared += 1
                            assert choice.is_open is submits(body, route, series, choice, card, now), (series.id, type.id, piece.id, choice)
    assert compared > 100


def submits(body: Body, route: Route, series: Series, choice: Choice, card: Card, now: datetime) -> bool:
    """Return whether the rules let a complete form about the candidate, or the cohort, pass, but for what is yet to be written."""
    service = choice.service
    about = service.availability.about_components
    cohort = service.subject is Subject.COHORT
    code = card.results[0].component
    content = DraftContent(
        body=body.id, route=route.id, series=series.id, service=service.code, syllabus=card.syllabus,
        components=(code,) if about else (), candidates=() if cohort else (card.candidate,), **COMPLETE,
    )  # fmt: skip
    where = {"body": body.id, "series": series.id, "organisation": CENTRE.id, "syllabus": card.syllabus, "reviews": ("review",)}
    cohorts = {name: Cohort(**where, component=name) for name in ((code if about else WHOLE_SYLLABUS),)}
    found = problems_of(
        content, body, CENTRE, {card.candidate: card}, reference="", now=now, cohorts=cohorts, everybody=(card,)
    )  # fmt: skip
    return not [each for each in found if each.code not in LATER]


@pytest.mark.proves("BY-14")
def test_a_candidate_s_own_results_count_where_they_are_known() -> None:
    """A calculated mark, an exemption or an earlier enquiry closes what is open in general."""
    whole = catalogue().bodies["cambridge-international"]
    syllabus = whole.syllabuses_by_code["0580"]
    card = card_of(whole, whole.routes[0], whole.series[0], syllabus, syllabus.components[0], grade="C")
    calculated = card.model_copy(update={"results": (card.results[0].model_copy(update={"origin": Origin.CALCULATED}),)})
    content = DraftContent(
        body=whole.id, series="2022-06", syllabus="0580", components=(card.results[0].component,), candidates=(card.candidate,), **COMPLETE
    )

    def codes(about: Card) -> list[str]:
        case = Case(whole, content, RESULTS_OUT, organisation=CENTRE, cards={about.candidate: about})
        return [each.service.code for each in choices(case) if each.is_open]

    assert codes(card) == ["1", "1S", "2", "2S", "9"]
    assert codes(calculated) == []


@pytest.mark.proves("BY-14")
def test_a_check_of_the_whole_cohort_that_was_asked_for_cannot_be_asked_for_again() -> None:
    whole = catalogue().bodies["cambridge-international"]
    route = whole.route("school-assessed")
    assert route
    asked = DraftContent(
        body=whole.id, route=route.id, series="2021-06", qualification="igcse", syllabus="0580", candidates=("0713",), **COMPLETE
    )
    before = Claim(family=None, service="3", subject=Subject.COHORT, enquiry="earlier", reference="ER-EARLIER", at=RESULTS_OUT)
    cohort = Cohort(
        body=whole.id, series="2021-06", organisation=CENTRE.id, syllabus="0580", component=WHOLE_SYLLABUS, claims=(before,)
    )  # fmt: skip

    def codes_against_the_check(cohorts: dict[str, Cohort]) -> set[str]:
        found = choices(Case(whole, asked, london("2021-08-20T09:00"), organisation=CENTRE, cohorts=cohorts))
        (check,) = [each for each in found if each.service.code == "3"]
        return {each.code for each in check.problems}

    assert "already_checked_cohort" in codes_against_the_check({WHOLE_SYLLABUS: cohort})
    assert "already_checked_cohort" not in codes_against_the_check({WHOLE_SYLLABUS: cohort.model_copy(update={"claims": ()})})
