"""Nothing but keys: a whole submission, the suggestions of the assessment, the staff's queue."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring
from tests.running_desk import CASEWORKER, OFFICER, RunningDesk

pytestmark = pytest.mark.browser
MOST_TABS = 120


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    wanted = page.locator(selector).first
    expect(wanted).to_be_visible()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
    pytest.fail(f"{selector} cannot be reached with Tab")


@pytest.mark.proves("CI-18", "CI-22")
def test_an_enquiry_is_submitted_with_keys_alone(running_desk: RunningDesk, visit: Visit) -> None:
    (number,) = running_desk.new_candidates()
    centre = visit(OFFICER)
    page = centre.open("/desk/")
    tab_to(page, "[aria-label='Create enquiry, service 2, Examinations']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/new/**")
    centre.settled()
    tab_to(page, "#contact_email_confirmed")
    page.keyboard.press("Space")
    tab_to(page, "#syllabus")
    page.keyboard.type("math")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    for code in ("22", "42"):
        tab_to(page, f'[id="components.{code}"]')
        page.keyboard.press("Space")
    tab_to(page, "#candidate-filter")
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    tab_to(page, f'[id="candidates.{number}"]')
    page.keyboard.press("Space")
    expect(page.locator("[data-part=chosen]")).to_contain_text(number)
    tab_to(page, "#continue")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/check/**")
    centre.settled()
    for box in ("complete", "consent"):
        tab_to(page, f"#declaration-{box}")
        page.keyboard.press("Space")
    tab_to(page, "#submit")
    page.keyboard.press("Enter")
    assert centre.submitted().startswith("RD-")


@pytest.mark.proves("CI-18")
def test_the_suggestions_are_moved_through_taken_and_left_with_keys(visit: Visit) -> None:
    page = visit(OFFICER).open("/desk/new/?body=cambridge-international&series=2022-06")
    field = page.get_by_role("combobox", name="Assessment")
    options = page.locator("#syllabus-list [role=option]")
    field.focus()
    page.keyboard.type("05")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(options).to_have_count(3)
    expect(page.get_by_text("3 suggestions. Use the arrow keys.")).to_be_attached()
    for key, code in (("ArrowDown", "0500"), ("ArrowDown", "0520"), ("ArrowUp", "0500"), ("ArrowUp", "0580")):
        page.keyboard.press(key)
        active = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
        expect(active).to_have_attribute("aria-selected", "true")
        expect(active).to_contain_text(code)
        expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value("0520 French")
    expect(page.get_by_label("Qualification")).to_have_value("Cambridge IGCSE")
    # What can mean one syllabus only is taken on leaving; what fits none is not.
    field.fill("biol")
    page.keyboard.press("Tab")
    expect(field).to_have_value("0610 Biology")
    field.fill("alchemy")
    expect(options).to_have_text(["No syllabus matches"])
    page.keyboard.press("Tab")
    expect(page.locator("#components")).to_contain_text("Choose the assessment first.")


@pytest.mark.proves("CI-12")
def test_staff_move_through_the_queue_with_keys_in_order_of_receipt_and_can_switch_the_letters_off(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    made = [at_desk.received(number)[0]["number"] for number in running_desk.new_candidates(3)]
    staff = visit(CASEWORKER)
    page = staff.open("/staff/")
    while page.get_by_role("button", name="Show more").is_visible():
        before = page.locator("[data-part=queue] tbody tr").count()
        page.get_by_role("button", name="Show more").click()
        expect(page.locator("[data-part=queue] tbody tr").nth(before)).to_be_visible()
    listed = page.locator("[data-part=queue] tbody th").all_inner_texts()
    assert [number for number in listed if number in made] == made
    page.keyboard.press("j")
    expect(page.get_by_role("link", name=listed[0], exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name=listed[1], exact=True)).to_be_focused()
    page.keyboard.press("k")
    expect(page.get_by_role("link", name=listed[0], exact=True)).to_be_focused()
    page.keyboard.press("x")
    boxes = page.locator("[data-part=queue] tbody input[type=checkbox]")
    expect(boxes.first).to_be_checked()
    expect(page.locator("[data-part=queue] tbody input:checked")).to_have_count(1)
    page.keyboard.press("x")
    expect(page.locator("[data-part=queue] tbody input:checked")).to_have_count(0)
    page.locator("summary", has_text="Keys").click()
    page.get_by_label("Letter keys").uncheck()
    page.get_by_role("link", name=listed[0], exact=True).focus()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.get_by_role("link", name=listed[0], exact=True)).to_be_focused()
    expect(page.locator("[data-part=queue] tbody input:checked")).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/enquiry/**")
    staff.settled()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Enquiry {listed[0]}")
    page.get_by_role("button", name="Next in the queue").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(listed[1]))
