"""Invoices and credit notes as they are shown: a line of a list, an invoice's page, from when on a series is invoiced."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.domain.views.invoice_pages import months, page, row
from tests.bills import credit_note, invoice, line
from tests.builders import GUIDE, body, series

INVOICE_ID = "d29c537aed4ab303c457dbd23ffcf41f"  # the first 32 digits of the SHA-256 of cambridge-international/INV-2206-000001
ISSUED = "2022-10-03T08:00:00.000Z"


def money(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "GBP"}


@pytest.mark.proves("CI-16")
def test_an_invoice_stands_in_the_list_with_its_total_and_how_many_lines_were_waived() -> None:
    issued, _ = invoice(line(1), line(2, "0.00", waived=True, why="No charge: the syllabus grade changed."))
    assert row(issued, body()) == {
        "id": INVOICE_ID, "number": "INV-2206-000001", "kind": "invoice", "to": "Northfield School",
        "centre": {"number": "ZZ101", "name": "Northfield School"}, "series": {"id": "2022-06", "title": "June 2022"}, "issued_at": ISSUED,
        "total": money("104.00"), "lines": 2, "waived": 1, "invoice_number": None, "demonstration": True,
    }  # fmt: skip


@pytest.mark.proves("CI-16")
def test_a_credit_note_stands_in_the_list_below_zero_under_the_invoice_that_it_is_on() -> None:
    assert row(credit_note("10.50", turn=2, demonstration=False), body()) == {
        "id": INVOICE_ID, "number": "CRN-2206-000002", "kind": "credit_note", "to": "Northfield School",
        "centre": {"number": "ZZ101", "name": "Northfield School"}, "series": {"id": "2022-06", "title": "June 2022"}, "issued_at": ISSUED,
        "total": money("-10.50"), "lines": None, "waived": None, "invoice_number": "INV-2206-000001", "demonstration": False,
    }  # fmt: skip


def test_an_invoice_of_a_series_that_left_the_catalogue_is_listed_under_its_id() -> None:
    issued, _ = invoice(series="2019-06")
    assert row(issued, body())["series"] == {"id": "2019-06", "title": "2019-06"}


@pytest.mark.proves("CI-16")
def test_an_invoices_page_has_its_lines_with_fee_charge_and_what_is_left_and_its_credit_notes() -> None:
    waived = line(2, "0.00", waived=True, why="No charge: the syllabus grade changed.", candidate="0714")
    issued, lines = invoice(line(1), waived)
    note = credit_note("10.00", of=line(1))
    shown = page(issued, lines, [note], body())
    assert shown == row(issued, body()) | {
        "version": 1,
        "for_associate": False,
        "items": [
            {
                "place": 1, "enquiry": "00000000000000000000000000000001", "number": "2206-000001", "candidate": "0713", "syllabus": "0580",
                "service": "2", "what": "Service 2: Review of marking (2 components)", "fee": money("104.00"), "charged": money("104.00"),
                "waived": False, "why": "", "left": money("94.00"),
            },
            {
                "place": 2, "enquiry": "00000000000000000000000000000002", "number": "2206-000002", "candidate": "0714", "syllabus": "0580",
                "service": "2", "what": "Service 2: Review of marking (2 components)", "fee": money("104.00"), "charged": money("0.00"),
                "waived": True, "why": "No charge: the syllabus grade changed.", "left": money("0.00"),
            },
        ],
        "credit_notes": [
            {
                "number": "CRN-2206-000001", "turn": 1, "line": 1, "enquiry_number": "2206-000001", "amount": money("10.00"),
                "why": "Charged twice", "issued_at": ISSUED,
            }
        ],
        "credited": money("10.00"),
        "owing": money("94.00"),
    }  # fmt: skip
    assert shown["number"] == "INV-2206-000001"


@pytest.mark.proves("CI-16")
def test_an_invoice_without_credit_notes_owes_its_total_and_says_nothing_of_credit() -> None:
    issued, lines = invoice()
    shown = page(issued, lines, [], body())
    assert (shown["version"], shown["credit_notes"], shown["credited"], shown["owing"]) == (0, [], None, money("104.00"))


@pytest.mark.proves("CI-16")
def test_an_invoice_to_an_associate_says_that_it_is_for_one_of_its_centres() -> None:
    issued, lines = invoice(payer="meridian")
    assert page(issued, lines, [], body())["for_associate"] is True


@given(st.lists(st.integers(0, 5000), max_size=5))
def test_what_is_owing_and_what_was_credited_are_together_what_was_charged(pence: list[int]) -> None:
    issued, lines = invoice(line(1, "250.00"))
    notes = [credit_note(f"{each / 100:.2f}", turn=turn, of=lines[0]) for turn, each in enumerate(pence, 1)]
    shown = page(issued, lines, notes, body())
    owing = 25_000 - sum(pence)
    assert shown["owing"] == money(f"{owing / 100:.2f}")
    assert shown["items"][0]["left"] == money(f"{owing / 100:.2f}")
    assert shown["credited"] == (money(f"{sum(pence) / 100:.2f}") if pence else None)
    assert shown["version"] == len(pence)


@pytest.mark.proves("CI-16")
@pytest.mark.parametrize(
    ("id", "first", "spoken"), [("2022-06", "2022-10-01", "1 October 2022"), ("2022-11", "2023-03-01", "1 March 2023")]
)
def test_it_is_said_from_when_on_a_series_is_invoiced_and_where_that_is_published(id: str, first: str, spoken: str) -> None:
    assert months(series(id), body()) == {"from": first, "from_text": spoken, "source": GUIDE}


def test_where_no_month_is_published_that_is_what_is_said() -> None:
    assert months(series("2021-11"), body()) == {"from": None, "from_text": "not published", "source": None}
