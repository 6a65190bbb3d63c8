"""What staff of the awarding body send: letters and files to issue, enquiries to take over."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from functions.domain.fields import Request, Version

MOST_SENT = 50  # statements marked as sent in one request


MOST_ACKNOWLEDGED = 40  # in one request, which ends well before the gateway's patience does


class IssueLetter(Request):
    """Issue the letter that was looked at (`sha256` of the preview), or a checked upload (`document`, its id)."""

    version: Version
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    document: Annotated[str, Field(pattern="^(AckLetter|OutLetter)[.][0-9a-f]{16}$")] | None = None


class OwnershipRequest(Request):
    """Take an enquiry over, or let a held one go on: both are about the enquiry as it was looked at."""

    version: Version


class PreviewedLetter(Request):
    """One letter as it was looked at."""

    id: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    version: Version
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class AcknowledgeMany(Request):
    letters: Annotated[tuple[PreviewedLetter, ...], Field(min_length=1, max_length=MOST_ACKNOWLEDGED)]


class SentByPost(Request):
    """The enquiries whose updated statements of results were printed and sent."""

    enquiries: Annotated[tuple[Annotated[str, Field(pattern="^[0-9a-f]{32}$")], ...], Field(min_length=1, max_length=MOST_SENT)]


class IssueUpload(Request):
    """Issue the copy of script or the report that was uploaded, checked and looked at."""

    version: Version
