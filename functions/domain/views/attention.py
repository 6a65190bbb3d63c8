"""What needs doing about an enquiry now, by kind, for each of those who work on it.

A desk's first page counts each kind, and a list narrows to it in a status's place, both by the functions here: so a count and the list
that it leads to cannot disagree.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from functions.domain.calendar import local_day
from functions.domain.catalogue import deadlines
from functions.domain.catalogue.bodies import Body
from functions.domain.enquiries.amendments import PROPOSED
from functions.domain.enquiries.appeals import approval_deadline
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.statuses import CLOSED, Status
from functions.domain.views.list_rows import ACCEPTANCE_LATE, ACKNOWLEDGEMENT_LATE, flags

CLOSING_SOON = timedelta(days=2)  # an Associate is shown what must be sent on within it


class Attention(StrEnum):
    """A kind of what needs doing. Not every kind is for everybody."""

    LATE = "late"  # number, acknowledgement or outcome is later than promised
    QUESTION = "question"  # the awarding body has a question for this organisation
    ERROR = "error"  # an error in an acknowledgement was reported to this organisation
    CHANGE = "change"  # a change that an Associate Centre has proposed to this Associate
    TO_MAKE = "to_make"  # prepared here, and still to be made in the awarding body's own portal
    AGAIN = "again"  # rejected by the Associate, and there is still time to submit another
    CLOSING = "closing"  # to be sent on by its Associate within two days
    OVERDUE = "overdue"  # past the promised day
    UNACKNOWLEDGED = "unacknowledged"  # received, and the time for the acknowledgement letter, or for the acceptance, is over
    ANSWERED = "answered"  # the centre or its Associate has answered a question
    AMENDED = "amended"  # amended since its acknowledgement letter, so that it needs another
    HELD = "held"  # nothing is issued until a question is answered


FOR_CENTRE = (Attention.TO_MAKE, Attention.LATE, Attention.QUESTION, Attention.AGAIN)
FOR_ASSOCIATE = (Attention.CLOSING, Attention.QUESTION, Attention.ERROR, Attention.CHANGE, Attention.LATE)
FOR_STAFF = (
    Attention.OVERDUE, Attention.UNACKNOWLEDGED, Attention.ANSWERED, Attention.ERROR, Attention.AMENDED, Attention.HELD,
)  # fmt: skip
LATE_FOR_STAFF = (Attention.OVERDUE, Attention.UNACKNOWLEDGED)  # what time brings about; the others wait for staff from a moment on


def attention_of_centre(enquiry: Enquiry, body: Body, now: datetime) -> set[Attention]:
    """Return what its centre has to do about an enquiry."""
    found = _messages(enquiry, enquiry.organisation)
    if flags(enquiry, body, now):
        found.add(Attention.LATE)
    closes_at = approval_deadline(enquiry, body)
    if enquiry.status is Status.REJECTED and (closes_at is None or now < closes_at):
        found.add(Attention.AGAIN)
    if enquiry.portal and enquiry.status is Status.SUBMITTED:
        found.add(Attention.TO_MAKE)
    return found & set(FOR_CENTRE)


def attention_of_associate(enquiry: Enquiry, body: Body, now: datetime) -> set[Attention]:
    """Return what its Associate has to do about an enquiry, besides approving it and releasing its documents."""
    found = _messages(enquiry, enquiry.associate)
    if flags(enquiry, body, now):
        found.add(Attention.LATE)
    closes_at = approval_deadline(enquiry, body)
    if enquiry.status is Status.WITH_ASSOCIATE and closes_at and now < closes_at <= now + CLOSING_SOON:
        found.add(Attention.CLOSING)
    return found & set(FOR_ASSOCIATE)


def attention_of_staff(enquiry: Enquiry, body: Body, now: datetime) -> set[Attention]:
    """Return what the awarding body's staff have to do about an enquiry in their queue."""
    if enquiry.status in CLOSED:
        return set()
    found = _messages(enquiry, enquiry.body)
    if (left := days_left(enquiry, body, now)) is not None and left < 0:
        found.add(Attention.OVERDUE)
    if any(each["code"] in {ACKNOWLEDGEMENT_LATE, ACCEPTANCE_LATE} for each in flags(enquiry, body, now)):
        found.add(Attention.UNACKNOWLEDGED)
    if enquiry.amended_since_letter:
        found.add(Attention.AMENDED)
    if enquiry.held:
        found.add(Attention.HELD)
    return found & set(FOR_STAFF)


def came_back(enquiry: Enquiry, since: datetime, now: datetime) -> bool:
    """Return whether something has come back to the centre about an enquiry since then: its acknowledgement, its outcome, or a decline."""
    moments = (enquiry.acknowledged_at, enquiry.completed_at, enquiry.declined_at)
    return any(since <= at < now for at in moments if at)


def days_left(enquiry: Enquiry, body: Body, now: datetime) -> int | None:
    """Return the days left to the promised day, negative when it is over; None before the target counts, without one, and at the end."""
    by = promised_day(enquiry, body)
    return (by - local_day(now, body.zone)).days if by else None


def promised_day(enquiry: Enquiry, body: Body) -> date | None:
    """Return the day by which an open enquiry was promised an answer; None before the target counts, without one, and at the end."""
    service = entries_of(enquiry, body).service
    began_at = enquiry.target_began_at(service)
    return None if began_at is None or enquiry.status in CLOSED else deadlines.promised_by(body, service, began_at)


def _messages(enquiry: Enquiry, organisation: str | None) -> set[Attention]:
    """Return the kind of message that waits for this organisation."""
    kind = None if enquiry.status in CLOSED else enquiry.addressed.get(organisation or "")
    named = {"question": Attention.QUESTION, "answer": Attention.ANSWERED, "error": Attention.ERROR, PROPOSED: Attention.CHANGE}
    return {named[kind]} if kind else set()
