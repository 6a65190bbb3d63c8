"""A Cambridge enquiry from the results register to the outcome letter, through every part of the deployed stack."""

from __future__ import annotations

import hashlib
import io

import httpx
import pytest
from pypdf import PdfReader

from tests.enquiring import CONTACT, DECLARED, Enquiring, Json, content, ok, post_file, scan
from tests.running_desk import PATIENCE, RunningDesk, eventually

pytestmark = pytest.mark.stack


def said_in(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def mails_about(desk: RunningDesk, *words: str) -> list[dict[str, str]]:
    return [mail for mail in desk.mails() if all(word in mail["subject"] + mail["text"] for word in words)]


def steady(case: Json) -> Json:
    """The enquiry without the clock that runs down in it."""
    return case | {"change_window": {name: value for name, value in case["change_window"].items() if name != "seconds_left"}}


@pytest.mark.proves("CI-14", "CI-20", "CI-21", "CI-22", "CI-23", "CI-24", "CI-26", "CI-33", "BY-03", "BY-07")
def test_an_enquiry_goes_from_the_register_to_the_copy_of_script_and_the_centre_has_every_document(
    running_desk: RunningDesk, at_desk: Enquiring
) -> None:
    # A register is imported (new_candidates), a draft saved, checked, refused without the declarations, submitted.
    first, second = running_desk.new_candidates(2)
    asked = content(first, second, service="2S", note="Set 9F")
    draft = at_desk.draft(first, second, service="2S", note="Set 9F")
    checked = ok(at_desk.officer.post(f"/api/drafts/{draft}/check", json={"content": asked}))
    assert (checked["problems"], [each["id"] for each in checked["declarations"]]) == ([], DECLARED)
    undeclared = at_desk.officer.post(f"/api/drafts/{draft}/submit", json={"content": asked, "declarations": ["complete"]})
    assert (undeclared.status_code, [each["code"] for each in undeclared.json()["errors"]]) == (422, ["declarations_missing"])
    submission = ok(at_desk.submit(draft, asked))["submission"]
    assert [each["status"] for each in submission["enquiries"]] == ["submitted", "submitted"]
    assert draft not in [each["id"] for each in ok(at_desk.officer.get("/api/drafts"))["drafts"]]

    # The stream brings numbers, a receipt and its mail.
    ids = [each["id"] for each in submission["enquiries"]]
    numbers = eventually(lambda: all(found := [at_desk.enquiry(id)["number"] for id in ids]) and found)
    assert len(set(numbers)) == 2
    assert at_desk.enquiry(ids[0])["status"] == "received"
    receipt = eventually(lambda: (answer := at_desk.officer.post(f"/api/submissions/{draft}/receipt")).is_success and answer.json())
    received = httpx.get(receipt["url"], timeout=PATIENCE).raise_for_status()
    assert received.headers["content-type"] == "application/pdf"
    assert submission["reference"] in said_in(received.content)
    (mail,) = eventually(lambda: mails_about(running_desk, submission["reference"]))
    assert mail["to"] == CONTACT

    # Staff look at the acknowledgement and issue what they looked at.
    id, number = ids[0], numbers[0]
    queue = ok(at_desk.staff.get("/api/staff/queue", headers={"X-Typed": number}))["enquiries"]
    assert [each["id"] for each in queue] == [id]
    looked = at_desk.preview(id, "acknowledgement")
    letter = httpx.get(looked["url"], timeout=PATIENCE).raise_for_status().content
    assert hashlib.sha256(letter).hexdigest() == looked["sha256"]
    issue = {"version": looked["version"], "sha256": looked["sha256"]}
    acknowledged = ok(at_desk.staff.post(f"/api/staff/enquiries/{id}/acknowledge", json=issue))["enquiry"]
    assert acknowledged["status"] == "acknowledged"
    seen = at_desk.enquiry(id)
    assert (seen["status"], seen["change_window"]["free"]) == ("acknowledged", True)
    (letter_of,) = [each for each in seen["documents"] if each["state"] == "issued"]
    assert at_desk.document(id, letter_of["id"]) == letter

    # Marks and grade go in, and stay with the staff until the outcome letter is out.
    at_desk.mark(id, "B", c22=61)
    assert [each["mark_after"] for each in at_desk.enquiry(id)["components"]] == [None, None]
    decided = at_desk.decide(id)
    assert decided["status"] == "acknowledged", "completed only when the scripts are up too"
    seen = at_desk.enquiry(id)
    assert ([each["mark_after"] for each in seen["components"]], seen["grade_after"], seen["fee"]["status"]) == ([61, 77], "B", "waived")

    # Copies of scripts: posted to the bucket, checked on arrival, issued one by one; the last completes the enquiry.
    scripts = {component: scan(f"{number} {component}") for component in ("22", "42")}
    eventually(lambda: any(each["kind"] == "Statement" for each in at_desk.enquiry(id)["documents"]))
    statuses = [at_desk.issue_script(id, at_desk.bring(id, component, data))["status"] for component, data in scripts.items()]
    assert statuses == ["acknowledged", "completed"]
    seen = at_desk.enquiry(id)
    assert {each["kind"]: each["state"] for each in seen["documents"]} == {
        "AckLetter": "issued",
        "OutLetter": "issued",
        "CoSLetter": "issued",
        "Statement": "issued",
    }
    brought = {each["component"]: at_desk.document(id, each["id"]) for each in seen["documents"] if each["kind"] == "CoSLetter"}
    assert brought == scripts
    (outcome,) = [each for each in seen["documents"] if each["kind"] == "OutLetter"]
    assert number in said_in(at_desk.document(id, outcome["id"]))
    (statement,) = [each for each in seen["documents"] if each["kind"] == "Statement"]
    assert "Changed from C" in said_in(at_desk.document(id, statement["id"]))

    # Each step has its mail and its line of history; no mail carries a name or a result.
    sent = eventually(lambda: len(found := mails_about(running_desk, number)) == 5 and found)
    assert len({mail["subject"] for mail in sent}) == 4, "acknowledgement, outcome, statement of results, and one for each copy of script"
    assert all(mail["to"] == CONTACT and f"Candidate {first}" not in mail["text"] + mail["html"] for mail in sent)
    events = [each["what"] for each in at_desk.enquiry(id)["history"]]
    assert [sum(each.startswith(what) for each in events) for what in ("Submitted", "Acknowledg", "Completed")] == [1, 1, 1], events

    # The other candidate's enquiry is where it was.
    assert at_desk.enquiry(ids[1])["status"] == "received"


@pytest.mark.proves("CI-26")
@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (b"MZ\x90\x00 a program that calls itself letter.pdf", "upload_type"),
        (b"%PDF-1.7 cut off in the middle", "upload_unreadable"),
        (b"%PDF-1.7 not what was announced %%EOF", "upload_checksum"),
    ],
    ids=["a program", "half a PDF", "other bytes"],
)
def test_a_wrong_file_is_refused_and_nothing_changes(running_desk: RunningDesk, at_desk: Enquiring, wrong: bytes, code: str) -> None:
    (enquiry,) = at_desk.received(*running_desk.new_candidates(), service="2S", components=["22"])
    at_desk.acknowledge(enquiry["id"])
    before = steady(at_desk.case(enquiry["id"]))
    announced = bytes(reversed(wrong)) if code == "upload_checksum" else wrong
    upload = at_desk.announce(enquiry["id"], announced)
    post_file(upload, wrong).raise_for_status()
    seen = at_desk.became(upload["id"])
    assert (seen["state"], [each["code"] for each in seen["errors"]]) == ("refused", [code])
    assert steady(at_desk.case(enquiry["id"])) == before
    files = running_desk.emulator.client("s3")
    kept = files.list_objects_v2(Bucket=running_desk.stack["IncomingBucket"], Prefix=f"incoming/{upload['id']}")
    assert kept["KeyCount"] == 0, "what was refused is not kept"
