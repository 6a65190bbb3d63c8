"""What follows from an event: done once, tried until it is done, shown to staff while it is not."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from functions import wiring
from functions.actions.effects import effects
from functions.adapters import keys
from functions.adapters.keys import Key
from functions.adapters.table import Busy
from tests.builders import london
from tests.handlers.desk import LAKESIDE, SUPERVISOR, Desk

SEND = "POST ses"
MAIL_TO = "exams@northfield.example"


def due(desk: Desk) -> dict[Key, str]:
    """What is still due, by history entry."""
    return {key: item["due"]["S"] for key, item in desk.items().items() if "due" in item}


def retry(desk: Desk, key: str) -> bool:
    done: bool = desk.staff("POST", "/failures/retry", {"key": key}, by=SUPERVISOR).ok()["done"]
    return done


@pytest.fixture
def refusing(desk: Desk) -> Desk:
    """A desk for which SES takes no mail, with one submission made and numbered."""
    desk.network.refuses(SEND, "MessageRejected", times=1000)
    desk.submitted()
    desk.follow()
    return desk


# --- once


@pytest.mark.proves("CI-14", "BY-03")
def test_each_step_sends_its_mail_to_the_centre_once_though_the_stream_delivers_everything_twice(desk: Desk) -> None:
    def followed() -> None:
        records = desk.stream()
        desk.deliver(records + records)
        desk.deliver(desk.stream())
        desk.deliver(records)

    id = desk.submitted(service="2S")["enquiries"][0]["id"]
    followed()
    desk.acknowledge(id)
    followed()
    desk.mark(id, "A", c22=61).ok()
    followed()
    desk.decide(id)
    followed()
    for component in ("22", "42"):
        desk.script(id, component)
        followed()
    desk.sweep()
    mails = desk.mails()
    assert {each["to"] for each in mails} == {MAIL_TO}
    assert {each["from"] for each in mails} == {"desk@board.example"}
    links = [next(line for line in each["text"].splitlines() if line.startswith("https://")) for each in mails]
    assert links[1:] == [f"https://desk.example/desk/enquiry/?id={id}"] * 5
    assert len({each["subject"] for each in mails}) == 5, (
        "receipt, acknowledgement, outcome, statement of results, and twice a copy of script"
    )
    assert desk.enquiry(id)["number"] == "2206-000001"
    assert due(desk) == {}


@pytest.mark.proves("CI-14")
def test_no_mail_carries_a_candidates_name_a_mark_or_a_grade(desk: Desk) -> None:
    id = desk.acknowledged(service="2S", note="Amina, asked by her parents")
    desk.mark(id, "A*", c22=67, c42=128).ok()
    desk.decide(id)
    desk.script(id, "22")
    desk.follow()
    assert len(desk.mails()) == 5
    for mail in desk.mails():
        for said in (mail["subject"], mail["text"], mail["html"]):
            for secret in ("Amina", "Osei", "0713", "A*", "67", "128", "raised", "parents"):
                assert not re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", said)


def test_receiving_twice_gives_one_number(desk: Desk) -> None:
    made = desk.submitted(candidates=("0713", "0714"))
    records = desk.stream()
    for _ in range(3):
        assert desk.deliver(records) == []
    for each in made["enquiries"]:
        effects.receive(wiring.means(), each["id"])
    assert [desk.enquiry(each["id"])["number"] for each in made["enquiries"]] == ["2206-000001", "2206-000002"]
    assert desk.staff("GET", "/queue", typed="2206-000003").ok()["enquiries"] == []


def test_two_that_number_the_same_enquiry_at_the_same_moment_give_it_one_number(desk: Desk) -> None:
    made = desk.submitted()
    id = made["enquiries"][0]["id"]
    desk.network.first("TransactWriteItems", lambda: effects.receive(wiring.means(), id))
    desk.follow()
    assert desk.enquiry(id)["number"] == "2206-000002", "the first to write wins; a number may be left out"
    assert len([each for each in desk.enquiry(id)["history"] if "numbered" in each["what"]]) == 1
    desk.at("2022-08-22 09:10").sweep()
    assert due(desk) == {}
    assert len(desk.mails()) == 1


def test_an_enquiry_cancelled_before_it_is_received_gets_no_number(desk: Desk) -> None:
    made = desk.submitted(candidates=("0713", "0714"))
    cancelled, kept = (each["id"] for each in made["enquiries"])
    desk.centre("POST", f"/api/enquiries/{cancelled}/cancel", {"version": 1}).ok()
    desk.follow()
    assert (desk.enquiry(cancelled)["number"], desk.enquiry(cancelled)["status"]) == (None, "cancelled")
    assert (desk.enquiry(kept)["number"], desk.enquiry(kept)["status"]) == ("2206-000001", "received")
    assert due(desk) == {}


# --- though something fails


def test_what_the_stream_never_delivered_the_sweep_does(desk: Desk) -> None:
    made = desk.submitted()
    assert desk.at("2022-08-22 09:01").sweep() == {"due": 0, "done": 0, "jobs": 0}, "the stream has two minutes"
    assert desk.at("2022-08-22 09:03").sweep() == {"due": 1, "done": 1, "jobs": 0}
    assert desk.enquiry(made["enquiries"][0]["id"])["status"] == "received"
    assert len(desk.mails()) == 1
    assert desk.file(f"receipts/{made['id']}.pdf")
    desk.follow()
    assert len(desk.mails()) == 1


def test_a_mail_that_ses_refuses_holds_up_nothing_and_is_shown_to_staff(refusing: Desk) -> None:
    (enquiry,) = refusing.centre("GET", "/api/enquiries", series="2022-06").ok()["enquiries"]
    assert enquiry["status"] == "received"
    assert list(due(refusing).values()) == ["mail:receipt"]
    (failure,) = refusing.failures()
    assert (failure["what"], failure["about"], failure["attempts"]) == ("Send the e-mail", "Submitted", 1)
    assert failure["last_error"] == "mail:receipt: MessageRejected"
    assert failure["error_text"] == "The e-mail could not be sent (MessageRejected)."
    assert failure["since"] == "2022-08-22T08:00:00.000Z"
    assert MAIL_TO not in str(failure)


def test_the_sweep_tries_a_refused_mail_again_with_growing_waits(refusing: Desk) -> None:
    tried = []
    for minutes in range(200):
        refusing.at(london("2022-08-22 09:00") + timedelta(minutes=minutes))
        if refusing.sweep()["due"]:
            tried.append(minutes)
    waits = [later - sooner for sooner, later in zip([0, *tried], tried, strict=False)]
    # Due is what should have been done before now, so each comes the minute after.
    assert waits == [3, 5, 9, 17, 33, 61, 61]
    refusing.network.faults.clear()
    assert refusing.at("2022-08-22 14:00").sweep() == {"due": 1, "done": 1, "jobs": 0}
    assert refusing.failures() == []
    assert len(refusing.mails(MAIL_TO)) == 1


def test_the_time_of_the_next_try_is_when_the_sweep_tries_it(refusing: Desk) -> None:
    refusing.at("2022-08-22 09:03").sweep()
    (failure,) = refusing.failures()
    assert (failure["attempts"], failure["next_at"]) == (2, "2022-08-22T08:07:00.000Z")
    assert refusing.at("2022-08-22 09:06:59").sweep()["due"] == 0
    assert refusing.at("2022-08-22 09:07:01").sweep()["due"] == 1


def test_what_was_never_tried_is_shown_once_it_should_have_been(desk: Desk) -> None:
    desk.submitted()
    assert desk.at("2022-08-22 09:02").failures() == []
    (waiting,) = desk.at("2022-08-22 09:02:01").failures()
    assert waiting["what"] == "Number the enquiries, Make the receipt, Send the e-mail"
    assert (waiting["attempts"], waiting["last_error"], waiting["next_at"]) == (0, "", None)
    assert desk.staff("POST", "/failures/retry", {"key": waiting["key"]}).ok() == {"done": True}
    assert desk.failures() == []


def test_staff_can_have_a_failure_tried_again_at_once(refusing: Desk) -> None:
    (failure,) = refusing.failures()
    assert retry(refusing, failure["key"]) is False
    assert refusing.failures()[0]["attempts"] == 2
    refusing.network.faults.clear()
    assert retry(refusing, failure["key"]) is True
    assert refusing.failures() == []
    assert len(refusing.mails()) == 1
    assert retry(refusing, failure["key"]) is True
    assert len(refusing.mails()) == 1


@pytest.mark.proves("CI-13")
def test_a_mail_that_is_tried_again_goes_to_the_corrected_address(refusing: Desk) -> None:
    refusing.centre("PUT", "/api/centre", {"contact_email": "right@northfield.example", "version": 1}).ok()
    refusing.network.faults.clear()
    refusing.at("2022-08-22 10:00").sweep()
    told = ["right@northfield.example", MAIL_TO]  # that the address was corrected
    assert sorted(each["to"] for each in refusing.mails()) == sorted(["right@northfield.example", *told])


def test_a_corrected_address_of_a_centre_is_told_to_the_old_and_the_new_address_and_once(desk: Desk) -> None:
    new, newer = "right@northfield.example", "last@northfield.example"
    desk.centre("PUT", "/api/centre", {"contact_email": new, "version": 1}).ok()
    desk.centre("PUT", "/api/centre", {"contact_email": newer, "version": 2}).ok()
    desk.follow()
    desk.sweep()
    mails = desk.mails()
    assert sorted(each["to"] for each in mails) == sorted([MAIL_TO, new, new, newer])
    assert {each["subject"] for each in mails} == {"Your centre’s e-mail address at the desk was changed"}
    for each in mails:
        others = {MAIL_TO, new, newer} - {each["to"]}
        for part in (each["text"], each["html"]):
            assert "/desk/centre/" in part
            assert not [other for other in others if other in part], "neither names the other address"
            assert "officer" not in part.lower(), "nor who corrected it"
    (old,) = (each for each in mails if each["to"] == MAIL_TO)
    assert "We no longer write to this address" in " ".join(old["text"].split())
    (last,) = (each for each in mails if each["to"] == newer)
    assert "we write to this address when a letter is ready" in " ".join(last["text"].split())


def test_saving_the_same_address_tells_nobody(desk: Desk) -> None:
    desk.centre("PUT", "/api/centre", {"contact_email": MAIL_TO, "version": 1}).ok()
    desk.follow()
    assert desk.mails() == []
    assert desk.failures() == []


def test_an_associate_centre_is_led_to_its_associate_with_questions_on_its_corrected_address(desk: Desk) -> None:
    desk.centre("PUT", "/api/centre", {"contact_email": "new@lakeside.example", "version": 1}, by=LAKESIDE).ok()
    desk.follow()
    mails = desk.mails()
    assert len(mails) == 2
    for each in mails:
        assert "Questions: desk@meridian.example" in each["text"]


def test_a_corrected_address_that_cannot_be_told_is_seen_by_staff_and_tried_again(desk: Desk) -> None:
    desk.network.refuses("POST ses", "MessageRejected", 1)
    desk.centre("PUT", "/api/centre", {"contact_email": "right@northfield.example", "version": 1}).ok()
    desk.follow()
    (failure,) = desk.failures()
    assert (failure["what"], failure["about"]) == ("Send the e-mail", "Centre details corrected: Northfield School")
    assert "@" not in str(failure["last_error"])
    assert retry(desk, failure["key"]) is True
    assert sorted(each["to"] for each in desk.mails()) == sorted([MAIL_TO, "right@northfield.example"])


@pytest.mark.proves("CI-14")
def test_a_mail_goes_to_the_address_that_stands_in_my_centre_details_when_the_letter_is_ready(desk: Desk) -> None:
    id = desk.received()
    desk.centre("PUT", "/api/centre", {"contact_email": "right@northfield.example", "version": 1}).ok()
    desk.acknowledge(id)
    desk.follow()
    letters = [each["to"] for each in desk.mails() if "was changed" not in each["subject"]]
    assert letters == [MAIL_TO, "right@northfield.example"]


def test_a_receipt_that_cannot_be_made_is_tried_again_and_numbering_is_not_repeated(desk: Desk) -> None:
    desk.network.refuses("Invoke", "TooManyRequestsException", times=10, status=429)
    made = desk.submitted()
    desk.follow()
    assert list(due(desk).values()) == ["receipt"]
    assert desk.failures()[0]["what"] == "Make the receipt"
    assert len(desk.mails()) == 1, "that it was submitted is said all the same"
    desk.network.faults.clear()
    desk.at("2022-08-22 10:00").sweep()
    assert desk.file(f"receipts/{made['id']}.pdf")
    assert desk.enquiry(made["enquiries"][0]["id"])["number"] == "2206-000001"
    assert len(desk.mails()) == 1


# --- a mail whose fate is unknown


@pytest.fixture
def interrupted(desk: Desk) -> Desk:
    """A desk whose first mail was given to SES, and then nothing more was heard, of SES or of the function."""
    desk.network.answer_is_lost(SEND)
    desk.submitted()
    desk.follow()
    desk.network.faults.clear()
    assert len(desk.mails()) == 1
    return desk


def test_a_mail_whose_answer_was_lost_is_not_repeated_by_itself(interrupted: Desk) -> None:
    for hour in range(10, 20):
        interrupted.at(f"2022-08-22 {hour}:00").sweep()
    assert len(interrupted.mails()) == 1
    (failure,) = interrupted.failures()
    assert "not known whether" in failure["last_error"]
    assert failure["error_text"] == "It is not known whether the mail went out."


def test_staff_may_decide_that_it_is_sent_again_and_then_it_is_once(interrupted: Desk) -> None:
    (failure,) = interrupted.at("2022-08-22 10:00").failures()
    assert retry(interrupted, failure["key"]) is True
    assert len(interrupted.mails()) == 2
    assert interrupted.failures() == []
    assert retry(interrupted, failure["key"]) is True
    assert len(interrupted.mails()) == 2


def test_a_function_that_ended_while_it_sent_leaves_the_mail_to_staff(desk: Desk) -> None:
    made = desk.submitted()

    def ended(*_: Any) -> Any:
        raise SystemExit("the function was stopped")

    desk.network.meddles(SEND, ended)
    with pytest.raises(SystemExit):
        desk.follow()
    for minute in (3, 10, 30):
        desk.at(f"2022-08-22 09:{minute:02d}").sweep()
    assert desk.mails() == []
    (failure,) = desk.failures()
    assert "not known whether" in failure["last_error"]
    assert retry(desk, failure["key"]) is True
    assert len(desk.mails()) == 1
    assert desk.centre("GET", f"/api/submissions/{made['id']}").ok()["submission"]["enquiries"][0]["number"] == "2206-000001"


def test_a_mail_that_went_out_is_not_sent_again_though_it_could_not_be_crossed_off(desk: Desk) -> None:
    id = desk.received()
    desk.acknowledge(id)
    sent = len(desk.mails())
    # The three tries to take it off what is due, and the three to write down that this failed.
    desk.network.refuses("UpdateItem", "InternalServerError", times=6, status=500)
    assert len(desk.follow()) <= 1
    assert len(desk.mails()) == sent + 1
    assert list(due(desk).values()) == ["mail:acknowledgement"]
    desk.network.faults.clear()
    desk.at("2022-08-22 09:10").sweep()
    assert due(desk) == {}
    assert len(desk.mails()) == sent + 1


def test_while_a_mail_is_being_sent_nobody_sends_it_too(refusing: Desk) -> None:
    (failure,) = refusing.failures()
    refusing.network.faults.clear()
    answers: list[bool] = []
    refusing.network.first(SEND, lambda: answers.append(retry(refusing, failure["key"])))
    refusing.at("2022-08-22 10:00").sweep()
    assert answers == [False]
    assert len(refusing.mails()) == 1
    assert retry(refusing, failure["key"]) is True
    assert len(refusing.mails()) == 1
    assert refusing.failures() == []


# --- one among others


def test_a_record_that_cannot_be_worked_on_does_not_hold_up_the_next(desk: Desk) -> None:
    broken = desk.submitted()
    whole = desk.submitted(candidates=("0714",))
    wiring.table().client.delete_item(
        TableName=wiring.settings().table, Key={"pk": {"S": keys.enquiry(broken["enquiries"][0]["id"]).pk}, "sk": {"S": "HEAD"}}
    )
    assert desk.follow() == []
    assert desk.enquiry(whole["enquiries"][0]["id"])["status"] == "received"
    assert [each["to"] for each in desk.mails()] == [MAIL_TO, MAIL_TO], "both were submitted, and both receipts say so"
    (failure,) = desk.failures()
    assert (failure["what"], failure["last_error"]) == ("Number the enquiries", "receive: LookupError")
    assert failure["error_text"] == "An unexpected error, which the log describes (LookupError)."


def test_a_record_whose_trouble_cannot_even_be_noted_is_handed_back_alone(desk: Desk) -> None:
    desk.submitted()
    whole = desk.submitted(candidates=("0714",))
    records = desk.stream()
    desk.network.refuses("GetItem", "InternalServerError", times=3, status=500)
    (failed,) = desk.deliver(records)
    poisoned = next(each for each in records if "due" in each["dynamodb"].get("NewImage", {}))
    assert failed == {"itemIdentifier": poisoned["dynamodb"]["SequenceNumber"]}
    assert desk.enquiry(whole["enquiries"][0]["id"])["status"] == "received"


def test_the_stream_is_asked_only_for_entries_that_something_is_to_follow_from(desk: Desk) -> None:
    desk.received()
    desk.draft(candidates=("0714",))
    desk.stream()
    id = desk.submitted(candidates=("0714",))["enquiries"][0]["id"]
    assert len([each for each in desk.stream() if "due" in each["dynamodb"].get("NewImage", {})]) == 1
    desk.centre("PUT", f"/api/enquiries/{id}/note", {"note": "Nothing follows", "version": 1}).ok()
    with desk.counting() as called:
        desk.deliver(desk.stream())
    assert called == {}


def test_a_busy_table_is_taken_for_what_may_be_tried_again(desk: Desk) -> None:
    desk.network.refuses("TransactWriteItems", "ThrottlingException", times=3)
    with pytest.raises(Busy):
        wiring.table().commit([])


def test_what_fails_for_days_is_still_tried_every_hour_and_holds_up_nothing_else(refusing: Desk) -> None:
    for hour in range(1, 72):  # Due is what should have been done before now, so an hour later is a minute too soon.
        refusing.at(london("2022-08-22 09:00") + timedelta(minutes=61 * hour)).sweep()
    failure = refusing.failures()[0]
    assert failure["attempts"] > 60
    refusing.network.faults.clear()
    another = refusing.submitted(candidates=("0714",))["enquiries"][0]["id"]
    refusing.at(refusing.now + timedelta(hours=2)).sweep()
    assert refusing.enquiry(another)["number"] == "2206-000002"
    assert due(refusing) == {}
