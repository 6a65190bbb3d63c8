"""Warm requests through the real centre handler, against floors that validate a body and make the same calls; and how many calls.

A floor replays, through a bare boto3 client, exactly the calls that the handler made, so that items and sizes are the same.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import boto3
from botocore import xform_name
from pydantic import BaseModel, ConfigDict, create_model

from bench import desk
from bench.answering import Answers
from bench.rows import Row, compared, measured
from functions import wiring
from functions.domain.enquiries.submission import State
from functions.handlers import centre

ROUNDS, REPEATS = 15, 20
GOALS = {"submit": 1.5, "list": 1.4, "open": 1.3, "document link": None}
CALLS = {"submit": 2, "list": 1, "open": 1, "document link": 1}


def _fields(of: dict[str, Any]) -> dict[str, Any]:
    return {name: (list[str] if isinstance(value, list) else type(value), ...) for name, value in of.items()}


# A body such as the submit's, field by field, with no rule of ours.
Content = create_model(
    "Content", __config__=ConfigDict(extra="forbid"), **_fields(desk.submission(State.DRAFT, "4d").content.model_dump(mode="json"))
)


class Submit(BaseModel):
    content: Content
    declarations: list[str]


class Question(BaseModel):
    series: str = ""
    status: str = ""
    service: str = ""
    q: str = ""
    after: str = ""


class Seen:
    """The calls that a handler made to AWS, from botocore's event `before-parameter-build`."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        self.calls.append((xform_name(model.name), json.loads(json.dumps(params))))


def requests(answers: Answers) -> list[Row]:
    """Return the rows of the warm requests. `answers` answers boto3's default session."""
    events = {"submit": desk.submit(), "list": desk.listing(), "open": desk.opening(), "document link": desk.link()}
    counts, times = [], []
    for name, event in events.items():
        handler, floor = _pair(event, answers)
        answers.calls.clear()
        handler()
        operations = ", ".join(f"{each} {count}" for each, count in sorted(answers.calls.items()))
        counts.append(measured(f"AWS calls, {name} ({operations})", answers.calls.total(), "calls", CALLS[name]))
        ours, floors = [], []
        for _ in range(ROUNDS):
            ours.append(_processor_ms(handler))
            floors.append(_processor_ms(floor))
        times.append(compared(f"warm {name}", "ms", ours, floors, GOALS[name]))
    return [*times, *counts]


def _pair(event: dict[str, Any], answers: Answers) -> tuple[Callable[[], Any], Callable[[], Any]]:
    seen = Seen()
    client = wiring.table().client
    centre.handler(event, None)  # so that the person's roles are known
    client.meta.events.register("before-parameter-build", seen)
    answer = centre.handler(event, None)
    client.meta.events.unregister("before-parameter-build", seen)
    if answer["statusCode"] != 200:
        raise SystemExit(f"{event['path']} answered {answer}")
    bare = boto3.Session().client("dynamodb")
    bare.meta.events.register("before-send", answers)  # type: ignore[arg-type]
    calls = [(getattr(bare, name), params) for name, params in seen.calls]
    body = event["body"] if "declarations" in (event["body"] or "") else None
    question = event["queryStringParameters"] or {}

    def floor() -> dict[str, Any]:
        Submit.model_validate_json(body) if body else Question.model_validate(question)
        for call, params in calls:
            call(**params)
        return {"statusCode": 200, "body": answer["body"]}

    return lambda: centre.handler(event, None), floor


def _processor_ms(what: Callable[[], Any]) -> float:
    started = time.process_time()
    for _ in range(REPEATS):
        what()
    return (time.process_time() - started) / REPEATS * 1000
