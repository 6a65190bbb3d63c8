"""The API reference, from the OpenAPI documents that the handlers produce: nothing in it is written twice."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from guidance.desk import table
from guidance.kept import kept

Document = dict[str, Any]
ROOT = Path(__file__).parents[3]
METHODS = ("get", "put", "post", "delete", "patch")


@cache
def _produced() -> Document:
    """What the handlers produce. To import them takes as long as all the rest of a build, and somebody who edits a page builds often."""
    sources = [*(ROOT / "functions").rglob("*.py"), Path(__file__)]
    produced: Document = json.loads(kept("openapi", sources, ("aws-lambda-powertools", "pydantic"), _produce))
    return produced


def _produce() -> str:
    from functions.handlers import centre, described, staff

    return json.dumps(
        {
            "documents": {name: described.document(app) for name, app in (("centre", centre.app), ("staff", staff.app))},
            "statuses": {described.MEANING[kind]: status for kind, status in described.STATUS.items()},
        }
    )


def documents() -> dict[str, Document]:
    """The OpenAPI documents by the name of the part of the API."""
    return _produced()["documents"]


def api_reference() -> str:
    """Markdown: refusals, then every operation of both parts with parameters and body."""
    parts = ["## Refusals", _refusals()]
    for name, document in documents().items():
        parts += [
            f"## {document['info']['title']}",
            escape(document["info"]["description"]),
            f'<p><a href="../openapi/{name}.json">OpenAPI document</a></p>',
        ]
        parts += [
            _operation(document, path, method, said)
            for path, methods in sorted(document["paths"].items())
            for method, said in methods.items()
            if method in METHODS
        ]
    return "\n\n".join(parts)


def _refusals() -> str:
    rows = [[f"<code>{status}</code>", escape(meaning)] for meaning, status in _produced()["statuses"].items()]
    rows[1:1] = [["<code>401</code>", "Nobody is signed in, or the token has run out."]]
    rows.append(["<code>429</code>", "Too many requests. Wait, then go on more slowly."])
    shape = (
        '<pre><code>{"errors": [{"code": "component_kind",\n             "message": "Service 2 is not available for component 12, …",\n'
        '             "field": "components",\n             "rule": "Not available for multiple-choice question papers.",\n'
        '             "source": "Enquiries about results guide (International) 2022, …"}]}</code></pre>'
    )
    return (
        f"Every refusal has this shape. <code>field</code>, <code>rule</code> and <code>source</code> may be null.\n\n{shape}\n\n"
        + table("Statuses", ["Status", "Meaning"], rows, "table table--dense")
    )


def _operation(document: Document, path: str, method: str, said: Document) -> str:
    parts = [f"### {said['summary']}", f'<p class="operation"><code>{method.upper()} {escape(path)}</code></p>']
    rows = [
        [f"<code>{escape(each['name'])}</code>", _place(each), _limits(document, each["schema"]), escape(each.get("description", ""))]
        for each in said.get("parameters", [])
    ]
    content = said.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
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
    """What a value must be, in a few words and its pattern."""
    plain = _resolved(document, schema)
    said = {"string": "text", "integer": "whole number", "boolean": "true or false", "array": "list"}.get(
        plain.get("type", ""), plain.get("type", "")
    )
    if "enum" in plain:
        said = "one of " + ", ".join(f"<code>{escape(str(each))}</code>" for each in plain["enum"])
    if plain.get("type") == "array":
        said += f" of {_limits(document, plain['items'])}" + (f", at most {plain['maxItems']}" if "maxItems" in plain else "")
    if "maxLength" in plain:
        said += f", at most {plain['maxLength']} characters"
    if "minimum" in plain:
        said += f", {plain['minimum']:g} or more"
    if "pattern" in plain:
        said += f" <code>{escape(plain['pattern'])}</code>"
    return said
