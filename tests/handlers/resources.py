"""The table and the buckets as template.yaml declares them, made in moto. There is no second definition of them.

Only the intrinsic functions that those resources use are resolved; any other is refused, so that none is passed over.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from moto.cognitoidp.models import cognitoidp_backends

from functions import wiring
from infra import template

REGION = "eu-west-2"
PARAMETERS = {
    "Stage": "test", "AWS::AccountId": "123456789012", "AWS::Region": REGION, "MailFrom": "desk@board.example", "SiteUrl": "https://desk.example",
    "Table": "desk-test-table", "MailConfiguration": "desk-test", "DeskOffsetSeconds": "0", "PeoplePool": "people", "StaffPool": "staff",
    "AWS::Partition": "aws", "JobsFunction": "desk-test-jobs", "JobsFunction.Arn": "arn:aws:lambda:eu-west-2:123456789012:function:desk-test-jobs", "LettersFunction.Alias": "arn:aws:lambda:eu-west-2:123456789012:function:letters:live",
    "PeoplePool.Arn": "arn:aws:cognito-idp:eu-west-2:123456789012:userpool/people", "StaffPool.Arn": "arn:aws:cognito-idp:eu-west-2:123456789012:userpool/staff",
    "Table.Arn": "arn:aws:dynamodb:eu-west-2:123456789012:table/desk-test-table",
}  # fmt: skip
CONDITIONS = {"Production": False, "HasSiteUrl": True}


def resolved(value: Any) -> Any:
    """A part of the template with Ref, Sub, Select, Split and If worked out for a test's stack."""
    if isinstance(value, list):
        return [resolved(each) for each in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"Ref"}:
        return PARAMETERS[value["Ref"]]
    if set(value) == {"Fn::Sub"} and isinstance(value["Fn::Sub"], str):
        text = value["Fn::Sub"]
        for name, meant in PARAMETERS.items():
            text = text.replace(f"${{{name}}}", meant)
        return text
    if set(value) == {"Fn::Sub"}:
        text, names = value["Fn::Sub"]
        for name, meant in names.items():
            text = text.replace(f"${{{name}}}", resolved(meant))
        return resolved({"Fn::Sub": text})
    if set(value) == {"Fn::Select"}:
        index, parts = value["Fn::Select"]
        return resolved(parts)[index]
    if set(value) == {"Fn::Split"}:
        separator, whole = value["Fn::Split"]
        return resolved(whole).split(separator)
    if set(value) == {"Fn::GetAtt"}:
        return PARAMETERS[".".join(value["Fn::GetAtt"])]
    if set(value) == {"Fn::If"}:
        condition, yes, no = value["Fn::If"]
        return resolved(yes if CONDITIONS[condition] else no)
    if any(name.startswith("Fn::") for name in value):
        raise NotImplementedError(f"{sorted(value)} is not needed here so far")
    return {name: resolved(each) for name, each in value.items()}


@cache
def declared() -> dict[str, Any]:
    return template.load()


def properties(resource: str, *names: str) -> dict[str, Any]:
    """Some properties of a resource of the template; a name that it lacks is an error."""
    stated = declared()["Resources"][resource]["Properties"]
    return {name: resolved(stated[name]) for name in names}


def environment() -> dict[str, str]:
    """What the template sets for every function, but for the compiled catalogue: tests read the YAML itself."""
    variables = resolved(declared()["Globals"]["Function"]["Environment"]["Variables"])
    invoked = resolved(declared()["Resources"]["StaffFunction"]["Properties"]["Environment"]["Variables"])
    return (
        {name: str(value) for name, value in variables.items()}
        | {"CATALOGUE": ""}
        | {name: str(invoked[name]) for name in ("LETTERS_FUNCTION", "JOBS_FUNCTION", "PEOPLE_ISSUER", "STAFF_ISSUER")}
    )


def create_pools(sign_in: Any) -> None:
    """The two pools of accounts, under the ids that issuers name."""
    for name, resource in (("people", "PeoplePool"), ("staff", "StaffPool")):
        stated = properties(resource, "UserPoolName", "UsernameAttributes", "AdminCreateUserConfig")
        made = sign_in.create_user_pool(
            PoolName=stated["UserPoolName"], UsernameAttributes=stated["UsernameAttributes"], AdminCreateUserConfig=stated["AdminCreateUserConfig"]
        )  # fmt: skip
        pools = cognitoidp_backends[PARAMETERS["AWS::AccountId"]][REGION].user_pools
        pool = pools.pop(made["UserPool"]["Id"])  # moto makes ids up; here each has the one that issuers name
        pool.id = name
        pools[name] = pool


def create() -> None:
    """Make the table with its indexes and stream, the two buckets that functions read and write, and the sender of mail."""
    dynamodb, s3, ses = wiring.table().client, wiring.documents().client, wiring.mailer().client
    table = properties("Table", "BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "StreamSpecification")
    table["StreamSpecification"]["StreamEnabled"] = True  # CloudFormation's shape leaves it out
    dynamodb.create_table(TableName=PARAMETERS["Table"], **table)
    for bucket in ("DocumentsBucket", "IncomingBucket"):
        stated = properties(bucket, "BucketName", "VersioningConfiguration")
        s3.create_bucket(Bucket=stated["BucketName"], CreateBucketConfiguration={"LocationConstraint": REGION})  # type: ignore[typeddict-item]
        s3.put_bucket_versioning(Bucket=stated["BucketName"], VersioningConfiguration=stated["VersioningConfiguration"])
    ses.create_email_identity(EmailIdentity=PARAMETERS["MailFrom"])
