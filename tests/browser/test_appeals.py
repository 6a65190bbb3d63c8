"""An appeal in the browser: prepared by the exams officer, submitted by the Head of Centre, decided by staff, read by the centre."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring, scan
from tests.running_desk import HEAD, OFFICER, SUPERVISOR, RunningDesk

pytestmark = pytest.mark.browser
GROUNDS = "Question 9 asks for any valid method. The mark scheme’s note 3 was not followed."


@pytest.mark.proves("CI-31")
def test_an_appeal_goes_from_the_page_of_the_outcome_to_the_letter_with_its_decision(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    (enquiry,) = at_desk.received(*running_desk.new_candidates(names=["Wanjiku Mwangi"]))
    at_desk.acknowledge(enquiry["id"])
    at_desk.mark(enquiry["id"], "C")
    at_desk.decide(enquiry["id"])

    # The exams officer writes it, and learns that the Head of Centre submits.
    officer = visit(OFFICER)
    page = officer.open(f"/desk/enquiry/?id={enquiry['id']}")
    section = page.get_by_role("region", name="Appeal against this outcome")
    expect(section).to_contain_text("is not published. Staff of the awarding body decide whether one came too late.")
    expect(section).to_contain_text("reported, not confirmed")
    expect(section).to_contain_text("£95.00")
    officer.inspect("outcome that can be appealed against")
    section.get_by_role("button", name="Save and check").click()
    expect(page.locator("#error-summary")).to_contain_text("Give the grounds for the appeal.")
    officer.inspect("appeal without grounds")
    section.get_by_label("Grounds of the appeal").fill(GROUNDS)
    page.reload()
    officer.settled()
    expect(section.get_by_label("Grounds of the appeal")).to_have_value(GROUNDS)
    section.get_by_role("button", name="Save and check").click()
    expect(section).to_contain_text("ask your Head of Centre to sign in, open this page and submit it")
    expect(section.get_by_role("button", name="Submit the appeal")).to_be_hidden()
    officer.inspect("appeal saved for the Head of Centre")
    officer.picture("appeal-saved")

    # The Head of Centre finds it there, checks it, declares, submits.
    head = visit(HEAD)
    page = head.open(f"/desk/enquiry/?id={enquiry['id']}")
    section = page.get_by_role("region", name="Appeal against this outcome")
    expect(section.get_by_label("Grounds of the appeal")).to_have_value(GROUNDS)
    section.get_by_role("button", name="Save and check").click()
    expect(section.get_by_role("heading", name="Check your appeal")).to_be_focused()
    section.get_by_role("button", name="Submit the appeal").click()
    expect(page.locator("#error-summary")).to_contain_text("Tick every declaration")
    for box in section.get_by_role("checkbox").all():
        box.check()
    head.inspect("appeal, checked")
    head.picture("appeal-check")
    section.get_by_role("button", name="Submit the appeal").click()
    head.submitted()
    expect(page.locator("[data-part=what]")).to_contain_text("Stage 1 appeal")
    row = page.locator("[data-part=enquiries] tbody tr")
    expect(row.locator("th")).to_have_text(re.compile("^2206-"))
    number = row.locator("th").inner_text()
    head.inspect("appeal submitted")

    # Its own page takes documents; the list and the page of the outcome lead to it.
    page.get_by_role("link", name=number).click()
    head.settled()
    about = page.get_by_role("region", name="Stage 1 appeal", exact=True)
    expect(about).to_contain_text(GROUNDS)
    page.get_by_label("Upload a file").set_input_files({"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": scan(number)})
    expect(page.locator("[data-part=evidence-list]")).to_contain_text("minutes.pdf")
    expect(page.locator("[data-part=window]")).to_contain_text("You can cancel this appeal without charge")
    head.inspect("appeal")
    head.picture("appeal")
    listed = head.open("/desk/enquiries/?series=2022-06").get_by_role("row").filter(has_text=number)
    expect(listed).to_contain_text("Stage 1 appeal")

    # Somebody else than before decides.
    staff = visit(SUPERVISOR)
    made = page_id(at_desk, enquiry["id"])
    at_desk.acknowledge(made)
    desk = staff.open(f"/staff/enquiry/?id={made}")
    expect(desk.get_by_role("region", name="Stage 1 appeal", exact=True)).to_contain_text(GROUNDS)
    expect(desk.get_by_role("region", name="Stage 1 appeal", exact=True).get_by_role("link", name=enquiry["number"])).to_be_visible()
    decision = desk.get_by_role("region", name="Decision on the appeal")
    decision.get_by_role("button", name="Record the decision").click()
    expect(desk.locator("#error-summary")).to_contain_text("Choose how the appeal is decided.")
    expect(desk.locator("#error-summary")).to_contain_text("Give the reasons for the decision, in words meant for the Head of Centre.")
    staff.inspect("appeal to decide")
    decision.get_by_label("The appeal is allowed in part").check()
    decision.get_by_label("Reasons").fill("Question 9 is credited under note 3.")
    decision.get_by_label("Syllabus grade after the appeal").select_option("B")
    expect(decision).to_contain_text("C → B: no fee is charged.")
    staff.picture("staff-appeal")
    decision.get_by_role("button", name="Record the decision").click()
    outcome = desk.locator("[data-part=outcome]")
    outcome.get_by_role("button", name="Preview letter").click()
    outcome.get_by_role("button", name="Issue to the centre").click()
    expect(desk.locator("[data-part=message]")).to_contain_text("The enquiry is completed.")
    staff.inspect("appeal decided")

    # The centre reads it, and may go on to stage 2.
    page = officer.open(f"/desk/enquiry/?id={made}")
    expect(page.get_by_role("region", name="Stage 1 appeal", exact=True)).to_contain_text("The appeal is allowed in part")
    expect(page.locator("[data-part=fee]")).to_contain_text("No charge: the syllabus grade changed.")
    further = page.get_by_role("region", name="Appeal against this outcome")
    expect(further).to_contain_text("A stage 2 appeal must be made within 14 days of the letter.")
    officer.inspect("decision of stage 1")
    officer.picture("appeal-decided")
    page = officer.open(f"/desk/enquiry/?id={enquiry['id']}")
    expect(page.locator("[data-part=appeals-made]")).to_contain_text(f"Stage 1 appeal {number} Completed")
    officer.open("/guidance/appeals/")
    officer.inspect("guidance on appeals")
    officer.picture("guidance-appeals")


def page_id(at_desk: Enquiring, id: str) -> str:
    found: str = at_desk.enquiry(id)["appeals"][0]["id"]
    return found
