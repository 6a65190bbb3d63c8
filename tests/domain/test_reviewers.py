"""Who reviews the marking of a component: never who marked it; and what a difference between two marks means."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.sources import Trust
from functions.domain.enquiries.appeal_records import AppealDetails
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Line
from functions.domain.enquiries.reviewers import (
    AssignReviewers,
    Reviewer,
    assign_reviewers,
    assignment_text,
    may_assign,
    tolerance_of,
    tolerance_text,
    within_tolerance,
)
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Changed, Refused
from tests.builders import body, enquiry, issued, service, syllabus


def marked(status: Status = Status.RECEIVED, **changes: Any) -> Enquiry:
    """An enquiry whose component 22 was marked by EX-17, and component 42 by nobody whom the register names."""
    lines = (Line(component="22", mark_before=50, marker="EX-17"), Line(component="42", mark_before=50))
    return enquiry(status, **{"lines": lines, **changes})


def to(*lines: tuple[str, str], version: int = 1) -> AssignReviewers:
    return AssignReviewers(version=version, lines=tuple(Reviewer(component=component, reviewer=who) for component, who in lines))


def refusals(of: Enquiry, request: AssignReviewers, code: str = "2") -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refused:
        assign_reviewers(of, request, service=service(code))
    return [(each.code, each.field) for each in refused.value.problems]


@pytest.mark.proves("BY-12")
@pytest.mark.parametrize("status", [Status.RECEIVED, Status.ACKNOWLEDGED])
def test_a_reviewer_is_assigned_to_a_component_and_what_is_not_named_stays_as_it_is(status: Status) -> None:
    first = assign_reviewers(marked(status), to(("42", "EX-20")), service=service())
    assert [each.reviewer for each in first.lines] == [None, "EX-20"]
    second = assign_reviewers(first, to(("22", "EX-21"), version=2), service=service())
    assert [each.reviewer for each in second.lines] == ["EX-21", "EX-20"]
    assert second.version == 3
    assert [each.marker for each in second.lines] == ["EX-17", None]


def test_an_empty_id_takes_the_reviewer_away() -> None:
    given_one = assign_reviewers(marked(), to(("42", "EX-20")), service=service())
    nobody = AssignReviewers(version=2, lines=(Reviewer(component="42"),))
    assert [each.reviewer for each in assign_reviewers(given_one, nobody, service=service()).lines] == [None, None]


@pytest.mark.proves("BY-12")
@pytest.mark.parametrize("spelt", ["EX-17", "ex-17", "Ex-17"])
def test_whoever_marked_a_component_does_not_review_it_however_the_id_is_spelt(spelt: str) -> None:
    assert refusals(marked(), to(("22", spelt))) == [("reviewer_marked_it", "reviewers.22")]


@pytest.mark.proves("BY-12")
def test_whoever_marked_one_component_may_review_another() -> None:
    assert [each.reviewer for each in assign_reviewers(marked(), to(("42", "EX-17")), service=service()).lines] == [None, "EX-17"]


@pytest.mark.proves("BY-12")
def test_a_reviewer_who_stands_already_is_refused_where_the_register_names_them_as_marker_afterwards() -> None:
    lines = (Line(component="22", marker="EX-17", reviewer="ex-17"), Line(component="42"))
    assert refusals(marked(lines=lines), to(("42", "EX-20"))) == [("reviewer_marked_it", "reviewers.22")]


def test_everything_that_is_wrong_with_an_assignment_is_said_at_once() -> None:
    assert refusals(marked(), to(("22", "EX-17"), ("12", "EX-20"))) == [
        ("component_not_asked", "reviewers.12"),
        ("reviewer_marked_it", "reviewers.22"),
    ]


@pytest.mark.parametrize("request_", [to(("42", "")), to(("22", ""), ("42", ""))])
def test_an_assignment_that_changes_nothing_is_refused(request_: AssignReviewers) -> None:
    assert refusals(marked(), request_) == [("nothing_changed", None)]


@pytest.mark.parametrize(
    ("of", "code", "said"),
    [
        (marked(Status.SUBMITTED), "2", "submitted"),
        (marked(Status.COMPLETED), "2", "completed"),
        (marked(Status.CANCELLED), "2", "cancelled"),
        (marked(Status.ACKNOWLEDGED, issued=issued("OutLetter")), "2", "acknowledged"),
        (marked(appeal=AppealDetails(grounds="Why")), "2", "received"),
        (marked(), "5", "received"),
        (marked(), "9", "received"),
    ],
)
def test_reviewers_are_for_enquiries_about_one_candidate_from_receipt_until_the_outcome_letter_and_not_for_appeals(
    of: Enquiry, code: str, said: str
) -> None:
    with pytest.raises(Refused) as refused:
        assign_reviewers(of, to(("42", "EX-20")), service=service(code))
    (problem,) = refused.value.problems
    assert (problem.code, problem.message) == ("status_forbids", f"This enquiry is {said}, so it cannot be given to a reviewer now.")


@pytest.mark.parametrize(
    ("of", "may"),
    [
        (marked(Status.WITH_ASSOCIATE), False),
        (marked(Status.PENDING), False),
        (marked(Status.SUBMITTED), False),
        (marked(Status.RECEIVED), True),
        (marked(Status.ACKNOWLEDGED), True),
        (marked(Status.ACKNOWLEDGED, issued=issued("AckLetter")), True),
        (marked(Status.ACKNOWLEDGED, issued=issued("OutLetter")), False),
        (marked(Status.COMPLETED), False),
    ],
)
def test_who_reviews_is_open_from_receipt_until_the_outcome_letter(of: Enquiry, may: bool) -> None:
    assert may_assign(of) is may


def test_whoever_assigns_on_an_enquiry_that_has_changed_meanwhile_is_told_so() -> None:
    with pytest.raises(Changed):
        assign_reviewers(marked(version=2), to(("42", "EX-20"), version=1), service=service())


@pytest.mark.parametrize("wrong", ["-17", "EX 17", "EX–17", "A" * 41, "EX-17\nB"])
def test_an_id_that_no_awarding_body_would_have_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        Reviewer(component="22", reviewer=wrong)


@pytest.mark.parametrize("lines", [(), tuple(("22", "EX-20") for _ in range(21))])
def test_an_assignment_names_one_to_20_components(lines: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(ValidationError):
        to(*lines)


def test_the_history_says_of_each_component_that_changed_to_whom_it_went() -> None:
    before = assign_reviewers(marked(), to(("42", "EX-20")), service=service())
    after = assign_reviewers(before, to(("22", "EX-21"), ("42", ""), version=2), service=service())
    assert assignment_text(before, after) == "component 22 to EX-21; component 42 to nobody"
    assert assignment_text(marked(), before) == "component 42 to EX-20"


# --- tolerance


def line(after: int | None, kept: int | None = None, before: int | None = 50, component: str = "42") -> Line:
    return Line(component=component, mark_before=before, mark_after=after, tolerance=kept)


@pytest.mark.proves("BY-12")
@pytest.mark.parametrize(
    ("of", "counts"),
    [
        (line(None, component="22"), 2),  # the catalogue's, until a mark is recorded
        (line(None, 5), 3),
        (line(52, 5), 5),  # the one kept with the mark, whatever the catalogue says since
        (line(52, None), None),
        (line(0, 1), 1),
        (line(None, component="99"), None),
    ],
)
def test_the_tolerance_kept_with_the_mark_counts_and_before_that_the_catalogues(of: Line, counts: int | None) -> None:
    assert tolerance_of(of, syllabus("0580")) == counts


@pytest.mark.proves("BY-12")
@pytest.mark.parametrize(
    ("of", "within"),
    [
        (line(53, 3), True),
        (line(47, 3), True),
        (line(51, 3), True),
        (line(54, 3), False),
        (line(46, 3), False),
        (line(50, 3), False),  # there is no difference
        (line(50, 0), False),
        (line(51, 0), False),
        (line(51, None), None),
        (line(None, 3), None),
        (line(51, 3, before=None), None),
        (line(0, 3, before=2), True),
        (line(2, 3, before=0), True),
    ],
)
def test_a_difference_is_within_tolerance_up_to_it_and_where_a_figure_is_missing_that_cannot_be_said(of: Line, within: bool | None) -> None:
    assert within_tolerance(of, syllabus("0580")) is within


@given(st.integers(0, 130), st.integers(0, 130), st.integers(0, 20))
def test_it_makes_no_difference_to_tolerance_whether_a_mark_goes_up_or_down(one: int, other: int, tolerance: int) -> None:
    up = within_tolerance(line(other, tolerance, before=one), syllabus("0580"))
    assert up is within_tolerance(line(one, tolerance, before=other), syllabus("0580"))


def trusted(of: Trust) -> Body:
    """Syllabuses that rest on a source of this trust."""
    source = body().sources["demonstration"].model_copy(update={"trust": of})
    return body(sources={**body().sources, "demonstration": source})


@pytest.mark.parametrize(
    ("tolerance", "of", "text"),
    [
        (3, Trust.DEMONSTRATION, "Tolerance 3 (demonstration figure)"),
        (0, Trust.OURS, "Tolerance 0 (our own rule)"),
        (2, Trust.PUBLISHED, "Tolerance 2"),
        (None, Trust.DEMONSTRATION, None),
    ],
)
def test_a_tolerance_is_marked_where_the_figure_is_not_the_awarding_bodys_own(tolerance: int | None, of: Trust, text: str | None) -> None:
    assert tolerance_text(tolerance, trusted(of)) == text
