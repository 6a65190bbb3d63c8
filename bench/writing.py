"""What the whole life of an enquiry costs to write, from draft to completed with everything that follows and all the mails.

The desk's own functions do it, over moto with the table of template.yaml, as in the handlers' tests: the drafts, the submission, what
the stream and its effects write, the files brought and checked, every letter, script and release. The worst is service 2S with two
components through an Associate. Run as a program it prints what it counted as JSON, for moto takes over a whole process;
`python -m bench.writing items` prints every item that is written instead: its units in the table + in indexes, and its bytes.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

from bench.rows import Row, measured
from bench.running import told_by
from bench.units import Metered

GOALS = {"directly": 60, "through an Associate": 120}
WRITING = ("put_item", "update_item", "delete_item", "transact_write_items")
# What is written, by the words that its key begins with.
KINDS = {
    "ENQ/HEAD": "the enquiry", "ENQ/H": "its history with what is due", "ENQ/DOC": "documents", "ENQ/MAIL": "mails", "SUB/MAIL": "mails",
    "ENQ/ASIDE": "history of files and completion", "UPLOAD/HEAD": "uploads", "REG/CARD": "the candidate's card",
}  # fmt: skip
Step = Callable[[str, Callable[[], Any]], Any]


def lives() -> list[Row]:
    """The worst life by step and by what is written, and each life's sum, which has the goal."""
    direct, worst = told_by("bench.writing")
    return [
        *(measured(f"write units, {name} ({said['requests']})", said["units"], "units") for name, said in worst["steps"].items()),
        *(measured(f"write units, all steps, {kind}", units, "units") for kind, units in worst["kinds"]),
        measured(
            f"write units, a life of 2S through an Associate, {worst['mails']} mails",
            worst["units"],
            "units",
            GOALS["through an Associate"],
        ),
        measured(f"write units, a life of 2 asked for directly, {direct['mails']} mails", direct["units"], "units", GOALS["directly"]),
    ]


def main() -> None:
    from moto import mock_aws

    from tests.handlers import resources
    from tests.handlers.network import connected

    os.environ.update(resources.environment())
    os.environ.update({"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_DEFAULT_REGION": resources.REGION})
    with mock_aws(), connected():
        told = lived(directly, through_an_associate)
    if sys.argv[1:] == ["items"]:
        print("\n".join(line for life in told for line in itemised(life)))
    else:
        print(json.dumps(told))


def itemised(life: dict[str, Any]) -> list[str]:
    """Every item that a life writes, step by step."""
    lines = [f"A life of {life['units']} write units"]
    for name, step in life["steps"].items():
        lines += ["", f"{name}: {step['units']}", *(f"  {each}" for each in step["items"])]
    return [*lines, ""]


def lived(*walks: Callable[[Any, Step], None]) -> list[dict[str, Any]]:
    """The units of each life: by step, once everything that follows from it is done, by what is written, and of all."""
    from functions import wiring
    from functions.adapters.table import Table
    from tests.handlers import resources
    from tests.handlers.desk import Desk, populate

    resources.create()
    populate()
    metered = Metered(wiring.table().client)
    table = Table(wiring.settings().table, metered)  # type: ignore[arg-type]
    wiring.table = lambda: table  # type: ignore[assignment]
    desk = Desk()
    wiring.now = lambda: desk.now
    told = []
    for walk in walks:
        steps: dict[str, Any] = {}
        mails = len(desk.mails())
        metered.writes.clear()

        def step(name: str, deed: Callable[[], Any], steps: dict[str, Any] = steps) -> Any:
            """Do it, and everything that is due after it."""
            before, asked, first = metered.writes.total(), metered.requests.copy(), len(metered.log)
            done = deed()
            desk.follow()
            requests = ", ".join(f"{each} {count}" for each, count in sorted((metered.requests - asked).items()) if each in WRITING)
            items = [str(each) for each in metered.log[first:]]
            steps[name] = {"units": metered.writes.total() - before, "requests": requests, "items": items}
            return done

        walk(desk, step)
        told.append({"steps": steps, "kinds": by_kind(metered.writes), "units": metered.writes.total(), "mails": len(desk.mails()) - mails})
    assert desk.network.denied == []
    return told


def by_kind(writes: Counter[tuple[str, str]]) -> list[tuple[str, int]]:
    """What was written and the units that it took, most first."""
    units, indexes = Counter[str](), Counter[str]()
    for (kind, where), count in writes.items():
        name = KINDS.get(kind, "else")
        units[name] += count
        indexes[name] += count if where == "indexes" else 0
    return [(f"{name} ({indexes[name]} of them in indexes)", count) for name, count in units.most_common()]


def directly(desk: Any, step: Step) -> None:
    draft = step("draft saved", desk.draft)
    id = step("submitted", lambda: desk.submitted(draft))["enquiries"][0]["id"]
    step("acknowledged", lambda: desk.acknowledge(id))
    step("marks recorded", lambda: desk.mark(id, c22=52).ok())
    assert step("outcome issued, completed", lambda: desk.decide(id))["status"] == "completed"


def through_an_associate(desk: Any, step: Step) -> None:
    from tests.handlers.desk import LAKESIDE

    asked = {"service": "2S", "by": LAKESIDE, "contact_email": "x@y.example"}
    draft = step("draft saved", lambda: desk.draft(**asked))
    id = step("submitted", lambda: desk.submitted(draft, **asked))["enquiries"][0]["id"]

    def approve() -> Any:
        version = desk.associate("GET", f"/enquiries/{id}").ok()["enquiry"]["version"]
        return desk.associate("POST", f"/enquiries/{id}/approve", {"version": version}).ok()

    def release(what: str) -> Any:
        job = desk.associate("POST", "/release", {"enquiries": [id], "what": what}).ok()["job"]
        assert job["facts"] == {"done": 1, "refused": 0}, job
        return job

    step("approved by the Associate, numbered", approve)
    step("acknowledged", lambda: desk.acknowledge(id))
    step("acknowledgement released", lambda: release("acknowledgement"))
    step("marks recorded", lambda: desk.mark(id, c22=52).ok())
    step("copy of script 22 brought and issued", lambda: desk.script(id, "22"))
    step("copy of script 42 brought and issued", lambda: desk.script(id, "42"))
    step("outcome issued, completed", lambda: desk.decide(id))
    step("outcome released", lambda: release("outcome"))
    step("scripts released", lambda: release("other"))
    assert desk.enquiry(id, by=LAKESIDE)["status"] == "completed"


if __name__ == "__main__":
    main()
