"""The centre's Exemptions page: what its candidates were exempted from, and nobody else's."""

from __future__ import annotations

import csv

import pytest

from tests.builders import card
from tests.handlers.desk import ASSOCIATE, HARBOUR, HEAD, Desk


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
