"""What a centre records of a request that it made in an awarding body's own portal: made, its outcome, and the reasons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from functions.domain.enquiries.appeal_records import AppealDetails
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.portal_records import PortalDetails
from functions.domain.enquiries.portal_requests import (
    RecordMade,
    RecordPortalOutcome,
    RecordReasons,
    record_made,
    record_outcome,
    record_reasons,
)
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Changed, Refused
from tests.builders import body, enquiry, london

NOW = london("2022-09-10 10:00")
MARKS = [{"component": "22", "mark_after": 55, "reason": "Question 9"}, {"component": "42", "mark_after": 50, "reason": ""}]


def prepared(**changes: Any) -> Enquiry:
    return enquiry(Status.SUBMITTED, portal=PortalDetails(name="Submit for Results"), **changes)


def in_progress(**changes: Any) -> Enquiry:
    """Return one that was made in the portal on 1 September."""
    return made(prepared(**changes))


def made(of: Enquiry, **told: Any) -> Enquiry:
    request = RecordMade.model_validate({"version": of.version, "day": "2022-09-01", "reference": "EAR-1", **told})
    return record_made(of, request, body(), NOW)


def outcome(of: Enquiry, **told: Any) -> Enquiry:
    sent = {"version": of.version, "day": "2022-09-08", "lines": MARKS, "grade_after": "A", **told}
    return record_outcome(of, RecordPortalOutcome.model_validate(sent), entries_of(of, body()), body(), NOW)


def refusal(act: Callable[[], object]) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refused:
        act()
    return [(each.code, each.field) for each in refused.value.problems]


def test_a_request_is_in_progress_from_the_day_on_which_it_was_made_under_the_body_s_reference() -> None:
    one = made(prepared())
    assert (one.status, one.number) == (Status.ACKNOWLEDGED, "EAR-1")
    end_of_day = london("2022-09-01 23:59:59.999999")
    assert (one.received_at, one.acknowledged_at, one.portal and one.portal.made_on) == (end_of_day, end_of_day, date(2022, 9, 1))
    again = made(one, day="2022-09-02", reference="")
    assert (again.status, again.number, again.portal and again.portal.made_on) == (Status.ACKNOWLEDGED, None, date(2022, 9, 2))
    assert made(prepared(), day="2022-09-10").received_at == NOW, "today: not later than now"


def test_an_outcome_completes_it_and_can_be_corrected_with_one_version_each_time() -> None:
    begun = in_progress()
    done = outcome(begun)
    assert (done.status, done.grade_after, done.portal and done.portal.outcome_on) == (Status.COMPLETED, "A", date(2022, 9, 8))
    assert [(each.component, each.mark_after) for each in done.lines] == [("22", 55), ("42", 50)]
    assert (done.completed_at, done.version) == (london("2022-09-08 23:59:59.999999"), begun.version + 1)
    corrected = outcome(done, day="2022-09-09", grade_after="B")
    assert (corrected.grade_after, corrected.portal and corrected.portal.outcome_on) == ("B", date(2022, 9, 9))
    assert corrected.version == done.version + 1


def test_everything_that_is_wrong_with_an_outcome_is_said_at_once() -> None:
    found = refusal(lambda: outcome(in_progress(), day="2022-08-31", grade_after=""))
    assert [field for _, field in found] == ["day", "grade_after"]


@pytest.mark.parametrize("finding", ["", "corrected", "upheld"])
def test_the_answer_about_a_missing_result_is_one_of_those_that_there_are(finding: str) -> None:
    asked = in_progress(service="X", lines=(), grade_before=None)
    assert refusal(lambda: outcome(asked, lines=(), grade_after="", finding=finding)) == [("portal_answer_missing", "finding")]


def test_the_answer_about_a_missing_result_is_recorded_as_the_portal_gives_it() -> None:
    asked = in_progress(service="X", lines=(), grade_before=None)
    answered = outcome(asked, lines=(), grade_after="", finding="result_to_come", explanation="The marks of component 22 were late.")
    assert answered.status is Status.COMPLETED
    assert answered.answer
    assert (answered.answer.finding, answered.answer.explanation) == ("result_to_come", "The marks of component 22 were late.")


@pytest.mark.parametrize("finding", ["", "stands"])
def test_the_decision_on_an_appeal_is_one_of_those_that_its_stage_has(finding: str) -> None:
    against = AppealDetails(enquiry="e1", name="2206-000001", issued_at=london("2022-08-29 12:00"), grounds="Why")
    appeal = in_progress(service="A1", appeal=against, id="a1")
    assert refusal(lambda: outcome(appeal, lines=(), grade_after="B", finding=finding)) == [("portal_verdict_missing", "finding")]
    decided = outcome(appeal, lines=(), grade_after="A", finding="partly", explanation="Question 9 is credited.")
    assert (decided.grade_after, decided.decision and decided.decision.finding) == ("A", "partly")


def test_the_reasons_come_once_there_is_an_outcome_and_not_before_it() -> None:
    done = outcome(in_progress())

    def reasons(of: Enquiry, day: str) -> Enquiry:
        return record_reasons(of, RecordReasons.model_validate({"version": of.version, "day": day}), body(), NOW)

    assert (after := reasons(done, "2022-09-09")).portal
    assert after.portal.reasons_on == date(2022, 9, 9)
    assert [field for _, field in refusal(lambda: reasons(done, "2022-09-07"))] == ["day"]
    assert refusal(lambda: reasons(in_progress(), "2022-09-09"))


def test_days_are_entered_and_neither_to_come_nor_before_the_series_opened() -> None:
    for day in ("", "2022-02-30", "2022-09-11", "2022-07-31"):
        assert [field for _, field in refusal(lambda day=day: made(prepared(), day=day))] == ["day"], day  # type: ignore[misc]


def test_nothing_is_recorded_of_an_enquiry_that_is_handled_here_or_was_changed_meanwhile() -> None:
    assert refusal(lambda: made(enquiry(Status.SUBMITTED))) == [("portal_not_for", None)]
    with pytest.raises(Changed):
        made(prepared(), version=prepared().version + 1)
    assert [code for code, _ in refusal(lambda: outcome(prepared()))] == ["status_forbids"]
