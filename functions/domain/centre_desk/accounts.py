"""What an enquiry costs whom: the awarding body's fee beside the centre's own charge, what was paid, and what is to be given back.

Whether the body's fee is due is the one rule of `owed`. The centre's own charge stays with it, unless it says in its settings that it
gives that back too when the fee is not charged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from functions.domain.billing.enquiry_fees import cost_to, owed
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import Amount, FeeStatus
from functions.domain.centre_desk.records import BEARER_TEXT, CentreRecord, RecordStep, bearer_problems, told, with_payment
from functions.domain.centre_desk.terms import CentreTerms, fee_known
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.errors import Refused, problem

Sums = tuple[Amount, ...]  # one amount a currency, in order of currency
STATE_TEXT = {
    "not_asked": "Not asked for", "asked": "Asked for", "paid": "Paid", "waived": "Waived by us", "to_return": "To give back",
    "returned": "Given back", "ours": "We pay", "nothing": "Nothing to pay",
}  # fmt: skip


class Account(NamedTuple):
    """The money for one enquiry.

    `fee` is the awarding body's before any waiver, None where no figure is known; `known` says where the figure is from. `due` is what
    the body charges as far as is known now, `changes` what it charges for late changes. `total` is what the bearer is asked for; `stays` what stays with the centre of what was paid.
    """

    fee: Amount | None
    known: str
    status: FeeStatus
    text: str
    due: Amount | None
    changes: Sums
    charge: Amount | None
    total: Sums
    state: str
    to_return: Sums
    stays: Sums


def account_of(enquiry: Enquiry, body: Body, record: CentreRecord, terms: CentreTerms, *, beside: Sequence[Enquiry] = ()) -> Account:
    """Return the money for an enquiry as its centre may know it: nothing reveals an outcome that is not open to it. `beside` is as for `owed`."""
    payment = record.payment
    cost = cost_to(enquiry, body)
    its = owed(enquiry, body, enquiry.outcome_open_to_centre, beside, cost=cost)
    changes = summed(each.amount for each in enquiry.charges if each.amount)
    fee = payment.fee or its.amount
    not_charged = its.free or its.status is not FeeStatus.DUE
    due = _zero(fee) if not_charged else fee
    charge = None if enquiry.extends else payment.charge or terms.own_charge(enquiry.body, enquiry.route, enquiry.service)
    known = "free" if its.free else "entered" if payment.fee else "" if fee is None else fee_known(cost.demonstration, cost.reported)
    total = summed((fee, charge, *changes))
    kept = None if not_charged and terms.returned else charge
    stands = summed((due, kept, *changes))
    paid = payment.paid if payment.paid_on else ()
    to_return = () if payment.returned_on or not payment.paid_on else _positive(less(paid, stands))
    stays = less(less(paid, payment.returned if payment.returned_on else ()), summed((due, *changes))) if payment.paid_on else ()
    return Account(
        fee=fee, known="unknown" if fee is None and not its.free else known, status=its.status, text=its.text, due=due, changes=changes, charge=charge,
        total=total, state=_state(record, total, to_return, not_charged=not_charged), to_return=to_return, stays=stays,
    )  # fmt: skip


def _state(record: CentreRecord, total: Sums, to_return: Sums, *, not_charged: bool) -> str:
    payment = record.payment
    if payment.returned_on:
        return "returned"
    if payment.paid_on:
        return "to_return" if to_return else "paid"
    if payment.waived_on:
        return "waived"
    if payment.bearer == "centre":
        return "ours"
    if payment.asked_on:
        return "nothing" if not_charged else "asked"
    return "nothing" if not_charged or not total else "not_asked"


def recorded(record: CentreRecord, request: RecordStep, enquiry: Enquiry, account: Account, *, day: date, currency: str) -> CentreRecord:
    """Return the record after a step. Raise Refused where the step makes no sense as things are.

    Recording a step again corrects its day. `currency` is that of figures that the centre enters where the desk knows none.
    """
    payment = record.payment
    match request.step:
        case "told":
            return told(record, enquiry, day)
        case "not_told":
            return told(record, enquiry, None)
        case "chased" | "not_chased":
            return record  # no matter of money: `chased`
        case "bearer":
            if problems := list(bearer_problems(request)):
                raise Refused(*problems)
            its_currency = account.fee.currency if account.fee else currency
            return with_payment(
                record, bearer=request.bearer, fund=request.fund if request.bearer == "fund" else "",
                fee=_entered(request.fee, its_currency) or payment.fee, charge=_entered(request.charge, currency) or payment.charge,
            )  # fmt: skip
        case "asked":
            _require_payer(record)
            return with_payment(record, asked_on=day, asked=account.total, charge=account.charge, waived_on=None)
        case "paid":
            _require_payer(record)
            asked = payment.asked or account.total
            if not asked:
                raise Refused(problem("amount_unknown"))
            return with_payment(record, paid_on=day, paid=asked, charge=account.charge, waived_on=None)
        case "waived":
            _require_payer(record)
            if payment.paid_on:
                raise Refused(problem("paid_already"))
            return with_payment(record, waived_on=day)
        case "returned":
            if not account.to_return and not payment.returned_on:
                raise Refused(problem("nothing_to_return"))
            return with_payment(record, returned_on=day, returned=account.to_return or payment.returned)
        case "not_asked":
            return with_payment(record, asked_on=None, asked=())
        case "not_paid":
            if payment.returned_on:
                raise Refused(problem("returned_already"))
            return with_payment(record, paid_on=None, paid=())
        case "not_waived":
            return with_payment(record, waived_on=None)
        case "not_returned":
            return with_payment(record, returned_on=None, returned=())


def bearer_text(record: CentreRecord) -> str:
    """Return who bears the cost, in words: a fund by its name."""
    return record.payment.fund if record.payment.bearer == "fund" else BEARER_TEXT[record.payment.bearer]


def summed(amounts: Iterable[Amount | None]) -> Sums:
    """Return the sum of amounts for each currency; those that are None or come to nothing are left out."""
    return less(amounts, ())


def less(amounts: Iterable[Amount | None], others: Iterable[Amount]) -> Sums:
    """Return the first amounts without the others, for each currency."""
    given = [each for each in amounts if each is not None and each.amount]
    taken = [each for each in others if each.amount]
    if not taken and len(given) < 2:  # what is most frequent: a log has thousands
        return tuple(given)
    sums: dict[str, Decimal] = {}
    for each in given:
        sums[each.currency] = sums.get(each.currency, Decimal(0)) + each.amount
    for each in taken:
        sums[each.currency] = sums.get(each.currency, Decimal(0)) - each.amount
    return tuple(Amount(amount=sums[each], currency=each) for each in sorted(sums) if sums[each])


def sums_text(sums: Sums) -> str:
    """Return sums as text: 'GBP 51.95', 'EUR 5.00 and GBP 51.95'; empty for nothing."""
    return " and ".join(map(str, sums))


def shown_sums(sums: Iterable[Amount]) -> list[dict[str, str]]:
    """Return sums in the API's shape."""
    return [{"amount": f"{each.amount:.2f}", "currency": each.currency} for each in sums]


def account_page(account: Account, record: CentreRecord) -> dict[str, Any]:
    """Return the money for an enquiry, and what is recorded of it, in the API's shape."""
    payment = record.payment

    def when(day: date | None) -> str | None:
        return day.isoformat() if day else None

    return {
        "version": record.version, "fee": shown_sums([account.fee] if account.fee else []), "fee_known": account.known, "fee_text": account.text,
        "charge": shown_sums([account.charge] if account.charge else []), "total": shown_sums(account.total),
        "bearer": payment.bearer, "fund": payment.fund, "bearer_text": bearer_text(record), "state": account.state,
        "state_text": STATE_TEXT[account.state], "asked_on": when(payment.asked_on), "asked": shown_sums(payment.asked),
        "paid_on": when(payment.paid_on), "paid": shown_sums(payment.paid), "waived_on": when(payment.waived_on),
        "to_return": shown_sums(account.to_return), "returned_on": when(payment.returned_on), "returned": shown_sums(payment.returned),
        "stays": shown_sums(account.stays), "told_on": when(record.told_on),
    }  # fmt: skip


def _require_payer(record: CentreRecord) -> None:
    if record.payment.bearer == "centre":
        raise Refused(problem("nobody_asked"))


def _entered(text: str, currency: str) -> Amount | None:
    return Amount(amount=Decimal(text), currency=currency) if text else None


def _zero(amount: Amount | None) -> Amount | None:
    return Amount(amount=Decimal(0), currency=amount.currency) if amount else None


def _positive(sums: Sums) -> Sums:
    return tuple(each for each in sums if each.amount > 0)
