"""What is billed for a series: every finished enquiry once, those with a waived fee too, with the reason.

S1: the fee is not charged where the syllabus grade changes; invoices come from October for June series and from March
for November series. An issued invoice never changes; credit notes correct it (credit_notes.py). Ours: a run bills the
enquiries that are finished by then. It can be repeated, and then bills those that were finished since.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.billing.enquiry_fees import cost_to, counted_together, owed
from functions.domain.calendar import local_day, spoken_day
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import Amount, Cost, FeeStatus, is_demonstration
from functions.domain.catalogue.prices import ChargeUnit
from functions.domain.catalogue.series import Series
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Refused, problem
from functions.domain.fields import JobId, Request
from functions.domain.wording import counted

INVOICE = "INV"
MOST_ENQUIRIES = 4000  # on one invoice, so that one transaction holds it; more than that becomes a second invoice
FINISHED = frozenset({Status.COMPLETED, Status.CANCELLED})


class BilledLine(BaseModel):
    """A line of an invoice: one enquiry, or one charge for a late change to it. It names candidates by number only.

    `fee` is the price in the catalogue and `charged` the amount to pay: zero where the fee is waived, with the reason in `why`.
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
    unit: str = ""  # what one fee is charged for; empty on a line from before it was kept


class Invoice(BaseModel):
    """An issued invoice, without its lines: what one payer owes for one centre's enquiries of a series."""

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
    """The enquiries of a centre's series that have been billed. Each run stores it under its version, so that none is billed twice."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    body: str
    series: str
    organisation: str
    billed: tuple[str, ...] = ()
    version: int = 0


class BeginRun(Request):
    """A run of the invoices of a whole series, done as a job; `id` makes sending it twice the same run."""

    series: Annotated[str, Field(title="Series", pattern="^[0-9]{4}-[0-9]{2}$")]
    id: JobId = ""


class Run(Request):
    """A run of the invoices of a series for one portion of the centres; `after` is where the previous portion ended."""

    series: Annotated[str, Field(title="Series", pattern="^[0-9]{4}-[0-9]{2}$")]
    after: Annotated[str, Field(max_length=64)] = ""


def require_invoicing_open(body: Body, series: Series, now: datetime) -> None:
    """Raise Refused before the month from which the series is invoiced, and where that month or the prices are not known."""
    if body.prices is None:
        raise Refused(problem("prices_unknown", field="series", body=body.name))
    first = series.invoiced_from
    if series.invoices is None or first is None:
        raise Refused(problem("invoices_unpublished", field="series", series=series.title))
    if local_day(now, body.zone) < first:
        cited = body.citation_of(None, series.invoices.basis)
        raise Refused(problem("invoices_too_early", field="series", cites=cited, series=series.title, first=spoken_day(first)))


def series_to_invoice(body: Body, now: datetime) -> Series:
    """Return the series that invoices are about now: the latest that can be invoiced, or else the first that will be."""
    known = [(first, each) for each in body.series if (first := each.invoiced_from)]
    begun = [each for each in known if each[0] <= local_day(now, body.zone)]
    if begun:
        return max(begun, key=lambda each: each[0])[1]
    return min(known, key=lambda each: each[0])[1] if known else body.series[0]


def payer_of(enquiry: Enquiry, body: Body) -> str:
    """Return the id of the organisation that pays: the centre, or its Associate on submission where the catalogue says so."""
    rule = entries_of(enquiry, body).route.fee_rule.associate_centres
    return enquiry.associate if enquiry.associate and rule and rule.billed == "associate" else enquiry.organisation


def total(amounts: Iterable[Amount], currency: str) -> Amount:
    """Return the sum of amounts. Raise ValueError if one of them is in another currency."""
    known = list(amounts)
    if any(each.currency != currency for each in known):
        raise ValueError("amounts of several currencies have no sum")
    return Amount(amount=sum((each.amount for each in known), Decimal(0)), currency=currency)


def invoice_lines(enquiry: Enquiry, body: Body, others: Sequence[Enquiry] = ()) -> list[BilledLine]:
    """Return the lines of a finished enquiry: its fee, waived or not, and its charges for late changes; empty for others.

    A free enquiry has no fee, a cancelled one only its charges. Where a price is missing there are no lines yet, nor while an enquiry
    that counts together with this one (among `others`) is not finished.
    """
    if enquiry.status not in FINISHED or enquiry.number is None or enquiry.portal:
        return []  # what is made in a body's own portal is invoiced there
    body = body.at(enquiry.submitted_at).of_syllabus(enquiry.syllabus)
    _, _, service, _ = entries_of(enquiry, body)
    beside = counted_together(enquiry, others, body)
    if any(each.status not in FINISHED for each in beside):
        return []
    its = owed(enquiry, body, beside=beside)
    cost = cost_to(enquiry, body)
    common = {
        "place": 0, "enquiry": enquiry.id, "number": enquiry.number, "candidate": _about(enquiry), "syllabus": enquiry.syllabus, "service": service.label,
        "unit": cost.unit,
    }  # fmt: skip
    lines = []
    if enquiry.status is Status.COMPLETED and not its.free:
        if its.amount is None or its.charged is None:
            return []
        waived = its.status is FeeStatus.WAIVED
        what = service.heading + _counted(enquiry, cost)
        lines.append(BilledLine(**common, what=what, fee=its.amount, charged=its.charged, waived=waived, why=its.text if waived else ""))
    for charge in enquiry.charges:
        amount = charge.amount or cost_to(enquiry, body).late_change
        if amount is None:
            return []
        on = spoken_day(local_day(charge.at, body.zone))
        why = f"The enquiry was {charge.what} on {on}, after the time for changes without charge."
        lines.append(BilledLine(**common, what="Administration fee for a late change", fee=amount, charged=amount, why=why))
    return lines


def is_unpriced(enquiry: Enquiry, body: Body) -> bool:
    """Return whether an enquiry is completed and not free, but the catalogue has no price for its service."""
    its = owed(enquiry, body.at(enquiry.submitted_at).of_syllabus(enquiry.syllabus))
    return enquiry.status is Status.COMPLETED and not its.free and its.amount is None and enquiry.portal is None


def bill(
    account: Account, enquiries: Sequence[Enquiry], body: Body, *, names: Mapping[str, str], last_number: int, now: datetime
) -> tuple[Account, list[tuple[Invoice, tuple[BilledLine, ...]]]]:
    """Return the new account and the invoices, each with its lines, for a centre's enquiries that are finished and not billed yet.

    There is one invoice for each payer, and none where nothing is to be paid: those enquiries come with what is (ours). `names` are
    the payers' names by id. `last_number` is the count of the previous invoice of the awarding body and series; the numbers follow
    without a gap.
    """
    new = {each.id: found for each in enquiries if each.id not in account.billed and (found := invoice_lines(each, body, enquiries))}
    paying = {payer_of(each, body) for each in enquiries if any(line.charged.amount for line in new.get(each.id, ()))}
    billable = [each for each in enquiries if each.id in new and payer_of(each, body) in paying]
    taken = sorted(billable, key=lambda each: each.number or "")[:MOST_ENQUIRIES]
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
    """Return the number of an invoice or a credit note: year and month of the series, then a count without gaps, such as INV-2206-000017."""
    return f"{prefix}-{series[2:4]}{series[5:7]}-{count:06d}"


def invoice_id(body: str, number: str) -> str:
    """Return the id of an invoice, which is used in addresses."""
    return hashlib.sha256(f"{body}/{number}".encode()).hexdigest()[:32]


def _about(enquiry: Enquiry) -> str:
    """Return whom an enquiry is about, without a name."""
    if len(enquiry.candidates) == 1:
        return enquiry.candidates[0].number
    return f"Group of {len(enquiry.candidates)}" if enquiry.candidates else "All"


def _counted(enquiry: Enquiry, cost: Cost) -> str:
    """Return how many components the fee counts, in words; empty for one."""
    count = len(enquiry.lines)
    return f" ({counted(count, 'component')})" if cost.unit == ChargeUnit.COMPONENT and count > 1 else ""
