"""A desk for each test. moto is started once a module; its clients are kept, and what a test begins with is copied: making them costs time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws

from functions import wiring
from functions.actions.shared import transactions
from functions.domain.people.people import Kind
from tests.handlers import resources
from tests.handlers.beginnings import begin_with
from tests.handlers.desk import Desk, populate
from tests.handlers.network import connected

PARTS = (
    wiring.settings,
    wiring.table,
    wiring.documents,
    wiring.incoming,
    wiring.people,
    wiring.staff,
    wiring.mailer,
    wiring.renderer,
    wiring.worker,
    wiring.accounts,
)


@pytest.fixture(scope="module")
def aws() -> Iterator[Any]:
    """AWS by moto, reached through a network that tests can disturb, and the environment that the template sets."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
            patch.setenv(name, "testing")
        patch.setenv("AWS_DEFAULT_REGION", resources.REGION)
        for name, value in resources.environment().items():
            patch.setenv(name, value)
        # botocore waits up to seconds between its own retries; that waiting is not what is tested.
        patch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *_: 0)
        _forget()
        with mock_aws(), connected() as network:
            yield network
        _forget()


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who lost a race here tries again at once: nobody else is running whom a pause would let pass."""
    monkeypatch.setattr(transactions, "LONGEST_PAUSE", 0.0)


@pytest.fixture
def desk(aws: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The desk on the morning of the results: 22 August 2022, 09:00 in London. Whatever a test does with it, each function
    has kept to what template.yaml permits it: a denial would be caught as a fault of the moment and show nowhere else."""
    begin_with(results_morning)
    aws.reset()
    wiring.people.cache_clear()
    wiring.staff.cache_clear()
    desk = Desk()
    monkeypatch.setattr(wiring, "now", lambda: desk.now)
    yield desk
    assert aws.denied == []


def results_morning() -> None:
    """Make what AWS holds on that morning: the resources of the template, with people and results."""
    resources.create()
    resources.create_pools(wiring.accounts(Kind.CENTRE).client)
    populate()


def _forget() -> None:
    for part in PARTS:
        part.cache_clear()
