"""Associates: what their centres submit goes to them, what the awarding body sends comes to them, and they let it through."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from functions import wiring
from functions.adapters.organisations import put_organisation_and_numbers
from tests import builders
from tests.builders import CAMBRIDGE, london
from tests.handlers.desk import ASSOCIATE as ASSOCIATE_SUB
from tests.handlers.desk import LAKESIDE, OTHER_ASSOCIATE, STRANGER, Desk, Reply

CENTRE, ASSOCIATE, OTHER = "x@y.example", "desk@meridian.example", "desk@equator.example"
TICK = timedelta(microseconds=1)
ENDS = "2022-09-21 00:00"


def submitted(desk: Desk, **changes: Any) -> str:
    """What Lakeside Academy submits; the enquiry's id."""
    reply = desk.submit(by=LAKESIDE, contact_email=CENTRE, **changes)
    id: str = reply.ok()["submission"]["enquiries"][0]["id"]
    desk.follow()
    return id


def act(desk: Desk, id: str, deed: str, **sent: Any) -> Reply:
    version = desk.associate("GET", f"/enquiries/{id}").ok()["enquiry"]["version"]
    return desk.associate("POST", f"/enquiries/{id}/{deed}", {"version": version, **sent})


def approved(desk: Desk, **changes: Any) -> str:
    id = submitted(desk, **changes)
    act(desk, id, "approve").ok()
    desk.follow()
    return id


def release(desk: Desk, what: str, *ids: str, **by: str) -> Reply:
    return desk.associate("POST", "/release", {"enquiries": ids, "what": what}, **by)


def at_centre(desk: Desk, id: str) -> Any:
    return desk.enquiry(id, by=LAKESIDE)


def at_associate(desk: Desk, id: str) -> Any:
    return desk.associate("GET", f"/enquiries/{id}").ok()["enquiry"]


def link(desk: Desk, id: str, document: str) -> Reply:
    return desk.centre("POST", f"/api/enquiries/{id}/documents/{document}/link", {}, by=LAKESIDE)


def issued(desk: Desk, id: str) -> dict[str, str]:
    """The ids of what is issued, by slot, as the Associate has them."""
    return {each["slot"]: each["id"] for each in at_associate(desk, id)["documents"] if each["state"] == "issued"}


def subjects(desk: Desk, to: str) -> list[str]:
    return [each["subject"].split(":")[0] for each in desk.mails(to)]


# --- approving


@pytest.mark.proves("CI-28", "CI-29")
def test_what_an_associate_centre_submits_waits_for_its_associate_who_is_told(desk: Desk) -> None:
    made = desk.submit(by=LAKESIDE, contact_email=CENTRE).ok()["submission"]
    assert [each["status"] for each in made["enquiries"]] == ["with_associate"]
    desk.follow()
    id = made["enquiries"][0]["id"]
    centre, associate = at_centre(desk, id), at_associate(desk, id)
    for shown in (centre, associate):
        assert (shown["status"], shown["status_text"], shown["number"]) == ("with_associate", "With Associate", None)
        assert shown["approve_by"] == "2022-09-20T23:00:00.000Z"
        assert "20 September 2022" in shown["approve_by_text"]
    (row,) = desk.associate("GET", "/queue").ok()["enquiries"]
    assert (row["id"], row["centre"]["number"], row["approve_by"]) == (id, "ZZ303", "2022-09-20T23:00:00.000Z")
    assert subjects(desk, ASSOCIATE) == ["Enquiry waiting for approval"]
    (mail,) = desk.mails(ASSOCIATE)
    assert f"https://desk.example/associate/enquiry/?id={id}" in mail["text"].splitlines()
    assert made["reference"] in mail["subject"]
    for stage in ("submitted", "received"):
        assert desk.staff("GET", "/queue", stage=stage).ok()["enquiries"] == []


@pytest.mark.proves("CI-28")
def test_staff_cannot_open_what_an_associate_has_not_sent_on_or_has_rejected(desk: Desk) -> None:
    absent = desk.staff("GET", f"/enquiries/{'0' * 32}")
    waiting = submitted(desk)
    refused = desk.staff("GET", f"/enquiries/{waiting}")
    assert (refused.status, refused.body) == (absent.status, absent.body)
    act(desk, waiting, "reject", reason="No consent on file").ok()
    assert desk.staff("GET", f"/enquiries/{waiting}").status == absent.status
    assert desk.staff("GET", f"/enquiries/{approved(desk)}").status == 200


@pytest.mark.proves("CI-28", "BY-19")
def test_approved_it_is_submitted_and_then_received_and_the_history_says_on_whose_behalf(desk: Desk) -> None:
    id = submitted(desk)
    desk.at("2022-08-24 10:00")
    assert act(desk, id, "approve").ok()["enquiry"]["status"] == "submitted"
    assert at_centre(desk, id)["status"] == "submitted"
    desk.follow()
    for shown in (at_centre(desk, id), at_associate(desk, id)):
        assert (shown["status"], shown["number"]) == ("received", "2206-000001")
        assert shown["received_at"] == "2022-08-24T09:00:00.000Z"
        assert [(each["who"], each["what"].split(":")[0]) for each in shown["history"]] == [
            ("Exams officer, Lakeside Academy", "Submitted"),
            ("Associate, on behalf of Lakeside Academy", "Approved and sent on"),
            ("Results Desk", "Received and numbered"),
        ]
    assert desk.associate("GET", "/queue").ok()["enquiries"] == []
    assert [each["id"] for each in desk.staff("GET", "/queue", stage="received").ok()["enquiries"]] == [id]


@pytest.mark.proves("CI-28")
def test_it_can_be_approved_to_the_last_moment_of_the_deadline(desk: Desk) -> None:
    id = submitted(desk)
    desk.at(london(ENDS) - TICK)
    assert act(desk, id, "approve").ok()["enquiry"]["status"] == "submitted"


@pytest.mark.proves("CI-28")
@pytest.mark.parametrize("after", [timedelta(0), timedelta(minutes=1)])
def test_after_the_deadline_it_can_only_be_rejected(desk: Desk, after: timedelta) -> None:
    id = submitted(desk)
    desk.at(london(ENDS) + after)
    before = desk.items()
    late = act(desk, id, "approve")
    assert (late.status, late.codes) == (422, ["approve_too_late"])
    assert late.body["errors"][0]["source"] == builders.GUIDE
    assert desk.items() == before
    assert act(desk, id, "reject", reason="It came to us too late").ok()["enquiry"]["status"] == "rejected"


@pytest.mark.proves("CI-28", "CI-08")
def test_a_rejection_has_its_reason_tells_the_centre_and_leaves_the_candidate_free(desk: Desk) -> None:
    id = submitted(desk)
    before = desk.items()
    assert act(desk, id, "reject").codes == ["reason_missing"]
    assert desk.items() == before
    act(desk, id, "reject", reason="The candidate is not yours").ok()
    desk.follow()
    shown = at_centre(desk, id)
    assert (shown["status"], shown["status_text"]) == ("rejected", "Rejected")
    assert shown["history"][-1]["why"] == "The candidate is not yours"
    assert shown["fee"]["status"] == "cancelled"
    assert subjects(desk, CENTRE)[-1] == "Enquiry rejected by your Associate"
    assert "not yours" not in desk.mails(CENTRE)[-1]["text"]
    assert desk.associate("GET", "/queue").ok()["enquiries"] == []
    assert submitted(desk, service="1") != id


@pytest.mark.parametrize("deed", ["approve", "reject"])
def test_what_is_decided_is_not_decided_again(desk: Desk, deed: str) -> None:
    id = approved(desk)
    reply = act(desk, id, deed, **({"reason": "No"} if deed == "reject" else {}))
    assert (reply.status, reply.codes) == (422, ["status_forbids"])


def test_two_who_decide_at_once_are_one_decision(desk: Desk) -> None:
    id = submitted(desk)
    version = at_associate(desk, id)["version"]
    desk.network.first("TransactWriteItems", lambda: act(desk, id, "reject", reason="No").ok())
    late = desk.associate("POST", f"/enquiries/{id}/approve", {"version": version})
    assert (late.status, late.codes) == (409, ["changed_meanwhile"])
    assert at_associate(desk, id)["status"] == "rejected"


def test_the_centre_may_cancel_what_is_still_with_its_associate(desk: Desk) -> None:
    id = submitted(desk)
    desk.centre("POST", f"/api/enquiries/{id}/cancel", {"version": at_centre(desk, id)["version"]}, by=LAKESIDE).ok()
    assert act(desk, id, "approve").codes == ["status_forbids"]
    assert desk.associate("GET", "/queue").ok()["enquiries"] == []


# --- approved into pending


def members(desk: Desk) -> tuple[str, ...]:
    numbers = ("0713", "0001", "0002", "0003", "0004")
    for number in numbers:
        desk.put(builders.card(number, organisation="lakeside", version=1))
    return numbers


@pytest.mark.proves("CI-28", "CI-11")
def test_a_report_that_has_to_wait_is_approved_into_pending_and_goes_on_by_itself(desk: Desk) -> None:
    numbers = members(desk)
    review = approved(desk)
    group = submitted(desk, service="9", components=("42",), candidates=numbers, accept_waiting=True)
    assert at_centre(desk, group)["status"] == "with_associate"
    assert act(desk, group, "approve").ok()["enquiry"]["status"] == "pending"
    desk.completed(review)
    desk.follow()
    assert at_associate(desk, group)["status"] == at_centre(desk, group)["status"] == "received"


@pytest.mark.proves("CI-11")
def test_a_wait_that_ends_at_the_associates_leaves_the_report_to_be_approved(desk: Desk) -> None:
    numbers = members(desk)
    review = submitted(desk)
    group = submitted(desk, service="9", components=("42",), candidates=numbers, accept_waiting=True)
    act(desk, review, "reject", reason="Not now").ok()
    desk.follow()
    assert at_centre(desk, group)["status"] == "with_associate"
    assert act(desk, group, "approve").ok()["enquiry"]["status"] == "submitted"


@pytest.mark.proves("CI-11")
def test_a_rejected_report_lets_go_what_waited_for_it(desk: Desk) -> None:
    numbers = members(desk)
    group = submitted(desk, service="9", components=("42",), candidates=numbers)
    review = submitted(desk, candidates=("0001",))
    act(desk, review, "approve").ok()
    assert at_centre(desk, review)["status"] == "pending"
    act(desk, group, "reject", reason="Not now").ok()
    desk.follow()
    assert at_centre(desk, review)["status"] == "received"


# --- documents


@pytest.fixture
def complete(desk: Desk) -> str:
    """Lakeside's enquiry under 2S, completed on 1 September at noon, nothing released."""
    id = approved(desk, service="2S", components=("42",))
    desk.at("2022-08-23 10:00").acknowledge(id)
    desk.follow()
    desk.mark(id, "A", c42=61).ok()
    desk.at("2022-09-01 12:00").decide(id)
    desk.script(id, "42")
    desk.follow()
    return id


@pytest.mark.proves("CI-29", "CI-14", "CI-30")
def test_every_document_comes_to_the_associate_with_a_mail_and_to_the_centre_only_when_released(desk: Desk, complete: str) -> None:
    assert subjects(desk, ASSOCIATE) == [
        "Enquiry waiting for approval", "Acknowledgement letter ready", "Outcome letter ready", "Copy of script ready",
        "Updated statement of results",
    ]  # fmt: skip
    assert len(subjects(desk, CENTRE)) == 1, "the receipt, and nothing else yet"
    documents = issued(desk, complete)
    assert set(documents) == {"AckLetter", "OutLetter", "CoSLetter-42", "Statement"}
    others = ["CoSLetter-42", "Statement"]
    for what, slot in (("acknowledgement", "AckLetter"), ("outcome", "OutLetter"), ("other", "CoSLetter-42")):
        absent = link(desk, complete, f"{slot}.{'0' * 16}")
        hidden = link(desk, complete, documents[slot])
        assert (hidden.status, hidden.body) == (absent.status, absent.body)
        assert hidden.status == 404
        assert release(desk, what, complete).left_out == {}
        said = f"Released to the centre: {', '.join(others) if what == 'other' else slot}"
        assert said in [each["what"] for each in at_associate(desk, complete)["history"]]
        assert link(desk, complete, documents[slot]).ok()["name"] == f"{slot}.pdf"
    desk.follow()
    assert subjects(desk, CENTRE)[1:] == [
        "Acknowledgement letter ready", "Outcome letter ready", "Copy of script ready", "Updated statement of results",
    ]  # fmt: skip
    assert f"https://desk.example/desk/enquiry/?id={complete}" in desk.mails(CENTRE)[-1]["text"].splitlines()
    assert len(subjects(desk, ASSOCIATE)) == 5


@pytest.mark.proves("CI-29")
def test_statuses_show_in_both_accounts_at_once_and_results_only_with_the_released_letter(desk: Desk, complete: str) -> None:
    centre, associate = at_centre(desk, complete), at_associate(desk, complete)
    assert centre["status"] == associate["status"] == "completed"
    assert {each["state"] for each in centre["documents"]} == {"expected"}
    assert (centre["grade_after"], associate["grade_after"]) == (None, "A")
    assert [each["mark_after"] for each in centre["components"]] == [None]
    assert "waived" not in str(centre["fee"])
    release(desk, "outcome", complete).ok()
    centre = at_centre(desk, complete)
    assert (centre["grade_after"], centre["components"][0]["mark_after"], centre["fee"]["status"]) == ("A", 61, "waived")


@pytest.mark.proves("CI-29")
def test_the_associate_opens_what_is_not_released_and_the_history_says_so(desk: Desk, complete: str) -> None:
    for slot, document in issued(desk, complete).items():
        opened = desk.associate("POST", f"/enquiries/{complete}/documents/{document}/link", {}).ok()
        assert opened["name"] == f"{slot}.pdf"
    whose = [each["who"] for each in at_associate(desk, complete)["history"] if each["what"].startswith("Document opened")]
    assert len(whose) == 4
    assert set(whose) == {"Associate"}


@pytest.mark.proves("CI-29")
def test_many_are_released_at_once_each_with_its_own_result(desk: Desk, complete: str) -> None:
    for number in ("0001", "0002"):
        desk.put(builders.card(number, organisation="lakeside", version=1))
    second = approved(desk, candidates=("0001",))
    desk.acknowledge(second)
    fresh = submitted(desk, candidates=("0002",))
    foreign = desk.acknowledged()
    done = release(desk, "acknowledgement", complete, second, fresh, foreign, complete)
    assert done.left_out == {fresh: ["nothing_to_release"], foreign: ["not_found"]}
    reference = at_centre(desk, fresh)["reference"]
    assert [each["name"] for each in done.body["job"]["left_out"]] == [f"{reference}, Lakeside Academy", ""]
    desk.follow()
    desk.now += timedelta(seconds=1)
    assert release(desk, "acknowledgement", complete).left_out == {complete: ["nothing_to_release"]}
    assert subjects(desk, CENTRE).count("Acknowledgement letter ready") == 2
    assert at_centre(desk, second)["documents"][0]["state"] == "issued"


@pytest.mark.proves("CI-29")
def test_the_list_says_what_waits_to_be_released(desk: Desk, complete: str) -> None:
    def listed(**query: str) -> list[tuple[str, list[str]]]:
        rows = desk.associate("GET", "/enquiries", series="2022-06", **query).ok()["enquiries"]
        return [(each["id"], each["to_release"]) for each in rows]

    assert listed() == [(complete, ["AckLetter", "OutLetter", "CoSLetter-42", "Statement"])]
    release(desk, "other", complete).ok()
    assert listed(status="completed") == [(complete, ["AckLetter", "OutLetter"])]
    assert listed(status="received") == []


@pytest.mark.proves("CI-29")
def test_an_acknowledgement_issued_anew_is_closed_to_the_centre_until_it_is_released_too(desk: Desk) -> None:
    id = approved(desk)
    desk.acknowledge(id)
    release(desk, "acknowledgement", id).ok()
    old = issued(desk, id)["AckLetter"]
    version = at_centre(desk, id)["version"]
    amended = {"version": version, "service": "2", "components": ["42"]}
    desk.at("2022-08-22 12:00").centre("POST", f"/api/enquiries/{id}/amend", amended, by=LAKESIDE).ok()
    desk.at("2022-08-22 13:00").acknowledge(id)
    new = issued(desk, id)["AckLetter"]
    assert new != old
    assert link(desk, id, new).status == 404
    assert link(desk, id, old).status == 200, "what was released stays so"
    release(desk, "acknowledgement", id).ok()
    assert link(desk, id, new).status == 200


@pytest.mark.proves("BY-07", "CI-28")
def test_the_history_says_to_the_centre_and_to_the_associate_who_rejected_it_when_and_why(desk: Desk) -> None:
    id = submitted(desk)
    act(desk.at("2022-08-23 15:30"), id, "reject", reason="The candidate is not yours").ok()
    for shown in (at_centre(desk, id), at_associate(desk, id)):
        last = shown["history"][-1]
        told = (last["at"], last["who"], last["what"], last["why"])
        assert told == ("2022-08-23T14:30:00.000Z", "Associate", "Rejected", "The candidate is not yours")


@pytest.mark.proves("BY-07", "CI-29")
def test_the_history_says_to_everybody_which_documents_were_released_and_when(desk: Desk, complete: str) -> None:
    for hour, what in ((13, "acknowledgement"), (14, "outcome"), (15, "other")):
        release(desk.at(f"2022-09-01 {hour}:00"), what, complete).ok()
    for shown in (at_centre(desk, complete), at_associate(desk, complete), desk.case(complete)):
        told = [(each["at"][:16], each["who"], each["what"]) for each in shown["history"] if each["code"] == "released"]
        assert told == [
            ("2022-09-01T12:00", "Associate", "Released to the centre: AckLetter"),
            ("2022-09-01T13:00", "Associate", "Released to the centre: OutLetter"),
            ("2022-09-01T14:00", "Associate", "Released to the centre: CoSLetter-42, Statement"),
        ]


# --- errors and messages


def report_error(desk: Desk, id: str, *, associate: bool = False, text: str = "The component should be 22") -> Reply:
    sent = {"kind": "error", "text": text}
    if associate:
        return desk.associate("POST", f"/enquiries/{id}/messages", sent)
    return desk.centre("POST", f"/api/enquiries/{id}/messages", sent, by=LAKESIDE)


def messages(shown: Any) -> list[str]:
    return [each["why"] for each in shown["history"] if each["message"]]


@pytest.mark.proves("CI-30")
def test_an_error_goes_from_the_centre_to_its_associate_and_from_there_to_the_body(desk: Desk) -> None:
    id = approved(desk)
    desk.acknowledge(id)
    assert report_error(desk, id).codes == ["status_forbids"], "the centre does not have the letter yet"
    release(desk, "acknowledgement", id).ok()
    desk.follow()
    told = len(desk.mails(ASSOCIATE)), len(desk.mails(CENTRE))
    desk.at("2022-08-22 15:00")
    report_error(desk, id).ok()
    desk.follow()
    assert (len(desk.mails(ASSOCIATE)), len(desk.mails(CENTRE))) == (told[0] + 1, told[1])
    assert "should be" not in desk.mails(ASSOCIATE)[-1]["text"], "what it says stands on the desk alone"
    desk.at("2022-08-22 16:00")
    report_error(desk, id, associate=True, text="Our centre finds 22 instead of 42").ok()
    desk.follow()
    assert messages(at_centre(desk, id)) == ["The component should be 22"]
    assert messages(at_associate(desk, id)) == ["The component should be 22", "Our centre finds 22 instead of 42"]
    assert messages(desk.case(id)) == ["Our centre finds 22 instead of 42"]
    assert len(desk.mails(CENTRE)) == told[1]


@pytest.mark.proves("CI-30")
def test_the_time_left_to_report_errors_is_24_hours_from_the_issue_whenever_it_was_released(desk: Desk) -> None:
    id = approved(desk)
    assert at_associate(desk, id)["report_errors_until"] is None
    desk.at("2022-08-23 10:00").acknowledge(id)
    desk.at("2022-08-23 18:00")
    release(desk, "acknowledgement", id).ok()
    for shown in (at_associate(desk, id), at_centre(desk, id)):
        assert shown["report_errors_until"] == "2022-08-24T09:00:00.000Z"
    desk.at("2022-08-25 10:00")
    report_error(desk, id, associate=True).ok()
    assert desk.case(id)["history"][-1]["at"] == "2022-08-25T09:00:00.000Z", "a late one is taken, and shown with its time"


@pytest.mark.proves("CI-37")
def test_a_question_and_its_answer_stay_with_the_enquiry_and_who_is_asked_is_told(desk: Desk) -> None:
    id = desk.received()
    desk.at("2022-08-22 10:00").staff("POST", f"/enquiries/{id}/messages", {"kind": "question", "text": "Which paper is meant?"}).ok()
    desk.follow()
    assert desk.mails("exams@northfield.example")[-1]["subject"] == "Message about enquiry 2206-000001"
    assert "Which paper" not in desk.mails("exams@northfield.example")[-1]["text"]
    sent = {"kind": "answer", "text": "Paper 4"}
    desk.at("2022-08-22 11:00").centre("POST", f"/api/enquiries/{id}/messages", sent).ok()
    for shown in (desk.enquiry(id), desk.case(id)):
        assert messages(shown) == ["Which paper is meant?", "Paper 4"]
    assert [each["status"] for each in (desk.enquiry(id),)] == ["received"]


@pytest.mark.proves("CI-37")
def test_a_question_about_an_associate_centres_enquiry_reaches_both(desk: Desk) -> None:
    id = approved(desk)
    desk.staff("POST", f"/enquiries/{id}/messages", {"kind": "question", "text": "Which paper is meant?"}).ok()
    desk.follow()
    desk.at("2022-08-22 10:00")
    for to in (CENTRE, ASSOCIATE):
        assert subjects(desk, to)[-1].startswith("Message about enquiry")
    assert desk.associate("POST", f"/enquiries/{id}/messages", {"kind": "answer", "text": "Paper 4"}).status == 200
    assert messages(at_centre(desk, id)) == messages(desk.case(id)) == ["Which paper is meant?", "Paper 4"]


# --- the Associate changes


@pytest.mark.proves("CI-29")
def test_a_centre_that_changes_its_associate_keeps_its_history_with_the_old_one_closed_to_the_new_one(desk: Desk, complete: str) -> None:
    lakeside = builders.organisation(
        id="lakeside", name="Lakeside Academy", centres={CAMBRIDGE: "ZZ303"}, contact_email=CENTRE, associates={CAMBRIDGE: "equator"}, version=2
    )  # fmt: skip
    for put in put_organisation_and_numbers(lakeside):
        wiring.table().put(put)
    desk.put(builders.card("0001", organisation="lakeside", version=1))
    later = submitted(desk, candidates=("0001",))

    def listed(**by: str) -> list[str]:
        return [each["id"] for each in desk.associate("GET", "/enquiries", series="2022-06", **by).ok()["enquiries"]]

    assert listed() == [complete]
    assert listed(by=OTHER_ASSOCIATE) == [later]
    assert desk.associate("GET", f"/enquiries/{complete}", by=OTHER_ASSOCIATE).status == 404
    assert desk.associate("GET", f"/enquiries/{later}").status == 404
    document = issued(desk, complete)["AckLetter"]
    assert desk.associate("POST", f"/enquiries/{complete}/documents/{document}/link", {}, by=OTHER_ASSOCIATE).status == 404
    assert release(desk, "outcome", complete, by=OTHER_ASSOCIATE).left_out == {complete: ["not_found"]}
    assert {each["id"] for each in desk.centre("GET", "/api/enquiries", by=LAKESIDE, series="2022-06").ok()["enquiries"]} == {
        complete,
        later,
    }
    assert release(desk, "outcome", complete).left_out == {}
    assert subjects(desk, OTHER) == ["Enquiry waiting for approval"]


def test_a_report_reaches_an_associate_centre_as_another_document(desk: Desk) -> None:
    numbers = members(desk)
    id = approved(desk, service="9", components=("42",), candidates=numbers)
    desk.acknowledge(id)
    document = desk.by_hand(id, "Rpt")
    desk.issue_script(id, document).ok()
    desk.follow()
    assert link(desk, id, document).status == 404
    assert release(desk, "other", id).left_out == {}
    desk.follow()
    assert link(desk, id, document).status == 200
    assert subjects(desk, CENTRE)[-1] == subjects(desk, ASSOCIATE)[-1] == "Report ready"
    assert b"Rpt of " in (desk.file(f"documents/{id}/{document}.pdf") or b"")


def test_an_associate_learns_who_they_are_and_for_whom(desk: Desk) -> None:
    me = desk.associate("GET", "/me").ok()
    assert (me["organisation"]["id"], me["organisation"]["kind"]) == ("meridian", "associate")
    assert desk.associate("GET", "/me", by=LAKESIDE).ok() == {"desk": "people"}
    assert desk.centre("GET", "/api/me", by=ASSOCIATE_SUB).ok() == {"desk": "associate"}, "led there without an error in between"
    assert desk.centre("GET", "/api/me", by=STRANGER).status == 404
