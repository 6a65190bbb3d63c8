"""The record of the days that calendar feeds have had: complete, and never shortened."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from functions.domain.calendar_events import events_of
from functions.domain.loading import CONTENT
from infra.catalogue import published_days
from tests.builders import catalogue

FILE = CONTENT / "published-days.yml"


@pytest.mark.proves("BY-04")
def test_every_day_of_the_calendar_feeds_is_recorded() -> None:
    bodies = catalogue().bodies.values()
    days = published_days.read(FILE)
    now = {each.uid: each.day for body in bodies for series in body.series if not series.practice for each in events_of(body, series)}
    assert now
    late = [uid for uid, day in now.items() if days.get(uid, [])[-1:] != [day]]
    assert not late, f"record what has changed, so that subscribers see it: python -m infra.catalogue --record-days ({late})"


def test_recording_adds_a_day_and_takes_none_away(tmp_path: Path) -> None:
    aqa = catalogue().bodies["aqa"]
    before = {"aqa.2026-06.p2@results-desk": [date(2026, 8, 19)], "aqa.2019-06.all@results-desk": [date(2019, 9, 19)]}
    file = tmp_path / "published-days.yml"
    published_days.write(file, published_days.recorded(before, [aqa]))
    days = published_days.read(file)
    assert days["aqa.2026-06.p2@results-desk"] == [date(2026, 8, 19), date(2026, 8, 20)]
    assert days["aqa.2019-06.all@results-desk"] == [date(2019, 9, 19)]
    assert days["aqa.2026-06.all@results-desk"] == [date(2026, 9, 24)]
    assert published_days.recorded(days, [aqa]) == days
