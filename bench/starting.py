"""Cold starts: each handler from a fresh interpreter to its first answer, out of the staged artefact; and the artefacts' sizes."""

from __future__ import annotations

import json
from pathlib import Path

from bench import desk
from bench.rows import HERE, ROOT, Row, compared, measured
from bench.running import BARE, processor_ms
from infra import package

ROUNDS = 9
GOAL = 1.2
HANDLERS = {"centre": GOAL, "staff": GOAL, "uploads": None, "changes": None, "letters": None, "sweep": None}  # people wait for two


def sizes(staged: dict[str, Path]) -> list[Row]:
    return [
        measured(f"artefact {name}, unpacked, staged for {package.HERE.name}", package.size(package.files(folder)), "MB")
        for name, folder in staged.items()
    ]


def cold_starts(staged: dict[str, Path]) -> list[Row]:
    """Return the rows of the cold starts.

    Each round starts the floor and every handler once. The first round, which warms the disk, is not counted.
    """
    world = HERE / "world.json"
    world.write_text(json.dumps(desk.world()), encoding="utf-8")
    for name, event in desk.first_events().items():
        (HERE / f"{name}.json").write_text(json.dumps(event), encoding="utf-8")
    spent: dict[str, list[float]] = {name: [] for name in ("floor", *HANDLERS)}
    for number in range(ROUNDS + 1):
        for name, times in spent.items():
            taken = processor_ms(command(name, staged, world), desk.ENVIRONMENT, ROOT)
            if number:
                times.append(taken)
    return [compared(f"cold start, {name}", "ms", spent[name], spent["floor"], goal) for name, goal in HANDLERS.items()]


def command(name: str, staged: dict[str, Path], world: Path) -> list[str | Path]:
    """Return the program that starts a handler, or the floor, in a fresh interpreter and has it answer its event once."""
    artefact = staged[name if name in staged else "common"]
    module = "bench.floor" if name == "floor" else f"functions.handlers.{name}"
    return [*BARE, Path(__file__).with_name("first_answer.py"), artefact, ROOT, module, world, HERE / f"{name}.json"]
