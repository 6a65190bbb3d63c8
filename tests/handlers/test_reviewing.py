"""Reviews of marking: assigned to somebody other than the marker, with marks before and after, tolerance and reason."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.catalogue.catalogues import Catalogue
from tests import builders
from tests.handlers.desk import ASSOCIATE, HARBOUR, LAKESIDE, OTHER_BOARD, Desk, Reply

COLUMNS = "centre,candidate,name,syllabus,component,mark,origin,grade"


def register(desk: Desk, *markers: str, header: str = f"{COLUMNS},marker", candidate: str = "0801") -> Reply:
    """Import a candidate of Northfield in 0580 with who marked components 22 and 42."""
    rows = [
        ",".join(["ZZ101", candidate, "Noor Haddad", "0580", code, mark, "exam", "C", *who])
        for code, mark, who in zip(("22", "42"), ("41", "77"), [[each] for each in markers] or [[], []], strict=True)
    ]
    return desk.staff("POST", "/register", {"series": "2022-06", "csv": "\n".join([header, *rows])})


def received(desk: Desk, *markers: str) -> str:
    assert register(desk, *markers).ok()["imported"] == 2
    return desk.received(candidates=["0801"])


def assign(desk: Desk, id: str, **reviewers: str) -> Reply:
    """Assign reviewers, given as c22='R7'."""
    lines = [{"component": code[1:], "reviewer": who} for code, who in reviewers.items()]
    return desk.staff("POST", f"/enquiries/{id}/reviewers", {"version": desk.case(id)["version"], "lines": lines})


def lines(case: Any, name: str) -> dict[str, Any]:
    return {each["code"]: each[name] for each in case["components"]}


@pytest.mark.proves("BY-12")
def test_a_review_goes_to_anybody_but_the_one_whose_marking_set_the_result(desk: Desk) -> None:
    id = received(desk, "EX-17", "EX-20")
    refused = assign(desk, id, c22="ex-17", c42="EX-20")
    assert refused.status == 422
    assert [(each["code"], each["field"]) for each in refused.body["errors"]] == [
        ("reviewer_marked_it", "reviewers.22"), ("reviewer_marked_it", "reviewers.42"),
    ]  # fmt: skip
    assert "component 22" in refused.body["errors"][0]["message"]
    assert lines(desk.case(id), "reviewer") == {"22": None, "42": None}
    case = assign(desk, id, c22="EX-20", c42="EX-17").ok()["enquiry"]
    assert lines(case, "marker") == {"22": "EX-17", "42": "EX-20"}
    assert lines(case, "reviewer") == {"22": "EX-20", "42": "EX-17"}
    entry = case["history"][-1]
    assert (entry["code"], entry["why"]) == ("assigned", "component 22 to EX-20; component 42 to EX-17")


@pytest.mark.proves("BY-07", "BY-12")
def test_the_history_that_staff_open_later_says_who_gave_the_review_to_whom_each_time_it_changed(desk: Desk) -> None:
    id = received(desk, "EX-17", "EX-20")
    assign(desk.at("2022-08-22 10:00"), id, c22="EX-20", c42="EX-17").ok()
    assign(desk.at("2022-08-22 11:00"), id, c42="EX-3").ok()
    told = [(each["at"][11:16], each["who"], each["what"], each["why"]) for each in desk.case(id)["history"][-2:]]
    assert told == [
        ("09:00", "Caseworker, awarding body", "Review assigned", "component 22 to EX-20; component 42 to EX-17"),
        ("10:00", "Caseworker, awarding body", "Review assigned", "component 42 to EX-3"),
    ]


@pytest.mark.proves("BY-12")
def test_marks_before_and_after_tolerance_and_reason_are_kept_with_the_enquiry(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    id = received(desk, "EX-17", "EX-20")
    desk.acknowledge(id)
    assert lines(desk.case(id), "tolerance") == {"22": 2, "42": 3}
    assert lines(desk.case(id), "tolerance_text") == {
        "22": "Tolerance 2 (demonstration figure)",
        "42": "Tolerance 3 (demonstration figure)",
    }
    assert lines(desk.case(id), "within_tolerance") == {"22": None, "42": None}
    desk.mark(id, c22=43, c42=73).ok()
    syllabuses = tuple(
        each.model_copy(update={"components": tuple(one.model_copy(update={"tolerance": 9}) for one in each.components)})
        for each in builders.body().syllabuses
    )
    changed = Catalogue({builders.CAMBRIDGE: builders.body(syllabuses=syllabuses)})
    monkeypatch.setattr("functions.wiring.catalogue", lambda: changed)
    case = desk.case(id)
    assert lines(case, "mark_before") == {"22": 41, "42": 77}
    assert lines(case, "mark_after") == {"22": 43, "42": 73}
    assert lines(case, "reason") == {"22": "Question 9 was overlooked", "42": "Question 9 was overlooked"}
    assert lines(case, "tolerance") == {"22": 2, "42": 3}  # as it was when the marks were recorded
    assert lines(case, "within_tolerance") == {"22": True, "42": False}
    desk.decide(id)
    assert desk.enquiry(id)["components"][0]["mark_after"] == 43
    assert "tolerance" not in str(desk.enquiry(id)), "the centre is never shown it"


def test_a_reviewer_can_be_exchanged_or_taken_away_and_one_component_leaves_the_other(desk: Desk) -> None:
    id = received(desk, "EX-17", "")
    assign(desk, id, c22="EX-1", c42="EX-2").ok()
    assert lines(assign(desk, id, c42="EX-3").ok()["enquiry"], "reviewer") == {"22": "EX-1", "42": "EX-3"}
    assert lines(assign(desk, id, c22="").ok()["enquiry"], "reviewer") == {"22": None, "42": "EX-3"}
    assert assign(desk, id, c42="EX-3").codes == ["nothing_changed"]
    assert assign(desk, id, c62="EX-3").codes == ["component_not_asked"]
    assert assign(desk, id, c22="Noor Haddad").status == 400


def test_nobody_is_assigned_to_what_is_decided_or_withdrawn(desk: Desk) -> None:
    id = received(desk, "EX-17", "EX-20")
    desk.acknowledge(id)
    desk.mark(id, "C").ok()
    desk.decide(id)
    assert not desk.case(id)["may_assign"]
    assert assign(desk, id, c22="EX-1").codes == ["status_forbids"]


def test_two_who_assign_at_once_do_not_overwrite_each_other(desk: Desk) -> None:
    id = received(desk, "EX-17", "EX-20")
    version = desk.case(id)["version"]
    assign(desk, id, c22="EX-1").ok()
    late = desk.staff("POST", f"/enquiries/{id}/reviewers", {"version": version, "lines": [{"component": "22", "reviewer": "EX-2"}]})
    assert (late.status, late.codes) == (409, ["changed_meanwhile"])
    assert lines(desk.case(id), "reviewer")["22"] == "EX-1"


def test_who_marks_and_who_reviews_reaches_no_centre_no_associate_and_no_other_body(desk: Desk) -> None:
    id = received(desk, "EX-17", "EX-20")
    assign(desk, id, c22="EX-99").ok()
    assert "EX-" not in str(desk.enquiry(id))
    assert "EX-" not in str(desk.centre("GET", "/api/candidates", typed="0801", series="2022-06").body)
    asked = {"series": "2022-06", "syllabus": "0580", "service": "2", "components": "22,42"}
    assert "EX-" not in str(desk.centre("GET", "/api/register", **asked).ok())
    for reply in (
        desk.staff("POST", f"/enquiries/{id}/reviewers", {"version": 9, "lines": [{"component": "22"}]}, by=OTHER_BOARD),
        desk.staff("POST", f"/enquiries/{id}/reviewers", {"version": 9, "lines": [{"component": "22"}]}, by=HARBOUR),
        desk.associate("GET", f"/enquiries/{id}", by=ASSOCIATE),
        desk.centre("GET", f"/api/enquiries/{id}", by=LAKESIDE),
    ):
        assert reply.status == 404


def test_a_register_without_markers_leaves_what_an_earlier_one_said(desk: Desk) -> None:
    register(desk, "EX-17", "EX-20").ok()
    register(desk, header=COLUMNS).ok()
    assert desk.card("0801").marker("22") == "EX-17"
    register(desk, "", "EX-21").ok()
    assert (desk.card("0801").marker("22"), desk.card("0801").marker("42")) == (None, "EX-21")


def test_a_marker_is_an_id_and_not_a_name(desk: Desk) -> None:
    answer = register(desk, "Ada Lovelace", "EX-20").ok()
    assert (answer["imported"], [(each["row"], each["column"]) for each in answer["errors"]]) == (0, [(2, "marker")])


def test_an_enquiry_and_a_card_from_before_there_were_markers_stay_readable(desk: Desk) -> None:
    old = builders.card("0802").model_dump(mode="json")
    for each in old["results"]:
        del each["marker"]
    assert type(builders.card()).model_validate(old) == builders.card("0802")
    lines = builders.enquiry().model_dump(mode="json")
    for each in lines["lines"]:
        for name in ("marker", "reviewer", "tolerance"):
            del each[name]
    assert type(builders.enquiry()).model_validate(lines) == builders.enquiry()


@pytest.mark.proves("BY-12")
def test_marks_without_a_reviewer_are_asked_about_first_and_the_reason_is_kept_for_staff_alone(desk: Desk) -> None:
    id = received(desk, "EX-17", "EX-20")
    desk.acknowledge(id)
    assign(desk, id, c22="EX-20").ok()
    assert desk.case(id)["unassigned"] == ["42"]
    refused = desk.mark(id, "C", without_reviewer="")
    assert (refused.status, refused.codes) == (422, ["reviewer_missing"])
    assert "Nobody is assigned to review component 42." in refused.body["errors"][0]["message"]
    case = desk.mark(id, "C", without_reviewer="The team leader re-marked it").ok()["enquiry"]
    assert case["without_reviewer"] == "The team leader re-marked it"
    assert case["history"][-1]["why"] == "No reviewer is assigned: The team leader re-marked it"
    desk.decide(id)
    shown = desk.enquiry(id)
    assert "team leader" not in str(shown)


@pytest.mark.proves("BY-12")
def test_an_outcome_whose_reviewer_was_taken_off_since_is_held_back(desk: Desk) -> None:
    id = received(desk, "EX-17", "EX-20")
    desk.acknowledge(id)
    assign(desk, id, c22="EX-20", c42="EX-17").ok()
    desk.mark(id, "C", without_reviewer="").ok()
    assign(desk, id, c42="").ok()
    assert desk.staff("POST", f"/enquiries/{id}/letters/outcome").codes == ["reviewer_missing"]
    assign(desk, id, c42="EX-3").ok()
    desk.decide(id)
