"""Read and write units as DynamoDB charges them, worked out from the sizes of the items that a client really reads and writes.

The emulators report one unit for everything. AWS's rules, as its developer guide gives them: an item's size is its attributes' names
and values in UTF-8, a number about half a byte a digit. Reads are counted in 4 KB, a query's by the sum of what it read, single items
each by itself; a consistent read is one unit, any other half. Writes are counted in 1 KB of the larger of the item before and after, a
transaction's twice, a condition that fails all the same. Each index that holds the item is written once more: not at all where nothing
changed, twice where the key under which it stands there changed (once to take it out, once to put it in). Indexes follow a
transaction afterwards, outside it, and are not counted twice for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import ceil
from typing import Any, NamedTuple

from functions.adapters.table import PREFIX, PROJECTED

Item = dict[str, Any]  # as DynamoDB writes it: {"pk": {"S": …}, …}
MEANT = {"Put": "Item", "Delete": "Key", "Update": "Key", "ConditionCheck": "Key"}


def size(item: Item | None) -> int:
    """Bytes of an item; nothing has none."""
    return sum(len(name.encode()) + _value(value) for name, value in (item or {}).items())


def _value(value: dict[str, str]) -> int:
    ((kind, said),) = value.items()
    return ceil(len(said.lstrip("-")) / 2) + 1 if kind == "N" else len(said.encode())


def read_units(bytes_read: int, *, consistent: bool) -> float:
    """What one request for that many bytes costs, also where it finds nothing."""
    return max(1, ceil(bytes_read / 4096)) * (1 if consistent else 0.5)


def write_units(before: Item | None, after: Item | None, *, transaction: bool) -> Counter[str]:
    """What it costs to turn the item into what it is afterwards, in the table and in its indexes."""
    units = Counter(table=_kilobytes(before, after) * (2 if transaction else 1))
    for name in PREFIX:
        was, became = _standing(before, name), _standing(after, name)
        old, new = (projected(each, name) if each else None for each in (before, after))
        if was and became and was != became:
            units["indexes"] += _kilobytes(old) + _kilobytes(new)
        elif was and became:
            units["indexes"] += 0 if old == new else _kilobytes(old, new)
        elif was or became:
            units["indexes"] += _kilobytes(old if was else new)
    return units


def projected(item: Item, index: str | None) -> Item:
    """Return what an index contains of an item; None is the table itself."""
    also = PROJECTED[index] if index else None
    if index is None or also is None:
        return dict(item)
    prefix = PREFIX[index]
    return {name: value for name, value in item.items() if name in {"pk", "sk", f"{prefix}pk", f"{prefix}sk", *also}}


def _standing(item: Item | None, index: str) -> tuple[Any, Any] | None:
    prefix = PREFIX[index]
    return (item[f"{prefix}pk"], item[f"{prefix}sk"]) if item and f"{prefix}pk" in item else None


def _kilobytes(*items: Item | None) -> int:
    return max(1, ceil(max(map(size, items)) / 1024))


class Written(NamedTuple):
    """One item that was written: its bytes before and after, and what that cost, in the table and in each index that holds it."""

    what: str
    sk: str
    before: int
    after: int
    table: int
    indexes: int

    def __str__(self) -> str:
        return f"{self.table:3} + {self.indexes}  {self.before:5} → {self.after:5} bytes  {self.what:14} {self.sk[:48]}"


class Metered:
    """A DynamoDB client that passes everything on and counts: `reads` in units, `items` read, `requests` by operation, `writes`
    in units by what is written (ENQ/H) and where (table, indexes), and `log`, every item that was written, one after another.

    What an item was before a write it asks of the client behind it, which is not counted.
    """

    def __init__(self, client: Any) -> None:
        self.client = client
        self.exceptions, self.meta = client.exceptions, client.meta
        self.reads, self.items = 0.0, 0
        self.writes: Counter[tuple[str, str]] = Counter()
        self.requests: Counter[str] = Counter()
        self.log: list[Written] = []

    @property
    def written(self) -> int:
        return self.writes.total()

    def get_item(self, **asked: Any) -> Any:
        answer = self.client.get_item(**asked)
        self._read("get_item", [answer["Item"]] if "Item" in answer else [], read_units(size(answer.get("Item")), consistent=asked.get("ConsistentRead", False)))  # fmt: skip
        return answer

    def batch_get_item(self, **asked: Any) -> Any:
        answer = self.client.batch_get_item(**asked)
        for table, wanted in asked["RequestItems"].items():
            found, consistent = answer["Responses"].get(table, []), wanted.get("ConsistentRead", False)
            absent = len(wanted["Keys"]) - len(found)
            units = sum(read_units(size(each), consistent=consistent) for each in found) + absent * read_units(0, consistent=consistent)
            self._read("batch_get_item", found, units)
        return answer

    def query(self, **asked: Any) -> Any:
        """No query of the desk filters in the table, so what is read is what is answered."""
        assert "FilterExpression" not in asked
        answer = self.client.query(**asked)
        self._read("query", answer["Items"], read_units(sum(map(size, answer["Items"])), consistent=asked.get("ConsistentRead", False)))
        return answer

    def put_item(self, **asked: Any) -> Any:
        return self._write("put_item", [(asked["TableName"], _key(asked["Item"]))], False, asked)

    def update_item(self, **asked: Any) -> Any:
        return self._write("update_item", [(asked["TableName"], asked["Key"])], False, asked)

    def delete_item(self, **asked: Any) -> Any:
        return self._write("delete_item", [(asked["TableName"], asked["Key"])], False, asked)

    def transact_write_items(self, **asked: Any) -> Any:
        told = [(kind, write) for each in asked["TransactItems"] for kind, write in each.items()]
        return self._write("transact_write_items", [(write["TableName"], _key(write[MEANT[kind]])) for kind, write in told], True, asked)

    def _read(self, operation: str, items: Sequence[Item], units: float) -> None:
        self.requests[operation] += 1
        self.items += len(items)
        self.reads += units

    def _write(self, operation: str, places: list[tuple[str, Item]], transaction: bool, asked: dict[str, Any]) -> Any:
        before = [self._stored(*place) for place in places]
        self.requests[operation] += 1
        try:
            return getattr(self.client, operation)(**asked)
        finally:
            for was, (table, key) in zip(before, places, strict=True):
                now, kind = self._stored(table, key), kind_of(key)
                spent = write_units(was, now, transaction=transaction)
                self.log.append(Written(kind, key["sk"]["S"], size(was), size(now), spent["table"], spent["indexes"]))
                for where, units in spent.items():
                    self.writes[kind, where] += units

    def _stored(self, table: str, key: Item) -> Item | None:
        item: Item | None = self.client.get_item(TableName=table, Key=key, ConsistentRead=True).get("Item")
        return item


def kind_of(key: Item) -> str:
    """What an item is, by the words that its key begins with: ENQ/DOC."""
    return "/".join(key[name]["S"].split("#")[0] for name in ("pk", "sk"))


def _key(item: Item) -> Item:
    return {name: item[name] for name in ("pk", "sk")}
