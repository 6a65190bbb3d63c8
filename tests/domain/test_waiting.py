"""What waits for what: group reports, later enquiries about their candidates, and the report of a re-moderation."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.domain.catalogue.services import Subject
from functions.domain.eligibility.eligibility import problems_of
from functions.domain.eligibility.waiting import group_warnings, report_waits_for, waits_for
from functions.domain.register.cards import Card, Claim, Cohort
from tests.builders import (
    CAMBRIDGE,
    OURS,
    REFERENCE,
    RESULTS_OUT,
    body,
    card,
    cards,
    claim,
    content,
    organisation,
    result,
    route,
    service,
)
from tests.domain.asking import codes, holds, only

GROUP_WAITS = (
    "A report on a group waits until enquiries that were already open about its candidates are finished. "
    "An enquiry submitted later about one of them waits for the report. It is best to submit all other services first."
)
FIVE = ("0001", "0002", "0003", "0004", "0005")


def report(enquiry: str = "g1", **changes: Any) -> Claim:
    """A group report's claim on the card of a member."""
    return Claim(
        family=None, service="9", subject=Subject.GROUP, enquiry=enquiry, reference=REFERENCE, at=RESULTS_OUT
    ).model_copy(update=changes)  # fmt: skip


def cohort(*claims: Claim, component: str = "03") -> Cohort:
    return Cohort(
        body=CAMBRIDGE,
        series="2022-06",
        organisation="northfield",
        syllabus="0500",
        component=component,
        claims=claims,
        version=len(claims),
    )


def remoderation(enquiry: str = "m1") -> Claim:
    return Claim(family=None, service="5", subject=Subject.COHORT, enquiry=enquiry, reference=REFERENCE, at=RESULTS_OUT)


# --- claims


@pytest.mark.parametrize("held", [card(claims=(claim("e1"), report("g1")), version=2), cohort(remoderation("e1"), remoderation("g1"))])
def test_a_closed_claim_stands_but_is_waited_for_no_longer(held: Card | Cohort) -> None:
    after = held.closed("e1", RESULTS_OUT)
    assert [(each.enquiry, each.open) for each in after.claims] == [("e1", False), ("g1", True)]
    assert [each.enquiry for each in after.open_claims] == ["g1"]
    assert after.holds("e1")
    assert after.version == held.version + 1


@pytest.mark.proves("CI-08")
@pytest.mark.parametrize("code", ["1", "1S", "2", "2S"])
def test_a_completed_enquiry_keeps_its_family_taken_while_a_freed_one_does_not(code: str) -> None:
    held = card(claims=(claim("e1"),), version=1)
    asked = content(service=code)
    assert codes(
        problems_of(asked, body(), organisation(), cards(held.closed("e1", RESULTS_OUT)), reference=REFERENCE, now=RESULTS_OUT)
    ) == ["already_enquired"]
    assert problems_of(asked, body(), organisation(), cards(held.freed("e1")), reference=REFERENCE, now=RESULTS_OUT) == []


# --- what a new enquiry waits for


@pytest.mark.proves("CI-11")
@pytest.mark.parametrize("code", ["1", "1S", "2", "2S"])
def test_a_group_report_waits_for_the_open_enquiries_of_its_members_and_for_nothing_else(code: str) -> None:
    members = [
        card("0001", claims=(claim("e1", service=code),)),
        card("0002", claims=(claim("e2", service=code).model_copy(update={"open": False}),)),
        card("0003", claims=(report("another group"),)),
        card("0004"),
        card("0005", claims=(report("another group"), claim("e5", service=code))),
    ]
    assert waits_for(service("9"), members) == ("e1", "e5")


@pytest.mark.proves("CI-11")
@pytest.mark.parametrize("code", ["1", "1S", "2", "2S"])
def test_an_enquiry_about_a_member_waits_for_the_reports_that_are_not_up_and_not_for_those_that_are(code: str) -> None:
    up = report("g1", open=False)
    assert waits_for(service(code), [card(claims=(up, report("g2"), report("g3")))]) == ("g2", "g3")
    assert waits_for(service(code), [card(claims=(up,))]) == ()
    assert waits_for(service(code), [card(claims=(claim("e1"),))]) == ()


def test_a_re_moderation_itself_waits_for_nothing() -> None:
    assert waits_for(service("5"), [card(claims=(claim("e1"), report("g1")))]) == ()


def test_an_enquiry_does_not_wait_for_what_the_same_submission_made() -> None:
    assert waits_for(service("9"), [card(claims=(claim("e1"), claim("e2", family="other")))], own=frozenset({"e1"})) == ("e2",)


@given(st.lists(st.tuples(st.sampled_from(["2", "9"]), st.sets(st.sampled_from(FIVE), min_size=1)), max_size=12), st.data())
def test_whatever_is_submitted_in_whatever_order_nothing_waits_in_a_circle(asked: list[tuple[str, set[str]]], data: st.DataObject) -> None:
    held = {each: card(each) for each in FIVE}
    waits: dict[str, tuple[str, ...]] = {}
    for position, (code, about) in enumerate(asked):
        for number in sorted(about) if code == "2" else [None]:
            one = f"{position:02d}-{number}"
            those = [number] if number else sorted(about)
            waits[one] = waits_for(service(code), [held[each] for each in those])
            made = claim(one, family=one) if number else report(one)
            for each in those:
                held[each] = held[each].claimed(made)
    finished: list[str] = []
    while left := [one for one in waits if one not in finished]:
        free = [one for one in left if set(waits[one]) <= set(finished)]
        assert free, f"{left} wait for each other"
        finished.append(data.draw(st.sampled_from(free)))
    for earlier, later in pairwise(sorted(waits)):
        assert later not in waits[earlier]


# --- the warning


@pytest.mark.proves("CI-11", "CI-19")
def test_service_9_warns_of_every_candidate_with_an_open_enquiry_who_can_be_chosen_all_the_same() -> None:
    members = cards(card("0001", claims=(claim("e1"),)), card("0002"), card("0003", claims=(claim("e3"),)), card("0004"), card("0005"))
    warned = group_warnings(body(), route(), service("9"), members)
    assert [each.field for each in warned] == ["candidates.0001", "candidates.0003"]
    holds(warned[0], "group_waits", "candidates.0001", GROUP_WAITS)
    assert "0001" in warned[0].message
    asked = content(service="9", components=("42",), candidates=FIVE)
    assert problems_of(asked, body(), organisation(), members, reference=REFERENCE, now=RESULTS_OUT) == []


@pytest.mark.parametrize("code", ["1", "1S", "2", "2S", "5"])
def test_only_group_reports_warn(code: str) -> None:
    assert group_warnings(body(), route(), service(code), cards(card(claims=(claim("e1"), report("g1"))))) == []


def test_a_finished_enquiry_warns_nobody() -> None:
    assert group_warnings(body(), route(), service("9"), cards(card(claims=(claim("e1"),)).closed("e1", RESULTS_OUT))) == []


# --- service 5


ENGLISH = content(service="5", syllabus="0500", components=("03",), candidates=())


@pytest.mark.proves("CI-09")
@pytest.mark.parametrize("chosen", [("0713",), FIVE])
def test_service_5_takes_no_individual_candidates(chosen: tuple[str, ...]) -> None:
    everybody = problems_of(ENGLISH, body(), organisation(), {}, reference=REFERENCE, now=RESULTS_OUT, cohorts={"03": cohort()})
    assert everybody == []
    asked = ENGLISH.model_copy(update={"candidates": chosen})
    found = only(problems_of(asked, body(), organisation(), {}, reference=REFERENCE, now=RESULTS_OUT, cohorts={"03": cohort()}))
    assert (found.code, found.field) == ("no_individuals", "candidates")
    assert "only the work in the original sample" in (found.rule or "")


def test_a_component_is_not_re_moderated_twice_at_once_nor_again_after_it_was() -> None:
    asked_before = cohort(remoderation("m1"))
    for held in (asked_before, asked_before.closed("m1", RESULTS_OUT)):
        found = only(problems_of(ENGLISH, body(), organisation(), {}, reference=REFERENCE, now=RESULTS_OUT, cohorts={"03": held}))
        assert (found.code, found.field, found.source) == ("already_enquired_cohort", "components", OURS)
        assert REFERENCE in found.message
    assert (
        problems_of(ENGLISH, body(), organisation(), {}, reference=REFERENCE, now=RESULTS_OUT, cohorts={"03": asked_before.freed("m1")})
        == []
    )
    assert (
        problems_of(
            ENGLISH, body(), organisation(), {}, reference=REFERENCE, now=RESULTS_OUT, own=frozenset({"m1"}), cohorts={"03": asked_before}
        )
        == []
    )


@pytest.mark.proves("CI-34")
def test_the_report_of_a_re_moderation_waits_for_every_open_enquiry_about_a_candidate_of_the_cohort() -> None:
    taken = (result("12"), result("22"), result("03"))
    those = [
        card("0002", syllabus="0500", results=taken, claims=(claim("e2"),)),
        card("0001", syllabus="0500", results=taken, claims=(report("g1"),)),
        card("0003", syllabus="0500", results=taken, claims=(claim("e3").model_copy(update={"open": False}),)),
        card("0004", syllabus="0500", results=taken),
        card("0005", syllabus="0500", results=(result("12"),), claims=(claim("e5"),)),  # not entered for component 03
        card("0006", syllabus="0500", results=taken, claims=(claim("m1"),)),  # its own
    ]
    assert report_waits_for(those, ("03",), "m1") == ["0001", "0002"]
    assert report_waits_for([each.closed("e2", RESULTS_OUT).closed("g1", RESULTS_OUT) for each in those], ("03",), "m1") == []
