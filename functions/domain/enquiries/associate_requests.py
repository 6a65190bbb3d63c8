"""Requests of an Associate: approve, reject, release."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.fields import JobId, Request, Version
from functions.domain.jobs import MANY

ENQUIRY = "^[0-9a-f]{32}$"


class Approve(Request):
    """Send an enquiry on to the awarding body."""

    version: Version


class Reject(Request):
    """Do not send an enquiry on; the reason is for the centre."""

    version: Version
    reason: Annotated[str, Field(title="Why", description="Your centre reads this. Say what it can do about it.", max_length=500)] = ""


class OneToApprove(Request):
    """An enquiry as it was when the Associate looked at it."""

    id: Annotated[str, Field(pattern=ENQUIRY)]
    version: Version


class ApproveMany(Request):
    """Send many enquiries on; `id` makes sending it twice the same work."""

    enquiries: Annotated[tuple[OneToApprove, ...], Field(min_length=1, max_length=MANY)]
    id: JobId = ""


class Release(Request):
    """Release one kind of document of many enquiries: acknowledgement letters, outcome letters, or all other documents (S1)."""

    enquiries: Annotated[tuple[Annotated[str, Field(pattern=ENQUIRY)], ...], Field(min_length=1, max_length=MANY)]
    what: Literal["acknowledgement", "outcome", "other"]
    id: JobId = ""


class OneToRelease(BaseModel):
    """Of which enquiry to release which kind of document, in a portion of its job."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    what: str
