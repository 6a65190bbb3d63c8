"""What needs doing about an enquiry, to the exact moment from which it does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from functions.domain.enquiries.portal_records import PortalDetails
from functions.domain.enquiries.statuses import Status
from functions.domain.views.attention import (
    Attention,
    attention_of_associate,
    attention_of_centre,
    attention_of_staff,
    came_back,
    days_left,
    promised_day,
)
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


# --- what a centre has to do


def centre_has(now: str, status: Status = Status.ACKNOWLEDGED, **changes: object) -> set[str]:
    return {each.value for each in attention_of_centre(enquiry(status, **changes), body(), london(now))}


@pytest.mark.proves("BY-22")
def test_a_rejected_enquiry_can_be_submitted_again_until_its_deadline_and_no_other_can() -> None:
    assert centre_has("2022-09-20 23:59", Status.REJECTED, associate="links") == {"again"}
    assert centre_has("2022-09-21 00:00", Status.REJECTED, associate="links") == set()
    assert centre_has("2022-09-01 12:00", Status.CANCELLED, associate="links") == set()
    assert "again" not in centre_has("2022-09-01 12:00", Status.ACKNOWLEDGED)


@pytest.mark.proves("BY-22")
def test_a_prepared_request_is_still_to_be_made_in_the_portal() -> None:
    portal = PortalDetails(name="Centre Services")
    assert "to_make" in centre_has("2022-08-22 10:00", Status.SUBMITTED, portal=portal)
    assert "to_make" not in centre_has("2022-08-22 10:00", Status.SUBMITTED)
    assert "to_make" not in centre_has("2022-08-24 10:00", Status.ACKNOWLEDGED, portal=portal)


@pytest.mark.proves("BY-22")
def test_what_is_later_than_promised_is_late_for_the_centre() -> None:
    assert centre_has("2022-09-21 23:59") == set()
    assert centre_has("2022-09-22 00:00") == {"late"}


@pytest.mark.proves("BY-22")
def test_a_message_waits_for_the_organisation_that_it_is_addressed_to() -> None:
    assert centre_has("2022-09-01 12:00", addressed={"northfield": "question"}) == {"question"}
    assert centre_has("2022-09-01 12:00", addressed={"links": "question"}) == set()
    assert centre_has("2022-09-01 12:00", Status.COMPLETED, addressed={"northfield": "question"}) == set()
    associate = enquiry(Status.ACKNOWLEDGED, associate="links", addressed={"links": "error"})
    assert attention_of_associate(associate, body(), london("2022-09-01 12:00")) == {Attention.ERROR}
    staff = enquiry(Status.ACKNOWLEDGED, addressed={"cambridge-international": "answer"}, held=True)
    assert attention_of_staff(staff, body(), london("2022-09-01 12:00")) == {Attention.ANSWERED, Attention.HELD}


@pytest.mark.proves("BY-22")
def test_staff_have_a_late_acknowledgement_and_a_new_one_after_an_amendment_and_nothing_of_what_is_closed() -> None:
    late = enquiry(Status.RECEIVED)
    assert attention_of_staff(late, body(), london("2022-08-24 23:59")) == set()
    assert attention_of_staff(late, body(), london("2022-08-25 00:00")) == {Attention.UNACKNOWLEDGED}
    amended = enquiry(Status.ACKNOWLEDGED, issued=issued("AckLetter"), amended_at=london("2022-09-01 12:01"))
    assert attention_of_staff(amended, body(), london("2022-09-02 12:00")) == {Attention.AMENDED}
    closed = enquiry(Status.CANCELLED, held=True, addressed={"cambridge-international": "answer"})
    assert attention_of_staff(closed, body(), london("2023-01-01 12:00")) == set()


def test_days_are_left_to_the_promised_day_of_an_open_enquiry() -> None:
    assert promised_day(enquiry(), body()) == date(2022, 9, 21)
    assert [days_left(enquiry(), body(), london(now)) for now in ("2022-09-20 23:59", "2022-09-21 00:00", "2022-09-22 00:00")] == [1, 0, -1]
    assert promised_day(enquiry(Status.COMPLETED), body()) is None
    assert days_left(enquiry(Status.SUBMITTED), body(), london("2022-09-01 12:00")) is None
