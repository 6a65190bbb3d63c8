"""What is asked for, paid, still open and given back, added up by candidate, by awarding body, and by who pays."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from functions.domain.centre_desk.accounts import Account, Sums, bearer_text, shown_sums, summed
from functions.domain.centre_desk.records import CentreRecord, candidates_text
from functions.domain.enquiries.enquiry import Enquiry


class Reckoned(NamedTuple):
    """An enquiry with what is recorded of it, the money for it, and the name of its awarding body."""

    enquiry: Enquiry
    record: CentreRecord
    account: Account
    body: str


class Total(NamedTuple):
    """The sums of some enquiries. `open` is what is still to be paid, `due` what the awarding bodies charge as far as is known now."""

    name: str
    requests: int
    due: Sums
    charges: Sums
    open: Sums
    paid: Sums
    to_return: Sums
    returned: Sums
    stays: Sums


GROUPS: dict[str, Callable[[Reckoned], str]] = {
    "body": lambda each: each.body,
    "bearer": lambda each: bearer_text(each.record),
    "candidate": lambda each: candidates_text(each.enquiry) if len(each.enquiry.candidates) == 1 else "Groups and cohorts",
}


def totals(reckoned: Iterable[Reckoned], group: str) -> list[Total]:
    """Return the sums of each group, in order of its name. `group` is one of GROUPS."""
    groups: dict[str, list[Reckoned]] = {}
    for each in reckoned:
        groups.setdefault(GROUPS[group](each), []).append(each)
    return [_total(name, groups[name]) for name in sorted(groups, key=str.casefold)]


def total_of_all(reckoned: Iterable[Reckoned]) -> Total:
    """Return the sums of all."""
    return _total("All", list(reckoned))


def total_page(total: Total) -> dict[str, Any]:
    """Return sums in the API's shape."""
    return {
        "name": total.name, "count": total.requests, "due": shown_sums(total.due), "charges": shown_sums(total.charges), "open": shown_sums(total.open),
        "paid": shown_sums(total.paid), "to_return": shown_sums(total.to_return), "returned": shown_sums(total.returned), "stays": shown_sums(total.stays),
    }  # fmt: skip


def _total(name: str, those: list[Reckoned]) -> Total:
    def added(of: Callable[[Reckoned], Iterable[Any]]) -> Sums:
        return summed(amount for each in those for amount in of(each))

    return Total(
        name=name,
        requests=len(those),
        due=added(lambda each: (each.account.due, *each.account.changes)),
        charges=added(lambda each: [each.account.charge]),
        open=added(lambda each: (each.record.payment.asked or each.account.total) if each.account.state in {"asked", "not_asked"} else ()),
        paid=added(lambda each: each.record.payment.paid if each.record.payment.paid_on else ()),
        to_return=added(lambda each: each.account.to_return),
        returned=added(lambda each: each.record.payment.returned if each.record.payment.returned_on else ()),
        stays=added(lambda each: each.account.stays),
    )
