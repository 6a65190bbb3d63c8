"""The API's OpenAPI documents, as they are published: what the resolvers produce, with the answers that are really given."""

from __future__ import annotations

import json
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver

from functions.domain.errors import Changed, Malformed, NotFound, Refusal, Refused, TryAgain
from functions.handlers.answers import STATUS

MEANING: dict[type[Refusal], str] = {
    Malformed: "What was sent cannot be read, or a field is not as it must be.",
    NotFound: "There is nothing at this address for you. What is not yours looks the same as what does not exist.",
    Changed: "Somebody else changed it meanwhile, or got there first. Load it again and decide anew.",
    Refused: "A rule says no. Every problem stands in the list, with the rule and where it is published.",
    TryAgain: "The desk was too busy to finish. Nothing is lost: send the same request again.",
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
                    "field": {"type": ["string", "null"], "description": "The form field it is about."},
                    "rule": {"type": ["string", "null"], "description": "The rule behind it."},
                    "source": {"type": ["string", "null"], "description": "Where the rule is published, and when that was checked."},
                },
            },
        }
    },
}


def document(app: APIGatewayRestResolver) -> dict[str, Any]:
    """The OpenAPI document of one handler. Every operation answers JSON, or a refusal of the one shape."""
    made: dict[str, Any] = json.loads(app.get_openapi_json_schema())
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    for ours in ("HTTPValidationError", "ValidationError"):
        schemas.pop(ours, None)
    schemas["Errors"] = ERRORS
    schemas["Answer"] = {"type": "object", "title": "Answer"}
    refusals = {str(status): _answer(MEANING[kind], "Errors") for kind, status in STATUS.items()}
    for methods in made["paths"].values():
        for operation in methods.values():
            operation["responses"] = {"200": _answer("Done.", "Answer"), **refusals}
            operation["responses"]["401"] = {"description": "Nobody is signed in, or the token has run out."}
            operation["responses"]["429"] = {"description": "Too many requests. Wait, then go on more slowly."}
    return made


def _answer(description: str, schema: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}}
