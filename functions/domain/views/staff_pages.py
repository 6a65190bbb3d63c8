"""How the API shows an enquiry to the awarding body's staff: with recorded results, reviewers, and what the queue needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.services import Service, Subject
from functions.domain.enquiries.acceptance import may_decline
from functions.domain.enquiries.appeals import possible_grades
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.extensions import extension_problems
from functions.domain.enquiries.kinds import OutcomeKind, outcome_kind
from functions.domain.enquiries.marks import without_reviewer
from functions.domain.enquiries.messages import readable_events
from functions.domain.enquiries.reviewers import may_assign, tolerance_of, tolerance_text, within_tolerance
from functions.domain.enquiries.statuses import CLOSED
from functions.domain.people.history import Event
from functions.domain.views.attention import days_left
from functions.domain.views.enquiry_pages import page
from functions.domain.views.list_rows import WITHOUT_NOTE, Shown, awaiting_message, row


def staff_row(enquiry: Enquiry, body: Body, now: datetime) -> Shown:
    """Return an enquiry as a line of a queue: with the centre, and the days left to the promised day (negative when overdue)."""
    shown = row(enquiry, body, now) | WITHOUT_NOTE
    left = days_left(enquiry, body, now)
    return shown | {
        "centre": {"number": enquiry.centre, "name": enquiry.organisation_name},
        "overdue": left is not None and left < 0,
        "days_left": left,
        "amended": enquiry.amended_since_letter,
        "message": awaiting_message(enquiry, enquiry.body),
        "held": enquiry.held and enquiry.status not in CLOSED,
        "handler": enquiry.owner.model_dump() if enquiry.owner and enquiry.status not in CLOSED else None,
    }


def statement_row(enquiry: Enquiry, candidate: str, body: Body, now: datetime) -> Shown:
    """Return an updated statement as a line of the list to print: its enquiry, about the one candidate of a cohort who is given."""
    shown = staff_row(enquiry, body, now)
    named = [{"number": each.number, "name": each.name} for each in enquiry.cohort.changed] if enquiry.cohort else []
    about = [each for each in named if each["number"] == candidate]
    return shown | ({"subject": {"kind": "candidate", "label": f"{candidate} {about[0]['name']}", "candidates": about}} if about else {})


def for_staff(
    enquiry: Enquiry,
    body: Body,
    events: Sequence[Event],
    attached: Sequence[tuple[str, str]],
    now: datetime,
    *,
    beside: Sequence[Enquiry] = (),
) -> Shown:
    """Return the page of an enquiry for staff: with results as recorded.

    `attached` has the slot and the id of each document that is checked but not issued. `beside` is as for `owed`.
    """
    route, series, service, syllabus = entries_of(enquiry, body)
    shown = page(
        enquiry,
        body,
        readable_events(events, enquiry.body),
        now,
        results=True,
        attached=attached,
        seen=frozenset(enquiry.issued),
        reader="staff",
        beside=beside,
    )
    for line, component in zip(enquiry.lines, shown["components"], strict=True):
        component |= {
            "marker": line.marker,
            "reviewer": line.reviewer,
            "tolerance": (tolerance := tolerance_of(line, syllabus)),
            "tolerance_text": tolerance_text(tolerance, body),
            "within_tolerance": within_tolerance(line, syllabus),
        }
    return staff_row(enquiry, body, now) | shown | WITHOUT_NOTE | {
        "recorded": enquiry.recorded,
        "without_reviewer": enquiry.without_reviewer,
        "unassigned": without_reviewer(enquiry) if outcome_kind(enquiry, service) is OutcomeKind.MARKS else [],
        "grades": list(possible_grades(service, syllabus)),
        "deadline_find": None if service.appeal and service.appeal.from_outcome else series.deadline_for(service.code).find,
        "findings": [each.model_dump() for each in service.grade_check.findings] if service.grade_check else None,
        "moderation": _moderation(service),
        "waived_when": route.fee_rule.cohorts.waived_when if service.subject is Subject.COHORT and route.fee_rule.cohorts else None,
        "contact_email": enquiry.contact_email,
        "may_decline": may_decline(enquiry),
        "may_extend": not extension_problems(enquiry, body),
        "may_assign": may_assign(enquiry) and enquiry.appeal is None and bool(enquiry.lines) and service.subject is Subject.CANDIDATE,
    }  # fmt: skip


def _moderation(service: Service) -> Shown | None:
    """Return the outcomes that the body names for a re-moderation, to choose from; None where it names none."""
    if service.moderation is None:
        return None
    findings = [{"id": each.id, "text": each.text, "marks": each.marks} for each in service.moderation.findings]
    return {"findings": findings, "feedback": service.moderation.feedback}
