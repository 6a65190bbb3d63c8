"""Invoices with defaults: a test states only what it is about."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from functions.domain.billing.credit_notes import CreditNote
from functions.domain.billing.invoices import BilledLine, Invoice, invoice_id
from functions.domain.catalogue.fees import Amount
from tests.builders import CAMBRIDGE, london

OCTOBER = "2022-10-03 09:00"


def gbp(amount: str) -> Amount:
    return Amount(amount=Decimal(amount), currency="GBP")


def line(place: int = 1, charged: str = "104.00", **changes: Any) -> BilledLine:
    """A review of two components of 0580 for candidate 0713, charged for."""
    fields: dict[str, Any] = {
        "place": place, "enquiry": f"{place:032x}", "number": f"2206-{place:06d}", "candidate": "0713", "syllabus": "0580", "service": "2",
        "what": "Service 2: Review of marking (2 components)", "fee": gbp("104.00"), "charged": gbp(charged),
    }  # fmt: skip
    return BilledLine(**{**fields, **changes})


def invoice(
    *lines: BilledLine, number: str = "INV-2206-000001", payer: str = "northfield", **changes: Any
) -> tuple[Invoice, tuple[BilledLine, ...]]:
    """Northfield's invoice of one line for June 2022, and its lines."""
    has = lines or (line(),)
    fields: dict[str, Any] = {
        "id": invoice_id(CAMBRIDGE, number), "number": number, "body": CAMBRIDGE, "series": "2022-06", "payer": payer,
        "payer_name": "Northfield School", "centre": "northfield", "centre_number": "ZZ101", "centre_name": "Northfield School",
        "issued_at": london(OCTOBER), "total": gbp(str(sum(each.charged.amount for each in has))), "lines": len(has),
        "waived": sum(each.waived for each in has), "demonstration": True,
    }  # fmt: skip
    return Invoice(**{**fields, **changes}), has


def credit_note(amount: str = "10.00", turn: int = 1, of: BilledLine | None = None, **changes: Any) -> CreditNote:
    """A credit note on that invoice's first line."""
    issued, (first, *_) = invoice()
    fields: dict[str, Any] = {
        "number": f"CRN-2206-{turn:06d}", "turn": turn, "invoice": issued.id, "invoice_number": issued.number, "body": CAMBRIDGE,
        "series": "2022-06", "payer": "northfield", "payer_name": "Northfield School", "centre": "northfield", "centre_number": "ZZ101",
        "centre_name": "Northfield School", "line": of or first, "amount": gbp(amount), "why": "Charged twice", "issued_at": london(OCTOBER),
        "demonstration": True,
    }  # fmt: skip
    return CreditNote(**{**fields, **changes})
