"""Least privilege, asked of the deployed roles: each function may do what it does and nothing that only others do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from infra.local.emulator import REGION
from tests.running_desk import RunningDesk

pytestmark = pytest.mark.stack
DENIED = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"}
FUNCTIONS = (
    "Centre", "Calendar_Feed", "Candidate", "Unsubscribe", "Associate", "Staff", "Uploads", "Changes", "Letters", "Jobs", "Sweep", "Sign_In_Mails",
)  # fmt: skip
NOWHERE = {"pk": {"S": "NOTHING"}, "sk": {"S": "HEAD"}}
# What no function ever does, or only those that are named.
DEEDS: dict[str, tuple[Callable[[RunningDesk, Any], object], set[str]]] = {
    "read a record": (
        lambda desk, client: client("dynamodb").get_item(TableName=desk.stack["Table"], Key=NOWHERE),
        # The emulator does not heed LeadingKeys: what bounds Calendar, Candidate and Unsubscribe is tried in tests/handlers/permits.py.
        {"Centre", "Calendar_Feed", "Candidate", "Unsubscribe", "Associate", "Staff", "Uploads", "Changes", "Jobs", "Sweep"},
    ),
    "scan the table": (lambda desk, client: client("dynamodb").scan(TableName=desk.stack["Table"], Limit=1), set()),
    "drop the table": (lambda desk, client: client("dynamodb").update_table(TableName=desk.stack["Table"], BillingMode="PROVISIONED"), set()),
    "remove a record": (lambda desk, client: client("dynamodb").delete_item(TableName=desk.stack["Table"], Key=NOWHERE), {"Centre", "Jobs", "Sweep"}),
    "write a document": (
        lambda desk, client: client("s3").put_object(Bucket=desk.stack["DocumentsBucket"], Key="documents/try", Body=b""),
        {"Staff", "Uploads", "Jobs"},
    ),
    "write a statement of results": (
        lambda desk, client: client("s3").put_object(Bucket=desk.stack["DocumentsBucket"], Key="documents/try/Statement.try", Body=b""),
        {"Staff", "Uploads", "Changes", "Sweep", "Jobs"},
    ),
    "write a receipt": (
        lambda desk, client: client("s3").put_object(Bucket=desk.stack["DocumentsBucket"], Key="receipts/try", Body=b""),
        {"Letters"},
    ),
    "remove a document": (lambda desk, client: client("s3").delete_object(Bucket=desk.stack["DocumentsBucket"], Key="documents/try"), set()),
    "read what came in": (
        lambda desk, client: client("s3").list_object_versions(Bucket=desk.stack["IncomingBucket"], MaxKeys=1),
        set(),
    ),
    "change the site": (lambda desk, client: client("s3").put_object(Bucket=desk.stack["SiteBucket"], Key="try", Body=b""), set()),
    "send mail": (
        lambda desk, client: client("sesv2").send_email(
            FromEmailAddress="nobody@elsewhere.example",  # never verified: whoever may send is told that, and nothing goes out
            Destination={"ToAddresses": ["x@y.example"]},
            Content={"Simple": {"Subject": {"Data": "try"}, "Body": {"Text": {"Data": "try"}}}},
        ),
        {"Staff", "Changes", "Sweep"},
    ),
    "render a letter": (
        lambda desk, client: client("lambda").invoke(FunctionName=f"{_function(desk, 'letters')}:live", Payload=b"{}"),
        {"Centre", "Staff", "Changes", "Sweep"},
    ),
    "begin long work": (
        lambda desk, client: client("lambda").invoke(
            FunctionName=_function(desk, "jobs"), InvocationType="Event", Payload=b'{"job":"nothing"}'
        ),
        {"Centre", "Associate", "Staff", "Sweep"},
    ),
    "call another function": (
        lambda desk, client: client("lambda").invoke(FunctionName=_function(desk, "centre"), Payload=b"{}"),
        set(),
    ),
    "see who has an account": (lambda desk, client: client("cognito-idp").list_users(UserPoolId=desk.stack["PeoplePoolId"]), set()),
    "take on a role": (lambda desk, client: client("iam").create_role(RoleName="try", AssumeRolePolicyDocument="{}"), set()),
}  # fmt: skip


def _deployed(desk: RunningDesk) -> dict[str, Any]:
    """The functions by the last part of their handler's module: centre, staff, …"""
    found = desk.emulator.client("lambda").list_functions()["Functions"]
    return {each["Handler"].split(".")[-2]: each for each in found}


def _function(desk: RunningDesk, name: str) -> str:
    found: str = _deployed(desk)[name]["FunctionName"]
    return found


def _as_function(desk: RunningDesk, name: str) -> Callable[[str], Any]:
    """Makes clients that have the rights of the function's role and no other."""
    role = _deployed(desk)[name.lower()]["Role"]
    given = desk.emulator.client("sts").assume_role(RoleArn=role, RoleSessionName="rights")["Credentials"]
    session = boto3.Session(given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"], REGION)
    return lambda service: session.client(service, endpoint_url=desk.emulator.url)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_may_do_what_is_its_own_and_nothing_else(running_desk: RunningDesk, function: str) -> None:
    client = _as_function(running_desk, function)
    allowed = set()
    for deed, (attempt, _) in DEEDS.items():
        try:
            attempt(running_desk, client)
        except ClientError as refused:
            if refused.response["Error"]["Code"] in DENIED:
                continue
        allowed.add(deed)
    assert allowed == {deed for deed, (_, whose) in DEEDS.items() if function in whose}


def test_every_deployed_function_is_asked(running_desk: RunningDesk) -> None:
    assert {name.title() for name in _deployed(running_desk)} == set(FUNCTIONS)
