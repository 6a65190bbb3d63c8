"""People at the desks in Chromium: a coordinator invites, changes roles, ends access; staff invite a centre; one's own account."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.running_desk import ASSOCIATE, HEAD, SUPERVISOR, RunningDesk, eventually

pytestmark = [pytest.mark.browser, pytest.mark.proves("BY-21")]
VIEWER = "governor@northfield.example"


def test_a_coordinator_invites_a_colleague_changes_the_roles_and_ends_the_access(visit: Visit, running_desk: RunningDesk) -> None:
    head = visit(HEAD)
    page = head.open("/desk/people/")
    head.inspect("people")
    page.get_by_role("button", name="Invite").click()
    expect(page.locator("#error-summary")).to_contain_text("Enter the person’s name.")
    head.inspect("people with problems")
    page.get_by_label("Name", exact=True).fill("Nadia Rahman")
    page.get_by_label("E-mail address").fill("nadia@northfield.example")
    page.locator("#invite").get_by_label(re.compile("^Exams officer")).check()
    page.get_by_role("button", name="Invite").click()
    row = page.get_by_role("row", name=re.compile("Nadia Rahman"))
    expect(row).to_contain_text("Invited, not signed in yet")
    (mail,) = eventually(lambda: [each for each in running_desk.mails() if each["to"] == "nadia@northfield.example"])
    assert mail["subject"] == "Northfield School invites you to Results Desk"
    row.get_by_role("button", name="Change: Nadia Rahman").click()
    dialog = page.locator("#person-dialog")
    dialog.get_by_label(re.compile("^Exams officer")).uncheck()
    dialog.get_by_label(re.compile("^Viewer")).check()
    head.inspect("roles of a person")
    dialog.get_by_role("button", name="Save the roles").click()
    expect(row).to_contain_text("Viewer")
    row.get_by_role("button", name="Change: Nadia Rahman").click()
    dialog.get_by_role("button", name="End access").click()
    page.locator("#sure-dialog").get_by_role("button", name="End access").click()
    expect(page.locator("[data-part=former]")).to_contain_text("Nadia Rahman")
    head.inspect("people with one who left")


def test_the_last_coordinator_is_told_why_they_stay(visit: Visit) -> None:
    associate = visit(ASSOCIATE)
    page = associate.open("/associate/people/")
    page.get_by_role("button", name=re.compile("^Change: Lucía")).click()
    page.locator("#person-dialog").get_by_role("button", name="End access").click()
    page.locator("#sure-dialog").get_by_role("button", name="End access").click()
    expect(page.get_by_role("alert")).to_contain_text("Make somebody else coordinator first.")
    associate.inspect("last coordinator")


def test_staff_invite_the_coordinator_of_a_new_centre(visit: Visit) -> None:
    supervisor = visit(SUPERVISOR)
    page = supervisor.open("/staff/coordinators/")
    page.get_by_label("Centre number").fill("ZZ909")
    page.locator("#name").fill("Nadia Rahman")
    page.locator("#email").fill("nadia@quayside.example")
    page.get_by_role("button", name="Invite").click()
    expect(page.locator("#error-summary")).to_contain_text("Enter the name of the organisation.")
    supervisor.inspect("invite a centre with problems")
    page.get_by_label("Name of the organisation").fill("Quayside College")
    page.get_by_label("The organisation’s e-mail address").fill("exams@quayside.example")
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_role("status")).to_contain_text("as coordinator of Quayside College, which is now at the desk")
    supervisor.open("/staff/people/")
    supervisor.inspect("staff people")


def test_a_viewer_reads_and_is_offered_nothing_that_changes_anything(visit: Visit) -> None:
    viewer = visit(VIEWER)
    page = viewer.open("/desk/")
    for name in ("New enquiry", "Create enquiry", "Create"):
        expect(page.get_by_role("link", name=name, exact=True)).to_have_count(0)
    expect(page.get_by_role("heading", name="Drafts")).to_be_hidden()
    viewer.inspect("viewer's first page")
    viewer.open("/desk/centre/")
    expect(page.get_by_role("button", name="Save")).to_be_hidden()
    viewer.open("/desk/people/")
    expect(page.get_by_role("button", name="Invite")).to_be_hidden()
    assert viewer.faults == []


@pytest.mark.proves("BY-27")
def test_somebody_chooses_a_summary_and_ends_it_by_the_link_in_the_e_mail_without_signing_in(visit: Visit) -> None:
    viewer = visit(VIEWER)
    page = viewer.open("/desk/account/")
    page.get_by_label("On Monday morning").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-part=next]")).to_contain_text("The next one is due")
    viewer.inspect("my account")
    nobody = visit(None)
    page = nobody.open("/unsubscribe/#" + "A" * 32)
    page.get_by_role("button", name="End it").click()
    expect(page.locator("[data-part=said]")).to_contain_text("This address ends no summary.")
