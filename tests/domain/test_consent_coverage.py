"""Whose consent a request has, and until when it is kept (JQ-05, NC-08)."""

from __future__ import annotations

from datetime import date

import pytest

from functions.domain.consent.coverage import consent_problems, covering, demand, holding, is_asked, must_be_recorded, state_of
from functions.domain.consent.records import ConsentState
from functions.domain.consent.retention import add_months, kept_until
from functions.domain.enquiries.statuses import Status
from tests.builders import card, claim, enquiry, london
from tests.builders import service as cambridge_service
from tests.domain.consenting import CONSENT, PAPER_1, PAPER_2, PAPER_3, SCHOOLS, aqa, consent, record, service_of

NOW = london("2026-09-01 12:00")


@pytest.mark.proves("JQ-05", "NC-08")
def test_candidates_are_asked_where_the_body_needs_consent_and_a_request_is_refused_only_where_it_is_to_be_recorded() -> None:
    review = service_of("2")
    assert review.consent
    only_needed = review.model_copy(update={"consent": review.consent.model_copy(update={"recorded": False})})
    assert (is_asked(review), must_be_recorded(review)) == (True, True)
    assert (is_asked(only_needed), must_be_recorded(only_needed)) == (True, False)
    assert (is_asked(service_of("3")), must_be_recorded(service_of("3"))) == (False, False)
    assert (is_asked(cambridge_service()), must_be_recorded(cambridge_service())) == (False, False)
    assert must_be_recorded(None) is False


@pytest.mark.proves("JQ-05")
def test_consent_covers_its_own_service_and_the_components_that_it_names() -> None:
    given = consent(PAPER_1, PAPER_2)
    kept = record(given)
    assert covering(kept, "2", (PAPER_1, PAPER_2)) == given
    assert covering(kept, "2", (PAPER_2,)) == given
    assert covering(kept, "2", (PAPER_2, PAPER_3)) is None
    assert covering(kept, "1", (PAPER_1,)) is None
    assert covering(None, "2", (PAPER_1,)) is None


def test_consent_to_a_syllabus_as_a_whole_covers_every_component_of_it() -> None:
    whole = consent()
    assert covering(record(whole), "2", (PAPER_3,)) == whole
    assert covering(record(whole), "1", (PAPER_3,)) is None


@pytest.mark.proves("NC-08")
@pytest.mark.parametrize("state", [ConsentState.ASKED, ConsentState.REFUSED, ConsentState.WITHDRAWN])
def test_only_consent_that_is_given_covers_a_request(state: ConsentState) -> None:
    assert covering(record(consent(PAPER_1, state=state)), "2", (PAPER_1,)) is None


@pytest.mark.proves("JQ-05")
def test_consent_covers_one_request_and_the_next_once_the_first_does_not_count_any_more() -> None:
    used = consent(PAPER_1, enquiry="e1")
    assert covering(record(used), "2", (PAPER_1,), held=frozenset({"e1"})) is None
    assert covering(record(used), "2", (PAPER_1,), held=frozenset({"e2"})) == used
    assert covering(record(consent(PAPER_1)), "2", (PAPER_1,), held=frozenset({"e1"})) == consent(PAPER_1)
    second = consent(PAPER_1, PAPER_2)
    assert covering(record(used, second), "2", (PAPER_1,), held=frozenset({"e1"})) == second


def test_what_counts_still_are_the_requests_with_a_claim_on_the_card() -> None:
    assert holding(card()) == frozenset()
    assert holding(card(claims=(claim("e1"), claim("e7", family="scripts")))) == frozenset({"e1", "e7"})


@pytest.mark.proves("JQ-05", "NC-08")
def test_a_request_lacks_the_consent_of_each_candidate_who_has_not_given_it_with_rule_and_source() -> None:
    amina, bao = card("0713"), card("0714", name="Bao Nguyen")
    (problem,) = consent_problems(aqa(), service_of(), [amina, bao], (PAPER_1,), {"0713": record(consent(PAPER_1))})
    assert (problem.code, problem.field, problem.rule, problem.source) == ("consent_missing", "candidates.0714", CONSENT, SCHOOLS)
    assert problem.message.startswith("The consent of candidate 0714 (Bao Nguyen) to Service 2: Review of marking is not recorded")
    both = consent_problems(aqa(), service_of(), [amina, bao], (PAPER_3,), {"0713": record(consent(PAPER_1))})
    assert [each.field for each in both] == ["candidates.0713", "candidates.0714"]
    assert consent_problems(aqa(), service_of("3"), [amina], (PAPER_1,), {}) == []


def test_consent_that_a_request_rests_on_is_missing_for_the_next() -> None:
    used = {"0713": record(consent(PAPER_1, enquiry="e1"))}
    assert consent_problems(aqa(), service_of(), [card()], (PAPER_1,), used) == []
    found = consent_problems(aqa(), service_of(), [card(claims=(claim("e1"),))], (PAPER_1,), used)
    assert [each.code for each in found] == ["consent_missing"]


def test_what_a_body_demands_is_cited_and_a_body_that_says_nothing_demands_nothing() -> None:
    assert demand(aqa(), service_of()) == (CONSENT, SCHOOLS)
    with pytest.raises(LookupError, match="says nothing of consent"):
        demand(aqa(), cambridge_service())


def test_the_state_of_consent_is_that_of_the_one_that_comes_nearest() -> None:
    early, late = london("2026-08-21 09:00"), london("2026-08-25 09:00")
    assert state_of(None, service_of("3"), (PAPER_1,)) == ("not_needed", "Not needed")
    assert state_of(None, service_of(), (PAPER_1,)) == ("missing", "Missing")
    assert state_of(record(consent(PAPER_2)), service_of(), (PAPER_1,)) == ("missing", "Missing")
    assert state_of(record(consent(PAPER_1)), service_of("1"), (PAPER_1,)) == ("missing", "Missing")
    assert state_of(record(consent(PAPER_1, state=ConsentState.ASKED)), service_of(), (PAPER_1,)) == ("asked", "Asked, no answer yet")
    assert state_of(record(consent(state=ConsentState.REFUSED)), service_of(), (PAPER_1,)) == ("refused", "Refused")
    changed = record(consent(PAPER_1, state=ConsentState.WITHDRAWN, at=late), consent(state=ConsentState.ASKED, at=early))
    assert state_of(changed, service_of(), (PAPER_1,)) == ("withdrawn", "Withdrawn")
    given = record(consent(PAPER_1, at=early), consent(state=ConsentState.REFUSED, at=late))
    assert state_of(given, service_of(), (PAPER_1,)) == ("given", "Given")


def test_a_record_holds_one_consent_for_each_service_and_set_of_components_and_counts_its_versions() -> None:
    first, other = consent(PAPER_1, state=ConsentState.ASKED), consent(PAPER_2)
    kept = record(first, other).with_consent(consent(PAPER_1))
    assert (kept.consents, kept.version) == ((other, consent(PAPER_1)), 4)
    assert kept.to("2", (PAPER_1,)) == consent(PAPER_1)
    assert kept.to("2", (PAPER_1, PAPER_2)) is None
    assert kept.to("1", (PAPER_1,)) is None
    both = consent(PAPER_1, PAPER_2)
    assert record(both).to("2", (PAPER_2, PAPER_1)) == both
    used = kept.used_by(other, "e9")
    assert [(each.components, each.enquiry) for each in used.consents] == [((PAPER_1,), None), ((PAPER_2,), "e9")]
    assert used.version == 5


def test_a_consent_is_named_shortly_by_its_service_and_components() -> None:
    one = consent(PAPER_1, PAPER_2)
    assert one.id == "d8e1e62f"
    assert consent(PAPER_1, PAPER_2, state=ConsentState.ASKED).id == one.id
    assert len({one.id, consent(PAPER_1).id, consent().id, consent(PAPER_1, service="1").id}) == 4
    assert record(consent(), one).consent(one.id) == one
    assert record(one).consent(consent().id) is None


@pytest.mark.proves("JQ-05")
def test_consent_is_kept_six_months_after_the_last_outcome_or_its_own_last_change() -> None:
    closed = enquiry(Status.COMPLETED, completed_at=london("2026-10-15 16:00"))
    assert kept_until(record(consent(PAPER_1, enquiry="e1")), [closed], aqa(), NOW) == london("2027-04-16 00:00")
    later = record(consent(PAPER_1, at=london("2026-11-20 09:00")))
    assert kept_until(later, [closed], aqa(), NOW) == london("2027-05-21 00:00")
    assert kept_until(record(), [], aqa(), NOW) == london("2027-02-21 00:00")


@pytest.mark.parametrize("ended", ["cancelled_at", "rejected_at", "declined_at"])
def test_the_end_of_a_request_that_nobody_carried_out_counts_too(ended: str) -> None:
    status = {"cancelled_at": Status.CANCELLED, "rejected_at": Status.REJECTED, "declined_at": Status.DECLINED}[ended]
    request = enquiry(status, **{ended: london("2026-12-01 10:00")})
    assert kept_until(record(consent(enquiry="e1")), [request], aqa(), NOW) == london("2027-06-02 00:00")


def test_while_a_request_is_open_its_consents_are_looked_at_again_in_thirty_days() -> None:
    closed, waiting = enquiry(Status.COMPLETED, completed_at=NOW), enquiry(Status.ACKNOWLEDGED)
    assert kept_until(record(consent(enquiry="e1")), [closed, waiting], aqa(), NOW) == london("2026-10-01 12:00")


@pytest.mark.proves("JQ-05")
def test_the_months_are_the_bodys_the_longest_where_several_services_are_agreed_to_and_six_without() -> None:
    review, recheck = service_of("2"), service_of("1")
    assert review.consent
    longer = review.model_copy(update={"consent": review.consent.model_copy(update={"kept_months": 8})})
    route = aqa().routes[0].model_copy(update={"services": (recheck, longer)})
    body = aqa().model_copy(update={"routes": (route,)})
    at = london("2026-08-31 09:00")
    assert kept_until(record(consent(at=at), consent(service="1", at=at)), [], body, NOW) == london("2027-05-01 00:00")
    assert kept_until(record(consent(at=at), route="unknown"), [], body, NOW) == london("2027-03-01 00:00")


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
        (date(2026, 7, 1), 6, date(2027, 1, 1)),
        (date(2026, 1, 15), 24, date(2028, 1, 15)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
    ],
)
def test_months_are_added_to_a_day_of_the_month_that_there_is(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later
