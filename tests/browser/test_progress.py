"""The page of an enquiry opens with whom it is about, and shows where it is, at every desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring
from tests.running_desk import CASEWORKER, OFFICER, RunningDesk


def steps(page: Page) -> list[str]:
    return page.locator(".progress__title").all_text_contents()


@pytest.mark.parametrize(("who", "desk"), [(OFFICER, "desk"), (CASEWORKER, "staff")])
def test_the_page_of_an_enquiry_opens_with_the_candidate_the_syllabus_and_where_it_is(
    running_desk: RunningDesk, at_desk: Enquiring, visit: Visit, who: str, desk: str
) -> None:
    (enquiry,) = at_desk.received(*running_desk.new_candidates())
    at_desk.acknowledge(enquiry["id"])
    seen = visit(who)
    page = seen.open(f"/{desk}/enquiry/?id={enquiry['id']}")
    head = page.locator("[data-part=who]")
    expect(head).to_contain_text(enquiry["subject"]["label"])
    expect(head).to_contain_text("0580 Mathematics")
    expect(head).to_contain_text("2 Review of marking")
    assert steps(page) == ["Done: Submitted", "Done: Received", "Now: Acknowledged", "To come: Completed"]
    expect(page.locator("[aria-current=step]")).to_contain_text("Acknowledged")
    expect(page.locator(".progress__next")).to_contain_text("The outcome letter is issued. That completes the enquiry.")
    top = page.locator(".progress__steps").bounding_box()
    files = page.get_by_role("heading", name="Files" if desk == "desk" else "Documents", exact=True).bounding_box()
    assert top
    assert files
    assert top["y"] < files["y"], "the files come after the steps"
    lines, columns = page.locator(".progress__next").bounding_box(), page.locator(".columns").bounding_box()
    assert lines
    assert columns
    assert lines["y"] + lines["height"] <= columns["y"], "what happens next lies over what comes after it"
    seen.inspect(f"{desk}: an acknowledged enquiry")


def test_a_completed_enquiry_leads_with_its_outcome(running_desk: RunningDesk, at_desk: Enquiring, visit: Visit) -> None:
    (enquiry,) = at_desk.received(*running_desk.new_candidates())
    at_desk.acknowledge(enquiry["id"])
    at_desk.mark(enquiry["id"], "A", c22=61)
    before = at_desk.enquiry(enquiry["id"])["components"][0]["mark_before"]
    seen = visit(OFFICER)
    page = seen.open(f"/desk/enquiry/?id={enquiry['id']}")
    expect(page.locator(".outcome")).to_have_count(0)
    at_desk.decide(enquiry["id"])
    page = seen.open(f"/desk/enquiry/?id={enquiry['id']}")
    expect(page.locator(".outcome")).to_contain_text(f"Component 22 {before} → ")
    expect(page.locator(".outcome__part").first.locator("strong")).to_have_text(f"{before} →  changed to 61")
    expect(page.locator(".progress__next")).to_contain_text("Nothing. Every document is issued.")
    seen.inspect("a completed enquiry")


def test_on_paper_the_page_keeps_its_steps(running_desk: RunningDesk, at_desk: Enquiring, visit: Visit) -> None:
    (enquiry,) = at_desk.received(*running_desk.new_candidates())
    page = visit(OFFICER).open(f"/desk/enquiry/?id={enquiry['id']}")
    page.emulate_media(media="print")
    expect(page.locator(".progress__steps")).to_be_visible()
    expect(page.locator("[data-part=who]")).to_be_visible()
    expect(page.locator(".desk-bar")).to_be_hidden()
