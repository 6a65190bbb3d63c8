"""A centre's own dates and charges: shown beside those of its awarding bodies, and saved."""

from __future__ import annotations

from typing import Any

from functions.actions.shared.bodies_asked import bodies_numbered
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import commit
from functions.adapters import keys
from functions.adapters.centre_records import put_terms, read_terms
from functions.adapters.events import put_side_event
from functions.domain.centre_desk.terms import CentreTerms, SaveTerms, saved, terms_page
from functions.domain.errors import Changed, NotFound, problem
from functions.domain.people.history import What
from functions.domain.people.permissions import Act


def own_terms(session: Session, body: str) -> dict[str, Any]:
    """Return the centre's own dates and charges beside the dates and fees of an awarding body, the first where none is named. Two calls.

    Raise NotFound for a body that the centre has no number for.
    """
    member = session.acting_for(Act.READ)
    return _page(session, member.organisation, read_terms(session.table, member.organisation), body)


def save(session: Session, request: SaveTerms) -> dict[str, Any]:
    """Save the dates and charges for one awarding body and series. Raise Refused for a day that cannot be, Changed where somebody was first."""
    member = session.acting_for(Act.CORRECT_CENTRE)
    terms = read_terms(session.table, member.organisation)
    if terms.version != request.version:
        raise Changed(problem("changed_meanwhile"))
    body = bodies_numbered(session, [member.organisation]).get(request.body)
    if body is None:
        raise NotFound
    after = saved(terms, request, body)
    event = session.event(What.TERMS_CHANGED, member, after.version, about=f"{request.body} {request.series}")
    commit(session.table, [put_terms(member.organisation, after), put_side_event(keys.organisation(member.organisation), event)])
    return _page(session, member.organisation, after, body.id)


def _page(session: Session, organisation: str, terms: CentreTerms, asked: str) -> dict[str, Any]:
    bodies = bodies_numbered(session, [organisation])
    if asked and asked not in bodies:
        raise NotFound
    shown = bodies[asked] if asked else next(iter(bodies.values()), None)
    return terms_page(terms, list(bodies.values()), shown, session.now)
