"""The routes that are imported with the first request for one of them: a function that starts imports what its first page asks for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# In an interpreter of its own, since this one has imported everything already.
PROGRAM = """
import json, sys
from tests.handlers import resources
import os
os.environ.update(resources.environment())
from functions.handlers import {handler}

def ask(path):
    claims = {{"sub": "nobody", "token_use": "access"}}
    event = {{"httpMethod": "GET", "path": path, "headers": {{}}, "body": None, "requestContext": {{"authorizer": {{"claims": claims}}}}}}
    return {handler}.handler(event, None)["statusCode"]

answers = {{}}
for path in json.loads(sys.argv[1]):
    answers[path] = [ask(path), sorted(each for each in {modules} if each in sys.modules)]
print(json.dumps(answers))
"""
MODULES = {
    "centre": ["functions.handlers.centre_log", "functions.handlers.centre_requests", "functions.actions.centre.submissions"],
    "staff": [
        "functions.handlers.casework",
        "functions.handlers.billing",
        "functions.actions.effects.effects",
        "functions.documents.mail_contexts",
    ],
}


def answered(handler: str, *paths: str, **environment: str) -> dict[str, tuple[int, list[str]]]:
    """Return the status of each address, asked one after another, and which of the modules were imported by then."""
    program = PROGRAM.format(handler=handler, modules=MODULES[handler])
    asked = subprocess.run(
        [sys.executable, "-c", program, json.dumps(paths)],
        cwd=ROOT, env={"PATH": "", "AWS_DEFAULT_REGION": "eu-west-2", **environment}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, tuple[int, list[str]]] = {
        path: (status, names) for path, (status, names) in json.loads(asked.stdout.splitlines()[-1]).items()
    }
    return found


@pytest.mark.parametrize(
    ("handler", "first", "later"), [("centre", "/api/enquiries", "/api/log"), ("staff", "/api/staff/queue", "/api/staff/failures")]
)
def test_a_function_imports_what_its_first_page_asks_for_and_the_rest_when_that_is_asked_for(handler: str, first: str, later: str) -> None:
    found = answered(handler, first, later)
    assert found[first] == (404, [])
    status, imported = found[later]
    assert status == 404  # refused for its token
    assert len(imported) >= 2


def test_a_route_that_is_imported_later_answers_the_very_first_request_for_it() -> None:
    """An unknown series is refused by the route itself, where an address that there is not is not found."""
    assert answered("centre", "/api/candidates", "/api/nowhere")["/api/candidates"][0] == 400
    assert answered("centre", "/api/nowhere")["/api/nowhere"][0] == 404


def test_a_function_that_is_kept_as_a_snapshot_has_imported_everything_before() -> None:
    found = answered("centre", "/api/enquiries", AWS_LAMBDA_INITIALIZATION_TYPE="snap-start")
    assert found["/api/enquiries"][1] == sorted(MODULES["centre"])
