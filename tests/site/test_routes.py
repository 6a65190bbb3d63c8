"""A series with several routes on the pages: tables by route, and the guidance on portfolios of evidence."""

from __future__ import annotations

import re

import pytest

from tests.site import published
from tests.site.building import Built
from tests.site.test_figures import article, rows, words

NO_REPORTS = "Service 9 and any other report on a group are not available for candidates who submitted a portfolio of evidence."
APPEAL = (
    "You can appeal against the outcome of an enquiry, in two stages. The appeals regulations are at the back of the Cambridge Handbook."
)


def table(page: str, label: str) -> list[str]:
    start = page.index(f'aria-label="{label}"')
    return [words(row) for row in re.findall(r"<tr>(.*?)</tr>", page[start : page.index("</table>", start)], re.DOTALL)[1:]]


@pytest.mark.proves("PE-01")
@pytest.mark.parametrize("path", ["guidance/portfolio/", "guidance/portfolio-families/"])
def test_the_services_for_portfolios_stand_in_a_table_of_their_own(site: Built, path: str) -> None:
    said = table(site.page(path), "Services, Portfolio of evidence")
    assert said == [published.row(code) for code in ("1", "1S", "2", "2S", "10")]
    assert NO_REPORTS in words(article(site.page("guidance/portfolio/")))


@pytest.mark.proves("PE-01")
def test_the_page_of_all_services_repeats_none_for_portfolios_and_says_which_are_the_same(site: Built) -> None:
    page = site.page("guidance/services/")
    assert table(page, "Services, Portfolio of evidence") == [published.row("10")]
    assert "Services 1, 1S, 2 and 2S are available as above." in words(article(page))


def test_the_home_page_and_the_services_lead_with_what_is_open_until_when_and_one_button(site: Built) -> None:
    for path, whose, address in (
        ("", "Cambridge International, ", "desk/new/?body=cambridge-international&amp;series=2022-06"),
        ("guidance/services/", "", "../../desk/new/?body=cambridge-international&amp;series=2022-06"),
    ):
        page = article(site.page(path))
        card = page[page.index(f'<div class="card"><h3>{whose}June 2022') : page.index(f'<div class="card"><h3>{whose}November 2021')]
        assert words(card).startswith(f"{whose}June 2022 29 days left Open until the end of 20 September 2022"), words(card)
        assert card.count('class="button"') == 1
        assert f'<a class="button" href="{address}">Ask about June 2022</a>' in card
        assert card.index("<details") < card.index("services 1, 1S, 2, 2S, 5, 9")


def test_a_series_that_is_not_open_says_from_when_and_one_without_a_known_last_day_says_so_first(site: Built) -> None:
    page = article(site.page("guidance/services/"))
    november_2022, november_2021 = (page[page.index(f'<div class="card"><h3>November {year}') :] for year in (2022, 2021))
    assert words(november_2022).startswith(
        "November 2022 opens 1 January 2023 Opens 1 January 2023, then until the end of 26 February 2023"
    )
    assert page.index("<h3>November 2021") < page.index("<h3>November 2022"), "what is open comes first"
    assert 'class="button"' not in november_2022
    assert words(november_2021).startswith(
        "November 2021 deadline not known here Open. The last day is not known here. Ask about November 2021"
    )
    assert (
        "Results Desk takes requests in a series whose last day it does not know, and the awarding body’s staff judge whether they came in time. "
        "our own rule"
    ) in words(november_2021[: november_2021.index("<h3>November 2022")])


def test_what_has_another_source_says_so_below_the_table_by_service(site: Built) -> None:
    said = words(article(site.page("guidance/portfolio/")))
    assert "Services 1, 1S, 2, 2S: Enquiries about results guide (International) 2022" in said
    assert "Service 10: Results and enquiries about results, portfolio of evidence, November 2022" in said
    assert "GBP 75.00 for each enquiry" in words(article(site.page("guidance/services/portfolio-10/")))


def test_every_link_to_a_service_leads_to_its_page(site: Built) -> None:
    for path in ("guidance/services/", "guidance/portfolio/", "guidance/portfolio-families/"):
        found = re.findall(r'<th scope="row"><a href="([^"]+)"', article(site.page(path)))
        assert len(found) >= len(published.PORTFOLIO), path
        for href in found:
            name = href.removeprefix("../services/")
            assert site.page(f"guidance/services/{name}"), href


@pytest.mark.parametrize(
    ("series", "day", "left"),
    [("June 2022", "20 September 2022", "29 days left"), ("November 2022", "26 February 2023", "opens 1 January 2023")],
)
def test_deadlines_repeat_no_route_where_the_services_are_the_same_and_that_of_service_10_is_ours(
    site: Built, series: str, day: str, left: str
) -> None:
    ours = (
        "our own rule Where the awarding body is silent (Results Desk), checked 28 November 2026. No deadline is published for this service. "
        "We use the one that the guide gives for the other services of the series."
    )
    of_exams, of_portfolios = table(site.page("bodies/cambridge-international/"), f"Deadlines for {series}")
    assert of_exams.startswith("Services 1, 1S, 2, 2S, 5, 9; NO RESULT (X), PENDING (Q) ")
    assert f" {day} {left} Enquiries about results guide (International) 2022" in of_exams
    assert of_portfolios == f"Service 10 (Portfolio of evidence) Review of chosen evidence {day} {left} {ours}"


def test_home_says_what_can_be_asked_for_of_each_route(site: Built) -> None:
    assert "Portfolio of evidence: services 1, 1S, 2, 2S" in words(site.page(""))


@pytest.mark.proves("PE-03", "PE-04")
def test_the_guide_says_which_rules_hold_and_names_the_supplement_by_its_title(site: Built) -> None:
    said = words(article(site.page("guidance/portfolio/")))
    for rule in (
        "The usual guidance on enquiries about results and on appeals applies to candidates on the portfolio of evidence route.",
        "This route has additional guidance of its own. You must follow both the Cambridge Handbook and the additional guidance.",
        APPEAL,
    ):
        assert rule in said
    assert "Guidance on enquiries about results and appeals for the portfolio of evidence route" in said
    assert "Heads of Centre and exams officers" in said


@pytest.mark.proves("PE-03", "PE-05")
def test_students_and_families_read_what_can_be_checked_and_when_results_come(site: Built) -> None:
    said = words(article(site.page("guidance/portfolio-families/")))
    for rule in (
        "Candidates receive their results on the published results days, in the same way as if they had sat exams. Before results are released, centres are told by e-mail how to access them.",
        "Once a clerical re-check or review of marking has been submitted for a candidate and syllabus, you cannot ask for another.",
        APPEAL,
    ):
        assert rule in said
    assert rows(site.page("guidance/portfolio-families/"))
