"""Two people at the shared desk, who take their steps through the API."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.enquiring import Enquiring
from tests.running_desk import RunningDesk


@pytest.fixture(scope="session")
def at_desk(running_desk: RunningDesk) -> Iterator[Enquiring]:
    with Enquiring(running_desk) as both:
        yield both
