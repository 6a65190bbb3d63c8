"""The first visit of a person to the desk. Every visit asks whether it is the first, so this needs little until one is."""

from __future__ import annotations

from functions.actions.shared.session import Session


def note_visit(session: Session) -> None:
    """Note that a person has come to the desk, where it is for the first time."""
    if session.person.joined_at:
        return
    from functions.actions.shared.people import note_arrival

    note_arrival(session)
