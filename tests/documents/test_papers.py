"""Papers as files: tagged PDF, spreadsheets and Word files, each read back with the library of another maker where there is one."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pikepdf
import pytest
from docx import Document

from functions.documents.papers.printed import printed
from functions.documents.papers.spreadsheet import spreadsheet
from functions.documents.papers.word import word_file
from functions.domain.papers.parts import Column, Format, Notice, Paper, Table, own_pages
from functions.domain.papers.shelf import shelves
from tests.builders import catalogue
from tests.documents.reading import text as text_of

PROVISIONAL = "Results are provisional until certificates confirm them."
PAPERS = {each.id: each for shelf in shelves(catalogue().bodies.values(), date(2026, 6, 1)) for each in shelf.papers}
LATEST = [each for each in PAPERS if each.endswith("2026-06") or "20" not in each]


def said(id: str) -> str:
    return " ".join(text_of(printed(PAPERS[id])).split())


@pytest.mark.proves("TX-09", "TX-10", "TX-11")
@pytest.mark.parametrize("id", LATEST)
def test_every_paper_prints_as_tagged_pdf_with_its_edition_and_that_the_awarding_bodies_prevail(id: str) -> None:
    paper = PAPERS[id]
    pdf = printed(paper)
    with pikepdf.open(BytesIO(pdf)) as read:
        assert read.Root.MarkInfo.Marked
        assert str(read.Root.Lang) == "en-GB"
        links = {str(each.A.URI) for page in read.pages for each in page.get("/Annots", []) if "/A" in each and "/URI" in each.A}
    assert "https://www.aqa.org.uk/" in links
    text = said(id)
    assert paper.edition in text
    assert "own information prevails: where it says more than this paper, or something different, follow it." in text
    assert id.startswith("certificate-collection") or PROVISIONAL in text


@pytest.mark.proves("TX-09", "TX-10", "TX-11")
@pytest.mark.parametrize("id", LATEST)
def test_every_paper_as_a_spreadsheet_or_a_word_file_says_the_same_with_the_awarding_bodies_addresses(id: str) -> None:
    paper = PAPERS[id]
    (other,) = [each for each in paper.formats if each is not Format.PDF]
    if other is Format.SPREADSHEET:
        about = openpyxl.load_workbook(BytesIO(spreadsheet(paper)))["About this paper"]
        text = " ".join(str(row[0].value) for row in about.iter_rows())
    else:
        text = " ".join(each.text for each in Document(BytesIO(word_file(paper))).paragraphs)
    assert " Edition of May 2026. " in text
    assert "own information prevails: where it says more than this paper, or something different, follow it." in text
    assert "AQA: https://www.aqa.org.uk/" in text
    assert (PROVISIONAL in text) is not id.startswith("certificate-collection")


@pytest.mark.proves("TX-01")
def test_the_printed_table_of_deadlines_has_days_fees_and_how_far_they_can_be_trusted() -> None:
    text = said("deadlines-fees-charges-2026-06")
    assert "Service P2: Priority review of marking 20 August 2026 (reported) GBP 68.00 for each component (reported)" in text
    assert "A figure marked “reported” is not confirmed by the awarding body" in text


@pytest.mark.proves("TX-01")
def test_the_spreadsheet_of_deadlines_has_all_bodies_in_one_sheet_to_filter_and_to_write_in() -> None:
    book = openpyxl.load_workbook(BytesIO(spreadsheet(PAPERS["deadlines-fees-charges-2026-06"])))
    assert book.sheetnames == ["All awarding bodies", "About this paper"]
    sheet = book["All awarding bodies"]
    rows = [[each.value for each in row] for row in sheet.iter_rows()]
    assert rows[0] == ["Awarding body", "Service", "Last day", "Our own last day", "Fee", "Our charge", "Answer"]
    assert ["Pearson", "Service 1: Clerical re-check", "24 September 2026 (reported)", None, "GBP 14.00 for each component (reported)", None,
            "10 calendar days from receipt (reported)"] in rows  # fmt: skip
    assert sheet.auto_filter.ref == f"A1:G{len(rows)}"
    about = [row[0].value for row in book["About this paper"].iter_rows()]
    assert about[:2] == ["Deadlines, fees and charges, June 2026", "Edition of May 2026."]
    assert "AQA: https://www.aqa.org.uk/" in about


@pytest.mark.proves("TX-04")
def test_a_checklist_as_a_spreadsheet_has_a_column_for_the_day_on_which_a_task_was_done() -> None:
    sheet = openpyxl.load_workbook(BytesIO(spreadsheet(PAPERS["post-results-checklist-2026-06"])))["Tasks"]
    rows = [[each.value for each in row] for row in sheet.iter_rows()]
    assert rows[0] == ["When", "Task", "Day", "Done on"]
    assert [
        "Last days of the awarding bodies",
        "AQA, CCEA, City & Guilds, OCR, Pearson, WJEC: Service P2",
        "20 August 2026 (reported)",
        None,
    ] in rows
    assert [each.type for each in sheet.data_validations.dataValidation] == ["date"]


@pytest.mark.proves("TX-07")
def test_the_moderation_log_takes_days_only_in_the_columns_that_are_for_days() -> None:
    book = openpyxl.load_workbook(BytesIO(spreadsheet(PAPERS["moderation-returns-log-2026-06"])))
    assert book.sheetnames == ["Until when to keep it", "Log", "About this paper"]
    kept = [[each.value for each in row] for row in book["Until when to keep it"].iter_rows()]
    assert kept[1] == ["AQA", "24 September 2026 (reported)", "Service 3: Review of moderation"]
    checked = {str(each.sqref): each.type for each in book["Log"].data_validations.dataValidation}
    assert checked == {f"{column}2:{column}201": "date" for column in "DFGH"}


@pytest.mark.proves("TX-02")
def test_the_request_form_as_a_word_file_has_headings_tables_lines_and_boxes() -> None:
    document = Document(BytesIO(word_file(PAPERS["request-consent-payment-2026-06"])))
    headings = [each.text for each in document.paragraphs if each.style and each.style.name.startswith("Heading")]
    assert headings[0] == "Request, consent and payment form, June 2026"
    assert "My consent to copies of scripts" in headings
    paragraphs = [each.text for each in document.paragraphs]
    assert "☐ I have no objection to being recognised" in paragraphs
    assert any(each.startswith("Signature, candidate: ____") for each in paragraphs)
    first = document.tables[0]
    assert [each.text for each in first.rows[0].cells][:2] == ["Awarding body", "Qualification and subject"]
    assert len(first.rows) == 7
    assert document.core_properties.title == "Request, consent and payment form, June 2026"


@pytest.mark.parametrize("text", ["=1+1", "+44 20 7946 0000", "@SUM(A1)", "-5"])
def test_a_text_that_looks_like_a_formula_stays_text_in_a_spreadsheet(text: str) -> None:
    paper = Paper(
        "made-up",
        "Made up",
        "",
        "Edition of May 2026",
        (Notice(PROVISIONAL, ""), Table("One", (Column("A"),), ((text,),))),
        own_pages([]),
        formats=(Format.SPREADSHEET,),
    )
    cell = openpyxl.load_workbook(BytesIO(spreadsheet(paper)))["One"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("id", ["deadlines-fees-charges-2026-06", "candidate-permission-form"])
def test_the_same_paper_gives_the_same_file(id: str) -> None:
    assert printed(PAPERS[id]) == printed(PAPERS[id])
