"""What staff find in a check of a grade that a centre gave. Nothing of it reaches the centre before the outcome letter (SG-03 to SG-05)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from functions.actions.shared.stored_enquiries import body_of_enquiry, load
from functions.actions.staff.casework import changed
from functions.adapters.table import Table
from functions.domain.catalogue.bodies import Catalogue
from functions.domain.enquiries.enquiry import entries_of
from functions.domain.enquiries.grade_checks import RecordFinding, record_finding
from functions.domain.people.history import What
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act


def record(table: Table, catalogue: Catalogue, person: Person, id: str, request: RecordFinding, now: datetime) -> dict[str, Any]:
    """Record the finding, and the grade that follows from it. Raises Changed where a colleague was first."""
    enquiry, items = load(table, person, Act.HANDLE, id)
    body = body_of_enquiry(catalogue, enquiry)
    _, _, service, syllabus = entries_of(enquiry, body)
    return changed(table, person, record_finding(enquiry, request, service, syllabus), body, What.CHECKED, "", items, now)
