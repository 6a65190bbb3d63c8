"""Updated statements of results on paper: staff print them, send them, and mark them as sent (CI-25)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from functions.actions.shared.jobs import Doing, Many, begin_many
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import settle
from functions.actions.staff.queue import printing_shown
from functions.adapters import keys
from functions.adapters.documents import list_printings, put_printing, read_printing, slot_in
from functions.adapters.enquiries import read_enquiries, read_enquiry
from functions.adapters.events import put_side_event
from functions.adapters.workers import Worker
from functions.domain.enquiries.enquiry_parts import CaseOwner
from functions.domain.enquiries.staff_requests import SentByPost, SentStatement
from functions.domain.errors import NotFound
from functions.domain.jobs import STATEMENTS
from functions.domain.people.history import What
from functions.domain.people.permissions import Act
from functions.domain.views import staff_pages
from functions.domain.wording import counted

PAGE = 50
SENT = "sent"


def listing(session: Session, stage: str, after: str) -> dict[str, Any]:
    """Return a page of the statements `to_send`, in the order in which they were made, or `sent`, the latest first. Two calls."""
    body = session.own_body(Act.HANDLE)
    found, cursor = list_printings(session.table, body.id, sent=stage == SENT, limit=PAGE, after=after)
    enquiries = {each.id: each for each in read_enquiries(session.table, [each.enquiry for each in found])}
    rows = [
        staff_pages.statement_row(enquiries[each.enquiry], each.candidate, body, session.now) | {"statement": printing_shown(each)}
        for each in found
    ]
    return {"statements": rows, "next": cursor}


def mark_sent(session: Session, worker_for: Callable[[int], Worker], request: SentByPost, system_now: datetime) -> dict[str, Any]:
    """Begin to mark statements as printed and sent, and return the job. Raise NotFound for somebody who is not staff of an awarding body."""
    session.own_body(Act.HANDLE)
    marked = [SentStatement(id=id) for id in dict.fromkeys(request.enquiries)]
    many = Many(STATEMENTS, marked, counted(len(marked), "statement"), request.id)
    return begin_many(session, worker_for, many, system_now)


def mark_one_sent(doing: Doing, statement: SentStatement) -> None:
    """Mark one statement as sent; one that is marked already is sent, no matter who marked it. Raise NotFound where there is none."""
    session = doing.session
    enquiry_id, _, candidate = statement.id.partition(".")

    def attempt() -> None:
        stored, enquiry = read_printing(session.table, enquiry_id, candidate), read_enquiry(session.table, enquiry_id)
        if stored is None or enquiry is None:
            raise NotFound
        member = session.allow(Act.HANDLE, stored.body)
        if stored.sent_at:
            return
        by = CaseOwner(id=session.person.id, name=session.person.name)
        sent = stored.model_copy(update={"sent_at": session.now, "sent_by": by})
        about = slot_in(stored.document) if candidate else ""
        event = session.event(What.STATEMENT_SENT, member, enquiry.version, about=about)
        session.table.commit([put_printing(sent, expect=1), put_side_event(keys.enquiry(enquiry_id), event)])

    settle(attempt)
