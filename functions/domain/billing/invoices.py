"""What is billed for a series: every finished enquiry once, waived ones shown as waived and why; corrections are credit notes (credit_notes.py).

S1: the fee is not charged where the syllabus grade changes; invoices come from October for June series and from March
for November series. An invoice once issued does not change. Ours: a run bills what is finished when it comes; it can be
repeated and then bills what has come since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.billing.enquiry_fees import owed
from functions.domain.calendar import local_day, spoken_day
from functions.domain.catalogue.bodies import Body, ChargeUnit, Series
from functions.domain.catalogue.fees import Amount, FeeStatus, is_demonstration, late_change_charge
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Refused, problem
from functions.domain.fields import Request

INVOICE = "INV"
MOST_ENQUIRIES = 4000  # on one invoice, so that one transaction holds it; more than that becomes a second invoice
FINISHED = frozenset({Status.COMPLETED, Status.CANCELLED})


class BilledLine(BaseModel):
    """One enquiry, or one charge for a late change to it. Candidates stand here by number only.

    `fee` is what it costs by the catalogue, `charged` what is to be paid: nothing where the fee is waived, and `why` says so.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    place: int
    enquiry: str
    number: str
    candidate: str
    syllabus: str
    service: str
    what: str
    fee: Amount
    charged: Amount
    waived: bool = False
    why: str = ""


class Invoice(BaseModel):
    """The heading of what one payer owes for one centre's enquiries of a series, as issued; its lines are stored beside it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    number: str
    body: str
    series: str
    payer: str
    payer_name: str
    centre: str
    centre_number: str
    centre_name: str
    issued_at: datetime
    total: Amount
    lines: int
    waived: int
    demonstration: bool


class Account(BaseModel):
    """Which enquiries of a centre's series have been billed. Whoever bills rewrites it under its version, so none is billed twice."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    body: str
    series: str
    organisation: str
    billed: tuple[str, ...] = ()
    version: int = 0


class Run(Request):
    """A run of the invoices of a series, a portion of centres at a time; `after` is where the portion before it ended."""

    series: Annotated[str, Field(title="Series", pattern="^[0-9]{4}-[0-9]{2}$")]
    after: Annotated[str, Field(max_length=64)] = ""


def require_invoicing_open(body: Body, series: Series, now: datetime) -> None:
    """Raises Refused before the series' month in the body's zone, and where the month or the body's prices are not known."""
    if body.prices is None:
        raise Refused(problem("prices_unknown", field="series", body=body.name))
    first = series.invoiced_from
    if series.invoices is None or first is None:
        raise Refused(problem("invoices_unpublished", field="series", series=series.title))
    if local_day(now, body.zone) < first:
        source = body.cite(series.invoices.basis)
        raise Refused(problem("invoices_too_early", field="series", source=source, series=series.title, first=spoken_day(first)))


def payer_of(enquiry: Enquiry, body: Body) -> str:
    """Who is invoiced for it: the centre, or its Associate at the time of submission where the catalogue says so."""
    rule = entries_of(enquiry, body).route.fee_rule.associate_centres
    return enquiry.associate if enquiry.associate and rule and rule.billed == "associate" else enquiry.organisation


def total(amounts: Iterable[Amount], currency: str) -> Amount:
    """The sum. Money of two currencies has none: ValueError."""
    known = list(amounts)
    if any(each.currency != currency for each in known):
        raise ValueError("amounts of several currencies have no sum")
    return Amount(amount=sum((each.amount for each in known), Decimal(0)), currency=currency)


def invoice_lines(enquiry: Enquiry, body: Body) -> list[BilledLine]:
    """What an enquiry adds to an invoice once it is finished: its fee, waived or not, and charges for late changes; else nothing.

    A free enquiry adds nothing, a cancelled one its charges only. Where a price is missing nothing can be said yet.
    """
    if enquiry.status not in FINISHED or enquiry.number is None:
        return []
    _, _, service, _ = entries_of(enquiry, body)
    its = owed(enquiry, body)
    common = {
        "place": 0, "enquiry": enquiry.id, "number": enquiry.number, "candidate": _about(enquiry), "syllabus": enquiry.syllabus, "service": service.label,
    }  # fmt: skip
    lines = []
    if enquiry.status is Status.COMPLETED and not its.free:
        if its.amount is None or its.charged is None:
            return []
        waived = its.status is FeeStatus.WAIVED
        what = service.heading + _counted(enquiry, body)
        lines.append(BilledLine(**common, what=what, fee=its.amount, charged=its.charged, waived=waived, why=its.text if waived else ""))
    for charge in enquiry.charges:
        amount = charge.amount or late_change_charge(body)
        if amount is None:
            return []
        on = spoken_day(local_day(charge.at, body.zone))
        why = f"The enquiry was {charge.what} on {on}, after the time for changes without charge."
        lines.append(BilledLine(**common, what="Administration fee for a late change", fee=amount, charged=amount, why=why))
    return lines


def is_unpriced(enquiry: Enquiry, body: Body) -> bool:
    """Whether an enquiry is finished and should be billed, but the catalogue has no price for its service."""
    return enquiry.status is Status.COMPLETED and not (its := owed(enquiry, body)).free and its.amount is None


def bill(
    account: Account, enquiries: Sequence[Enquiry], body: Body, *, names: Mapping[str, str], last_number: int, now: datetime
) -> tuple[Account, list[tuple[Invoice, tuple[BilledLine, ...]]]]:
    """The invoices for what of a centre's enquiries is finished and not billed yet, one a payer; and the account afterwards.

    `last_number` is the number of the invoice before, of the body and series; they follow each other without a gap.
    """
    new = {each.id: found for each in enquiries if each.id not in account.billed and (found := invoice_lines(each, body))}
    taken = sorted((each for each in enquiries if each.id in new), key=lambda each: each.number or "")[:MOST_ENQUIRIES]
    by_payer: dict[str, list[Enquiry]] = {}
    for each in taken:
        by_payer.setdefault(payer_of(each, body), []).append(each)
    made = []
    for position, (payer, theirs) in enumerate(sorted(by_payer.items()), start=1):
        lines = tuple(
            line.model_copy(update={"place": place}) for place, line in enumerate((line for each in theirs for line in new[each.id]), 1)
        )
        number = document_number(INVOICE, account.series, last_number + position)
        first = theirs[0]
        invoice = Invoice(
            id=invoice_id(body.id, number), number=number, body=body.id, series=account.series, payer=payer, payer_name=names.get(payer, payer),
            centre=first.organisation, centre_number=first.centre, centre_name=first.organisation_name, issued_at=now,
            total=total((line.charged for line in lines), lines[0].charged.currency), lines=len(lines),
            waived=sum(line.waived for line in lines), demonstration=is_demonstration(body),
        )  # fmt: skip
        made.append((invoice, lines))
    after = account.model_copy(update={"billed": (*account.billed, *(each.id for each in taken)), "version": account.version + 1})
    return after, made


def document_number(prefix: str, series: str, count: int) -> str:
    """The number of an invoice or a credit note: year and month of the series, then a count without gaps. INV-2206-000017."""
    return f"{prefix}-{series[2:4]}{series[5:7]}-{count:06d}"


def invoice_id(body: str, number: str) -> str:
    """What stands in addresses for an invoice."""
    return hashlib.sha256(f"{body}/{number}".encode()).hexdigest()[:32]


def _about(enquiry: Enquiry) -> str:
    """Whom an enquiry is about, without a name."""
    if len(enquiry.candidates) == 1:
        return enquiry.candidates[0].number
    return f"Group of {len(enquiry.candidates)}" if enquiry.candidates else "All"


def _counted(enquiry: Enquiry, body: Body) -> str:
    """How many units the fee counts, where it counts more than one."""
    count = 1 if enquiry.appeal else len(enquiry.lines)
    return f" ({count} components)" if body.prices and body.prices.unit is ChargeUnit.COMPONENT and count > 1 else ""
