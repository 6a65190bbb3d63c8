"""What a function brings with it when it starts: people wait for that, so each brings only what its own work needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

STAFFS = {
    "functions.actions.staff.queue",
    "functions.actions.letters.letter_data",
    "functions.actions.effects.effects",
    "functions.documents.contexts",
}
NEVER = {"typst", "jinja2", "yaml", "openpyxl", "xlsxwriter", "icalendar", "docx", "functions.domain.loading"}


@pytest.mark.parametrize(
    ("handler", "without"), [("centre", STAFFS | NEVER), ("associate", STAFFS | NEVER), ("staff", NEVER), ("uploads", NEVER)]
)
def test_a_function_that_people_wait_for_starts_without_what_others_need(handler: str, without: set[str]) -> None:
    program = f"import sys, functions.handlers.{handler}; print(*sorted({without!r} & set(sys.modules)))"
    brought = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"TABLE": "desk"})
    assert brought.stdout.split() == []


@pytest.mark.parametrize("handler", ["centre", "associate", "staff", "uploads", "changes", "letters", "sweep", "calendar_feed"])
def test_what_is_no_longer_used_is_collected_again_once_a_function_has_started(handler: str) -> None:
    program = f"import gc, functions.handlers.{handler}; print(gc.isenabled())"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"TABLE": "desk"})
    assert answer.stdout.strip() == "True"
