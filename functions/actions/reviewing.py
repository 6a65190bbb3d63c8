"""The review itself: who does it, and what came of it. Nothing of either reaches the centre before the outcome letter, of the first nothing ever."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from functions.actions.casework import commit, shown
from functions.actions.enquiries import body_of_enquiry, load
from functions.adapters import keys
from functions.adapters.records import put_enquiry, put_event
from functions.adapters.table import Item, Table
from functions.domain import changes, review
from functions.domain.catalogue import Body, Catalogue
from functions.domain.enquiry import Enquiry, service_of
from functions.domain.history import Event, What, actor
from functions.domain.people import Act, Person, allow


def record_marks(
    table: Table, catalogue: Catalogue, person: Person, id: str, request: changes.RecordMarks, now: datetime
) -> dict[str, Any]:
    """Marks and syllabus grade after review. Nothing of it reaches the centre before the outcome letter."""
    enquiry, items = load(table, person, Act.HANDLE, id)
    body = body_of_enquiry(catalogue, enquiry)
    _, _, service, syllabus = service_of(enquiry, body)
    recorded = changes.record_marks(enquiry, request, service, syllabus)
    return _stored(table, person, recorded, body, What.MARKED, "", items, now)


def assign(table: Table, catalogue: Catalogue, person: Person, id: str, request: review.AssignReviewers, now: datetime) -> dict[str, Any]:
    """Who is to review which component: never the one who marked it (BY-12)."""
    enquiry, items = load(table, person, Act.HANDLE, id)
    body = body_of_enquiry(catalogue, enquiry)
    assigned = review.assign(enquiry, request, service_of(enquiry, body)[2])
    return _stored(table, person, assigned, body, What.ASSIGNED, review.spoken(enquiry, assigned), items, now)


def _stored(
    table: Table, person: Person, enquiry: Enquiry, body: Body, what: What, why: str, items: list[Item], now: datetime
) -> dict[str, Any]:
    member = allow(person, Act.HANDLE, enquiry.body)
    event = Event(what=what, at=now, by=actor(person, member), version=enquiry.version, why=why)
    commit(table, [put_enquiry(enquiry), put_event(keys.enquiry(enquiry.id), event)])
    return shown(enquiry, body, items, now, event)
