"""What stands after outcomes, and when an updated statement of results is due."""

from __future__ import annotations

from datetime import datetime

import pytest

from functions.domain.enquiries.cohort_records import CandidateOutcome, CohortOutcome, MarkChange
from functions.domain.enquiries.current_results import current_grade, current_marks, needs_statement, touched_results
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Issued, Line
from functions.domain.enquiries.statuses import Status
from functions.domain.register.cards import Card, NamedCandidate
from tests.builders import card, enquiry, london, result, route


def out(at: str, grade: str, *, before: str = "B", mark: int = 41, **changes: object) -> Enquiry:
    """An enquiry of 0713 in 0580 with its outcome letter out."""
    moment: datetime = london(at)
    return enquiry(
        lines=(Line(component="22", mark_before=41, mark_after=mark),), grade_before=before, grade_after=grade, recorded=True,
        issued={"OutLetter": Issued(at=moment, fingerprint="0" * 16, size=1)}, **changes,
    )  # fmt: skip


@pytest.mark.proves("CI-25")
@pytest.mark.parametrize(("before", "after", "due"), [("B", "A", True), ("B", "C", True), ("B", "B", False), (None, "C", True)])
def test_a_statement_is_due_when_the_syllabus_grade_changed_either_way(before: str | None, after: str, due: bool) -> None:
    assert needs_statement(out("2022-09-01 12:00", after).model_copy(update={"grade_before": before}), route()) is due


@pytest.mark.proves("CI-25")
def test_no_statement_is_due_before_the_outcome_letter_is_out() -> None:
    decided = out("2022-09-01 12:00", "A")
    assert not needs_statement(decided.model_copy(update={"issued": {}}), route())
    assert not needs_statement(decided.model_copy(update={"recorded": False}), route())


def test_the_latest_outcome_about_this_candidate_and_syllabus_counts_whatever_the_order() -> None:
    first, last = out("2022-09-01 12:00", "A", mark=60), out("2022-09-09 12:00", "C", mark=30)
    elsewhere = out("2022-09-12 12:00", "E", syllabus="0610")
    assert current_grade(card(), [last, elsewhere, first]) == "C"
    assert current_grade(card(), [first, elsewhere, last]) == "C"
    assert current_marks(card(), [first, last])["22"] == 30
    assert current_marks(card(), [last, first])["22"] == 30
    assert current_marks(card(), [last, first])["42"] == card().result("42").mark  # type: ignore[union-attr]


def test_without_an_outcome_the_register_counts() -> None:
    assert current_grade(card(), []) == card().grade
    assert current_grade(card(), [out("2022-09-01 12:00", "A").model_copy(update={"issued": {}})]) == card().grade


# --- what an import would contradict


def told(stored: Card, imported: Card, *enquiries: Enquiry) -> list[tuple[str | None, object, object, bool]]:
    return [(each.component, each.kept, each.imported, each.established) for each in touched_results(stored, imported, enquiries)]


def test_a_mark_and_a_grade_that_an_outcome_established_stay_whatever_is_imported_and_that_is_said() -> None:
    finished = out("2022-09-01 12:00", "B", before="C", mark=46, status=Status.COMPLETED)
    stored = card(grade="C", results=(result("22", 41), result("42", 82)))
    without = card(grade=None, results=(result("22", None), result("42", 82)))
    assert told(stored, without, finished) == [(None, "B", None, True), ("22", 46, None, True)]
    assert current_marks(without, [finished]) == {"22": 46, "42": 82}
    assert current_grade(without, [finished]) == "B"
    first = touched_results(stored, without, [finished])[1]
    assert first.text == (
        "The outcome of 2206-000001 established mark 46 in component 22 for candidate 0713 in syllabus 0580; the file has none. "
        "The outcome stays as it is."
    )


def test_an_import_that_changes_nothing_or_brings_the_outcome_itself_contradicts_nothing() -> None:
    finished = out("2022-09-01 12:00", "B", before="C", mark=46)
    stored = card(grade="C", results=(result("22", 41), result("42", 82)))
    assert told(stored, stored, finished) == []
    assert told(stored, card(grade="B", results=(result("22", 46), result("42", 90))), finished) == []


def test_what_an_open_enquiry_began_from_is_named_and_a_cancelled_one_holds_nothing() -> None:
    stored, imported = card(grade="B", results=(result("22", 50), result("42", 50))), card(grade="B", results=(result("22", 44),))
    assert told(stored, imported, enquiry()) == [("22", 50, 44, False), ("42", 50, None, False)]
    assert told(stored, imported, enquiry(Status.CANCELLED)) == []
    assert told(stored, imported, enquiry(candidates=(NamedCandidate(number="0714", name="Ben Li"),))) == []
    assert touched_results(stored, imported, [enquiry()])[0].text == (
        "2206-000001 began from mark 50 in component 22 of candidate 0713 in syllabus 0580; the file has 44. The enquiry keeps what it began from."
    )


def test_what_a_re_moderation_established_for_a_candidate_is_held_as_well() -> None:
    changed = CandidateOutcome(
        number="0713",
        name="Amina Osei",
        marks=(MarkChange(component="03", mark_before=54, mark_after=60),),
        grade_before="B",
        grade_after="A",
    )
    moderated = enquiry(
        service="5", components=("03",), candidates=(), recorded=True, cohort=CohortOutcome(size=30, changed=(changed,)),
        issued={"OutLetter": Issued(at=london("2022-09-05 12:00"), fingerprint="0" * 16, size=1)},
    )  # fmt: skip
    stored = card(grade="B", results=(result("03", 54),))
    assert (current_grade(stored, [moderated]), current_marks(stored, [moderated])) == ("A", {"03": 60})
    assert told(stored, card(grade="C", results=(result("03", 50),)), moderated) == [(None, "A", "C", True), ("03", 60, 50, True)]
    another = card("0714", grade="B", results=(result("03", 54),))
    assert (current_grade(another, [moderated]), current_marks(another, [moderated])) == ("B", {"03": 54})
