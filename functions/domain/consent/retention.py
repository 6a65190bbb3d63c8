"""Until when consent is kept: so many months after the last outcome, or after that of a later appeal (JQ-05, NC-08).

The months are the awarding body's where it gives them. What no request ever rested on is kept for half a year from its last change (ours),
and so is what rested on a request that nobody carried out.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from functions.domain.calendar import end_of, local_day
from functions.domain.catalogue.bodies import Body
from functions.domain.consent.records import ConsentRecord
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import CLOSED

USUAL_MONTHS = 6
LOOK_AGAIN = timedelta(days=30)  # while a request or an appeal is open


def kept_until(record: ConsentRecord, requests: Sequence[Enquiry], body: Body, now: datetime) -> datetime:
    """Return from when a record can be deleted; while something is open, when to look again.

    `requests` are those that rest on its consents, with the appeals that followed.
    """
    if any(each.status not in CLOSED for each in requests):
        return now + LOOK_AGAIN
    ends = [each.completed_at or each.cancelled_at or each.rejected_at or each.declined_at or each.submitted_at for each in requests]
    changes = [each.at for each in record.consents]
    last = max([*ends, *changes], default=record.looked_at)
    return end_of(add_months(local_day(last, body.zone), _months(record, body)), body.zone)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of the month where that has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _months(record: ConsentRecord, body: Body) -> int:
    route = body.route(record.route)
    services = [route.service(each.service) for each in record.consents] if route else []
    given = [each.consent.kept_months for each in services if each and each.consent and each.consent.kept_months]
    return max(given, default=USUAL_MONTHS)
