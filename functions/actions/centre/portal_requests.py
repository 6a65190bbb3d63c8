"""What a centre records of a request that it makes in an awarding body's own portal: made, its outcome, the reasons for it."""

from __future__ import annotations

from typing import Any

from functions.actions.centre.enquiries import page_for_centre
from functions.actions.shared.claims import closed, cohort_of
from functions.actions.shared.effect_names import RELEASE
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry
from functions.actions.shared.transactions import commit_change, commit_end
from functions.adapters import keys
from functions.adapters.enquiries import StoredEnquiry, put_enquiry
from functions.adapters.events import put_event
from functions.domain.enquiries import portal_requests
from functions.domain.enquiries.cohort_outcomes import is_about_cohort
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.statuses import Status
from functions.domain.people.history import What
from functions.domain.people.permissions import Act


def record_made(session: Session, id: str, request: portal_requests.RecordMade) -> dict[str, Any]:
    """Record that the request is made in the portal, or correct that. Raise Refused for a day that cannot be, Changed where somebody was first."""
    stored = open_enquiry(session, Act.ASK, id)
    after = portal_requests.record_made(stored.enquiry, request, session.body_of(stored.enquiry), session.now)
    return _stored(session, stored, after, What.MADE_IN_PORTAL, request.reference)


def record_reasons(session: Session, id: str, request: portal_requests.RecordReasons) -> dict[str, Any]:
    """Record the day on which the reasons for the outcome came. Raise Refused before the outcome, and for a day that cannot be."""
    stored = open_enquiry(session, Act.ASK, id)
    after = portal_requests.record_reasons(stored.enquiry, request, session.body_of(stored.enquiry), session.now)
    return _stored(session, stored, after, What.REASONS_RECEIVED)


def record_outcome(session: Session, id: str, request: portal_requests.RecordPortalOutcome) -> dict[str, Any]:
    """Record the outcome, which completes the enquiry, or correct it. Raise Refused with every problem at once."""
    stored = open_enquiry(session, Act.ASK, id)
    enquiry, body = stored.enquiry, session.body_of(stored.enquiry)
    cohort = cohort_of(session.table, enquiry) if is_about_cohort(enquiry, body) else []
    after = portal_requests.record_outcome(enquiry, request, entries_of(enquiry, body), body, session.now, cohort=cohort)
    if enquiry.status is Status.COMPLETED:
        return _stored(session, stored, after, What.OUTCOME_RECORDED)
    event = session.event(What.OUTCOME_RECORDED, session.allow(Act.ASK, after.organisation), after.version)
    ended_at = after.completed_at or session.now
    writes = [put_enquiry(after), put_event(keys.enquiry(id), event, (RELEASE,), (after.body,))]
    commit_end(session.table, enquiry, writes, lambda table, before: closed(table, before, ended_at))
    return page_for_centre(session, stored.with_change(after, event))


def _stored(session: Session, stored: StoredEnquiry, after: Enquiry, what: What, about: str = "") -> dict[str, Any]:
    event = session.event(what, session.allow(Act.ASK, after.organisation), after.version, about=about)
    commit_change(session.table, after, event)
    return page_for_centre(session, stored.with_change(after, event))
