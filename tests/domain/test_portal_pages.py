"""What the page of an enquiry shows where its centre makes it in the awarding body's own portal (JQ-03)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.portal_records import PortalDetails, nothing_sent, portal_change_terms
from functions.domain.enquiries.portal_requests import asks_for_unit_grade, counts_reasons
from functions.domain.enquiries.statuses import Status
from functions.domain.register.cards import NamedCandidate
from functions.domain.views.portal_pages import portal_page
from tests.builders import body, catalogue, enquiry, london, service

SENT_AT = london("2026-08-25 10:00")
NOTHING_SENT = "Nothing has been sent to AQA yet. You have still to make this request in its portal, Centre Services."


def asked(status: Status = Status.SUBMITTED, components: tuple[str, ...] = ("7136/1", "7136/2"), **changes: Any) -> Enquiry:
    """Return a review of Economics at AQA for 0713, prepared for its portal."""
    fields: dict[str, Any] = {
        "body": "aqa", "series": "2026-06", "syllabus": "7136", "qualification": "GCE A level", "centre": "10101", "submitted_at": SENT_AT,
        "portal": PortalDetails(name="Centre Services"),
    }  # fmt: skip
    return enquiry(status, components=components, **fields | changes)


def page(of: Enquiry) -> dict[str, Any]:
    its = catalogue().bodies[of.body].at(of.submitted_at).of_syllabus(of.syllabus)
    assert of.portal
    return portal_page(of, of.portal, its, entries_of(of, its))


def test_a_prepared_request_shows_what_to_enter_in_the_portal_and_that_nothing_is_sent() -> None:
    assert page(asked()) == {
        "name": "Centre Services",
        "body_name": "AQA",
        "url": None,
        "roles": [],
        "fields": [
            {"label": "Centre number", "values": ["10101"]},
            {"label": "Series", "values": ["June 2026"]},
            {"label": "Qualification", "values": ["GCE A level"]},
            {"label": "Subject", "values": ["7136"]},
            {"label": "Service", "values": ["Service 2: Review of marking"]},
            {"label": "Candidate number", "values": ["0713"]},
            {"label": "Candidate name", "values": ["Amina Osei"]},
            {"label": "Components", "values": ["7136/1", "7136/2"]},
        ],
        "fields_source": "Where the awarding body is silent, Results Desk, checked 28 November 2026 (our own rule)",
        "fields_note": "What the portal asks for, and in which order, is not published. We give the parts of a request in the order in which schools’ "
        "forms have them.",
        "text": NOTHING_SENT,
        "made_on": None,
        "outcome_on": None,
        "reasons_on": None,
        "may_make": True,
        "may_record": False,
        "asks_reasons": False,
        "over": False,
        "kind": "marks",
        "findings": [],
        "grades": ["A*", "A", "B", "C", "D", "E", "U"],
        "unit_grade": True,
        "unit_grade_changed": False,
    }


def test_a_field_for_which_the_request_has_nothing_is_left_out_and_several_candidates_are_several_values() -> None:
    pair = (NamedCandidate(number="0713", name="Amina Osei"), NamedCandidate(number="0714", name="Bao Nguyen"))
    whole = page(asked(components=(), qualification="", candidates=pair))
    assert [each["label"] for each in whole["fields"]] == [
        "Centre number", "Series", "Subject", "Service", "Candidate number", "Candidate name",
    ]  # fmt: skip
    assert [each["values"] for each in whole["fields"]][-2:] == [["0713", "0714"], ["Amina Osei", "Bao Nguyen"]]


@pytest.mark.parametrize(
    ("status", "told", "may_make", "may_record", "over"),
    [
        (Status.SUBMITTED, True, True, False, False),
        (Status.ACKNOWLEDGED, False, True, True, False),
        (Status.COMPLETED, False, False, True, False),
        (Status.CANCELLED, False, False, False, True),
        (Status.DECLINED, False, False, False, True),
    ],
)
def test_what_can_be_recorded_follows_the_status(status: Status, told: bool, may_make: bool, may_record: bool, over: bool) -> None:
    shown = page(asked(status))
    assert (shown["text"] is not None, shown["may_make"], shown["may_record"], shown["over"]) == (told, may_make, may_record, over)


def test_the_days_that_were_recorded_are_shown() -> None:
    days = {"made_on": date(2026, 8, 26), "outcome_on": date(2026, 9, 10), "reasons_on": date(2026, 9, 20)}
    shown = page(asked(Status.COMPLETED, portal=PortalDetails(name="Centre Services", **days), unit_grade_changed=True))
    assert (shown["made_on"], shown["outcome_on"], shown["reasons_on"]) == ("2026-08-26", "2026-09-10", "2026-09-20")
    assert shown["unit_grade_changed"] is True
    assert shown["asks_reasons"] is True


def test_a_request_whose_body_has_no_portal_any_more_keeps_what_was_recorded() -> None:
    its = catalogue().bodies["aqa"].model_copy(update={"portal": None}).of_syllabus("7136")
    shown = portal_page(asked(), PortalDetails(name="Centre Services"), its, entries_of(asked(), its))
    assert shown
    assert (shown["url"], shown["roles"], shown["fields"], shown["fields_source"], shown["fields_note"]) == (None, [], [], None, None)
    assert shown["name"] == "Centre Services"


@pytest.mark.parametrize(
    ("of", "kind", "findings"),
    [
        (
            asked(service="3", syllabus="7131", components=("7131/C",), candidates=()),
            "cohort",
            ["no_change", "corrected", "reinstated"],
        ),
        (
            enquiry(Status.SUBMITTED, service="X", components=(), portal=PortalDetails(name="P")),
            "answer",
            ["explained", "result_to_come", "no_result"],
        ),
        (asked(service="ATS-R"), "report", []),
    ],
)
def test_findings_to_choose_from_are_those_of_the_kind_of_outcome(of: Enquiry, kind: str, findings: list[str]) -> None:
    shown = page(of)
    assert shown["kind"] == kind
    assert [each["id"] for each in shown["findings"]] == findings
    assert all(each["text"] for each in shown["findings"])


def test_the_grade_of_a_unit_is_asked_for_where_the_fee_depends_on_it_and_marks_are_recorded() -> None:
    whole = catalogue().bodies["aqa"]
    assert asks_for_unit_grade(asked(), entries_of(asked(), whole)) is True
    assert asks_for_unit_grade(asked(service="ATS-R"), entries_of(asked(service="ATS-R"), whole)) is False
    assert asks_for_unit_grade(enquiry(), entries_of(enquiry(), body())) is False


def test_reasons_count_where_the_time_for_an_appeal_can_begin_with_them() -> None:
    assert counts_reasons(None) is False
    assert counts_reasons(service()) is False


def test_what_a_prepared_request_is_told_everywhere_and_until_when_it_can_be_changed() -> None:
    assert nothing_sent("AQA", "Centre Services") == NOTHING_SENT
    assert portal_change_terms("Centre Services", "enquiry", amendable=True) == (
        "You can amend this enquiry here until you have made it in Centre Services, and cancel it until its outcome is recorded. "
        "Results Desk charges nothing for that."
    )
    assert portal_change_terms("Centre Services", "appeal", amendable=False) == (
        "You can cancel this appeal here until its outcome is recorded. Results Desk charges nothing for that."
    )
