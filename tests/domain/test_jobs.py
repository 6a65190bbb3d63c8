"""Long work: what is to do next, how far it is, when another worker goes on with it, and how the desk shows it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from functions.domain.errors import problem
from functions.domain.jobs import KINDS, LEASE, Job, LeftOut, Step, portions_of
from functions.domain.people.history import Actor
from functions.domain.retries import retry_wait
from functions.domain.views.job_pages import page
from tests.builders import CAMBRIDGE, body, london

BEGAN = london("2022-08-22 09:00")
LATER = BEGAN + timedelta(minutes=1)


def job(*done: int, **changes: Any) -> Job:
    """Return an import of the register in three steps of 2, 5 and 1 portions, of which so many are done."""
    portions = {"prepare": 2, "put_in_force": 5, "finish": 1}
    steps = [
        Step(name=name, portions=count, done=so_far) for (name, count), so_far in zip(portions.items(), done or (0, 0, 0), strict=True)
    ]
    fields: dict[str, Any] = {
        "id": "j1", "kind": "register", "body": CAMBRIDGE, "about": "2022-06", "by": Actor(id="p7", organisation="cambridge"),
        "by_name": "Jo Wren", "started_at": BEGAN, "seen_at": BEGAN, "steps": tuple(steps), "facts": {"added": 3},
    }  # fmt: skip
    return Job(**fields | changes)


def test_the_next_step_is_the_first_that_has_portions_left() -> None:
    assert [each and each.name for each in (job(1, 0, 0).step, job(2, 4, 0).step, job(2, 5, 0).step, job(2, 5, 1).step)] == [
        "prepare", "put_in_force", "finish", None,
    ]  # fmt: skip


def test_how_much_is_done_is_told_in_whole_percent_and_100_only_for_all_of_it() -> None:
    assert [each.percent for each in (job(), job(1, 0, 0), job(2, 1, 0), job(2, 5, 0), job(2, 5, 1))] == [0, 12, 37, 87, 100]
    assert job(steps=()).percent == 100


def test_a_portion_that_is_done_counts_in_the_step_it_was_of_and_forgets_earlier_failures() -> None:
    after = job(2, 1, 0, attempts=3, last_error="Throttled").advanced(LATER)
    assert [each.done for each in after.steps] == [2, 2, 0]
    assert (after.attempts, after.last_error, after.seen_at, after.version, after.finished_at) == (0, "", LATER, 2, None)


def test_a_job_is_finished_with_its_last_portion() -> None:
    assert job(2, 5, 0).advanced(LATER).finished_at == LATER


def test_another_worker_goes_on_two_minutes_after_the_last_sign_of_life_and_later_after_each_failure() -> None:
    assert timedelta(minutes=2) == LEASE
    assert job().due_at == BEGAN + timedelta(minutes=2)
    failed = job().failed("Throttled", LATER)
    assert (failed.attempts, failed.last_error, failed.seen_at, failed.version) == (1, "Throttled", LATER, 2)
    assert failed.due_at == LATER + timedelta(minutes=2)
    assert failed.failed("Throttled", LATER).due_at == LATER + timedelta(minutes=4)
    assert failed.failed("Throttled", LATER).attempts == 2


@pytest.mark.parametrize(("before", "minutes"), [(0, 2), (1, 4), (2, 8), (3, 16), (4, 32), (5, 60), (6, 60), (10, 60), (5000, 60)])
def test_the_wait_after_a_failure_doubles_up_to_an_hour(before: int, minutes: int) -> None:
    assert retry_wait(before) == timedelta(minutes=minutes)


def test_a_job_belongs_to_the_awarding_body_or_to_the_centre_that_has_it_done() -> None:
    assert job().owner == CAMBRIDGE
    assert job(organisation="northfield").owner == "northfield"


@pytest.mark.parametrize(("count", "size", "portions"), [(0, 50, 0), (1, 50, 1), (50, 50, 1), (51, 50, 2), (100, 50, 2)])
def test_so_many_portions_hold_so_many_things(count: int, size: int, portions: int) -> None:
    assert portions_of(count, size) == portions


def test_the_kinds_of_jobs_and_their_steps_have_their_words() -> None:
    assert {name: (kind.title, " | ".join(kind.steps.values())) for name, kind in KINDS.items()} == {
        "register": ("Import of the results register", "Preparing the changes | Putting them in force | Tidying up | Finishing"),
        "exemptions": ("Import of exemptions", "Preparing the changes | Putting them in force | Tidying up | Finishing"),
        "invoices": ("Invoice run", "Issuing invoices"),
        "acknowledgements": ("Acknowledgement", "Issuing letters"),
        "statements": ("Posting", "Marking as sent"),
        "approvals": ("Approval", "Sending on"),
        "releases": ("Release of documents", "Releasing documents"),
        "submissions": ("Submission", "Submitting"),
    }
    assert list(KINDS["register"].steps) == ["prepare", "put_in_force", "settle", "finish"]


# --- how the desk shows it


def test_a_job_is_shown_with_its_step_in_words_and_how_far_it_is() -> None:
    assert page(job(2, 1, 0), body(), LATER) == {
        "id": "j1", "kind": "register", "title": "Import of the results register", "about": {"id": "2022-06", "title": "June 2022"},
        "started_at": "2022-08-22T08:00:00.000Z", "started_by": "Jo Wren", "finished_at": None, "in_force_at": None,
        "step": "Putting them in force", "percent": 37, "facts": {"added": 3}, "left_out": [], "problem": None,
    }  # fmt: skip


def test_a_finished_job_says_when_it_finished_and_from_when_what_it_made_is_seen() -> None:
    done = page(job(2, 5, 1, finished_at=LATER, in_force_at=BEGAN, attempts=2), body(), LATER + timedelta(days=1))
    assert (done["step"], done["percent"], done["problem"]) == ("Finished", 100, None)
    assert (done["finished_at"], done["in_force_at"]) == ("2022-08-22T08:01:00.000Z", "2022-08-22T08:00:00.000Z")


def test_what_keeps_a_job_from_going_on_is_told() -> None:
    stopped = "The work stopped before its end. It continues automatically within a few minutes, and nothing is lost."
    assert page(job(), body(), BEGAN + timedelta(minutes=2, seconds=-1))["problem"] is None
    assert page(job(), body(), BEGAN + timedelta(minutes=2))["problem"] == stopped
    failed = "This step failed (Throttled). It is tried again automatically, and nothing is lost."
    assert page(job().failed("Throttled", LATER), body(), LATER)["problem"] == failed


def test_a_job_about_no_series_of_a_body_is_shown_by_what_it_is_about() -> None:
    assert page(job(about="12 letters"), body(), LATER)["about"] == {"id": "12 letters", "title": "12 letters"}
    assert page(job(), None, LATER)["about"] == {"id": "2022-06", "title": "2022-06"}


def test_what_a_job_could_not_do_is_listed_with_its_problems() -> None:
    found = problem("try_again")
    (left,) = page(job(), body(), LATER, [LeftOut(id="e1", name="0713", problems=(found,))])["left_out"]
    assert left == {"id": "e1", "name": "0713", "errors": [found]}
