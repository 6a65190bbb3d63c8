"""What stands after outcomes, and when an updated statement of results is due."""

from __future__ import annotations

from datetime import datetime

import pytest

from functions.domain.enquiries.current_results import current_grade, current_marks, needs_statement
from functions.domain.enquiries.enquiry import Enquiry, Issued, Line
from tests.builders import card, enquiry, london


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
    assert needs_statement(out("2022-09-01 12:00", after).model_copy(update={"grade_before": before})) is due


@pytest.mark.proves("CI-25")
def test_no_statement_is_due_before_the_outcome_letter_is_out() -> None:
    decided = out("2022-09-01 12:00", "A")
    assert not needs_statement(decided.model_copy(update={"issued": {}}))
    assert not needs_statement(decided.model_copy(update={"recorded": False}))


def test_the_latest_outcome_about_this_candidate_and_syllabus_counts_whatever_the_order() -> None:
    first, last = out("2022-09-01 12:00", "A", mark=60), out("2022-09-09 12:00", "C", mark=30)
    elsewhere = out("2022-09-12 12:00", "E", syllabus="0610")
    assert current_grade(card(), [last, elsewhere, first]) == "C"
    assert current_marks(card(), [last, first])["22"] == 30
    assert current_marks(card(), [last, first])["42"] == card().result("42").mark  # type: ignore[union-attr]


def test_without_an_outcome_the_register_counts() -> None:
    assert current_grade(card(), []) == card().grade
    assert current_grade(card(), [out("2022-09-01 12:00", "A").model_copy(update={"issued": {}})]) == card().grade
