"""What a re-moderation changes for each candidate, and what follows: waiver, statements, current results (CI-42)."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.billing.enquiry_fees import owed
from functions.domain.billing.invoices import invoice_lines
from functions.domain.catalogue.fees import FeeStatus, waiver_basis, waiver_sentence
from functions.domain.enquiries.appeal_records import AppealDetails, Verdict
from functions.domain.enquiries.appeals import RecordDecision, record_decision
from functions.domain.enquiries.cohort_outcomes import (
    CandidateResults,
    CohortCandidate,
    RecordModeration,
    cohort_candidates,
    cohort_sentence,
    outdated_problems,
    record_moderation,
)
from functions.domain.enquiries.cohort_records import CandidateOutcome, CohortOutcome, MarkChange
from functions.domain.enquiries.current_results import changed_results, needs_statement, statement_slot
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.enquiry_parts import Issued
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Changed, Refused
from functions.domain.register.cards import Card
from tests.builders import body, card, claim, enquiry, issued, london, result, route, service

AMINA = CohortCandidate(number="0713", name="Amina Osei", marks={"03": 54}, grade="B", open_enquiry=None)
BEN = CohortCandidate(number="0714", name="Ben Li", marks={"03": 40}, grade="C", open_enquiry=None)
WORDS = "The centre’s marks were brought in line with the standard."


def asked(**changes: Any) -> Enquiry:
    """A re-moderation of the coursework of 0500, acknowledged."""
    return enquiry(**{"service": "5", "syllabus": "0500", "components": ("03",), "candidates": (), "grade_before": None, **changes})


def record(
    *candidates: dict[str, Any], of: Enquiry | None = None, words: str = WORDS, cohort: tuple[CohortCandidate, ...] = (AMINA, BEN)
) -> Enquiry:
    about = of or asked()
    wanted = tuple(CandidateResults.model_validate(each) for each in candidates)
    request = RecordModeration(version=about.version, explanation=words, candidates=wanted)
    return record_moderation(about, request, entries_of(about, body()), body(), list(cohort))


def codes(*candidates: dict[str, Any], **changes: Any) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refusal:
        record(*candidates, **changes)
    return [(each.code, each.field) for each in refusal.value.problems]


def to(candidate: str, mark: int | None = None, grade: str = "") -> dict[str, Any]:
    return {"candidate": candidate, "marks": [] if mark is None else [{"component": "03", "mark_after": mark}], "grade_after": grade}


def out(of: Enquiry) -> Enquiry:
    return of.model_copy(update={"issued": issued("OutLetter"), "status": Status.COMPLETED})


# --- recording


@pytest.mark.proves("CI-42")
def test_only_candidates_whom_it_changes_are_kept_with_mark_and_grade_before_and_after() -> None:
    recorded = record(to("0714", 46, "B"), to("713", 54, "B"))
    assert recorded.cohort == CohortOutcome(
        size=2,
        changed=(
            CandidateOutcome(
                number="0714", name="Ben Li", marks=(MarkChange(component="03", mark_before=40, mark_after=46),), grade_before="C", grade_after="B"
            ),
        ),
        explanation=WORDS,
    )  # fmt: skip
    assert (recorded.recorded, recorded.version) == (True, 2)


@pytest.mark.proves("CI-42")
def test_a_mark_can_change_without_the_grade_and_what_is_not_sent_stays() -> None:
    (changed,) = record(to("0713", 55)).cohort.changed  # type: ignore[union-attr]
    assert (changed.marks[0].mark_after, changed.grade_before, changed.grade_after, changed.changes_grade) == (55, "B", "B", False)
    (changed,) = record(to("0713", grade="A")).cohort.changed  # type: ignore[union-attr]
    assert (changed.marks, changed.grade_after, changed.changes_grade) == ((), "A", True)
    assert record().cohort == CohortOutcome(size=2, changed=(), explanation=WORDS)


@pytest.mark.proves("CI-42")
def test_every_problem_is_found_at_once_and_names_its_field() -> None:
    assert codes(to("0713", 81, "Z"), to("0999", 50), to("0714", 41), to("0714", 42), words="") == [
        ("candidate_mark_range", "marks.0713.03"),
        ("candidate_grade", "grades.0713"),
        ("not_in_cohort", "candidates.0999"),
        ("candidate_twice", "candidates.0714"),
        ("moderation_words_missing", "explanation"),
    ]
    other = {"candidate": "0713", "marks": [{"component": "12", "mark_after": 3}]}
    assert codes(other) == [("component_not_taken", "marks.0713.12")]


def test_a_re_moderation_withdraws_no_grade_which_a_check_of_a_grade_can() -> None:
    assert codes(to("0713", grade="Withdrawn")) == [("candidate_grade", "grades.0713")]


@pytest.mark.proves("CI-42")
def test_a_candidate_with_an_open_enquiry_is_not_changed_before_it_is_finished_and_everybody_else_is() -> None:
    waiting = CohortCandidate(number="0713", name="Amina Osei", marks={"03": 54}, grade="B", open_enquiry="RD-1")
    assert codes(to("0713", 55), cohort=(waiting, BEN)) == [("candidate_still_open", "candidates.0713")]
    assert len(record(to("0713", 54, "B"), to("0714", 41), cohort=(waiting, BEN)).cohort.changed) == 1  # type: ignore[union-attr]


@pytest.mark.parametrize("of", [asked(status=Status.RECEIVED), asked(issued=issued("OutLetter")), enquiry(), asked(service="9")])
def test_it_is_recorded_after_the_acknowledgement_and_before_the_letter_of_a_re_moderation_alone(of: Enquiry) -> None:
    assert [code for code, _ in codes(of=of)] == ["status_forbids"]


def test_a_colleague_who_was_first_is_not_overwritten() -> None:
    with pytest.raises(Changed):
        record_moderation(asked(version=2), RecordModeration(version=1), entries_of(asked(), body()), body(), [])


# --- who is in the cohort


def taker(number: str, mark: int | None = 54, **changes: Any) -> Card:
    return card(number, syllabus="0500", results=(result("03", mark), result("12", 40)), **changes)


@pytest.mark.proves("CI-42")
def test_the_cohort_is_everybody_with_a_mark_in_the_component_with_their_current_results() -> None:
    earlier = enquiry(
        id="r1", syllabus="0500", components=("12",), grade_before="B", grade_after="A", recorded=True,
        issued={"OutLetter": Issued(at=london("2022-09-01 12:00"), fingerprint="0" * 16, size=1)},
    )  # fmt: skip
    open_one = claim("x1")
    cards = [
        taker("0713", claims=(claim("r1").model_copy(update={"open": False}),)), taker("0714", claims=(open_one,)), taker("0715", None),
        taker("0716", exempt=("03",)), taker("0717", route="portfolio"), card("0718", syllabus="0500", results=(result("12", 40),)),
    ]  # fmt: skip
    found = cohort_candidates(asked(), cards, [earlier])
    assert [(each.number, each.marks, each.grade, each.open_enquiry) for each in found] == [
        ("0713", {"03": 54}, "A", None),
        ("0714", {"03": 54}, "B", open_one.reference),
    ]


@pytest.mark.proves("CI-42")
def test_a_re_moderation_starts_from_what_was_there_before_it_also_after_its_own_letter() -> None:
    own = out(record(to("0714", 46, "B")))
    found = cohort_candidates(own, [taker("0714", 40, grade="C")], [own])
    assert [(each.number, each.marks, each.grade) for each in found] == [("0714", {"03": 40}, "C")]


@pytest.mark.proves("CI-42")
def test_results_that_changed_since_it_was_recorded_keep_the_letter_back() -> None:
    recorded = record(to("0714", 46, "B"))
    same, other = [AMINA, BEN], [AMINA, CohortCandidate(number="0714", name="Ben Li", marks={"03": 41}, grade="C", open_enquiry=None)]
    entries = entries_of(recorded, body())
    assert list(outdated_problems(recorded, entries, body(), same)) == []
    grade = [AMINA, CohortCandidate(number="0714", name="Ben Li", marks={"03": 40}, grade="B", open_enquiry=None)]
    for now in (other, grade, [AMINA]):
        assert [each.code for each in outdated_problems(recorded, entries, body(), now)] == ["moderation_outdated"]
    waiting = [AMINA, CohortCandidate(number="0714", name="Ben Li", marks={"03": 40}, grade="C", open_enquiry="RD-1")]
    assert [each.code for each in outdated_problems(recorded, entries, body(), waiting)] == ["candidate_still_open"]


# --- what follows


@pytest.mark.proves("CI-42", "CI-16")
@pytest.mark.parametrize(
    ("changes", "status", "charged", "text"),
    [
        ([to("0714", 46, "B")], FeeStatus.WAIVED, "0.00", "No charge: the syllabus grade of at least one candidate changed."),
        (
            [to("0714", 30, "D"), to("0713", 55)],
            FeeStatus.WAIVED,
            "0.00",
            "No charge: the syllabus grade of at least one candidate changed.",
        ),
        ([to("0713", 55)], FeeStatus.DUE, "210.00", "The fee is charged: no candidate’s syllabus grade changed."),
        ([], FeeStatus.DUE, "210.00", "The fee is charged: no candidate’s syllabus grade changed."),
    ],
)
def test_the_one_fee_is_waived_where_any_candidates_grade_changes(
    changes: list[dict[str, Any]], status: FeeStatus, charged: str, text: str
) -> None:
    finished = out(record(*changes))
    its = owed(finished, body())
    assert (its.status, f"{its.charged.amount:.2f}" if its.charged else None, its.text) == (status, charged, text)
    (line,) = invoice_lines(finished, body())
    assert (line.waived, f"{line.charged.amount:.2f}") == (status is FeeStatus.WAIVED, charged)
    assert owed(finished, body(), results=False).status is FeeStatus.DUE, "nothing is told before the letter"


@pytest.mark.proves("CI-42")
def test_the_waiver_of_a_cohort_is_our_own_rule_and_marked_as_such() -> None:
    five = service("5")
    assert waiver_sentence(route(), five) == (
        "There is no charge if the re-moderation changes the syllabus grade of any candidate, whether up or down."
    )
    assert body().sources[waiver_basis(route(), five).source].trust == "ours"


def test_a_report_on_a_group_promises_no_waiver() -> None:
    assert waiver_sentence(route(), service("9")) == "The fee is charged: no marking is reviewed, so no grade changes."
    assert waiver_basis(route(), service("9")).source == "ear-guide"
    assert waiver_sentence(route(), service("2")) == "There is no charge where the enquiry changes the syllabus grade, whether up or down."


@pytest.mark.proves("CI-42", "CI-25")
def test_each_candidate_whose_grade_changed_has_a_statement() -> None:
    finished = out(record(to("0713", 55), to("0714", 46, "B")))
    assert needs_statement(finished, route())
    assert [each.number for each in changed_results(finished)] == ["0714"]
    assert statement_slot(finished, "0714") == "Statement-0714"
    assert not needs_statement(out(record(to("0713", 55))), route())
    assert not needs_statement(record(to("0714", 46, "B")), route()), "not before the letter"


@pytest.mark.parametrize(
    ("size", "changed", "sentence"),
    [
        (36, 0, "No candidate’s mark or grade changes."),
        (36, 3, "The results of 3 of 36 candidates change. Everybody else keeps their marks and grade."),
        (36, 36, "The results of all 36 candidates change."),
        (1, 1, "The results of the only candidate change."),
    ],
)
def test_letter_and_page_say_how_many_candidates_it_changes(size: int, changed: int, sentence: str) -> None:
    one = CandidateOutcome(number="0713", name="Amina Osei", grade_before="B", grade_after="A")
    assert cohort_sentence(CohortOutcome(size=size, changed=(one,) * changed)) == sentence


# --- on appeal


def decide(*candidates: dict[str, Any], decision: Verdict = "allowed") -> Enquiry:
    """Decide an appeal against the outcome of a re-moderation."""
    against = AppealDetails(enquiry="e1", name="2206-000001", issued_at=london("2022-09-01 12:00"), grounds="Why")
    about = asked(id="a1", service="A1", appeal=against)
    wanted = tuple(CandidateResults.model_validate(each) for each in candidates)
    request = RecordDecision(version=about.version, decision=decision, reasons="So it is.", candidates=wanted)
    return record_decision(about, request, entries_of(about, body()), body(), [AMINA, BEN])


@pytest.mark.proves("CI-31", "CI-42")
@pytest.mark.parametrize("decision", ["allowed", "partly"])
def test_an_appeal_about_a_cohort_that_is_allowed_names_whose_results_change_and_waiver_and_statements_follow(decision: Verdict) -> None:
    appeal = out(decide(to("0714", 46, "B"), to("0713", 55), decision=decision))
    assert appeal.cohort
    assert [(each.number, each.grade_before, each.grade_after) for each in appeal.cohort.changed] == [
        ("0713", "B", "B"),
        ("0714", "C", "B"),
    ]
    assert cohort_sentence(appeal.cohort) == "The results of all 2 candidates change."
    assert (appeal.grade_after, appeal.changes_grade, needs_statement(appeal, route())) == (None, True, True)
    assert [statement_slot(appeal, each.number) for each in changed_results(appeal)] == ["Statement-0714"]
    assert (owed(appeal, body()).status, owed(appeal, body()).text) == (
        FeeStatus.WAIVED, "No charge: the syllabus grade of at least one candidate changed.",
    )  # fmt: skip


@pytest.mark.proves("CI-31")
@pytest.mark.parametrize("decision", ["not_allowed", "out_of_time"])
def test_an_appeal_about_a_cohort_that_is_not_allowed_changes_nobodys_results(decision: Verdict) -> None:
    with pytest.raises(Refused) as refusal:
        decide(to("0714", 46, "B"), decision=decision)
    assert [(each.code, each.field) for each in refusal.value.problems] == [("results_stay", "decision")]
    stays = decide(to("0714", 40, "C"), decision=decision)
    assert stays.cohort == CohortOutcome(size=2)
    assert not stays.changes_grade


@pytest.mark.proves("CI-31")
def test_the_results_that_an_appeal_about_a_cohort_changes_are_those_of_candidates_and_marks_that_there_are() -> None:
    with pytest.raises(Refused) as refusal:
        decide(to("0999", 46), to("0714", 81), to("0713", 54, "Z"))
    assert {(each.code, each.field) for each in refusal.value.problems} == {
        ("not_in_cohort", "candidates.0999"), ("candidate_mark_range", "marks.0714.03"), ("candidate_grade", "grades.0713"),
    }  # fmt: skip
