"""Checks of grades that centres gave in November 2021: from the Centre Review to the outcome letter, and what is refused on the way."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

import pytest

from functions.adapters.keys import Key
from tests.builders import CAMBRIDGE
from tests.documents.reading import text as text_of
from tests.handlers.desk import ASSOCIATE, HARBOUR, OFFICER, OTHER_ASSOCIATE, Desk, Reply
from tests.handlers.reviewing import NOVEMBER, ROUTE, record, reviewed, school_assessed, told
from tests.scans import scan

PDF = scan("the portfolio of evidence")
REASONS = "The marks of another candidate had been entered."


def ask(
    desk: Desk, service: str = "1", *, by: str = OFFICER, declared: list[str] | None = None, id: str | None = None, **changes: Any
) -> Reply:
    asked: dict[str, Any] = {
        "route": ROUTE, "series": NOVEMBER, "service": service, "components": (), "candidates": ("0731",), "on_behalf": "guardian",
    }  # fmt: skip
    if service == "1":
        asked |= {"revised_grade": "B", "error": "The second piece was entered with another candidate’s marks."}
    if service == "3":
        asked["candidates"] = ()
    return desk.submit(id, by=by, declarations=["told"] if declared is None else declared, **{**asked, **changes})


def asked(desk: Desk, service: str = "1", **changes: Any) -> str:
    id: str = ask(desk, service, **changes).ok()["submission"]["enquiries"][0]["id"]
    desk.follow()
    return id


def find(desk: Desk, id: str, finding: str, grade: str = "", explanation: str = REASONS, **more: Any) -> Reply:
    sent = {"version": desk.case(id)["version"], "finding": finding, "grade_after": grade, "explanation": explanation} | more
    return desk.staff("POST", f"/enquiries/{id}/finding", sent)


@pytest.fixture
def november(desk: Desk) -> Desk:
    """Northfield gave 0731 a C and 0732 a D in 0580, and has reviewed the first of the two."""
    desk.put(school_assessed("0732", name="Jamal Okeke", grade="D"))
    reviewed(desk, school_assessed())
    return desk


@pytest.mark.proves("SG-01")
@pytest.mark.parametrize("on_behalf", ["centre", "candidate", "guardian"])
def test_without_a_centre_review_no_check_is_taken_whoever_has_doubts_and_the_refusal_says_what_to_do(
    november: Desk, on_behalf: str
) -> None:
    refused = ask(november, "2", candidates=("0732",), on_behalf=on_behalf)
    assert (refused.status, refused.codes) == (422, ["centre_review_missing"])
    (said,) = refused.body["errors"]
    assert said["field"] == "candidates.0732"
    assert "record it under Centre Reviews on your desk" in said["message"]
    assert said["rule"].startswith("If the centre, a candidate, a parent or a guardian has doubts about a school-assessed grade")
    assert said["source"].startswith("Post-results checks and appeals for school-assessed grades, November 2021")
    reviewed(november, candidates=["0732"])
    assert ask(november, "2", candidates=("0732",), on_behalf=on_behalf).status == 200


@pytest.mark.proves("SG-01")
def test_a_centre_review_is_listed_with_what_was_recorded_and_cannot_be_changed_but_corrected_beside_it(november: Desk) -> None:
    id = str(uuid.uuid4())
    first = record(november, id).ok()["review"]
    assert record(november, id).ok()["review"] == first
    assert (record(november, id, explanation="Something else").status, record(november, id, explanation="Something else").codes) == (
        409,
        ["changed_meanwhile"],
    )
    words = {"body": CAMBRIDGE, "series": NOVEMBER, "text": "It was completed on 2 August."}
    for _ in range(2):  # sent twice it stands once
        november.centre("POST", f"/api/centre-reviews/{id}/corrections", words).ok()
    listed = november.centre("GET", "/api/centre-reviews", series=NOVEMBER).ok()["reviews"]
    assert len(listed) == 2
    found = next(each for each in listed if each["id"] == id)
    assert found | {"corrections": []} == first
    assert [each["text"] for each in found["corrections"]] == ["It was completed on 2 August."]
    assert (found["completed_on"], found["completed_by"], found["asked_by_text"]) == (
        "2022-08-01",
        "Head of Centre",
        "A parent or legal guardian",
    )
    assert november.centre("GET", "/api/centre-reviews", by=HARBOUR, series=NOVEMBER).ok()["reviews"] == []
    assert november.centre("POST", f"/api/centre-reviews/{id}/corrections", words, by=HARBOUR).status == 404


@pytest.mark.proves("SG-01")
def test_a_centre_review_names_everything_that_is_missing_at_once_and_stores_nothing(november: Desk) -> None:
    before = november.items()
    empty = record(
        november, candidates=[], asked_by="", completed_on="", completed_by="", finding="", explanation=""
    )  # fmt: skip
    assert empty.codes == [
        "candidates_missing", "review_asker_missing", "review_day_missing", "review_post_missing", "review_finding_missing", "review_words_missing",
    ]  # fmt: skip
    for changes, code in (
        ({"series": "2022-06"}, "review_series"),
        ({"candidates": ["0099"]}, "candidate_unknown"),
        ({"cohort": True}, "review_cohort"),
        ({"cohort": True, "candidates": [], "syllabus": "0450"}, "review_nobody"),
        ({"completed_on": "2022-08-23"}, "review_day_to_come"),
        ({"completed_on": "2022-02-30"}, "review_day_missing"),
        ({"candidates": [f"{n:04d}" for n in range(21)]}, "review_too_many"),
    ):
        assert code in record(november, **changes).codes
    assert record(november, completed_on="2022-08-22").status == 200  # the day that it is
    assert {key for key in november.items() if "REVIEW#" not in key.sk} == {key for key in before if "REVIEW#" not in key.sk}


@pytest.mark.proves("SG-01")
def test_a_review_of_candidates_is_none_of_the_cohort_and_the_other_way_round(november: Desk) -> None:
    assert ask(november, "3").codes == ["centre_review_missing"]
    reviewed(november, cohort=True, candidates=[])
    assert ask(november, "2", candidates=("0732",)).codes == ["centre_review_missing"]
    assert ask(november, "3").status == 200
    again = ask(november, "3")
    assert again.codes == ["already_checked_cohort"]
    assert NOVEMBER in str(november.items().keys())


@pytest.mark.proves("SG-02")
def test_the_request_says_on_whose_behalf_and_everybody_who_handles_it_reads_that(november: Desk) -> None:
    missing = ask(november, on_behalf="")
    assert missing.codes == ["on_behalf_missing"]
    assert missing.body["errors"][0]["rule"].startswith("Requests are accepted only from centres")
    id = asked(november)
    for shown in (november.enquiry(id), november.case(id)):
        assert (shown["asked"]["on_behalf_text"], shown["review"]["completed_by"]) == ("A parent or legal guardian", "Head of Centre")


@pytest.mark.proves("SG-03")
def test_service_1_needs_the_revised_grade_and_the_error_and_is_about_one_candidate(november: Desk) -> None:
    reviewed(november, candidates=["0732"])
    refused = ask(november, revised_grade="", error="", candidates=("0731", "0732"))
    assert refused.codes == ["one_candidate", "revised_grade_missing", "error_missing"]
    assert ask(november, revised_grade="C").codes == ["revised_grade_same"]
    assert ask(november, revised_grade="Z").codes == ["revised_grade_missing"]
    assert ask(november, components=("22",)).codes == ["no_components"]
    case = november.case(asked(november))
    assert (case["asked"]["revised_grade"], case["grade_before"], case["components"]) == ("B", "C", [])
    assert ask(november, "2").codes == ["already_enquired"]


@pytest.mark.proves("SG-03")
@pytest.mark.parametrize(
    ("finding", "after", "sentence"),
    [
        ("accepted", "B", "The syllabus grade changes from C to B."),
        ("not_accepted", "C", "The syllabus grade stays C."),
        ("withdrawn", "Withdrawn", "The syllabus grade C is withdrawn."),
    ],
)
def test_staff_accept_the_revised_grade_or_not_or_the_grade_is_withdrawn_and_the_letter_says_why(
    november: Desk, finding: str, after: str, sentence: str
) -> None:
    id = asked(november)
    november.acknowledge(id)
    assert find(november, id, finding, explanation="").codes == ["finding_reasons_missing"]
    assert find(november, id, "reasonable").codes == ["finding_missing"]
    recorded = find(november, id, finding).ok()["enquiry"]
    assert (recorded["grade_after"], recorded["recorded"]) == (after, True)
    assert november.enquiry(id)["grade_after"] is None  # nothing before the letter
    assert november.enquiry(id)["answer"] is None
    looked = november.preview(id, "outcome")
    letter = text_of(november.file(f"previews/{id}/OutLetter-{looked['version']}.pdf") or b"")
    for words in (
        "Outcome of your request for a post-results check",
        "A parent or legal guardian",
        sentence,
        REASONS,
        "not known here",
        "an appeals service is available",
    ):
        assert " ".join(words.split()) in " ".join(letter.split())
    november.decide(id)
    seen = november.enquiry(id)
    assert (seen["status"], seen["grade_after"], seen["answer"]["explanation"]) == ("completed", after, REASONS)
    assert find(november, id, finding).codes == ["status_forbids"]


def test_the_next_check_begins_from_the_grade_that_the_last_one_left_and_the_register_stays_as_imported(november: Desk) -> None:
    id = asked(november)
    november.acknowledge(id)
    find(november, id, "accepted").ok()
    november.decide(id)
    assert november.case(asked(november, "2"))["grade_before"] == "B"
    entry = november.centre("GET", "/api/candidates", typed="0731", series=NOVEMBER).ok()["entries"][0]
    assert entry["grade"] == "C"


@pytest.mark.proves("SG-04")
def test_service_2_ends_with_whether_the_grade_was_reasonable_and_another_grade_where_it_was_not(november: Desk) -> None:
    id = asked(november, "2")
    november.acknowledge(id)
    assert [each["id"] for each in november.case(id)["findings"]] == ["reasonable", "not_reasonable", "withdrawn", "late"]
    assert find(november, id, "not_reasonable").codes == ["other_grade_missing"]
    assert find(november, id, "not_reasonable", "C").codes == ["other_grade_missing"]
    assert find(november, id, "not_reasonable", "D").ok()["enquiry"]["grade_after"] == "D"
    assert find(november, id, "reasonable", "D").ok()["enquiry"]["grade_after"] == "C"  # the finding decides
    november.decide(id)
    shown = november.enquiry(id)
    assert shown["evidence_asked"] == ["the candidate's portfolio of evidence"]
    assert shown["answer"]["grade_text"] == "The syllabus grade stays C."


@pytest.mark.proves("SG-05", "CI-42")
def test_service_3_is_about_the_whole_cohort_and_its_outcome_names_whose_grade_changes(november: Desk) -> None:
    reviewed(november, cohort=True, candidates=[])
    assert ask(november, "3", candidates=("0731",)).codes == ["no_individuals"]
    id = asked(november, "3")
    november.acknowledge(id)
    assert [(each["number"], each["grade"]) for each in november.case(id)["cohort_table"]] == [("0731", "C"), ("0732", "D")]
    to_b = {"candidate": "0731", "grade_after": "B"}
    document = november.by_hand(id, "OutLetter")
    uploaded = november.staff("POST", f"/enquiries/{id}/outcome", {"version": november.case(id)["version"], "document": document})
    assert uploaded.codes == ["answer_missing"], "a letter written by hand needs the finding, too"
    assert find(november, id, "stands", candidates=[to_b]).codes == ["cohort_stays"]
    assert find(november, id, "withdrawn").codes == ["cohort_nobody"]
    recorded = find(november, id, "changed", candidates=[to_b]).ok()["enquiry"]
    assert (recorded["grade_after"], recorded["subject"]["candidates"]) == (None, [])
    looked = november.preview(id, "outcome")
    letter = " ".join(text_of(november.file(f"previews/{id}/OutLetter-{looked['version']}.pdf") or b"").split())
    for words in (
        "The whole cohort in this syllabus", "The decision of the Quality Assurance process is changed", "0731 Isla Fernando C to B",
        "The results of 1 of 2 candidates change.", "an updated printed statement of results",
    ):  # fmt: skip
        assert words in letter, words
    november.decide(id)
    november.follow()
    shown = november.enquiry(id)
    assert shown["status"] == "completed"
    assert [(each["number"], each["grade_before"], each["grade_after"]) for each in shown["cohort"]["changed"]] == [("0731", "C", "B")]
    assert (shown["outcome"]["changed"], shown["fee"]["known"], shown["fee"]["money"]) == (1, False, None), (
        "no price or waiver is published for these"
    )
    assert [each["name"] for each in shown["documents"] if each["kind"] == "Statement"] == ["Statement-0731.pdf"]
    paper = next(each["id"] for each in shown["documents"] if each["kind"] == "Statement")
    assert "Changed from C" in text_of(november.file(f"documents/{id}/{paper}.pdf") or b"")
    assert [each["subject"]["label"] for each in november.staff("GET", "/statements").ok()["statements"]] == ["0731 Isla Fernando"]
    assert ask(november, "3").codes == ["already_checked_cohort"]
    later = asked(november, "2")
    assert november.enquiry(later)["grade_before"] == "B", "the next check begins from the grade that this one left"


@pytest.mark.proves("SG-06")
def test_without_the_declaration_that_every_candidate_was_told_nothing_is_submitted(november: Desk) -> None:
    refused = ask(november, declared=[])
    assert refused.codes == ["declarations_missing"]
    assert refused.body["errors"][0]["rule"].startswith("By submitting a request, the centre confirms")
    assert ask(november, declared=["complete", "consent"]).codes == ["declarations_missing"]
    content = november.centre("GET", f"/api/drafts/{november.draft(route=ROUTE, series=NOVEMBER, service='2', components=())}").ok()
    check = november.centre("POST", f"/api/drafts/{uuid.uuid4()}/check", {"content": content["draft"]["content"]}).ok()
    (said,) = check["declarations"]
    assert said["text"] == (
        "I have told each candidate that the syllabus grade will stay the same, go up or go down, "
        "and that in exceptional circumstances it may be withdrawn."
    )


@pytest.mark.proves("SG-08")
def test_evidence_is_brought_to_the_request_and_listed_for_the_centre_and_staff_alone(november: Desk) -> None:
    id = asked(november, "2")
    sent = {"filename": "evidence-1.pdf", "size": len(PDF), "sha256": hashlib.sha256(PDF).hexdigest()}
    upload = november.centre("POST", f"/api/enquiries/{id}/evidence", sent).ok()["upload"]
    november.arrive(upload["id"], PDF)
    (listed,) = november.enquiry(id)["evidence"]
    assert (listed["name"], listed["sha256"]) == ("evidence-1.pdf", sent["sha256"])
    assert listed["at"].startswith("2022-08-22T")
    assert november.case(id)["evidence"] == [listed]
    for stranger in (HARBOUR, ASSOCIATE, OTHER_ASSOCIATE):
        assert november.centre("POST", f"/api/enquiries/{id}/evidence/{listed['id']}/link", by=stranger).status == 404
        assert november.centre("POST", f"/api/enquiries/{id}/evidence", sent, by=stranger).status == 404
    assert november.centre("POST", f"/api/enquiries/{id}/evidence/{listed['id']}/link").status == 200


@pytest.mark.proves("SG-09")
def test_a_deadline_that_is_not_known_here_is_shown_as_such_and_refuses_nothing(november: Desk) -> None:
    series = {each["id"]: each for each in november.centre("GET", "/api/series").ok()["series"]}
    found = series[NOVEMBER]
    assert (found["closes_on"], found["days_remaining"], found["remaining_text"], found["open"]) == (
        None,
        None,
        "deadline not known here",
        True,
    )
    assert "deadlines for submitting post-results checks" in found["find"]
    november.at("2024-01-01 00:00")
    content = november.centre("GET", f"/api/drafts/{november.draft(route=ROUTE, series=NOVEMBER, service='2', components=())}").ok()
    check = november.centre("POST", f"/api/drafts/{uuid.uuid4()}/check", {"content": content["draft"]["content"]}).ok()
    assert check["deadline"] | {"find": ""} == {
        "closes_on": None, "closes_at": None, "find": "", "zone": "Europe/London", "text": "not known here", "days_remaining": None,
    }  # fmt: skip
    enquiry = november.enquiry(asked(november, "2"))
    assert (enquiry["promised_by"], enquiry["flags"], enquiry["late"]) == (None, [], False)
    november.acknowledge(enquiry["id"])
    assert november.case(enquiry["id"])["deadline_find"] == found["find"]
    assert find(november, enquiry["id"], "late").ok()["enquiry"]["grade_after"] == "C"  # staff judge whether it came in time


def test_a_check_costs_what_nobody_knows_and_can_be_cancelled_until_its_outcome(november: Desk) -> None:
    id = asked(november, "2")
    november.acknowledge(id)
    november.at("2022-10-01 12:00")
    enquiry = november.enquiry(id)
    assert (enquiry["fee"]["money"], enquiry["fee"]["known"], enquiry["fee"]["text"].startswith("Whether there is a fee")) == (
        None,
        False,
        True,
    )
    assert enquiry["change_window"]["text"] == "You can cancel this enquiry until its outcome is issued."
    assert (
        november.centre("POST", f"/api/enquiries/{id}/amend", {"version": enquiry["version"], "service": "1", "components": ["22"]}).status
        == 422
    )
    november.centre("POST", f"/api/enquiries/{id}/cancel", {"version": enquiry["version"]}).ok()
    assert ask(november, "2").status == 200  # free for another


def test_services_for_examinations_are_not_on_offer_in_november_2021_nor_these_in_june_2022(november: Desk) -> None:
    assert "service_not_on_route" in ask(november, "2S").codes
    assert "route_unknown" in ask(november, "2", series="2022-06").codes
    assert "route_unknown" in ask(november, "2", route="standard", components=("22",)).codes


def test_the_register_of_such_grades_has_a_line_a_syllabus_and_no_marks(november: Desk) -> None:
    head = "centre,candidate,name,syllabus,component,mark,origin,grade\n"
    wrong = november.staff("POST", "/register", {"series": NOVEMBER, "csv": head + "ZZ101,0740,Rosa Lind,0580,22,50,exam,A\n"}).ok()
    assert [(each["column"], each["code"]) for each in wrong["errors"]] == [("component", "row_value")]
    assert (
        november.staff("POST", "/register", {"series": NOVEMBER, "csv": head + "ZZ101,0740,Rosa Lind,0580,,,none,A\n"}).ok()["imported"]
        == 1
    )
    stored = november.items()[Key(f"REG#{CAMBRIDGE}#{NOVEMBER}#northfield", "CARD#0580#0740")]
    assert '"results":[]' in stored["row"]["S"]
    assert ROUTE in stored["row"]["S"]
    assert told()["route"] == ROUTE
