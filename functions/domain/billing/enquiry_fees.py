"""The fee of an enquiry: what is owed for it and why, and how the API shows that.

Only `owed` decides what an enquiry costs: its page, its outcome letter and its invoice all call it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from functions.domain.calendar import iso
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import (
    FREE,
    Amount,
    Cost,
    FeeStatus,
    cost_of,
    explained,
    priced,
    waiver_sentence,
)
from functions.domain.enquiries.appeal_records import OUT_OF_TIME, Verdict
from functions.domain.enquiries.cohort_outcomes import marks_reinstated
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.extensions import EXTENSION_FREE_TEXT
from functions.domain.enquiries.statuses import CLOSED, NOT_CARRIED_OUT

UPHELD: frozenset[Verdict] = frozenset({"allowed", "partly"})
COHORT_FEE_TEXT = {  # whether the fee is charged, by the rule of the route: if it is, and if it is waived
    "any-syllabus-grade-changes": (
        "The fee is charged: no candidate’s syllabus grade changed.",
        "No charge: the syllabus grade of at least one candidate changed.",
    ),
    "moderated-grade-changes": (
        "The fee is charged: no candidate’s moderated grade changed.",
        "No charge: the moderated grade of at least one candidate changed.",
    ),
    "centre-marks-reinstated": (
        "The fee is charged: the centre’s marks were not reinstated.",
        "No charge: the centre’s marks were reinstated.",
    ),
}


@dataclass(frozen=True, slots=True)
class Owed:
    """What an enquiry costs: its fee (None where no price is known), whether it is due, and the sentence that says why."""

    amount: Amount | None
    status: FeeStatus
    text: str
    free: bool

    @property
    def charged(self) -> Amount | None:
        """The amount to pay: zero where the fee is waived or the enquiry was not carried out, None where no price is known."""
        if self.amount is None or self.status is FeeStatus.DUE:
            return self.amount
        return Amount(amount=Decimal(0), currency=self.amount.currency)


GRADE_TEXT = {
    "syllabus-grade-changes": "the syllabus grade",
    "unit-grade-changes": "the grade of the unit",
    "syllabus-or-unit-grade-changes": "the syllabus grade or the grade of the unit",
}


def owed(enquiry: Enquiry, body: Body, results: bool = True, beside: Sequence[Enquiry] = (), *, cost: Cost | None = None) -> Owed:
    """Return what an enquiry costs by the catalogue's unit of charge: due, waived by a changed grade, or cancelled.

    Without `results`, return nothing that would reveal the outcome before its letter. `beside` are the enquiries that count together
    with this one (`counted_together`): if one of them changes the grade, this one is not charged either.
    `cost` is that of `cost_to`, where it is known already.
    """
    route, _, service, _ = entries_of(enquiry, body)
    if enquiry.extends:
        return Owed(None, FeeStatus.WAIVED, EXTENSION_FREE_TEXT, free=True)
    cost = cost or cost_to(enquiry, body)
    if cost.free:
        return Owed(None, FeeStatus.WAIVED, FREE, free=True)
    amount = cost.fee(len(enquiry.lines))
    if enquiry.status in NOT_CARRIED_OUT:
        return Owed(amount, FeeStatus.CANCELLED, "No fee: the enquiry was not carried out.", free=False)
    if not (results and enquiry.recorded and priced(route)):
        return Owed(amount, FeeStatus.DUE, waiver_sentence(route, service), free=False)
    if enquiry.decision and enquiry.decision.finding == OUT_OF_TIME:
        return Owed(amount, FeeStatus.CANCELLED, "No fee: the appeal came too late and was not considered.", free=False)
    if enquiry.cohort and route.fee_rule.cohorts:
        rule = route.fee_rule.cohorts.waived_when
        waived = marks_reinstated(enquiry, service) if rule == "centre-marks-reinstated" else enquiry.changes_grade
        return Owed(amount, FeeStatus.WAIVED if waived else FeeStatus.DUE, COHORT_FEE_TEXT[rule][waived], free=False)
    if enquiry.decision and route.fee_rule.appeals:
        if enquiry.decision.finding in UPHELD:
            return Owed(amount, FeeStatus.WAIVED, "No charge: the appeal was upheld.", free=False)
        return Owed(amount, FeeStatus.DUE, "The fee is charged: the appeal was not upheld.", free=False)
    waived_when = route.fee_rule.waived_when or "syllabus-grade-changes"
    grade = GRADE_TEXT[waived_when]
    if not enquiry.cohort and _changes(enquiry, waived_when):
        return Owed(amount, FeeStatus.WAIVED, f"No charge: {grade} changed.", free=False)
    if not enquiry.cohort and any(_changes(each, waived_when) for each in beside):
        return Owed(amount, FeeStatus.WAIVED, f"No charge: {grade} changed by an enquiry that counts together with this one.", free=False)
    if not enquiry.cohort and any(each.status not in CLOSED for each in beside):
        text = f"The fee is charged unless {grade} is changed by an enquiry that counts together with this one and is not finished."
        return Owed(amount, FeeStatus.DUE, text, free=False)
    return Owed(amount, FeeStatus.DUE, f"The fee is charged: {grade} did not change.", free=False)


def _changes(enquiry: Enquiry, rule: str) -> bool:
    """Return whether its outcome changes the grade that the rule is about. The grade of a unit is known only where it was recorded."""
    return enquiry.changes_grade or (rule != "syllabus-grade-changes" and enquiry.unit_grade_changed)


def counted_together(enquiry: Enquiry, others: Iterable[Enquiry], body: Body) -> list[Enquiry]:
    """Return the other enquiries that count together with this one: about the same candidate and syllabus, each submitted while one of
    them was not finished. Where the route has no such rule there are none.

    An enquiry that was submitted after all the others had finished is charged on its own result.
    """
    if entries_of(enquiry, body).route.fee_rule.together is None or len(enquiry.candidates) != 1:
        return []
    about = (enquiry.centre_syllabus, enquiry.candidates)
    same = [each for each in others if (each.centre_syllabus, each.candidates) == about and not each.appeal and each.id != enquiry.id]
    in_order = sorted((each for each in (*same, enquiry) if each.status not in NOT_CARRIED_OUT), key=_asked_at)
    groups: list[list[Enquiry]] = []
    for each in in_order:
        if groups and any(one.completed_at is None or _asked_at(each) < one.completed_at for one in groups[-1]):
            groups[-1].append(each)
        else:
            groups.append([each])
    mine = next((group for group in groups if enquiry in group), [])
    return [each for each in mine if each.id != enquiry.id]


def _asked_at(enquiry: Enquiry) -> datetime:
    """Return when an enquiry was asked for: on submission, or when its centre made it in the awarding body's own portal."""
    return (enquiry.portal and enquiry.received_at) or enquiry.submitted_at


def cost_to(enquiry: Enquiry, body: Body) -> Cost:
    """Return the cost that was kept with an enquiry on submission; that of the body's figures where none was kept, or no price was known."""
    if enquiry.cost and (enquiry.cost.free or enquiry.cost.price or not enquiry.cost.waived):
        return enquiry.cost
    route, _, service, _ = entries_of(enquiry, body)
    return cost_of(body, route, service)


def fee_of(enquiry: Enquiry, body: Body, results: bool = True, beside: Sequence[Enquiry] = ()) -> dict[str, Any]:
    """Return the fee of an enquiry, and the charges for late changes to it, in the API's shape. `beside` is as for `owed`."""
    route, cost = entries_of(enquiry, body).route, cost_to(enquiry, body)
    its = owed(enquiry, body, results, beside, cost=cost)
    charges = [{"what": each.what, "money": money(each.amount), "at": iso(each.at)} for each in enquiry.charges]
    return {
        "money": money(its.amount), "status": its.status.value, "text": body.words.said(its.text),
        "explanation": "" if its.free else body.words.said(explained(route, cost)),
        "demonstration": cost.demonstration, "known": priced(route), "charges": charges,
    }  # fmt: skip


def money(amount: Amount | None) -> dict[str, str] | None:
    """Return an amount in the API's shape, with the figure as a string; None for None."""
    return {"amount": f"{amount.amount:.2f}", "currency": amount.currency} if amount else None
