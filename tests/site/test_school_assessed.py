"""The guidance on school-assessed grades: facts from the catalogue with their source, in words for those who read them."""

from __future__ import annotations

import re

import pytest

from tests.site.building import Built
from tests.site.test_figures import article, words

GUIDE = "guidance/school-assessed/"
PAGES = ("", "centre-review/", "step-by-step/", "evidence/", "students-and-parents/")
SOURCE = "Post-results checks and appeals for school-assessed grades, November 2021"


def said(site: Built, page: str) -> str:
    return words(article(site.page(GUIDE + page)))


@pytest.mark.proves("SG-10")
@pytest.mark.parametrize("page", PAGES)
def test_each_page_of_the_guidance_rests_on_the_awarding_bodys_own_and_says_so(site: Built, page: str) -> None:
    assert SOURCE in said(site, page)
    assert "checked 22 November 2026" in said(site, page)


@pytest.mark.proves("SG-10", "SG-01")
def test_the_factsheet_on_the_centre_review_says_when_what_is_recorded_and_what_may_follow(site: Built) -> None:
    page = said(site, "centre-review/")
    for sentence in (
        "Whenever somebody doubts a school-assessed grade after the results are out: the centre itself, a candidate, a parent or a guardian.",
        "the centre must complete a Centre Review before it can apply for a post-results check or an appeal.",
        "Post-results checks and appeals for school-assessed grades: The Centre Review Factsheet (PDF)",
        "the series and the syllabus, and the candidates whose grade was looked at, or the whole cohort;",
        "whose doubts they were: the centre’s, a candidate’s, or a parent’s or legal guardian’s;",
        "the day on which it was completed, and the post of the person who completed it (you do not need a name);",
        "whether an error was found, and in a few sentences what was looked at and what was found.",
        "You cannot change or delete a record. If something in it is wrong, add a correction: the record shows both.",
        "An error was found: ask for service 1 with the revised grade and the error.",
        "Doubts remain about one candidate’s grade: ask for service 2 .",
        "Doubts remain about the decision of the Quality Assurance process: record a review of the whole cohort, and ask for service 3 .",
        "Without a record, the desk refuses the check and tells you why; your draft is kept.",
    ):
        assert sentence in page, sentence


@pytest.mark.proves("SG-10")
def test_the_step_by_step_guide_goes_from_the_centre_review_to_the_outcome_in_ten_steps(site: Built) -> None:
    listed = article(site.page(GUIDE + "step-by-step/")).split('<ol class="steps">')[1].split("</ol>")[0]
    steps = re.findall(r"<li>(.*?)</li>", listed, re.DOTALL)
    expected = (
        ("Complete the Centre Review and record it", 'href="../../../desk/centre-reviews/"'),
        ("Tell the candidate. You must do this before you submit. Say that the syllabus grade will stay the same, go up or go down, and that in exceptional circumstances it may be withdrawn.", ""),
        ("Sign in at your desk , choose November 2021 and press Create enquiry .", 'href="../../../desk/"'),
        ("Choose the service. Look at the names: the numbers mean something different from those for examinations.", ""),
        ("Choose the syllabus and the candidate. Services 1 and 2 are about one candidate: start another request for the next. Service 3 is about the whole cohort", ""),
        ("Say on whose behalf you are asking: the centre’s, a candidate’s, or a parent’s or legal guardian’s.", ""),
        ("For service 1, give the revised grade and the error.", ""),
        ("Check your answers, tick the declaration and submit. You get a reference, and a receipt as PDF.", ""),
        ("Upload the evidence on the page of the request.", 'href="../evidence/"'),
        ("Read the outcome. An e-mail tells you when the letter is there.", ""),
    )  # fmt: skip
    assert len(steps) == len(expected)
    for step, (sentence, link) in zip(steps, expected, strict=True):
        assert words(step).startswith(sentence)
        assert link in step


@pytest.mark.proves("SG-10", "SG-08")
def test_the_guide_to_evidence_says_what_to_bring_how_to_prepare_it_and_how_to_upload_it(site: Built) -> None:
    page = said(site, "evidence/")
    for sentence in (
        "Request the check or appeal first, then submit the evidence.",
        "Only the centre, its Associate if it has one, and the awarding body’s staff can see it.",
        "Service 1 Change of grade following identification of an error documents that show the error",
        "Service 2 Individual candidate review the candidate's portfolio of evidence",
        "Service 3 Review of Quality Assurance decision documents about the decision",
        "PDF, JPEG or PNG, at most 10 MB each and at most 20 files for a request our own rule .",
        "Scan the pages upright and in order, so that everything can be read.",
        "Name each file by what it is",
        "Leave the candidate’s name out of the file name: the request says whom it is about.",
        "Leave out anything about other people.",
        "Open the request under Enquiries .",
        "Under Evidence , choose the file and upload it.",
        "The page lists each file with the time it arrived and its SHA-256 checksum, so that you can show that it is the file you sent.",
        "You can send evidence until the outcome letter is issued. our own rule",
    ):
        assert sentence in page, sentence


@pytest.mark.proves("SG-10", "SG-01")
def test_the_factsheet_for_students_and_parents_says_what_to_do_what_comes_first_and_what_can_follow(site: Built) -> None:
    page = said(site, "students-and-parents/")
    for sentence in (
        "Your school gave the grade. If you think that it is wrong, start at your school. This page tells you what you can do.",
        "So tell your school which grade you doubt and why. It is best to do this in writing. Ask soon: there is a deadline.",
        "It looks at the grade again itself. This is called a Centre Review.",
        "the centre must complete a Centre Review before it can apply for a post-results check or an appeal.",
        "Service 1 Change of grade following identification of an error",
        "Service 2 Individual candidate review",
        "Service 3 Review of Quality Assurance decision",
        "Before it asks, your school must tell you this, and it confirms to the awarding body that it has:",
        "continues to have concerns after a post-results check, an appeals service is available, for individual candidates or for a group.",
        "Your school makes the appeal too. It must be prepared to do so for you even if it has no concerns about the grade.",
    ):
        assert sentence in page, sentence


@pytest.mark.proves("SG-10")
def test_the_first_page_leads_to_every_paper_and_each_heading_says_which_it_is(site: Built) -> None:
    first = article(site.page(GUIDE))
    for path, heading in (
        ("centre-review/", "The Centre Review: factsheet"),
        ("step-by-step/", "Step by step"),
        ("evidence/", "Preparing evidence"),
        ("students-and-parents/", "For students and parents: factsheet"),
    ):
        assert f'<h2><a href="{path}">' in first
        title = re.search(r"<h1[^>]*>(.*?)</h1>", site.page(GUIDE + path), re.DOTALL)
        assert title, path
        assert words(title[1]).startswith(heading)


@pytest.mark.proves("SG-06")
@pytest.mark.parametrize("page", ["", "students-and-parents/"])
def test_the_declaration_stands_on_the_pages_as_it_is_ticked(site: Built, page: str) -> None:
    assert (
        "I have told each candidate that the syllabus grade will stay the same, go up or go down, "
        "and that in exceptional circumstances it may be withdrawn."
    ) in said(site, page)


@pytest.mark.proves("SG-07")
def test_each_kind_of_appeal_stands_with_what_it_is_for_what_comes_first_and_that_no_evidence_is_reviewed(site: Built) -> None:
    table = [words(row) for row in re.findall(r"<tr>(.*?)</tr>", article(site.page(GUIDE)), re.DOTALL)]
    kinds = [row for row in table if row.startswith("Stage 1 appeal: ")]
    assert kinds == [
        "Stage 1 appeal: malpractice decision For centres that want to appeal against a malpractice decision. Nothing needs to be recorded here first.",
        "Stage 1 appeal: procedure (post-results check) For centres that believe that the procedures of a post-results check were not followed "
        "correctly, and that the grade is incorrect as a result of this error. A post-results check about the candidate, or about the cohort, "
        "that has ended. This does not involve a review of the candidate’s evidence.",
        "Stage 1 appeal: special enquiry For centres that appeal on behalf of a candidate, parent or legal guardian who, following a Centre "
        "Review, still has concerns. The choice of the three pieces of evidence used to produce the overall grade How special consideration was "
        "managed How access arrangements were managed A Centre Review about the candidate, recorded on this desk. This does not involve a review "
        "of the candidate’s evidence.",
    ]
    page = said(site, "")
    assert "an appeals service is available, for individual candidates or for a group." in page
    assert "Only centres can make a stage 1 appeal." in page


@pytest.mark.proves("SG-02")
def test_students_and_parents_are_told_to_go_through_their_school_which_asks_without_concerns_of_its_own(site: Built) -> None:
    page = said(site, "students-and-parents/")
    assert "Only your school can ask for a check" in page
    assert "Requests are accepted only from centres, not directly from candidates, parents or legal guardians" in page
    assert "even if it has no concerns about the grade" in page
    assert "stay the same, go up or go down, and that in exceptional circumstances it may be withdrawn" in page


@pytest.mark.proves("SG-09")
@pytest.mark.parametrize("page", [GUIDE, "deadlines/"])
def test_deadlines_of_checks_and_apart_from_them_of_appeals_are_not_known_here_and_it_is_said_where_they_stand(
    site: Built, page: str
) -> None:
    text = words(article(site.page(page)))
    assert text.count("Not known here. The awarding body published it as “deadlines for submitting post-results checks” (PDF)") == 1
    assert text.count("Not known here. The awarding body published it as “deadlines for submitting appeals” (PDF)") == 1
    assert text.count("deadline not known here") >= 2


@pytest.mark.proves("SG-03", "SG-04", "SG-05")
def test_the_checks_stand_with_what_each_is_for_and_what_is_our_own_is_marked(site: Built) -> None:
    page = said(site, "")
    for words_of in (
        "Service 1 Change of grade following identification of an error",
        "The centre submits a revised grade for a candidate after it has found an error.",
        "Service 2 Individual candidate review Was the grade that the centre gave reasonable? "
        "An Assessment Specialist judges it from an independent review of the candidate's portfolio of evidence.",
        "The grade that the centre gave was reasonable. our own rule The grade that the centre gave was not reasonable. our own rule The grade is withdrawn.",
        "Service 3 Review of Quality Assurance decision Was the awarding body's judgement in the Quality Assurance process right?",
        "Available for individual candidates only: each request is about one.",
        "Available for whole cohorts only: you choose no candidate.",
        "The request came too late and was not considered. our own rule",
    ):
        assert words_of in page


def test_services_for_examinations_keep_their_pages_and_deadlines_to_themselves(site: Built) -> None:
    page = words(article(site.page("guidance/services/service-1/")))
    assert "November 2021" not in page
    assert "Change of grade" not in page


def test_evidence_is_built_in_here_where_the_awarding_body_has_a_service_apart(site: Built) -> None:
    page = said(site, "evidence/")
    assert "a separate service for evidence, Secure Exchange. On this desk you upload it on the page of the request." in page
    assert "SHA-256" in page
