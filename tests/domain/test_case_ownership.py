"""In whose hands an enquiry is, and when one that is held goes on."""

from __future__ import annotations

import pytest

from functions.domain.enquiries.case_ownership import taken_over_by, without_hold
from functions.domain.enquiries.enquiry_parts import CaseOwner
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Refused
from tests.builders import enquiry, person

ME = person(id="c1", name="Rosa Lind")
MINE = CaseOwner(id="c1", name="Rosa Lind")
THEIRS = CaseOwner(id="c2", name="Rosa Lind")
OPEN = [Status.WITH_ASSOCIATE, Status.PENDING, Status.SUBMITTED, Status.RECEIVED, Status.ACKNOWLEDGED]
FINISHED = [(Status.REJECTED, "rejected"), (Status.DECLINED, "declined"), (Status.COMPLETED, "completed"), (Status.CANCELLED, "cancelled")]


@pytest.mark.parametrize("status", OPEN)
@pytest.mark.parametrize("before", [None, THEIRS])
def test_whoever_takes_an_open_enquiry_over_has_it_from_nobody_or_from_a_colleague_of_the_same_name(
    status: Status, before: CaseOwner | None
) -> None:
    after = taken_over_by(enquiry(status, owner=before, version=3), ME)
    assert (after.owner, after.version, after.status) == (MINE, 4, status)


@pytest.mark.parametrize(("status", "said"), FINISHED)
def test_a_finished_enquiry_is_not_taken_over(status: Status, said: str) -> None:
    with pytest.raises(Refused) as refused:
        taken_over_by(enquiry(status, owner=THEIRS), ME)
    (problem,) = refused.value.problems
    assert (problem.code, problem.message) == ("status_forbids", f"This enquiry is {said}, so it cannot be taken over now.")


def test_nobody_takes_over_what_is_in_their_hands_already_whatever_their_name_was_then() -> None:
    with pytest.raises(Refused) as refused:
        taken_over_by(enquiry(owner=CaseOwner(id="c1", name="Rosa Berg")), ME)
    assert [each.code for each in refused.value.problems] == ["yours_already"]


@pytest.mark.parametrize("status", OPEN)
def test_a_held_enquiry_goes_on_without_its_answer(status: Status) -> None:
    after = without_hold(enquiry(status, held=True, version=5))
    assert (after.held, after.version, after.status) == (False, 6, status)


@pytest.mark.parametrize(
    ("status", "held"),
    [(Status.RECEIVED, False), (Status.ACKNOWLEDGED, False), (Status.REJECTED, True), (Status.COMPLETED, True), (Status.CANCELLED, True)],
)
def test_what_nothing_holds_or_what_is_finished_cannot_go_on(status: Status, held: bool) -> None:
    with pytest.raises(Refused) as refused:
        without_hold(enquiry(status, held=held))
    assert [each.code for each in refused.value.problems] == ["not_held"]
