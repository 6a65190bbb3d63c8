"""Many at once: double clicks, retries and parallel tabs are one submission; two drafts about one candidate have one winner."""

from __future__ import annotations

import base64
import json
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import boto3
import pytest

from functions.actions.centre.submissions import submit
from functions.actions.shared.session import Session
from functions.adapters import clients, keys
from functions.adapters.items import model_in
from functions.adapters.table import Table
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.enquiries.submission import DraftContent, Submission, Submit
from functions.domain.errors import Refused
from functions.domain.loading import load
from functions.domain.people.people import Person
from tests.enquiring import DECLARED, Enquiring, content, ok
from tests.running_desk import OFFICER, PATIENCE, RunningDesk

pytestmark = pytest.mark.stack
MANY = 50
Done = TypeVar("Done")


def at_once(count: int, act: Callable[[int], Done]) -> list[Done]:
    """`act` in as many threads, all let go in the same moment."""
    gate = threading.Barrier(count)

    def through(turn: int) -> Done:
        gate.wait()
        return act(turn)

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(through, range(count)))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


@pytest.fixture(scope="module")
def officer(running_desk: RunningDesk) -> Person:
    payload = running_desk.token(OFFICER).split(".")[1]
    sub = json.loads(base64.urlsafe_b64decode(payload + "=="))["sub"]
    item = running_desk.table.get(keys.person(sub))
    assert item
    return model_in(Person, item)


@pytest.fixture
def deployed(running_desk: RunningDesk, monkeypatch: pytest.MonkeyPatch) -> Table:
    """The deployed table by the functions' own client, without the API's bound on how many are let in at once."""
    for name, value in (
        ("AWS_ENDPOINT_URL", running_desk.emulator.url), ("AWS_DEFAULT_REGION", "eu-west-2"),
        ("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test"),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)  # one that was made before keeps the credentials of its time
    monkeypatch.setattr(clients, "PATIENCE", clients.PATIENCE.merge(clients.Config(max_pool_connections=MANY, read_timeout=PATIENCE)))
    return Table(running_desk.stack["Table"], clients.dynamodb())


def stored_of(desk: RunningDesk, id: str) -> tuple[list[str], int]:
    """The enquiries that the submission has in the table, and how often it stands in the history that it was submitted."""
    item = desk.table.get(keys.submission(id))
    assert item
    made = model_in(Submission, item).enquiries
    assert all(desk.table.get(keys.enquiry(each)) for each in made)
    return list(made), len(desk.table.partition(keys.submission(id).pk, "H#"))


@pytest.mark.proves("BY-09", "CI-33")
def test_fifty_parallel_submissions_of_one_draft_are_one_submission_with_one_reference_and_three_enquiries(
    running_desk: RunningDesk, deployed: Table, catalogue: Catalogue, officer: Person
) -> None:
    request = Submit(content=DraftContent(**content(*running_desk.new_candidates(3))), declarations=tuple(DECLARED))
    id, now = str(uuid.uuid4()), running_desk.local.now
    answers = at_once(MANY, lambda _: submit(Session(deployed, catalogue, officer, None, now), id, request))
    assert len({each.model_dump_json() for each in answers}) == 1
    enquiries, submissions = stored_of(running_desk, id)
    assert (len(set(enquiries)), submissions) == (3, 1)


@pytest.mark.proves("BY-09")
def test_parallel_presses_of_submit_at_the_api_get_one_reference_and_the_same_enquiries(
    running_desk: RunningDesk, at_desk: Enquiring
) -> None:
    asked = content(*running_desk.new_candidates(3))
    id = str(uuid.uuid4())
    answers = at_once(12, lambda _: ok(at_desk.submit(id, asked))["submission"])
    assert len({each["reference"] for each in answers}) == 1
    assert len({tuple(one["id"] for one in each["enquiries"]) for each in answers}) == 1
    assert stored_of(running_desk, id)[1] == 1


@pytest.mark.proves("CI-06", "CI-08", "BY-09")
def test_of_two_drafts_that_share_a_candidate_one_wins_and_the_other_is_told_and_keeps_its_draft(
    running_desk: RunningDesk, at_desk: Enquiring
) -> None:
    shared, one, other = running_desk.new_candidates(3)
    drafts = {at_desk.draft(shared, one): content(shared, one), at_desk.draft(shared, other): content(shared, other)}
    answers = dict(zip(drafts, at_once(2, lambda turn: at_desk.submit(*list(drafts.items())[turn])), strict=True))
    assert sorted(each.status_code for each in answers.values()) == [200, 422]
    (loser,) = [id for id, each in answers.items() if each.status_code == 422]
    (problem,) = answers[loser].json()["errors"]
    assert (problem["code"], problem["field"]) == ("already_enquired", f"candidates.{shared}")
    assert problem["rule"]
    kept = ok(at_desk.officer.get(f"/api/drafts/{loser}"))["draft"]
    assert (kept["status"], kept["content"]["candidates"]) == ("draft", drafts[loser]["candidates"])


@pytest.mark.proves("CI-06", "CI-08")
def test_of_twenty_parallel_drafts_about_one_candidate_and_syllabus_exactly_one_wins(
    running_desk: RunningDesk, deployed: Table, catalogue: Catalogue, officer: Person
) -> None:
    (candidate,) = running_desk.new_candidates()
    now = running_desk.local.now

    def ask(turn: int) -> str:
        service = ("1", "1S", "2", "2S")[turn % 4]
        asked: dict[str, Any] = content(candidate, service=service, components=[("22", "42")[turn % 2]])
        request = Submit(content=DraftContent(**asked), declarations=tuple(DECLARED))
        try:
            return submit(Session(deployed, catalogue, officer, None, now), str(uuid.uuid4()), request).reference
        except Refused as refused:
            return refused.problems[0].code

    answers = at_once(20, ask)
    assert sorted(answers, key=lambda each: each != "already_enquired")[:19] == ["already_enquired"] * 19
    assert sum(each.startswith("RD-") for each in answers) == 1
