"""What needs doing now: counted on the first page of each desk over all series, and listed by the same rule where a count leads."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from functions.actions.staff import failures, queue
from tests.builders import card
from tests.handlers.desk import ASSOCIATE, HARBOUR, LAKESIDE, OFFICER, SUPERVISOR, Desk
from tests.handlers.reviewing import NOVEMBER, reviewed, school_assessed
from tests.handlers.test_school_assessed import asked

NOTHING = {"to_make": 0, "late": 0, "question": 0, "again": 0}


def attention(desk: Desk, *, by: str = OFFICER) -> Any:
    return desk.centre("GET", "/api/attention", by=by).ok()


def listed(desk: Desk, *, by: str = OFFICER, **query: str) -> list[str]:
    return [each["id"] for each in desk.centre("GET", "/api/enquiries", by=by, **query).ok()["enquiries"]]


def staffs(desk: Desk) -> dict[str, int]:
    counts: dict[str, int] = desk.staff("GET", "/attention").ok()["counts"]
    return counts


def in_queue(desk: Desk, stage: str) -> list[str]:
    return [each["id"] for each in desk.staff("GET", "/queue", stage=stage).ok()["enquiries"]]


def question(desk: Desk, id: str, *, hold: bool = False) -> None:
    desk.staff("POST", f"/enquiries/{id}/messages", {"kind": "question", "text": "Is a page missing?", "hold": hold}).ok()


def lakesides(desk: Desk, **changes: Any) -> str:
    """The id of an enquiry that Lakeside has submitted to its Associate."""
    mine = {"contact_email": "x@y.example"} | changes
    id: str = desk.submit(by=LAKESIDE, **mine).ok()["submission"]["enquiries"][0]["id"]
    desk.follow()
    return id


@pytest.mark.proves("BY-22")
def test_a_centre_with_nothing_to_do_is_told_how_many_enquiries_it_has(desk: Desk) -> None:
    assert attention(desk) == {"counts": NOTHING, "enquiries": [], "needing": 0, "looked_at": 0, "open": 0, "more": False}
    desk.received()
    assert attention(desk) == {"counts": NOTHING, "enquiries": [], "needing": 0, "looked_at": 1, "open": 1, "more": False}
    assert attention(desk, by=HARBOUR)["looked_at"] == 0


@pytest.mark.proves("BY-22")
def test_what_a_centre_has_to_do_is_counted_over_all_series_and_each_count_leads_to_just_that_list(desk: Desk) -> None:
    reviewed(desk, school_assessed())
    of_november = asked(desk, "2")
    desk.acknowledge(of_november)
    late = desk.at("2022-08-22 10:00").acknowledged()
    question(desk, of_november)
    desk.at("2022-10-03 09:00")
    found = attention(desk)
    assert found["counts"] == NOTHING | {"late": 1, "question": 1}
    assert [each["id"] for each in found["enquiries"]] == [of_november, late]
    assert [each["series"]["id"] for each in found["enquiries"]] == [NOVEMBER, "2022-06"]
    assert (found["needing"], found["looked_at"], found["open"]) == (2, 2, 2)
    assert listed(desk, status="late") == [late]
    assert listed(desk, status="question") == [of_november]
    assert listed(desk, status="again") == []


@pytest.mark.proves("BY-22")
def test_one_enquiry_that_is_late_and_has_a_question_is_counted_under_both_and_shown_once(desk: Desk) -> None:
    id = desk.acknowledged()
    question(desk, id)
    found = attention(desk.at("2022-10-03 09:00"))
    assert found["counts"] == NOTHING | {"late": 1, "question": 1}
    assert ([each["id"] for each in found["enquiries"]], found["needing"]) == ([id], 1)


def test_what_the_associate_rejected_asks_for_another_submission_as_long_as_there_is_time(desk: Desk) -> None:
    id = lakesides(desk)
    desk.associate("POST", f"/enquiries/{id}/reject", {"version": 1, "reason": "No consent yet"}, by=ASSOCIATE).ok()
    assert attention(desk, by=LAKESIDE)["counts"]["again"] == 1
    assert listed(desk, by=LAKESIDE, status="again") == [id]
    assert attention(desk.at("2022-09-20 23:59"), by=LAKESIDE)["counts"]["again"] == 1
    assert attention(desk.at("2022-09-21 00:00"), by=LAKESIDE)["counts"]["again"] == 0
    assert listed(desk, by=LAKESIDE, status="again") == []


@pytest.mark.proves("BY-22")
def test_ten_are_shown_those_submitted_first_and_all_are_counted(desk: Desk) -> None:
    numbers = [f"08{number:02}" for number in range(12)]
    for number in numbers:
        desk.put(card(number, name=f"Candidate {number}", version=1))
        desk.at(desk.now + timedelta(minutes=1))
        desk.received(candidates=(number,))
    found = attention(desk.at("2022-10-03 09:00"))
    assert (found["counts"]["late"], found["needing"], len(found["enquiries"])) == (12, 12, 10)
    assert found["enquiries"][0]["subject"]["label"].startswith("0800")


@pytest.mark.proves("BY-22")
def test_a_list_over_all_series_has_the_latest_series_first_and_goes_on_page_by_page(desk: Desk) -> None:
    reviewed(desk, school_assessed())
    of_november = asked(desk, "2")
    of_june = []
    for number in range(26):
        desk.put(card(f"08{number:02}", name=f"Candidate {number}", version=1))
        desk.at(desk.now + timedelta(minutes=1))
        of_june.append(desk.received(candidates=(f"08{number:02}",)))
    first = desk.centre("GET", "/api/enquiries").ok()
    assert [each["id"] for each in first["enquiries"]] == of_june[:0:-1]
    second = desk.centre("GET", "/api/enquiries", after=first["next"]).ok()
    assert ([each["id"] for each in second["enquiries"]], second["next"]) == ([of_june[0], of_november], None)
    assert listed(desk, typed="0731") == [of_november]
    assert listed(desk, series="2022-06", typed="0731") == []


def test_a_page_that_ends_with_a_series_goes_on_in_the_next_one(desk: Desk) -> None:
    reviewed(desk, school_assessed())
    of_november = asked(desk, "2")
    for number in range(25):
        desk.put(card(f"08{number:02}", name=f"Candidate {number}", version=1))
        desk.received(candidates=(f"08{number:02}",))
    first = desk.centre("GET", "/api/enquiries").ok()
    assert len(first["enquiries"]) == 25
    second = desk.centre("GET", "/api/enquiries", after=first["next"]).ok()
    assert ([each["id"] for each in second["enquiries"]], second["next"]) == ([of_november], None)


@pytest.mark.proves("BY-22")
def test_an_associate_sees_what_to_approve_to_release_and_to_answer_and_each_leads_to_its_list(desk: Desk) -> None:
    waiting = lakesides(desk)

    def counts() -> dict[str, int]:
        answer = desk.associate("GET", "/attention", by=ASSOCIATE).ok()
        assert answer["more"] is False
        found: dict[str, int] = answer["counts"]
        return found

    def of(status: str) -> list[str]:
        return [each["id"] for each in desk.associate("GET", "/enquiries", status=status, by=ASSOCIATE).ok()["enquiries"]]

    none = {"to_approve": 0, "to_release": 0, "closing": 0, "question": 0, "error": 0, "change": 0, "late": 0}
    assert counts() == none | {"to_approve": 1}
    desk.at("2022-09-19 10:00")
    assert counts() == none | {"to_approve": 1, "closing": 1}
    assert of("closing") == [waiting]
    desk.associate("POST", f"/enquiries/{waiting}/approve", {"version": 1}, by=ASSOCIATE).ok()
    desk.follow()
    desk.acknowledge(waiting)
    question(desk, waiting)
    assert counts() == none | {"to_release": 1, "question": 1}
    assert of("question") == [waiting]
    desk.at("2022-11-01 10:00")
    assert counts() == none | {"to_release": 1, "question": 1, "late": 1}
    assert of("late") == [waiting]


@pytest.mark.proves("BY-22")
def test_staff_see_each_stage_and_each_kind_counted_as_its_list_has_it(desk: Desk) -> None:
    nothing = staffs(desk)
    assert set(nothing.values()) == {0}
    assert list(nothing) == [
        "submitted", "received", "acknowledged", "overdue", "unacknowledged", "answered", "error", "amended", "held", "statements", "failures",
    ]  # fmt: skip
    unacknowledged = desk.received()
    asked_about = desk.acknowledged(candidates=("0714",))
    question(desk, asked_about, hold=True)
    assert staffs(desk) == nothing | {"received": 1, "acknowledged": 1, "held": 1}
    desk.centre("POST", f"/api/enquiries/{asked_about}/messages", {"kind": "answer", "text": "No."}).ok()
    assert staffs(desk) == nothing | {"received": 1, "acknowledged": 1, "answered": 1}
    case = desk.at("2022-08-22 10:00").enquiry(asked_about)
    desk.centre("POST", f"/api/enquiries/{asked_about}/amend", {"version": case["version"], "service": "2", "components": ["22"]}).ok()
    desk.follow()
    desk.at("2022-08-25 09:00")
    assert staffs(desk) == nothing | {"received": 1, "acknowledged": 1, "answered": 1, "unacknowledged": 1, "amended": 1}
    lists = {stage: in_queue(desk, stage) for stage in ("unacknowledged", "answered", "amended", "held", "overdue")}
    assert lists == {"unacknowledged": [unacknowledged], "answered": [asked_about], "amended": [asked_about], "held": [], "overdue": []}
    desk.at("2022-10-03 09:00")
    assert staffs(desk)["overdue"] == 2
    assert in_queue(desk, "overdue") == [unacknowledged, asked_about]


@pytest.mark.proves("BY-22")
def test_what_waits_for_staff_is_found_wherever_it_is_in_a_long_queue_and_what_may_be_more_is_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.acknowledged()
    second = desk.at("2022-08-22 09:30").acknowledged(candidates=("0714",))  # later, for what came at once has no order
    last = desk.at("2022-08-22 10:00").acknowledged(candidates=("0015",))
    question(desk, last, hold=True)
    monkeypatch.setattr(queue, "MOST_LOOKED_AT", 1)
    found = desk.staff("GET", "/attention").ok()
    assert (found["counts"]["acknowledged"], found["counts"]["held"]) == (1, 1)
    assert found["more"] == ["acknowledged", "overdue", "unacknowledged"]
    assert in_queue(desk, "held") == [last]
    assert desk.staff("GET", "/queue", stage="held").ok()["more"] is False
    assert desk.staff("GET", "/queue", stage="overdue").ok()["more"] is True
    desk.centre("POST", f"/api/enquiries/{last}/messages", {"kind": "answer", "text": "No."}).ok()
    assert (in_queue(desk, "held"), in_queue(desk, "answered")) == ([], [last])
    desk.completed(last)
    assert in_queue(desk, "answered") == []
    monkeypatch.undo()
    assert desk.staff("GET", "/attention").ok()["more"] == []
    assert desk.at("2022-10-03 09:00").staff("GET", "/attention").ok()["counts"]["overdue"] == 2
    assert in_queue(desk, "overdue") == [first, second]


@pytest.mark.proves("BY-22")
def test_staff_are_told_of_statements_to_send_and_of_what_fails(desk: Desk) -> None:
    id = desk.acknowledged()
    desk.mark(id, "A", c22=61).ok()
    desk.decide(id)
    desk.follow()
    desk.network.refuses("POST ses", "MessageRejected", times=1000)
    desk.acknowledged(candidates=("0714",))
    desk.follow()
    counts = desk.staff("GET", "/attention", by=SUPERVISOR).ok()["counts"]
    assert (counts["statements"], counts["failures"]) == (1, 2)


def test_what_could_not_be_looked_at_is_said_and_not_cut_in_silence(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.staff("GET", "/attention").ok()["more_elsewhere"] is False
    desk.network.refuses("POST ses", "MessageRejected", 2)
    desk.submitted()
    desk.submitted(candidates=("0714",))
    desk.follow()
    monkeypatch.setattr(failures, "MOST_LOOKED_AT", 1)
    listed = desk.staff("GET", "/failures").ok()
    assert (len(listed["failures"]), listed["more"]) == (1, True)
    assert desk.staff("GET", "/attention").ok()["more_elsewhere"] is True
    monkeypatch.undo()
    listed = desk.staff("GET", "/failures").ok()
    assert (len(listed["failures"]), listed["more"]) == (2, False)


def test_a_list_can_begin_with_what_was_submitted_first_over_all_series(desk: Desk) -> None:
    reviewed(desk, school_assessed())
    of_november = asked(desk, "2")
    first = desk.at("2022-08-22 10:00").received()
    second = desk.at("2022-08-22 11:00").received(candidates=("0714",))
    assert listed(desk, order="oldest") == [of_november, first, second]
    assert listed(desk, order="newest") == [second, first, of_november]
    assert listed(desk, series="2022-06", order="oldest") == [first, second]
    assert desk.centre("GET", "/api/enquiries", order="name").status == 400
