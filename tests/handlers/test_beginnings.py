"""Tests begin with copies of one beginning: nothing that one test does may reach another, and nothing may be missing from a copy."""

from __future__ import annotations

from typing import Any

import pytest

from functions import wiring
from functions.domain.people.people import Kind
from tests.handlers.beginnings import begin_with
from tests.handlers.conftest import results_morning
from tests.handlers.desk import OFFICER, Desk


def state() -> dict[str, Any]:
    """Everything that the beginning holds and a test can change."""
    table, files, accounts = wiring.table().client, wiring.documents().client, wiring.accounts(Kind.CENTRE).client
    names = [each["Name"] for each in files.list_buckets()["Buckets"]]
    described = table.describe_table(TableName=wiring.settings().table)["Table"]
    return {
        "items": sorted(table.scan(TableName=wiring.settings().table)["Items"], key=lambda item: (item["pk"]["S"], item["sk"]["S"])),
        "streamed": len(Desk().stream()),
        "indexes": sorted(each["IndexName"] for each in described["GlobalSecondaryIndexes"]),
        "objects": {name: files.list_object_versions(Bucket=name).get("Versions", []) for name in names},
        "versioning": {name: files.get_bucket_versioning(Bucket=name)["Status"] for name in names},
        "senders": [each["IdentityName"] for each in wiring.mailer().client.list_email_identities()["EmailIdentities"]],
        "accounts": {pool: accounts.list_users(UserPoolId=pool)["Users"] for pool in ("people", "staff")},
    }


def spoil() -> None:
    table, files = wiring.table().client, wiring.documents()
    for item in table.scan(TableName=wiring.settings().table)["Items"]:
        table.delete_item(TableName=wiring.settings().table, Key={"pk": item["pk"], "sk": item["sk"]})
    files.put("letters/one", b"%PDF-", "application/pdf")
    files.client.put_bucket_versioning(Bucket=files.bucket, VersioningConfiguration={"Status": "Suspended"})
    wiring.mailer().client.create_email_identity(EmailIdentity="another@desk.example")
    wiring.accounts(Kind.CENTRE).client.admin_create_user(UserPoolId="people", Username="somebody@people.example")


def test_a_copy_has_everything_that_was_made_and_nothing_of_what_another_test_did(desk: Desk) -> None:
    begun = state()
    assert len(begun["items"]) == begun["streamed"] == 40
    assert set(begun["versioning"].values()) == {"Enabled"}
    assert set(begun["accounts"]) == {"people", "staff"}
    desk.submitted()
    spoil()
    assert state() != begun
    begin_with(results_morning)
    assert state() == begun
    assert desk.centre("GET", "/api/me", by=OFFICER).status == 200


@pytest.mark.usefixtures("aws")
def test_what_is_asked_of_a_bucket_of_a_copy_reaches_it() -> None:
    begin_with(results_morning)
    begin_with(results_morning)
    wiring.incoming().put("incoming/one", b"data", "application/pdf")
    assert wiring.incoming().get("incoming/one") == b"data"
