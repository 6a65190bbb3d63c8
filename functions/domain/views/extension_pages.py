"""What awarding bodies say about extensions, as centres and staff read it beside them (CI-27)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.routes import Route
from functions.domain.enquiries.extensions import RULE, TERMS
from functions.domain.errors import Citation

Shown = dict[str, Any]


def rules_on_extensions(routes: Iterable[tuple[Body, Route]]) -> list[Shown]:
    """Return the rules of some routes under the name of their body, each sentence once; a body whose file has none is left out."""
    said: dict[str, dict[Citation, None]] = {}
    for body, route in routes:
        if RULE in route.rules:
            said.setdefault(body.name, {}).update(dict.fromkeys(body.citation(route.rules[rule]) for rule in (RULE, TERMS)))
    return [{"body": name, "rules": [each._asdict() for each in rules]} for name, rules in said.items()]
