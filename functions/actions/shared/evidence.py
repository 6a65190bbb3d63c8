"""Evidence that a centre adds to an enquiry: announced, posted straight to S3, judged by its content, kept.

Only the centre, its Associate and staff see it; every file is listed with its checksum and the time at which it came.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from functions.actions.shared.document_links import Link, link_to, record_opening, upload_form
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry
from functions.adapters import keys
from functions.adapters.documents import read_evidence
from functions.adapters.files import Files
from functions.adapters.uploads import Upload, read_upload
from functions.domain.enquiries.enquiry import entries_of
from functions.domain.enquiries.missing_results import AnnounceEvidence, evidence_problem
from functions.domain.errors import NotFound, Problem, Refused, problem
from functions.domain.people.history import EVIDENCE
from functions.domain.people.permissions import Act

CONTENT_TYPE = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


def announce(session: Session, incoming: Files, id: str, request: AnnounceEvidence, system_now: datetime) -> dict[str, Any]:
    """Return a form to post the file with, good for five minutes and for exactly that many bytes. Raise Refused where none is taken."""
    stored = open_enquiry(session, Act.ASK, id)
    enquiry = stored.enquiry
    service = entries_of(enquiry, session.body_of(enquiry)).service
    if request.size == 0:
        raise Refused(problem("upload_empty", field="evidence", filename=request.filename))
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


def evidence_link(session: Session, files: Files, act: Act, id: str, fingerprint: str) -> Link:
    """Return a link to a file of evidence, good for five minutes; the opening is recorded in the history."""
    record_opening(session, act, id, keys.evidence(id, fingerprint), about=f"{EVIDENCE} {fingerprint}")
    found = read_evidence(session.table, id, fingerprint)
    if found is None:
        raise NotFound
    return link_to(files, found.file, f"{EVIDENCE}-{fingerprint}.{found.kind}", content_type=CONTENT_TYPE[found.kind])
