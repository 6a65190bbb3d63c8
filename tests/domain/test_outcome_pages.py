"""The outcome of an enquiry in one line, which its page begins with."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.enquiries.appeal_records import AppealDetails, Decision
from functions.domain.enquiries.cohort_outcomes import CohortCandidate
from functions.domain.enquiries.cohort_records import CandidateOutcome, CohortOutcome, MarkChange
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.enquiry_parts import Answer, Line
from functions.domain.views.enquiry_pages import for_centre
from functions.domain.views.outcome_pages import cohort_shown, cohort_table, outcome_summary
from tests.builders import body, enquiry, issued, london, service, syllabus
from tests.domain.school_assessed import check_enquiry


def summary(of: Enquiry) -> Any:
    return outcome_summary(of, entries_of(of, body()).service)


def reviewed(*marks: tuple[int, int], grades: tuple[str | None, str] = ("C", "B")) -> Enquiry:
    lines = tuple(Line(component=code, mark_before=old, mark_after=new) for code, (old, new) in zip(("22", "42"), marks, strict=False))
    return enquiry(lines=lines, grade_before=grades[0], grade_after=grades[1], recorded=True, issued=issued("OutLetter"))


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (reviewed((50, 50), (82, 96)), "Component 42: 82 → 96. Syllabus grade: C → B."),
        (reviewed((50, 51), (82, 80), grades=("C", "C")), "Component 22: 50 → 51. Component 42: 82 → 80. The syllabus grade stays C."),
        (reviewed((50, 50), grades=("C", "C")), "No mark changes. The syllabus grade stays C."),
        (reviewed((50, 50), grades=(None, "C")), "No mark changes. Syllabus grade: none → C."),
    ],
)
def test_a_review_is_told_by_the_marks_that_change_and_the_grade(of: Enquiry, text: str) -> None:
    assert summary(of)["text"] == text


def test_its_parts_are_given_for_a_page_that_draws_them() -> None:
    assert summary(reviewed((50, 50), (82, 96))) == {
        "text": "Component 42: 82 → 96. Syllabus grade: C → B.",
        "marks": [{"code": "22", "before": 50, "after": 50}, {"code": "42", "before": 82, "after": 96}],
        "grade": {"before": "C", "after": "B"}, "changes_grade": True, "changed": None, "size": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (
            check_enquiry(recorded=True, grade_after="B", answer=Answer(finding="reasonable", explanation="So it is.")),
            "The grade that the centre gave was reasonable. The syllabus grade stays B.",
        ),
        (
            enquiry(service="X", components=(), recorded=True, answer=Answer(finding="no_result", explanation="Why.")),
            "No result can be issued.",
        ),
        (
            enquiry(
                service="A1", recorded=True, grade_after="A", appeal=AppealDetails(grounds="Why"), decision=Decision(finding="allowed", reasons="So."),
            ),
            "The appeal is allowed. Syllabus grade: B → A.",
        ),
        (
            enquiry(service="5", candidates=(), components=("22",), recorded=True, grade_before=None, cohort=CohortOutcome(size=12)),
            "No candidate’s mark or grade changes.",
        ),
    ],
)  # fmt: skip
def test_every_other_kind_is_told_by_what_was_found(of: Enquiry, text: str) -> None:
    assert summary(of)["text"] == text


def test_nothing_is_told_before_it_is_recorded_nor_to_the_centre_before_its_letter() -> None:
    assert summary(enquiry()) is None
    recorded = reviewed((50, 50), (82, 96)).model_copy(update={"issued": {}})
    page = for_centre(recorded, body(), [], london("2022-09-02 12:00"))
    assert (page["outcome"], page["cohort"]) == (None, None)
    assert for_centre(reviewed((50, 50), (82, 96)), body(), [], london("2022-09-02 12:00"))["outcome"]["text"].endswith("C → B.")


def test_a_cohort_shows_each_candidate_whom_it_changes() -> None:
    one = CandidateOutcome(
        number="0713",
        name="Amina Osei",
        marks=(MarkChange(component="22", mark_before=50, mark_after=57),),
        grade_before="B",
        grade_after="A",
    )
    assert cohort_shown(CohortOutcome(size=9, changed=(one,), explanation="Too severe."), service("5"), syllabus()) == {
        "size": 9, "text": "The results of 1 of 9 candidates change. Everybody else keeps their marks and grade.", "explanation": "Too severe.",
        "finding": "", "finding_text": None, "changed": [
            {
                "number": "0713", "name": "Amina Osei", "grade_before": "B", "grade_after": "A",
                "marks": [{"code": "22", "title": "Paper 2 (Extended)", "before": 50, "after": 57}],
            }
        ],
    }  # fmt: skip
    assert cohort_shown(None, service("5"), syllabus()) is None


def test_the_table_of_a_cohort_begins_with_each_candidates_current_results() -> None:
    cohort = [
        CohortCandidate(number="0713", name="Amina Osei", marks={"22": 50, "42": None}, grade="B", open_enquiry=None),
        CohortCandidate(number="0714", name="Bao Nguyen", marks={}, grade=None, open_enquiry="RD-ABCDE-12345"),
    ]
    assert cohort_table(cohort) == [
        {
            "number": "0713", "name": "Amina Osei", "marks": [{"code": "22", "mark": 50}, {"code": "42", "mark": None}], "grade": "B",
            "open_enquiry": None,
        },
        {"number": "0714", "name": "Bao Nguyen", "marks": [], "grade": None, "open_enquiry": "RD-ABCDE-12345"},
    ]  # fmt: skip
    assert cohort_table([]) == []
