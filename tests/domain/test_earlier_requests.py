"""Days and amounts as people write them in their own spreadsheets."""

from __future__ import annotations

from datetime import date

import pytest

from functions.domain.centre_desk.earlier import day_of, sum_of

TWELFTH = date(2025, 9, 12)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-09-12", TWELFTH), ("2025-09-12 00:00:00", TWELFTH), ("12/09/2025", TWELFTH), ("12.9.25", TWELFTH), ("12-09-2025", TWELFTH),
        ("12 Sept 25", TWELFTH), ("12 September 2025", TWELFTH), ("12-Sep-25", TWELFTH), ("Fri 12th September 2025", TWELFTH), ("45912", TWELFTH),
        ("3/4/2025", date(2025, 4, 3)), ("13/13/2025", None), ("31/02/2025", None), ("9/12", None), ("soon", None), ("2025", None),
        ("12 Smarch 2025", None), ("99999", None),
    ],
)  # fmt: skip
def test_a_day_is_read_day_before_month_or_not_at_all(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("£51.95", "GBP 51.95"), ("51.9", "GBP 51.90"), ("£ 52", "GBP 52.00"), ("€10.50", "EUR 10.50"), ("GBP 51.95", "GBP 51.95"),
        ("1,250.00", "GBP 1250.00"), ("51,95", None), ("-5", None), ("free", None), ("", None), ("£", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_pounds_where_no_currency_is_named_or_not_at_all(text: str, amount: str | None) -> None:
    assert sum_of(text) == amount
