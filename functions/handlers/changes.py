"""The handler of the table's stream: the fast path for the effects of an event.

The sweep is the sure path, so a record that fails is not raised.
"""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools import Logger

from functions import wiring
from functions.actions.effects.effects import perform
from functions.adapters.keys import Key
from functions.handlers import started

logger = Logger()


@started
def handler(event: dict[str, Any], _: Any) -> dict[str, Any]:
    """Perform the effects of new history entries. A failure is noted on its entry, to be tried again, and does not stop the others.

    Return the records whose failure could not even be noted, because the table does not answer: the stream delivers them again.
    """
    failed = []
    for record in event.get("Records", []):
        change = record.get("dynamodb", {})
        if record.get("eventName") != "INSERT" or "due" not in change.get("NewImage", {}):
            continue
        key = Key(change["Keys"]["pk"]["S"], change["Keys"]["sk"]["S"])
        try:
            done = perform(wiring.means(), key)
            logger.info("effects", event=key.sk, done=done)
        except Exception as fault:  # noqa: BLE001 - the next record must not wait for this one
            logger.error("effects not noted", kind=type(fault).__name__)
            failed.append({"itemIdentifier": change["SequenceNumber"]})
    return {"batchItemFailures": failed}
