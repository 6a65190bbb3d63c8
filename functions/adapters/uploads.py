"""Files that were announced, until they have arrived and were checked."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from functions.adapters import keys
from functions.adapters.items import item_of, model_in
from functions.adapters.table import Put, Table
from functions.domain.people.people import Role

WAITING = "waiting"


class Upload(BaseModel):
    """A file that was announced: what it must be when it arrives, and what became of it.

    `slot` is that of a document for a file of staff; a file of a centre is evidence, or shows consent in a `series`, or is its logo;
    the last two belong to no enquiry. It has the centre's `organisation` and `role`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    enquiry: str
    body: str
    series: str = ""
    slot: str
    filename: str
    size: int
    sha256: str
    stage: str = WAITING
    problems: tuple[tuple[str, str], ...] = ()
    by: str
    organisation: str = ""
    role: Role | None = None


def upload_file(upload: str) -> str:
    """Return the key under which the file of an upload arrives."""
    return f"incoming/{upload}"


def store_upload(table: Table, upload: Upload, expires: datetime) -> None:
    """Store an upload that was announced, until it expires."""
    _put(table, upload, expires, version=1)


def settle_upload(table: Table, upload: Upload, expires: datetime) -> None:
    """Store what became of an upload that was waiting. Raise Conflict where that is stored already."""
    _put(table, upload, expires, version=2)


def _put(table: Table, upload: Upload, expires: datetime, *, version: int) -> None:
    item = item_of(keys.upload(upload.id), version, upload, stage=upload.stage)
    item["ttl"] = int(expires.timestamp())
    table.put(Put(item, expect=version - 1))


def read_upload(table: Table, id: str) -> Upload | None:
    """Return an upload; None where it was never announced or has expired."""
    item = table.get(keys.upload(id))
    return model_in(Upload, item) if item else None
