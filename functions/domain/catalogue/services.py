"""Services: whom each is about, for what it is available, and which documents it ends with.

A rule is data wherever another awarding body could have the same rule with other figures. The sentence that states the rule is
made from that data, for the page and for the refusal alike.
"""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from functions.domain.calendar import Period
from functions.domain.catalogue.appealing import Appealing
from functions.domain.catalogue.availability import Availability
from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.sources import Basis, Entry, Text

STANDARD = "standard"  # the route of candidates who sat the exams; pages and letters do not name it


class Subject(StrEnum):
    """Whom an enquiry is about: one candidate, a chosen group, or everybody in the original sample."""

    CANDIDATE = "candidate"
    GROUP = "group"
    COHORT = "cohort"


class ServiceKind(StrEnum):
    """What a service is, in words that bodies share, so that services of several bodies can be compared. Codes and names are each body's own."""

    CLERICAL_CHECK = "clerical-check"
    REVIEW_OF_MARKING = "review-of-marking"
    PRIORITY_REVIEW = "priority-review"  # also called expedited
    REVIEW_OF_MODERATION = "review-of-moderation"
    PRIORITY_MODERATION = "priority-review-of-moderation"
    SCRIPT_FOR_REVIEW = "script-for-review"  # a copy to decide by whether to ask for a review
    SCRIPT_FOR_TEACHING = "script-for-teaching"
    COPY_OF_SCRIPT = "copy-of-script"  # for whatever purpose
    GROUP_REPORT = "group-report"
    EVIDENCE_REVIEW = "evidence-review"  # of the evidence that a centre chose
    GRADE_CHECK = "grade-check"  # of a grade that a centre gave
    MISSING_RESULT = "missing-result"
    FIRST_APPEAL = "first-appeal"  # also called preliminary
    SECOND_APPEAL = "second-appeal"  # also called a hearing


# Those that say what the outcome is. Where a service has both, the outcome letter comes first.
TELLING_OUTCOME = (Document.OUTCOME, Document.BREAKDOWN)
OF_EACH_COMPONENT = frozenset({Document.SCRIPT, Document.EVIDENCE, Document.TASKS})  # one comes for each component
UPLOADED = (Document.SCRIPT, Document.REPORT, Document.EVIDENCE, Document.TASKS)  # as files of staff; all others are made by the desk


class Missing(Entry):
    """The details of a service about a missing result: the evidence that staff may ask for, and the words if no result can be issued."""

    evidence: tuple[Text, ...]
    if_no_result: tuple[Text, ...]


class Finding(Entry):
    """A possible result of a grade check, and its effect on the grade.

    For a cohort it is `none`, `each` (staff say which candidates' grades change, and to what) or `withdrawn` (staff say whose).
    """

    id: Annotated[str, StringConstraints(pattern="^[a-z_]{1,30}$")]
    text: Text
    grade: Literal["stays", "revised", "chosen", "withdrawn", "none", "each"]
    basis: Basis | None = None  # given where it does not rest on the same as the other findings


class GradeCheck(Entry):
    """The details of a check that is answered by a finding and not by marks: what the request must say, and the possible findings."""

    asks: tuple[Literal["revised_grade", "error"], ...] = ()
    findings: tuple[Finding, ...] = Field(min_length=1)

    def finding(self, id: str) -> Finding | None:
        """Return the finding with this id, or None."""
        return next((each for each in self.findings if each.id == id), None)


class ModerationFinding(Entry):
    """A possible outcome of a re-moderation in the words of the body, and what becomes of the marks.

    With `stay` no candidate's results change; `corrected` and `reinstated` (to the centre's marks) change those of some, or staff say why not.
    """

    id: Annotated[str, StringConstraints(pattern="^[a-z_]{1,30}$")]
    text: Text
    marks: Literal["stay", "corrected", "reinstated"]
    basis: Basis | None = None  # given where it does not rest on the same as the other findings


class Moderation(Entry):
    """The details of a re-moderation whose body names its possible outcomes (NC-07). Without `feedback` its letter need not give reasons."""

    findings: tuple[ModerationFinding, ...] = Field(min_length=1)
    feedback: bool = True

    def finding(self, id: str) -> ModerationFinding | None:
        """Return the finding with this id, or None."""
        return next((each for each in self.findings if each.id == id), None)


class Following(Entry):
    """A second window of a service: so long after another service has ended about the same candidate and syllabus."""

    services: Annotated[tuple[Text, ...], Field(min_length=1)]
    text: Text  # what they are called in a sentence, such as "a clerical check"
    within: Period
    basis: Basis

    @property
    def sentence(self) -> str:
        return f"It can also be asked for within {self.within} of the outcome of {self.text}."


class Consent(Entry):
    """Whether candidates must consent to a service, and the choices that consent leaves them. Pages print `text`.

    Where it is `recorded`, a request is refused until the desk has the consent of each candidate whom it is about. Somebody younger than
    `guardian_under` years cannot give it: a parent or guardian does.
    """

    needed: bool
    recorded: bool = False
    guardian_under: int | None = Field(default=None, ge=1)
    text: Text
    choices: tuple[Text, ...] = ()
    kept_months: int | None = Field(default=None, ge=1)  # after the last outcome or appeal; None where no time is published
    basis: Basis

    @model_validator(mode="after")
    def _check(self) -> Self:
        """Raise ValueError where consent is to be recorded that nobody needs."""
        if self.recorded and not self.needed:
            raise ValueError("consent that is not needed cannot be demanded as a record")
        return self


class Acceptance(Entry):
    """The step at which the awarding body accepts an enquiry or declines it (NC-13). Its acknowledgement letter then says that it is accepted.

    `within` is the time from submission until that is decided; None where the route's time for an acknowledgement counts.
    """

    within: Period | None = None
    basis: Basis


Part = Literal[
    "documents", "completes_with", "target", "evidence", "findings", "asks"
]  # the parts of a service that can rest on another source


class Service(Entry):
    """One service on one route of an awarding body."""

    code: Text
    name: Text
    checks: Text
    kind: ServiceKind | None = None  # None: `compared_as` says what follows from other keys
    subject: Subject
    code_is_ours: bool = False  # the body gives it no code: people see its name alone
    family: str | None = None  # services of one family exclude each other for a candidate and syllabus
    once_per: Literal["syllabus", "component"] = "syllabus"  # whether its family is taken for the syllabus, or for the components named
    rules_out: tuple[str, ...] = ()  # families that cannot be asked for afterwards about the same components
    following: Following | None = None
    consent: Consent | None = None
    availability: Availability
    documents: tuple[Document, ...]
    completes_with: tuple[Document, ...]
    target: Period | None = None  # how long the outcome normally takes; None where that is not published, or not known here
    target_find: Text | None = None  # where it is published, in a sentence, if it is not known here
    target_may_be_longer: bool = False
    target_from: Literal["receipt", "acceptance"] = "receipt"  # from when the target counts
    acceptance: Acceptance | None = None  # None: it is acknowledged, and never declined
    mark_needed: bool = True
    free: bool = False
    asked_by: Literal["Head of Centre"] | None = None  # the only role that may submit it; None means any role at the centre
    again_when_finished: bool = False  # its family is free again once the enquiry is finished
    missing: Missing | None = None
    grade_check: GradeCheck | None = None
    moderation: Moderation | None = None  # only for a service about a cohort, and only where the body names the outcomes
    appeal: Appealing | None = None
    evidence: tuple[Text, ...] = ()  # kinds of evidence that a centre may send; a service about a missing result has them under `missing`
    not_yet: bool = False  # listed, but not yet available on this desk
    basis: Basis
    part_bases: dict[Part, Basis] = Field(default_factory=dict)  # for parts that do not rest on `basis`

    @property
    def named_alone(self) -> bool:
        """Return whether people see its name without its code: where the code is ours, and for an appeal or a missing result."""
        return bool(self.code_is_ours or self.missing or self.appeal)

    @property
    def title(self) -> str:
        """Return the short name: 'Service 2', or its name where the code says nothing."""
        return self.name if self.named_alone else f"Service {self.code}"

    @property
    def label(self) -> str:
        """Return the name used in lists: the code, or the name where the code is ours, as for appeals."""
        return self.name if self.appeal or self.code_is_ours else self.code

    @property
    def heading(self) -> str:
        """Return title and name in one: 'Service 2: Review of marking'."""
        return self.name if self.named_alone else f"{self.title}: {self.name}"

    @property
    def compared_as(self) -> ServiceKind | None:
        """Return the kind of service that it is: the one given, or that of an appeal by its stage or of an enquiry about a missing result."""
        if self.kind:
            return self.kind
        if self.appeal:
            return ServiceKind.FIRST_APPEAL if self.appeal.stage == 1 else ServiceKind.SECOND_APPEAL
        return ServiceKind.MISSING_RESULT if self.missing else ServiceKind.GRADE_CHECK if self.grade_check else None

    @property
    def can_change_grade(self) -> bool:
        """Return whether its outcome may change a syllabus grade. A service that ends with a report alone reviews no marking."""
        return self.outcome_document is not None and not self.missing

    @property
    def records_marks(self) -> bool:
        """Return whether its outcome is marks: those of a candidate's components."""
        others = self.grade_check or self.missing or self.appeal
        return self.subject is Subject.CANDIDATE and self.availability.about_components and not others

    @property
    def outcome_document(self) -> Document | None:
        """The document that first says what the outcome is; None for a service that ends with a report or with scripts alone."""
        return next((each for each in TELLING_OUTCOME if each in self.documents), None)

    @property
    def evidence_asked(self) -> tuple[str, ...]:
        """Return the kinds of evidence that a centre may send, empty if the service takes none."""
        return self.missing.evidence if self.missing else self.evidence

    def basis_of(self, part: Part) -> Basis:
        """Return the basis of a part of this entry: its own, or else the basis of the service."""
        return self.part_bases.get(part, self.basis)

    def basis_of_finding(self, finding: Finding | ModerationFinding) -> Basis:
        """Return the basis of a possible finding: its own, or else the one of all findings."""
        return finding.basis or self.basis_of("findings")

    @property
    def extended(self) -> "Service":
        """Return the service as an extension to another candidate: it ends with the outcome letter, promises no day and is free (ours)."""
        documents = (Document.OUTCOME,)
        return self.model_copy(
            update={
                "documents": documents,
                "completes_with": documents,
                "target": None,
                "target_find": None,
                "target_may_be_longer": False,
                "target_from": "receipt",
                "acceptance": None,
                "family": None,
                "free": True,
            }
        )

    @property
    def target_sentence(self) -> str:
        """Return the sentence that gives the target, or says that it is not known here, or that none is published."""
        if self.target is None:
            return f"How long it takes is not known here. {self.target_find}" if self.target_find else "How long it takes is not published."
        longer = " It may take longer." if self.target_may_be_longer else ""
        return f"Normally within {self.target} of {self.target_from}.{longer}"


class GroupAward(Entry):
    """A group award, with the address and the details for a request to recalculate it."""

    code: Text
    name: Text
    email: Text
    what_to_write: tuple[Text, ...]
    what_to_write_basis: Basis
    basis: Basis


class Declaration(Entry):
    """A statement that a centre must confirm when it submits."""

    id: Text
    text: Text
    services: tuple[str, ...] | None = None  # None: every service that no declaration names
    basis: Basis
