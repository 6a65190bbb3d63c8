"""The guide to services on the public site: pages that answer without script."""

from __future__ import annotations

import re

import pytest

from tests.site.building import Built
from tests.site.test_figures import article, words


def fold(page: str, summary: str) -> str:
    """Return what is folded under the first summary with this text."""
    found = re.search(rf"<details[^>]*><summary>{re.escape(summary)}</summary>(.*?)</details>", page, re.DOTALL)
    assert found, summary
    return found[1]


@pytest.mark.proves("BY-14")
def test_a_few_answers_lead_to_what_is_open_with_its_last_day_cost_time_and_consequences(site: Built) -> None:
    page = article(site.page("bodies/cambridge-international/which-service/"))
    paper = fold(page, "A paper or a test that Cambridge International marked")
    rows = [words(each) for each in re.findall(r"<tr>(.*?)</tr>", paper, re.DOTALL)[1:]]
    assert [each.split(" ")[1] for each in rows] == ["1", "1S", "2", "2S", "9"]
    second = rows[2]
    assert second.startswith("Service 2 Review of marking")
    for said in (
        "20 September 2022 29 days left",
        "Normally within 30 days of receipt.",
        "The mark and the grade can go up, stay the same or go down.",
    ):
        assert said in second


@pytest.mark.proves("BY-14")
def test_what_is_not_open_stands_there_with_the_rule_and_its_source(site: Built) -> None:
    page = article(site.page("bodies/cambridge-international/which-service/"))
    choice = fold(page, "A multiple-choice paper")
    assert [each.split(" ")[1] for each in map(words, re.findall(r"<tr>(.*?)</tr>", choice, re.DOTALL)[1:])] == ["1", "1S"]
    closed = [words(each) for each in re.findall(r"<li>(<strong>.*?)</li>", choice, re.DOTALL)]
    assert any(each.startswith("Services 2, 2S, 9. Not available for multiple-choice question papers.") for each in closed), closed
    assert all("checked" in each for each in closed)


@pytest.mark.proves("BY-14")
def test_a_service_leads_into_the_form_with_what_was_answered(site: Built) -> None:
    page = article(site.page("bodies/cambridge-international/which-service/"))
    links = re.findall(r'href="([^"]*desk/new/[^"]*)"', fold(page, "Work that our centre marked"))
    assert links == ["../../../desk/new/?body=cambridge-international&amp;series=2022-06&amp;route=standard&amp;service=5"]


def test_a_series_that_is_not_open_yet_says_so_for_every_service_that_would_fit(site: Built) -> None:
    page = article(site.page("bodies/aqa/which-service/"))
    paper = words(fold(page, "A paper or a test that AQA marked"))
    assert "Nothing can be asked for today." in paper
    assert "Service 2: Review of marking: opens 20 August 2026." in paper  # the results day of the first type on the page, GCSE


def test_the_first_page_leads_to_every_body(site: Built) -> None:
    links = re.findall(r'href="\.\./\.\./bodies/([^"]+)/which-service/"', article(site.page("guidance/which-service/")))
    assert sorted(links) == ["aqa", "cambridge-international", "ccea", "city-and-guilds", "ncfe", "ocr", "pearson", "wjec"]
