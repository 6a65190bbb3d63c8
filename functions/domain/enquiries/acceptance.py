"""Acceptance: an awarding body accepts an enquiry by its letter, or declines it and says why (NC-13).

Whether a service has this step is data of the catalogue (`acceptance`), kept with each enquiry when it is submitted. The letter that
acknowledges other enquiries then says that this one is accepted, and on which day. A target may count from that day.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from pydantic import Field

from functions.domain.catalogue.services import Service
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Refused, own_rule, problem
from functions.domain.fields import Request, Version

BEFORE_REVIEW = "An enquiry is accepted or declined before its review begins, and only where the service has this step."


class Decline(Request):
    """Do not accept an enquiry; the reason is for the centre."""

    version: Version
    reason: Annotated[
        str, Field(title="Why it is declined", description="The centre reads this. Say what it can do about it.", max_length=1000)
    ] = ""


def may_decline(enquiry: Enquiry) -> bool:
    """Return whether the awarding body can decline the enquiry now: once it is received, and before it is accepted."""
    return enquiry.is_accepted_or_declined and enquiry.status is Status.RECEIVED


def decline(enquiry: Enquiry, request: Decline, at: datetime) -> Enquiry:
    """Return the declined enquiry. Raise Refused without a reason, where its service has no such step, and while it is held.

    Raise Changed unless it is the version that was looked at.
    """
    enquiry.require_version(request.version)
    if not enquiry.is_accepted_or_declined:
        raise Refused(problem("decline_not_for", cites=own_rule(BEFORE_REVIEW)))
    enquiry.require_not_held()
    declined = enquiry.to("declined", declined_at=at)
    if not request.reason:
        raise Refused(problem("decline_reason_missing", field="reason"))
    return declined


def catalogue_faults(service: Service) -> Iterator[str]:
    """Yield what is wrong with a service's entry for acceptance, for the loading of the catalogue."""
    if service.target_from == "acceptance" and service.acceptance is None:
        yield "target_from: a target that counts from acceptance needs the step, with its basis, under `acceptance`"
