"""Messages from the awarding body to its centres: staff post, centres read, and the fees list is among them."""

from __future__ import annotations

import pytest

from functions import wiring
from functions.actions.effects import announcement_emails as telling
from functions.adapters.organisations import put_organisation_and_numbers
from functions.adapters.table import Put
from tests.builders import organisation
from tests.handlers.desk import ASSOCIATE, HARBOUR, OFFICER, OTHER_BOARD, Desk


@pytest.mark.proves("CI-36")
def test_what_staff_post_every_centre_reads_newest_first(desk: Desk) -> None:
    desk.staff("POST", "/messages", {"title": "Invoices", "text": "They come in October."}).ok()
    desk.at("2022-08-23 09:00")
    posted = desk.staff("POST", "/messages", {"title": "Holiday", "text": "We are away on Monday."}).ok()
    assert [each["title"] for each in posted["messages"]][:2] == ["Holiday", "Invoices"]
    for by in (OFFICER, HARBOUR):
        read = desk.centre("GET", "/api/messages", by=by).ok()
        assert read == posted
        assert (read["messages"][0]["from"], read["messages"][0]["text"]) == ("Cambridge International", "We are away on Monday.")


def test_a_centre_of_two_bodies_reads_of_each_message_and_fees_list_whose_it_is(desk: Desk) -> None:
    for put in put_organisation_and_numbers(organisation(centres={"cambridge-international": "ZZ101", "ncfe": "NC10101"})):
        wiring.table().put(Put(put.item, expect=None))
    desk.staff("POST", "/messages", {"title": "Invoices", "text": "They come in October."}).ok()
    read = desk.centre("GET", "/api/messages").ok()["messages"]
    assert [(each["from"], each["title"]) for each in read] == [
        ("Cambridge International", "Invoices"),
        ("Cambridge International", "Fees list for enquiries about results and appeals"),
        ("NCFE", "Fees list for enquiries about results and appeals"),
    ]
    assert len({each["id"] for each in read}) == 3


@pytest.mark.proves("CI-36")
def test_the_fees_list_is_among_them_from_the_catalogues_prices_and_marked_as_a_demonstration(desk: Desk) -> None:
    (fees,) = desk.centre("GET", "/api/messages").ok()["messages"]
    assert (fees["title"], fees["demonstration"]) == ("Fees list for enquiries about results and appeals", True)
    assert fees["text"].startswith("Demonstration figures, not the awarding body’s.")
    assert "Service 2, Review of marking: GBP 52.00\n" in fees["text"]
    assert "Service 10, Review of selection of evidence: GBP 75.00 for each enquiry" in fees["text"]
    assert "Free of charge: Enquiry about NO RESULT (X); Enquiry about PENDING (Q)." in fees["text"]


def test_only_staff_of_the_body_post_and_a_message_has_title_and_text(desk: Desk) -> None:
    refused = desk.staff("POST", "/messages", {"title": " ", "text": ""})
    assert [(each["field"], each["message"]) for each in refused.body["errors"]] == [
        ("title", "Give the message a title."),
        ("text", "Write your message."),
    ]
    assert desk.centre("GET", "/api/messages", by=ASSOCIATE).status == 404
    assert desk.centre("POST", "/api/messages", {"title": "a", "text": "b"}).status == 404
    assert desk.staff("POST", "/messages", {"title": "a", "text": "b"}, by=OFFICER).status == 404
    assert len(desk.centre("GET", "/api/messages").ok()["messages"]) == 1


def test_staff_of_an_organisation_that_is_no_body_of_the_catalogue_find_no_messages_there(desk: Desk) -> None:
    """They had 500: their organisation has no prices and no name in the catalogue."""
    assert desk.staff("GET", "/messages", by=OTHER_BOARD).status == 404
    assert desk.staff("POST", "/messages", {"title": "a", "text": "b"}, by=OTHER_BOARD).status == 404


@pytest.mark.proves("PE-05")
def test_every_centre_is_told_by_e_mail_once_where_to_read_and_nothing_of_what_it_says(desk: Desk) -> None:
    said = {"title": "Results day", "text": "Results are released on 18 August. Sign in to the desk.", "email": True}
    assert desk.staff("POST", "/messages", said).ok()["messages"][0]["emailed"] is True
    desk.follow()
    assert sorted(each["to"] for each in desk.mails()) == ["exams@harbour.example", "exams@northfield.example", "x@y.example"]
    for each in desk.mails():
        assert each["subject"] == "Message from Cambridge International to its centres"
        for part in (each["text"], each["html"]):
            assert "/desk/messages/" in part
            assert "Results day" not in part
            assert "18 August" not in part
    desk.sweep()
    assert len(desk.mails()) == 3


def test_a_message_is_not_e_mailed_unless_staff_say_so(desk: Desk) -> None:
    assert desk.staff("POST", "/messages", {"title": "Invoices", "text": "They come in October."}).ok()["messages"][0]["emailed"] is False
    desk.follow()
    assert desk.mails() == []


def test_an_e_mail_that_is_refused_is_tried_again_and_staff_see_it_by_centre(desk: Desk) -> None:
    desk.network.refuses("POST ses", "MessageRejected", 1)
    desk.staff("POST", "/messages", {"title": "Results day", "text": "Soon.", "email": True}).ok()
    desk.follow()
    assert len(desk.mails()) == 2
    (failure,) = desk.failures()
    assert (failure["what"], failure["about"]) == ("Send the e-mail", "Message to all centres: ZZ101")
    desk.staff("POST", "/failures/retry", {"key": failure["key"]}).ok()
    assert sorted(each["to"] for each in desk.mails()) == ["exams@harbour.example", "exams@northfield.example", "x@y.example"]
    assert desk.failures() == []


def test_many_centres_are_told_a_page_at_a_time_and_each_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "AT_ONCE", 1)
    desk.staff("POST", "/messages", {"title": "Results day", "text": "Soon.", "email": True}).ok()
    desk.follow()
    assert len({each["to"] for each in desk.mails()}) == len(desk.mails()) == 3
