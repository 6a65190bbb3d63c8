"""A candidate's current results after outcomes, what an import would contradict, and whether a statement is needed (CI-25).

The register stays as it was imported, for a centre must not learn from it about an outcome that its Associate has not
released. The current results are those of the register, changed by the outcomes of the enquiries about the candidate and about
the cohort, in their order. An enquiry keeps its own marks and grades before and after, so no import changes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.routes import Route
from functions.domain.enquiries.cohort_records import CandidateOutcome, MarkChange
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.expected_documents import slot_of
from functions.domain.enquiries.statuses import CLOSED
from functions.domain.register.cards import Card

STATEMENT_RULE = "statement"


def has_outcome(enquiry: Enquiry) -> bool:
    """Return whether the outcome of an enquiry is there, by its letter or as its centre recorded it, that says what a candidate's results are, or those of a cohort."""
    about_one = len(enquiry.candidates) == 1 and enquiry.grade_after is not None
    return enquiry.outcome_at is not None and enquiry.recorded and (enquiry.cohort is not None or about_one)


def needs_statement(enquiry: Enquiry, route: Route) -> bool:
    """Return whether the outcome letter is issued with another syllabus grade than before, on a route whose rules name a statement."""
    return STATEMENT_RULE in route.rules and has_outcome(enquiry) and enquiry.changes_grade


def changed_results(enquiry: Enquiry) -> list[CandidateOutcome]:
    """Return the candidates whose syllabus grade the outcome changed, each with results before and after: one statement each."""
    return [each for each in _outcomes_in(enquiry) if each.changes_grade]


def statement_slot(enquiry: Enquiry, candidate: str) -> str:
    """Return the slot of a candidate's updated statement: 'Statement', or 'Statement-0713' where the enquiry is about a cohort."""
    return slot_of(Document.STATEMENT, candidate if enquiry.cohort else None)


def current_grade(card: Card, enquiries: Iterable[Enquiry]) -> str | None:
    """Return the current syllabus grade: that of the latest outcome about this candidate and syllabus, else the register's."""
    outcomes = _established(card, enquiries)
    return outcomes[-1].result.grade_after if outcomes else card.grade


def current_marks(card: Card, enquiries: Iterable[Enquiry]) -> dict[str, int | None]:
    """Return the current mark of each component, by its code."""
    marks = {each.component: each.mark for each in card.results}
    for outcome in _established(card, enquiries):
        marks |= {line.component: line.mark_after for line in outcome.result.marks if line.mark_after is not None}
    return marks


def known_to_centre(enquiries: Iterable[Enquiry]) -> list[Enquiry]:
    """Return the enquiries whose outcome the centre may see: an Associate may not have released it yet."""
    return [each for each in enquiries if each.outcome_open_to_centre]


class TouchedResult(NamedTuple):
    """A result of an enquiry, and the different one that an import would put into the register.

    `kept` is what the outcome of the enquiry established, or where it has none yet, what it began from. `component` is None for
    the syllabus grade. A mark or grade is None where there is none.
    """

    enquiry: str
    name: str  # its number, or its reference
    candidate: str
    syllabus: str
    component: str | None
    kept: int | str | None
    imported: int | str | None
    established: bool

    @property
    def text(self) -> str:
        """Return what the import would touch, in words for staff."""
        what = f"mark {_said(self.kept)} in component {self.component}" if self.component else f"grade {_said(self.kept)}"
        about = f"candidate {self.candidate} in syllabus {self.syllabus}"
        if self.established:
            return f"The outcome of {self.name} established {what} for {about}; the file has {_said(self.imported)}. The outcome stays as it is."
        return f"{self.name} began from {what} of {about}; the file has {_said(self.imported)}. The enquiry keeps what it began from."


def touched_results(stored: Card, imported: Card, enquiries: Iterable[Enquiry]) -> list[TouchedResult]:
    """Return the results of enquiries that an import of `imported` over `stored` would contradict; empty where it contradicts none.

    `enquiries` are those about the candidate and about the cohort. Only what the import changes in the register counts, and a
    value that an outcome established is no contradiction.
    """
    about = list(enquiries)
    began = [each for each in about if _is_open(each) and _is_about(each, stored)]
    found = []
    for component, after in _changed_values(stored, imported):
        established = [(each.enquiry, each.value(component)) for each in _established(stored, about) if each.has(component)]
        if established:
            enquiry, kept = established[-1]
        elif begun := [(each, value) for each in began for has, value in [_began_with(each, component)] if has]:
            enquiry, kept = begun[-1]
        else:
            continue
        if kept != after:
            name = enquiry.number or enquiry.reference
            found.append(TouchedResult(enquiry.id, name, stored.candidate, stored.syllabus, component, kept, after, bool(established)))
    return found


class _Established(NamedTuple):
    """What one outcome established for one candidate in its syllabus."""

    enquiry: Enquiry
    at: datetime
    result: CandidateOutcome

    def has(self, component: str | None) -> bool:
        """Return whether it established the mark of this component; the syllabus grade for None."""
        return component is None or any(each.component == component and each.mark_after is not None for each in self.result.marks)

    def value(self, component: str | None) -> int | str | None:
        """Return the mark of a component, or for None the syllabus grade."""
        if component is None:
            return self.result.grade_after
        return next((each.mark_after for each in self.result.marks if each.component == component), None)


def _established(card: Card, enquiries: Iterable[Enquiry]) -> list[_Established]:
    """Return what outcomes established for a candidate in a syllabus, in the order of their letters."""
    outcomes = [
        _Established(each, at, result)
        for each in enquiries
        if has_outcome(each) and (at := each.outcome_at) and _is_about_syllabus(each, card)
        for result in _outcomes_in(each)
        if result.number == card.candidate
    ]
    return sorted(outcomes, key=lambda each: each.at)


def _outcomes_in(enquiry: Enquiry) -> list[CandidateOutcome]:
    """Return the outcome for each candidate whom an enquiry says something about."""
    if enquiry.cohort:
        return list(enquiry.cohort.changed)
    if len(enquiry.candidates) != 1:
        return []
    (about,) = enquiry.candidates
    marks = tuple(MarkChange(component=each.component, mark_before=each.mark_before, mark_after=each.mark_after) for each in enquiry.lines)
    return [
        CandidateOutcome(
            number=about.number, name=about.name, marks=marks, grade_before=enquiry.grade_before, grade_after=enquiry.grade_after
        )
    ]


def _changed_values(stored: Card, imported: Card) -> list[tuple[str | None, int | str | None]]:
    """Return (component or None for the grade, value in the import) wherever that differs from the register."""
    marks, new = ({each.component: each.mark for each in card.results} for card in (stored, imported))
    values: list[tuple[str | None, int | str | None, int | str | None]] = [(None, stored.grade, imported.grade)]
    values += [(code, marks.get(code), new.get(code)) for code in sorted({*marks, *new})]
    return [(component, after) for component, before, after in values if before != after]


def _began_with(enquiry: Enquiry, component: str | None) -> tuple[bool, int | str | None]:
    """Return whether an enquiry began from the mark of this component (the grade for None), and from which."""
    if component is None:
        return True, enquiry.grade_before
    line = next((each for each in enquiry.lines if each.component == component), None)
    return line is not None, line.mark_before if line else None


def _is_open(enquiry: Enquiry) -> bool:
    return enquiry.status not in CLOSED and enquiry.outcome is None


def _is_about(enquiry: Enquiry, card: Card) -> bool:
    return _is_about_syllabus(enquiry, card) and len(enquiry.candidates) == 1 and enquiry.candidates[0].number == card.candidate


def _is_about_syllabus(enquiry: Enquiry, card: Card) -> bool:
    return enquiry.centre_syllabus == card.centre_syllabus


def _said(value: int | str | None) -> str:
    return "none" if value is None else str(value)
