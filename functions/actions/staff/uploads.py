"""Files that staff upload: announced, posted straight to S3, checked when they arrive (`effects/arrivals`), and only then attached."""

import secrets
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from functions.actions.shared.document_links import upload_form
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry
from functions.adapters import keys
from functions.adapters.documents import ATTACHED
from functions.adapters.files import Files
from functions.adapters.uploads import Upload, read_upload
from functions.domain.catalogue.documents import Document
from functions.domain.enquiries.document_slots import MOST_BYTES, takes_file
from functions.domain.enquiries.expected_documents import slot_of
from functions.domain.enquiries.statuses import CLOSED, forbidden_step
from functions.domain.errors import NotFound, Problem, Refused, problem
from functions.domain.fields import ComponentCode, Request
from functions.domain.people.permissions import Act

FILES_WHILE_OPEN = "Files are added to an enquiry until it is completed, cancelled or rejected."


class Announce(Request):
    """A file about to be uploaded for one slot of an enquiry's documents."""

    kind: Annotated[Document, Field(title="Document")]
    component: Annotated[ComponentCode | None, Field(title="Component")] = None
    filename: Annotated[str, Field(max_length=200)]
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


def announce(session: Session, incoming: Files, id: str, request: Announce, system_now: datetime) -> dict[str, Any]:
    """Return a form to post the file with, good for five minutes and for exactly that many bytes.

    Raise Refused for a document that the service does not have or that is out already, for an empty file, and for one too large.
    """
    enquiry = open_enquiry(session, Act.HANDLE, id).enquiry
    slot = slot_of(request.kind, request.component)
    if enquiry.status in CLOSED:
        raise Refused(forbidden_step(enquiry.status_text, "added to", FILES_WHILE_OPEN))
    if not takes_file(enquiry, slot, session.body_of(enquiry)):
        raise Refused(problem("document_not_expected", field="file", document=slot))
    if request.size == 0:
        raise Refused(problem("upload_empty", field="file", filename=request.filename))
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
