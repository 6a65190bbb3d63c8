"""From an enquiry about a missing result to the letter that answers it."""

from __future__ import annotations

from datetime import datetime

from functions.actions.writing import component_of, letter_of, moment
from functions.documents import contexts
from functions.domain.catalogue import Body
from functions.domain.enquiry import Enquiry, service_of
from functions.domain.fees import FREE
from functions.domain.missing import FINDINGS


def explanation(enquiry: Enquiry, body: Body, now: datetime) -> contexts.Explanation:
    """What was found and, where no result can be issued, which components have no mark and why. LookupError before it is recorded."""
    _, _, service, syllabus = service_of(enquiry, body)
    answer = enquiry.answer
    if answer is None or service.missing is None:
        raise LookupError(f"enquiry {enquiry.id} has no answer to print")
    return contexts.Explanation(
        **letter_of(enquiry, body, now),
        enquiry_number=enquiry.number or enquiry.reference,
        received_at=moment(enquiry.received_at or enquiry.submitted_at, body),
        finding=FINDINGS[answer.finding],
        explanation=answer.explanation,
        unmarked=tuple(contexts.Unmarked(component=component_of(syllabus, each.component), why=each.why) for each in answer.unmarked),
        fee=FREE,
    )
