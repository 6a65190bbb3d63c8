"""Declining an enquiry that the awarding body does not accept. Accepting it is issuing its letter (issuing.py)."""

from __future__ import annotations

from typing import Any

from functions.actions.shared.effect_names import DECLINED, RELEASE, mails_to_asker
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry
from functions.actions.shared.transactions import commit_change
from functions.actions.staff.queue import staff_page
from functions.domain.enquiries import acceptance
from functions.domain.people.history import What
from functions.domain.people.permissions import Act


def decline(session: Session, id: str, request: acceptance.Decline) -> dict[str, Any]:
    """Decline an enquiry and say why. It costs nothing, its candidates are free for another, and who asked is told by e-mail.

    Raise Refused where it cannot be declined, Changed where somebody else was first.
    """
    stored = open_enquiry(session, Act.HANDLE, id)
    after = acceptance.decline(stored.enquiry, request, session.now)
    event = session.event(What.DECLINED, session.allow(Act.HANDLE, after.body), after.version, why=request.reason)
    commit_change(session.table, after, event, due=(RELEASE, *mails_to_asker(after, DECLINED)), ends=stored.enquiry)
    return staff_page(session, stored.with_change(after, event))
