"""The series that a centre can ask about, with their services and last days."""

from __future__ import annotations

from typing import Any

from functions.actions.shared.bodies_asked import bodies_numbered
from functions.actions.shared.session import Session
from functions.domain.people.permissions import Act
from functions.domain.views.series_pages import series_page


def series_open(session: Session) -> list[dict[str, Any]]:
    """Return every series with its services, deadlines and days remaining (CI-35), of the bodies that the person's centres have a number for.

    Whoever belongs to no centre gets those of every body. One call where there is more than one body.
    """
    bodies = session.bodies
    centres = [each.organisation for each in session.person.memberships if session.may(Act.READ, each.organisation)]
    if centres and len(bodies) > 1:
        bodies = bodies_numbered(session, centres)
    return [series_page(body, series, session.now) for body in bodies.values() for series in body.series]
