"""What content/catalogue says of Cambridge International, held against its guide of 2022."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from pydantic import BaseModel

from functions.domain.calendar import Period, Unit
from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.fees import is_demonstration
from functions.domain.catalogue.services import Subject
from functions.domain.catalogue.sources import Basis, Trust
from tests.builders import GUIDE, body, route, series, service, syllabus

MARKING = ["1", "1S", "2", "2S"]
ACK, OUT, COS, RPT = Document.ACKNOWLEDGEMENT, Document.OUTCOME, Document.SCRIPT, Document.REPORT


def bases(value: object) -> Iterator[Basis]:
    if isinstance(value, Basis):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from bases(getattr(value, name))
    elif isinstance(value, dict):
        for each in value.values():
            yield from bases(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from bases(each)


@pytest.mark.proves("CI-01")
def test_the_six_services_of_the_guide_stand_in_their_order_with_their_names() -> None:
    assert [(each.code, each.name) for each in route().component_services] == [
        ("1", "Clerical re-check"),
        ("1S", "Clerical re-check with copy of script"),
        ("2", "Review of marking"),
        ("2S", "Review of marking with copy of script"),
        ("5", "Re-moderation of coursework with report"),
        ("9", "Report on the work of a group of candidates"),
    ]
    assert all(each.checks.endswith((".", "?")) for each in route().services)


BY_BODY, BY_CENTRE = "Available for components that the awarding body assessed.", "Available for components that the centre assessed."
NO_MULTIPLE_CHOICE, NO_ART = "Not available for multiple-choice question papers.", "Not available for Art & Design syllabuses."


@pytest.mark.proves("CI-01", "CI-09")
@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("1", [BY_BODY]),
        ("1S", [BY_BODY, NO_ART]),
        ("2", [BY_BODY, NO_MULTIPLE_CHOICE]),
        ("2S", [BY_BODY, NO_MULTIPLE_CHOICE, NO_ART]),
        ("5", [BY_CENTRE, "Not available for individual candidates; only the work in the original sample is moderated again."]),
        ("9", [BY_BODY, NO_MULTIPLE_CHOICE, "About one component and a group of 5 to 15 candidates."]),
    ],
)
def test_each_service_says_for_what_it_is_available(code: str, sentences: list[str]) -> None:
    assert service(code).availability.sentences == sentences


@pytest.mark.proves("CI-26")
@pytest.mark.parametrize(
    ("code", "subject", "documents", "completes_with"),
    [
        ("1", Subject.CANDIDATE, [ACK, OUT], [OUT]),
        ("1S", Subject.CANDIDATE, [ACK, OUT, COS], [OUT, COS]),
        ("2", Subject.CANDIDATE, [ACK, OUT], [OUT]),
        ("2S", Subject.CANDIDATE, [ACK, OUT, COS], [OUT, COS]),
        ("5", Subject.COHORT, [ACK, OUT, RPT], [OUT, RPT]),
        ("9", Subject.GROUP, [ACK, RPT], [RPT]),
    ],
)
def test_each_service_says_whom_it_is_about_and_with_which_documents_it_ends(
    code: str, subject: Subject, documents: list[Document], completes_with: list[Document]
) -> None:
    found = service(code)
    assert (found.subject, list(found.documents), list(found.completes_with)) == (subject, documents, completes_with)


@pytest.mark.proves("CI-08")
def test_re_checks_and_reviews_of_marking_are_one_family_and_the_others_are_of_none() -> None:
    assert {each.code: each.family for each in route().component_services} == {**dict.fromkeys(MARKING, "marking"), "5": None, "9": None}


def test_the_desk_takes_all_six_services() -> None:
    assert [each.code for each in route().services if not each.not_yet] == [*MARKING, "5", "9", "X", "Q"]


@pytest.mark.proves("CI-02")
def test_the_deadlines_are_20_september_2022_and_26_february_2023_for_every_service() -> None:
    assert [each.code for each in route().services] == ["1", "1S", "2", "2S", "5", "9", "X", "Q"]
    for each in route().services:
        assert series("2022-06").deadline_for(each.code).closes_on == date(2022, 9, 20)
        assert series("2022-11").deadline_for(each.code).closes_on == date(2023, 2, 26)
    assert [each.title for each in body().series if not each.practice] == ["June 2022", "November 2022", "November 2021"]
    assert body().closes_at(series("2022-06"), "2") == datetime(2022, 9, 20, 23, tzinfo=UTC)
    assert body().closes_at(series("2022-11"), "2") == datetime(2023, 2, 27, tzinfo=UTC)


@pytest.mark.proves("CI-02")
def test_x_and_q_enquiries_have_the_same_deadlines_are_free_and_are_asked_for_by_the_head_of_centre() -> None:
    found = {each.code: each for each in route().plain_enquiries}
    sat = [each for each in body().series if "standard" in each.routes]
    assert set(found) == {"X", "Q"}
    for each in found.values():
        assert (each.free, each.asked_by) == (True, "Head of Centre")
        assert {one.deadline_for(each.code) for one in sat} == {one.deadline_for("2") for one in sat}
        assert each.missing
        assert each.missing.evidence == ("an attendance register", "a coursework mark")


def test_group_awards_are_asked_for_by_e_mail_and_are_no_service() -> None:
    assert [(each.name, each.email) for each in route().group_awards] == [
        ("Cambridge ICE", "info@cambridgeinternational.org"),
        ("Cambridge AICE Diploma", "info@cambridgeinternational.org"),
    ]
    assert not {each.code for each in route().group_awards} & {each.code for each in route().services}


@pytest.mark.proves("CI-12")
def test_the_target_is_30_days_and_service_9_may_take_longer() -> None:
    assert {each.target for each in route().services} == {Period(amount=30, unit=Unit.DAYS)}
    assert [each.code for each in route().services if each.target_may_be_longer] == ["9"]
    assert service("2").target_sentence == "Normally within 30 days of receipt."
    assert service("9").target_sentence == "Normally within 30 days of receipt. It may take longer."


@pytest.mark.proves("CI-15", "CI-23")
def test_a_number_comes_in_24_hours_a_letter_in_2_working_days_and_changes_are_free_for_24_hours() -> None:
    timings = route().timings
    assert timings.number_within == Period(amount=24, unit=Unit.HOURS)
    assert timings.acknowledgement_within == Period(amount=2, unit=Unit.WORKING_DAYS)
    assert timings.change_window == Period(amount=24, unit=Unit.HOURS)


@pytest.mark.proves("CI-16")
def test_invoices_come_from_october_for_june_and_from_march_for_november() -> None:
    assert series("2022-06").invoices.from_month == 10
    assert series("2022-11").invoices.from_month == 3


@pytest.mark.proves("CI-16")
def test_fees_are_not_published_are_waived_by_a_changed_grade_and_late_changes_are_charged() -> None:
    rule = route().fee_rule
    assert (rule.published, rule.waived_when, rule.late_change_charged) == (False, "syllabus-grade-changes", True)


def test_every_figure_of_money_is_of_the_demonstration_and_marked_so() -> None:
    prices = body().prices
    assert prices
    assert is_demonstration(body())
    assert "(demonstration figure)" in body().cite(prices.basis)
    assert set(prices.services) == {each.code for one in body().routes_of(series("2022-06")) for each in one.services if not each.free}
    assert all(isinstance(each, Decimal) for each in [*prices.services.values(), prices.late_change])
    assert body().sources[body().syllabuses_basis.source].trust is Trust.DEMONSTRATION


@pytest.mark.proves("CI-40")
@pytest.mark.parametrize("id", ["2022-06", "2022-11"])
def test_both_series_carry_the_notice_that_it_may_take_longer(id: str) -> None:
    notice = series(id).notice
    assert notice
    assert "longer than usual" in notice.text


@pytest.mark.proves("CI-41")
def test_questions_go_to_customer_services() -> None:
    assert body().contact.email == "info@cambridgeinternational.org"
    assert body().cite(body().contact.basis) == GUIDE


@pytest.mark.proves("CI-21")
def test_there_are_two_declarations_and_what_the_guide_does_not_print_is_not_passed_off_as_its_words() -> None:
    assert [each.id for each in route().declarations_for("2")] == ["complete", "consent"]
    assert [each.id for each in route().declarations_for("X")] == ["head"]
    assert "none can be added later" in route().declarations[0].text
    consent = route().declarations[1]
    assert body().sources[consent.basis.source].trust is Trust.REPORTED
    assert consent.basis.note


@pytest.mark.proves("BY-02")
def test_every_entry_says_its_source_and_the_day_it_was_checked() -> None:
    found = list(bases(body()))
    assert len(found) > 30
    for basis in found:
        assert basis.source in body().sources
        assert date(2026, 1, 1) <= basis.checked <= date.today()
        assert "checked" in body().cite(basis)


def test_what_is_not_from_the_guide_says_so_when_it_is_cited() -> None:
    assert body().cite(route().rules["freed"].basis).endswith("(our own rule)")
    assert body().cite(route().declarations[1].basis).endswith("(reported, not confirmed)")
    assert body().cite(route().rules["once"].basis) == GUIDE


def test_the_zone_and_the_holidays_are_our_own_reading_and_say_so() -> None:
    assert (body().zone, body().working_days.country, body().working_days.subdivision) == ("Europe/London", "GB", "ENG")
    assert body().sources[body().working_days.basis.source].trust is Trust.OURS
    assert body().working_days.basis.note


@pytest.mark.parametrize(
    "day",
    ["2022-08-29", "2022-09-19", "2022-12-26", "2022-12-27", "2023-01-02", "2023-04-07", "2023-04-10", "2023-05-08", "2026-08-31"],
)
def test_the_bank_holidays_of_england_are_closed_days(day: str) -> None:
    assert date.fromisoformat(day) in body().closed


@pytest.mark.parametrize("day", ["2022-03-17", "2022-08-01", "2022-11-30", "2023-01-03", "2022-12-28", "2022-09-20", "2023-02-27"])
def test_holidays_of_other_countries_of_the_kingdom_and_ordinary_days_are_working_days(day: str) -> None:
    assert date.fromisoformat(day) not in body().closed


def test_the_syllabuses_have_a_case_of_every_rule() -> None:
    kinds = {each.kind.value for one in body().syllabuses for each in one.components}
    assert {"written", "multiple-choice", "coursework", "speaking", "portfolio", "practical"} == kinds
    assert [each.value for each in syllabus("0400").traits] == ["art-and-design"]
    assert {each.qualification for each in body().syllabuses} == set(body().qualifications)
    assert [each.code for each in body().syllabuses if not each.grades] == []


@pytest.mark.parametrize(
    ("route", "kinds"),
    [
        (
            "standard",
            {
                "1": "clerical-check", "1S": "clerical-check", "2": "review-of-marking", "2S": "review-of-marking", "5": "review-of-moderation",
                "9": "group-report", "X": "missing-result", "Q": "missing-result", "A1": "first-appeal", "A2": "second-appeal",
            },
        ),
        ("portfolio", {"10": "evidence-review", "2": "review-of-marking"}),
        ("school-assessed", {"1": "grade-check", "2": "grade-check", "3": "grade-check", "AM": "first-appeal"}),
    ],
)  # fmt: skip
def test_every_service_says_of_which_kind_it_is_so_that_bodies_can_be_compared(route: str, kinds: dict[str, str]) -> None:
    found = body().route(route)
    assert found
    services = {each.code: each.compared_as for each in (*found.services, *found.appeals)}
    assert {code: services[code] for code in kinds} == kinds
    assert None not in services.values()
