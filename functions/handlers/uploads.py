"""A file has arrived in the incoming bucket: check it, attach it or refuse it."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote_plus

from aws_lambda_powertools import Logger

from functions import wiring
from functions.actions.staff import uploads
from functions.handlers import started

logger = Logger()


@started
def handler(event: dict[str, Any], _: Any) -> None:
    """S3's event, one or more objects. A failure is raised, so that S3 delivers it again and in the end to the failures' queue."""
    for record in event.get("Records", []):
        key = unquote_plus(record["s3"]["object"]["key"])
        folder, _, id = key.partition("/")
        if uploads.incoming_file(id) != key:
            logger.warning("unexpected place", folder=folder)
            continue
        uploads.arrived(wiring.table(), wiring.catalogue(), wiring.incoming(), wiring.documents(), id, wiring.now(), wiring.system_now())
        logger.info("upload checked", upload=id)
