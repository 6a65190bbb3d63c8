"""Whose hands an enquiry is in, and whether it is held: what staff settle among themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from functions.actions.casework import changed
from functions.actions.enquiries import body_of_enquiry, load
from functions.adapters.table import Table
from functions.domain.catalogue import Catalogue
from functions.domain.changes import Handle
from functions.domain.handling import held_no_longer, taken_over
from functions.domain.history import What
from functions.domain.people import Act, Person


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
