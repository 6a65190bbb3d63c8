"""The candidate's journey: asked by the school, reads and answers on a phone, changes it, and follows the request (JQ-05, TX-02, BY-08)."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring, content
from tests.running_desk import OFFICER

pytestmark = pytest.mark.browser
ASKED = {"body": "aqa", "service": "1", "qualification": "GCE A level", "syllabus": "7136", "components": ["7136/3"]}


@pytest.mark.proves("JQ-05", "TX-02", "BY-08")
def test_a_candidate_is_asked_reads_agrees_on_a_phone_and_follows_the_request(visit: Visit, at_desk: Enquiring) -> None:
    draft = at_desk.draft("0716", **ASKED)
    officer = visit(OFFICER)
    desk = officer.open(f"/desk/check/?draft={draft}")
    expect(desk.locator("#error-summary")).to_contain_text("The consent of candidate 0716")
    expect(desk.locator("#error-summary")).to_contain_text("Each candidate must consent in writing")
    officer.inspect("A draft for whose candidate consent is missing")
    officer.picture("consent-missing")
    desk.get_by_role("link", name="Record consent or send links").click()
    officer.settled()
    row = desk.get_by_role("row", name=re.compile("^Choose 0716|^0716"))
    expect(row).to_contain_text("Missing")
    expect(row.get_by_role("checkbox")).to_be_checked()
    officer.inspect("The candidates with their consents")
    officer.picture("consents")
    desk.get_by_label("On a sheet with a QR code for each, to print").check()
    with desk.expect_response(lambda answer: answer.url.endswith("/api/consents/links")) as sent:
        desk.get_by_role("button", name="Send the links").click()
    (link,) = sent.value.json()["sheet"]
    expect(desk.get_by_role("img", name="QR code of the link for 0716")).to_be_visible()
    expect(row).to_contain_text("Asked, no answer yet")
    officer.inspect("A sheet with a candidate's link")
    officer.picture("consent-sheet")

    candidate = visit(None, width=360)
    page = candidate.page
    page.goto(f"/consent/#{link['url'].partition('#')[2]}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your consent")
    expect(page.get_by_text("Your mark and your grade can go up, stay the same or go down.")).to_be_visible()
    candidate.inspect("What a candidate is asked")
    candidate.picture("candidate-asked")
    page.get_by_role("button", name="Send my answer").click()
    expect(page.locator("#error-summary")).to_contain_text("Say whether you agree.")
    expect(page.locator("#error-summary")).to_contain_text("Type your full name.")
    candidate.inspect("An answer that is not complete")
    candidate.picture("candidate-problem")
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Eich caniatâd")
    expect(page.get_by_text("Nid yw cyfieithydd wedi gwirio’r testun hwn.")).to_be_visible()
    candidate.inspect("The same in Welsh")
    candidate.picture("candidate-welsh")
    page.get_by_label("Ydw, rwy’n cytuno").check()
    page.get_by_label("Eich enw llawn").fill("Dafydd Rees")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your consent")
    expect(page.get_by_label("Yes, I agree")).to_be_checked()  # what was filled in stays in the other language
    expect(page.get_by_label("Your full name")).to_have_value("Dafydd Rees")
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("Your answer is saved.")).to_be_visible()
    expect(page.get_by_text("You agreed")).to_be_visible()
    went_up = page.get_by_text("Your mark and your grade can go up, stay the same or go down.")
    expect(went_up).to_be_hidden()  # once answered, what was asked is folded
    page.get_by_text("What is asked").first.click()
    expect(went_up).to_be_visible()
    candidate.inspect("An answer that is saved")
    candidate.picture("candidate-answered")
    page.get_by_role("button", name="Take my agreement back").click()
    expect(page.get_by_text("You took your agreement back", exact=True)).to_be_visible()
    page.get_by_role("button", name="Change my answer").click()
    page.get_by_label("Yes, I agree").check()
    page.get_by_label("Your full name").fill("Dafydd Rees")
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("Your answer is saved.")).to_be_visible()

    officer.open(f"/desk/check/?draft={draft}")
    expect(desk.locator("[data-part=consents]")).to_be_hidden()
    officer.declare()
    desk.get_by_role("button", name="Prepare the request").click()
    officer.submitted()
    page.reload()
    expect(page.get_by_text("Your school or college has prepared the request. It has not sent it to AQA yet.")).to_be_visible()
    expect(page.get_by_role("button", name="Change my answer")).to_have_count(0)
    candidate.inspect("How a request stands, for its candidate")
    candidate.picture("candidate-standing")


@pytest.mark.proves("BY-08")
def test_a_link_that_does_not_work_says_so_and_whom_to_ask(visit: Visit) -> None:
    candidate = visit(None, width=360)
    page = candidate.page
    page.goto(f"/consent/#{'x' * 43}")
    expect(page.get_by_role("alert")).to_contain_text("Ask your exams officer for a new one.")
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    candidate.inspect("A link that does not work")
    candidate.picture("candidate-no-link")
    candidate.faults = [each for each in candidate.faults if "422" not in each]


def test_what_is_to_be_answered_comes_before_a_request_that_is_made(visit: Visit, at_desk: Enquiring) -> None:
    made = ASKED | {"components": ["7136/2"]}
    at_desk.consented("0713", **made)
    submitted = {"content": content("0713", **made), "declarations": ["supported", "consent"]}
    at_desk.officer.post(f"/api/drafts/{uuid.uuid4()}/submit", json=submitted).raise_for_status()
    asked = {"body": "aqa", "route": "standard", "series": "2022-06", "syllabus": "7136", "service": "2", "components": ["7136/1"]}
    sent = at_desk.officer.post("/api/consents/links", json=asked | {"recipients": [{"candidate": "0713"}], "by": "sheet"})
    page = visit(None, width=360).page
    page.goto(f"/consent/#{sent.raise_for_status().json()['sheet'][0]['url'].partition('#')[2]}")
    page.get_by_role("button", name="Send my answer").wait_for()
    expect(page.locator("[data-part=asked] h2")).to_have_text(["Review of marking: Economics", "Clerical re-check: Economics"])


@pytest.mark.proves("JQ-05")
def test_consent_on_paper_is_recorded_for_those_who_are_chosen(visit: Visit) -> None:
    officer = visit(OFFICER)
    desk = officer.open("/desk/consents/?body=aqa&series=2022-06&service=ATS-R&syllabus=7136&components=7136/2")
    desk.get_by_role("checkbox", name=re.compile("Choose 0715")).check()
    desk.get_by_role("button", name="Record the consent").click()
    expect(desk.locator("#error-summary")).to_contain_text("Choose how the consent was given.")
    expect(desk.locator("#error-summary")).to_contain_text("Choose what the candidate said about scripts")
    officer.inspect("Consent on paper that is not complete")
    officer.picture("consent-problem")
    desk.get_by_label("On paper, signed").check()
    desk.get_by_label("Signed or written on").fill("2022-08-22")
    desk.get_by_label("My name and number are removed").check()
    desk.get_by_role("button", name="Record the consent").click()
    expect(desk.get_by_text("The consent of 1 candidate is recorded.")).to_be_visible()
    row = desk.get_by_role("row", name=re.compile("0715"))
    expect(row).to_contain_text("On paper, 22 August 2022")
    officer.picture("consent-recorded")
