"""E-mails in the table: one item for an event and a recipient."""

from datetime import datetime
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from functions.adapters import keys
from functions.adapters.items import item_of, model_in
from functions.adapters.keys import Key
from functions.adapters.table import Put, Table


class Mail(BaseModel):
    """One e-mail for one event and recipient: `leased` while it is being sent, then `sent`, `refused` or `unclear`.

    Of one that is leased for longer than sending takes, or unclear, it is not known whether it went out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    kind: str
    to: str
    stage: str
    at: datetime
    message_id: str = ""


class StoredMail(NamedTuple):
    """An e-mail as it is stored, with the version of its item."""

    mail: Mail
    version: int


def read_mail(table: Table, event: Key, kind: str, tag: str) -> StoredMail | None:
    """Return the e-mail of this kind about an event; `tag` tells its recipients apart."""
    item = table.get(keys.mail(event, kind, tag))
    return StoredMail(model_in(Mail, item), int(item["v"])) if item else None


def save_mail(table: Table, event: Key, tag: str, mail: Mail, *, over: int) -> int:
    """Store an e-mail over version `over`, 0 for none; return its version. Raise Conflict where another was stored in between."""
    table.put(Put(item_of(keys.mail(event, mail.kind, tag), over + 1, mail, stage=mail.stage), expect=over))
    return over + 1
