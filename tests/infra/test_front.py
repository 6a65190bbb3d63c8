"""The local front answers in the desk's shape whatever the emulator says, and whatever address is asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from infra.local import front

SHAPE = {"code", "message", "field", "rule", "source"}


def asked(path: str, emulator: Callable[[httpx.Request], httpx.Response], folder: Path, monkeypatch: pytest.MonkeyPatch) -> httpx.Response:
    """What the front answers while the emulator answers like this."""
    monkeypatch.setattr(front, "security_headers", lambda *_: {})
    monkeypatch.setattr(front.mail, "pages", lambda _: front.Starlette())
    stand_in: Any = SimpleNamespace(url="http://emulator.example", client=None)
    stack: Any = SimpleNamespace(api_id="abc")
    made = front.Front(stand_in, stack, folder, "http://desk.example")
    made._client = httpx.AsyncClient(base_url=stand_in.url, transport=httpx.MockTransport(emulator))

    async def get() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(made.app), base_url="http://desk.example") as client:
            return await client.get(path)

    return asyncio.run(get())


def passed_on(request: httpx.Request) -> httpx.Response:
    return httpx.Response(404, json={"errors": [], "path": request.url.raw_path.decode()})


@pytest.mark.parametrize("end", ["%0a", "%00", "%7f", "%1b", "%e2%80%ae", "%25", "%20"])
def test_an_address_with_any_character_is_passed_on_as_it_came(end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asked(f"/api/enquiries/0{end}", passed_on, tmp_path, monkeypatch)
    assert (answer.status_code, answer.json()["path"].lower()) == (404, f"/_aws/execute-api/abc/live/api/enquiries/0{end}")


@pytest.mark.parametrize(
    ("status", "body", "becomes", "code"),
    [
        (502, b'{"message": "Internal server error"}', 502, "try_again"),
        (504, b"<html>Gateway timeout</html>", 502, "try_again"),
        (500, b"", 502, "try_again"),
        (429, b'{"message": "Too Many Requests"}', 429, "too_many"),
        (413, b"", 413, "too_large"),
    ],
)
def test_what_the_emulators_gateway_says_by_itself_has_the_shape_of_every_error(
    status: int, body: bytes, becomes: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = asked("/api/me", lambda _: httpx.Response(status, content=body), tmp_path, monkeypatch)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["code"], set(error)) == (becomes, code, SHAPE)


def test_an_emulator_that_does_not_answer_may_have_done_what_was_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("", request=request)

    answer = asked("/api/me", lost, tmp_path, monkeypatch)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (502, "try_again")


def test_what_the_functions_say_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = httpx.Response(503, json={"errors": [{"code": "try_again"}]})
    answer = asked("/api/me", lambda _: refused, tmp_path, monkeypatch)
    assert (answer.status_code, answer.json()) == (503, {"errors": [{"code": "try_again"}]})
