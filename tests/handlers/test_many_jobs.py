"""What is done with many enquiries at once goes on after an interruption, and does each enquiry once, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from functions import wiring
from functions.adapters.organisations import put_person, read_person
from tests import builders
from tests.handlers.desk import ASSOCIATE, CASEWORKER, FINANCE, LAKESIDE, OTHER_ASSOCIATE, OTHER_BOARD, SUPERVISOR, Desk, Reply
from tests.handlers.network import Fault
from tests.handlers.test_acknowledging_many import acknowledge, looked_at
from tests.handlers.test_import_jobs import Killed

CENTRE = "x@y.example"
MANY = [f"{number:04d}" for number in range(1000, 1045)]  # three portions
Begin = Callable[[], Reply]


def _kill(_: Any, __: Any) -> Any:
    raise Killed


def kill_every_few_writes(desk: Desk, id: str, check: Callable[[], Any]) -> int:
    """Have the job done by workers that are killed after a few writes each, until it is finished. Return how many were killed."""
    kills = 0
    desk.network.begun.append(id)
    while True:
        for operation in ("TransactWriteItems", "PutItem"):
            desk.network.faults += [Fault(operation, 5, lambda request, send: send(request)), Fault(operation, 1, _kill)]
        try:
            desk.network.work()
        except Killed:
            kills += 1
            desk.network.faults.clear()
            check()
            continue
        break
    desk.network.faults.clear()
    return kills


def received(desk: Desk) -> list[str]:
    for number in MANY:
        desk.put(builders.card(number, version=1))
    made = [desk.submitted(candidates=tuple(MANY[start : start + 15])) for start in (0, 15, 30)]
    desk.follow()
    return [each["id"] for one in made for each in one["enquiries"]]


@pytest.mark.proves("BY-24")
def test_letters_whose_worker_is_killed_anywhere_are_each_issued_once_with_one_e_mail(desk: Desk) -> None:
    ids = received(desk)
    letters = [looked_at(desk, id) for id in ids]
    desk.network.jobs_are_lost = True
    job = acknowledge(desk, *letters, id="a" * 32).ok()["job"]
    assert (job["percent"], job["step"], job["about"]["title"], job["facts"]) == (
        0,
        "Issuing letters",
        "45 letters",
        {"done": 0, "refused": 0},
    )
    shown: list[int] = []

    def check() -> None:
        now = desk.staff("GET", f"/jobs/{job['id']}").ok()["job"]
        shown.append(now["percent"])
        for id in ids:
            case = desk.case(id)
            issued = any(each["slot"] == "AckLetter" and each["state"] == "issued" for each in case["documents"])
            assert (case["status"] == "acknowledged") is issued, "whole or not at all"

    assert kill_every_few_writes(desk, job["id"], check) > 2
    assert shown == sorted(shown)
    assert {0, 33} <= set(shown), "progress is shown as it goes"
    after = desk.staff("GET", f"/jobs/{job['id']}").ok()["job"]
    assert (after["percent"], after["facts"], after["left_out"]) == (100, {"done": 45, "refused": 0}, [])
    desk.follow()
    for id in ids:
        case = desk.case(id)
        assert (case["status"], [each["code"] for each in case["history"]].count("acknowledged")) == ("acknowledged", 1)
    assert len([each for each in desk.mails() if each["subject"].startswith("Acknowledgement letter ready")]) == 45


@pytest.mark.proves("BY-24")
def test_letters_whose_worker_never_came_are_issued_by_the_sweep_and_those_changed_meanwhile_are_left_out(desk: Desk) -> None:
    ids = received(desk)
    letters = [looked_at(desk, id) for id in ids]
    desk.network.jobs_are_lost = True
    job = acknowledge(desk, *letters).ok()["job"]
    changed = letters[30]
    desk.centre("PUT", f"/api/enquiries/{changed['id']}/note", {"note": "Urgent", "version": changed["version"]}).ok()
    desk.network.jobs_are_lost = False
    desk.now += timedelta(minutes=3)
    waiting = desk.staff("GET", f"/jobs/{job['id']}").ok()["job"]
    assert waiting["problem"] == "The work stopped before its end. It continues automatically within a few minutes, and nothing is lost."
    assert desk.sweep()["jobs"] == 1
    after = desk.staff("GET", f"/jobs/{job['id']}", by=SUPERVISOR)
    assert after.left_out == {changed["id"]: ["changed_meanwhile"]}
    assert after.body["job"]["facts"] == {"done": 44, "refused": 1}
    assert [desk.case(each)["status"] for each in (changed["id"], ids[0], ids[44])] == ["received", "acknowledged", "acknowledged"]
    assert [(each["kind"], each["started_by"]) for each in desk.staff("GET", "/jobs").ok()["jobs"]] == [
        ("acknowledgements", "Name of caseworker")
    ]


def test_nobody_else_sees_the_letters_of_a_body_or_takes_its_jobs_id(desk: Desk) -> None:
    (id,) = [each["id"] for each in desk.submitted()["enquiries"]]
    desk.follow()
    letter = looked_at(desk, id)
    acknowledge(desk, letter, id="a" * 32).ok()
    for by in (OTHER_BOARD, FINANCE):
        assert desk.staff("GET", f"/jobs/{'a' * 32}", by=by).status == 404
    assert desk.associate("GET", f"/jobs/{'a' * 32}").status == 404
    taken = desk.associate("POST", "/release", {"enquiries": [id], "what": "other", "id": "a" * 32})
    assert taken.status == 404


def test_who_lost_their_access_after_beginning_does_nothing_more(desk: Desk) -> None:
    ids = received(desk)
    letters = [looked_at(desk, id) for id in ids[:25]]
    desk.network.jobs_are_lost = True
    job = acknowledge(desk, *letters).ok()["job"]["id"]
    person = read_person(wiring.table(), CASEWORKER)
    assert person
    wiring.table().put(put_person(person.model_copy(update={"disabled": True})))
    desk.network.work()
    after = desk.staff("GET", f"/jobs/{job}", by=SUPERVISOR)
    assert set(map(tuple, after.left_out.values())) == {("not_found",)}
    assert len(after.left_out) == 25
    assert {desk.staff("GET", f"/enquiries/{id}", by=SUPERVISOR).ok()["enquiry"]["status"] for id in ids} == {"received"}


def at_lakeside(desk: Desk) -> list[str]:
    for number in MANY:
        desk.put(builders.card(number, organisation="lakeside", version=1))
    some = [tuple(MANY[start : start + 15]) for start in (0, 15, 30)]
    made = [desk.submit(by=LAKESIDE, contact_email=CENTRE, candidates=each).ok()["submission"] for each in some]
    desk.follow()
    return [each["id"] for one in made for each in one["enquiries"]]


@pytest.mark.proves("BY-24")
def test_approvals_and_releases_whose_worker_is_killed_anywhere_are_each_done_once(desk: Desk) -> None:
    ids = at_lakeside(desk)
    desk.network.jobs_are_lost = True
    approve = {"enquiries": [{"id": id, "version": 1} for id in ids], "id": "a" * 32}
    job = desk.associate("POST", "/approve", approve).ok()["job"]
    assert (job["title"], job["about"]["title"], job["percent"]) == ("Approval", "45 enquiries", 0)
    assert desk.associate("POST", "/approve", approve).ok()["job"]["id"] == job["id"]
    assert kill_every_few_writes(desk, job["id"], lambda: None) > 2
    after = desk.associate("GET", f"/jobs/{job['id']}")
    assert (after.left_out, after.body["job"]["facts"]) == ({}, {"done": 45, "refused": 0})
    assert desk.associate("GET", f"/jobs/{job['id']}", by=OTHER_ASSOCIATE).status == 404
    desk.follow()
    shown = [desk.associate("GET", f"/enquiries/{id}").ok()["enquiry"] for id in ids]
    assert {(each["status"], [one["code"] for one in each["history"]].count("approved")) for each in shown} == {("received", 1)}

    desk.network.jobs_are_lost = False
    acknowledge(desk, *(looked_at(desk, id) for id in ids)).ok()
    desk.follow()
    desk.network.jobs_are_lost = True
    desk.now += timedelta(minutes=1)
    job = desk.associate("POST", "/release", {"enquiries": ids, "what": "acknowledgement"}).ok()["job"]
    assert kill_every_few_writes(desk, job["id"], lambda: None) > 2
    after = desk.associate("GET", f"/jobs/{job['id']}")
    assert (after.left_out, after.body["job"]["facts"]) == ({}, {"done": 45, "refused": 0})
    desk.follow()
    shown = [desk.associate("GET", f"/enquiries/{id}").ok()["enquiry"] for id in ids]
    assert {[one["code"] for one in each["history"]].count("released") for each in shown} == {1}
    assert len([each for each in desk.mails(CENTRE) if each["subject"].startswith("Acknowledgement letter ready")]) == 45
    listed = desk.associate("GET", "/jobs", by=ASSOCIATE).ok()["jobs"]
    assert [each["kind"] for each in listed] == ["releases", "approvals"]
