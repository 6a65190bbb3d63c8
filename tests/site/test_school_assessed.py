"""The guidance on school-assessed grades: facts from the catalogue with their source, in words for those who read them."""

from __future__ import annotations

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


@pytest.mark.proves("SG-02")
def test_students_and_parents_are_told_to_go_through_their_school_which_asks_without_concerns_of_its_own(site: Built) -> None:
    page = said(site, "students-and-parents/")
    assert "Only your school can ask for a check" in page
    assert "Requests are accepted only from centres, not from candidates, parents or legal guardians" in page
    assert "even if it has no concerns about the grade" in page
    assert "stay the same, go up or go down, and that in exceptional circumstances it may be withdrawn" in page


@pytest.mark.proves("SG-09")
@pytest.mark.parametrize("page", [GUIDE, "deadlines/"])
def test_deadlines_of_checks_and_apart_from_them_of_appeals_are_not_known_here_and_it_is_said_where_they_stand(
    site: Built, page: str
) -> None:
    text = words(article(site.page(page)))
    assert text.count("Not known here. The awarding body published it as “deadlines for submitting post-results checks” (PDF)") == 3
    assert text.count("Not known here. The awarding body published it as “deadlines for submitting appeals” (PDF)") == 1
    assert text.count("deadline not known here") >= 3


@pytest.mark.proves("SG-03", "SG-04", "SG-05")
def test_the_checks_stand_with_what_each_is_for_and_what_is_our_own_is_marked(site: Built) -> None:
    page = said(site, "")
    for words_of in (
        "Service 1 Change of grade following identification of an error",
        "Service 2 Individual candidate review",
        "Service 3 Review of Quality Assurance decision",
        "Available for individual candidates only: each request is about one.",
        "Available for whole cohorts only: no candidate is chosen.",
        "The request came too late and was not considered. our own rule",
    ):
        assert words_of in page


def test_services_for_examinations_keep_their_pages_and_deadlines_to_themselves(site: Built) -> None:
    page = words(article(site.page("guidance/services/service-1/")))
    assert "November 2021" not in page
    assert "Change of grade" not in page


def test_evidence_is_built_in_here_where_the_awarding_body_has_a_service_apart(site: Built) -> None:
    page = said(site, "evidence/")
    assert "Secure Exchange. Here the two are one" in page
    assert "SHA-256" in page
