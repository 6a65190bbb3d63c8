"""The one DynamoDB table: get, list, and change several things at once or none.

Values are str and int; whatever has structure travels as one JSON string, which costs half the processor time of native
maps. AWS's errors are translated here, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from botocore.exceptions import ClientError, ConnectionError, HTTPClientError

from functions.adapters.keys import Key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Value = str | int
Item = dict[str, Value]
Index = Literal["lists", "queues", "agenda"]
PREFIX = {"lists": "g1", "queues": "g2", "agenda": "g3"}  # of the attributes that an index is keyed by
PROJECTED = {
    "lists": ("row",),
    "queues": ("row",),
    "agenda": None,
}  # what an index has beside keys, as template.yaml says; None: everything


class Conflict(Exception):
    """A condition did not hold: the data behind the decision has changed. Read again, decide again."""


class Busy(Exception):
    """The table refused for now, or did not answer: the write may have happened or not. Read again, then repeat if needed."""


@dataclass(frozen=True, slots=True)
class Put:
    """Store the item. `expect` is the version that must be there: 0 for none at all, None for anything."""

    item: Item
    expect: int | None = 0


@dataclass(frozen=True, slots=True)
class Check:
    """Store nothing, but hold only if these attributes have these values."""

    key: Key
    equal: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Delete:
    key: Key
    equal: dict[str, Value] = field(default_factory=dict)


Write = Put | Check | Delete


@dataclass(frozen=True, slots=True)
class Page:
    """Some items of an index, and where to go on."""

    items: list[Item]
    next: str | None


class Table:
    """The table by that name. The client is boto3's; everything else is made here."""

    def __init__(self, name: str, client: DynamoDBClient) -> None:
        self.name = name
        self.client = client

    def get(self, key: Key) -> Item | None:
        """Return one item, read consistently; None where there is none."""
        found = self.client.get_item(TableName=self.name, Key=_key(key), ConsistentRead=True).get("Item")
        return _plain(found) if found else None

    def get_all(self, keys: Sequence[Key]) -> dict[Key, Item]:
        """Return up to 100 items in one call, read consistently; a key without an item is left out."""
        found: dict[Key, Item] = {}
        wanted: Any = {self.name: {"Keys": [_key(key) for key in dict.fromkeys(keys)], "ConsistentRead": True}}
        while wanted:
            answer = self.client.batch_get_item(RequestItems=wanted)
            for raw in answer["Responses"].get(self.name, []):
                item = _plain(raw)
                found[Key(str(item["pk"]), str(item["sk"]))] = item
            wanted = answer.get("UnprocessedKeys")
        return found

    def partition(self, pk: str, prefix: str = "") -> list[Item]:
        """Return all items of a partition whose sort key starts with `prefix`, in order of sort key, read consistently."""
        condition, values = "pk = :pk", {":pk": {"S": pk}}
        if prefix:
            condition, values = condition + " AND begins_with(sk, :sk)", {**values, ":sk": {"S": prefix}}
        items: list[Item] = []
        more: Any = {}
        while True:
            answer = self.client.query(
                TableName=self.name, KeyConditionExpression=condition, ExpressionAttributeValues=values, ConsistentRead=True, **more
            )
            items += [_plain(raw) for raw in answer["Items"]]
            if "LastEvaluatedKey" not in answer:
                return items
            more = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}

    def index(
        self,
        index: Index,
        pk: str,
        *,
        limit: int,
        after: dict[str, str] | None = None,
        newest_first: bool = False,
        below: str | None = None,
        between: tuple[str, str] | None = None,
    ) -> Page:
        """Return a page of an index, which may lag by a moment and so never decides anything. `after` is the key of the last item seen.

        Only items whose sort key is `below` one, or `between` two, both included.
        """
        name = PREFIX[index]
        condition, values = f"{name}pk = :pk", {":pk": {"S": pk}}
        if below is not None:
            condition, values = condition + f" AND {name}sk < :below", {**values, ":below": {"S": below}}
        if between is not None:
            condition, values = (
                condition + f" AND {name}sk BETWEEN :low AND :high",
                {**values, ":low": {"S": between[0]}, ":high": {"S": between[1]}},
            )
        more: Any = {"ExclusiveStartKey": {attribute: {"S": value} for attribute, value in after.items()}} if after else {}
        answer = self.client.query(
            TableName=self.name, IndexName=index, KeyConditionExpression=condition, ExpressionAttributeValues=values,
            Limit=limit, ScanIndexForward=not newest_first, **more,
        )  # fmt: skip
        items = [_plain(raw) for raw in answer["Items"]]
        return Page(items, str(items[-1][f"{name}sk"]) if items and "LastEvaluatedKey" in answer else None)

    def commit(self, writes: Sequence[Write]) -> None:
        """Store all of it or nothing. Raise Conflict where a condition fails, Busy where it must be tried again."""
        try:
            self.client.transact_write_items(TransactItems=[self._write(each) for each in writes])  # type: ignore[misc]
        except self.client.exceptions.TransactionCanceledException as cancelled:
            reasons = {reason.get("Code") for reason in cancelled.response.get("CancellationReasons", [])}
            raise (Conflict if "ConditionalCheckFailed" in reasons else Busy)(sorted(map(str, reasons))) from cancelled
        except (ConnectionError, HTTPClientError) as lost:
            raise Busy("no answer") from lost
        except ClientError as refused:
            if refused.response["Error"]["Code"] in BUSY_CODES:
                raise Busy(refused.response["Error"]["Code"]) from refused
            raise

    def put(self, put: Put, *, condition: str | None = None, values: dict[str, Value] | None = None) -> None:
        """Store one item outside a transaction; `condition` replaces the one made from `expect`. Raise Conflict where it fails."""
        arguments: Any = {"TableName": self.name, "Item": _stored(put.item)}
        attributes = values or {}
        if condition is None:
            condition, attributes = _expectation(put.expect)
        if condition:
            arguments["ConditionExpression"] = condition
        if attributes:
            arguments["ExpressionAttributeValues"] = {name: _value(value) for name, value in attributes.items()}
        try:
            self.client.put_item(**arguments)
        except self.client.exceptions.ConditionalCheckFailedException as failed:
            raise Conflict from failed

    def update(
        self, key: Key, expression: str, values: dict[str, Value], condition: str | None = None, names: dict[str, str] | None = None
    ) -> Item:
        """Change attributes of one item in place; return the item afterwards. Raise Conflict where the condition fails."""
        arguments: Any = {"TableName": self.name, "Key": _key(key), "UpdateExpression": expression, "ReturnValues": "ALL_NEW"}
        if values:
            arguments["ExpressionAttributeValues"] = {name: _value(value) for name, value in values.items()}
        if names:
            arguments["ExpressionAttributeNames"] = names
        if condition:
            arguments["ConditionExpression"] = condition
        try:
            return _plain(self.client.update_item(**arguments)["Attributes"])
        except self.client.exceptions.ConditionalCheckFailedException as failed:
            raise Conflict from failed

    def delete(self, delete: Delete) -> None:
        """Remove one item if its attributes still have these values. Raise Conflict where they do not."""
        condition, values, names = _equal(delete.equal)
        arguments: Any = {"TableName": self.name, "Key": _key(delete.key)}
        if condition:
            arguments |= {"ConditionExpression": condition, "ExpressionAttributeValues": values, "ExpressionAttributeNames": names}
        try:
            self.client.delete_item(**arguments)
        except self.client.exceptions.ConditionalCheckFailedException as failed:
            raise Conflict from failed

    def next_number(self, key: Key, count: int = 1) -> int:
        """Take `count` numbers from a counter; return the first. A number that is not used leaves a gap, which is allowed."""
        return int(self.update(key, "ADD n :count", {":count": count})["n"]) - count + 1

    def _write(self, write: Write) -> dict[str, Any]:
        if isinstance(write, Put):
            put: dict[str, Any] = {"TableName": self.name, "Item": _stored(write.item)}
            condition, values = _expectation(write.expect)
            if condition:
                put["ConditionExpression"] = condition
            if values:
                put["ExpressionAttributeValues"] = {name: _value(value) for name, value in values.items()}
            return {"Put": put}
        condition_text, raw, names = _equal(write.equal)
        if isinstance(write, Check):
            condition_text = "attribute_exists(pk)" + (f" AND {condition_text}" if condition_text else "")
        arguments: dict[str, Any] = {"TableName": self.name, "Key": _key(write.key)}
        if condition_text:
            arguments["ConditionExpression"] = condition_text
        if raw:
            arguments |= {"ExpressionAttributeValues": raw, "ExpressionAttributeNames": names}
        return {"ConditionCheck" if isinstance(write, Check) else "Delete": arguments}


BUSY_CODES = frozenset(
    {
        "TransactionConflictException", "TransactionInProgressException", "ProvisionedThroughputExceededException",
        "ThrottlingException", "RequestLimitExceeded", "InternalServerError", "ServiceUnavailable",
    }
)  # fmt: skip


def _expectation(expect: int | None) -> tuple[str | None, dict[str, Value]]:
    if expect is None:
        return None, {}
    if expect == 0:
        return "attribute_not_exists(pk)", {}
    return "v = :v", {":v": expect}


def _equal(values: dict[str, Value]) -> tuple[str, dict[str, Any], dict[str, str]]:
    condition = " AND ".join(f"#{name} = :{name}" for name in values)
    return condition, {f":{name}": _value(value) for name, value in values.items()}, {f"#{name}": name for name in values}


def _key(key: Key) -> dict[str, Any]:
    return {"pk": {"S": key.pk}, "sk": {"S": key.sk}}


def _value(value: Value) -> dict[str, str]:
    return {"N": str(value)} if isinstance(value, int) else {"S": value}


def _stored(item: Item) -> dict[str, Any]:
    return {name: _value(value) for name, value in item.items()}


def _plain(raw: dict[str, Any]) -> Item:
    return {name: int(value["N"]) if "N" in value else value["S"] for name, value in raw.items() if "N" in value or "S" in value}


def chunks(keys: Iterable[Key], size: int = 100) -> Iterable[list[Key]]:
    """Yield the keys in portions that one get_all takes."""
    some: list[Key] = []
    for key in keys:
        some.append(key)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some
