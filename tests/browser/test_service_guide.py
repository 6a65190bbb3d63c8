"""An exams officer asks the guide which services are open for a candidate's paper, and goes on into the form with the answers filled in."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.running_desk import OFFICER, RunningDesk

pytestmark = pytest.mark.browser


@pytest.mark.proves("BY-14")
@pytest.mark.parametrize("width", [1280, 360])
def test_the_guide_says_what_is_open_for_a_paper_and_fills_in_the_form(visit: Visit, running_desk: RunningDesk, width: int) -> None:
    (number,) = running_desk.new_candidates(1)
    centre = visit(OFFICER, width=width)
    page = centre.open(f"/desk/candidate/?body=cambridge-international&series=2022-06#~{number}")
    card = page.locator("section.card").filter(has_text="0580")
    card.get_by_role("button", name="Which service?").first.click()
    guide = page.locator("[data-module=service-guide]")
    expect(guide.get_by_role("heading", name="Which service?")).to_be_focused()
    expect(guide.locator("section.card h3")).to_have_text(
        [
            "Service 1: Clerical re-check",
            "Service 1S: Clerical re-check with copy of script",
            "Service 2: Review of marking",
            "Service 2S: Review of marking with copy of script",
            "Service 9: Report on the work of a group of candidates",
        ]
    )
    expect(guide).to_contain_text("Service 5. Available for components that the centre assessed.")
    centre.inspect("The guide to services for a candidate")
    centre.picture(f"service-guide-{width}")
    guide.locator("section.card").filter(has_text="Service 2: Review of marking").first.get_by_role("button").click()
    centre.settled()
    assert number not in page.url, "no number of a candidate stands in an address"
    expect(page.get_by_label("Service", exact=True)).to_have_value("2")
    expect(page.locator("[data-part=chosen]")).to_contain_text(number)
