"""The life of an enquiry: every status with every deed, and what completes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.domain.catalogue.documents import Document
from functions.domain.enquiries.amendments import Amend, Cancel, amend, cancel, change_window
from functions.domain.enquiries.enquiry import Enquiry, body_of, default_note, enquiry_number, entries_of, is_complete
from functions.domain.enquiries.enquiry_parts import Issued
from functions.domain.enquiries.expected_documents import expected_documents, slot_of
from functions.domain.enquiries.marks import LineMarks, RecordMarks, record_marks
from functions.domain.enquiries.statuses import CLOSED, TRANSITIONS, Status
from functions.domain.errors import Changed, Refused
from functions.domain.register.cards import CentreSyllabus
from tests.builders import RESULTS_OUT, body, catalogue, enquiry, issued, london, series, service, syllabus

S = Status
# Said a second time, from the guide: where each deed may start and where it leads.
STEPS: dict[str, tuple[set[Status], Status]] = {
    "approved": ({S.WITH_ASSOCIATE}, S.SUBMITTED),
    "approved to wait": ({S.WITH_ASSOCIATE}, S.PENDING),
    "rejected": ({S.WITH_ASSOCIATE}, S.REJECTED),
    "moved on": ({S.PENDING}, S.SUBMITTED),
    "received": ({S.SUBMITTED}, S.RECEIVED),
    "acknowledged": ({S.RECEIVED}, S.ACKNOWLEDGED),
    "made in the portal": ({S.SUBMITTED}, S.ACKNOWLEDGED),
    "declined": ({S.RECEIVED}, S.DECLINED),
    "completed": ({S.ACKNOWLEDGED}, S.COMPLETED),
    "cancelled": ({S.WITH_ASSOCIATE, S.PENDING, S.SUBMITTED, S.RECEIVED, S.ACKNOWLEDGED}, S.CANCELLED),
}
SAID = {
    S.WITH_ASSOCIATE: "with associate",
    S.PENDING: "pending",
    S.SUBMITTED: "submitted",
    S.RECEIVED: "received",
    S.ACKNOWLEDGED: "acknowledged",
    S.COMPLETED: "completed",
    S.CANCELLED: "cancelled",
    S.REJECTED: "rejected",
    S.DECLINED: "declined",
}
FINISHED = {S.REJECTED, S.DECLINED, S.COMPLETED, S.CANCELLED}


@pytest.mark.proves("CI-22", "CI-23")
@pytest.mark.parametrize("status", list(SAID))
@pytest.mark.parametrize("deed", list(STEPS))
def test_every_deed_starts_where_it_may_leads_where_it_should_and_is_refused_elsewhere(deed: str, status: Status) -> None:
    starts, leads_to = STEPS[deed]
    before = enquiry(status, version=7)
    if status in starts:
        after = before.to(deed)
        assert (after.status, after.version) == (leads_to, 8)
        assert after == before.model_copy(update={"status": leads_to, "version": 8})
    else:
        with pytest.raises(Refused) as refused:
            before.to(deed)
        (found,) = refused.value.problems
        assert found.code == "status_forbids"
        assert found.message == f"This enquiry is {SAID[status]}, so it cannot be {deed} now."


def test_the_table_has_no_other_deeds_and_nothing_starts_from_a_closed_status() -> None:
    assert set(TRANSITIONS) == set(STEPS)
    assert set(SAID) == set(Status)
    assert FINISHED == CLOSED
    assert not any(step.starts & FINISHED for step in TRANSITIONS.values())
    assert all(step.by and step.means.endswith(".") for step in TRANSITIONS.values())


def test_every_status_can_be_reached_or_is_one_to_begin_with() -> None:
    assert {step.leads_to for step in TRANSITIONS.values()} | {S.WITH_ASSOCIATE, S.PENDING} == set(Status)


def mark_all(one: Enquiry, now: datetime) -> Enquiry:
    lines = tuple(LineMarks(component=each, mark_after=51, reason="Question 4 was not added.") for each in one.components)
    request = RecordMarks(version=one.version, lines=lines, grade_after="A", without_reviewer="Reviewed elsewhere")
    return record_marks(one, request, service(one.service), syllabus())


def out(slot: str, now: datetime) -> Issued:
    return issued(slot)[slot].model_copy(update={"at": now})


SLOTS = ("OutLetter", "CoSLetter-22", "CoSLetter-42")
DEEDS: dict[str, Callable[[Enquiry, datetime], Enquiry]] = {
    **{deed: lambda one, now, deed=deed: one.to(deed) for deed in ("approved", "rejected", "moved on")},  # type: ignore[misc]
    "receive": lambda one, now: one.received("2206-000001", "a note", now),
    "acknowledge": lambda one, now: one.acknowledged("AckLetter", out("AckLetter", now)),
    "cancel": lambda one, now: cancel(one, Cancel(version=one.version), body(), now),
    "cancel at any cost": lambda one, now: cancel(one, Cancel(version=one.version, accept_charge=True), body(), now),
    "amend": lambda one, now: amend(one, Amend(version=one.version, service="2", components=("42",), accept_charge=True), body(), [], now),
    "change service": lambda one, now: amend(
        one, Amend(version=one.version, service="1", components=one.components, accept_charge=True), body(), [], now
    ),
    "mark": mark_all,
    **{f"issue {slot}": lambda one, now, slot=slot: one.with_issued(slot, out(slot, now), service(one.service)) for slot in SLOTS},  # type: ignore[misc]
}


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([S.WITH_ASSOCIATE, S.PENDING, S.SUBMITTED]),
    st.lists(st.tuples(st.sampled_from(list(DEEDS)), st.integers(0, 30)), max_size=20),
)
def test_on_any_walk_the_version_grows_by_one_a_step_nothing_is_added_and_closed_stays_closed(
    start: Status, walk: list[tuple[str, int]]
) -> None:
    one, now = enquiry(start), RESULTS_OUT
    for deed, hours in walk:
        now += timedelta(hours=hours)
        try:
            after = DEEDS[deed](one, now)
        except Refused:
            continue
        assert one.status not in FINISHED, f"{deed} changed an enquiry that was {one.status}"
        assert after.version == one.version + 1
        assert set(after.components) <= set(one.components)
        assert after.components
        assert (after.id, after.reference, after.candidates, after.submitted_at) == (
            one.id,
            one.reference,
            one.candidates,
            one.submitted_at,
        )
        assert after.charges[: len(one.charges)] == one.charges
        if after.status is S.ACKNOWLEDGED:
            assert after.number
            assert after.acknowledged_at
        assert change_window(after, body(), now).open is (after.status not in FINISHED and "OutLetter" not in after.issued)
        assert (after.status is S.COMPLETED) is (bool(after.completed_at))
        one = after


def test_whoever_looked_at_another_version_changes_nothing() -> None:
    one = enquiry(version=3)
    one.require_version(3)
    for stale in (2, 4):
        with pytest.raises(Changed):
            one.require_version(stale)


# --- receipt


@pytest.mark.proves("CI-17", "CI-22")
def test_an_empty_note_is_filled_at_receipt_with_series_syllabus_and_number() -> None:
    number = enquiry_number("2022-06", 417)
    note = default_note(series(), syllabus(), number)
    after = enquiry(S.SUBMITTED).received(number, note, RESULTS_OUT)
    assert after.note == "June 2022 0580 2206-000417"
    assert (after.status, after.number, after.received_at) == (S.RECEIVED, "2206-000417", RESULTS_OUT)


@pytest.mark.proves("CI-17")
def test_a_note_of_the_centres_own_is_left_alone() -> None:
    assert enquiry(S.SUBMITTED, note="Osei, ask in May").received("2206-000417", "June 2022 …", RESULTS_OUT).note == "Osei, ask in May"


@given(st.integers(1, 999_999), st.integers(1, 999_999))
def test_numbers_of_a_series_sort_as_they_were_given_and_never_meet(one: int, other: int) -> None:
    assert (enquiry_number("2022-11", one) < enquiry_number("2022-11", other)) == (one < other)
    assert enquiry_number("2022-11", one) != enquiry_number("2022-06", one)


# --- documents


@pytest.mark.proves("CI-26")
@pytest.mark.parametrize("code", ["1S", "2S"])
def test_with_copies_of_scripts_an_enquiry_is_complete_only_with_the_outcome_and_the_script_of_every_component(code: str) -> None:
    every = ["OutLetter", "CoSLetter-22", "CoSLetter-42"]
    assert is_complete(enquiry(service=code, issued=issued(*every)), service(code))
    for missing in every:
        assert not is_complete(
            enquiry(service=code, issued=issued("AckLetter", *(each for each in every if each != missing))), service(code)
        )
    assert not is_complete(enquiry(service=code, issued=issued("OutLetter", "CoSLetter")), service(code))


@pytest.mark.proves("CI-26")
@pytest.mark.parametrize(("code", "needed"), [("1", ["OutLetter"]), ("2", ["OutLetter"]), ("5", ["OutLetter", "Rpt"]), ("9", ["Rpt"])])
def test_without_scripts_what_completes_is_the_outcome_or_the_report_as_the_service_has_it(code: str, needed: list[str]) -> None:
    assert is_complete(enquiry(service=code, issued=issued(*needed)), service(code))
    for missing in needed:
        others = {"AckLetter", "OutLetter", "Rpt", "CoSLetter-22", "CoSLetter-42"} - {missing}
        assert not is_complete(enquiry(service=code, issued=issued(*others)), service(code))


@pytest.mark.proves("CI-26")
def test_a_component_that_was_taken_out_needs_no_script() -> None:
    done = issued("OutLetter", "CoSLetter-42")
    assert not is_complete(enquiry(service="2S", issued=done), service("2S"))
    assert is_complete(enquiry(service="2S", components=["42"], issued=done), service("2S"))


@pytest.mark.proves("CI-24")
def test_the_files_of_an_enquiry_are_the_letters_and_a_script_a_component_by_their_names() -> None:
    assert expected_documents(service("2S"), ["22", "42"]) == [
        ("AckLetter", Document.ACKNOWLEDGEMENT, None),
        ("OutLetter", Document.OUTCOME, None),
        ("CoSLetter-22", Document.SCRIPT, "22"),
        ("CoSLetter-42", Document.SCRIPT, "42"),
    ]
    assert [each.slot for each in expected_documents(service("9"), ["42"])] == ["AckLetter", "Rpt"]
    assert slot_of(Document.REPORT) == "Rpt"


@pytest.mark.proves("CI-26")
@pytest.mark.parametrize("last", ["OutLetter", "CoSLetter-22", "CoSLetter-42"])
def test_the_last_document_completes_the_enquiry_in_whatever_order_they_come(last: str) -> None:
    now = london("2022-09-02 09:00")
    one = enquiry(service="2S", issued=issued("AckLetter"), version=4)
    for slot in [each for each in SLOTS if each != last]:
        one = one.with_issued(slot, out(slot, now), service("2S"))
        assert (one.status, one.completed_at) == (S.ACKNOWLEDGED, None)
    done = one.with_issued(last, out(last, now), service("2S"))
    assert (done.status, done.completed_at, done.version) == (S.COMPLETED, now, 7)
    assert set(done.issued) == {"AckLetter", *SLOTS}
    assert last not in one.issued


@pytest.mark.parametrize("status", sorted(set(Status) - {S.ACKNOWLEDGED}))
def test_documents_are_issued_only_while_an_enquiry_is_acknowledged(status: Status) -> None:
    with pytest.raises(Refused) as refused:
        enquiry(status).with_issued("OutLetter", out("OutLetter", RESULTS_OUT), service())
    assert [each.code for each in refused.value.problems] == ["status_forbids"]


@pytest.mark.proves("CI-23")
def test_the_acknowledgement_letter_sets_acknowledged_and_starts_the_time_for_changes() -> None:
    now = london("2022-08-23 10:00")
    after = enquiry(S.RECEIVED).acknowledged("AckLetter", out("AckLetter", now))
    assert (after.status, after.acknowledged_at, after.version) == (S.ACKNOWLEDGED, now, 2)
    assert set(after.issued) == {"AckLetter"}
    with pytest.raises(Refused):
        after.acknowledged("AckLetter", out("AckLetter", now + timedelta(hours=1)))


@pytest.mark.proves("CI-15")
def test_a_letter_issued_again_after_an_amendment_does_not_move_the_end_of_free_changes() -> None:
    now = london("2022-08-23 10:00")
    one = enquiry(S.RECEIVED).acknowledged("AckLetter", out("AckLetter", now))
    assert not one.amended_since_letter
    amended = DEEDS["amend"](one, now + timedelta(hours=1))
    assert amended.amended_since_letter
    again = amended.acknowledged("AckLetter", out("AckLetter", now + timedelta(hours=2)))
    assert not again.amended_since_letter
    assert (again.acknowledged_at, again.status) == (now, S.ACKNOWLEDGED)
    assert change_window(again, body(), now).until == now + timedelta(hours=24)
    assert again.issued["AckLetter"].at == now + timedelta(hours=2)


def test_a_catalogue_that_lost_the_service_of_an_enquiry_is_a_fault_of_ours() -> None:
    assert [each.code for each in entries_of(enquiry(), body())[2:]] == ["2", "0580"]
    for lost in ({"service": "7"}, {"syllabus": "9999"}, {"series": "1999-06"}, {"route": "none"}):
        with pytest.raises(LookupError, match="e1"):
            entries_of(enquiry(**lost), body())


# --- the catalogue's entries of an enquiry


def test_a_changed_copy_of_a_body_is_asked_for_its_own_entries_and_not_for_those_found_before() -> None:
    one = enquiry()
    before = entries_of(one, body())
    routes = tuple(each.model_copy(update={"services": (service(name="Another name"),)}) for each in body().routes)
    assert entries_of(one, body(routes=routes)).service.name == "Another name"
    assert entries_of(one, body()) == before
    assert before[2].name != "Another name"


def test_an_enquiry_is_about_a_syllabus_of_a_centre_in_a_series() -> None:
    assert enquiry().centre_syllabus == CentreSyllabus("cambridge-international", "2022-06", "northfield", "0580")


def test_what_waits_for_staff_is_a_message_to_them_a_new_letter_or_a_hold() -> None:
    plain = enquiry(Status.ACKNOWLEDGED, issued=issued("AckLetter"))
    assert not plain.waits_for_staff
    assert plain.model_copy(update={"held": True}).waits_for_staff
    assert plain.model_copy(update={"addressed": {"cambridge-international": "answer"}}).waits_for_staff
    assert not plain.model_copy(update={"addressed": {"northfield": "question"}}).waits_for_staff
    letter_at = plain.issued["AckLetter"].at
    assert plain.model_copy(update={"amended_at": letter_at + timedelta(seconds=1)}).waits_for_staff
    assert not plain.model_copy(update={"amended_at": letter_at}).waits_for_staff


def test_an_enquiry_is_addressed_to_its_body_with_the_figures_of_its_day_and_type() -> None:
    one = enquiry(body="aqa", syllabus="7136", submitted_at=london("2026-08-25 10:00"))
    found = body_of(one, catalogue())
    assert (found.id, found.type, found.valid_on) == ("aqa", "a-level", london("2026-08-25 10:00").date())
