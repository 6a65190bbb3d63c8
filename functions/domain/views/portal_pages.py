"""What the page of an enquiry shows where its centre makes it in the awarding body's own portal: what to enter there, what to record here."""

from __future__ import annotations

from typing import Any

from functions.domain.catalogue.bodies import Body, Entries
from functions.domain.enquiries.appeals import next_appeal, possible_grades, verdicts_for
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.kinds import OutcomeKind
from functions.domain.enquiries.missing_results import ANSWER_TEXT
from functions.domain.enquiries.portal_records import PortalDetails, nothing_sent
from functions.domain.enquiries.portal_requests import asks_for_unit_grade, counts_reasons, portal_outcome_kind, to_enter
from functions.domain.enquiries.statuses import NOT_CARRIED_OUT, Status

Shown = dict[str, Any]


def portal_page(enquiry: Enquiry, made: PortalDetails, body: Body, entries: Entries) -> Shown:
    """Return what to enter in the portal, with the days recorded of what was made there and what can be recorded now.

    `findings` are those to choose from, whatever the kind of the outcome; `step` is what can be recorded now.
    """
    service, portal, kind = entries.service, body.portal, portal_outcome_kind(enquiry, entries.service)
    return {
        "name": made.name,
        "body_name": body.name,
        "url": portal.url if portal else None,
        "roles": list(portal.roles) if portal else [],
        "fields": [{"label": each.label, "values": values} for each in portal.enter if (values := to_enter(enquiry, each, entries))] if portal else [],
        "fields_source": body.cite(portal.enter_basis) if portal else None,
        "fields_note": portal.enter_basis.note if portal else None,
        "text": nothing_sent(body.name, made.name) if enquiry.status is Status.SUBMITTED else None,
        "made_on": made.made_on.isoformat() if made.made_on else None,
        "outcome_on": made.outcome_on.isoformat() if made.outcome_on else None,
        "reasons_on": made.reasons_on.isoformat() if made.reasons_on else None,
        "may_make": enquiry.status in {Status.SUBMITTED, Status.ACKNOWLEDGED},
        "may_record": enquiry.status in {Status.ACKNOWLEDGED, Status.COMPLETED},
        "asks_reasons": enquiry.status is Status.COMPLETED and counts_reasons(next_appeal(enquiry, body)),
        "over": enquiry.status in NOT_CARRIED_OUT,
        "kind": kind.value,
        "findings": _findings(kind, entries),
        "grades": list(possible_grades(service, entries.syllabus)),
        "unit_grade": asks_for_unit_grade(enquiry, entries),
        "unit_grade_changed": enquiry.unit_grade_changed,
    }  # fmt: skip


def _findings(kind: OutcomeKind, entries: Entries) -> list[Shown]:
    """Return the outcomes to choose from, each with its id and text; empty where the marks or the documents say it."""
    service = entries.service
    match kind:
        case OutcomeKind.COHORT:
            return [{"id": each.id, "text": each.text} for each in service.moderation.findings] if service.moderation else []
        case OutcomeKind.FINDING:
            return [{"id": each.id, "text": each.text} for each in service.grade_check.findings] if service.grade_check else []
        case OutcomeKind.ANSWER:
            return [{"id": id, "text": text} for id, text in ANSWER_TEXT.items()]
        case OutcomeKind.DECISION:
            return [{"id": id, "text": text} for id, text in verdicts_for(service).items()]
        case _:
            return []
