"""The guides' steps, taken as they are told. `make pictures` runs this and takes the pictures; every other run holds pages and pictures together."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.pictures import Telling
from tests.browser.visitor import Visit
from tests.enquiring import Enquiring, scan
from tests.running_desk import ASSOCIATE, OFFICER, RunningDesk, eventually

pytestmark = [pytest.mark.browser, pytest.mark.proves("CI-32")]
LAKESIDE = "officer@lakeside.example"


@pytest.mark.proves("CI-39")
def test_an_enquiry_is_submitted_as_the_guide_tells_and_its_pictures_show(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    taken, first, second = running_desk.new_candidates(names=["Sipho Dlamini", "Efua Mensah", "Lukas Brandt"])
    at_desk.submitted(taken)
    guide, centre = Telling("submit"), visit()
    page = centre.open("/desk/")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    guide.show("sign-in", centre)
    page.get_by_role("button", name="Sign in").click()
    centre.sign_in(OFFICER)
    page.wait_for_url("**/desk/")
    expect(page.locator("[data-part=services] tbody tr").first).to_be_visible()
    guide.show("series", centre)

    page.get_by_role("link", name="Create enquiry", exact=True).click()
    centre.settled()
    page.get_by_label("Service", exact=True).select_option("2S")
    guide.show("service", centre)
    page.get_by_label("This address is right").check()
    guide.show("address", centre)
    page.get_by_label("Qualification").select_option("Cambridge IGCSE")
    page.get_by_role("combobox", name="Assessment").fill("maths")
    expect(page.locator("#syllabus-list").get_by_role("option").first).to_be_visible()
    guide.show("assessment", centre)
    page.locator("#syllabus-list").get_by_role("option", name="0580").click()
    page.get_by_label("22 Paper 2 (Extended)").check()
    page.get_by_label("42 Paper 4 (Extended)").check()
    guide.show("components", centre)
    for number in (first, second):
        page.locator(f'[id="candidates.{number}"]').check()
    guide.show("candidates", centre, topmost=f'[id="candidates.{taken}"]')
    page.get_by_label("Note").fill("Set 11A")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("[data-part=message]")).to_contain_text("saved")
    guide.show("save", centre)
    centre.go_on()
    guide.show("check", centre)
    centre.declare()
    guide.show("declare", centre)
    page.get_by_role("button", name="Submit").click()
    centre.submitted()
    rows = page.locator("[data-part=enquiries] tbody tr")
    expect(rows.locator("th")).to_have_text([re.compile("^2206-")] * 2)
    guide.show("submitted", centre)

    page.get_by_role("navigation", name="Desk").get_by_role("link", name="Enquiries").click()
    centre.settled()
    page.get_by_label("Candidate, note or number").fill("Set 11A")
    page.get_by_role("button", name="Find").click()
    expect(rows).to_have_count(2)
    guide.show("number", centre)
    number = rows.filter(has_text="Efua Mensah").first.locator("th").inner_text().split()[0]
    page.get_by_role("link", name=number).click()
    page.wait_for_url("**/desk/enquiry/**")
    centre.settled()
    id = page.url.partition("id=")[2]
    at_desk.acknowledge(id)
    page.reload()
    centre.settled()
    guide.show("acknowledgement", centre)
    at_desk.mark(id, "B", c22=61)
    at_desk.decide(id)
    for code in ("22", "42"):
        at_desk.issue_script(id, at_desk.bring(id, code, scan(f"{number} {code}")))
    page.reload()
    centre.settled()
    guide.show("outcome", centre)
    guide.finish()


def test_a_report_on_a_group_is_asked_for_as_the_guide_tells(running_desk: RunningDesk, visit: Visit, at_desk: Enquiring) -> None:
    names = ["Ama Aryee", "Jonas Brandt", "Mei Chua", "Sipho Dlamini", "Ines Esteves", "Farid Farouk"]
    numbers = running_desk.new_candidates(names=names)
    at_desk.submitted(numbers[2])
    guide, centre = Telling("group"), visit(OFFICER)
    page = centre.fill_in(numbers, service="9", components=["42"])
    guide.show("existing", centre, topmost=f'[id="candidates.{numbers[0]}"]')
    centre.go_on()
    guide.show("waiting", centre)
    page.locator("[data-part=accept] input").check()
    centre.declare()
    page.get_by_role("button", name="Submit").click()
    centre.submitted()
    guide.show("pending", centre)
    guide.finish()


@pytest.fixture
def at_lakeside(running_desk: RunningDesk) -> Iterator[Enquiring]:
    """The Associate Centre's exams officer, beside the awarding body's staff."""
    with Enquiring(running_desk, LAKESIDE) as both:
        yield both


@pytest.mark.proves("CI-28", "CI-29")
def test_an_associate_centres_enquiry_goes_the_way_that_the_guide_tells(
    running_desk: RunningDesk, visit: Visit, at_lakeside: Enquiring
) -> None:
    numbers = running_desk.new_candidates(names=["Oksana Bondar"], centre="ZZ303")
    made = at_lakeside.submitted(*numbers, service="2S", components=["22"], contact_email="exams@lakeside.example")["enquiries"][0]
    id, guide = made["id"], Telling("associates")
    centre, associate = visit(LAKESIDE), visit(ASSOCIATE)
    page = centre.open(f"/desk/enquiry/?id={id}")
    guide.show("submit", centre)
    queue = associate.open("/associate/")
    line = queue.get_by_role("row").filter(has_text=at_lakeside.enquiry(id)["reference"])
    line.get_by_role("checkbox").check()
    guide.show("approve", associate)
    queue.get_by_role("button", name="Approve 1").click()
    queue.get_by_role("dialog").get_by_role("button", name="Approve", exact=True).click()
    number = eventually(lambda: at_lakeside.enquiry(id)["number"])

    at_lakeside.acknowledge(id)
    queue = associate.open("/associate/enquiries/?series=2022-06&release=acknowledgement")
    queue.get_by_role("row").filter(has_text=number).get_by_role("checkbox").check()
    queue.get_by_label("Operations").select_option("acknowledgement")
    guide.show("release", associate)
    queue.get_by_role("button", name="Proceed").click()
    guide.show("confirm", associate)
    queue.get_by_role("dialog").get_by_role("button", name="Release acknowledgement letter").click()
    expect(queue.locator("[data-part=message]")).to_contain_text("Released")
    page = centre.open(f"/desk/enquiry/?id={id}")
    expect(page.get_by_role("button", name="Download AckLetter")).to_be_visible()
    guide.show("error", centre)
    guide.finish()
