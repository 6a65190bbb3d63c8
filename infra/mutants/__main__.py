"""`make mutants`: change rules of functions/domain, one at a time, and report which changes no test noticed."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.mutants.places import SETTING, WORDS, before_and_after
from infra.mutants.samples import candidates, equivalent, sample
from infra.mutants.trials import STEPS, SURVIVED, TIMED_OUT, Copies, Outcome, Trials, UnmutatedTestsFail, attempt_all

ROOT = Path(__file__).parents[2]
PROCESSES = 2


def report(outcomes: Sequence[Outcome], root: Path = ROOT) -> str:
    """Return the report: each change that survived, then the share that was noticed, in all and by kind."""
    lines = []
    for outcome in (each for each in outcomes if each.result == SURVIVED):
        place = outcome.candidate.place
        before, after = before_and_after((root / place.file).read_text(encoding="utf-8"), outcome.candidate.number)
        lines += [f"{place.file}:{place.line} in {place.function}: {place.change}", f"    - {before}", f"    + {after}"]
    tried = Counter(each.candidate.place.kind for each in outcomes)
    survived = Counter(each.candidate.place.kind for each in outcomes if each.result == SURVIVED)
    for kind, number in sorted(tried.items()):
        lines.append(f"  {kind:<12} {number - survived[kind]:>4} of {number:>4}")
    timed_out = sum(each.result == TIMED_OUT for each in outcomes)
    total = len(outcomes)
    noticed = total - survived.total()
    share = f"{100 * noticed / total:.1f} %" if total else "nothing to try"
    lines.append(f"{noticed} of {total} changes were noticed: {share}" + (f" ({timed_out} by taking too long)" if timed_out else ""))
    return "\n".join(lines)


def summary(outcomes: Sequence[Outcome], seed: int) -> dict[str, object]:
    """Return the content of build/mutants.json."""
    return {
        "seed": seed,
        "tried": len(outcomes),
        "noticed": sum(each.result != SURVIVED for each in outcomes),
        "timed_out": sum(each.result == TIMED_OUT for each in outcomes),
        "changes": [
            {**vars(each.candidate.place), "result": each.result, "seconds": round(each.seconds, 1)} for each in outcomes
        ],
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=120, help="how many changes are tried")
    parser.add_argument("--only", default="functions/domain", help="a file or a folder")
    parser.add_argument("--words", action="store_true", help="change sentences, titles and descriptions too")
    parser.add_argument("--settings", action="store_true", help="change too whether models are frozen and when they are built")
    parser.add_argument("--quick", action="store_true", help="leave out the slow tests, those of the handlers and the site")
    parser.add_argument("--list", action="store_true", help="print the changes that would be tried, and try none")
    asked = parser.parse_args()
    known = equivalent()
    also = {kind for kind, wished in {WORDS: asked.words, SETTING: asked.settings}.items() if wished}
    chosen = sample(candidates(ROOT, asked.only), asked.size, asked.seed, known=known, also=also)
    if asked.list:
        for each in chosen:
            print(f"{each.place.file}:{each.place.line} in {each.place.function}: {each.place.change}")
        return

    def say(outcome: Outcome) -> None:
        place = outcome.candidate.place
        print(f"{outcome.result:<9} {outcome.seconds:6.1f} s  {place.file}:{place.line}  {place.change}", flush=True)

    with TemporaryDirectory(prefix="mutants-") as folder:
        steps = STEPS[:-1] if asked.quick else STEPS
        trials = Trials(Copies(ROOT, Path(folder), PROCESSES), steps=steps, records=ROOT / "build" / "mutants")
        try:
            outcomes = attempt_all(trials, chosen, PROCESSES, say)
        except UnmutatedTestsFail as failed:
            sys.exit(f"The tests fail without any change:\n{failed}")
    print(f"\n{report(outcomes)}")
    target = ROOT / "build" / "mutants.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(summary(outcomes, asked.seed), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
