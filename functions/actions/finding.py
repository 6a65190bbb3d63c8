"""What staff find in a check of a grade that a centre gave. Nothing of it reaches the centre before the outcome letter (SG-03 to SG-05)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from functions.actions.casework import changed
from functions.actions.enquiries import body_of_enquiry, load
from functions.adapters.table import Table
from functions.domain.catalogue import Catalogue
from functions.domain.enquiry import service_of
from functions.domain.grade_checks import RecordFinding, record_finding
from functions.domain.history import What
from functions.domain.people import Act, Person


def record(table: Table, catalogue: Catalogue, person: Person, id: str, request: RecordFinding, now: datetime) -> dict[str, Any]:
    """Record the finding, and the grade that follows from it. Raises Changed where a colleague was first."""
    enquiry, items = load(table, person, Act.HANDLE, id)
    body = body_of_enquiry(catalogue, enquiry)
    _, _, service, syllabus = service_of(enquiry, body)
    return changed(table, person, record_finding(enquiry, request, service, syllabus), body, What.CHECKED, "", items, now)
