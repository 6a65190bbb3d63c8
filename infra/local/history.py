"""The practice desk's history: what its people did before the visitor comes, made by the functions themselves.

content/demonstration/history*.yml say who does what and when. Each step calls a handler of the functions in this process, as API Gateway
would, with desk time set to the moment of the step; what follows from it (numbers, receipts, e-mails, statements) is done by the handler of
the table's stream. So whatever the desk shows of it is what the desk makes.

    python -m infra.local.history --until 2022-08-22T09:00:00+01:00 < people.json

The environment is that of a deployed function, with the address of the emulator; people.json has the id of each person by e-mail address.
"""

from __future__ import annotations

import argparse
import json
import sys
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from functions import wiring
from functions.adapters.events import read_agenda
from functions.adapters.keys import Key
from functions.domain.calendar import iso
from functions.handlers import associate, candidate, centre, changes, staff, sweep, uploads
from infra.local.faults import Faults
from infra.local.steps import STEPS, USUALLY_BY, Unanswered

FOLDER = Path(__file__).parent.parent.parent / "content" / "demonstration"
LONDON = ZoneInfo("Europe/London")
HANDLERS = {"/api/staff": staff.handler, "/api/associate": associate.handler, "/api": centre.handler}
MOST_DUE = 50
Step = Mapping[str, Any]


class NotPlayed(Exception):
    """A step of the history was refused; the message names the step and has the answer."""


@dataclass(frozen=True)
class Doing:
    """A step with its moment, and its turn among those of the same moment."""

    at: datetime
    turn: int
    step: Step

    def __str__(self) -> str:
        return f"{self.at.astimezone(LONDON):%Y-%m-%d %H:%M} {self.step['do']} {self.step.get('enquiry', '')} by {self.step['by']}"


def read(folder: Path = FOLDER) -> list[Doing]:
    """Return every step of the histories (of the desk, and of other awarding bodies) in order of time. A step under `then` is about the
    enquiry of the step that it stands under."""
    steps = [each for file in sorted(folder.glob("history*.yml")) for each in yaml.safe_load(file.read_text(encoding="utf-8"))]
    flat = [(datetime.fromisoformat(each["at"]).replace(tzinfo=LONDON), each) for each in _flat(steps)]
    return sorted((Doing(at, turn, each) for turn, (at, each) in enumerate(flat)), key=lambda each: (each.at, each.turn))


def _flat(steps: list[dict[str, Any]], enquiry: str = "", by: str = "") -> Iterator[dict[str, Any]]:
    for each in steps:
        own = {"enquiry": enquiry, "by": by, **{name: value for name, value in each.items() if name != "then"}}
        yield own
        about = own.get("as") or own["enquiry"]
        yield from _flat([{"by": USUALLY_BY[step["do"]] or own["by"], **step} for step in each.get("then", [])], about)


@dataclass
class History:
    """The history while it is played. `people` has the ids of the people by e-mail address, `ids` the enquiries by the names of the file,
    `links` the tokens of candidates' links by candidate."""

    people: Mapping[str, str]
    now: datetime = datetime(2022, 1, 1, tzinfo=UTC)
    ids: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    _failing: set[Key] = field(default_factory=set)

    def play(self, steps: list[Doing], until: datetime) -> int:
        """Do every step before `until`; return how many were done. Raise NotPlayed for the first that the desk refuses."""
        wiring.now = lambda: self.now
        done = 0
        with self.faults:
            for each in steps:
                if each.at >= until:
                    break
                self._sweep_until(each.at)
                self.now = each.at.astimezone(UTC)
                self.faults.now(each.step.get("fault"))
                try:
                    STEPS[each.step["do"]](self, each.step)
                except (Unanswered, LookupError) as refused:
                    raise NotPlayed(f"{each}: {refused!r}") from refused
                self.follow()
                done += 1
            self._sweep_until(until)
            if self._failing:  # and once more just before the visitor comes, so that what fails is still there to be seen
                self.now = max(self.now, until.astimezone(UTC) - timedelta(minutes=1))
                sweep.handler({}, None)
        return done

    def ask(self, who: str, method: str, path: str, body: object = None, **query: str) -> Any:
        """Return what a handler answers to this person. Raise Unanswered where it refuses."""
        base = next(each for each in HANDLERS if path.startswith(each))
        issuer = wiring.settings().staff_issuer if base == "/api/staff" else wiring.settings().people_issuer
        claims = {"sub": self.people[who], "token_use": "id", "iss": issuer, "email": who}
        answer = HANDLERS[base](_request(method, path, body, query, claims), None)
        if answer["statusCode"] != 200:
            raise Unanswered(f"{method} {path}: {answer['statusCode']} {answer['body'][:1000]}")
        return json.loads(answer["body"])

    def visit(self, path: str, body: object) -> Any:
        """Return what a candidate is answered who comes over a link, without an account. Raise Unanswered where the desk refuses."""
        answer = candidate.handler(_request("POST", path, body, {}, None), None)
        if answer["statusCode"] != 200:
            raise Unanswered(f"{path}: {answer['statusCode']} {answer['body'][:1000]}")
        return json.loads(answer["body"])

    def arrive(self, upload: str, data: bytes) -> None:
        """Put a file that was announced where the browser posts it, and have it checked."""
        key = f"incoming/{upload}"
        wiring.incoming().put(key, data, "application/octet-stream")
        uploads.handler({"Records": [{"eventName": "ObjectCreated:Post", "s3": {"object": {"key": key}}}]}, None)

    def follow(self) -> None:
        """Have done what follows from the step, as the table's stream would. What fails is left to the sweep."""
        while due := [key for key in self._due() if key not in self._failing]:
            changes.handler({"Records": [_record(key) for key in due]}, None)
            self._failing |= set(due) & set(self._due())

    def _due(self) -> list[Key]:
        return [Key(*each.key) for each in read_agenda(wiring.table(), MOST_DUE, below=iso(self.now + timedelta(days=1)))]

    def _sweep_until(self, moment: datetime) -> None:
        """Try again every hour what failed, as the sweep does, until this moment."""
        while self._failing and self.now + timedelta(hours=1) < moment:
            self.now += timedelta(hours=1)
            sweep.handler({}, None)
            self._failing &= set(self._due())


def _request(method: str, path: str, body: object, query: Mapping[str, str], claims: Mapping[str, str] | None) -> dict[str, Any]:
    """Return a proxy event of a REST API."""
    return {
        "resource": path, "path": path, "httpMethod": method, "isBase64Encoded": False, "body": None if body is None else json.dumps(body),
        "headers": {}, "multiValueHeaders": {}, "queryStringParameters": dict(query) or None,
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} or None, "pathParameters": None, "stageVariables": None,
        "requestContext": {
            "requestId": str(uuid.uuid4()), "stage": "live", "httpMethod": method, "path": f"/live{path}",
            "identity": {"sourceIp": "127.0.0.1"}, "authorizer": None if claims is None else {"claims": dict(claims)},
        },
    }  # fmt: skip


def _record(key: Key) -> dict[str, Any]:
    """Return the record of the table's stream that says that something is due on a history entry."""
    keys = {"pk": {"S": key.pk}, "sk": {"S": key.sk}}
    return {"eventName": "INSERT", "dynamodb": {"Keys": keys, "NewImage": {**keys, "due": {"S": "?"}}, "SequenceNumber": "1"}}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m infra.local.history", description=__doc__)
    parser.add_argument("--until", type=datetime.fromisoformat, required=True, help="desk time before which a step must lie")
    until = parser.parse_args().until
    try:
        History(json.load(sys.stdin)).play(read(), until)
    except NotPlayed as fault:
        sys.exit(str(fault))


if __name__ == "__main__":
    main()
