"""The whole catalogue: bodies by id, as they are at a moment, and as deployed functions carry it."""

from __future__ import annotations

import json

import pytest

from functions.domain.catalogue.catalogues import Bodies, BodiesAt, Catalogue
from tests.builders import CAMBRIDGE, body, catalogue, london, series

ALL = ["aqa", "cambridge-international", "ccea", "city-and-guilds", "ncfe", "ocr", "pearson", "wjec"]


def test_the_compiled_catalogue_is_a_line_of_series_and_a_line_for_each_body() -> None:
    lines = catalogue().to_json().split("\n")
    assert len(lines) == 9
    index = json.loads(lines[0])
    assert list(index) == ALL
    assert index["aqa"] == ["2026-06", "2025-06", "2022-06"]
    assert [json.loads(each)["id"] for each in lines[1:]] == ALL


@pytest.mark.parametrize("as_bytes", [True, False])
def test_a_catalogue_that_was_compiled_reads_as_the_same(as_bytes: bool) -> None:
    text = catalogue().to_json()
    read = Catalogue.from_json(text.encode() if as_bytes else text)
    assert list(read.bodies) == ALL
    assert len(read.bodies) == 8
    assert read.series["aqa"] == ("2026-06", "2025-06", "2022-06")
    assert read.bodies[CAMBRIDGE] == catalogue().bodies[CAMBRIDGE]
    assert read.series_ids() == catalogue().series_ids()


def test_series_are_those_of_every_body_the_latest_first_and_once_each() -> None:
    two = Catalogue({"a": body(series=(series("2022-06"), series("2022-11"))), "b": body(series=(series("2022-06"),))})
    assert two.series_ids() == ["2022-11", "2022-06"]
    assert Catalogue({}, {"a": ("2022-06", "2023-01"), "b": ("2022-11",)}).series_ids() == ["2023-01", "2022-11", "2022-06"]


def test_a_body_is_read_once_and_only_when_it_is_asked_for() -> None:
    bodies = Bodies({"aqa": catalogue().bodies["aqa"].model_dump_json().encode(), "broken": b"{"})
    assert (list(bodies), len(bodies), "aqa" in bodies, "ocr" in bodies) == (["aqa", "broken"], 2, True, False)
    assert bodies["aqa"] is bodies["aqa"]
    with pytest.raises(KeyError):
        bodies["ocr"]
    with pytest.raises(ValueError, match="JSON"):
        bodies["broken"]


def test_bodies_at_a_moment_have_the_figures_of_that_moment() -> None:
    moment = london("2022-09-01 12:00")
    at = BodiesAt(catalogue().bodies, moment)
    assert (list(at), len(at)) == (ALL, 8)
    assert at["ncfe"] == catalogue().bodies["ncfe"].at(moment)
