"""What every layer of tests shares: where Chromium is."""

from __future__ import annotations

import pytest

from infra import chromium


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser to drive. Its absence fails the browser tests: a skipped test proves nothing."""
    path = chromium.find()
    if path is None:
        pytest.fail("No Chromium on this machine; `make chromium` installs one")
    return path
