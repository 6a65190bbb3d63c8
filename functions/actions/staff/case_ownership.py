"""Whose hands an enquiry is in, and whether it is held: what staff settle among themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from functions.actions.shared.stored_enquiries import body_of_enquiry, load
from functions.actions.staff.casework import changed
from functions.adapters.table import Table
from functions.domain.catalogue.bodies import Catalogue
from functions.domain.enquiries.case_ownership import held_no_longer, taken_over
from functions.domain.enquiries.staff_requests import Handle
from functions.domain.people.history import What
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act


def take_over(table: Table, catalogue: Catalogue, person: Person, id: str, request: Handle, now: datetime) -> dict[str, Any]:
    """Take the enquiry into one's own hands, from a colleague or from nobody."""
    enquiry, items = load(table, person, Act.HANDLE, id)
    enquiry.stands_at(request.version)
    return changed(table, person, taken_over(enquiry, person), body_of_enquiry(catalogue, enquiry), What.TAKEN_OVER, "", items, now)


def go_on(table: Table, catalogue: Catalogue, person: Person, id: str, request: Handle, now: datetime) -> dict[str, Any]:
    """Let a held enquiry go on without waiting for the answer."""
    enquiry, items = load(table, person, Act.HANDLE, id)
    enquiry.stands_at(request.version)
    return changed(table, person, held_no_longer(enquiry), body_of_enquiry(catalogue, enquiry), What.WENT_ON, "", items, now)
