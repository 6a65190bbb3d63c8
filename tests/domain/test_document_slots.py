"""For which documents of an enquiry staff may still bring a file."""

from __future__ import annotations

from functions.domain.enquiries.document_slots import MOST_BYTES, takes_file
from functions.domain.enquiries.statuses import Status
from tests.builders import body, enquiry, issued, london


def test_a_file_is_taken_for_a_document_that_the_service_has_and_that_is_not_there_yet() -> None:
    with_copies = enquiry(service="2S", issued=issued("AckLetter"))
    assert takes_file(with_copies, "CoSLetter-22", body())
    assert takes_file(with_copies, "OutLetter", body())
    assert not takes_file(with_copies, "CoSLetter-99", body())
    assert not takes_file(enquiry(service="2"), "CoSLetter-22", body())
    assert not takes_file(enquiry(service="2S", issued=issued("CoSLetter-22")), "CoSLetter-22", body())


def test_an_amended_enquiry_takes_a_new_acknowledgement_and_no_other_document_again() -> None:
    there = issued("AckLetter", "OutLetter")
    assert not takes_file(enquiry(Status.ACKNOWLEDGED, issued=there), "AckLetter", body())
    amended = enquiry(Status.ACKNOWLEDGED, issued=there, amended_at=london("2022-09-02 10:00"))
    assert takes_file(amended, "AckLetter", body())
    assert not takes_file(amended, "OutLetter", body())


def test_a_file_has_at_most_25_megabytes() -> None:
    assert MOST_BYTES == 25_000_000
