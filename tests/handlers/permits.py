"""What template.yaml permits each function to do at AWS, and what a request needs: moto checks no permissions, AWS does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.handlers.resources import PARAMETERS, declared, resolved

Keys = tuple[str, ...]  # the partitions of the table that a request is about, which a policy may bound
Need = tuple[str, str, Keys]  # an action, the resource that it is done to, and the partitions
IN_TRANSACTION = {"Put": "PutItem", "ConditionCheck": "ConditionCheckItem", "Delete": "DeleteItem", "Update": "UpdateItem"}
ON_OBJECTS = {"GET": "s3:GetObject", "HEAD": "s3:GetObject", "PUT": "s3:PutObject", "DELETE": "s3:DeleteObject"}


@cache
def statements(function: str) -> list[dict[str, Any]]:
    policies = resolved(declared()["Resources"][function]["Properties"]["Policies"])
    return [statement for policy in policies for statement in policy["Statement"]]


def may(function: str, action: str, resource: str, partitions: Keys = ()) -> bool:
    """Whether a statement of the function's policy allows it. None denies, so any that allows is enough."""
    for statement in statements(function):
        actions, resources = _list(statement["Action"]), _list(statement["Resource"])
        named = any(fnmatchcase(action, each) for each in actions) and any(fnmatchcase(resource, each) for each in resources)
        if named and all(any(fnmatchcase(each, bound) for bound in _bounds(statement)) for each in partitions):
            return True
    return False


def _bounds(statement: dict[str, Any]) -> list[str]:
    """The partitions of the table that a statement is bounded to: all of them where it says nothing."""
    bounds: list[str] = statement.get("Condition", {}).get("ForAllValues:StringLike", {}).get("dynamodb:LeadingKeys", ["*"])
    return bounds


def needs(operation: str, request: Any) -> Iterator[Need]:
    """Every permission that AWS would ask for."""
    address = urlsplit(request.url)
    if operation.endswith(" s3"):
        bucket = address.netloc.split(".s3.")[0]
        yield ON_OBJECTS[request.method], f"arn:aws:s3:::{bucket}{unquote(address.path)}", ()
    elif operation == "POST ses":
        yield "ses:SendEmail", f"arn:aws:ses:eu-west-2:123456789012:identity/{PARAMETERS['MailFrom'].split('@')[1]}", ()
        yield (
            "ses:SendEmail",
            f"arn:aws:ses:eu-west-2:123456789012:configuration-set/{json.loads(request.body)['ConfigurationSetName']}",
            (),
        )
    elif operation.startswith("Admin"):
        pools = {"people": "PeoplePool.Arn", "staff": "StaffPool.Arn"}
        yield f"cognito-idp:{operation}", PARAMETERS[pools[json.loads(request.body)["UserPoolId"]]], ()
    elif operation == "Invoke":
        named = unquote(address.path.split("/")[3])
        yield "lambda:InvokeFunction", named if ":" in named else f"arn:aws:lambda:eu-west-2:123456789012:function:{named}", ()
    else:
        yield from _of_the_table(operation, json.loads(request.body))


def may_know_of_absence(function: str, request: Any) -> bool:
    """S3 says that an object does not exist only to who may list its bucket; to others it says that they may not read it."""
    address = urlsplit(request.url)
    return may(function, "s3:ListBucket", f"arn:aws:s3:::{address.netloc.split('.s3.')[0]}")


def _of_the_table(operation: str, asked: dict[str, Any]) -> Iterator[Need]:
    table = PARAMETERS["Table.Arn"]
    if operation == "TransactWriteItems":
        for write in asked["TransactItems"]:
            ((kind, what),) = write.items()
            yield f"dynamodb:{IN_TRANSACTION[kind]}", table, (what.get("Key", what.get("Item"))["pk"]["S"],)
    elif operation == "BatchGetItem":
        keys = [each["pk"]["S"] for wanted in asked["RequestItems"].values() for each in wanted["Keys"]]
        yield "dynamodb:BatchGetItem", table, tuple(keys)
    elif "IndexName" in asked:
        yield f"dynamodb:{operation}", f"{table}/index/{asked['IndexName']}", ()
    else:
        yield f"dynamodb:{operation}", table, _partition(asked)


def _partition(asked: dict[str, Any]) -> Keys:
    if found := asked.get("Key", asked.get("Item")):
        return (found["pk"]["S"],)
    return (asked["ExpressionAttributeValues"][":pk"]["S"],) if "KeyConditionExpression" in asked else ()


def _list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
