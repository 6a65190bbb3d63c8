"""Windows of a series: services that close on the same day in one row, and apart where they open on different days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.loading import load
from tests.builders import body, london, series


def reviews(hooks: Callable[[str], Any], now: datetime) -> list[tuple[tuple[str, ...], str]]:
    """AQA's windows of June 2026 that have service 2: the types of qualification, and what the row says of the days."""
    desk = hooks("guidance.desk").Desk(load(), "aqa", now)
    june = desk.body.series_of("2026-06")
    found = [each for each in hooks("guidance.windows").windows(desk, june) if "2" in [one.code for one in each.services]]
    chip = hooks("guidance.deadlines").chip
    words = [chip(each.desk, each.series, "2").split(">")[1].removesuffix("</span") for each in found]
    return sorted((tuple(one.name for one in each.group.types), said) for each, said in zip(found, words, strict=True))


def test_types_whose_results_come_on_different_days_have_rows_of_their_own_until_both_are_open(hooks: Callable[[str], Any]) -> None:
    assert reviews(hooks, london("2026-08-01 09:00")) == [
        (("GCE AS level", "GCE A level"), "opens 13 August 2026"),
        (("GCSE",), "opens 20 August 2026"),
    ]
    assert reviews(hooks, london("2026-08-14 09:00")) == [
        (("GCE AS level", "GCE A level"), "41 days left"),
        (("GCSE",), "opens 20 August 2026"),
    ]
    ((types, said),) = reviews(hooks, london("2026-08-20 09:00"))
    assert (set(types), said) == ({"GCSE", "GCE AS level", "GCE A level"}, "35 days left")


def test_a_series_that_opens_with_its_results_says_so_on_its_card_with_the_source_of_that_day(hooks: Callable[[str], Any]) -> None:
    results = load().bodies["aqa"].series_of("2026-06")
    assert results
    day = results.results[0].model_copy(update={"day": date(2022, 8, 25), "types": None, "basis": series().deadlines[0].basis})
    later = series(results=(day,), opens_on=None)
    others = tuple(each for each in body().series if each.id != "2022-06")
    bodies = Catalogue(bodies={body().id: body(series=(later, *others))})
    desk = hooks("guidance.desk").Desk(bodies, body().id, datetime(2022, 8, 22, 8, tzinfo=UTC))
    card = hooks("guidance.deadlines").open_today(desk)
    assert "Opens 25 August 2022, then until the end of 20 September 2022 (Europe/London)." in card


@pytest.mark.parametrize(
    ("contact", "written", "asked"),
    [
        (
            {"name": "Help & advice", "email": "help@board.example", "find": None},
            '<a href="mailto:help@board.example">help@board.example</a>',
            'Help &amp; advice, <a href="mailto:help@board.example">help@board.example</a>.',
        ),
        ({"name": "Help & <advice>", "email": None, "find": "It is on its site."}, "Help &amp; &lt;advice&gt;", "Help &amp; &lt;advice&gt;. It is on its site."),
    ],
)  # fmt: skip
def test_whom_to_write_to_is_worded_once_with_names_escaped_and_no_link_to_an_address_that_is_not_known(
    hooks: Callable[[str], Any], contact: dict[str, str | None], written: str, asked: str
) -> None:
    of = body(contact=body().contact.model_copy(update=contact), links=())
    assert hooks("guidance.desk").written_to(of) == written
    assert hooks("guidance.desk").whom_to_ask(of) == asked
    bodies = Catalogue(bodies={of.id: of})
    desk = hooks("guidance.desk").Desk(bodies, of.id, datetime(2022, 8, 22, 8, tzinfo=UTC))
    assert hooks("guidance.shortcodes").expand("Write to {{ contact_email }}.", desk) == f"Write to {written}."
    assert asked in hooks("guidance.life").promises(desk)
    service = desk.route.service("2").model_copy(update={"not_yet": True})
    assert f"write to {asked}" in hooks("guidance.services").service_page(desk, service)
