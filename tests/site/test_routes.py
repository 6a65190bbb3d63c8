"""A series with several routes on the pages: tables by route, and the guidance on portfolios of evidence."""

from __future__ import annotations

import re

import pytest

from functions.domain.catalogue.bodies import Body
from functions.domain.loading import load
from tests.site.building import Built
from tests.site.test_figures import article, rows, words


@pytest.fixture(scope="module")
def body() -> Body:
    return load().bodies["cambridge-international"]


def table(page: str, label: str) -> list[str]:
    start = page.index(f'aria-label="{label}"')
    return [words(row) for row in re.findall(r"<tr>(.*?)</tr>", page[start : page.index("</table>", start)], re.DOTALL)[1:]]


@pytest.mark.proves("PE-01")
@pytest.mark.parametrize("path", ["guidance/services/", "guidance/portfolio/", "guidance/portfolio-families/"])
def test_the_services_for_portfolios_stand_in_a_table_of_their_own(site: Built, body: Body, path: str) -> None:
    route = body.route("portfolio")
    assert route
    said = table(site.page(path), "Services, Portfolio of evidence")
    assert len(said) == len(route.offers)
    for row, service in zip(said, route.offers, strict=True):
        assert row.startswith(f"{service.title} {service.name} {service.checks}")
    assert route.rules["off-route"].text in words(article(site.page("guidance/portfolio/")))


def test_what_has_another_source_says_so_below_the_table_by_service(site: Built) -> None:
    said = words(article(site.page("guidance/portfolio/")))
    assert "Services 1, 1S, 2, 2S: Enquiries about results guide (International) 2022" in said
    assert "Service 10: Results and enquiries about results, portfolio of evidence, November 2022" in said
    assert "GBP 75.00 for each enquiry" in words(article(site.page("guidance/services/portfolio-10/")))


def test_every_link_to_a_service_leads_to_its_page(site: Built) -> None:
    for path in ("guidance/services/", "guidance/portfolio/", "guidance/portfolio-families/"):
        for href in re.findall(r'<th scope="row"><a href="([^"]+)"', article(site.page(path))):
            name = href.removeprefix("../services/")
            assert site.page(f"guidance/services/{name}"), href


def test_deadlines_stand_by_route_where_a_series_has_several(site: Built, body: Body) -> None:
    page = site.page("deadlines/")
    route = body.route("portfolio")
    assert route
    for series in ("June 2022", "November 2022"):
        assert len(table(page, f"Deadlines for {series}, Portfolio of evidence")) == len(route.services)


def test_home_says_what_can_be_asked_for_of_each_route(site: Built) -> None:
    assert "Portfolio of evidence: services 1, 1S, 2, 2S" in words(site.page(""))


@pytest.mark.proves("PE-03", "PE-04")
def test_the_guide_says_which_rules_hold_and_names_the_supplement_by_its_title(site: Built, body: Body) -> None:
    said = words(article(site.page("guidance/portfolio/")))
    route = body.route("portfolio")
    assert route
    for name in ("usual-rules", "supplement", "appeal"):
        assert route.rules[name].text in said
    assert "Guidance on enquiries about results and appeals for the portfolio of evidence route" in said
    assert "Heads of Centre and exams officers" in said


@pytest.mark.proves("PE-03", "PE-05")
def test_students_and_families_read_what_can_be_checked_and_when_results_come(site: Built, body: Body) -> None:
    said = words(article(site.page("guidance/portfolio-families/")))
    route = body.route("portfolio")
    assert route
    for name in ("results-days", "once", "appeal"):
        assert route.rules[name].text in said
    assert rows(site.page("guidance/portfolio-families/"))
