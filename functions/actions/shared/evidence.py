"""Evidence that a centre brings to an enquiry about a missing result: announced, posted straight to S3, judged by its content, kept.

Only the centre, its Associate and staff see it; every file is listed with its checksum and the time it came.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from functions.actions.shared.document_links import link_to, record_reading
from functions.actions.shared.stored_enquiries import body_of_enquiry, evidence_in, load
from functions.adapters import keys
from functions.adapters.files import LINK_SECONDS, Files
from functions.adapters.papers import EVIDENCE, Evidence, Upload, evidence_put, upload_item
from functions.adapters.records import body_of, put_aside
from functions.adapters.table import Check, Conflict, Put, Table
from functions.domain.catalogue.bodies import Catalogue
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.missing_results import MOST_EVIDENCE_BYTES, AnnounceEvidence, evidence_problem
from functions.domain.errors import NotFound, Problem, Refused, problem
from functions.domain.people.history import Actor, Event, What, actor
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, acting_for, allow

KEPT = timedelta(days=1)
# How a file begins, and what stands near its end: the type is judged by these, neither by the name nor by what was announced.
KINDS = (
    (b"%PDF-", b"%%EOF", "pdf"),
    (b"\xff\xd8\xff", b"\xff\xd9", "jpg"),
    (b"\x89PNG\r\n\x1a\n", b"IEND", "png"),
)
CONTENT_TYPE = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


def announce(
    table: Table, catalogue: Catalogue, incoming: Files, person: Person, id: str, request: AnnounceEvidence, system_now: datetime
) -> dict[str, Any]:
    """A form to post the file with, good for five minutes and for exactly that many bytes. Raises Refused where none is taken."""
    enquiry, items = load(table, person, Act.ASK, id)
    service = entries_of(enquiry, body_of_enquiry(catalogue, enquiry)).service
    if refused := evidence_problem(enquiry, service, len(evidence_in(items)), request.size):
        raise Refused(refused)
    member = allow(person, Act.ASK, enquiry.organisation)
    upload = Upload(
        id=secrets.token_hex(16), enquiry=id, body=enquiry.body, slot=EVIDENCE, filename=request.filename, size=request.size,
        sha256=request.sha256, by=person.id, organisation=enquiry.organisation, role=member.role,
    )  # fmt: skip
    table.put(Put(upload_item(upload, system_now + KEPT)))
    form = incoming.form(f"incoming/{upload.id}", request.size, content_type="application/octet-stream")
    return {"upload": {"id": upload.id, "url": form.url, "fields": form.fields, "expires_in": LINK_SECONDS}}


def became(table: Table, person: Person, id: str) -> dict[str, Any]:
    """What became of an upload of the centre's: waiting, attached, or refused with why."""
    item = table.get(keys.upload(id))
    if item is None:
        raise NotFound
    upload = Upload.model_validate_json(body_of(item))
    allow(person, Act.ASK, upload.organisation)
    errors = [Problem(code, message, "evidence") for code, message in upload.problems]
    return {"upload": {"id": upload.id, "state": upload.stage, "errors": errors}}


def attach(
    table: Table, catalogue: Catalogue, documents: Files, upload: Upload, size: int, data: bytes | None, now: datetime
) -> Problem | None:
    """Keep a file that has arrived, with its entry in the history; or why it is not taken. The same file again is kept once."""
    items = table.partition(keys.enquiry(upload.enquiry).pk)
    head = next((item for item in items if item["sk"] == keys.HEAD), None)
    if head is None:
        return problem("upload_meanwhile")
    enquiry = Enquiry.model_validate_json(body_of(head))
    service = entries_of(enquiry, body_of_enquiry(catalogue, enquiry)).service
    if data is None:
        return problem("upload_size", size=size, most=MOST_EVIDENCE_BYTES)
    if refused := evidence_problem(enquiry, service, len(evidence_in(items)), size):
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
    try:
        table.commit([evidence_put(found, enquiry), put_aside(keys.enquiry(enquiry.id), event)])
    except Conflict:
        return None  # it is there already
    return None


def link(
    table: Table, files: Files, person: Person, act: Act, chosen: str | None, id: str, fingerprint: str, now: datetime
) -> dict[str, Any]:
    """A link to a file, good for five minutes, on condition that it is for this organisation; the opening goes into the history."""
    member = acting_for(person, act, chosen)
    key = keys.evidence(id, fingerprint)
    owner = {Act.READ: "org", Act.FORWARD: "associate", Act.HANDLE: "awarding"}[act]
    event = Event(what=What.DOWNLOADED, at=now, by=actor(person, member), version=0, about=f"{EVIDENCE} {fingerprint}")
    record_reading(table, keys.enquiry(id), Check(key, {owner: member.organisation}), event)
    item = table.get(key)
    if item is None:
        raise NotFound
    found = Evidence.model_validate_json(body_of(item))
    return link_to(files, found.file, f"{EVIDENCE}-{fingerprint}.{found.kind}", content_type=CONTENT_TYPE[found.kind])
