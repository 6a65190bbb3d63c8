"""A request to an awarding body with a portal of its own: prepared, its fields copied, made, and its outcome recorded (JQ-01)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring
from tests.running_desk import OFFICER

pytestmark = pytest.mark.browser
NOT_SENT = "Nothing has been sent to AQA yet. You have still to make this request in its portal, Centre Services."
REVIEW = {
    "body": "aqa", "service": "2", "qualification": "GCE A level", "syllabus": "7136", "components": ["7136/1"],
}  # fmt: skip


@pytest.mark.proves("JQ-01")
def test_a_prepared_request_is_copied_field_by_field_made_in_the_portal_and_its_outcome_recorded(visit: Visit, at_desk: Enquiring) -> None:
    at_desk.consented("0715", **REVIEW)
    draft = at_desk.draft("0715", **REVIEW)
    visitor = visit(OFFICER)
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor.open(f"/desk/check/?draft={draft}")
    expect(page.locator("[data-part=in-portal]")).to_contain_text("This prepares the request and sends nothing to AQA.")
    boxes = page.locator("#declarations label").all_inner_texts()
    assert boxes == [
        "The Head of Centre supports this request.",
        "Each candidate has consented in writing since the results, knowing that a mark and a grade can go up, stay the same or go down.",
    ]
    visitor.inspect("The check of a request to be made in a portal")
    visitor.declare()
    page.get_by_role("button", name="Prepare the request").click()
    visitor.submitted()
    expect(page.get_by_role("heading", level=1)).to_have_text("Prepared")
    expect(page.locator("[data-part=prepared]")).to_contain_text(NOT_SENT)
    expect(page.get_by_text("An acknowledgement letter follows")).to_be_hidden()
    visitor.inspect("A prepared submission")
    visitor.picture("portal-prepared")
    page.get_by_role("link", name="What to enter in the portal").click()
    visitor.settled()

    expect(page.locator("[data-part=not-sent]")).to_contain_text(NOT_SENT)
    expect(page.locator("[data-part=head]")).to_contain_text("Prepared")
    terms = page.locator("[data-part=portal-fields] dt").all_inner_texts()
    assert terms == ["Centre number", "Series", "Qualification", "Subject", "Service", "Candidate number", "Candidate name", "Components"]
    page.get_by_role("button", name="Copy candidate number: 0715").click()
    expect(page.locator("[data-part=copied]")).to_have_text("Copied: Candidate number, 0715")
    assert page.evaluate("navigator.clipboard.readText()") == "0715"
    visitor.inspect("What to enter in the portal")
    visitor.picture("portal-to-make")

    page.get_by_label("Day on which you made it").fill("2030-01-01")
    page.get_by_label("The awarding body’s reference").fill("CS-778812")
    page.get_by_role("button", name="Record it").click()
    expect(page.locator("#error-summary")).to_contain_text("That day is in the future.")
    visitor.picture("portal-problem")
    page.get_by_label("Day on which you made it").fill("2022-08-22")
    page.get_by_role("button", name="Record it").click()
    expect(page.locator("[data-part=head]")).to_contain_text("In progress")
    expect(page.get_by_role("heading", level=1)).to_have_text("Enquiry CS-778812")
    expect(page.locator("[data-part=about]")).to_contain_text("11 September 2022")  # 20 calendar days

    page.get_by_text("The outcome is there: record it").click()
    visitor.inspect("Recording an outcome")
    visitor.picture("portal-outcome")
    page.get_by_label("Day of the outcome").fill("2022-08-22")
    page.get_by_label(re.compile("Mark after, component 7136/1")).fill("77")
    page.get_by_label("Grade after").select_option("A*")
    page.get_by_role("button", name="Record the outcome").click()
    expect(page.locator("[data-part=head]")).to_contain_text("Completed")
    expect(page.locator("[data-part=fee]")).to_contain_text("No charge")
    expect(page.locator("[data-part=grade]")).to_contain_text("A* after review")
    expect(page.get_by_role("heading", name="Documents from AQA")).to_be_visible()
    visitor.inspect("An outcome that the centre recorded")
    visitor.picture("portal-completed")
