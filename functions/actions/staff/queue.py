"""The queue of the awarding body, and an enquiry's page for its staff."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from functions.actions.shared.claims import cohort_of, register_entries
from functions.actions.shared.outcome_appeals import appeals_for_staff
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry, related_records
from functions.actions.shared.transactions import commit_change
from functions.adapters.documents import Printing
from functions.adapters.enquiries import STAGES, StoredEnquiry, read_enquiry_by_number
from functions.adapters.enquiry_lists import EnquiryPage, list_of_queue, read_queue
from functions.domain.calendar import iso
from functions.domain.catalogue.bodies import Body
from functions.domain.enquiries.cohort_outcomes import is_about_cohort
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.kinds import is_recordable, outcome_kind
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import NotFound
from functions.domain.people.history import What
from functions.domain.people.permissions import Act
from functions.domain.views import staff_pages
from functions.domain.views.attention import FOR_STAFF, attention_of_staff
from functions.domain.views.outcome_pages import cohort_table

PAGE = 50
MOST_COUNTED = 1000  # enquiries of a stage that are looked through for what needs attention
OPEN_STAGES = (Status.SUBMITTED, Status.RECEIVED, Status.ACKNOWLEDGED)


def queue(session: Session, stage: str, wanted: str, after: str) -> dict[str, Any]:
    """Return a page of a queue in order of receipt, so that what is overdue comes first. `wanted` opens one enquiry by its number.

    In a stage's place a kind of what needs attention can be asked for: then all stages are looked through. Raise NotFound for what
    is neither.
    """
    body = session.own_body(Act.HANDLE)
    if wanted:
        found = read_enquiry_by_number(session.table, body.id, wanted.strip())
        return {"stage": stage, "enquiries": _rows(session, body, [found] if found else []), "next": None}
    if stage in FOR_STAFF:
        needing = [each for each in read_open(session, body).enquiries if stage in attention_of_staff(each, body, session.now)]
        return {"stage": stage, "enquiries": _rows(session, body, needing), "next": None}
    if stage not in {each.value for each in STAGES}:
        raise NotFound
    page = list_of_queue(session.table, body.id, Status(stage), size=PAGE, after=after)
    return {"stage": stage, "enquiries": _rows(session, body, page.enquiries), "next": page.next}


def open_page(session: Session, id: str) -> dict[str, Any]:
    """Return an enquiry's page for staff. One call, and others for what is related to it."""
    return staff_page(session, open_enquiry(session, Act.HANDLE, id))


def staff_page(session: Session, stored: StoredEnquiry) -> dict[str, Any]:
    """Return the page for staff of an enquiry that was read."""
    enquiry, body = stored.enquiry, session.body_of(stored.enquiry)
    page = staff_pages.for_staff(enquiry, body, stored.events, [(each.slot, each.id) for each in stored.attached], session.now)
    related = {
        "entries": register_entries(session.table, enquiry, body),
        "cohort_table": _cohort_table(session, enquiry),
        "statements": [printing_shown(each) for each in stored.printings],
        **related_records(session, stored),
    }
    return page | related | appeals_for_staff(session, stored)


def change(session: Session, stored: StoredEnquiry, after: Enquiry, what: What, why: str = "") -> dict[str, Any]:
    """Store what staff changed with its history entry, all or nothing; return the page afterwards."""
    event = session.event(what, session.allow(Act.HANDLE, after.body), after.version, why=why)
    commit_change(session.table, after, event)
    return staff_page(session, stored.with_change(after, event))


def printing_shown(printing: Printing) -> dict[str, Any]:
    """Return whether a statement of results is printed and sent, in the API's shape. Its `id` is what marks it as sent."""
    return {
        "id": ".".join(each for each in (printing.enquiry, printing.candidate) if each),
        "document": printing.document, "made_at": iso(printing.made_at), "sent_at": iso(printing.sent_at) if printing.sent_at else None,
        "sent_by": printing.sent_by.model_dump() if printing.sent_by else None,
    }  # fmt: skip


def _cohort_table(session: Session, enquiry: Enquiry) -> list[dict[str, Any]] | None:
    """Return the candidates of a cohort while its outcome can be recorded; None for other enquiries, without a call."""
    body = session.body_of(enquiry)
    kind = outcome_kind(enquiry, entries_of(enquiry, body).service)
    if not is_about_cohort(enquiry, body) or not is_recordable(enquiry, kind):
        return None
    return cohort_table(cohort_of(session.table, enquiry))


def _rows(session: Session, body: Body, enquiries: Sequence[Enquiry]) -> list[dict[str, Any]]:
    return [staff_pages.staff_row(each, body, session.now) for each in enquiries]


def read_open(session: Session, body: Body) -> EnquiryPage:
    """Return what is in the queues, in order of receipt; of each stage the first ones, whose `next` is not None where there are more."""
    pages = [read_queue(session.table, body.id, stage, most=MOST_COUNTED) for stage in OPEN_STAGES]
    found = sorted((each for page in pages for each in page.enquiries), key=lambda each: each.received_at or each.submitted_at)
    return EnquiryPage(found, next((page.next for page in pages if page.next), None))
