"""From an enquiry whose marks are recorded to the breakdown of marks: the report of a clerical check, or what follows an outcome letter."""

from __future__ import annotations

from datetime import datetime

from functions.actions.letters.letter_data import component_of, grade_finding, letter_of, moment, outcome_steps
from functions.documents import outcome_contexts
from functions.domain.billing.enquiry_fees import fee_of
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.documents import Document
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.enquiry_parts import Line
from functions.domain.views.enquiry_pages import outcome_of


def breakdown(enquiry: Enquiry, body: Body, now: datetime) -> outcome_contexts.Breakdown:
    """Return the data of the breakdown of marks. Raise LookupError before the marks are recorded."""
    service, syllabus = entries_of(enquiry, body)[2:]

    def line(each: Line) -> outcome_contexts.BreakdownLine:
        if each.mark_after is None:
            raise LookupError(f"enquiry {enquiry.id} has no marks to print")
        component = syllabus.component(each.component)
        return outcome_contexts.BreakdownLine(
            component=component_of(syllabus, each.component), mark=each.mark_after, most=component.most if component else None,
            result=outcome_of(each), reason=each.reason or None,
            parts=tuple(outcome_contexts.PartMark(part=one.part, mark=one.mark, most=one.most) for one in each.parts),
        )  # fmt: skip

    return outcome_contexts.Breakdown(
        **letter_of(enquiry, body, now),
        title=body.document_name(Document.BREAKDOWN).split(" (")[0],
        enquiry_number=enquiry.number or enquiry.reference,
        received_at=moment(enquiry.received_at or enquiry.submitted_at, body),
        checked=service.checks,
        lines=tuple(map(line, enquiry.lines)),
        finding=grade_finding(enquiry),
        fee=fee_of(enquiry, body)["text"],
        next_steps=outcome_steps(enquiry, body),
    )
