"""Who may come in: the sign-in by PKCE and nothing short of it, and every route of the deployed API with the wrong token, or none."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from botocore.exceptions import ClientError

from infra import template
from infra.local import signing_in
from tests.running_desk import CASEWORKER, OFFICER, PATIENCE, STAFF, RunningDesk

pytestmark = pytest.mark.stack
FILLED = {"fingerprint": "0" * 16, "id": "0" * 32, "document": "AckLetter." + "0" * 16, "number": "0001", "kind": "acknowledgement"}
VERIFIER = "a-verifier-that-is-long-enough-for-the-specification-to-take-it"


def routes() -> list[tuple[str, str, str]]:
    """Method, path and authorizer of every route that the template declares."""
    functions = [each["Properties"] for each in template.load()["Resources"].values() if each["Type"] == "AWS::Serverless::Function"]
    events = [event["Properties"] for each in functions for event in each.get("Events", {}).values() if event["Type"] == "Api"]
    return [(each["Method"], each["Path"], each.get("Auth", {}).get("Authorizer", "People")) for each in events]


@pytest.fixture(scope="module")
def access_tokens(running_desk: RunningDesk) -> dict[str, str]:
    """Each pool's access token for somebody whose ID token would be let in."""
    return {
        pool: signing_in.tokens(running_desk.emulator, running_desk.stack, running_desk.address, email, staff=email in STAFF)[
            "access_token"
        ]
        for pool, email in (("People", OFFICER), ("Staff", CASEWORKER))
    }


def test_every_route_refuses_the_other_pools_token_an_access_token_and_no_token(
    running_desk: RunningDesk, access_tokens: dict[str, str]
) -> None:
    declared = [each for each in routes() if each[2] != "NONE"]
    assert len(declared) > 100
    # What is in a link is the whole permission there: tests/handlers/test_consent_links.py, test_summaries.py and test_calendar_feed.py.
    assert sorted((method, path) for method, path, pool in routes() if pool == "NONE") == [
        ("GET", "/api/calendar/{secret}/centre.ics"), ("GET", "/api/unsubscribe/{token}"), ("POST", "/api/candidate/answers"), ("POST", "/api/candidate/consents"),
        ("POST", "/api/candidate/withdrawals"), ("POST", "/api/unsubscribe/{token}"),
    ]  # fmt: skip
    owners = {"People": OFFICER, "Staff": CASEWORKER}
    with httpx.Client(base_url=running_desk.address, timeout=PATIENCE) as client:
        for method, path, pool in declared:
            other = "Staff" if pool == "People" else "People"
            address = re.sub(r"\{(\w+)\}", lambda name: FILLED[name[1]], path)

            def ask(token: str | None, method: str = method, address: str = address) -> httpx.Response:
                headers = {"Authorization": f"Bearer {token}"} if token else {}
                return client.request(method, address, headers=headers, json=None if method in {"GET", "DELETE"} else {})

            for token in (None, "not-a-token", running_desk.token(owners[other]), access_tokens[other]):
                answer = ask(token)
                assert answer.status_code == 401, (method, path, token and token[:20], answer.text)
                assert [each["code"] for each in answer.json()["errors"]] == ["sign_in"], (method, path)
            # AWS's authorizer takes ID tokens only; the emulator's lets access tokens through, and there the function itself refuses.
            answer = ask(access_tokens[pool])
            assert answer.status_code in {400, 401, 404}, (method, path, answer.text)
            assert "errors" in answer.json()
            assert answer.json()["errors"][0]["code"] in {"sign_in", "not_found", "malformed", "field_invalid"}


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/api/nothing"), ("PATCH", "/api/me"), ("GET", "/api/staff/nothing"), ("GET", "/api/")]
)
def test_what_is_not_a_route_says_no_more_than_that_there_is_nothing(running_desk: RunningDesk, method: str, path: str) -> None:
    with running_desk.as_(OFFICER) as officer:
        answer = officer.request(method, path)
    assert answer.status_code == 404
    assert [each["code"] for each in answer.json()["errors"]] == ["not_found"]


class SignIn:
    """The steps of a sign-in, each to be taken wrongly."""

    def __init__(self, desk: RunningDesk) -> None:
        self.desk = desk
        self.client = desk.stack["PeopleClientId"]
        self.back = f"{desk.address}/desk/signed-in/"
        self.browser = httpx.Client(base_url=desk.address, timeout=PATIENCE)

    def code(self, *, password: str = signing_in.PASSWORD, **changed: str) -> str | None:
        """The code that the sign-in page sends back with, or None."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
        question = {
            "response_type": "code", "client_id": self.client, "redirect_uri": self.back, "scope": "openid email profile", "state": "s",
            "code_challenge": challenge, "code_challenge_method": "S256",
        } | changed  # fmt: skip
        page = self.browser.get("/oauth2/authorize", params=question)
        fields = {name: html.unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', page.text)}
        answer = self.browser.post("/login", data={**fields, "username": OFFICER, "password": password})
        found = parse_qs(urlsplit(answer.headers.get("location", "")).query).get("code")
        return found[0] if found else None

    def exchange(self, code: str, **changed: str) -> httpx.Response:
        fields: dict[str, Any] = {
            "grant_type": "authorization_code", "client_id": self.client, "code": code, "redirect_uri": self.back, "code_verifier": VERIFIER,
        }  # fmt: skip
        return self.browser.post("/oauth2/token", data=fields | changed)


def test_the_sign_in_pages_code_is_worth_a_token_once_and_only_to_who_has_the_verifier(running_desk: RunningDesk) -> None:
    signing = SignIn(running_desk)
    with signing.browser:
        assert signing.code(password="wrong password 2022") is None
        stolen = signing.code()
        assert stolen
        assert signing.exchange(stolen, code_verifier=VERIFIER.upper()).status_code == 400
        code = signing.code()
        assert code
        token = signing.exchange(code).raise_for_status().json()["id_token"]
        assert signing.exchange(code).status_code == 400
        me = signing.browser.get("/api/me", headers={"Authorization": f"Bearer {token}"})
    assert me.raise_for_status().json()["person"]["email"] == OFFICER


def test_a_sign_in_leads_back_to_the_desk_and_nowhere_else(running_desk: RunningDesk) -> None:
    signing = SignIn(running_desk)
    with signing.browser:
        assert signing.code(redirect_uri="http://elsewhere.example/desk/signed-in/") is None


@pytest.mark.parametrize("pool", ["People", "Staff"])
def test_there_is_no_way_in_by_password_without_the_sign_in_page(running_desk: RunningDesk, pool: str) -> None:
    pools = running_desk.emulator.client("cognito-idp")
    with pytest.raises(ClientError):
        pools.initiate_auth(
            ClientId=running_desk.stack[f"{pool}ClientId"], AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": OFFICER if pool == "People" else CASEWORKER, "PASSWORD": signing_in.PASSWORD},
        )  # fmt: skip
