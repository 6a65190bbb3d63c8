"""Forms from the models with which the functions validate, so that labels, hints, patterns and limits are written once.

A field's `title` is its label and its `description` the hint. Fields without a title are not for people and are left out. Every
control has `id` and `name` of its field, a hint `<id>-hint` and a place for its error `<id>-error`, inside an element with
`data-field`, by which the `field` of a refusal finds it.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from pydantic import BaseModel

from functions import domain

CONTROLS = frozenset({"text", "email", "number", "textarea", "select", "combobox", "radios", "choices", "checkbox", "date", "file"})

WRITTEN = frozenset({"text", "textarea"})  # what somebody writes in their own words


class UnknownField(Exception):
    """A page names a model, field or control that does not exist."""


@cache
def _models() -> dict[str, list[type[BaseModel]]]:
    """Return every model of the domain by its name."""
    models: dict[str, list[type[BaseModel]]] = {}
    for module in walk_packages(domain.__path__, f"{domain.__name__}."):
        if module.name.endswith(".loading"):  # it needs more than the domain does
            continue
        for each in vars(import_module(module.name)).values():
            if isinstance(each, type) and issubclass(each, BaseModel) and each.__module__ == module.name:
                models.setdefault(each.__name__, []).append(each)
    return models


def model(name: str) -> type[BaseModel]:
    """Return the domain's model of this name. Raise UnknownField if there is none, or more than one."""
    models = _models().get(name, [])
    if len(models) != 1:
        raise UnknownField(f"there are {len(models)} models called {name}")
    return models[0]


def form_fields(of: type[BaseModel], prefix: str = "") -> str:
    """Return all fields of the model that have a title, one after another."""
    return "".join(field(of, name, prefix=prefix) for name, info in of.model_fields.items() if info.title)


def field(
    of: type[BaseModel], name: str, *, control: str | None = None, prefix: str = "", label: str | None = None, hint: str | None = None
) -> str:
    """Return one field with its label, hint, control and the place for its error. Raise UnknownField if the model does not have it."""
    if name not in of.model_fields:
        raise UnknownField(f"{of.__name__} has no field {name}")
    if control is not None and control not in CONTROLS:
        raise UnknownField(f"there is no control {control}")
    info = of.model_fields[name]
    schema = _plain(_properties(of)[name])
    kind = control or _control(name, schema)
    title = label or info.title or name.replace("_", " ").capitalize()
    hint_text = info.description if hint is None else hint
    where = prefix + name
    attributes = _attributes(kind, where, name, schema, has_hint=bool(hint_text), required=info.is_required())
    return _wrapped(kind, where, name, title=title, hint=hint_text, attributes=attributes)


@cache
def _properties(of: type[BaseModel]) -> dict[str, dict[str, Any]]:
    """Return the properties of a model's schema. They are kept, since making them takes longer than the rest of a page."""
    return of.model_json_schema()["properties"]


def _control(name: str, schema: dict[str, Any]) -> str:
    if schema.get("type") == "boolean":
        return "checkbox"
    if schema.get("type") == "array":
        return "choices"
    if schema.get("type") == "integer":
        return "number"
    if "email" in name:
        return "email"
    return "textarea" if schema.get("maxLength", 0) >= 300 else "text"


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of the value itself where a field is optional."""
    options = [each for each in schema.get("anyOf", []) if each.get("type") != "null"]
    return {**schema, **options[0]} if options else schema


def _attributes(kind: str, where: str, name: str, schema: dict[str, Any], *, has_hint: bool, required: bool) -> str:
    described = f"{where}-hint {where}-error" if has_hint else f"{where}-error"
    attributes: dict[str, str | None] = {"id": where, "name": name, "aria-describedby": described}
    if "maxLength" in schema:  # a browser cuts what is pasted beyond maxlength without a word, so texts have a limit that is said instead
        attributes["data-longest" if kind in WRITTEN and "pattern" not in schema else "maxlength"] = str(schema["maxLength"])
    if kind == "text" and "pattern" in schema:
        attributes["pattern"] = browser_pattern(schema["pattern"])
    if kind == "number":
        attributes |= {"inputmode": "numeric", "pattern": "[0-9]*"}
    if kind == "email":
        attributes |= {"autocomplete": "email", "spellcheck": "false"}
    if kind in {"text", "number", "combobox"}:
        attributes["autocomplete"] = "off"
    if required and kind not in {"choices", "radios"}:
        attributes["required"] = None
    return " ".join(key if value is None else f'{key}="{escape(value)}"' for key, value in attributes.items())


def browser_pattern(pattern: str) -> str:
    """Return the pattern for a browser, which compiles it with the v flag: more characters in a class then need a backslash."""

    def escaped(match: re.Match[str]) -> str:
        inside = re.sub(r"\\.|[(){}/|\[]|([&!#$%*+,.:;<=>?@^`~])(?=\1)", lambda m: m[0] if m[0].startswith("\\") else "\\" + m[0], match[2])
        return f"[{match[1]}{inside}]"

    return re.sub(r"(?<!\\)\[(\^?)((?:\\.|[^\]\\])*)\]", escaped, pattern)


def _wrapped(kind: str, where: str, name: str, *, title: str, hint: str | None, attributes: str) -> str:
    optional = re.fullmatch(r"(.+?) \(optional\)", title)
    text = f'{escape(optional[1])} <span class="optional">(optional)</span>' if optional else escape(title)
    hint_span = f'<span class="hint" id="{where}-hint">{escape(hint)}</span>' if hint else ""
    error = f'<span class="field-error" id="{where}-error" hidden></span>'
    label = f'<label class="label" id="{where}-label" for="{where}">{text}</label>'
    if kind == "checkbox":
        box = f'<div class="choice"><input type="checkbox" value="true" {attributes}><label id="{where}-label" for="{where}">{text}</label></div>'
        return f'<div class="field" data-field="{name}">{hint_span}{error}{box}</div>'
    if kind in {"choices", "radios"}:
        described = f"{where}-hint {where}-error" if hint else f"{where}-error"
        return (
            f'<fieldset class="fieldset field" data-field="{name}" id="{where}" tabindex="-1" aria-describedby="{described}">'
            f'<legend class="legend">{text}</legend>{hint_span}{error}<div class="choices" data-choices="{name}"></div></fieldset>'
        )
    controls = {
        "textarea": f'<textarea class="textarea" {attributes}></textarea>',
        "select": f'<select class="select" {attributes}><option value="">Choose</option></select>',
        "email": f'<input class="input" type="email" {attributes}>',
        "number": f'<input class="input input--short" type="text" {attributes}>',
        "date": f'<input class="input input--date" type="date" {attributes}>',
        "file": f'<div class="upload"><input type="file" {attributes}></div>',
        "combobox": _combobox(where, name, attributes),
        "text": f'<input class="input" type="text" {attributes}>',
    }
    return f'<div class="field" data-field="{name}">{label}{hint_span}{error}{controls[kind]}</div>'


def _combobox(where: str, name: str, attributes: str) -> str:
    """Return a combobox. The text field has no name of its own; the chosen value goes into the hidden field."""
    typed = attributes.replace(f' name="{name}"', "")
    return (
        f'<div class="combobox" data-combobox="{name}"><input class="input" type="text" role="combobox" aria-expanded="false" '
        f'aria-controls="{where}-list" aria-autocomplete="list" {typed}><input type="hidden" id="{where}-value" name="{name}">'
        f'<ul class="combobox__list" id="{where}-list" role="listbox" aria-labelledby="{where}-label" hidden></ul></div>'
    )
