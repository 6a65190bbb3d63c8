"""What tests find in moto as they begin: made once in a process, then copied, so that each test has its own.

Making it takes a dozen requests and two private keys, which was half the processor time of these tests; a copy takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from moto.cognitoidp.models import cognitoidp_backends
from moto.dynamodb.models import dynamodb_backends
from moto.moto_api._internal import moto_api_backend
from moto.s3.models import s3_backends
from moto.ses.models import ses_backends

from tests.handlers.resources import PARAMETERS, REGION

ACCOUNT, PARTITION = PARAMETERS["AWS::AccountId"], PARAMETERS["AWS::Partition"]


@dataclass(frozen=True)
class Beginning:
    """What moto holds: tables, buckets, senders of mail, pools of accounts, each by name."""

    tables: dict[str, Any]
    buckets: dict[str, Any]
    senders: dict[str, Any]
    pools: dict[str, Any]

    def copy(self) -> Beginning:
        """Return a copy that shares nothing that a request changes. A pool's key for signing tokens never changes, and is slow to read."""
        keys = {id(each.json_web_key): each.json_web_key for each in self.pools.values()}
        return Beginning(deepcopy(self.tables), deepcopy(self.buckets), deepcopy(self.senders), deepcopy(self.pools, keys))


_made: dict[Callable[[], None], Beginning] = {}


def begin_with(make: Callable[[], None]) -> None:
    """Leave in moto what `make` makes in an empty one, and nothing else."""
    moto_api_backend.reset()
    if make not in _made:
        make()
        _made[make] = _held().copy()
        return
    copied, held = _made[make].copy(), _held()
    held.tables.update(copied.tables)
    held.buckets.update(copied.buckets)
    held.senders.update(copied.senders)
    held.pools.update(copied.pools)
    s3_backends.bucket_accounts.update(dict.fromkeys(copied.buckets, (PARTITION, ACCOUNT)))


def _held() -> Beginning:
    return Beginning(
        dynamodb_backends[ACCOUNT][REGION].tables,
        s3_backends[ACCOUNT][PARTITION].buckets,
        ses_backends[ACCOUNT][REGION].email_identities,
        cognitoidp_backends[ACCOUNT][REGION].user_pools,
    )
