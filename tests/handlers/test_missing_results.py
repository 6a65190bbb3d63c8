"""Enquiries about NO RESULT (X) and PENDING (Q), from the Head of Centre's question to the letter that answers it, and the evidence between."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

import pytest

from functions.domain.register.cards import Origin
from tests.builders import card, result
from tests.documents.reading import text as text_of
from tests.handlers.desk import ASSOCIATE, CASEWORKER, HARBOUR, HEAD, LAKESIDE, OFFICER, OTHER_ASSOCIATE, Desk, Reply
from tests.scans import jpeg, png, scan

PNG = png()
JPEG = jpeg(b"a photograph of it")
PDF = scan("a coursework mark")
EXPLAINED = "The examination hall’s register says that the candidate was not there for component 42."


@pytest.fixture
def missing(desk: Desk) -> Desk:
    """Northfield's 0713 has X in 0580, for want of component 42; 0714 has Q."""
    desk.put(card(grade="X", results=(result("22", 48), result("42", None, Origin.NONE)), version=2))
    desk.put(card("0714", name="Bao Nguyen", grade="Q", results=(result("22", None, Origin.NONE), result("42", 61)), version=2))
    return desk


def ask(desk: Desk, service: str = "X", *, by: str = HEAD, id: str | None = None, candidate: str = "0713", **changes: Any) -> Reply:
    told = {"service": service, "components": (), "candidates": (candidate,), **changes}
    return desk.submit(id, by=by, declarations=["head"], **told)


def asked(desk: Desk, **changes: Any) -> str:
    id: str = ask(desk, **changes).ok()["submission"]["enquiries"][0]["id"]
    desk.follow()
    return id


def acknowledged(desk: Desk, **changes: Any) -> str:
    id = asked(desk, **changes)
    desk.acknowledge(id)
    return id


def answer(desk: Desk, id: str, finding: str = "no_result", explanation: str = EXPLAINED, **why: str) -> Reply:
    unmarked = [{"component": code.removeprefix("c"), "why": said} for code, said in why.items()]
    told = {"version": desk.case(id)["version"], "finding": finding, "explanation": explanation, "unmarked": unmarked}
    return desk.staff("POST", f"/enquiries/{id}/answer", told)


def bring(desk: Desk, id: str, data: bytes, *, by: str = HEAD, arrives: bytes | None = None, **changes: Any) -> Any:
    told = {"filename": "register.png", "size": len(data), "sha256": hashlib.sha256(data).hexdigest()} | changes
    upload = desk.centre("POST", f"/api/enquiries/{id}/evidence", told, by=by).ok()["upload"]
    desk.arrive(upload["id"], data if arrives is None else arrives)
    return desk.centre("GET", f"/api/uploads/{upload['id']}", by=by).ok()["upload"]


@pytest.mark.proves("CI-03")
def test_the_head_of_centre_asks_free_of_charge_and_the_enquiry_takes_its_turn_like_any_other(missing: Desk) -> None:
    id = asked(missing)
    enquiry = missing.enquiry(id, by=HEAD)
    assert (enquiry["status"], enquiry["components"], enquiry["grade_before"]) == ("received", [], "X")
    assert enquiry["number"].startswith("2206-")
    assert (enquiry["fee"]["money"], enquiry["fee"]["text"]) == (None, "This enquiry is free of charge.")
    queue = missing.staff("GET", "/queue", stage="received").ok()["enquiries"]
    assert [each["id"] for each in queue] == [id]
    looked = missing.preview(id, "acknowledgement")
    letter = text_of(missing.file(f"previews/{id}/AckLetter-{looked['version']}.pdf") or b"")
    assert letter.count("Enquiry about NO RESULT (X)") == 1, "its name has its code in it already"
    assert "You can cancel this enquiry without charge until it is answered." in letter
    assert "an attendance register or a coursework mark" in letter
    missing.acknowledge(id)
    missing.follow()
    assert [each["subject"].split(":")[0] for each in missing.mails("exams@northfield.example")][-1].startswith("Acknowledgement")


@pytest.mark.proves("CI-03")
def test_an_exams_officer_who_asks_is_told_that_the_head_of_centre_submits_the_draft(missing: Desk) -> None:
    id = str(uuid.uuid4())
    missing.draft(id, by=OFFICER, service="X", components=(), candidates=("0713",))
    refused = ask(missing, by=OFFICER, id=id)
    assert (refused.status, refused.codes) == (422, ["head_only"])
    (said,) = refused.body["errors"]
    reference = missing.centre("GET", f"/api/drafts/{id}").ok()["draft"]["reference"]
    assert f"ask your Head of Centre to sign in, open draft {reference} and submit it" in said["message"]
    assert said["source"].startswith("Enquiries about results guide")
    check = missing.centre(
        "POST", f"/api/drafts/{id}/check", {"content": missing.centre("GET", f"/api/drafts/{id}").ok()["draft"]["content"]}
    )
    assert [each["code"] for each in check.ok()["problems"]] == ["head_only"]
    submission = ask(missing, by=HEAD, id=id).ok()["submission"]
    assert submission["reference"] == reference


@pytest.mark.proves("CI-03")
@pytest.mark.parametrize(
    ("service", "candidate", "code"),
    [("X", "0714", "grade_given"), ("Q", "0713", "grade_given"), ("X", "0015", "grade_given"), ("X", "0099", "candidate_unknown")],
)
def test_an_enquiry_is_about_a_candidate_whose_grade_is_the_one_that_it_is_for(
    missing: Desk, service: str, candidate: str, code: str
) -> None:
    refused = ask(missing, service, candidate=candidate)
    assert (refused.status, refused.codes) == (422, [code])


@pytest.mark.proves("CI-03")
def test_no_component_is_chosen_and_the_check_says_that_it_is_free_and_what_is_declared(missing: Desk) -> None:
    assert ask(missing, components=("42",)).codes == ["no_components"]
    content = missing.centre(
        "GET", f"/api/drafts/{missing.draft(by=HEAD, service='Q', components=(), candidates=('0714',))}", by=HEAD
    ).ok()["draft"]["content"]
    check = missing.centre("POST", f"/api/drafts/{uuid.uuid4()}/check", {"content": content}, by=HEAD).ok()
    assert (check["problems"], check["fee"]["free"], check["fee"]["total"], check["fee"]["waiver"]) == (
        [],
        True,
        None,
        "This enquiry is free of charge.",
    )
    assert [each["id"] for each in check["declarations"]] == ["head"]
    shown = {each["term"]: each["value"] for each in check["summary"]}
    assert (shown["Service"], shown["Components"]) == ("Enquiry about PENDING (Q)", "None: about the syllabus as a whole")
    assert ask(missing, "Q", candidate="0714").status == 200


@pytest.mark.proves("CI-02", "CI-03")
def test_the_deadline_is_that_of_the_services(missing: Desk) -> None:
    assert ask(missing.at("2022-09-21 00:00:01")).codes == ["deadline_passed"]
    assert ask(missing.at("2022-09-20 23:59:59")).status == 200


@pytest.mark.proves("CI-03")
def test_one_enquiry_at_a_time_is_open_and_when_it_is_answered_another_may_be_asked(missing: Desk) -> None:
    id = acknowledged(missing)
    refused = ask(missing)
    assert (refused.status, refused.codes) == (422, ["already_explained"])
    answer(missing, id, "result_to_come", "The mark for component 42 has arrived.").ok()
    missing.decide(id)
    assert ask(missing).status == 200


@pytest.mark.proves("CI-03")
def test_where_no_result_can_be_issued_the_answer_names_every_component_without_a_mark_and_why(missing: Desk) -> None:
    id = acknowledged(missing)
    assert [(each["code"], each["mark"]) for each in missing.case(id)["entries"]] == [("22", 48), ("42", None)]
    for given, codes in (
        ({}, ["missing_unnamed"]),
        ({"c42": ""}, ["missing_reason"]),
        ({"c42": "No script came.", "c22": "Nor here."}, ["missing_has_mark"]),
    ):
        assert answer(missing, id, **given).codes == codes
    assert answer(missing, id, explanation="", c42="No script came.").codes == ["explanation_missing"]
    assert answer(missing, id, "explained", c42="No script came.").codes == ["missing_not_for"]
    answer(missing, id, c42="No script came, and the attendance register is not with us.").ok()
    assert missing.enquiry(id, by=HEAD)["answer"] is None  # nothing before the letter
    looked = missing.preview(id, "outcome")
    letter = text_of(missing.file(f"previews/{id}/OutLetter-{looked['version']}.pdf") or b"")
    for said in ("No result can be issued", EXPLAINED.split("’")[0], "Paper 4", "No script came", "free of charge"):
        assert said in letter
    done = missing.decide(id)
    assert done["status"] == "completed"
    seen = missing.enquiry(id, by=HEAD)["answer"]
    assert (seen["finding"], [(each["code"], each["why"]) for each in seen["unmarked"]]) == (
        "no_result", [("42", "No script came, and the attendance register is not with us.")],
    )  # fmt: skip
    missing.follow()
    assert "Outcome letter ready" in missing.mails("exams@northfield.example")[-1]["subject"]


@pytest.mark.proves("CI-03")
@pytest.mark.parametrize(("finding", "text"), [("explained", "The result is explained"), ("result_to_come", "A result will be issued")])
def test_staff_explain_or_say_that_a_result_will_be_issued(missing: Desk, finding: str, text: str) -> None:
    id = acknowledged(missing, service="Q", candidate="0714")
    with_letter = missing.staff("POST", f"/enquiries/{id}/letters/outcome")
    assert (with_letter.status, with_letter.codes) == (422, ["answer_missing"])
    answer(missing, id, finding).ok()
    looked = missing.preview(id, "outcome")
    assert text in text_of(missing.file(f"previews/{id}/OutLetter-{looked['version']}.pdf") or b"")
    assert missing.decide(id)["status"] == "completed"


def test_an_enquiry_about_components_cannot_be_answered_in_this_way(desk: Desk) -> None:
    id = desk.acknowledged()
    assert answer(desk, id).codes == ["status_forbids"]
    assert desk.case(id)["entries"] == []


@pytest.mark.proves("CI-03")
def test_staff_ask_for_evidence_and_the_centre_brings_files_that_are_listed_with_checksum_and_time(missing: Desk) -> None:
    id = acknowledged(missing)
    missing.staff("POST", f"/enquiries/{id}/messages", {"kind": "question", "text": "Please send the attendance register."}).ok()
    for data, kind in ((PNG, "png"), (JPEG, "jpg"), (PDF, "pdf")):
        assert bring(missing, id, data)["state"] == "attached"
        missing.now = missing.now.replace(second=missing.now.second + 1)
        seen = missing.case(id)["evidence"][-1]
        assert (seen["kind"], seen["sha256"], seen["size"]) == (kind, hashlib.sha256(data).hexdigest(), len(data))
        assert missing.file(f"evidence/{id}/{seen['id']}.{kind}") == data
    assert bring(missing, id, PNG)["state"] == "attached"
    assert len(missing.enquiry(id, by=OFFICER)["evidence"]) == 3
    said = [each["what"] for each in missing.enquiry(id, by=HEAD)["history"]]
    assert said.count("Evidence added") == 3, "each of the three once, and nothing of their checksums"


@pytest.mark.proves("CI-03")
def test_evidence_is_seen_by_the_centre_its_associate_and_staff_and_by_nobody_else(missing: Desk) -> None:
    missing.put(card(name="Ewa Lis", organisation="lakeside", grade="X", results=(result("22", None, Origin.NONE),), version=2))
    missing.head_of("lakeside", "lakeside-head")
    id = asked(missing, by="lakeside-head", contact_email="x@y.example")
    assert bring(missing, id, PNG, by=LAKESIDE)["state"] == "attached"
    (mark,) = [each["id"] for each in missing.enquiry(id, by=LAKESIDE)["evidence"]]
    path = f"/enquiries/{id}/evidence/{mark}/link"
    assert "evidence/" in missing.centre("POST", f"/api{path}", by=LAKESIDE).ok()["url"]
    assert "evidence/" in missing.associate("POST", path, by=ASSOCIATE).ok()["url"]
    assert "evidence/" in missing.staff("POST", path, by=CASEWORKER).ok()["url"]
    assert missing.associate("GET", f"/enquiries/{id}").ok()["enquiry"]["evidence"][0]["id"] == mark
    for stranger in (HARBOUR, HEAD):
        assert missing.centre("POST", f"/api{path}", by=stranger).status == 404
        assert (
            missing.centre("POST", f"/api/enquiries/{id}/evidence", {"filename": "a", "size": 1, "sha256": "0" * 64}, by=stranger).status
            == 404
        )
    assert missing.associate("POST", path, by=OTHER_ASSOCIATE).status == 404


@pytest.mark.proves("CI-03")
def test_evidence_is_judged_by_its_content_size_and_checksum_and_a_refused_file_changes_nothing(missing: Desk) -> None:
    id = acknowledged(missing)
    before = missing.enquiry(id, by=HEAD)
    for data, arrives, code in (
        (b"MZ not a picture", None, "evidence_type"),
        (PNG[:-12], None, "upload_unreadable"),
        (b"\xff\xd8\xff", None, "upload_unreadable"),
        (JPEG[:-2], None, "upload_unreadable"),
        (JPEG + b"<script>alert(1)</script>", None, "upload_contains"),
        (PNG, PNG + b" ", "upload_checksum"),
    ):
        became = bring(missing, id, data, arrives=arrives, filename="register.png")
        assert (became["state"], [each["code"] for each in became["errors"]]) == ("refused", [code])
    huge = {"filename": "a.pdf", "size": 10_000_001, "sha256": "0" * 64}
    assert missing.centre("POST", f"/api/enquiries/{id}/evidence", huge, by=HEAD).codes == ["upload_size"]
    assert missing.enquiry(id, by=HEAD) == before


def test_evidence_is_brought_only_to_enquiries_about_a_missing_result_and_only_until_the_answer(missing: Desk) -> None:
    told = {"filename": "a.pdf", "size": 5, "sha256": "0" * 64}
    other = missing.received(candidates=("0015",))
    assert missing.centre("POST", f"/api/enquiries/{other}/evidence", told).codes == ["evidence_not_for"]
    id = acknowledged(missing)
    answer(missing, id, c42="No script came.").ok()
    missing.decide(id)
    assert missing.centre("POST", f"/api/enquiries/{id}/evidence", told, by=HEAD).codes == ["evidence_not_for"]


def test_it_is_cancelled_free_of_charge_at_any_time_before_the_answer(missing: Desk) -> None:
    id = acknowledged(missing)
    missing.at("2022-09-01 12:00")
    version = missing.enquiry(id, by=HEAD)["version"]
    cancelled = missing.centre("POST", f"/api/enquiries/{id}/cancel", {"version": version, "reason": "The result has come."}, by=HEAD).ok()[
        "enquiry"
    ]
    assert (cancelled["status"], cancelled["fee"]["charges"]) == ("cancelled", [])
    assert ask(missing).status == 200
