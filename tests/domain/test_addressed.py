"""What the lists say of messages: for whom one waits, and who has acted."""

from __future__ import annotations

import pytest

from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.messages import MESSAGE_TEXT, messages_awaiting
from functions.domain.enquiries.statuses import Status
from functions.domain.views.attention import attention_of_associate, attention_of_centre, attention_of_staff
from functions.domain.views.list_rows import associate_row, row
from functions.domain.views.staff_pages import staff_row
from tests.builders import CAMBRIDGE, body, enquiry, london

CENTRE, ASSOCIATE = "northfield", "meridian"
NOW = london("2022-09-01 13:00")


def after(one: Enquiry, *written: tuple[str, str]) -> Enquiry:
    for kind, writer in written:
        one = one.model_copy(update={"addressed": messages_awaiting(one, kind, writer)})
    return one


def marks(one: Enquiry) -> tuple[str | None, str | None, str | None]:
    """As centre, Associate and staff see it in their lists."""
    return tuple(view(one, body(), NOW)["message"] for view in (row, associate_row, staff_row))  # type: ignore[return-value]


THROUGH = enquiry(Status.ACKNOWLEDGED, associate=ASSOCIATE)


@pytest.mark.proves("CI-37")
def test_a_question_waits_for_centre_and_associate_until_one_of_them_has_answered() -> None:
    assert marks(after(THROUGH, ("question", CAMBRIDGE))) == ("Question", "Question", None)
    for who in (CENTRE, ASSOCIATE):
        assert marks(after(THROUGH, ("question", CAMBRIDGE), ("answer", who))) == (None, None, "Answered")


@pytest.mark.proves("CI-30")
def test_an_error_waits_for_the_associate_and_reported_on_for_the_awarding_body() -> None:
    assert marks(after(THROUGH, ("error", CENTRE))) == (None, "Error reported", None)
    assert marks(after(THROUGH, ("error", CENTRE), ("error", ASSOCIATE))) == (None, None, "Error reported")


def test_an_error_is_not_hidden_by_what_is_written_after_it() -> None:
    told = after(THROUGH, ("question", CAMBRIDGE), ("error", ASSOCIATE), ("answer", CENTRE))
    assert marks(told) == (None, None, "Error reported")
    assert marks(after(told, ("question", CAMBRIDGE))) == ("Question", "Question", None)


def test_nothing_waits_on_an_enquiry_that_is_finished() -> None:
    told = after(enquiry(Status.COMPLETED), ("error", CENTRE))
    assert row(told, body(), NOW)["message"] is None
    assert staff_row(told, body(), NOW)["message"] is None


@pytest.mark.parametrize("kind", ["change", "question", "answer", "error"])
def test_whatever_waits_for_somebody_is_counted_for_one_of_the_desks(kind: str) -> None:
    assert set(MESSAGE_TEXT) == {"change", "question", "answer", "error"}
    waiting = THROUGH.model_copy(update={"addressed": dict.fromkeys((CENTRE, ASSOCIATE, CAMBRIDGE), kind)})
    found = (of(waiting, body(), NOW) for of in (attention_of_centre, attention_of_associate, attention_of_staff))
    assert {"answer": "answered"}.get(kind, kind) in {each.value for desk in found for each in desk}
