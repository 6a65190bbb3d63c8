"""Files that staff upload: announced, posted straight to S3, checked when they arrive, and only then attached.

Nobody can open what is in the incoming bucket, and a post can be repeated while its form is valid: so the checked bytes
are stored again under a name made from their content, and only that is ever issued.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from functions.actions.shared import evidence
from functions.actions.shared.document_links import UPLOAD_KEPT, upload_form
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry
from functions.adapters import keys
from functions.adapters.documents import ATTACHED, EVIDENCE, StoredDocument, put_document
from functions.adapters.enquiries import read_enquiry
from functions.adapters.events import put_side_event
from functions.adapters.files import PDF as PDF_TYPE
from functions.adapters.files import Files
from functions.adapters.table import Conflict, Table
from functions.adapters.uploads import Upload, read_upload, store_upload, upload_file
from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.catalogue.services import Document
from functions.domain.enquiries.enquiry import Enquiry, body_of, entries_of, expected_documents, slot_of
from functions.domain.enquiries.statuses import CLOSED, STATUS_TEXT
from functions.domain.errors import NotFound, Problem, Refused, problem
from functions.domain.fields import ComponentCode, Request
from functions.domain.people.history import Actor, Event, What
from functions.domain.people.permissions import Act

MOST_BYTES = 25_000_000
PDF = b"%PDF-"
PDF_END = b"%%EOF"


class Announce(Request):
    """A file about to be uploaded for one slot of an enquiry's documents."""

    kind: Annotated[Document, Field(title="Document")]
    component: Annotated[ComponentCode | None, Field(title="Component")] = None
    filename: Annotated[str, Field(max_length=200)]
    size: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True)
class Intake:
    """What the function that checks uploads works with: both buckets, desk time, and the system's time for how long an upload is kept."""

    table: Table
    catalogue: Catalogue
    incoming: Files
    documents: Files
    now: datetime
    system_now: datetime


def announce(session: Session, incoming: Files, id: str, request: Announce, system_now: datetime) -> dict[str, Any]:
    """Return a form to post the file with, good for five minutes and for exactly that many bytes.

    Raise Refused for a document that the service does not have or that is out already, and for a file too large.
    """
    enquiry = open_enquiry(session, Act.HANDLE, id).enquiry
    slot = slot_of(request.kind, request.component)
    if enquiry.status in CLOSED:
        raise Refused(problem("status_forbids", status=STATUS_TEXT[enquiry.status].lower(), step="added to"))
    if not _is_open(enquiry, slot, session.body_of(enquiry)):
        raise Refused(problem("document_not_expected", field="file", document=slot))
    if request.size > MOST_BYTES:
        raise Refused(problem("upload_size", field="file", size=request.size, most=MOST_BYTES))
    upload = Upload(
        id=secrets.token_hex(16), enquiry=id, body=enquiry.body, slot=slot, filename=request.filename, size=request.size,
        sha256=request.sha256, by=session.person.id,
    )  # fmt: skip
    return upload_form(session, incoming, upload, system_now)


def upload_result(session: Session, id: str) -> dict[str, Any]:
    """Return what became of an upload: waiting, attached, or refused with the reason."""
    upload = read_upload(session.table, id)
    if upload is None:
        raise NotFound
    session.allow(Act.HANDLE, upload.body)
    document = f"{upload.slot}.{upload.sha256[: keys.FINGERPRINT]}" if upload.stage == ATTACHED else None
    errors = [Problem(code, message, "file") for code, message in upload.problems]
    return {"upload": {"id": upload.id, "state": upload.stage, "errors": errors, "document": document}}


def check_arrival(intake: Intake, id: str) -> None:
    """Check a file that has arrived and attach it, or record why not; remove a file that nobody announced.

    Delivered twice, it finds its work done. A refused file changes nothing but its upload.
    """
    key = upload_file(id)
    upload = read_upload(intake.table, id)
    if upload is None:
        intake.incoming.delete(key)
        return
    size = intake.incoming.size(key)
    if upload.stage != "waiting" or size is None:
        return
    data = intake.incoming.get(key) if size <= MOST_BYTES else None
    if upload.slot == EVIDENCE:
        refused = evidence.attach(intake.table, intake.catalogue, intake.documents, upload, data=data, size=size, now=intake.now)
    else:
        refused = _attach(intake, upload, size, data)
    result = {"stage": "refused", "problems": ((refused.code, refused.message),)} if refused else {"stage": ATTACHED}
    store_upload(intake.table, upload.model_copy(update=result), intake.system_now + UPLOAD_KEPT, new=False)
    intake.incoming.delete(key)


def _attach(intake: Intake, upload: Upload, size: int, data: bytes | None) -> Problem | None:
    """Keep a document that has arrived, with its entry in the history, or return why it is not taken."""
    if data is None:
        return problem("upload_size", size=size, most=MOST_BYTES)
    if refused := _content_problem(upload, size, data):
        return refused
    enquiry = read_enquiry(intake.table, upload.enquiry)
    if enquiry is None or enquiry.status in CLOSED or not _is_open(enquiry, upload.slot, body_of(enquiry, intake.catalogue)):
        return problem("upload_meanwhile")
    stored = StoredDocument(enquiry=enquiry.id, slot=upload.slot, stage=ATTACHED, sha256=upload.sha256, size=size, at=intake.now)
    intake.documents.put_if_absent(stored.file, data, PDF_TYPE)
    by = Actor(id=upload.by, organisation=enquiry.body)
    event = Event(what=What.DOCUMENT_ATTACHED, at=intake.now, by=by, version=enquiry.version, about=upload.slot)
    with suppress(Conflict):  # the same file came before: it stays as it is, attached or meanwhile issued
        intake.table.commit([put_document(stored, enquiry, expect=0), put_side_event(keys.enquiry(enquiry.id), event)])
    return None


def _content_problem(upload: Upload, size: int, data: bytes) -> Problem | None:
    """Return what is wrong with the bytes. The type is judged by them: neither the name nor the announced type counts."""
    if not data.startswith(PDF) or PDF_END not in data[-2048:]:
        return problem("upload_type", filename=upload.filename)
    if size != upload.size or hashlib.sha256(data).hexdigest() != upload.sha256:
        return problem("upload_checksum")
    return None


def _is_open(enquiry: Enquiry, slot: str, body: Body) -> bool:
    """Return whether the enquiry has this slot and it is not filled; an amended enquiry takes a new acknowledgement."""
    service = entries_of(enquiry, body).service
    has = slot in {each.slot for each in expected_documents(service, enquiry.components)}
    again = slot == Document.ACKNOWLEDGEMENT.value and enquiry.amended_since_letter
    return has and (slot not in enquiry.issued or again)
