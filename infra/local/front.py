"""One address for everything, like the distribution in AWS: the site, /api, the sign-in pages, and the mails that were sent.

Presigned links lead to the emulator's own port: the signature covers the host, so they cannot pass through this address.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

import httpx
from botocore.exceptions import ClientError, ParamValidationError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from infra import site as website
from infra import template
from infra.deploy import configuration
from infra.local import mail
from infra.local.emulator import Emulator
from infra.local.stack import Stack

# More at once would start more copies of a function than two processors can run; the rest wait their turn here.
AT_ONCE = 6
# The gateway's own answers by the status that the emulator gives them.
OWN_ANSWERS = {413: "REQUEST_TOO_LARGE", 429: "THROTTLED", 500: "DEFAULT_5XX", 502: "DEFAULT_5XX", 503: "DEFAULT_5XX", 504: "DEFAULT_5XX"}
# What belongs to one connection and is not passed on; httpx undoes the compression, so the length changes too.
OF_THE_CONNECTION = {"connection", "content-encoding", "content-length", "date", "host", "keep-alive", "server", "transfer-encoding"}


def security_headers(emulator: Emulator, stack: Stack) -> dict[str, str]:
    """Return the headers that the deployed SecurityHeaders add, without those that need TLS, for local addresses."""
    policies = emulator.client("cloudfront")
    policy = policies.get_response_headers_policy(Id=stack["SecurityHeaders"])["ResponseHeadersPolicy"]["ResponseHeadersPolicyConfig"]
    security = policy["SecurityHeadersConfig"]
    content = re.sub(r"; upgrade-insecure-requests$", "", security["ContentSecurityPolicy"]["ContentSecurityPolicy"].strip())
    content = re.sub(r" https://\S+\.amazoncognito\.com", "", content)  # the sign-in pages are at this very address
    content = re.sub(r"( https://desk-[^ ;]+\.s3\.[^ ;]+)+", f" {emulator.url}", content)
    return {
        "Content-Security-Policy": content,
        "Referrer-Policy": security["ReferrerPolicy"]["ReferrerPolicy"],
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": security["FrameOptions"]["FrameOption"],
    } | {item["Header"]: item["Value"] for item in policy["CustomHeadersConfig"]["Items"]}


@cache
def _gateway_answers() -> dict[str, Any]:
    answers: dict[str, Any] = template.load()["Resources"]["Api"]["Properties"]["GatewayResponses"]
    return answers


def _own(kind: str) -> Response:
    """Return what the gateway in AWS answers by itself, as template.yaml says."""
    answer = _gateway_answers()[kind]
    return Response(answer["ResponseTemplates"]["application/json"], answer["StatusCode"], media_type="application/json")


class Headers:
    """Middleware that adds headers to every answer."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self.app = app
        self.headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in self.headers}
                message["headers"] = [each for each in message["headers"] if each[0] not in ours] + self.headers
            await send(message)

        await self.app(scope, receive, with_headers)


class Pages(StaticFiles):
    """The built site, read again for every request, so that a page that was just rebuilt appears at once."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        answer = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        if isinstance(answer, FileResponse) and (own := website.TYPES.get(Path(answer.path).suffix)):
            answer.headers["Content-Type"] = own
        answer.headers["Cache-Control"] = "no-cache"
        return answer


class Front:
    """The address that people open. `site` is the folder of the built site; `stack` may be replaced while it runs."""

    def __init__(self, emulator: Emulator, stack: Stack, site: Path, address: str) -> None:
        self.emulator = emulator
        self.stack = stack
        self.address = address
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._client = httpx.AsyncClient(base_url=emulator.url, timeout=60, limits=httpx.Limits(max_connections=64))
        site.mkdir(parents=True, exist_ok=True)
        behind_headers = Starlette(
            routes=[
                Route("/config.json", self._configuration),
                Route("/api/{path:path}", self._api, methods=["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]),
                Mount("/", Pages(directory=site, html=True)),
            ],
        )
        self.app = Starlette(
            routes=[
                # Cognito's own pages, which come from Cognito's own domain in AWS, without the site's headers.
                Route("/oauth2/revoke", self._revoke, methods=["POST"]),
                *(Route(path, self._sign_in, methods=["GET", "POST"]) for path in ("/login", "/logout", "/oauth2/{path:path}")),
                Route("/favicon.ico", lambda _: RedirectResponse("/assets/favicon.svg")),  # which browsers ask for on the sign-in pages
                Mount("/mail", Headers(mail.pages(emulator), mail.HEADERS)),
                Mount("/", Headers(behind_headers, security_headers(emulator, stack))),
            ],
            middleware=[Middleware(GZipMiddleware, minimum_size=1000)],
            lifespan=self._lifespan,
        )

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        async with self._client:
            yield

    async def _configuration(self, _: Request) -> Response:
        return JSONResponse(
            configuration({**self.stack.outputs, "PeopleSignIn": self.address, "StaffSignIn": self.address}),
            headers={"Cache-Control": "no-cache"},
        )

    async def _api(self, request: Request) -> Response:
        async with self._turns:
            return await self._pass_on(
                request, f"/_aws/execute-api/{self.stack.api_id}/live{request.scope['path']}"
            )  # request.url would drop a line break

    async def _sign_in(self, request: Request) -> Response:
        return await self._pass_on(request, request.scope["path"])

    async def _revoke(self, request: Request) -> Response:
        """Revoke a refresh token. The emulator has the call for it, but not the address of the sign-in pages."""
        fields = {name: values[-1] for name, values in parse_qs((await request.body()).decode(errors="replace")).items()}
        pools = self.emulator.client("cognito-idp")
        try:
            await asyncio.to_thread(pools.revoke_token, Token=fields.get("token", ""), ClientId=fields.get("client_id", ""))
        except (ClientError, ParamValidationError):
            return JSONResponse({"error": "invalid_request"}, 400)
        return Response(status_code=200)

    async def _pass_on(self, request: Request, path: str) -> Response:
        try:
            answer = await self._client.request(
                request.method,
                httpx.URL(quote(path, safe="/:@")).copy_with(query=request.url.query.encode() or None),
                headers=[(name, value) for name, value in request.headers.items() if name not in OF_THE_CONNECTION],
                content=await request.body(),
            )
        except httpx.InvalidURL:
            return _own("MISSING_AUTHENTICATION_TOKEN")
        except httpx.TransportError:
            return _own("DEFAULT_5XX")
        if path.startswith("/_aws/execute-api/") and (kind := OWN_ANSWERS.get(answer.status_code)) and b'"errors"' not in answer.content:
            return _own(kind)  # the emulator's own words for a function that took too long, or too many requests
        passed = Response(answer.content, answer.status_code)
        for name, value in answer.headers.multi_items():
            if name not in OF_THE_CONNECTION:
                passed.headers.append(name, value)
        return passed
