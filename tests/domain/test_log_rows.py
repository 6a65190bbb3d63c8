"""A line of the centre's log: what it shows, and what it says still has to be done."""

from __future__ import annotations

from datetime import date

import pytest

from functions.domain.centre_desk.log import LogEntry, log_row
from functions.domain.centre_desk.records import CentreRecord
from functions.domain.centre_desk.terms import CentreTerms
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import Status
from tests.builders import body, enquiry, issued, london

NOW = london("2022-09-02 10:00")
OUTCOME = issued("AckLetter", "OutLetter")


def completed(**changes: object) -> Enquiry:
    return enquiry(Status.COMPLETED, grade_after="A", recorded=True, issued=OUTCOME, **changes)


@pytest.mark.parametrize(
    ("one", "told_on", "needed"),
    [
        (completed(), None, True),
        (completed(), date(2022, 9, 2), False),
        (enquiry(Status.ACKNOWLEDGED, grade_after="A", recorded=True), None, False),
        (enquiry(Status.CANCELLED), None, False),
        (enquiry(Status.CANCELLED, issued=OUTCOME), None, False),
    ],
    ids=["an outcome that the candidate does not know", "one that is told", "no outcome yet", "cancelled", "cancelled with an outcome"],
)
def test_a_candidate_is_to_be_told_once_there_is_an_outcome_until_it_is_recorded(one: Enquiry, told_on: date | None, needed: bool) -> None:
    row = log_row(LogEntry(one, CentreRecord(told_on=told_on)), body(), CentreTerms(), NOW)
    assert ("to_tell" in row["needs"], row["told"]) == (needed, told_on is not None)


def test_marks_and_grades_are_in_the_log_once_the_outcome_is_the_centres_to_know() -> None:
    after = log_row(LogEntry(completed(), CentreRecord()), body(), CentreTerms(), NOW)
    before = log_row(LogEntry(enquiry(Status.ACKNOWLEDGED, grade_after="A", recorded=True), CentreRecord()), body(), CentreTerms(), NOW)
    assert (before["cells"]["grade_before"], before["cells"].get("grade_after"), before["changed"]) == ("B", None, None)
    assert (after["cells"]["grade_before"], after["cells"]["grade_after"], after["changed"]) == ("B", "A", True)
