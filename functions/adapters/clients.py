"""boto3's clients, with how long each waits and how often it tries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sesv2 import SESV2Client

# Short enough that a lost answer is noticed while the browser still waits; botocore repeats it with the same token.
# mypy has checked what is asked for and DynamoDB checks it again: boto3's own check between them, and the account of this machine that
# it writes anew as every request's User-Agent, take a third of a call's processor time.
PATIENCE = Config(
    connect_timeout=2, read_timeout=6, retries={"mode": "standard", "total_max_attempts": 3},
    parameter_validation=False, user_agent="results-desk",
)  # fmt: skip
# A mail is not repeated unseen, nor is an invitation, which Cognito mails: whether the first try went out is for effects.py to weigh.
ONCE = Config(connect_timeout=2, read_timeout=6, retries={"mode": "standard", "total_max_attempts": 1})
RENDERING = Config(connect_timeout=2, read_timeout=25, retries={"mode": "standard", "total_max_attempts": 2})
# Signature 4 and the bucket's own address in its region, in us-east-1 too: a link must be good in a browser far away, whose policy
# (SecurityHeaders in template.yaml) names that host. docs.aws.amazon.com/sdkref/latest/guide/feature-s3-regional-endpoint.html
LINKS = Config(
    signature_version="s3v4", s3={"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"}, connect_timeout=2, read_timeout=20
)  # fmt: skip


def dynamodb() -> DynamoDBClient:
    client = boto3.client("dynamodb", config=PATIENCE)
    client.meta.events.register("before-parse.dynamodb", _as_it_came)
    return client


def s3() -> S3Client:
    return boto3.client("s3", config=LINKS)


def ses() -> SESV2Client:
    return boto3.client("sesv2", config=ONCE)


def sign_in() -> CognitoIdentityProviderClient:
    return boto3.client("cognito-idp", config=ONCE)


def functions() -> LambdaClient:
    return boto3.client("lambda", config=RENDERING)


def _as_it_came(response_dict: dict[str, Any], customized_response_dict: dict[str, Any], **_: Any) -> None:
    """Take an answer's JSON as it is: it has the shape that boto3 gives, except for binary values, of which the table has none.

    boto3's parser walks every attribute of every item by its model, half the processor time of a list of 25. Errors go its way.
    """
    if response_dict["status_code"] == 200:
        customized_response_dict.update(json.loads(response_dict["body"]))
        response_dict["body"] = b"{}"
