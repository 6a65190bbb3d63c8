"""A candidate whose result rests on a portfolio of evidence: service 10 from the form to its outcome."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring
from tests.running_desk import CASEWORKER, OFFICER, RunningDesk

pytestmark = pytest.mark.browser


@pytest.mark.proves("PE-01", "PE-02", "BY-03")
def test_the_selection_of_evidence_is_reviewed_from_the_form_to_its_outcome(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    (chosen,) = running_desk.new_candidates(names=["Inés Marchetti"], route="portfolio")
    (other,) = running_desk.new_candidates(names=["Oscar Lind"])
    centre = visit(OFFICER)
    page = centre.open("/desk/?body=cambridge-international&series=2022-06")
    page.get_by_text("Portfolio of evidence: 7 services").click()  # folded: it repeats much of the table above
    services = page.get_by_role("region", name="Services, Portfolio of evidence")
    expect(services.get_by_role("link", name=re.compile("service 9"))).to_have_count(0)
    centre.inspect("desk with two routes")
    services.get_by_role("link", name="Create enquiry, service 10, Portfolio of evidence").click()
    centre.settled()

    # The route of the series page is chosen; who sat exams is greyed, with why.
    expect(page.get_by_label("Portfolio of evidence")).to_be_checked()
    expect(page.get_by_label("Service", exact=True)).to_have_value("10")
    centre.choose_syllabus("0580")
    expect(page.locator("#components")).to_contain_text("you choose no component")
    greyed = page.get_by_role("row").filter(has_text="Oscar Lind")
    expect(greyed).to_have_class("unavailable")
    expect(greyed).to_contain_text("another route: Examinations")
    expect(page.locator(f'[id="candidates.{other}"]')).to_be_disabled()
    page.locator(f'[id="candidates.{chosen}"]').check()
    page.get_by_label("This address is right").check()
    centre.inspect("new enquiry with a choice of route")

    # Another route: the service goes, the candidate stays and is marked; back again, all is well.
    page.get_by_label("Examinations").check()
    expect(page.get_by_label("Service", exact=True)).to_have_value("")
    page.get_by_label("Service", exact=True).select_option("2")
    expect(page.locator("[data-part=chosen]")).to_contain_text("cannot be chosen")
    page.get_by_label("Portfolio of evidence").check()
    page.get_by_label("Service", exact=True).select_option("10")
    expect(page.locator("[data-part=chosen]")).not_to_contain_text("cannot be chosen")
    centre.go_on()
    expect(page.locator("[data-part=answers]")).to_contain_text("Portfolio of evidence")
    centre.declare()
    page.get_by_role("button", name="Submit").click()
    centre.submitted()
    number = page.locator("[data-part=enquiries] tbody th")
    expect(number).to_have_text(re.compile("^2206-"))
    page.get_by_role("link", name=number.inner_text()).click()
    centre.settled()
    id = page.url.split("id=")[1]
    at_desk.acknowledge(id)

    # Staff record what was found; marks are not asked for.
    staff = visit(CASEWORKER)
    desk = staff.open(f"/staff/enquiry/?id={id}")
    expect(desk.locator("[data-part=who]")).to_contain_text("Portfolio of evidence")
    expect(desk.get_by_role("button", name="Record marks and grade")).to_have_count(0)
    desk.get_by_label("Not all of the pieces meet the criteria, and the syllabus grade changes").check()
    desk.get_by_label("Syllabus grade after the check").select_option("B")
    desk.locator("#check-explanation").fill("Piece 2 was written under other conditions than the criteria ask for.")
    staff.inspect("service 10 before its finding is recorded")
    desk.get_by_role("button", name=re.compile("^Record the finding")).click()
    outcome = desk.locator("[data-part=outcome]")
    outcome.get_by_role("button", name="Preview letter").click()
    outcome.get_by_role("button", name="Issue to the centre").click()
    expect(desk.locator("[data-part=message]")).to_contain_text("The enquiry is completed.")

    page.reload()
    centre.settled()
    expect(page.locator("[data-part=head]")).to_contain_text("Completed")
    expect(page.locator("[data-part=answered]")).to_contain_text("Not all of the pieces meet the criteria")
    expect(page.locator("[data-part=fee]")).to_contain_text("No charge")
    centre.inspect("service 10 with its outcome")
