"""One worker of the storm: a process that sends its submissions through the real centre handler, one after the other, as fast as it can."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bench.crowd import Sent
from bench.desk import request

PATIENCE_SECONDS = 120
TRIES = 5  # as often as somebody presses again who is told to try again


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer and what it is judged by. `at` is desk time when the request was sent, `ms` the time until the answer."""

    id: str
    at: datetime
    ms: float
    status: int
    codes: tuple[str, ...]
    reference: str | None
    tries: int


def send(portion: Sequence[Sent], environment: dict[str, str], gates: tuple[Any, Any], answered: Any, results: Any) -> None:
    """Send a portion of the submissions.

    `gates` are the barriers where all workers begin and where this one meets the other of its pair. `answered` is a counter for progress.
    """
    os.environ.update(environment)
    from functions import wiring
    from functions.handlers import centre

    everybody, pair = gates
    centre.handler(request("GET", "/api/series", person=portion[0].person), None)  # whatever the first request of a process makes
    answers: list[Answered] = []
    everybody.wait(PATIENCE_SECONDS)
    began = time.monotonic()
    for each in portion:
        path = f"/api/drafts/{each.id}/submit"
        body = {"content": each.content.model_dump(mode="json"), "declarations": ["complete", "consent"]}
        if each.doubled:
            pair.wait(PATIENCE_SECONDS)
        at, pressed = wiring.now(), time.perf_counter()
        answer, tries = centre.handler(request("POST", path, body, person=each.person), None), 1
        while answer["statusCode"] >= 500 and tries < TRIES:
            answer, tries = centre.handler(request("POST", path, body, person=each.person), None), tries + 1
        ms = (time.perf_counter() - pressed) * 1000
        reply = json.loads(answer["body"])
        codes = tuple(one["code"] for one in reply.get("errors", ()))
        answers.append(Answered(each.id, at, ms, answer["statusCode"], codes, reply.get("submission", {}).get("reference"), tries))
        with answered.get_lock():
            answered.value += 1
    results.put((began, time.monotonic(), answers))
