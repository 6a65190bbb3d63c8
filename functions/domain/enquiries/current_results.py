"""What a candidate's results are once outcomes have changed them, and when that calls for an updated statement of results (CI-25).

The register stays as it was imported: it is the awarding body's, and a centre whose Associate holds an outcome back must not
read it there. What stands is the register with the outcomes of the candidate's enquiries laid over it, in their order.
"""

from __future__ import annotations

from collections.abc import Iterable

from functions.domain.catalogue.fees import FeeStatus, status_after
from functions.domain.catalogue.services import Document
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.register.cards import Card


def has_outcome(enquiry: Enquiry) -> bool:
    """Whether the outcome letter of an enquiry about one candidate's marks is out. A grade that no marks led to is no matter of a
    statement: for school-assessed grades none is published to follow."""
    if enquiry.appeal and enquiry.appeal.on_behalf:
        return False
    return Document.OUTCOME.value in enquiry.issued and enquiry.recorded and len(enquiry.candidates) == 1 and enquiry.answer is None


def needs_statement(enquiry: Enquiry) -> bool:
    """Whether the outcome letter is out and says another syllabus grade than stood before: the same change that waives the fee."""
    return has_outcome(enquiry) and status_after(enquiry.grade_before, enquiry.grade_after) is FeeStatus.WAIVED


def current_grade(card: Card, enquiries: Iterable[Enquiry]) -> str | None:
    """The syllabus grade that stands: that of the latest outcome about this candidate and syllabus, else the register's."""
    outcomes = _outcomes(card, enquiries)
    return outcomes[-1].grade_after if outcomes else card.grade


def grade_known_to_centre(card: Card, enquiries: Iterable[Enquiry]) -> str | None:
    """The grade that the next check of it begins from: that of the last check whose outcome the centre can open, else the register's."""
    out = Document.OUTCOME.value
    read = [each for each in enquiries if each.asked and each.grade_after and out in each.open_to_centre and _is_about(each, card)]
    return max(read, key=lambda each: each.issued[out].at).grade_after if read else card.grade


def current_marks(card: Card, enquiries: Iterable[Enquiry]) -> dict[str, int | None]:
    """The mark that stands in each component, with what outcomes changed."""
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
