"""Whose hands an enquiry is in, and a held one that goes on: what staff settle among themselves, as rules."""

from __future__ import annotations

from functions.domain.enquiries.enquiry import CaseOwner, Enquiry
from functions.domain.enquiries.statuses import CLOSED, STATUS_TEXT
from functions.domain.errors import Refused, problem
from functions.domain.people.people import Person


def taken_over_by(enquiry: Enquiry, by: Person) -> Enquiry:
    """In the hands of somebody else, or of somebody at all. Raises Refused where it is theirs already or finished."""
    if enquiry.status in CLOSED:
        raise Refused(problem("status_forbids", status=STATUS_TEXT[enquiry.status].lower(), step="taken over"))
    if enquiry.owner and enquiry.owner.id == by.id:
        raise Refused(problem("yours_already"))
    return enquiry.changed(owner=CaseOwner(id=by.id, name=by.name))


def without_hold(enquiry: Enquiry) -> Enquiry:
    """Going on without waiting for the answer. Raises Refused where nothing holds it."""
    if not enquiry.held or enquiry.status in CLOSED:
        raise Refused(problem("not_held"))
    return enquiry.changed(held=False)
