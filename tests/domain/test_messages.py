"""Messages about an enquiry: who may write which, who reads it, and until when errors are to be reported."""

from __future__ import annotations

from itertools import product

import pytest

from functions.domain.enquiries.messages import (
    WriteMessage,
    audience,
    error_report_deadline,
    is_held_after,
    message_event,
    readable_events,
)
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Refused
from functions.domain.people.history import Actor, Event, What
from functions.domain.views.enquiry_pages import for_associate, for_centre
from functions.domain.views.staff_pages import for_staff
from tests.builders import CAMBRIDGE, body, enquiry, issued, london

S = Status
CENTRE, ASSOCIATE = "northfield", "meridian"
THROUGH = enquiry(associate=ASSOCIATE, issued=issued("AckLetter"), released={"AckLetter": london("2022-09-01 13:00")})
DIRECT = enquiry(issued=issued("AckLetter"))


def write(kind: str, text: str = "The component should be 42.") -> WriteMessage:
    return WriteMessage.model_validate({"kind": kind, "text": text})


@pytest.mark.proves("CI-37")
@pytest.mark.parametrize(("kind", "writer"), [("question", CAMBRIDGE), ("answer", CENTRE), ("answer", ASSOCIATE)])
def test_questions_and_answers_are_read_by_everybody_concerned(kind: str, writer: str) -> None:
    assert set(audience(THROUGH, kind, writer)) == {CENTRE, ASSOCIATE, CAMBRIDGE}
    assert set(audience(DIRECT, kind, writer)) == {CENTRE, CAMBRIDGE}


@pytest.mark.proves("CI-30")
def test_a_centre_reports_an_error_to_its_associate_who_reports_it_to_the_body() -> None:
    assert set(audience(THROUGH, "error", CENTRE)) == {CENTRE, ASSOCIATE}
    assert set(audience(THROUGH, "error", ASSOCIATE)) == {ASSOCIATE, CAMBRIDGE}
    assert set(audience(DIRECT, "error", CENTRE)) == {CENTRE, CAMBRIDGE}


@pytest.mark.parametrize(("kind", "writer"), list(product(["question", "answer", "error"], [CENTRE, ASSOCIATE, CAMBRIDGE])))
def test_the_body_asks_and_the_others_answer_and_report(kind: str, writer: str) -> None:
    told = {"question": What.ASKED, "answer": What.ANSWERED, "error": What.ERROR_REPORTED}[kind]
    if (kind == "question") is (writer == CAMBRIDGE):
        assert message_event(THROUGH, write(kind), writer) is told
    else:
        with pytest.raises(Refused) as refused:
            message_event(THROUGH, write(kind), writer)
        assert [each.code for each in refused.value.problems] == ["status_forbids"]


@pytest.mark.proves("CI-30")
def test_an_error_can_be_reported_by_who_has_the_letter_while_the_enquiry_is_open() -> None:
    unreleased = THROUGH.model_copy(update={"released": {}})
    assert message_event(unreleased, write("error"), ASSOCIATE) is What.ERROR_REPORTED
    for one, writer in [(unreleased, CENTRE), (enquiry(S.RECEIVED), CENTRE), (enquiry(S.RECEIVED, associate=ASSOCIATE), ASSOCIATE)]:
        with pytest.raises(Refused):
            message_event(one, write("error"), writer)
    for status in (S.REJECTED, S.DECLINED, S.COMPLETED, S.CANCELLED):
        with pytest.raises(Refused):
            message_event(DIRECT.model_copy(update={"status": status}), write("error"), CENTRE)


@pytest.mark.parametrize("empty", ["", "   "])
def test_an_empty_message_is_refused_at_its_field(empty: str) -> None:
    with pytest.raises(Refused) as refused:
        message_event(DIRECT, write("answer", empty), CENTRE)
    assert [(each.code, each.field) for each in refused.value.problems] == [("message_missing", "text")]


@pytest.mark.proves("CI-30")
def test_errors_are_to_be_reported_within_24_hours_of_the_issue_of_the_letter_released_or_not() -> None:
    until = london("2022-09-02 12:00")
    assert error_report_deadline(THROUGH, body()) == error_report_deadline(THROUGH.model_copy(update={"released": {}}), body()) == until
    assert error_report_deadline(enquiry(S.RECEIVED), body()) is None
    assert for_associate(THROUGH, body(), [], until)["report_errors_until"] == "2022-09-02T11:00:00.000Z"


def said(among: tuple[str, ...], by: str = CENTRE) -> Event:
    return Event(
        what=What.ERROR_REPORTED,
        at=london("2022-09-01 14:00"),
        by=Actor(id="p1", organisation=by),
        version=2,
        why="Wrong name",
        among=among,
    )


@pytest.mark.proves("CI-30")
def test_a_message_shows_in_the_history_of_those_it_is_for_and_of_nobody_else() -> None:
    events = [said((CENTRE, ASSOCIATE)), said((ASSOCIATE, CAMBRIDGE), ASSOCIATE)]
    shown = [
        [each["why"] for each in view["history"]]
        for view in (
            for_centre(THROUGH, body(), events[:1], london("2022-09-01 15:00")),
            for_associate(THROUGH, body(), events, london("2022-09-01 15:00")),
            for_staff(THROUGH, body(), events[:1], (), london("2022-09-01 15:00")),
        )
    ]
    assert [len(each) for each in shown] == [1, 2, 0]
    assert readable_events(events, CENTRE) == events[:1]
    assert readable_events(events, CAMBRIDGE) == events[1:]


def test_what_is_no_message_is_read_by_all() -> None:
    ordinary = Event(what=What.RECEIVED, at=london("2022-09-01 14:00"), by=Actor(id="desk", organisation="desk"), version=2)
    assert readable_events([ordinary], "anybody") == [ordinary]


def asking(kind: str, *, hold: bool) -> WriteMessage:
    return WriteMessage.model_validate({"kind": kind, "text": "Which component is meant?", "hold": hold})


def test_only_a_question_about_an_open_enquiry_can_hold_it() -> None:
    assert message_event(DIRECT, asking("question", hold=True), CAMBRIDGE) is What.ASKED
    for one, kind, writer in [
        (DIRECT, "answer", CENTRE),
        (DIRECT, "error", CENTRE),
        (enquiry(S.COMPLETED), "question", CAMBRIDGE),
        (enquiry(S.CANCELLED), "question", CAMBRIDGE),
    ]:
        with pytest.raises(Refused) as refused:
            message_event(one, asking(kind, hold=True), writer)
        assert [(each.code, each.field) for each in refused.value.problems] == [("status_forbids", "hold")]


@pytest.mark.parametrize(
    ("held", "kind", "hold", "after"),
    [
        (False, "question", True, True), (False, "question", False, False), (True, "question", False, True), (True, "answer", False, False),
        (True, "error", False, True), (False, "error", False, False), (False, "answer", False, False),
    ],
)  # fmt: skip
def test_a_question_may_hold_an_enquiry_until_it_is_answered(held: bool, kind: str, hold: bool, after: bool) -> None:
    assert is_held_after(enquiry(held=held), asking(kind, hold=hold)) is after
