"""From which address somebody without an account calls: wrong tokens are counted by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


def knowing_caller(answer: Handler) -> Handler:
    """Return the handler, which answers a request knowing from which address it comes."""

    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
        about = event.get("requestContext") or {}
        return answer({**event, "requestContext": {**about, "source": source_of(event)}}, context)

    return handler


def caller(app: APIGatewayRestResolver) -> str:
    """Return the address that the current request comes from."""
    return str((app.current_event.raw_event.get("requestContext") or {}).get("source"))


def source_of(event: dict[str, Any]) -> str:
    """Return the address that a request comes from: the one that the distribution saw, which it adds before its own to X-Forwarded-For."""
    headers = {name.lower(): str(value) for name, value in (event.get("headers") or {}).items()}
    addresses = [each.strip() for each in headers.get("x-forwarded-for", "").split(",") if each.strip()]
    direct = ((event.get("requestContext") or {}).get("identity") or {}).get("sourceIp") or ""
    return addresses[-2] if len(addresses) > 1 else str(direct)
