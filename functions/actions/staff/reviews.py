"""The review itself: who does it, and what came of it. Nothing of either reaches the centre before the outcome letter, of the first nothing ever."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from functions.actions.shared.outcome_appeals import not_decided_before
from functions.actions.shared.stored_enquiries import body_of_enquiry, load
from functions.actions.staff.casework import changed
from functions.adapters.table import Table
from functions.domain.catalogue.bodies import Catalogue
from functions.domain.enquiries import appeals, marks, reviewers
from functions.domain.enquiries.enquiry import entries_of
from functions.domain.people.history import What
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act


def record_marks(table: Table, catalogue: Catalogue, person: Person, id: str, request: marks.RecordMarks, now: datetime) -> dict[str, Any]:
    """Marks and syllabus grade after review. Nothing of it reaches the centre before the outcome letter."""
    enquiry, items = load(table, person, Act.HANDLE, id)
    body = body_of_enquiry(catalogue, enquiry)
    _, _, service, syllabus = entries_of(enquiry, body)
    recorded = marks.record_marks(enquiry, request, service, syllabus)
    return changed(table, person, recorded, body, What.MARKED, "", items, now)


def assign(
    table: Table, catalogue: Catalogue, person: Person, id: str, request: reviewers.AssignReviewers, now: datetime
) -> dict[str, Any]:
    """Who is to review which component: never the one who marked it (BY-12)."""
    enquiry, items = load(table, person, Act.HANDLE, id)
    body = body_of_enquiry(catalogue, enquiry)
    assigned = reviewers.assign_reviewers(enquiry, request, entries_of(enquiry, body).service)
    return changed(table, person, assigned, body, What.ASSIGNED, reviewers.assignment_text(enquiry, assigned), items, now)


def decide_appeal(
    table: Table, catalogue: Catalogue, person: Person, id: str, request: appeals.RecordDecision, now: datetime
) -> dict[str, Any]:
    """How an appeal is decided; nothing of it reaches the centre before the letter. Raises Refused for whoever issued the
    outcome that it is against, Changed where a colleague was first."""
    enquiry, items = load(table, person, Act.HANDLE, id)
    body = body_of_enquiry(catalogue, enquiry)
    _, _, service, syllabus = entries_of(enquiry, body)
    not_decided_before(table, enquiry, body, person)
    recorded = appeals.record_decision(enquiry, request, service, syllabus)
    return changed(table, person, recorded, body, What.DECIDED, "", items, now)
