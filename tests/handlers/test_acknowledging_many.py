"""Many enquiries acknowledged at once, each letter looked at before, each enquiry standing for itself."""

from __future__ import annotations

from typing import Any

from tests.handlers.desk import OTHER_BOARD, STRANGER, Desk, Reply, claims

THREE = ["0713", "0714", "0015"]


def received(desk: Desk) -> list[str]:
    """Three enquiries with their numbers, one a candidate; their ids."""
    ids = [each["id"] for each in desk.submitted(candidates=THREE)["enquiries"]]
    desk.follow()
    return ids


def looked_at(desk: Desk, id: str) -> dict[str, Any]:
    seen = desk.preview(id, "acknowledgement")
    return {"id": id, "version": seen["version"], "sha256": seen["sha256"]}


def acknowledge(desk: Desk, *letters: dict[str, Any], **by: Any) -> Reply:
    return desk.staff("POST", "/acknowledge", {"letters": letters}, **by)


def became(reply: Reply) -> list[tuple[str, bool, list[str]]]:
    return [(each["id"], each["issued"], [one["code"] for one in each["errors"]]) for each in reply.ok()["enquiries"]]


def test_letters_that_were_looked_at_are_issued_together_as_if_one_by_one(desk: Desk) -> None:
    ids = received(desk)
    assert became(acknowledge(desk, *(looked_at(desk, id) for id in ids))) == [(id, True, []) for id in ids]
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
    assert became(acknowledge(desk, *letters)) == [
        (first, True, []),
        (changed, False, ["changed_meanwhile"]),
        (last, False, ["preview_stale"]),
    ]
    assert [desk.case(id)["status"] for id in (first, changed, last)] == ["acknowledged", "received", "received"]


def test_a_letter_that_was_made_anew_by_a_colleague_is_not_what_was_looked_at(desk: Desk) -> None:
    id = received(desk)[0]
    mine = looked_at(desk, id)
    desk.at("2022-08-23 11:00")
    assert looked_at(desk, id)["sha256"] != mine["sha256"]
    assert became(acknowledge(desk, mine)) == [(id, False, ["preview_stale"])]


def test_sent_again_after_a_lost_answer_it_says_the_same_and_issues_nothing_twice(desk: Desk) -> None:
    letters = [looked_at(desk, id) for id in received(desk)]
    first = acknowledge(desk, *letters)
    desk.follow()
    stored = desk.items()
    again = acknowledge(desk, *letters)
    assert became(again) == became(first)
    assert desk.items() == stored


def test_one_enquiry_named_twice_is_acknowledged_once(desk: Desk) -> None:
    letter = looked_at(desk, received(desk)[0])
    assert became(acknowledge(desk, letter, letter)) == [(letter["id"], True, [])]


def test_at_most_forty_are_taken_at_once_and_at_least_one(desk: Desk) -> None:
    letter = {"id": "0" * 32, "version": 1, "sha256": "0" * 64}
    assert acknowledge(desk, *[letter] * 41).status == 400
    assert acknowledge(desk).status == 400


def test_others_than_staff_of_the_body_acknowledge_nothing_and_learn_nothing(desk: Desk) -> None:
    letter = looked_at(desk, received(desk)[0])
    absent = {**letter, "id": "f" * 32}
    assert became(acknowledge(desk, letter, absent, by=OTHER_BOARD)) == [
        (letter["id"], False, ["not_found"]), (absent["id"], False, ["not_found"]),
    ]  # fmt: skip
    assert acknowledge(desk, letter, by=claims(STRANGER)).status == 404
    desk.acknowledge(letter["id"])
    assert became(acknowledge(desk, letter, by=OTHER_BOARD)) == [(letter["id"], False, ["not_found"])]
