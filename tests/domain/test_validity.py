"""Figures with dates of validity: one for every day, and what is wrong with dates that leave a gap or overlap (BY-20)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from functions.domain.validity import as_of, first_days, validity_faults

EARLIER = {"until": date(2022, 12, 31), "amount": 30, "unit": "days"}
LATER = {"from": date(2023, 1, 1), "amount": 28, "unit": "days"}
THIRTY, TWENTY_EIGHT = {"amount": 30, "unit": "days"}, {"amount": 28, "unit": "days"}


def dated(*figures: Any) -> Any:
    return {"services": [{"code": "1", "target": list(figures)}, {"code": "2", "target": THIRTY}]}


@pytest.mark.parametrize(
    ("day", "target"),
    [
        (date(2000, 1, 1), THIRTY),
        (date(2022, 12, 31), THIRTY),
        (date(2023, 1, 1), TWENTY_EIGHT),
        (date(2099, 1, 1), TWENTY_EIGHT),
    ],
)
def test_each_day_has_the_figure_that_is_valid_on_it(day: date, target: dict[str, Any]) -> None:
    found = as_of(dated(EARLIER, LATER), day)
    assert found == {"services": [{"code": "1", "target": target}, {"code": "2", "target": THIRTY}]}


def test_figures_may_stand_in_any_order() -> None:
    assert list(validity_faults(dated(LATER, EARLIER), "routes")) == []
    assert as_of(dated(LATER, EARLIER), date(2023, 1, 1))["services"][0]["target"] == TWENTY_EIGHT


def test_a_figure_that_is_no_mapping_is_written_under_value() -> None:
    least = {"least": [{"until": "2022-12-31", "value": 5}, {"from": "2023-01-01", "value": 6}]}
    assert (as_of(least, date(2022, 12, 31)), as_of(least, date(2023, 1, 1))) == ({"least": 5}, {"least": 6})


def test_a_dated_figure_may_have_dated_figures_within() -> None:
    within = {
        "until": "2022-12-31",
        "services": {"2": [{"until": "2022-06-30", "value": "50.00"}, {"from": "2022-07-01", "value": "52.00"}]},
    }
    prices = {"prices": [within, {"from": "2023-01-01", "services": {"2": "54.00"}}]}
    assert list(validity_faults(prices, "")) == []
    assert first_days(prices) == [date(2022, 7, 1), date(2023, 1, 1)]
    of = [as_of(prices, date(*day))["prices"]["services"]["2"] for day in ((2022, 6, 30), (2022, 7, 1), (2023, 1, 1))]
    assert of == ["50.00", "52.00", "54.00"]


def test_what_has_no_dates_changes_on_no_day() -> None:
    data = {"services": [{"code": "1", "documents": ["AckLetter"]}], "rules": {}}
    assert first_days(data) == []
    assert as_of(data, date(2022, 8, 22)) == data


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ([EARLIER, LATER | {"from": date(2022, 12, 31)}], "two figures are valid on 2022-12-31"),
        ([EARLIER, LATER | {"from": date(2022, 6, 1)}], "two figures are valid on 2022-06-01"),
        ([THIRTY | {"from": "2023-01-01"}, LATER], "two figures are valid on 2023-01-01"),
        ([EARLIER, LATER | {"from": date(2023, 1, 2)}], "no figure is valid on 2023-01-01"),
        ([EARLIER, LATER, LATER | {"from": date(2024, 1, 1)}], "two figures are valid on 2024-01-01"),
        ([EARLIER | {"from": date(2022, 1, 1)}, LATER], "no figure is valid before 2022-01-01; leave out `from` of the first"),
        ([EARLIER, LATER | {"until": date(2023, 12, 31)}], "no figure is valid after 2023-12-31; leave out `until` of the last"),
        ([EARLIER], "no figure is valid after 2022-12-31; leave out `until` of the last"),
        (
            [EARLIER, {"from": "2023-01-01", "until": "2022-12-31", **THIRTY}],
            "a figure is valid from 2023-01-01 until 2022-12-31, which is earlier",
        ),
        ([EARLIER, 28], "every figure needs its `from`, `until` or `types`"),
        ([EARLIER, LATER | {"from": "next year"}], "“next year” is no date such as 2023-01-01"),
        ([EARLIER, LATER | {"from": 2023}], "“2023” is no date such as 2023-01-01"),
    ],
)
def test_overlaps_gaps_and_bad_dates_are_named_with_their_key(figures: list[Any], said: str) -> None:
    assert f"routes.services.1.target: {said}" in list(validity_faults(dated(*figures), "routes"))
