"""The public pages in Chromium, served with the policy: nothing refused, nothing inaccessible, nothing cut off; the clock and search work."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.accessibility import violations
from tests.site.building import Built

# Colours and sizes are all that another scheme or width changes: everything is asked twice, these in all four ways.
WAYS = [("light", 1280, False), ("dark", 360, False), ("dark", 1280, True), ("light", 360, True)]


def public(site: Built) -> list[str]:
    """The addresses of all pages that need no sign-in."""
    return [path.removesuffix("index.html") for path in site.pages if not path.startswith(("associate/", "desk/", "staff/"))]


class Watched:
    """A page whose complaints are kept: what the policy refuses stands on the console."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.on("request", lambda request: None if request.url.startswith((address, "data:")) else self.elsewhere.append(request.url))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.address}/{path}")
        return self.page


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield Watched(context.new_page(), address)
    context.close()


@pytest.mark.parametrize(("scheme", "width", "looks_only"), WAYS, ids=[f"{scheme} {width}" for scheme, width, _ in WAYS])
def test_public_pages_are_accessible_whole_and_within_the_policy(
    site: Built, browser: Browser, address: str, scheme: str, width: int, looks_only: bool
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    watched = Watched(context.new_page(), address)
    for path in public(site):
        page = watched.open(path)
        found = violations(page, looks_only=looks_only)
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than {width} px"
        assert watched.complaints == [], path
        assert watched.elsewhere == [], path
    context.close()


def test_the_days_that_remain_read_right_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/deadlines/")
    expect(page.get_by_role("region", name="Deadlines", exact=True).locator(".chip").first).to_have_text("29 days left")
    expect(page.get_by_role("button", name="Search")).to_be_hidden()
    context.close()


@pytest.mark.proves("CI-02")
@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2022, 8, 30, 10, tzinfo=UTC), "21 days left"),
        (datetime(2022, 9, 19, 22, 59, tzinfo=UTC), "1 day left"),
        (datetime(2022, 9, 20, 22, 59, tzinfo=UTC), "closes today"),
        (datetime(2022, 9, 20, 23, 0, tzinfo=UTC), "closed"),
    ],
)
def test_script_keeps_the_days_that_remain_right(site: Built, watched: Watched, moment: datetime, said: str) -> None:
    offset = re.search(r'name="desk-offset-seconds" content="(-?[0-9]+)"', site.page("deadlines/"))
    assert offset
    # Desk time is the browser's time and the offset that the site was built with.
    watched.page.clock.set_fixed_time(moment - timedelta(seconds=int(offset[1])))
    page = watched.open("deadlines/")
    row = page.get_by_role("region", name="Deadlines", exact=True).get_by_role("row").filter(has_text="Services 1, 1S, 2, 2S, 5, 9")
    expect(row.filter(has_text="Cambridge International June 2022").locator(".chip")).to_have_text(said)


@pytest.mark.parametrize("path", ["", "desk/", "associate/", "staff/"])
def test_a_page_asks_for_all_its_modules_at_once_and_for_no_other(watched: Watched, path: str) -> None:
    page = watched.open(path)
    page.wait_for_load_state("networkidle")
    scripts = "[...document.querySelectorAll('script[type=module]')].map((each) => each.src)"
    preloaded = "[...document.querySelectorAll('link[rel=modulepreload]')].map((each) => each.href)"
    asked = set(page.evaluate(scripts)) | set(page.evaluate(preloaded))
    loaded = "performance.getEntriesByType('resource').map((each) => each.name).filter((each) => each.endsWith('.js'))"
    assert f"{watched.address}/assets/desk/components/component.js" in asked
    assert {each for each in page.evaluate(loaded) if not each.endswith("/colour-scheme.js")} == asked
    assert watched.complaints == []


def test_search_opens_with_a_key_finds_and_leads_to_the_page(watched: Watched) -> None:
    page = watched.open("guidance/")
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog", name="Search the guidance")
    expect(dialog).to_be_visible()
    page.keyboard.type("group award")
    expect(dialog.get_by_role("link").first).to_contain_text("Group awards")
    found = violations(page)
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{watched.address}/guidance/group-awards/")
    assert watched.complaints == []


MONEY = ("fee", "fees", "price", "cost", "costs", "charge", "refund")
FAMILIES = ("remark", "re-mark", "remarking", "recheck", "resit", "upgrade", "regrade", "Regrade", "retake")


@pytest.mark.parametrize(
    ("words", "page_found"),
    [
        *((each, "guidance/candidates/") for each in FAMILIES),
        ("appeal", "guidance/appeals/"),
        ("appeals", "guidance/appeals/"),
        *((each, "fees/") for each in MONEY),
    ],
)
def test_the_words_that_people_use_find_the_page_for_them(watched: Watched, words: str, page_found: str) -> None:
    page = watched.open("guidance/")
    page.keyboard.press("/")
    page.keyboard.type(words)
    best = page.get_by_role("dialog", name="Search the guidance").get_by_role("link").first
    expect(best).to_have_attribute("href", re.compile(f"^{re.escape(watched.address)}/{page_found}(#.*)?$"))


def test_a_search_that_finds_nothing_says_what_to_try(watched: Watched) -> None:
    page = watched.open("guidance/")
    page.keyboard.press("/")
    page.keyboard.type("xylophone")
    expect(page.get_by_role("status")).to_have_text(
        "Nothing found for “xylophone”. Try one word, or another one: review, script, deadline, fee, appeal."
    )


def test_the_search_of_the_guidance_leaves_out_the_reference_for_programs(site: Built) -> None:
    found = {each["location"].split("#")[0] for each in json.loads(site.text("search/search_index.json"))["docs"]}
    assert "fees/" in found
    assert "api-reference/" not in found


def test_the_choice_of_colours_holds_on_the_next_page(watched: Watched) -> None:
    page = watched.open("guidance/")
    switch = page.get_by_role("button", name="Colours")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    switch.click()
    expect(switch).to_have_text("Colours: light")
    switch.click()
    expect(switch).to_have_text("Colours: dark")
    assert page.evaluate(ground) != light
    page = watched.open("fees/")
    assert page.evaluate(ground) != light


def test_the_first_press_of_tab_offers_to_skip_to_the_content(watched: Watched) -> None:
    page = watched.open("guidance/services/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#services"


def test_an_address_that_does_not_exist_gets_the_sites_own_page(watched: Watched) -> None:
    page = watched.open("guidance/nowhere/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    page.get_by_role("link", name="Deadlines by series and service").click()
    expect(page).to_have_url(f"{watched.address}/deadlines/")


@pytest.mark.proves("CI-04")
def test_the_form_for_group_awards_composes_the_e_mail_and_sends_nothing(watched: Watched) -> None:
    page = watched.open("guidance/group-awards/")
    page.get_by_role("button", name="Compose the e-mail").click()
    expect(page.get_by_role("link", name="Enter the centre number.")).to_be_visible()
    for name, value in (
        ("Centre number", "ZZ101"),
        ("Centre name", "Northfield & Co"),
        ("Candidate number", "0713"),
        ("Candidate name", "Ada Bell"),
    ):
        page.get_by_label(name, exact=True).fill(value)
    page.get_by_label("Award", exact=True).select_option("Cambridge AICE Diploma")
    page.get_by_role("button", name="Compose the e-mail").click()
    text = page.get_by_label("Nothing has been sent. Send this yourself:").input_value()
    assert text.startswith(
        "To: info@cambridgeinternational.org\nSubject: Recalculation of Cambridge AICE Diploma, June 2022, centre ZZ101\n"
    )
    for said in ("Centre: ZZ101 Northfield & Co", "Series: June 2022", "Candidate: 0713 Ada Bell"):
        assert said in text
    link = page.get_by_role("link", name="Open in your e-mail program").get_attribute("href") or ""
    assert link.startswith("mailto:info@cambridgeinternational.org?subject=Recalculation%20of%20Cambridge%20AICE%20Diploma")
    assert "Northfield%20%26%20Co" in link
    assert watched.elsewhere == []
