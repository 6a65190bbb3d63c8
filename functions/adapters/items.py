"""Domain objects as items of the table, and back.

An item is its keys, its version `v`, the attributes that a condition or an index needs, and its content as JSON. The indexes
`lists` and `queues` contain an item's keys and its `row`, nothing else, so that a write and a page cost little:

- most items have their content in `json`, which no list shows;
- an item of which a list shows everything has it in `row`;
- an enquiry has what lists show in `row` and the rest in `json` (enquiries.py): nothing is stored twice but a few details.
"""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel

from functions.adapters.keys import Key
from functions.adapters.table import Item
from functions.domain.fields import STORED

Model = TypeVar("Model", bound=BaseModel)


def item_of(key: Key, version: int, model: BaseModel, **attributes: str) -> Item:
    """Return the item that stores the model; no index shows its JSON."""
    return {"pk": key.pk, "sk": key.sk, "v": version, "json": model.model_dump_json(), **attributes}


def listed_item_of(key: Key, version: int, model: BaseModel, **attributes: str) -> Item:
    """Return the item that stores the model where a list reads all of it from an index."""
    return {"pk": key.pk, "sk": key.sk, "v": version, "row": model.model_dump_json(), **attributes}


def pointer_item(key: Key, target: str, **attributes: str) -> Item:
    """Return an item that only leads to another one. It has no state, so it never has to change."""
    return {"pk": key.pk, "sk": key.sk, "v": 1, "row": target, **attributes}


def model_in(kind: type[Model], item: Item) -> Model:
    """Return the model that an item stores."""
    return kind.model_validate_json(json_of(item), context=STORED)


def json_of(item: Item) -> str:
    """Return the content of an item as one JSON object; where `row` and `json` both have a field, that of `json` counts."""
    row, rest = str(item.get("row", "")), str(item.get("json", ""))
    return f"{row[:-1]},{rest[1:]}" if row and rest else row or rest


def target_of(item: Item) -> str:
    """Return the id that a pointer leads to."""
    return str(item["row"])
