"""What content/catalogue says of the portfolio of evidence route, held against its page and the guide."""

from __future__ import annotations

from pathlib import Path

import pytest

from functions.domain.catalogue.routes import Route
from functions.domain.eligibility.eligibility import problems_of
from functions.domain.errors import Problem
from functions.domain.loading import load
from tests.builders import CAMBRIDGE, GUIDE, REFERENCE, RESULTS_OUT, body, card, cards, organisation, route, series
from tests.builders import content as asking_for
from tests.catalogue.test_loading import edit, setting
from tests.domain.asking import holds

NO_REPORTS = "Service 9 and any other report on a group are not available for candidates who submitted a portfolio of evidence."


def portfolio() -> Route:
    found = body().route("portfolio")
    assert found
    return found


def at_service(code: str) -> list[Problem]:
    asked = asking_for(route="portfolio", service=code, components=("22",))
    return [
        each
        for each in problems_of(asked, body(), organisation(), cards(card(route="portfolio")), reference=REFERENCE, now=RESULTS_OUT)
        if each.field == "service"
    ]


def test_june_and_november_2022_have_it_beside_examinations() -> None:
    for id in ("2022-06", "2022-11"):
        assert [each.name for each in body().routes_of(series(id))] == ["Examinations", "Portfolio of evidence"]


@pytest.mark.proves("PE-01")
@pytest.mark.parametrize("code", ["1", "1S", "2", "2S", "X", "Q"])
def test_it_has_these_services_as_examinations_have_them(code: str) -> None:
    assert portfolio().service(code) == route().service(code)
    assert at_service(code) == [] or code in {"X", "Q"}


@pytest.mark.proves("PE-01", "PE-02")
def test_service_10_is_its_own_it_checks_the_chosen_pieces_and_promises_no_time() -> None:
    assert [each.code for each in portfolio().services] == ["1", "1S", "2", "2S", "10", "X", "Q"]
    service = portfolio().service("10")
    assert service
    assert route().service("10") is None
    assert service.checks == "Do the pieces of evidence chosen for the candidate's portfolio meet the published criteria for selection?"
    assert (service.family, service.target, service.availability.about_components) == ("selection", None, False)
    assert body().cite(service.basis).startswith("Results and enquiries about results, portfolio of evidence, November 2022")
    assert "our own rule" in body().cite(portfolio().rules["once-selection"].basis)


@pytest.mark.proves("PE-01")
def test_a_report_on_a_group_is_refused_with_the_rule_on_such_reports() -> None:
    (refusal,) = at_service("9")
    holds(refusal, "service_not_on_route", "service", NO_REPORTS, GUIDE)
    assert "Service 9 is not available on the route “Portfolio of evidence”" in refusal.message


@pytest.mark.proves("PE-01")
@pytest.mark.parametrize("code", ["5", "3"])
def test_a_re_moderation_and_a_check_of_a_cohort_are_no_reports_and_are_refused_with_the_services_that_there_are(code: str) -> None:
    (refusal,) = at_service(code)
    assert (refusal.code, refusal.rule) == (
        "service_not_on_route", "For candidates on the portfolio of evidence route, services 1, 1S, 2, 2S and 10 are available.",
    )  # fmt: skip
    assert (refusal.source or "").startswith("Results and enquiries about results, portfolio of evidence, November 2022")


@pytest.mark.proves("PE-04")
def test_every_standard_rule_binds_it_and_its_supplement_adds_to_them() -> None:
    assert {"once", "declared", "appeal"} <= set(route().rules)
    for name, rule in route().rules.items():
        assert portfolio().rules[name] == rule
    assert {"usual-rules", "supplement", "off-route"} <= set(portfolio().rules) - set(route().rules)
    assert portfolio().appeals == route().appeals
    assert (portfolio().timings, portfolio().fee_rule, portfolio().declarations) == (
        route().timings,
        route().fee_rule,
        route().declarations,
    )


@pytest.mark.proves("PE-04")
@pytest.mark.parametrize("name", ["once", "mark-needed", "appeal"])
def test_a_changed_standard_rule_changes_for_both(content: Path, name: str) -> None:
    edit(content, "catalogue", setting("routes", 0, "rules", name, "text", to="Another rule than before."))
    changed = load(content).bodies[CAMBRIDGE]
    assert {each.rules[name].text for each in (changed.routes[0], changed.route("portfolio")) if each} == {"Another rule than before."}
