"""What several layers of tests share: a running desk, and where Chromium is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from infra import chromium
from infra.local.desk import LocalDesk
from infra.local.emulator import free_port
from tests.running_desk import RunningDesk


@pytest.fixture(scope="session")
def running_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """The real template.yaml on an emulator of its own, with the built site and the demonstration's people and results."""
    desk = LocalDesk(tmp_path_factory.mktemp("desk"), free_port(), free_port())
    try:
        desk.start()
        stop_serving = desk.serve_in_background()
        try:
            yield RunningDesk(desk)
        finally:
            stop_serving()
    finally:
        desk.stop()


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser to drive. Its absence fails the browser tests: a skipped test proves nothing."""
    path = chromium.find()
    if path is None:
        pytest.fail("No Chromium on this machine; `make chromium` installs one")
    return path
