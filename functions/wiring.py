"""Which parts a function works with: made once, on first use, from the environment. This is all the dependency injection there is.

Clients are made at first use and nothing here asks for the time at import, so that a snapshot of a started function
holds nothing that goes stale.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import boto3
from botocore.config import Config

from functions.adapters.files import Files
from functions.adapters.identity import Identity
from functions.adapters.table import Table
from functions.domain.catalogue import Catalogue
from functions.settings import Settings

# Short enough that a lost answer is noticed while the browser still waits, and repeated by botocore with the same token.
PATIENCE = Config(connect_timeout=2, read_timeout=6, retries={"mode": "standard", "total_max_attempts": 3})


@cache
def settings() -> Settings:
    return Settings.from_environment()


@cache
def catalogue() -> Catalogue:
    path = settings().catalogue
    if path:
        return Catalogue.from_json(Path(path).read_bytes())
    from functions.domain.loading import load

    return load()


@cache
def table() -> Table:
    return Table(settings().table, boto3.client("dynamodb", config=PATIENCE))


@cache
def documents() -> Files:
    return Files(settings().documents_bucket)


@cache
def incoming() -> Files:
    return Files(settings().incoming_bucket)


@cache
def people() -> Identity:
    return Identity(table(), settings().people_issuer, staff=False)


@cache
def staff() -> Identity:
    return Identity(table(), settings().staff_issuer, staff=True)


def now() -> datetime:
    """Desk time: the system's, plus the stored offset, which is zero in production."""
    return datetime.now(UTC) + timedelta(seconds=settings().desk_offset_seconds)
