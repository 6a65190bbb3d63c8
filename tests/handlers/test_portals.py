"""Requests to awarding bodies with portals of their own: prepared here, made there by the centre, tracked here (JQ-01 to JQ-03)."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from functions import wiring
from functions.adapters.organisations import put_organisation_and_numbers, put_person
from functions.adapters.table import Put
from functions.domain.loading import CONTENT, load
from functions.domain.people.people import Kind, Person, Role
from tests.builders import membership, organisation
from tests.documents.reading import text
from tests.handlers.desk import CAMBRIDGE, CASEWORKER, HARBOUR, Desk
from tests.handlers.portals import (
    AQA,
    ART,
    DECLARED,
    DECLARED_COHORT,
    DECLARED_SCRIPTS,
    PAPERS,
    REVIEW,
    made,
    outcome,
    prepared,
    record,
    with_aqa,
)

NOT_SENT = "Nothing has been sent to AQA yet. You have still to make this request in its portal, Centre Services."
AQA_STAFF = "aqa-caseworker"


@pytest.fixture
def portal(desk: Desk) -> Desk:
    return with_aqa(desk)


@pytest.mark.proves("JQ-01")
def test_a_request_is_prepared_made_in_the_portal_and_tracked_to_its_outcome(portal: Desk) -> None:
    id = prepared(portal, note="Paper 1 looks low")
    page = portal.enquiry(id)
    assert (page["status"], page["status_text"], page["number"], page["late"]) == ("submitted", "Prepared", None, False)
    assert page["portal"]["text"] == NOT_SENT
    assert page["progress"]["next"] == "You make the request in Centre Services. AQA does not have it yet."
    assert page["progress"]["by_text"] == "By 24 September 2026"
    assert [(each["label"], each["values"]) for each in page["portal"]["fields"]] == [
        ("Centre number", ["10101"]),
        ("Series", ["June 2026"]),
        ("Qualification", ["GCE A level"]),
        ("Subject", ["7136"]),
        ("Service", ["Service 2: Review of marking"]),
        ("Candidate number", ["0713"]),
        ("Candidate name", ["Amina Osei"]),
        ("Components", ["7136/1"]),
    ]
    assert page["fee"]["money"] == {"amount": "51.95", "currency": "GBP"}

    page = portal.at("2026-08-28 09:00") and made(portal, id, "2026-08-26")
    assert (page["status_text"], page["number"], page["portal"]["made_on"]) == ("In progress", "CS-123456", "2026-08-26")
    assert page["promised_by"] == "2026-09-15"  # 20 calendar days from the day after it was made there
    assert page["flags"] == []
    portal.at("2026-09-16 09:00")
    assert [each["code"] for each in portal.enquiry(id)["flags"]] == ["outcome_late"]

    page = outcome(portal, id, "2026-09-15", grade="A", mark=61).ok()["enquiry"]
    assert (page["status"], page["grade_after"], page["portal"]["outcome_on"]) == ("completed", "A", "2026-09-15")
    assert page["outcome"]["text"] == "Component 7136/1: 50 → 61. Syllabus grade: B → A."
    assert (page["fee"]["status"], page["fee"]["text"]) == (
        "waived",
        "No charge: the syllabus grade or the grade of the unit changed.",
    )
    assert [each["code"] for each in page["history"]] == ["submitted", "made_in_portal", "outcome_recorded"]
    assert page["appeal_offer"]["until_text"] == "the end of 15 October 2026 (Europe/London)"


def test_the_receipt_and_the_email_say_that_nothing_has_been_sent(portal: Desk) -> None:
    submission = portal.submit(declarations=DECLARED, **REVIEW).ok()["submission"]
    assert submission["portal"] == {"name": "Centre Services", "text": NOT_SENT}
    assert submission["enquiries"][0]["status_text"] == "Prepared"
    assert submission["changes"] == (
        "You can amend this enquiry here until you have made it in Centre Services, and cancel it until its outcome is recorded. "
        "Results Desk charges nothing for that."
    )
    portal.follow()
    said = text(portal.file(f"receipts/{submission['id']}.pdf") or b"")
    assert "Receipt for what you prepared" in said
    assert NOT_SENT in said
    assert "Make the request in Centre Services." in said
    assert "acknowledgement" not in said.lower()
    (mail,) = portal.mails()
    assert mail["subject"] == f"Enquiry prepared, not sent: {submission['reference']}"
    for each in (mail["text"], mail["html"]):
        assert "Nothing has been sent to AQA yet." in " ".join(each.split())
        assert "acknowledged" not in each


@pytest.mark.proves("JQ-01")
@pytest.mark.parametrize(("service", "promised"), [("1", "2026-08-29"), ("2", "2026-09-08"), ("P2", "2026-09-03")])
def test_the_outcome_is_promised_by_the_target_of_the_service_from_the_day_on_which_it_was_made(
    portal: Desk, service: str, promised: str
) -> None:
    id = prepared(portal.at("2026-08-19 10:00"), service=service)
    page = made(portal, id, "2026-08-19")
    assert page["promised_by"] == promised
    assert "(reported, not confirmed)" in page["target_text"]


@pytest.mark.proves("JQ-01", "JQ-04")
def test_a_priority_review_is_refused_for_gcse_and_after_its_own_deadline(portal: Desk) -> None:
    gcse = {"qualification": "GCSE", "syllabus": "8300", "components": ["8300/1H"]}
    refused = portal.at("2026-08-20 10:00").submit(declarations=DECLARED, **REVIEW | gcse | {"service": "P2"})
    assert "qualification_type" in refused.codes
    assert portal.at("2026-08-21 10:00").submit(declarations=DECLARED, **REVIEW | {"service": "P2"}).codes == ["deadline_passed"]


@pytest.mark.proves("JQ-03")
def test_a_day_is_recorded_that_can_be_and_a_mistake_is_corrected(portal: Desk) -> None:
    id = prepared(portal)
    refused = [
        (day, record(portal, id, "made", day=day).codes)
        for day in ("", "2026-02-30", "2026-08-26", "2026-08-12")  # to come; before the results
    ]
    assert refused == [
        ("", ["portal_day_missing"]),
        ("2026-02-30", ["portal_day_missing"]),
        ("2026-08-26", ["portal_day_to_come"]),
        ("2026-08-12", ["portal_day_too_early"]),
    ]
    assert outcome(portal, id, "2026-08-25").codes == ["status_forbids"]
    made(portal, id, "2026-08-25", "CS-1")
    page = made(portal, id, "2026-08-24", "")
    assert (page["number"], page["portal"]["made_on"], page["promised_by"]) == (None, "2026-08-24", "2026-09-13")
    assert sorted(outcome(portal, id, "2026-08-23", grade="Z", mark=81).codes) == [
        "grade_missing",
        "mark_out_of_range",
        "portal_day_too_early",
    ]
    assert record(portal, id, "reasons", day="2026-08-25").codes == ["status_forbids"]
    portal.at("2026-10-15 09:00")
    assert outcome(portal, id, "2026-10-15", grade="A").ok()
    page = outcome(portal, id, "2026-10-15").ok()["enquiry"]
    assert (page["grade_after"], page["fee"]["status"]) == ("B", "due")
    assert page["appeal_offer"]["until_text"] == "the end of 14 November 2026 (Europe/London)"
    portal.at("2026-11-10 09:00")
    page = record(portal, id, "reasons", day="2026-11-10").ok()["enquiry"]
    assert page["appeal_offer"]["until_text"] == "the end of 25 November 2026 (Europe/London)"


@pytest.mark.proves("JQ-03")
def test_an_appeal_is_prepared_made_and_decided_in_the_same_way(portal: Desk) -> None:
    id = prepared(portal)
    made(portal, id)
    portal.at("2026-09-10 09:00")
    sent = {"grounds": "The mark scheme was not followed.", "declarations": ["appeal-signed", "appeal-consent"]}
    assert portal.enquiry(id)["appeal_offer"] is None
    assert portal.centre("POST", f"/api/enquiries/{id}/appeal", sent, by="head").codes == ["appeal_too_early"]
    outcome(portal, id, "2026-09-10").ok()
    assert portal.enquiry(id)["appeal_offer"]["name"] == "Preliminary appeal"
    assert portal.centre("POST", f"/api/enquiries/{id}/appeal", sent).codes == ["appeal_head_only"]
    appeal = portal.centre("POST", f"/api/enquiries/{id}/appeal", sent, by="head").ok()["submission"]["enquiries"][0]
    portal.follow()
    assert appeal["status_text"] == "Prepared"
    page = portal.enquiry(appeal["id"])
    assert (page["portal"]["kind"], page["portal"]["text"]) == ("decision", NOT_SENT)
    assert page["progress"]["by_text"] == "By 10 October 2026"
    made(portal, appeal["id"], "2026-09-10", "AP-7")
    portal.at("2026-10-20 09:00")
    assert record(portal, appeal["id"], "outcome", day="2026-10-20").codes == ["portal_verdict_missing"]
    page = record(portal, appeal["id"], "outcome", day="2026-10-20", finding="allowed", grade_after="A").ok()["enquiry"]
    assert (page["status"], page["grade_after"], page["fee"]["text"]) == ("completed", "A", "No charge: the appeal was upheld.")
    assert page["appeal_offer"]["name"] == "Appeal hearing"
    assert page["appeal_offer"]["until_text"] == "the end of 3 November 2026 (Europe/London)"


@pytest.mark.proves("JQ-01")
def test_a_review_of_moderation_ends_with_its_finding_and_the_candidates_whom_it_changes(portal: Desk) -> None:
    id = prepared(portal, DECLARED_COHORT, service="3", syllabus=ART, components=["7131/C"], candidates=[])
    page = made(portal, id)
    assert page["promised_by"] == "2026-09-29"  # 35 calendar days
    assert [each["id"] for each in page["portal"]["findings"]] == ["no_change", "corrected", "reinstated"]
    assert [(each["number"], each["grade"]) for each in page["cohort_table"]] == [("0713", "B"), ("0714", "C")]
    portal.at("2026-09-20 09:00")
    assert record(portal, id, "outcome", day="2026-09-20").codes == ["moderation_finding_missing"]
    changed = [{"candidate": "0714", "marks": [{"component": "7131/C", "mark_after": 80}], "grade_after": "B"}]
    page = record(portal, id, "outcome", day="2026-09-20", finding="reinstated", candidates=changed).ok()["enquiry"]
    assert page["cohort"]["finding_text"] == "The centre’s marks are reinstated"
    assert [(each["number"], each["grade_before"], each["grade_after"]) for each in page["cohort"]["changed"]] == [("0714", "C", "B")]
    assert (page["fee"]["status"], page["fee"]["text"]) == ("waived", "No charge: the centre’s marks were reinstated.")


@pytest.mark.proves("JQ-02")
@pytest.mark.parametrize("service", ["ATS-R", "ATS-T"])
def test_a_copy_of_a_script_ends_with_the_day_on_which_it_came(portal: Desk, service: str) -> None:
    id = prepared(portal, DECLARED_SCRIPTS, service=service)
    made(portal, id)
    assert portal.enquiry(id)["portal"]["kind"] == "report"
    page = record(portal, id, "outcome", day="2026-08-25").ok()["enquiry"]
    assert (page["status"], page["outcome"], page["appeal_offer"]) == ("completed", None, None)


@pytest.mark.proves("JQ-01")
def test_papers_of_one_subject_that_were_in_progress_together_count_together_on_the_page(portal: Desk) -> None:
    first = prepared(portal)
    made(portal, first)
    second = prepared(portal, service="1", components=[PAPERS[1]])
    made(portal, second)
    portal.at("2026-09-10 09:00")
    page = outcome(portal, first, "2026-09-09").ok()["enquiry"]
    assert page["fee"]["text"] == (
        "The fee is charged unless the syllabus grade or the grade of the unit is changed by an enquiry that counts together with this "
        "one and is not finished."
    )
    assert outcome(portal, second, "2026-09-10", grade="A").ok()["enquiry"]["fee"]["status"] == "waived"
    page = portal.enquiry(first)
    assert (page["fee"]["status"], page["fee"]["text"]) == (
        "waived",
        "No charge: the syllabus grade or the grade of the unit changed by an enquiry that counts together with this one.",
    )


def test_a_paper_that_was_made_in_the_portal_after_the_other_had_finished_is_charged_on_its_own_result(portal: Desk) -> None:
    first = prepared(portal)
    second = prepared(portal, service="1", components=[PAPERS[1]])  # prepared in time, and made later
    made(portal, first)
    portal.at("2026-09-12 09:00")  # what follows is recorded late, and counts by its days
    made(portal, second, "2026-09-11")
    outcome(portal, first, "2026-09-10", grade="A").ok()
    page = outcome(portal, second, "2026-09-12").ok()["enquiry"]
    assert (page["fee"]["status"], page["fee"]["text"]) == (
        "due",
        "The fee is charged: the syllabus grade or the grade of the unit did not change.",
    )


def test_a_changed_grade_of_a_unit_waives_the_fee_where_the_rule_says_so(portal: Desk) -> None:
    id = prepared(portal)
    page = made(portal, id)
    assert page["portal"]["unit_grade"] is True
    page = outcome(portal, id, "2026-08-25", mark=55, unit_grade_changed=True).ok()["enquiry"]
    assert (page["fee"]["status"], page["grade_after"]) == ("waived", "B")


def test_it_is_amended_until_it_is_made_and_cancelled_until_its_outcome_without_charge(portal: Desk) -> None:
    id = prepared(portal, components=list(PAPERS))
    version = portal.enquiry(id)["version"]
    assert portal.enquiry(id)["change_window"]["amendable"]
    page = portal.centre("POST", f"/api/enquiries/{id}/amend", {"version": version, "service": "2", "components": [PAPERS[0]]}).ok()[
        "enquiry"
    ]
    assert [each["code"] for each in page["components"]] == ["7136/1"]
    page = made(portal, id)
    assert (page["change_window"]["open"], page["change_window"]["amendable"]) == (True, False)
    sent = {"version": page["version"], "service": "1", "components": [PAPERS[0]]}
    refused = portal.centre("POST", f"/api/enquiries/{id}/amend", sent)
    assert (refused.codes, refused.body["errors"][0]["rule"]) == (
        ["status_forbids"],
        "A request is amended here only until it is made in the awarding body’s own portal.",
    )
    page = portal.at("2026-09-10 09:00").centre("POST", f"/api/enquiries/{id}/cancel", {"version": page["version"]}).ok()["enquiry"]
    assert (page["status"], page["fee"]["status"], page["fee"]["charges"]) == ("cancelled", "cancelled", [])


def test_what_is_prepared_needs_attention_first_what_closes_first(portal: Desk) -> None:
    review = prepared(portal)
    scripts = prepared(portal, DECLARED_SCRIPTS, service="ATS-T")
    elsewhere = prepared(portal, candidates=["0714"])
    made(portal, elsewhere)
    found = portal.centre("GET", "/api/attention").ok()
    assert found["counts"]["to_make"] == 2
    assert [(each["id"], each["body"]["name"], each["status_text"]) for each in found["enquiries"]] == [
        (review, "AQA", "Prepared"),
        (scripts, "AQA", "Prepared"),
    ]
    assert found["enquiries"][0]["make_by"] == "2026-09-24T23:00:00.000Z"
    listed = portal.centre("GET", "/api/enquiries", status="to_make").ok()["enquiries"]
    assert {each["id"] for each in listed} == {review, scripts}


def test_a_centre_adds_what_the_body_sent_also_after_the_outcome(portal: Desk) -> None:
    id = prepared(portal)
    made(portal, id)
    outcome(portal, id, "2026-08-25").ok()
    assert portal.enquiry(id)["evidence_taken"] is True
    announced = {"filename": "outcome.pdf", "size": 900, "sha256": "0" * 64}
    assert portal.centre("POST", f"/api/enquiries/{id}/evidence", announced).ok()["upload"]["id"]


def test_nobody_else_records_anything_and_staff_of_another_body_see_nothing_of_it(portal: Desk) -> None:
    id = prepared(portal)
    for what in ("made", "outcome", "reasons"):
        sent = {"version": 1, "day": "2026-08-25"}
        assert portal.centre("POST", f"/api/enquiries/{id}/{what}", sent, by=HARBOUR).status == 404
    assert portal.staff("GET", f"/enquiries/{id}", by=CASEWORKER).status == 404
    cambridge = portal.at("2022-08-22 09:00").received()
    assert record(portal, cambridge, "made", day="2022-08-22").codes == ["portal_not_for"]


def test_only_those_series_are_offered_for_which_the_centre_has_a_number(portal: Desk) -> None:
    assert {each["body"] for each in portal.centre("GET", "/api/series").ok()["series"]} == {CAMBRIDGE, AQA}
    assert {each["body"] for each in portal.centre("GET", "/api/series", by=HARBOUR).ok()["series"]} == {CAMBRIDGE}


def switched(content: Path) -> Any:
    """Return the catalogue with the one line of AQA's file changed that says where its requests are handled."""
    for each in ("catalogue", "arrangements", "demonstration"):
        shutil.copytree(CONTENT / each, content / each)
    file = content / "catalogue" / "aqa.yml"
    before = file.read_text("utf-8").splitlines()
    after = ["handled: here" if each.startswith("handled: portal") else each for each in before]
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    file.write_text("\n".join(after), "utf-8")
    return load(content)


@pytest.mark.proves("JQ-01")
def test_one_line_of_its_file_switches_a_body_from_its_own_portal_to_this_desk(
    portal: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    already = prepared(portal, candidates=["0714"])
    catalogue = switched(tmp_path)
    monkeypatch.setattr(wiring, "catalogue", lambda: catalogue)
    for put in put_organisation_and_numbers(
        organisation(id=AQA, name="AQA", kind=Kind.AWARDING_BODY, centres={}, contact_email="x@aqa.example")
    ):
        wiring.table().put(Put(put.item, expect=None))
    wiring.table().put(
        put_person(Person(id=AQA_STAFF, name="Casey", email="c@aqa.example", memberships=(membership(Role.CASEWORKER, AQA),)))
    )

    def staff(method: str, path: str, body: Any = None) -> Any:
        return portal.staff(method, path, body, by=AQA_STAFF).ok()

    id = prepared(portal)
    assert [each["id"] for each in portal.staff("GET", "/queue", by=AQA_STAFF, stage="all").ok()["enquiries"]] == [id]
    page = portal.enquiry(id)
    assert (page["status_text"], page["number"], page["portal"]) == ("Received", "2606-000001", None)
    beside = prepared(portal, service="1", components=[PAPERS[1]])

    def reviewed(id: str, paper: str, mark: int, grade: str) -> Any:
        """Acknowledge, record and issue, as AQA's staff. Return the centre's page."""
        looked = staff("POST", f"/enquiries/{id}/letters/acknowledgement")["preview"]
        staff("POST", f"/enquiries/{id}/acknowledge", {"version": looked["version"], "sha256": looked["sha256"]})
        version = staff("GET", f"/enquiries/{id}")["enquiry"]["version"]
        lines = [{"component": paper, "mark_after": mark, "reason": "Question 9 was overlooked"}]
        staff("POST", f"/enquiries/{id}/marks", {"version": version, "lines": lines, "grade_after": grade, "without_reviewer": "Elsewhere"})
        looked = staff("POST", f"/enquiries/{id}/letters/outcome")["preview"]
        staff("POST", f"/enquiries/{id}/outcome", {"version": looked["version"], "sha256": looked["sha256"]})
        return portal.enquiry(id)

    portal.at("2026-09-01 10:00")
    done = reviewed(id, PAPERS[0], 61, "A")
    assert (done["status"], done["grade_after"], done["fee"]["status"]) == ("completed", "A", "waived")
    unchanged = reviewed(beside, PAPERS[1], 50, "B")
    waived = "No charge: the syllabus grade or the grade of the unit changed by an enquiry that counts together with this one."
    assert (unchanged["fee"]["status"], unchanged["fee"]["text"]) == ("waived", waived)
    letter = next(each["id"] for each in unchanged["documents"] if each["kind"] == "OutLetter")
    assert waived in text(portal.file(f"documents/{beside}/{letter}.pdf") or b"")
    # What was prepared for the portal before stays the centre's own, and its staff see nothing of it.
    assert made(portal, already)["status_text"] == "In progress"
    assert portal.staff("GET", f"/enquiries/{already}", by=AQA_STAFF).status == 404
    assert portal.staff("GET", "/queue", by=AQA_STAFF, stage="all").ok()["enquiries"] == []
