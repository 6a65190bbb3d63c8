"""Write about an enquiry: staff ask, centres and Associates answer and report errors. The message stays with the enquiry (CI-30, CI-37)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from functions.actions.shared.effect_names import MAIL
from functions.adapters import keys
from functions.adapters.records import body_of, put_enquiry, put_event
from functions.adapters.table import Busy, Conflict, Table
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.messages import WriteMessage, audience, is_held_after, message_event, messages_awaiting
from functions.domain.errors import NotFound, TryAgain
from functions.domain.people.history import Event, actor
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, allow

TRIES = 3


def write(table: Table, person: Person, act: Act, id: str, request: WriteMessage, now: datetime) -> dict[str, Any]:
    """Store a message in the enquiry's history and have its readers told by e-mail. `act` is the capacity: ASK, FORWARD or HANDLE.

    What somebody else changes in the same moment does not stop it; it is written to the enquiry as it then is.
    """
    for _ in range(TRIES):
        try:
            return _write(table, person, act, id, request, now)
        except Conflict:
            continue
        except Busy:
            break
    raise TryAgain


def _write(table: Table, person: Person, act: Act, id: str, request: WriteMessage, now: datetime) -> dict[str, Any]:
    item = table.get(keys.enquiry(id))
    if item is None:
        raise NotFound
    enquiry = Enquiry.model_validate_json(body_of(item))
    writer = {Act.ASK: enquiry.organisation, Act.FORWARD: enquiry.associate, Act.HANDLE: enquiry.body}[act]
    member = allow(person, act, writer)
    what = message_event(enquiry, request, member.organisation)
    readers = audience(enquiry, request.kind, member.organisation)
    after = enquiry.changed(addressed=messages_awaiting(enquiry, request.kind, member.organisation), held=is_held_after(enquiry, request))
    event = Event(what=what, at=now, by=actor(person, member), version=after.version, why=request.text, among=readers)
    told = [
        name
        for name, each in (("centre", enquiry.organisation), ("associate", enquiry.associate))
        if each in readers and each != member.organisation
    ]
    table.commit([put_enquiry(after), put_event(keys.enquiry(id), event, [f"{MAIL}:message:{each}" for each in told], enquiry.body)])
    return {"written": True}
