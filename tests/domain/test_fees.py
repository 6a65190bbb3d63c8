"""Money: exact, per candidate, waived by a changed grade, and silent where nothing is published."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from functions.domain.billing.enquiry_fees import fee_of, owed
from functions.domain.catalogue.fees import (
    Amount,
    FeeStatus,
    enquiries_of,
    fee,
    is_demonstration,
    late_change_charge,
    quote,
    status_after,
    unit_sentence,
    waiver_sentence,
)
from functions.domain.catalogue.prices import ChargeUnit, Prices
from functions.domain.enquiries.appeal_records import Decision
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Extension
from functions.domain.enquiries.statuses import Status
from tests.builders import body, catalogue, enquiry, issued, route, service

GRADES = ["A*", "A", "B", "C", "D", "E", "F", "G", "U"]


def gbp(amount: str) -> Amount:
    return Amount(amount=Decimal(amount), currency="GBP")


def prices(**changes: object) -> Prices:
    found = body().prices
    assert found
    return found.model_copy(update=changes)


def test_a_fee_for_each_component_grows_with_the_components() -> None:
    each = body(prices=prices(unit=ChargeUnit.COMPONENT, services={"2": Decimal("52.10")}))
    assert fee(each, route(), "2", 1) == gbp("52.10")
    assert fee(each, route(), "2", 3) == gbp("156.30")
    assert unit_sentence(each, route()).endswith("The fee is charged for each component.")


def test_a_fee_for_each_enquiry_does_not_depend_on_the_components() -> None:
    each = body(prices=prices(unit=ChargeUnit.ENQUIRY, services={"2": Decimal("52.10")}))
    assert fee(each, route(), "2", 1) == fee(each, route(), "2", 3) == gbp("52.10")
    assert unit_sentence(each, route()).endswith("The fee is charged for each enquiry.")


@given(st.decimals("0", "9999", places=2), st.integers(1, 20), st.integers(1, 20))
def test_sums_are_exact_to_the_penny(price: Decimal, components: int, candidates: int) -> None:
    priced = body(prices=prices(services={"2": price}))
    total = quote(priced, route(), "2", components, [f"{n:04d}" for n in range(candidates)]).total
    assert total
    assert isinstance(total.amount, Decimal)
    assert total.amount * 100 == int(price * 100) * components * candidates


def test_amounts_that_floats_get_wrong_are_right() -> None:
    priced = body(prices=prices(services={"2": Decimal("0.10")}))
    assert quote(priced, route(), "2", 1, ["0001", "0002", "0003"]).total == gbp("0.30")


@pytest.mark.proves("CI-33", "BY-01")
def test_each_candidate_of_a_submission_has_a_fee_of_their_own_and_the_total_is_their_sum() -> None:
    asked = quote(body(), route(), "2S", 2, ["0713", "0714", "0715"])
    assert asked.lines == (("0713", gbp("128.00")), ("0714", gbp("128.00")), ("0715", gbp("128.00")))
    assert asked.total == gbp("384.00")


@pytest.mark.proves("CI-16", "BY-01")
def test_before_submission_it_is_said_that_a_changed_grade_costs_nothing_either_way() -> None:
    assert quote(body(), route(), "2", 1, ["0713"]).waiver == waiver_sentence(route())
    assert waiver_sentence(route()) == "There is no charge where the enquiry changes the syllabus grade, whether up or down."


def test_demonstration_figures_are_marked_as_such() -> None:
    asked = quote(body(), route(), "2", 1, ["0713"])
    assert asked.demonstration
    assert asked.explanation.startswith("Demonstration figures, not the awarding body’s.")


def test_the_figures_of_an_awarding_body_are_not_marked_as_demonstration() -> None:
    published = body(prices=prices(basis=route().fee_rule.basis))
    assert not is_demonstration(published)
    assert not quote(published, route(), "2", 1, ["0713"]).demonstration
    assert unit_sentence(published, route()) == "The fee is charged for each component."


@pytest.mark.proves("CI-16")
def test_without_published_prices_there_is_no_amount_and_it_is_said_where_the_fees_are() -> None:
    unpublished = body(prices=None)
    asked = quote(unpublished, route(), "2", 2, ["0713"])
    assert (asked.lines, asked.total, asked.demonstration) == ((), None, False)
    assert asked.explanation == "The awarding body does not publish its fees. It sends its list of fees to centres as a message."
    assert "no charge" in asked.waiver
    assert fee(unpublished, route(), "2", 1) is None
    assert late_change_charge(unpublished) is None


def test_a_service_without_a_price_has_no_amount_where_others_have_one() -> None:
    priced = body(prices=prices(services={"1": Decimal("18.00")}))
    assert fee(priced, route(), "2", 1) is None
    assert quote(priced, route(), "2", 1, ["0713"]).total is None


def test_a_draft_without_candidates_has_no_total_rather_than_nought() -> None:
    assert quote(body(), route(), "2", 1, []).total is None


@pytest.mark.proves("CI-16", "CI-33")
@pytest.mark.parametrize(("before", "after"), [("B", "A"), ("B", "C"), ("A*", "U"), (None, "C")])
def test_a_changed_syllabus_grade_waives_the_fee_whether_up_or_down(before: str | None, after: str) -> None:
    assert status_after(before, after) is FeeStatus.WAIVED


@pytest.mark.proves("CI-16")
@pytest.mark.parametrize(("before", "after"), [("B", "B"), ("U", "U"), ("B", None), (None, None)])
def test_a_grade_that_stays_or_is_not_known_yet_leaves_the_fee_due(before: str | None, after: str | None) -> None:
    assert status_after(before, after) is FeeStatus.DUE


@given(st.sampled_from(GRADES), st.sampled_from(GRADES))
def test_the_waiver_has_no_direction(one: str, other: str) -> None:
    assert status_after(one, other) is status_after(other, one)
    assert (status_after(one, other) is FeeStatus.WAIVED) is (one != other)


def test_money_is_said_with_its_currency_and_two_places() -> None:
    assert str(gbp("45")) == "GBP 45.00"
    assert gbp("45.00").model_dump(mode="json") == {"amount": "45.00", "currency": "GBP"}


@pytest.mark.parametrize("wrong", ["-1.00", "1.001"])
def test_a_price_is_not_negative_and_has_no_parts_of_a_penny(wrong: str) -> None:
    with pytest.raises(ValidationError):
        Prices.model_validate({**prices().model_dump(), "late_change": wrong})


def test_the_fee_of_an_enquiry_says_that_its_prices_are_invented() -> None:
    shown = fee_of(enquiry(), body())
    assert shown["known"] is True
    assert shown["demonstration"] is True
    published = prices(basis=body().contact.basis)
    assert fee_of(enquiry(), body(prices=published))["demonstration"] is False


@pytest.mark.proves("CI-33")
@pytest.mark.parametrize(
    ("code", "candidates", "labels"),
    [
        ("2", ["0713", "0714"], ["0713", "0714"]),
        ("2", [], []),
        ("9", ["0713", "0714"], ["Group of 2"]),
        ("9", [], []),
        ("5", [], ["All"]),
        ("A1", ["0713"], ["0713"]),
        ("A1", ["0713", "0714"], ["Group of 2"]),
        ("A1", [], ["All"]),
    ],
)
def test_a_submission_becomes_an_enquiry_a_candidate_or_one_about_the_group_or_about_everybody(
    code: str, candidates: list[str], labels: list[str]
) -> None:
    assert enquiries_of(service(code), candidates) == labels


# --- what an enquiry costs in the end, and why


def decided(grade: str, **changes: Any) -> Enquiry:
    return enquiry(Status.COMPLETED, grade_after=grade, recorded=True, issued=issued("OutLetter"), **changes)


@pytest.mark.proves("CI-16")
@pytest.mark.parametrize(
    ("of", "amount", "status", "charged", "text"),
    [
        (decided("B"), "104.00", "due", "104.00", "The fee is charged: the syllabus grade did not change."),
        (decided("A"), "104.00", "waived", "0.00", "No charge: the syllabus grade changed."),
        (enquiry(Status.CANCELLED), "104.00", "cancelled", "0.00", "No fee: the enquiry was not carried out."),
        (enquiry(Status.REJECTED), "104.00", "cancelled", "0.00", "No fee: the enquiry was not carried out."),
        (enquiry(), "104.00", "due", "104.00", "There is no charge where the enquiry changes the syllabus grade, whether up or down."),
        (
            decided("B", decision=Decision(finding="out_of_time", reasons="Late.")), "104.00", "cancelled", "0.00",
            "No fee: the appeal came too late and was not considered.",
        ),
    ],
    ids=["unchanged", "changed", "cancelled", "rejected", "not decided", "too late"],
)  # fmt: skip
def test_an_enquiry_costs_its_fee_unless_the_rule_waives_it_and_says_why(
    of: Enquiry, amount: str, status: str, charged: str, text: str
) -> None:
    its = owed(of, body())
    assert its.amount
    assert its.charged
    assert (f"{its.amount.amount:.2f}", its.status.value, f"{its.charged.amount:.2f}", its.text, its.free) == (
        amount,
        status,
        charged,
        text,
        False,
    )


def test_a_recorded_outcome_says_nothing_of_the_fee_to_whoever_may_not_know_it() -> None:
    its = owed(decided("A"), body(), results=False)
    assert (its.status.value, its.text) == ("due", "There is no charge where the enquiry changes the syllabus grade, whether up or down.")


def test_an_extension_and_a_free_service_have_no_fee_at_all() -> None:
    extended = owed(enquiry(extends=Extension(of="e0", number="2206-000009", reason="One marker")), body())
    missing = owed(enquiry(service="X", components=()), body())
    assert [(each.amount, each.charged, each.status.value, each.free) for each in (extended, missing)] == [(None, None, "waived", True)] * 2
    assert (extended.text, missing.text) != ("", "")


def test_where_the_grade_of_a_unit_counts_too_a_change_of_it_waives_the_fee() -> None:
    asked: dict[str, Any] = {"body": "aqa", "series": "2026-06", "syllabus": "7136", "service": "1", "components": ("7136/1",)}
    aqa = catalogue().bodies["aqa"]
    assert (
        owed(decided("B", **asked, unit_grade_changed=True), aqa).text == "No charge: the syllabus grade or the grade of the unit changed."
    )
    unchanged = owed(decided("B", **asked), aqa)
    assert (unchanged.status.value, unchanged.text) == (
        "due",
        "The fee is charged: the syllabus grade or the grade of the unit did not change.",
    )
    assert owed(decided("B", unit_grade_changed=True), body()).status.value == "due"


def test_one_of_those_that_count_together_waives_the_fee_of_all_and_an_open_one_may_still() -> None:
    changed, waiting = decided("A", id="e2"), enquiry(id="e3")
    assert (
        owed(decided("B"), body(), beside=[changed]).text
        == "No charge: the syllabus grade changed by an enquiry that counts together with this one."
    )
    open_one = owed(decided("B"), body(), beside=[waiting])
    assert open_one.status.value == "due"
    assert open_one.text == (
        "The fee is charged unless the syllabus grade is changed by an enquiry that counts together with this one and is not finished."
    )
