"""An awarding body that accepts enquiries or declines them: the letter, the reason, who is told, and what becomes of the candidates (NC-13)."""

from __future__ import annotations

import pytest

from functions import wiring
from functions.domain.calendar import Period, Unit
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.catalogue.services import Acceptance
from tests.builders import CAMBRIDGE, card, organisation, service, with_service
from tests.documents.reading import text
from tests.handlers.desk import ASSOCIATE, LAKESIDE, OFFICER, Desk, Reply

CONTACT, ASKER = "exams@northfield.example", "officer@people.example"
REASON = "The marks of your centre were accepted. Choose a review of marking instead."


@pytest.fixture
def accepting(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The desk of a body that accepts reviews of marking within 5 working days, and answers within 25 working days of that."""
    step = Acceptance(within=Period(amount=5, unit=Unit.WORKING_DAYS), basis=service().basis)
    target = Period(amount=25, unit=Unit.WORKING_DAYS)
    other = with_service("2", acceptance=step, target=target, target_from="acceptance")
    catalogue = Catalogue(bodies={CAMBRIDGE: other})
    monkeypatch.setattr(wiring, "catalogue", lambda: catalogue)
    return desk


def decline(desk: Desk, id: str, reason: str = REASON) -> Reply:
    return desk.staff("POST", f"/enquiries/{id}/decline", {"version": desk.case(id)["version"], "reason": reason})


def subjects(desk: Desk, to: str | None = None) -> list[str]:
    return [each["subject"] for each in desk.mails(to)]


@pytest.mark.proves("NC-13")
def test_staff_accept_an_enquiry_by_its_letter_and_the_target_counts_from_then(accepting: Desk) -> None:
    desk = accepting
    id = desk.received()
    case = desk.case(id)
    assert (case["acceptance"], case["may_decline"], case["promised_by"], case["promise_text"]) == (
        True, True, None, "25 working days after acceptance",
    )  # fmt: skip
    desk.at("2022-08-25 10:00")
    desk.acknowledge(id)
    desk.follow()
    shown = desk.enquiry(id)
    assert (shown["status"], shown["status_text"], shown["promised_by"]) == ("acknowledged", "Accepted", "2022-10-03")
    assert [each["title"] for each in shown["progress"]["steps"]] == ["Submitted", "Received", "Accepted", "Completed"]
    assert not desk.case(id)["may_decline"]
    (letter,) = [each for each in shown["documents"] if each["slot"] == "AckLetter"]
    pdf = desk.file(f"documents/{id}/{letter['id']}.pdf")
    assert pdf
    said = text(pdf)
    assert "Acceptance of your enquiry about results" in said
    assert "We accept your enquiry." in said
    assert "25 August 2022" in said
    assert "By 3 October 2022" in said
    assert "25 working days of acceptance" in said


@pytest.mark.proves("NC-13")
def test_whoever_asked_is_told_of_the_acceptance_and_later_of_the_outcome(accepting: Desk) -> None:
    desk = accepting
    id = desk.received()
    number = desk.case(id)["number"]
    desk.acknowledge(id)
    desk.follow()
    told = f"Enquiry accepted: {number}"
    assert told in subjects(desk, CONTACT)
    assert told in subjects(desk, ASKER)
    desk.mark(id).ok()
    desk.decide(id)
    desk.follow()
    told = f"Outcome letter ready: enquiry {number}"
    assert subjects(desk, CONTACT).count(told) == 1
    assert subjects(desk, ASKER).count(told) == 1


def test_a_letter_made_on_another_day_is_not_issued_since_it_names_the_day(accepting: Desk) -> None:
    desk = accepting
    id = desk.received()
    looked = desk.preview(id, "acknowledgement")
    desk.at("2022-08-23 09:00")
    late = desk.staff("POST", f"/enquiries/{id}/acknowledge", {"version": looked["version"], "sha256": looked["sha256"]})
    assert (late.status, late.codes) == (409, ["preview_stale"])
    assert desk.acknowledge(id)["status"] == "acknowledged"


@pytest.mark.proves("NC-13")
def test_staff_decline_an_enquiry_and_whoever_asked_is_told_without_the_reason_in_the_mail(accepting: Desk) -> None:
    desk = accepting
    id = desk.received()
    number = desk.case(id)["number"]
    page = decline(desk, id).ok()["enquiry"]
    assert (page["status"], page["status_text"], page["may_decline"]) == ("declined", "Declined", False)
    desk.follow()
    for to in (CONTACT, ASKER):
        (mail,) = [each for each in desk.mails(to) if each["subject"] == f"Enquiry not accepted: {number}"]
        for part in ("text", "html"):
            assert "The reason is on the desk." in " ".join(mail[part].split())
            assert "Choose a review of marking" not in mail[part]
            assert "Osei" not in mail[part]
    shown = desk.enquiry(id)
    (entry,) = [each for each in shown["history"] if each["code"] == "declined"]
    assert (entry["what"], entry["why"]) == ("Declined", REASON)
    assert [each["title"] for each in shown["progress"]["steps"]] == ["Submitted", "Received", "Declined by the awarding body"]
    assert (shown["fee"]["status"], shown["fee"]["text"]) == ("cancelled", "No fee: the enquiry was not carried out.")
    assert (shown["change_window"]["open"], shown["promised_by"], shown["late"]) == (False, None, False)
    listed = desk.centre("GET", "/api/enquiries", series="2022-06", status="declined").ok()["enquiries"]
    assert [(each["id"], each["status_text"]) for each in listed] == [(id, "Declined")]


def test_a_declined_enquiry_leaves_the_queue_and_its_candidate_is_free_for_another(accepting: Desk) -> None:
    desk = accepting
    id = desk.received()
    assert desk.submit().codes == ["already_enquired"]
    decline(desk, id).ok()
    assert [each["id"] for each in desk.staff("GET", "/queue", stage="all").ok()["enquiries"]] == []
    assert desk.case(id)["status"] == "declined", "staff can still open it"
    assert desk.submit().status == 200


def test_declining_asks_for_a_reason_and_ends_nothing_twice(accepting: Desk) -> None:
    desk = accepting
    id = desk.received()
    refused = decline(desk, id, reason="")
    assert (refused.status, refused.codes) == (422, ["decline_reason_missing"])
    assert desk.case(id)["status"] == "received"
    decline(desk, id).ok()
    assert decline(desk, id).codes == ["status_forbids"]


def test_a_body_without_the_step_declines_nothing(desk: Desk) -> None:
    id = desk.received()
    refused = decline(desk, id)
    assert refused.codes == ["decline_not_for"]
    assert desk.case(id)["status"] == "received"


def test_what_waited_for_a_declined_enquiry_goes_on(accepting: Desk) -> None:
    desk = accepting
    for number in range(1, 5):
        desk.put(card(f"000{number}", name=f"Pupil {number}", version=1))
    id = desk.received()
    group = desk.submitted(service="9", components=["22"], candidates=["0713", "0001", "0002", "0003", "0004"], accept_waiting=True)
    (report,) = group["enquiries"]
    assert desk.enquiry(report["id"])["status"] == "pending"
    decline(desk, id).ok()
    desk.follow()
    assert desk.enquiry(report["id"])["status"] == "received"


def test_an_associate_and_its_centre_are_both_told_and_the_reason_stands_at_both_desks(accepting: Desk) -> None:
    desk = accepting
    id = desk.submitted(by=LAKESIDE, contact_email="x@y.example")["enquiries"][0]["id"]
    at = desk.associate("GET", f"/enquiries/{id}").ok()["enquiry"]
    desk.associate("POST", f"/enquiries/{id}/approve", {"version": at["version"]}).ok()
    desk.follow()
    decline(desk, id).ok()
    desk.follow()
    told = [each["to"] for each in desk.mails() if each["subject"].startswith("Enquiry not accepted")]
    assert len(told) == 2
    assert len(set(told)) == 2
    for shown in (desk.associate("GET", f"/enquiries/{id}", by=ASSOCIATE).ok()["enquiry"], desk.enquiry(id, by=LAKESIDE)):
        assert (shown["status_text"], [each["why"] for each in shown["history"] if each["code"] == "declined"]) == ("Declined", [REASON])


def test_a_decision_goes_to_nobody_who_has_left_the_centre(accepting: Desk) -> None:
    desk = accepting
    id = desk.received()
    desk.head_of("harbour", OFFICER)  # moved to another centre
    decline(desk, id).ok()
    desk.follow()
    told = [each["to"] for each in desk.mails() if each["subject"].startswith("Enquiry not accepted")]
    assert told == [organisation().contact_email]


def test_the_receipt_says_that_it_is_accepted_or_declined_and_by_when(accepting: Desk) -> None:
    desk = accepting
    made = desk.submitted()
    desk.follow()
    pdf = desk.file(f"receipts/{made['id']}.pdf")
    assert pdf
    said = " ".join(text(pdf).split())
    assert "Acceptance. Cambridge International accepts the enquiry or declines it within 5 working days, and an e-mail says so." in said
    assert "until 24 hours after its acceptance" in said


def test_staff_of_such_a_body_see_its_words_in_their_queue(accepting: Desk) -> None:
    assert accepting.staff("GET", "/attention").ok()["accepts"] is True


def test_a_late_decision_is_counted_as_what_needs_attention(accepting: Desk) -> None:
    desk = accepting
    desk.received()
    assert desk.at("2022-08-30 23:59").staff("GET", "/attention").ok()["counts"]["unacknowledged"] == 0
    assert desk.at("2022-08-31 00:00").staff("GET", "/attention").ok()["counts"]["unacknowledged"] == 1
