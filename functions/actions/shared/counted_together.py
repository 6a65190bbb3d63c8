"""The enquiries that count together with one for its fee, read where the rule of its route needs them."""

from __future__ import annotations

from collections.abc import Iterable

from functions.actions.shared.claims import cards_of, enquiries_about
from functions.actions.shared.session import Session
from functions.domain.billing.enquiry_fees import counted_together
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.statuses import Status


def counted_beside(session: Session, enquiry: Enquiry) -> list[Enquiry]:
    """Return the enquiries that count together with this one. Three calls where its route has such a rule, else none."""
    body = session.body_of(enquiry)
    if enquiry.appeal or len(enquiry.candidates) != 1 or entries_of(enquiry, body).route.fee_rule.together is None:
        return []
    return counted_together(enquiry, enquiries_about(session.table, cards_of(session.table, enquiry)), body)


def known_beside(enquiries: Iterable[Enquiry]) -> list[Enquiry]:
    """Return the enquiries as their centre knows them: one whose outcome it cannot open yet is not finished to the centre."""
    unknown = {"status": Status.ACKNOWLEDGED, "completed_at": None, "grade_after": None, "unit_grade_changed": False}
    return [each.model_copy(update=unknown) if each.recorded and not each.outcome_open_to_centre else each for each in enquiries]
