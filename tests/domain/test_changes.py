"""Amending, cancelling and recording marks: until when, at what charge, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.domain.enquiries.amendments import Amend, Cancel, amend, cancel, change_text, change_window
from functions.domain.enquiries.appeal_records import AppealDetails
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Extension, Line
from functions.domain.enquiries.marks import LineMarks, PartMarks, RecordMarks, record_marks, require_reviewer
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Changed, Problem, Refused, problem
from tests.builders import GUIDE, RESULTS_OUT, body, enquiry, issued, london, service, syllabus

ACKNOWLEDGED = london("2022-08-23 10:00")
IN_TIME = london("2022-08-24 09:59:59.999999")
TOO_LATE = london("2022-08-24 10:00")
OPEN = [Status.WITH_ASSOCIATE, Status.PENDING, Status.SUBMITTED, Status.RECEIVED, Status.ACKNOWLEDGED]
FINISHED = [Status.REJECTED, Status.DECLINED, Status.COMPLETED, Status.CANCELLED]


def refused(deed: Any) -> list[Problem]:
    with pytest.raises(Refused) as refusal:
        deed()
    return list(refusal.value.problems)


def asked(**changes: Any) -> Amend:
    return Amend(**{"version": 1, "service": "2", "components": ("42",), **changes})


# --- the window


@pytest.mark.proves("CI-15")
def test_changes_are_free_to_the_last_microsecond_of_24_hours_from_the_acknowledgement() -> None:
    one = enquiry(acknowledged_at=ACKNOWLEDGED)
    before, after = change_window(one, body(), IN_TIME), change_window(one, body(), TOO_LATE)
    assert (before.open, before.free, before.until) == (True, True, TOO_LATE)
    assert (after.open, after.free, after.until) == (True, False, TOO_LATE)
    assert change_window(one, body(), ACKNOWLEDGED).free


@pytest.mark.parametrize("status", [Status.WITH_ASSOCIATE, Status.PENDING, Status.SUBMITTED, Status.RECEIVED])
def test_before_the_acknowledgement_the_window_has_not_begun_and_nothing_is_charged(status: Status) -> None:
    window = change_window(enquiry(status), body(), london("2023-01-01 00:00"))
    assert (window.open, window.free, window.until) == (True, True, None)


@pytest.mark.parametrize("status", FINISHED)
def test_a_closed_enquiry_cannot_be_changed(status: Status) -> None:
    assert not change_window(enquiry(status), body(), ACKNOWLEDGED).open


def test_once_the_outcome_is_out_nothing_can_be_changed_even_within_the_24_hours() -> None:
    one = enquiry(service="2S", issued=issued("OutLetter"))
    assert not change_window(one, body(), IN_TIME).open
    assert [each.code for each in refused(lambda: cancel(one, Cancel(version=1, accept_charge=True), body(), IN_TIME))] == [
        "status_forbids"
    ]
    assert [each.code for each in refused(lambda: amend(one, asked(service="2S"), body(), [], IN_TIME))] == ["status_forbids"]


# --- cancelling


@pytest.mark.proves("CI-15")
@pytest.mark.parametrize("status", OPEN)
def test_an_open_enquiry_is_cancelled_without_charge_in_time(status: Status) -> None:
    after = cancel(enquiry(status), Cancel(version=1), body(), IN_TIME)
    assert (after.status, after.cancelled_at, after.charges, after.version) == (Status.CANCELLED, IN_TIME, (), 2)


@pytest.mark.proves("CI-15")
def test_after_the_window_cancelling_needs_the_fee_accepted_and_says_rule_and_end() -> None:
    (found,) = refused(lambda: cancel(enquiry(), Cancel(version=1), body(), TOO_LATE))
    assert (found.code, found.field, found.source) == ("charge_not_accepted", "accept_charge", GUIDE)
    assert found.rule == "Changes are free for 24 hours from the acknowledgement; later ones cost an administration fee."
    assert "24 August 2022, 10:00 BST" in found.message


@pytest.mark.proves("CI-15")
def test_after_the_window_the_accepted_fee_is_noted_with_its_amount() -> None:
    after = cancel(enquiry(), Cancel(version=1, accept_charge=True), body(), TOO_LATE)
    (charge,) = after.charges
    assert after.status is Status.CANCELLED
    assert charge.what == "cancelled"
    assert charge.at == TOO_LATE
    assert charge.amount
    assert charge.amount.amount == Decimal("25.00")


def test_where_the_body_publishes_no_figures_the_charge_is_noted_without_an_amount() -> None:
    (charge,) = cancel(enquiry(), Cancel(version=1, accept_charge=True), body(prices=None), TOO_LATE).charges
    assert charge.amount is None


def test_accepting_the_fee_in_time_costs_nothing() -> None:
    assert cancel(enquiry(), Cancel(version=1, accept_charge=True), body(), IN_TIME).charges == ()


@pytest.mark.parametrize("status", FINISHED)
@pytest.mark.parametrize("accept", [True, False])
def test_what_is_closed_cannot_be_cancelled_or_amended(status: Status, accept: bool) -> None:
    one = enquiry(status)
    for deed in (
        lambda: cancel(one, Cancel(version=1, accept_charge=accept), body(), IN_TIME),
        lambda: amend(one, asked(accept_charge=accept), body(), [], IN_TIME),
    ):
        assert [each.code for each in refused(deed)] == ["status_forbids"]


# --- amending


@pytest.mark.proves("CI-06")
def test_an_amendment_takes_components_out() -> None:
    one = enquiry(components=["22", "42"])
    after = amend(one, asked(components=("42",)), body(), [], IN_TIME)
    assert after.components == ("42",)
    assert after.lines == one.lines[1:]
    assert (after.status, after.amended_at, after.version, after.charges) == (one.status, IN_TIME, 2, ())


@pytest.mark.proves("CI-06")
@pytest.mark.parametrize("components", [("22", "42", "12"), ("12",), ("22", "12")])
def test_an_amendment_never_adds_a_component(components: tuple[str, ...]) -> None:
    found = refused(lambda: amend(enquiry(components=["22", "42"]), asked(components=components), body(), [], IN_TIME))
    assert [(each.code, each.field) for each in found] == [("nothing_added", "components")]
    assert found[0].rule == "You must submit all the components of a candidate in a syllabus at the same time. None can be added later."
    assert found[0].source == GUIDE
    assert "12" in found[0].message


@settings(deadline=None)
@given(
    st.sets(st.sampled_from(["12", "22", "32", "42"]), min_size=1), st.lists(st.sampled_from(["12", "22", "32", "42", "52"]), max_size=6)
)
def test_whatever_is_asked_an_amendment_leaves_a_part_of_what_was_there(had: set[str], wanted: list[str]) -> None:
    one = enquiry(components=sorted(had))
    try:
        after = amend(one, asked(components=tuple(wanted)), body(), [], IN_TIME)
    except Refused:
        assert not wanted or set(wanted) == had or not set(wanted) <= had
    else:
        assert set(after.components) == set(wanted)
        assert set(after.components) < had
        assert len(after.components) == len(set(after.components))


def test_an_amendment_may_change_the_service_within_its_family() -> None:
    for other in ("1", "1S", "2S"):
        after = amend(enquiry(), asked(service=other, components=("22", "42")), body(), [], IN_TIME)
        assert (after.service, after.components) == (other, ("22", "42"))


@pytest.mark.parametrize(("wanted", "code"), [("9", "service_family"), ("5", "service_family"), ("7", "service_unknown")])
def test_an_amendment_does_not_lead_to_another_kind_of_service(wanted: str, code: str) -> None:
    assert [(each.code, each.field) for each in refused(lambda: amend(enquiry(), asked(service=wanted), body(), [], IN_TIME))] == [
        (code, "service")
    ]


def test_an_amendment_that_leaves_nothing_or_changes_nothing_is_refused() -> None:
    assert [each.code for each in refused(lambda: amend(enquiry(), asked(components=()), body(), [], IN_TIME))] == ["components_missing"]
    same = asked(components=("42", "22"))
    assert [each.code for each in refused(lambda: amend(enquiry(), same, body(), [], IN_TIME))] == ["nothing_changed"]


def test_what_eligibility_says_about_the_service_wanted_is_said_with_all_else() -> None:
    available = [problem("service_missing", field="service")]
    found = refused(lambda: amend(enquiry(), asked(service="9", components=("12",)), body(), available, IN_TIME))
    assert {each.code for each in found} == {"service_missing", "nothing_added", "service_family"}
    late = refused(lambda: amend(enquiry(), asked(service="9", components=("12",)), body(), available, TOO_LATE))
    assert {each.code for each in late} == {"service_missing", "nothing_added", "service_family", "charge_not_accepted"}


@pytest.mark.proves("CI-15")
def test_an_amendment_after_the_window_costs_the_fee_and_earlier_charges_stay() -> None:
    one = enquiry(components=["12", "22", "42"])
    assert [each.code for each in refused(lambda: amend(one, asked(), body(), [], TOO_LATE))] == ["charge_not_accepted"]
    once = amend(one, asked(components=("22", "42"), accept_charge=True), body(), [], TOO_LATE)
    twice = amend(once, asked(version=2, components=("42",), accept_charge=True), body(), [], TOO_LATE + timedelta(hours=1))
    assert [each.what for each in twice.charges] == ["amended", "amended"]
    assert twice.charges[0] == once.charges[0]


def test_a_change_of_something_that_changed_meanwhile_is_refused_before_all_else() -> None:
    stale = enquiry(version=2)
    marks = RecordMarks(version=1, lines=(), grade_after="")
    for deed in (
        lambda: cancel(stale, Cancel(version=1), body(), TOO_LATE),
        lambda: amend(stale, asked(components=()), body(), [], TOO_LATE),
        lambda: record_marks(stale, marks, service(), syllabus()),
    ):
        with pytest.raises(Changed):
            deed()


# --- marks after review


def marks(one: Enquiry, *lines: LineMarks, grade: str = "B", code: str = "2") -> Enquiry:
    request = RecordMarks(version=one.version, lines=lines, grade_after=grade, without_reviewer="Reviewed elsewhere")
    return record_marks(one, request, service(code), syllabus())


def line(component: str, mark: int | None = 50, reason: str = "") -> LineMarks:
    return LineMarks(component=component, mark_after=mark, reason=reason)


def test_marks_and_grade_are_recorded_beside_those_that_stood() -> None:
    after = marks(enquiry(), line("42", 55, "Question 7 was added wrongly."), line("22"), grade="A")
    assert [(each.component, each.mark_before, each.mark_after, each.reason) for each in after.lines] == [
        ("22", 50, 50, ""),
        ("42", 50, 55, "Question 7 was added wrongly."),
    ]
    assert (after.grade_before, after.grade_after, after.recorded, after.version, after.status) == ("B", "A", True, 2, Status.ACKNOWLEDGED)


@pytest.mark.parametrize(
    ("lines", "grade", "found"),
    [
        ([line("22")], "B", [("marks_missing", "marks.42")]),
        ([line("22"), line("42", None)], "B", [("marks_missing", "marks.42")]),
        ([line("22"), line("42", 131, "more")], "B", [("mark_out_of_range", "marks.42")]),
        ([line("22", 71, "more"), line("42")], "B", [("mark_out_of_range", "marks.22")]),
        ([line("22", -1, "less"), line("42")], "B", [("mark_out_of_range", "marks.22")]),
        ([line("22", 51), line("42")], "B", [("reason_for_mark_missing", "reasons.22")]),
        ([line("22"), line("42")], "", [("grade_missing", "grade_after")]),
        ([line("22"), line("42")], "Z", [("grade_missing", "grade_after")]),
        ([line("22", 99)], "", [("mark_out_of_range", "marks.22"), ("reason_for_mark_missing", "reasons.22"), ("marks_missing", "marks.42"), ("grade_missing", "grade_after")]),
    ],
)  # fmt: skip
def test_marks_are_refused_that_are_missing_out_of_range_or_changed_without_a_reason(
    lines: list[LineMarks], grade: str, found: list[tuple[str, str]]
) -> None:
    assert [(each.code, each.field) for each in refused(lambda: marks(enquiry(), *lines, grade=grade))] == found


@pytest.mark.parametrize(("component", "mark"), [("22", 0), ("22", 70), ("42", 0), ("42", 130)])
def test_a_mark_may_be_nought_or_the_highest_of_its_component(component: str, mark: int) -> None:
    other = "42" if component == "22" else "22"
    assert marks(enquiry(), line(component, mark, "as reviewed"), line(other)).recorded


def test_marks_can_be_corrected_until_the_outcome_letter_is_out() -> None:
    first = marks(enquiry(), line("22"), line("42"))
    again = marks(first, line("22", 52, "recounted"), line("42"), grade="A")
    assert (again.lines[0].mark_after, again.grade_after, again.version) == (52, "A", 3)
    out = again.model_copy(update={"issued": issued("OutLetter")})
    assert [each.code for each in refused(lambda: marks(out, line("22"), line("42")))] == ["status_forbids"]


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.ACKNOWLEDGED}))
def test_marks_are_recorded_only_while_the_enquiry_is_acknowledged(status: Status) -> None:
    assert [each.code for each in refused(lambda: marks(enquiry(status), line("22"), line("42")))] == ["status_forbids"]


def test_a_service_that_reviews_no_marking_has_no_marks_to_record() -> None:
    report = service("9", mark_needed=False)
    request = RecordMarks(version=1, lines=(line("22"), line("42")), grade_after="B")
    assert [each.code for each in refused(lambda: record_marks(enquiry(service="9"), request, report, syllabus()))] == ["status_forbids"]


@pytest.mark.parametrize("code", ["5", "9"])
def test_what_cannot_be_added_to_a_re_moderation_or_a_report_is_refused_by_their_own_rule(code: str) -> None:
    one = enquiry(service=code, components=("22",))
    (refusal,) = [
        each
        for each in refused(
            lambda: amend(one, Amend(version=1, service=code, components=("22", "42")), body(), [], london("2022-08-23 11:00"))
        )
        if each.code == "nothing_added"
    ]
    assert refusal.rule == "After you submit a re-moderation or a report on a group, you can take components out of it but not add any."


# --- nobody reviews by accident (BY-12)


def recorded_with(one: Enquiry, why: str) -> Enquiry:
    request = RecordMarks(version=one.version, lines=(line("22"), line("42")), grade_after="B", without_reviewer=why)
    return record_marks(one, request, service(), syllabus())


def reviewed_by(*reviewers: str | None) -> Enquiry:
    lines = tuple(Line(component=code, mark_before=50, reviewer=who) for code, who in zip(("22", "42"), reviewers, strict=True))
    return enquiry(lines=lines)


@pytest.mark.proves("BY-12")
def test_marks_need_a_reviewer_of_each_component_or_the_reason_why_there_is_none_which_is_kept() -> None:
    found = refused(lambda: recorded_with(reviewed_by("EX-1", None), ""))
    assert [(each.code, each.field) for each in found] == [("reviewer_missing", "without_reviewer")]
    assert "component 42" in found[0].message
    assert (
        recorded_with(reviewed_by("EX-1", None), "A clerical error, seen by two of us").without_reviewer
        == "A clerical error, seen by two of us"
    )
    assert recorded_with(reviewed_by("EX-1", "EX-2"), "Not needed").without_reviewer == "", "no reason where all are assigned"


@pytest.mark.proves("BY-12")
def test_an_outcome_is_not_issued_where_the_reviewer_was_taken_off_after_the_marks_were_recorded() -> None:
    recorded = recorded_with(reviewed_by("EX-1", "EX-2"), "")
    require_reviewer(recorded, service())
    without = recorded.model_copy(update={"lines": reviewed_by("EX-1", None).lines})
    assert [each.code for each in refused(lambda: require_reviewer(without, service()))] == ["reviewer_missing"]
    require_reviewer(enquiry(service="5", candidates=()), service("5"))


@pytest.mark.parametrize(
    ("changed", "components", "text"),
    [
        ("2", ("22",), "component 42 taken out"),
        ("2", (), "components 22 and 42 taken out"),
        ("2S", ("22", "42"), "service 2S instead of 2"),
        ("1", ("42",), "component 22 taken out, service 1 instead of 2"),
        ("2", ("22", "42"), ""),
    ],
)
def test_an_amendment_is_told_in_the_history_by_what_it_changes(changed: str, components: tuple[str, ...], text: str) -> None:
    assert change_text(enquiry(), changed, components) == text


# --- marks of parts


def in_parts(*parts: tuple[str, int, int], mark: int = 50) -> list[tuple[str, str | None]]:
    """Return what is wrong with the marks of component 22 (70 at most) by part: name, mark, most."""
    given = tuple(PartMarks(part=name, mark=one, most=most) for name, one, most in parts)
    first = LineMarks(component="22", mark_after=mark, reason="As reviewed", parts=given)
    return [(each.code, each.field) for each in refused(lambda: marks(enquiry(), first, line("42")))]


def test_marks_of_parts_add_up_to_the_mark_and_their_highest_to_that_of_the_component() -> None:
    assert in_parts(("A", 41, 40), ("B", 9, 30)) == [("part_out_of_range", "parts.22")]
    assert in_parts(("A", 40, 40), ("B", 9, 30)) == [("parts_do_not_add_up", "parts.22")]
    assert in_parts(("A", 40, 40), ("B", 10, 29)) == [("parts_most", "parts.22")]
    right = (PartMarks(part="A", mark=40, most=40), PartMarks(part="B", mark=10, most=30))
    recorded = marks(enquiry(), LineMarks(component="22", mark_after=50, parts=right), line("42"))
    assert [(each.part, each.mark, each.most) for each in recorded.lines[0].parts] == [("A", 40, 40), ("B", 10, 30)]


def test_an_appeal_is_not_amended_and_an_extension_is_not_its_centres_to_change() -> None:
    appeal = enquiry(appeal=AppealDetails(enquiry="e0", name="Review of marking", grounds="Because."))
    found = refused(lambda: amend(appeal, asked(components=("22",)), body(), [], RESULTS_OUT))
    assert [each.code for each in found] == ["appeal_not_amended"]
    extended = enquiry(extends=Extension(of="e0", number="2206-000009", reason="One marker"))
    (not_yours,) = refused(lambda: cancel(extended, Cancel(version=1), body(), RESULTS_OUT))
    assert (not_yours.code, not_yours.rule is not None) == ("extension_not_yours", True)
