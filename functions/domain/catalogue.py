"""What awarding bodies offer after results: services, series, deadlines, fees, syllabuses; every entry with its source.

Service codes are not global: "Service 2" means three things in three places. An offer is found by awarding body, route
and code. Rules stand here as data wherever another body could want the same rule with other figures, and the sentence
that states a rule is made from that data, for the page and for the refusal alike.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from functions.domain.calendar import Period, end_of, local_day, spoken_day

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Money = Annotated[Decimal, Field(ge=0, decimal_places=2)]


class Entry(BaseModel):
    """Anything in the catalogue: no unknown keys, nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Standing(StrEnum):
    """How far an entry can be trusted, said beside it wherever it is shown."""

    PUBLISHED = "published"
    REPORTED = "reported"
    OURS = "ours"
    DEMONSTRATION = "demonstration"


class Source(Entry):
    title: Text
    publisher: Text
    standing: Standing


class Basis(Entry):
    """Which source an entry rests on, and the day somebody last held the entry against it."""

    source: str
    checked: date
    note: str | None = None


class Assessor(StrEnum):
    BODY = "awarding body"
    CENTRE = "centre"


class Kind(StrEnum):
    """Kinds of assessment, as far as a rule asks for them."""

    WRITTEN = "written"
    MULTIPLE_CHOICE = "multiple-choice"
    PRACTICAL = "practical"
    SPEAKING = "speaking"
    COURSEWORK = "coursework"
    PORTFOLIO = "portfolio"


KIND_TEXT = {
    Kind.WRITTEN: "a written paper",
    Kind.MULTIPLE_CHOICE: "a multiple-choice question paper",
    Kind.PRACTICAL: "a practical test",
    Kind.SPEAKING: "a speaking test",
    Kind.COURSEWORK: "coursework",
    Kind.PORTFOLIO: "a portfolio",
}


class Trait(StrEnum):
    ART_AND_DESIGN = "art-and-design"


TRAIT_TEXT = {Trait.ART_AND_DESIGN: "Art & Design"}


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


DOCUMENT_TEXT = {
    Document.ACKNOWLEDGEMENT: "Acknowledgement letter (Ack)",
    Document.OUTCOME: "Outcome letter (Out)",
    Document.SCRIPT: "Copy of script (CoS)",
    Document.REPORT: "Report (Rpt)",
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

    @property
    def about_components(self) -> bool:
        return not self.grades

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
        if self.grades:
            return [self.grades_sentence]
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
    target: Period
    target_may_be_longer: bool = False
    mark_needed: bool = True
    free: bool = False
    asked_by: Literal["Head of Centre"] | None = None  # the one role that may submit it; None is any at the centre
    again_when_finished: bool = False  # its family is free again once the enquiry is finished
    missing: Missing | None = None
    not_yet: bool = False  # in the table, but this desk does not take it yet
    basis: Basis

    @property
    def title(self) -> str:
        return self.name if self.missing else f"Service {self.code}"

    @property
    def heading(self) -> str:
        """Title and name in one: 'Service 2: Review of marking'."""
        return self.name if self.missing else f"{self.title}: {self.name}"

    @property
    def target_sentence(self) -> str:
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


class Timings(Entry):
    """Promises counted in time. Each is stated on the pages and applied by domain/deadlines.py."""

    number_within: Period
    acknowledgement_within: Period
    change_window: Period
    basis: Basis


class ChargeUnit(StrEnum):
    """What one fee is charged for. Cambridge does not publish its unit."""

    ENQUIRY = "enquiry"
    COMPONENT = "component"


class FeeRule(Entry):
    """When a fee is owed, without figures: those stand in `Prices`, where there are any."""

    published: bool
    waived_when: Literal["syllabus-grade-changes"]
    late_change_charged: bool
    basis: Basis


class Prices(Entry):
    """Figures and their unit. For Cambridge only the demonstration has any."""

    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")]
    unit: ChargeUnit
    services: dict[str, Money]
    late_change: Money
    basis: Basis


class Rule(Entry):
    """A rule of the body that no single service carries. `text` is what pages and refusals print."""

    text: Text
    basis: Basis


class Route(Entry):
    """A set of regulations under which results were reached, with the services that go with it."""

    id: Text
    name: Text
    services: tuple[Service, ...]
    group_awards: tuple[GroupAward, ...]
    declarations: tuple[Declaration, ...]
    rules: dict[str, Rule]
    timings: Timings
    fee_rule: FeeRule

    @property
    def component_services(self) -> tuple[Service, ...]:
        return tuple(each for each in self.services if each.availability.about_components)

    @property
    def plain_enquiries(self) -> tuple[Service, ...]:
        """Those about a result that is not there, NO RESULT (X) and PENDING (Q)."""
        return tuple(each for each in self.services if each.missing)

    def declarations_for(self, service: str) -> tuple[Declaration, ...]:
        """What is declared on submitting a service: the declarations that name it, else those that name none."""
        named = tuple(each for each in self.declarations if service in (each.services or ()))
        return named or tuple(each for each in self.declarations if each.services is None)

    def service(self, code: str) -> Service | None:
        return next((each for each in self.services if each.code == code), None)


class Deadline(Entry):
    """The last day for some services of a series (all, unless `services` names them). It lasts to the end of that day."""

    closes_on: date
    services: tuple[str, ...] | None = None
    basis: Basis


class Notice(Entry):
    """A warning of the body's that stands beside every target of a series."""

    text: Text
    basis: Basis


class Invoicing(Entry):
    from_month: int = Field(ge=1, le=12)
    basis: Basis


class Series(Entry):
    id: Annotated[str, StringConstraints(pattern="^[0-9]{4}-[0-9]{2}$")]
    title: Text
    opens_on: date | None = None
    deadlines: tuple[Deadline, ...]
    notice: Notice | None = None
    invoices: Invoicing

    def deadline_for(self, service: str) -> Deadline:
        """The deadline that names the service, else the one for all. Loading has made sure that there is one."""
        named = [each for each in self.deadlines if each.services and service in each.services]
        return named[0] if named else next(each for each in self.deadlines if each.services is None)


class Component(Entry):
    code: Annotated[str, StringConstraints(pattern="^[0-9]{2}$")]
    title: Text
    kind: Kind
    assessed_by: Assessor = Assessor.BODY
    most: int = Field(gt=0)  # the highest mark
    tolerance: int | None = Field(default=None, ge=0)  # marks by which two examiners may differ; None where none is published


class Syllabus(Entry):
    code: Annotated[str, StringConstraints(pattern="^[0-9]{4}$")]
    name: Text
    qualification: Text
    traits: tuple[Trait, ...] = ()
    grades: tuple[Text, ...]
    components: tuple[Component, ...]

    def component(self, code: str) -> Component | None:
        return next((each for each in self.components if each.code == code), None)


class Contact(Entry):
    email: Text
    name: Text
    basis: Basis


class WorkingDays(Entry):
    """Whose public holidays are no working days. Which division a body counts by is nowhere published."""

    country: Text
    subdivision: str | None = None
    basis: Basis


class Body(Entry):
    """An awarding body: everything the desk knows of it."""

    id: Text
    name: Text
    zone: Text
    contact: Contact
    working_days: WorkingDays
    closed: tuple[date, ...] = ()  # public holidays, filled in by loading.py
    sources: dict[str, Source]
    routes: tuple[Route, ...]
    series: tuple[Series, ...]
    qualifications: tuple[Text, ...]
    syllabuses: tuple[Syllabus, ...]
    syllabuses_basis: Basis
    prices: Prices | None = None

    @cached_property
    def syllabuses_by_code(self) -> dict[str, Syllabus]:
        return {each.code: each for each in self.syllabuses}

    def route(self, route: str) -> Route | None:
        return next((each for each in self.routes if each.id == route), None)

    def series_of(self, series: str) -> Series | None:
        return next((each for each in self.series if each.id == series), None)

    def cite(self, basis: Basis) -> str:
        """The line under a fact: title and publisher, the day checked, and its standing where it is not published."""
        source = self.sources[basis.source]
        standing = "" if source.standing is Standing.PUBLISHED else f" ({STANDING_TEXT[source.standing]})"
        return f"{source.title}, {source.publisher}, checked {spoken_day(basis.checked)}{standing}"

    def closes_at(self, series: Series, service: str) -> datetime:
        """The first moment at which it is too late for `service`, in UTC."""
        return end_of(series.deadline_for(service).closes_on, self.zone)

    def days_remaining(self, series: Series, service: str, now: datetime) -> int:
        """Whole days to the deadline on the body's wall calendar; 0 on the last day, negative after it."""
        return (series.deadline_for(service).closes_on - local_day(now, self.zone)).days

    def open_for(self, series: Series, service: str, now: datetime) -> bool:
        opened = series.opens_on is None or local_day(now, self.zone) >= series.opens_on
        return opened and now < self.closes_at(series, service)


STANDING_TEXT = {
    Standing.PUBLISHED: "published",
    Standing.REPORTED: "reported, not confirmed",
    Standing.OURS: "our own rule",
    Standing.DEMONSTRATION: "demonstration figure",
}


class Catalogue(Entry):
    bodies: dict[str, Body]

    @classmethod
    def from_json(cls, data: bytes | str) -> Catalogue:
        """The compiled catalogue that a deployed function carries; loading.py has checked it before."""
        return cls.model_validate_json(data)
