"""October in the browser: finance runs the invoices of June, opens one and corrects a line; the exams officer and the Associate see theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit, Visitor
from tests.builders import london
from tests.enquiring import Enquiring
from tests.running_desk import ASSOCIATE, CASEWORKER, FINANCE, OFFICER, SUPERVISOR, RunningDesk, eventually

pytestmark = pytest.mark.browser
LAKESIDE = "officer@lakeside.example"
OCTOBER = "2022-10-03 09:00"


@pytest.fixture(scope="module")
def finished(running_desk: RunningDesk, at_desk: Enquiring) -> dict[str, str]:
    """The numbers of Northfield's finished enquiries, one charged and one waived, and of one of Lakeside's through its Associate."""
    numbers = {}
    charged, waived = at_desk.received(*running_desk.new_candidates(2))
    for name, enquiry, grade in (("charged", charged, "C"), ("waived", waived, "B")):
        at_desk.acknowledge(enquiry["id"])
        at_desk.mark(enquiry["id"], grade)
        at_desk.decide(enquiry["id"])
        numbers[name] = enquiry["number"]
    with Enquiring(running_desk, LAKESIDE) as lakeside, running_desk.as_(ASSOCIATE) as associate:
        made = lakeside.submitted(*running_desk.new_candidates(centre="ZZ303"), contact_email="exams@lakeside.example")["enquiries"][0][
            "id"
        ]
        associate.post(f"/api/associate/enquiries/{made}/approve", json={"version": 1}).raise_for_status()
        numbers["through"] = eventually(lambda: lakeside.enquiry(made)["number"])
        lakeside.acknowledge(made)
        lakeside.mark(made, "C")
        lakeside.decide(made)
    return numbers


@pytest.fixture(scope="module")
def october(running_desk: RunningDesk, finished: dict[str, str]) -> Iterator[dict[str, str]]:
    with running_desk.clock(london(OCTOBER)):
        yield finished


def paper(desk: RunningDesk, path: str, who: str) -> None:
    """Wait until the PDF is made, which the page says too but the browser would report as a failed load."""
    with desk.as_(who) as client:
        eventually(lambda: client.post(path).is_success)


@pytest.mark.proves("CI-16")
def test_before_october_the_run_is_not_offered_and_the_page_says_from_when(visit: Visit) -> None:
    finance = visit(FINANCE)
    page = finance.open("/staff/")
    page.wait_for_url("**/staff/invoices/")
    finance.settled()
    assert [each.inner_text() for each in page.get_by_role("navigation", name="Staff desk").get_by_role("link").all()] == [
        "Invoices",
        "My account",
    ]
    expect(page.get_by_role("search", name="The whole desk")).to_be_hidden()  # it searches the queue, which is not theirs
    expect(page.locator("[data-part=months]")).to_contain_text("March 2022 (practice) is invoiced from 1 July 2022.")
    page.get_by_label("Series").select_option("2022-06")
    refused = "June 2022 is invoiced from 1 October 2022. Run its invoices on or after that day. Source: Enquiries about results guide"
    expect(page.locator("[data-part=refused]")).to_contain_text(refused)
    expect(page.locator("[data-part=months]")).to_be_hidden()
    expect(page.get_by_role("button", name="Run the invoices")).to_be_hidden()
    finance.inspect("invoices, before their month")


@pytest.mark.proves("CI-16")
def test_in_october_finance_bills_june_opens_an_invoice_gives_back_and_saves_the_ledger(
    running_desk: RunningDesk, visit: Visit, october: dict[str, str]
) -> None:
    finance = visit(FINANCE)
    page = finance.open("/staff/invoices/?series=2022-06")
    expect(page.get_by_text("Nothing has been issued for this series")).to_be_visible()
    finance.inspect("invoices, none yet")
    page.get_by_role("button", name="Run the invoices").click()
    finance.inspect("invoices, asked whether to run")
    page.get_by_role("dialog").get_by_role("button", name="Run them").click()
    expect(page.locator("[data-part=message]")).to_contain_text(re.compile(r"\d+ invoices are issued for June 2022"))
    expect(page.locator("[data-part=total]")).to_contain_text("Together they come to £")
    finance.inspect("invoices, run")
    finance.picture("staff-invoices")
    page.get_by_role("button", name="Run the invoices").click()
    page.get_by_role("dialog").get_by_role("button", name="Run them").click()
    expect(page.locator("[data-part=message]")).to_contain_text("Nothing to invoice for June 2022")
    name, ledger = finance.downloaded(page.get_by_role("button", name="Save the ledger").click)
    assert name == "ledger-2022-06.csv"
    assert f"{october['charged']}," in ledger.decode("utf-8-sig")

    row = page.get_by_role("row").filter(has_text="Northfield School").first
    expect(row).to_contain_text("demonstration figure")
    row.get_by_role("link").click()
    finance.settled()
    waived = page.get_by_role("row").filter(has_text=october["waived"])
    expect(waived).to_contain_text("No charge: the syllabus grade changed.")
    expect(waived).to_contain_text("£0.00")
    finance.inspect("invoice")
    finance.picture("staff-invoice")
    _give_back(finance, october["charged"])
    id = page.url.split("id=")[1]
    path = f"/api/staff/invoices/{id}/link"
    paper(running_desk, f"{path}?credit=1", FINANCE)
    for button, start in (("Download INV-", "INV-2206-"), ("Download CRN-", "CRN-2206-")):
        name, pdf = finance.downloaded(page.get_by_role("button", name=button).click)
        assert name.startswith(start)
        assert pdf.startswith(b"%PDF-")


def _give_back(finance: Visitor, number: str) -> None:
    page = finance.page
    page.get_by_text("Issue a credit note").click()
    page.get_by_role("button", name="Issue the credit note").click()
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#error-summary li")).to_have_count(3)
    finance.inspect("invoice, a credit note that says nothing")
    choice: Any = page.get_by_label("Line", exact=True)
    choice.select_option(label=next(each for each in choice.locator("option").all_inner_texts() if number in each))
    page.get_by_label("Amount to give back").fill("9000")
    page.get_by_label("Why").fill("Charged for a component that was not marked")
    page.get_by_role("button", name="Issue the credit note").click()
    expect(page.locator("#credit-amount-error")).to_contain_text("is left to credit on this line")
    assert page.get_by_label("Why").input_value() == "Charged for a component that was not marked"
    page.get_by_label("Amount to give back").fill("52")
    page.get_by_role("button", name="Issue the credit note").click()
    expect(page.locator("[data-part=message]")).to_contain_text("Credit note CRN-2206-000001 is issued")
    expect(page.locator("[data-part=summary]")).to_contain_text("£52.00")
    finance.inspect("invoice, with a credit note")


@pytest.mark.proves("CI-16")
def test_the_exams_officer_and_the_associate_see_their_invoices_and_a_supervisor_reads_but_does_not_bill(
    running_desk: RunningDesk, visit: Visit, october: dict[str, str]
) -> None:
    with running_desk.as_(FINANCE) as client:  # for when this test runs alone
        client.post("/api/staff/invoices", json={"series": "2022-06"}).raise_for_status()
    officer = visit(OFFICER)
    page = officer.open("/desk/invoices/")
    officer.inspect("centre’s invoices")
    page.get_by_role("link", name=re.compile("^INV-")).first.click()
    officer.settled()
    expect(page.get_by_role("row").filter(has_text=october["charged"])).to_contain_text("£104.00")
    expect(page.get_by_text("Issue a credit note")).to_have_count(0)
    officer.inspect("centre’s invoice")
    paper(running_desk, f"/api/invoices/{page.url.split('id=')[1]}/link", OFFICER)
    name, pdf = officer.downloaded(page.get_by_role("button", name="Download INV-").click)
    assert (name[:9], pdf[:5]) == ("INV-2206-", b"%PDF-")
    officer.picture("centre-invoice")

    lakeside = visit(LAKESIDE)
    page = lakeside.open("/desk/invoices/")
    expect(page.locator("[data-part=through]")).to_contain_text("Meridian Associates")
    expect(page.locator("[data-part=through]")).to_contain_text("our own rule")
    expect(page.get_by_text("No invoices yet")).to_be_visible()
    lakeside.inspect("Associate Centre’s invoices")

    associate = visit(ASSOCIATE)
    page = associate.open("/associate/invoices/")
    page.get_by_role("row").filter(has_text="Lakeside Academy").get_by_role("link").first.click()
    associate.settled()
    expect(page.get_by_role("row").filter(has_text=october["through"])).to_contain_text("£104.00")
    expect(page.locator("[data-part=summary]")).to_contain_text("Associate of the centre")
    associate.inspect("Associate’s invoice")
    paper(running_desk, f"/api/associate/invoices/{page.url.split('id=')[1]}/link", ASSOCIATE)
    name, pdf = associate.downloaded(page.get_by_role("button", name="Download INV-").click)
    assert (name[:9], pdf[:5]) == ("INV-2206-", b"%PDF-")

    supervisor = visit(SUPERVISOR)
    page = supervisor.open("/staff/invoices/?series=2022-06")
    expect(page.get_by_role("button", name="Run the invoices")).to_be_hidden()
    page.get_by_role("row").filter(has_text="Northfield School").get_by_role("link").first.click()
    supervisor.settled()
    expect(page.get_by_role("row").filter(has_text=october["charged"])).to_be_visible()
    expect(page.get_by_text("Issue a credit note")).to_be_hidden()

    caseworker = visit(CASEWORKER)
    page = caseworker.open("/staff/")
    expect(page.get_by_role("link", name="Invoices")).to_be_hidden()
    page = caseworker.open("/staff/invoices/")
    expect(page.get_by_role("alert")).to_contain_text("Nothing here")
