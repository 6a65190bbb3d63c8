"""Evidence that a centre adds to an enquiry: announced, posted straight to S3, judged by its content, kept.

Only the centre, its Associate and staff see it; every file is listed with its checksum and the time at which it came.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from datetime import datetime
from typing import Any

from functions.actions.shared.document_links import Link, link_to, record_opening, upload_form
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry
from functions.adapters import keys
from functions.adapters.documents import EVIDENCE, Evidence, put_evidence, read_evidence
from functions.adapters.enquiries import read_stored_enquiry
from functions.adapters.events import put_side_event
from functions.adapters.files import Files
from functions.adapters.table import Conflict, Table
from functions.adapters.uploads import Upload, read_upload
from functions.domain.catalogue.bodies import Catalogue
from functions.domain.enquiries.enquiry import body_of, entries_of
from functions.domain.enquiries.missing_results import MOST_EVIDENCE_BYTES, AnnounceEvidence, evidence_problem
from functions.domain.errors import NotFound, Problem, Refused, problem
from functions.domain.people.history import Actor, Event, What
from functions.domain.people.permissions import Act

# How a file begins, and what is near its end: the type is judged by these, neither by the name nor by what was announced.
KINDS = (
    (b"%PDF-", b"%%EOF", "pdf"),
    (b"\xff\xd8\xff", b"\xff\xd9", "jpg"),
    (b"\x89PNG\r\n\x1a\n", b"IEND", "png"),
)
CONTENT_TYPE = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


def announce(session: Session, incoming: Files, id: str, request: AnnounceEvidence, system_now: datetime) -> dict[str, Any]:
    """Return a form to post the file with, good for five minutes and for exactly that many bytes. Raise Refused where none is taken."""
    stored = open_enquiry(session, Act.ASK, id)
    enquiry = stored.enquiry
    service = entries_of(enquiry, session.body_of(enquiry)).service
    if refused := evidence_problem(enquiry, service, len(stored.evidence), request.size):
        raise Refused(refused)
    member = session.allow(Act.ASK, enquiry.organisation)
    upload = Upload(
        id=secrets.token_hex(16), enquiry=id, body=enquiry.body, slot=EVIDENCE, filename=request.filename, size=request.size,
        sha256=request.sha256, by=session.person.id, organisation=enquiry.organisation, role=member.role,
    )  # fmt: skip
    return upload_form(session, incoming, upload, system_now, content_type="application/octet-stream")


def upload_result(session: Session, id: str) -> dict[str, Any]:
    """Return what became of an upload of the centre's: waiting, attached, or refused with the reason."""
    upload = read_upload(session.table, id)
    if upload is None:
        raise NotFound
    session.allow(Act.ASK, upload.organisation)
    errors = [Problem(code, message, "evidence") for code, message in upload.problems]
    return {"upload": {"id": upload.id, "state": upload.stage, "errors": errors}}


def attach(table: Table, catalogue: Catalogue, documents: Files, upload: Upload, *, data: bytes | None, size: int, now: datetime) -> Problem | None:  # fmt: skip
    """Keep a file that has arrived, with its entry in the history, or return why it is not taken. The same file again is kept once.

    `data` is None for a file of more than the most bytes.
    """
    stored = read_stored_enquiry(table, upload.enquiry)
    if stored is None:
        return problem("upload_meanwhile")
    enquiry = stored.enquiry
    service = entries_of(enquiry, body_of(enquiry, catalogue)).service
    if data is None:
        return problem("upload_size", size=size, most=MOST_EVIDENCE_BYTES)
    if refused := evidence_problem(enquiry, service, len(stored.evidence), size):
        return refused
    kind = next((name for begins, ends, name in KINDS if data.startswith(begins) and ends in data[-2048:]), None)
    if kind is None:
        return problem("evidence_type", filename=upload.filename)
    if size != upload.size or hashlib.sha256(data).hexdigest() != upload.sha256:
        return problem("upload_checksum")
    found = Evidence(enquiry=enquiry.id, name=upload.filename, kind=kind, size=size, sha256=upload.sha256, at=now)
    documents.put_if_absent(found.file, data, CONTENT_TYPE[kind])
    by = Actor(id=upload.by, organisation=upload.organisation, role=upload.role)
    event = Event(what=What.EVIDENCE_BROUGHT, at=now, by=by, version=enquiry.version, about=found.fingerprint)
    with suppress(Conflict):  # the same file came before
        table.commit([put_evidence(found, enquiry), put_side_event(keys.enquiry(enquiry.id), event)])
    return None


def evidence_link(session: Session, files: Files, act: Act, id: str, fingerprint: str) -> Link:
    """Return a link to a file of evidence, good for five minutes; the opening is recorded in the history."""
    record_opening(session, act, id, keys.evidence(id, fingerprint), about=f"{EVIDENCE} {fingerprint}")
    found = read_evidence(session.table, id, fingerprint)
    if found is None:
        raise NotFound
    return link_to(files, found.file, f"{EVIDENCE}-{fingerprint}.{found.kind}", content_type=CONTENT_TYPE[found.kind])
