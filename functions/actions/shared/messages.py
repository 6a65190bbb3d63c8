"""Messages about an enquiry: staff ask, centres and Associates answer and report errors (CI-30, CI-37)."""

from __future__ import annotations

from typing import Any

from functions.actions.shared.effect_names import MAIL
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import OWNERS
from functions.actions.shared.transactions import settle
from functions.adapters import keys
from functions.adapters.enquiries import put_enquiry, read_enquiry
from functions.adapters.events import put_event
from functions.domain.enquiries.messages import WriteMessage, audience, is_held_after, message_event, messages_awaiting
from functions.domain.errors import NotFound
from functions.domain.people.permissions import Act


def write(session: Session, act: Act, id: str, request: WriteMessage) -> dict[str, Any]:
    """Store a message in the enquiry's history and have its readers told by e-mail. `act` is the capacity: ASK, FORWARD or HANDLE.

    A change by somebody else at the same moment does not stop it: it is written to the enquiry as it then is.
    """

    def attempt() -> dict[str, Any]:
        enquiry = read_enquiry(session.table, id)
        if enquiry is None:
            raise NotFound
        member = session.allow(act, getattr(enquiry, OWNERS[act]))
        what = message_event(enquiry, request, member.organisation)
        readers = audience(enquiry, request.kind, member.organisation)
        after = enquiry.changed(
            addressed=messages_awaiting(enquiry, request.kind, member.organisation), held=is_held_after(enquiry, request)
        )
        event = session.event(what, member, after.version, why=request.text, among=readers)
        recipients = [
            name
            for name, each in (("centre", enquiry.organisation), ("associate", enquiry.associate))
            if each in readers and each != member.organisation
        ]
        mails = [f"{MAIL}:message:{each}" for each in recipients]
        session.table.commit([put_enquiry(after), put_event(keys.enquiry(id), event, mails, (enquiry.body,))])
        return {"written": True}

    return settle(attempt)
