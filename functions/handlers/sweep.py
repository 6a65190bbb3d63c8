"""The handler that runs every five minutes: it performs the effects of events that are still due, has interrupted jobs gone on with,
prepares the summaries by e-mail whose time has come, and deletes old consents.
"""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools import Logger

from functions import wiring
from functions.actions.effects.consent_retention import delete_old_consents
from functions.actions.effects.effects import overdue, perform
from functions.actions.summaries.due import prepare_due
from functions.adapters.jobs import overdue_jobs
from functions.handlers import started

logger = Logger()
MARGIN = 60_000  # milliseconds before the function is stopped


@started
def handler(_: dict[str, Any], context: Any) -> dict[str, int]:
    """Perform the effects that are due, and leave the e-mails of summaries due, which follow by themselves.

    Return how many entries were due, how many are done now, and how many jobs were begun again.
    """
    jobs = overdue_jobs(wiring.table(), wiring.now())
    for job in jobs:
        wiring.worker().begin(job)
    due = overdue(wiring.means())
    done = sum(perform(wiring.means(), key) for key in due)
    deleted = delete_old_consents(wiring.means())
    summaries = prepare_due(wiring.means(), lambda: context is None or context.get_remaining_time_in_millis() > MARGIN)
    logger.info("swept", due=len(due), done=done, jobs=len(jobs), summaries=summaries, deleted=deleted)
    return {"due": len(due), "done": done, "jobs": len(jobs)}
