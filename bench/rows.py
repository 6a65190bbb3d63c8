"""The rows of the table, and how values are compared: medians, and ratios of what ran side by side in the same run."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build"
HERE = BUILD / "bench"  # what is made to be measured
LIBRARIES = ("boto3", "aws-lambda-powertools", "pydantic", "mkdocs", "mkdocs-material", "typst")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table. `goal` is for the ratio where there is a floor, otherwise for the value; `met` is None without a goal."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    ratio: float | None = None
    goal: float | None = None
    met: bool | None = None


def compared(name: str, unit: str, ours: Sequence[float], floors: Sequence[float], goal: float | None = None) -> Row:
    """Return the row for runs that alternated with runs of the floor.

    The ratio is the median of the pairs' ratios, so that a machine that slows down slows both sides.
    """
    ratio = round(median(our / floor for our, floor in zip(ours, floors, strict=True)), 3)
    return Row(name, round(median(ours), 3), unit, round(median(floors), 3), ratio, goal, None if goal is None else ratio <= goal)


def measured(name: str, value: float, unit: str, goal: float | None = None) -> Row:
    return Row(name, round(value, 3), unit, goal=goal, met=None if goal is None else value <= goal)


def machine() -> str:
    """Return the machine and the versions of the libraries. Absolute times hold only for this machine; the ratios can be compared."""
    name = platform.processor() or platform.machine()
    try:
        models = [line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
        name = models[0] if models else name
    except OSError:
        pass
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    libraries = ", ".join(f"{each} {version(each)}" for each in LIBRARIES)
    return f"{os.cpu_count()} × {name}, load {load}, {platform.system()}, Python {platform.python_version()}\n{libraries}"


def table(rows: Sequence[Row]) -> str:
    """Return the rows as text, in columns."""
    head = ("", "value", "", "floor", "ratio", "goal", "")
    lines = [head] + [
        (row.name, _number(row.value), row.unit, _number(row.floor), _number(row.ratio), _number(row.goal), VERDICT[row.met])
        for row in rows
    ]
    wide = [max(len(line[column]) for line in lines) for column in range(len(head))]
    left = {0, 2, 6}
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in left else cell.rjust(width) for column, (cell, width) in enumerate(zip(line, wide, strict=True))
        )
        for line in lines
    )


VERDICT = {True: "met", False: "MISSED", None: ""}


def write(rows: Sequence[Row], path: Path) -> None:
    path.write_text(json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 100 else f"{value:.2f}"
