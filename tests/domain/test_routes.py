"""Results are reached by routes: a series has one or several, a candidate is on one, an enquiry is about one."""

from __future__ import annotations

from functions.domain.eligibility.candidate_eligibility import candidate_problems
from functions.domain.eligibility.eligibility import problems_of
from functions.domain.enquiries.submission import DraftContent
from functions.domain.errors import Problem
from functions.domain.register.cards import Card
from functions.domain.register.csv_rows import read_sheet
from functions.domain.register.imports import REGISTER, REGISTER_MAY, KnownCentres, register_cards
from tests.builders import (
    OURS,
    REFERENCE,
    RESULTS_OUT,
    body,
    card,
    cards,
    claim,
    content,
    organisation,
    other_route,
    route,
    series,
    service,
    two_routes,
)
from tests.domain.asking import codes, holds, only

SAME_ROUTE = "All candidates in one enquiry must have reached their results by the same route."


def problems(what: DraftContent, *those: Card) -> list[Problem]:
    return problems_of(what, two_routes(), organisation(), cards(*those), reference=REFERENCE, now=RESULTS_OUT)


def test_an_enquiry_takes_candidates_of_its_own_route() -> None:
    assert problems(content(route="standard")) == []
    assert problems(content(route="portfolio"), card(route="portfolio")) == []


def test_a_candidate_of_another_route_is_refused_with_the_route_they_are_on() -> None:
    refusal = only(problems(content(route="portfolio"), card()))
    holds(refusal, "other_route", "candidates.0713", SAME_ROUTE, OURS)
    assert "another route: Examinations" in refusal.message
    assert "another route: Portfolio of evidence" in only(problems(content(), card(route="portfolio"))).message


def test_of_a_candidate_of_another_route_nothing_else_is_said() -> None:
    other = card(route="portfolio", results=(), claims=(claim(),))
    assert codes(candidate_problems(two_routes(), route(), service(), other, ("22",))) == ["other_route"]


def test_one_service_a_candidate_and_syllabus_holds_whatever_the_route() -> None:
    taken = card(route="portfolio", claims=(claim(service="1"),))
    assert codes(candidate_problems(two_routes(), other_route(), service("2"), taken, ("22",))) == ["already_enquired"]


def test_a_service_of_another_route_is_refused_by_its_name_and_the_route() -> None:
    refusal = only(
        [each for each in problems(content(route="portfolio", service="2S"), card(route="portfolio")) if each.field == "service"]
    )
    assert refusal.code == "service_not_on_route"
    assert "Service 2S is not available on the route “Portfolio of evidence”" in refusal.message


def test_a_route_that_the_series_has_not_got_is_refused_at_the_route() -> None:
    found = [each for each in problems(content(route="portfolio", series="2022-11"), card(route="portfolio")) if each.field == "route"]
    assert "There is no route “Portfolio of evidence” in November 2022. Choose Examinations." in only(found).message


def test_a_route_that_nobody_named_is_the_usual_one_of_the_series() -> None:
    body = two_routes()
    assert body.route_asked("2022-06", "portfolio").id == "portfolio"
    assert body.route_asked("2022-06", "").id == "standard"
    assert body.route_asked("1999-01", "nonsense").id == "standard"


HEAD = ",".join((*REGISTER, "route"))
ROW = "ZZ101,0713,Amina Osei,0580,{component},50,exam,B,{route}"


def register(*lines: str, head: str = HEAD) -> tuple[list[Card], list[tuple[int, str, str]]]:
    sheet = read_sheet("\n".join((head, *lines)), REGISTER, REGISTER_MAY)
    assert not sheet.faults
    made, faults = register_cards(sheet.rows, two_routes(), "2022-06", KnownCentres({"ZZ101": "northfield"}), sheet.repairs)
    return made, [(each.row, each.column, each.problem.message) for each in faults]


def test_a_register_says_by_which_route_a_result_was_reached() -> None:
    made, faults = register(*(ROW.format(component=each, route="portfolio") for each in ("22", "42")))
    assert ([each.route for each in made], faults) == (["portfolio"], [])


def test_a_register_that_says_nothing_of_routes_means_the_usual_one() -> None:
    assert [each.route for each in register(ROW.format(component="22", route=""))[0]] == ["standard"]
    assert [each.route for each in register(ROW.format(component="22", route="").rstrip(","), head=",".join(REGISTER))[0]] == ["standard"]


def test_a_route_that_the_series_has_not_got_is_a_fault_of_its_row() -> None:
    ((row, column, said),) = register(ROW.format(component="22", route="vocational"))[1]
    assert (row, column) == (2, "route")
    assert "the series has standard, portfolio" in said


def test_a_candidate_is_on_one_route_in_a_syllabus() -> None:
    ((row, column, said),) = register(ROW.format(component="22", route="portfolio"), ROW.format(component="42", route="standard"))[1]
    assert (row, column) == (3, "route")
    assert "Row 2 gives “portfolio” for the same candidate and syllabus." in said


def test_a_service_of_another_route_is_named_with_its_route_and_one_of_the_standard_route_is_not() -> None:
    assert other_route().aside == "Portfolio of evidence"
    assert route().aside is None


def test_a_service_of_several_other_routes_is_refused_with_the_first_that_offers_it() -> None:
    third = other_route(id="coursework", name="Coursework", services=(service("2S"),))
    names = ("standard", "portfolio", "coursework")
    desk = body(routes=(route(), other_route(), third), series=(series(routes=names),))
    asked = content(route="portfolio", service="2S")
    found = problems_of(asked, desk, organisation(), cards(card(route="portfolio")), reference=REFERENCE, now=RESULTS_OUT)
    (refusal,) = [each for each in found if each.field == "service"]
    rule = "Service 2S: Review of marking with copy of script is on offer for the route “Examinations”."
    holds(refusal, "service_not_on_route", "service", rule)
