"""The fee of an enquiry as it is shown, with when and why none is charged."""

from __future__ import annotations

from typing import Any

from functions.domain.calendar import iso
from functions.domain.catalogue import Body
from functions.domain.enquiry import Enquiry, Status, service_of
from functions.domain.fees import FREE, Amount, FeeStatus, fee, is_demonstration, priced, status_after, unit_sentence, waiver_sentence


def fee_of(enquiry: Enquiry, body: Body, results: bool = True) -> dict[str, Any]:
    """The fee of one enquiry: due, waived by a changed grade, or gone with a cancellation; and charges for late changes."""
    route = service_of(enquiry, body)[0]
    service = route.service(enquiry.service)
    free = service is not None and service.free
    amount = fee(body, route, enquiry.service, len(enquiry.lines)) if not free else None
    if free:
        status, text = FeeStatus.WAIVED, FREE
    elif enquiry.status in {Status.CANCELLED, Status.REJECTED}:
        status, text = FeeStatus.CANCELLED, "No fee: the enquiry was not carried out."
    elif not priced(route):
        status, text = FeeStatus.DUE, waiver_sentence(route)
    elif results and enquiry.recorded and status_after(enquiry.grade_before, enquiry.grade_after) is FeeStatus.WAIVED:
        status, text = FeeStatus.WAIVED, "No charge: the syllabus grade changed."
    elif results and enquiry.recorded:
        status, text = FeeStatus.DUE, "The fee is charged: the syllabus grade did not change."
    else:
        status, text = FeeStatus.DUE, waiver_sentence(route)
    charges = [{"what": each.what, "money": _money(each.amount), "at": iso(each.at)} for each in enquiry.charges]
    return {
        "money": _money(amount), "status": status.value, "text": text, "explanation": "" if free else unit_sentence(body, route),
        "demonstration": is_demonstration(body) and priced(route), "charges": charges,
    }  # fmt: skip


def _money(amount: Amount | None) -> dict[str, str] | None:
    return {"amount": f"{amount.amount:.2f}", "currency": amount.currency} if amount else None
