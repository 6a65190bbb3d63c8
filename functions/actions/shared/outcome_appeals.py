"""The appeals against an outcome, shown on its page, and who must not decide them."""

from __future__ import annotations

from typing import Any

from functions.actions.shared.session import Session
from functions.adapters import keys
from functions.adapters.enquiries import AppealDraft, StoredEnquiry, read_enquiries
from functions.adapters.events import read_events
from functions.domain.calendar import iso
from functions.domain.enquiries.appeals import is_outcome_open, next_appeal
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Refused, problem
from functions.domain.people.history import What
from functions.domain.views import appeal_pages


def appeals_for_centre(session: Session, stored: StoredEnquiry) -> dict[str, Any]:
    """Return, for the centre's page of an outcome, the appeals that were made and the one that can be. One call where there are any."""
    enquiry, body = stored.enquiry, session.body_of(stored.enquiry)
    made = read_enquiries(session.table, stored.appeals)
    lines = [appeal_pages.line(each, body) for each in made]
    if not is_outcome_open(enquiry):
        return {"appeals": lines, "appeal_offer": None, "appeal_at_desk": None}
    now = session.body_now(enquiry)
    offered = next_appeal(enquiry, now)
    draft = stored.appeal_draft(offered.code) if offered else None
    offer = appeal_pages.offer(enquiry, made, draft_shown(draft) if draft else None, now, session.now)
    return {"appeals": lines, "appeal_offer": offer, "appeal_at_desk": appeal_pages.desk_appeal(enquiry, now)}


def appeals_for_staff(session: Session, stored: StoredEnquiry) -> dict[str, Any]:
    """Return, for the staff's page of an outcome, the appeals that have reached the awarding body."""
    unseen = {Status.WITH_ASSOCIATE, Status.REJECTED}
    body = session.body_of(stored.enquiry)
    made = read_enquiries(session.table, stored.appeals)
    return {"appeals": [appeal_pages.line(each, body) for each in made if each.status not in unseen]}


def draft_shown(draft: AppealDraft) -> dict[str, Any]:
    """Return what is written of an appeal in the API's shape."""
    return {"grounds": draft.grounds, "version": draft.version, "saved_at": iso(draft.at)}


def require_not_decided_before(session: Session, appeal: Enquiry) -> None:
    """Raise Refused where this person issued the outcome that the appeal is against. Nothing for other enquiries."""
    if appeal.appeal is None or appeal.appeal.enquiry is None:
        return
    for event in read_events(session.table, keys.enquiry(appeal.appeal.enquiry)):
        if event.what is What.OUTCOME_ISSUED and event.by.id == session.person.id:
            body = session.body_of(appeal)
            rule = entries_of(appeal, body).route.rules["appeal-decided"]
            raise Refused(problem("decided_before", cites=body.citation(rule)))
