"""A candidate's current results after outcomes, and whether an updated statement of results is needed (CI-25).

The register stays as it was imported, for a centre must not learn from it about an outcome that its Associate has not
released. The current results are those of the register, changed by the outcomes of the candidate's enquiries in their order.
"""

from __future__ import annotations

from collections.abc import Iterable

from functions.domain.catalogue.fees import FeeStatus, status_after
from functions.domain.catalogue.services import Document
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.register.cards import Card


def has_outcome(enquiry: Enquiry) -> bool:
    """Return whether the outcome letter of an enquiry about one candidate's marks is issued.

    Outcomes of grade checks do not count: it is not published that a statement follows them.
    """
    if enquiry.appeal and enquiry.appeal.on_behalf:
        return False
    return Document.OUTCOME.value in enquiry.issued and enquiry.recorded and len(enquiry.candidates) == 1 and enquiry.answer is None


def needs_statement(enquiry: Enquiry) -> bool:
    """Return whether the outcome letter is issued with another syllabus grade than before: the same change waives the fee."""
    return has_outcome(enquiry) and status_after(enquiry.grade_before, enquiry.grade_after) is FeeStatus.WAIVED


def current_grade(card: Card, enquiries: Iterable[Enquiry]) -> str | None:
    """Return the current syllabus grade: that of the latest outcome about this candidate and syllabus, else the register's."""
    outcomes = _outcomes(card, enquiries)
    return outcomes[-1].grade_after if outcomes else card.grade


def grade_known_to_centre(card: Card, enquiries: Iterable[Enquiry]) -> str | None:
    """Return the grade as the centre knows it: that of the last grade check whose outcome it can open, else the register's."""
    out = Document.OUTCOME.value
    read = [each for each in enquiries if each.asked and each.grade_after and out in each.open_to_centre and _is_about(each, card)]
    return max(read, key=lambda each: each.issued[out].at).grade_after if read else card.grade


def current_marks(card: Card, enquiries: Iterable[Enquiry]) -> dict[str, int | None]:
    """Return the current mark of each component, by its code."""
    marks = {each.component: each.mark for each in card.results}
    for enquiry in _outcomes(card, enquiries):
        marks |= {line.component: line.mark_after for line in enquiry.lines if line.mark_after is not None}
    return marks


def _outcomes(card: Card, enquiries: Iterable[Enquiry]) -> list[Enquiry]:
    about = [each for each in enquiries if has_outcome(each) and _is_about(each, card)]
    return sorted(about, key=lambda each: each.issued[Document.OUTCOME.value].at)


def _is_about(enquiry: Enquiry, card: Card) -> bool:
    same = (enquiry.body, enquiry.series, enquiry.organisation, enquiry.syllabus) == (
        card.body,
        card.series,
        card.organisation,
        card.syllabus,
    )
    return same and enquiry.candidates[0].number == card.candidate
