"""What a catalogue of many awarding bodies costs: a function's first answer with twenty, and a page of a centre's list over seven.

python -m bench.many_bodies CATALOGUE     prints the milliseconds of such a page, and of the same page of one body, as JSON: in a process
of its own, whose settings name the catalogue.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from bench import desk
from bench.rows import HERE, ROOT, Row, compared
from bench.running import processor_ms, told_by
from bench.starting import GOAL, command

ROUNDS, REPEATS = 15, 20
COLD_ROUNDS = 9
LISTED = 7
LIST_GOAL = 1.1  # to the same page of one body
HANDLERS = ("centre", "staff")
CATALOGUE = HERE / "catalogue-of-20.json"


def rows(staged: dict[str, Path]) -> list[Row]:
    """Return the rows: cold starts with a catalogue of twenty bodies, also where a list needs seven of them, and that list once warm."""
    from bench.building import with_bodies
    from functions.domain.loading import load

    content = with_bodies(20)
    CATALOGUE.write_text(load(content).to_json(), encoding="utf-8")
    seven = HERE / "world-of-seven.json"
    seven.write_text(json.dumps(desk.world(_bodies())), encoding="utf-8")
    world = HERE / "world.json"
    commands = {name: command(name, staged, world) for name in ("floor", *HANDLERS)} | {"list": command("centre", staged, seven)}
    environment = {**desk.ENVIRONMENT, "CATALOGUE": str(CATALOGUE)}
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(COLD_ROUNDS + 1):
        for name, each in commands.items():
            taken = processor_ms(each, environment, ROOT)
            if number:
                spent[name].append(taken)
    found = [compared(f"cold start, {name}, of 20 bodies", "ms", spent[name], spent["floor"], GOAL) for name in HANDLERS]
    found.append(compared(f"cold start, centre, of 20 bodies, a list that needs {LISTED} of them", "ms", spent["list"], spent["floor"]))
    many, one = told_by("bench.many_bodies", str(CATALOGUE))
    return [*found, compared(f"warm list, {desk.ROWS} enquiries to {LISTED} bodies, to the same of one", "ms", many, one, LIST_GOAL)]


def _bodies() -> list[str]:
    """Return the ids of the bodies that a list is over."""
    from tests.site.made_up_bodies import NAMES

    return [desk.BODY, *(f"made-up-{each.lower()}" for each in NAMES[: LISTED - 1])]


def main() -> None:
    os.environ.update(desk.ENVIRONMENT, CATALOGUE=sys.argv[1])
    from bench.answering import Answers, answer_all_clients

    spent: list[list[float]] = [[], []]
    worlds = [Answers.from_json(json.dumps(desk.world(each))) for each in (_bodies(), [desk.BODY])]
    current = 0
    answer_all_clients(lambda **asked: worlds[current](**asked))
    from functions.handlers import centre

    for number in range(ROUNDS + 1):
        for current in (0, 1):  # whose answers are given
            started = time.process_time()
            for _ in range(REPEATS):
                answer = centre.handler(desk.listing(), None)
            if answer["statusCode"] != 200:
                raise SystemExit(str(answer))
            if number:
                spent[current].append((time.process_time() - started) / REPEATS * 1000)
    print(json.dumps(spent))


if __name__ == "__main__":
    main()
