"""moto's DynamoDB without the copying that these tests do not need, which was half of their processor time.

moto copies the whole table once for each item of a transaction, down to the last attribute, before it changes anything, and tries ten names
of a value wherever it answers with one. Here values are strings and numbers, which no request changes in place
(functions/adapters/table.py), so copies share them; a table is copied once for a transaction, in two levels, its items and their
attributes. What a request does or refuses is moto's as before.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

from moto.core.serialize import ResponseSerializer
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import StreamShard, Table

SIMPLE = {"S", "N", "BOOL", "NULL", "B"}


@contextmanager
def cheap_copies() -> Iterator[None]:
    """Use them as long as this lasts."""
    replaced = [
        (DynamoType, "__deepcopy__", _value),
        (Item, "__deepcopy__", _item),
        (Table, "__deepcopy__", _table),
        (ResponseSerializer, "get_value", _answered),
        (DynamoDBBackend, "transact_write_items", _transaction),
    ]
    before = [(owner, name, owner.__dict__.get(name)) for owner, name, _ in replaced]
    for owner, name, method in replaced:
        setattr(owner, name, method)
    try:
        yield
    finally:
        for owner, name, method in before:
            if method is None:
                delattr(owner, name)
            else:
                setattr(owner, name, method)


def _value(value: DynamoType, memo: dict[int, Any]) -> DynamoType:
    return value if value.type in SIMPLE else _whole_value(value, memo)


def _item(item: Item, memo: dict[int, Any]) -> Item:
    copied = copy(item)
    copied.attrs = LimitedSizeDict.__new__(LimitedSizeDict)
    dict.update(copied.attrs, {name: _value(value, memo) for name, value in item.attrs.items()})
    return copied


class _Copies(threading.local):
    """The copies of tables that the transaction under way has, by the table's identity; None where there is no transaction."""

    made: dict[int, Table] | None = None


_copies = _Copies()


def _transaction(backend: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
    _copies.made = {}
    try:
        _whole_transaction(backend, transact_items)
    finally:
        _copies.made = None


def _table(table: Table, memo: dict[int, Any]) -> Table:
    if _copies.made is None:
        return _copy_of_table(table)
    if id(table) not in _copies.made:
        _copies.made[id(table)] = _copy_of_table(table)
    return _copies.made[id(table)]


def _copy_of_table(table: Table) -> Table:
    copied = copy(table)
    copied.items = copy(table.items)
    for key, items in table.items.items():
        copied.items[key] = {sort: _item(each, {}) for sort, each in items.items()} if isinstance(items, dict) else _item(items, {})
    if table.stream_shard is not None:
        copied.stream_shard = _stream(table.stream_shard, copied)
    return copied


def _stream(shard: StreamShard, table: Table) -> StreamShard:
    """A stream as it stands: what was streamed never changes."""
    copied = copy(shard)
    copied.items = list(shard.items)
    copied.table = table
    return copied


def _answered(serializer: ResponseSerializer, value: Any, key: str, shape: Any) -> Any:
    """An attribute's value has no other names than its types'."""
    parent = getattr(shape, "parent", None)
    if parent is not None and parent.name == "AttributeValue" and type(value) is dict:
        return value.get(key)
    return _whole_answer(serializer, value, key, shape)


_whole_value, _whole_answer = DynamoType.__deepcopy__, ResponseSerializer.get_value
_whole_transaction = DynamoDBBackend.transact_write_items
