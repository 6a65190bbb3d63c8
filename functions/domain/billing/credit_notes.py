"""Credit notes: each corrects one line of an invoice, which itself never changes once it is issued."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.billing.invoices import BilledLine, Invoice, document_number, total
from functions.domain.catalogue.fees import Amount
from functions.domain.errors import Changed, Refused, problem
from functions.domain.fields import Request

CREDIT_NOTE = "CRN"
AMOUNT = re.compile(r"[0-9]{1,7}([.][0-9]{1,2})?")


class CreditNote(BaseModel):
    """Money given back on one line of an invoice, and the reason. `turn` counts the credit notes of that invoice from 1."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    number: str
    turn: int
    invoice: str
    invoice_number: str
    body: str
    series: str
    payer: str
    payer_name: str
    centre: str
    centre_number: str
    centre_name: str
    line: BilledLine
    amount: Amount
    why: str
    issued_at: datetime
    demonstration: bool


class Credit(Request):
    """A correction of one line of an invoice. `version` is how many credit notes the invoice had when it was looked at."""

    version: Annotated[int, Field(ge=0, le=1_000_000_000)]
    line: Annotated[int, Field(title="Line", ge=0)] = 0
    amount: Annotated[
        str, Field(title="Amount to give back", description="At most what is left on the line, such as 12.50.", max_length=20)
    ] = ""
    reason: Annotated[str, Field(title="Why", description="The credit note gives it in these words.", max_length=500)] = ""


def creditable_amount(line: BilledLine, notes: Iterable[CreditNote]) -> Amount:
    """Return how much of a line has not been given back yet."""
    given = total((note.amount for note in notes if note.line.place == line.place), line.charged.currency)
    return Amount(amount=line.charged.amount - given.amount, currency=line.charged.currency)


def credit(
    invoice: Invoice, lines: Sequence[BilledLine], notes: Sequence[CreditNote], request: Credit, *, last_number: int, now: datetime
) -> CreditNote:
    """Return a credit note on one line. `last_number` is the count of the previous credit note of the awarding body and series.

    Raise Refused without a reason, and for more than is left of what was charged. Raise Changed if the invoice has had another
    credit note since it was looked at.
    """
    if request.version != len(notes):
        raise Changed(problem("changed_meanwhile"))
    line = next((each for each in lines if each.place == request.line), None)
    problems = []
    if line is None:
        problems.append(problem("credit_line", field="line"))
    amount = Decimal(request.amount) if AMOUNT.fullmatch(request.amount) else Decimal(0)
    if amount == 0:
        problems.append(problem("credit_amount", field="amount"))
    elif line and amount > (left := creditable_amount(line, notes)).amount:
        problems.append(problem("credit_too_much", field="amount", most=left))
    if not request.reason:
        problems.append(problem("reason_missing", field="reason"))
    if problems or line is None:
        raise Refused(*problems)
    return CreditNote(
        number=document_number(CREDIT_NOTE, invoice.series, last_number + 1), turn=len(notes) + 1, invoice=invoice.id, invoice_number=invoice.number,
        body=invoice.body, series=invoice.series, payer=invoice.payer, payer_name=invoice.payer_name, centre=invoice.centre, centre_number=invoice.centre_number,
        centre_name=invoice.centre_name, line=line, amount=Amount(amount=amount, currency=line.charged.currency), why=request.reason,
        issued_at=now, demonstration=invoice.demonstration,
    )  # fmt: skip
