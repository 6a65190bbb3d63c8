"""Links to documents with the history entry that each opening leaves, and forms for uploads."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from functions.actions.shared.session import Session
from functions.adapters import keys
from functions.adapters.documents import DOCUMENT_ID, ISSUED, document_file, slot_in
from functions.adapters.events import put_side_event
from functions.adapters.files import LINK_SECONDS, PDF, Files
from functions.adapters.keys import Key
from functions.adapters.table import Busy, Check, Conflict
from functions.adapters.uploads import Upload, store_upload, upload_file
from functions.domain.errors import NotFound, TryAgain
from functions.domain.people.history import What
from functions.domain.people.permissions import Act

UPLOAD_KEPT = timedelta(days=1)
Link = dict[str, str | int]
DOCUMENT = re.compile(DOCUMENT_ID)
READERS = {Act.READ: "org", Act.FORWARD: "associate", Act.HANDLE: "awarding"}  # the attribute of a document that permits each act


def document_link(session: Session, files: Files, act: Act, id: str, document: str) -> Link:
    """Return a link to one document of enquiry `id`, good for five minutes.

    A centre and its Associate open what is issued; staff also what is only attached, shown in the browser. Raise NotFound for
    a document that is absent, not issued or somebody else's.
    """
    if not DOCUMENT.fullmatch(document):
        raise NotFound
    name = slot_in(document)  # the slot: 'AckLetter' of 'AckLetter.0f3a…'
    required = {} if act is Act.HANDLE else {"stage": ISSUED}
    record_opening(session, act, id, keys.document(id, document), about=name, **required)
    return link_to(files, document_file(id, document), f"{name}.pdf", inline=act is Act.HANDLE)


def record_opening(session: Session, act: Act, id: str, document: Key, *, about: str, **required: str) -> None:
    """Record in the history of enquiry `id` that the person opened a document, on condition that they may.

    One transaction: the permission is its condition, the history entry its effect. Raise NotFound where they may not.
    """
    member = session.acting_for(act)
    permission = Check(document, {READERS[act]: member.organisation, **required})
    event = session.event(What.DOWNLOADED, member, 0, about=about)
    try:
        session.table.commit([permission, put_side_event(keys.enquiry(id), event)])
    except Conflict:
        raise NotFound from None
    except Busy:
        raise TryAgain from None


def link_to(files: Files, key: str, name: str, *, inline: bool = False, content_type: str = PDF) -> Link:
    """Return a link in the API's shape. It expires by the system's clock, so it says for how long and not until when."""
    return {"url": files.link(key, name, inline=inline, content_type=content_type), "name": name, "expires_in": LINK_SECONDS}


def upload_form(session: Session, incoming: Files, upload: Upload, system_now: datetime, *, content_type: str = PDF) -> dict[str, Any]:
    """Store an announced upload; return a form to post its file with, good for five minutes and for exactly that many bytes."""
    store_upload(session.table, upload, system_now + UPLOAD_KEPT)
    form = incoming.form(upload_file(upload.id), upload.size, content_type=content_type)
    return {"upload": {"id": upload.id, "url": form.url, "fields": form.fields, "expires_in": LINK_SECONDS}}
