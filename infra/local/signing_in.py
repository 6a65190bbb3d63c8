"""Signing in without a browser, in the same steps as a browser: the sign-in page, a code, PKCE."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import secrets
from urllib.parse import parse_qs, urlsplit

import httpx

from infra.local.emulator import Emulator
from infra.local.stack import Stack

# One for all demonstration people: the emulator is on loopback and holds nobody's data.
PASSWORD = "Results day 2022"  # noqa: S105


class NotSignedIn(Exception):
    """The sign-in page refused the person."""


def id_token(emulator: Emulator, stack: Stack, address: str, email: str, *, staff: bool, password: str = PASSWORD) -> str:
    """Return the ID token of the person with that e-mail address. Raise NotSignedIn."""
    return tokens(emulator, stack, address, email, staff=staff, password=password)["id_token"]


def tokens(emulator: Emulator, stack: Stack, address: str, email: str, *, staff: bool, password: str = PASSWORD) -> dict[str, str]:
    """Return the token endpoint's answer for the code: id_token, access_token, refresh_token. Raise NotSignedIn."""
    pool, back = ("Staff", "staff") if staff else ("People", "desk")
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    client, way_back = stack[f"{pool}ClientId"], f"{address}/{back}/signed-in/"
    with httpx.Client(base_url=emulator.url, timeout=120) as browser:
        page = browser.get(
            "/oauth2/authorize",
            params={
                "response_type": "code", "client_id": client, "redirect_uri": way_back, "scope": "openid email profile", "state": "s",
                "code_challenge": challenge, "code_challenge_method": "S256",
            },
        )  # fmt: skip
        fields = {name: html.unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', page.text)}
        answer = browser.post("/login", data={**fields, "username": email, "password": password})
        code = parse_qs(urlsplit(answer.headers.get("location", "")).query).get("code")
        if not code:
            raise NotSignedIn(email)
        answer = browser.post(
            "/oauth2/token",
            data={
                "grant_type": "authorization_code", "client_id": client, "code": code[0], "redirect_uri": way_back,
                "code_verifier": verifier,
            },
        )  # fmt: skip
    given: dict[str, str] = answer.raise_for_status().json()
    return given
