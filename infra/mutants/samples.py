"""The changes to try: a sample chosen with a seed, without those that are known to change nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from infra.mutants.places import BY_WISH, Place, places

EQUIVALENT = Path(__file__).parent / "equivalent.yml"


@dataclass(frozen=True)
class Candidate:
    """A place, and its number among the places of its file."""

    place: Place
    number: int


def candidates(root: Path, only: str = "functions/domain") -> list[Candidate]:
    """Return every possible change below `only`, a file or a folder of the tree, file by file."""
    top = root / only
    files = [top] if top.is_file() else sorted(top.rglob("*.py"))
    return [candidate for file in files for candidate in _of_file(root, file)]


def _of_file(root: Path, file: Path) -> Iterator[Candidate]:
    found = places(file.read_text(encoding="utf-8"), file.relative_to(root).as_posix())
    return (Candidate(place, number) for number, place in enumerate(found))


def equivalent(file: Path = EQUIVALENT) -> dict[str, str]:
    """Return the names of the changes that no test could notice, each with the reason."""
    entries = yaml.safe_load(file.read_text(encoding="utf-8")) or []
    return {f"{entry['file']} | {entry['function']} | {entry['change']}": entry["reason"] for entry in entries}


def sample(found: Sequence[Candidate], size: int, seed: int, *, known: Iterable[str] = (), also: Collection[str] = ()) -> list[Candidate]:
    """Return at most `size` of them, each file with its share. Of the kinds `BY_WISH`, only those in `also` take part.

    The same seed chooses the same, even when other places come or go.
    """
    left_out = set(known)
    eligible = [each for each in found if each.place.name not in left_out and (each.place.kind in also or each.place.kind not in BY_WISH)]
    by_file: dict[str, list[Candidate]] = {}
    for each in eligible:
        by_file.setdefault(each.place.file, []).append(each)
    size = min(size, len(eligible))
    exact = {file: size * len(each) / len(eligible) for file, each in by_file.items()}
    share = {file: int(part) for file, part in exact.items()}
    by_remainder = sorted(exact, key=lambda file: (share[file] - exact[file], file))
    for file in by_remainder[: size - sum(share.values())]:
        share[file] += 1
    chosen: list[Candidate] = []
    for file, of_file in by_file.items():
        drawn = sorted(of_file, key=lambda each: hashlib.sha256(f"{seed} {each.place.name}".encode()).digest())[: share[file]]
        chosen += sorted(drawn, key=lambda each: each.number)
    return chosen
