"""The services of the JCQ's bodies as they share them: for which qualifications, how fast, until when, and what scripts are for (JQ-01, JQ-02, JQ-04)."""

from __future__ import annotations

from datetime import date

import pytest

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.qualification_types import available_for_type
from functions.domain.catalogue.services import Service
from functions.domain.catalogue.sources import Trust
from tests.builders import catalogue

BODIES = ("aqa", "ccea", "city-and-guilds", "ocr", "pearson", "wjec")
EACH = pytest.mark.parametrize("id", BODIES)
ALL = ["GCSE", "GCE AS level", "GCE A level"]


def services(body: Body) -> dict[str, Service]:
    return {each.code: each for each in body.routes[0].services}


def offered_for(body: Body, service: Service) -> list[str]:
    types = body.qualification_types
    return [each.name for each in types if available_for_type(types, service.availability, each.id)]


@pytest.mark.proves("JQ-01")
@EACH
def test_services_1_2_and_3_are_for_gcse_and_gce_and_the_priority_review_for_a_level_alone_unless_a_body_says_more(id: str) -> None:
    body = catalogue().bodies[id]
    offered = services(body)
    named = {code: (offered[code].name, offered_for(body, offered[code])) for code in ("1", "2", "P2", "3")}
    assert named == {
        "1": ("Clerical re-check", ALL),
        "2": ("Review of marking", ALL),
        "P2": ("Priority review of marking", ["GCE AS level", "GCE A level"] if id == "aqa" else ["GCE A level"]),
        "3": ("Review of moderation", ALL),
    }
    assert id != "aqa" or body.sources[offered["P2"].basis.source].publisher == "AQA", "that it takes AS level is its own word"


@pytest.mark.proves("JQ-01")
@EACH
def test_their_targets_are_those_that_are_reported_and_said_to_be(id: str) -> None:
    body = catalogue().bodies[id]
    offered = services(body)
    assert {code: str(offered[code].target) for code in ("1", "2", "P2", "3")} == {
        "1": "10 calendar days",
        "2": "20 calendar days",
        "P2": "15 calendar days",
        "3": "35 calendar days",
    }
    for code in ("1", "2", "P2", "3"):
        assert body.sources[offered[code].basis_of("target").source].trust is Trust.REPORTED, code


@pytest.mark.proves("JQ-02")
@EACH
def test_a_script_is_had_to_decide_by_before_a_review_or_to_teach_with_and_each_is_a_service_of_its_own(id: str) -> None:
    offered = services(catalogue().bodies[id])
    assert [(offered[code].name, offered[code].checks, offered[code].family) for code in ("ATS-R", "ATS-T")] == [
        (
            "Copy of script to support a review of marking",
            "A copy of the marked paper, to decide by whether to ask for a review.",
            "script-for-review",
        ),
        ("Copy of script to support teaching and learning", "A copy of the marked paper, to use in teaching.", "script-for-teaching"),
    ]


@pytest.mark.proves("JQ-04")
@pytest.mark.parametrize(
    ("series", "priority", "others"), [("2026-06", date(2026, 8, 20), date(2026, 9, 24)), ("2025-06", date(2025, 8, 21), date(2025, 9, 25))]
)
@EACH
def test_the_priority_deadline_of_a_series_comes_before_that_of_services_1_to_3_and_scripts_have_their_own(
    id: str, series: str, priority: date, others: date
) -> None:
    body = catalogue().bodies[id]
    found = body.series_of(series)
    assert found
    assert {code: found.deadline_for(code).closes_on for code in ("P2", "1", "2", "3")} == {
        "P2": priority,
        "1": others,
        "2": others,
        "3": others,
    }
    scripts = found.deadline_for("ATS-R")
    assert scripts.closes_on == (date(2026, 10, 30) if (id, series) == ("aqa", "2026-06") else None)
    assert scripts.closes_on or scripts.find, "where it is not known here, it is said where to find it"
