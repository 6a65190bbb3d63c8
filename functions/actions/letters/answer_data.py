"""From an enquiry about a missing result, or a check of a grade, to the letter that answers it in words."""

from __future__ import annotations

from datetime import datetime

from functions.actions.letters.cohort_data import changed_candidates
from functions.actions.letters.letter_data import component_of, letter_of, moment
from functions.documents import contexts, outcome_contexts
from functions.domain.billing.enquiry_fees import fee_of
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import FREE
from functions.domain.enquiries.cohort_outcomes import cohort_sentence
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.grade_checks import finding_text, grade_sentence
from functions.domain.enquiries.missing_results import ANSWER_TEXT
from functions.domain.register.centre_reviews import ASKER_TEXT


def check_outcome(enquiry: Enquiry, body: Body, now: datetime) -> outcome_contexts.CheckOutcome:
    """Return the data of the outcome letter of a check of a grade. Raise LookupError before its finding is recorded."""
    route, _, service, syllabus = entries_of(enquiry, body)
    answer, asked = enquiry.answer, enquiry.asked
    if answer is None:
        raise LookupError(f"enquiry {enquiry.id} has no finding to print")
    return outcome_contexts.CheckOutcome(
        **letter_of(enquiry, body, now),
        enquiry_number=enquiry.number or enquiry.reference,
        received_at=moment(enquiry.received_at or enquiry.submitted_at, body),
        title="Outcome of your request for a post-results check" if asked else "Outcome of your enquiry",
        on_behalf=ASKER_TEXT[asked.on_behalf] if asked else None,
        revised_grade=(asked.revised_grade or None) if asked else None,
        finding=finding_text(service, answer.finding),
        grade=cohort_sentence(enquiry.cohort) if enquiry.cohort else grade_sentence(enquiry),
        changed=changed_candidates(enquiry.cohort, syllabus) if enquiry.cohort else (),
        explanation=answer.explanation,
        fee=fee_of(enquiry, body)["text"],
        next_steps=tuple(
            contexts.Step(title=title, text=route.rules[name].text)
            for title, name, follows in (("Statement of results", "statement", enquiry.changes_grade), ("Appeal", "appeal", True))
            if follows and name in route.rules
        ),
    )


def explanation(enquiry: Enquiry, body: Body, now: datetime) -> outcome_contexts.Explanation:
    """Return the data of the letter that answers an enquiry about a missing result. Raise LookupError before the answer is recorded."""
    _, _, service, syllabus = entries_of(enquiry, body)
    answer = enquiry.answer
    if answer is None or service.missing is None:
        raise LookupError(f"enquiry {enquiry.id} has no answer to print")
    return outcome_contexts.Explanation(
        **letter_of(enquiry, body, now),
        enquiry_number=enquiry.number or enquiry.reference,
        received_at=moment(enquiry.received_at or enquiry.submitted_at, body),
        finding=ANSWER_TEXT[answer.finding],
        explanation=answer.explanation,
        unmarked=tuple(
            outcome_contexts.Unmarked(component=component_of(syllabus, each.component), why=each.why) for each in answer.unmarked
        ),
        fee=FREE,
    )
