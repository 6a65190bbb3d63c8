"""boto3's clients, with how long each waits and how often it tries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sesv2 import SESV2Client

# Short enough that a lost answer is noticed while the browser still waits; botocore repeats it with the same token.
PATIENCE = Config(connect_timeout=2, read_timeout=6, retries={"mode": "standard", "total_max_attempts": 3})
# A mail is not repeated unseen: whether the first try went out is for effects.py to weigh.
ONCE = Config(connect_timeout=2, read_timeout=6, retries={"mode": "standard", "total_max_attempts": 1})
RENDERING = Config(connect_timeout=2, read_timeout=25, retries={"mode": "standard", "total_max_attempts": 2})
# Signature 4 and the bucket's own address: a link must be good in a browser far away.
LINKS = Config(signature_version="s3v4", s3={"addressing_style": "virtual"}, connect_timeout=2, read_timeout=20)


def dynamodb() -> DynamoDBClient:
    return boto3.client("dynamodb", config=PATIENCE)


def s3() -> S3Client:
    return boto3.client("s3", config=LINKS)


def ses() -> SESV2Client:
    return boto3.client("sesv2", config=ONCE)


def functions() -> LambdaClient:
    return boto3.client("lambda", config=RENDERING)
