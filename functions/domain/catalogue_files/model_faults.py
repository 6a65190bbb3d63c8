"""What is wrong with an entry of the catalogue by its model, in words that name the entry and say what to write instead."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

NAMES = ("id", "code", "name", "day", "title")  # the keys that tell one entry of a list from the others
BASIS = "missing; say what the entry rests on, such as `basis: { source: guide, checked: 2026-11-28 }`"
WRITE = {
    "tuple_type": "write a list, such as `[{example}]`",
    "list_type": "write a list, such as `[{example}]`",
    "too_short": "write at least one",
    "string_too_short": "write something here, or leave it out",
    "string_type": "write text; put a number in quotes",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "date_type": "write a day, such as 2026-11-28",
    "date_from_datetime_parsing": "write a day, such as 2026-11-28",
    "date_parsing": "write a day, such as 2026-11-28",
}
PATTERNS = {  # what the patterns of the models ask for
    r"^https://[a-z0-9.-]+/[a-z0-9./-]*$": "an address that begins with https:// and has a stroke after the host, in small letters, such as https://www.ncfe.org.uk/",
    "^[0-9]{4}-[0-9]{2}$": "year and month, such as 2026-06",
    "^[a-z][a-z-]{0,39}$": "small letters and hyphens",
    "^[a-z_]{1,30}$": "small letters and underscores",
}


def model_fault(model: type[BaseModel], data: Any, error: ErrorDetails) -> str:
    """Return an error of validation as a line: the path of the key, each entry of a list by its id or code, and what to write there."""
    return f"{'.'.join(_path(data, error['loc']))}: {_instead(model, error)}"


def _path(data: Any, loc: tuple[int | str, ...]) -> Iterator[str]:
    """Yield the parts of a path, with the id, code or name of an entry in place of its number in a list."""
    at = data
    for part in loc:
        try:
            at = at[part]
        except (KeyError, IndexError, TypeError):
            at = None
        yield named(at, part) if isinstance(part, int) else part


def named(entry: Any, place: int) -> str:
    """Return what an entry of a list is called in a path: its id, code or name, or else its place."""
    return str(next((entry[each] for each in NAMES if each in entry), place)) if isinstance(entry, dict) else str(place)


def _instead(model: type[BaseModel], error: ErrorDetails) -> str:
    *above, key = error["loc"] or ("",)
    match error["type"]:
        case "missing":
            return BASIS if key == "basis" else "missing; this entry needs it"
        case "extra_forbidden":
            known = _keys(model, above)
            like = get_close_matches(str(key), known, 1)
            return f"there is no such key; did you mean `{like[0]}`?" if like else f"there is no such key; there are {', '.join(known)}"
        case "literal_error" | "enum":
            return f"write {error['ctx']['expected']}"
        case "model_type" | "model_attributes_type" | "dict_type":
            keys = ", ".join(f"{each}: …" for each in _keys(model, error["loc"], needed=True))
            return f"write an entry with keys of its own, such as `{{ {keys} }}`"
        case "string_pattern_mismatch" if error["ctx"]["pattern"] in PATTERNS:
            return f"write {PATTERNS[error['ctx']['pattern']]}"
        case kind if kind in WRITE:
            return WRITE[kind].format(example=error["input"] if isinstance(error["input"], str) else "…")
        case _:
            return error["msg"]


def _keys(model: type[BaseModel], loc: list[int | str] | tuple[int | str, ...], *, needed: bool = False) -> list[str]:
    """Return the keys of the entry at a path, in order; with `needed` only those without which it is not read."""
    found: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, str) and found and part in found.model_fields:
            found = next(_models(found.model_fields[part].annotation), None)
    return [name for name, field in found.model_fields.items() if field.is_required() or not needed] if found else []


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models in a type, such as that of the entries in a tuple."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for each in get_args(annotation):
        yield from _models(each)
