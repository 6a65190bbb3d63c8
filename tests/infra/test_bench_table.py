"""What `make bench` says of a measurement: the fields that its file promises, and when a goal is met."""

from __future__ import annotations

import json
from pathlib import Path

from bench.rows import Row, compared, measured, table, write

FIELDS = {"name", "value", "unit", "floor", "ratio", "goal", "met"}


def test_the_ratio_is_the_median_of_the_pairs_so_one_slow_moment_of_the_machine_decides_nothing() -> None:
    row = compared("a thing", "ms", [12.0, 60.0, 13.0], [10.0, 50.0, 10.0], goal=1.25)
    assert (row.value, row.floor, row.ratio, row.met) == (13.0, 10.0, 1.2, True)


def test_a_ratio_above_its_goal_is_missed_and_so_is_a_value_without_a_floor() -> None:
    assert compared("a thing", "ms", [2.0], [1.0], goal=1.5).met is False
    assert measured("bytes", 91.0, "KB", goal=90).met is False
    assert measured("bytes", 90.0, "KB", goal=90).met is True


def test_what_has_no_goal_is_neither_met_nor_missed() -> None:
    assert measured("a letter", 12.0, "ms").met is None
    assert compared("a thing", "ms", [2.0], [1.0]).met is None


def test_every_row_of_the_file_has_every_field(tmp_path: Path) -> None:
    rows = [compared("a thing", "ms", [2.0], [1.0], goal=1.5), measured("bytes", 91.0, "KB")]
    write(rows, tmp_path / "bench.json")
    written = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert [set(each) for each in written] == [FIELDS, FIELDS]
    assert [Row(**each) for each in written] == rows


def test_the_table_names_what_was_missed() -> None:
    said = table([compared("a thing", "ms", [2.0], [1.0], goal=1.5), measured("calls", 1, "calls", goal=2)])
    assert "MISSED" in said.splitlines()[1]
    assert said.splitlines()[2].rstrip().endswith("met")
