"""A route that extends another has what it leaves out from there, so a shared rule is written once; a series names its routes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from functions.domain.loading import load
from tests.builders import CAMBRIDGE
from tests.catalogue.test_loading import BASIS, Edit, edit, fault, setting

EXTRA = {"text": "An extra rule.", "basis": BASIS}
OTHER: dict[str, Any] = {"id": "other", "name": "Another way", "extends": "standard", "rules": {"extra": EXTRA}}


def with_other(**changes: Any) -> Edit:
    def change(data: dict[str, Any]) -> None:
        data["routes"].append({**OTHER, **changes})

    return change


def test_it_has_what_it_leaves_out_and_its_own_beside_it(content: Path) -> None:
    edit(content, "catalogue", with_other(services=["1", "2S", "X"]))
    body = load(content).bodies[CAMBRIDGE]
    standard, other = body.route("standard"), body.route("other")
    assert standard
    assert other
    assert [each.code for each in other.services] == ["1", "2S", "X"]
    assert other.service("2S") == standard.service("2S")
    assert other.timings == standard.timings
    assert set(other.rules) == {*standard.rules, "extra"}
    assert "extra" not in standard.rules


def test_without_services_of_its_own_it_has_them_all(content: Path) -> None:
    edit(content, "catalogue", with_other())
    body = load(content).bodies[CAMBRIDGE]
    other = body.route("other")
    assert other
    assert other.services == body.routes[0].services


def test_one_edit_of_a_shared_rule_shows_on_both(content: Path) -> None:
    edit(content, "catalogue", with_other())
    edit(content, "catalogue", setting("routes", 0, "rules", "order", "text", to="First come, first served."))
    body = load(content).bodies[CAMBRIDGE]
    assert {each.rules["order"].text for each in body.routes if each.id in {"standard", "other"}} == {"First come, first served."}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (with_other(extends="nothing"), "no route “nothing” comes before it"),
        (with_other(services=["1", "77"]), "route “standard” has no service “77”"),
        (setting("series", 0, "routes", to=["standard", "none"]), "series.2022-06.routes: route “none” is unknown"),
        (setting("series", 0, "routes", to=["standard", "standard"]), "series.2022-06.routes: “standard” is given 2 times"),
        (setting("series", 0, "routes", to=[]), "series.2022-06.routes: write at least one"),
    ],
)
def test_a_route_that_leads_nowhere_is_refused(content: Path, change: Edit, said: str) -> None:
    edit(content, "catalogue", change)
    assert said in fault(content)
