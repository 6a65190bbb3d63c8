"""What can be asked for after results: services, whom they are about, for what they are available, and what they end with.

Rules stand here as data wherever another body could want the same rule with other figures, and the sentence that states a
rule is made from that data, for the page and for the refusal alike.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from functions.domain.calendar import Period
from functions.domain.catalogue.sources import Basis, Entry, Rule, Text
from functions.domain.catalogue.syllabuses import KIND_TEXT, TRAIT_TEXT, Assessor, Kind, Trait

STANDARD = "standard"  # the route of who sat the exams, which goes without saying


class Subject(StrEnum):
    """Whom an enquiry is about: one candidate, a chosen group, or everybody in the original sample."""

    CANDIDATE = "candidate"
    GROUP = "group"
    COHORT = "cohort"


class Document(StrEnum):
    """What an awarding body sends back, by the name it has in a centre's Files."""

    ACKNOWLEDGEMENT = "AckLetter"
    OUTCOME = "OutLetter"
    SCRIPT = "CoSLetter"
    REPORT = "Rpt"
    STATEMENT = "Statement"  # follows a changed grade: no service has it among its documents


DOCUMENT_TEXT = {
    Document.ACKNOWLEDGEMENT: "Acknowledgement letter (Ack)",
    Document.OUTCOME: "Outcome letter (Out)",
    Document.SCRIPT: "Copy of script (CoS)",
    Document.REPORT: "Report (Rpt)",
    Document.STATEMENT: "Updated statement of results",
}


NO_GRADE_TEXT = {"X": "NO RESULT (X)", "Q": "PENDING (Q)"}


class GroupSize(Entry):
    least: int
    most: int
    components: int = 1


class Availability(Entry):
    """For what a service may be asked. `sentences` states it; domain/eligibility.py applies it."""

    assessed_by: Assessor = Assessor.BODY
    excluded_kinds: tuple[Kind, ...] = ()
    excluded_traits: tuple[Trait, ...] = ()
    whole_component: bool = False
    group: GroupSize | None = None
    grades: tuple[Literal["X", "Q"], ...] = ()  # about a syllabus without a result, as a whole; else about components
    whole_syllabus: bool = False  # about the syllabus grade or the portfolio behind it, not about components
    one_candidate: bool = False  # asked for one candidate at a time
    whole_cohort: bool = False  # about everybody of the centre in the syllabus

    @property
    def about_components(self) -> bool:
        return not self.grades and not self.whole_syllabus

    @property
    def syllabus_sentence(self) -> str:
        """For a service about a syllabus as a whole: that no component is chosen."""
        return self.grades_sentence if self.grades else "It is about the syllabus as a whole: no component is chosen."

    @property
    def candidate_sentence(self) -> str:
        return "Available for individual candidates only: each request is about one."

    @property
    def cohort_sentence(self) -> str:
        return "Available for whole cohorts only: no candidate is chosen."

    @property
    def grades_sentence(self) -> str:
        named = " or ".join(NO_GRADE_TEXT[each] for each in self.grades)
        return (
            f"For a candidate whose syllabus has {named} in place of a grade. It is about the syllabus as a whole: no component is chosen."
        )

    @property
    def assessor_sentence(self) -> str:
        who = "the awarding body" if self.assessed_by is Assessor.BODY else "the centre"
        return f"Available for components that {who} assessed."

    @property
    def kinds_sentence(self) -> str:
        return f"Not available for {' or '.join(KIND_TEXT[k].removeprefix('a ') + 's' for k in self.excluded_kinds)}."

    @property
    def traits_sentence(self) -> str:
        return f"Not available for {' or '.join(TRAIT_TEXT[t] for t in self.excluded_traits)} syllabuses."

    @property
    def group_sentence(self) -> str:
        assert self.group
        what = "one component" if self.group.components == 1 else f"up to {self.group.components} components"
        return f"About {what} and a group of {self.group.least} to {self.group.most} candidates."

    @property
    def sentences(self) -> list[str]:
        if not self.about_components:
            about = [self.candidate_sentence] if self.one_candidate else [self.cohort_sentence] if self.whole_cohort else []
            return [self.syllabus_sentence, *about]
        said = [self.assessor_sentence]
        if self.excluded_kinds:
            said.append(self.kinds_sentence)
        if self.excluded_traits:
            said.append(self.traits_sentence)
        if self.group:
            said.append(self.group_sentence)
        if self.whole_component:
            said.append("Not available for individual candidates; only the work of the original sample is moderated again.")
        return said


class Missing(Entry):
    """What belongs to an enquiry about a result that is not there: what staff may ask to see, and what a refusal of the result says."""

    evidence: tuple[Text, ...]
    if_no_result: tuple[Text, ...]


class Finding(Entry):
    """What may come of a check of a grade, and what it makes of the grade. `none` is for a cohort, whose grades no letter lists."""

    id: Annotated[str, StringConstraints(pattern="^[a-z_]{1,30}$")]
    text: Text
    grade: Literal["stays", "revised", "chosen", "withdrawn", "none"]
    basis: Basis | None = None  # where it rests on something else than its service


class GradeCheck(Entry):
    """What belongs to a check that is answered by a finding, not by marks: what the request says, and what may come of it."""

    asks: tuple[Literal["revised_grade", "error"], ...] = ()
    findings: tuple[Finding, ...] = Field(min_length=1)

    def finding(self, id: str) -> Finding | None:
        return next((each for each in self.findings if each.id == id), None)


class After(StrEnum):
    """What is over before an appeal can be made."""

    OUTCOME = "outcome"  # of an enquiry: its outcome letter is there
    STAGE_1 = "stage-1"  # the decision on the stage 1 appeal is there
    CHECK = "check"  # a post-results check of the grade has ended
    CENTRE_REVIEW = "centre-review"  # a Centre Review is recorded
    NOTHING = "nothing"  # nothing that this desk knows of, as before an appeal against a malpractice decision


class Concern(Entry):
    """One of several things that an appeal can be about."""

    id: Annotated[str, StringConstraints(pattern="^[a-z_]{1,30}$")]
    text: Text


class Limit(Entry):
    """Within what time of the letter an appeal is made."""

    within: Period
    basis: Basis


class Appealing(Entry):
    """What makes a service an appeal. Without a `limit` none is published, and staff decide about lateness (ours)."""

    stage: Literal[1, 2]
    after: After
    limit: Limit | None = None
    states: tuple[Rule, ...] = ()  # what the appeal has to say
    concerns: tuple[Concern, ...] = ()
    reviews_evidence: bool | None = None  # whether a candidate's evidence is looked at again; None where that is not published

    @property
    def from_outcome(self) -> bool:
        """Whether it starts from the page of what it is against; else it starts at the desk."""
        return self.after in {After.OUTCOME, After.STAGE_1}


class Service(Entry):
    """One thing on offer on one route of one awarding body."""

    code: Text
    name: Text
    checks: Text
    subject: Subject
    family: str | None = None  # services of one family exclude each other for a candidate and syllabus
    availability: Availability
    documents: tuple[Document, ...]
    completes_with: tuple[Document, ...]
    target: Period | None = None  # within what time the outcome is normally there; None where that is not published
    target_basis: Basis | None = None  # where the target does not rest on what the service rests on
    target_may_be_longer: bool = False
    mark_needed: bool = True
    free: bool = False
    asked_by: Literal["Head of Centre"] | None = None  # the one role that may submit it; None is any at the centre
    again_when_finished: bool = False  # its family is free again once the enquiry is finished
    missing: Missing | None = None
    grade_check: GradeCheck | None = None
    appeal: Appealing | None = None
    evidence: tuple[Text, ...] = ()  # what a centre may bring to an enquiry of this service, where it is not about a missing result
    not_yet: bool = False  # in the table, but this desk does not take it yet
    basis: Basis

    @property
    def title(self) -> str:
        return self.name if self.missing or self.appeal else f"Service {self.code}"

    @property
    def label(self) -> str:
        """How lists name it: by its code, an appeal by its name, for those codes are ours."""
        return self.name if self.appeal else self.code

    @property
    def heading(self) -> str:
        """Title and name in one: 'Service 2: Review of marking'."""
        return self.name if self.missing or self.appeal else f"{self.title}: {self.name}"

    @property
    def evidence_asked(self) -> tuple[str, ...]:
        """What a centre may bring as evidence; nothing where the service takes none."""
        return self.missing.evidence if self.missing else self.evidence

    @property
    def extended(self) -> Service:
        """The service as an extension to another candidate has it: it ends with the outcome letter, promises no day and costs nothing (ours)."""
        ends = (Document.OUTCOME,)
        return self.model_copy(
            update={"documents": ends, "completes_with": ends, "target": None, "target_may_be_longer": False, "family": None, "free": True}
        )

    @property
    def target_sentence(self) -> str:
        if self.target is None:
            return "How long it takes is not published."
        longer = " It may take longer." if self.target_may_be_longer else ""
        return f"Normally within {self.target} of receipt.{longer}"


class GroupAward(Entry):
    code: Text
    name: Text
    email: Text
    what_to_write: tuple[Text, ...]
    basis: Basis


class Declaration(Entry):
    id: Text
    text: Text
    services: tuple[str, ...] | None = None  # None: those that no declaration names
    basis: Basis
