"""Staff at one queue: many letters looked at and issued together, and two people with the same enquiry open."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visit, Visitor
from tests.enquiring import Enquiring, ok
from tests.running_desk import CASEWORKER, SUPERVISOR, RunningDesk, eventually

pytestmark = pytest.mark.browser


def choose(visitor: Visitor, *numbers: str) -> None:
    for number in numbers:
        visitor.page.get_by_role("checkbox", name=f"Choose {number},").check()


def test_chosen_letters_are_looked_at_one_by_one_then_issued_and_one_refused_stops_no_other(
    visit: Visit, at_desk: Enquiring, running_desk: RunningDesk
) -> None:
    made = at_desk.received(*running_desk.new_candidates(4))
    staff = visit(CASEWORKER)
    page = staff.open("/staff/")
    choose(staff, *(each["number"] for each in made))
    staff.inspect("queue, four chosen")
    page.get_by_role("button", name="Preview 4 letters").click()
    for place, each in enumerate(made, start=1):
        expect(page.get_by_role("heading", name=f"Letter {place} of 4")).to_be_visible()
        whose = each["subject"]["label"]
        expect(page.get_by_role("group", name=f"AckLetter.pdf for {whose}")).to_be_visible()
        if place == 1:
            staff.inspect("letters previewed together")
        if place == 2:
            page.get_by_role("button", name="Leave this one out").click()
        else:
            expect(page.locator(":focus")).to_contain_text("Seen")
            page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="3 letters previewed")).to_be_visible()
    expect(page.locator("[data-part=bulk-acknowledgement]")).to_contain_text("left out by you")
    staff.inspect("the end of the walk")
    changed = made[3]
    ok(at_desk.officer.put(f"/api/enquiries/{changed['id']}/note", json={"note": "Urgent", "version": changed["version"]}))
    page.get_by_role("button", name="Issue 3 letters").click()
    message = page.locator("[data-part=message]")
    expect(message).to_contain_text("2 enquiries are acknowledged")
    expect(message.get_by_role("alert")).to_contain_text(f"{changed['number']}, Northfield School: Somebody changed this")
    assert [at_desk.case(each["id"])["status"] for each in made] == ["acknowledged", "received", "acknowledged", "received"]
    expect(page.get_by_role("checkbox", name=f"Choose {made[0]['number']},")).to_have_count(0)
    expect(page.get_by_role("checkbox", name=f"Choose {made[1]['number']},")).to_have_count(1)
    staff.inspect("what became of each")


@pytest.mark.proves("BY-24")
def test_many_letters_go_out_in_the_background_with_progress_and_go_on_when_the_page_is_left(
    visit: Visit, at_desk: Enquiring, running_desk: RunningDesk
) -> None:
    made = [each for _ in range(2) for each in at_desk.received(*running_desk.new_candidates(12))]
    staff = visit(CASEWORKER)
    page = staff.open("/staff/")
    choose(staff, *(each["number"] for each in made))
    page.get_by_role("button", name="Preview 24 letters").click()
    for place in range(1, 25):
        expect(page.get_by_role("heading", name=f"Letter {place} of 24")).to_be_visible()
        expect(page.locator(":focus")).to_contain_text("Seen")
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Issue 24 letters").click()
    progress = page.get_by_role("region", name="Acknowledgement, 24 letters")
    expect(progress).to_be_visible()
    expect(progress).to_contain_text("You can leave this page: the work continues.")
    expect(progress.get_by_role("progressbar")).to_be_visible()
    page = staff.open("/staff/failures/")
    eventually(lambda: {at_desk.case(each["id"])["status"] for each in made} == {"acknowledged"})
    page = staff.open("/staff/")
    expect(page.locator("[data-part=message]")).to_contain_text("24 enquiries are acknowledged. Centres are told by e-mail.")
    expect(page.get_by_role("checkbox", name=f"Choose {made[0]['number']},")).to_have_count(0)
    staff.inspect("letters issued in the background")
    page = staff.open("/staff/")
    expect(page.locator("[data-part=message]")).to_be_empty()


def test_letters_are_walked_through_by_keys_as_pictures_that_are_there_before_they_are_asked_for(
    visit: Visit, at_desk: Enquiring, running_desk: RunningDesk
) -> None:
    made = at_desk.received(*running_desk.new_candidates(4))
    staff = visit(CASEWORKER)
    page = staff.open("/staff/")
    choose(staff, *(each["number"] for each in made))
    page.get_by_role("button", name="Preview 4 letters").click()
    heading = page.get_by_role("heading", name="Letter")
    expect(heading).to_have_text("Letter 1 of 4")
    picture = page.locator(".preview__picture")
    expect(picture).to_have_attribute("alt", re.compile(f"^AckLetter.pdf for {made[0]['subject']['label']}, page 1 of 1"))
    wait_for_picture(page)
    fetched = "performance.getEntriesByType('resource').filter((each) => each.name.includes('.svg?')).length"
    eventually(lambda: page.evaluate(fetched) >= 4)
    asked = [each for each in staff.sent if each.endswith("/letters/acknowledgement")]
    assert len(asked) == 4, "the three after it are made while the first is looked at"
    for button in page.locator("[data-part=bulk-acknowledgement] .button").all():
        box = button.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 900, "every button is on the screen"
    expect(page.get_by_text("Candidate name: ")).to_have_count(0)
    page.get_by_text("The letter in words").click()
    expect(page.locator(".preview__side")).to_contain_text(f"Candidates: {made[0]['subject']['label']}")
    page.locator(".preview__side .button").first.focus()
    page.keyboard.press("ArrowRight")
    expect(heading).to_have_text("Letter 2 of 4")
    wait_for_picture(page)
    page.keyboard.press("Delete")
    expect(heading).to_contain_text("Letter 3 of 4")
    page.keyboard.press("ArrowLeft")
    expect(heading).to_have_text("Letter 2 of 4")
    page.keyboard.press("Delete")
    expect(heading).to_contain_text("Letter 3 of 4")
    page.keyboard.press("ArrowRight")
    expect(heading).to_contain_text("Letter 4 of 4")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="3 letters previewed")).to_be_visible()
    expect(page.get_by_role("button", name="Issue 3 letters")).to_be_focused()


def wait_for_picture(page: Page) -> None:
    eventually(lambda: page.evaluate("document.querySelector('.preview__picture')?.naturalWidth > 0"))


def test_a_second_save_is_refused_says_what_changed_and_by_whom_and_keeps_what_was_typed(
    visit: Visit, at_desk: Enquiring, running_desk: RunningDesk
) -> None:
    (made,) = at_desk.received(*running_desk.new_candidates())
    at_desk.acknowledge(made["id"])
    mine, colleague = visit(CASEWORKER), visit(SUPERVISOR)
    for each in (mine, colleague):
        page = each.open(f"/staff/enquiry/?id={made['id']}")
        page.get_by_role("button", name="Nothing changes").click()
        page.get_by_label("Why no reviewer is assigned").fill("The principal examiner looks at this paper")
    colleague.page.get_by_role("button", name="Record marks and grade").click()
    expect(colleague.page.locator("[data-part=message]")).to_contain_text("recorded")

    page = mine.page
    page.get_by_label("Mark after review, component 22").fill("44")
    page.get_by_label("Why the mark changes, component 22").fill("Question 9 was overlooked")
    page.get_by_role("button", name="Record marks and grade").click()
    notice = page.locator("[data-part=changes]")
    expect(notice).to_contain_text("so your changes were not saved")
    expect(notice).to_contain_text("Marks and grade recorded, Supervisor, awarding body")
    expect(notice).to_contain_text("Marks after review: 22: none, 42: none → 22: 41, 42: 77")
    expect(page.get_by_label("Mark after review, component 22")).to_have_value("44")
    expect(page.get_by_label("Why the mark changes, component 22")).to_have_value("Question 9 was overlooked")
    mine.inspect("somebody else was first")

    page.get_by_role("button", name="Record marks and grade").click()
    expect(page.locator("[data-part=message]")).to_contain_text("recorded")
    assert at_desk.case(made["id"])["components"][0]["mark_after"] == 44


@pytest.mark.proves("BY-12")
def test_a_reviewer_who_set_the_mark_is_refused_on_the_page_and_a_small_difference_is_called_so(
    visit: Visit, at_desk: Enquiring, running_desk: RunningDesk
) -> None:
    header, row = "centre,candidate,name,syllabus,component,mark,origin,grade,marker", "ZZ101,0990,Mira Sol,0580,{},{},exam,C,EX-17"
    csv = "\n".join([header, row.format("22", 41), row.format("42", 77)])
    running_desk.import_register(csv)
    (made,) = at_desk.received("0990")
    at_desk.acknowledge(made["id"])
    staff = visit(CASEWORKER)
    page = staff.open(f"/staff/enquiry/?id={made['id']}")
    page.get_by_label("Reviewer of component 22").fill("EX-17")
    page.get_by_label("Reviewer of component 42").fill("EX-20")
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.locator("#error-summary")).to_contain_text("EX-17 set the mark that is to be reviewed, for component 22.")
    expect(page.get_by_label("Reviewer of component 22")).to_have_attribute("aria-invalid", "true")
    staff.inspect("a reviewer refused")
    page.get_by_label("Reviewer of component 22").fill("EX-30")
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.locator("[data-part=message]")).to_contain_text("The reviewers are recorded.")
    page.get_by_label("Mark after review, component 22").fill("43")
    page.get_by_label("Mark after review, component 42").fill("90")
    expect(page.locator("[id='outcome.22']")).to_have_text("Raised by 2, within tolerance")
    expect(page.locator("[id='outcome.42']")).to_have_text("Raised by 13")
    staff.inspect("reviewers assigned, marks typed")
    staff.picture("staff-review")


def test_a_question_can_hold_an_enquiry_and_a_colleague_can_take_it_over(
    visit: Visit, at_desk: Enquiring, running_desk: RunningDesk
) -> None:
    (made,) = at_desk.received(*running_desk.new_candidates())
    mine, colleague = visit(CASEWORKER), visit(SUPERVISOR)
    page = mine.open(f"/staff/enquiry/?id={made['id']}")
    expect(page.locator("[data-part=case-owner]")).to_contain_text("Unassigned")
    page.get_by_role("button", name="Assign to me").click()
    expect(page.locator("[data-part=case-owner]")).to_contain_text("Assigned to you")
    page.get_by_text("Ask the centre").click()
    page.get_by_label("Your question").fill("Which paper is meant?")
    page.get_by_label("Hold the enquiry until it is answered").check()
    mine.inspect("a question that holds")
    page.get_by_role("button", name="Send the question").click()
    expect(page.locator("[data-part=held]")).to_be_visible()
    page.get_by_role("button", name="Preview letter").click()
    expect(page.locator("#error-summary")).to_contain_text("on hold until its question is answered")

    page = colleague.open("/staff/")
    line = page.get_by_role("row").filter(has_text=made["number"])
    expect(line).to_contain_text("Held")
    colleague.inspect("queue with one held and in hands")
    line.get_by_role("link").click()
    colleague.settled()
    page.get_by_role("button", name="Take over").click()
    expect(page.locator("[data-part=case-owner]")).to_contain_text("Assigned to you")
    expect(page.locator("[data-part=history]")).to_contain_text("Taken over")
    page.get_by_role("button", name="Resume").click()
    expect(page.locator("[data-part=held]")).to_be_hidden()
    colleague.inspect("no longer on hold")
