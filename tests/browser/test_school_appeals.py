"""An appeal about a school-assessed grade in the browser: from the desk's services to the decision."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring
from tests.running_desk import OFFICER, SUPERVISOR, RunningDesk

pytestmark = pytest.mark.browser
ROWS = "centre,candidate,name,syllabus,component,mark,origin,grade\nZZ101,0951,Noor Haddad,0580,,,none,C\nZZ101,0952,Kofi Mensah,0580,,,none,D\n"


@pytest.mark.proves("SG-07")
def test_a_centre_appeals_against_a_malpractice_decision_for_two_candidates_and_reads_the_decision(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    running_desk.import_register(ROWS, "2021-11")

    officer = visit(OFFICER)
    page = officer.open("/desk/?body=cambridge-international&series=2021-11")
    page.get_by_role("link", name="Create: Stage 1 appeal: special enquiry").click()
    officer.settled()
    expect(page.get_by_role("group", name="What is the appeal about?").get_by_role("radio")).to_have_count(3)
    expect(page.locator("[data-part=service-said]")).to_contain_text("This does not involve a review of the candidate’s evidence.")
    officer.inspect("special enquiry, being written")
    page.get_by_label("Service", exact=True).select_option(label="Stage 1 appeal: malpractice decision")
    expect(page.get_by_role("group", name="What is the appeal about?")).to_be_hidden()
    page.get_by_label("This address is right").check()
    officer.choose_syllabus("0580")
    for number in ("0951", "0952"):
        page.locator(f'[id="candidates.{number}"]').check()
    page.get_by_role("radio", name="The centre itself").check()
    page.get_by_label("Grounds of the appeal").fill("The report names another room than the one that both sat in.")
    officer.picture("school-appeal")
    officer.go_on()
    expect(page.locator("[data-part=answers]")).to_contain_text("names another room")
    officer.inspect("appeal about school-assessed grades, checked")
    officer.declare()
    page.get_by_role("button", name="Submit").click()
    officer.submitted()
    rows = page.locator("[data-part=enquiries] tbody tr")
    expect(rows.locator("th")).to_have_text([re.compile("^2111-")] * 2)
    rows.nth(0).get_by_role("link").first.click()
    officer.settled()
    about = page.get_by_role("region", name="Stage 1 appeal: malpractice decision", exact=True)
    expect(about).to_contain_text("The centre itself")
    officer.inspect("appeal about a school-assessed grade")
    officer.picture("school-appeal-page")

    made = page.url.split("id=")[1][:32]
    at_desk.acknowledge(made)
    staff_ = visit(SUPERVISOR)
    desk = staff_.open(f"/staff/enquiry/?id={made}")
    decision = desk.get_by_role("region", name="Decision on the appeal")
    decision.get_by_label("The appeal is allowed", exact=True).check()
    decision.get_by_label("Reasons").fill("The room was another.")
    decision.get_by_label("Syllabus grade after the appeal").select_option("B")
    decision.get_by_role("button", name="Record the decision").click()
    outcome = desk.locator("[data-part=outcome]")
    outcome.get_by_role("button", name="Preview letter").click()
    outcome.get_by_role("button", name="Issue to the centre").click()
    expect(desk.locator("[data-part=message]")).to_contain_text("The enquiry is completed.")
    staff_.inspect("appeal about a school-assessed grade, decided")
    page.reload()
    officer.settled()
    expect(about).to_contain_text("The appeal is allowed")
