"""The handler of long work. The staff desk and the sweep invoke it asynchronously; nobody else can.

Event: {"job": "…"}, the id of a job that is stored. It works until the job is finished or its time is nearly up; the sweep then has
it gone on with. An event that comes twice is harmless: a portion done twice is done once.
"""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools import Logger

from functions import wiring
from functions.actions.jobs.work import work
from functions.handlers import started

logger = Logger()
MARGIN = 60_000  # milliseconds before the function is stopped; a portion takes a few seconds


@started
def handler(event: dict[str, Any], context: Any) -> dict[str, bool]:
    """Do the job of the event. Return whether it is finished."""
    finished = work(wiring.means(), event["job"], may_go_on=lambda: context is None or context.get_remaining_time_in_millis() > MARGIN)
    logger.info("job", job=event["job"], finished=finished)
    return {"finished": finished}
