"""The API reference, made from the OpenAPI documents that the handlers produce, so that nothing in it is written twice."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from guidance.cache import cached
from guidance.desk import table

Document = dict[str, Any]
ROOT = Path(__file__).parents[3]
METHODS = ("get", "put", "post", "delete", "patch")


@cache
def _produced() -> Document:
    """Return the OpenAPI documents of the handlers as JSON. Importing the handlers takes as long as the rest of a build."""
    sources = [*(ROOT / "functions").rglob("*.py"), Path(__file__)]
    produced: Document = json.loads(cached("openapi", sources, ("aws-lambda-powertools", "pydantic"), _produce))
    return produced


def _produce() -> str:
    from functions.handlers import associate, centre, described, staff

    parts = (("centre", centre.app), ("associate", associate.app), ("staff", staff.app))
    statuses = {status: described.MEANING[kind] for kind, status in described.STATUS.items()} | described.BESIDES
    return json.dumps(
        {
            "documents": {name: described.document(app) for name, app in parts},
            "statuses": {str(status): statuses[status] for status in sorted(statuses)},
        }
    )


def documents() -> dict[str, Document]:
    """Return the OpenAPI documents by the name of their part of the API."""
    return _produced()["documents"]


def api_reference() -> str:
    """Return the reference in Markdown: the refusals, then every operation of each part with its parameters and body."""
    parts = ["## Refusals", _refusals()]
    for name, document in documents().items():
        parts += [
            f"## {document['info']['title']}",
            escape(document["info"]["description"]),
            f'<p><a href="../openapi/{name}.json">OpenAPI document</a></p>',
        ]
        parts += [
            _operation(document, path, method, operation)
            for path, methods in sorted(document["paths"].items())
            for method, operation in methods.items()
            if method in METHODS
        ]
    return "\n\n".join(parts)


def _refusals() -> str:
    rows = [[f"<code>{status}</code>", escape(meaning)] for status, meaning in _produced()["statuses"].items()]
    shape = (
        '<pre><code>{"errors": [{"code": "component_kind",\n             "message": "Service 2 is not available for component 12, …",\n'
        '             "field": "components",\n             "rule": "Not available for multiple-choice question papers.",\n'
        '             "source": "Enquiries about results guide (International) 2022, …"}]}</code></pre>'
    )
    return (
        f"Every refusal has this shape. <code>field</code>, <code>rule</code> and <code>source</code> may be null.\n\n{shape}\n\n"
        + table("Statuses", ["Status", "Meaning"], rows, "table table--dense")
    )


def _operation(document: Document, path: str, method: str, operation: Document) -> str:
    parts = [f"### {operation['summary']}", f'<p class="operation"><code>{method.upper()} {escape(path)}</code></p>']
    rows = [
        [f"<code>{escape(each['name'])}</code>", _place(each), _limits(document, each["schema"]), escape(each.get("description", ""))]
        for each in operation.get("parameters", [])
    ]
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    if content:
        rows += _body(document, content)
    if rows:
        parts.append(table(f"Parameters of {method.upper()} {path}", ["Name", "Where", "What", "Meaning"], rows, "table table--dense"))
    return "\n\n".join(parts)


def _place(parameter: Document) -> str:
    return escape(parameter["in"]) + ("" if parameter.get("required") else ", optional")


def _body(document: Document, schema: Document, prefix: str = "") -> list[list[str]]:
    model = _resolved(document, schema)
    rows = []
    for name, each in model.get("properties", {}).items():
        inner = _resolved(document, each)
        if "properties" in inner:
            rows += _body(document, inner, f"{prefix}{name}.")
            continue
        meaning = each.get("description") or each.get("title", "")
        where = "body" if name in model.get("required", []) else "body, optional"
        rows.append([f"<code>{escape(prefix + name)}</code>", where, _limits(document, each), escape(meaning)])
    return rows


def _resolved(document: Document, schema: Document) -> Document:
    if "$ref" in schema:
        return document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    options = [each for each in schema.get("anyOf", []) if each.get("type") != "null"]
    return _resolved(document, options[0]) if options else schema


def _limits(document: Document, schema: Document) -> str:
    """Return the limits of a value in a few words, with its pattern."""
    plain = _resolved(document, schema)
    limits = {"string": "text", "integer": "whole number", "boolean": "true or false", "array": "list"}.get(
        plain.get("type", ""), plain.get("type", "")
    )
    if "enum" in plain:
        limits = "one of " + ", ".join(f"<code>{escape(str(each))}</code>" for each in plain["enum"])
    if plain.get("type") == "array":
        limits += f" of {_limits(document, plain['items'])}" + (f", at most {plain['maxItems']}" if "maxItems" in plain else "")
    if "maxLength" in plain:
        limits += f", at most {plain['maxLength']} characters"
    if "minimum" in plain:
        limits += f", {plain['minimum']:g} or more"
    if "pattern" in plain:
        limits += f" <code>{escape(plain['pattern'])}</code>"
    return limits
