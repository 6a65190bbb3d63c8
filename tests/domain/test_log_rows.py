"""A line of the centre's log: what it shows, and what it says still has to be done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from functions.domain.catalogue.fees import Amount
from functions.domain.centre_desk.log import AT_FIRST, COLUMNS, KEYS, LogEntry, log_row
from functions.domain.centre_desk.records import CentreRecord, Payment
from functions.domain.centre_desk.terms import CentreTerms, OwnDate
from functions.domain.consent.records import ConsentRecord, ConsentState
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Line
from functions.domain.enquiries.portal_records import PortalDetails
from functions.domain.enquiries.statuses import Status
from functions.domain.register.cards import NamedCandidate
from tests.builders import CAMBRIDGE, body, catalogue, enquiry, issued, london
from tests.domain.consenting import PAPER_1, consent, record

NOW = london("2022-09-02 10:00")
OUTCOME = issued("AckLetter", "OutLetter")


def completed(**changes: object) -> Enquiry:
    return enquiry(Status.COMPLETED, grade_after="A", recorded=True, issued=OUTCOME, **changes)


@pytest.mark.parametrize(
    ("one", "told_on", "needed"),
    [
        (completed(), None, True),
        (completed(), date(2022, 9, 2), False),
        (enquiry(Status.ACKNOWLEDGED, grade_after="A", recorded=True), None, False),
        (enquiry(Status.CANCELLED), None, False),
        (enquiry(Status.CANCELLED, issued=OUTCOME), None, False),
    ],
    ids=["an outcome that the candidate does not know", "one that is told", "no outcome yet", "cancelled", "cancelled with an outcome"],
)
def test_a_candidate_is_to_be_told_once_there_is_an_outcome_until_it_is_recorded(one: Enquiry, told_on: date | None, needed: bool) -> None:
    row = log_row(LogEntry(one, CentreRecord(told_on=told_on)), body(), CentreTerms(), NOW)
    assert ("to_tell" in row["needs"], row["told"]) == (needed, told_on is not None)


def test_marks_and_grades_are_in_the_log_once_the_outcome_is_the_centres_to_know() -> None:
    after = log_row(LogEntry(completed(), CentreRecord()), body(), CentreTerms(), NOW)
    before = log_row(LogEntry(enquiry(Status.ACKNOWLEDGED, grade_after="A", recorded=True), CentreRecord()), body(), CentreTerms(), NOW)
    assert (before["cells"]["grade_before"], before["cells"].get("grade_after"), before["changed"]) == ("B", None, None)
    assert (after["cells"]["grade_before"], after["cells"]["grade_after"], after["changed"]) == ("B", "A", True)


# --- every column


def cells(one: Enquiry, of: CentreRecord | None = None, terms: CentreTerms | None = None, **more: Any) -> dict[str, str]:
    its = catalogue().bodies[one.body].at(one.submitted_at).of_syllabus(one.syllabus)
    found: dict[str, str] = log_row(LogEntry(one, of or CentreRecord(), **more), its, terms or CentreTerms(), NOW)["cells"]
    return found


@pytest.mark.proves("TX-03")
def test_a_line_has_every_column_of_which_something_is_known_and_what_the_page_filters_by() -> None:
    lines = (Line(component="22", mark_before=50, mark_after=55), Line(component="42", mark_before=60, mark_after=60))
    one = completed(lines=lines, note="Mine", completed_at=london("2022-09-01 12:00"))
    paid = Amount(amount=Decimal("104.00"), currency="GBP")
    kept = CentreRecord(
        payment=Payment(asked_on=date(2022, 8, 20), asked=(paid,), paid_on=date(2022, 8, 21), paid=(paid,)), told_on=date(2022, 9, 2),
        chased_on=date(2022, 8, 19), chased_by="Olu Ferris",
    )  # fmt: skip
    assert log_row(LogEntry(one, kept), body(), CentreTerms(), NOW) == {
        "id": "e1",
        "status": "completed",
        "late": False,
        "body": CAMBRIDGE,
        "series": "2022-06",
        "service": "2",
        "subject": {"kind": "candidate", "label": "0713 Amina Osei", "candidates": [{"number": "0713", "name": "Amina Osei"}]},
        "payment": "to_return",
        "told": True,
        "needs": [],
        "changed": True,
        "cells": {
            "reference": "2206-000001",
            "candidate_number": "0713",
            "candidate": "Amina Osei",
            "body": "Cambridge International",
            "series": "June 2022",
            "qualification": "Cambridge IGCSE",
            "subject": "0580 Mathematics",
            "units": "22, 42",
            "service": "2 Review of marking",
            "consent": "Not needed",
            "chased": "2022-08-19",
            "chased_by": "Olu Ferris",
            "status": "Completed",
            "body_closes": "2022-09-20",
            "submitted": "2022-08-22",
            "promised": "2022-09-21",
            "outcome": "Component 22: 50 → 55. Syllabus grade: B → A.",
            "marks_before": "22: 50, 42: 60",
            "marks_after": "22: 55, 42: 60",
            "grade_before": "B",
            "grade_after": "A",
            "told": "2022-09-02",
            "bearer": "Family",
            "fee": "GBP 104.00",
            "payment": "To give back",
            "paid": "GBP 104.00",
            "to_return": "GBP 104.00",
            "stays": "GBP 104.00",
            "note": "Mine",
        },
    }


def test_the_deadline_of_the_centre_is_its_own_day_and_never_after_that_of_the_body() -> None:
    def own(day: date) -> CentreTerms:
        return CentreTerms(dates=(OwnDate(body=CAMBRIDGE, series="2022-06", route="standard", service="2", closes_on=day),))

    assert cells(enquiry(), terms=own(date(2022, 9, 10)))["own_closes"] == "2022-09-10"
    assert cells(enquiry(), terms=own(date(2022, 9, 30)))["own_closes"] == "2022-09-20"
    assert "own_closes" not in cells(enquiry())


@pytest.mark.proves("TX-03")
def test_nothing_is_promised_of_what_was_not_carried_out_and_a_portal_has_the_day_on_which_it_was_made_there() -> None:
    assert "promised" not in cells(enquiry(Status.CANCELLED))
    made = enquiry(portal=PortalDetails(name="Centre Services", made_on=date(2022, 8, 24)))
    assert cells(made)["made"] == "2022-08-24"


def test_candidates_are_named_together_and_a_cohort_as_all() -> None:
    pair = (NamedCandidate(number="0713", name="Amina Osei"), NamedCandidate(number="0714", name="Bao Nguyen"))
    several = cells(enquiry(service="9", candidates=pair, components=("22",)))
    assert (several["candidate_number"], several["candidate"]) == ("0713, 0714", "Amina Osei, Bao Nguyen")
    everybody = cells(enquiry(service="5", candidates=(), components=("22",)))
    assert ("candidate_number" in everybody, everybody["candidate"], "consent" in everybody) == (False, "All candidates", False)


def test_consent_is_told_for_one_candidate_and_counted_for_several_who_differ() -> None:
    pair = (NamedCandidate(number="0713", name="Amina Osei"), NamedCandidate(number="0714", name="Bao Nguyen"))
    about: dict[str, Any] = {
        "body": "aqa",
        "series": "2026-06",
        "syllabus": "7136",
        "components": (PAPER_1,),
        "submitted_at": london("2026-08-25 10:00"),
    }
    given: dict[str, ConsentRecord] = {"0713": record(consent(PAPER_1))}
    assert cells(enquiry(**about), consents=given)["consent"] == "Given"
    both = enquiry(**about, candidates=pair)
    assert cells(both, consents=given)["consent"] == "Given: 1, Missing: 1"
    assert cells(both, consents=given | {"0714": record(consent(PAPER_1, state=ConsentState.GIVEN))})["consent"] == "Given"


def test_the_columns_have_their_keys_titles_and_kinds_and_some_are_shown_at_first() -> None:
    assert " ".join(KEYS) == (
        "reference candidate_number candidate body series qualification subject units service consent chased chased_by status body_closes own_closes "
        "submitted made promised outcome marks_before marks_after grade_before grade_after told appeal_until bearer fee charge payment paid to_return "
        "returned stays note"
    )
    assert " ".join(each.key for each in COLUMNS if each.kind == "day") == (
        "chased body_closes own_closes submitted made promised told appeal_until"
    )
    assert " ".join(each.key for each in COLUMNS if each.kind == "money") == "fee charge paid to_return returned stays"
    assert " ".join(AT_FIRST) == "reference candidate_number candidate body subject service status own_closes promised outcome payment told"
