"""The Associate releases documents: each comes to its account and reaches the centre when it is released (S1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from functions.actions.shared.effect_names import MAIL, mail_for
from functions.actions.shared.jobs import Doing, Many, begin_many
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import open_enquiry
from functions.actions.shared.transactions import commit
from functions.adapters import keys
from functions.adapters.documents import ISSUED, put_document
from functions.adapters.enquiries import put_enquiry, read_enquiry
from functions.adapters.events import put_event
from functions.adapters.workers import Worker
from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.services import UPLOADED
from functions.domain.enquiries.associate_requests import OneToRelease, Release
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.errors import Refusal, Refused, problem
from functions.domain.jobs import RELEASES
from functions.domain.people.history import What
from functions.domain.people.permissions import Act
from functions.domain.wording import counted

RELEASED_AS = {
    "acknowledgement": {Document.ACKNOWLEDGEMENT.value},
    "outcome": {Document.OUTCOME.value},
    "other": {each.value for each in (*UPLOADED, Document.BREAKDOWN, Document.STATEMENT)},
    "any": {each.value for each in Document},
}


def release(session: Session, worker_for: Callable[[int], Worker], request: Release, system_now: datetime) -> dict[str, Any]:
    """Begin to release one kind of document of each enquiry, and return the job. Raise NotFound for somebody who acts for no Associate."""
    wanted = [OneToRelease(id=id, what=request.what) for id in dict.fromkeys(request.enquiries)]
    many = Many(RELEASES, wanted, counted(len(wanted), "enquiry", "enquiries"), request.id)
    return begin_many(session, worker_for, many, system_now)


def release_one(doing: Doing, one: OneToRelease) -> None:
    """Release the documents of one enquiry; do nothing where that is done since the job began. Raise Refusal where it cannot be."""
    try:
        _release(doing.session, one.id, one.what)
    except Refusal:
        if not _is_released(doing, one):
            raise


def slots_to_release(enquiry: Enquiry, what: str) -> list[str]:
    """Return the slots of one kind of document that are issued and not released."""
    kinds = RELEASED_AS[what]
    return [each for each in enquiry.issued if each not in enquiry.released and _kind(each) in kinds]


def _release(session: Session, id: str, what: str) -> None:
    stored = open_enquiry(session, Act.FORWARD, id)
    enquiry = stored.enquiry
    slots = slots_to_release(enquiry, what)
    if not slots:
        raise Refused(problem("nothing_to_release", reference=enquiry.number or enquiry.reference))
    after = enquiry.changed(released={**enquiry.released, **dict.fromkeys(slots, session.now)})
    issued = {each.slot: each for each in stored.documents if each.stage == ISSUED and _is_out(enquiry, each.slot, each.fingerprint)}
    mails = dict.fromkeys(f"{MAIL}:{mail_for(Document(_kind(each)), enquiry)}:centre" for each in slots)
    event = session.event(What.RELEASED, session.allow(Act.FORWARD, enquiry.associate), after.version, about=", ".join(slots))
    writes = [put_enquiry(after), put_event(keys.enquiry(id), event, mails, (enquiry.body,))]
    commit(session.table, [*writes, *(put_document(issued[each], after) for each in slots)])


def _is_released(doing: Doing, one: OneToRelease) -> bool:
    """Return whether the documents were released since the job began, for somebody who may know."""
    enquiry = read_enquiry(doing.session.table, one.id)
    if enquiry is None or not enquiry.associate or not doing.session.may(Act.FORWARD, enquiry.associate):
        return False
    since = [slot for slot, at in enquiry.released.items() if at >= doing.since and _kind(slot) in RELEASED_AS[one.what]]
    return bool(since) and not slots_to_release(enquiry, one.what)


def _is_out(enquiry: Enquiry, slot: str, fingerprint: str) -> bool:
    """Return whether this content is what is issued in the slot: two files may have been uploaded for it."""
    return slot in enquiry.issued and enquiry.issued[slot].fingerprint == fingerprint


def _kind(slot: str) -> str:
    """Return the kind of document of a slot: 'CoSLetter' of 'CoSLetter-42'."""
    return slot.split("-")[0]
