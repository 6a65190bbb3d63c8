"""Acknowledge many enquiries at once: every letter was looked at before, and each enquiry stands for itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from functions.actions.staff.casework import issue_letter
from functions.adapters import keys
from functions.adapters.files import Files
from functions.adapters.records import FINGERPRINT_LENGTH, body_of
from functions.adapters.table import Table
from functions.domain.catalogue.bodies import Catalogue
from functions.domain.catalogue.services import Document
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.staff_requests import AcknowledgeMany, IssueLetter, PreviewedLetter
from functions.domain.errors import NotFound, Problem, Refusal
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, allow, may

AT_ONCE = 8


def acknowledge_many(
    table: Table, catalogue: Catalogue, files: Files, person: Person, request: AcknowledgeMany, now: datetime
) -> list[dict[str, Any]]:
    """Issue the letters that were looked at; what became of each, in the order asked: what one refuses does not stop the others.

    Sent again after its answer got lost, it says the same: a letter that is out with these very bytes is issued. Raises
    NotFound for who is not staff of an awarding body.
    """
    if not any(may(person, Act.HANDLE, each.organisation) for each in person.memberships):
        raise NotFound

    def one(letter: PreviewedLetter) -> dict[str, Any]:
        pinned = IssueLetter(version=letter.version, sha256=letter.sha256)
        problems: list[Problem] = []
        try:
            issue_letter(table, catalogue, files, person, letter.id, "acknowledgement", pinned, now)
        except Refusal as refusal:
            problems = [] if _is_out(table, person, letter) else list(refusal.problems)
        return {"id": letter.id, "issued": not problems, "errors": problems}

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, {each.id: each for each in request.letters}.values()))


def _is_out(table: Table, person: Person, letter: PreviewedLetter) -> bool:
    item = table.get(keys.enquiry(letter.id))
    if item is None:
        return False
    enquiry = Enquiry.model_validate_json(body_of(item))
    try:
        allow(person, Act.HANDLE, enquiry.body)
    except NotFound:
        return False
    issued = enquiry.issued.get(Document.ACKNOWLEDGEMENT.value)
    return issued is not None and issued.fingerprint == letter.sha256[:FINGERPRINT_LENGTH]
