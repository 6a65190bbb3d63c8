"""The last evening: 2,000 submissions by 500 centres minutes before the deadline, one in ten sent twice at the same moment.

They go through the real centre handler in several processes, over the emulator's DynamoDB with the table of template.yaml. The
outcome is read from the table afterwards. Wall-clock times hold only for this machine and this emulator, and have no goal.
Run as a program, it prints its rows as JSON.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Empty
from statistics import quantiles
from typing import Any

from bench.crowd import SERVICE, Sent, crowd, portions, stored_before
from bench.rows import Row, measured
from bench.running import told_by
from bench.sending import Answered, send
from functions.adapters.items import model_in
from functions.adapters.keys import Key
from functions.adapters.table import Item, Put, Table
from functions.domain.enquiries.submission import State, Submission, reference_of
from functions.domain.register.cards import Card
from infra.local.emulator import REGION, Emulator, free_port
from tests import builders
from tests.handlers import resources

SUBMISSIONS, CENTRES, WORKERS, DOUBLED_EVERY = 2000, 500, 4, 10
BEFORE_THE_DEADLINE = timedelta(minutes=10)
LATE = {"deadline_passed"}
Stored = Mapping[Key, Item]


def storm() -> list[Row]:
    """Run the storm in a process of its own, since in this one the bench answers every client of boto3's default session."""
    return [Row(**each) for each in told_by("bench.storm")]


def replayed(submissions: int, centres: int) -> list[Row]:
    """Start the emulator, make the table and its first items, send everything, and return the rows of what came of it."""
    sent = crowd(submissions, centres, DOUBLED_EVERY)
    with tempfile.TemporaryDirectory() as folder:
        emulator = Emulator(Path(folder), free_port(), saves=False)
        emulator.start()
        try:
            client = emulator.client("dynamodb")
            declared = resources.properties("Table", "BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")
            client.create_table(TableName="storm", **declared)
            table = Table("storm", client)
            _fill(table, stored_before(sent, builders.RESULTS_OUT))
            seconds, answers = _sent(portions(sent, WORKERS), emulator.url)
            return rows(sent, answers, everything(table), seconds)
        finally:
            emulator.stop()


def rows(sent: Sequence[Sent], answers: Sequence[Answered], stored: Stored, seconds: float) -> list[Row]:
    whole = f"{len(sent):,} submissions of {len({each.organisation for each in sent})} centres, {len(answers) - len(sent)} sent twice"
    percentiles = quantiles([each.ms for each in answers], n=100, method="inclusive")
    return [
        measured(f"lost, {whole}", len(lost(sent, answers, stored)), "submissions", 0),
        measured(f"doubled, {whole}", len(doubled(sent, answers, stored)), "submissions", 0),
        measured(f"late, {whole}", len(late(answers)), "submissions", 0),
        measured("refused otherwise, or only to be tried again", len(astray(answers)), "submissions", 0),
        measured(f"submissions a second, {WORKERS} workers beside the emulator", len(answers) / seconds, "a second"),
        *(measured(f"a submission in the storm, p{which}", percentiles[which - 1], "ms") for which in (50, 95, 99)),
    ]


def lost(sent: Iterable[Sent], answers: Iterable[Answered], stored: Stored) -> set[str]:
    """Return the submissions that were sent in time and are not complete in the table.

    A complete one is there under its reference, with an enquiry about each candidate, its claim on the candidate's card, and their history.
    """
    refused = {each.id for each in answers if each.status == 422}
    return {each.id for each in sent if each.id not in refused and not _whole(each, stored)}


def _whole(each: Sent, stored: Stored) -> bool:
    item = stored.get(Key(f"SUB#{each.id}"))
    submission = model_in(Submission, item) if item else None
    if submission is None or submission.state is not State.SUBMITTED or submission.reference != reference_of(each.id):
        return False
    if set(submission.enquiries) != set(each.enquiries.values()) or Key(f"SUB#{each.id}", "H#000002") not in stored:
        return False
    return all(
        Key(f"ENQ#{enquiry}") in stored and Key(f"ENQ#{enquiry}", "H#000001") in stored and _card(each, candidate, stored).holds(enquiry)
        for candidate, enquiry in each.enquiries.items()
    )


def doubled(sent: Iterable[Sent], answers: Iterable[Answered], stored: Stored) -> set[str]:
    """Return what was stored or answered more than once: a second reference, enquiry, claim or history entry."""
    by_id = {each.id: each for each in sent}
    twice = {each.id for each in answers if each.reference not in (None, reference_of(each.id))}
    expected = {enquiry for each in by_id.values() for enquiry in each.enquiries.values()}
    entries = Counter(key.pk for key in stored if key.sk.startswith("H#"))
    for key, item in stored.items():
        kind, _, id = key.pk.partition("#")
        if kind == "ENQ" and key.sk == "HEAD" and (id not in expected or entries[key.pk] > 1):
            twice.add(id)
        if kind == "SUB" and key.sk == "HEAD" and (id not in by_id or entries[key.pk] > 1):
            twice.add(id)
        if key.sk.startswith("CARD#") and len(model_in(Card, item).claims) > 1:
            twice.add(f"{key.pk} {key.sk}")
    return twice


def late(answers: Iterable[Answered]) -> set[str]:
    """Return the submissions refused as too late although they were sent before the deadline."""
    closes = _deadline()
    return {each.id for each in answers if LATE & {*each.codes} and each.at < closes}


def astray(answers: Iterable[Answered]) -> set[str]:
    return {each.id for each in answers if each.tries > 1 or (each.status != 200 and not LATE & {*each.codes})}


def _deadline() -> datetime:
    closes = builders.body().closes_at(builders.series(), SERVICE)
    assert closes
    return closes


def everything(table: Table) -> Stored:
    items: dict[Key, Item] = {}
    more: dict[str, Any] = {}
    while True:
        answer = table.client.scan(TableName=table.name, ConsistentRead=True, **more)
        for raw in answer["Items"]:
            items[Key(raw["pk"]["S"], raw["sk"]["S"])] = {name: raw[name]["S"] for name in ("json", "row") if name in raw}
        if "LastEvaluatedKey" not in answer:
            return items
        more = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}


def _card(each: Sent, candidate: str, stored: Stored) -> Card:
    content = each.content
    key = Key(f"REG#{content.body}#{content.series}#{each.organisation}", f"CARD#{content.syllabus}#{candidate}")
    return model_in(Card, stored[key])


def _fill(table: Table, puts: Iterable[Put]) -> None:
    some = [Put(each.item, expect=None) for each in puts]
    for first in range(0, len(some), 100):
        table.commit(some[first : first + 100])


def _sent(lists: list[list[Sent]], url: str) -> tuple[float, list[Answered]]:
    """Send them all. Return the seconds since all workers began, and every answer."""
    closes = _deadline()
    offset = closes - BEFORE_THE_DEADLINE - datetime.now(UTC)
    environment = {
        "AWS_ENDPOINT_URL": url, "AWS_DEFAULT_REGION": REGION, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "TABLE": "storm",
        "DESK_OFFSET_SECONDS": str(int(offset.total_seconds())), "POWERTOOLS_SERVICE_NAME": "bench", "LOG_LEVEL": "CRITICAL",
    }  # fmt: skip
    spawn = multiprocessing.get_context("spawn")
    everybody, answered, results = spawn.Barrier(len(lists)), spawn.Value("i", 0), spawn.Queue()
    pairs = [spawn.Barrier(2) for _ in range(len(lists) // 2)]
    workers = [
        spawn.Process(target=send, args=(each, environment, (everybody, pairs[number // 2]), answered, results), daemon=True)
        for number, each in enumerate(lists)
    ]
    for worker in workers:
        worker.start()
    done: list[tuple[float, float, list[Answered]]] = []
    reported = time.monotonic()
    while len(done) < len(workers):
        try:
            done.append(results.get(timeout=2))
        except Empty:
            if dead := [each for each in workers if each.exitcode]:
                raise SystemExit(f"{len(dead)} of the workers ended early") from None
        if time.monotonic() - reported > 10:
            reported = time.monotonic()
            print(f"… {answered.value:,} of {sum(map(len, lists)):,} answered", file=sys.stderr, flush=True)
    for worker in workers:
        worker.join()
    seconds = max(ended for _, ended, _ in done) - min(began for began, _, _ in done)
    return seconds, [each for _, _, said in done for each in said]


if __name__ == "__main__":
    print(json.dumps([asdict(row) for row in replayed(SUBMISSIONS, CENTRES)]))
