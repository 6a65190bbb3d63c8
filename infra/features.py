"""`make features`: each row of tests/features.yml, and the tests that prove it (those marked `@pytest.mark.proves("CI-06")`)."""

from __future__ import annotations

import contextlib
import io
import sys
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

ROWS = Path(__file__).parent.parent / "tests" / "features.yml"


def rows() -> dict[str, dict[str, str]]:
    """Return the rows of tests/features.yml: chapter → id → what must work."""
    loaded: dict[str, dict[str, str]] = yaml.safe_load(ROWS.read_text(encoding="utf-8"))
    return loaded


class Proofs:
    """A pytest plugin that notes, while tests are collected, which rows each of them proves."""

    def __init__(self) -> None:
        self.by_row: dict[str, list[str]] = defaultdict(list)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            test = item.nodeid.split("[")[0]  # the cases of a parametrised test are one proof
            for mark in item.iter_markers("proves"):
                for row in mark.args:
                    if test not in self.by_row[row]:
                        self.by_row[row].append(test)


def collect() -> dict[str, list[str]]:
    """Return row id → the tests that prove it. Exit with pytest's own output if the tests cannot be collected."""
    proofs = Proofs()
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        status = pytest.main(["--collect-only", "-q"], plugins=[proofs])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        sys.exit(output.getvalue())
    return proofs.by_row


def main() -> None:
    proven_by = collect()
    chapters = rows()
    known = {row for chapter in chapters.values() for row in chapter}
    if strangers := sorted(set(proven_by) - known):
        sys.exit(f"Tests claim to prove rows that tests/features.yml does not have: {', '.join(strangers)}")
    for title, chapter in chapters.items():
        print(f"\n{title}")
        for row, text in chapter.items():
            tests = proven_by.get(row, [])
            print(f"  {'proven ' if tests else '-      '} {row}  {text}")
            for test in tests:
                print(f"             {test}")
    print(f"\n{len(set(proven_by))} of {len(known)} rows are proven")


if __name__ == "__main__":
    main()
