"""The types of path and query parameters: one pattern for each, used by every handler."""

from __future__ import annotations

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from functions.adapters.documents import DOCUMENT_ID

Answer = Response[Any]

Uuid = Annotated[
    str,
    Path(
        pattern="^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", description="Made by the client, once for a submission."
    ),
]
Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
Fingerprint = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
DocumentId = Annotated[str, Path(pattern=f"^{DOCUMENT_ID}$")]
CandidateNumber = Annotated[str, Path(pattern="^[0-9]{1,4}$")]
LetterKind = Annotated[str, Path(pattern="^(acknowledgement|outcome)$")]

Series = Annotated[str, Query(pattern="^[0-9]{4}-[0-9]{2}$")]
AnySeries = Annotated[str, Query(pattern="^([0-9]{4}-[0-9]{2})?$", description="Empty for all series, the latest first.")]
Code = Annotated[str, Query(pattern="^[0-9A-Za-z_\\-]{0,20}$")]
Name = Annotated[str, Query(pattern="^[0-9a-z-]{0,40}$")]
Typed = Annotated[str, Query(max_length=80)]
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
