"""An enquiry as a line of a list and as another enquiry refers to it: every field, written out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from functions.domain.enquiries.enquiry_parts import Extension
from functions.domain.enquiries.statuses import Status
from functions.domain.register.cards import NamedCandidate
from functions.domain.views.list_rows import associate_row, enquiry_summary, in_order, is_found, is_found_by_others, row
from tests.builders import RESULTS_OUT, body, enquiry, issued, london

ABOUT = {"kind": "candidate", "label": "0713 Amina Osei", "candidates": [{"number": "0713", "name": "Amina Osei"}]}
IN_A_LIST = {
    "id": "e1",
    "number": "2206-000001",
    "reference": "RD-ABCDE-12345",
    "status": "acknowledged",
    "status_text": "Acknowledged",
    "acceptance": False,
    "extends": None,
    "service": {"code": "2", "name": "Review of marking", "label": "2"},
    "route": None,
    "body": {"id": "cambridge-international", "name": "Cambridge International"},
    "portal": None,
    "make_by": None,
    "series": {"id": "2022-06", "title": "June 2022"},
    "syllabus": {"code": "0580", "name": "Mathematics"},
    "subject": ABOUT,
    "through_associate": False,
    "note": "year 11",
    "submitted_at": "2022-08-22T08:00:00.000Z",
    "received_at": "2022-08-22T08:00:00.000Z",
    "promised_by": "2022-09-21",
    "promise_text": None,
    "late": False,
    "approve_by": None,
    "message": None,
}


def test_a_centres_list_shows_these_fields_of_an_enquiry() -> None:
    assert row(enquiry(Status.ACKNOWLEDGED, note="year 11"), body(), RESULTS_OUT) == IN_A_LIST


@pytest.mark.proves("CI-27")
def test_a_list_says_of_an_extension_what_it_extends_and_why_and_calls_it_in_review() -> None:
    extension = enquiry(Status.ACKNOWLEDGED, extends=Extension(of="e0", number="2206-000009", reason="One marker"))
    shown = row(extension, body(), RESULTS_OUT)
    assert shown["extends"] == {"id": "e0", "number": "2206-000009", "reason": "One marker"}
    assert shown["status_text"] == "In review"


def test_an_associates_list_has_the_centre_the_components_and_what_is_to_release_and_no_note() -> None:
    one = enquiry(
        Status.ACKNOWLEDGED,
        associate="meridian",
        note="year 11",
        issued=issued("acknowledgement", "outcome"),
        released={"outcome": RESULTS_OUT},
    )
    assert associate_row(one, body(), RESULTS_OUT) == IN_A_LIST | {
        "through_associate": True,
        "note": "",
        "version": 1,
        "components": ["22", "42"],
        "centre": {"number": "ZZ101", "name": "Northfield School"},
        "to_release": ["acknowledgement"],
    }


def test_another_enquirys_page_refers_to_an_enquiry_by_number_subject_and_status() -> None:
    assert enquiry_summary(enquiry(Status.RECEIVED), body()) == {
        "id": "e1",
        "number": "2206-000001",
        "reference": "RD-ABCDE-12345",
        "status": "received",
        "status_text": "Received",
        "subject": ABOUT,
    }


TYPED = [
    ("", True), ("  ", True), ("amina", True), (" OSEI ", True), ("year 11", True), ("2206-0000", True), ("abcde", True),
    ("713", True), ("0713", True), ("0714", False), ("71", False), ("mathematics", False),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "found"), TYPED)
def test_an_enquiry_is_found_by_part_of_a_name_note_number_or_reference_or_by_a_whole_candidate_number(typed: str, found: bool) -> None:
    assert is_found(enquiry(note="Year 11"), typed) is found


def test_an_associate_finds_an_enquiry_also_by_its_centre_and_a_centre_does_not() -> None:
    one = enquiry()
    assert [is_found_by_others(one, typed) for typed in ("zz101", "northfield", "amina", "ZZ102")] == [True, True, True, False]
    assert not is_found(one, "northfield")


@pytest.mark.parametrize(("status", "promised"), [(Status.CANCELLED, None), (Status.REJECTED, None), (Status.COMPLETED, "2022-09-21")])
def test_nothing_is_promised_of_what_was_rejected_or_cancelled(status: Status, promised: str | None) -> None:
    assert row(enquiry(status, received_at=RESULTS_OUT), body(), RESULTS_OUT)["promised_by"] == promised


def test_enquiries_of_one_submission_stand_by_their_numbers_and_submissions_keep_their_order() -> None:
    later, first = RESULTS_OUT + timedelta(hours=1), ("3", "2", "4")
    those = [enquiry(id=f"e{each}", number=f"2206-00000{each}", reference="RD-A", submitted_at=later) for each in first]
    earlier = enquiry(id="e1", number="2206-000001", reference="RD-B")
    assert [each.number for each in in_order([*those, earlier])] == ["2206-000002", "2206-000003", "2206-000004", "2206-000001"]


def test_before_they_have_numbers_they_stand_by_their_candidates() -> None:
    those = [enquiry(Status.SUBMITTED, id=each, candidates=(NamedCandidate(number=each, name="A B"),)) for each in ("0714", "0015", "0713")]
    assert [each.id for each in in_order(those)] == ["0015", "0713", "0714"]


def test_the_centres_own_note_finds_an_enquiry_for_the_centre_alone() -> None:
    one = enquiry(note="Year 11")
    assert [is_found(one, "year 11"), is_found_by_others(one, "year 11")] == [True, False]


def test_a_name_from_right_to_left_is_isolated_in_a_label_and_an_override_is_taken_out() -> None:
    def label(name: str) -> str:
        one = enquiry(candidates=(NamedCandidate(number="0713", name=name),))
        return str(row(one, body(), london("2022-08-23 12:00"))["subject"]["label"])

    assert label("תמר כהן") == "0713 \u2068תמר כהן\u2069"
    assert label("\u202eAnna") == "0713 Anna"
    assert label("Łucja Šťastná") == "0713 Łucja Šťastná"
