"""The types of path and query parameters: one pattern for each, used by every handler."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import unquote

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Header, Path, Query
from pydantic import AfterValidator

from functions.adapters.documents import DOCUMENT_ID
from functions.domain.fields import CODE

Answer = Response[Any]


def _decoded(text: str) -> str:
    """Return what was typed. Raise ValueError where it is too long."""
    typed = unquote(text).strip()
    if len(typed) > 80:
        raise ValueError("too long")
    return typed


Uuid = Annotated[
    str,
    Path(
        pattern="^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", description="Made by the client, once for a submission."
    ),
]
Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
Fingerprint = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
DocumentId = Annotated[str, Path(pattern=f"^{DOCUMENT_ID}$")]
LetterKind = Annotated[str, Path(pattern="^(acknowledgement|outcome|breakdown)$")]

Series = Annotated[str, Query(pattern="^[0-9]{4}-[0-9]{2}$")]
SeriesToInvoice = Annotated[str, Query(pattern="^([0-9]{4}-[0-9]{2})?$", description="Empty for the series that can be invoiced now.")]
AnySeries = Annotated[str, Query(pattern="^([0-9]{4}-[0-9]{2})?$", description="Empty for all series, the latest first.")]
Code = Annotated[str, Query(pattern=f"^([a-z_]{{0,20}}|{CODE})$", description="A code, or the name of a status.")]
Name = Annotated[str, Query(pattern="^[0-9a-z-]{0,40}$")]
AnyBody = Annotated[str, Query(pattern="^[0-9a-z-]{0,40}$", description="The id of an awarding body; empty for all.")]
Components = Annotated[str, Query(pattern="^[0-9A-Za-z/.,\\-]{0,420}$", description="Codes with commas between them.")]
# What somebody types may be a name: an address would keep it in the browser's history and in logs, so it is in a header instead.
TYPED_HEADER = "x-typed"
Typed = Annotated[
    str,
    Header(
        alias=TYPED_HEADER, max_length=960, description="What was typed to find something, percent-encoded as UTF-8; at most 80 characters."
    ),
    AfterValidator(_decoded),
]
CandidateNumber = Annotated[str, Header(alias=TYPED_HEADER, pattern=f"^{CODE}$", description="The candidate's number.")]
Owner = Annotated[str, Query(pattern="^[0-9A-Za-z\\-]{0,64}$", description="Whose enquiries: a member of staff's id, `own`, or `nobody`.")]
Cursor = Annotated[str, Query(max_length=80)]
Most = Annotated[int, Query(ge=0, le=500, description="How many to list at most; 0 for all.")]
Order = Annotated[str, Query(pattern="^(number|name)(_down)?$")]
Direction = Annotated[
    str, Query(pattern="^(newest|oldest)$", description="By the time of submission; the desk keeps lists in no other order.")
]
Turn = Annotated[int, Query(ge=0, le=999, description="Which credit note, counted from 1; 0 is the invoice.")]
ToRelease = Annotated[
    str, Query(pattern="^(acknowledgement|outcome|other|any)?$", description="Only those with such a document to release.")
]
PrintStage = Annotated[str, Query(pattern="^(to_send|sent)$")]
ActingFor = Annotated[
    str | None, Query(max_length=64, description="The organisation acted for; needed only by somebody who belongs to several.")
]
