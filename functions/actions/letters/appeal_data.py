"""From an appeal to the letter that says how it was decided."""

from __future__ import annotations

from datetime import datetime

from functions.actions.letters.cohort_data import changed_candidates
from functions.actions.letters.letter_data import letter_of, moment
from functions.documents import contexts, outcome_contexts
from functions.domain.billing.enquiry_fees import fee_of
from functions.domain.catalogue.bodies import Body
from functions.domain.enquiries.appeals import VERDICT_TEXT, limit_sentence, next_appeal
from functions.domain.enquiries.cohort_outcomes import cohort_sentence
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.grade_checks import grade_sentence
from functions.domain.views.appeal_pages import concern_text, trust_suffix


def decision(appeal: Enquiry, body: Body, now: datetime) -> outcome_contexts.AppealDecision:
    """Return the data of the letter with the decision on an appeal. Raise LookupError before the decision is recorded."""
    if appeal.appeal is None or appeal.decision is None:
        raise LookupError(f"enquiry {appeal.id} has no decision to print")
    route, _, service, syllabus = entries_of(appeal, body)
    changed = appeal.changes_grade
    title = "Statements of results" if appeal.cohort else "Statement of results"
    steps = [contexts.Step(title=title, text=route.rules["statement"].text)] if changed and "statement" in route.rules else []
    if further := next_appeal(appeal, body):
        limit = further.appeal.limit if further.appeal else None
        steps.append(
            contexts.Step(
                title=further.name,
                text=limit_sentence(further).removesuffix(".") + trust_suffix(limit.basis if limit else None, body) + ".",
            )
        )
    return outcome_contexts.AppealDecision(
        **letter_of(appeal, body, now),
        enquiry_number=appeal.number or appeal.reference,
        received_at=moment(appeal.received_at or appeal.submitted_at, body),
        heading=service.name,
        against=appeal.appeal.name,
        against_at=moment(appeal.appeal.issued_at, body) if appeal.appeal.issued_at else None,
        concern=concern_text(service, appeal.appeal.concern),
        finding=VERDICT_TEXT[appeal.decision.finding],
        reasons=appeal.decision.reasons,
        grade=cohort_sentence(appeal.cohort) if appeal.cohort else grade_sentence(appeal),
        changed=changed_candidates(appeal.cohort, syllabus) if appeal.cohort else (),
        fee=fee_of(appeal, body)["text"],
        next_steps=tuple(steps),
    )
