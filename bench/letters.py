"""The time to render a letter: the first in a process, which reads templates and fonts, and those after it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from statistics import median

from bench import desk
from bench.rows import HERE, ROOT, Row, measured
from bench.running import BARE

PROCESSES = 3


def letters(staged: dict[str, Path]) -> list[Row]:
    contexts = HERE / "contexts.json"
    contexts.write_text(json.dumps(desk.letters()), encoding="utf-8")
    command = [*BARE, str(Path(__file__).with_name("rendering.py")), str(staged["letters"]), str(contexts)]
    runs = [json.loads(subprocess.run(command, check=True, cwd=ROOT, capture_output=True).stdout) for _ in range(PROCESSES)]
    return [
        measured("a letter, first of a process", median(run[0] for run in runs), "ms"),
        # From the fourth on: one of each kind has been rendered before.
        measured("a letter, warm", median(median(run[3:]) for run in runs), "ms"),
    ]
