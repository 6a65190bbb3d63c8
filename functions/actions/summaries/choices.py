"""How often somebody wants a summary by e-mail, chosen on the desk; ended there, or by the token in each of them."""

from __future__ import annotations

import secrets
from typing import Any

from functions.actions.shared.people import Desk
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import commit, settle
from functions.adapters.summaries import put_end, put_summary, read_summary, read_summary_by_token
from functions.adapters.table import Table
from functions.adapters.tokens import new_token
from functions.domain.calendar import iso
from functions.domain.errors import NotFound
from functions.domain.people.people import ROLE_TEXT
from functions.domain.people.summaries import EVERY_TEXT, ChooseSummary, Summary, next_time


def account(session: Session, desk: Desk) -> dict[str, Any]:
    """Return somebody's own account for the organisation that they act for: who they are, their roles, their summary by e-mail."""
    member = session.acting_for(desk.own)
    return _page(session, member.organisation, read_summary(session.table, session.person.id, member.organisation))


def choose(session: Session, desk: Desk, request: ChooseSummary) -> dict[str, Any]:
    """Choose how often the summary comes; None ends it. The same choice again changes nothing."""
    organisation = session.acting_for(desk.own).organisation
    stored = read_summary(session.table, session.person.id, organisation)
    if (stored.every if stored else None) is request.every:
        return _page(session, organisation, stored)
    base = stored or Summary(
        person=session.person.id, organisation=organisation, every=None, token=new_token(24), since=session.now,
        next_at=session.now, version=0,
    )  # fmt: skip
    next_at = next_time(request.every, session.now) if request.every else base.next_at
    chosen = base.model_copy(update={"every": request.every, "since": session.now, "next_at": next_at, "version": base.version + 1})
    commit(session.table, [put_summary(chosen), put_end(chosen)])
    return _page(session, organisation, chosen)


def end(table: Table, token: str) -> None:
    """End the summary that a token belongs to; again, it stays ended. Raise NotFound for a token that ends nothing."""

    def attempt() -> None:
        summary = read_summary_by_token(table, token)
        if summary is None or not secrets.compare_digest(summary.token, token):
            raise NotFound
        if summary.every:
            table.put(put_summary(summary.model_copy(update={"every": None, "version": summary.version + 1})))

    settle(attempt)


def _page(session: Session, organisation: str, summary: Summary | None) -> dict[str, Any]:
    every = summary.every if summary else None
    roles = [ROLE_TEXT[each.role] for each in session.person.memberships if each.organisation == organisation]
    return {
        "name": session.person.name, "email": session.person.email, "roles": roles,
        "summary": {
            "every": every.value if every else None, "next_at": iso(summary.next_at) if summary and every else None,
            "choices": [{"value": each.value, "text": text} for each, text in EVERY_TEXT.items()],
        },
    }  # fmt: skip
