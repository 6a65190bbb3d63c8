"""What an enquiry costs, and when it costs nothing. Money is Decimal with a currency; the figures stand in the catalogue.

Cambridge publishes neither its fees nor the unit it charges by, so without the demonstration's prices a quote has no
amount and says where the fee is to be found.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from functions.domain.catalogue.bodies import Body, ChargeUnit, Prices
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service, Subject
from functions.domain.catalogue.sources import Basis, Trust


class FeeStatus(StrEnum):
    DUE = "due"
    WAIVED = "waived"
    CANCELLED = "cancelled"


class Amount(BaseModel):
    """An amount of money: {"amount": "45.00", "currency": "GBP"}."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:.2f}"


class Quote(BaseModel):
    """The fee before submission: a line an enquiry, the total, and the sentences that go with it."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    lines: tuple[tuple[str, Amount], ...]
    total: Amount | None
    free: bool = False
    demonstration: bool
    waiver: str
    explanation: str


UNKNOWN = "Whether there is a fee, and how much it is, is not known here for this route."
WAIVER_TEXT = {
    None: UNKNOWN,
    "syllabus-grade-changes": "There is no charge where the enquiry changes the syllabus grade, whether up or down.",
}
NO_WAIVER = "The fee is charged whatever the outcome."
NO_GRADE_CHANGES = "The fee is charged: no marking is reviewed, so no grade changes."
FREE = "This enquiry is free of charge."
UNPUBLISHED = "The awarding body does not publish its fees; the list is among its messages to your centre."


def waiver_sentence(route: Route, service: Service | None = None) -> str:
    """Return when there is no charge for a service; without one, the rule of the route. It says so where nothing is known of fees."""
    rule = route.fee_rule
    if service is None or not priced(route):
        return WAIVER_TEXT[rule.waived_when]
    if not service.can_change_grade:
        return NO_GRADE_CHANGES
    if service.subject is Subject.COHORT:
        return rule.cohorts.text if rule.cohorts else NO_WAIVER
    return WAIVER_TEXT[rule.waived_when]


def waiver_basis(route: Route, service: Service) -> Basis:
    """Return what the sentence on the waiver rests on."""
    if not service.can_change_grade and priced(route):
        return service.basis
    rule = route.fee_rule
    return rule.cohorts.basis if rule.cohorts and service.subject is Subject.COHORT and priced(route) else rule.basis_for(service.code)


def unit_sentence(body: Body, route: Route, service: Service | None = None) -> str:
    """Return what a fee is charged for, or that fees are not published."""
    if not priced(route):
        return ""  # the sentence on the waiver says that nothing is known
    if not body.prices:
        return UNPUBLISHED
    marked = "Demonstration figures, not the awarding body’s. " if is_demonstration(body) else ""
    return f"{marked}The fee is charged for each {charged_for(body.prices, service)}."


def charged_for(prices: Prices, service: Service | None) -> str:
    """What one fee is charged for: an appeal and an enquiry that names no component have one each, the others go by the unit."""
    if service and service.appeal:
        return "appeal"
    whole = service is not None and not service.availability.about_components
    return ChargeUnit.ENQUIRY.value if whole else prices.unit.value


def priced(route: Route) -> bool:
    """Return whether the fees on this route are known at all."""
    return route.fee_rule.waived_when is not None


def is_demonstration(body: Body) -> bool:
    return body.prices is not None and body.sources[body.prices.basis.source].trust is Trust.DEMONSTRATION


def fee(body: Body, route: Route, service: str, components: int) -> Amount | None:
    """Return what an enquiry about `components` components costs before any waiver; None if no price is known.

    Prices stand under the codes of services, and those mean other things on a route of whose fees nothing is known.
    """
    if not body.prices or not priced(route):
        return None
    if service in body.prices.appeals:
        return Amount(amount=body.prices.appeals[service], currency=body.prices.currency)
    if service not in body.prices.services:
        return None
    units = components if charged_for(body.prices, route.service(service)) == ChargeUnit.COMPONENT else 1
    return Amount(amount=body.prices.services[service] * units, currency=body.prices.currency)


def late_change_charge(body: Body) -> Amount | None:
    """Return the administration fee for a late change; None if no prices are known (S1 gives no amount)."""
    return Amount(amount=body.prices.late_change, currency=body.prices.currency) if body.prices else None


def enquiries_of(service: Service, candidates: Sequence[str]) -> list[str]:
    """What a submission becomes, a label each: a candidate's number, or the group, or everybody (CI-33)."""
    if service.appeal and service.appeal.from_outcome:  # one, about those whom the outcome is about
        return list(candidates) if len(candidates) == 1 else [f"Group of {len(candidates)}" if candidates else "All"]
    if service.subject is Subject.CANDIDATE:
        return list(candidates)
    return ["All"] if service.subject is Subject.COHORT else [f"Group of {len(candidates)}"] if candidates else []


def quote(body: Body, route: Route, service: str, components: int, candidates: Sequence[str]) -> Quote:
    """Return the fee for a submission: each enquiry that it becomes has its own fee and waiver (CI-33)."""
    offered = route.service(service)
    if offered and offered.free:
        return Quote(lines=(), total=None, free=True, demonstration=False, waiver=FREE, explanation="")
    each = fee(body, route, service, components)
    lines = tuple((label, each) for label in enquiries_of(offered, candidates)) if each and offered else ()
    total = Amount(amount=sum((amount.amount for _, amount in lines), Decimal(0)), currency=each.currency) if each and lines else None
    return Quote(
        lines=lines,
        total=total,
        demonstration=is_demonstration(body) and priced(route),
        waiver=waiver_sentence(route, offered),
        explanation=unit_sentence(body, route, offered),
    )


def status_after(grade_before: str | None, grade_after: str | None) -> FeeStatus:
    """Return WAIVED if the syllabus grade changed, up or down, and DUE otherwise (CI-16)."""
    changed = grade_after is not None and grade_after != grade_before
    return FeeStatus.WAIVED if changed else FeeStatus.DUE
