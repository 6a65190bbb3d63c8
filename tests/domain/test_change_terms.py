"""Until when each kind of enquiry can be changed: one sentence for page, letter, e-mail and receipt (CI-15)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from functions.actions.letters import letter_data, mail_data
from functions.domain.catalogue.appealing import After
from functions.domain.enquiries.amendments import Amend, Cancel, DecideChange, amend, cancel, declined, needs_agreement, require_proposed
from functions.domain.enquiries.appeal_records import AppealDetails
from functions.domain.enquiries.change_terms import change_terms, terms_on_submission
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Extension
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import Submission
from functions.domain.errors import Refused
from tests.builders import OURS, REFERENCE, body, content, enquiry, issued, london, organisation, route, service

CHARGE = "administration fee (GBP 25.00, a demonstration figure)"
FREE_TIME, LATER = london("2022-08-23 12:00"), london("2022-08-24 12:00")
ENDED = "The time for changes without charge ended 24 August 2022, 10:00 BST."


def appeal(**changes: Any) -> Enquiry:
    assert route().appeals[0].appeal
    assert route().appeals[0].appeal.after is After.OUTCOME
    return enquiry(service="A1", appeal=AppealDetails(grounds="The scheme was not followed.", until=None), **changes)


KINDS = [
    (enquiry(Status.SUBMITTED), FREE_TIME, f"You can amend or cancel this enquiry without charge until 24 hours after its acknowledgement. A later change costs an {CHARGE}."),
    (enquiry(), FREE_TIME, f"You can amend or cancel this enquiry without charge until 24 August 2022, 10:00 BST. A later change costs an {CHARGE}."),
    (enquiry(), LATER, f"{ENDED} A change now costs an {CHARGE}."),
    (enquiry(service="X", components=()), LATER, "You can cancel this enquiry without charge until it is answered."),
    (enquiry(service="Q", components=()), FREE_TIME, "You can cancel this enquiry without charge until it is answered."),
    (enquiry(service="9", components=("42",)), FREE_TIME, f"You can cancel this enquiry without charge until 24 August 2022, 10:00 BST. A later cancellation costs an {CHARGE}."),
    (enquiry(service="5", components=("03",), syllabus="0500"), LATER, f"{ENDED} Cancelling it now costs an {CHARGE}."),
    (appeal(), FREE_TIME, f"You can cancel this appeal without charge until 24 August 2022, 10:00 BST. A later cancellation costs an {CHARGE}."),
    (enquiry(service="10", components=(), route="portfolio"), LATER, f"{ENDED} Cancelling it now costs an {CHARGE}."),
    (enquiry(service="2", components=(), route="school-assessed", series="2021-11"), LATER, "You can cancel this enquiry until its outcome is issued."),
    (enquiry(service="3", components=(), route="school-assessed", series="2021-11"), LATER, "You can cancel this enquiry until its outcome is issued."),
    (enquiry(service="AM", components=(), route="school-assessed", series="2021-11"), LATER, "You can cancel this appeal until its outcome is issued."),
    (enquiry(Status.CANCELLED), LATER, "This enquiry can no longer be amended or cancelled."),
    (enquiry(service="X", components=(), issued=issued("OutLetter")), LATER, "This enquiry can no longer be cancelled."),
    (appeal(issued=issued("OutLetter")), LATER, "This appeal can no longer be cancelled."),
]  # fmt: skip


@pytest.mark.proves("CI-15")
@pytest.mark.parametrize(("asked", "now", "said"), KINDS)
def test_each_kind_of_enquiry_says_until_when_it_can_be_changed_and_at_what_cost(asked: Enquiry, now: datetime, said: str) -> None:
    assert change_terms(asked, body(), now) == said


@pytest.mark.proves("CI-15")
def test_an_extension_says_that_it_is_the_awarding_bodys_and_not_the_centres_to_change() -> None:
    extended = enquiry(extends=Extension(of="e1", number="2206-000001", reason="One marker"))
    assert change_terms(extended, body(), FREE_TIME) == (
        "Only the awarding body can start an extension. It costs nothing, and the centre cannot amend or cancel it. "
        "It does not count as the one clerical re-check or review of marking that the centre can ask for."
    )


@pytest.mark.proves("CI-15")
def test_a_charge_whose_amount_is_not_published_says_so_and_names_none() -> None:
    assert change_terms(enquiry(), body(prices=None), LATER) == (
        f"{ENDED} A change now costs an administration fee (its amount is not published)."
    )


@pytest.mark.proves("CI-15")
@pytest.mark.parametrize(("asked", "now", "said"), KINDS[:12])
def test_letter_and_email_say_the_same_sentence(asked: Enquiry, now: datetime, said: str) -> None:
    letter = letter_data.acknowledgement(asked, body(), now)
    assert letter.change_rule.startswith(f"Please check every detail. {said}")
    told = mail_data.mail(
        "acknowledgement", asked, organisation(), body(), "https://desk.example/x", now=now, associate=None, reader="centre"
    )
    assert getattr(told, "changes") == said  # noqa: B009 - one of many kinds of e-mail


@pytest.mark.proves("CI-15")
@pytest.mark.parametrize(
    ("code", "components", "said"),
    [
        ("2", 2, f"You can amend or cancel this enquiry without charge until 24 hours after its acknowledgement. A later change costs an {CHARGE}."),
        ("9", 1, f"You can cancel this enquiry without charge until 24 hours after its acknowledgement. A later cancellation costs an {CHARGE}."),
        ("X", 0, "You can cancel this enquiry without charge until it is answered."),
    ],
)  # fmt: skip
def test_the_receipt_says_it_too(code: str, components: int, said: str) -> None:
    asked = content(service=code, components=("22", "42")[:components])
    made = Submission(id="s1", reference=REFERENCE, organisation="northfield", content=asked, version=1, saved_at=FREE_TIME, saved_by="p1")
    assert terms_on_submission(made, body(), route(), service(code)) == said


@pytest.mark.parametrize(
    ("reader", "begins", "agrees"),
    [("centre", "You can", "your Associate"), ("associate", "The centre can", "you"), ("staff", "The centre can", "its Associate")],
)
def test_each_reader_is_told_who_may_change_and_who_must_agree(reader: Any, begins: str, agrees: str) -> None:
    said = change_terms(through_an_associate(), body(), FREE_TIME, reader)
    assert said.startswith(f"{begins} amend or cancel this enquiry")
    assert said.endswith(f"and {agrees} must agree to it.")


def through_an_associate(**changes: Any) -> Enquiry:
    return enquiry(**{"associate": "meridian", "approved_at": london("2022-08-22 10:00"), **changes})


def test_in_the_free_time_an_associate_centre_changes_by_itself() -> None:
    after = cancel(through_an_associate(), Cancel(version=1), body(), FREE_TIME)
    assert (after.status, after.proposed) == (Status.CANCELLED, None)


def test_after_it_the_change_is_proposed_and_waits_for_the_associate() -> None:
    asked = through_an_associate()
    assert needs_agreement(asked, body(), LATER)
    after = amend(asked, Amend(version=1, service="2", components=("22",), reason="Not needed"), body(), [], LATER)
    assert after.proposed
    assert (after.proposed.what, after.proposed.components, after.proposed.reason) == ("amended", ("22",), "Not needed")
    assert (after.components, after.charges, after.addressed) == (("22", "42"), (), {"meridian": "change"})
    assert (
        "Once changes are no longer free of charge, the Associate of an Associate Centre must agree to a change before it is made, "
        "because the Associate pays for it (our own rule)."
    ) in change_terms(asked, body(), LATER)


def test_the_associate_agrees_and_the_change_is_charged_at_that_time() -> None:
    proposed = cancel(through_an_associate(), Cancel(version=1, reason="Withdrawn"), body(), LATER)
    assert require_proposed(proposed, DecideChange(version=2, agree=True)).what == "cancelled"
    after = cancel(proposed, Cancel(version=2, accept_charge=True), body(), london("2022-08-25 09:00"), agreed=True)
    assert (after.status, after.proposed, after.addressed) == (Status.CANCELLED, None, {})
    assert [(each.what, str(each.amount), each.at) for each in after.charges] == [("cancelled", "GBP 25.00", london("2022-08-25 09:00"))]


def test_the_associate_declines_with_a_reason_and_nothing_is_changed() -> None:
    proposed = cancel(through_an_associate(), Cancel(version=1), body(), LATER)
    with pytest.raises(Refused) as refused:
        declined(proposed, DecideChange(version=2, agree=False))
    assert [each.code for each in refused.value.problems] == ["reason_missing"]
    after = declined(proposed, DecideChange(version=2, agree=False, reason="It is nearly done."))
    assert (after.status, after.proposed, after.addressed, after.charges) == (Status.ACKNOWLEDGED, None, {}, ())


def test_there_is_nothing_to_agree_to_where_nothing_was_proposed() -> None:
    with pytest.raises(Refused) as refused:
        require_proposed(through_an_associate(), DecideChange(version=1, agree=True))
    assert [each.code for each in refused.value.problems] == ["no_change_proposed"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (enquiry(issued=issued("OutLetter")), "already answered"),
        (enquiry(Status.COMPLETED), "completed"),
        (enquiry(Status.CANCELLED), "cancelled"),
    ],
)
def test_a_cancellation_that_comes_too_late_is_refused_with_its_rule_and_source(asked: Enquiry, status: str) -> None:
    with pytest.raises(Refused) as refused:
        cancel(asked, Cancel(version=1), body(), FREE_TIME)
    (found,) = refused.value.problems
    assert found.message == f"This enquiry is {status}, so it cannot be cancelled now."
    assert found.rule == "An enquiry can be amended or cancelled until its outcome, or the report that it ends with, is issued."
    assert found.source == OURS
