"""Blank papers on the site: listed on one page, each with a page and files, for anybody."""

from __future__ import annotations

import re
from io import BytesIO

import openpyxl
import pytest

from tests.documents.reading import text as text_of
from tests.site.building import Built
from tests.site.test_figures import article, rows, words

BEGINS = {"pdf": b"%PDF", "xlsx": b"PK", "docx": b"PK"}


@pytest.mark.proves("TX-01", "TX-02", "TX-04", "TX-06", "TX-07", "TX-09")
def test_one_page_lists_all_papers_with_their_files_and_editions(site: Built) -> None:
    page = site.page("papers/")
    found = rows(page)
    assert [each.split(" For ")[0].split(" Fill ")[0] for each in found[:5]] == [
        "Deadlines, fees and charges",
        "Request, consent and payment form",
        "Results day checklist",
        "Post-results services checklist",
        "Moderation returns log",
    ]
    assert found[0].endswith(
        "PDF : Deadlines, fees and charges, June 2026 , Excel : Deadlines, fees and charges, June 2026 Edition of May 2026"
    )
    links = re.findall(r'href="(files/[^"]+)"', article(page))
    assert len(links) > 60
    for each in links:
        path = site.folder / "papers" / each
        assert path.read_bytes().startswith(BEGINS[path.suffix[1:]]), each


@pytest.mark.proves("TX-01")
def test_page_pdf_and_spreadsheet_of_the_deadlines_say_the_same(site: Built) -> None:
    day, fee = "24 September 2026 (reported)", "GBP 57.00 for each component (reported)"
    files = site.folder / "papers" / "files"
    pdf = " ".join(text_of((files / "deadlines-fees-charges-2026-06.pdf").read_bytes()).split())
    sheet = openpyxl.load_workbook(BytesIO((files / "deadlines-fees-charges-2026-06.xlsx").read_bytes()))["All awarding bodies"]
    cells = [[str(each.value) for each in row] for row in sheet.iter_rows()]
    page = rows(site.page("papers/blank/deadlines-fees-charges-2026-06/"))
    assert f"Service 2: Review of marking {day} {fee}" in pdf
    assert any(row[0] == "Pearson" and row[2:5:2] == [day, fee] for row in cells)
    assert any(each.startswith(f"Service 2: Review of marking {day} {fee}") for each in page)


@pytest.mark.proves("TX-10", "TX-11")
def test_every_paper_s_page_says_that_the_awarding_body_prevails_and_that_results_are_provisional(site: Built) -> None:
    pages = {path: words(article(html)) for path, html in site.pages.items() if path.startswith("papers/blank/")}
    assert len(pages) > 20
    for path, text in pages.items():
        assert "own information prevails" in text, path
        assert "certificate-collection" in path or "Results are provisional until certificates confirm them." in text, path


@pytest.mark.proves("TX-08")
@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("managing-results", "Managing results and post-results"),
        ("results-day-outside-the-summer", "A results day outside the summer"),
        ("administering-post-results-services", "Administering post-results services"),
    ],
)
def test_three_guides_are_pages_of_our_own_words_that_lead_to_the_papers_and_to_the_awarding_bodies(
    site: Built, path: str, title: str
) -> None:
    page = article(site.page(f"papers/{path}/"))
    text = words(page)
    assert title in text
    assert "What an awarding body says prevails" in text
    assert "Results are provisional until certificates confirm them" in text
    for link in ('href="../"', 'href="../../bodies/"', 'href="../../guidance/which-service/"'):
        assert link in page, link


@pytest.mark.proves("TX-08")
@pytest.mark.parametrize(
    ("path", "headings", "sentences"),
    [
        (
            "managing-results",
            ["In May and June", "Before results day", "On results day", "The weeks after", "Certificates"],
            [
                "Results days, last days, fees: the paper Deadlines, fees and charges has them for all awarding bodies.",
                "Check the results against the entries first: a result that is missing or pending is a query of its own",
                "Keep work that comes back from moderation until no review of it can be asked for any more",
            ],
        ),
        (
            "results-day-outside-the-summer",
            ["Six weeks before", "The week before", "On the day", "After it"],
            [
                "Results of a November, January or spring series come while lessons go on.",
                "School holidays fall into many of these windows: an awarding body’s window of weeks can leave you with days.",
                "A candidate who sits again in the summer must often be entered within days.",
            ],
        ),
        (
            "administering-post-results-services",
            ["Know the services", "Plan", "For each request", "When the outcome is there", "At the end"],
            [
                "Was the mark scheme applied as it should be? Review of marking the candidate’s",
                "Your own last day is earlier than the awarding body’s.",
                "In writing, after the results, for this request, from the candidate.",
                "Tell the candidate, and from when to when there is time for an appeal.",
            ],
        ),
    ],
)
def test_each_guide_goes_through_what_has_to_be_done_in_its_order(
    site: Built, path: str, headings: list[str], sentences: list[str]
) -> None:
    page = article(site.page(f"papers/{path}/"))
    found = [words(each).removesuffix("¶").strip() for each in re.findall(r"<h2[^>]*>(.*?)</h2>", page)]
    assert found == headings
    said = re.sub(r"(?<=\w) (?=[.,])", "", words(page))
    for sentence in sentences:
        assert sentence in said, sentence


@pytest.mark.proves("TX-11")
@pytest.mark.parametrize(
    "path",
    [
        "desk/candidate",
        "desk/candidates",
        "desk/new",
        "desk/enquiry",
        "desk/import",
        "desk/log",
        "desk/log-import",
        "associate/enquiry",
        "staff/enquiry",
        "staff/extend",
        "staff/statements",
        "staff/register",
    ],
)
def test_every_page_of_the_desks_that_shows_results_says_that_they_are_provisional(site: Built, path: str) -> None:
    assert "Results are provisional until certificates confirm them." in article(site.page(f"{path}/"))


@pytest.mark.proves("TX-05")
def test_the_papers_lead_to_every_awarding_bodys_own_pages_on_results_and_what_follows(site: Built) -> None:
    assert 'href="../bodies/"' in article(site.page("papers/"))
    page = article(site.page("bodies/"))
    own = ("www.aqa.org.uk", "ccea.org.uk", "www.cityandguilds.com", "www.ocr.org.uk", "qualifications.pearson.com", "www.wjec.co.uk")
    for address in (*own, "www.cambridgeinternational.org", "www.ncfe.org.uk"):
        assert f'<a href="https://{address}' in page, address
