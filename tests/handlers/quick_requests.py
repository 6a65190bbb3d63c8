"""The way of a request through botocore and moto, without the work that is the same for each.

For every request moto makes the addresses of a service again, tries those of a hundred services, lists the methods of a class, and reads a
JSON body as if it were a form; botocore signs what goes to DynamoDB, where moto looks at no signature. For every query moto sorts the whole
table, and asks each key eight times of which type it is. What is asked and answered is as before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from botocore.signers import RequestSigner
from moto import backend_index
from moto.core import responses
from moto.core.base_backend import BaseBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler

_signed = RequestSigner.handler
_addresses, _whole_cast = (vars(owner)[name].fget for owner, name in ((BaseBackend, "urls"), (DynamoType, "cast_value")))
_by_kind: dict[type[BaseBackend], dict[str, Callable[..., Any]]] = {}


@contextmanager
def quick_requests() -> Iterator[None]:
    """Leave that work out as long as this lasts."""
    often_first = sorted(backend_index.backend_url_patterns, key=lambda pattern: pattern[0] != "dynamodb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backend_index, "backend_url_patterns", often_first)
        patch.setattr(BaseBackend, "urls", property(_addresses_of_kind))
        patch.setattr(responses, "method_names_from_class", cache(vars(responses)["method_names_from_class"]))
        patch.setattr(DynamoHandler, "use_raw_body", True)
        patch.setattr(RequestSigner, "handler", _signed_but_for_dynamodb)
        patch.setattr(DynamoType, "cast_value", property(_cast_value))
        patch.setattr(Table, "all_items", _all_items)
        yield


def _addresses_of_kind(backend: BaseBackend) -> dict[str, Callable[..., Any]]:
    if type(backend) not in _by_kind:
        _by_kind[type(backend)] = _addresses(backend)
    return _by_kind[type(backend)]


def _signed_but_for_dynamodb(signer: RequestSigner, *told: Any, **named: Any) -> Any:
    return None if signer.signing_name == "dynamodb" else _signed(signer, *told, **named)


def _cast_value(value: DynamoType) -> Any:
    return value.value if value.type == "S" else _whole_cast(value)


def _all_items(table: Table) -> list[Item]:
    """Return the items of a table whose keys are texts, as this desk's are, in their order."""
    return [item for _, items in sorted(table.items.items(), key=_text) for _, item in sorted(items.items(), key=_text)]


def _text(named: tuple[DynamoType, Any]) -> str:
    return str(named[0].value)
