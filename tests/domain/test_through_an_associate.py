"""Enquiries that come through an Associate: sent on or not, released document by document, and what counts from when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Refused
from functions.domain.people.history import Actor, Event, What
from functions.domain.people.people import Role
from functions.domain.views.enquiry_pages import for_associate, for_centre
from functions.domain.views.list_rows import associate_row, flags, row
from functions.domain.views.staff_pages import for_staff
from tests.builders import CAMBRIDGE, RESULTS_OUT, body, enquiry, issued, london, service

S = Status
LATER = london("2022-08-30 10:00")


def through(status: Status = S.WITH_ASSOCIATE, **changes: object) -> Enquiry:
    return enquiry(status, associate="meridian", **changes)


def states(shown: dict) -> dict[str, str]:
    return {each["slot"]: each["state"] for each in shown["documents"]}


@pytest.mark.proves("CI-28")
def test_approved_an_enquiry_is_submitted_or_waits_where_it_has_something_to_wait_for() -> None:
    free = through().approved(LATER)
    assert (free.status, free.approved_at, free.began_at) == (S.SUBMITTED, LATER, LATER)
    waiting = through(waits_for=("g1",)).approved(LATER)
    assert (waiting.status, waiting.approved_at) == (S.PENDING, LATER)
    with pytest.raises(Refused):
        free.approved(LATER)


@pytest.mark.proves("CI-11")
def test_the_last_wait_moves_a_pending_enquiry_on_and_no_other() -> None:
    one = enquiry(S.PENDING, waits_for=("a", "b"), version=3)
    first = one.without_waiting_for("a", LATER)
    assert (first.status, first.waits_for, first.version, first.moved_on_at) == (S.PENDING, ("b",), 4, None)
    last = first.without_waiting_for("b", LATER)
    assert (last.status, last.waits_for, last.version, last.moved_on_at) == (S.SUBMITTED, (), 5, LATER)


@pytest.mark.parametrize("status", [S.WITH_ASSOCIATE, S.REJECTED, S.CANCELLED])
def test_what_is_not_pending_loses_its_wait_and_stays_where_it_is(status: Status) -> None:
    after = through(status, waits_for=("a",)).without_waiting_for("a", LATER)
    assert (after.status, after.waits_for) == (status, ())


def test_an_enquiry_whose_wait_ended_at_its_associates_goes_straight_on_when_approved() -> None:
    assert through(waits_for=("a",)).without_waiting_for("a", LATER).approved(LATER).status is S.SUBMITTED


@pytest.mark.proves("CI-23")
@pytest.mark.parametrize("status", [S.PENDING, S.WITH_ASSOCIATE, S.REJECTED, S.CANCELLED])
def test_nothing_is_late_while_an_enquiry_waits_or_is_finished(status: Status) -> None:
    assert flags(through(status), body(), london("2022-12-24 09:00")) == []


@pytest.mark.proves("CI-23")
@pytest.mark.parametrize("begun", ["approved_at", "moved_on_at"])
def test_the_bodys_promises_count_from_when_it_got_the_enquiry(begun: str) -> None:
    at = london("2022-09-05 10:00")
    one = through(S.SUBMITTED, approved_at=LATER).changed(**{begun: at})
    assert flags(one, body(), at + timedelta(hours=24) - timedelta(microseconds=1)) == []
    assert [each["code"] for each in flags(one, body(), at + timedelta(hours=24))] == ["number_late"]


# --- documents


@pytest.mark.proves("CI-29")
def test_the_centre_sees_of_the_documents_what_is_released_and_the_associate_all_that_are_issued() -> None:
    one = through(S.COMPLETED, service="2S", issued=issued("AckLetter", "OutLetter", "CoSLetter-22", "CoSLetter-42"), recorded=True)
    one = one.with_released("AckLetter", LATER).with_released("CoSLetter-42", LATER)
    assert states(for_centre(one, body(), [], LATER)) == {
        "AckLetter": "issued", "OutLetter": "expected", "CoSLetter-22": "expected", "CoSLetter-42": "issued"
    }  # fmt: skip
    assert set(states(for_associate(one, body(), [], LATER)).values()) == {"issued"}
    assert set(states(for_staff(one, body(), [], (), LATER)).values()) == {"issued"}
    assert associate_row(one, body(), LATER)["to_release"] == ["OutLetter", "CoSLetter-22"]


@pytest.mark.proves("CI-29")
def test_marks_grade_and_waiver_reach_the_centre_with_the_outcome_letter_and_not_before() -> None:
    one = through(S.COMPLETED, issued=issued("AckLetter", "OutLetter"), recorded=True, grade_after="A")
    one = one.changed(lines=tuple(line.model_copy(update={"mark_after": 61, "reason": "Page 7"}) for line in one.lines))
    before, after = (for_centre(each, body(), [], LATER) for each in (one, one.with_released("OutLetter", LATER)))
    assert (before["grade_after"], before["fee"]["status"], {each["mark_after"] for each in before["components"]}) == (None, "due", {None})
    assert (after["grade_after"], after["fee"]["status"], {each["mark_after"] for each in after["components"]}) == ("A", "waived", {61})
    assert for_associate(one, body(), [], LATER)["grade_after"] == "A"


@pytest.mark.proves("CI-29")
def test_statuses_are_the_same_in_both_accounts() -> None:
    said = {
        S.WITH_ASSOCIATE: "With Associate",
        S.PENDING: "Pending",
        S.SUBMITTED: "Submitted",
        S.RECEIVED: "Received",
        S.ACKNOWLEDGED: "Acknowledged",
        S.COMPLETED: "Completed",
        S.CANCELLED: "Cancelled",
        S.REJECTED: "Rejected",
        S.DECLINED: "Declined",
    }
    assert set(said) == set(Status)
    for status, text in said.items():
        one = through(status)
        assert for_centre(one, body(), [], LATER)["status_text"] == for_associate(one, body(), [], LATER)["status_text"] == text


def test_without_an_associate_all_that_is_issued_is_open_to_the_centre() -> None:
    one = enquiry(S.COMPLETED, issued=issued("AckLetter", "OutLetter"))
    assert one.open_to_centre == {"AckLetter", "OutLetter"}
    assert through(S.COMPLETED, issued=one.issued).open_to_centre == frozenset()


@pytest.mark.proves("CI-29")
def test_a_letter_issued_anew_after_an_amendment_is_released_anew() -> None:
    one = through(S.ACKNOWLEDGED, issued=issued("AckLetter", at="2022-08-29 09:00"), amended_at=LATER).with_released("AckLetter", LATER)
    again = one.acknowledged("AckLetter", issued("AckLetter", at="2022-08-31 09:00")["AckLetter"])
    assert again.open_to_centre == frozenset()
    assert one.open_to_centre == {"AckLetter"}


# --- what it says of itself


@pytest.mark.proves("CI-28")
def test_the_moment_by_which_an_enquiry_must_be_approved_is_shown_to_both_while_it_waits_for_that() -> None:
    for view in (associate_row, row):
        assert view(through(), body(), LATER)["approve_by"] == "2022-09-20T23:00:00.000Z"
        assert view(through(S.RECEIVED), body(), LATER)["approve_by"] is None
    for page in (for_associate, for_centre):
        assert page(through(), body(), [], LATER)["approve_by_text"] == "the end of 20 September 2022 (Europe/London)"
        assert page(through(S.RECEIVED), body(), [], LATER)["approve_by_text"] is None
    assert associate_row(through(), body(), LATER)["centre"] == {"number": "ZZ101", "name": "Northfield School"}


@pytest.mark.proves("CI-23")
def test_what_is_late_sends_an_associate_centre_to_its_associate_and_everybody_else_to_the_body() -> None:
    late = london("2022-08-24 10:00")
    sent_on = through(S.SUBMITTED, associate_name="Meridian Associates")
    for told in (*flags(sent_on, body(), late), *for_centre(sent_on, body(), [], late)["flags"]):
        assert told["message"].endswith(" Write to your Associate, Meridian Associates.")
        assert "@" not in told["message"] + told["contact"]
    (told,) = for_associate(sent_on, body(), [], late)["flags"]
    assert told["message"].endswith(" Write to info@cambridgeinternational.org.")
    (told,) = flags(enquiry(S.SUBMITTED), body(), late)
    assert told["message"].endswith(" Write to info@cambridgeinternational.org.")
    assert "Associate" not in told["message"]


@pytest.mark.parametrize(("waits", "said"), [(("a",), "another enquiry is finished"), (("a", "b"), "2 other enquiries are finished")])
def test_a_pending_enquiry_says_that_it_waits_and_goes_on_by_itself(waits: tuple[str, ...], said: str) -> None:
    text = for_centre(enquiry(S.PENDING, waits_for=waits), body(), [], LATER)["waiting"]
    assert said in text
    assert "continues automatically" in text
    assert for_centre(enquiry(S.SUBMITTED), body(), [], LATER)["waiting"] is None


@pytest.mark.proves("BY-19")
def test_what_an_associate_did_is_shown_as_done_on_behalf_of_the_centre_in_every_account() -> None:
    one = through(S.RECEIVED)
    event = Event(
        what=What.APPROVED, at=LATER, by=Actor(id="p9", organisation="meridian", role=Role.ASSOCIATE), version=2
    )  # fmt: skip
    for shown in (
        for_centre(one, body(), [event], LATER),
        for_associate(one, body(), [event], LATER),
        for_staff(one, body(), [event], (), LATER),
    ):
        assert [each["who"] for each in shown["history"]] == ["Associate, on behalf of Northfield School"]


@pytest.mark.proves("CI-22")
def test_a_cohort_says_all_a_group_its_size_with_its_candidates_behind_it_and_a_candidate_number_and_name() -> None:
    five = tuple(enquiry().candidates[0].model_copy(update={"number": f"000{n}"}) for n in range(1, 6))
    cohort = row(enquiry(service="5", syllabus="0500", components=("03",), candidates=()), body(), RESULTS_OUT)["subject"]
    group = row(enquiry(service="9", components=("42",), candidates=five), body(), RESULTS_OUT)["subject"]
    assert (cohort["kind"], cohort["label"], cohort["candidates"]) == ("cohort", "All", [])
    assert (group["kind"], group["label"]) == ("group", "5 candidates")
    assert [each["number"] for each in group["candidates"]] == ["0001", "0002", "0003", "0004", "0005"]
    assert row(enquiry(), body(), RESULTS_OUT)["subject"]["label"] == "0713 Amina Osei"


@pytest.mark.parametrize("code", ["5", "9"])
def test_what_is_about_several_candidates_names_no_service_to_change_to(code: str) -> None:
    shown = for_centre(enquiry(service=code, syllabus="0500", components=("03",)), body(), [], RESULTS_OUT)
    assert shown["services_to_change_to"] == []
    assert service(code).family is None


def test_the_bodys_own_history_names_no_associate() -> None:
    staff = Event(what=What.RECEIVED, at=LATER, by=Actor(id="s1", organisation=CAMBRIDGE, role=Role.CASEWORKER), version=2)
    assert for_centre(through(S.RECEIVED), body(), [staff], LATER)["history"][0]["who"] == "Caseworker, awarding body"
