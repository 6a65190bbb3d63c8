"""From an enquiry about a cohort to the letter that says what its re-moderation found, and whose results change."""

from __future__ import annotations

from datetime import datetime

from functions.actions.letters.letter_data import component_of, letter_of, moment
from functions.documents import contexts, outcome_contexts
from functions.domain.billing.enquiry_fees import fee_of
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.enquiries.cohort_outcomes import cohort_sentence, moderation_text
from functions.domain.enquiries.cohort_records import CohortOutcome
from functions.domain.enquiries.enquiry import Enquiry, entries_of


def cohort_outcome(enquiry: Enquiry, body: Body, now: datetime) -> outcome_contexts.ModerationOutcome:
    """Return the data of the outcome letter of a re-moderation. Raise LookupError before its outcome is recorded."""
    route, _, service, syllabus = entries_of(enquiry, body)
    if enquiry.cohort is None:
        raise LookupError(f"enquiry {enquiry.id} has no outcome to print")
    steps = [("Statements of results", "statement", enquiry.changes_grade), ("Appeal", "appeal", True)]
    return outcome_contexts.ModerationOutcome(
        **letter_of(enquiry, body, now),
        enquiry_number=enquiry.number or enquiry.reference,
        received_at=moment(enquiry.received_at or enquiry.submitted_at, body),
        components=tuple(component_of(syllabus, each) for each in enquiry.components),
        decision=moderation_text(enquiry.cohort, service),
        explanation=enquiry.cohort.explanation or None,
        finding=cohort_sentence(enquiry.cohort),
        changed=changed_candidates(enquiry.cohort, syllabus),
        fee=fee_of(enquiry, body)["text"],
        next_steps=tuple(
            contexts.Step(title=title, text=route.rules[name].text) for title, name, follows in steps if follows and name in route.rules
        ),
    )


def changed_candidates(outcome: CohortOutcome, syllabus: Syllabus) -> tuple[outcome_contexts.ChangedCandidate, ...]:
    """Return the candidates whose results an outcome changes, as letters list them."""
    return tuple(
        outcome_contexts.ChangedCandidate(
            number=each.number,
            name=each.name,
            marks=tuple(
                outcome_contexts.ChangedMark(component=component_of(syllabus, one.component), before=one.mark_before, after=one.mark_after)
                for one in each.marks
            ),
            grade_before=each.grade_before,
            grade_after=each.grade_after,
        )
        for each in outcome.changed
    )
