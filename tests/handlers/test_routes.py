"""The handlers' OpenAPI documents, the template's routes, and the one shape of every error."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from aws_lambda_powertools.event_handler import APIGatewayRestResolver

from functions.domain.errors import MESSAGES
from functions.handlers import centre, staff
from tests.handlers.desk import Desk, Reply, content
from tests.handlers.resources import declared

APPS = {"CentreFunction": centre.app, "StaffFunction": staff.app}
METHODS = {"get", "put", "post", "delete", "patch"}


def document(app: APIGatewayRestResolver) -> dict[str, Any]:
    """As the site publishes it."""
    made: dict[str, Any] = json.loads(app.get_openapi_json_schema())
    return made


def routes(app: APIGatewayRestResolver) -> set[tuple[str, str]]:
    return {(method.upper(), path) for path, item in document(app)["paths"].items() for method in item if method in METHODS}


def in_template(function: str) -> dict[tuple[str, str], dict[str, Any]]:
    events = declared()["Resources"][function]["Properties"]["Events"].values()
    return {(each["Properties"]["Method"], each["Properties"]["Path"]): each["Properties"] for each in events}


@pytest.mark.parametrize("function", APPS)
def test_the_template_and_the_handler_have_the_same_routes(function: str) -> None:
    assert routes(APPS[function])
    assert set(in_template(function)) == routes(APPS[function])


def test_every_route_of_staff_is_behind_the_staff_pool_and_every_other_behind_the_peoples() -> None:
    auth = declared()["Resources"]["Api"]["Properties"]["Auth"]
    assert auth["DefaultAuthorizer"] == "People"
    for function, authorizer in (("CentreFunction", None), ("StaffFunction", "Staff")):
        declared_routes = in_template(function)
        assert declared_routes, function
        for route, stated in declared_routes.items():
            assert stated.get("Auth", {}).get("Authorizer") == authorizer, route
            assert route[1].startswith("/api/staff/") is (authorizer == "Staff")


@pytest.mark.parametrize("function", APPS)
def test_the_openapi_document_names_describes_and_bounds_every_operation(function: str) -> None:
    made = document(APPS[function])
    assert made["openapi"].startswith("3.1")
    assert made["info"]["title"].startswith("Results Desk")
    assert "errors" in made["info"]["description"] or function == "StaffFunction"
    names = []
    for path, item in made["paths"].items():
        for method in METHODS & set(item):
            operation = item[method]
            names.append(operation["operationId"])
            assert operation["summary"], (method, path)
            assert operation["tags"], (method, path)
            stated = {each["name"] for each in operation.get("parameters", []) if each["in"] == "path"}
            assert stated == set(re.findall(r"{(\w+)}", path)), (method, path)
            for each in operation.get("parameters", []):
                schema = each["schema"]
                alternatives = schema.get("anyOf", [schema])
                text = [one for one in alternatives if one.get("type") == "string"]
                assert all("pattern" in one or "maxLength" in one for one in text), (method, path, each["name"])
    assert len(names) == len(set(names)) == len(routes(APPS[function])) > 0


def shaped(reply: Reply) -> None:
    """{"errors": [{code, message, field, rule, source}]}, with a message that says what to do."""
    assert set(reply.body) == {"errors"}
    assert reply.body["errors"]
    for error in reply.body["errors"]:
        assert set(error) == {"code", "message", "field", "rule", "source"}
        assert error["code"] in MESSAGES
        assert error["message"].strip().endswith((".", "?"))
        for name in ("field", "rule", "source"):
            assert error[name] is None or (isinstance(error[name], str) and error[name])


def test_every_error_whatever_its_status_has_the_one_shape(desk: Desk) -> None:
    id = desk.received()
    made = desk.submitted(candidates=("0714",))
    seen = {}
    for reply in (
        desk.centre("PUT", f"/api/drafts/{made['id']}", "{"),
        desk.centre("GET", "/api/enquiries", series="June"),
        desk.centre("GET", "/api/register"),
        desk.centre("GET", "/api/nothing"),
        desk.centre("PATCH", "/api/me"),
        desk.centre("PUT", f"/api/drafts/{made['id']}", {"content": content()}),
        desk.submit(declarations=[]),
        desk.centre("POST", f"/api/submissions/{made['id']}/receipt", {}),
        desk.staff("POST", f"/enquiries/{id}/letters/outcome"),
        desk.staff("POST", f"/enquiries/{id}/acknowledge", {"version": 1, "sha256": "short"}),
        desk.staff("POST", "/register", {"series": "2022-06"}),
        desk.staff("POST", "/failures/retry", {"key": "ORG#northfield|HEAD"}),
    ):
        shaped(reply)
        seen[reply.status] = reply
    desk.network.refuses("Query", "InternalServerError", times=3, status=500)
    seen[500] = desk.centre("GET", f"/api/enquiries/{id}")
    shaped(seen[500])
    assert sorted(seen) == [400, 404, 409, 422, 500, 503]


def test_the_gateways_own_refusals_have_that_shape_too() -> None:
    responses = declared()["Resources"]["Api"]["Properties"]["GatewayResponses"]
    assert {"DEFAULT_4XX", "DEFAULT_5XX", "UNAUTHORIZED"} <= set(responses)
    for name, response in responses.items():
        (error,) = json.loads(response["ResponseTemplates"]["application/json"])["errors"]
        assert set(error) == {"code", "message", "field", "rule", "source"}, name
        assert response["StatusCode"] != 403, name
