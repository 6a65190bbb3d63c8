"""An Associate Centre changes what its Associate sent on: the Associate is told, and agrees once it would cost something (ours)."""

from __future__ import annotations

from typing import Any

import pytest

from functions import wiring
from functions.adapters.enquiries import read_enquiry
from tests.documents.reading import pages, text
from tests.handlers.desk import LAKESIDE, OTHER_ASSOCIATE, Desk, Reply
from tests.handlers.test_associates import ASSOCIATE, CENTRE, act, approved, at_associate, at_centre, release, submitted

LATE = "2022-08-25 09:00"


def acknowledged(desk: Desk) -> str:
    id = approved(desk)
    desk.acknowledge(id)
    desk.follow()
    release(desk, "acknowledgement", id).ok()
    desk.follow()
    return id


def change(desk: Desk, id: str, deed: str, **sent: Any) -> Reply:
    reply = desk.centre("POST", f"/api/enquiries/{id}/{deed}", {"version": at_centre(desk, id)["version"], **sent}, by=LAKESIDE)
    desk.follow()
    return reply


def last_subjects(desk: Desk, to: str, before: int) -> list[str]:
    return [each["subject"] for each in desk.mails(to)[before:]]


@pytest.mark.proves("CI-29")
def test_in_the_free_time_the_change_is_made_and_the_associate_is_told(desk: Desk) -> None:
    id = acknowledged(desk)
    before = len(desk.mails(ASSOCIATE))
    shown = change(desk, id, "amend", service="2", components=["22"], reason="Not needed").ok()["enquiry"]
    assert ([each["code"] for each in shown["components"]], shown["change_proposed"]) == (["22"], None)
    assert last_subjects(desk, ASSOCIATE, before) == [f"Enquiry changed: {shown['number']}"]
    assert "Amended: component 42 taken out" in [each["what"] for each in at_associate(desk, id)["history"]]


@pytest.mark.proves("CI-29")
def test_before_the_associate_sent_it_on_nobody_is_written_to(desk: Desk) -> None:
    id = submitted(desk)
    before = len(desk.mails())
    assert change(desk, id, "cancel").ok()["enquiry"]["status"] == "cancelled"
    assert len(desk.mails()) == before


@pytest.mark.proves("CI-29", "CI-15")
def test_after_it_the_associate_has_to_agree_and_the_change_is_made_when_it_does(desk: Desk) -> None:
    id = acknowledged(desk)
    desk.at(LATE)
    before = len(desk.mails(ASSOCIATE))
    window = at_centre(desk, id)["change_window"]
    assert (window["open"], window["free"], window["agreement"]) == (True, False, True)
    shown = change(desk, id, "cancel", reason="The candidate withdrew").ok()["enquiry"]
    assert shown["status"] == "acknowledged"
    assert (shown["change_proposed"]["what"], shown["change_proposed"]["reason"]) == ("cancelled", "The candidate withdrew")
    assert last_subjects(desk, ASSOCIATE, before) == [f"Change to agree to: enquiry {shown['number']}"]
    listed = desk.associate("GET", "/enquiries", series="2022-06").ok()["enquiries"]
    assert [each["message"] for each in listed] == ["Change to agree to"]
    told = len(desk.mails(CENTRE))
    agreed = act(desk, id, "change", agree=True).ok()["enquiry"]
    desk.follow()
    assert (agreed["status"], agreed["change_proposed"]) == ("cancelled", None)
    assert [each["money"]["amount"] for each in agreed["fee"]["charges"]] == ["25.00"]
    assert last_subjects(desk, CENTRE, told) == [f"Enquiry changed: {shown['number']}"]
    assert desk.submit(by=LAKESIDE, contact_email=CENTRE).ok(), "the candidate is free for another enquiry"
    assert [each["what"] for each in at_centre(desk, id)["history"]][-2:] == ["Change proposed to the Associate: cancel", "Cancelled"]


@pytest.mark.proves("BY-22")
def test_a_change_to_agree_to_is_counted_among_what_needs_the_associates_attention_until_it_is_decided(desk: Desk) -> None:
    id = acknowledged(desk)
    desk.at(LATE)

    def counted() -> tuple[int, list[str]]:
        listed = desk.associate("GET", "/enquiries", status="change").ok()["enquiries"]
        return desk.associate("GET", "/attention").ok()["counts"]["change"], [each["id"] for each in listed]

    assert counted() == (0, [])
    change(desk, id, "cancel", reason="The candidate withdrew").ok()
    assert counted() == (1, [id])
    act(desk, id, "change", agree=False, reason="The review is nearly done").ok()
    assert counted() == (0, [])


@pytest.mark.proves("CI-29")
def test_an_agreed_amendment_changes_what_was_proposed(desk: Desk) -> None:
    id = acknowledged(desk)
    desk.at(LATE)
    change(desk, id, "amend", service="1", components=["42"]).ok()
    waiting = at_associate(desk, id)["change_proposed"]
    assert waiting["text"] == "To amend it: component 22 taken out, service 1 instead of 2."
    after = act(desk, id, "change", agree=True).ok()["enquiry"]
    assert (after["service"]["code"], [each["code"] for each in after["components"]]) == ("1", ["42"])
    assert after["fee"]["money"]["amount"] == "18.00"


@pytest.mark.proves("CI-29")
def test_a_declined_change_is_not_made_and_the_centre_reads_why(desk: Desk) -> None:
    id = acknowledged(desk)
    desk.at(LATE)
    change(desk, id, "cancel").ok()
    assert act(desk, id, "change", agree=False).codes == ["reason_missing"]
    told = len(desk.mails(CENTRE))
    act(desk, id, "change", agree=False, reason="The review is nearly done").ok()
    desk.follow()
    shown = at_centre(desk, id)
    assert (shown["status"], shown["change_proposed"], shown["fee"]["charges"]) == ("acknowledged", None, [])
    assert (shown["history"][-1]["what"], shown["history"][-1]["why"]) == ("Proposed change declined", "The review is nearly done")
    assert len(last_subjects(desk, CENTRE, told)) == 1
    assert act(desk, id, "change", agree=True).codes == ["no_change_proposed"]


def test_another_associate_decides_nothing(desk: Desk) -> None:
    id = acknowledged(desk)
    desk.at(LATE)
    change(desk, id, "cancel").ok()
    version = at_associate(desk, id)["version"]
    refused = desk.associate("POST", f"/enquiries/{id}/change", {"version": version, "agree": True}, by=OTHER_ASSOCIATE)
    assert (refused.status, refused.codes) == (404, ["not_found"])


def test_it_is_too_late_to_agree_once_the_outcome_is_issued(desk: Desk) -> None:
    id = acknowledged(desk)
    desk.at(LATE)
    change(desk, id, "cancel").ok()
    desk.mark(id).ok()
    desk.decide(id)
    assert at_associate(desk, id)["change_proposed"] is None
    assert act(desk, id, "change", agree=True).codes == ["status_forbids"]


# --- what an Associate Centre is told


@pytest.mark.proves("CI-28")
def test_the_receipt_names_the_associate_and_proves_nothing_about_the_awarding_body(desk: Desk) -> None:
    made = desk.submit(by=LAKESIDE, contact_email=CENTRE).ok()["submission"]
    desk.follow()
    pdf = desk.file(f"receipts/{made['id']}.pdf")
    assert pdf
    said = " ".join(text(pdf).split())
    assert "Meridian Associates, your Associate, has still to approve it and send it on." in said
    assert "does not prove that it reached Cambridge International in time" in said
    assert "The enquiry has its number within 24 hours of your Associate’s approval." in said
    assert "If either does not come, ask Meridian Associates at once." in said
    assert "as we hold it" not in said
    assert "info@cambridgeinternational.org" not in said
    mail = next(each for each in desk.mails(CENTRE) if each["subject"].startswith("Enquiry submitted"))
    assert "We have your submission" not in mail["text"]
    assert "Meridian Associates" in mail["text"]
    assert f"Questions: {ASSOCIATE}" in mail["text"], "also with the receipt, whoever asks asks the Associate"
    assert "info@cambridgeinternational.org" not in mail["text"]


@pytest.mark.proves("CI-14")
def test_letters_and_emails_send_an_associate_centre_to_its_associate(desk: Desk) -> None:
    id = acknowledged(desk)
    letter = next(each for each in at_centre(desk, id)["documents"] if each["slot"] == "AckLetter")
    pdf = desk.file(f"documents/{id}/{letter['id']}.pdf")
    assert pdf
    said = " ".join(text(pdf).split())
    assert "tell your Associate, Meridian Associates, who reports errors to Cambridge International" in said
    assert "Questions? Write to your Associate, Meridian Associates" in said
    assert "info@cambridgeinternational.org" not in said
    mail = next(each for each in desk.mails(CENTRE) if each["subject"].startswith("Acknowledgement letter ready"))
    assert f"Questions: {ASSOCIATE}" in mail["text"]
    stored = read_enquiry(wiring.table(), id)
    assert stored
    assert stored.associate_name == "Meridian Associates"


def test_the_receipt_of_one_candidate_is_one_page(desk: Desk) -> None:
    made = desk.submitted()
    desk.follow()
    pdf = desk.file(f"receipts/{made['id']}.pdf")
    assert pdf
    assert len(pages(pdf)) == 1
