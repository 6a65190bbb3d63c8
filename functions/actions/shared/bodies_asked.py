"""Which awarding body a centre means."""

from __future__ import annotations

from functions.actions.shared.session import Session
from functions.adapters.organisations import read_organisation, read_organisations
from functions.domain.catalogue.bodies import Body
from functions.domain.errors import Malformed, NotFound, problem


def bodies_numbered(session: Session, organisations: list[str]) -> dict[str, Body]:
    """Return the awarding bodies by id that one of these centres has a number for. One call."""
    numbered = {body for each in read_organisations(session.table, organisations).values() for body in each.centres}
    return {id: session.bodies[id] for id in session.bodies if id in numbered}


def body_asked(session: Session, organisation: str, id: str) -> Body:
    """Return the awarding body that a centre names; where it names none, the only one on this desk, or the only one that it has a number for.

    Raise NotFound for one that this desk does not serve, Malformed where a choice is needed.
    """
    served = session.bodies
    able = [id] if id else list(served)
    if len(able) > 1:
        numbers = read_organisation(session.table, organisation).centres
        able = [each for each in able if each in numbers]
    if len(able) != 1:
        raise Malformed(problem("choose_body", field="body"))
    if (body := session.body(able[0])) is None:
        raise NotFound
    return body
