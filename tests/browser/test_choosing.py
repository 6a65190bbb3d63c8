"""The form of a new enquiry: fields come when they can be used, the fee stays in view, and many candidates are searched by the desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.running_desk import OFFICER, OTHER_OFFICER, RunningDesk

pytestmark = pytest.mark.browser


def test_components_and_candidates_come_when_the_assessment_is_chosen_and_an_error_about_them_shows_them(
    running_desk: RunningDesk, visit: Visit
) -> None:
    (number,) = running_desk.new_candidates(names=["Wren Marks"])
    centre = visit(OFFICER)
    page = centre.open("/desk/new/?body=cambridge-international&series=2022-06&service=2")
    later = [page.locator("#components"), page.locator("#candidates"), page.locator("[data-part=all-at-once]")]
    for each in later:
        expect(each).to_be_hidden()
    centre.choose_syllabus("0580")
    for each in later:
        expect(each).to_be_visible()
    expect(later[2]).to_contain_text(
        "You must submit all the components of a candidate in a syllabus at the same time. None can be added later."
    )
    expect(page.locator("[data-part=candidates-table] tbody tr").filter(has_text=number)).to_contain_text("22: 41, 42: 77C")
    centre.inspect("form with an assessment")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_fee_stays_in_view_while_the_form_is_scrolled(visit: Visit, width: int) -> None:
    page = visit(OFFICER, width=width).open("/desk/new/?body=cambridge-international&series=2022-06&service=2")
    fee = page.get_by_role("heading", name="Fee")
    for place in ("Series and service", "Assessment and components"):
        page.get_by_role("heading", name=place).evaluate("(heading) => heading.scrollIntoView()")
        expect(fee).to_be_in_viewport()


def test_labels_of_one_row_and_their_fields_are_on_one_line_each(visit: Visit) -> None:
    page = visit(OFFICER).open("/desk/new/?body=cambridge-international&series=2022-06&service=2")
    tops = "(pair) => [...pair.querySelectorAll(':scope > .field')].map((each) => [each.querySelector('.label'), each.querySelector('select, input')])"
    tops += ".map((both) => both.map((each) => Math.round(each.getBoundingClientRect().top)))"
    (qualification, assessment) = page.locator(".field-pair").evaluate(tops)
    assert qualification == assessment
    label, control = qualification
    assert control - label < 40, "a control stands right below its label"


def test_of_more_than_a_hundred_candidates_the_first_are_listed_and_the_others_are_found_by_the_desk(
    running_desk: RunningDesk, visit: Visit
) -> None:
    numbers = running_desk.new_candidates(105, names=["Zdzisława Ångström"], syllabus="0500", centre="ZZ202")
    centre = visit(OTHER_OFFICER)
    page = centre.open("/desk/new/?body=cambridge-international&series=2022-06&service=2")
    centre.choose_syllabus("0500")
    rows = page.locator("[data-part=candidates-table] tbody tr")
    expect(rows).to_have_count(100)
    expect(page.locator("[data-part=candidates-status]")).to_contain_text("The first 100 of ")
    search = page.get_by_label("Number or name")
    search.fill(numbers[-1])
    expect(rows).to_have_count(1)
    page.locator(f'[id="candidates.{numbers[-1]}"]').check()
    search.fill("angstrom")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Zdzisława Ångström")
    page.locator(f'[id="candidates.{numbers[0]}"]').check()
    search.fill("")
    expect(rows).to_have_count(100)
    chosen = page.locator("[data-part=chosen]")
    expect(chosen).to_contain_text(f"Candidate {numbers[-1]}")
    expect(chosen).to_contain_text("Zdzisława Ångström")
    page.get_by_role("columnheader", name="Name").get_by_role("button").click()
    expect(rows.last).not_to_contain_text("Zdzisława")
    page.get_by_role("columnheader", name="Name").get_by_role("button").click()
    expect(rows.first).to_contain_text("สมชาย ใจดี")
    page.get_by_label("Service", exact=True).select_option("X")
    expect(chosen.get_by_role("listitem").filter(has_text=numbers[-1])).to_contain_text("cannot be chosen")
    page.get_by_label("Service", exact=True).select_option("2")
    expect(chosen).not_to_contain_text("cannot be chosen")
