"""The JSON schema of the catalogue files, made from the models, so that an editor completes and checks a file while one writes it.

A file is not quite a `Body`: what loading fills in is left out, a route can extend another, entries of some lists can stand for others, and
a figure can be a list of narrowed ones (functions/domain/catalogue_files). The schema allows what loading reads, and loading says the rest.
"""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue_files.inheritance import DEFAULTS, LIKE, OF_ROUTE, SHARED, TAKEN

FILE = Path(__file__).parents[2] / "content" / "catalogue.schema.json"
FILLED_IN = ("closed", "editions", "valid_on", "type")  # keys of a body that loading makes
FILLED_IN_BELOW = {"Deadline": ("counted_from",), "Syllabus": ("qualification",)}
# Keys that an arrangement or a demonstration file may give in a body's place, so that its own file need not have them.
ELSEWHERE = frozenset({*DEFAULTS, *SHARED, *TAKEN, "syllabuses", "syllabuses_basis", "prices", "routes"})
NARROWED = {
    "type": "array",
    "minItems": 1,
    "description": "The figure for a time or for some types of qualification, each with from, until or types.",
    "items": {
        "type": "object",
        "properties": {
            "from": {"type": "string", "format": "date"},
            "until": {"type": "string", "format": "date"},
            "types": {"type": "array", "items": {"type": "string"}},
            "value": {},
        },
    },
    "contains": {"anyOf": [{"required": ["from"]}, {"required": ["until"]}, {"required": ["types"]}]},
}


def schema() -> dict[str, Any]:
    """Return the schema of a file of an awarding body."""
    made = Body.model_json_schema(mode="validation")
    parts: dict[str, Any] = made["$defs"]
    for name, keys in FILLED_IN_BELOW.items():
        _leave_out(parts[name], keys)
    _leave_out(made, FILLED_IN)
    parts.pop("Edition", None)
    parts.pop("Arrangement", None)
    _reword(made)
    made["properties"]["arrangement"] = {"type": "string", "description": "The name of a file of content/arrangements."}
    made["required"] = sorted(set(made["required"]) - ELSEWHERE)
    parts["Identifiers"]["required"] = []  # some of them may come from the arrangement
    route = parts["Route"]
    route["required"] = ["id", "name"]  # the rest may come from the route that it extends
    for name in OF_ROUTE:
        _allow_references(route["properties"][name])
    for name in TAKEN:
        _allow_references(made["properties"][name])
    for part in ("Service", "Availability", "Appealing", "Limit", "Timings", "FeeRule", "Route", "Prices", "Rule"):
        _allow_narrowed(parts[part])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "An awarding body's catalogue file"}


def written() -> str:
    """Return the schema as it stands in content/catalogue.schema.json."""
    return json.dumps(schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _leave_out(part: dict[str, Any], keys: tuple[str, ...]) -> None:
    for key in keys:
        part["properties"].pop(key, None)
    part["required"] = [each for each in part.get("required", []) if each not in keys]


def _reword(part: Any) -> None:
    """Take the docstrings' second paragraphs out: an editor shows one line beside a key."""
    if isinstance(part, dict):
        if isinstance(part.get("description"), str):
            part["description"] = part["description"].split("\n")[0]
        for each in part.values():
            _reword(each)
    elif isinstance(part, list):
        for each in part:
            _reword(each)


def _allow_references(listed: dict[str, Any]) -> None:
    """Let an entry of a list be the code or the id of an inherited one, or such a one with changes (inheritance.py)."""
    listed["items"] = {
        "anyOf": [
            deepcopy(listed["items"]),
            {"type": "string", "description": "The entry of the route that this one extends, or of the arrangement, as it is."},
            {"type": "object", "required": [LIKE], "properties": {LIKE: {"type": "string"}}},
        ]
    }
    listed.pop("minItems", None)


def _allow_narrowed(part: dict[str, Any]) -> None:
    """Let every figure be a list of narrowed ones (narrowing.py), also within a mapping of figures, such as prices by service."""
    for name, value in part["properties"].items():
        if value.get("type") == "array" or name in {"id", "code", "extends"}:
            continue
        if isinstance(inner := value.get("additionalProperties"), dict):
            value["additionalProperties"] = {"anyOf": [inner, NARROWED]}
        part["properties"][name] = {"anyOf": [value, NARROWED], **({"default": value["default"]} if "default" in value else {})}
