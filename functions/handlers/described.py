"""The OpenAPI documents of the API as published: what the resolvers produce, with the answers that are really given."""

from __future__ import annotations

import json
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver

from functions.domain.errors import Changed, Malformed, NotFound, Refusal, Refused, TooMany, TryAgain
from functions.handlers.answers import STATUS

MEANING: dict[type[Refusal], str] = {
    Malformed: "The request cannot be read, or a field is not valid.",
    NotFound: "There is nothing at this address for you. Something that is not yours looks the same as something that does not exist.",
    Changed: "Somebody else has changed it meanwhile. Load it again, then decide.",
    Refused: "A rule forbids it. The list has every problem, with the rule and where it is published.",
    TooMany: "Too many requests. Wait, then go on more slowly.",
    TryAgain: "The desk was too busy to finish. Nothing is lost: send the same request again.",
}
# What the gateway answers by itself, and the desk where it has a fault; the shape is the same.
BESIDES = {
    401: "Nobody is signed in, or the token has run out.",
    413: "The request is too large. Send less at once.",
    500: "The desk has a fault. Nothing is half done: send the same request again, and tell whoever runs the desk if it goes on.",
    502: "The desk did not answer in time. What you sent may have arrived: look first, or send it again where that is the same as sending it once.",
}
ERRORS: dict[str, Any] = {
    "type": "object",
    "title": "Errors",
    "required": ["errors"],
    "properties": {
        "errors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "title": "Problem",
                "required": ["code", "message", "field", "rule", "source"],
                "properties": {
                    "code": {"type": "string", "description": "Stable: programs may rely on it."},
                    "message": {"type": "string", "description": "What is wrong and what to do next, in plain language."},
                    "field": {"type": ["string", "null"], "description": "The form field that it is about."},
                    "rule": {"type": ["string", "null"], "description": "The rule behind it."},
                    "source": {"type": ["string", "null"], "description": "Where the rule is published, and when that was checked."},
                },
            },
        }
    },
}


def document(app: APIGatewayRestResolver) -> dict[str, Any]:
    """Return the OpenAPI document of one handler. Every operation answers in JSON, or with a refusal of the one shape."""
    openapi: dict[str, Any] = json.loads(app.get_openapi_json_schema())
    schemas = openapi.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Errors"] = ERRORS
    schemas["Answer"] = {"type": "object", "title": "Answer"}
    meanings = {status: MEANING[kind] for kind, status in STATUS.items()} | BESIDES
    refusals = {str(status): _answer(meaning, "Errors") for status, meaning in sorted(meanings.items())}
    for methods in openapi["paths"].values():
        for operation in methods.values():
            operation["responses"] = {"200": _answer("Done.", "Answer"), **refusals}
    return openapi


def _answer(description: str, schema: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}}
