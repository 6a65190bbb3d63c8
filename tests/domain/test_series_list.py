"""The list of series that a centre's desk opens on, where services and series differ among themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from functions.domain.catalogue.series import Deadline, Notice
from functions.domain.views.series_pages import series_page
from tests.builders import body, london, series


def listed(**changes: Any) -> dict[str, dict[str, Any]]:
    """The list on 31 August 2022 by id, with some fields of June 2022 changed."""
    changed = body(series=(series(**changes), series("2022-11")))
    return {each.id: series_page(changed, each, london("2022-08-31 12:00")) for each in changed.series}


@pytest.mark.proves("CI-35")
def test_a_service_with_a_deadline_of_its_own_has_that_day_and_its_own_days_remaining() -> None:
    basis = series().deadlines[0].basis
    deadlines = (
        Deadline(closes_on=date(2022, 9, 20), basis=basis),
        Deadline(closes_on=date(2022, 9, 2), services=("2S",), basis=basis),
        Deadline(closes_on=date(2022, 8, 29), services=("9",), basis=basis),
    )
    june = listed(deadlines=deadlines)["2022-06"]
    services = {each["code"]: each for each in june["routes"][0]["services"]}
    told = {code: (services[code]["closes_on"], services[code]["days_remaining"], services[code]["available"]) for code in ("2", "2S", "9")}
    assert told == {"2": ("2022-09-20", 20, True), "2S": ("2022-09-02", 2, True), "9": ("2022-08-29", -2, False)}
    assert (june["closes_on"], june["remaining_text"], june["open"]) == ("2022-09-20", "20 days left", True)


@pytest.mark.proves("CI-40")
def test_the_notice_of_longer_handling_times_is_that_of_the_series() -> None:
    notice = Notice(text="Allow ten days more.", basis=series().deadlines[0].basis)
    told = {id: each["notice"] for id, each in listed(notice=notice).items()}
    assert told == {
        "2022-06": "Allow ten days more.",
        "2022-11": "Because of the Covid-19 pandemic, it may take longer than usual to share the outcome with you.",
    }
    assert listed(notice=None)["2022-06"]["notice"] is None
