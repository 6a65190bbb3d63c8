"""Which member of staff works on an enquiry, and how a held one continues."""

from __future__ import annotations

from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import CaseOwner
from functions.domain.enquiries.statuses import CLOSED, forbidden_step
from functions.domain.errors import Refused, problem
from functions.domain.people.people import Person

OWNED_WHILE_OPEN = "Staff take over an enquiry until it is completed, cancelled or rejected."


def taken_over_by(enquiry: Enquiry, by: Person) -> Enquiry:
    """Return the enquiry with this person as its owner. Raise Refused if they own it already or it is finished."""
    if enquiry.status in CLOSED:
        raise Refused(forbidden_step(enquiry.status_text, "taken over", OWNED_WHILE_OPEN))
    if enquiry.owner and enquiry.owner.id == by.id:
        raise Refused(problem("yours_already"))
    return enquiry.changed(owner=CaseOwner(id=by.id, name=by.name))


def without_hold(enquiry: Enquiry) -> Enquiry:
    """Return the enquiry no longer held, without waiting for the answer. Raise Refused if it is not held."""
    if not enquiry.held or enquiry.status in CLOSED:
        raise Refused(problem("not_held"))
    return enquiry.changed(held=False)
