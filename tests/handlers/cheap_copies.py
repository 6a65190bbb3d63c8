"""moto's DynamoDB without the copying that these tests do not need, which was half of their processor time.

moto copies the whole table once for each item of a transaction, down to the last attribute, before it changes anything, and tries ten names
of a value wherever it answers with one. Here values are strings and numbers, which no request changes in place
(functions/adapters/table.py), so copies share them; a table is copied once for a transaction, and of its items those that the transaction
is about. What a request does or refuses is moto's as before.
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
Place = tuple[str, str]  # the two keys of an item


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
    before: list[tuple[type, str, Any]] = [(owner, name, owner.__dict__.get(name)) for owner, name, _ in replaced]
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


class _Transaction(threading.local):
    """The transaction under way: the places that it is about, and the copies of tables that it has, by identity; None where there is none."""

    places: frozenset[Place] = frozenset()
    copies: dict[int, Table] | None = None


_under_way = _Transaction()


def _transaction(backend: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
    _under_way.places, _under_way.copies = frozenset(_places(transact_items)), {}
    try:
        _whole_transaction(backend, transact_items)
    finally:
        _under_way.copies = None


def _places(transact_items: list[dict[str, Any]]) -> Iterator[Place]:
    for each in transact_items:
        for write in each.values():
            key = write.get("Item") or write["Key"]
            yield key["pk"]["S"], key["sk"]["S"]


def _table(table: Table, memo: dict[int, Any]) -> Table:
    if _under_way.copies is None:
        return _copy_of_table(table)
    if id(table) not in _under_way.copies:
        _under_way.copies[id(table)] = _copy_of_table(table, _under_way.places)
    return _under_way.copies[id(table)]


def _copy_of_table(table: Table, places: frozenset[Place] | None = None) -> Table:
    """Return a copy that shares no item with the table, or with `places` none of those there, which are all that will change."""
    partitions = None if places is None else {partition for partition, _ in places}
    copied = copy(table)
    copied.items = copy(table.items)
    for key, items in table.items.items():
        if partitions is None or key.value in partitions:
            copied.items[key] = {
                sort: _item(each, {}) if places is None or (key.value, sort.value) in places else each for sort, each in items.items()
            }
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
