"""The function that does long work, started and not waited for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol

from botocore.exceptions import ClientError, ConnectionError, HTTPClientError

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


class Worker(Protocol):
    def begin(self, job: str) -> None:
        """Have the job done, or gone on with. Where nobody can be reached, the sweep does it later: nothing is raised."""
        ...


class JobsFunction:
    """Begins jobs by invoking the jobs function asynchronously."""

    def __init__(self, client: LambdaClient, function: str) -> None:
        self.client = client
        self.function = function

    def begin(self, job: str) -> None:
        try:
            self.client.invoke(FunctionName=self.function, InvocationType="Event", Payload=json.dumps({"job": job}).encode())
        except (ClientError, ConnectionError, HTTPClientError):
            return
