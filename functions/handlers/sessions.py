"""The session of whoever makes a request."""

from __future__ import annotations

from collections.abc import Callable

from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions import wiring
from functions.actions.shared.session import Session
from functions.adapters.identity import Identity


class Sessions:
    """What gives each request of some routes its session; `identity` is that of the pool that these people sign in with."""

    def __init__(self, routes: APIGatewayRestResolver | Router, identity: Callable[[], Identity]) -> None:
        self._routes = routes
        self._identity = identity

    def __call__(self, organisation: str | None = None) -> Session:
        """Return the session of the request that is being answered, for the organisation that they chose.

        Who they are is in the claims that API Gateway's authorizer has checked.
        """
        context = self._routes.current_event.raw_event.get("requestContext") or {}
        person = self._identity().person((context.get("authorizer") or {}).get("claims") or {})
        return wiring.session(person, organisation)
