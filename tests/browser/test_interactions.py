"""How many things a person must do, from signing in to the confirmation, for the enquiry that is made most often."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from infra.local.signing_in import PASSWORD
from tests.browser.visitor import Visit
from tests.running_desk import OFFICER, RunningDesk

MOST = 15  # presses, ticks, choices and typed fields; it took as many before there were several awarding bodies


class Counter:
    """What a person does, one at a time."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, act: Callable[..., Any], *values: Any) -> None:
        self.count += 1
        act(*values)


def test_an_enquiry_with_copies_of_two_scripts_takes_no_more_than_fifteen_interactions_from_signing_in(
    running_desk: RunningDesk, visit: Visit
) -> None:
    (number,) = running_desk.new_candidates(names=["Oriel Quill"])
    person, do = visit(None), Counter()
    page = person.page
    page.goto("/desk/")
    do(page.get_by_role("button", name="Sign in").click)
    do(page.get_by_label("Username").fill, OFFICER)
    do(page.get_by_label("Password").fill, PASSWORD)
    do(page.get_by_role("button", name="Sign in").click)
    page.wait_for_url("**/desk/")
    person.settled()
    do(page.get_by_role("link", name="Create enquiry, service 2S, Examinations").click)
    page.wait_for_url("**/desk/new/**")
    person.settled()
    do(page.get_by_label("This address is right").check)
    do(page.get_by_role("combobox", name="Assessment").fill, "0580")
    do(page.locator("#syllabus-list").get_by_role("option").first.click)
    for code in ("22", "42"):
        do(page.locator(f'[id="components.{code}"]').check)
    do(page.locator(f'[id="candidates.{number}"]').check)
    do(page.get_by_role("button", name="Continue to check your answers").click)
    page.wait_for_url("**/desk/check/**")
    person.settled()
    boxes = page.locator("#declarations input:visible")
    expect(boxes).to_have_count(2)
    for box in boxes.all():
        do(box.check)
    do(page.get_by_role("button", name=re.compile("^Submit")).click)
    person.submitted()
    assert do.count <= MOST
