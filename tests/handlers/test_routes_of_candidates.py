"""A series with two routes at the centre's desk: what is listed, who can be chosen, what an enquiry says of its route."""

from __future__ import annotations

import pytest

from functions import wiring
from functions.adapters.register import put_card
from functions.domain.catalogue.catalogues import Catalogue
from tests.builders import CAMBRIDGE, body, card, catalogue, two_routes
from tests.handlers.desk import CASEWORKER, Desk

SHARMA = card("0801", name="Ravi Sharma", route="portfolio", version=1)
REGISTER = "centre,candidate,name,syllabus,component,mark,origin,grade"


@pytest.fixture
def two(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    both = Catalogue(bodies={CAMBRIDGE: two_routes()})
    monkeypatch.setattr(wiring, "catalogue", lambda: both)
    wiring.table().put(put_card(SHARMA))
    return desk


def listed(desk: Desk, **asked: str) -> dict[str, list[str]]:
    told = {"series": "2022-06", "syllabus": "0580", "service": "2", "components": "22,42"} | asked
    found = desk.centre("GET", "/api/register", **told).ok()["candidates"]
    return {each["number"]: [one["code"] for one in each["unavailable"]] for each in found if each["number"] in {"0713", "0801"}}


def test_a_series_lists_its_services_by_route(two: Desk) -> None:
    june, november = two.centre("GET", "/api/series").ok()["series"]
    assert {each["id"]: [one["code"] for one in each["services"]] for each in june["routes"]} == {
        "standard": ["1", "1S", "2", "2S", "5", "9", "X", "Q"],
        "portfolio": ["1", "2"],
    }
    assert [each["id"] for each in november["routes"]] == ["standard"]


def test_candidates_of_the_other_route_are_greyed_with_why(two: Desk) -> None:
    assert listed(two) == {"0713": [], "0801": ["other_route"]}
    assert listed(two, route="standard") == {"0713": [], "0801": ["other_route"]}
    assert listed(two, route="portfolio") == {"0713": ["other_route"], "0801": []}


def test_a_draft_keeps_its_route_and_the_check_names_it(two: Desk) -> None:
    id = two.draft(route="portfolio", candidates=["0801"])
    saved = two.centre("GET", f"/api/drafts/{id}").ok()["draft"]["content"]
    assert saved["route"] == "portfolio"
    answer = two.centre("POST", f"/api/drafts/{id}/check", {"content": saved}).ok()
    assert answer["problems"] == []
    assert {"term": "Route", "value": "Portfolio of evidence", "field": "route"} in answer["summary"]


def test_an_enquiry_names_its_route_where_it_is_not_the_usual_one(two: Desk) -> None:
    made = two.submitted(route="portfolio", candidates=["0801"])
    assert made["route"] == "Portfolio of evidence"
    two.follow()
    (row,) = two.centre("GET", "/api/enquiries", series="2022-06").ok()["enquiries"]
    assert row["route"] == "Portfolio of evidence"
    assert two.case(row["id"])["route"] == "Portfolio of evidence"
    usual = two.received()
    assert two.enquiry(usual)["route"] is None


def test_a_candidate_of_the_other_route_cannot_be_submitted(two: Desk) -> None:
    refused = two.submit(route="portfolio", candidates=["0713"])
    assert refused.codes == ["other_route"]
    assert "Examinations" in refused.body["errors"][0]["message"]


def test_an_import_sets_the_route_and_one_without_the_column_leaves_it(two: Desk) -> None:
    said = f"{REGISTER},route\nZZ101,0713,Amina Osei,0580,22,50,exam,B,portfolio\nZZ101,0713,Amina Osei,0580,42,50,exam,B,portfolio"
    assert two.staff("POST", "/register", {"series": "2022-06", "csv": said}, by=CASEWORKER).ok()["imported"] == 2
    assert listed(two)["0713"] == ["other_route"]
    silent = f"{REGISTER}\nZZ101,0713,Amina Osei,0580,22,51,exam,B\nZZ101,0713,Amina Osei,0580,42,50,exam,B"
    assert two.staff("POST", "/register", {"series": "2022-06", "csv": silent}, by=CASEWORKER).ok()["imported"] == 2
    assert listed(two)["0713"] == ["other_route"]


def test_with_several_bodies_the_one_the_centre_has_a_number_for_is_meant(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    several = Catalogue(bodies={"another": body(id="another"), **catalogue().bodies})
    monkeypatch.setattr(wiring, "catalogue", lambda: several)
    assert listed(desk)["0713"] == []
    assert listed(desk, awarding_body=CAMBRIDGE)["0713"] == []
    assert listed(desk, awarding_body="another") == {}
    assert desk.centre("GET", "/api/messages", awarding_body="nobody").status == 404
