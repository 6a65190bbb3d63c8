"""Papers in a centre's own name: made at the desk with its dates, charges and contact, and the form filled in for a candidate."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from docx import Document

from functions import wiring
from tests.builders import CAMBRIDGE
from tests.documents.reading import text
from tests.handlers.desk import HARBOUR, OFFICER, VIEWER, Desk
from tests.handlers.portals import AQA, with_aqa

TABLE, FORM = "deadlines-fees-charges-2026-06", "request-consent-payment-2026-06"
PROVISIONAL = "Results are provisional until certificates confirm them."
PREVAILS = "own information prevails: where it says more than this paper, or something different, follow it."
OWN = {
    "version": 0, "body": AQA, "series": "2026-06", "rows": [{"route": "standard", "service": "2", "closes_on": "2026-09-10", "charge": "7.50"}],
    "payment_text": "Pay at the finance office.", "contact": "Exams office, room 12\n01632 960 100", "opening_hours": "Monday to Friday, 8.30 to 16.00",
}  # fmt: skip
HEAD = ("Centre 10101, ZZ101", "Exams office, room 12 01632 960 100", "Open: Monday to Friday, 8.30 to 16.00")


@pytest.fixture
def centre(desk: Desk) -> Desk:
    """Northfield with AQA's number, and with dates, charges and contact of its own."""
    with_aqa(desk).centre("PUT", "/api/terms", OWN).ok()
    return desk


def file(desk: Desk, paper: str, format: str, **about: Any) -> bytes:
    """Make a file of a paper. Return its bytes."""
    link = desk.centre("POST", "/api/papers/file", {"paper": paper, "format": format} | about).ok()
    assert (link["name"], link["expires_in"]) == (f"{paper}.{format}", 300)
    key = link["url"].split("?")[0].partition("/previews/")[2]
    data = wiring.documents().get(f"previews/{key}")
    assert data
    return data


def shown(desk: Desk, paper: str, **about: Any) -> Any:
    return desk.centre("POST", "/api/papers/page", {"paper": paper} | about).ok()["paper"]


def said(data: bytes) -> str:
    return " ".join(text(data).split())


def rows(paper: Any, name: str) -> list[list[str]]:
    (table,) = [each for each in paper["parts"] if each["kind"] == "table" and each["name"] == name]
    found: list[list[str]] = table["rows"]
    return found


@pytest.mark.proves("TX-01")
def test_the_table_of_deadlines_fees_and_charges_has_the_centres_own_days_and_charges_as_page_pdf_and_spreadsheet(centre: Desk) -> None:
    page = shown(centre, TABLE)
    review = ["24 September 2026 (reported)", "10 September 2026", "GBP 51.95 for each component (reported)", "GBP 7.50"]
    lines = {each[0]: each for each in rows(page, "AQA")}
    assert lines["Service 2: Review of marking (GCE A level)"][1:5] == review
    assert lines["Service 1: Clerical re-check"][2::2] == ["", ""], "what the centre has not set stays empty to write in"
    assert (page["letterhead"]["name"], tuple(page["letterhead"]["said"])) == ("Northfield School", HEAD)
    pdf = said(file(centre, TABLE, "pdf"))
    assert "24 September 2026 (reported) 10 September 2026 GBP 51.95 for each component (reported) GBP 7.50" in pdf
    assert "Northfield School Centre 10101, ZZ101 · Exams office, room 12 01632 960 100 · Open: Monday to Friday, 8.30 to 16.00" in pdf
    assert "Write in your centre’s own last days" not in pdf
    book = openpyxl.load_workbook(BytesIO(file(centre, TABLE, "xlsx")))
    cells = [[each.value for each in row] for row in book.worksheets[0].iter_rows()]
    assert ["Service 2: Review of marking (GCE A level)", *review] in [row[:5] for row in cells]
    about = [row[0].value for row in book["About this paper"].iter_rows()]
    assert about[1:3] == ["Northfield School", " · ".join(HEAD)]


@pytest.mark.proves("TX-02")
def test_the_form_filled_in_for_a_candidate_has_who_asks_what_was_entered_the_grade_now_and_the_centres_charge(centre: Desk) -> None:
    page = shown(centre, FORM, body=AQA, candidate="0713")
    fields = {each["label"]: each["value"] for part in page["parts"] if part["kind"] == "fields" for each in part["fields"]}
    assert fields["Centre number and name"] == "10101, ZZ101 Northfield School"
    assert (fields["Candidate number"], fields["Candidate name"], fields["E-mail address or telephone"]) == ("0713", "Amina Osei", "")
    asked = rows(page, "What I ask for")
    assert [(each[0], each[1].rpartition(" ")[2], each[2], each[3], each[4]) for each in asked] == [
        ("AQA", "design", "", "", "B"), ("AQA", "Economics", "", "", "B"),
    ]  # fmt: skip
    review = next(each for each in rows(page, "AQA") if each[0] == "Service 2: Review of marking (GCE A level)")
    assert review[2:] == [
        "24 September 2026 (reported)",
        "10 September 2026",
        "GBP 51.95 for each component (reported); our charge: GBP 7.50",
    ]
    pdf = said(file(centre, FORM, "pdf", body=AQA, candidate="0713"))
    for each in ("Amina Osei", "Pay at the finance office.", PROVISIONAL, PREVAILS, "Edition of May 2026"):
        assert each in pdf, each
    assert "I know that after each review my mark and my grade can go up, stay the same or go down, and that this cannot be undone." in pdf
    word = Document(BytesIO(file(centre, FORM, "docx", body=AQA, candidate="0713")))
    written = [each.text for each in word.paragraphs]
    assert written[:2] == ["Northfield School", " · ".join(HEAD)]
    assert "Candidate name: Amina Osei" in written
    assert word.tables[0].rows[2].cells[0].text == "AQA"


@pytest.mark.proves("TX-02", "JQ-05")
def test_the_form_for_a_candidate_whose_request_was_chosen_has_that_request_in_it_and_no_other(centre: Desk) -> None:
    request = {"body": AQA, "candidate": "0713", "service": "2", "syllabus": "7136", "components": ["7136/1"]}
    page = shown(centre, FORM, **request)
    (asked,) = rows(page, "What I ask for")
    assert asked == [
        "AQA", "GCE A level 7136 Economics", "7136/1 Paper 1", "Service 2: Review of marking", "B",
        "GBP 51.95 for each component (reported); our charge: GBP 7.50",
    ]  # fmt: skip
    assert "Read what is filled in. Write what else you ask for into the empty lines." in [each.get("text") for each in page["parts"]]
    pdf = said(file(centre, FORM, "pdf", **request))
    assert "Service 2: Review of marking B GBP 51.95 for each component (reported); our charge: GBP 7.50" in pdf
    ((_, _, units, *_),) = rows(shown(centre, FORM, **request | {"components": ["7136/9"]}), "What I ask for")
    assert units == "", "what the candidate did not take is left to be written in"
    for wrong in ({"syllabus": "7135"}, {"service": "77"}, {"syllabus": ""}):
        assert centre.centre("POST", "/api/papers/page", {"paper": FORM} | request | wrong).status == 404, wrong


@pytest.mark.proves("TX-02")
def test_the_form_of_the_centre_without_a_candidate_has_room_for_one(centre: Desk) -> None:
    page = shown(centre, FORM)
    fields = {each["label"]: each["value"] for part in page["parts"] if part["kind"] == "fields" for each in part["fields"]}
    assert (fields["Candidate number"], fields["Candidate name"]) == ("", "")
    assert rows(page, "What I ask for") == []


@pytest.mark.proves("TX-04")
def test_the_checklist_has_the_centres_own_day_behind_the_awarding_bodys(centre: Desk) -> None:
    page = shown(centre, "post-results-checklist-2026-06")
    tasks = [(each["text"], each["when"]) for part in page["parts"] if part["kind"] == "tasks" for each in part["tasks"]]
    assert ("AQA: Service 2", "24 September 2026 (reported); our own: 10 September 2026") in tasks


@pytest.mark.proves("TX-06")
def test_permission_and_collection_have_the_centres_name_and_whom_to_ask(centre: Desk) -> None:
    assert "10101, ZZ101 Northfield School" in said(file(centre, "candidate-permission-form", "pdf"))
    word = Document(BytesIO(file(centre, "certificate-collection-one-day", "docx")))
    assert f"Whom to ask: {'; '.join(HEAD[1:])}" in [each.text for each in word.paragraphs]


@pytest.mark.proves("TX-09", "TX-10", "TX-11")
def test_every_paper_of_a_centre_is_made_in_every_format_with_its_edition_and_what_prevails(centre: Desk) -> None:
    shelves = centre.centre("GET", "/api/papers").ok()["shelves"]
    assert [each["series"] for each in shelves] == ["2026-06", "2025-06", "2022-11", "2022-06", "2021-11", ""]
    latest = [*shelves[0]["papers"], *shelves[-1]["papers"]]
    assert [each["id"] for each in latest] == [
        TABLE, FORM, "results-day-checklist-2026-06", "post-results-checklist-2026-06", "moderation-returns-log-2026-06",
        "candidate-permission-form", "certificate-collection-one-day", "certificate-collection-several-days",
    ]  # fmt: skip
    for each in latest:
        paper = shown(centre, each["id"])
        assert paper["edition"].startswith("Edition of ")
        assert paper["prevailing"].endswith(PREVAILS)
        assert [page["body"] for page in paper["prevails"]] == (["AQA"] if "2026-06" in each["id"] else ["AQA", "Cambridge International"])
        assert PROVISIONAL in str(paper["parts"]) or "Certificates confirm your final results." in paper["lead"]
        for format in each["formats"]:
            assert file(centre, each["id"], format)[:4] in {b"%PDF", b"PK\x03\x04"}


def test_what_there_is_not_is_not_found_and_nobody_gets_another_centres_candidate(centre: Desk) -> None:
    def status(by: str = OFFICER, **asked: str) -> int:
        return centre.centre("POST", "/api/papers/file", {"format": "pdf"} | asked, by=by).status

    assert status(paper="no-such-paper") == 404
    assert status(paper=TABLE, format="docx") == 404, "a format that the paper does not come in"
    assert status(paper=FORM, body=AQA, candidate="9999") == 404
    assert status(paper=TABLE, body=AQA, candidate="0713") == 404, "only the form is filled in for a candidate"
    assert status(paper="request-consent-payment-2019-06", body=AQA, candidate="0713") == 404
    assert status(by=HARBOUR, paper="request-consent-payment-2022-06", body=CAMBRIDGE, candidate="0714") == 404
    assert status(by=VIEWER, paper=TABLE) == 200, "who reads at the centre may print"
    harbour = centre.centre("POST", "/api/papers/page", {"paper": "request-consent-payment-2022-06"}, by=HARBOUR).ok()["paper"]
    assert harbour["letterhead"]["name"] == "Harbour International School"
    assert "Northfield" not in str(harbour)
