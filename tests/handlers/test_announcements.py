"""Messages from the awarding body to its centres: staff post, centres read, and the fees list is among them."""

from __future__ import annotations

import pytest

from tests.handlers.desk import ASSOCIATE, HARBOUR, OFFICER, Desk


@pytest.mark.proves("CI-36")
def test_what_staff_post_every_centre_reads_newest_first(desk: Desk) -> None:
    desk.staff("POST", "/messages", {"title": "Invoices", "text": "They come in October."}).ok()
    desk.at("2022-08-23 09:00")
    posted = desk.staff("POST", "/messages", {"title": "Holiday", "text": "We are away on Monday."}).ok()
    assert [each["title"] for each in posted["messages"]][:2] == ["Holiday", "Invoices"]
    for by in (OFFICER, HARBOUR):
        read = desk.centre("GET", "/api/messages", by=by).ok()
        assert read == posted
        assert (read["from"], read["messages"][0]["text"]) == ("Cambridge International", "We are away on Monday.")


@pytest.mark.proves("CI-36")
def test_the_fees_list_is_among_them_from_the_catalogues_prices_and_marked_as_a_demonstration(desk: Desk) -> None:
    (fees,) = desk.centre("GET", "/api/messages").ok()["messages"]
    assert (fees["title"], fees["demonstration"]) == ("Fees list for enquiries about results", True)
    assert fees["text"].startswith("Demonstration figures, not the awarding body’s.")
    assert "Service 2, Review of marking: GBP 52.00" in fees["text"]
    assert "Free of charge: Enquiry about NO RESULT (X); Enquiry about PENDING (Q)." in fees["text"]


def test_only_staff_of_the_body_post_and_a_message_has_title_and_text(desk: Desk) -> None:
    assert desk.staff("POST", "/messages", {"title": " ", "text": ""}).codes == ["message_missing", "message_missing"]
    assert desk.centre("GET", "/api/messages", by=ASSOCIATE).status == 404
    assert desk.centre("POST", "/api/messages", {"title": "a", "text": "b"}).status == 404
    assert desk.staff("POST", "/messages", {"title": "a", "text": "b"}, by=OFFICER).status == 404
    assert len(desk.centre("GET", "/api/messages").ok()["messages"]) == 1
