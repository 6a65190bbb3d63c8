"""python -m bench [PART …]: print the table of all parts, or of those named, and write build/bench.json.

It measures processor time, ours and the floor's in turn; what DynamoDB would charge; and, by the clock, a storm of submissions. A goal
that is missed is printed and fails nothing: it needs an explanation.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

from bench import desk
from bench.rows import BUILD, HERE, Row, machine, table, write
from infra import package


def main() -> None:
    started = time.monotonic()
    HERE.mkdir(parents=True, exist_ok=True)
    _say("staging the artefacts for this machine")
    staged = package.stage(package.HERE, HERE)
    # Before anything of functions/ reads it.
    os.environ.update(desk.ENVIRONMENT, CATALOGUE=str(staged["common"] / "content" / "catalogue.json"))
    from bench import building, letters, listing, log_lines, many_bodies, starting, storm, viewing, warm, writing

    parts: dict[str, Callable[[], list[Row]]] = {
        "cold starts": lambda: starting.cold_starts(staged) + many_bodies.rows(staged),
        "warm requests": lambda: warm.requests(viewing.answering()),
        "letters": lambda: letters.letters(staged),
        "site builds and first views": lambda: [
            *building.builds(),
            *building.builds_of_many(),
            *viewing.first_views(building.OURS),
            *viewing.first_views_of_many(building.MANY),
            *starting.sizes(staged),
        ],
        "the log": log_lines.log,
        "read and write units": lambda: listing.pages() + writing.lives(),
        f"a storm of {storm.SUBMISSIONS:,} submissions, about a minute": storm.storm,
    }
    wanted = sys.argv[1:]
    if unknown := [each for each in wanted if not any(each in name for name in parts)]:
        sys.exit(f"There is no part {', '.join(unknown)}. The parts are: {'; '.join(parts)}.")
    rows: list[Row] = []
    for name, measured in parts.items():
        if not wanted or any(each in name for each in wanted):
            _say(name)
            rows += measured()
    write(rows, BUILD / "bench.json")
    print(f"{machine()}\n\n{table(rows)}\n\nIn {time.monotonic() - started:.0f} s; also in build/bench.json.")
    print("Times are processor time, medians; the storm's are by the clock, on this machine and its emulator.")


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
