"""Delete consents that need be kept no longer, with the words that were agreed to, the link, the history, and the scans of nobody else.

The sweep looks at what is due. While a request or an appeal is open, it is looked at again later, so that its day moves with the outcome.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from functions.actions.effects.means import Means
from functions.adapters.consents import (
    delete_consents,
    delete_scan,
    key_of,
    list_consents,
    put_consent,
    put_scan,
    read_due,
    scan_file,
)
from functions.adapters.enquiries import read_stored_enquiry
from functions.adapters.keys import FINGERPRINT
from functions.adapters.table import Conflict
from functions.domain.consent.records import ConsentRecord, Scan
from functions.domain.consent.retention import LOOK_AGAIN, kept_until
from functions.domain.enquiries.enquiry import Enquiry

SWEPT = 50  # a sweep


def delete_old_consents(means: Means) -> int:
    """Look at what is due; return how many records and scans are deleted."""
    now = means.now()
    deleted = 0
    for each in read_due(means.table, now, SWEPT):
        with suppress(Conflict):  # somebody changed it at this moment: the next sweep looks at it again
            deleted += _looked_at_scan(means, each, now) if isinstance(each, Scan) else _looked_at(means, each, now)
    return deleted


def _looked_at(means: Means, record: ConsentRecord, now: datetime) -> bool:
    """Delete a record or note when to look at it again; return whether it is deleted."""
    requests = [one for each in record.consents if each.enquiry for one in _with_appeals(means, each.enquiry)]
    until = kept_until(record, requests, means.catalogue.bodies[record.body], now)
    if until > now:
        means.table.commit([put_consent(record.model_copy(update={"looked_at": until, "version": record.version + 1}))])
        return False
    delete_consents(means.table, key_of(record), record)
    return True


def _looked_at_scan(means: Means, scan: Scan, now: datetime) -> bool:
    fingerprint = scan.sha256[:FINGERPRINT]
    records = list_consents(means.table, scan.organisation, scan.body, scan.series)
    if any(each.agreement and each.agreement.scan == fingerprint for record in records for each in record.consents):
        means.table.commit([put_scan(scan, now + LOOK_AGAIN)])
        return False
    means.files.delete(scan_file(scan))
    delete_scan(means.table, scan)
    return True


def _with_appeals(means: Means, id: str) -> list[Enquiry]:
    """Return a request with every appeal that followed it."""
    stored = read_stored_enquiry(means.table, id)
    return [stored.enquiry, *(one for each in stored.appeals for one in _with_appeals(means, each))] if stored else []
