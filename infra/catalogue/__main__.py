"""Prints what the catalogue says of one awarding body or of all, what is not known, and what was checked longest ago.

python -m infra.catalogue [BODY]     in plain sentences
python -m infra.catalogue --schema   writes content/catalogue.schema.json anew, after a model has changed
python -m infra.catalogue --record-days   records the days of the calendar feeds, after one has changed
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from functions.domain.calendar import spoken_day
from functions.domain.loading import CONTENT, CatalogueFault, load
from infra.catalogue import published_days
from infra.catalogue.age import oldest, unknowns, warnings
from infra.catalogue.schema import FILE, written
from infra.catalogue.sentences import sentences

MOST_AGES = 5


def main() -> None:
    parser = argparse.ArgumentParser(description="Print what the catalogue says.")
    parser.add_argument("body", nargs="?", help="the id of an awarding body, such as ncfe; without one, every body")
    parser.add_argument("--schema", action="store_true", help="write the schema of the files")
    parser.add_argument("--record-days", action="store_true", help="record the days of the calendar feeds")
    parser.add_argument("--content", type=Path, default=CONTENT, help="the folder with catalogue/, arrangements/ and demonstration/")
    asked = parser.parse_args()
    if asked.schema:
        FILE.write_text(written(), encoding="utf-8")
        print(f"{FILE.name} is written")
        return
    try:
        bodies = load(asked.content).bodies
    except CatalogueFault as fault:
        sys.exit(str(fault))
    if asked.record_days:
        file = asked.content / "published-days.yml"
        published_days.write(file, published_days.recorded(published_days.read(file), bodies.values()))
        print(f"{file.name} is written")
        return
    if asked.body and asked.body not in bodies:
        sys.exit(f"There is no awarding body “{asked.body}”. There are {', '.join(bodies)}.")
    today = datetime.now(UTC).date()
    for body in bodies.values():
        if asked.body in (None, body.id):
            print(*sentences(body), "", "Not known here:", *(f"  {each}" for each in dict.fromkeys(unknowns(body))), "", sep="\n")
            print("Checked longest ago:")
            print(*(f"  {spoken_day(each.day)}: {each.entries} entries from “{body.sources[each.source].title}”, such as {each.key}"
                    for each in oldest(body)[:MOST_AGES]), sep="\n")  # fmt: skip
            print(*(f"Warning: {each}" for each in warnings(body, today)), "", sep="\n")


if __name__ == "__main__":
    main()
