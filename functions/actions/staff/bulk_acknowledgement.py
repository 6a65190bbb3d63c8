"""Acknowledging many enquiries at once: every letter was previewed before, and a refusal of one does not stop the others."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from functions.actions.shared.session import Session
from functions.actions.staff.issuing import issue_letter
from functions.adapters.enquiries import read_enquiry
from functions.adapters.files import Files
from functions.adapters.keys import FINGERPRINT
from functions.domain.catalogue.services import Document
from functions.domain.enquiries.staff_requests import AcknowledgeMany, IssueLetter, LookedAt
from functions.domain.errors import Problem, Refusal
from functions.domain.people.permissions import Act

AT_ONCE = 8


def acknowledge_many(session: Session, files: Files, request: AcknowledgeMany) -> list[dict[str, Any]]:
    """Issue the letters that were previewed; return what became of each, in the order asked.

    Sent again after its answer got lost, it answers the same: a letter that is out with these very bytes is issued. Raise
    NotFound for somebody who is not staff of an awarding body.
    """
    session.require_anywhere(Act.HANDLE)

    def issue(letter: LookedAt) -> dict[str, Any]:
        pinned = IssueLetter(version=letter.version, sha256=letter.sha256)
        problems: list[Problem] = []
        try:
            issue_letter(session, files, letter.id, "acknowledgement", pinned)
        except Refusal as refusal:
            problems = [] if _is_issued(session, letter) else list(refusal.problems)
        return {"id": letter.id, "issued": not problems, "errors": problems}

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(issue, {each.id: each for each in request.letters}.values()))


def _is_issued(session: Session, letter: LookedAt) -> bool:
    """Return whether this very letter is out, for somebody who may know."""
    enquiry = read_enquiry(session.table, letter.id)
    if enquiry is None or not session.may(Act.HANDLE, enquiry.body):
        return False
    issued = enquiry.issued.get(Document.ACKNOWLEDGEMENT.value)
    return issued is not None and issued.mark == letter.sha256[:FINGERPRINT]
