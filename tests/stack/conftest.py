"""Who is at work in the stack's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.people_at_work import Caseworker, Officer
from tests.running_desk import OTHER_OFFICER, RunningDesk


@pytest.fixture(scope="session")
def officer(running_desk: RunningDesk) -> Iterator[Officer]:
    """Northfield's exams officer."""
    with Officer(running_desk) as person:
        yield person


@pytest.fixture(scope="session")
def other_officer(running_desk: RunningDesk) -> Iterator[Officer]:
    """Harbour's, who has nothing to do with Northfield."""
    with Officer(running_desk, OTHER_OFFICER) as person:
        yield person


@pytest.fixture(scope="session")
def caseworker(running_desk: RunningDesk) -> Iterator[Caseworker]:
    with Caseworker(running_desk) as person:
        yield person
