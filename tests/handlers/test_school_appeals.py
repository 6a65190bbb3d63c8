"""Appeals about school-assessed grades of November 2021: three kinds, from the desk's form to the decision's letter."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from tests.documents.reading import text as text_of
from tests.handlers.desk import ASSOCIATE, CASEWORKER, HARBOUR, OFFICER, SUPERVISOR, Desk, Reply
from tests.handlers.reviewing import NOVEMBER, ROUTE, record, reviewed, school_assessed
from tests.scans import scan

GROUNDS = "The second piece was not among those that the candidate had been told of."
SOURCE = "Post-results checks and appeals for school-assessed grades, November 2021"
TOLD = ["told"]


def ask(desk: Desk, service: str, *, by: str = OFFICER, declared: list[str] = TOLD, **changes: Any) -> Reply:
    told: dict[str, Any] = {
        "route": ROUTE, "series": NOVEMBER, "service": service, "components": (), "candidates": ("0731",), "on_behalf": "guardian", "grounds": GROUNDS,
        "concern": "pieces" if service == "AS" else "",
    }  # fmt: skip
    return desk.submit(by=by, declarations=declared, **{**told, **changes})


def asked(desk: Desk, service: str, **changes: Any) -> str:
    id: str = ask(desk, service, **changes).ok()["submission"]["enquiries"][0]["id"]
    desk.follow()
    return id


def checked(desk: Desk, service: str = "2", **changes: Any) -> str:
    """A post-results check that has ended; its id."""
    id = asked(desk, service, grounds="", **changes)
    desk.acknowledge(id)
    finding = "stands" if service == "3" else "reasonable"
    told = {"version": desk.case(id)["version"], "finding": finding, "explanation": "It was reasonable."}
    desk.staff("POST", f"/enquiries/{id}/finding", told).ok()
    desk.decide(id)
    desk.follow()
    return id


def decide(desk: Desk, id: str, decision: str = "not_allowed", *, by: str = SUPERVISOR, grade: str = "") -> Reply:
    told = {"version": desk.case(id)["version"], "decision": decision, "reasons": "The procedures were followed.", "grade": grade}
    return desk.staff("POST", f"/enquiries/{id}/decision", told, by=by)


def letter(desk: Desk, id: str, kind: str = "outcome", slot: str = "OutLetter") -> str:
    looked = desk.preview(id, kind)
    return " ".join(text_of(desk.file(f"previews/{id}/{slot}-{looked['version']}.pdf") or b"").split())


@pytest.fixture
def november(desk: Desk) -> Desk:
    """Northfield gave 0731 a C and 0732 a D in 0580, and has reviewed the first of the two."""
    desk.put(school_assessed("0732", name="Jamal Okeke", grade="D"))
    reviewed(desk, school_assessed())
    return desk


@pytest.mark.proves("SG-07")
def test_an_appeal_against_a_malpractice_decision_needs_no_check_and_no_centre_review(november: Desk) -> None:
    made = asked(november, "AM", candidates=("0732",))
    page = november.enquiry(made)
    assert (page["status"], page["service"]["label"]) == ("received", "Stage 1 appeal: malpractice decision")
    assert (page["appeal"]["against"], page["appeal"]["grounds"], page["appeal"]["on_behalf_text"]) == (
        None,
        GROUNDS,
        "A parent or legal guardian",
    )
    assert page["appeal"]["evidence_text"] is None
    text = letter(november, made, "acknowledgement", "AckLetter")
    assert "Acknowledgement of your stage 1 appeal: malpractice decision" in text
    assert "How long it takes is not published." in text
    assert "You can cancel this appeal until its outcome is issued." in text
    assert "AM" not in text.split()


@pytest.mark.proves("SG-07")
def test_an_appeal_on_procedure_follows_a_check_that_has_ended(november: Desk) -> None:
    refused = ask(november, "AP")
    assert (refused.status, refused.codes) == (422, ["check_not_ended"])
    assert refused.body["errors"][0]["source"].startswith(SOURCE)
    under_way = asked(november, "2", grounds="")
    assert ask(november, "AP").codes == ["check_not_ended"]
    november.centre("POST", f"/api/enquiries/{under_way}/cancel", {"version": november.enquiry(under_way)["version"]}).ok()
    check = checked(november)
    assert november.enquiry(check)["appeal_at_desk"]["name"] == "Stage 1 appeal: procedure (post-results check)"
    assert november.enquiry(check)["appeal_offer"] is None
    made = asked(november, "AP")
    page = november.enquiry(made)
    assert page["appeal"]["against"]["id"] == check
    assert page["appeal"]["evidence_text"] == "This does not involve a review of the candidate’s evidence."
    november.acknowledge(made)
    assert decide(november, made, by=CASEWORKER).codes == ["decided_before"]
    decide(november, made).ok()


@pytest.mark.proves("SG-07")
def test_a_check_of_the_whole_cohort_counts_for_each_of_its_candidates(november: Desk) -> None:
    record(november, cohort=True, candidates=[]).ok()
    checked(november, "3", candidates=())
    listed = november.centre("GET", "/api/register", series=NOVEMBER, syllabus="0580", service="AP", route=ROUTE).ok()["candidates"]
    assert [each["unavailable"] for each in listed if each["number"] == "0732"] == [[]]
    assert ask(november, "AP", candidates=("0732",)).status == 200


@pytest.mark.proves("SG-07")
def test_a_special_enquiry_follows_a_centre_review_and_says_which_of_three_things_it_is_about(november: Desk) -> None:
    assert ask(november, "AS", candidates=("0732",)).codes == ["centre_review_missing"]
    assert ask(november, "AS", concern="").codes == ["concern_missing"]
    assert ask(november, "AS", concern="weather").codes == ["concern_missing"]
    for concern, said in (
        ("pieces", "three pieces of evidence"), ("special_consideration", "special consideration"), ("access_arrangements", "access arrangements"),
    ):  # fmt: skip
        made = asked(november, "AS", concern=concern)
        page = november.enquiry(made)
        assert said in page["appeal"]["concern_text"]
        assert page["appeal"]["evidence_text"] == "This does not involve a review of the candidate’s evidence."
        november.centre("POST", f"/api/enquiries/{made}/cancel", {"version": page["version"]}).ok()


@pytest.mark.proves("SG-07")
def test_a_group_is_one_submission_and_each_candidate_has_a_decision_and_a_letter(november: Desk) -> None:
    submission = ask(november, "AM", candidates=("0731", "0732")).ok()["submission"]
    november.follow()
    assert [each["subject"]["label"] for each in submission["enquiries"]] == ["0731 Isla Fernando", "0732 Jamal Okeke"]
    receipt = " ".join(text_of(november.file(f"receipts/{submission['id']}.pdf") or b"").split())
    assert GROUNDS in receipt
    first, second = (each["id"] for each in submission["enquiries"])
    for id, decision, grade in ((first, "allowed", "B"), (second, "partly", "Withdrawn")):
        november.acknowledge(id)
        decide(november, id, decision, grade=grade).ok()
    assert "The syllabus grade changes from C to B." in letter(november, first)
    assert "The syllabus grade D is withdrawn." in letter(november, second)
    looked = november.preview(first, "outcome")
    sent = {"version": looked["version"], "sha256": looked["sha256"]}
    done = november.staff("POST", f"/enquiries/{first}/outcome", sent, by=SUPERVISOR).ok()["enquiry"]
    november.follow()
    assert (done["status"], november.failures()) == ("completed", [])


@pytest.mark.proves("SG-07")
def test_only_centres_appeal_and_the_declaration_says_what_may_become_of_the_grade(november: Desk) -> None:
    for by in (HARBOUR, ASSOCIATE, CASEWORKER):
        assert ask(november, "AM", by=by).status in (404, 422), by
    assert ask(november, "AM", on_behalf="").codes == ["on_behalf_missing"]
    assert ask(november, "AM", declared=[]).codes == ["declarations_missing"]
    assert ask(november, "AM", grounds="").codes == ["grounds_missing"]
    content = november.centre(
        "GET", f"/api/drafts/{november.draft(route=ROUTE, series=NOVEMBER, service='AS', components=(), concern='pieces')}"
    ).ok()
    check = november.centre("POST", f"/api/drafts/{content['draft']['id']}/check", {"content": content["draft"]["content"]}).ok()
    (declared,) = check["declarations"]
    assert "stay the same, go up or go down, and that in exceptional circumstances it may be withdrawn" in declared["text"]
    assert {
        "term": "What it is about",
        "value": "The choice of the three pieces of evidence used to produce the overall grade",
        "field": "concern",
    } in check["summary"]
    assert check["deadline"]["closes_on"] is None
    assert "deadlines for submitting appeals" in check["deadline"]["find"]


@pytest.mark.proves("SG-06")
@pytest.mark.parametrize("kind", ["AM", "AP", "AS"])
def test_every_appeal_is_declared_with_each_candidate_told_what_may_become_of_the_grade(november: Desk, kind: str) -> None:
    draft = november.centre("GET", f"/api/drafts/{november.draft(route=ROUTE, series=NOVEMBER, service=kind, components=())}").ok()["draft"]
    check = november.centre("POST", f"/api/drafts/{draft['id']}/check", {"content": draft["content"]}).ok()
    assert [each["text"] for each in check["declarations"]] == [
        "I have told each candidate that the syllabus grade will stay the same, go up or go down, "
        "and that in exceptional circumstances it may be withdrawn."
    ]
    refused = ask(november, kind, declared=[])
    assert "declarations_missing" in refused.codes
    assert "declarations_missing" in ask(november, kind, declared=["complete", "consent"]).codes


@pytest.mark.proves("SG-07")
def test_one_appeal_of_a_kind_at_a_time_is_open_about_a_candidate(november: Desk) -> None:
    asked(november, "AM")
    refused = ask(november, "AM")
    assert (refused.codes, refused.body["errors"][0]["field"]) == (["appeal_open"], "candidates.0731")
    assert ask(november, "AS").status == 200, "another kind"


@pytest.mark.proves("SG-08")
def test_documents_follow_the_appeal_and_staff_may_find_that_it_came_too_late(november: Desk) -> None:
    data = scan("the decision")
    made = asked(november, "AM")
    told = {"filename": "decision.pdf", "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    upload = november.centre("POST", f"/api/enquiries/{made}/evidence", told).ok()["upload"]
    november.arrive(upload["id"], data)
    case = november.case(made)
    assert [each["name"] for each in case["evidence"]] == ["decision.pdf"]
    assert "is not known here. Staff of the awarding body decide" in case["appeal"]["limit_text"]
    assert "out_of_time" in [each["code"] for each in case["appeal"]["findings"]]
    assert case["grades"][-1] == "Withdrawn"
