"""Many enquiries acknowledged at once, each letter looked at before, each enquiry standing for itself."""

from __future__ import annotations

from typing import Any

from tests.handlers.desk import FINANCE, OTHER_BOARD, STRANGER, Desk, Reply, claims

THREE = ["0713", "0714", "0015"]


def received(desk: Desk) -> list[str]:
    """Three enquiries with their numbers, one a candidate; their ids."""
    ids = [each["id"] for each in desk.submitted(candidates=THREE)["enquiries"]]
    desk.follow()
    return ids


def looked_at(desk: Desk, id: str) -> dict[str, Any]:
    seen = desk.preview(id, "acknowledgement")
    return {"id": id, "version": seen["version"], "sha256": seen["sha256"]}


def acknowledge(desk: Desk, *letters: dict[str, Any], id: str = "", **by: Any) -> Reply:
    return desk.staff("POST", "/acknowledge", {"letters": letters, "id": id}, **by)


def test_letters_that_were_looked_at_are_issued_together_as_if_one_by_one(desk: Desk) -> None:
    ids = received(desk)
    answer = acknowledge(desk, *(looked_at(desk, id) for id in ids))
    job = answer.ok()["job"]
    assert (answer.left_out, job["facts"], job["percent"]) == ({}, {"done": 3, "refused": 0}, 100)
    assert (job["title"], job["about"]["title"]) == ("Acknowledgement", "3 letters")
    assert desk.network.begun == [], "so few are issued in the request itself"
    desk.follow()
    for id in ids:
        case = desk.case(id)
        assert (case["status"], case["documents"][0]["state"]) == ("acknowledged", "issued")
        assert [each["code"] for each in case["history"]].count("acknowledged") == 1
    announced = [each for each in desk.mails() if "cknowledg" in each["subject"]]
    assert len(announced) == len(ids)


def test_a_preview_has_pictures_of_the_pages_that_would_be_issued_and_what_they_say(desk: Desk) -> None:
    id = received(desk)[0]
    seen = desk.preview(id, "acknowledgement")
    assert len(seen["pages"]) == 1
    assert f"previews/{id}/AckLetter-{seen['version']}-{seen['sha256'][:16]}-1.svg?" in seen["pages"][0]
    assert "response-content-type=image%2Fsvg%2Bxml" in seen["pages"][0]
    picture = desk.file(f"previews/{id}/AckLetter-{seen['version']}-{seen['sha256'][:16]}-1.svg")
    assert picture is not None
    assert picture.startswith(b"<svg")
    assert "Candidates: 0713 Amina Osei" in seen["words"]


def test_one_that_is_refused_does_not_stop_the_others(desk: Desk) -> None:
    first, changed, last = received(desk)
    letters = [looked_at(desk, id) for id in (first, changed, last)]
    desk.centre("PUT", f"/api/enquiries/{changed}/note", {"note": "Urgent", "version": letters[1]["version"]}).ok()
    letters[2]["sha256"] = "0" * 64
    answer = acknowledge(desk, *letters)
    assert answer.left_out == {changed: ["changed_meanwhile"], last: ["preview_stale"]}
    assert answer.body["job"]["facts"] == {"done": 1, "refused": 2}
    number = desk.case(changed)["number"]
    assert answer.body["job"]["left_out"][0]["name"] == f"{number}, Northfield School"
    assert [desk.case(id)["status"] for id in (first, changed, last)] == ["acknowledged", "received", "received"]


def test_a_letter_that_was_made_anew_by_a_colleague_is_not_what_was_looked_at(desk: Desk) -> None:
    id = received(desk)[0]
    mine = looked_at(desk, id)
    desk.at("2022-08-23 11:00")
    assert looked_at(desk, id)["sha256"] != mine["sha256"]
    assert acknowledge(desk, mine).left_out == {id: ["preview_stale"]}


def test_sent_again_after_a_lost_answer_it_is_the_same_job_and_issues_nothing_twice(desk: Desk) -> None:
    letters = [looked_at(desk, id) for id in received(desk)]
    first = acknowledge(desk, *letters, id="a" * 32)
    desk.follow()
    stored = desk.items()
    again = acknowledge(desk, *letters, id="a" * 32)
    assert again.ok() == first.ok()
    assert desk.items() == stored


def test_sent_again_as_another_job_a_letter_that_is_out_is_issued_and_not_refused(desk: Desk) -> None:
    letters = [looked_at(desk, id) for id in received(desk)]
    acknowledge(desk, *letters).ok()
    desk.follow()
    assert acknowledge(desk, *letters).left_out == {}
    for each in letters:
        assert [one["code"] for one in desk.case(each["id"])["history"]].count("acknowledged") == 1


def test_one_enquiry_named_twice_is_acknowledged_once(desk: Desk) -> None:
    letter = looked_at(desk, received(desk)[0])
    answer = acknowledge(desk, letter, letter)
    assert (answer.left_out, answer.body["job"]["facts"]) == ({}, {"done": 1, "refused": 0})


def test_at_most_five_hundred_are_taken_at_once_and_at_least_one(desk: Desk) -> None:
    letter = {"id": "0" * 32, "version": 1, "sha256": "0" * 64}
    assert acknowledge(desk, *[letter] * 501).status == 400
    assert acknowledge(desk, *[letter] * 500).status == 200
    assert acknowledge(desk).status == 400


def test_others_than_staff_of_the_body_acknowledge_nothing_and_learn_nothing(desk: Desk) -> None:
    letter = looked_at(desk, received(desk)[0])
    absent = {**letter, "id": "f" * 32}
    desk.acknowledge(letter["id"])
    before = desk.items()
    for by in (OTHER_BOARD, FINANCE, claims(STRANGER)):
        assert acknowledge(desk, letter, absent, by=by).status == 404
    assert desk.items() == before
    assert acknowledge(desk, absent).left_out == {absent["id"]: ["not_found"]}
