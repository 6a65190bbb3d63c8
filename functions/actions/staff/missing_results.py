"""The answer that staff record to an enquiry about a result that is not there (CI-03)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from functions.actions.shared.claims import cards_of, without_mark
from functions.actions.shared.stored_enquiries import body_of_enquiry, load
from functions.actions.shared.transactions import commit
from functions.actions.staff.casework import shown
from functions.adapters import keys
from functions.adapters.records import put_enquiry, put_event
from functions.adapters.table import Table
from functions.domain.catalogue.bodies import Catalogue
from functions.domain.enquiries.enquiry import entries_of
from functions.domain.enquiries.missing_results import RecordAnswer, record_answer
from functions.domain.people.history import Event, What, actor
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, allow


def answer(table: Table, catalogue: Catalogue, person: Person, id: str, request: RecordAnswer, now: datetime) -> dict[str, Any]:
    """Record what staff found. Nothing of it reaches the centre before the letter. Raises Changed where a colleague was first."""
    enquiry, items = load(table, person, Act.HANDLE, id)
    body = body_of_enquiry(catalogue, enquiry)
    service = entries_of(enquiry, body).service
    unmarked = frozenset(code for card in cards_of(table, enquiry) for code in without_mark(card))
    recorded = record_answer(enquiry, request, service, unmarked)
    event = Event(what=What.EXPLAINED, at=now, by=actor(person, allow(person, Act.HANDLE, enquiry.body)), version=recorded.version)
    commit(table, [put_enquiry(recorded), put_event(keys.enquiry(id), event)])
    return shown(table, recorded, body, items, now, event)
