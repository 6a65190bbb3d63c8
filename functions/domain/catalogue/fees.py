"""What an enquiry costs, and when it costs nothing. Money is Decimal with a currency; the figures stand in the catalogue.

Cambridge publishes neither its fees nor the unit it charges by, so without the demonstration's prices a quote has no
amount and says where the fee is to be found.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, model_serializer, model_validator

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.prices import ChargeUnit, Prices
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service, Subject
from functions.domain.catalogue.sources import Basis, Trust
from functions.domain.wording import counted


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


class Cost(BaseModel):
    """What an enquiry costs by the figures of one day. From its submission it is kept with it: later figures are for later enquiries (BY-20).

    `price` is for one `unit` (a component, an enquiry, an appeal), None where no price is known; `unit` is empty where the body
    has no prices at all. Stored as one short text, `GBP 52.00 component 25.00 wcd`, since each enquiry has one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    price: Amount | None = None
    unit: str = ""
    late_change: Amount | None = None
    waived: bool = False  # where the syllabus grade changes; False where nothing is known of fees on the route
    late_change_charged: bool = False
    free: bool = False
    demonstration: bool = False
    reported: bool = False  # the price is known from others only

    def fee(self, components: int) -> Amount | None:
        """Return the fee for so many components before any waiver; None if no price is known, or how many units a request has."""
        if self.price is None or self.unit == ChargeUnit.BATCH:
            return None
        units = components if self.unit == ChargeUnit.COMPONENT else 1
        return Amount(amount=self.price.amount * units, currency=self.price.currency)

    @property
    def explanation(self) -> str:
        """The sentence that says what the fee is charged for; empty where no price is known (`explained` says why)."""
        if not self.waived or not self.unit:
            return ""
        marked = "Demonstration figures, not the awarding body’s. " if self.demonstration else REPORTED if self.reported else ""
        return f"{marked}The fee is charged for each {self.unit}."

    @model_serializer
    def written(self) -> str:
        """Return the cost as it is stored."""
        currency = next((each.currency for each in (self.price, self.late_change) if each), NOTHING)
        amounts = [f"{each.amount:.2f}" if each else NOTHING for each in (self.price, self.late_change)]
        flags = "".join(letter for letter, name in FLAGS.items() if getattr(self, name))
        return " ".join((currency, amounts[0], self.unit or NOTHING, amounts[1], flags or NOTHING))

    @model_validator(mode="before")
    @classmethod
    def read(cls, stored: Any) -> Any:
        """Return the fields of a cost as it is stored. Raise ValueError if it cannot be read."""
        if not isinstance(stored, str):
            return stored
        words = stored.split(" ")
        if len(words) != 5:
            raise ValueError("a cost is five words")
        currency, price, unit, late_change, flags = words
        amounts = [None if each == NOTHING else {"amount": each, "currency": currency} for each in (price, late_change)]
        return {
            "price": amounts[0],
            "unit": unit.strip(NOTHING),
            "late_change": amounts[1],
            **{FLAGS[each]: True for each in flags.strip(NOTHING)},
        }


class Quote(BaseModel):
    """The fee before submission: a line an enquiry, the total, and the sentences that go with it."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    lines: tuple[tuple[str, Amount], ...]
    total: Amount | None
    free: bool = False
    demonstration: bool
    waiver: str
    explanation: str
    factors: tuple[str | Amount, ...] = ()  # what the total is the product of, counts in words


NOTHING = "-"
FLAGS = {"w": "waived", "c": "late_change_charged", "f": "free", "d": "demonstration", "r": "reported"}
REPORTED = "The figure is reported, not confirmed by the awarding body. "
UNKNOWN = "Whether there is a fee, and how much it is, is not known here for this route."
WAIVER_TEXT = {
    None: UNKNOWN,
    "syllabus-grade-changes": "There is no charge where the enquiry changes the syllabus grade, whether up or down.",
    "unit-grade-changes": "There is no charge where the enquiry changes the grade of the unit, whether up or down.",
    "syllabus-or-unit-grade-changes": "There is no charge where the enquiry changes the syllabus grade or, in a qualification of units, the grade "
    "of the unit, whether up or down.",
}
NO_WAIVER = "The fee is charged whatever the outcome."
NO_GRADE_CHANGES = "The fee is charged: no marking is reviewed, so no grade changes."
FREE = "This enquiry is free of charge."
UNPUBLISHED = "The awarding body does not publish its fees."
UNKNOWN_AMOUNT = "The amount of the fee is not known here."


def waiver_sentence(route: Route, service: Service | None = None) -> str:
    """Return when there is no charge for a service; without one, the rule of the route. It says so where nothing is known of fees."""
    rule = route.fee_rule
    if service is None or not priced(route):
        return WAIVER_TEXT[rule.waived_when]
    if service.appeal and rule.appeals:
        return rule.appeals.text
    if not service.can_change_grade:
        return NO_GRADE_CHANGES
    if service.subject is Subject.COHORT:
        return rule.cohorts.text if rule.cohorts else NO_WAIVER
    return WAIVER_TEXT[rule.waived_when]


def waiver_basis(route: Route, service: Service) -> Basis:
    """Return what the sentence on the waiver rests on."""
    if service.appeal and route.fee_rule.appeals and priced(route):
        return route.fee_rule.appeals.basis
    if not service.can_change_grade and priced(route):
        return service.basis
    rule = route.fee_rule
    return rule.cohorts.basis if rule.cohorts and service.subject is Subject.COHORT and priced(route) else rule.basis_for(service.code)


def unit_sentence(body: Body, route: Route, service: Service | None = None) -> str:
    """Return what a fee is charged for, or that fees are not published, or not known here."""
    return explained(route, cost_of(body, route, service))


def explained(route: Route, cost: Cost) -> str:
    """Return what a fee is charged for. Where no price is known, say whether the body publishes it, and where it is to be found; where
    nothing at all is known of fees, return nothing, for the sentence on the waiver says so."""
    if cost.unit or not cost.waived:
        return cost.explanation
    return " ".join(filter(None, (UNKNOWN_AMOUNT if route.fee_rule.published else UNPUBLISHED, route.fee_rule.find)))


def cost_of(body: Body, route: Route, service: Service | None) -> Cost:
    """Return what an enquiry of a service costs by the body's figures; without a service, what can be said of all."""
    prices = body.prices if priced(route) else None
    return Cost(
        price=fee(body, route, service.code, 1) if service and not service.free else None,
        unit=charged_for(prices, service) if prices else "",
        late_change=late_change_charge(body) if prices else None,
        waived=priced(route), late_change_charged=route.fee_rule.late_change_charged,
        free=service is not None and service.free,
        demonstration=prices is not None and price_trust(body, service) is Trust.DEMONSTRATION,
        reported=prices is not None and price_trust(body, service) is Trust.REPORTED,
    )  # fmt: skip


def as_costed(route: Route, service: Service, cost: Cost) -> tuple[Route, Service]:
    """Return a route and a service with the rules on fees that a stored cost was made by; the same objects where nothing has changed since."""
    rule = {
        "waived_when": (route.fee_rule.waived_when or "syllabus-grade-changes") if cost.waived else None,
        "late_change_charged": cost.late_change_charged,
    }
    if any(getattr(route.fee_rule, name) != value for name, value in rule.items()):
        route = route.model_copy(update={"fee_rule": route.fee_rule.model_copy(update=rule)})
    return route, service if service.free is cost.free else service.model_copy(update={"free": cost.free})


def charged_for(prices: Prices, service: Service | None) -> str:
    """What one fee is charged for: an appeal and an enquiry that names no component have one each, the others go by the unit."""
    if service and service.appeal:
        return "appeal"
    whole = service is not None and not service.availability.about_components
    unit = prices.unit_of(service.code) if service else prices.unit
    return ChargeUnit.ENQUIRY.value if whole and unit is ChargeUnit.COMPONENT else unit.value


def priced(route: Route) -> bool:
    """Return whether the fees on this route are known at all."""
    return route.fee_rule.waived_when is not None


def price_trust(body: Body, service: Service | None = None) -> Trust | None:
    """Return how far the price of a service can be trusted; without one, the prices of the body. None where it has none."""
    if body.prices is None:
        return None
    basis = body.prices.basis_of(service.code) if service else body.prices.basis
    return body.sources[basis.source].trust


def is_demonstration(body: Body) -> bool:
    return price_trust(body) is Trust.DEMONSTRATION


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
    """Return the administration fee for a late change; None if it is not known (S1 gives no amount)."""
    if body.prices is None or body.prices.late_change is None:
        return None
    return Amount(amount=body.prices.late_change, currency=body.prices.currency)


def enquiries_of(service: Service, candidates: Sequence[str]) -> list[str]:
    """What a submission becomes, a label each: a candidate's number, or the group, or everybody (CI-33)."""
    if service.appeal and service.appeal.from_outcome:  # one, about those whom the outcome is about
        return list(candidates) if len(candidates) == 1 else [f"Group of {len(candidates)}" if candidates else "All"]
    if service.subject is Subject.CANDIDATE:
        return list(candidates)
    return ["All"] if service.subject is Subject.COHORT else [f"Group of {len(candidates)}"] if candidates else []


def quote(body: Body, route: Route, service: str, components: int, candidates: Sequence[str], *, cost: Cost | None = None) -> Quote:
    """Return the fee for a submission: each enquiry that it becomes has its own fee and waiver (CI-33).

    `cost` is what was stored with the submission; without one the body's figures count.
    """
    offered = route.service(service)
    if offered and cost:
        route, offered = as_costed(route, offered, cost)
    if offered and offered.free:
        return Quote(lines=(), total=None, free=True, demonstration=False, waiver=FREE, explanation="")
    cost = cost or cost_of(body, route, offered)
    each = cost.fee(components)
    lines = tuple((label, each) for label in enquiries_of(offered, candidates)) if each and offered else ()
    total = Amount(amount=sum((amount.amount for _, amount in lines), Decimal(0)), currency=each.currency) if each and lines else None
    return Quote(
        lines=lines, total=total, demonstration=cost.demonstration, waiver=waiver_sentence(route, offered), explanation=explained(route, cost),
        factors=_factors(cost, components, len(lines) if offered and offered.subject is Subject.CANDIDATE else 0) if total else (),
    )  # fmt: skip


def _factors(cost: Cost, components: int, candidates: int) -> tuple[str | Amount, ...]:
    """Return what a total is the product of: 2 components, the price of one, 3 candidates; empty where one price is all of it."""
    units = [counted(components, "component")] if cost.unit == ChargeUnit.COMPONENT else []
    each = [counted(candidates, "candidate")] if candidates else []
    return (*units, cost.price, *each) if cost.price and (units or each) else ()


def status_after(grade_before: str | None, grade_after: str | None) -> FeeStatus:
    """Return WAIVED if the syllabus grade changed, up or down, and DUE otherwise (CI-16)."""
    changed = grade_after is not None and grade_after != grade_before
    return FeeStatus.WAIVED if changed else FeeStatus.DUE
