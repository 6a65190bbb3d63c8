"""What a centre records of its enquiries: the day, whom it told, whom it reminded of consent, who bears the cost (BY-07, TX-02)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from functions.domain.catalogue.fees import Amount
from functions.domain.centre_desk.records import (
    BEARER_TEXT,
    STEP_TEXT,
    CentreRecord,
    Payment,
    RecordStep,
    bearer_problems,
    candidates_text,
    chased,
    may_be_chased,
    step_day,
    told,
    with_payment,
)
from functions.domain.consent.records import ConsentState
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Refused
from functions.domain.register.cards import NamedCandidate
from tests.builders import body, enquiry, issued, london
from tests.domain.consenting import PAPER_1, PAPER_2, consent, record, service_of

ID = "0" * 32
DAY = date(2026, 8, 25)
KEPT = CentreRecord(version=3, told_on=date(2026, 8, 24), chased_on=date(2026, 8, 23), chased_by="p2")


def step(**sent: Any) -> RecordStep:
    return RecordStep.model_validate({"ids": (ID,), "step": "paid"} | sent)


def refusal(act: Callable[[], object]) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refused:
        act()
    return [(each.code, each.field) for each in refused.value.problems]


def test_a_step_is_of_the_day_that_was_entered_or_of_today_where_the_awarding_body_is() -> None:
    late = london("2022-09-01 00:30")
    assert step_day(step(), body(), late) == date(2022, 9, 1)
    assert step_day(step(day="2022-08-30"), body(), late) == date(2022, 8, 30)
    assert step_day(step(day="2022-09-01"), body(), late) == date(2022, 9, 1)
    assert refusal(lambda: step_day(step(day="2022-09-02"), body(), late)) == [("record_day_to_come", "day")]
    assert refusal(lambda: step_day(step(day="2022-02-30"), body(), late)) == [("record_day_none", "day")]


def test_a_candidate_is_told_once_the_outcome_is_there_and_it_can_be_taken_back_at_any_time() -> None:
    waiting = enquiry(Status.ACKNOWLEDGED)
    over = enquiry(Status.COMPLETED, issued=issued("OutLetter"), grade_after="A", recorded=True)
    assert told(KEPT, over, DAY) == KEPT.model_copy(update={"told_on": DAY, "version": 4})
    assert told(KEPT, waiting, None) == KEPT.model_copy(update={"told_on": None, "version": 4})
    assert refusal(lambda: told(KEPT, waiting, DAY)) == [("told_too_early", None)]


def test_who_reminded_a_candidate_is_kept_with_the_day_and_forgotten_with_it() -> None:
    assert chased(KEPT, DAY, by="p1", possible=True) == KEPT.model_copy(update={"chased_on": DAY, "chased_by": "p1", "version": 4})
    assert chased(KEPT, None, by="p1", possible=False) == KEPT.model_copy(update={"chased_on": None, "chased_by": "", "version": 4})
    assert refusal(lambda: chased(KEPT, DAY, by="p1", possible=False)) == [("nothing_to_chase", None)]


PAIR = (NamedCandidate(number="0713", name="Amina Osei"), NamedCandidate(number="0714", name="Bao Nguyen"))


def chaseable(*candidates: NamedCandidate, status: Status = Status.SUBMITTED, code: str = "2", **states: ConsentState) -> bool:
    """Return whether consent may be chased of candidates 0713 and 0714, whose consents have these states."""
    asked = enquiry(status, components=(PAPER_1,), body="aqa", syllabus="7136", service=code, candidates=candidates or PAIR)
    records = {number.removeprefix("c"): record(consent(PAPER_1, PAPER_2, state=state)) for number, state in states.items()}
    return may_be_chased(asked, service_of(code), records)


def test_consent_is_chased_while_a_candidate_has_not_answered() -> None:
    assert chaseable()
    assert chaseable(c0713=ConsentState.GIVEN)
    assert chaseable(c0713=ConsentState.GIVEN, c0714=ConsentState.ASKED)
    assert not chaseable(c0713=ConsentState.GIVEN, c0714=ConsentState.REFUSED)
    assert not chaseable(c0713=ConsentState.WITHDRAWN, c0714=ConsentState.GIVEN)
    assert not chaseable(PAIR[0], c0713=ConsentState.GIVEN)


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.CANCELLED, Status.REJECTED, Status.DECLINED])
def test_consent_to_a_request_that_is_over_is_not_chased(status: Status) -> None:
    assert not chaseable(status=status)


def test_consent_that_is_not_needed_is_not_chased_and_one_that_the_body_says_nothing_of_is() -> None:
    assert not chaseable(code="3")
    review = service_of()
    assert review.consent
    declared = review.model_copy(update={"consent": review.consent.model_copy(update={"recorded": False})})
    silent = review.model_copy(update={"consent": None})
    assert may_be_chased(enquiry(Status.SUBMITTED), declared, {})
    assert may_be_chased(enquiry(Status.SUBMITTED), silent, {})


def test_who_bears_the_cost_is_chosen_and_a_fund_is_named() -> None:
    def found(**sent: str) -> list[tuple[str, str | None]]:
        return [(each.code, each.field) for each in bearer_problems(step(step="bearer", **sent))]

    assert found() == [("bearer_missing", "bearer")]
    assert found(bearer="fund") == [("fund_missing", "fund")]
    assert found(bearer="fund", fund="Alumni fund") == []
    assert found(bearer="family") == []
    assert found(bearer="centre") == []


def test_a_change_of_payment_is_the_next_version_and_leaves_the_rest() -> None:
    fee = Amount(amount=Decimal("20.00"), currency="GBP")
    changed = with_payment(KEPT, paid=(fee,), paid_on=DAY)
    assert changed.payment == Payment(bearer="family", paid=(fee,), paid_on=DAY)
    assert (changed.version, changed.told_on, changed.chased_by) == (4, date(2026, 8, 24), "p2")


def test_whom_an_enquiry_is_about_is_told_in_one_line() -> None:
    assert candidates_text(enquiry()) == "0713 Amina Osei"
    assert candidates_text(enquiry(candidates=PAIR)) == "2 candidates"
    assert candidates_text(enquiry(candidates=())) == "All candidates"


def test_bearers_and_steps_have_their_words() -> None:
    assert BEARER_TEXT == {"family": "Family", "centre": "Our centre", "fund": "A fund"}
    assert STEP_TEXT == {
        "asked": "asked for",
        "paid": "paid",
        "waived": "waived",
        "returned": "given back",
        "bearer": "who bears the cost",
        "told": "",
        "chased": "",
        "not_asked": "not asked for",
        "not_paid": "not paid",
        "not_waived": "not waived",
        "not_returned": "not given back",
        "not_told": "taken back",
        "not_chased": "taken back",
    }


def test_a_step_is_about_one_to_fifty_enquiries_and_takes_what_fits() -> None:
    assert len(step(ids=(ID,) * 50).ids) == 50
    assert step(fund="a" * 60, fee="52.00", charge="5.00", bearer="centre", step="not_chased")
    wrong: list[dict[str, Any]] = [
        {"ids": ()}, {"ids": (ID,) * 51}, {"ids": ("0" * 31,)}, {"ids": ("0" * 33,)}, {"ids": ("Z" * 32,)}, {"step": "lost"}, {"fund": "a" * 61},
        {"fee": "52 pounds"}, {"charge": "five"}, {"bearer": "nobody"}, {"day": "1 September"},
    ]  # fmt: skip
    for sent in wrong:
        with pytest.raises(ValueError, match=next(iter(sent))):
            step(**sent)
