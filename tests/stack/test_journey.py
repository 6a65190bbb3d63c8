"""The whole way of an enquiry through the deployed desk: from the imported register to the file that the centre downloads.

It is walked once. Each test is about one thing that was seen on the way.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from tests.documents.reading import text
from tests.people_at_work import Caseworker, Officer, pdf
from tests.running_desk import RunningDesk, eventually

pytestmark = pytest.mark.stack

SCRIPTS = {component: pdf(f"the script of component {component}") for component in ("22", "42")}
CENTRE = "exams@northfield.example"


@dataclass
class Walk:
    """What was seen: answers of the desk by the step after which they came, and files as they were downloaded."""

    candidates: list[str]
    drafts: list[str] = field(default_factory=list)
    check: Any = None
    submission: Any = None
    receipt: bytes = b""
    queue: list[str] = field(default_factory=list)
    looked: Any = None
    seen: dict[str, Any] = field(default_factory=dict)
    downloads: dict[str, bytes] = field(default_factory=dict)

    @property
    def enquiry(self) -> str:
        id: str = self.submission["enquiries"][0]["id"]
        return id


def download(url: str) -> bytes:
    return httpx.get(url, timeout=30).raise_for_status().content


@pytest.fixture(scope="module")
def walk(running_desk: RunningDesk, officer: Officer, caseworker: Caseworker) -> Walk:
    """Two candidates, copies of scripts asked for; the first one's enquiry is carried to its end."""
    walk = Walk(running_desk.new_candidates(2))
    content = officer.content(walk.candidates, service="2S", note="")
    draft = officer.draft(content)
    walk.drafts = [each["id"] for each in officer.ask("GET", "drafts")["drafts"]]
    walk.check = officer.ask("POST", f"drafts/{draft}/check", {"content": content})
    walk.submission = officer.submit(content, draft)
    officer.numbered(draft)
    link = eventually(lambda: officer.client.post(f"/api/submissions/{draft}/receipt").json().get("url"))
    walk.receipt = download(link)

    id = walk.enquiry
    walk.seen["received"] = officer.enquiry(id)
    walk.queue = [each["id"] for each in caseworker.ask("GET", "staff/queue", stage="received")["enquiries"]]
    walk.looked = caseworker.preview(id, "acknowledgement")
    walk.downloads["preview"] = download(walk.looked["url"])
    body = {"version": walk.looked["version"], "sha256": walk.looked["sha256"]}
    caseworker.ask("POST", f"staff/enquiries/{id}/acknowledge", body)
    walk.seen["acknowledged"] = officer.enquiry(id)

    caseworker.mark(id, "B", c22=55)
    walk.seen["marked"] = officer.enquiry(id)
    caseworker.issue(id, "outcome")
    walk.seen["decided"] = officer.enquiry(id)
    caseworker.script(id, "22", SCRIPTS["22"])
    walk.seen["one script"] = officer.enquiry(id)
    caseworker.script(id, "42", SCRIPTS["42"])
    walk.seen["completed"] = officer.enquiry(id)
    for each in walk.seen["completed"]["documents"]:
        walk.downloads[each["name"]] = download(officer.link(id, each["id"]))
    return walk


@pytest.mark.proves("CI-20")
def test_a_saved_draft_is_listed_and_a_submitted_one_is_no_draft_any_more(walk: Walk, officer: Officer) -> None:
    id = walk.submission["id"]
    assert id in walk.drafts
    assert id not in [each["id"] for each in officer.ask("GET", "drafts")["drafts"]]


@pytest.mark.proves("BY-01", "CI-33")
def test_the_fee_by_candidate_and_when_it_is_waived_are_told_before_submission(walk: Walk) -> None:
    fee = walk.check["fee"]
    assert walk.check["problems"] == []
    assert [each["candidate"] for each in fee["lines"]] == walk.candidates
    assert all(float(each["money"]["amount"]) > 0 for each in fee["lines"])
    assert "grade" in fee["waiver"]


@pytest.mark.proves("CI-22", "CI-33")
def test_the_stream_gives_every_enquiry_of_a_submission_a_number_of_its_own(walk: Walk, officer: Officer) -> None:
    assert {each["status"] for each in walk.submission["enquiries"]} == {"submitted"}
    made = officer.submission(walk.submission["id"])["enquiries"]
    numbers = [each["number"] for each in made]
    assert len({*numbers}) == 2
    assert all(number.startswith("2206-") for number in numbers)
    assert walk.seen["received"]["status"] == "received"


@pytest.mark.proves("CI-17")
def test_a_note_left_empty_is_filled_with_series_syllabus_and_number(walk: Walk) -> None:
    received = walk.seen["received"]
    assert received["note"] == f"June 2022 0580 {received['number']}"


@pytest.mark.proves("BY-03")
def test_the_receipt_is_a_pdf_with_reference_and_candidates(walk: Walk) -> None:
    read = text(walk.receipt)
    for fact in (walk.submission["reference"], *walk.candidates):
        assert fact in read


@pytest.mark.proves("CI-12")
def test_the_enquiries_wait_in_the_staffs_queue(walk: Walk) -> None:
    assert {each["id"] for each in walk.submission["enquiries"]} <= {*walk.queue}


@pytest.mark.proves("CI-23", "CI-24")
def test_the_letter_that_was_looked_at_is_the_letter_that_the_centre_downloads(walk: Walk) -> None:
    letter = walk.downloads["AckLetter.pdf"]
    assert hashlib.sha256(letter).hexdigest() == walk.looked["sha256"]
    assert letter == walk.downloads["preview"]
    acknowledged = walk.seen["acknowledged"]
    assert (acknowledged["status"], acknowledged["number"] in text(letter)) == ("acknowledged", True)


@pytest.mark.proves("CI-15")
def test_the_time_for_free_changes_begins_with_the_acknowledgement(walk: Walk) -> None:
    window = walk.seen["acknowledged"]["change_window"]
    assert (window["open"], window["free"]) == (True, True)
    assert 23 * 3600 < window["seconds_left"] <= 24 * 3600


@pytest.mark.proves("CI-16")
def test_marks_are_seen_and_the_fee_goes_only_with_the_outcome_letter(walk: Walk) -> None:
    marked, decided = walk.seen["marked"], walk.seen["decided"]
    assert [each["mark_after"] for each in marked["components"]] == [None, None]
    assert (marked["grade_after"], marked["fee"]["status"]) == (None, "due")
    assert [each["mark_after"] for each in decided["components"]] == [55, 77]
    assert (decided["grade_after"], decided["fee"]["status"]) == ("B", "waived")


@pytest.mark.proves("CI-26")
def test_the_enquiry_is_completed_with_the_last_script_and_not_before(walk: Walk) -> None:
    assert [walk.seen[step]["status"] for step in ("decided", "one script", "completed")] == ["acknowledged", "acknowledged", "completed"]
    assert {each["state"] for each in walk.seen["completed"]["documents"]} == {"issued"}


@pytest.mark.proves("CI-24")
def test_the_centre_downloads_the_very_bytes_that_staff_uploaded(walk: Walk) -> None:
    assert {*walk.downloads} == {"preview", "AckLetter.pdf", "OutLetter.pdf", "CoSLetter-22.pdf", "CoSLetter-42.pdf"}
    assert walk.downloads["CoSLetter-22.pdf"] == SCRIPTS["22"]
    assert walk.downloads["CoSLetter-42.pdf"] == SCRIPTS["42"]
    assert walk.seen["completed"]["number"] in text(walk.downloads["OutLetter.pdf"])


@pytest.mark.proves("CI-14", "BY-03")
def test_a_mail_went_out_once_for_each_event_and_names_nobody(walk: Walk, running_desk: RunningDesk) -> None:
    number, reference = walk.seen["completed"]["number"], walk.submission["reference"]
    wanted = {
        f"Enquiry submitted: {reference}": 1,
        f"Acknowledgement letter ready: enquiry {number}": 1,
        f"Outcome letter ready: enquiry {number}": 1,
        f"Copy of script ready: enquiry {number}": 2,
    }

    def ours() -> list[dict[str, Any]]:
        mails = [each for each in running_desk.mails() if each["subject"] in wanted]
        return mails if len(mails) >= sum(wanted.values()) else []

    mails = eventually(ours)
    subjects = [each["subject"] for each in mails]
    assert {subject: subjects.count(subject) for subject in subjects} == wanted
    assert {each["to"] for each in mails} == {CENTRE}
    for each in mails:
        assert running_desk.address in each["text"]
        for candidate in walk.candidates:
            assert candidate not in each["text"] + each["html"]


@pytest.mark.proves("BY-07")
def test_the_history_tells_who_did_what_down_to_the_downloads(walk: Walk, officer: Officer) -> None:
    told = [(each["who"], each["what"].split(":")[0]) for each in officer.enquiry(walk.enquiry)["history"]]
    assert told[0] == ("Exams officer, Northfield School", "Submitted")
    assert ("Caseworker, awarding body", "Acknowledged") in told
    assert [who for who, what in told if what == "Document opened"] == ["Exams officer, Northfield School"] * 4
