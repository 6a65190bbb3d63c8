"""A running desk for stack and browser tests: the people to sign in as, the calls, and the mails that were sent.

All tests of a process share one, since starting it takes seconds. So each test makes its own candidates (`new_candidates`).
"""

from __future__ import annotations

import csv
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import httpx

from functions.adapters.table import Table
from functions.domain.loading import load
from infra.local import stack
from infra.local.desk import LocalDesk
from infra.local.emulator import free_port
from infra.local.signing_in import id_token

OFFICER, HEAD, OTHER_OFFICER = "officer@northfield.example", "head@northfield.example", "officer@harbour.example"
ASSOCIATE, CASEWORKER, SUPERVISOR = "associate@meridian.example", "casework@board.example", "supervisor@board.example"
FINANCE = "finance@board.example"
STAFF = {CASEWORKER, SUPERVISOR, FINANCE}
MARKS = {"0580": (("22", 41), ("42", 77)), "0610": (("22", 30), ("42", 51)), "0500": (("12", 44), ("22", 39))}
PATIENCE = 180  # seconds for one answer or one change of a page; nothing that works needs them, also on a machine that does much else
LOOKS = 400  # a quarter of a second apart at least
PRACTICE = Path(__file__).parent.parent / "content" / "demonstration"
FRESH = timedelta(minutes=20)  # how long a token is used, of the hour that it is good for
Seen = TypeVar("Seen")


class RunningDesk:
    """A running desk. `address` serves site, API and sign-in pages; `emulator` and `stack` are for looking behind them."""

    def __init__(self, desk: LocalDesk) -> None:
        self.local = desk
        self.address = desk.address
        self.emulator = desk.emulator
        self._tokens: dict[str, tuple[datetime, str]] = {}
        self._numbers = _unused_numbers()

    @property
    def stack(self) -> stack.Stack:
        return self.local.stack

    @property
    def table(self) -> Table:
        """Return the deployed table, with the rights of the account's owner."""
        return Table(self.stack["Table"], self.emulator.client("dynamodb"))

    def token(self, email: str) -> str:
        """Return the ID token of a demonstration person, who signs in through the sign-in page, and again where the tests take long."""
        now = datetime.now().astimezone()
        if email not in self._tokens or self._tokens[email][0] + FRESH < now:
            self._tokens[email] = now, id_token(self.emulator, self.stack, self.address, email, staff=email in STAFF)
        return self._tokens[email][1]

    def as_(self, email: str | None) -> httpx.Client:
        """Return a client of the address for that person, or for nobody. Close it, or use it in a `with`."""
        headers = {"Authorization": f"Bearer {self.token(email)}"} if email else {}
        return httpx.Client(base_url=self.address, headers=headers, timeout=PATIENCE)

    def new_candidates(
        self,
        count: int = 1,
        *,
        names: Sequence[str] = (),
        syllabus: str = "0580",
        centre: str = "ZZ101",
        series: str = "2022-06",
        route: str = "",
    ) -> list[str]:
        """Import candidates that no other test uses, with marks in the syllabus, as staff import a register. Return their numbers in order.

        Candidates beyond `names` are named by their number. Each call takes lower numbers than the call before: a form lists the first
        hundred of a syllabus, and those that a test is about are among them however many were made for earlier tests.
        """
        numbers = sorted(itertools.islice(self._numbers, max(count, len(names))))
        called = [*names, *(f"Candidate {number}" for number in numbers[len(names) :])]
        rows = [
            f"{centre},{number},{name},{syllabus},{component},{mark},exam,C,{route}"
            for number, name in zip(numbers, called, strict=True)
            for component, mark in MARKS[syllabus]
        ]
        self.import_register("\n".join(["centre,candidate,name,syllabus,component,mark,origin,grade,route", *rows]), series)
        return numbers

    def import_register(self, csv: str, series: str = "2022-06") -> None:
        """Import results as staff do, and wait until they are in."""
        with self.as_(CASEWORKER) as staff:
            answer = staff.post("/api/staff/register", json={"series": series, "csv": csv}).raise_for_status().json()
            assert answer["errors"] == [], answer
            if answer["job"]:
                eventually(lambda: staff.get(f"/api/staff/jobs/{answer['job']['id']}").raise_for_status().json()["job"]["finished_at"])

    def mails(self) -> list[dict[str, Any]]:
        """Return the mails that were sent, newest first: {id, at, sender, to, subject, text, html}."""
        mails: list[dict[str, Any]] = (
            httpx.get(f"{self.address}/mail/messages.json", timeout=PATIENCE).raise_for_status().json()["messages"]
        )
        return mails

    @contextmanager
    def clock(self, moment: datetime) -> Iterator[None]:
        """Set desk time to this moment inside the block, then back to results day."""
        before = self.local.now - datetime.now().astimezone()
        self.local.set_clock(moment)
        self.local.redeploy()
        try:
            yield
        finally:
            self.local.set_clock(datetime.now().astimezone() + before)
            self.local.redeploy()


def eventually(look: Callable[[], Seen], *, looks: int = LOOKS) -> Seen:
    """Return the result of `look` once it is true, since the stream and the uploads need a moment. Fail with its last result after so many.

    Looks are counted, not seconds: most ask the desk itself, so on a busy machine they take as much longer as what they wait for.
    """
    for _ in range(looks):
        if seen := look():
            return seen
        time.sleep(0.25)
    raise AssertionError(f"still {seen!r} after {looks} looks")


def _unused_numbers() -> Iterator[str]:
    """Yield candidate numbers, the highest first, that begin with a zero and are neither a practice candidate's nor the code of a syllabus."""
    body = load().bodies["cambridge-international"]
    taken = set(body.syllabuses_by_code)
    for file in (PRACTICE / body.id).glob("*.csv"):
        with file.open(encoding="utf-8") as lines:
            taken |= {row["candidate"] for row in csv.DictReader(lines)}
    return (number for number in (f"{each:04d}" for each in range(699, 0, -1)) if number not in taken)


@contextmanager
def serving(folder: Path, *, history: bool = False) -> Iterator[RunningDesk]:
    """A desk of its own under `folder`, for as long as the tests need it; nothing of it is kept as it goes."""
    desk = LocalDesk(folder, free_port(), free_port(), history=history, saves=False)
    try:
        desk.start()
        stop_serving = desk.serve_in_background()
        try:
            yield RunningDesk(desk)
        finally:
            stop_serving()
    finally:
        desk.stop()
