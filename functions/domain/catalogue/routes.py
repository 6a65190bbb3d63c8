"""The routes by which results are reached: the services of each, its rules, time limits and the rule on fees."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from functions.domain.calendar import Period
from functions.domain.catalogue.services import STANDARD, Declaration, GroupAward, Service
from functions.domain.catalogue.sources import Basis, Entry, Rule, Text


class Timings(Entry):
    """Promises counted in time. Each is stated on the pages and applied by domain/deadlines.py."""

    number_within: Period
    acknowledgement_within: Period
    change_window: Period
    basis: Basis


class AssociateBilling(Entry):
    """Who is invoiced for an Associate Centre. `text` is what pages print."""

    billed: Literal["centre", "associate"]
    text: Text
    basis: Basis


class FeeRule(Entry):
    """When a fee is owed, without figures: those stand in `Prices`, where there are any."""

    published: bool
    waived_when: Literal["syllabus-grade-changes"] | None = None  # None: nothing is known of fees on this route
    late_change_charged: bool
    associate_centres: AssociateBilling | None = None  # None: an Associate Centre is invoiced as any other
    basis: Basis


class Route(Entry):
    """A set of regulations under which results were reached, with the services that go with it.

    One that `extends` another has all of it but what it says otherwise: the file writes a shared rule once (loading.py).
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
        """What is said of the route beside a service: its name, and nothing for the standard one."""
        return self.name if self.id != STANDARD else None

    @property
    def component_services(self) -> tuple[Service, ...]:
        return tuple(each for each in self.services if each.availability.about_components)

    @property
    def grade_checks(self) -> tuple[Service, ...]:
        """Those that check a grade which the centre gave."""
        return tuple(each for each in self.services if each.grade_check)

    @property
    def offers(self) -> tuple[Service, ...]:
        """All but those about a result that is not there, and appeals: what the table of services lists."""
        return tuple(each for each in self.services if not each.missing and not each.appeal)

    @property
    def desk_appeals(self) -> tuple[Service, ...]:
        """Appeals that start at the desk, where others start from the page of an outcome."""
        return tuple(each for each in self.services if each.appeal)

    @property
    def plain_enquiries(self) -> tuple[Service, ...]:
        """Those about a result that is not there, NO RESULT (X) and PENDING (Q)."""
        return tuple(each for each in self.services if each.missing)

    def declarations_for(self, service: str) -> tuple[Declaration, ...]:
        """What is declared on submitting a service: the declarations that name it, else those that name none."""
        named = tuple(each for each in self.declarations if service in (each.services or ()))
        return named or tuple(each for each in self.declarations if each.services is None)

    def service(self, code: str) -> Service | None:
        return next((each for each in (*self.services, *self.appeals) if each.code == code), None)
