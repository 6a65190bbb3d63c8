"""How an enquiry is answered: the one table of the kinds of outcome."""

from __future__ import annotations

from enum import StrEnum

from functions.domain.catalogue.services import Service, Subject
from functions.domain.enquiries.enquiry import Enquiry


class OutcomeKind(StrEnum):
    """What staff record of an enquiry before its outcome letter."""

    MARKS = "marks"
    FINDING = "finding"
    ANSWER = "answer"
    DECISION = "decision"
    COHORT = "cohort"

    @property
    def missing(self) -> str:
        """The code of the refusal where it is not recorded."""
        return MISSING[self]


MISSING = {
    OutcomeKind.MARKS: "outcome_missing",
    OutcomeKind.FINDING: "answer_missing",
    OutcomeKind.ANSWER: "answer_missing",
    OutcomeKind.DECISION: "decision_missing",
    OutcomeKind.COHORT: "outcome_missing",
}


def outcome_kind(enquiry: Enquiry, service: Service) -> OutcomeKind:
    """Return how an enquiry is answered."""
    if enquiry.appeal:
        return OutcomeKind.DECISION
    if service.grade_check:
        return OutcomeKind.FINDING
    if service.missing:
        return OutcomeKind.ANSWER
    return OutcomeKind.MARKS if service.subject is Subject.CANDIDATE else OutcomeKind.COHORT
