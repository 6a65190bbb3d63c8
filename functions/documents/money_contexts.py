"""The data of a centre's note to a family: what requests cost, what is the awarding body's and what the centre's, and what may be given back."""

from datetime import date
from typing import Literal

from pydantic import Field

from functions.documents.contexts import Candidate, CodeAndName, Context, Headed, Label, Sentences, SingleLine
from functions.domain.catalogue.fees import Amount


class NoteLine(Context):
    """One request: to whom it is made, its awarding body's fee and the centre's charge. `fee` is None where it is not known."""

    ours = frozenset({"state"})

    awarding_body: SingleLine
    service: SingleLine
    subject: CodeAndName
    units: SingleLine | None = None
    fee: Amount | None
    charge: Amount | None
    state: SingleLine


class PaymentNote(Headed):
    """A note from a centre to a family. It is the centre's, so `body` is the centre's name and `contact` its address.

    `total` and `to_return` have one amount a currency. `returns` says when the fee is given back, a sentence for each awarding body.
    """

    ours = frozenset({"returns", "own_charge"})

    kind: Literal["payment_note"] = "payment_note"
    number: Label
    candidate: Candidate
    lines: tuple[NoteLine, ...] = Field(min_length=1)
    total: tuple[Amount, ...]
    to_return: tuple[Amount, ...] = ()
    pay_by: date | None = None
    payment_text: Sentences | None = None
    returns: tuple[Sentences, ...]
    own_charge: Sentences | None = None
    figures_are_demonstration: bool = False
    figures_are_reported: bool = False
    demonstration: SingleLine | None = None
