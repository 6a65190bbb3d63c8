"""With letters twice as large, and on a narrow screen, what a person must know of a row is in sight."""

from __future__ import annotations

import pytest

from tests.browser.visitor import Visit
from tests.enquiring import Enquiring
from tests.running_desk import OFFICER, RunningDesk

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "letters"), [(360, "100%"), (640, "200%"), (1280, "200%")])
def test_the_reason_on_a_candidates_row_is_in_sight(
    visit: Visit, running_desk: RunningDesk, at_desk: Enquiring, width: int, letters: str
) -> None:
    (busy,) = running_desk.new_candidates(names=["Wilhelmina Featherstonehaugh-Cholmondeley"])
    at_desk.received(busy)
    visitor = visit(OFFICER, width=width)
    page = visitor.open("/desk/new/?body=cambridge-international&series=2022-06")
    page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", letters)
    page.get_by_label("Service", exact=True).select_option("2")
    visitor.choose_syllabus("0580")
    reason = page.locator(f'[id="candidates.{busy}-why"] .reason').first
    reason.scroll_into_view_if_needed()
    # Without scrolling sideways: from the first column on, within the region that scrolls and within the screen.
    seen = reason.evaluate(
        """(element) => {
          const region = element.closest("[role=region]");
          region.scrollLeft = 0;
          const own = element.getBoundingClientRect(), frame = region.getBoundingClientRect();
          return own.width > 0 && own.left >= frame.left && own.right <= Math.min(frame.right, innerWidth);
        }"""
    )
    assert seen
