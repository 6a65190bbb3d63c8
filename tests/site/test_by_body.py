"""Pages that are about no single body say of each what its own file says, the same words once."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.catalogue.sources import Rule
from functions.domain.loading import load
from tests.builders import london
from tests.site.building import Built
from tests.site.test_figures import article, words

CONTENT = Path(__file__).parents[2] / "content"
Hooks = Callable[[str], Any]
NO_REQUEST = "After the last day the desk takes no request."
OURS = "our own rule Where the awarding body is silent (Results Desk), checked 28 November 2026."


@pytest.fixture(scope="module")
def every() -> Catalogue:
    return load()


def said(hooks: Hooks, *bodies: Body) -> tuple[Any, Any]:
    """The generators of the paragraphs, and the desk of some bodies."""
    desk = hooks("guidance.desk").Desk(Catalogue(bodies={each.id: each for each in bodies}), bodies[0].id, london("2022-08-22 09:00"))
    return hooks("guidance.by_body"), desk


def with_rule(body: Body, text: str | None) -> Body:
    """A body that says of late requests what is given, or nothing."""
    (route,) = body.routes
    rules = {name: each for name, each in route.rules.items() if name != "late-requests"}
    rules |= {"late-requests": Rule(text=text, basis=route.rules["late-requests"].basis)} if text else {}
    return body.model_copy(update={"routes": (route.model_copy(update={"rules": rules}),)})


def test_the_page_of_deadlines_says_once_what_is_so_everywhere_and_names_the_body_that_alone_says_something(site: Built) -> None:
    page = words(article(site.page("deadlines/")))
    assert page.count("24:00 in the zone Europe/London") == 1
    assert "A deadline lasts to the end of its day, 24:00 in the zone Europe/London. our own rule Where this comes from AQA, CCEA," in page
    assert "Cambridge International: our own rule Where the awarding body is silent (Results Desk), checked 21 November 2026." in page
    assert page.count(NO_REQUEST) == 1
    assert f"AQA, CCEA, City & Guilds, NCFE, OCR, Pearson and WJEC: {OURS}" in page
    assert "Cambridge International: Results are released on the results days that the awarding body publishes." in page


def test_each_body_has_its_own_rule_in_its_words_and_one_without_the_rule_is_not_named(hooks: Hooks, every: Catalogue) -> None:
    bodies = every.bodies
    own = with_rule(bodies["aqa"], "AQA takes late requests by telephone.")
    silent = with_rule(bodies["ocr"], None)
    learners = with_rule(bodies["ncfe"], "Ask late where a candidate is ill.")
    by_body, desk = said(hooks, own, silent, learners, bodies["wjec"], bodies["pearson"])
    assert words(by_body.rules_by_body(desk, "late-requests")) == (
        f"AQA: AQA takes late requests by telephone. {OURS} "
        f"NCFE: Ask late where a learner is ill. {OURS} "
        f"Pearson and WJEC: {NO_REQUEST} If there is a case for a late one, write to the awarding body and give the reference of your draft. {OURS}"
    )


def test_where_many_bodies_say_the_same_and_others_do_not_their_number_leads_and_their_names_stand_with_the_source(many: Built) -> None:
    page = words(article(many.page("deadlines/")))
    assert (
        "Before the last day 20 awarding bodies: Results are released on the results days that the awarding body publishes. Where" in page
    )
    assert "Where this comes from Aldermoor Examinations, Brackwater Examinations, " in page
    assert "Ravensmoor Examinations and Silverdale Examinations: Results and enquiries about results, portfolio of evidence" in page


def test_a_rule_that_no_body_has_stops_the_build(hooks: Hooks, every: Catalogue) -> None:
    by_body, desk = said(hooks, *every.bodies.values())
    with pytest.raises(KeyError, match="late-request"):
        by_body.rules_by_body(desk, "late-request")


def test_a_body_in_another_time_zone_is_named_with_its_own(hooks: Hooks, every: Catalogue) -> None:
    bodies = every.bodies
    by_body, desk = said(hooks, bodies["aqa"], bodies["ocr"].model_copy(update={"zone": "America/New_York"}), bodies["wjec"])
    found = [unescape(words(each)) for each in by_body.time_of_day_by_body(desk).split("<p>")[1:]]
    assert [each[: each.index(". ")] for each in found] == [
        "AQA and WJEC: A deadline lasts to the end of its day, 24:00 in the zone Europe/London",
        "OCR: A deadline lasts to the end of its day, 24:00 in the zone America/New York",
    ]
    assert all("We let a day last to its end and count from the day after." in each for each in found)


DESKS = [
    str(each.relative_to(CONTENT / "pages"))
    for desk in ("desk", "associate", "staff")
    for each in sorted((CONTENT / "pages" / desk).glob("*.md"))
]


@pytest.mark.parametrize("page", DESKS)
def test_a_page_of_the_desks_is_the_same_whichever_body_the_guidance_is_about(hooks: Hooks, every: Catalogue, page: str) -> None:
    text = (CONTENT / "pages" / page).read_text(encoding="utf-8")
    desk, expand = hooks("guidance.desk").Desk, hooks("guidance.shortcodes").expand
    ours, other = (expand(text, desk(every, each, london("2022-08-22 09:00"))) for each in ("cambridge-international", "aqa"))
    assert ours == other


def test_who_is_invoiced_for_an_associate_centre_is_said_of_the_body_whose_rule_it_is(site: Built) -> None:
    rule = "Cambridge International: An Associate Centre is not invoiced itself: its Associate is, with a separate invoice for each"
    assert rule in words(article(site.page("desk/invoices/")))
    assert rule in words(article(site.page("associate/invoices/")))
