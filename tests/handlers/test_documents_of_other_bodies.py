"""Documents that other awarding bodies send: a breakdown of marks, digital evidence with marks by task, and their own names for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from functions import wiring
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.catalogue.documents import Document
from tests.builders import CAMBRIDGE, service, with_service
from tests.documents.reading import text
from tests.handlers.desk import LAKESIDE, Desk, Reply
from tests.scans import scan
from tests.words import says

CENTRE = "exams@northfield.example"
Offer = Callable[..., None]
NAMES = {
    Document.BREAKDOWN: "Clerical check report",
    Document.EVIDENCE: "Assessment evidence",
    Document.ACKNOWLEDGEMENT: "Acceptance letter",
}


@pytest.fixture
def offer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Offer:
    """Let the body end service 2 with other documents, by its own names where they are given."""

    def change(*documents: Document, names: dict[Document, str] | None = None) -> None:
        ends = (Document.ACKNOWLEDGEMENT, *documents)
        other: Body = with_service("2", documents=ends, completes_with=ends).model_copy(update={"document_names": names or {}})
        catalogue = Catalogue(bodies={CAMBRIDGE: other})
        monkeypatch.setattr(wiring, "catalogue", lambda: catalogue)

    return change


def record(desk: Desk, id: str, **parts: list[dict[str, Any]]) -> Reply:
    """Record 61 of 70 for component 22 (was 50) and no change for 42, with the marks of their parts as `p22=[…]`."""
    lines = [
        {"component": "22", "mark_after": 61, "reason": "Question 9 was overlooked", "parts": parts.get("p22", [])},
        {"component": "42", "mark_after": 50, "parts": parts.get("p42", [])},
    ]
    sent = {"version": desk.case(id)["version"], "lines": lines, "grade_after": "A", "without_reviewer": "Clerical check only"}
    return desk.staff("POST", f"/enquiries/{id}/marks", sent)


def issue_breakdown(desk: Desk, id: str) -> Reply:
    looked = desk.preview(id, "breakdown")
    return desk.staff("POST", f"/enquiries/{id}/breakdown", {"version": looked["version"], "sha256": looked["sha256"]})


def states(shown: Any) -> dict[str, str]:
    return {each["slot"]: each["state"] for each in shown["documents"]}


@pytest.mark.proves("NC-01")
def test_a_clerical_check_ends_with_a_report_that_has_each_mark_its_maximum_and_what_was_checked(desk: Desk, offer: Offer) -> None:
    offer(Document.BREAKDOWN, names=NAMES)
    id = desk.acknowledged()
    parts = [{"part": "Section A", "mark": 31, "most": 40}, {"part": "Section B", "mark": 30, "most": 30}]
    record(desk, id, p22=parts).ok()
    looked = desk.preview(id, "breakdown")
    letter = " ".join(text(desk.file(f"previews/{id}/Breakdown-{looked['version']}.pdf") or b"").split())
    for words in (
        "Clerical check report", "What was checked", service("2").checks.rstrip("."), "Paper 2 (Extended)", "61 70 Raised by 11",
        "Question 9 was overlooked", "Section A 31 40", "Section B 30 30", "Paper 4 (Extended) 50 130 No change",
        "The syllabus grade changes from B to A.", "No charge: the syllabus grade changed.",
    ):  # fmt: skip
        assert words in letter, words
    hidden = desk.enquiry(id)
    assert (hidden["grade_after"], [each["mark_after"] for each in hidden["components"]]) == (None, [None, None])
    done = issue_breakdown(desk, id).ok()["enquiry"]
    assert (done["status"], states(done)) == ("completed", {"AckLetter": "issued", "Breakdown": "issued"})
    desk.follow()
    shown = desk.enquiry(id)
    assert (shown["grade_after"], [each["mark_after"] for each in shown["components"]]) == ("A", [61, 50])
    assert shown["components"][0]["parts"] == parts
    assert shown["outcome"]["text"] == "Component 22: 50 → 61. Syllabus grade: B → A."
    (report,) = [each for each in shown["documents"] if each["slot"] == "Breakdown"]
    assert report["kind_text"] == "Clerical check report"
    assert desk.centre("POST", f"/api/enquiries/{id}/documents/{report['id']}/link", {}).status == 200
    assert [each["what"] for each in shown["history"] if each["code"] == "breakdown_issued"] == ["Breakdown of marks issued: Breakdown"]
    assert "Statement" in states(shown), "the changed grade has its statement"
    entries = desk.centre("GET", "/api/candidates", typed="0713", series="2022-06").ok()["entries"]
    (entry,) = [each for each in entries if each["syllabus"]["code"] == "0580"]
    assert (entry["grade"], entry["current_grade"]) == ("B", "A")


@pytest.mark.proves("NC-01")
def test_the_report_is_announced_by_its_own_name_and_without_marks(desk: Desk, offer: Offer) -> None:
    offer(Document.BREAKDOWN, names=NAMES)
    id = desk.acknowledged()
    desk.follow()
    number = desk.case(id)["number"]
    assert f"Acceptance letter ready: enquiry {number}" in [each["subject"] for each in desk.mails(CENTRE)]
    record(desk, id).ok()
    issue_breakdown(desk, id).ok()
    desk.follow()
    (mail,) = [each for each in desk.mails(CENTRE) if each["subject"] == f"Clerical check report ready: enquiry {number}"]
    for part in ("text", "html"):
        assert "This is on the desk for you: Clerical check report." in mail[part]
        assert not says(mail[part], "61")


def test_before_the_marks_are_recorded_there_is_nothing_to_break_down(desk: Desk, offer: Offer) -> None:
    offer(Document.BREAKDOWN)
    id = desk.acknowledged()
    refused = desk.staff("POST", f"/enquiries/{id}/letters/breakdown")
    assert refused.codes == ["outcome_missing"]


@pytest.mark.proves("NC-01")
def test_nothing_can_be_recorded_or_changed_once_the_report_is_out(desk: Desk, offer: Offer) -> None:
    offer(Document.BREAKDOWN, Document.REPORT)
    id = desk.acknowledged()
    record(desk, id).ok()
    assert issue_breakdown(desk, id).ok()["enquiry"]["status"] == "acknowledged", "the other report is to come"
    assert record(desk, id).codes == ["status_forbids"]
    assert not desk.enquiry(id)["change_window"]["open"]
    desk.report(id).ok()
    assert desk.case(id)["status"] == "completed"


def test_where_there_is_an_outcome_letter_the_breakdown_follows_it(desk: Desk, offer: Offer) -> None:
    offer(Document.OUTCOME, Document.BREAKDOWN)
    id = desk.acknowledged()
    record(desk, id).ok()
    early = desk.staff("POST", f"/enquiries/{id}/letters/breakdown")
    assert early.codes == ["breakdown_after_outcome"]
    desk.decide(id)
    assert issue_breakdown(desk, id).ok()["enquiry"]["status"] == "completed"


def test_a_service_without_a_breakdown_issues_none(desk: Desk) -> None:
    id = desk.acknowledged()
    record(desk, id).ok()
    assert desk.staff("POST", f"/enquiries/{id}/letters/breakdown").codes == ["document_not_expected"]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([{"part": "Section A", "mark": 41, "most": 40}, {"part": "Section B", "mark": 20, "most": 30}], "part_out_of_range"),
        ([{"part": "Section A", "mark": 31, "most": 40}, {"part": "Section B", "mark": 20, "most": 30}], "parts_do_not_add_up"),
        ([{"part": "Section A", "mark": 31, "most": 40}, {"part": "Section B", "mark": 30, "most": 50}], "parts_most"),
    ],
)
def test_the_marks_of_parts_add_up_to_the_mark_of_their_component(desk: Desk, offer: Offer, parts: list[dict[str, Any]], code: str) -> None:
    offer(Document.BREAKDOWN)
    id = desk.acknowledged()
    refused = record(desk, id, p22=parts)
    assert (refused.status, refused.codes) == (422, [code])
    assert refused.body["errors"][0]["field"] == "parts.22"


@pytest.mark.proves("NC-04")
def test_digital_evidence_comes_for_each_component_with_a_breakdown_by_task_of_its_own(desk: Desk, offer: Offer) -> None:
    offer(Document.EVIDENCE, Document.TASKS, names=NAMES)
    id = desk.acknowledged(components=("22",))
    case = desk.case(id)
    assert [(each["slot"], each["kind_text"]) for each in case["documents"]] == [
        ("AckLetter", "Acceptance letter"), ("DigitalEvidence-22", "Assessment evidence"), ("TaskMarks-22", "Breakdown of marks by task"),
    ]  # fmt: skip
    assert case["progress"]["next"].startswith("The assessment evidence and the breakdown of marks by task are issued.")
    for kind in ("DigitalEvidence", "TaskMarks"):
        attached = desk.upload(id, scan(f"{kind} of component 22"), kind=kind, component="22")
        assert attached["state"] == "attached", attached
        assert desk.enquiry(id)["status"] == "acknowledged"
        desk.issue_script(id, attached["document"]).ok()
    desk.follow()
    shown = desk.enquiry(id)
    assert shown["status"] == "completed"
    assert {each["code"] for each in shown["history"]} >= {"evidence_issued", "tasks_issued"}
    for document in [each["id"] for each in shown["documents"] if each["slot"] != "AckLetter"]:
        assert desk.centre("POST", f"/api/enquiries/{id}/documents/{document}/link", {}).status == 200
    number = shown["number"]
    told = [each["subject"] for each in desk.mails(CENTRE)]
    assert f"Assessment evidence ready: enquiry {number}" in told
    assert f"Breakdown of marks by task ready: enquiry {number}" in told


def test_evidence_of_a_component_that_was_not_asked_about_is_not_taken(desk: Desk, offer: Offer) -> None:
    offer(Document.EVIDENCE)
    id = desk.acknowledged(components=("22",))
    assert desk.announce(id, scan("evidence"), kind="DigitalEvidence", component="42").codes == ["document_not_expected"]
    assert desk.announce(id, scan("evidence"), kind="DigitalEvidence", component=None).codes == ["document_not_expected"]


@pytest.mark.proves("NC-04")
def test_an_associate_releases_them_like_other_documents(desk: Desk, offer: Offer) -> None:
    offer(Document.EVIDENCE, Document.TASKS)
    id = desk.submitted(by=LAKESIDE, contact_email="x@y.example", components=("22",))["enquiries"][0]["id"]
    version = desk.associate("GET", f"/enquiries/{id}").ok()["enquiry"]["version"]
    desk.associate("POST", f"/enquiries/{id}/approve", {"version": version}).ok()
    desk.follow()
    desk.acknowledge(id)
    for kind in ("DigitalEvidence", "TaskMarks"):
        attached = desk.upload(id, scan(f"{kind} of component 22"), kind=kind, component="22")
        desk.issue_script(id, attached["document"]).ok()
    slots = ("DigitalEvidence-22", "TaskMarks-22")
    assert [states(desk.enquiry(id, by=LAKESIDE))[each] for each in slots] == ["expected", "expected"]
    desk.associate("POST", "/release", {"enquiries": [id], "what": "other"}).ok()
    desk.follow()
    assert [states(desk.enquiry(id, by=LAKESIDE))[each] for each in slots] == ["issued", "issued"]
