"""An enquiry as its centre and as staff see it: lateness, time left, and no result before its letter."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.domain.billing.enquiry_fees import fee_of
from functions.domain.catalogue.fees import late_change_charge
from functions.domain.catalogue.series import Notice
from functions.domain.catalogue.services import Subject
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Charge, Line
from functions.domain.enquiries.statuses import Status
from functions.domain.people.history import Actor, Event, What
from functions.domain.people.people import Role
from functions.domain.register.cards import NamedCandidate
from functions.domain.views.enquiry_pages import for_centre, outcome_of
from functions.domain.views.list_rows import flags, row
from functions.domain.views.staff_pages import for_staff, staff_row
from tests.builders import RESULTS_OUT, body, enquiry, issued, london, series

S = Status
STAFF = Actor(id="p9", organisation=body().id, role=Role.CASEWORKER)
SOON = london("2022-08-23 10:30")
SECOND = timedelta(seconds=1)


def marked(**changes: Any) -> Enquiry:
    lines = (
        Line(component="22", mark_before=50, mark_after=61, reason="Question 9 overlooked"),
        Line(component="42", mark_before=50, mark_after=50),
    )
    return enquiry(**{"lines": lines, "grade_after": "A", "recorded": True, "service": "2S", **changes})


def codes(one: Enquiry, now: datetime) -> list[str]:
    return [each["code"] for each in flags(one, body(), now)]


# --- lateness


@pytest.mark.proves("CI-23", "CI-41")
def test_without_a_number_for_24_hours_the_centre_is_told_whom_to_write_to() -> None:
    late = RESULTS_OUT + timedelta(hours=24)
    assert codes(enquiry(S.SUBMITTED), late - SECOND) == []
    assert codes(enquiry(S.SUBMITTED), late) == ["number_late"]
    (flag,) = flags(enquiry(S.SUBMITTED), body(), late)
    assert flag["contact"] == "info@cambridgeinternational.org"
    assert "24 hours" in flag["message"]
    assert flag["contact"] in flag["message"]


@pytest.mark.proves("CI-23", "CI-41")
def test_without_a_letter_for_two_working_days_the_centre_is_told_to_write_at_once() -> None:
    late = london("2022-08-25 00:00")
    assert codes(enquiry(S.RECEIVED), late - SECOND) == []
    assert codes(enquiry(S.RECEIVED), late) == ["acknowledgement_late"]
    assert "2 working days" in flags(enquiry(S.RECEIVED), body(), late)[0]["message"]
    assert codes(enquiry(S.ACKNOWLEDGED), late) == []


@pytest.mark.proves("CI-12", "BY-10")
def test_an_outcome_is_overdue_when_its_promised_day_has_ended() -> None:
    late = london("2022-09-22 00:00")
    for now, flagged, left in ((late - SECOND, [], 0), (late, ["outcome_late"], -1), (london("2022-08-22 09:00"), [], 30)):
        assert codes(enquiry(), now) == flagged
        shown = staff_row(enquiry(), body(), now)
        assert (shown["overdue"], shown["late"], shown["days_left"]) == (bool(flagged), bool(flagged), left)
    assert row(enquiry(), body(), late)["promised_by"] == "2022-09-21"


@given(st.integers(0, 60 * 24 * 60))
def test_days_left_are_negative_exactly_when_the_outcome_is_late(minutes: int) -> None:
    """From October over the change of the clocks: a day there has 25 hours."""
    one = enquiry(received_at=london("2022-10-15 00:10"))
    now = london("2022-10-15 00:10") + timedelta(minutes=minutes)
    shown = staff_row(one, body(), now)
    assert (shown["days_left"] < 0) is ("outcome_late" in codes(one, now))
    assert shown["days_left"] <= 30


@pytest.mark.parametrize("status", [S.COMPLETED, S.CANCELLED, S.REJECTED, S.DECLINED])
def test_what_is_closed_is_never_late(status: Status) -> None:
    now = london("2024-01-01 00:00")
    assert codes(enquiry(status), now) == []
    assert not staff_row(enquiry(status), body(), now)["overdue"]


def test_before_receipt_nothing_is_promised() -> None:
    shown = row(enquiry(S.SUBMITTED), body(), SOON)
    assert (shown["promised_by"], shown["received_at"], shown["number"]) == (None, None, None)


# --- no result before its letter


def test_a_centre_sees_no_result_before_the_outcome_letter_and_everything_after_it() -> None:
    event = Event(what=What.MARKED, at=SOON, by=STAFF, version=2, why="grade A")
    before = for_centre(marked(), body(), [event], SOON)
    assert before["grade_before"] == "B"
    assert before["grade_after"] is None
    assert [(each["mark_before"], each["mark_after"], each["outcome"], each["reason"]) for each in before["components"]] == [
        (50, None, None, "")
    ] * 2
    assert before["history"] == []
    after = for_centre(marked(issued=issued("OutLetter")), body(), [event], SOON)
    assert after["grade_after"] == "A"
    assert [(each["mark_after"], each["outcome"]) for each in after["components"]] == [(61, "Raised by 11"), (50, "No change")]
    assert after["history"] == []


@given(st.sampled_from(["A", "B", "U"]), st.integers(0, 70), st.text(max_size=20))
def test_whatever_staff_record_the_page_of_the_centre_stays_the_same_until_the_letter(grade: str, mark: int, reason: str) -> None:
    lines = (Line(component="22", mark_before=50, mark_after=mark, reason=reason), Line(component="42", mark_before=50, mark_after=50))
    recorded = marked(lines=lines, grade_after=grade)
    events = [Event(what=each, at=SOON, by=STAFF, version=2, why=reason) for each in (What.MARKED, What.DOCUMENT_ATTACHED)]
    untouched = for_centre(enquiry(service="2S"), body(), [], SOON)
    assert json.dumps(for_centre(recorded, body(), events, SOON)) == json.dumps(untouched)


def test_staff_see_results_as_recorded_and_what_is_attached_but_not_issued() -> None:
    event = Event(what=What.MARKED, at=SOON, by=STAFF, version=2)
    shown = for_staff(marked(), body(), [event], [("CoSLetter-22", "CoSLetter-22.aa")], SOON)
    assert shown["grade_after"] == "A"
    assert len(shown["history"]) == 1
    states = {each["slot"]: each["state"] for each in shown["documents"]}
    assert states == {"AckLetter": "expected", "OutLetter": "expected", "CoSLetter-22": "attached", "CoSLetter-42": "expected"}


@pytest.mark.proves("CI-24")
def test_the_files_have_their_names_and_say_which_are_there() -> None:
    shown = for_centre(marked(issued=issued("AckLetter")), body(), [], SOON)
    assert [(each["name"], each["kind_text"], each["state"]) for each in shown["documents"]] == [
        ("AckLetter.pdf", "Acknowledgement letter (Ack)", "issued"),
        ("OutLetter.pdf", "Outcome letter (Out)", "expected"),
        ("CoSLetter-22.pdf", "Copy of script (CoS)", "expected"),
        ("CoSLetter-42.pdf", "Copy of script (CoS)", "expected"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"), [(50, 61, "Raised by 11"), (50, 49, "Lowered by 1"), (50, 50, "No change"), (None, 3, "No change")]
)
def test_what_happened_to_a_mark_in_a_word(before: int | None, after: int, said: str) -> None:
    assert outcome_of(Line(component="22", mark_before=before, mark_after=after)) == said


# --- time for changes, fee, subject


@pytest.mark.proves("CI-15")
@pytest.mark.parametrize(
    ("now", "free", "left", "words"),
    [
        ("2022-08-23 10:30", True, 84600, "without charge until 24 August 2022, 10:00 BST"),
        ("2022-08-24 09:59:59", True, 1, "without charge until"),
        ("2022-08-24 10:00", False, None, "administration fee (GBP 25.00, a demonstration figure)"),
    ],
)
def test_the_time_left_for_changes_is_shown_and_what_they_cost_after_it(now: str, free: bool, left: int | None, words: str) -> None:
    window = for_centre(enquiry(), body(), [], london(now))["change_window"]
    assert (window["open"], window["free"], window["seconds_left"]) == (True, free, left)
    assert words in window["text"]


@pytest.mark.proves("CI-16", "CI-33")
def test_the_fee_of_each_enquiry_is_due_waived_or_gone_by_its_own_outcome() -> None:
    assert fee_of(enquiry(), body())["status"] == "due"
    assert fee_of(marked(), body())["status"] == "waived"
    assert fee_of(marked(grade_after="C"), body())["status"] == "waived"
    assert fee_of(marked(grade_after="B"), body())["status"] == "due"
    assert fee_of(enquiry(S.CANCELLED), body())["status"] == "cancelled"
    assert fee_of(enquiry(), body())["money"] == {"amount": "104.00", "currency": "GBP"}
    assert fee_of(enquiry(), body(prices=None))["money"] is None


def test_charges_for_late_changes_stand_beside_the_fee_even_where_it_is_waived() -> None:
    charge = Charge(what="amended", amount=late_change_charge(body()), at=SOON)
    shown = fee_of(marked(charges=(charge,)), body())
    assert shown["status"] == "waived"
    assert shown["charges"][0]["money"] == {"amount": "25.00", "currency": "GBP"}


@pytest.mark.proves("CI-22")
def test_a_list_shows_the_candidate_and_for_a_cohort_says_all() -> None:
    assert row(enquiry(), body(), SOON)["subject"]["label"] == "0713 Amina Osei"
    assert row(enquiry(service="5"), body(), SOON)["subject"] == {"kind": Subject.COHORT.value, "label": "All", "candidates": []}
    group = tuple(NamedCandidate(number=f"{n:04d}", name="A") for n in range(1, 7))
    shown = row(enquiry(service="9", candidates=group), body(), SOON)["subject"]
    assert (shown["label"], len(shown["candidates"])) == ("6 candidates", 6)


@pytest.mark.proves("CI-40")
def test_the_notice_of_longer_times_stands_beside_the_target() -> None:
    shown = for_centre(enquiry(), body(), [], SOON)
    assert shown["target_text"] == "Normally within 30 days of receipt."
    assert "longer than usual" in shown["notice"]


@pytest.mark.proves("CI-40")
def test_the_notice_is_that_of_the_series_of_the_enquiry_and_another_series_has_none() -> None:
    notice = Notice(text="Allow ten days more.", basis=series().deadlines[0].basis)
    changed = body(series=(series(notice=notice), series("2022-11", notice=None)))
    assert for_centre(enquiry(), changed, [], SOON)["notice"] == "Allow ten days more."
    assert for_centre(enquiry(series="2022-11"), changed, [], SOON)["notice"] is None


@pytest.mark.proves("CI-41")
@pytest.mark.parametrize(
    ("status", "now", "code"),
    [
        (S.SUBMITTED, "2022-08-23 09:00", "number_late"),
        (S.RECEIVED, "2022-08-25 00:00", "acknowledgement_late"),
        (S.ACKNOWLEDGED, "2022-09-22 00:00", "outcome_late"),
    ],
)
def test_the_address_for_questions_stands_beside_each_flag_of_lateness(status: Status, now: str, code: str) -> None:
    found = [(each["code"], each["contact"]) for each in flags(enquiry(status), body(), london(now))]
    assert (code, "info@cambridgeinternational.org") in found
    for each in flags(enquiry(status), body(), london(now)):
        assert "info@cambridgeinternational.org" in each["message"]


@pytest.mark.proves("BY-07")
def test_history_says_who_when_what_and_why() -> None:
    officer = Actor(id="p1", organisation="northfield", role=Role.EXAMS_OFFICER)
    events = [
        Event(what=What.SUBMITTED, at=RESULTS_OUT, by=officer, version=1),
        Event(what=What.DOWNLOADED, at=SOON, by=officer, version=2, about="AckLetter"),
        Event(what=What.EVIDENCE_BROUGHT, at=SOON, by=officer, version=2, about="0f1e2d3c4b5a6978"),
        Event(what=What.DOWNLOADED, at=SOON, by=officer, version=2, about="Evidence 0f1e2d3c4b5a6978"),
        Event(what=What.CANCELLED, at=SOON, by=officer, version=3, why="Withdrawn by the candidate"),
        Event(what=What.ACKNOWLEDGED, at=SOON, by=STAFF, version=4),
    ]
    shown = for_centre(enquiry(), body(), events, SOON)["history"]
    assert [(each["who"], each["what"], each["why"]) for each in shown] == [
        ("Exams officer, Northfield School", "Submitted", ""),
        ("Exams officer, Northfield School", "Document opened: AckLetter", ""),
        ("Exams officer, Northfield School", "Evidence added", ""),
        ("Exams officer, Northfield School", "Document opened: evidence", ""),
        ("Exams officer, Northfield School", "Cancelled", "Withdrawn by the candidate"),
        ("Caseworker, awarding body", "Acknowledged", ""),
    ]
    assert shown[0]["at"] == "2022-08-22T08:00:00.000Z"


@pytest.mark.proves("CI-25")
def test_that_a_statement_was_issued_or_sent_is_told_only_with_the_outcome_for_it_tells_that_a_grade_changed() -> None:
    by_staff = [
        Event(what=What.STATEMENT_ISSUED, at=SOON, by=STAFF, version=4, about="Statement"),
        Event(what=What.STATEMENT_SENT, at=SOON, by=STAFF, version=4),
        Event(what=What.STATEMENT_ISSUED, at=SOON, by=STAFF, version=4),
        Event(what=What.ACKNOWLEDGED, at=SOON, by=STAFF, version=2),
    ]
    assert [each["code"] for each in for_centre(enquiry(), body(), by_staff, SOON)["history"]] == ["acknowledged"]
    told = for_centre(marked(issued=issued("OutLetter")), body(), by_staff, SOON)["history"]
    assert [each["code"] for each in told] == ["statement_issued", "statement_sent", "statement_issued", "acknowledged"]


@pytest.mark.parametrize(
    "what", [What.ASSIGNED, What.TAKEN_OVER, What.WENT_ON, What.MARKED, What.CHECKED, What.EXPLAINED, What.DECIDED, What.DOCUMENT_ATTACHED]
)
def test_a_centre_is_not_told_who_handles_its_enquiry_nor_what_is_recorded_for_the_letter(what: What) -> None:
    events = [Event(what=what, at=SOON, by=STAFF, version=2)]
    assert for_centre(marked(issued=issued("OutLetter")), body(), events, SOON)["history"] == []
    assert [each["code"] for each in for_staff(marked(), body(), events, (), SOON)["history"]] == [what.value]


def test_the_page_for_staff_has_these_fields() -> None:
    components = [
        {
            "code": code, "title": title, "most": most, "mark_before": 50, "mark_after": after, "outcome": outcome, "reason": reason,
            "parts": [], "marker": None, "reviewer": None, "tolerance": None, "tolerance_text": None, "within_tolerance": None,
        }
        for code, title, most, after, outcome, reason in (
            ("22", "Paper 2 (Extended)", 70, 61, "Raised by 11", "Question 9 overlooked"),
            ("42", "Paper 4 (Extended)", 130, 50, "No change", ""),
        )
    ]  # fmt: skip
    documents = [
        {"slot": slot, "kind": kind, "kind_text": text, "name": f"{slot}.pdf", "component": component, "id": None, "state": "expected",
         "issued_at": None, "size": None}
        for slot, kind, text, component in (
            ("AckLetter", "AckLetter", "Acknowledgement letter (Ack)", None),
            ("OutLetter", "OutLetter", "Outcome letter (Out)", None),
            ("CoSLetter-22", "CoSLetter", "Copy of script (CoS)", "22"),
            ("CoSLetter-42", "CoSLetter", "Copy of script (CoS)", "42"),
        )
    ]  # fmt: skip
    assert for_staff(marked(note="Year 11"), body(), [], (), RESULTS_OUT) == {
        "id": "e1",
        "number": "2206-000001",
        "reference": "RD-ABCDE-12345",
        "progress": {
            "steps": [
                {"name": "submitted", "title": "Submitted", "at": "2022-08-22T08:00:00.000Z", "state": "done"},
                {"name": "received", "title": "Received", "at": "2022-08-22T08:00:00.000Z", "state": "done"},
                {"name": "acknowledged", "title": "Acknowledged", "at": "2022-08-23T09:00:00.000Z", "state": "current"},
                {"name": "completed", "title": "Completed", "at": None, "state": "to come"},
            ],
            "next": "The outcome letter and 2 copies of script are issued. That completes the enquiry.",
            "by": "2022-09-21",
            "by_text": "By 21 September 2022",
            "late": False,
        },
        "status": "acknowledged",
        "status_text": "Acknowledged",
        "extends": None,
        "service": {"code": "2S", "name": "Review of marking with copy of script", "label": "2S"},
        "route": None,
        "body": {"id": "cambridge-international", "name": "Cambridge International"},
        "portal": None,
        "make_by": None,
        "series": {"id": "2022-06", "title": "June 2022"},
        "syllabus": {"code": "0580", "name": "Mathematics"},
        "subject": {"kind": "candidate", "label": "0713 Amina Osei", "candidates": [{"number": "0713", "name": "Amina Osei"}]},
        "through_associate": False,
        "note": "",
        "submitted_at": "2022-08-22T08:00:00.000Z",
        "received_at": "2022-08-22T08:00:00.000Z",
        "promised_by": "2022-09-21",
        "late": False,
        "approve_by": None,
        "message": None,
        "centre": {"number": "ZZ101", "name": "Northfield School"},
        "overdue": False,
        "days_left": 30,
        "amended": False,
        "held": False,
        "handler": None,
        "version": 1,
        "qualification": "Cambridge IGCSE",
        "contact_email": "exams@northfield.example",
        "components": components,
        "about_components": True,
        "evidence_asked": None,
        "evidence_taken": False,
        "answer": None,
        "outcome": {
            "text": "Component 22: 50 → 61. Syllabus grade: B → A.",
            "marks": [{"code": "22", "before": 50, "after": 61}, {"code": "42", "before": 50, "after": 50}],
            "grade": {"before": "B", "after": "A"},
            "changes_grade": True,
            "changed": None,
            "size": None,
        },
        "cohort": None,
        "asked": None,
        "change_proposed": None,
        "appeal": None,
        "grade_before": "B",
        "grade_after": "A",
        "acknowledged_at": "2022-08-23T09:00:00.000Z",
        "completed_at": None,
        "cancelled_at": None,
        "target_text": "Normally within 30 days of receipt.",
        "notice": "Because of the Covid-19 pandemic, it may take longer than usual to share the outcome with you.",
        "flags": [],
        "waiting": None,
        "approve_by_text": None,
        "change_window": {
            "open": True,
            "free": True,
            "until": "2022-08-24T09:00:00.000Z",
            "seconds_left": 176400,
            "text": "The centre can amend or cancel this enquiry without charge until 24 August 2022, 10:00 BST. "
            "A later change costs an administration fee (GBP 25.00, a demonstration figure).",
            "agreement": False,
            "amendable": True,
        },
        "services_to_change_to": [
            {"code": "1", "name": "Clerical re-check"},
            {"code": "1S", "name": "Clerical re-check with copy of script"},
            {"code": "2", "name": "Review of marking"},
            {"code": "2S", "name": "Review of marking with copy of script"},
        ],
        "fee": {
            "money": {"amount": "128.00", "currency": "GBP"},
            "status": "waived",
            "text": "No charge: the syllabus grade changed.",
            "explanation": "Demonstration figures, not the awarding body’s. The fee is charged for each component.",
            "demonstration": True,
            "known": True,
            "charges": [],
        },
        "documents": documents,
        "report_errors_until": None,
        "history": [],
        "recorded": True,
        "without_reviewer": "",
        "unassigned": ["22", "42"],
        "grades": ["A*", "A", "B", "C", "D", "E", "F", "G", "U"],
        "deadline_find": None,
        "findings": None,
        "moderation": None,
        "waived_when": None,
        "may_decline": False,
        "acceptance": False,
        "promise_text": None,
        "may_extend": True,
        "may_assign": True,
    }
