"""python -m bench: print the table and write build/bench.json.

It measures processor time, ours and the floor's in turn; what DynamoDB would charge; and, by the clock, a storm of submissions. A goal
that is missed is printed and fails nothing: it needs an explanation.
"""

from __future__ import annotations

import os
import sys
import time

from bench import desk
from bench.rows import BUILD, HERE, machine, table, write
from infra import package


def main() -> None:
    started = time.monotonic()
    HERE.mkdir(parents=True, exist_ok=True)
    _say("staging the artefacts for this machine")
    staged = package.stage(package.HERE, HERE)
    # Before anything of functions/ reads it.
    os.environ.update(desk.ENVIRONMENT, CATALOGUE=str(staged["common"] / "content" / "catalogue.json"))
    from bench import building, letters, listing, log_lines, many_bodies, starting, storm, viewing, warm, writing

    answers = viewing.answering()
    _say("cold starts")
    rows = starting.cold_starts(staged)
    rows += many_bodies.rows(staged)
    _say("warm requests")
    rows += warm.requests(answers)
    _say("letters")
    rows += letters.letters(staged)
    _say("site builds")
    rows += building.builds()
    rows += building.builds_of_many()
    _say("first views")
    rows += viewing.first_views(building.OURS)
    rows += viewing.first_views_of_many(building.MANY)
    rows += starting.sizes(staged)
    _say("the log")
    rows += log_lines.log()
    _say("read and write units")
    rows += listing.pages()
    rows += writing.lives()
    _say(f"a storm of {storm.SUBMISSIONS:,} submissions, about a minute")
    rows += storm.storm()
    write(rows, BUILD / "bench.json")
    print(f"{machine()}\n\n{table(rows)}\n\nIn {time.monotonic() - started:.0f} s; also in build/bench.json.")
    print("Times are processor time, medians; the storm's are by the clock, on this machine and its emulator.")


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
