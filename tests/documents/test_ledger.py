"""Invoices and credit notes as CSV: plain decimals, and nothing that a spreadsheet would carry out."""

from __future__ import annotations

import csv
import io

import pytest

from functions.documents import ledger
from tests import bills


@pytest.mark.proves("CI-16")
@pytest.mark.parametrize("typed", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_spreadsheet_carries_out_nothing_that_stands_in_the_ledger_and_amounts_stay_plain_decimals(typed: str) -> None:
    invoice, lines = bills.invoice(bills.line(why=typed, what=typed), payer_name=typed, centre_name=typed)
    for text in (ledger.rows(invoice, lines), ledger.rows(bills.credit_note(why=typed, centre_name=typed, payer_name=typed), ())):
        (row,) = csv.DictReader(io.StringIO(ledger.heading() + text, newline=""))
        cells = {name: str(value) for name, value in row.items()}
        assert not [name for name, value in cells.items() if value.startswith(ledger.FORMULA) and name != "charged"]
        assert cells["charged"] in {"104.00", "-10.00"}
        assert cells["demonstration"] == "demonstration figure"
        assert typed.strip() in cells["centre_name"]
