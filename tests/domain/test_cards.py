"""The card of a candidate and syllabus: who has asked for what."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from functions.domain.eligibility.candidate_eligibility import candidate_problems
from functions.domain.register.cards import Card
from tests.builders import body, card, claim, result, route, service

MARKING = ["1", "1S", "2", "2S"]


def test_a_claim_is_added_under_the_next_version_and_the_card_before_stays_as_it_was() -> None:
    before = card(version=3)
    after = before.claimed(claim("e1"))
    assert (after.claims, after.version) == ((claim("e1"),), 4)
    assert (before.claims, before.version) == ((), 3)
    assert after.results == before.results


def test_a_claim_keeps_out_its_own_family_and_no_other() -> None:
    held = card(claims=(claim("e1", family="marking"),))
    assert held.claim_of("marking") == claim("e1")
    assert held.claim_of("moderation") is None
    assert held.claim_of(None) is None


@pytest.mark.proves("CI-08")
@pytest.mark.parametrize("code", MARKING)
def test_a_cancelled_or_rejected_enquiry_leaves_the_candidate_free_for_another(code: str) -> None:
    held = card().claimed(claim("e1"))
    assert [each.code for each in candidate_problems(body(), route(), service(code), held, ("22",))] == ["already_enquired"]
    assert candidate_problems(body(), route(), service(code), held.freed("e1"), ("22",)) == []


@pytest.mark.proves("CI-08")
def test_freeing_one_enquiry_leaves_the_claims_of_others() -> None:
    held = card(claims=(claim("e1"), claim("e2", family="moderation")), version=2)
    assert held.freed("e1").claims == (claim("e2", family="moderation"),)
    assert held.freed("another").claims == held.claims
    assert held.freed("e1").version == 3


def test_after_an_amendment_the_claim_stands_under_the_new_service() -> None:
    held = card(claims=(claim("e1", service="2"), claim("e2", family="moderation", service="5")), version=2)
    after = held.reclaimed("e1", "1S")
    assert [(each.enquiry, each.service) for each in after.claims] == [("e1", "1S"), ("e2", "5")]
    assert after.version == 3
    assert "service 1S" in candidate_problems(body(), route(), service("2"), after, ("22",))[0].message


def test_the_result_of_a_component_is_found_by_its_code() -> None:
    assert card().result("42") == result("42")
    assert card().result("99") is None


class OneCard(RuleBasedStateMachine):
    """Enquiries come and go, each through eligibility, some sent twice, as the desk lets them."""

    def __init__(self) -> None:
        super().__init__()
        self.card: Card = card()
        self.live: dict[str, str] = {}
        self.made = 0
        self.versions = [0]

    def took(self, after: Card) -> None:
        self.versions.append(after.version)
        self.card = after

    def may(self, code: str, *own: str) -> bool:
        return not candidate_problems(body(), route(), service(code), self.card, ("22", "42"), own=frozenset(own))

    @rule(code=st.sampled_from(MARKING))
    def ask(self, code: str) -> None:
        assert self.may(code) is (not self.live)
        if self.may(code):
            self.made += 1
            self.live[f"e{self.made}"] = code
            self.took(self.card.claimed(claim(f"e{self.made}", service=code)))

    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        for enquiry, code in self.live.items():
            assert self.may(code, enquiry)
            assert not self.may(code, "another")

    @rule(gone=st.integers(1, 6))
    def cancel(self, gone: int) -> None:
        self.live.pop(f"e{gone}", None)
        self.took(self.card.freed(f"e{gone}"))

    @rule(code=st.sampled_from(MARKING), which=st.integers(1, 6))
    def amend(self, code: str, which: int) -> None:
        if f"e{which}" in self.live:
            self.live[f"e{which}"] = code
        self.took(self.card.reclaimed(f"e{which}", code))

    @rule(code=st.sampled_from(["5", "9"]))
    def group_reports_stand_beside(self, code: str) -> None:
        assert self.may(code)

    @invariant()
    def at_most_one_live_claim_a_family(self) -> None:
        assert all(count == 1 for count in Counter(each.family for each in self.card.claims).values())
        assert {each.enquiry: each.service for each in self.card.claims} == self.live

    @invariant()
    def every_change_has_its_version(self) -> None:
        assert self.versions == list(range(len(self.versions)))


TestOneCard = pytest.mark.proves("CI-08")(OneCard.TestCase)
TestOneCard.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
