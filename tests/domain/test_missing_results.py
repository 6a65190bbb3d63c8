"""The answer to an enquiry about a result that is not there, and the evidence that a centre may bring to it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Answer, Unmarked
from functions.domain.enquiries.missing_results import RecordAnswer, UnmarkedLine, evidence_problem, record_answer
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Changed, Refused
from tests.builders import enquiry, issued, service

CODES = ("12", "22", "42")
WITHOUT = frozenset({"22", "42"})


def about(status: Status = Status.ACKNOWLEDGED, **changes: Any) -> Enquiry:
    """An enquiry about NO RESULT, acknowledged."""
    return enquiry(status, **{"service": "X", "components": (), "grade_before": "X", **changes})


def named(*lines: tuple[str, str]) -> tuple[UnmarkedLine, ...]:
    return tuple(UnmarkedLine(component=component, why=why) for component, why in lines)


def answering(**changes: Any) -> RecordAnswer:
    fields: dict[str, Any] = {"version": 1, "finding": "explained", "explanation": "A page was missing."}
    return RecordAnswer(**{**fields, **changes})


def record(of: Enquiry, request: RecordAnswer, without_mark: frozenset[str] = WITHOUT, code: str = "X") -> Enquiry:
    return record_answer(of, request, service=service(code), without_mark=without_mark)


def refusals(request: RecordAnswer, without_mark: frozenset[str] = WITHOUT) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refused:
        record(about(), request, without_mark)
    return [(each.code, each.field) for each in refused.value.problems]


@pytest.mark.proves("CI-03")
@pytest.mark.parametrize("finding", ["explained", "result_to_come"])
def test_an_answer_explains_and_names_no_component_where_a_result_is_there_or_to_come(finding: str) -> None:
    after = record(about(version=1), answering(finding=finding))
    assert after.answer == Answer(finding=finding, explanation="A page was missing.", unmarked=())
    assert (after.recorded, after.version, after.status) == (True, 2, Status.ACKNOWLEDGED)
    assert refusals(answering(finding=finding, unmarked=named(("22", "Absent")))) == [("missing_not_for", "unmarked")]


@pytest.mark.proves("CI-03")
def test_where_no_result_can_be_issued_the_answer_names_every_component_without_a_mark_in_order_and_says_why() -> None:
    after = record(about(), answering(finding="no_result", unmarked=named(("42", "Absent"), ("22", "No script came"))))
    assert after.answer
    assert after.answer.finding == "no_result"
    assert after.answer.unmarked == (Unmarked(component="22", why="No script came"), Unmarked(component="42", why="Absent"))


@pytest.mark.proves("CI-03")
@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((), [("missing_unnamed", "unmarked.22"), ("missing_unnamed", "unmarked.42")]),
        ((("22", "Absent"),), [("missing_unnamed", "unmarked.42")]),
        ((("22", "Absent"), ("42", "")), [("missing_reason", "unmarked.42")]),
        ((("22", "Absent"), ("42", "Absent"), ("12", "Absent")), [("missing_has_mark", "unmarked.12")]),
        ((("22", "Absent"), ("42", "Absent"), ("42", "Late")), [("missing_has_mark", "unmarked.42"), ("missing_has_mark", "unmarked.42")]),
        ((("12", ""), ("22", "")), [
            ("missing_unnamed", "unmarked.42"), ("missing_has_mark", "unmarked.12"), ("missing_reason", "unmarked.22"),
        ]),
    ],
)  # fmt: skip
def test_a_component_that_is_not_named_named_without_reason_named_twice_or_has_its_mark_is_refused(
    lines: tuple[tuple[str, str], ...], found: list[tuple[str, str | None]]
) -> None:
    assert refusals(answering(finding="no_result", unmarked=named(*lines))) == found


@given(
    st.frozensets(st.sampled_from(CODES), min_size=1),
    st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(["", "Absent"])), max_size=6),
)
def test_no_result_is_recorded_only_with_each_component_without_a_mark_once_and_with_a_reason(
    without_mark: frozenset[str], lines: list[tuple[str, str]]
) -> None:
    complete = sorted(code for code, _ in lines) == sorted(without_mark) and all(why for _, why in lines)
    request = answering(finding="no_result", unmarked=named(*lines))
    if complete:
        after = record(about(), request, without_mark)
        assert after.answer
        assert [each.component for each in after.answer.unmarked] == sorted(without_mark)
    else:
        assert refusals(request, without_mark)


@pytest.mark.proves("CI-03")
def test_where_every_component_has_its_mark_the_register_is_to_be_corrected_first() -> None:
    request = answering(finding="no_result", unmarked=named(("22", "Absent")))
    assert refusals(request, frozenset()) == [("missing_nothing", "finding")]


@pytest.mark.proves("CI-03")
def test_an_answer_without_explanation_is_refused_beside_everything_else_that_is_wrong() -> None:
    assert refusals(answering(explanation="")) == [("explanation_missing", "explanation")]
    assert refusals(answering(explanation=" ", finding="no_result", unmarked=named(("22", "Absent")))) == [
        ("explanation_missing", "explanation"),
        ("missing_unnamed", "unmarked.42"),
    ]


@pytest.mark.parametrize(
    ("of", "code", "said"),
    [
        (about(), "2", "acknowledged"),
        (about(Status.RECEIVED), "X", "received"),
        (about(Status.COMPLETED), "X", "completed"),
        (about(issued=issued("OutLetter")), "X", "acknowledged"),
    ],
)
def test_only_an_acknowledged_enquiry_about_a_missing_result_is_answered_and_not_after_its_letter(
    of: Enquiry, code: str, said: str
) -> None:
    with pytest.raises(Refused) as refused:
        record(of, answering(), code=code)
    (problem,) = refused.value.problems
    assert (problem.code, problem.message) == ("status_forbids", f"This enquiry is {said}, so it cannot be answered now.")


def test_an_answer_begins_without_explanation_and_a_named_component_without_reason() -> None:
    request = RecordAnswer(version=1, finding="no_result", unmarked=(UnmarkedLine(component="22"), UnmarkedLine(component="42")))
    assert refusals(request) == [
        ("explanation_missing", "explanation"),
        ("missing_reason", "unmarked.22"),
        ("missing_reason", "unmarked.42"),
    ]


def test_an_answer_can_be_recorded_again_while_only_the_acknowledgement_is_out() -> None:
    first = record(about(issued=issued("AckLetter")), answering())
    second = record(first, answering(version=2, finding="result_to_come", explanation="It was found."))
    assert second.answer == Answer(finding="result_to_come", explanation="It was found.")


def test_whoever_answers_an_enquiry_that_has_changed_meanwhile_is_told_so() -> None:
    with pytest.raises(Changed):
        record(about(version=2), answering(version=1))


# --- evidence

TAKES = service("2", evidence=("a portfolio of evidence",))


def test_a_service_that_asks_for_evidence_takes_it_though_it_is_not_about_a_missing_result() -> None:
    assert evidence_problem(enquiry(), TAKES, 0, 1000) is None
    assert TAKES.evidence_asked == ("a portfolio of evidence",)


@pytest.mark.proves("CI-03")
def test_an_enquiry_about_a_missing_result_takes_evidence_that_the_records_may_be_wrong() -> None:
    assert evidence_problem(about(), service("X"), 0, 1000) is None
    assert service("X").evidence_asked == ("an attendance register", "a coursework mark")


def test_a_service_that_asks_for_none_takes_none() -> None:
    refused = evidence_problem(enquiry(), service("2"), 0, 1000)
    assert refused
    assert (refused.code, refused.field) == ("evidence_not_for", "evidence")


@pytest.mark.parametrize("status", [Status.WITH_ASSOCIATE, Status.PENDING, Status.SUBMITTED, Status.RECEIVED, Status.ACKNOWLEDGED])
def test_evidence_can_be_brought_from_the_submission_on(status: Status) -> None:
    assert evidence_problem(enquiry(status), TAKES, 0, 1000) is None


@pytest.mark.parametrize(("count", "size"), [(0, 1), (19, 10_000_000), (0, 10_000_000), (19, 1)])
def test_twenty_files_of_ten_million_bytes_are_taken(count: int, size: int) -> None:
    assert evidence_problem(enquiry(issued=issued("AckLetter")), TAKES, count, size) is None


@pytest.mark.parametrize(
    ("of", "count", "size", "code"),
    [
        (enquiry(Status.CANCELLED), 0, 1000, "evidence_not_for"),
        (enquiry(Status.REJECTED), 0, 1000, "evidence_not_for"),
        (enquiry(Status.COMPLETED), 0, 1000, "evidence_not_for"),
        (enquiry(issued=issued("OutLetter")), 0, 1000, "evidence_not_for"),
        (enquiry(), 20, 1000, "evidence_too_many"),
        (enquiry(), 21, 1000, "evidence_too_many"),
        (enquiry(), 0, 10_000_001, "upload_size"),
    ],
)
def test_evidence_for_what_is_finished_a_21st_file_and_a_byte_too_many_are_refused(of: Enquiry, count: int, size: int, code: str) -> None:
    refused = evidence_problem(of, TAKES, count, size)
    assert refused
    assert (refused.code, refused.field) == (code, "evidence")


def test_a_refusal_of_evidence_says_how_much_is_taken() -> None:
    many, large = evidence_problem(enquiry(), TAKES, 20, 1), evidence_problem(enquiry(), TAKES, 0, 10_000_001)
    assert many
    assert large
    assert many.message == "An enquiry can have at most 20 files of evidence. Put several pages into one PDF."
    assert large.message == "The file has 10000001 bytes; the limit is 10000000. Nothing was changed."
