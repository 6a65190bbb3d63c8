"""The handler that runs every five minutes: it performs the effects of events that are still due, and has interrupted jobs gone on with."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools import Logger

from functions import wiring
from functions.actions.effects.effects import overdue, perform
from functions.adapters.jobs import overdue_jobs
from functions.handlers import started

logger = Logger()


@started
def handler(_: dict[str, Any], __: Any) -> dict[str, int]:
    """Perform the effects that are due. Return how many entries were due, how many are done now, and how many jobs were begun again."""
    jobs = overdue_jobs(wiring.table(), wiring.now())
    for job in jobs:
        wiring.worker().begin(job)
    due = overdue(wiring.means())
    done = sum(perform(wiring.means(), key) for key in due)
    logger.info("swept", due=len(due), done=done, jobs=len(jobs))
    return {"due": len(due), "done": done, "jobs": len(jobs)}
