"""The schema that editors complete and check the catalogue files by: it takes every file that loading takes, and finds slips."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from infra.catalogue.schema import FILE, written

CATALOGUE = Path(__file__).parents[2] / "content" / "catalogue"
FILES = sorted(CATALOGUE.glob("*.yml"))
SCHEMA = Draft202012Validator(json.loads(FILE.read_text(encoding="utf-8")))


def as_json(path: Path) -> Any:
    """The file as an editor's checker sees it: dates are texts."""
    return json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))


def faults(data: Any) -> list[str]:
    return [f"{each.json_path}: {each.message}" for each in SCHEMA.iter_errors(data)]


def test_the_schema_that_is_kept_is_the_one_that_the_models_make_now() -> None:
    assert FILE.read_text(encoding="utf-8") == written(), "run `make schema`"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_of_the_catalogue_keeps_to_the_schema_and_names_it_in_its_first_line(path: Path) -> None:
    assert faults(as_json(path)) == []
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../catalogue.schema.json\n")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("zone", 1),
        ("handled", "elsewhere"),
        ("contacts", {}),
        ("portal", {"name": "A portal"}),
        ("series", [{"id": "2026-06", "title": "June 2026", "routes": ["standard"], "deadline": []}]),
        ("routes", [{"id": "standard", "name": "Examinations", "services": [{"code": "1", "name": "Clerical re-check", "subject": "class"}]}]),
        ("routes", [{"id": "standard", "name": "Examinations", "timing": {}}]),
        ("letterhead", {"initials": "too long"}),
    ],
)  # fmt: skip
def test_a_slip_in_a_file_is_found(key: str, value: Any) -> None:
    data = as_json(CATALOGUE / "ncfe.yml")
    assert faults({**data, key: value}) != []


def test_a_figure_may_be_a_list_of_narrowed_ones_and_a_service_may_stand_for_the_base_s() -> None:
    data = as_json(CATALOGUE / "ncfe.yml")
    (route,) = data["routes"]
    dated = [{"until": "2026-12-31", "amount": 10, "unit": "days"}, {"from": "2027-01-01", "amount": 12, "unit": "days"}]
    services = ["1", {"like": "2", "target": dated}, {**route["services"][0], "target": dated}]
    assert faults({**data, "routes": [{**route, "services": services}]}) == []
    neither = [{"amount": 10, "unit": "days"}]
    assert faults({**data, "routes": [{**route, "services": [{**route["services"][0], "target": neither}]}]}) != []
