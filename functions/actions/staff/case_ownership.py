"""Who has an enquiry in hand, and whether it is held: what staff settle among themselves."""

from __future__ import annotations

from typing import Any

from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry
from functions.actions.staff.queue import change
from functions.domain.enquiries.case_ownership import held_no_longer, taken_over
from functions.domain.enquiries.staff_requests import Handle
from functions.domain.people.history import What
from functions.domain.people.permissions import Act


def take_over(session: Session, id: str, request: Handle) -> dict[str, Any]:
    """Take the enquiry in hand, from a colleague or from nobody."""
    stored = open_enquiry(session, Act.HANDLE, id)
    stored.enquiry.stands_at(request.version)
    return change(session, stored, taken_over(stored.enquiry, session.person), What.TAKEN_OVER)


def resume(session: Session, id: str, request: Handle) -> dict[str, Any]:
    """Let a held enquiry go on without waiting for the answer."""
    stored = open_enquiry(session, Act.HANDLE, id)
    stored.enquiry.stands_at(request.version)
    return change(session, stored, held_no_longer(stored.enquiry), What.WENT_ON)
