"""Finding an enquiry again: by candidate's number or name, by note, number and reference; by filters; and what is late or to come on its page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring
from tests.running_desk import CASEWORKER, OFFICER, RunningDesk

pytestmark = pytest.mark.browser


def find(page: Page, words: str) -> None:
    page.get_by_label("Candidate, note or number").fill(words)
    page.get_by_role("button", name="Find").click()
    page.wait_for_function("words => history.state?.typed === words", arg=words)
    assert "#" not in page.url
    assert words not in page.url, "what is typed may be a name: it stands in no address"


@pytest.mark.proves("CI-17", "CI-18", "CI-24")
def test_an_enquiry_is_found_by_number_with_and_without_zeros_by_name_note_enquiry_number_and_reference(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    numbers = running_desk.new_candidates(names=["Zdeněk Ödegård", "Yolanda Quispe"])
    noted, plain = at_desk.received(numbers[0], note="Parents rang twice") + at_desk.received(numbers[1])
    assert numbers[0].startswith("0")
    centre = visit(OFFICER)
    page = centre.open("/desk/enquiries/?series=2022-06")
    rows = page.locator("[data-part=enquiries] tbody tr")
    for words in (
        numbers[0],
        numbers[0].lstrip("0"),
        "ödeg",
        "odegard zdenek",
        "Zdeněk",
        "rang twice",
        noted["number"],
        noted["reference"],
    ):
        find(page, words)
        expect(rows, words).to_have_count(1)
        expect(rows.first, words).to_contain_text("Zdeněk Ödegård")
    # A note left empty says which series, syllabus and enquiry it is.
    find(page, plain["number"])
    expect(rows.locator("td").last).to_contain_text(re.compile(f"2022.*0580.*{plain['number']}"))
    centre.picture("search")
    find(page, "nobody of this name")
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    page.get_by_role("button", name="Clear").click()
    expect(rows.filter(has_text="Yolanda Quispe")).to_have_count(1)
    page.go_back()
    expect(page.get_by_label("Candidate, note or number")).to_have_value("nobody of this name")


@pytest.mark.proves("CI-24")
def test_the_list_is_narrowed_by_status_service_and_series(running_desk: RunningDesk, visit: Visit, at_desk: Enquiring) -> None:
    numbers = running_desk.new_candidates(names=["Filter Received", "Filter Acknowledged"])
    at_desk.received(numbers[0], service="1")
    (acknowledged,) = at_desk.received(numbers[1], service="1S")
    at_desk.acknowledge(acknowledged["id"])
    page = visit(OFFICER).open("/desk/enquiries/?series=2022-06#~filter")
    rows = page.locator("[data-part=enquiries] tbody tr")
    expect(rows).to_have_count(2)
    page.get_by_label("Status").select_option("acknowledged")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Filter Acknowledged")
    page.get_by_label("Status").select_option("")
    page.get_by_label("Service").select_option("1")
    expect(rows).to_contain_text(["Filter Received"])
    page.get_by_label("Series").select_option("2022-11")
    expect(page.get_by_text("Nothing matches")).to_be_visible()


def test_staff_find_by_name_in_any_stage_and_narrow_a_queue_to_what_is_theirs(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    numbers = running_desk.new_candidates(names=["Queue Zdeněk Ödegård", "Queue Other"])
    at_desk.received(numbers[0], service="1")
    (other,) = at_desk.received(numbers[1], service="2")
    at_desk.acknowledge(other["id"])
    staff = visit(CASEWORKER)
    page = staff.open("/staff/")
    rows = page.locator("[data-part=queue] tbody tr")
    find = page.get_by_role("search", name="Enquiries")
    find.get_by_role("searchbox").fill("odegard queue")
    find.get_by_role("button", name="Find").click()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Zdeněk Ödegård")
    assert "degard" not in page.url
    find.get_by_role("searchbox").fill("queue other")
    find.get_by_role("button", name="Find").click()
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    page.get_by_role("link", name="All stages").click()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Acknowledged")
    staff.inspect("queue, found")
    staff.picture("queue-found")
    find.get_by_label("Service").select_option("1")
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    page.go_back()
    expect(rows).to_have_count(1)


@pytest.mark.proves("CI-18")
def test_in_the_form_candidates_are_filtered_by_number_with_and_without_zeros_and_by_name(running_desk: RunningDesk, visit: Visit) -> None:
    number, other = running_desk.new_candidates(names=["Xochitl Bañuelos", "Wanjirũ Kamau"])
    page = visit(OFFICER).fill_in([other])
    rows = page.locator("[data-part=candidates-table] tbody tr")
    everybody = rows.count()
    for words in (number, number.lstrip("0"), "xoch", "bañ"):
        page.get_by_label("Number or name").fill(words)
        expect(rows.filter(has_text="Xochitl Bañuelos"), words).to_have_count(1)
        expect(rows.filter(has_text="Wanjirũ Kamau"), words).to_have_count(0)
    expect(page.locator("[data-part=chosen]"), "the filter hides and does not unchoose").to_contain_text("Wanjirũ Kamau")
    page.get_by_label("Number or name").fill("")
    expect(rows).to_have_count(everybody)


@pytest.mark.proves("CI-17")
def test_the_note_can_be_changed_on_the_enquiry_at_any_time(running_desk: RunningDesk, visit: Visit, at_desk: Enquiring) -> None:
    (enquiry,) = at_desk.received(*running_desk.new_candidates())
    centre = visit(OFFICER)
    page = centre.open(f"/desk/enquiry/?id={enquiry['id']}")
    page.get_by_label("For your reference only").fill("Set 9C, Mr Achebe")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator("[data-part=message]")).to_have_text("The note has been saved.")
    page.get_by_role("link", name="All enquiries in this series").click()
    centre.settled()
    expect(page.get_by_role("row").filter(has_text="Set 9C, Mr Achebe")).to_have_count(1)


@pytest.mark.proves("CI-12", "BY-10")
def test_an_enquiry_says_what_is_promised_and_by_when(running_desk: RunningDesk, visit: Visit, at_desk: Enquiring) -> None:
    (enquiry,) = at_desk.received(*running_desk.new_candidates())
    page = visit(OFFICER).open(f"/desk/enquiry/?id={enquiry['id']}")
    expect(page.locator("[data-part=about]")).to_contain_text("Outcome promised by")
    expect(page.locator("[data-part=about]")).to_contain_text("21 September 2022")
    expect(page.locator("[data-part=about]")).to_contain_text("30 days")
