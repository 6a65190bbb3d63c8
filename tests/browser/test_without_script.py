"""Without JavaScript the guidance and the deadlines read in full, and the desk says what it needs."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit

pytestmark = pytest.mark.browser


@pytest.mark.proves("CI-01", "CI-02")
def test_services_and_deadlines_read_in_full_without_script(visit: Visit) -> None:
    reader = visit(script=False)
    page = reader.open("/guidance/services/")
    for code in ("1", "1S", "2", "2S", "5", "9"):
        services = page.get_by_role("region", name="Services", exact=True)
        expect(services.get_by_role("rowheader", name=re.compile(rf"^Service {code}\b"))).to_be_visible()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Deadlines").click()
    for series, closes, left in (
        ("June 2022", "20 September 2022", "29 days left"),
        ("November 2022", "26 February 2023", "opens 1 January 2023"),
    ):
        table = page.get_by_role("region", name="Deadlines", exact=True)
        row = table.get_by_role("row").filter(has_text=f"Cambridge International {series}").filter(has_text="Services 1, 1S, 2, 2S, 5, 9")
        expect(row).to_contain_text(closes)
        expect(row.locator(".chip")).to_have_text(left)


@pytest.mark.parametrize("path", ["/", "/guidance/submit/", "/guidance/what-happens-next/", "/guidance/candidates/", "/fees/", "/sign-in/"])
def test_no_page_of_the_guidance_shows_what_only_a_script_could_work(visit: Visit, path: str) -> None:
    page = visit(script=False).open(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert len(page.locator("article").inner_text()) > 300
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_text("Getting", exact=False).locator("visible=true")).to_have_count(0)


@pytest.mark.parametrize(
    "path", ["/desk/", "/desk/new/", "/desk/check/", "/desk/enquiries/", "/desk/enquiry/", "/desk/centre/", "/staff/", "/staff/enquiry/"]
)
def test_the_desk_says_that_it_needs_javascript_and_where_to_read_on(visit: Visit, path: str) -> None:
    reader = visit(script=False)
    page = reader.page
    page.goto(path)
    note = page.get_by_role("note")
    expect(note).to_contain_text("The desk needs JavaScript")
    for name in ("the guidance", "the deadlines", "the fees"):
        expect(note.get_by_role("link", name=name)).to_be_visible()
    expect(page.locator("[data-needs-script]").locator("visible=true")).to_have_count(0)
    note.get_by_role("link", name="the deadlines").click()
    expect(page.get_by_role("region", name="Deadlines", exact=True)).to_be_visible()
