"""The data of invoices and credit notes. They name candidates by number only."""

from typing import Literal

from pydantic import Field

from functions.documents.contexts import Context, Headed, Label, Sentences, SingleLine
from functions.domain.catalogue.fees import Amount


class InvoiceLine(Context):
    """One line of an invoice: what it is for, its fee, the amount charged, and the reason where that differs."""

    ours = frozenset({"what", "why"})

    place: int
    enquiry_number: Label
    candidate: SingleLine
    syllabus: SingleLine
    what: SingleLine
    fee: Amount
    charged: Amount
    why: Sentences | None = None


class BillingDocument(Headed):
    """What an invoice and a credit note have in common. `for_associate`: the payer is the Associate of the centre."""

    number: Label
    payer: SingleLine
    for_associate: bool
    series: SingleLine
    figures_are_demonstration: bool
    demonstration: SingleLine | None = None


class Invoice(BillingDocument):
    """What a payer owes for a centre's enquiries of a series. `rule` says why an Associate pays, `unit` what a fee is for."""

    ours = frozenset({"unit", "rule"})

    kind: Literal["invoice"] = "invoice"
    lines: tuple[InvoiceLine, ...] = Field(min_length=1)
    total: Amount
    unit: Sentences
    rule: Sentences | None = None


class CreditNote(BillingDocument):
    """The amount given back on one line of an invoice, and the reason."""

    kind: Literal["credit_note"] = "credit_note"
    invoice_number: Label
    line: InvoiceLine
    amount: Amount
    why: Sentences
