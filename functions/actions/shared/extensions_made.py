"""What an enquiry was extended to, as whoever may open it sees it."""

from __future__ import annotations

from typing import Any

from functions.adapters import keys
from functions.adapters.records import body_of, extended_to
from functions.adapters.table import Item, Table
from functions.domain.catalogue.bodies import Body
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.views.list_rows import enquiry_summary


def extensions_in(table: Table, body: Body, items: list[Item]) -> list[dict[str, Any]]:
    """The extensions of an enquiry, out of what was read of it: one call where there are any, none for most."""
    ids = extended_to(items)
    if not ids:
        return []
    found = table.get_all([keys.enquiry(each) for each in ids])
    return [enquiry_summary(Enquiry.model_validate_json(body_of(found[keys.enquiry(each)])), body) for each in ids]
