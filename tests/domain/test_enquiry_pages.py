"""What the page of an enquiry says of a request and its answer, of windows, proposals, documents and history, field by field."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Answer, Line, Unmarked
from functions.domain.enquiries.portal_records import PortalDetails
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import CheckRequest
from functions.domain.people.history import THE_DESK, Actor, Event, What
from functions.domain.people.people import Role
from functions.domain.register.centre_reviews import Asker
from functions.domain.views.enquiry_pages import for_centre
from tests.builders import body, enquiry, issued, london
from tests.domain.school_assessed import check_enquiry

NOW = london("2022-08-23 12:00")


def page(of: Enquiry, *events: Event) -> dict[str, Any]:
    return for_centre(of, body(), events, NOW)


def test_the_answer_about_a_missing_result_is_told_with_its_reasons_and_the_papers_that_were_not_marked() -> None:
    answer = Answer(finding="no_result", explanation="Two papers are missing.", unmarked=(Unmarked(component="22", why="Absent"),))
    told = enquiry(service="X", components=(), answer=answer, recorded=True, issued=issued("OutLetter"))
    assert page(told)["answer"] == {
        "finding": "no_result",
        "finding_text": "No result can be issued",
        "explanation": "Two papers are missing.",
        "unmarked": [{"code": "22", "title": "Paper 2 (Extended)", "why": "Absent"}],
        "grade_text": None,
    }
    assert page(told.model_copy(update={"issued": {}}))["answer"] is None
    assert page(enquiry(service="X", components=()))["answer"] is None


def test_the_finding_of_a_check_is_told_with_its_grade() -> None:
    checked = check_enquiry(
        "2", answer=Answer(finding="not_reasonable", explanation="An error."), grade_after="A", recorded=True, issued=issued("OutLetter")
    )
    found = page(checked)["answer"]
    assert (found["finding"], found["explanation"], found["unmarked"]) == ("not_reasonable", "An error.", [])
    assert found["finding_text"] == "The grade that the centre gave was not reasonable"
    assert found["grade_text"] == "The syllabus grade changes from B to A."


def test_what_a_check_was_asked_for_is_shown_and_nothing_for_other_requests() -> None:
    asked = CheckRequest(on_behalf=Asker.CANDIDATE, revised_grade="A", error="Added up wrongly", centre_review="r1")
    assert page(check_enquiry("1", asked=asked))["asked"] == {
        "on_behalf": "candidate",
        "on_behalf_text": "A candidate",
        "revised_grade": "A",
        "error": "Added up wrongly",
        "centre_review": "r1",
    }
    assert page(enquiry())["asked"] is None


def test_a_component_is_shown_with_what_happened_to_its_mark_once_the_outcome_is_known() -> None:
    line = Line(component="22", mark_before=50, mark_after=47, reason="Question 9")
    done = enquiry(lines=(line,), grade_after="B", recorded=True, issued=issued("AckLetter", "OutLetter"))
    (shown,) = page(done)["components"]
    assert (shown["code"], shown["title"], shown["mark_before"], shown["mark_after"]) == ("22", "Paper 2 (Extended)", 50, 47)
    assert (shown["outcome"], shown["reason"], shown["parts"]) == ("Lowered by 3", "Question 9", [])
    (before,) = page(done.model_copy(update={"issued": issued("AckLetter")}))["components"]
    assert (before["mark_before"], before["mark_after"], before["outcome"], before["reason"]) == (50, None, None, "")


def test_the_documents_of_an_enquiry_are_listed_as_issued_or_expected() -> None:
    listed = page(enquiry(service="2S", components=("22",), issued=issued("AckLetter", at="2022-08-23 10:00")))["documents"]
    assert listed[0] == {
        "slot": "AckLetter",
        "kind": "AckLetter",
        "kind_text": "Acknowledgement letter (Ack)",
        "name": "AckLetter.pdf",
        "component": None,
        "id": "AckLetter.0123456789abcdef",
        "state": "issued",
        "issued_at": "2022-08-23T09:00:00.000Z",
        "size": 40_000,
        "released": True,
    }
    assert [(each["slot"], each["state"], each["id"], each["component"]) for each in listed[1:]] == [
        ("OutLetter", "expected", None, None),
        ("CoSLetter-22", "expected", None, "22"),
    ]
    assert page(enquiry(portal=PortalDetails(name="Centre Services")))["documents"] == []


def event(what: What, by: Actor, **changes: Any) -> Event:
    return Event(what=what, at=london("2022-08-22 10:00"), by=by, version=1, **changes)


@pytest.mark.parametrize(
    ("by", "what", "who"),
    [
        (THE_DESK, What.ACKNOWLEDGED, "Results Desk"),
        (Actor(id="p1", organisation="northfield", role=Role.EXAMS_OFFICER), What.SUBMITTED, "Exams officer, Northfield School"),
        (Actor(id="p2", organisation="links", role=Role.ASSOCIATE), What.RELEASED, "Associate"),
        (Actor(id="p2", organisation="links", role=Role.ASSOCIATE), What.APPROVED, "Associate, on behalf of Northfield School"),
        (Actor(id="p3", organisation="cambridge-international", role=Role.CASEWORKER), What.ACKNOWLEDGED, "Caseworker, awarding body"),
    ],
)
def test_the_history_says_in_which_role_somebody_acted_and_for_whom(by: Actor, what: What, who: str) -> None:
    (shown,) = page(enquiry(associate="links"), event(what, by, why="A reason"))["history"]
    assert (shown["who"], shown["code"], shown["why"], shown["at"]) == (who, what.value, "A reason", "2022-08-22T09:00:00.000Z")


def test_the_history_of_a_request_for_a_portal_says_that_it_was_prepared() -> None:
    officer = Actor(id="p1", organisation="northfield", role=Role.EXAMS_OFFICER)
    (shown,) = page(enquiry(Status.SUBMITTED, portal=PortalDetails(name="Centre Services")), event(What.SUBMITTED, officer))["history"]
    assert shown["what"] == "Prepared"
    (usual,) = page(enquiry(Status.SUBMITTED), event(What.SUBMITTED, officer))["history"]
    assert usual["what"] == "Submitted"


def test_what_is_left_of_the_time_for_free_changes_is_told_in_seconds() -> None:
    window = page(enquiry(Status.ACKNOWLEDGED))["change_window"]
    assert (window["open"], window["free"], window["until"], window["seconds_left"]) == (True, True, "2022-08-24T09:00:00.000Z", 79_200)
    over = for_centre(enquiry(Status.ACKNOWLEDGED), body(), [], london("2022-08-24 10:00"))["change_window"]
    assert (over["open"], over["free"], over["seconds_left"]) == (True, False, None)
