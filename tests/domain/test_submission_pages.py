"""A draft, its check and a submission as their centre sees them: every field, written out."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import State, Submission
from functions.domain.register.cards import NamedCandidate
from functions.domain.views.submission_pages import check_page, draft_page, submission_page
from tests.builders import REFERENCE, RESULTS_OUT, body, cards, content, enquiry, london

FEE = {
    "lines": [{"candidate": "0713", "money": {"amount": "104.00", "currency": "GBP"}}],
    "total": {"amount": "104.00", "currency": "GBP"},
    "waiver": "There is no charge where the enquiry changes the syllabus grade, whether up or down.",
    "explanation": "Demonstration figures, not the awarding body’s. The fee is charged for each component.",
    "free": False,
    "demonstration": True,
    "factors": ["2 components", {"amount": "52.00", "currency": "GBP"}, "1 candidate"],
}


def submission(**changes: Any) -> Submission:
    """A draft of the whole form, saved late in the evening of 21 August in London."""
    fields: dict[str, Any] = {
        "id": "s1",
        "reference": REFERENCE,
        "organisation": "northfield",
        "content": content(),
        "version": 3,
        "saved_at": london("2022-08-21 18:00"),
        "saved_by": "p1",
    }
    return Submission(**{**fields, **changes})


def submitted(**changes: Any) -> Submission:
    fields: dict[str, Any] = {
        "state": State.SUBMITTED,
        "submitted_at": RESULTS_OUT,
        "candidates": (NamedCandidate(number="0713", name="Amina Osei"),),
        "enquiries": ("e1",),
        "began_as": ("submitted",),
        "digest": "0123456789abcdef",
    }
    return submission(**{**fields, **changes})


@pytest.mark.proves("CI-21")
def test_the_check_of_a_draft_shows_its_fee_its_deadline_what_is_declared_and_what_was_chosen() -> None:
    page = check_page(content(), body(), cards(), [], RESULTS_OUT)
    assert all(each.pop("source").endswith(")") for each in page["declarations"])
    assert page == {
        "portal": None,
        "problems": [],
        "warnings": [],
        "fee": FEE,
        "deadline": {
            "closes_on": "2022-09-20",
            "closes_at": "2022-09-20T23:00:00.000Z",
            "find": None,
            "zone": "Europe/London",
            "text": "the end of 20 September 2022 (Europe/London)",
            "days_remaining": 29,
        },
        "declarations": [
            {
                "id": "complete",
                "text": "These are all the components that we want reviewed for each candidate in this syllabus. "
                "I understand that none can be added later.",
            },
            {
                "id": "consent",
                "text": "The Head of Centre supports this enquiry, and each candidate has consented, knowing that a mark and a grade "
                "can go up, stay the same or go down.",
            },
        ],
        "summary": [
            {"term": "Series", "value": "June 2022", "field": "series"},
            {"term": "Route", "value": "Examinations", "field": "route"},
            {"term": "Service", "value": "Service 2: Review of marking", "field": "service"},
            {"term": "Syllabus", "value": "0580 Mathematics (Cambridge IGCSE)", "field": "syllabus"},
            {"term": "Components", "value": "22 Paper 2 (Extended)\n42 Paper 4 (Extended)", "field": "components"},
            {"term": "Candidates", "value": "0713 Amina Osei", "field": "candidates"},
            {"term": "E-mail address", "value": "exams@northfield.example", "field": "contact_email"},
            {"term": "Note", "value": "", "field": "note"},
        ],
    }


def test_the_check_of_a_draft_shows_a_code_that_the_syllabus_does_not_know_as_it_was_typed() -> None:
    page = check_page(content(components=("22", "77"), candidates=("0799",)), body(), cards(), [], RESULTS_OUT)
    values = {each["field"]: each["value"] for each in page["summary"]}
    assert values["components"] == "22 Paper 2 (Extended)\n77"
    assert values["candidates"] == "0799"


def test_the_check_of_an_empty_draft_has_no_fee_and_no_deadline() -> None:
    empty = content(
        series="", service="", qualification="", syllabus="", components=(), candidates=(), contact_email="", contact_email_confirmed=False
    )
    page = check_page(empty, body(), {}, [], RESULTS_OUT)
    assert (page["fee"], page["deadline"], page["warnings"]) == (None, None, [])
    assert {each["field"]: each["value"] for each in page["summary"]} == {
        "series": "", "service": "", "syllabus": "", "components": "", "candidates": "", "contact_email": "", "note": "",
    }  # fmt: skip


def test_a_draft_says_when_it_was_saved_and_in_which_version() -> None:
    page = draft_page(submission())
    assert page.pop("content")["components"] == ["22", "42"]
    assert page == {
        "id": "s1",
        "reference": "RD-ABCDE-12345",
        "version": 3,
        "status": "draft",
        "saved_at": "2022-08-21T17:00:00.000Z",
        "saved_on": "21 August 2022",
    }


@pytest.mark.proves("CI-01")
def test_a_submission_shows_what_was_asked_for_and_the_enquiry_as_it_began() -> None:
    assert submission_page(submitted(), body()) == {
        "id": "s1",
        "reference": "RD-ABCDE-12345",
        "status": "submitted",
        "submitted_at": "2022-08-22T08:00:00.000Z",
        "submitted_text": "22 August 2022, 09:00 BST",
        "service": {"code": "2", "name": "Review of marking", "label": "2"},
        "route": None,
        "series": {"id": "2022-06", "title": "June 2022"},
        "syllabus": {"code": "0580", "name": "Mathematics"},
        "components": ["22", "42"],
        "note": "",
        "contact_email": "exams@northfield.example",
        "digest": "0123456789abcdef",
        "portal": None,
        "changes": "You can amend or cancel this enquiry without charge until 24 hours after its acknowledgement. "
        "A later change costs an administration fee (GBP 25.00, a demonstration figure).",
        "within": {"number": "24 hours", "acknowledgement": "2 working days"},
        "documents_text": "The outcome letter appears under Files of the enquiry. We e-mail you when it is there.",
        "enquiries": [
            {
                "id": "e1",
                "subject": {"kind": "candidate", "label": "0713 Amina Osei", "candidates": [{"number": "0713", "name": "Amina Osei"}]},
                "number": None,
                "status": "submitted",
                "status_text": "Submitted",
            }
        ],
        "fee": FEE,
        "contact": "info@cambridgeinternational.org",
    }


def test_a_submission_shows_an_enquiry_that_was_read_as_it_is_now() -> None:
    (shown,) = submission_page(submitted(), body(), [enquiry(Status.RECEIVED)])["enquiries"]
    assert (shown["number"], shown["status"], shown["status_text"]) == ("2206-000001", "received", "Received")


def test_a_submission_about_entries_that_the_catalogue_has_lost_keeps_their_codes() -> None:
    lost = submitted(content=content(series="1999-11", syllabus="9999", service="Z"))
    page = submission_page(lost, body())
    assert page["series"] == {"id": "1999-11", "title": "1999-11"}
    assert page["syllabus"] == {"code": "9999", "name": ""}
    assert page["service"] == {"code": "Z", "name": "", "label": "Z"}


@pytest.mark.parametrize(
    ("service", "components", "candidates", "said"),
    [
        ("1", ("22", "42"), ("0713",), "The outcome letter appears under Files of the enquiry. We e-mail you when it is there."),
        (
            "2S", ("22", "42"), ("0713", "0714"),
            "The outcome letter and 2 copies of script appear under Files of each enquiry. We e-mail you when each is there.",
        ),
        ("2S", ("42",), ("0713",), "The outcome letter and the copy of script appear under Files of the enquiry. We e-mail you when each is there."),
        ("5", ("03",), (), "The outcome letter and the report appear under Files of the enquiry. We e-mail you when each is there."),
        ("9", ("42",), ("0713",), "The report appears under Files of the enquiry. We e-mail you when it is there."),
    ],
)  # fmt: skip
def test_the_confirmation_names_the_documents_that_this_service_gives(
    service: str, components: tuple[str, ...], candidates: tuple[str, ...], said: str
) -> None:
    ids = tuple(f"e{each}" for each in candidates) or ("e1",)
    made = submitted(
        content=content(service=service, components=components, candidates=candidates), enquiries=ids, began_as=("submitted",) * len(ids)
    )
    assert submission_page(made, body())["documents_text"] == said


OURS = "Where the awarding body is silent, Results Desk, checked {} (our own rule)"
HANDBOOK = (
    "Cambridge Handbook (International) 2018, from a copy held elsewhere, Cambridge International, checked {} (reported, not confirmed)"
)


@pytest.mark.proves("CI-21")
@pytest.mark.parametrize(
    ("route", "service", "sources"),
    [
        ("standard", "2", {"complete": OURS.format("28 November 2026"), "consent": HANDBOOK.format("21 November 2026")}),
        ("standard", "9", {"report-complete": OURS.format("28 November 2026"), "report-supported": OURS.format("28 November 2026")}),
        ("standard", "X", {"head": OURS.format("21 November 2026")}),
        ("standard", "A1", {"appeal-signed": HANDBOOK.format("28 November 2026"), "appeal-consent": OURS.format("28 November 2026")}),
        (
            "school-assessed",
            "1",
            {
                "told": "Post-results checks and appeals for school-assessed grades, November 2021, Cambridge International, checked 28 November 2026"
            },
        ),
    ],
)
def test_each_declaration_is_ticked_above_its_source_as_a_rule_has_one_everywhere_else(
    route: str, service: str, sources: dict[str, str]
) -> None:
    page = check_page(content(route=route, service=service), body(), cards(), [], RESULTS_OUT)
    assert {each["id"]: each["source"] for each in page["declarations"]} == sources
