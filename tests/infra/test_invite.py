"""Inviting people to a deployed desk, and ending their access, over moto."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import boto3
import pytest
from moto import mock_aws

from functions.adapters.organisations import read_person
from functions.adapters.table import Table
from functions.domain.people.people import Role
from infra.invite import centre_number_fault, disable, invite
from tests.builders import CAMBRIDGE, organisation
from tests.made_up_body import GUILD, PROVIDER, guild_catalogue

EMAIL, PASSWORD = "officer@northfield.example", "A password for the tests, 2022"


class Deployed(NamedTuple):
    pools: Any
    table: Table
    outputs: dict[str, str]

    def invite(self) -> None:
        invite(
            self.pools, self.table, self.outputs,
            organisation=organisation(), role=Role.EXAMS_OFFICER, email=EMAIL, name="Amara Okafor", password=PASSWORD,
        )  # fmt: skip

    def account(self) -> Any:
        return self.pools.admin_get_user(UserPoolId=self.outputs["PeoplePoolId"], Username=EMAIL)

    def person(self) -> Any:
        return read_person(self.table, next(each["Value"] for each in self.account()["UserAttributes"] if each["Name"] == "sub"))


@pytest.fixture
def deployed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Deployed]:
    for name, value in {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "eu-west-2"}.items():
        monkeypatch.setenv(name, value)
    with mock_aws():
        pools, tables = boto3.client("cognito-idp"), boto3.client("dynamodb")
        keys = [("pk", "HASH"), ("sk", "RANGE")]
        tables.create_table(
            TableName="desk", BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in keys],  # type: ignore[typeddict-item, misc]
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name, _ in keys],
        )  # fmt: skip
        made = {each: pools.create_user_pool(PoolName=each, UsernameAttributes=["email"])["UserPool"]["Id"] for each in ("people", "staff")}
        yield Deployed(pools, Table("desk", tables), {"PeoplePoolId": made["people"], "StaffPoolId": made["staff"]})


def test_somebody_who_is_invited_twice_has_one_account_and_one_role(deployed: Deployed) -> None:
    deployed.invite()
    deployed.invite()
    assert [each.role for each in deployed.person().memberships] == [Role.EXAMS_OFFICER]
    assert (deployed.account()["Enabled"], deployed.person().disabled) == (True, False)


def test_ending_access_disables_the_account_and_the_person_and_an_invitation_gives_it_back(deployed: Deployed) -> None:
    deployed.invite()
    assert disable(deployed.pools, deployed.table, deployed.outputs, EMAIL)
    assert (deployed.account()["Enabled"], deployed.person().disabled) == (False, True)
    assert disable(deployed.pools, deployed.table, deployed.outputs, EMAIL), "doing it again changes nothing"
    deployed.invite()
    assert (deployed.account()["Enabled"], deployed.person().disabled) == (True, False)
    assert len(deployed.person().memberships) == 1


def test_ending_the_access_of_nobody_is_said(deployed: Deployed) -> None:
    assert not disable(deployed.pools, deployed.table, deployed.outputs, "nobody@northfield.example")


def test_a_centre_is_invited_with_a_number_as_its_awarding_body_gives_them() -> None:
    assert centre_number_fault(guild_catalogue(), CAMBRIDGE, "ZZ101") == ""
    assert centre_number_fault(guild_catalogue(), GUILD, PROVIDER) == ""
    assert centre_number_fault(guild_catalogue(), CAMBRIDGE, PROVIDER) == (
        f"--centre-number: “{PROVIDER}” cannot be right: centre numbers have two capital letters and three digits, such as ZZ101. Correct it."
    )
    assert centre_number_fault(guild_catalogue(), "nobody", "ZZ101") == (
        "--body: this desk does not serve “nobody”; it serves aqa, cambridge-international, ccea, city-and-guilds, guild, ncfe, ocr, pearson, wjec"
    )
