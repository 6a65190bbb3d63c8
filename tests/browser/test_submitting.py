"""The instant of submitting, and what comes before it: drafts, refusals at their fields, double clicks, a net that drops."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.visitor import Visit, Visitor
from tests.enquiring import Enquiring, ok
from tests.running_desk import HEAD, OFFICER, OTHER_OFFICER, RunningDesk

pytestmark = pytest.mark.browser
# What the page asks meanwhile, through the module that its scripts share; the call ends in signing in again too.
ANOTHER_CALL = """async () => {
  const url = performance.getEntriesByType("resource").map((each) => each.name).find((name) => /desk\\/api[^/]*[.]js/.test(name));
  const { get } = await import(url);
  get("series");
  await new Promise((done) => setTimeout(done, 0));
}"""


def ready_to_submit(visitor: Visitor) -> str:
    """On the answers, declared; the id of the draft."""
    visitor.fill_in(visitor.desk.new_candidates(2))
    visitor.go_on()
    visitor.declare()
    return visitor.page.url.split("draft=")[1]


def presses(visitor: Visitor) -> int:
    return sum(each.startswith("POST") and each.endswith("/submit") for each in visitor.sent)


@pytest.mark.proves("BY-09")
def test_a_double_click_submits_once(visit: Visit, at_desk: Enquiring) -> None:
    centre = visit(OFFICER)
    id = ready_to_submit(centre)
    centre.page.locator("#submit").dblclick()
    reference = centre.submitted()
    assert presses(centre) == 1
    assert ok(at_desk.officer.get(f"/api/submissions/{id}"))["submission"]["reference"] == reference


@pytest.mark.proves("BY-09")
def test_the_net_drops_at_the_instant_of_submitting_and_a_second_press_gives_the_reference(visit: Visit, at_desk: Enquiring) -> None:
    centre = visit(OFFICER)
    id = ready_to_submit(centre)
    centre.context.set_offline(True)
    centre.page.get_by_role("button", name="Submit").click()
    summary = centre.page.locator("#error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Press Submit again")
    assert at_desk.officer.get(f"/api/submissions/{id}").status_code == 404
    centre.context.set_offline(False)
    centre.page.get_by_role("button", name="Submit").click()
    reference = centre.submitted()
    assert ok(at_desk.officer.get(f"/api/submissions/{id}"))["submission"]["reference"] == reference


@pytest.mark.proves("BY-09")
def test_when_the_answer_is_lost_a_second_press_gives_the_submission_that_was_made(visit: Visit, at_desk: Enquiring) -> None:
    centre = visit(OFFICER)
    id = ready_to_submit(centre)

    def loses_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    centre.page.route("**/submit", loses_the_answer)
    centre.page.get_by_role("button", name="Submit").click()
    expect(centre.page.locator("#error-summary")).to_contain_text("No answer yet")
    made = ok(at_desk.officer.get(f"/api/submissions/{id}"))["submission"]
    centre.page.unroute("**/submit")
    centre.page.get_by_role("button", name="Submit").click()
    assert centre.submitted() == made["reference"]
    again = ok(at_desk.officer.get(f"/api/submissions/{id}"))["submission"]
    assert [each["id"] for each in again["enquiries"]] == [each["id"] for each in made["enquiries"]]


@pytest.mark.proves("BY-09")
def test_a_second_tab_with_the_same_draft_comes_to_the_same_confirmation(visit: Visit) -> None:
    centre = visit(OFFICER)
    ready_to_submit(centre)
    other = visit(OFFICER)
    other.open(centre.page.url)
    other.declare()
    centre.page.get_by_role("button", name="Submit").click()
    reference = centre.submitted()
    other.page.get_by_role("button", name="Submit").click()
    assert other.submitted() == reference


@pytest.mark.proves("CI-13", "CI-18", "BY-02")
def test_every_refusal_stands_in_a_summary_that_takes_the_focus_and_leads_to_its_field(visit: Visit) -> None:
    centre = visit(OFFICER)
    page = centre.open("/desk/new/?body=cambridge-international&series=2022-06")
    page.get_by_role("button", name="Continue to check your answers").click()
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    expect(page.locator("#service")).to_have_attribute("aria-invalid", "true")
    links = summary.get_by_role("link")
    expect(links.first).to_be_visible()
    for index in range(links.count()):
        link = links.nth(index)
        about = page.locator(f'[id="{(link.get_attribute("href") or "#").removeprefix("#")}"]')
        link.click()
        focused = page.locator(":focus")
        assert about.evaluate("(field) => field === document.activeElement || field.contains(document.activeElement)"), link.inner_text()
        expect(focused).to_be_in_viewport()
    expect(summary.locator("[data-about=service]")).to_have_count(1)
    page.get_by_label("Service", exact=True).select_option("2")
    expect(summary.locator("[data-about=service]")).to_have_count(0)
    expect(summary.locator("[data-about=syllabus]"), "what is not mended is still said").to_have_count(1)
    expect(page.locator("#service-error")).to_be_hidden()


@pytest.mark.proves("CI-19", "BY-02")
def test_a_candidate_with_an_enquiry_is_greyed_out_and_the_page_says_why_with_the_rule_and_its_source(
    running_desk: RunningDesk, visit: Visit, at_desk: Enquiring
) -> None:
    taken, free = running_desk.new_candidates(2)
    made = at_desk.submitted(taken)
    page = visit(OFFICER).fill_in([free])
    expect(page.locator(f'[id="candidates.{taken}"]')).to_be_disabled()
    row = page.get_by_role("row").filter(has=page.locator(f'[id="candidates.{taken}"]'))
    expect(row).to_have_class("unavailable")
    expect(row).to_contain_text(f"already has an enquiry in syllabus 0580 (service 2, {made['reference']})")
    page.get_by_text("The rules behind this").click()
    rules = page.locator("[data-part=rules]")
    expect(rules).to_contain_text("you cannot ask for another")
    expect(rules).to_contain_text("Source: Enquiries about results guide")


@pytest.mark.proves("CI-20")
def test_a_draft_is_for_the_whole_centre_and_for_nobody_else_and_goes_when_it_is_deleted(running_desk: RunningDesk, visit: Visit) -> None:
    officer, head, other = visit(OFFICER), visit(HEAD), visit(OTHER_OFFICER)
    page = officer.fill_in(running_desk.new_candidates(), note="For the Head to look at")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("[data-part=message]")).to_contain_text("saved")
    address = page.url
    elsewhere = other.open(address)
    expect(elsewhere.get_by_role("alert")).to_contain_text("Nothing here")
    theirs = head.open("/desk/")
    theirs.get_by_role("row").filter(has_text="For the Head to look at").get_by_role("link").first.click()
    head.settled()
    expect(theirs.get_by_label("Note")).to_have_value("For the Head to look at")
    theirs.get_by_role("button", name="Delete draft").click()
    theirs.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    theirs.get_by_role("button", name="Delete draft").click()
    theirs.get_by_role("dialog").get_by_role("button", name="Delete draft").click()
    theirs.wait_for_url("**/desk/enquiries/")
    expect(theirs.locator("[data-part=message]")).to_contain_text("has been deleted")
    officer.open("/desk/")
    expect(officer.page.get_by_text("For the Head to look at")).to_have_count(0)


@pytest.mark.proves("CI-20")
def test_what_was_typed_is_there_again_after_a_reload_and_on_coming_back_from_the_centres_details(visit: Visit) -> None:
    centre = visit(OFFICER)
    page = centre.open("/desk/new/?body=cambridge-international&series=2022-06&service=1S")
    page.get_by_label("Note").fill("typed and not saved")
    centre.choose_syllabus("0580")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    centre.settled()
    expect(page.get_by_label("Note")).to_have_value("typed and not saved")
    expect(page.get_by_role("combobox", name="Assessment")).to_have_value("0580 Mathematics")
    page.get_by_role("link", name="correct it in My centre details").click()
    centre.settled()
    page.get_by_role("link", name="Back to your draft").click()
    centre.settled()
    expect(page.get_by_label("Note")).to_have_value("typed and not saved")
    expect(page.get_by_label("Service", exact=True)).to_have_value("1S")
    page.get_by_role("button", name=re.compile("^Delete draft$")).click()
    page.get_by_role("dialog").get_by_role("button", name="Delete draft").click()
    page.wait_for_url("**/desk/enquiries/")


@pytest.mark.proves("CI-20")
def test_when_the_session_ends_in_the_middle_of_a_form_signing_in_again_leads_back_to_what_was_typed(visit: Visit) -> None:
    centre = visit()
    page = centre.open("/desk/")
    page.get_by_role("button", name="Sign in").click()
    centre.sign_in(OFFICER)
    page.wait_for_url("**/desk/")
    centre.open("/desk/new/?body=cambridge-international&series=2022-06&service=2")
    page.get_by_label("Note").fill("typed before the session ended")
    page.evaluate("sessionStorage.setItem('people.tokens', JSON.stringify({id: 'ended', refresh: null, ends: 0}))")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("dialog", name="Your session has ended")).to_contain_text("what you typed is kept")
    page.evaluate(ANOTHER_CALL)
    expect(page.locator("dialog[open]")).to_have_count(1)
    page.get_by_role("button", name="Sign in again").click()
    centre.sign_in(OFFICER)
    page.wait_for_url("**/desk/new/**")
    centre.settled()
    expect(page.get_by_label("Note")).to_have_value("typed before the session ended")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("[data-part=message]")).to_contain_text("saved")
