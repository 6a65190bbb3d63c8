"""What somebody else did meanwhile: the page says so, keeps what was typed, and lets its reader decide again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring, content, ok
from tests.running_desk import HEAD, OFFICER, RunningDesk

pytestmark = pytest.mark.browser


@pytest.mark.proves("CI-06", "CI-08", "BY-02")
def test_a_candidate_taken_meanwhile_is_refused_on_submitting_and_the_draft_can_be_mended(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    taken, free = running_desk.new_candidates(2)
    centre = visit(OFFICER)
    page = centre.fill_in([taken, free])
    centre.go_on()
    centre.declare()
    made = at_desk.submitted(taken)
    page.get_by_role("button", name="Submit").click()
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("This was not submitted")
    expect(summary).to_contain_text(made["reference"])
    centre.inspect("answers, a candidate was taken meanwhile")

    summary.get_by_role("link").click()
    page.wait_for_url("**/desk/new/**")
    centre.settled()
    chosen = page.locator("[data-part=chosen]")
    expect(chosen).to_contain_text("cannot be chosen")
    centre.inspect("form, a candidate was taken meanwhile")
    chosen.get_by_role("button", name=re.compile(f"Remove .*{taken}")).click()
    expect(chosen).not_to_contain_text(taken)
    centre.go_on()
    centre.declare()
    page.get_by_role("button", name="Submit").click()
    assert centre.submitted() != made["reference"]
    found = ok(at_desk.officer.get("/api/enquiries", params={"series": "2022-06"}, headers={"X-Typed": taken}))["enquiries"]
    assert [each["reference"] for each in found] == [made["reference"]]


@pytest.mark.proves("CI-20")
def test_a_draft_saved_elsewhere_is_shown_as_saved_and_offers_what_was_typed_here(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    candidates = running_desk.new_candidates()
    draft = at_desk.draft(*candidates, note="First")
    centre = visit(OFFICER)
    page = centre.open(f"/desk/new/?draft={draft}")
    page.get_by_label("Note").fill("Typed here")
    with running_desk.as_(HEAD) as head:
        changed = {"content": content(*candidates, note="Saved by the Head"), "version": 1}
        ok(head.put(f"/api/drafts/{draft}", json=changed))
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("#error-summary")).to_contain_text("Somebody changed this while you had it open")
    centre.inspect("form, saved elsewhere meanwhile")

    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    centre.settled()
    expect(page.get_by_label("Note")).to_have_value("Saved by the Head")
    page.get_by_role("button", name="Use what I typed here").click()
    expect(page.get_by_label("Note")).to_have_value("Typed here")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("[data-part=message]")).to_contain_text("saved")
    assert ok(at_desk.officer.get(f"/api/drafts/{draft}"))["draft"]["content"]["note"] == "Typed here"


def test_an_enquiry_changed_by_a_colleague_is_not_written_over(running_desk: RunningDesk, visit: Visit, at_desk: Enquiring) -> None:
    (enquiry,) = at_desk.received(*running_desk.new_candidates())
    centre = visit(OFFICER)
    page = centre.open(f"/desk/enquiry/?id={enquiry['id']}")
    with running_desk.as_(HEAD) as head:
        ok(head.put(f"/api/enquiries/{enquiry['id']}/note", json={"note": "By the Head", "version": enquiry["version"]}))
    page.get_by_label("For your reference only").fill("By the officer")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator("#error-summary")).to_contain_text("Somebody changed this while you had it open")
    assert at_desk.enquiry(enquiry["id"])["note"] == "By the Head"
    page.get_by_role("button", name="Reload the page").click()
    centre.settled()
    # What was typed is still there, to be saved over the other's note or not.
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator("[data-part=message]")).to_have_text("The note has been saved.")
    assert at_desk.enquiry(enquiry["id"])["note"] == "By the officer"


@pytest.mark.proves("CI-15", "CI-08")
def test_a_cancelled_enquiry_says_so_and_frees_its_candidate(running_desk: RunningDesk, visit: Visit, at_desk: Enquiring) -> None:
    (number,) = running_desk.new_candidates()
    (enquiry,) = at_desk.received(number)
    ok(at_desk.officer.post(f"/api/enquiries/{enquiry['id']}/cancel", json={"version": enquiry["version"]}))
    centre = visit(OFFICER)
    page = centre.open(f"/desk/enquiry/?id={enquiry['id']}")
    expect(page.locator("[data-part=head]")).to_contain_text("Cancelled")
    expect(page.locator("[data-part=files]")).to_contain_text("Not coming: cancelled")
    expect(page.locator("summary", has_text="Amend")).to_be_hidden()
    centre.inspect("enquiry, cancelled")
    centre.fill_in([number])
    expect(page.locator(f'[id="candidates.{number}"]')).to_be_checked()
