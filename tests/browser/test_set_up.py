"""A new centre's first visit: a list leads through what to set up, ticks itself off, is put away and found again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.running_desk import OFFICER

pytestmark = pytest.mark.browser
NEW_CENTRE, VIEWER = "officer@millbrook.example", "governor@northfield.example"


def test_a_new_centre_is_led_through_what_to_set_up_and_what_it_does_is_ticked(visit: Visit) -> None:
    visitor = visit(NEW_CENTRE)
    page = visitor.open("/desk/")
    place = page.locator("[data-module=set-up-list]")
    expect(place.get_by_role("heading", name="Set up your centre")).to_be_visible()
    links = place.get_by_role("listitem").get_by_role("link")
    expect(links).to_have_text(
        [
            "Check the centre’s e-mail address",
            "Invite your colleagues",
            "Enter your own dates and charges",
            "Bring in your candidates’ results",
        ]
    )
    expect(place).to_contain_text("0 of 4 done")
    visitor.inspect("What a new centre sets up")
    visitor.picture("set-up")
    links.nth(0).click()
    page.wait_for_url("**/desk/centre/")
    visitor.settled()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    visitor.open("/desk/")
    expect(place).to_contain_text("1 of 4 done")
    expect(place.get_by_role("listitem").nth(0)).to_contain_text("(done)")
    expect(place.get_by_role("listitem").nth(1)).to_contain_text("(to do)")
    place.get_by_role("button", name="Put this list away").click()
    expect(place).to_be_hidden()
    expect(page.get_by_role("status").filter(has_text="The list is put away.")).to_be_visible()
    visitor.open("/desk/")
    expect(place).to_be_hidden()
    asked = [each for each in visitor.sent if each.endswith("/api/set-up")]
    visitor.open("/desk/")
    assert [each for each in visitor.sent if each.endswith("/api/set-up")] == asked, "who has put it away asks for it no longer"
    visitor.open("/desk/centre/")
    expect(place).to_be_visible()
    visitor.inspect("Centre details with what is to be set up")
    place.get_by_role("button", name="Show it on the first page again").click()
    visitor.open("/desk/")
    expect(place).to_be_visible()
    assert visitor.faults == []


@pytest.mark.parametrize("who", [OFFICER, VIEWER])
def test_a_centre_that_is_set_up_and_somebody_who_only_reads_never_see_the_list(visit: Visit, who: str) -> None:
    visitor = visit(who)
    for _ in range(2):
        page = visitor.open("/desk/")
        expect(page.get_by_role("heading", name=re.compile("What needs attention"))).to_be_visible()
        expect(page.locator("[data-module=set-up-list]")).to_be_hidden()
    asked = [each for each in visitor.sent if each.endswith("/api/set-up")]
    assert len(asked) == (1 if who == OFFICER else 0), "what is done is not asked about again, and a viewer is not asked about it at all"
