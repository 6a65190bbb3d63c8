"""An AWS that answers at once: botocore makes and signs its requests as usual, and they are answered before they leave the process.

The time that is left of a call is ours and the libraries'. The measured functions and their floors both use it.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import boto3
from botocore.awsrequest import AWSResponse

Item = dict[str, Any]  # as DynamoDB writes it: {"pk": {"S": …}, …}


class Answers:
    """Answers from `items` (by key) and `pages` (by the partition key of a query). It stores nothing, and counts the calls by operation."""

    def __init__(self, items: list[Item], pages: dict[str, list[Item]], file: bytes = b"") -> None:
        self.items = {(item["pk"]["S"], item["sk"]["S"]): item for item in items}
        self.pages = {pk: _json({"Items": page, "Count": len(page), "ScannedCount": len(page)}) for pk, page in pages.items()}
        self.file = file
        self.calls: Counter[str] = Counter()
        self._batches: dict[bytes, bytes] = {}

    @classmethod
    def from_json(cls, text: str) -> Answers:
        data = json.loads(text)
        return cls(data["items"], data["pages"], base64.b64decode(data["file"]))

    def __call__(self, request: Any, event_name: str, **_: Any) -> AWSResponse:
        """Answer botocore's event `before-send.<service>.<operation>`: a request that is answered here is not sent."""
        service, operation = event_name.split(".")[1:]
        self.calls[operation] += 1
        headers: dict[str, str] = {}
        body, status = b"{}", 200
        if service == "dynamodb":
            body = self._dynamodb(operation, request.body)
        elif service == "s3":
            status, headers, body = self._s3(operation, request.url)
        elif service == "lambda":
            body = _json({"key": "receipts/0.pdf", "sha256": "0" * 64, "size": 40_000})
        elif service == "sesv2":
            body = b'{"MessageId":"0100-0"}'
        return _answer(request.url, status, {"Content-Length": str(len(body)), **headers}, body)

    def _dynamodb(self, operation: str, body: bytes) -> bytes:
        if operation == "Query":
            asked = json.loads(body)
            return self.pages.get(asked["ExpressionAttributeValues"][":pk"]["S"], b'{"Items":[],"Count":0,"ScannedCount":0}')
        if operation == "GetItem":
            item = self._found(json.loads(body)["Key"])
            return _json({"Item": item}) if item else b"{}"
        if operation == "BatchGetItem":
            if body not in self._batches:
                table, wanted = next(iter(json.loads(body)["RequestItems"].items()))
                found = [item for key in wanted["Keys"] if (item := self._found(key))]
                self._batches[body] = _json({"Responses": {table: found}, "UnprocessedKeys": {}})
            return self._batches[body]
        if operation == "UpdateItem":
            return b'{"Attributes":{"n":{"N":"417"}}}'
        return b"{}"

    def _found(self, key: Item) -> Item | None:
        return self.items.get((key["pk"]["S"], key["sk"]["S"]))

    def _s3(self, operation: str, url: str) -> tuple[int, dict[str, str], bytes]:
        if operation == "HeadObject":
            # What was uploaded is there; a receipt still has to be made.
            return (200, {"Content-Length": str(len(self.file))}, b"") if "/incoming/" in url else (404, {}, b"")
        return 200, {}, self.file if operation == "GetObject" else b""


def answer_all_clients(answers: Callable[..., AWSResponse]) -> None:
    """Set boto3's default session up so that its clients get these answers, whoever makes them."""
    boto3.setup_default_session()
    boto3.DEFAULT_SESSION._session.register("before-send", answers)  # type: ignore[union-attr, arg-type]


def _answer(url: str, status: int, headers: dict[str, str], body: bytes) -> AWSResponse:
    answer: Any = AWSResponse(url, status, headers, None)  # type: ignore[arg-type]
    answer._content = body
    answer.raw = _Raw(body)
    made: AWSResponse = answer
    return made


class _Raw:
    """As much of an HTTP response's stream as botocore reads."""

    def __init__(self, body: bytes) -> None:
        self._left = body

    def read(self, amt: int | None = None, **_: Any) -> bytes:
        out, self._left = (self._left, b"") if amt is None else (self._left[:amt], self._left[amt:])
        return out

    def stream(self, **_: Any) -> list[bytes]:
        return [self.read()]

    def set_timeout(self, *_: Any) -> None: ...

    def close(self) -> None: ...


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
