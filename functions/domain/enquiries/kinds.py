"""The kinds of outcome that an enquiry can have: one table of what staff record for each before its letter is issued.

The service of an enquiry decides its kind. Which function records an outcome and which letter tells it are told by the actions,
in a table of their own with the same keys.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from functions.domain.catalogue.services import Service, Subject
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import Status, forbidden_step
from functions.domain.errors import Refused, problem

OUTCOME_BETWEEN_LETTERS = (
    "What an enquiry found is recorded in the form of its service, after the acknowledgement letter and before the outcome letter."
)


class OutcomeKind(StrEnum):
    """What the outcome of an enquiry consists of."""

    MARKS = "marks"  # marks after review and the syllabus grade
    FINDING = "finding"  # one of the findings of a grade check
    ANSWER = "answer"  # the answer about a missing result
    DECISION = "decision"  # the decision of an appeal
    COHORT = "cohort"  # what a re-moderation found, and the results of each candidate whom it changes
    REPORT = "report"  # nothing: it ends with a report that staff wrote


class OutcomeRules(NamedTuple):
    """How refusals speak of one kind: `step` completes "it cannot be …", `missing` is the code for a letter whose record is missing.

    `step` is None where there is nothing to record.
    """

    step: str | None
    missing: str


OUTCOME_RULES = {
    OutcomeKind.MARKS: OutcomeRules("marked", "outcome_missing"),
    OutcomeKind.FINDING: OutcomeRules("decided", "answer_missing"),
    OutcomeKind.ANSWER: OutcomeRules("answered", "answer_missing"),
    OutcomeKind.DECISION: OutcomeRules("decided", "decision_missing"),
    OutcomeKind.COHORT: OutcomeRules("re-moderated", "moderation_missing"),
    OutcomeKind.REPORT: OutcomeRules(None, "outcome_missing"),
}


OF_SUBJECT = {Subject.CANDIDATE: OutcomeKind.MARKS, Subject.COHORT: OutcomeKind.COHORT, Subject.GROUP: OutcomeKind.REPORT}


def outcome_kind(enquiry: Enquiry, service: Service) -> OutcomeKind:
    """Return what the outcome of an enquiry of this service consists of."""
    if enquiry.appeal:
        return OutcomeKind.DECISION
    if service.grade_check:
        return OutcomeKind.FINDING
    if service.missing:
        return OutcomeKind.ANSWER
    return OF_SUBJECT[service.subject]


def is_recordable(enquiry: Enquiry, kind: OutcomeKind) -> bool:
    """Return whether an outcome can be recorded now: after the acknowledgement and before the outcome letter, where there is one."""
    return kind is not OutcomeKind.REPORT and enquiry.status is Status.ACKNOWLEDGED and enquiry.outcome is None


def require_recordable(enquiry: Enquiry, service: Service, kind: OutcomeKind) -> None:
    """Raise Refused unless an outcome of this kind can be recorded now: after the acknowledgement and before the outcome letter."""
    if outcome_kind(enquiry, service) is not kind or not is_recordable(enquiry, kind):
        raise Refused(forbidden_step(enquiry.status_text, OUTCOME_RULES[kind].step or "recorded", OUTCOME_BETWEEN_LETTERS))


def require_recorded(enquiry: Enquiry, service: Service) -> None:
    """Raise Refused where the outcome letter of an enquiry would have nothing to tell, because nothing is recorded."""
    if not enquiry.recorded:
        raise Refused(problem(OUTCOME_RULES[outcome_kind(enquiry, service)].missing))
