"""Files that were announced, until they have arrived and were checked."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from functions.adapters import keys
from functions.adapters.items import item_of, model_in
from functions.adapters.table import Put, Table
from functions.domain.people.people import Role


class Upload(BaseModel):
    """A file that was announced: what it must be when it arrives, and what became of it.

    `slot` is that of a document for a file of staff; a file of a centre is evidence, and has its `organisation` and `role`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    enquiry: str
    body: str
    slot: str
    filename: str
    size: int
    sha256: str
    stage: str = "waiting"
    problems: tuple[tuple[str, str], ...] = ()
    by: str
    organisation: str = ""
    role: Role | None = None


def upload_file(upload: str) -> str:
    """Return the key under which the file of an upload arrives."""
    return f"incoming/{upload}"


def store_upload(table: Table, upload: Upload, expires: datetime, *, new: bool) -> None:
    """Store an upload until it expires; over the one that is there unless it is `new`."""
    item = item_of(keys.upload(upload.id), 1, upload, stage=upload.stage)
    item["ttl"] = int(expires.timestamp())
    table.put(Put(item, expect=0 if new else None))


def read_upload(table: Table, id: str) -> Upload | None:
    """Return an upload; None where it was never announced or has expired."""
    item = table.get(keys.upload(id))
    return model_in(Upload, item) if item else None
