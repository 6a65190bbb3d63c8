"""What has the trust of the awarding body's own publications, held against them: what they do not state is ours, or only reported."""

from __future__ import annotations

import pytest

from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Part
from functions.domain.catalogue.sources import Basis, Trust
from tests.builders import body, route, series, service
from tests.domain.school_assessed import check, school

PARTS: tuple[Part, ...] = ("documents", "completes_with", "evidence", "asks", "findings")
CHECK_CODES, APPEAL_CODES = ("1", "2", "3"), ("AM", "AP", "AS")


def trust(basis: Basis) -> Trust:
    return body().sources[basis.source].trust


def portfolio() -> Route:
    found = body().route("portfolio")
    assert found
    return found


def test_each_source_has_the_trust_that_it_deserves_and_no_other_source_is_relied_on() -> None:
    """Published: the awarding body's own documents that this catalogue was checked against. Reported: what was read elsewhere or at second hand."""
    assert {id: source.trust.value for id, source in body().sources.items()} == {
        "ear-guide": "published",
        "sag-2021": "published",
        "portfolio-page": "published",
        "handbook-2018": "reported",
        "understanding-results": "reported",
        "help-annotations": "reported",
        "school-pages": "reported",
        "ocr-certificates": "reported",
        "ours": "ours",
        "demonstration": "demonstration",
    }


@pytest.mark.parametrize("code", ["ICE", "AICE"])
def test_that_a_recalculation_is_asked_for_by_e_mail_is_published_and_what_to_write_is_ours(code: str) -> None:
    award = next(each for each in route().group_awards if each.code == code)
    assert trust(award.basis) is Trust.PUBLISHED
    assert trust(award.what_to_write_basis) is Trust.OURS
    assert award.what_to_write_basis.note == "The guide gives the address but does not say what to write."


@pytest.mark.parametrize("code", CHECK_CODES)
def test_the_checks_are_published_and_their_letters_evidence_questions_and_findings_are_ours(code: str) -> None:
    offered = check(code)
    assert trust(offered.basis) is Trust.PUBLISHED
    assert {part: trust(offered.basis_of(part)) for part in PARTS} == {
        "documents": Trust.OURS,
        "completes_with": Trust.OURS,
        "evidence": Trust.OURS,
        "asks": Trust.OURS,
        "findings": Trust.OURS,
    }


def test_only_that_a_grade_can_be_withdrawn_is_published_of_what_a_check_can_find() -> None:
    found = {
        (code, each.id): trust(check(code).basis_of_finding(each))
        for code in CHECK_CODES
        if (asked := check(code).grade_check)
        for each in asked.findings
    }
    assert [key for key, how in found.items() if how is Trust.PUBLISHED] == [("1", "withdrawn"), ("2", "withdrawn"), ("3", "withdrawn")]
    assert {how for key, how in found.items() if key[1] != "withdrawn"} == {Trust.OURS}
    assert len(found) >= 12


@pytest.mark.parametrize("code", APPEAL_CODES)
def test_the_appeals_about_school_assessed_grades_are_published_and_their_letters_and_documents_are_ours(code: str) -> None:
    offered = check(code)
    assert trust(offered.basis) is Trust.PUBLISHED
    assert [trust(offered.basis_of(part)) for part in PARTS[:3]] == [Trust.OURS] * 3


@pytest.mark.parametrize("code", ["A1", "A2"])
def test_that_there_are_two_stages_is_published_and_the_letters_and_documents_of_an_appeal_are_ours(code: str) -> None:
    offered = service(code)
    assert trust(offered.basis) is Trust.PUBLISHED
    assert [trust(offered.basis_of(part)) for part in PARTS[:3]] == [Trust.OURS] * 3


def test_the_28_days_of_an_appeal_are_only_reported() -> None:
    assert trust(service("A1").basis_of("target")) is Trust.REPORTED


def test_when_service_5_is_completed_is_ours_and_when_a_copy_of_script_and_service_9_are_is_published() -> None:
    assert trust(service("5").basis_of("completes_with")) is Trust.OURS
    assert [trust(service(code).basis_of("completes_with")) for code in ("1S", "2S", "9")] == [Trust.PUBLISHED] * 3


def test_the_waiver_is_published_for_the_services_of_the_guide_and_ours_for_appeals_and_service_10() -> None:
    rule = route().fee_rule
    published = ["1", "1S", "2", "2S", "5", "9"]
    assert [trust(rule.basis_for(code)) for code in published] == [Trust.PUBLISHED] * 6
    assert {code: trust(rule.basis_for(code)) for code in ("A1", "A2", "10")} == {"A1": Trust.OURS, "A2": Trust.OURS, "10": Trust.OURS}
    assert portfolio().fee_rule == rule


@pytest.mark.parametrize(("id", "day"), [("2022-06", (2022, 9, 20)), ("2022-11", (2023, 2, 26))])
def test_the_deadline_of_service_10_is_that_of_the_other_services_by_our_own_rule(id: str, day: tuple[int, int, int]) -> None:
    deadline = series(id).deadline_for("10")
    assert deadline.closes_on
    assert (deadline.closes_on.year, deadline.closes_on.month, deadline.closes_on.day) == day
    assert trust(deadline.basis) is Trust.OURS
    assert trust(series(id).deadline_for("2").basis) is Trust.PUBLISHED


def test_service_10_is_published_and_its_letters_and_findings_are_ours() -> None:
    selection = portfolio().service("10")
    assert selection
    assert trust(selection.basis) is Trust.PUBLISHED
    assert [trust(selection.basis_of(part)) for part in (*PARTS[:2], PARTS[4])] == [Trust.OURS] * 3


def test_the_portfolio_route_is_published_for_november_2022_and_ours_for_june() -> None:
    assert trust(series("2022-06").routes_basis["portfolio"]) is Trust.OURS
    assert series("2022-11").routes_basis == {}


def test_the_guide_does_not_print_how_the_declarations_read_so_their_words_are_ours_or_reported() -> None:
    assert {each.id: trust(each.basis) for each in route().declarations} == {
        "complete": Trust.OURS,
        "consent": Trust.REPORTED,
        "report-complete": Trust.OURS,
        "report-supported": Trust.OURS,
        "head": Trust.OURS,
        "appeal-signed": Trust.REPORTED,
        "appeal-consent": Trust.OURS,
    }
    assert all(each.basis.note for each in route().declarations if each.id != "head")


def test_what_submitting_confirms_about_a_school_assessed_grade_is_published_and_the_box_to_tick_is_ours() -> None:
    (told,) = school().declarations
    assert trust(told.basis) is Trust.PUBLISHED
    assert told.basis.note == "The page says that submitting a request confirms this. Asking you to tick it is our own."


def test_every_rule_of_the_desk_that_no_source_states_is_ours() -> None:
    ours = {each.id: {name for name, rule in each.rules.items() if trust(rule.basis) is Trust.OURS} for each in body().routes}
    standard = {
        "appeal-decided", "appeal-once", "appeal-documents", "freed", "extension-terms", "one-route", "appeal-late", "no-result-once",
        "most-candidates",
    }  # fmt: skip
    assert ours["standard"] >= standard
    assert ours["portfolio"] >= {*standard, "once-selection", "whole-portfolio"}
    assert ours["school-assessed"] >= {
        "once", "appeal-once", "appeal-decided", "appeal-documents", "appeal-each", "freed", "contact-email", "most-candidates", "one-route",
        "late", "evidence-here",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("on", "rule", "duty"),
    [
        ("standard", "all-at-once", "You must submit all the components of a candidate in a syllabus at the same time."),
        ("standard", "mark-needed", "Every component that you want reviewed must have a mark from an exam or from moderation."),
        ("standard", "head-asks", "The Head of Centre must ask for an enquiry about NO RESULT or PENDING."),
        ("portfolio", "supplement", "You must follow both the Cambridge Handbook and the additional guidance."),
        ("school-assessed", "centre-review", "the centre must complete a Centre Review before it can apply"),
        ("school-assessed", "centres-only", "A centre must be prepared to submit one on behalf of a candidate even if it has no concerns about the grade."),
        ("school-assessed", "told", "the centre must tell candidates that their syllabus grade will stay the same, go up or go down"),
    ],
)  # fmt: skip
def test_a_duty_is_worded_as_a_duty(on: str, rule: str, duty: str) -> None:
    found = body().route(on)
    assert found
    assert duty in found.rules[rule].text


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("ear-guide", "https://www.cambridgeinternational.org/ear"),
        ("portfolio-page", "https://www.cambridgeinternational.org/november-2022-poe-ear"),
    ],
)
def test_a_source_that_has_an_address_has_it_in_the_catalogue(source: str, url: str) -> None:
    assert body().sources[source].url == url


@pytest.mark.proves("SG-10", "CI-38")
def test_the_awarding_bodys_own_papers_are_named_with_the_address_that_it_gives() -> None:
    assert {name: each.title for name, each in body().papers.items()} == {
        "handbook": "Cambridge Handbook",
        "marks-factsheet": "How to understand marks on candidate’s scripts",
        "exemptions-guide": "Guide for submitting candidates’ details for Covid-19 exemptions",
        "overview-video": "Video tutorial on enquiries about results",
        "portfolio-supplement": "Guidance on enquiries about results and appeals for the portfolio of evidence route",
        "portfolio-families": "Information for students and their families",
        "centre-review-factsheet": "Post-results checks and appeals for school-assessed grades: The Centre Review Factsheet",
        "sag-supplement": "Guidance on post-results checks and appeals for school-assessed grades in the November 2021 series",
        "sag-check-deadlines": "Deadlines for submitting post-results checks",
        "sag-appeal-deadlines": "Deadlines for submitting appeals",
        "sag-families-factsheet": "Factsheet for students and parents",
        "sag-step-by-step": "CI Direct step-by-step guide",
        "sag-evidence-guide": "Secure Exchange user guide",
    }
    assert {name: each.url for name, each in body().papers.items() if each.url} == {
        "handbook": "https://www.cambridgeinternational.org/examsofficersguide",
        "marks-factsheet": "https://www.cambridgeinternational.org/ear",
        "exemptions-guide": "https://www.cambridgeinternational.org/november-2022-exemptions",
        "portfolio-supplement": "https://www.cambridgeinternational.org/november-2022-poe-ear",
    }
    assert all(trust(each.basis) is Trust.PUBLISHED for each in body().papers.values())
