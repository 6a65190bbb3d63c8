"""A grade that the centre gave: the Centre Review, service 1 with the revised grade and the error, evidence, and the finding."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring, ok, scan
from tests.running_desk import CASEWORKER, OFFICER, eventually

pytestmark = pytest.mark.browser
ERROR = "The second piece was entered with another candidate’s marks."
FORM = "/desk/new/?body=cambridge-international&series=2021-11&route=school-assessed&service=1"


@pytest.mark.proves("SG-01", "SG-02", "SG-03", "SG-06", "SG-08")
def test_from_the_centre_review_to_the_outcome_letter(visit: Visit, at_desk: Enquiring) -> None:
    centre = visit(OFFICER)
    page = centre.open("/desk/?body=cambridge-international&series=2021-11")
    expect(page.locator("[data-part=series-remaining]")).to_have_text("deadline not known here")
    centre.inspect("a series whose deadline is not known here")

    # Without a Centre Review nobody can be chosen; the page says what to do.
    page = centre.open(FORM)
    page.get_by_label("This address is right").check()
    centre.choose_syllabus("0580")
    expect(page.locator('[id="candidates.0733"]')).to_be_disabled()
    expect(page.locator("[data-part=candidates-table]")).to_contain_text("No Centre Review is recorded for candidate 0733")

    page = centre.open("/desk/centre-reviews/?series=2021-11")
    page.get_by_role("button", name="Record it").click()
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#error-summary")).to_contain_text("Say who asked for the Centre Review.")
    centre.inspect("a Centre Review with everything missing")
    page.get_by_label("Syllabus", exact=True).select_option("0580")
    page.locator('[id="candidates.0733"]').check()
    page.locator('[id="asked_by.guardian"]').check()
    page.get_by_label("Completed on").fill("2022-08-01")
    page.get_by_label("Completed by").fill("Head of Centre")
    page.locator('[id="finding.error"]').check()
    page.get_by_label("In a few sentences").fill(ERROR)
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("The Centre Review is recorded.")).to_be_visible()
    page.get_by_role("button", name="Correct the record").first.click()
    page.get_by_label("Correction").fill("It was completed on 2 August.")
    page.get_by_role("button", name="Add the correction").click()
    expect(page.locator("[data-part=reviews]")).to_contain_text("It was completed on 2 August.")
    centre.inspect("Centre Reviews with a correction")

    page = centre.open(FORM)
    page.get_by_label("This address is right").check()
    centre.choose_syllabus("0580")
    page.locator('[id="candidates.0733"]').check()
    page.locator('[id="on_behalf.guardian"]').check()
    page.get_by_label("Revised grade").select_option("B")
    page.get_by_label("The error").fill(ERROR)
    centre.inspect("the form of a check")
    centre.go_on()
    expect(page.locator("[data-part=answers]")).to_contain_text("A parent or legal guardian")
    expect(page.locator("#declarations input:visible")).to_have_count(1)
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("#error-summary")).to_contain_text("Tick the declaration")
    centre.inspect("the answers of a check")
    centre.declare()
    page.get_by_role("button", name="Submit").click()
    centre.submitted()
    id = page.url.split("id=")[1]
    (enquiry,) = ok(at_desk.officer.get(f"/api/submissions/{id}"))["submission"]["enquiries"]
    eventually(lambda: at_desk.enquiry(enquiry["id"])["number"])

    page = centre.open(f"/desk/enquiry/?id={enquiry['id']}")
    page.locator("#evidence-file").set_input_files({"name": "evidence-1.pdf", "mimeType": "application/pdf", "buffer": scan("portfolio")})
    expect(page.locator("[data-part=evidence-list]")).to_contain_text("evidence-1.pdf")
    expect(page.locator("[data-part=evidence-list]")).to_contain_text(re.compile("SHA-256 [0-9a-f]{64}"))
    centre.inspect("a check with evidence")

    at_desk.acknowledge(enquiry["id"])
    staff = visit(CASEWORKER)
    case = staff.open(f"/staff/enquiry/?id={enquiry['id']}")
    expect(case.locator("[data-part=about]")).to_contain_text("Use it to decide whether this came in time.")
    case.get_by_role("button", name="Record the finding").click()
    expect(case.locator("#error-summary")).to_contain_text("Choose what the check found.")
    case.get_by_label("The revised grade is accepted").check()
    expect(case.locator("[data-part=check-grade]")).to_have_text("The syllabus grade changes from A to B.")
    case.locator("#check-explanation").fill("The marks of another candidate had been entered.")
    staff.inspect("the finding of a check")
    case.get_by_role("button", name="Record the finding").click()
    expect(case.get_by_text("The finding is recorded. You can change it until its letter is issued.")).to_be_visible()
    at_desk.decide(enquiry["id"])

    page = centre.open(f"/desk/enquiry/?id={enquiry['id']}")
    expect(page.locator("[data-part=answered]")).to_contain_text("The syllabus grade changes from A to B.")
    centre.inspect("a check with its outcome")
