"""The function that renders letters, called and waited for. It alone carries Typst."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pydantic import BaseModel

from functions.adapters.keys import FINGERPRINT

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


class NotRendered(Exception):
    """The letter could not be made. The message is the renderer's code for why, never the letter's content."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF in the documents bucket. `pages` has the keys of its pages as pictures and `words` what it says, where they were asked for."""

    key: str
    sha256: str
    size: int
    pages: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def picture_key(key: str, sha256: str, page: int) -> str:
    """Return the key of the picture of a page. It has the fingerprint of the PDF: a letter that was made anew has other pictures."""
    return f"{key.removesuffix('.pdf')}-{sha256[:FINGERPRINT]}-{page}.svg"


class Renderer(Protocol):
    def render(self, context: BaseModel, key: str, *, pictures: bool = False) -> Rendered:
        """Render a letter's context to a PDF under `key`, and its pages as pictures beside it if wanted. Raise NotRendered where that fails."""
        ...


class LetterFunction:
    """Renders by invoking the letters function."""

    def __init__(self, client: LambdaClient, function: str, bucket: str) -> None:
        self.client = client
        self.function = function
        self.bucket = bucket

    def render(self, context: BaseModel, key: str, *, pictures: bool = False) -> Rendered:
        told = context.model_dump(mode="json")
        event = {"kind": told["kind"], "context": told, "bucket": self.bucket, "key": key, "pictures": pictures}
        answer = self.client.invoke(FunctionName=self.function, Payload=json.dumps(event).encode())
        said = json.loads(answer["Payload"].read() or b"{}")
        if answer.get("FunctionError"):
            raise NotRendered(said.get("errorType", "function failed"))
        if "error" in said:
            raise NotRendered(said["error"]["code"])
        return Rendered(said["key"], said["sha256"], said["size"], tuple(said.get("pages", ())), tuple(said.get("words", ())))
