"""From an enquiry that changed a syllabus grade to the candidate's updated statement of results."""

from __future__ import annotations

from collections.abc import Sequence

from functions.actions.letters.letter_data import letter_of
from functions.documents import contexts, outcome_contexts
from functions.domain.catalogue.bodies import Body
from functions.domain.enquiries.cohort_records import CandidateOutcome
from functions.domain.enquiries.current_results import STATEMENT_RULE, current_grade
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.register.cards import Card


def statement(
    enquiry: Enquiry, result: CandidateOutcome, cards: Sequence[Card], others: Sequence[Enquiry], *, body: Body
) -> outcome_contexts.Statement:
    """Return the data of a candidate's updated statement: the grades in the series after this enquiry.

    `result` is what the enquiry changed for the candidate, `cards` are the candidate's in every syllabus, `others` the other
    enquiries about them. It bears the day of the outcome,
    so that it is the same document whenever it is made. LookupError before the outcome.
    """
    outcome = enquiry.outcome
    if outcome is None:
        raise LookupError(f"enquiry {enquiry.id} has no outcome to state")
    route = entries_of(enquiry, body).route
    so_far = [enquiry, *(each for each in others if (at := each.outcome_at) and at <= outcome.at)]
    return outcome_contexts.Statement(
        **letter_of(enquiry, body, outcome.at) | {"candidates": (contexts.Candidate(number=result.number, name=result.name),)},
        enquiry_number=enquiry.number or enquiry.reference,
        grade_before=result.grade_before,
        grade_after=result.grade_after,
        lines=tuple(_line(card, so_far, body, card.syllabus == enquiry.syllabus) for card in sorted(cards, key=lambda each: each.syllabus)),
        rule=route.rules[STATEMENT_RULE].text,
    )


def _line(card: Card, enquiries: Sequence[Enquiry], body: Body, changed: bool) -> outcome_contexts.StatementLine:
    syllabus = body.syllabuses_by_code.get(card.syllabus)
    named = contexts.CodeAndName(code=card.syllabus, name=syllabus.name if syllabus else card.syllabus)
    return outcome_contexts.StatementLine(
        qualification=syllabus.qualification if syllabus else "-", syllabus=named, grade=current_grade(card, enquiries), changed=changed
    )
