"""Letters, scripts and uploads in S3, by bucket and key. Links are presigned and live minutes, not hours."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

LINK_SECONDS = 300
PDF = "application/pdf"
SVG = "image/svg+xml"


@dataclass(frozen=True, slots=True)
class Form:
    """Where and with which fields a browser may post one file."""

    url: str
    fields: dict[str, str]


class Files:
    """One bucket. Keys are the desk's own, never made from user input."""

    def __init__(self, bucket: str, client: S3Client) -> None:
        self.bucket = bucket
        self.client = client

    def put(self, key: str, data: bytes, content_type: str) -> None:
        """Store bytes under a key, over anything there; S3 checks them against their SHA-256."""
        checksum = base64.b64encode(hashlib.sha256(data).digest()).decode()
        self.client.put_object(Bucket=self.bucket, Key=key, Body=data, ContentType=content_type, ChecksumSHA256=checksum)

    def put_if_absent(self, key: str, data: bytes, content_type: str) -> bool:
        """Store bytes unless the key is taken; return whether they were stored. An issued file is never overwritten."""
        try:
            self.client.put_object(Bucket=self.bucket, Key=key, Body=data, ContentType=content_type, IfNoneMatch="*")
        except ClientError as refused:
            if refused.response["Error"]["Code"] in {"PreconditionFailed", "ConditionalRequestConflict"}:
                return False
            raise
        return True

    def get(self, key: str, most: int | None = None) -> bytes | None:
        """Return the bytes under a key, at most the first `most` of them; None where there is nothing."""
        extra: Any = {"Range": f"bytes=0-{most - 1}"} if most else {}
        try:
            return self.client.get_object(Bucket=self.bucket, Key=key, **extra)["Body"].read()
        except ClientError as refused:
            if refused.response["Error"]["Code"] in {"NoSuchKey", "404", "NotFound"}:
                return None
            raise

    def size(self, key: str) -> int | None:
        """Return how many bytes are under a key; None where there is nothing."""
        try:
            return self.client.head_object(Bucket=self.bucket, Key=key)["ContentLength"]
        except ClientError as refused:
            if refused.response["Error"]["Code"] in {"404", "NoSuchKey", "NotFound"}:
                return None
            raise

    def delete(self, key: str) -> None:
        self.client.delete_object(Bucket=self.bucket, Key=key)

    def link(self, key: str, name: str, *, seconds: int = LINK_SECONDS, inline: bool = False, content_type: str = PDF) -> str:
        """Return a link to the file that a browser saves (or shows) under `name`. It is made without a call."""
        how = "inline" if inline else "attachment"
        return self.client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self.bucket, "Key": key,
                "ResponseContentDisposition": f'{how}; filename="{name}"', "ResponseContentType": content_type,
            },
            ExpiresIn=seconds,
        )  # fmt: skip

    def form(self, key: str, size: int, *, seconds: int = LINK_SECONDS, content_type: str = PDF) -> Form:
        """Return a form with which a browser may post exactly `size` bytes of that type to the key. It is made without a call."""
        made = self.client.generate_presigned_post(
            self.bucket, key, Fields={"Content-Type": content_type},
            Conditions=[{"Content-Type": content_type}, ["content-length-range", size, size]], ExpiresIn=seconds,
        )  # fmt: skip
        return Form(made["url"], made["fields"])
