"""The routes by which results are reached: the services of each, its rules, time limits and the rule on fees."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from functions.domain.calendar import Period
from functions.domain.catalogue.services import STANDARD, Declaration, GroupAward, Service
from functions.domain.catalogue.sources import Basis, Entry, Rule, Text


class Timings(Entry):
    """Time limits that the body promises or sets. Pages state them, and deadlines.py applies them."""

    number_within: Period
    acknowledgement_within: Period
    change_window: Period
    basis: Basis


class AssociateBilling(Entry):
    """Who is invoiced for an Associate Centre. Pages print `text`."""

    billed: Literal["centre", "associate"]
    text: Text
    basis: Basis


class CohortWaiver(Entry):
    """When the one fee of an enquiry about a cohort is waived. Pages print `text`.

    The moderated grade changes where that of any candidate in the cohort does (ours: S3 says only “the overall moderated assessment
    grade”).
    """

    waived_when: Literal["any-syllabus-grade-changes", "moderated-grade-changes", "centre-marks-reinstated"]
    text: Text
    basis: Basis


class AppliedTo(Entry):
    """Services to which the rule on fees is applied although its own source does not mention them."""

    services: Annotated[tuple[Text, ...], Field(min_length=1)]
    basis: Basis


class AppealWaiver(Entry):
    """When the fee of an appeal is waived, or given back. Pages print `text`."""

    waived_when: Literal["upheld"]
    text: Text
    basis: Basis


class Together(Entry):
    """Papers of one candidate and subject that were asked for together, or while another was not finished, count as one: if the grade
    changes, none of them is charged. Pages print `text`."""

    while_open: Literal[True]
    text: Text
    basis: Basis


class FeeRule(Entry):
    """When a fee is owed. The amounts, if any are known, are in `Prices`."""

    published: bool  # whether the body publishes its fees; `find` says where they are, for when the amounts are not known here
    find: Text | None = None
    waived_when: Literal["syllabus-grade-changes", "unit-grade-changes", "syllabus-or-unit-grade-changes"] | None = (
        None  # None: nothing is known of fees on this route
    )
    cohorts: CohortWaiver | None = None  # None: nothing waives the fee of an enquiry about a cohort
    appeals: AppealWaiver | None = None  # None: the fee of an appeal follows the rule of the enquiries
    together: Together | None = None  # None: each enquiry is charged on its own result
    late_change_charged: bool
    associate_centres: AssociateBilling | None = None  # None: an Associate Centre is invoiced as any other
    also_for: tuple[AppliedTo, ...] = ()
    basis: Basis

    def basis_for(self, service: str) -> Basis:
        """Return the basis on which the rule holds for a service."""
        return next((each.basis for each in self.also_for if service in each.services), self.basis)


class Route(Entry):
    """A set of regulations under which results were reached, with the services that go with it.

    A route that `extends` another takes over everything that it does not set itself (loading.py).
    """

    id: Annotated[str, StringConstraints(pattern="^[a-z][a-z-]{0,39}$")]
    name: Text
    extends: str | None = None
    services: tuple[Service, ...]
    appeals: tuple[Service, ...] = ()  # not chosen among the services: each is made against something that is over
    group_awards: tuple[GroupAward, ...]
    declarations: tuple[Declaration, ...]
    rules: dict[str, Rule]
    timings: Timings
    fee_rule: FeeRule
    centre_review_first: bool = False  # nothing is asked for before the centre has completed a Centre Review

    @property
    def aside(self) -> str | None:
        """The name to print beside a service; None for the standard route."""
        return self.name if self.id != STANDARD else None

    @property
    def component_services(self) -> tuple[Service, ...]:
        return tuple(each for each in self.services if each.availability.about_components)

    @property
    def grade_checks(self) -> tuple[Service, ...]:
        """The services that check a grade which the centre gave."""
        return tuple(each for each in self.services if each.grade_check)

    @property
    def offers(self) -> tuple[Service, ...]:
        """The services in the table of services: all but appeals and those about a missing result."""
        return tuple(each for each in self.services if not each.missing and not each.appeal)

    @property
    def desk_appeals(self) -> tuple[Service, ...]:
        """The appeals that start from the form; other appeals start from the page of an outcome."""
        return tuple(each for each in self.services if each.appeal)

    @property
    def plain_enquiries(self) -> tuple[Service, ...]:
        """The services about a missing result, NO RESULT (X) or PENDING (Q)."""
        return tuple(each for each in self.services if each.missing)

    def declarations_for(self, service: str) -> tuple[Declaration, ...]:
        """Return the declarations for a service: those that name it, or else those that name no service."""
        named = tuple(each for each in self.declarations if service in (each.services or ()))
        return named or tuple(each for each in self.declarations if each.services is None)

    def service(self, code: str) -> Service | None:
        return next((each for each in (*self.services, *self.appeals) if each.code == code), None)
