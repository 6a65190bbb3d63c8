"""Appeals as they are shown: the one that can be made against an outcome, and what an appeal's own page says of it."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service
from functions.domain.catalogue.sources import Basis
from functions.domain.enquiries.appeal_records import AppealDetails, Decision
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import Status
from functions.domain.register.centre_reviews import Asker
from functions.domain.views.appeal_pages import (
    appeal_of,
    concern_text,
    desk_appeal,
    evidence_sentence,
    line,
    offer,
    target_text,
    trust_suffix,
)
from tests.builders import GUIDE, OURS, REFERENCE, RESULTS_OUT, body, enquiry, issued, london, service
from tests.domain.school_assessed import check, check_enquiry, school

NOON = london("2022-09-01 12:00")
REPORTED = "Cambridge Handbook (International) 2018, from a copy held elsewhere, Cambridge International, checked 21 November 2026 (reported, not confirmed)"
REPORTED_SIGNED = REPORTED.replace("21 November", "28 November")
NO_EVIDENCE = "This does not involve a review of the candidate’s evidence."


def completed(**changes: Any) -> Enquiry:
    """A review of marking whose outcome letter went out on 1 September 2022 at noon."""
    return enquiry(Status.COMPLETED, **{"issued": issued("AckLetter", "OutLetter"), "recorded": True, "grade_after": "B", **changes})


def appeal(stage: int = 1, status: Status = Status.RECEIVED, **changes: Any) -> Enquiry:
    """An appeal of this stage against that review."""
    against = AppealDetails(enquiry="e1", name="2206-000001", issued_at=NOON, grounds="The mark scheme was not followed.")
    return enquiry(status, **{"service": f"A{stage}", "appeal": against, "id": "a1", **changes})


def offered(of: Enquiry, *appeals: Enquiry, draft: dict[str, Any] | None = None, now: Any = NOON, at: Any = None) -> dict[str, Any] | None:
    return offer(of, appeals, draft, at or body(), now)


# --- the appeal that can be made


@pytest.mark.proves("CI-31")
def test_the_page_of_an_outcome_offers_a_stage_1_appeal_with_its_rules_fee_declarations_and_no_limit() -> None:
    assert offered(completed(), draft={"grounds": "So far"}) == {
        "name": "Stage 1 appeal",
        "checks": "An appeal against the outcome of an enquiry about results.",
        "rules": [
            {
                "text": "You can appeal against the outcome of an enquiry, in two stages. The appeals regulations are at the back of the Cambridge Handbook.",
                "source": GUIDE,
            },
            {"text": "The centre must make an appeal in writing, and the Head of Centre must sign it.", "source": REPORTED},
            {
                "text": "You can appeal only for a candidate who has the outcome of an enquiry. A copy of a script alone is not enough.",
                "source": REPORTED,
            },
            {
                "text": "An appeal is decided by staff who were not involved before. The person who issued the outcome cannot decide the appeal against it.",
                "source": OURS,
            },
            {"text": "You can upload documents that support an appeal on its page until it is decided.", "source": OURS},
        ],
        "states": [{"text": "Which procedure, or which part of the code of practice, was not followed.", "source": REPORTED}],
        "evidence_text": None,
        "limit_text": "The time limit for a stage 1 appeal is not published. Staff of the awarding body decide whether one came too late.",
        "limit_source": None,
        "until": None,
        "until_text": None,
        "target_text": "Normally within 28 days of receipt (reported, not confirmed).",
        "asked_by": "Head of Centre",
        "attempt": 0,
        "fee": {
            "money": {"amount": "95.00", "currency": "GBP"},
            "explanation": "Demonstration figures, not the awarding body’s. The fee is charged for each appeal.",
            "waiver": "There is no charge where the enquiry changes the syllabus grade, whether up or down (our own rule).",
            "demonstration": True,
        },
        "declarations": [
            {"id": "appeal-signed", "text": "I am the Head of Centre, and I make this appeal.", "source": REPORTED_SIGNED},
            {
                "id": "appeal-consent",
                "text": "Each candidate has consented to this appeal, knowing that a grade can go up, stay the same or go down.",
                "source": "Where the awarding body is silent, Results Desk, checked 28 November 2026 (our own rule)",
            },
        ],
        "draft": {"grounds": "So far"},
        "problems": [],
    }


@pytest.mark.proves("CI-31")
def test_the_page_of_a_stage_1_decision_offers_stage_2_with_its_limit_and_says_where_it_is_too_late() -> None:
    decided = appeal(1, Status.COMPLETED, issued=issued("OutLetter"))
    shown = offered(decided, now=london("2022-09-15 23:59"))
    assert shown
    assert (shown["name"], shown["limit_source"], shown["fee"]["money"]["amount"]) == ("Stage 2 appeal", REPORTED, "140.00")
    assert shown["limit_text"] == "A stage 2 appeal must be made within 14 days of the letter. A later one is not accepted."
    assert (shown["until"], shown["until_text"]) == ("2022-09-15T23:00:00.000Z", "the end of 15 September 2022 (Europe/London)")
    assert shown["target_text"] == "How long it takes is not published."
    assert shown["problems"] == []
    late = offered(decided, now=london("2022-09-16 00:00"))
    assert late
    assert [each.code for each in late["problems"]] == ["appeal_too_late"]


@pytest.mark.proves("CI-31")
def test_an_appeal_whose_price_is_not_known_shows_no_amount() -> None:
    shown = offered(completed(), at=body(prices=None))
    assert shown
    assert shown["fee"] == {
        "money": None,
        "explanation": "The awarding body does not publish its fees. It sends its list of fees to centres as a message.",
        "waiver": "There is no charge where the enquiry changes the syllabus grade, whether up or down (our own rule).",
        "demonstration": False,
    }


@pytest.mark.proves("CI-31")
@pytest.mark.parametrize(
    "of",
    [
        enquiry(Status.ACKNOWLEDGED, issued=issued("AckLetter")),
        enquiry(Status.ACKNOWLEDGED, service="2S", issued=issued("AckLetter", "OutLetter")),  # the script is to come
        completed(associate="meridian"),  # its Associate has not released the letter
        completed(service="9", issued=issued("Rpt")),
        appeal(2, Status.COMPLETED, issued=issued("OutLetter")),
    ],
)
def test_without_an_outcome_that_the_centre_may_read_or_after_stage_2_no_appeal_is_offered(of: Enquiry) -> None:
    assert offered(of) is None


@pytest.mark.proves("CI-31")
def test_an_outcome_that_its_associate_has_released_can_be_appealed_against() -> None:
    assert offered(completed(associate="meridian", released={"OutLetter": NOON}))


@pytest.mark.proves("CI-31")
@pytest.mark.parametrize("status", [Status.WITH_ASSOCIATE, Status.RECEIVED, Status.ACKNOWLEDGED, Status.COMPLETED])
def test_where_an_appeal_of_the_stage_was_made_no_other_is_offered(status: Status) -> None:
    assert offered(completed(), appeal(1, status)) is None
    assert offered(completed(), appeal(1, Status.CANCELLED), appeal(1, status)) is None


@pytest.mark.proves("CI-31")
def test_appeals_that_were_cancelled_or_rejected_and_those_of_the_other_stage_leave_it_on_offer_and_the_first_are_counted() -> None:
    ended = offered(completed(), appeal(1, Status.CANCELLED), appeal(1, Status.REJECTED), appeal(2, Status.RECEIVED))
    assert ended
    assert (ended["name"], ended["attempt"]) == ("Stage 1 appeal", 2)


# --- the appeal that starts at the desk


@pytest.mark.proves("SG-07")
@pytest.mark.parametrize("code", ["1", "2", "3"])
def test_the_outcome_of_a_check_of_a_grade_points_to_the_appeal_on_procedure(code: str) -> None:
    assert desk_appeal(check_enquiry(code, Status.COMPLETED, issued=issued("OutLetter")), body()) == {
        "code": "AP",
        "name": "Stage 1 appeal: procedure (post-results check)",
        "checks": "For centres that believe that the procedures of a post-results check were not followed correctly, "
        "and that the grade is incorrect as a result of this error.",
        "route": "school-assessed",
    }


def portfolio(**changes: Any) -> Enquiry:
    """A review of the selection of evidence that is completed: a check, on a route without appeals that start at the desk."""
    return completed(route="portfolio", service="10", lines=(), **changes)


@pytest.mark.proves("SG-07")
@pytest.mark.parametrize(
    "of",
    [
        check_enquiry("2", issued=issued("AckLetter")),
        check_enquiry("2", Status.COMPLETED, issued=issued("OutLetter"), associate="meridian"),
        check_enquiry("AM", Status.COMPLETED, issued=issued("OutLetter")),  # an appeal itself
        completed(),
        portfolio(),
    ],
)
def test_nothing_points_to_it_from_an_outcome_that_is_not_open_from_an_appeal_or_on_another_route(of: Enquiry) -> None:
    assert desk_appeal(of, body()) is None


def test_nothing_points_to_an_appeal_on_procedure_that_the_route_does_not_have() -> None:
    kept = tuple(each for each in school().services if each.code != "AP")
    without: Route = school().model_copy(update={"services": kept})
    routes = tuple(without if each.id == "school-assessed" else each for each in body().routes)
    assert desk_appeal(check_enquiry("2", Status.COMPLETED, issued=issued("OutLetter")), body(routes=routes)) is None


# --- an appeal in the list of its outcome, and its own page


@pytest.mark.proves("CI-31")
def test_an_appeal_stands_on_the_page_of_its_outcome_with_number_and_status() -> None:
    assert line(appeal(2), body()) == {
        "id": "a1", "name": "Stage 2 appeal", "number": "2206-000001", "reference": REFERENCE, "status": "received",
        "status_text": "Received", "submitted_at": "2022-08-22T08:00:00.000Z",
    }  # fmt: skip


DECISIONS = [
    {"code": "allowed", "text": "The appeal is allowed"},
    {"code": "partly", "text": "The appeal is allowed in part"},
    {"code": "not_allowed", "text": "The appeal is not allowed"},
]
TOO_LATE = {"code": "out_of_time", "text": "The appeal came too late and is not considered"}


@pytest.mark.proves("CI-31")
def test_an_appeals_page_says_against_what_it_is_on_what_grounds_and_how_it_can_be_decided() -> None:
    assert appeal_of(appeal(1), body(), results=True) == {
        "against": {"id": "e1", "name": "2206-000001", "issued_at": "2022-09-01T11:00:00.000Z"},
        "grounds": "The mark scheme was not followed.",
        "concern_text": None,
        "on_behalf_text": None,
        "limit_text": "The time limit for a stage 1 appeal is not published. Staff of the awarding body decide whether one came too late.",
        "evidence_text": None,
        "decision": None,
        "findings": [*DECISIONS, TOO_LATE],
    }


@pytest.mark.proves("CI-31")
def test_where_the_desk_keeps_the_limit_itself_an_appeal_is_not_decided_to_be_too_late() -> None:
    shown = appeal_of(appeal(2), body(), results=True)
    assert shown
    assert shown["findings"] == DECISIONS


@pytest.mark.proves("CI-31")
@pytest.mark.parametrize(
    ("results", "decision"),
    [(True, {"finding": "partly", "finding_text": "The appeal is allowed in part", "reasons": "One page was not read."}), (False, None)],
)
def test_the_decision_is_shown_to_whoever_may_read_results(results: bool, decision: Any) -> None:
    decided = appeal(decision=Decision(finding="partly", reasons="One page was not read."))
    shown = appeal_of(decided, body(), results)
    assert shown
    assert shown["decision"] == decision


@pytest.mark.proves("SG-07")
def test_a_special_enquiry_says_its_concern_on_whose_behalf_that_no_evidence_is_reviewed_and_is_against_no_enquiry() -> None:
    said = AppealDetails(grounds="One piece was another candidate's.", concern="pieces", on_behalf=Asker.GUARDIAN, centre_review="r1")
    shown = appeal_of(check_enquiry("AS", asked=None, appeal=said), body(), results=True)
    assert shown == {
        "against": None,
        "grounds": "One piece was another candidate's.",
        "concern_text": "The choice of the three pieces of evidence used to produce the overall grade",
        "on_behalf_text": "A parent or legal guardian",
        "limit_text": "The time limit for a stage 1 appeal is not known here. Staff of the awarding body decide whether one came too late.",
        "evidence_text": NO_EVIDENCE,
        "decision": None,
        "findings": [*DECISIONS, TOO_LATE],
    }


@pytest.mark.proves("SG-07")
def test_an_appeal_against_a_check_names_it_without_a_day_where_none_is_kept() -> None:
    against = AppealDetails(enquiry="c1", name=REFERENCE, grounds="Why", on_behalf=Asker.CENTRE)
    shown = appeal_of(check_enquiry("AP", asked=None, appeal=against), body(), results=True)
    assert shown
    assert shown["against"] == {"id": "c1", "name": REFERENCE, "issued_at": None}


def test_an_enquiry_that_is_no_appeal_says_nothing_of_one() -> None:
    assert appeal_of(completed(), body(), results=True) is None


# --- sentences


@pytest.mark.proves("SG-07")
@pytest.mark.parametrize(
    ("of", "sentence"),
    [(check("AP"), NO_EVIDENCE), (check("AS"), NO_EVIDENCE), (check("AM"), None), (service("A1"), None), (service("2"), None)],
)
def test_that_no_evidence_is_reviewed_is_said_where_it_is_published(of: Service, sentence: str | None) -> None:
    assert evidence_sentence(of) == sentence


def test_where_evidence_is_reviewed_nothing_is_said_against_it() -> None:
    made = check("AP").appeal
    assert made
    assert evidence_sentence(check("AP", appeal=made.model_copy(update={"reviews_evidence": True}))) is None


@pytest.mark.parametrize(
    ("concern", "text"),
    [
        ("access_arrangements", "How access arrangements were managed"),
        ("special_consideration", "How special consideration was managed"),
        ("", None),
        ("nothing", None),
    ],
)
def test_a_concern_is_worded_by_the_catalogue(concern: str, text: str | None) -> None:
    assert concern_text(check("AS"), concern) == text
    assert concern_text(check("AP"), concern) is None
    assert concern_text(service("2"), concern) is None


@pytest.mark.parametrize(
    ("source", "target", "mark"),
    [
        ("ear-guide", "Normally within 28 days of receipt.", ""),
        ("handbook-2018", "Normally within 28 days of receipt (reported, not confirmed).", " (reported, not confirmed)"),
        ("ours", "Normally within 28 days of receipt (our own rule).", " (our own rule)"),
    ],
)
def test_a_target_is_marked_where_it_does_not_rest_on_a_publication(source: str, target: str, mark: str) -> None:
    basis = Basis(source=source, checked=RESULTS_OUT.date())
    assert target_text(service("A1", part_bases={"target": basis}), body()) == target
    assert trust_suffix(basis, body()) == mark


def test_a_target_that_rests_on_what_its_service_rests_on_is_not_marked() -> None:
    assert target_text(service("2"), body()) == "Normally within 30 days of receipt."
    assert trust_suffix(None, body()) == ""


def test_where_appeals_start_at_the_desk_the_page_of_an_outcome_offers_none() -> None:
    assert offered(check_enquiry("2", Status.COMPLETED, issued=issued("OutLetter"))) is None
