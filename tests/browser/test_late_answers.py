"""Answers that come late: what was chosen since is what stands on the page, and nothing is typed into what is about to be replaced."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.visitor import Visit
from tests.running_desk import OFFICER

pytestmark = pytest.mark.browser


def test_an_answer_that_comes_after_another_choice_is_not_drawn_over_it(visit: Visit) -> None:
    page = visit(OFFICER).open("/desk/exemptions/")
    count = page.locator("[data-part=count]")
    held: list[Route] = []
    page.route("**/api/exemptions?*2021-11*", lambda route: held.append(route))
    series = page.get_by_label("Series", exact=True)
    with page.expect_request("**/api/exemptions?*2021-11*"):
        series.select_option("cambridge-international/2021-11")
    series.select_option("cambridge-international/2022-06")
    expect(count).to_contain_text("in June 2022")
    (late,) = held
    with page.expect_response("**/api/exemptions?*2021-11*") as answer:
        late.continue_()
    answer.value.finished()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    expect(count).to_contain_text("in June 2022")


def test_nothing_can_be_typed_while_the_dates_of_another_body_are_on_their_way(visit: Visit) -> None:
    page = visit(OFFICER).open("/desk/terms/")
    body, series, fill = page.get_by_label("Awarding body", exact=True), page.get_by_label("Series", exact=True), page.locator("#fill-days")
    other = body.locator("option:not(:checked)").first.inner_text()
    held: list[Route] = []
    page.route(re.compile("/api/terms[?]"), lambda route: held.append(route))
    with page.expect_request(re.compile("/api/terms[?]")):
        body.select_option(label=other)
    for field in (body, series, fill):
        expect(field).to_be_disabled()
    held[0].continue_()
    for field in (body, series, fill):
        expect(field).to_be_enabled()
    expect(body.locator("option:checked")).to_have_text(other)
    expect(body).to_be_focused()
