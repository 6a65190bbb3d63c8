"""The handler that runs every five minutes: it performs the effects of events that are still due."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools import Logger

from functions import wiring
from functions.actions.effects.effects import overdue, perform
from functions.handlers import started

logger = Logger()


@started
def handler(_: dict[str, Any], __: Any) -> dict[str, int]:
    """Perform the effects that are due. Return how many entries were due, and how many are done now."""
    due = overdue(wiring.means())
    done = sum(perform(wiring.means(), key) for key in due)
    logger.info("swept", due=len(due), done=done)
    return {"due": len(due), "done": done}
