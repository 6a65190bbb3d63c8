"""Requests of the awarding body's staff: letters and files to issue, enquiries to take over."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.fields import CODE, JobId, Request, Version
from functions.domain.jobs import MANY


class IssueLetter(Request):
    """Issue the letter that was previewed (`sha256` of the preview), or a checked upload (`document`, its id)."""

    version: Version
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    document: Annotated[str, Field(pattern="^(AckLetter|OutLetter|Breakdown)[.][0-9a-f]{16}$")] | None = None


class OwnershipRequest(Request):
    """Take over an enquiry, or end its hold."""

    version: Version


class PreviewedLetter(Request):
    """One letter as it was previewed."""

    id: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    version: Version
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class AcknowledgeMany(Request):
    """Issue the acknowledgement letters of many enquiries; `id` makes sending it twice the same work."""

    letters: Annotated[tuple[PreviewedLetter, ...], Field(min_length=1, max_length=MANY)]
    id: JobId = ""


class SentByPost(Request):
    """Mark updated statements of results as printed and sent: each by its enquiry, of a cohort with the candidate's number after a dot."""

    enquiries: Annotated[tuple[Annotated[str, Field(pattern=f"^[0-9a-f]{{32}}([.]{CODE})?$")], ...], Field(min_length=1, max_length=MANY)]
    id: JobId = ""


class SentStatement(BaseModel):
    """One statement as SentByPost names it, in a portion of its job."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str


class IssueUpload(Request):
    """Issue the copy of a script or the report that was uploaded and checked."""

    version: Version
