"""Whose hands an enquiry is in, and whether it is held: what staff settle among themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from functions.actions.shared.stored_enquiries import body_of_enquiry, load
from functions.actions.staff.casework import changed
from functions.adapters.table import Table
from functions.domain.catalogue.bodies import Catalogue
from functions.domain.enquiries.case_ownership import taken_over_by, without_hold
from functions.domain.enquiries.staff_requests import OwnershipRequest
from functions.domain.people.history import What
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act


def take_over(table: Table, catalogue: Catalogue, person: Person, id: str, request: OwnershipRequest, now: datetime) -> dict[str, Any]:
    """Take the enquiry into one's own hands, from a colleague or from nobody."""
    enquiry, items = load(table, person, Act.HANDLE, id)
    enquiry.require_version(request.version)
    return changed(table, person, taken_over_by(enquiry, person), body_of_enquiry(catalogue, enquiry), What.TAKEN_OVER, "", items, now)


def go_on(table: Table, catalogue: Catalogue, person: Person, id: str, request: OwnershipRequest, now: datetime) -> dict[str, Any]:
    """Let a held enquiry go on without waiting for the answer."""
    enquiry, items = load(table, person, Act.HANDLE, id)
    enquiry.require_version(request.version)
    return changed(table, person, without_hold(enquiry), body_of_enquiry(catalogue, enquiry), What.WENT_ON, "", items, now)
