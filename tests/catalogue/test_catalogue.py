"""The compiled catalogue: a function that starts reads the bodies that it needs, and knows the series of all."""

from __future__ import annotations

import json

import pytest

from functions.domain.catalogue.catalogues import Catalogue
from tests.builders import catalogue


def test_a_body_is_read_when_it_is_asked_for_and_no_other_is() -> None:
    index, *written = catalogue().to_json().split("\n")
    ids = list(json.loads(index))
    assert len(ids) == len(written) == 8
    found = Catalogue.from_json(
        "\n".join([index, *(line if id == "ncfe" else "nothing that could be read" for id, line in zip(ids, written, strict=True))])
    )
    assert found.bodies["ncfe"] == catalogue().bodies["ncfe"]
    assert found.bodies["ncfe"] is found.bodies["ncfe"]
    assert found.series_ids() == catalogue().series_ids()
    assert len(found.bodies) == 8
    assert "aqa" in list(found.bodies)
    with pytest.raises(ValueError, match="JSON"):
        found.bodies["aqa"]


def test_the_series_of_all_bodies_are_known_the_latest_first() -> None:
    assert catalogue().series_ids()[:3] == ["2026-06", "2025-11", "2025-06"]


def test_a_body_that_there_is_not_is_not_there() -> None:
    assert Catalogue.from_json(catalogue().to_json()).bodies.get("nobody") is None
    assert dict(Catalogue.from_json("{}").bodies) == {}
