"""What an enquiry keeps that its centre makes in the awarding body's own portal, with the words for its status.

It is stored with the enquiry when it is prepared, so it stays what it was if the body is later handled on this desk.
"""

from datetime import date

from pydantic import BaseModel, ConfigDict

from functions.domain.catalogue.bodies import Body
from functions.domain.enquiries.statuses import STATUS_TEXT, Status

PREPARED_TEXT, IN_PROGRESS_TEXT = "Prepared", "In progress"
PORTAL_TEXT = STATUS_TEXT | {Status.SUBMITTED: PREPARED_TEXT, Status.ACKNOWLEDGED: IN_PROGRESS_TEXT}


class PortalDetails(BaseModel):
    """The portal in which an enquiry is made, and the days that its centre recorded: made there, outcome there, reasons received.

    `made_on` is None while the enquiry is only prepared. `reasons_on` is for the limit of an appeal (JQ-03).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str
    made_on: date | None = None
    outcome_on: date | None = None
    reasons_on: date | None = None


def portal_of(body: Body) -> PortalDetails | None:
    """Return what an enquiry to this body begins with that is made in its own portal; None where its staff handle enquiries here."""
    if body.handled == "here":
        return None
    return PortalDetails(name=body.portal.name if body.portal else f"{body.name}’s own portal")


def nothing_sent(body_name: str, portal: str) -> str:
    """Return the sentences that a request is only prepared: page, receipt and e-mail all say it in these words."""
    return f"Nothing has been sent to {body_name} yet. You have still to make this request in its portal, {portal}."


def portal_change_terms(portal: str, noun: str, *, amendable: bool) -> str:
    """Return until when a request that is made in a portal can be changed here, in a sentence or two."""
    amend = f"amend this {noun} here until you have made it in {portal}, and cancel it" if amendable else f"cancel this {noun} here"
    return f"You can {amend} until its outcome is recorded. Results Desk charges nothing for that."
