"""A centre that deals with two awarding bodies: it chooses the body first, and the form speaks that body's words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring
from tests.running_desk import ASSOCIATE, OFFICER, RunningDesk


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

    tabs.get_by_role("link", name=re.compile("^NCFE, Summer 2022")).click()
    page.wait_for_url("**body=ncfe**")
    centre.settled()
    services = page.get_by_role("rowheader")  # by name where the code is not the awarding body's
    expect(services.filter(has_text="Clerical check")).to_have_count(1)
    expect(services.filter(has_text="Appeal")).to_have_count(0)

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
    steps = page.locator("[data-part=next-steps]")
    expect(steps).to_contain_text("If there is none 24 hours after submission, write to NCFE Customer Support.")


def test_the_lists_of_a_centre_are_over_all_awarding_bodies_or_one(running_desk: RunningDesk, visit: Visit, at_desk: Enquiring) -> None:
    at_desk.submitted(*running_desk.new_candidates())
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


@pytest.mark.proves("CI-38")
def test_the_page_of_exemptions_presumes_no_awarding_body(running_desk: RunningDesk, visit: Visit) -> None:
    centre = visit(OFFICER)
    page = centre.open("/desk/exemptions/")
    series = page.get_by_label("Series", exact=True)
    guide = page.get_by_role("region", name="Guide to this report")
    expect(series.locator("option:checked")).to_have_text("Cambridge International, June 2022")  # of the open ones it closes first
    expect(guide.get_by_role("link", name="info@cambridgeinternational.org")).to_be_visible()
    expect(guide).to_contain_text("Source: Enquiries about results guide (International) 2022")
    expect(guide.get_by_text("Guide for submitting candidates’ details for Covid-19 exemptions")).to_be_visible()

    page = centre.open("/desk/exemptions/?body=ncfe&series=2022-06")
    expect(series.locator("option:checked")).to_have_text(re.compile("^NCFE, Summer 2022"))
    expect(guide.get_by_role("listitem").first).to_contain_text("write to NCFE Customer Support.")
    expect(guide).to_contain_text("You cannot ask about a unit from which the learner was exempted.")
    expect(guide).not_to_contain_text("Cambridge", use_inner_text=True)
    expect(guide).not_to_contain_text("Covid-19", use_inner_text=True)
    centre.inspect("exemptions of NCFE")
    series.select_option(label="Cambridge International, June 2022")
    expect(page).to_have_url(re.compile("body=cambridge-international&series=2022-06"))
    expect(guide.get_by_role("link", name="info@cambridgeinternational.org")).to_be_visible()


def test_each_awarding_body_is_named_where_a_centre_is_told_whom_to_write_to_about_its_numbers(visit: Visit) -> None:
    page = visit(OFFICER).open("/desk/centre/")
    hint = page.locator("[data-part=contacts]")
    expect(hint).to_contain_text("Cambridge International (info@cambridgeinternational.org)")
    expect(hint).to_contain_text("NCFE Customer Support")


def test_extensions_are_those_of_all_awarding_bodies_or_of_the_one_chosen(visit: Visit) -> None:
    page = visit(OFFICER).open("/desk/extensions/")
    chosen = page.get_by_label("Awarding body")
    rules = page.locator("[data-part=rules]")
    expect(rules.get_by_role("heading", name="Cambridge International")).to_be_visible()
    expect(rules).to_contain_text("A centre cannot ask for an extension.")
    expect(chosen.locator("option")).to_contain_text(["All", "AQA", "Cambridge International", "NCFE"])
    with page.expect_request(re.compile("/api/extensions[?].*awarding_body=ncfe")):
        chosen.select_option("ncfe")
    expect(page).to_have_url(re.compile("awarding_body=ncfe"))
    expect(page.locator("[data-part=none]")).to_contain_text("No enquiry was extended")
    expect(rules).to_be_hidden()  # NCFE's file says nothing about extensions
    page.reload()
    expect(chosen.locator("option:checked")).to_have_text("NCFE")


def test_the_list_of_an_associate_is_over_all_awarding_bodies_or_the_one_chosen(visit: Visit) -> None:
    associate = visit(ASSOCIATE)
    page = associate.open("/associate/enquiries/")
    chosen = page.get_by_label("Awarding body")
    expect(chosen.locator("option")).to_contain_text(["All", "AQA", "Cambridge International", "NCFE"])
    rows = page.locator("[data-part=enquiries] tbody tr")
    with page.expect_request(re.compile("/api/associate/enquiries[?].*awarding_body=ncfe")):
        chosen.select_option("ncfe")
    expect(page).to_have_url(re.compile("awarding_body=ncfe"))
    expect(rows).to_have_count(0)
    chosen.select_option("")
    expect(page).not_to_have_url(re.compile("awarding_body"))
    associate.inspect("an Associate’s enquiries to all awarding bodies")
