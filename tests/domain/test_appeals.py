"""Appeals: which can follow what, until when, what one says, how it is decided; each refusal with its rule and standing."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.billing.enquiry_fees import owed
from functions.domain.catalogue.fees import FeeStatus, fee, status_after
from functions.domain.catalogue.routes import AppealWaiver
from functions.domain.catalogue.services import Subject
from functions.domain.enquiries.appeal_records import AppealDetails, Decision
from functions.domain.enquiries.appeals import (
    RecordDecision,
    appeal_problems,
    appeal_submission_id,
    appeal_until,
    approval_deadline,
    ended_attempts,
    limit_sentence,
    next_appeal,
    outcome_problems,
    record_decision,
    subject_of,
    verdicts_for,
)
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Changed, Refused
from functions.domain.register.cards import NamedCandidate
from tests.builders import body, enquiry, issued, london, route, service

NOON = london("2022-09-01 12:00")
REPORTED = "(reported, not confirmed)"


def completed(**changes: Any) -> Enquiry:
    """An enquiry whose outcome letter went out on 1 September 2022 at noon."""
    return enquiry(Status.COMPLETED, issued=issued("AckLetter", "OutLetter"), recorded=True, grade_after="B", **changes)


def appeal(stage: int = 1, status: Status = Status.ACKNOWLEDGED, **changes: Any) -> Enquiry:
    against = AppealDetails(enquiry="e1", name="2206-000001", issued_at=NOON, grounds="Why")
    return enquiry(status, **{"service": f"A{stage}", "appeal": against, "id": "a1", **changes})


def codes(found: list[Any]) -> list[str]:
    return [each.code for each in found]


@pytest.mark.proves("CI-31")
def test_stage_1_follows_an_outcome_stage_2_follows_stage_1_and_nothing_follows_stage_2() -> None:
    followed = [completed(), appeal(1, Status.COMPLETED), appeal(2, Status.COMPLETED), completed(service="9"), completed(service="X")]
    assert [found.name if (found := next_appeal(each, body())) else None for each in followed] == [
        "Stage 1 appeal", "Stage 2 appeal", None, None, "Stage 1 appeal",
    ]  # fmt: skip


@pytest.mark.proves("CI-31")
@pytest.mark.parametrize(
    ("letter", "last_minute", "too_late"),
    [
        ("2022-09-01 12:00", "2022-09-15 23:59", "2022-09-16 00:00"),
        ("2022-09-01 00:00", "2022-09-15 23:59", "2022-09-16 00:00"),
        ("2022-10-20 12:00", "2022-11-03 23:59", "2022-11-04 00:00"),  # the clocks go back meanwhile
    ],
)
def test_a_stage_2_appeal_is_in_time_until_the_end_of_the_14th_day_after_the_letter(letter: str, last_minute: str, too_late: str) -> None:
    first = appeal(1, Status.COMPLETED, issued=issued("OutLetter", at=letter))
    offered = next_appeal(first, body())
    assert offered
    assert appeal_until(first, offered, body()) == london(too_late)
    assert outcome_problems(first, offered, body(), london(last_minute)) == []
    (late,) = outcome_problems(first, offered, body(), london(too_late))
    assert (late.code, late.rule) == (
        "appeal_too_late",
        "A stage 2 appeal must be made within 14 days of the letter. A later one is not accepted.",
    )
    assert REPORTED in (late.source or "")


@pytest.mark.proves("CI-31")
def test_a_stage_1_appeal_is_never_refused_as_late_for_no_limit_is_published() -> None:
    offered = next_appeal(completed(), body())
    assert offered
    assert appeal_until(completed(), offered, body()) is None
    assert outcome_problems(completed(), offered, body(), london("2030-01-01 00:00")) == []
    assert "is not published. Staff of the awarding body decide" in limit_sentence(offered)


@pytest.mark.proves("CI-31")
def test_the_outcome_is_complete_and_open_to_the_centre_before_there_is_an_appeal() -> None:
    held_back = completed(associate="meridian")
    not_yet = enquiry(Status.ACKNOWLEDGED, issued=issued("AckLetter"))
    script_to_come = enquiry(Status.ACKNOWLEDGED, service="2S", issued=issued("AckLetter", "OutLetter"))
    for each in (held_back, not_yet, script_to_come):
        assert codes(outcome_problems(each, next_appeal(each, body()), body(), NOON)) == ["appeal_too_early"]
    released = completed(associate="meridian", released={"OutLetter": NOON})
    assert outcome_problems(released, next_appeal(released, body()), body(), NOON) == []


@pytest.mark.proves("CI-31")
def test_one_appeal_of_a_stage_stands_and_those_that_ended_without_a_decision_do_not_count() -> None:
    offered, ended = next_appeal(completed(), body()), [appeal(1, Status.CANCELLED), appeal(1, Status.REJECTED)]

    def found(*earlier: Enquiry) -> list[str]:
        return codes(appeal_problems(completed(), offered, body(), "Why", earlier, head=True, now=NOON))

    assert found(*ended) == []
    assert ended_attempts(ended) == 2
    assert found(appeal(1, Status.RECEIVED)) == found(appeal(1, Status.COMPLETED)) == ["appeal_already"]


@pytest.mark.proves("CI-31")
def test_an_appeal_has_grounds_and_the_head_of_centre_submits_it() -> None:
    found = appeal_problems(completed(), next_appeal(completed(), body()), body(), "", [], head=False, now=NOON)
    assert codes(found) == ["grounds_missing", "appeal_head_only"]
    assert REPORTED in (found[1].source or "")


def test_the_id_of_an_appeal_follows_from_what_it_is_against() -> None:
    made = {appeal_submission_id(*of) for of in (("e1", "A1", 0), ("e1", "A1", 1), ("e1", "A2", 0), ("e2", "A1", 0))}
    assert len(made) == 4
    assert appeal_submission_id("e1", "A1", 0) in made
    assert [len(part) for part in made.pop().split("-")] == [8, 4, 4, 4, 12]


@pytest.mark.proves("CI-31")
def test_too_late_is_a_decision_only_where_no_limit_is_published() -> None:
    assert "out_of_time" in verdicts_for(service("A1"))
    assert "out_of_time" not in verdicts_for(service("A2"))


def decided(of: Enquiry, decision: Any = "allowed", reasons: str = "So it is.", grade: str = "") -> Enquiry:
    request = RecordDecision(version=of.version, decision=decision, reasons=reasons, grade=grade)
    return record_decision(of, request, entries_of(of, body()), body())


def refusal(of: Enquiry, **told: Any) -> list[str]:
    with pytest.raises(Refused) as raised:
        decided(of, **told)
    return codes(list(raised.value.problems))


@pytest.mark.proves("CI-31")
def test_a_decision_has_reasons_and_only_one_that_allows_changes_a_grade() -> None:
    assert refusal(appeal(), reasons="") == ["reasons_missing"]
    assert refusal(appeal(), decision="not_allowed", grade="A") == ["grade_stays"]
    assert refusal(appeal(), decision="out_of_time", grade="A") == ["grade_stays"]
    assert refusal(appeal(), grade="Z") == ["grade_missing"]
    assert refusal(appeal(2), decision="out_of_time") == ["decision_not_for"]
    faults = {
        "reasons": {"reasons": ""}, "grade": {"decision": "not_allowed", "grade": "A"}, "decision": {"decision": "out_of_time"},
    }  # fmt: skip
    for field, told in faults.items():
        with pytest.raises(Refused) as raised:
            decided(appeal(2), **told)
        assert [each.field for each in raised.value.problems] == [field]
    for decision in ("allowed", "partly"):
        assert decided(appeal(), decision, grade="A").grade_after == "A"
    stays = decided(appeal(), "not_allowed", grade="B")
    assert (stays.grade_after, stays.recorded, stays.decision) == ("B", True, Decision(finding="not_allowed", reasons="So it is."))


@pytest.mark.proves("CI-31")
def test_a_grade_that_an_appeal_changes_waives_its_fee_by_the_rule_of_enquiries() -> None:
    after = decided(appeal(), grade="A")
    assert status_after(after.grade_before, after.grade_after) is FeeStatus.WAIVED
    assert str(fee(body(), route(), "A1", 2)) == str(fee(body(), route(), "A1", 1)) == "GBP 95.00", "for the appeal, not for a component"


@pytest.mark.parametrize(
    ("decision", "grade", "status", "text"),
    [
        ("allowed", "B", FeeStatus.WAIVED, "No charge: the appeal was upheld."),
        ("partly", "B", FeeStatus.WAIVED, "No charge: the appeal was upheld."),
        ("not_allowed", "B", FeeStatus.DUE, "The fee is charged: the appeal was not upheld."),
    ],
)
def test_where_a_body_waives_the_fee_of_an_appeal_that_it_upholds_a_part_is_enough_and_the_grade_does_not_matter(
    decision: str, grade: str, status: FeeStatus, text: str
) -> None:
    basis = route().services[0].basis
    waiver = AppealWaiver(waived_when="upheld", text="The fee of an appeal that is upheld is waived.", basis=basis)
    upheld = body(routes=(route().model_copy(update={"fee_rule": route().fee_rule.model_copy(update={"appeals": waiver})}),))
    its = owed(decided(appeal(), decision, grade=grade), upheld)
    assert (its.status, its.text) == (status, text)


def test_an_appeal_that_came_too_late_costs_nothing_for_it_was_not_considered() -> None:
    late, refused = decided(appeal(), decision="out_of_time"), decided(appeal(), decision="not_allowed")
    assert (owed(late, body()).status, str(owed(late, body()).charged)) == (FeeStatus.CANCELLED, "GBP 0.00")
    assert (owed(refused, body()).status, str(owed(refused, body()).charged)) == (FeeStatus.DUE, "GBP 95.00")
    assert owed(late, body(), results=False).status is FeeStatus.DUE, "nothing is said of it before the letter"


def test_no_grade_is_given_to_a_group_or_to_everybody() -> None:
    two = (NamedCandidate(number="0713", name="Amina Osei"), NamedCandidate(number="0714", name="Bao Nguyen"))
    for candidates in (two, ()):
        about = appeal(candidates=candidates, grade_before=None)
        assert refusal(about, grade="A") == ["grade_missing"]
        assert decided(about).grade_after is None


def test_nothing_is_decided_before_the_acknowledgement_after_the_letter_twice_at_once_or_in_an_enquiry_that_is_no_appeal() -> None:
    for of in (appeal(status=Status.RECEIVED), appeal(issued=issued("OutLetter")), enquiry(Status.ACKNOWLEDGED)):
        with pytest.raises(Refused, match="status_forbids"):
            decided(of)
    with pytest.raises(Changed):
        record_decision(appeal(), RecordDecision(version=9, decision="allowed", reasons="So"), entries_of(appeal(), body()), body())


def test_an_appeal_is_about_those_whom_the_outcome_is_about() -> None:
    pair = (NamedCandidate(number="0713", name="Amina Osei"), NamedCandidate(number="0714", name="Bao Nguyen"))
    found = [subject_of(appeal(candidates=each), service("A1")) for each in (pair[:1], pair, ())]
    assert found == [Subject.CANDIDATE, Subject.GROUP, Subject.COHORT]
    assert subject_of(enquiry(), service("9")) is Subject.GROUP


@pytest.mark.proves("CI-31")
def test_an_associate_sends_an_appeal_on_until_its_own_limit_and_not_until_the_series_closes() -> None:
    assert approval_deadline(appeal(), body()) is None
    limited = appeal(2, appeal=AppealDetails(enquiry="a1", name="n", issued_at=NOON, until=london("2022-09-16 00:00"), grounds="Why"))
    assert approval_deadline(limited, body()) == london("2022-09-16 00:00")
    assert approval_deadline(enquiry(), body()) == london("2022-09-21 00:00")
