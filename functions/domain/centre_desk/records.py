"""What a centre keeps of an enquiry for itself: who bears its cost, what was asked for, paid and given back, and that its candidate was told.

Money is recorded and never taken (TX-02). What a family was asked for is kept as it was on that day, so later dates, charges and figures
leave it as it is. Staff of the awarding body and Associates see nothing of it.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.calendar import local_day
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import Amount
from functions.domain.catalogue.services import Service
from functions.domain.centre_desk.terms import AMOUNT
from functions.domain.consent.coverage import state_of
from functions.domain.consent.records import ConsentRecord, ConsentState
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import CLOSED
from functions.domain.errors import Problem, Refused, problem
from functions.domain.fields import Request
from functions.domain.wording import counted

Bearer = Literal["family", "centre", "fund"]
BEARER_TEXT: dict[Bearer, str] = {"family": "Family", "centre": "Our centre", "fund": "A fund"}
Step = Literal[
    "asked", "paid", "waived", "returned", "bearer", "told", "chased",
    "not_asked", "not_paid", "not_waived", "not_returned", "not_told", "not_chased",
]  # fmt: skip
STEP_TEXT: dict[Step, str] = {  # as the history says it after “Payment recorded”, “Candidate told” or “Consent chased”
    "asked": "asked for", "paid": "paid", "waived": "waived", "returned": "given back", "bearer": "who bears the cost", "told": "", "chased": "",
    "not_asked": "not asked for", "not_paid": "not paid", "not_waived": "not waived", "not_returned": "not given back", "not_told": "taken back", "not_chased": "taken back",
}  # fmt: skip
MOST_AT_ONCE = 50  # enquiries that are read in one call, each with what is recorded of it


class Payment(BaseModel):
    """What a centre has recorded of the money for one enquiry.

    `fee` is the awarding body's fee as the centre entered it, where it knows it better than the desk; `charge` is its own charge, None
    for that of its settings. `asked`, `paid` and `returned` are what it came to on the day, one amount a currency.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    bearer: Bearer = "family"
    fund: str = ""
    fee: Amount | None = None
    charge: Amount | None = None
    asked: tuple[Amount, ...] = ()
    asked_on: date | None = None
    paid: tuple[Amount, ...] = ()
    paid_on: date | None = None
    waived_on: date | None = None
    returned: tuple[Amount, ...] = ()
    returned_on: date | None = None


class CentreRecord(BaseModel):
    """What a centre keeps of one of its enquiries. Version 0 is that of an enquiry of which nothing is recorded."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    version: int = 0
    payment: Payment = Field(default_factory=Payment)
    told_on: date | None = None
    chased_on: date | None = None
    chased_by: str = ""


class RecordStep(Request):
    """Something that the centre has done about one or more of its enquiries. What a step does not concern is left empty."""

    ids: Annotated[
        tuple[Annotated[str, Field(pattern="^[0-9a-f]{32}$")], ...], Field(title="Enquiries", min_length=1, max_length=MOST_AT_ONCE)
    ]
    step: Annotated[Step, Field(title="What was done")]
    day: Annotated[str, Field(title="On", description="Leave it empty for today.", pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")] = ""
    bearer: Annotated[Literal["", "family", "centre", "fund"], Field(title="Who bears the cost")] = ""
    fund: Annotated[str, Field(title="Name of the fund", max_length=60)] = ""
    fee: Annotated[
        str,
        Field(title="The awarding body’s fee", description="Only if it differs from the figure that this desk has.", pattern=AMOUNT),
    ] = ""
    charge: Annotated[
        str, Field(title="Your centre’s own charge", description="Only if it differs from your settings.", pattern=AMOUNT)
    ] = ""


class MakeNote(Request):
    """The requests for one candidate that a note to the family is about."""

    ids: Annotated[
        tuple[Annotated[str, Field(pattern="^[0-9a-f]{32}$")], ...], Field(title="Enquiries", min_length=1, max_length=MOST_AT_ONCE)
    ]


def step_day(request: RecordStep, body: Body, now: datetime) -> date:
    """Return the day of a step, today where none was entered. Raise Refused for one that is none, or is to come."""
    today = local_day(now, body.zone)
    if not request.day:
        return today
    try:
        day = date.fromisoformat(request.day)
    except ValueError:
        raise Refused(problem("record_day_none", field="day")) from None
    if day > today:
        raise Refused(problem("record_day_to_come", field="day"))
    return day


def told(record: CentreRecord, enquiry: Enquiry, day: date | None) -> CentreRecord:
    """Return the record with the day on which the candidate was told the outcome; None takes it back. Raise Refused before the outcome."""
    if day and not enquiry.outcome_open_to_centre:
        raise Refused(problem("told_too_early"))
    return record.model_copy(update={"told_on": day, "version": record.version + 1})


def may_be_chased(enquiry: Enquiry, service: Service, consents: Mapping[str, ConsentRecord]) -> bool:
    """Return whether a candidate of an enquiry may be reminded of their consent: it counts, and they have not answered here.

    An awarding body that only has consent declared leaves it to the centre to have it in writing, so it may be chased there too.
    """
    if enquiry.status in CLOSED or (service.consent and not service.consent.needed):
        return False
    answered = {ConsentState.GIVEN.value, ConsentState.REFUSED.value, ConsentState.WITHDRAWN.value}
    return any(state_of(consents.get(each.number), service, enquiry.components)[0] not in answered for each in enquiry.candidates)


def chased(record: CentreRecord, day: date | None, *, by: str, possible: bool) -> CentreRecord:
    """Return the record with the day on which somebody last reminded a candidate of their consent; None takes it back.

    Raise Refused where it is not `possible`.
    """
    if day and not possible:
        raise Refused(problem("nothing_to_chase"))
    return record.model_copy(update={"chased_on": day, "chased_by": by if day else "", "version": record.version + 1})


def with_payment(record: CentreRecord, **changes: object) -> CentreRecord:
    """Return the record with these fields of its payment changed."""
    payment = record.payment.model_copy(update=changes)
    return record.model_copy(update={"payment": payment, "version": record.version + 1})


def bearer_problems(request: RecordStep) -> Iterator[Problem]:
    """Yield what is missing of who bears the cost."""
    if not request.bearer:
        yield problem("bearer_missing", field="bearer")
    if request.bearer == "fund" and not request.fund:
        yield problem("fund_missing", field="fund")


def candidates_text(enquiry: Enquiry) -> str:
    """Return whom an enquiry is about in one line of text: number and name, or how many."""
    if len(enquiry.candidates) == 1:
        return f"{enquiry.candidates[0].number} {enquiry.candidates[0].name}"
    return counted(len(enquiry.candidates), "candidate") if enquiry.candidates else "All candidates"
