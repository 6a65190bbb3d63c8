"""Files that staff bring: announced, posted straight to S3, checked when they arrive, and only then attached.

What lies in the incoming bucket is served to nobody, and a post can be repeated while its form lives: so the checked
bytes are stored again under a name made from their content, and only that is ever issued.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import Field

from functions.actions.shared import evidence
from functions.actions.shared.stored_enquiries import body_of_enquiry, load
from functions.adapters import keys
from functions.adapters.files import LINK_SECONDS, Files
from functions.adapters.papers import EVIDENCE, StoredDocument, Upload, put_document, upload_item
from functions.adapters.records import body_of, put_aside
from functions.adapters.table import Conflict, Put, Table
from functions.domain.catalogue.bodies import Catalogue
from functions.domain.catalogue.services import Document
from functions.domain.enquiries.enquiry import Enquiry, entries_of, expected_documents, slot_of
from functions.domain.enquiries.statuses import CLOSED, STATUS_TEXT
from functions.domain.errors import NotFound, Problem, Refused, problem
from functions.domain.fields import ComponentCode, Request
from functions.domain.people.history import Actor, Event, What
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, allow

MOST_BYTES = 25_000_000
KEPT = timedelta(days=1)
PDF = b"%PDF-"
PDF_END = b"%%EOF"


class Announce(Request):
    """A file about to be uploaded for one slot of an enquiry's documents."""

    kind: Annotated[Document, Field(title="Document")]
    component: Annotated[ComponentCode | None, Field(title="Component")] = None
    filename: Annotated[str, Field(max_length=200)]
    size: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


def incoming_file(upload: str) -> str:
    return f"incoming/{upload}"


def announce(
    table: Table, catalogue: Catalogue, incoming: Files, person: Person, id: str, request: Announce, system_now: datetime
) -> dict[str, Any]:
    """A form to post the file with, good for five minutes and for exactly that many bytes.

    Raises Refused for a document that the service does not have or that is out already, and for a file too large.
    """
    enquiry, _ = load(table, person, Act.HANDLE, id)
    slot = slot_of(request.kind, request.component)
    if enquiry.status in CLOSED:
        raise Refused(problem("status_forbids", status=STATUS_TEXT[enquiry.status].lower(), step="added to"))
    if not _open(enquiry, slot, catalogue):
        raise Refused(problem("document_not_expected", field="file", document=slot))
    if request.size > MOST_BYTES:
        raise Refused(problem("upload_size", field="file", size=request.size, most=MOST_BYTES))
    allow(person, Act.HANDLE, enquiry.body)
    upload = Upload(
        id=secrets.token_hex(16),
        enquiry=id,
        body=enquiry.body,
        slot=slot,
        filename=request.filename,
        size=request.size,
        sha256=request.sha256,
        by=person.id,
    )
    table.put(Put(upload_item(upload, system_now + KEPT)))
    form = incoming.form(incoming_file(upload.id), request.size)
    return {"upload": {"id": upload.id, "url": form.url, "fields": form.fields, "expires_in": LINK_SECONDS}}


def became(table: Table, person: Person, id: str) -> dict[str, Any]:
    """What became of an upload: waiting, attached, or refused with why."""
    upload = _upload(table, id)
    allow(person, Act.HANDLE, upload.body)
    document = f"{upload.slot}.{upload.sha256[:16]}" if upload.stage == "attached" else None
    errors = [Problem(code, message, "file") for code, message in upload.problems]
    return {"upload": {"id": upload.id, "state": upload.stage, "errors": errors, "document": document}}


def arrived(table: Table, catalogue: Catalogue, incoming: Files, documents: Files, id: str, now: datetime, system_now: datetime) -> None:
    """Check a file that has arrived and attach it, or say why not; a file that nobody announced is removed.

    Delivered twice, it finds its work done. A refused file changes nothing but what the upload says.
    """
    key = incoming_file(id)
    try:
        upload = _upload(table, id)
    except NotFound:
        incoming.delete(key)
        return
    if upload.stage != "waiting":
        return
    size = incoming.size(key)
    if size is None:
        return
    data = incoming.get(key) if size <= MOST_BYTES else None
    if upload.slot == EVIDENCE:
        wrong = evidence.attach(table, catalogue, documents, upload, size, data, now)
        became = {"stage": "refused", "problems": ((wrong.code, wrong.message),)} if wrong else {"stage": "attached"}
        _settle(table, upload.model_copy(update=became), system_now)
        incoming.delete(key)
        return
    refused = _fault(upload, size, data)
    item = table.get(keys.enquiry(upload.enquiry))
    enquiry = Enquiry.model_validate_json(body_of(item)) if item else None
    if not refused and (enquiry is None or enquiry.status in CLOSED or not _open(enquiry, upload.slot, catalogue)):
        refused = problem("upload_meanwhile")
    if refused or data is None or enquiry is None:
        said = refused or problem("upload_meanwhile")
        _settle(table, upload.model_copy(update={"stage": "refused", "problems": ((said.code, said.message),)}), system_now)
        incoming.delete(key)
        return
    stored = StoredDocument(enquiry=enquiry.id, slot=upload.slot, stage="attached", sha256=upload.sha256, size=size, at=now)
    documents.put_if_absent(stored.file, data, "application/pdf")
    event = Event(
        what=What.DOCUMENT_ATTACHED, at=now, by=Actor(id=upload.by, organisation=enquiry.body), version=enquiry.version, about=upload.slot
    )
    with suppress(Conflict):  # the same file came before: it stays as it is, attached or meanwhile issued
        table.commit([put_document(stored, enquiry, expect=0), put_aside(keys.enquiry(enquiry.id), event)])
    _settle(table, upload.model_copy(update={"stage": "attached"}), system_now)
    incoming.delete(key)


def _fault(upload: Upload, size: int, data: bytes | None) -> Problem | None:
    """What is wrong with the bytes. The type is judged by them: neither the name nor the announced type counts."""
    if data is None:
        return problem("upload_size", size=size, most=MOST_BYTES)
    if not data.startswith(PDF) or PDF_END not in data[-2048:]:
        return problem("upload_type", filename=upload.filename)
    if size != upload.size or hashlib.sha256(data).hexdigest() != upload.sha256:
        return problem("upload_checksum")
    return None


def _open(enquiry: Enquiry, slot: str, catalogue: Catalogue) -> bool:
    """Whether the enquiry has this slot and it is not filled; an amended enquiry takes a new acknowledgement."""
    service = entries_of(enquiry, body_of_enquiry(catalogue, enquiry)).service
    has = slot in {each.slot for each in expected_documents(service, enquiry.components)}
    again = slot == Document.ACKNOWLEDGEMENT.value and enquiry.amended_since_letter
    return has and (slot not in enquiry.issued or again)


def _settle(table: Table, upload: Upload, system_now: datetime) -> None:
    table.put(Put(upload_item(upload, system_now + KEPT), expect=None))


def _upload(table: Table, id: str) -> Upload:
    item = table.get(keys.upload(id))
    if item is None:
        raise NotFound
    return Upload.model_validate_json(body_of(item))
