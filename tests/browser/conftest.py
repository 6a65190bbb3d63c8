"""People at the shared desk, each in a browser context of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.visitor import Visit, Visitor
from tests.enquiring import Enquiring
from tests.running_desk import RunningDesk


@pytest.fixture(scope="session")
def at_desk(running_desk: RunningDesk) -> Iterator[Enquiring]:
    """The short way to a state that a test is about."""
    with Enquiring(running_desk) as both:
        yield both


@pytest.fixture
def visit(browser: Browser, running_desk: RunningDesk) -> Iterator[Visit]:
    """Opens a tab as somebody, or as nobody. What the browser complained of on the way fails the test."""
    visitors: list[Visitor] = []

    def opened(email: str | None = None, *, width: int = 1280, scheme: str = "light", script: bool = True) -> Visitor:
        visitors.append(Visitor(browser, running_desk, email, width=width, scheme=scheme, script=script))
        return visitors[-1]

    yield opened
    for each in visitors:
        each.leave()
    assert [fault for each in visitors for fault in each.faults] == []
