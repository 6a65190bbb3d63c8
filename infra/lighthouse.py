"""`make lighthouse`: Lighthouse's judgement of five pages, as on a phone, against goals. It needs node with npx, and fetches Lighthouse once.

The pages are those of a practice desk, with its banner, served as the distribution would serve them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from infra import chromium
from infra.local.desk import LocalDesk
from infra.local.emulator import free_port

LIGHTHOUSE = "lighthouse@12"
PAGES = ("", "deadlines/", "guidance/services/", "guidance/candidates/", "desk/")
# In hundredths. A desk's pages stay out of search engines, so those are not asked what they think of it.
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
NOT_ASKED = {"desk/": {"seo"}}
STILL = 0.01  # cumulative layout shift


def main() -> None:
    npx, browser = shutil.which("npx"), chromium.find()
    if npx is None or browser is None:
        sys.exit("make lighthouse needs node with npx, and a Chromium (make chromium)")
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        desk = LocalDesk(Path(folder), free_port(), free_port(), saves=False)
        try:
            desk.start(print)
            stop = desk.serve_in_background()
            print(f"\n{'page':28}" + "".join(f"{goal:>16}" for goal in GOALS) + f"{'shift':>10}")
            for page in PAGES:
                missed += _judge(npx, browser, desk.address, page, Path(folder))
            stop()
        finally:
            desk.stop()
    if missed:
        sys.exit("\nBelow the goal: " + "; ".join(missed))


def _judge(npx: str, browser: str, address: str, page: str, folder: Path) -> list[str]:
    """Print the scores of a page, and return those below their goal."""
    report = folder / "report.json"
    subprocess.run(
        [npx, "--yes", LIGHTHOUSE, f"{address}/{page}", "--quiet", "--output=json", f"--output-path={report}",
         "--chrome-flags=--headless=new --no-sandbox", f"--only-categories={','.join(GOALS)}"],
        check=True, env=os.environ | {"CHROME_PATH": browser},
    )  # fmt: skip
    found = json.loads(report.read_text())
    scores = {goal: round(found["categories"][goal]["score"] * 100) for goal in GOALS}
    shift = found["audits"]["cumulative-layout-shift"]["numericValue"]
    print(f"/{page:27}" + "".join(f"{score:>16}" for score in scores.values()) + f"{shift:>10.3f}", flush=True)
    low = [
        f"/{page} {goal} {scores[goal]} ({', '.join(_costs(found, goal))})"
        for goal, least in GOALS.items()
        if scores[goal] < least and goal not in NOT_ASKED.get(page, set())
    ]
    return low + ([f"/{page} layout shift {shift:.3f}"] if shift > STILL else [])


def _costs(found: dict[str, Any], goal: str) -> list[str]:
    """Return what takes from a score: the names of its audits that are not passed in full, with what Lighthouse measured."""
    audits = [found["audits"][each["id"]] for each in found["categories"][goal]["auditRefs"] if each["weight"]]
    return [f"{each['id']} {each.get('displayValue', '')}".strip() for each in audits if each["score"] is not None and each["score"] < 1]


if __name__ == "__main__":
    main()
