"""A centre that deals with two awarding bodies: it chooses the body first, and the form speaks that body's words."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring
from tests.running_desk import OFFICER, RunningDesk


def test_the_centre_chooses_the_awarding_body_first_and_submits_to_it_in_its_own_words(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    at_desk.consented("20220704", body="ncfe", service="ERM", qualification="T Level", syllabus="610/9001/1", components=["CE1"])
    centre = visit(OFFICER)
    page = centre.open("/desk/")
    tabs = page.get_by_role("navigation", name="Series")
    expect(tabs.get_by_role("link", name=re.compile("^NCFE, Summer 2022"))).to_be_visible()
    expect(tabs.get_by_role("link").first).to_have_text(
        re.compile("^Cambridge International, June 2022")
    )  # of the open ones it closes first
    closed = tabs.get_by_role("link", name=re.compile("^Cambridge International, March 2022"))
    expect(closed).to_be_hidden()
    tabs.get_by_text("series not open now").click()
    expect(closed).to_be_visible()

    page = centre.open("/desk/new/?body=cambridge-international")
    body = page.get_by_label("Awarding body")
    expect(body.locator("option:checked")).to_have_text(re.compile("^Cambridge International"))
    page.get_by_label("Note").fill("For the tutor")
    body.select_option("ncfe")
    expect(body.locator("option:checked")).to_have_text(re.compile("^NCFE"))
    expect(page.get_by_label("Series", exact=True).locator("option:checked")).to_have_text(re.compile("^Summer 2022"))
    expect(page.get_by_label("Note")).to_have_value("For the tutor")
    expect(page.get_by_label("Service", exact=True).locator("option")).to_contain_text(["Choose", "Clerical check", "Review of marking"])
    centre.inspect("form for NCFE")
    centre.picture("form-ncfe")

    page.get_by_label("Service", exact=True).select_option("ERM")
    page.get_by_label("This address is right").check()
    page.get_by_role("combobox", name="Assessment").fill("Early")
    page.locator("#syllabus-list").get_by_role("option", name="610/9001/1").click()
    page.get_by_label(re.compile("^CE1 ")).check()
    page.locator('[id="candidates.20220704"]').check()
    expect(page.locator("#candidates")).to_contain_text(re.compile("[Ll]earner"))
    centre.go_on()
    expect(page.locator("[data-part=answers]")).to_contain_text("Expedited review of marking")
    centre.declare()
    page.get_by_role("button", name="Submit").click()
    centre.submitted()
    expect(page.locator("[data-part=enquiries] tbody tr").locator("th")).to_have_text([re.compile("^2206-")])


def test_the_lists_of_a_centre_are_over_all_awarding_bodies_or_one(running_desk: RunningDesk, visit: Visit) -> None:
    centre = visit(OFFICER)
    page = centre.open("/desk/enquiries/?awarding_body=aqa")
    chosen = page.get_by_label("Awarding body")
    expect(chosen.locator("option:checked")).to_have_text("AQA")
    expect(chosen.locator("option")).to_contain_text(["All", "AQA", "Cambridge International", "NCFE"])
    rows = page.locator("[data-part=enquiries] tbody tr")
    chosen.select_option("cambridge-international")
    expect(page).to_have_url(re.compile("awarding_body=cambridge-international"))
    expect(page.get_by_label("Series", exact=True).locator("option")).to_contain_text(["All series", "June 2022 / Summer 2022 (practice)"])
    expect(rows.first).to_be_visible()
    centre.picture("enquiries-of-one-body")
    page = centre.open("/desk/invoices/")
    expect(page.get_by_label("Awarding body").locator("option")).to_contain_text(["All", "AQA", "Cambridge International", "NCFE"])
    page.get_by_label("Awarding body").select_option("ncfe")
    expect(page.get_by_text("No invoice of this awarding body")).to_be_visible()
    centre.inspect("invoices of one body")
