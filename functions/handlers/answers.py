"""The answers of every API handler: one shape of error, one table from refusal to status, and no fault of ours shown or logged raw."""

from __future__ import annotations

import base64
import json
import os
import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import unquote

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from pydantic_core import to_json

from functions import wiring
from functions.domain.errors import Changed, Malformed, Message, NotFound, Problem, Refusal, Refused, TooMany, TryAgain, problem
from functions.handlers import started
from functions.handlers.parameters import TYPED_HEADER

if TYPE_CHECKING:
    from aws_lambda_powertools.event_handler.openapi.models import OpenAPI

STATUS: dict[type[Refusal], int] = {Malformed: 400, NotFound: 404, Changed: 409, Refused: 422, TooMany: 429, TryAgain: 503}
HEADERS: Mapping[str, str | list[str]] = {"Cache-Control": "no-store"}
# Of the headers only what was typed is read: who asks is in the authorizer's claims, and every request body is JSON whatever its content
# type. So no other is handed on. Powertools would lower-case everything that a browser and CloudFront send, five times a request.
JSON_TYPE = {"content-type": "application/json"}
# The deepest form has six levels. Python's own reader stops at a thousand or so, with an error of its own.
DEEPEST = 20
BRACKETS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|([\[{])|[\]}]', re.DOTALL)
MANY_AT_ONCE = "Answers with the job that does it; what is little is done already. A refusal of one does not stop the others. Sending it again is the same as sending it once."
CONTROLS = re.compile("[\x00-\x1f\x7f]")
logger = Logger()


def reply(payload: dict[str, Any], status: int = 200) -> Response[str]:
    """Return an answer in JSON. It is serialised here, so that Powertools does not validate a second time what the action decided."""
    words = wiring.words()
    said = _in_words(payload, words.said) | {"words": words.chosen} if words.differ else payload
    return Response(status, "application/json", to_json(said).decode(), headers=dict(HEADERS))


def _in_words(value: Any, said: Callable[[str], str]) -> Any:
    """Return an answer with every message in it in the words of an awarding body; all else as it is. Sentences of its catalogue come in them."""
    match value:
        case Problem() | Message():
            return value.said(said)
        case dict():
            return {key: _in_words(each, said) for key, each in value.items()}
        case list() | tuple():
            return [_in_words(each, said) for each in value]
        case _:
            return value


def refuse(refusal: Refusal) -> Response[str]:
    """Return {"errors": [{code, message, field, rule, source}]} with the refusal's status."""
    logger.info("refused", codes=[each.code for each in refusal.problems])
    return reply({"errors": list(refusal.problems)}, STATUS[type(refusal)])


class Resolver(APIGatewayRestResolver):
    """The routes of an API. What is asked for first is there at once; `others` names the function that imports and yields the rest."""

    def __init__(self) -> None:
        super().__init__(enable_validation=True, json_body_deserializer=_read)
        self.missed = False  # whether the request that is being answered is for none of the routes that are there
        self._others: Callable[[], Iterable[Router]] | None = None
        self._including = Lock()

    def others(self, imported: Callable[[], Iterable[Router]]) -> None:
        """Have these routes included when one that is not there is asked for.

        Where a snapshot is kept of the started function, they are included at once: to import them costs its requests nothing then.
        """
        self._others = imported
        if os.environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start":
            self.include_others()

    def include_others(self) -> bool:
        """Return whether there were routes to include."""
        with self._including:
            imported, self._others = self._others, None
            for router in imported() if imported else ():
                self.include_router(router)
            return imported is not None

    def get_openapi_schema(self, **settings: Any) -> OpenAPI:
        """Return the document of every route."""
        self.include_others()
        return super().get_openapi_schema(**settings)


def resolver(title: str, description: str) -> Resolver:
    """Return a resolver whose every error has the same shape."""
    app = Resolver()
    app.configure_openapi(title=title, description=description, version="1.0.0")

    app.exception_handler(Refusal)(refuse)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(Exception)(_fault)

    @app.not_found
    def unknown(_: NotFoundError) -> Response[str]:
        app.missed = True
        return refuse(NotFound())

    return app


def _invalid(fault: RequestValidationError) -> Response[str]:
    """Answer a request that is not valid. An address that cannot exist is answered like one that does not."""
    if any(each["loc"][0] == "path" for each in fault.errors()):
        return refuse(NotFound())
    return refuse(Malformed(*(_problem(each) for each in fault.errors())))


def _fault(fault: Exception) -> Response[str]:
    # The message of an exception may quote a name or a mark: where it happened is enough to find it.
    logger.error("fault", kind=type(fault).__name__, at=traceback.format_tb(fault.__traceback__)[-3:])
    return reply({"errors": [problem("try_again")]}, 500)


def entry(app: Resolver) -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    """Return the Lambda handler of an API. Each line of its log has the request's id, and of the request itself only the route."""

    @started
    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
        wiring.forget_session()
        logger.set_correlation_id((event.get("requestContext") or {}).get("requestId"))
        asked = {**event, **_headers_read(event), **_as_text(event)}
        app.missed = False
        answer = app.resolve(asked, context)
        return app.resolve(asked, context) if app.missed and app.include_others() else answer

    return handler


def _headers_read(event: dict[str, Any]) -> dict[str, Any]:
    """Return the headers that are handed on, in place of the event's."""
    typed = [str(value) for name, value in (event.get("headers") or {}).items() if name.lower() == TYPED_HEADER]
    headers = {**JSON_TYPE, TYPED_HEADER: typed[0]} if typed else JSON_TYPE
    return {"headers": headers, "multiValueHeaders": {name: [value] for name, value in headers.items()}}


def _as_text(event: dict[str, Any]) -> dict[str, Any]:
    """Return what to read in place of what is in the event: a body that came in base64 as text, nothing at an address with a control character.

    Python's `$` would take an id with a line break after it for the id. Bytes that are no UTF-8 show as U+FFFD, which no field takes.
    """
    address = {"path": NOWHERE} if CONTROLS.search(unquote(str(event.get("path")))) else {}
    if not event.get("isBase64Encoded"):
        return address
    body = base64.b64decode(event.get("body") or "").decode(errors="replace")
    return {**address, "body": body, "isBase64Encoded": False}


NOWHERE = "/api/nothing"


def _read(text: str) -> Any:
    """Return the JSON of a request body. Raise JSONDecodeError, which is answered 400, for whatever is none that a form could send."""
    if text.count("[") + text.count("{") > DEEPEST and _depth(text) > DEEPEST:
        raise json.JSONDecodeError("nested too deeply", "", 0)
    try:
        return json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError:
        raise
    except ValueError:  # a number of thousands of digits
        raise json.JSONDecodeError("not a number", "", 0) from None


def _depth(text: str) -> int:
    """Return how deeply brackets are nested in JSON, those in texts left out."""
    depth = deepest = 0
    for each in BRACKETS.finditer(text):
        if each[1]:
            depth += 1
            deepest = max(deepest, depth)
        elif each[0][0] != '"':
            depth -= 1
    return deepest


def _no_number(name: str) -> NoReturn:
    raise json.JSONDecodeError(f"{name} is no number", "", 0)


def _problem(fault: Mapping[str, Any]) -> Problem:
    """Return a complaint of pydantic as a problem at the form's field: ('body', 'content', 'note') becomes note."""
    if fault["type"] == "json_invalid":
        return problem("malformed")  # its place is a position in the text, not a field
    path = [str(each) for each in fault["loc"] if each not in ("body", "query", "path", "content", "request")]
    field = ".".join(path[:1] if path[1:2] and path[1].isdigit() else path) or None
    if fault["type"] == "text_character":
        return problem("text_character", field=field, character=fault["ctx"]["character"])
    return problem(
        "field_invalid",
        field=field,
        what=COMPLAINTS.get(fault["type"], "This is not in a form that we can read. Check it and try again."),
    )


COMPLAINTS = {
    "string_too_long": "This is too long. Shorten it.",
    "too_long": "There are too many. Remove some.",
    "missing": "This is missing. Fill it in.",
    "email_address": "This is not an e-mail address. Check it for typing mistakes, such as two dots in a row.",
    "string_pattern_mismatch": "This is not in the right form. Check it for typing mistakes.",
    "extra_forbidden": "This is not part of the form. Reload the page and try again.",
}
