"""Files that have arrived: checked by their content, kept under a name made from it, or refused with the reason.

Nobody can open what is in the incoming bucket, and a post can be repeated while its form is valid: so the checked bytes
are stored again, and only that is ever shown or issued. What is stored is what was checked, byte for byte.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from functions.actions.shared.centre_logos import logo_change
from functions.actions.shared.document_links import UPLOAD_KEPT
from functions.actions.shared.evidence import CONTENT_TYPE
from functions.actions.shared.transactions import settle
from functions.adapters import keys
from functions.adapters.centre_logos import logo_file, read_logo
from functions.adapters.consents import put_scan, scan_file
from functions.adapters.documents import ATTACHED, Evidence, StoredDocument, put_document, put_evidence
from functions.adapters.enquiries import StoredEnquiry, read_stored_enquiry
from functions.adapters.events import put_side_event
from functions.adapters.file_contents import content_problem, kind_of
from functions.adapters.files import PDF as PDF_TYPE
from functions.adapters.files import Files
from functions.adapters.picture_sizes import Sides, fills, sides_of
from functions.adapters.table import Conflict, Table
from functions.adapters.uploads import WAITING, Upload, read_upload, settle_upload, upload_file
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.centre_desk.logos import MOST_LOGO_BYTES, sides_problem
from functions.domain.consent.records import Scan
from functions.domain.enquiries.document_slots import MOST_BYTES, takes_file
from functions.domain.enquiries.enquiry import body_of, entries_of
from functions.domain.enquiries.missing_results import MOST_EVIDENCE_BYTES, evidence_problem
from functions.domain.enquiries.statuses import CLOSED
from functions.domain.errors import Problem, problem
from functions.domain.people.history import CONSENT, EVIDENCE, LOGO, Actor, Event, What

MOST_OF_CENTRE = {
    EVIDENCE: MOST_EVIDENCE_BYTES,
    CONSENT: MOST_EVIDENCE_BYTES,
    LOGO: MOST_LOGO_BYTES,
}  # bytes, by the slot of a centre's file
SCAN_LOOKED_AT = timedelta(days=190)  # from when on it is looked at whether a file that shows consent can be deleted


@dataclass(frozen=True, slots=True)
class Intake:
    """What the function that checks uploads works with: both buckets, desk time, and the system's time for how long an upload is kept."""

    table: Table
    catalogue: Catalogue
    incoming: Files
    documents: Files
    now: datetime
    system_now: datetime


def check_arrival(intake: Intake, id: str) -> None:
    """Check a file that has arrived and attach it, or record why not; remove a file that nobody announced or that was checked before.

    Delivered twice, also at the same time, it finds its work done: what was decided first stays. A refused file changes nothing but
    its upload.
    """
    key = upload_file(id)
    upload = read_upload(intake.table, id)
    if upload is None or upload.stage != WAITING:
        intake.incoming.delete(key)  # posted again with the same form, which is good for five minutes
        return
    size = intake.incoming.size(key)
    if size is None:
        return
    if upload.slot == CONSENT:
        refused = _take_in_scan(intake, upload, size)
    elif upload.slot == LOGO:
        refused = _take_in_logo(intake, upload, size)
    else:
        stored = read_stored_enquiry(intake.table, upload.enquiry)
        refused = None if _is_kept(upload, stored) else _take_in(intake, upload, stored, size)
    result = {"stage": "refused", "problems": ((refused.code, refused.message),)} if refused else {"stage": ATTACHED}
    with suppress(Conflict):  # S3 told twice at the same time, and the other was first
        settle_upload(intake.table, upload.model_copy(update=result), intake.system_now + UPLOAD_KEPT)
    intake.incoming.delete(key)


def _is_kept(upload: Upload, stored: StoredEnquiry | None) -> bool:
    """Return whether this very file is there already, attached or meanwhile issued."""
    if stored is None:
        return False
    if upload.slot == EVIDENCE:
        return any(each.sha256 == upload.sha256 for each in stored.evidence)
    return any((each.slot, each.sha256) == (upload.slot, upload.sha256) for each in stored.documents)


def _bytes_of(intake: Intake, upload: Upload, size: int) -> bytes | Problem:
    """Return a file that is no larger than its kind may be and is what was announced, or why it is not taken."""
    most = MOST_OF_CENTRE.get(upload.slot, MOST_BYTES)
    if size > most:
        return problem("upload_size", size=size, most=most)
    data = intake.incoming.get(upload_file(upload.id))
    if data is None:  # removed meanwhile by the other of two deliveries, whose result stays
        return problem("upload_meanwhile")
    return _not_taken(upload, data) or data


def _take_in(intake: Intake, upload: Upload, stored: StoredEnquiry | None, size: int) -> Problem | None:
    """Keep a file, with its entry in the history, or return why it is not taken."""
    data = _bytes_of(intake, upload, size)
    if isinstance(data, Problem):
        return data
    if stored is None:
        return problem("upload_meanwhile")
    return (_keep_evidence if upload.slot == EVIDENCE else _attach)(intake, upload, stored, data)


def _take_in_scan(intake: Intake, upload: Upload, size: int) -> Problem | None:
    """Keep a file that shows consent, or return why it is not taken. The same file twice is one file."""
    data = _bytes_of(intake, upload, size)
    if isinstance(data, Problem):
        return data
    kind = kind_of(data) or "pdf"
    scan = Scan(
        organisation=upload.organisation, body=upload.body, series=upload.series, name=upload.filename, kind=kind, sha256=upload.sha256, at=intake.now
    )  # fmt: skip
    intake.documents.put_if_absent(scan_file(scan), data, CONTENT_TYPE[kind])
    intake.table.put(put_scan(scan, intake.now + SCAN_LOOKED_AT))
    return None


def _take_in_logo(intake: Intake, upload: Upload, size: int) -> Problem | None:
    """Put a logo in the place of the one before, or return why it is not taken. The same file twice is one file."""
    data = _bytes_of(intake, upload, size)
    if isinstance(data, Problem):
        return data
    sides = sides_of(data)
    if refused := sides_problem(*sides, upload.filename):
        return refused
    if not fills(data, sides):
        return problem("upload_unreadable", filename=upload.filename)
    settle(partial(_keep_logo, intake, upload, data, sides))
    return None


def _keep_logo(intake: Intake, upload: Upload, data: bytes, sides: Sides) -> None:
    before = read_logo(intake.table, upload.organisation)
    if before.sha256 == upload.sha256:
        return
    by = Actor(id=upload.by, organisation=upload.organisation, role=upload.role)
    after, writes = logo_change(
        before, by, intake.now, kind=kind_of(data) or "", sha256=upload.sha256, width=sides.width, height=sides.height
    )
    intake.documents.put_if_absent(logo_file(upload.organisation, after), data, CONTENT_TYPE[after.kind])
    intake.table.commit(writes)
    if before.sha256:
        intake.documents.delete(logo_file(upload.organisation, before))


def _not_taken(upload: Upload, data: bytes) -> Problem | None:
    """Return what is wrong with the bytes: their kind, then whether they are those that were announced, then what is in them."""
    kind = kind_of(data)
    if not data:
        return problem("upload_empty", filename=upload.filename)
    if upload.slot in {EVIDENCE, CONSENT} and kind is None:
        return problem("evidence_type", filename=upload.filename)
    if upload.slot == LOGO and kind not in {"jpg", "png"}:
        return problem("logo_type", filename=upload.filename)
    if upload.slot not in {EVIDENCE, CONSENT, LOGO} and kind != "pdf":
        return problem("upload_type", filename=upload.filename)
    if len(data) != upload.size or hashlib.sha256(data).hexdigest() != upload.sha256:
        return problem("upload_checksum")
    return content_problem(data, upload.filename)


def _attach(intake: Intake, upload: Upload, stored: StoredEnquiry, data: bytes) -> Problem | None:
    enquiry = stored.enquiry
    if enquiry.status in CLOSED or not takes_file(enquiry, upload.slot, body_of(enquiry, intake.catalogue)):
        return problem("upload_meanwhile")
    document = StoredDocument(enquiry=enquiry.id, slot=upload.slot, stage=ATTACHED, sha256=upload.sha256, size=len(data), at=intake.now)
    intake.documents.put_if_absent(document.file, data, PDF_TYPE)
    by = Actor(id=upload.by, organisation=enquiry.body)
    event = Event(what=What.DOCUMENT_ATTACHED, at=intake.now, by=by, version=enquiry.version, about=upload.slot)
    with suppress(Conflict):  # the same file came before: it stays as it is, attached or meanwhile issued
        intake.table.commit([put_document(document, enquiry, expect=0), put_side_event(keys.enquiry(enquiry.id), event)])
    return None


def _keep_evidence(intake: Intake, upload: Upload, stored: StoredEnquiry, data: bytes) -> Problem | None:
    enquiry = stored.enquiry
    service = entries_of(enquiry, body_of(enquiry, intake.catalogue)).service
    if refused := evidence_problem(enquiry, service, len(stored.evidence), len(data)):
        return refused
    kind = kind_of(data) or "pdf"
    found = Evidence(enquiry=enquiry.id, name=upload.filename, kind=kind, size=len(data), sha256=upload.sha256, at=intake.now)
    intake.documents.put_if_absent(found.file, data, CONTENT_TYPE[kind])
    by = Actor(id=upload.by, organisation=upload.organisation, role=upload.role)
    event = Event(what=What.EVIDENCE_BROUGHT, at=intake.now, by=by, version=enquiry.version, about=found.fingerprint)
    with suppress(Conflict):  # the same file came before
        intake.table.commit([put_evidence(found, enquiry), put_side_event(keys.enquiry(enquiry.id), event)])
    return None
