"""DynamoDB in memory: as much of boto3's client as the desk's Table uses, thousands of times as fast as an emulator.

It keeps items as DynamoDB writes them, carries out one request at a time, and knows the three indexes by their key attributes.
An expression that it does not know is an error, never ignored. tests/actions/test_table.py holds it and moto to the
same contract.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from copy import deepcopy
from types import SimpleNamespace
from typing import Any

from botocore.exceptions import ClientError

from bench.units import Item, projected, size
from functions.adapters.table import PREFIX, Table

Place = tuple[str, str]
MOST_BYTES, MOST_ITEMS = 1024 * 1024, 100  # of one query; of one batch or transaction
TERM = re.compile(r"(attribute_exists|attribute_not_exists|begins_with)\((\S+?)(?:, (\S+))?\)|(\S+) (=|<) (\S+)")
CLAUSE = re.compile(r"\b(SET|REMOVE|ADD) ")


class ConditionalCheckFailedException(ClientError):
    """The condition of a single write was not met."""


class TransactionCanceledException(ClientError):
    """A condition of a transaction was not met, so nothing of it was done."""


def in_memory(name: str = "desk") -> Table:
    """Return an empty table."""
    return Table(name, Memory())  # type: ignore[arg-type]


class Memory:
    def __init__(self) -> None:
        self.items: dict[Place, Item] = {}
        self.exceptions = SimpleNamespace(
            ConditionalCheckFailedException=ConditionalCheckFailedException, TransactionCanceledException=TransactionCanceledException
        )
        self._lock = threading.RLock()
        self._first: dict[str, list[Callable[[], object]]] = {}

    def first(self, operation: str, happening: Callable[[], object]) -> None:
        """Do something else just before the next request of an operation is carried out."""
        self._first.setdefault(operation, []).append(happening)

    def forget(self) -> None:
        """Cancel what `first` was to do, if it has not happened."""
        self._first.clear()

    # --- reading

    def get_item(self, **asked: Any) -> Any:
        with self._lock:
            found = self.items.get(_place(asked["Key"]))
            return {"Item": dict(found)} if found else {}

    def batch_get_item(self, **asked: Any) -> Any:
        with self._lock:
            ((table, wanted),) = asked["RequestItems"].items()
            places = [_place(each) for each in wanted["Keys"]]
            _valid(1 <= len(places) <= MOST_ITEMS and len(set(places)) == len(places), "BatchGetItem")
            return {"Responses": {table: [dict(self.items[each]) for each in places if each in self.items]}, "UnprocessedKeys": {}}

    def query(self, **asked: Any) -> Any:
        """Read in the order of the sort key, from ExclusiveStartKey on, up to Limit items or 1 MB."""
        with self._lock:
            prefix = PREFIX[asked["IndexName"]] if "IndexName" in asked else ""
            names = (f"{prefix}pk", f"{prefix}sk")

            def order(item: Item) -> tuple[str, ...]:
                return item[names[1]]["S"], item["pk"]["S"], item["sk"]["S"]

            held = [each for each in self.items.values() if names[0] in each and names[1] in each]
            found = sorted((each for each in held if _holds(each, asked["KeyConditionExpression"], asked)), key=order)
            forward = asked.get("ScanIndexForward", True)
            if start := asked.get("ExclusiveStartKey"):
                found = [each for each in found if (order(each) > order(start) if forward else order(each) < order(start))]
            items: list[Item] = []
            read = 0
            for item in found if forward else reversed(found):
                items.append(projected(item, asked.get("IndexName")))
                read += size(items[-1])
                if len(items) == asked.get("Limit") or read >= MOST_BYTES:
                    return {"Items": items, "LastEvaluatedKey": {name: item[name] for name in {*names, "pk", "sk"}}}
            return {"Items": items}

    def scan(self, **_: Any) -> Any:
        with self._lock:
            return {"Items": [dict(each) for each in self.items.values()]}

    # --- writing

    def put_item(self, **asked: Any) -> Any:
        return self._one("PutItem", "Put", asked)

    def delete_item(self, **asked: Any) -> Any:
        return self._one("DeleteItem", "Delete", asked)

    def update_item(self, **asked: Any) -> Any:
        self._one("UpdateItem", "Update", asked)
        return {"Attributes": self.get_item(**asked)["Item"]}

    def transact_write_items(self, **asked: Any) -> Any:
        with self._lock:
            self._happen("TransactWriteItems")
            writes = [(kind, write) for each in asked["TransactItems"] for kind, write in each.items()]
            places = [_place(write.get("Item") or write["Key"]) for _, write in writes]
            _valid(1 <= len(places) <= MOST_ITEMS and len(set(places)) == len(places), "TransactWriteItems")
            reasons = [{"Code": "None" if self._may(write) else "ConditionalCheckFailed"} for _, write in writes]
            if any(each["Code"] != "None" for each in reasons):
                raise TransactionCanceledException(
                    {"Error": {"Code": "TransactionCanceledException", "Message": "cancelled"}, "CancellationReasons": reasons},  # type: ignore[typeddict-unknown-key]
                    "TransactWriteItems",
                )
            for kind, write in writes:
                self._do(kind, write)
            return {}

    def _one(self, operation: str, kind: str, write: dict[str, Any]) -> Any:
        with self._lock:
            self._happen(operation)
            if not self._may(write):
                code = "ConditionalCheckFailedException"
                raise ConditionalCheckFailedException({"Error": {"Code": code, "Message": "The conditional request failed"}}, operation)
            self._do(kind, write)
            return {}

    def _happen(self, operation: str) -> None:
        if waiting := self._first.get(operation):
            waiting.pop(0)()

    def _may(self, write: dict[str, Any]) -> bool:
        stored = self.items.get(_place(write.get("Item") or write["Key"]), {})
        condition = write.get("ConditionExpression")
        return condition is None or _holds(stored, condition, write)

    def _do(self, kind: str, write: dict[str, Any]) -> None:
        place = _place(write.get("Item") or write["Key"])
        if kind == "Delete":
            self.items.pop(place, None)
        elif kind == "Put":
            self.items[place] = _kept(deepcopy(write["Item"]))
        elif kind == "Update":
            self.items[place] = _kept(_updated(self.items.get(place) or dict(write["Key"]), write))


def _place(key: Item) -> Place:
    return key["pk"]["S"], key["sk"]["S"]


def _kept(item: Item) -> Item:
    """Return the item. Refuse an empty text in a key of the table or of an index, as DynamoDB does."""
    keys = [
        item[name]["S"] for name in ("pk", "sk", *(f"{each}{part}" for each in PREFIX.values() for part in ("pk", "sk"))) if name in item
    ]
    _valid(all(keys), "PutItem")
    return item


def _holds(item: Item, expression: str, asked: dict[str, Any]) -> bool:
    """Return whether a condition, whose terms are joined by AND, is true of an item. A missing item counts as an empty one."""
    return all(_term(item, term, asked) for term in expression.split(" AND "))


def _term(item: Item, term: str, asked: dict[str, Any]) -> bool:
    matched = TERM.fullmatch(term)
    if matched is None:
        raise NotImplementedError(f"a condition such as {term} is not known here")
    function, of, beginning, name, sign, value = matched.groups()
    stored = item.get(asked.get("ExpressionAttributeNames", {}).get(of or name, of or name))
    values = asked.get("ExpressionAttributeValues", {})
    if function == "begins_with":
        return bool(stored) and stored["S"].startswith(values[beginning]["S"])
    if function:
        return (stored is not None) is (function == "attribute_exists")
    if sign == "=":
        return bool(stored == values[value])
    return stored is not None and bool(stored["S"] < values[value]["S"])


def _updated(item: Item, write: dict[str, Any]) -> Item:
    """Return the item after SET a = :b, …, REMOVE a, … and ADD a :b."""
    names, values, changed = write.get("ExpressionAttributeNames", {}), write.get("ExpressionAttributeValues", {}), dict(item)
    _, *parts = CLAUSE.split(write["UpdateExpression"])
    for clause, said in zip(parts[::2], parts[1::2], strict=True):
        for each in said.strip().split(", "):
            name, *rest = each.split()
            name = names.get(name, name)
            if clause == "REMOVE" and not rest:
                changed.pop(name, None)
            elif clause == "ADD" and len(rest) == 1:
                changed[name] = {"N": str(int(changed.get(name, {"N": "0"})["N"]) + int(values[rest[0]]["N"]))}
            elif clause == "SET" and len(rest) == 2 and rest[0] == "=":
                changed[name] = values[rest[1]]
            else:
                raise NotImplementedError(f"{clause} {each} is not known here")
    return changed


def _valid(fine: bool, operation: str) -> None:
    if not fine:
        raise ClientError({"Error": {"Code": "ValidationException", "Message": "not a request that DynamoDB takes"}}, operation)
