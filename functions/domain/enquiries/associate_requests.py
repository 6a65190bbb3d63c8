"""Requests of an Associate: approve, reject, release."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from functions.domain.fields import Request, Version

MOST_RELEASED = 50  # in one request


class Approve(Request):
    """Send an enquiry on to the awarding body."""

    version: Version


class Reject(Request):
    """Do not send an enquiry on; the reason is for the centre."""

    version: Version
    reason: Annotated[str, Field(title="Why", description="Your centre reads this. Say what it can do about it.", max_length=500)] = ""


class Release(Request):
    """Release one kind of document of several enquiries: acknowledgement letters, outcome letters, or all other documents (S1)."""

    enquiries: Annotated[tuple[Annotated[str, Field(pattern="^[0-9a-f]{32}$")], ...], Field(min_length=1, max_length=MOST_RELEASED)]
    what: Literal["acknowledgement", "outcome", "other"]
