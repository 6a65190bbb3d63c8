"""The life of an enquiry about results: its statuses, the one table of transitions, and what each step needs.

The status diagram on the site is drawn from TRANSITIONS. A step returns the changed enquiry and says what happened;
storing both, and the history, is the actions' work.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from functions.domain.catalogue.bodies import Body, Entries, Series
from functions.domain.catalogue.fees import Amount
from functions.domain.catalogue.services import Document, Service
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.enquiries.appeal_records import AppealDetails, Decision
from functions.domain.enquiries.statuses import STATUS_TEXT, TRANSITIONS, Status
from functions.domain.enquiries.submission import CheckRequest
from functions.domain.errors import Changed, Refused, problem
from functions.domain.register.cards import NamedCandidate


class Line(BaseModel):
    """One component of an enquiry: the mark that stood, the mark after, why it changed, and the tolerance when it was recorded.

    `marker` set the mark that stood, `reviewer` reviews it: the awarding body's own ids, which no centre sees (BY-12).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    component: str
    mark_before: int | None = None
    mark_after: int | None = None
    reason: str = ""
    marker: str | None = None
    reviewer: str | None = None
    tolerance: int | None = None


class Charge(BaseModel):
    """The administration fee for a change after the free window; the amount is unknown where the body publishes none."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    what: str
    amount: Amount | None
    at: datetime


class CaseOwner(BaseModel):
    """The member of staff who has an enquiry in hand: colleagues see by whom, the centre does not."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    name: str


class Issued(BaseModel):
    """A document that was issued. `fingerprint` is the start of its SHA-256 and part of its file's name, so what was issued cannot change."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    at: datetime
    fingerprint: str
    size: int


class Extension(BaseModel):
    """What an extension extends: the enquiry's id and number, and why, in words for the centre."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    of: str
    number: str
    reason: str


class Unmarked(BaseModel):
    """A component without a mark, and why there is none."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    component: str
    why: str


class Answer(BaseModel):
    """What staff answer in words. To an enquiry about a missing result (CI-03): an explanation, that a result will be issued, or that
    none can be. To a check of a grade: one of its service's findings, with the reasons."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    finding: str
    explanation: str
    unmarked: tuple[Unmarked, ...] = ()


class Enquiry(BaseModel):
    """What the awarding body handles.

    `issued` says which documents are out, by slot; `recorded` that marks and grade are in. Where the centre enters through
    an Associate, `associate` is the one it had on submitting, whatever changes later, and its centre sees of the documents
    those that are `released`. `addressed` has, by organisation, the kind of message that waits for it to act. While `held`,
    for a question, nothing is issued. One that `extends` another was begun by the awarding body (extending.py).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    submission: str
    reference: str
    organisation: str
    organisation_name: str
    centre: str
    body: str
    route: str
    series: str
    service: str
    qualification: str
    syllabus: str
    candidates: tuple[NamedCandidate, ...]
    lines: tuple[Line, ...]
    contact_email: str
    status: Status
    submitted_at: datetime
    submitted_by: str
    extends: Extension | None = None
    associate: str | None = None
    approved_at: datetime | None = None
    rejected_at: datetime | None = None
    released: dict[str, datetime] = {}
    addressed: dict[str, str] = {}
    held: bool = False
    owner: CaseOwner | None = None
    note: str = ""
    number: str | None = None
    version: int = 1
    grade_before: str | None = None
    grade_after: str | None = None
    recorded: bool = False
    answer: Answer | None = None
    asked: CheckRequest | None = None
    appeal: AppealDetails | None = None  # where it is an appeal
    decision: Decision | None = None
    waits_for: tuple[str, ...] = ()
    issued: dict[str, Issued] = {}
    charges: tuple[Charge, ...] = ()
    moved_on_at: datetime | None = None
    received_at: datetime | None = None
    acknowledged_at: datetime | None = None
    amended_at: datetime | None = None
    completed_at: datetime | None = None
    cancelled_at: datetime | None = None

    @property
    def open_to_centre(self) -> frozenset[str]:
        """The slots whose documents the centre may open: all that are issued, or what its Associate has released."""
        return frozenset(self.released if self.associate else self.issued)

    @property
    def began_at(self) -> datetime:
        """When the awarding body's promises start to count: submitted, approved by the Associate, or moved on from waiting."""
        return self.moved_on_at or self.approved_at or self.submitted_at

    def approved(self, at: datetime) -> Enquiry:
        """Sent on by its Associate; to wait where it must."""
        return self.to("approved to wait" if self.waits_for else "approved", approved_at=at)

    def with_released(self, slot: str, at: datetime) -> Enquiry:
        """With one more document open to the centre."""
        return self.changed(released={**self.released, slot: at})

    def require_not_held(self) -> None:
        """Raises Refused while the enquiry is held: what goes out waits for the answer."""
        if self.held:
            raise Refused(problem("held"))

    @property
    def components(self) -> tuple[str, ...]:
        return tuple(line.component for line in self.lines)

    def require_version(self, version: int) -> None:
        """Raises Changed where whoever acts has looked at another version than the one stored."""
        if version != self.version:
            raise Changed(problem("changed_meanwhile"))

    def to(self, step: str, **changes: object) -> Enquiry:
        """The enquiry after a step of TRANSITIONS. Raises Refused where the step cannot start from here."""
        transition = TRANSITIONS[step]
        if self.status not in transition.starts:
            raise Refused(problem("status_forbids", status=STATUS_TEXT[self.status].lower(), step=step, rule=transition.means))
        return self.changed(status=transition.leads_to, **changes)

    def changed(self, **changes: object) -> Enquiry:
        return self.model_copy(update={"version": self.version + 1, **changes})

    def without_waiting_for(self, finished: str, at: datetime) -> Enquiry:
        """Without waiting for an enquiry that is finished; moved on when that was the last (CI-11)."""
        left = tuple(each for each in self.waits_for if each != finished)
        if left or self.status is not Status.PENDING:
            return self.changed(waits_for=left)
        return self.to("moved on", waits_for=(), moved_on_at=at)

    def received(self, number: str, note: str, at: datetime) -> Enquiry:
        """Numbered, and with a note where the centre left none (S1: filled with series, syllabus and number)."""
        return self.to("received", number=number, note=self.note or note, received_at=at)

    def acknowledged(self, slot: str, issued: Issued) -> Enquiry:
        """With its acknowledgement letter; a letter issued again after an amendment does not move the acknowledgement's time.

        The new letter is to be released anew: what its Associate let the centre have was the old one.
        """
        if self.status is Status.ACKNOWLEDGED and self.amended_since_letter:
            released = {each: at for each, at in self.released.items() if each != slot}
            return self.changed(issued={**self.issued, slot: issued}, released=released)
        return self.to("acknowledged", acknowledged_at=issued.at, issued={**self.issued, slot: issued})

    @property
    def amended_since_letter(self) -> bool:
        """Whether the acknowledgement letter says what the enquiry no longer is."""
        letter = self.issued.get(Document.ACKNOWLEDGEMENT.value)
        return bool(letter and self.amended_at and self.amended_at > letter.at)

    def with_issued(self, slot: str, issued: Issued, service: Service) -> Enquiry:
        """With one more document out, and completed if that was the last (CI-26)."""
        if self.status is not Status.ACKNOWLEDGED:
            raise Refused(problem("status_forbids", status=STATUS_TEXT[self.status].lower(), step="added to"))
        with_it = self.changed(issued={**self.issued, slot: issued})
        if not is_complete(with_it, service):
            return with_it
        return with_it.model_copy(update={"status": TRANSITIONS["completed"].leads_to, "completed_at": issued.at})


class ExpectedDocument(NamedTuple):
    """A document that an enquiry ends with. `component` is given for scripts, which come one a component."""

    slot: str
    kind: Document
    component: str | None


def slot_of(document: Document, component: str | None = None) -> str:
    """Where a document stands among an enquiry's: 'AckLetter', or 'CoSLetter-42', for scripts come one a component."""
    return f"{document.value}-{component}" if component else document.value


def expected_documents(service: Service, components: Sequence[str], kinds: Sequence[Document] | None = None) -> list[ExpectedDocument]:
    """Everything a service ends with, as (slot, kind, component); only some kinds where `kinds` says so."""
    expected: list[ExpectedDocument] = []
    for kind in service.documents if kinds is None else kinds:
        if kind is Document.SCRIPT:
            expected += [ExpectedDocument(slot_of(kind, each), kind, each) for each in components]
        else:
            expected.append(ExpectedDocument(slot_of(kind), kind, None))
    return expected


def is_complete(enquiry: Enquiry, service: Service) -> bool:
    """CI-26: every document that completes the service is out, the script of every component among them."""
    needed = expected_documents(service, enquiry.components, service.completes_with)
    return all(each.slot in enquiry.issued for each in needed)


def default_note(series: Series, syllabus: Syllabus, number: str) -> str:
    """What fills an empty note when the enquiry is received (S1)."""
    return f"{series.title} {syllabus.code} {number}"


def enquiry_number(series: str, count: int) -> str:
    """The enquiry number: year and month of the series, then a count that may have gaps. 2206-000417."""
    return f"{series[2:4]}{series[5:7]}-{count:06d}"


def entries_of(enquiry: Enquiry, body: Body) -> Entries:
    """The catalogue's entries for an enquiry, the service as it is for this one. A catalogue that lost one of them is a fault of ours: LookupError."""
    found = body.entries(enquiry.route, enquiry.series, enquiry.service, enquiry.syllabus)
    if found is None:
        raise LookupError(f"the catalogue has lost an entry that enquiry {enquiry.id} needs")
    if not enquiry.extends:
        return found
    return found._replace(service=found.service.extended)
