"""What is to be set up for a new centre, and what of it is done."""

from __future__ import annotations

from typing import Any

from functions.actions.shared.session import Session
from functions.adapters.centre_records import read_set_up
from functions.adapters.register import is_any_imported
from functions.domain.centre_desk.set_up import ITEMS, portals_of, series_begun, set_up_items
from functions.domain.people.permissions import Act


def set_up(session: Session) -> dict[str, Any]:
    """Return what the person sets up for their centre, and whether each is done; nothing for somebody who only reads.

    One call, one more for a centre that brings in results itself, none where there is nothing to say.
    """
    organisation = session.acting_for(Act.READ).organisation
    permitted = {act for act in ITEMS.values() if session.may(act, organisation)}
    if not permitted:
        return {"items": []}
    found = read_set_up(session.table, organisation, people=Act.MANAGE_PEOPLE in permitted)
    portals = portals_of(found.organisation, list(session.bodies.values())) if Act.IMPORT_OWN in permitted else []
    wanted = [(body.id, series) for body in portals for series in series_begun(body, session.now.date())]
    results = is_any_imported(session.table, wanted, organisation)
    items = set_up_items(found.organisation, found.members, found.terms, permitted=permitted, portals=bool(portals), results=results)
    return {"items": items}
