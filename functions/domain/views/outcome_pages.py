"""The outcome of an enquiry as its page begins with it, and the candidates of a cohort whom an outcome changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from functions.domain.catalogue.services import Service
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.catalogue.words import OUR_WORDS, Words
from functions.domain.enquiries.appeals import VERDICT_TEXT
from functions.domain.enquiries.cohort_outcomes import CohortCandidate, cohort_sentence, moderation_text
from functions.domain.enquiries.cohort_records import CohortOutcome
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.grade_checks import finding_text

Shown = dict[str, Any]


def outcome_summary(enquiry: Enquiry, service: Service, words: Words = OUR_WORDS) -> Shown | None:
    """Return the outcome in one line in the words of its body, and its parts; None while nothing is recorded. Only for readers who may see results.

    `text` is such as "Component 42: 82 → 96. Syllabus grade: C → B." `marks` has every component of a review, `grade` is None
    where the outcome says nothing of one candidate's grade, and `changed` counts the candidates of a cohort.
    """
    if not enquiry.recorded:
        return None
    marks = [
        {"code": each.component, "before": each.mark_before, "after": each.mark_after}
        for each in enquiry.lines
        if each.mark_after is not None
    ]
    grade = {"before": enquiry.grade_before, "after": enquiry.grade_after} if enquiry.grade_after is not None else None
    return {
        "text": words.said(" ".join([*_finding(enquiry, service), *_marks(enquiry), *_grade(enquiry)])),
        "marks": marks,
        "grade": grade,
        "changes_grade": enquiry.changes_grade,
        "changed": len(enquiry.cohort.changed) if enquiry.cohort else None,
        "size": enquiry.cohort.size if enquiry.cohort else None,
    }


def cohort_shown(outcome: CohortOutcome | None, service: Service, syllabus: Syllabus, words: Words = OUR_WORDS) -> Shown | None:
    """Return the outcome about a cohort, with the candidates whom it changes; None for other enquiries."""
    if outcome is None:
        return None
    titles = {each.code: each.title for each in syllabus.components}
    return {
        "size": outcome.size,
        "text": words.said(cohort_sentence(outcome)),
        "explanation": outcome.explanation,
        "finding": outcome.finding,
        "finding_text": moderation_text(outcome, service),
        "changed": [
            {
                "number": each.number,
                "name": each.name,
                "marks": [
                    {"code": one.component, "title": titles.get(one.component, ""), "before": one.mark_before, "after": one.mark_after}
                    for one in each.marks
                ],
                "grade_before": each.grade_before,
                "grade_after": each.grade_after,
            }
            for each in outcome.changed
        ],
    }


def cohort_table(cohort: Iterable[CohortCandidate]) -> list[Shown]:
    """Return the candidates of a cohort with their current results: where staff begin to record its outcome."""
    return [
        {
            "number": each.number,
            "name": each.name,
            "marks": [{"code": code, "mark": mark} for code, mark in each.marks.items()],
            "grade": each.grade,
            "open_enquiry": each.open_enquiry,
        }
        for each in cohort
    ]


def _finding(enquiry: Enquiry, service: Service) -> list[str]:
    found = [f"{VERDICT_TEXT[enquiry.decision.finding]}."] if enquiry.decision else []
    if enquiry.answer:
        found.append(f"{finding_text(service, enquiry.answer.finding)}.")
    if enquiry.cohort and (text := moderation_text(enquiry.cohort, service)):
        found.append(f"{text}.")
    return [*found, cohort_sentence(enquiry.cohort)] if enquiry.cohort else found


def _marks(enquiry: Enquiry) -> list[str]:
    if enquiry.appeal or enquiry.cohort or not enquiry.lines:
        return []
    changed = [each for each in enquiry.lines if each.mark_after != each.mark_before]
    return [f"Component {each.component}: {_result(each.mark_before)} → {_result(each.mark_after)}." for each in changed] or [
        "No mark changes."
    ]


def _grade(enquiry: Enquiry) -> list[str]:
    if enquiry.grade_after is None:
        return []
    if not enquiry.changes_grade:
        return [f"The syllabus grade stays {enquiry.grade_after}."]
    return [f"Syllabus grade: {_result(enquiry.grade_before)} → {enquiry.grade_after}."]


def _result(value: int | str | None) -> str:
    return "none" if value is None else str(value)
