"""The updated statement of results after a changed grade: made once, announced, held by an Associate, printed and sent by staff."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import card, result
from tests.documents.reading import text
from tests.handlers.desk import HARBOUR, OTHER_BOARD, STAFF_ISSUER, SUPERVISOR, Desk, Reply, claims
from tests.handlers.test_associates import ASSOCIATE, CENTRE, approved, at_associate, at_centre, issued, link, release, subjects


def decided(desk: Desk, grade: str = "A", **changes: Any) -> str:
    """An enquiry of Northfield with its outcome letter, and all that follows from it."""
    id = desk.acknowledged(**changes)
    desk.mark(id, grade).ok()
    desk.decide(id)
    desk.follow()
    return id


def statement(desk: Desk, id: str) -> Any:
    return next((each for each in desk.enquiry(id)["documents"] if each["kind"] == "Statement"), None)


def to_send(desk: Desk, **query: str) -> list[Any]:
    found: list[Any] = desk.staff("GET", "/statements", **query).ok()["statements"]
    return found


def mark_sent(desk: Desk, *ids: str, **by: Any) -> Reply:
    return desk.staff("POST", "/statements/sent", {"enquiries": ids}, **by)


def read(desk: Desk, id: str) -> str:
    document = next(each["id"] for each in desk.case(id)["documents"] if each["kind"] == "Statement")
    data = desk.file(f"documents/{id}/{document}.pdf")
    assert data
    return text(data)


@pytest.mark.proves("CI-25")
def test_a_changed_syllabus_grade_brings_an_updated_statement_of_results_into_files_and_says_so_by_mail(desk: Desk) -> None:
    id = decided(desk, "A")
    shown = desk.enquiry(id)
    assert shown["status"] == "completed"
    assert [(each["slot"], each["state"]) for each in shown["documents"]] == [
        ("AckLetter", "issued"), ("OutLetter", "issued"), ("Statement", "issued"),
    ]  # fmt: skip
    link = desk.centre("POST", f"/api/enquiries/{id}/documents/{statement(desk, id)['id']}/link").ok()
    assert link["name"] == "Statement.pdf"
    said = read(desk, id)
    for fact in ("0713 Amina Osei", "0580 Mathematics: syllabus grade A", "Before the enquiry it was B.", "Changed from B", "2206-000001"):
        assert fact in said
    (mail,) = [each for each in desk.mails() if each["subject"].startswith("Updated statement of results")]
    assert "Amina" not in mail["text"] + mail["html"] + mail["subject"]
    assert "Updated statement of results made" in [each["what"] for each in shown["history"]]


@pytest.mark.proves("CI-25")
def test_a_grade_that_stays_brings_none_and_none_is_expected(desk: Desk) -> None:
    id = decided(desk, "B", service="2")
    assert [each["slot"] for each in desk.enquiry(id)["documents"]] == ["AckLetter", "OutLetter"]
    assert desk.enquiry(id)["status"] == "completed"
    assert to_send(desk) == []
    assert not [each for each in desk.mails() if "statement" in each["subject"]]


@pytest.mark.proves("CI-25", "CI-26")
def test_the_statement_neither_completes_an_enquiry_nor_holds_it_up(desk: Desk) -> None:
    id = decided(desk, "C", service="2S")
    assert desk.enquiry(id)["status"] == "acknowledged"
    assert statement(desk, id)["state"] == "issued"
    desk.script(id, "22")
    assert desk.script(id, "42")["status"] == "completed"
    other = desk.acknowledged(candidates=("0714",))
    desk.mark(other, "A").ok()
    assert desk.decide(other)["status"] == "completed"  # before anything has followed
    assert statement(desk, other) is None


def test_what_is_made_twice_is_one_statement_and_one_mail(desk: Desk) -> None:
    id = desk.acknowledged()
    desk.mark(id, "A").ok()
    desk.decide(id)
    records = desk.stream()
    assert desk.deliver(records) == desk.deliver(records) == []
    desk.follow()
    desk.sweep()
    assert len([each for each in desk.enquiry(id)["documents"] if each["kind"] == "Statement"]) == 1
    assert len([each for each in desk.mails() if "statement" in each["subject"]]) == 1
    assert len(to_send(desk)) == 1


def test_one_that_could_not_be_made_stays_due_and_is_listed_for_staff_until_it_is(desk: Desk) -> None:
    id = desk.acknowledged()
    desk.mark(id, "A").ok()
    desk.decide(id)
    desk.network.refuses("Invoke", "TooManyRequestsException", times=10, status=429)
    desk.follow()
    desk.network.faults.clear()
    assert statement(desk, id) is None
    (failure,) = desk.failures()
    assert failure["what"] == "Make the updated statement of results"
    assert desk.mails()[-1]["subject"].startswith("Outcome letter ready"), "nothing else waits for it"
    assert desk.staff("POST", "/failures/retry", {"key": failure["key"]}).ok() == {"done": True}
    desk.follow()
    assert statement(desk, id)["state"] == "issued"
    assert [each["subject"].split(":")[0] for each in desk.mails()][-2:] == ["Outcome letter ready", "Updated statement of results"]


def test_it_is_made_also_where_the_outcomes_mail_is_refused_and_staff_see_both_where_both_fail(desk: Desk) -> None:
    id = desk.acknowledged()
    desk.mark(id, "A").ok()
    desk.decide(id)
    desk.network.refuses("POST ses", "MessageRejected", times=9)
    desk.follow()
    assert statement(desk, id)["state"] == "issued"
    assert {each["what"] for each in desk.failures()} == {"Send the e-mail"}
    desk.network.faults.clear()
    other = desk.acknowledged(candidates=("0714",))
    desk.mark(other, "A").ok()
    desk.decide(other)
    desk.network.refuses("POST ses", "MessageRejected", times=9)
    desk.network.refuses("Invoke", "TooManyRequestsException", times=10, status=429)
    desk.follow()
    both = next(each for each in desk.failures() if each["about"] == "Outcome letter issued: OutLetter" and each["enquiry"] == other)
    assert both["what"] == "Make the updated statement of results, Send the e-mail"
    assert both["last_error"].startswith("statement: ")
    assert "; mail:outcome: " in both["last_error"]


@pytest.mark.proves("CI-25")
def test_the_statement_has_every_syllabus_of_the_candidate_as_it_stands_after_all_outcomes(desk: Desk) -> None:
    desk.put(card(syllabus="0500", grade="D", results=(result("12"), result("22")), version=1))
    decided(desk, "C", syllabus="0500", components=("12",))
    desk.at("2022-09-02 12:00")
    last = decided(desk, "A")
    said = read(desk, last)
    assert "2 September 2022" in said
    row = said[said.index("0500 ") :]
    assert row.split("0580")[0].split()[-1] == "C", "the first enquiry's outcome, not the register's D"
    assert desk.card(syllabus="0500").grade == "D", "the register stays as it was imported"


@pytest.mark.proves("CI-25", "CI-29")
def test_an_associate_centre_has_the_statement_when_its_associate_releases_it_and_learns_nothing_before(desk: Desk) -> None:
    id = approved(desk)
    desk.acknowledge(id)
    desk.mark(id, "A").ok()
    desk.decide(id)
    desk.follow()
    made = issued(desk, id)["Statement"]
    assert subjects(desk, ASSOCIATE)[-2:] == ["Outcome letter ready", "Updated statement of results"]
    assert "Updated statement of results" not in subjects(desk, CENTRE)
    desk.associate("POST", f"/enquiries/{id}/documents/{made}/link").ok()
    before = at_centre(desk, id)
    assert [each["slot"] for each in before["documents"]] == ["AckLetter", "OutLetter"]
    assert "tatement" not in str(before["history"])
    assert link(desk, id, made).status == 404
    release(desk, "outcome", id).ok()
    desk.follow()
    known = at_centre(desk, id)
    assert [(each["slot"], each["state"]) for each in known["documents"]][-1] == ("Statement", "expected")
    assert link(desk, id, made).status == 404
    assert release(desk, "other", id).left_out == {}
    desk.follow()
    assert subjects(desk, CENTRE)[-1] == "Updated statement of results"
    assert link(desk, id, made).status == 200
    assert [each["slot"] for each in at_associate(desk, id)["documents"] if each.get("released")] == ["OutLetter", "Statement"]
    assert len(to_send(desk)) == 1, "what the Associate does leaves the list of what is to print alone"


# --- printing and sending


@pytest.mark.proves("CI-25")
def test_staff_have_what_is_to_print_in_the_order_in_which_it_was_made_and_mark_it_as_sent(desk: Desk) -> None:
    first = decided(desk, "A")
    desk.at("2022-09-03 09:30")
    second = decided(desk, "A", candidates=("0714",))
    rows = to_send(desk)
    assert [(each["id"], each["number"], each["subject"]["label"]) for each in rows] == [
        (first, "2206-000001", "0713 Amina Osei"), (second, "2206-000002", "0714 Bao Nguyen"),
    ]  # fmt: skip
    shown = desk.staff("POST", f"/enquiries/{first}/documents/{rows[0]['statement']['document']}/link").ok()
    assert shown["name"] == "Statement.pdf"
    desk.at("2022-09-05 14:00")
    assert mark_sent(desk, first, by=claims(SUPERVISOR, issuer=STAFF_ISSUER)).left_out == {}
    (sent,) = to_send(desk, stage="sent")
    assert sent["statement"]["sent_at"] == "2022-09-05T13:00:00.000Z"
    assert sent["statement"]["sent_by"] == {"id": SUPERVISOR, "name": "Name of supervisor"}
    assert [each["id"] for each in to_send(desk)] == [second]
    assert [each["id"] for each in to_send(desk, stage="sent")] == [first]
    assert desk.case(first)["statements"][0]["sent_at"] == "2022-09-05T13:00:00.000Z"
    last = desk.enquiry(first)["history"][-1]
    assert (last["what"], last["who"]) == ("Updated statement of results printed and sent", "Supervisor, awarding body")


def test_many_are_marked_at_once_each_for_itself_and_twice_is_once(desk: Desk) -> None:
    first, second, unchanged = decided(desk, "A"), decided(desk, "A", candidates=("0714",)), decided(desk, "A", candidates=("0015",))
    done = mark_sent(desk, first, second, unchanged, first)
    assert (done.left_out, done.body["job"]["facts"]) == ({unchanged: ["not_found"]}, {"done": 2, "refused": 1})
    before = to_send(desk, stage="sent")
    desk.at("2022-09-09 09:00")
    assert mark_sent(desk, first, second).left_out == {}
    assert to_send(desk, stage="sent") == before
    assert len([each for each in desk.enquiry(first)["history"] if each["code"] == "statement_sent"]) == 1


def test_two_of_staff_who_mark_the_same_statement_at_once_send_it_once(desk: Desk) -> None:
    id = decided(desk, "A")
    colleague = claims(SUPERVISOR, issuer=STAFF_ISSUER)
    desk.network.first("TransactWriteItems", lambda: mark_sent(desk, id, by=colleague).ok())
    assert mark_sent(desk, id).left_out == {}
    assert to_send(desk, stage="sent")[0]["statement"]["sent_by"]["id"] == SUPERVISOR
    assert len([each for each in desk.enquiry(id)["history"] if each["code"] == "statement_sent"]) == 1


def test_the_list_costs_the_same_however_long_and_goes_on_where_it_stopped(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.actions.staff.statements.PAGE", 1)
    first = decided(desk, "A")
    desk.at("2022-09-03 09:30")
    second = decided(desk, "A", candidates=("0714",))
    with desk.counting() as called:
        page = desk.staff("GET", "/statements").ok()
    assert (called["Query"], called["BatchGetItem"]) == (1, 1)
    assert [each["id"] for each in page["statements"]] == [first]
    assert [each["id"] for each in to_send(desk, after=page["next"])] == [second]


def test_staff_of_another_body_and_centres_find_no_statement_there(desk: Desk) -> None:
    id = decided(desk, "A")
    other = claims(OTHER_BOARD, issuer=STAFF_ISSUER)
    assert desk.staff("GET", "/statements", by=other).status == 404
    assert mark_sent(desk, id, by=other).status == 404
    made = statement(desk, id)["id"]
    assert desk.centre("POST", f"/api/enquiries/{id}/documents/{made}/link", by=HARBOUR).status == 404
    assert desk.staff("GET", "/statements", by=claims("officer")).status == 404
    assert len(to_send(desk)) == 1
