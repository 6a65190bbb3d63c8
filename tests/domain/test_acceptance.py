"""An awarding body that accepts an enquiry or declines it, and a target that counts from the acceptance (NC-13).

The made-up body accepts within 5 working days, and reviews within 25 working days of acceptance.
"""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.billing.enquiry_fees import owed
from functions.domain.calendar import Period, Unit
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.promises import Promises, promises_of
from functions.domain.catalogue.services import Acceptance
from functions.domain.enquiries.acceptance import Decline, catalogue_faults, decline, may_decline
from functions.domain.enquiries.appeals import ended_attempts
from functions.domain.enquiries.change_terms import change_terms
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Changed, Refused
from functions.domain.people.history import Actor, Event, What
from functions.domain.people.people import Role
from functions.domain.views.attention import Attention, attention_of_staff, days_left
from functions.domain.views.enquiry_pages import for_centre
from functions.domain.views.list_rows import flags, row
from functions.domain.views.progress import next_of, progress_of, steps_of
from tests.builders import body, enquiry, issued, london, service, with_service

FIVE = Period(amount=5, unit=Unit.WORKING_DAYS)
TWENTY_FIVE = Period(amount=25, unit=Unit.WORKING_DAYS)
SUBMITTED, RECEIVED = london("2022-08-22 09:00"), london("2022-08-22 09:05")
ACCEPTED = london("2022-08-30 11:00")


def accepting(**changes: Any) -> Body:
    acceptance = Acceptance(within=FIVE, basis=service().basis)
    step = {"acceptance": acceptance, "target": TWENTY_FIVE, "target_from": "acceptance"}
    return with_service("2", **{**step, **changes})


def asked(status: Status = Status.RECEIVED, of: Body | None = None, **changes: Any) -> Enquiry:
    """Return an enquiry of the made-up body, with what it was promised."""
    of = of or accepting()
    offered = of.routes[0].service("2")
    assert offered
    reached: dict[str, Any] = {"received_at": RECEIVED}
    if status is Status.ACKNOWLEDGED:
        reached |= {"acknowledged_at": ACCEPTED, "issued": issued("AckLetter", at="2022-08-30 11:00")}
    return enquiry(status, **{"promised": promises_of(of.routes[0], offered), **reached, **changes})


def test_the_step_and_where_the_target_starts_are_kept_with_the_enquiry_in_its_one_short_text() -> None:
    promised = asked().promised
    assert promised
    assert promised.model_dump() == "24h 5wa 24h 25wa"
    assert Promises.model_validate("24h 5wa 24h 25wa") == promised
    slow = asked(of=accepting(target_may_be_longer=True)).promised
    assert slow
    assert slow.model_dump() == "24h 5wa 24h 25wa+"
    assert Promises.model_validate("24h 5wa 24h 25wa+") == slow


@pytest.mark.parametrize("text", ["24ha 5w 24h 25w", "24h 5w 24ha 25w", "24h 5waa 24h 25w", "24h 5w 24h -a+a", "24h 5w 24h 25w+a"])
def test_the_letter_is_read_only_where_it_means_something(text: str) -> None:
    with pytest.raises(ValueError, match="period"):
        Promises.model_validate(text)


def test_an_enquiry_from_before_the_step_goes_on_without_it() -> None:
    older = asked(promised=Promises.model_validate("24h 2w 24h 30d"))
    found = entries_of(older, accepting())
    assert (found.service.acceptance, found.service.target_from, str(found.service.target)) == (None, "receipt", "30 days")
    assert (older.status_text, row(older, accepting(), ACCEPTED)["promised_by"]) == ("Received", "2022-09-21")
    assert not may_decline(older)
    assert enquiry(Status.ACKNOWLEDGED).status_text == "Acknowledged"


def test_an_enquiry_keeps_the_step_that_its_service_had_when_it_was_submitted() -> None:
    found = entries_of(asked(), body())
    assert found.service.acceptance
    assert found.service.acceptance.within == FIVE
    assert (found.service.target_from, found.service.target) == ("acceptance", TWENTY_FIVE)


def test_without_a_time_of_its_own_the_step_has_the_time_of_the_acknowledgement() -> None:
    plain = accepting(acceptance=Acceptance(basis=service().basis))
    promised = asked(of=plain).promised
    assert promised
    assert promised.model_dump() == "24h 2wa 24h 25wa"


def test_until_it_is_accepted_no_day_is_promised_but_how_long_it_takes_from_then() -> None:
    before = row(asked(), accepting(), SUBMITTED)
    assert (before["promised_by"], before["promise_text"], before["late"]) == (None, "25 working days after acceptance", False)
    assert days_left(asked(), accepting(), SUBMITTED) is None
    after = row(asked(Status.ACKNOWLEDGED), accepting(), ACCEPTED)
    # 25 working days from 31 August 2022 on, without the bank holiday of 19 September (the state funeral)
    assert (after["promised_by"], after["promise_text"]) == ("2022-10-05", None)
    assert days_left(asked(Status.ACKNOWLEDGED), accepting(), london("2022-10-05 09:00")) == 0


def test_nothing_is_promised_any_more_of_what_was_declined() -> None:
    shown = row(asked(Status.DECLINED, declined_at=ACCEPTED), accepting(), london("2023-01-01 09:00"))
    assert (shown["status_text"], shown["promised_by"], shown["promise_text"], shown["late"]) == ("Declined", None, None, False)


def test_a_target_from_acceptance_is_overdue_from_the_day_after_it_and_says_so() -> None:
    one = asked(Status.ACKNOWLEDGED)
    assert flags(one, accepting(), london("2022-10-05 23:59")) == []
    (late,) = flags(one, accepting(), london("2022-10-06 00:00"))
    assert late["code"] == "outcome_late"
    assert late["message"].startswith("The outcome is overdue: it is normally there within 25 working days of acceptance.")


def test_a_decision_on_acceptance_is_late_after_its_own_time_and_not_after_that_of_the_acknowledgement() -> None:
    assert flags(asked(), accepting(), london("2022-08-29 23:59")) == []
    # submitted on Monday 22 August; Monday 29 August is a bank holiday, so five working days end on Tuesday 30 August
    assert flags(asked(), accepting(), london("2022-08-30 23:59")) == []
    (late,) = flags(asked(), accepting(), london("2022-08-31 00:00"))
    assert (late["code"], late["message"]) == (
        "acceptance_late",
        f"It is not decided 5 working days after submission whether this is accepted. Write to {body().contact.email}.",
    )
    assert attention_of_staff(asked(), accepting(), london("2022-08-31 00:00")) == {Attention.UNACKNOWLEDGED}


def test_every_desk_calls_it_accepted() -> None:
    one = asked(Status.ACKNOWLEDGED)
    assert one.status_text == "Accepted"
    assert [each.title for each in steps_of(one)] == ["Submitted", "Received", "Accepted", "Completed"]
    by = Actor(id="c1", organisation=body().id, role=Role.CASEWORKER)
    event = Event(what=What.ACKNOWLEDGED, at=ACCEPTED, by=by, version=3, about="AckLetter")
    shown = for_centre(one, accepting(), [event], ACCEPTED)
    assert (shown["status_text"], shown["history"][0]["what"], shown["target_text"]) == (
        "Accepted",
        "Accepted: AckLetter",
        "Normally within 25 working days of acceptance.",
    )
    with pytest.raises(Refused) as refused:
        one.to("received")
    assert refused.value.problems[0].message == "This enquiry is accepted, so it cannot be received now."


def test_before_it_the_centre_reads_who_decides_and_by_when() -> None:
    coming = next_of(asked(), accepting(), frozenset())
    assert coming.text == "The awarding body accepts the enquiry or declines it, and says so by e-mail."
    assert coming.by
    assert coming.by.isoformat() == "2022-08-30"


def test_a_declined_enquiry_ends_there_without_a_fee() -> None:
    one = decline(asked(), Decline(version=asked().version, reason="The centre’s marks were accepted."), ACCEPTED)
    assert (one.status, one.declined_at, one.version) == (Status.DECLINED, ACCEPTED, asked().version + 1)
    assert [each.title for each in steps_of(one)] == ["Submitted", "Received", "Declined by the awarding body"]
    shown = progress_of(one, accepting(), frozenset(), ACCEPTED)
    assert shown["next"] == "Nothing. The awarding body did not accept it, and there is no fee."
    fee = owed(one, accepting())
    assert (fee.status.value, fee.text) == ("cancelled", "No fee: the enquiry was not carried out.")
    assert fee.charged
    assert fee.charged.amount == 0
    assert change_terms(one, accepting(), ACCEPTED) == "This enquiry can no longer be amended or cancelled."
    assert ended_attempts([one]) == 1


def refusal(one: Enquiry, reason: str = "Too late.", version: int | None = None) -> tuple[str, str | None]:
    with pytest.raises(Refused) as refused:
        decline(one, Decline(version=version or one.version, reason=reason), ACCEPTED)
    (problem,) = refused.value.problems
    return problem.code, problem.field


def test_declining_needs_a_reason_and_is_for_received_enquiries_of_such_services_only() -> None:
    assert refusal(asked(), reason="") == ("decline_reason_missing", "reason")
    assert refusal(enquiry(Status.RECEIVED)) == ("decline_not_for", None)
    assert refusal(asked(held=True)) == ("held", None)
    tried = [status for status in Status if status is not Status.RECEIVED]
    assert len(tried) == 8
    assert {refusal(asked(status)) for status in tried} == {("status_forbids", None)}
    assert [may_decline(asked(status)) for status in tried] == [False] * 8
    assert may_decline(asked())


def test_a_colleague_who_decided_first_is_not_overruled() -> None:
    with pytest.raises(Changed):
        decline(asked(), Decline(version=asked().version + 1, reason="Too late."), ACCEPTED)


def test_time_without_charge_counts_from_the_acceptance() -> None:
    assert "until 24 hours after its acceptance." in change_terms(asked(), accepting(), SUBMITTED)
    assert "until 24 hours after its acknowledgement." in change_terms(enquiry(Status.RECEIVED), body(), SUBMITTED)


def test_an_extension_is_neither_accepted_nor_declined() -> None:
    offered = entries_of(asked(), accepting()).service.extended
    assert (offered.acceptance, offered.target_from) == (None, "receipt")


def test_a_target_from_acceptance_without_the_step_is_refused_by_the_loader() -> None:
    (fault,) = catalogue_faults(service("2", target_from="acceptance"))
    assert fault.startswith("target_from:")
    assert list(catalogue_faults(accepting().routes[0].services[2])) == []
    assert not body().accepts
    assert accepting().accepts


def test_its_target_is_said_from_acceptance_on_every_page() -> None:
    assert service("2", target=TWENTY_FIVE, target_from="acceptance").target_sentence == "Normally within 25 working days of acceptance."
    assert service("2").target_sentence == "Normally within 30 days of receipt."
