"""Trials: the tests run in a copy of the tree. The working tree is never edited."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from infra.mutants.places import Place, mutant
from infra.mutants.recording import WISHES, instrumented
from infra.mutants.samples import Candidate

# Tests that hold the domain, in the order in which a change is shown to them: those of a later step only if it has survived so far.
STEPS = (("tests/domain",), ("tests/catalogue", "tests/documents", "tests/actions"), ("tests/handlers", "tests/site"))
LEFT_BEHIND = ("build", ".git", ".local", ".venv", ".venv-local", "__pycache__", ".hypothesis", ".*_cache")
ENVIRONMENTS = (".venv", ".venv-local")
NOT_IN_A_BROWSER = ("-m", "not browser and not stack", "--deselect", "tests/site/test_in_browser.py")
MOMENTS = itertools.count(1)
SURVIVED, NOTICED, TIMED_OUT = "survived", "noticed", "timed out"


class UnmutatedTestsFail(Exception):
    """The tests fail without any change, so nothing can be learnt from them."""


@dataclass
class Users:
    """The result of one step's tests in the unchanged tree: functions by test, functions that several tests share, seconds of each test."""

    functions: dict[str, set[str]] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)
    seconds: dict[str, float] = field(default_factory=dict)
    start: float = 0.0  # seconds that the run took beside its tests

    def tests_for(self, place: Place) -> list[str]:
        """Return the tests in which a change can show, quick ones first.

        These are the tests that run its function, then all others if the function's result may serve several tests or the change is in
        what runs at import. Of those, the tests that run another function of its file come first.
        """
        function, of_file = f"{place.file} | {place.function}", f"{place.file} | "

        def distance(test: str) -> int:
            run = self.functions[test]
            return 0 if function in run else 1 if any(each.startswith(of_file) for each in run) else 2

        ordered = sorted(self.functions, key=lambda test: (distance(test), self.seconds[test]))
        if place.at_import or function in self.shared:
            return ordered
        return [test for test in ordered if function in self.functions[test]]


@dataclass(frozen=True)
class Outcome:
    """The outcome of a change."""

    candidate: Candidate
    result: str
    seconds: float
    output: str = ""


class Copies:
    """One copy of the tree for each process, with the environments of the tree."""

    def __init__(self, root: Path, folder: Path, count: int) -> None:
        self.folders = [folder / f"copy-{number}" for number in range(count)]
        for copy in self.folders:
            shutil.copytree(root, copy, ignore=shutil.ignore_patterns(*LEFT_BEHIND), symlinks=True)
            for environment in ENVIRONMENTS:
                if (root / environment).exists():
                    (copy / environment).symlink_to((root / environment).resolve())
        self.free = list(self.folders)
        contents = sorted((file.relative_to(self.folders[0]).as_posix(), file) for file in _files(self.folders[0]))
        self.fingerprint = hashlib.sha256(b"".join(name.encode() + file.read_bytes() for name, file in contents)).hexdigest()[:16]
        self.lock = threading.Lock()

    @contextlib.contextmanager
    def one(self) -> Iterator[Path]:
        """Return a copy that nobody else uses at the same time."""
        with self.lock:
            copy = self.free.pop()
        try:
            yield copy
        finally:
            with self.lock:
                self.free.append(copy)


def _files(folder: Path) -> Iterator[Path]:
    return (file for part in folder.iterdir() if part.name not in ENVIRONMENTS for file in [part, *part.rglob("*")] if file.is_file())


def _write(file: Path, source: str) -> None:
    """Write a file with a modification time of its own.

    Python compiles a file again only if its time or size has changed, and two mutants may have the same size within one second.
    """
    file.write_text(source, encoding="utf-8")
    moment = next(MOMENTS)
    os.utime(file, (moment, moment))


def run_tests(
    copy: Path, files: Sequence[str], *, chosen: Sequence[str] | None = None, record: bool = False, timeout: float | None = None
) -> tuple[int, str, dict[str, Any]]:
    """Return pytest's status, its output and the record. Raise subprocess.TimeoutExpired once everything that it started has ended."""
    with TemporaryDirectory() as temporary:
        wishes, note = Path(temporary) / "wishes.json", Path(temporary) / "record.json"
        wishes.write_text(json.dumps({"chosen": chosen, "record": str(note) if record else None}), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "infra.mutants.recording", "-p", "no:cacheprovider"]
        process = subprocess.Popen(
            [*command, "--no-header", "--tb=line", *NOT_IN_A_BROWSER, *files],
            cwd=copy,
            env={**os.environ, WISHES: str(wishes), "PYTHONHASHSEED": "0"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            output, _ = process.communicate(timeout=timeout)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        return process.returncode, output, json.loads(note.read_text(encoding="utf-8")) if note.exists() else {}


class Trials:
    """The tests of a tree, run on one change after another. `records` keeps the functions that its tests run until a file changes."""

    def __init__(
        self, copies: Copies, *, steps: Sequence[Sequence[str]] = STEPS, mutated: str = "functions/domain", records: Path | None = None
    ) -> None:
        self.copies, self.steps, self.mutated, self.records = copies, steps, mutated, records
        self.users: dict[int, Users] = {}

    def users_of(self, step: int) -> Users:
        """Return the functions that the tests of a step run. Raise UnmutatedTestsFail."""
        if step not in self.users:
            with self.copies.one() as copy:
                self.users[step] = _users(self._record(copy, self.steps[step]))
        return self.users[step]

    def _record(self, copy: Path, layers: Sequence[str]) -> dict[str, Any]:
        kept = self.records / f"{self.copies.fingerprint}-{'-'.join(layers).replace('/', '-')}.json" if self.records else None
        if kept and kept.exists():
            record: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
            return record
        sources = {file: file.read_text(encoding="utf-8") for file in (copy / self.mutated).rglob("*.py")}
        for file, source in sources.items():
            _write(file, instrumented(source, file.relative_to(copy).as_posix()))
        began = time.monotonic()
        try:
            status, output, record = run_tests(copy, layers, record=True)
        finally:
            for file, source in sources.items():
                _write(file, source)
        if status != 0:
            raise UnmutatedTestsFail(output)
        record["seconds"] = time.monotonic() - began
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(record), encoding="utf-8")
        return record

    def attempt(self, candidate: Candidate, step: int) -> Outcome:
        """Run the tests of a step on one change, until one of them fails."""
        began = time.monotonic()
        place, users = candidate.place, self.users_of(step)
        chosen = users.tests_for(place)
        if not chosen:
            return Outcome(candidate, SURVIVED, 0.0)
        timeout = 60 + 10 * (users.start + sum(users.seconds[test] for test in chosen))
        with self.copies.one() as copy:
            file = copy / place.file
            source = file.read_text(encoding="utf-8")
            _write(file, mutant(source, candidate.number))
            try:
                status, output, _ = run_tests(copy, sorted({test.split("::")[0] for test in chosen}), chosen=chosen, timeout=timeout)
            except subprocess.TimeoutExpired:
                return Outcome(candidate, TIMED_OUT, time.monotonic() - began)
            finally:
                _write(file, source)
        return Outcome(candidate, NOTICED if status else SURVIVED, time.monotonic() - began, output[-600:])


def _users(record: dict[str, Any]) -> Users:
    users = Users(shared=set(record["shared"]))
    for test, noted in record["tests"].items():
        users.functions[test] = set(noted["functions"])
        users.seconds[test] = noted["seconds"]
    users.start = max(record["seconds"] - sum(users.seconds.values()), 1.0)
    return users


def attempt_all(trials: Trials, chosen: Sequence[Candidate], processes: int, say: Callable[[Outcome], None]) -> list[Outcome]:
    """Return the outcome of each change, in the order given. Every change goes to one step, and those that survive it to the next.

    `say` is called with each outcome of a step as it comes.
    """
    outcomes: dict[Candidate, Outcome] = {}
    left = list(chosen)
    for step in range(len(trials.steps)):
        if left:
            trials.users_of(step)
        with ThreadPoolExecutor(processes) as pool:
            for running in as_completed([pool.submit(trials.attempt, each, step) for each in left]):
                outcome = running.result()
                outcomes[outcome.candidate] = outcome
                say(outcome)
        left = [each for each in left if outcomes[each].result == SURVIVED]
    return [outcomes[each] for each in chosen]
