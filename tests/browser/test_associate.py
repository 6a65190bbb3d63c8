"""An Associate Centre's enquiry in the browser: to its Associate, approved or rejected, on to the awarding body, and its documents released."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring
from tests.running_desk import ASSOCIATE, RunningDesk, eventually

pytestmark = pytest.mark.browser
LAKESIDE = "officer@lakeside.example"
LAKESIDES = {"contact_email": "exams@lakeside.example"}


@pytest.fixture(scope="module")
def at_lakeside(running_desk: RunningDesk) -> Iterator[Enquiring]:
    """The Associate Centre's exams officer, beside the awarding body's staff."""
    with Enquiring(running_desk, LAKESIDE) as both:
        yield both


def sent_to_associate(desk: RunningDesk, at_lakeside: Enquiring, name: str) -> dict[str, Any]:
    """An enquiry about somebody of that name which waits for the Associate."""
    submission = at_lakeside.submitted(*desk.new_candidates(names=[name], centre="ZZ303"), service="2S", components=["22"], **LAKESIDES)
    made = at_lakeside.enquiry(submission["enquiries"][0]["id"])
    assert made["status"] == "with_associate"
    return made


@pytest.mark.proves("CI-28", "CI-29", "CI-30")
def test_an_associate_approves_what_the_awarding_body_then_gets_and_releases_its_letter_to_the_centre(
    running_desk: RunningDesk, visit: Visit, at_lakeside: Enquiring
) -> None:
    made = sent_to_associate(running_desk, at_lakeside, "Oksana Bondar")
    id = made["id"]
    centre = visit(LAKESIDE)
    page = centre.open(f"/desk/enquiry/?id={id}")
    expect(page.locator("[data-part=head]")).to_contain_text("Associate")
    centre.inspect("Associate Centre’s enquiry, to be approved")

    associate = visit(ASSOCIATE)
    queue = associate.open("/associate/")
    line = queue.get_by_role("row").filter(has_text=made["reference"])
    expect(line).to_contain_text("ZZ303 Lakeside Academy")
    expect(line).to_contain_text("Oksana Bondar")
    expect(line).to_contain_text("29 days")
    associate.inspect("Associate’s queue")
    associate.picture("associate-queue")
    line.get_by_role("checkbox").check()
    expect(queue.locator("[data-part=chosen]")).to_have_text("1 enquiry chosen")
    queue.get_by_role("button", name="Approve 1").click()
    dialog = queue.get_by_role("dialog", name="Approve and send on?")
    expect(dialog).to_contain_text("1 enquiry of 1 centre")
    associate.inspect("Associate, asked whether to approve")
    dialog.get_by_role("button", name="Approve", exact=True).click()
    expect(queue.locator("[data-part=message]")).to_contain_text("approved and sent on")
    number = eventually(lambda: at_lakeside.enquiry(id)["number"])

    # The awarding body acknowledges; the letter is the Associate's until it is released.
    at_lakeside.acknowledge(id)
    page = centre.open(f"/desk/enquiry/?id={id}")
    expect(page.get_by_role("button", name="Download AckLetter")).to_have_count(0)
    released = associate.open("/associate/enquiries/?series=2022-06&release=acknowledgement")
    associate.inspect("Associate’s enquiries")
    released.get_by_role("row").filter(has_text=number).get_by_role("checkbox").check()
    released.get_by_role("button", name="Proceed").click()
    dialog = released.get_by_role("dialog", name="Release acknowledgement letter")
    associate.inspect("Associate, asked whether to release")
    dialog.get_by_role("button", name="Release acknowledgement letter").click()
    expect(released.locator("[data-part=message]")).to_contain_text("Released: acknowledgement letter of 1 enquiry")
    page = centre.open(f"/desk/enquiry/?id={id}")
    name, letter = centre.downloaded(page.get_by_role("button", name="Download AckLetter").click)
    assert name == "AckLetter.pdf"
    assert letter == at_lakeside.document(id, at_lakeside.enquiry(id)["documents"][0]["id"])
    page = associate.open(f"/associate/enquiry/?id={id}")
    expect(page.locator("[data-part=files]")).to_contain_text("Released")
    associate.inspect("Associate’s enquiry, acknowledged and released")


@pytest.mark.proves("CI-28")
def test_an_associate_rejects_with_a_reason_that_the_centre_reads_and_the_candidate_is_free_again(
    running_desk: RunningDesk, visit: Visit, at_lakeside: Enquiring
) -> None:
    made = sent_to_associate(running_desk, at_lakeside, "Pádraig Ó Sé")
    associate = visit(ASSOCIATE)
    page = associate.open(f"/associate/enquiry/?id={made['id']}")
    expect(page.locator("[data-part=approve-left]")).to_contain_text("29 days")
    page.locator("summary", has_text="Reject").click()
    page.get_by_role("button", name="Reject the enquiry").click()
    expect(page.locator("#error-summary")).to_be_focused()
    associate.inspect("Associate’s enquiry, rejected without a reason")
    page.locator("#reject-reason").fill("The candidate’s consent is missing")
    page.get_by_role("button", name="Reject the enquiry").click()
    expect(page.locator("[data-part=message]")).to_contain_text("The enquiry is rejected")
    associate.inspect("Associate’s enquiry, rejected")

    centre = visit(LAKESIDE)
    page = centre.open(f"/desk/enquiry/?id={made['id']}")
    expect(page.locator("article")).to_contain_text("The candidate’s consent is missing")
    centre.inspect("Associate Centre’s enquiry, rejected")
    number = made["subject"]["candidates"][0]["number"]
    centre.fill_in([number], components=["22"])
    expect(page.locator(f'[id="candidates.{number}"]')).to_be_checked()


def test_before_an_associate_signed_in_and_what_is_another_associates(visit: Visit) -> None:
    nobody = visit()
    page = nobody.open("/associate/")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    nobody.inspect("Associate’s desk, signed out")
    associate = visit(ASSOCIATE)
    page = associate.open("/associate/enquiry/?id=" + "0" * 32)
    expect(page.get_by_role("alert")).to_contain_text("Nothing here")
    associate.inspect("Associate, nothing here")
