"""Every route, sent what no page sends: it answers with a refusal of the one shape, and never 500.

The routes are read from the handlers' own OpenAPI documents, what they take from the cases of tests/handlers/test_permissions.py.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.handlers import associate, candidate, centre, staff
from tests.handlers.desk import ASSOCIATE, CASEWORKER, FINANCE, HEAD, STAFF_ISSUER, Desk, Reply, claims, content, request
from tests.handlers.test_permissions import CASES
from tests.handlers.test_routes import shaped

ID, UUID = "0123456789abcdef" * 2, "01234567-89ab-cdef-0123-456789abcdef"
ASSOCIATES: dict[str, Any] = {
    "associate/approve": {"enquiries": [{"id": ID, "version": 1}]},
    "/approve": {"version": 1},
    "/reject": {"version": 1, "reason": "No"},
    "/change": {"version": 1, "agree": False, "reason": "No"},
    "/release": {"enquiries": [ID], "what": "acknowledgement"},
    "/messages": {"kind": "error", "text": "The component"},
}
TOKEN = "t" * 43  # of the right form, and opens nothing
CANDIDATES: dict[str, Any] = {
    "candidate/consents": {"token": TOKEN, "language": "en"},
    "candidate/withdrawals": {"token": TOKEN, "language": "en", "syllabus": "0580", "consent": "0123abcd"},
    "candidate/answers": {
        "token": TOKEN,
        "language": "en",
        "wording": "1",
        "answers": [{"syllabus": "0580", "consent": "0123abcd", "agrees": True}],
        "signed": "Ama",
    },
}
# What stands in place of a value. Text as it is written in JSON, so that there can be what Python would not write.
VALUES = [
    "null", "true", "-1", "1.5", "1e400", "NaN", "1" * 40, "1" * 5000, '""', '"\\u0000"', '"a\\u0007b"', '"\\ud83d"', '"\\u202e0713"',
    '"\\ufffd"', '"\U0001f600"', json.dumps("x" * 20_000), "[]", "{}", "[null]", '[{"a": 1}]', '["\\ud83d"]', "[" * 15 + "]" * 15,
]  # fmt: skip
BODIES = [
    "", " ", "{", "nul", "null", "[]", '""', "1", "{}", '{"a": 1, "a": 2}', "\ufeff{}", "\u0000", "[" * 900 + "]" * 900,
    "[" * 5_000, "[" * 100_000, '{"a":' * 1_000 + "1" + "}" * 1_000, '{"a":' * 900 + "1" + "}" * 900, '{"version": ' + "9" * 5000 + "}",
]  # fmt: skip
TEXTS = ["", "\n", "\u0000", "\ud83d", "x" * 5_000, "'\"`<>", "2022-06\n", "../..", "2022-08-22T12:00:00.000000Z#" + ID, "9" * 40, "٣"]


def operations() -> dict[str, Any]:
    """What each route is in its OpenAPI document, by the route's name."""
    return {
        f"{method.upper()} {path}": operation
        for app in (centre.app, associate.app, staff.app, candidate.app)
        for path, item in app.get_openapi_schema().model_dump(by_alias=True, exclude_none=True)["paths"].items()
        for method, operation in item.items()
    }


OPERATIONS = operations()


def body_of(route: str) -> Any:
    if route in CASES:
        return {"key": f"ENQ#{ID}|H#000001"} if CASES[route].part == "failure" else CASES[route].body
    if (as_centre := route.replace("/api/associate/", "/api/")) in CASES and "/enquiries/" not in route:
        return CASES[as_centre].body  # people and accounts have the same routes at each desk
    return next((body for end, body in (CANDIDATES | ASSOCIATES).items() if route.endswith(end)), None)


def path_of(route: str) -> str:
    """The route's path with an id of the right form that leads to nothing, except where the desk has something."""
    path = route.split()[1]
    id = UUID if any(part in path for part in ("/drafts/", "/submissions/", "/centre-reviews/")) else ID
    for name, value in {
        "id": id, "document": f"AckLetter.{'0' * 16}", "fingerprint": "0" * 16, "kind": "outcome", "candidate": "0713",
    }.items():  # fmt: skip
        path = path.replace(f"{{{name}}}", value)
    return path


def send(desk: Desk, route: str, path: str, body: str | None, query: dict[str, str], **event: Any) -> Reply:
    """Send it as somebody whose role lets them in. Return the answer."""
    method = route.split()[0]
    handler, function, claimed = centre.handler, "CentreFunction", claims(HEAD)
    if "/api/staff" in route:
        who = next(iter(CASES[route].by), CASEWORKER) if route in CASES else FINANCE
        handler, function, claimed = staff.handler, "StaffFunction", claims(who, issuer=STAFF_ISSUER)
    elif "/api/associate" in route:
        handler, function, claimed = associate.handler, "AssociateFunction", claims(ASSOCIATE)
    elif "/api/candidate/" in route:
        handler, function, claimed = candidate.handler, "CandidateFunction", None
    with desk.network.running(function):
        answer = handler({**request(method, path, body, query, claimed), **event}, None)
    return Reply(answer["statusCode"], json.loads(answer["body"]), {})


def hold(reply: Reply, what: object) -> None:
    assert reply.status in {200, 400, 404, 409, 422, 429}, what
    if reply.status != 200:
        shaped(reply)


def replaced(body: Any, value: str) -> Iterator[str]:
    """The body as JSON with each of its values, at any depth, replaced in turn; and with one more."""
    marked = "\ue000"

    def places(within: Any, rebuild: Callable[[Any], Any]) -> Iterator[Any]:
        pairs = within.items() if isinstance(within, dict) else enumerate(within) if isinstance(within, list) else ()
        for key, each in list(pairs):

            def put(new: Any, key: Any = key) -> Any:
                changed = dict(within) if isinstance(within, dict) else list(within)
                changed[key] = new
                return rebuild(changed)

            yield put(marked)
            yield from places(each, put)

    for each in (*places(body, lambda whole: whole), {**body, "more": marked}):
        yield json.dumps(each).replace(json.dumps(marked), value)


WITH_BODY = [route for route, operation in OPERATIONS.items() if "requestBody" in operation]


def test_there_is_a_body_for_every_route_that_reads_one() -> None:
    assert len(WITH_BODY) > 30
    assert [route for route in WITH_BODY if body_of(route) is None] == []


@pytest.mark.parametrize("route", WITH_BODY)
def test_no_body_makes_a_route_fail(desk: Desk, route: str) -> None:
    for body in BODIES:
        reply = send(desk, route, path_of(route), body, {})
        hold(reply, body[:40])
        assert reply.status in {400, 404, 422, 429} or body == "{}", body[:40]
    for value in VALUES:
        for body in replaced(body_of(route), value):
            hold(send(desk, route, path_of(route), body, {}), body[:400])


@pytest.mark.parametrize("route", OPERATIONS)
def test_no_address_and_no_query_makes_a_route_fail(desk: Desk, route: str) -> None:
    path, body = path_of(route), None if body_of(route) is None else json.dumps(body_of(route))
    asked = CASES[route].query if route in CASES else {"series": "2022-06"}
    for end in ("\n", "%0a", "\u0000", "%00", "\u00a0", "'", "x" * 500, "/"):
        reply = send(desk, route, path + end, body, asked)
        hold(reply, end)
        if end in {"\n", "%0a", "\u0000", "%00"}:
            assert reply.status == 404, "an id is not taken for one where a line break or NUL follows it"
    taken = OPERATIONS[route].get("parameters", [])
    named = [each["name"].removeprefix("x-") for each in taken if each["in"] in {"query", "header"}]
    for name in (*named, "more"):
        for text in TEXTS:
            hold(send(desk, route, path, body, {**asked, name: text}), (name, text))


@pytest.mark.parametrize("body", [b"\xff\xfe\xfd", b'{"content": {"note": "\xe9"}}', b"\x00\x01"])
def test_bytes_that_are_no_utf_8_are_not_taken(desk: Desk, body: bytes) -> None:
    route, before = "PUT /api/drafts/{id}", desk.items()
    reply = send(desk, route, path_of(route), base64.b64encode(body).decode(), {}, isBase64Encoded=True)
    assert (reply.status, len(reply.body["errors"])) == (400, 1)
    assert desk.items() == before
    good = json.dumps({"content": content(note="Café")}).encode()
    assert send(desk, route, path_of(route), base64.b64encode(good).decode(), {}, isBase64Encoded=True).status == 200


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["content", "version", "declarations", "note", "candidates"]) | st.text(), inner)))  # fmt: skip
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_json_is_sent_as_a_draft_it_is_saved_or_refused(desk: Desk, sent: Any) -> None:
    route = "POST /api/drafts/{id}/submit"
    hold(send(desk, route, path_of(route), json.dumps(sent), {}), sent)
    hold(send(desk, "PUT /api/drafts/{id}", path_of(route).removesuffix("/submit"), json.dumps({"content": sent}), {}), sent)


def test_what_a_text_may_not_have_is_named_with_the_field(desk: Desk) -> None:
    id = desk.received()
    for text, says in (("a\u0000b", "U+0000"), ("a\u202eb", "U+202E"), ("a\ufffdb", "U+FFFD")):
        reply = desk.centre("POST", f"/api/enquiries/{id}/messages", {"kind": "answer", "text": text})
        (error,) = reply.body["errors"]
        assert (reply.status, error["code"], error["field"]) == (400, "text_character", "text")
        assert says in error["message"]
