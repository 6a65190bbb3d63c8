"""Links to documents, and the history entry that each opening leaves."""

from __future__ import annotations

from functions.adapters.files import LINK_SECONDS, PDF, Files
from functions.adapters.keys import Key
from functions.adapters.records import put_aside
from functions.adapters.table import Busy, Check, Conflict, Table
from functions.domain.errors import NotFound, TryAgain
from functions.domain.people.history import Event

Link = dict[str, str | int]


def slot(document: str) -> str:
    """The slot of a document's id: 'AckLetter' of 'AckLetter.0f3a…'."""
    return document.split(".")[0]


def record_reading(table: Table, of: Key, permission: Check, event: Event) -> None:
    """Write down that somebody opened a document, on condition that they may. Raises NotFound where they may not."""
    try:
        table.commit([permission, put_aside(of, event)])
    except Conflict:
        raise NotFound from None
    except Busy:
        raise TryAgain from None


def link_to(files: Files, key: str, name: str, *, inline: bool = False, content_type: str = PDF) -> Link:
    """A link in the API's shape. It lives by the system's clock, so it says for how long and not until when."""
    return {"url": files.link(key, name, inline=inline, content_type=content_type), "name": name, "expires_in": LINK_SECONDS}
