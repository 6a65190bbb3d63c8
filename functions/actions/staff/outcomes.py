"""What staff record of an enquiry before its outcome letter: one way for every kind of enquiry (domain/enquiries/kinds.py).

Nothing of it reaches the centre before the letter. OUTCOMES says for each kind how it is recorded and what its letter is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from functions.actions.letters.answer_data import check_outcome, explanation
from functions.actions.letters.appeal_data import decision
from functions.actions.letters.cohort_data import cohort_outcome
from functions.actions.letters.letter_data import outcome
from functions.actions.shared.claims import cards_of, cohort_of, without_mark
from functions.actions.shared.outcome_appeals import require_not_decided_before
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry
from functions.actions.staff.queue import change
from functions.documents.letter_kinds import LetterContext
from functions.domain.catalogue.bodies import Body
from functions.domain.enquiries import appeals, cohort_outcomes, grade_checks, marks, missing_results, reviewers
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.kinds import OutcomeKind, outcome_kind
from functions.domain.people.history import What
from functions.domain.people.permissions import Act
from functions.domain.wording import counted

Record = (
    marks.RecordMarks
    | cohort_outcomes.RecordModeration
    | grade_checks.RecordFinding
    | missing_results.RecordAnswer
    | appeals.RecordDecision
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the outcome of one kind of enquiry is recorded, the data of its letter, and what the history says of it besides."""

    record: Callable[[Session, Enquiry, Any], Enquiry]
    event: What
    letter: Callable[[Enquiry, Body, datetime], LetterContext] | None  # None: it has none
    said: Callable[[Enquiry], str] = lambda _: ""


def record_outcome(session: Session, id: str, kind: OutcomeKind, request: Record) -> dict[str, Any]:
    """Record the outcome of an enquiry. Raise Refused with every problem at once, Changed where a colleague was first."""
    stored = open_enquiry(session, Act.HANDLE, id)
    enquiry = stored.enquiry
    if kind is OutcomeKind.DECISION:
        require_not_decided_before(session, enquiry)
    recorder = OUTCOMES[kind]
    after = recorder.record(session, enquiry, request)
    return change(session, stored, after, recorder.event, recorder.said(after))


def outcome_letter(enquiry: Enquiry, body: Body, now: datetime, beside: Sequence[Enquiry] = ()) -> LetterContext | None:
    """Return the data of the outcome letter; None where the enquiry ends with a report alone. `beside` count together with it for the fee."""
    letter = OUTCOMES[outcome_kind(enquiry, entries_of(enquiry, body).service)].letter
    if letter is outcome:  # only reviews count together
        return outcome(enquiry, body, now, beside)
    return letter(enquiry, body, now) if letter else None


def assign_reviewers(session: Session, id: str, request: reviewers.AssignReviewers) -> dict[str, Any]:
    """Record who is to review which component: never the one who marked it (BY-12)."""
    stored = open_enquiry(session, Act.HANDLE, id)
    enquiry = stored.enquiry
    assigned = reviewers.assign_reviewers(enquiry, request, entries_of(enquiry, session.body_of(enquiry)).service)
    return change(session, stored, assigned, What.ASSIGNED, reviewers.assignment_text(enquiry, assigned))


def _marks(session: Session, enquiry: Enquiry, request: marks.RecordMarks) -> Enquiry:
    entries = entries_of(enquiry, session.body_of(enquiry))
    return marks.record_marks(enquiry, request, entries.service, entries.syllabus)


def _finding(session: Session, enquiry: Enquiry, request: grade_checks.RecordFinding) -> Enquiry:
    body = session.body_of(enquiry)
    return grade_checks.record_finding(enquiry, request, entries_of(enquiry, body), body, _cohort(session, enquiry, body))


def _moderation(session: Session, enquiry: Enquiry, request: cohort_outcomes.RecordModeration) -> Enquiry:
    body = session.body_of(enquiry)
    return cohort_outcomes.record_moderation(enquiry, request, entries_of(enquiry, body), body, cohort_of(session.table, enquiry))


def _cohort(session: Session, enquiry: Enquiry, body: Body) -> list[cohort_outcomes.CohortCandidate]:
    """Return everybody in the cohort that an enquiry is about; nobody for other enquiries, without a call."""
    return cohort_of(session.table, enquiry) if cohort_outcomes.is_about_cohort(enquiry, body) else []


def _no_reviewer(enquiry: Enquiry) -> str:
    return f"No reviewer is assigned: {enquiry.without_reviewer}" if enquiry.without_reviewer else ""


def _how_many(enquiry: Enquiry) -> str:
    if enquiry.cohort is None:
        return ""
    changed = len(enquiry.cohort.changed)
    return f"{changed} of {counted(enquiry.cohort.size, 'candidate')} {'changes' if changed == 1 else 'change'}"


def _answer(session: Session, enquiry: Enquiry, request: missing_results.RecordAnswer) -> Enquiry:
    unmarked = frozenset(code for card in cards_of(session.table, enquiry) for code in without_mark(card))
    return missing_results.record_answer(enquiry, request, entries_of(enquiry, session.body_of(enquiry)).service, unmarked)


def _decision(session: Session, enquiry: Enquiry, request: appeals.RecordDecision) -> Enquiry:
    body = session.body_of(enquiry)
    return appeals.record_decision(enquiry, request, entries_of(enquiry, body), body, _cohort(session, enquiry, body))


OUTCOMES: dict[OutcomeKind, Outcome] = {
    OutcomeKind.MARKS: Outcome(_marks, What.MARKED, outcome, _no_reviewer),
    OutcomeKind.FINDING: Outcome(_finding, What.CHECKED, check_outcome, _how_many),
    OutcomeKind.ANSWER: Outcome(_answer, What.EXPLAINED, explanation),
    OutcomeKind.DECISION: Outcome(_decision, What.DECIDED, decision, _how_many),
    OutcomeKind.COHORT: Outcome(_moderation, What.MODERATED, cohort_outcome, _how_many),
    OutcomeKind.REPORT: Outcome(_marks, What.MARKED, None),
}
