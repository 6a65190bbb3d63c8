"""An enquiry about results, and the steps of its life.

Every step returns a changed copy of the enquiry. Storing it, with its history, is the work of the actions.
"""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.catalogue.bodies import Body, Entries
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.fees import Cost, FeeStatus, as_costed, status_after
from functions.domain.catalogue.promises import Promises, as_promised
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.services import TELLING_OUTCOME, Service
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.enquiries.appeal_records import AppealDetails, Decision
from functions.domain.enquiries.cohort_records import CohortOutcome
from functions.domain.enquiries.enquiry_parts import Answer, CaseOwner, Charge, Extension, Issued, Line
from functions.domain.enquiries.expected_documents import expected_documents, tells_outcome
from functions.domain.enquiries.portal_records import PORTAL_TEXT, PortalDetails
from functions.domain.enquiries.proposed_changes import ProposedChange
from functions.domain.enquiries.statuses import ACCEPTED_TEXT, STATUS_TEXT, TRANSITIONS, Status, forbidden_step
from functions.domain.enquiries.submission import CheckRequest
from functions.domain.errors import Changed, Citation, Refused, problem
from functions.domain.register.cards import CentreSyllabus, NamedCandidate

DOCUMENTS_WHILE_ACKNOWLEDGED = "Documents are issued after the acknowledgement letter and until the enquiry is completed."


class Enquiry(BaseModel):
    """One enquiry, the unit that the awarding body works on.

    `issued` has the issued documents by slot. `recorded` says whether its outcome is recorded.
    `associate` is the Associate that the centre had when it submitted; later changes do not affect it. With an Associate, the
    centre sees only the documents in `released`.
    `associate_name` is its name on that day, for letters. `proposed` is a change that it has to agree to.
    `addressed` has, by organisation, the kind of message that it must act on. Nothing is issued while the enquiry is `held`.
    The awarding body itself starts an enquiry that `extends` another (extensions.py).
    `promised` and `cost` are the catalogue's figures on submission; enquiries from before they were kept have none.
    With `portal`, its centre makes it in the awarding body's own portal and records here what becomes of it: nothing is sent from
    this desk, and `number` is the body's reference.
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
    promised: Promises | None = None
    cost: Cost | None = None
    extends: Extension | None = None
    associate: str | None = None
    associate_name: str = ""
    approved_at: datetime | None = None
    rejected_at: datetime | None = None
    released: dict[str, datetime] = Field(default_factory=dict)
    addressed: dict[str, str] = Field(default_factory=dict)
    held: bool = False
    proposed: ProposedChange | None = None
    owner: CaseOwner | None = None
    note: str = ""
    number: str | None = None
    version: int = 1
    grade_before: str | None = None
    grade_after: str | None = None
    unit_grade_changed: bool = False  # as its centre recorded it, where the rule on fees asks
    recorded: bool = False
    without_reviewer: str = ""  # why marks are recorded although a component has no reviewer (BY-12)
    answer: Answer | None = None
    cohort: CohortOutcome | None = None  # only for a service about a cohort
    asked: CheckRequest | None = None
    appeal: AppealDetails | None = None  # only for an appeal
    decision: Decision | None = None
    portal: PortalDetails | None = None  # only where it is made in the awarding body's own portal
    waits_for: tuple[str, ...] = ()
    issued: dict[str, Issued] = Field(default_factory=dict)
    charges: tuple[Charge, ...] = ()
    moved_on_at: datetime | None = None
    received_at: datetime | None = None
    acknowledged_at: datetime | None = None
    declined_at: datetime | None = None
    amended_at: datetime | None = None
    completed_at: datetime | None = None
    cancelled_at: datetime | None = None

    @property
    def open_to_centre(self) -> frozenset[str]:
        """The slots of the documents that the centre may open: all that are issued, or with an Associate those that it released."""
        return frozenset(self.released if self.associate else self.issued)

    @property
    def outcome(self) -> Issued | None:
        """The document by which the outcome was first told: its letter, or a breakdown of marks where no letter comes; None before it."""
        return next((self.issued[each.value] for each in TELLING_OUTCOME if each.value in self.issued), None)

    @property
    def is_accepted_or_declined(self) -> bool:
        """Whether the awarding body decides if it accepts the enquiry: the acknowledgement letter then says that it does (NC-13)."""
        return self.extends is None and self.promised is not None and self.promised.acceptance

    @property
    def status_text(self) -> str:
        """The status in words. An extension has no acknowledgement letter, of some enquiries the letter says that they are accepted, and
        others are made in the awarding body's own portal."""
        if self.portal:
            return PORTAL_TEXT[self.status]
        if self.status is Status.ACKNOWLEDGED and (self.extends or self.is_accepted_or_declined):
            return "In review" if self.extends else ACCEPTED_TEXT
        return STATUS_TEXT[self.status]

    def target_began_at(self, service: Service) -> datetime | None:
        """Return when the target of its service began to count: on receipt or on acceptance; None before that."""
        return self.acknowledged_at if service.target_from == "acceptance" else self.received_at

    @property
    def outcome_at(self) -> datetime | None:
        """When its outcome was there: in its letter, or where the centre makes it in a portal, on the day that it recorded; None before."""
        if self.portal:
            return self.completed_at
        return self.outcome.at if self.outcome else None

    @property
    def outcome_open_to_centre(self) -> bool:
        """Whether its centre may see the outcome: the letter is open to it, or it recorded the outcome itself."""
        return self.outcome_at is not None if self.portal else tells_outcome(self.open_to_centre)

    @property
    def began_at(self) -> datetime:
        """When the awarding body's time limits start: on submission, on the Associate's approval, or when the enquiry stopped waiting."""
        return self.moved_on_at or self.approved_at or self.submitted_at

    def approved(self, at: datetime) -> "Enquiry":
        """Return the enquiry as approved by its Associate. It becomes pending where it must wait for others. Raise Refused if it cannot be approved."""
        return self.to("approved to wait" if self.waits_for else "approved", approved_at=at)

    def with_released(self, slot: str, at: datetime) -> "Enquiry":
        """Return the enquiry with one more document open to the centre."""
        return self.changed(released={**self.released, slot: at})

    def require_not_held(self) -> None:
        """Raise Refused while the enquiry is held for a question."""
        if self.held:
            raise Refused(problem("held"))

    @property
    def centre_syllabus(self) -> CentreSyllabus:
        """The syllabus, series and centre that it is about."""
        return CentreSyllabus(self.body, self.series, self.organisation, self.syllabus)

    @property
    def components(self) -> tuple[str, ...]:
        """The codes of its components."""
        return tuple(line.component for line in self.lines)

    @property
    def changes_grade(self) -> bool:
        """Return whether its outcome changes a syllabus grade, up or down: its candidate's, or anybody's in its cohort."""
        if self.cohort:
            return any(each.changes_grade for each in self.cohort.changed)
        return status_after(self.grade_before, self.grade_after) is FeeStatus.WAIVED

    def require_version(self, version: int) -> None:
        """Raise Changed unless this is the version that the person acting was looking at."""
        if version != self.version:
            raise Changed(problem("changed_meanwhile"))

    def to(self, step: str, **changes: object) -> "Enquiry":
        """Return the enquiry after a step of TRANSITIONS, with these fields changed. Raise Refused if its status does not allow the step."""
        transition = TRANSITIONS[step]
        if self.status not in transition.starts:
            raise Refused(problem("status_forbids", status=self.status_text.lower(), step=step, cites=Citation(transition.means)))
        return self.changed(status=transition.leads_to, **changes)

    def changed(self, **changes: object) -> "Enquiry":
        """Return the next version of the enquiry, with these fields changed."""
        return self.model_copy(update={"version": self.version + 1, **changes})

    def without_waiting_for(self, finished: str, at: datetime) -> "Enquiry":
        """Return the enquiry no longer waiting for a finished one; submitted once that was the last (CI-11)."""
        left = tuple(each for each in self.waits_for if each != finished)
        if left or self.status is not Status.PENDING:
            return self.changed(waits_for=left)
        return self.to("moved on", waits_for=(), moved_on_at=at)

    def received(self, number: str, note: str, at: datetime) -> "Enquiry":
        """Return the enquiry as received: with its number, and with this note where the centre wrote none (S1)."""
        return self.to("received", number=number, note=self.note or note, received_at=at)

    def acknowledged(self, slot: str, issued: Issued) -> "Enquiry":
        """Return the enquiry with its acknowledgement letter. Raise Refused if it is not the time for one.

        After an amendment the letter is issued again. That does not change the time of the acknowledgement, but an Associate must
        release the new letter.
        """
        if self.status is Status.ACKNOWLEDGED and self.amended_since_letter:
            released = {each: at for each, at in self.released.items() if each != slot}
            return self.changed(issued={**self.issued, slot: issued}, released=released)
        return self.to("acknowledged", acknowledged_at=issued.at, issued={**self.issued, slot: issued})

    @property
    def waits_for_staff(self) -> bool:
        """Return whether something waits for the awarding body's staff whatever the time: a message to it, a new letter after an amendment,
        a hold to end. An index keeps these enquiries apart, for they can be anywhere in a queue."""
        return bool(self.addressed.get(self.body) or self.amended_since_letter or self.held)

    @property
    def amended_since_letter(self) -> bool:
        """Whether the enquiry was amended after its acknowledgement letter was issued."""
        letter = self.issued.get(Document.ACKNOWLEDGEMENT.value)
        return bool(letter and self.amended_at and self.amended_at > letter.at)

    def with_issued(self, slot: str, issued: Issued, service: Service) -> "Enquiry":
        """Return the enquiry with one more document issued, and completed if it was the last (CI-26). Raise Refused unless it is acknowledged."""
        if self.status is not Status.ACKNOWLEDGED:
            raise Refused(forbidden_step(self.status_text, "added to", DOCUMENTS_WHILE_ACKNOWLEDGED))
        with_it = self.changed(issued={**self.issued, slot: issued})
        if not is_complete(with_it, service):
            return with_it
        return with_it.model_copy(update={"status": TRANSITIONS["completed"].leads_to, "completed_at": issued.at})


def is_complete(enquiry: Enquiry, service: Service) -> bool:
    """Return whether every document that completes the service is issued, including the script of every component (CI-26)."""
    needed = expected_documents(service, enquiry.components, service.completes_with)
    return all(each.slot in enquiry.issued for each in needed)


def default_note(series: Series, syllabus: Syllabus, number: str) -> str:
    """Return what an empty note is filled with when the enquiry is received (S1): series, syllabus and number."""
    return f"{series.title} {syllabus.code} {number}"


def enquiry_number(series: str, count: int) -> str:
    """Return an enquiry number: year and month of the series, then a count that may have gaps, such as 2206-000417."""
    return f"{series[2:4]}{series[5:7]}-{count:06d}"


def entries_of(enquiry: Enquiry, body: Body) -> Entries:
    """Return the catalogue's entries for an enquiry, with the figures that it was promised and priced by; for an extension, the
    service as extensions have it.

    Raise LookupError if the catalogue has lost one of them, which is a fault of the desk.
    """
    found = body.entries(enquiry.route, enquiry.series, enquiry.service, enquiry.syllabus)
    if found is None:
        raise LookupError(f"the catalogue has lost an entry that enquiry {enquiry.id} needs")
    route, service = found.route, found.service
    if enquiry.promised:
        route, service = as_promised(route, service, enquiry.promised)
    if enquiry.cost:
        route, service = as_costed(route, service, enquiry.cost)
    if enquiry.extends:
        service = service.extended
    same = route is found.route and service is found.service
    return found if same else found._replace(route=route, service=service)


def body_of(enquiry: Enquiry, catalogue: Catalogue) -> Body:
    """Return the awarding body that an enquiry is addressed to, with the figures that were valid on its submission for its type of
    qualification."""
    return catalogue.bodies[enquiry.body].at(enquiry.submitted_at).of_syllabus(enquiry.syllabus)
