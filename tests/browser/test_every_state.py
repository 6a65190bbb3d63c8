"""Every page of both desks in every state: empty, filled, wrong, done. axe, nothing cut off, nothing refused by the policy, in two widths and
two colours. The public pages are tried the same way in tests/site, the imports and what is not there beside what they are about."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring, scan
from tests.running_desk import CASEWORKER, OFFICER, OTHER_OFFICER, RunningDesk

pytestmark = pytest.mark.browser


def test_before_signing_in(visit: Visit) -> None:
    nobody = visit()
    for path in ("/desk/", "/staff/"):
        page = nobody.open(path)
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()
        nobody.inspect(f"{path}, signed out")
    for path in ("/desk/signed-in/", "/staff/signed-in/"):
        page = nobody.open(f"{path}?code=stolen&state=unknown")
        expect(page.get_by_text("not started in this tab")).to_be_visible()
        nobody.inspect(f"{path}, refused")


@pytest.mark.proves("CI-35")
def test_a_centre_that_begins(visit: Visit) -> None:
    other = visit(OTHER_OFFICER)
    page = other.open("/desk/")
    expect(page.get_by_text("There are no drafts")).to_be_visible()
    services = page.get_by_role("region", name="Services, Examinations").locator("tbody tr")
    expect(services).to_have_count(8)
    for code, line in zip(("1", "1S", "2", "2S", "5", "9"), services.all(), strict=False):
        expect(line.locator("td, th").first).to_contain_text(code)
        expect(line).to_contain_text("20 September 2022")
        expect(line).to_contain_text("29 days")
        expect(line.get_by_role("link", name=f"Create enquiry, service {code}, Examinations")).to_be_visible()
    expect(page.locator("[data-part=series-deadline]")).to_contain_text("Submit by the end of 20 September 2022")
    expect(page.locator("[data-part=series-remaining]")).to_have_text("29 days left")
    other.inspect("desk, empty")
    page.get_by_text("series not open now").click()
    page.get_by_role("link", name="November 2022").click()
    other.settled()
    expect(page.locator("[data-part=series-title]")).to_contain_text("November 2022")
    expect(page.locator("[data-part=series-remaining]")).to_have_text("opens 1 January 2023")
    expect(services).to_have_count(8)
    expect(services.first).to_contain_text("26 February 2023")
    expect(services.first).to_contain_text("opens 1 January 2023")
    page = other.open("/desk/enquiries/?series=2022-11")
    expect(page.get_by_text("No enquiries yet")).to_be_visible()
    other.inspect("enquiries, empty")


def test_the_form_and_the_answers(running_desk: RunningDesk, visit: Visit, at_desk: Enquiring) -> None:
    free, taken = running_desk.new_candidates(2)
    at_desk.submitted(taken)
    centre = visit(OFFICER)
    page = centre.open("/desk/new/?body=cambridge-international&series=2022-06")
    centre.inspect("new enquiry, empty")
    page.get_by_role("button", name="Continue to check your answers").click()
    expect(page.locator("#error-summary")).to_be_focused()
    centre.inspect("new enquiry, wrong")
    centre.picture("new-enquiry-errors")
    field = page.get_by_role("combobox", name="Assessment")
    field.fill("mat")
    page.keyboard.press("ArrowDown")
    centre.inspect("new enquiry, suggestions")
    page.keyboard.press("Escape")
    field.fill("")  # so that leaving it to fill in the form anew asks nothing
    page.on("dialog", lambda dialog: dialog.accept())
    centre.fill_in([free], service="2S", note="A note")
    expect(page.locator(f'[id="candidates.{taken}"]')).to_be_disabled()
    expect(page.locator("[data-part=fee]")).to_contain_text("£128.00")
    page.get_by_text("The rules behind").click()
    centre.inspect("new enquiry, filled")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("[data-part=message]")).to_contain_text("saved")
    centre.inspect("new enquiry, saved")
    page.get_by_role("button", name="Delete draft").click()
    centre.inspect("new enquiry, asked whether to delete")
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    centre.go_on()
    centre.inspect("answers")
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("#error-summary")).to_be_focused()
    centre.inspect("answers, not declared")
    centre.declare()
    page.get_by_role("button", name="Submit").click()
    centre.submitted()
    expect(page.locator("[data-part=enquiries] tbody th")).to_have_text(re.compile("^2206-"))
    centre.inspect("submitted")
    unfinished = at_desk.draft(free, components=[])
    page = centre.open(f"/desk/check/?draft={unfinished}")
    expect(page.get_by_text("This cannot be submitted as it is")).to_be_visible()
    centre.inspect("answers, not to be submitted")
    centre.open("/desk/")
    centre.inspect("desk, with drafts and enquiries")
    at_desk.officer.delete(f"/api/drafts/{unfinished}").raise_for_status()


def test_an_enquirys_life_as_its_centre_sees_it(running_desk: RunningDesk, visit: Visit, at_desk: Enquiring) -> None:
    number, another = running_desk.new_candidates(2)
    (enquiry,) = at_desk.received(number, service="2S", components=["22"])
    at_desk.received(another)
    id = enquiry["id"]
    centre = visit(OFFICER)
    centre.open(f"/desk/enquiry/?id={id}")
    centre.inspect("enquiry, received")
    at_desk.acknowledge(id)
    page = centre.open(f"/desk/enquiry/?id={id}")
    for name in ("Amend", "Cancel"):
        page.locator("summary", has_text=name).click()
    page.get_by_role("button", name="Amend the enquiry").click()
    expect(page.locator("#error-summary")).to_be_focused()
    centre.inspect("enquiry, amended wrongly")
    page.get_by_role("button", name="Cancel the enquiry").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    centre.inspect("enquiry, asked whether to cancel")
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    page.get_by_label("For your reference only").fill("A note")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator("[data-part=message]")).to_contain_text("saved")
    centre.inspect("enquiry, note saved")
    at_desk.mark(id, "B", c22=61)
    at_desk.decide(id)
    at_desk.issue_script(id, at_desk.bring(id, "22", scan("life")))
    page = centre.open(f"/desk/enquiry/?id={id}")
    expect(page.locator("[data-part=head]")).to_contain_text("Completed")
    centre.inspect("enquiry, completed")
    centre.open("/desk/enquiries/?series=2022-06")
    centre.inspect("enquiries")
    centre.open("/desk/enquiries/?series=2022-06#~nobody")
    centre.inspect("enquiries, none found")
    centre.open(f"/desk/candidate/?body=cambridge-international&series=2022-06#~{number}")
    centre.inspect("candidate")
    centre.picture("candidate")


@pytest.mark.proves("CI-13")
def test_the_centres_details_and_a_desk_that_does_not_answer(visit: Visit, at_desk: Enquiring) -> None:
    other = visit(OTHER_OFFICER)
    page = other.open("/desk/centre/")
    field = page.get_by_role("textbox", name=re.compile("e-mail"))
    before = field.input_value()
    other.inspect("centre’s details")
    field.fill("no address")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#error-summary")).to_be_focused()
    other.inspect("centre’s details, wrong")
    field.fill("results@harbour.example")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-part=message]")).to_contain_text("We write to results@harbour.example")
    other.inspect("centre’s details, saved")
    page = other.open("/desk/new/?body=cambridge-international&series=2022-06")
    expect(page.locator("[data-part=contact]")).to_have_text("results@harbour.example")
    page = other.open("/desk/centre/")
    field.fill(before)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-part=message]")).to_contain_text(before)

    page.route("**/api/series", lambda route: route.abort())
    page = other.open("/desk/")
    expect(page.get_by_role("alert")).to_contain_text("The desk did not answer")
    other.inspect("desk, not answered")
    page.unroute("**/api/series")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-part=series-title]")).to_contain_text("2022")


def test_what_staff_see_of_an_enquiry(running_desk: RunningDesk, visit: Visit, at_desk: Enquiring) -> None:
    (enquiry,) = at_desk.received(*running_desk.new_candidates(), service="2S", components=["22"])
    id = enquiry["id"]
    staff = visit(CASEWORKER)
    page = staff.open("/staff/")
    expect(page.locator("[data-part=queue] tbody tr").first).to_be_visible()
    staff.inspect("queue")
    page.get_by_role("link", name="Overdue").click()
    staff.settled()
    expect(page.get_by_text("Nothing is overdue")).to_be_visible()
    staff.inspect("queue, empty")
    staff.open("/staff/#~2206-999999")
    expect(page.get_by_text("No enquiry has this number")).to_be_visible()
    staff.open(f"/staff/enquiry/?id={id}")
    staff.inspect("staff’s enquiry, received")
    page.get_by_role("button", name="Preview letter").click()
    expect(page.get_by_role("button", name="Issue to the centre")).to_be_focused()
    staff.inspect("staff’s enquiry, letter shown")
    # Somebody else issued it meanwhile: the page says so and shows what there is now.
    at_desk.acknowledge(id)
    page.get_by_role("button", name="Issue to the centre").click()
    expect(page.get_by_text("Somebody changed this while you had it open")).to_be_visible()
    staff.inspect("staff’s enquiry, changed meanwhile")
    page.get_by_role("button", name="Record marks and grade").click()
    expect(page.locator("#error-summary")).to_be_focused()
    staff.inspect("staff’s enquiry, marks missing")
    page.get_by_role("button", name="Nothing changes").click()
    page.get_by_label("Why no reviewer is assigned").fill("The examiner of the paper reviews it on Monday.")
    page.get_by_role("button", name="Record marks and grade").click()
    expect(page.locator("[data-part=message]")).to_contain_text("recorded")
    staff.inspect("staff’s enquiry, marked")
    page.get_by_label(re.compile("^Copy of script.*, component 22$")).set_input_files(
        {"name": "22.pdf", "mimeType": "application/pdf", "buffer": scan("of staff")}
    )
    expect(page.get_by_role("group", name=re.compile("^CoSLetter"))).to_be_visible()
    staff.inspect("staff’s enquiry, script shown")
    staff.picture("staff-script")
    at_desk.decide(id)
    at_desk.issue_script(id, at_desk.bring(id, "22", scan("another")))
    staff.open(f"/staff/enquiry/?id={id}")
    expect(page.locator("[data-part=head]")).to_contain_text("Completed")
    staff.inspect("staff’s enquiry, completed")
    page = staff.open("/staff/failures/")
    expect(page.get_by_text("No failed deliveries")).to_be_visible()
    staff.inspect("failures, none")
