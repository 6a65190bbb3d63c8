"""The handler of a file's arrival in the incoming bucket: check it, then attach it or refuse it."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote_plus

from aws_lambda_powertools import Logger

from functions import wiring
from functions.actions.effects.arrivals import Intake, check_arrival
from functions.adapters.uploads import upload_file
from functions.handlers import started

logger = Logger()


@started
def handler(event: dict[str, Any], _: Any) -> None:
    """Check each file of S3's event. A failure is raised, so that S3 delivers the event again and, in the end, to the queue of failures."""
    for record in event.get("Records", []):
        key = unquote_plus(record["s3"]["object"]["key"])
        folder, _, id = key.partition("/")
        if upload_file(id) != key:
            logger.warning("unexpected place", folder=folder)
            continue
        check_arrival(
            Intake(wiring.table(), wiring.catalogue(), wiring.incoming(), wiring.documents(), wiring.now(), wiring.system_now()), id
        )
        logger.info("upload checked", upload=id)
