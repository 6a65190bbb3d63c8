"""What a centre sees of a submitted enquiry and changes on it; an Associate that has to agree; a series that is closed."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from playwright.sync_api import Route, expect

from functions.adapters.enquiries import put_enquiry, read_enquiry
from tests.browser.visitor import Visit
from tests.enquiring import Enquiring
from tests.running_desk import ASSOCIATE, OFFICER, RunningDesk, eventually

pytestmark = pytest.mark.browser
LAKESIDE = "officer@lakeside.example"


@pytest.mark.proves("CI-15", "CI-17")
def test_amending_asks_first_and_the_history_says_what_was_taken_out(running_desk: RunningDesk, visit: Visit) -> None:
    with Enquiring(running_desk) as desk:
        (made,) = desk.received(*running_desk.new_candidates(names=["Iris Amend"]))
    centre = visit(OFFICER)
    page = centre.open(f"/desk/enquiry/?id={made['id']}")
    expect(page.get_by_role("button", name="Receipt (PDF)")).to_be_visible()
    name, _ = centre.downloaded(lambda: page.get_by_role("button", name="Receipt (PDF)").click())
    assert name == f"Receipt-{made['reference']}.pdf"
    page.locator("[data-part=amend] summary").click()
    page.locator('[id="amend-components.42"]').uncheck()
    page.get_by_role("button", name="Amend the enquiry").click()
    dialog = page.get_by_role("dialog", name="Amend this enquiry?")
    expect(dialog).to_contain_text("Component 42 Paper 4 (Extended) is taken out. Nothing can be added again.")
    centre.inspect("Amendment, asked whether it is meant")
    dialog.get_by_role("button", name="Leave it as it is").click()
    expect(page.locator("[data-part=components] tbody tr")).to_have_count(2)
    page.get_by_role("button", name="Amend the enquiry").click()
    dialog.get_by_role("button", name="Amend the enquiry").click()
    expect(page.locator("[data-part=message]")).to_contain_text("The enquiry has been amended.")
    expect(page.locator("[data-part=history]")).to_contain_text("Amended: component 42 taken out")
    page.get_by_role("link", name=made["reference"]).click()
    page.wait_for_url("**/desk/submitted/**")
    centre.settled()
    expect(page.locator("[data-part=changes]")).to_have_text(
        "You can amend or cancel this enquiry without charge until 24 hours after its acknowledgement. "
        "A later change costs an administration fee (GBP 25.00, a demonstration figure)."
    )


@pytest.mark.proves("CI-29")
def test_an_associate_agrees_to_what_its_centre_wants_to_change_after_the_free_time(running_desk: RunningDesk, visit: Visit) -> None:
    with Enquiring(running_desk, LAKESIDE) as desk, running_desk.as_(ASSOCIATE) as associate:
        made = desk.submitted(*running_desk.new_candidates(names=["Ivo Late"], centre="ZZ303"), contact_email="exams@lakeside.example")
        id = made["enquiries"][0]["id"]
        associate.post(f"/api/associate/enquiries/{id}/approve", json={"version": desk.enquiry(id)["version"]}).raise_for_status()
        eventually(lambda: desk.enquiry(id)["number"])
        desk.acknowledge(id)
    stored = read_enquiry(running_desk.table, id)
    assert stored
    assert stored.acknowledged_at
    running_desk.table.put(put_enquiry(stored.changed(acknowledged_at=stored.acknowledged_at - timedelta(days=2))))

    centre = visit(LAKESIDE)
    page = centre.open(f"/desk/enquiry/?id={id}")
    expect(page.locator("[data-part=window]")).to_contain_text("the Associate of an Associate Centre must agree to a change")
    page.locator("[data-part=cancel] summary").click()
    expect(page.locator("#cancel-accept_charge")).to_be_hidden()
    page.locator("#cancel-reason").fill("The candidate withdrew")
    page.get_by_role("button", name="Cancel the enquiry").click()
    page.get_by_role("dialog").get_by_role("button").first.click()
    expect(page.locator("[data-part=change-waiting]")).to_contain_text("Your Associate has to agree")
    centre.inspect("Enquiry whose cancellation waits for the Associate")
    centre.picture("change-waiting")

    other = visit(ASSOCIATE)
    its = other.open(f"/associate/enquiry/?id={id}")
    expect(its.locator("[data-part=change-said]")).to_contain_text("The candidate withdrew")
    other.inspect("Associate, asked to agree to a change")
    other.picture("change-to-agree")
    its.get_by_role("button", name="Agree to the change").click()
    expect(its.locator("[data-part=message]")).to_contain_text("The change is made")
    expect(its.locator("[data-part=head]")).to_contain_text("Cancelled")


def test_a_closed_series_says_what_to_do_about_a_late_request_and_offers_nothing_to_fill_in(visit: Visit) -> None:
    def closed(route: Route) -> None:
        answer = route.fetch()
        said = answer.json()
        for each in said["series"]:
            each |= {"open": False, "days_remaining": -3}
        route.fulfill(response=answer, body=json.dumps(said))

    centre = visit(OFFICER)
    centre.page.route("**/api/series", closed)
    page = centre.open("/desk/new/?body=cambridge-international&series=2022-06")
    expect(page.locator("[data-part=late]")).to_contain_text("Is there a case for a late request? Write to info@cambridgeinternational.org")
    expect(page.get_by_role("button", name="Continue to check your answers")).to_be_hidden()
    expect(page.get_by_label("Service", exact=True)).to_be_hidden()
    centre.inspect("New enquiry in a closed series")
    centre.picture("closed-series")


@pytest.mark.proves("CI-20")
def test_an_empty_form_is_no_draft_and_a_note_that_is_too_long_is_not_cut(visit: Visit) -> None:
    centre = visit(OFFICER)
    page = centre.open("/desk/new/?body=cambridge-international&series=2022-06")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("#error-summary")).to_contain_text("There is nothing to save yet.")
    note = "x" * 1200
    page.get_by_label("Note").fill(note)
    expect(page.locator("#note-length")).to_have_text("1,000 characters too many. Shorten it: nothing is cut by itself.")
    expect(page.get_by_label("Note")).to_have_value(note)
    centre.inspect("New enquiry with a note that is too long")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("#note-error, #error-summary").first).to_be_visible()
    page.get_by_label("Note").fill("short enough")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("[data-part=message]")).to_contain_text("saved")


@pytest.mark.proves("CI-16")
def test_the_fee_shows_how_it_comes_about(running_desk: RunningDesk, visit: Visit) -> None:
    centre = visit(OFFICER)
    page = centre.fill_in(running_desk.new_candidates(names=["Una Sum"]), service="2S")
    expect(page.locator("[data-part=fee]")).to_contain_text("2 components × £64.00 × 1 candidate")
