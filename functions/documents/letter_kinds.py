"""Every kind of document that the letters function renders, by its name."""

from __future__ import annotations

from functions.documents.contexts import Acknowledgement, Receipt
from functions.documents.invoice_contexts import CreditNote, Invoice
from functions.documents.money_contexts import PaymentNote
from functions.documents.outcome_contexts import AppealDecision, Breakdown, CheckOutcome, Explanation, ModerationOutcome, Outcome, Statement

LetterContext = (
    Acknowledgement
    | Outcome
    | ModerationOutcome
    | Breakdown
    | Explanation
    | CheckOutcome
    | AppealDecision
    | Statement
    | Receipt
    | Invoice
    | CreditNote
    | PaymentNote
)

LETTERS: dict[str, type[LetterContext]] = {
    "acknowledgement": Acknowledgement,
    "outcome": Outcome,
    "moderation": ModerationOutcome,
    "breakdown": Breakdown,
    "explanation": Explanation,
    "check": CheckOutcome,
    "appeal": AppealDecision,
    "statement": Statement,
    "receipt": Receipt,
    "invoice": Invoice,
    "credit_note": CreditNote,
    "payment_note": PaymentNote,
}
