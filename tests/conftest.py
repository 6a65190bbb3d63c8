"""What several layers of tests share: a running desk, a Chromium, and the order in which the layers run."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright
from xdist.workermanage import NodeManager

from infra import chromium
from infra.local.emulator import STOP_SECONDS
from tests.running_desk import PATIENCE, RunningDesk, serving

TESTS = Path(__file__).parent
# Playwright's own five seconds are not enough on a busy machine: a page that works must never fail because others work too.
expect.set_options(timeout=PATIENCE * 1000)
# No test asserts a time: on a busy machine an example may take long without anything being wrong.
settings.register_profile("desk", deadline=None)
settings.load_profile("desk")


def pytest_configure() -> None:
    """A run that is told to end ends in order, and stops the emulators that it started."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    NodeManager.EXIT_TIMEOUT = STOP_SECONDS  # after ten seconds xdist would kill a process whose emulator is still running


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return how many processes run the tests: two to four for the whole suite or for all browser tests, otherwise none besides this one.

    Each process that comes to a stack or browser test starts a desk and a Chromium of its own, so tests in different processes share no state.
    """
    whole = {Path(each).resolve() for each in config.args} & {TESTS, TESTS / "browser"}
    narrowed = config.option.keyword or config.option.markexpr or config.option.collectonly or config.getoption("lf", False)
    return min(max(os.cpu_count() or 2, 2), 4) if whole and not narrowed else 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes milliseconds runs before what needs a browser or an emulator: a fault in a rule shows first."""
    slow = ("site", "stack", "browser")
    items.sort(key=lambda item: slow.index(item.path.parent.name) if item.path.parent.name in slow else -1)


@pytest.fixture(scope="session")
def running_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """The real template.yaml on an emulator of its own, with the built site and the demonstration's people and results."""
    with serving(tmp_path_factory.mktemp("desk")) as desk:
        yield desk


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser to drive. Its absence fails the browser tests: a skipped test proves nothing."""
    path = chromium.find()
    if path is None:
        pytest.fail("No Chromium on this machine; `make chromium` installs one")
    return path


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One Chromium for all tests of a process; each opens a context of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()
