"""Grade boundaries are imported with their source, and shown beside marks as information: to all centres of a body, or to the one that brought them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import CAMBRIDGE, card, result
from tests.handlers.desk import HARBOUR, Desk, Reply
from tests.handlers.portals import AQA, prepared, with_aqa

HEADER = "syllabus,component,components,grade,boundary"
ROWS = ("0580,22,,A,58", "0580,22,,B,48", "0580,42,,B,50", "0580,,22+42,A,120", "0580,,22+42,B,96")
SOURCE = {
    "source": "Grade thresholds June 2022, Cambridge International",
    "source_url": "https://www.cambridgeinternational.org/thresholds/",
}


def staff(desk: Desk, *rows: str, path: str = "/boundaries", **sent: Any) -> Reply:
    return desk.staff("POST", path, {"series": "2022-06", "csv": "\n".join([HEADER, *rows]), **SOURCE, **sent})


def centre(desk: Desk, *rows: str, path: str = "/api/boundaries", **sent: Any) -> Reply:
    about = {"body": AQA, "series": "2026-06", "source": "Grade boundaries June 2026, AQA"}
    return desk.centre("POST", path, {"csv": "\n".join([HEADER, *rows]), **about, **sent})


@pytest.mark.proves("BY-28")
def test_beside_each_mark_stands_how_far_the_next_grade_is_up_and_down_with_the_source_and_without_advice(desk: Desk) -> None:
    id = desk.acknowledged()
    before = desk.enquiry(id)
    assert (before["boundaries"], before["components"][0].get("distance_before")) == (None, None), "nothing is said where none are known"
    assert staff(desk, *ROWS).ok()["facts"] == {"added": 3, "changed": 0, "removed": 0}

    source = {
        "title": "Grade thresholds June 2022, Cambridge International",
        "url": "https://www.cambridgeinternational.org/thresholds/",
        "text": "imported by Cambridge International on 22 August 2022",
    }
    paper_2, paper_4 = "8 marks below the boundary of A (58), 2 marks above that of B (48)", "on the boundary of B (50)"
    total = {"mark": 100, "text": "20 marks below the boundary of A (120), 4 marks above that of B (96)"}
    listed = desk.centre("GET", "/api/register", series="2022-06", syllabus="0580").ok()
    assert listed["boundaries"] == source
    amina = next(each for each in listed["candidates"] if each["number"] == "0713")
    assert amina["distances"] == {"components": {"22": paper_2, "42": paper_4}, "total": total}
    shown = desk.centre("GET", "/api/candidates", series="2022-06", typed="0713").ok()
    entry = next(each for each in shown["entries"] if each["syllabus"]["code"] == "0580")
    assert (entry["distances"], entry["boundaries"]) == ({"components": {"22": paper_2, "42": paper_4}, "total": total}, source)
    other = next(each for each in shown["entries"] if each["syllabus"]["code"] == "0500")
    assert (other["distances"], other["boundaries"]) == ({"components": {}, "total": None}, None)

    for page in (desk.enquiry(id), desk.case(id)):
        assert page["boundaries"] == source
        assert [each["distance_before"] for each in page["components"]] == [paper_2, paper_4]
        assert [each["distance_after"] for each in page["components"]] == [None, None]
    desk.mark(id, grade="A", c22=59).ok()
    assert desk.enquiry(id)["components"][0]["distance_after"] is None, "no mark before its letter"
    desk.decide(id)
    after = desk.enquiry(id)["components"][0]
    assert (after["mark_after"], after["distance_after"]) == (59, "1 mark above the boundary of A (58)")
    for text in (paper_2, paper_4, total["text"], after["distance_after"], source["text"]):
        assert not any(word in text.lower() for word in ("should", "advise", "recommend", "worth", "review"))


def test_a_preview_says_what_would_change_and_stores_nothing(desk: Desk) -> None:
    staff(desk, *ROWS).ok()
    before = desk.items()
    shown = staff(desk, "0580,22,,A,57", "0580,22,,B,48", "0500,12,,A,60", path="/boundaries/preview").ok()["preview"]
    assert shown["counts"] == {"added": 1, "changed": 1, "removed": 2, "renamed": 0, "enquiries": 0}
    assert [(each["syllabus"], each["name"], each["what"]) for each in (*shown["added"], *shown["changed"], *shown["removed"])] == [
        ("0500", "Component 12", "A from 60"),
        ("0580", "Component 22", "A from 58, B from 48 → A from 57, B from 48"),
        ("0580", "Component 42", "B from 50"),
        ("0580", "Syllabus (22+42)", "A from 120, B from 96"),
    ]
    assert desk.items() == before


def test_nothing_is_imported_while_a_row_is_wrong_or_no_source_is_named_or_something_would_be_removed_unasked(desk: Desk) -> None:
    staff(desk, *ROWS).ok()
    before = desk.items()
    answer = staff(desk, "0580,22,,A,57", "0580,99,,A,57").ok()
    assert (answer["imported"], [(each["row"], each["column"]) for each in answer["errors"]]) == (0, [(3, "component")])
    unnamed = staff(desk, *ROWS, source="")
    assert (unnamed.codes, unnamed.body["errors"][0]["field"]) == (["boundaries_source_missing"], "source")
    assert staff(desk, "0580,22,,A,57").codes == ["import_removes"]
    assert staff(desk, *ROWS, series="2019-06").codes == ["series_unknown"]
    assert staff(desk, *ROWS, fingerprint="0" * 16).codes == ["import_changed"]
    assert staff(desk, *ROWS, source_url="javascript:alert(1)").status == 400
    assert desk.items() == before
    staff(desk, *ROWS).ok()
    assert desk.items() == before, "importing the same again changes nothing"
    staff(desk, "0580,22,,A,57", accept_removals=True).ok()
    listed = desk.centre("GET", "/api/register", series="2022-06", syllabus="0580").ok()["candidates"]
    assert listed[0]["distances"]["components"] == {"22": "7 marks below the boundary of A (57)"}


@pytest.mark.proves("BY-28")
def test_a_centres_own_boundaries_of_a_body_with_a_portal_are_shown_to_it_alone(desk: Desk) -> None:
    portal = with_aqa(desk)
    id = prepared(portal)
    centre(portal, "7136,7136/1,,A,60", "7136,7136/1,,B,49").ok()
    page = portal.enquiry(id)
    assert page["components"][0]["distance_before"] == "10 marks below the boundary of A (60), 1 mark above that of B (49)"
    assert page["boundaries"] == {
        "title": "Grade boundaries June 2026, AQA", "url": None, "text": "imported by your centre on 25 August 2026",
    }  # fmt: skip
    owners = {key.pk for key in portal.items() if key.pk.startswith("BOUND#")}
    assert owners == {"BOUND#aqa#2026-06#northfield"}
    assert centre(portal, *ROWS, body=CAMBRIDGE, series="2022-06").codes == ["import_by_body"]
    assert (
        portal.centre("POST", "/api/boundaries", {"body": AQA, "series": "2026-06", "csv": HEADER, "source": "x"}, by=HARBOUR).status == 404
    )


@pytest.mark.proves("BY-28")
def test_a_total_is_not_compared_where_a_mark_is_missing_or_the_boundaries_are_for_other_components(desk: Desk) -> None:
    desk.put(card(results=(result("22"), result("42", None)), version=1))
    staff(desk, *ROWS, "0580,,22,A,60").ok()
    listed = {each["number"]: each for each in desk.centre("GET", "/api/register", series="2022-06", syllabus="0580").ok()["candidates"]}
    assert listed["0713"]["distances"]["total"] is None
    assert listed["0714"]["distances"]["total"]["mark"] == 100
