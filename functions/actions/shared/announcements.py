"""An awarding body's messages to its centres: staff post them; centres read them (CI-36) and may be told by e-mail (PE-05)."""

from __future__ import annotations

import secrets
from typing import Any

from functions.actions.shared.bodies_asked import bodies_numbered, body_asked
from functions.actions.shared.effect_names import TELL
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import commit
from functions.adapters import keys
from functions.adapters.announcements import put_announcement, put_announcement_subject, read_announcements
from functions.adapters.events import put_event
from functions.adapters.table import Table, Write
from functions.domain.calendar import iso
from functions.domain.catalogue.bodies import Body
from functions.domain.errors import Refused
from functions.domain.people.announcements import Announce, Announcement, fees_list, problems_of
from functions.domain.people.history import What
from functions.domain.people.permissions import Act


def post(session: Session, request: Announce) -> dict[str, Any]:
    """Store a message for every centre; return all messages. Raise Refused where it has no title or no text.

    Telling the centres by e-mail is an effect (effects/announcement_emails.py).
    """
    member = session.acting_for(Act.HANDLE)
    body = session.own_body(Act.HANDLE)
    if problems := problems_of(request):
        raise Refused(*problems)
    posted = Announcement(
        id=secrets.token_hex(8), title=request.title, text=request.text, at=session.now, by=session.person.id, emailed=request.email
    )
    writes: list[Write] = [put_announcement(posted, body.id)]
    if request.email:
        event = session.event(What.ANNOUNCED, member, 1)
        writes += [put_announcement_subject(posted, body.id), put_event(keys.announcement(body.id, posted.id), event, (TELL,), (body.id,))]
    commit(session.table, writes)
    return _all(session.table, body)


def announcements_for_staff(session: Session) -> dict[str, Any]:
    """Return all messages of the awarding body that the person works for."""
    return _all(session.table, session.own_body(Act.HANDLE))


def announcements_for_centre(session: Session, body: str) -> dict[str, Any]:
    """Return an awarding body's messages to its centres, the latest first; the fees list, made from its prices, comes last.

    Without a body they are those of every body that handles the centre's enquiries here.
    """
    member = session.acting_for(Act.READ)
    if body:
        return _all(session.table, body_asked(session, member.organisation, body))
    here = [each for each in bodies_numbered(session, [member.organisation]).values() if each.handled == "here"]
    found = [_all(session.table, each) for each in here]
    messages = [message for each in found for message in each["messages"]]
    dated = sorted((each for each in messages if each["at"]), key=lambda each: str(each["at"]), reverse=True)
    return {"messages": [*dated, *(each for each in messages if not each["at"])]}


def _all(table: Table, body: Body) -> dict[str, Any]:
    shown: list[dict[str, Any]] = [
        {"id": each.id, "title": each.title, "text": each.text, "at": iso(each.at), "demonstration": False, "emailed": each.emailed}
        for each in read_announcements(table, body.id)
    ]
    fees = fees_list(body)
    return {"messages": [{**each, "from": body.name} for each in (*shown, *([fees] if fees else []))]}
