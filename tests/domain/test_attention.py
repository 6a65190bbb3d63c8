"""What needs doing about an enquiry, to the exact moment from which it does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from functions.domain.enquiries.statuses import Status
from functions.domain.views.attention import Attention, attention_of_associate, attention_of_staff, came_back
from tests.builders import body, enquiry, issued, london

RECEIVED = london("2022-08-22 09:00")
REVIEWED = {
    "submitted_at": RECEIVED, "received_at": RECEIVED, "acknowledged_at": london("2022-08-23 10:00"), "completed_at": None,
    "issued": issued("AckLetter"),
}  # fmt: skip
TICK = timedelta(microseconds=1)


@pytest.mark.proves("BY-22")
def test_an_enquiry_is_overdue_for_staff_from_the_day_after_the_promised_one() -> None:
    one = enquiry(Status.ACKNOWLEDGED, **REVIEWED)
    first_day = london("2022-09-22 00:00")  # 30 days from 22 August end with 21 September
    assert Attention.OVERDUE not in attention_of_staff(one, body(), first_day - TICK)
    assert Attention.OVERDUE in attention_of_staff(one, body(), first_day)


@pytest.mark.proves("BY-22")
def test_an_associate_is_told_of_a_deadline_from_two_days_before_it_until_it_is_over() -> None:
    empty = {"received_at": None, "acknowledged_at": None, "completed_at": None, "submitted_at": RECEIVED}
    one = enquiry(Status.WITH_ASSOCIATE, associate="links", **empty)
    ends = london("2022-09-21 00:00")
    told = {
        moment: Attention.CLOSING in attention_of_associate(one, body(), moment)
        for moment in (ends - timedelta(days=2) - TICK, ends - timedelta(days=2), ends - TICK, ends)
    }
    assert list(told.values()) == [False, True, True, False]


@pytest.mark.parametrize("moment", ["acknowledged_at", "completed_at", "declined_at"])
def test_something_has_come_back_from_the_moment_on_up_to_now_and_not_before(moment: str) -> None:
    at = london("2022-09-01 12:00")
    one = enquiry(Status.RECEIVED, **{moment: at})
    second = timedelta(seconds=1)
    assert came_back(one, at, at + second)
    assert not came_back(one, at + second, at + 2 * second)
    assert not came_back(one, at - second, at)
    assert not came_back(enquiry(Status.RECEIVED), at, at + second)
