"""Acknowledging many enquiries at once: every letter was previewed before, and a refusal of one does not stop the others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from functions.actions.shared.jobs import Doing, Many, begin_many
from functions.actions.shared.session import Session
from functions.actions.staff.issuing import issue_letter
from functions.adapters.enquiries import read_enquiry
from functions.adapters.keys import FINGERPRINT
from functions.adapters.workers import Worker
from functions.domain.catalogue.documents import Document
from functions.domain.enquiries.staff_requests import AcknowledgeMany, IssueLetter, PreviewedLetter
from functions.domain.errors import Refusal
from functions.domain.jobs import ACKNOWLEDGEMENTS
from functions.domain.people.permissions import Act
from functions.domain.wording import counted


def acknowledge_many(
    session: Session, worker_for: Callable[[int], Worker], request: AcknowledgeMany, system_now: datetime
) -> dict[str, Any]:
    """Begin to issue the letters that were previewed, and return the job. Raise NotFound for somebody who is not staff of an awarding body."""
    session.own_body(Act.HANDLE)
    letters = list({each.id: each for each in request.letters}.values())
    many = Many(ACKNOWLEDGEMENTS, letters, counted(len(letters), "letter"), request.id)
    return begin_many(session, worker_for, many, system_now)


def acknowledge_one(doing: Doing, letter: PreviewedLetter) -> None:
    """Issue one letter; do nothing where it is out with these very bytes, as after a portion that comes twice. Raise Refusal where it cannot be."""
    try:
        issue_letter(doing.session, doing.files, letter.id, "acknowledgement", IssueLetter(version=letter.version, sha256=letter.sha256))
    except Refusal:
        if not _is_issued(doing.session, letter):
            raise


def _is_issued(session: Session, letter: PreviewedLetter) -> bool:
    """Return whether this very letter is out, for somebody who may know."""
    enquiry = read_enquiry(session.table, letter.id)
    if enquiry is None or not session.may(Act.HANDLE, enquiry.body):
        return False
    issued = enquiry.issued.get(Document.ACKNOWLEDGEMENT.value)
    return issued is not None and issued.fingerprint == letter.sha256[:FINGERPRINT]
