"""The centre's Exemptions page: what its candidates were exempted from, and nobody else's."""

from __future__ import annotations

import csv

import pytest

from tests.builders import CAMBRIDGE, card
from tests.handlers.desk import ASSOCIATE, HARBOUR, HEAD, Desk
from tests.handlers.test_candidate_pages import NCFE, several

__all__ = ["several"]


@pytest.mark.proves("CI-38")
def test_a_centre_lists_its_own_exemptions_by_candidate(desk: Desk) -> None:
    desk.put(card("0714", name="=Bao, Nguyen", exempt=("42",), version=2))
    desk.put(card(exempt=("22", "42"), version=2))
    for by in ("officer", HEAD):
        found = desk.centre("GET", "/api/exemptions", by=by, series="2022-06").ok()
        assert found["series"]["title"] == "June 2022"
        assert [(each["number"], each["syllabus"], each["component"]) for each in found["exemptions"]] == [
            ("0713", "0580", "22"),
            ("0713", "0580", "42"),
            ("0714", "0580", "42"),
        ]
    assert found["exemptions"][2]["component_name"] == "Paper 4 (Extended)"
    assert found["report"]["name"] == "Exemption by Candidate Report 2022-06.csv"
    header, *lines = csv.reader(found["report"]["csv"].splitlines())
    assert header == ["candidate", "name", "qualification", "syllabus", "syllabus name", "component", "component name"]
    assert lines[2] == ["0714", "'=Bao, Nguyen", "Cambridge IGCSE", "0580", "Mathematics", "42", "Paper 4 (Extended)"]
    assert desk.centre("GET", "/api/exemptions", by=HARBOUR, series="2022-06").ok()["exemptions"] == []
    assert desk.centre("GET", "/api/exemptions", series="2022-11").ok()["exemptions"] == []
    assert desk.centre("GET", "/api/exemptions", series="2031-06").status == 404
    assert desk.centre("GET", "/api/exemptions", by=ASSOCIATE, series="2022-06").status == 404


def test_the_rule_on_exempted_components_is_that_of_the_awarding_body_asked(several: Desk) -> None:
    cambridge, ncfe = (several.centre("GET", "/api/exemptions", awarding_body=body, series="2022-06").ok() for body in (CAMBRIDGE, NCFE))
    sentence = "You cannot ask about a component from which the candidate was exempted."
    assert cambridge["rule"]["rule"] == sentence
    assert ncfe["rule"]["rule"] == "You cannot ask about a unit from which the learner was exempted."
    assert cambridge["rule"]["source"].startswith("Enquiries about results guide (International) 2022")
    assert "Enquiries about results guide" not in ncfe["rule"]["source"]
    assert (cambridge["series"]["title"], ncfe["series"]["title"]) == ("June 2022", "Summer 2022 (practice)")


def test_a_centre_is_told_whom_to_write_to_at_each_of_its_awarding_bodies(several: Desk) -> None:
    bodies = several.centre("GET", "/api/centre").ok()["organisation"]["bodies"]
    assert {each["id"]: each["contact"] for each in bodies} == {
        CAMBRIDGE: "info@cambridgeinternational.org", "aqa": "AQA", "ocr": "OCR", NCFE: "NCFE Customer Support",
    }  # fmt: skip
