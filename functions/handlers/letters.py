"""The handler that renders one letter or receipt and stores it. The staff desk and the effects of a change invoke it; nobody else can.

Event: {"kind": one of LETTERS in functions/documents/letter_kinds.py, "context": {…}, "bucket": "…", "key": "…", "pictures": true},
where context is the JSON of the model of that kind. Letters go to previews/, receipts to receipts/, invoices and credit notes to
invoices/. A centre's own paper is an order of the kind "paper" (functions/documents/paper_orders.py), as PDF, spreadsheet or Word file. With `pictures` the pages are stored beside the PDF as pictures, for staff to look at.

Answer: {"key", "sha256", "size"}, with pictures also "pages", their keys, and "words", what the letter says; or {"error": {"code", "message", "fields"}} where repeating the event cannot help:

    event_invalid    the event or its context is not what the kind needs (fields: their places, never their values)
    not_rendered     a template is at fault

A fault that may pass (storage busy or out of reach) is raised, so that the caller retries or its queue of failures keeps the event.
The same event gives the same bytes under the same key: repeating it changes nothing.
"""

import hashlib
from functools import lru_cache
from time import perf_counter
from typing import Any

import typst
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from functions.adapters import clients
from functions.adapters.files import PDF, SVG, Files
from functions.adapters.renderer import picture_key
from functions.documents.letter_kinds import LETTERS, LetterContext
from functions.documents.letters import pictures, render, words
from functions.documents.paper_orders import CONTENT_TYPE, PAPER, PaperOrder
from functions.documents.papers import paper_files
from functions.handlers import started

logger = Logger()
FOLDERS = {
    "acknowledgement": "previews/",
    "outcome": "previews/",
    "moderation": "previews/",
    "breakdown": "previews/",
    "explanation": "previews/",
    "check": "previews/",
    "appeal": "previews/",
    "statement": "previews/",
    "payment_note": "previews/",
    "receipt": "receipts/",
    "invoice": "invoices/",
    "credit_note": "invoices/",
}


class Order(BaseModel):
    """An order for one document: what to render, and where to store it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    context: dict[str, Any]
    bucket: str = Field(min_length=3)
    pictures: bool = False
    key: str = Field(pattern=r"^[a-z]+(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$", max_length=512)


@started
def handler(event: dict[str, Any], _: LambdaContext | None = None) -> dict[str, Any]:
    """Render the letter of an event and store it. Return its key, checksum and size, or an error that repeating the event cannot cure."""
    began = perf_counter()
    try:
        order = Order.model_validate(event)
        context = _context(order)
    except ValidationError as error:
        # Only the place and the kind of each fault: the values may be candidates' names.
        fields = [
            f"{'.'.join(map(str, fault['loc']))}: {fault['type']}" for fault in error.errors(include_input=False, include_context=False)
        ]
        return _failed("event_invalid", "The letter's data are incomplete or of the wrong kind.", fields)
    except LookupError as error:
        return _failed("event_invalid", str(error.args[0]), ["kind", "key"])
    try:
        if isinstance(context, PaperOrder):
            return _stored_paper(order, context, began)
        pdf = render(context)
        pages = pictures(context) if order.pictures else []
    except typst.TypstError:
        # Its message may quote the context, so it is not logged. The template and the version are enough to reproduce the fault.
        return _failed("not_rendered", f"The template of the {order.kind} could not be rendered.", [])
    files, sha256 = _files(order.bucket), hashlib.sha256(pdf).hexdigest()
    keys = [picture_key(order.key, sha256, page) for page in range(1, len(pages) + 1)]
    for key, page in zip(keys, pages, strict=True):
        files.put(key, page, SVG)
    files.put(order.key, pdf, PDF)  # last: where it is, its pictures are
    logger.info("letter stored", kind=order.kind, key=order.key, size=len(pdf), milliseconds=round((perf_counter() - began) * 1000))
    made = {"key": order.key, "sha256": sha256, "size": len(pdf)}
    return made | {"pages": keys, "words": words(context)} if order.pictures else made


def _stored_paper(order: Order, context: PaperOrder, began: float) -> dict[str, Any]:
    data = paper_files.made(context)
    _files(order.bucket).put(order.key, data, CONTENT_TYPE[context.format])
    logger.info("paper stored", key=order.key, size=len(data), milliseconds=round((perf_counter() - began) * 1000))
    return {"key": order.key, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def _context(order: Order) -> LetterContext | PaperOrder:
    """Return the typed context of the order. Raise LookupError if there is no such letter or it does not belong under that key."""
    if order.kind == PAPER and order.key.startswith("previews/papers/"):
        return PaperOrder.model_validate(order.context)
    if order.kind not in LETTERS:
        raise LookupError("There is no letter of that kind.")
    if not order.key.startswith(FOLDERS[order.kind]):
        raise LookupError("A letter of that kind is not kept under that key.")
    return LETTERS[order.kind].model_validate(order.context)


def _failed(code: str, message: str, fields: list[str]) -> dict[str, Any]:
    logger.error("letter not made", code=code, fields=fields)
    return {"error": {"code": code, "message": message, "fields": fields}}


@lru_cache(maxsize=4)
def _files(bucket: str) -> Files:
    return Files(bucket, clients.s3())
