"""Which enquiries take evidence, how much of it, and until when."""

from __future__ import annotations

import pytest

from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.missing_results import MOST_EVIDENCE, MOST_EVIDENCE_BYTES, evidence_problem
from functions.domain.enquiries.statuses import Status
from tests.builders import enquiry, issued, service

TAKES = service("2", evidence=("a portfolio of evidence",))


def test_a_service_that_asks_for_evidence_takes_it_though_it_is_not_about_a_missing_result() -> None:
    assert evidence_problem(enquiry(), TAKES, 0, 1000) is None
    assert TAKES.evidence_asked == ("a portfolio of evidence",)
    assert service("X").evidence_asked == ("an attendance register", "a coursework mark")


def test_a_service_that_asks_for_none_takes_none() -> None:
    refused = evidence_problem(enquiry(), service("2"), 0, 1000)
    assert refused
    assert refused.code == "evidence_not_for"


@pytest.mark.parametrize(
    ("of", "count", "size", "code"),
    [
        (enquiry(Status.CANCELLED), 0, 1000, "evidence_not_for"),
        (enquiry(issued=issued("OutLetter")), 0, 1000, "evidence_not_for"),
        (enquiry(), MOST_EVIDENCE, 1000, "evidence_too_many"),
        (enquiry(), 0, MOST_EVIDENCE_BYTES + 1, "upload_size"),
    ],
)
def test_what_is_finished_or_too_much_is_refused(of: Enquiry, count: int, size: int, code: str) -> None:
    refused = evidence_problem(of, TAKES, count, size)
    assert refused
    assert refused.code == code
