"""Staff among themselves: whose hands an enquiry is in, and one held until its question is answered."""

from __future__ import annotations

from typing import Any

import pytest

from tests.handlers.desk import OTHER_BOARD, SUPERVISOR, Desk, Reply
from tests.scans import scan


def act(desk: Desk, id: str, deed: str, *, by: str = "caseworker") -> Reply:
    return desk.staff("POST", f"/enquiries/{id}/{deed}", {"version": desk.case(id)["version"]}, by=by)


def ask(desk: Desk, id: str, *, hold: bool = True) -> None:
    desk.staff("POST", f"/enquiries/{id}/messages", {"kind": "question", "text": "Which paper is meant?", "hold": hold}).ok()


def answer(desk: Desk, id: str) -> None:
    desk.centre("POST", f"/api/enquiries/{id}/messages", {"kind": "answer", "text": "Paper 2."}).ok()


def in_queue(desk: Desk, id: str, stage: str = "received") -> Any:
    return next(each for each in desk.staff("GET", "/queue", stage=stage).ok()["enquiries"] if each["id"] == id)


def codes(case: Any) -> list[str]:
    return [each["code"] for each in case["history"]]


# --- whose hands it is in


def test_an_enquiry_is_in_nobodys_hands_until_somebody_takes_it_and_the_queue_says_whose(desk: Desk) -> None:
    id = desk.received()
    assert in_queue(desk, id)["handler"] is None
    case = act(desk, id, "handler").ok()["enquiry"]
    assert case["handler"] == {"id": "caseworker", "name": "Name of caseworker"}
    assert in_queue(desk, id)["handler"]["name"] == "Name of caseworker"


def test_a_colleague_can_take_it_over_which_stands_in_the_history(desk: Desk) -> None:
    id = desk.received()
    act(desk, id, "handler").ok()
    assert act(desk, id, "handler").codes == ["yours_already"]
    case = act(desk, id, "handler", by=SUPERVISOR).ok()["enquiry"]
    assert case["handler"]["name"] == "Name of supervisor"
    taken = [each["who"] for each in case["history"] if each["code"] == "taken_over"]
    assert taken == ["Caseworker, awarding body", "Supervisor, awarding body"]


def test_of_two_who_take_it_at_once_one_is_refused(desk: Desk) -> None:
    id = desk.received()
    version = desk.case(id)["version"]
    desk.staff("POST", f"/enquiries/{id}/handler", {"version": version}, by=SUPERVISOR).ok()
    late = desk.staff("POST", f"/enquiries/{id}/handler", {"version": version})
    assert (late.status, late.codes) == (409, ["changed_meanwhile"])
    assert desk.case(id)["handler"]["id"] == SUPERVISOR


def test_the_centre_sees_neither_who_has_it_nor_that_it_changed_hands(desk: Desk) -> None:
    id = desk.received()
    act(desk, id, "handler").ok()
    seen = desk.enquiry(id)
    assert "handler" not in seen
    assert "taken_over" not in codes(seen)
    assert "Name of caseworker" not in str(seen)


def test_what_is_finished_is_in_nobodys_hands(desk: Desk) -> None:
    id = desk.received()
    act(desk, id, "handler").ok()
    desk.centre("POST", f"/api/enquiries/{id}/cancel", {"version": desk.enquiry(id)["version"], "reason": "", "accept_charge": False}).ok()
    assert desk.case(id)["handler"] is None
    assert act(desk, id, "handler", by=SUPERVISOR).codes == ["status_forbids"]


# --- held


@pytest.mark.parametrize("ready", ["to acknowledge", "to decide"])
def test_nothing_is_issued_while_an_enquiry_is_held_and_its_answer_lets_it_go_on(desk: Desk, ready: str) -> None:
    id = desk.received()
    kind, deed, stage = "acknowledgement", "acknowledge", "received"
    if ready == "to decide":
        desk.acknowledge(id)
        desk.mark(id).ok()
        kind, deed, stage = "outcome", "outcome", "acknowledged"
    looked = desk.preview(id, kind)
    ask(desk, id)
    assert in_queue(desk, id, stage)["held"]
    assert desk.staff("POST", f"/enquiries/{id}/letters/{kind}").codes == ["held"]
    pinned = {"version": desk.case(id)["version"], "sha256": looked["sha256"]}
    assert desk.staff("POST", f"/enquiries/{id}/{deed}", pinned).codes == ["held"]
    answer(desk, id)
    assert not in_queue(desk, id, stage)["held"]
    assert in_queue(desk, id, stage)["message"] == "Answered"
    looked = desk.preview(id, kind)
    desk.staff("POST", f"/enquiries/{id}/{deed}", {"version": looked["version"], "sha256": looked["sha256"]}).ok()


def test_a_script_is_not_issued_while_its_enquiry_is_held(desk: Desk) -> None:
    id = desk.acknowledged(service="2S")
    attached = desk.upload(id, scan("a script"), component="22")
    ask(desk, id)
    assert desk.issue_script(id, attached["document"]).codes == ["held"]
    act(desk, id, "go-on").ok()
    desk.issue_script(id, attached["document"]).ok()


def test_a_held_enquiry_among_many_acknowledged_at_once_stays_and_stops_no_other(desk: Desk) -> None:
    ids = [each["id"] for each in desk.submitted(candidates=["0713", "0714"])["enquiries"]]
    desk.follow()
    letters = [{"id": id, **{name: desk.preview(id, "acknowledgement")[name] for name in ("version", "sha256")}} for id in ids]
    ask(desk, ids[0])
    letters[0]["version"] = desk.case(ids[0])["version"]
    job = desk.staff("POST", "/acknowledge", {"letters": letters}).ok()["job"]
    assert (job["facts"], [[one["code"] for one in each["errors"]] for each in job["left_out"]]) == ({"done": 1, "refused": 1}, [["held"]])
    assert [desk.case(id)["status"] for id in ids] == ["received", "acknowledged"]


def test_staff_can_let_a_held_enquiry_go_on_without_the_answer(desk: Desk) -> None:
    id = desk.received()
    assert act(desk, id, "go-on").codes == ["not_held"]
    ask(desk, id)
    case = act(desk, id, "go-on").ok()["enquiry"]
    assert not case["held"]
    assert codes(case)[-1] == "went_on"
    desk.acknowledge(id)


def test_a_question_that_does_not_hold_leaves_a_hold_and_only_questions_hold(desk: Desk) -> None:
    id = desk.received()
    ask(desk, id, hold=False)
    assert not desk.case(id)["held"]
    ask(desk, id)
    ask(desk, id, hold=False)
    assert desk.case(id)["held"]
    said = {"kind": "answer", "text": "Paper 2.", "hold": True}
    assert desk.centre("POST", f"/api/enquiries/{id}/messages", said).codes == ["status_forbids"]
    assert desk.case(id)["held"]


def test_others_than_staff_of_the_body_neither_take_an_enquiry_nor_let_it_go_on(desk: Desk) -> None:
    id = desk.received()
    ask(desk, id)
    for deed in ("handler", "go-on"):
        assert act(desk, id, deed, by=OTHER_BOARD).status == 404
    assert desk.case(id)["held"]
