"""Figures and sentences on the pages, written out; and that they change with the catalogue."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from tests.site import published
from tests.site.building import Built, build

CATALOGUE = "catalogue/cambridge-international.yml"
DEMONSTRATION = "demonstration/cambridge-international.yml"
AMOUNT = re.compile(r"GBP [0-9]+[.][0-9]{2}")


def words(html: str) -> str:
    """The text of a piece of HTML, each gap one space."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def article(page: str) -> str:
    return page[page.index("<article") : page.index("</article>")]


def rows(html: str) -> list[str]:
    """The text of every row of every table in the content, headings aside."""
    return [words(row) for row in re.findall(r"<tr[^>]*>(.*?)</tr>", article(html), re.DOTALL) if "<td" in row]


@pytest.mark.proves("CI-01", "CI-10", "CI-12")
def test_the_table_of_services_says_what_each_checks_and_when_it_is_available(site: Built) -> None:
    assert rows(site.page("guidance/services/"))[:6] == [published.row(code) for code in ("1", "1S", "2", "2S", "5", "9")]


@pytest.mark.proves("CI-01", "CI-10")
@pytest.mark.parametrize("code", published.STANDARD)
def test_every_service_has_a_page_of_its_own(site: Built, code: str) -> None:
    said = words(article(site.page(f"guidance/services/service-{code.lower()}/")))
    assert published.CHECKS[code] in said
    assert published.AVAILABLE[code]
    for sentence in published.AVAILABLE[code]:
        assert sentence in said


@pytest.mark.proves("CI-02")
@pytest.mark.parametrize(
    ("series", "day", "left"),
    [("June 2022", "20 September 2022", "29 days left"), ("November 2022", "26 February 2023", "opens 1 January 2023")],
)
def test_deadlines_name_every_service_and_x_and_q_with_the_days_that_remain(site: Built, series: str, day: str, left: str) -> None:
    said = rows(site.page("deadlines/"))
    of_exams = [
        each
        for each in said
        if each.startswith(f"Cambridge International {series} Services 1, 1S, 2, 2S, 5, 9; NO RESULT (X), PENDING (Q) ")
    ]
    assert len(of_exams) == 1, "services that close on the same day are in one row"
    assert of_exams[0].endswith(f"missing result {day} {left}")


@pytest.mark.parametrize(
    ("moments", "left"),
    [
        ('data-closes-at="2022-09-20T23:00:00.000Z" data-opens-at="2022-07-31T23:00:00.000Z"', "29 days left"),
        ('data-closes-at="2023-02-27T00:00:00.000Z" data-opens-at="2023-01-01T00:00:00.000Z"', "opens 1 January 2023"),
    ],
)
def test_the_days_that_remain_carry_the_moments_that_a_browser_counts_them_from(site: Built, moments: str, left: str) -> None:
    chip = f'{moments} data-zone="Europe/London">{left}<'
    assert chip in site.page("deadlines/")
    assert chip in site.page("")


@pytest.mark.proves("CI-38")
def test_the_guide_to_the_report_of_exemptions_says_what_is_in_it_and_how_to_open_it(site: Built) -> None:
    page = site.page("desk/exemptions/")
    guide = page[page.index('<h2 id="guide-title">') :]
    said = words(guide[: guide.index("</section>")])
    for sentence in (
        "Guide to this report",
        "This page lists the components from which your candidates were exempted.",
        "If one is missing or wrong, write to the awarding body",
        "The CSV, Exemption by Candidate Report , has one line for each candidate and component: "
        "candidate, name, qualification, syllabus, syllabus name, component, component name.",
        "Open it in a spreadsheet as text: candidate numbers and component codes can begin with zeros, which spreadsheets remove.",
    ):
        assert sentence in said, sentence
    assert '<button type="button" class="button button--secondary" id="download">Download as CSV</button>' in page


FEES = {"1": "18.00", "1S": "30.00", "2": "52.00", "2S": "64.00", "5": "210.00", "9": "240.00"}


def test_fees_are_the_demonstrations_and_marked_so_wherever_one_stands(site: Built) -> None:
    table = rows(site.page("bodies/cambridge-international/fees/"))
    assert table[:6] == [f"Service {code} GBP {amount} for each component demonstration figure" for code, amount in FEES.items()]
    marked = set()
    for path, page in site.pages.items():
        if not path.startswith(("desk/", "staff/", "associate/", "design/")):
            for amount in AMOUNT.finditer(words(article(page)) if "<article" in page else ""):
                around = words(article(page))[amount.end() : amount.end() + 60]
                short = path == "bodies/compare/index.html" or path.startswith("papers/")
                marks = ("made up", "reported") if short else ("demonstration figure", "reported, not confirmed")
                assert any(mark in around for mark in marks[: None if path.startswith(("bodies/", "fees/", "papers/")) else 1]), (
                    f"{path}: {amount[0]} is not marked"
                )
                marked.add(path)
    assert {"fees/index.html", "guidance/services/service-1/index.html", "guidance/services/service-9/index.html"} <= marked


@pytest.mark.parametrize(
    "path",
    [
        "guidance/services/",
        "deadlines/",
        "fees/",
        "bodies/cambridge-international/fees/",
        "guidance/what-happens-next/",
        "guidance/group-awards/",
    ],
)
def test_every_table_of_facts_says_its_source_and_the_day_it_was_checked(site: Built, path: str) -> None:
    content = article(site.page(path))
    ends = [match.end() for match in re.finditer(r"</table></div>", content)]
    assert ends
    for end in ends:
        below = content[end : end + 400].lstrip()
        table = content[:end][content[:end].rindex("<table") :]
        shared = below.startswith('<p class="source">') and re.search("checked 2[12] November 2026", below)
        each = all("checked" in row for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:])
        folded = below.startswith('<details class="details" data-part="sources">') and content[end:].count("checked 2") > 2
        assert shared or each or folded


def test_rules_of_our_own_and_reported_ones_are_marked(site: Built) -> None:
    said = words(article(site.page("guidance/before-you-ask/")))
    assert "another for the same candidate and syllabus. our own rule" in said
    assert "stay the same or go down. reported, not confirmed" in said


@pytest.mark.proves("CI-40")
def test_the_notice_of_longer_handling_times_stands_beside_the_target(site: Built, tmp_path: Path) -> None:
    notice = "Because of the Covid-19 pandemic, it may take longer than usual to share the outcome with you."
    for path in ("guidance/what-happens-next/", "guidance/services/service-2/"):
        said = words(article(site.page(path)))
        assert notice in said[said.index("Normally within 30 days of receipt.") :]
    changed = build(tmp_path, changes={CATALOGUE: (notice, "Until May, allow ten days more.")})
    assert "Until May, allow ten days more." in changed.page("guidance/what-happens-next/")
    assert notice not in changed.page("guidance/what-happens-next/")


@pytest.mark.proves("CI-41")
@pytest.mark.parametrize("path", ["guidance/", "guidance/what-happens-next/", "guidance/questions/"])
def test_the_address_for_questions_stands_in_the_guide(site: Built, path: str) -> None:
    assert 'href="mailto:info@cambridgeinternational.org"' in article(site.page(path))


def test_a_changed_figure_changes_the_pages_and_what_is_published(site: Built, tmp_path: Path) -> None:
    before = json.loads(site.text("catalogue/cambridge-international.json"))
    changed = build(
        tmp_path,
        changes={
            CATALOGUE: ("closes_on: 2022-09-20", "closes_on: 2022-09-22"),
            DEMONSTRATION: ('"1": "18.00"', '"1": "19.50"'),
        },
    )
    assert changed.succeeded, changed.said
    assert before["series"][0]["deadlines"][0]["closes_on"] == "2022-09-20"
    after = json.loads(changed.text("catalogue/cambridge-international.json"))
    assert after["series"][0]["deadlines"][0]["closes_on"] == "2022-09-22"
    assert after["fees"]["services"]["1"] == "19.50"
    for path in ("deadlines/", "", "guidance/services/service-1/"):
        assert "22 September 2022" in changed.page(path)
        assert "20 September 2022" not in changed.page(path)
        assert "31 days left" in changed.page(path)
    for path in ("bodies/cambridge-international/fees/", "guidance/services/service-1/"):
        assert "GBP 19.50" in changed.page(path)
        assert "GBP 18.00" not in changed.page(path)


def test_without_figures_the_pages_say_that_fees_are_not_published(tmp_path: Path) -> None:
    demonstration = (Path(__file__).parents[2] / "content" / DEMONSTRATION).read_text(encoding="utf-8")
    prices = demonstration[demonstration.index("prices:") : demonstration.index("qualification_types:")]
    anchored = demonstration[demonstration.index("&demonstration") : demonstration.index("\n", demonstration.index("&demonstration"))]
    without = demonstration.replace(prices, "").replace("*demonstration", anchored, 1)
    built = build(tmp_path, changes={DEMONSTRATION: (demonstration, without)})
    assert built.succeeded, built.said
    for path in ("bodies/cambridge-international/fees/", "guidance/services/service-2/"):
        assert "does not publish its fees" in built.page(path)
        assert not AMOUNT.search(built.page(path))
        assert "demonstration figure" not in built.page(path)


def test_what_is_published_has_what_the_form_suggests_from(site: Built) -> None:
    offered = json.loads(site.text("catalogue/cambridge-international.json"))
    assert [each["code"] for each in offered["routes"][0]["services"]] == ["1", "1S", "2", "2S", "5", "9", "X", "Q"]
    assert offered["qualifications"] == ["Cambridge IGCSE", "Cambridge International AS & A Level"]
    by_code = {each["code"]: each for each in offered["syllabuses"]}
    assert by_code["0580"]["name"] == "Mathematics"
    assert [each["code"] for each in by_code["0580"]["components"]] == ["22", "42"]
    assert offered["series"][1]["deadlines"][0]["closes_at"] == "2023-02-27T00:00:00.000Z"
    assert offered["routes"][0]["services"][0]["source"] == {"source": "ear-guide", "checked": "2026-11-21", "trust": "published"}


def test_the_form_reads_by_whose_rule_a_component_that_is_left_out_can_be_asked_for_later(site: Built) -> None:
    said = {
        (body, route["id"]): route["all_at_once"]
        for body in ("cambridge-international", "aqa", "ncfe")
        for route in json.loads(site.text(f"catalogue/{body}.json"))["routes"]
    }
    assert said["cambridge-international", "standard"] == {
        "rule": "You must submit all the components of a candidate in a syllabus at the same time. None can be added later.",
        "source": "Enquiries about results guide (International) 2022, Cambridge International, checked 21 November 2026",
    }
    assert said["cambridge-international", "school-assessed"] is None  # its requests are not about components
    again = "After you submit a request you can take {} out of it but not add any. Make another request for a {} that you left out."
    assert said["aqa", "standard"]["rule"] == again.format("components", "component")
    assert said["ncfe", "standard"]["rule"] == again.format("units", "unit")


def test_the_series_invented_for_the_practice_desk_stands_on_no_page_and_is_marked_where_a_program_reads_it(site: Built) -> None:
    assert "June 2022" in site.page("deadlines/")
    assert [path for path, page in site.pages.items() if "March 2022" in page or "2022-03" in page] == []
    assert "March 2022" not in site.text("search/search_index.json")
    series = json.loads(site.text("catalogue/cambridge-international.json"))["series"]
    assert {each["id"]: each["practice"] for each in series} == {"2022-06": False, "2022-11": False, "2021-11": False, "2022-03": True}


def test_home_says_what_is_open_and_after_the_deadline_that_nothing_is(site: Built, tmp_path: Path) -> None:
    assert "At the desk: services 1, 1S, 2, 2S, 5, 9, and enquiries about NO RESULT and PENDING." in words(site.page(""))
    later = build(tmp_path, offset=0)
    said = words(later.page("guidance/services/"))
    assert "The last deadline was the end of 20 September 2022" in said
    assert "At the desk: services" not in said
