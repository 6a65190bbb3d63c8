"""Every page of the desks in every state it can be in: accessible by axe, within the policy, nothing cut off; light and dark, wide and narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visit, Visitor
from tests.enquiring import Enquiring, ok, scan
from tests.running_desk import CASEWORKER, OFFICER, RunningDesk

pytestmark = pytest.mark.browser
PUBLIC = (
    "/", "/guidance/", "/guidance/services/", "/guidance/submit/", "/guidance/what-happens-next/", "/guidance/candidates/",
    "/guidance/questions/", "/guidance/group-awards/", "/guidance/no-result/", "/guidance/sources/", "/deadlines/", "/fees/", "/sign-in/",
    "/accessibility/", "/privacy/", "/api-reference/", "/design/",
)  # fmt: skip


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_accessible_in_both_colours_at_both_widths(visit: Visit, path: str) -> None:
    reader = visit()
    reader.open(path)
    reader.inspect(path)
    if path in ("/deadlines/", "/fees/", "/guidance/what-happens-next/"):
        reader.picture(path.strip("/").replace("/", "-"))


@pytest.mark.parametrize(("path", "name"), [("/desk/", "desk"), ("/staff/", "staff-desk")])
def test_a_desk_before_anybody_signed_in(visit: Visit, path: str, name: str) -> None:
    visitor = visit()
    page = visitor.open(path)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    visitor.inspect(f"{path}, signed out")
    visitor.picture(f"{name}-signed-out")


def test_a_sign_in_that_was_not_begun_here_is_refused_in_words(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("/desk/signed-in/?code=stolen&state=unknown")
    expect(page.locator("[data-part=fault]")).to_contain_text("not started in this tab")
    visitor.inspect("signed in, refused")


def test_the_form_empty_refused_and_filled_in(running_desk: RunningDesk, visit: Visit, at_desk: Enquiring) -> None:
    taken, free = running_desk.new_candidates(2)
    at_desk.submitted(taken)
    centre = visit(OFFICER)
    page = centre.open("/desk/new/?series=2022-06")
    centre.inspect("form, empty")
    page.get_by_role("button", name="Continue to check your answers").click()
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    centre.inspect("form, nothing chosen")
    for link in summary.get_by_role("link").all():
        field = (link.get_attribute("href") or "").removeprefix("#")
        link.click()
        assert page.evaluate("(id) => document.getElementById(id).contains(document.activeElement)", field), field
        expect(page.locator(f'[id="{field}-error"]')).not_to_be_empty()

    centre.fill_in([free])
    expect(page.locator("[data-part=fee]")).to_contain_text("£")
    expect(page.locator(f'[id="candidates.{taken}"]')).to_be_disabled()
    page.get_by_role("combobox", name="Assessment").fill("b")
    expect(page.get_by_role("listbox")).to_be_visible()
    centre.inspect("form, suggestions")
    page.keyboard.press("Escape")
    centre.choose_syllabus("0580")
    page.locator('[id="components.22"]').check()
    page.locator(f'[id="candidates.{free}"]').check()
    page.get_by_text("The rules behind “cannot be chosen”").click()
    centre.inspect("form, filled in")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("[data-part=message]")).to_contain_text("saved")
    centre.inspect("form, saved")
    page.get_by_role("button", name="Delete draft").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    centre.inspect("form, asked whether to delete")
    page.get_by_role("dialog").get_by_role("button", name="Delete draft").click()
    page.wait_for_url("**/desk/enquiries/")
    centre.settled()
    centre.inspect("list, after a draft was deleted")


def test_the_answers_refused_and_the_confirmation(running_desk: RunningDesk, visit: Visit) -> None:
    centre = visit(OFFICER)
    page = centre.fill_in(running_desk.new_candidates(2), note="Parents asked")
    centre.go_on()
    centre.inspect("answers")
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("#error-summary")).to_be_focused()
    centre.inspect("answers, not declared")
    centre.declare()
    expect(page.locator("#error-summary")).to_be_hidden()
    page.get_by_role("button", name="Submit").click()
    centre.submitted()
    centre.inspect("submitted")


def test_answers_that_cannot_be_submitted_say_why_and_lead_back(running_desk: RunningDesk, visit: Visit, at_desk: Enquiring) -> None:
    candidates = running_desk.new_candidates()
    draft = at_desk.draft(*candidates)
    at_desk.submitted(*candidates)
    centre = visit(OFFICER)
    page = centre.open(f"/desk/check/?draft={draft}")
    expect(page.locator("#error-summary")).to_contain_text("already has an enquiry")
    expect(page.get_by_role("button", name="Submit")).to_be_hidden()
    centre.inspect("answers, cannot be submitted")
    page.get_by_role("link", name="Change the answers").locator("visible=true").click()
    centre.settled()
    expect(page.locator("[data-part=chosen]")).to_contain_text("cannot be chosen")
    centre.inspect("form, a candidate who was taken meanwhile")


def test_the_desk_and_the_list_with_what_is_there_and_with_nothing(running_desk: RunningDesk, visit: Visit, at_desk: Enquiring) -> None:
    at_desk.draft(*running_desk.new_candidates(), note="Half filled in")
    at_desk.received(*running_desk.new_candidates())
    centre = visit(OFFICER)
    centre.open("/desk/")
    expect(centre.page.locator("[data-part=attention]")).to_contain_text("June 2022")
    centre.inspect("desk, with a draft")
    centre.open("/desk/enquiries/")
    centre.inspect("list")
    centre.picture("enquiries")
    centre.open("/desk/enquiries/?series=2022-06&q=nobody-is-called-that")
    expect(centre.page.locator("[data-part=none-found]")).to_be_visible()
    centre.inspect("list, nothing fits")
    centre.open("/desk/enquiries/?series=2022-11")
    centre.inspect("list, another series")


def test_an_enquiry_from_submitted_to_cancelled(running_desk: RunningDesk, visit: Visit, at_desk: Enquiring) -> None:
    (enquiry,) = at_desk.received(*running_desk.new_candidates(), service="2S")
    centre = visit(OFFICER)
    page = centre.open(f"/desk/enquiry/?id={enquiry['id']}")
    centre.inspect("enquiry, received")
    page.get_by_label("For your reference only").fill("x" * 250)
    page.get_by_role("button", name="Save the note").click()
    centre.open(f"/desk/candidate/?series=2022-06&number={enquiry['subject']['candidates'][0]['number']}")
    centre.inspect("candidate")
    at_desk.acknowledge(enquiry["id"])
    page = centre.open(f"/desk/enquiry/?id={enquiry['id']}")
    for change in ("Amend", "Cancel"):
        page.locator("summary", has_text=change).click()
    centre.inspect("enquiry, acknowledged, changes open")
    page.get_by_role("button", name="Amend the enquiry").click()
    expect(page.locator("#error-summary")).to_be_focused()
    centre.inspect("enquiry, amendment refused")
    page.get_by_role("button", name="Cancel the enquiry").first.click()
    centre.inspect("enquiry, asked whether to cancel")
    page.get_by_role("dialog").get_by_role("button", name="Cancel the enquiry").click()
    expect(page.locator("[data-part=head]")).to_contain_text("Cancelled")
    centre.inspect("enquiry, cancelled")


def test_the_centres_details_saved_and_refused(visit: Visit) -> None:
    centre = visit(OFFICER)
    page = centre.open("/desk/centre/")
    before = page.get_by_label("E-mail address").input_value()
    page.get_by_label("E-mail address").fill("nobody")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#error-summary")).to_be_focused()
    centre.inspect("centre, refused")
    page.get_by_label("E-mail address").fill(before)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-part=message]")).to_contain_text("Saved")
    centre.inspect("centre, saved")


def opened(staff: Visitor, enquiry: str, state: str) -> Page:
    page = staff.open(f"/staff/enquiry/?id={enquiry}")
    staff.inspect(f"case, {state}")
    return page


def test_the_staffs_pages_from_received_to_completed(running_desk: RunningDesk, visit: Visit, at_desk: Enquiring) -> None:
    (enquiry,) = at_desk.received(*running_desk.new_candidates(), service="2S", components=["22"])
    id = enquiry["id"]
    staff = visit(CASEWORKER)
    staff.open("/staff/")
    staff.inspect("queue")
    for stage in ("acknowledged", "submitted", "overdue"):
        staff.open(f"/staff/?stage={stage}")
        staff.inspect(f"queue, {stage}")
    staff.open("/staff/?number=2206-999999")
    staff.inspect("queue, number not found")
    staff.open("/staff/failures/")
    staff.inspect("failures, none")
    staff.picture("staff-failures")

    page = opened(staff, id, "received")
    page.get_by_role("button", name="Look at the letter").click()
    expect(page.get_by_role("button", name="Issue to the centre")).to_be_visible()
    staff.inspect("case, letter shown")
    at_desk.acknowledge(id)
    page.get_by_role("button", name="Issue to the centre").click()
    expect(page.locator("[data-part=changed]")).to_contain_text("This changed while you had it open")
    staff.inspect("case, changed meanwhile")
    page.get_by_role("button", name="Record marks and grade").click()
    expect(page.locator("#error-summary")).to_be_focused()
    staff.inspect("case, marks refused")
    page.get_by_role("button", name="Nothing changes").click()
    page.get_by_role("button", name="Record marks and grade").click()
    expect(page.locator("[data-part=message]")).to_contain_text("Marks and grade are recorded")
    staff.inspect("case, marks recorded")
    at_desk.decide(id)
    at_desk.bring(id, "22", scan(id))
    page = opened(staff, id, "a script attached")
    document = next(each["id"] for each in at_desk.case(id)["documents"] if each["state"] == "attached")
    at_desk.issue_script(id, document)
    opened(staff, id, "completed")
    assert ok(at_desk.officer.get(f"/api/enquiries/{id}"))["enquiry"]["status"] == "completed"
