"""What a centre's first page says is closing soon, as the days pass."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visit
from tests.builders import london
from tests.running_desk import OTHER_OFFICER, RunningDesk

pytestmark = pytest.mark.browser


@pytest.mark.proves("BY-22")
@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2022-09-12", None),
        ("2022-09-13", "7 days until June 2022 closes"),
        ("2022-09-19", "1 day until June 2022 closes"),
        ("2022-09-20", "1 day: June 2022 closes today"),
    ],
)
def test_a_series_that_closes_within_a_week_is_among_what_needs_doing_and_leads_to_a_new_enquiry(
    visit: Visit, running_desk: RunningDesk, day: str, said: str | None
) -> None:
    with running_desk.clock(london(f"{day} 10:00")):
        page = visit(OTHER_OFFICER).open("/desk/")
        lines = page.locator("[data-part=kinds]").get_by_role("link", name=re.compile("June 2022 closes"))
        if said is None:
            expect(lines).to_have_count(0)
            return
        expect(lines).to_have_text([said])
        lines.click()
        page.wait_for_url("**/desk/new/?body=cambridge-international&series=2022-06")
