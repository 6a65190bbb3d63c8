"""Who should not be here meets the same calm words as for what does not exist, and learns nothing."""

from __future__ import annotations

import uuid

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring
from tests.running_desk import ASSOCIATE, CASEWORKER, OTHER_OFFICER, SUPERVISOR, RunningDesk

pytestmark = pytest.mark.browser


@pytest.mark.proves("CI-20", "CI-24")
@pytest.mark.parametrize("what", ["enquiry", "submitted", "check", "new"])
def test_another_centres_page_looks_like_one_that_does_not_exist(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring, what: str
) -> None:
    candidates = running_desk.new_candidates()
    if what in ("new", "check"):
        draft = at_desk.draft(*candidates)
        theirs, nowhere = f"/desk/{what}/?draft={draft}", f"/desk/{what}/?draft={uuid.uuid4()}"
    else:
        submission = at_desk.submitted(*candidates)
        id = submission["id"] if what == "submitted" else submission["enquiries"][0]["id"]
        theirs, nowhere = f"/desk/{what}/?id={id}", f"/desk/{what}/?id={uuid.uuid4() if what == 'submitted' else uuid.uuid4().hex}"
    stranger = visit(OTHER_OFFICER)
    said = []
    for address in (theirs, nowhere):
        page = stranger.open(address)
        expect(page.get_by_role("alert")).to_contain_text("Nothing here")
        expect(page.get_by_role("alert")).to_contain_text("There is nothing here that you can open")
        said.append(page.locator("article").inner_text())
        assert candidates[0] not in said[-1]
    assert said[0] == said[1]
    stranger.inspect(f"another centre’s {what}")


@pytest.mark.parametrize(
    ("who", "address"),
    [
        (OTHER_OFFICER, "/desk/enquiry/"),
        (OTHER_OFFICER, "/desk/check/"),
        (OTHER_OFFICER, "/desk/submitted/"),
        (OTHER_OFFICER, "/desk/invoice/"),
        (CASEWORKER, "/staff/enquiry/"),
        (CASEWORKER, "/staff/extend/"),
        (SUPERVISOR, "/staff/invoice/"),
        (ASSOCIATE, "/associate/enquiry/"),
        (ASSOCIATE, "/associate/invoice/"),
    ],
)
def test_a_page_that_is_opened_without_an_id_has_nothing_to_show_and_leads_back(visit: Visit, who: str, address: str) -> None:
    page = visit(who).open(address)
    expect(page.get_by_role("alert")).to_contain_text("There is nothing here that you can open")
    expect(page.get_by_role("link", name="Back to")).to_be_visible()


@pytest.mark.parametrize("address", ["/staff/enquiry/?id=" + "0" * 32, "/staff/enquiry/?id=letter.pdf"])
def test_staff_who_follow_an_address_that_leads_nowhere_are_told_so_and_led_back(visit: Visit, address: str) -> None:
    staff = visit(CASEWORKER)
    page = staff.open(address)
    expect(page.get_by_role("alert")).to_contain_text("Nothing here")
    staff.inspect("staff, nothing here")
    page.get_by_role("link", name="Back to the queue").click()
    staff.settled()
    expect(page.get_by_role("heading", level=1)).to_have_text("Queue")


def test_what_is_wrong_in_the_same_words_with_several_fields_is_said_once(visit: Visit) -> None:
    page = visit(OTHER_OFFICER).open("/desk/candidate/")
    expect(page.get_by_role("alert")).to_contain_text("This could not be shown")
    expect(page.get_by_role("alert").locator("p:visible:not(.notice__title)")).to_have_count(1)
    expect(page.get_by_role("link", name="Back to")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_to_sign_out_stands_beside_the_first_name_however_long_the_names_are(visit: Visit, width: int) -> None:
    page = visit(ASSOCIATE).open("/associate/")
    page.set_viewport_size({"width": width, "height": 900})
    bar = page.locator("[data-part=session]")
    bar.locator("strong").evaluate("each => each.textContent = 'Meridian Associates for Schools in the Whole of Northern Europe'")
    button, first = bar.get_by_role("button", name="Sign out").bounding_box(), bar.locator("strong").bounding_box()
    assert button
    assert first
    assert button["height"] < 40, "on one line of its own"
    assert button["y"] < first["y"] + 24, "beside the first line of the name"
    assert button["x"] + button["width"] <= width
