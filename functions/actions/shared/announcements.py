"""Staff post messages to the awarding body's centres; centres read them (CI-36) and, where staff want it, are told by e-mail (PE-05)."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from functions.actions.shared.bodies_asked import body_asked
from functions.actions.shared.effect_names import TELL
from functions.actions.shared.transactions import commit
from functions.adapters import keys
from functions.adapters.records import announcement_mail_put, announcement_put, body_of, put_event
from functions.adapters.table import Table, Write
from functions.domain.calendar import iso
from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.errors import Refused
from functions.domain.people.announcements import Announce, Announcement, fees_list, problems_of
from functions.domain.people.history import Event, What, actor
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, acting_for


def post(table: Table, catalogue: Catalogue, person: Person, chosen: str | None, request: Announce, now: datetime) -> dict[str, Any]:
    """Store a message for every centre; all messages afterwards. Raises Refused where it has no title or no text.

    That centres are told by e-mail is an effect: telling.py writes one for each centre, and each is tried until it is out.
    """
    member = acting_for(person, Act.HANDLE, chosen)
    body = catalogue.bodies[member.organisation]
    if problems := problems_of(request):
        raise Refused(*problems)
    posted = Announcement(id=secrets.token_hex(8), title=request.title, text=request.text, at=now, by=person.id, emailed=request.email)
    writes: list[Write] = [announcement_put(posted, body.id)]
    if request.email:
        event = Event(what=What.ANNOUNCED, at=now, by=actor(person, member), version=1)
        writes += [announcement_mail_put(posted, body.id), put_event(keys.announcement(body.id, posted.id), event, (TELL,), body.id)]
    commit(table, writes)
    return _all(table, body)


def for_staff(table: Table, catalogue: Catalogue, person: Person, chosen: str | None) -> dict[str, Any]:
    return _all(table, catalogue.bodies[acting_for(person, Act.HANDLE, chosen).organisation])


def for_centre(table: Table, catalogue: Catalogue, person: Person, chosen: str | None, body: str) -> dict[str, Any]:
    """What the awarding body says to its centres, newest first; the fees list, made from its prices, stands at the end."""
    member = acting_for(person, Act.READ, chosen)
    return _all(table, body_asked(table, catalogue, member.organisation, body))


def _all(table: Table, body: Body) -> dict[str, Any]:
    items = table.partition(keys.announcements(body.id))
    found = sorted((Announcement.model_validate_json(body_of(item)) for item in items), key=lambda each: each.at, reverse=True)
    shown: list[dict[str, Any]] = [
        {"id": each.id, "title": each.title, "text": each.text, "at": iso(each.at), "demonstration": False, "emailed": each.emailed}
        for each in found
    ]
    fees = fees_list(body)
    return {"from": body.name, "messages": [*shown, *([fees] if fees else [])]}
