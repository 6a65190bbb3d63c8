"""The words of the pages: plain English, every figure with its source, the awarding body's own papers, and what exams officers look for."""

from __future__ import annotations

import re

import pytest

from tests.site.building import ROOT, Built
from tests.site.test_figures import article, words

ASSETS = ROOT / "site/theme/overrides/assets"
CONTENT = ROOT / "content"
SCHOOL = "guidance/school-assessed/"

# What a native speaker would not write, as whole phrases and as habits.
NOT_ENGLISH = re.compile(
    r"\bwhoever\b|\banew\b|\bstands? (?:here|beside|under|in your list|among|for itself)\b|\bthe way of\b|\bthe way in pictures\b|"
    r"\b(?:is|are) written for you\b|\b(?:is|are) to be looked at\b|\bexclude each other\b|\bnobody’s hands\b|\bkeeps failing\b|"
    r"\b(?:come|comes|download|go|goes on|sent again) by itself\b|\btake (?:it|them) out\b|\bbring a file\b|\bgo in together\b|"
    r"\bwho comes here for what\b|\bsomething else than\b|\bas everybody’s\b|\brests? on a portfolio\b",
    re.IGNORECASE,
)


def said(site: Built, path: str) -> str:
    return words(article(site.page(path)))


def strings(script: str) -> list[str]:
    """The texts between quotes in a script, comments left out."""
    code = re.sub(r"^\s*(?://|\*|/\*).*$", "", script, flags=re.MULTILINE)
    return [each for pair in re.findall(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`', code) for each in pair if " " in each]


def test_no_page_has_what_a_native_speaker_would_not_write(site: Built) -> None:
    read = {
        path: words(article(html)) for path, html in site.pages.items() if "<article" in html and not path.startswith(("design", "api-"))
    }
    assert len(read) > 40
    assert {path: found[0] for path, text in read.items() if (found := NOT_ENGLISH.search(text))} == {}


def test_no_script_says_what_a_native_speaker_would_not_write() -> None:
    scripts = {str(path.relative_to(ASSETS)): strings(path.read_text(encoding="utf-8")) for path in sorted(ASSETS.rglob("*.js"))}
    assert sum(map(len, scripts.values())) > 300
    assert {name: text for name, texts in scripts.items() for text in texts if NOT_ENGLISH.search(text)} == {}


def test_no_guide_says_what_a_native_speaker_would_not_write() -> None:
    guides = sorted((CONTENT / "guidance").glob("*.yml"))
    assert len(guides) == 4
    assert {path.name: found[0] for path in guides if (found := NOT_ENGLISH.search(path.read_text(encoding="utf-8")))} == {}


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("", "Choose your role"),
        ("", "Re-moderation of coursework and a report on a group are for you."),
        ("guidance/services/", "you can have only one for a candidate and syllabus. You can request 5 and 9 as well."),
        ("guidance/submit/", "Review everything here"),
        ("guidance/submit/", "If something is not allowed, you see why and which rule applies."),
        ("guidance/submit/", "Tick to accept the wait, then submit"),
        ("guidance/overview/", "The process in pictures"),
        ("guidance/overview/", "Press Play to start and Pause to stop."),
        ("guidance/what-happens-next/", "The stages of an enquiry"),
        ("guidance/what-happens-next/", "The other enquiries are finished."),
        ("guidance/what-happens-next/", "Only the awarding body can start an extension."),
        ("fees/", "Each candidate’s fee is decided separately"),
        ("fees/", "Free enquiries and extensions are not listed; a cancelled enquiry is listed only if a late-change fee is due."),
        ("guidance/associates/", "it must tell its Associate at once"),
        ("guidance/portfolio/", "Candidates who sat the exam appear greyed out"),
        ("guidance/portfolio-families/", "Your school is told beforehand how to get the results."),
        ("guidance/portfolio-families/", "On the same day as everyone else’s."),
        ("guidance/glossary/", "The document that says how marks are awarded."),
        ("guidance/glossary/", "The person who runs exams at a centre."),
        ("deadlines/", "What closes first comes first. Services of a series that close on the same day are in one row."),
        ("staff/failures/", "Failed deliveries"),
        ("staff/", "Preview letter"),
        (SCHOOL, "these mean something different from the services for examinations"),
        (SCHOOL, "Nothing needs to be recorded here first."),
        (SCHOOL, "A centre must be prepared to submit one on behalf of a candidate even if it has no concerns about the grade."),
        (SCHOOL + "evidence/", "Leave the candidate’s name out of the file name"),
        (SCHOOL + "centre-review/", "has doubts about a school-assessed grade, the centre must complete a Centre Review before"),
    ],
)
def test_the_pages_say_it_as_a_native_speaker_would(site: Built, path: str, sentence: str) -> None:
    assert sentence in said(site, path)


# --- every figure with its source

FIGURE = re.compile(
    r"\b\d[\d,.]*\s(?:hours?|days?|working days?|minutes?|months?|MB|files|characters|candidates|components)\b|\bGBP\s\d|\b\d{1,2} (?:September|February) 20\d\d"
)
# Figures that explain or repeat what another line has said already, or say how the site itself behaves.
EXPLAINED = {
    "privacy/index.html": "how long a link to a document works on this desk",
    "accessibility/index.html": "the site itself",
}


def test_every_section_of_the_guidance_with_a_figure_says_where_it_comes_from(site: Built) -> None:
    public = {
        path: article(html)
        for path, html in site.pages.items()
        if path.startswith(("guidance/", "fees/", "deadlines/")) or path == "index.html"
    }
    unsourced, figures = [], 0
    for path, content in public.items():
        for section in re.split(r"(?=<h[23][ >])", content):
            found = [each for each in FIGURE.findall(words(section)) if each]
            figures += len(found)
            if found and 'class="source"' not in section and 'class="trust' not in section:
                unsourced.append((path, words(section)[:60], found[0]))
    assert figures > 60
    assert unsourced == []


def test_the_page_of_sources_says_so_and_gives_each_its_address(site: Built) -> None:
    page = site.page("guidance/sources/")
    assert "Every figure and rule about enquiries on these pages says where it comes from" in said(site, "guidance/sources/")
    for address in ("www.cambridgeinternational.org/ear", "www.cambridgeinternational.org/november-2022-poe-ear"):
        assert f'<a href="https://{address}">{address}</a>' in page


def test_a_source_under_a_fact_leads_to_its_address(site: Built) -> None:
    fees = article(site.page("bodies/cambridge-international/fees/"))
    assert '<a href="https://www.cambridgeinternational.org/ear">Enquiries about results guide (International) 2022</a>' in fees


# --- the awarding body's own papers


@pytest.mark.proves("SG-10")
@pytest.mark.parametrize(
    ("page", "papers"),
    [
        (
            "",
            [
                "Guidance on post-results checks and appeals for school-assessed grades in the November 2021 series",
                "Deadlines for submitting post-results checks",
                "Deadlines for submitting appeals",
                "CI Direct step-by-step guide",
                "Secure Exchange user guide",
                "Factsheet for students and parents",
            ],
        ),
        ("centre-review/", ["Post-results checks and appeals for school-assessed grades: The Centre Review Factsheet"]),
        (
            "step-by-step/",
            [
                "CI Direct step-by-step guide",
                "Guidance on post-results checks and appeals for school-assessed grades in the November 2021 series",
            ],
        ),
        ("evidence/", ["Secure Exchange user guide"]),
        ("students-and-parents/", ["Factsheet for students and parents"]),
    ],
)
def test_the_awarding_bodys_own_papers_are_named_where_ours_stand_in_for_them(site: Built, page: str, papers: list[str]) -> None:
    content = article(site.page(SCHOOL + page))
    box = content[content.index('data-part="papers"') :]
    assert re.findall(r"<cite>(.*?)</cite>", box[: box.index("</div>")]) == papers
    assert "It is on the awarding body’s page “Post-results checks and appeals” for school-assessed grades." in box
    assert "follow the awarding body" in box
    assert "checked 22 November 2026" in box


@pytest.mark.proves("SG-10", "PE-04")
@pytest.mark.parametrize(
    ("page", "name"), [("guidance/portfolio/", "Cambridge Handbook"), (SCHOOL, "a supplement to the Cambridge Handbook")]
)
def test_the_handbook_and_its_supplement_are_named_for_portfolios_and_school_assessed_grades(site: Built, page: str, name: str) -> None:
    content = said(site, page)
    assert name in content
    assert "a supplement to the Cambridge Handbook" in content


@pytest.mark.parametrize(
    ("page", "title", "url"),
    [
        ("guidance/portfolio/", "Cambridge Handbook", "https://www.cambridgeinternational.org/examsofficersguide"),
        ("guidance/appeals/", "Cambridge Handbook", "https://www.cambridgeinternational.org/examsofficersguide"),
        (
            "guidance/portfolio/",
            "Guidance on enquiries about results and appeals for the portfolio of evidence route",
            "https://www.cambridgeinternational.org/november-2022-poe-ear",
        ),
        ("guidance/candidates/", "How to understand marks on candidate’s scripts", "https://www.cambridgeinternational.org/ear"),
        ("guidance/marks-and-tolerance/", "How to understand marks on candidate’s scripts", "https://www.cambridgeinternational.org/ear"),
    ],
)
def test_a_paper_with_an_address_is_linked(site: Built, page: str, title: str, url: str) -> None:
    assert f'<cite><a href="{url}">{title}</a></cite>' in article(site.page(page))


@pytest.mark.proves("CI-38")
@pytest.mark.parametrize("page", ["guidance/before-you-ask/", "desk/exemptions/"])
def test_the_guide_to_exemptions_is_linked_on_the_desk_and_where_one_settles_what_to_ask(site: Built, page: str) -> None:
    content = article(site.page(page))
    url = "https://www.cambridgeinternational.org/november-2022-exemptions"
    assert f'<cite><a href="{url}">Guide for submitting candidates’ details for Covid-19 exemptions</a></cite>' in content
    assert f'<a href="{url}">www.cambridgeinternational.org/november-2022-exemptions</a>' in content
    assert "checked 21 November 2026" in content[content.index(url) :]


@pytest.mark.proves("CI-38")
def test_the_guidance_on_what_to_settle_leads_to_the_centres_exemptions(site: Built) -> None:
    assert '<a href="../../desk/exemptions/">exemptions</a>' in article(site.page("guidance/before-you-ask/"))


@pytest.mark.proves("CI-18")
def test_components_are_chosen_under_by_component_as_in_the_awarding_bodys_guide(site: Built) -> None:
    form = site.page("desk/new/")
    names = re.findall(r'<(?:label class="label" id="[a-z_]+-label" for="[a-z_]+"|legend class="legend")>([^<]+)<', form)
    assert [each for each in names if each in {"Qualification", "Assessment", "By component"}] == [
        "Qualification",
        "Assessment",
        "By component",
    ]
    assert "Under By component choose all that you want reviewed" in said(site, "guidance/submit/")


# --- what exams officers look for


@pytest.mark.parametrize(
    ("question", "answer", "trust"),
    [
        ("When do results come?", "Results are released on the results days that the awarding body publishes.", "is not known here"),
        ("Do we need an earlier date of our own?", "Many centres set an earlier last day of their own", "reported, not confirmed"),
        ("We missed the deadline. Is there a late request?", "After the last day the desk takes no request.", "our own rule"),
        ("We missed the deadline. Is there a late request?", "write to the awarding body", "Whether the awarding body accepts late requests is not published."),
        ("The Head of Centre is away. Who can submit?", "The Head of Centre must ask for an enquiry about NO RESULT or PENDING.", "checked 21 November 2026"),
        ("The Head of Centre is away. Who can submit?", "the person who acts as Head needs that role", "Who may act for a Head of Centre is not published."),
        ("What can we ask for a multiple-choice paper?", "You can ask for services 1 and 1S. Services 2, 2S and 9 are not available.", "checked 21 November 2026"),
        ("The grade changed. What happens to the old certificate?", "the centre receives an updated printed statement of results", "checked 21 November 2026"),
        ("The grade changed. What happens to the old certificate?", "OCR, replaces a certificate", "reported, not confirmed"),
        ("The grade changed. What happens to the old certificate?", "has already been issued", "is not published in the sources of this desk"),
        ("Who pays: the centre or the candidate?", "The awarding body invoices the centre, not the candidate.", "checked 21 November 2026"),
        ("Who pays: the centre or the candidate?", "Each centre decides whether the candidate pays it back.", "reported, not confirmed"),
    ],
)  # fmt: skip
def test_an_exams_officer_finds_the_answer_with_its_source_or_that_it_is_not_published(
    site: Built, question: str, answer: str, trust: str
) -> None:
    page = said(site, "guidance/questions/")
    section = page[page.index(question) :]
    assert answer in section[:1500], section[:300]
    assert trust in section[:1500]


def test_candidates_read_short_sentences(site: Built) -> None:
    markdown = (CONTENT / "pages/guidance/candidates.md").read_text(encoding="utf-8")
    prose = re.sub(r"\{\{.*?\}\}|<[^>]+>|^#.*$", "", markdown.split("---")[2], flags=re.MULTILINE)
    sentences = [each.split() for each in re.split(r"(?<=[.?!])\s+", re.sub(r"\]\([^)]*\)|[\[*]", "", prose)) if each.strip()]
    assert len(sentences) > 30
    assert [" ".join(each) for each in sentences if len(each) > 25] == []
    assert sum(map(len, sentences)) / len(sentences) < 13
