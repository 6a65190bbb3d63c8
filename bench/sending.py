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
    """What came back, by which it is judged. `at` is desk time when the button was pressed, `ms` how long it took until the answer."""

    id: str
    at: datetime
    ms: float
    status: int
    codes: tuple[str, ...]
    reference: str | None
    tries: int


def send(portion: Sequence[Sent], environment: dict[str, str], gates: tuple[Any, Any], answered: Any, results: Any) -> None:
    """`gates`: where all workers begin, and where this one meets the other of its pair. `answered` counts for whoever looks on."""
    os.environ.update(environment)
    from functions import wiring
    from functions.handlers import centre

    everybody, pair = gates
    centre.handler(request("GET", "/api/series", person=portion[0].person), None)  # whatever the first request of a process makes
    said: list[Answered] = []
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
        told = json.loads(answer["body"])
        codes = tuple(one["code"] for one in told.get("errors", ()))
        said.append(Answered(each.id, at, ms, answer["statusCode"], codes, told.get("submission", {}).get("reference"), tries))
        with answered.get_lock():
            answered.value += 1
    results.put((began, time.monotonic(), said))
