"""Nothing moves after the first paint, on public pages and on the desks, in two widths."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring
from tests.running_desk import ASSOCIATE, CASEWORKER, FINANCE, OFFICER, RunningDesk

pytestmark = pytest.mark.browser
# What moved without anybody having done anything: the share of the screen that it took, and from where to where.
WATCHING = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    const sources = entry.sources.map(({ node, previousRect: from, currentRect: to }) => {
      const element = node?.nodeType === 1 ? node : node?.parentElement;
      const name = element ? `${element.localName}.${element.className} ${element.dataset?.part ?? ""}` : "?";
      return `${name} ${from.x},${from.y} ${from.width}x${from.height} to ${to.x},${to.y} ${to.width}x${to.height}`;
    });
    window.shifts.push({ value: entry.value, sources });
  }
}).observe({ type: "layout-shift", buffered: true });
"""
# The turning mark of what is still loading, and a button that widens by a word, count a few thousandths; a line that pushes the page down
# counts more. "Good" is 0.1: web.dev/articles/cls
STILL = 0.003
LONG = 2_000  # characters of a table's HTML
PUBLIC = ["/", "/deadlines/", "/fees/", "/guidance/services/", "/guidance/candidates/"]


def movements(page: Page) -> list[dict[str, Any]]:
    """Return what moved, after the page has been painted once more."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    shifts: list[dict[str, Any]] = page.evaluate("window.shifts")
    return shifts


def assert_still(visit: Visit, email: str | None, path: str, width: int) -> None:
    visitor = visit(email, width=width)
    visitor.context.add_init_script(WATCHING)
    page = visitor.open(path)
    page.wait_for_load_state("networkidle")
    moved = movements(page)
    assert sum(each["value"] for each in moved) < STILL, (path, width, moved)
    visitor.leave()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_on_public_pages_with_the_banner_of_a_practice_desk(visit: Visit, width: int) -> None:
    for path in PUBLIC:
        assert_still(visit, None, path, width)


def test_cards_do_not_wait_for_their_last_one_to_be_as_wide_as_they_are(visit: Visit) -> None:
    visitor = visit(None, width=1280)
    counts = []
    for path in PUBLIC:
        page = visitor.open(path)
        for cards in page.locator(".cards:visible").all():
            columns = "(cards) => getComputedStyle(cards).gridTemplateColumns"
            before = cards.evaluate(columns)
            counts.append(cards.evaluate("(cards) => cards.children.length"))
            cards.evaluate("(cards) => [...cards.children].slice(1).forEach((each) => each.remove())")
            assert cards.evaluate(columns) == before, path
    assert max(counts) >= 4, counts
    visitor.leave()


def test_the_columns_of_a_long_public_table_do_not_wait_for_its_last_row(visit: Visit) -> None:
    """A page that arrives in parts is painted before it is whole. Columns as wide as their contents would then move with each row."""
    visitor = visit(None, width=1280)
    found = []
    for path in [*PUBLIC, "/bodies/", "/bodies/ncfe/", "/bodies/aqa/services/", "/bodies/aqa/fees/"]:
        page = visitor.open(path)
        for table in page.locator("table:visible").all():
            if len(table.inner_html()) > LONG:
                found.append(path)
                assert table.evaluate("(table) => getComputedStyle(table).tableLayout") == "fixed", path
    assert len(set(found)) >= 6, found
    visitor.leave()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_on_the_desks(visit: Visit, running_desk: RunningDesk, at_desk: Enquiring, width: int) -> None:
    enquiry = at_desk.received(*running_desk.new_candidates())[0]["id"]
    for email, path in (
        (None, "/desk/"),
        (None, "/staff/"),
        (OFFICER, "/desk/"),
        (OFFICER, "/desk/enquiries/"),
        (OFFICER, f"/desk/enquiry/?id={enquiry}"),
        (OFFICER, "/desk/new/?body=cambridge-international&series=2022-06"),
        (OFFICER, "/desk/messages/"),
        (CASEWORKER, "/staff/"),
        (CASEWORKER, f"/staff/enquiry/?id={enquiry}"),
        (CASEWORKER, "/staff/register/"),
        (CASEWORKER, "/staff/failures/"),
        (FINANCE, "/staff/invoices/"),
        (ASSOCIATE, "/associate/"),
    ):
        assert_still(visit, email, path, width)
