"""Staff extend an enquiry to another candidate; the centre finds it under Extensions; its outcome brings a statement to print and send."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring
from tests.running_desk import CASEWORKER, OFFICER, RunningDesk, eventually

pytestmark = pytest.mark.browser
WHY = "The same examiner marked question 9 for them"


@pytest.mark.proves("CI-27")
def test_staff_extend_an_enquiry_after_a_check_and_the_centre_finds_it_under_extensions(
    visit: Visit, at_desk: Enquiring, running_desk: RunningDesk
) -> None:
    asked, other, busy = running_desk.new_candidates(3)
    (made,) = at_desk.received(asked)
    at_desk.received(busy)
    at_desk.acknowledge(made["id"])
    officer = visit(OFFICER)
    page = officer.open("/desk/extensions/?series=2022-11")
    expect(page.locator("[data-part=none]")).to_contain_text("No enquiry was extended")
    expect(page.get_by_text("A centre cannot ask for an extension.")).to_be_visible()
    officer.inspect("extensions, none")

    staff = visit(CASEWORKER)
    page = staff.open(f"/staff/enquiry/?id={made['id']}")
    page.get_by_role("link", name="Extend to other candidates").click()
    page.wait_for_url("**/staff/extend/**")
    staff.settled()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#error-summary")).to_contain_text("Choose at least one candidate.")
    expect(page.locator("#error-summary")).to_contain_text("Say why, in a few words.")
    expect(page.locator("[data-part=extension-rules]")).to_contain_text("It costs nothing, and the centre cannot amend or cancel it.")
    staff.inspect("extending, nothing filled in")
    page.get_by_label("Number or name").fill("Candidate")
    expect(page.locator(f'[id="candidates.{asked}"]')).to_be_disabled()
    expect(page.locator(f'[id="candidates.{busy}-why"]')).to_contain_text("has an open enquiry in this syllabus")
    page.locator(f'[id="candidates.{other}"]').check()
    page.get_by_label("Why it is extended").fill(WHY)
    page.reload()
    staff.settled()
    expect(page.get_by_label("Why it is extended")).to_have_value(WHY)
    expect(page.locator(f'[id="candidates.{other}"]')).to_be_checked()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(":focus")).to_have_text("Check before you extend")
    expect(page.locator("[data-part=answers]")).to_contain_text(f"{other} Candidate {other}")
    staff.inspect("extending, the check")
    page.get_by_role("button", name="Extend to 1 candidate").click()
    page.wait_for_url("**/staff/enquiry/**")
    expect(page.locator("[data-part=message]")).to_contain_text(f"Enquiry {made['number']} is extended to 1 candidate")
    expect(page.locator("[data-part=extensions-list]")).to_contain_text(f"Candidate {other}")
    staff.inspect("an enquiry that was extended")

    page = officer.open("/desk/extensions/?series=2022-06")
    row = page.get_by_role("row", name=re.compile(f"Candidate {other}"))
    expect(row).to_contain_text("In review")
    expect(row).to_contain_text(made["number"])
    officer.inspect("extensions, one")
    row.get_by_role("rowheader").get_by_role("link").click()
    expect(page.locator("[data-part=extends]")).to_contain_text(f"Extension of {made['number']}")
    expect(page.locator("[data-part=extends]")).to_contain_text(WHY)
    expect(page.locator("[data-part=cancel]")).to_be_hidden()
    expect(page.locator("[data-part=components]")).not_to_contain_text("none")
    officer.inspect("an extension at the centre's desk")
    page.locator("[data-part=extends]").get_by_role("link", name=made["number"]).click()
    expect(page.locator("[data-part=extensions-list]")).to_contain_text(f"Candidate {other}")


@pytest.mark.proves("CI-25", "CI-27")
def test_an_extensions_outcome_brings_a_statement_that_staff_print_and_mark_as_sent(
    visit: Visit, at_desk: Enquiring, running_desk: RunningDesk
) -> None:
    asked, other = running_desk.new_candidates(2)
    (made,) = at_desk.received(asked)
    at_desk.acknowledge(made["id"])
    extend = at_desk.staff.post(f"/api/staff/enquiries/{made['id']}/extensions", json={"candidates": [other], "reason": WHY})
    (extension,) = extend.raise_for_status().json()["extensions"]
    at_desk.mark(extension["id"], "A", c22=60)
    at_desk.decide(extension["id"])
    eventually(lambda: any(each["kind"] == "Statement" for each in at_desk.enquiry(extension["id"])["documents"]))

    staff = visit(CASEWORKER)
    page = staff.open("/staff/statements/")
    row = page.get_by_role("row", name=re.compile(f"Candidate {other}"))
    expect(row).to_contain_text(extension["number"])
    row.get_by_role("button", name="Open").click()
    expect(page.get_by_role("group", name=f"Statement.pdf for {other} Candidate {other}")).to_be_visible()
    page.locator("iframe").evaluate("(frame) => frame.remove()")  # the document is of another origin, where axe cannot look
    staff.inspect("a statement opened for printing")
    page.get_by_role("button", name="Close").click()
    page.get_by_role("checkbox", name=f"Choose {extension['number']},").check()
    expect(page.locator("[data-part=chosen]")).to_have_text("1 statement chosen")
    page.locator("#mark-sent").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(f"{extension['number']}, {other} Candidate {other}")
    staff.inspect("marking as sent")
    dialog.get_by_role("button", name="Mark as sent").click()
    expect(page.locator("[data-part=message]")).to_contain_text("1 statement is marked as printed and sent.")
    expect(row).to_have_count(0)
    page.get_by_role("link", name="Sent", exact=True).click()
    staff.settled()
    expect(page.get_by_role("row", name=re.compile(f"Candidate {other}"))).to_be_visible()
    staff.inspect("statements that were sent")

    officer = visit(OFFICER)
    page = officer.open(f"/desk/enquiry/?id={extension['id']}")
    expect(page.locator("[data-part=files]")).to_contain_text("Updated statement of results")
    expect(page.locator("[data-part=history]")).to_contain_text("Updated statement of results printed and sent")
    officer.inspect("an extension that is completed")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download Statement (PDF)").click()
    assert download.value.suggested_filename == "Statement.pdf"
