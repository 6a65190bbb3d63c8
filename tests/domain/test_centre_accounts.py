"""What a centre's own desk says of the money for an enquiry: what is asked for, paid, given back, and what stays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from functions.domain.catalogue.fees import Amount, FeeStatus
from functions.domain.centre_desk.accounts import (
    Account,
    account_of,
    account_page,
    bearer_text,
    less,
    recorded,
    shown_sums,
    summed,
    sums_text,
)
from functions.domain.centre_desk.records import CentreRecord, Payment, RecordStep
from functions.domain.centre_desk.terms import CentreTerms, OwnCharge
from functions.domain.centre_desk.totals import Reckoned, total_of_all, total_page, totals
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Refused
from tests.builders import CAMBRIDGE, body, enquiry, issued

DAY = date(2022, 8, 24)


def pounds(amount: str) -> Amount:
    return Amount(amount=Decimal(amount), currency="GBP")


def euros(amount: str) -> Amount:
    return Amount(amount=Decimal(amount), currency="EUR")


FEE = pounds("40.00")
CHARGE = CentreTerms(charges=(OwnCharge(body=CAMBRIDGE, route="standard", service="2", amount=Decimal("10.00")),))


def record(**payment: object) -> CentreRecord:
    """Return what the centre has recorded of an enquiry: the body's fee as it entered it, and more."""
    return CentreRecord(payment=Payment(**{"fee": FEE, **payment}))


def changed() -> Enquiry:
    """Return an enquiry whose outcome, which the centre has, changed the grade: the fee is waived."""
    return enquiry(Status.COMPLETED, grade_after="A", recorded=True, issued=issued("AckLetter", "OutLetter"))


def account(one: Enquiry, of: CentreRecord, terms: CentreTerms = CHARGE) -> Account:
    return account_of(one, body(), of, terms)


def test_amounts_are_added_by_currency_and_what_comes_to_nothing_is_left_out() -> None:
    assert summed((pounds("1.50"), None, euros("2.00"), pounds("0.50"))) == (euros("2.00"), pounds("2.00"))
    assert summed((pounds("1.50"), pounds("-1.50"), None)) == ()


def test_amounts_are_taken_away_by_currency() -> None:
    assert less((pounds("5.00"), euros("2.00")), (pounds("1.50"), euros("2.00"))) == (pounds("3.50"),)
    assert less((), (pounds("1.50"),)) == (pounds("-1.50"),)


def test_sums_are_said_with_their_currencies() -> None:
    assert sums_text((euros("5.00"), pounds("51.95"))) == "EUR 5.00 and GBP 51.95"
    assert sums_text(()) == ""


def test_a_family_is_asked_for_the_bodys_fee_and_the_centres_charge_together() -> None:
    its = account(enquiry(), record())
    assert (its.fee, its.known, its.charge, its.total, its.state) == (FEE, "entered", pounds("10.00"), (pounds("50.00"),), "not_asked")
    assert (its.due, its.to_return, its.stays) == (FEE, (), ())


@pytest.mark.parametrize(
    ("payment", "state"),
    [
        ({}, "not_asked"),
        ({"asked_on": DAY}, "asked"),
        ({"waived_on": DAY}, "waived"),
        ({"bearer": "centre"}, "ours"),
        ({"paid_on": DAY, "paid": (pounds("50.00"),)}, "paid"),
        ({"paid_on": DAY, "paid": (pounds("60.00"),)}, "to_return"),
        ({"paid_on": DAY, "paid": (pounds("60.00"),), "returned_on": DAY, "returned": (pounds("10.00"),)}, "returned"),
    ],
)
def test_the_state_of_the_money_is_what_was_recorded_last(payment: dict[str, object], state: str) -> None:
    assert account(enquiry(), record(**payment)).state == state


@pytest.mark.parametrize(("returned", "back", "stays"), [(False, "40.00", (pounds("10.00"),)), (True, "50.00", ())])
def test_where_the_grade_changed_the_fee_is_given_back_and_the_charge_if_the_centre_says_so(
    returned: bool, back: str, stays: tuple[Amount, ...]
) -> None:
    terms = CHARGE.model_copy(update={"returned": returned})
    before = account(changed(), record(paid_on=DAY, paid=(pounds("50.00"),)), terms)
    assert (before.status, before.due) == (FeeStatus.WAIVED, pounds("0"))
    assert (before.state, before.to_return) == ("to_return", (pounds(back),))
    after = account(changed(), record(paid_on=DAY, paid=(pounds("50.00"),), returned_on=DAY, returned=(pounds(back),)), terms)
    assert (after.state, after.to_return, after.stays) == ("returned", (), stays)


def test_nothing_is_said_of_a_waived_fee_before_the_centre_has_the_outcome() -> None:
    its = account(enquiry(Status.ACKNOWLEDGED, grade_after="A", recorded=True), record(asked_on=DAY))
    assert (its.status, its.state, its.due) == (FeeStatus.DUE, "asked", FEE)


def test_who_bears_the_cost_is_said_and_a_fund_by_its_name() -> None:
    assert bearer_text(record()) == "Family"
    assert bearer_text(record(bearer="centre")) == "Our centre"
    assert bearer_text(record(bearer="fund", fund="The Osei Trust")) == "The Osei Trust"


def step(name: str, on: CentreRecord, one: Enquiry | None = None) -> CentreRecord:
    one = one or enquiry()
    return recorded(on, RecordStep.model_validate({"ids": ["0" * 32], "step": name}), one, account(one, on), day=DAY, currency="GBP")


def test_what_was_asked_for_and_paid_is_kept_as_it_was_on_the_day() -> None:
    asked = step("asked", record())
    assert (asked.payment.asked_on, asked.payment.asked, asked.payment.charge) == (DAY, (pounds("50.00"),), pounds("10.00"))
    paid = step("paid", asked)
    assert (paid.payment.paid_on, paid.payment.paid) == (DAY, (pounds("50.00"),))
    assert step("not_paid", paid).payment.paid_on is None
    assert (step("not_asked", asked).payment.asked_on, step("not_asked", asked).payment.asked) == (None, ())
    assert step("waived", record()).payment.waived_on == DAY
    assert step("not_waived", step("waived", record())).payment.waived_on is None


def test_what_is_given_back_is_what_is_due_to_the_family_and_can_be_taken_back() -> None:
    paid = record(paid_on=DAY, paid=(pounds("50.00"),))
    given = step("returned", paid, changed())
    assert (given.payment.returned_on, given.payment.returned) == (DAY, (pounds("40.00"),))
    assert (step("not_returned", given, changed()).payment.returned_on, step("not_returned", given, changed()).payment.returned) == (
        None,
        (),
    )


@pytest.mark.parametrize(
    ("name", "payment", "code"),
    [
        ("returned", {"paid_on": DAY, "paid": (pounds("50.00"),)}, "nothing_to_return"),
        ("returned", {}, "nothing_to_return"),
        ("waived", {"paid_on": DAY, "paid": (pounds("50.00"),)}, "paid_already"),
        ("not_paid", {"paid_on": DAY, "paid": (pounds("50.00"),), "returned_on": DAY}, "returned_already"),
        ("asked", {"bearer": "centre"}, "nobody_asked"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(name: str, payment: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        step(name, record(**payment))
    assert [each.code for each in refused.value.problems] == [code]


def test_the_sums_of_a_centre_are_by_who_pays_and_only_what_is_not_paid_is_open() -> None:
    def reckoned(**payment: object) -> Reckoned:
        its = record(**payment)
        return Reckoned(enquiry(), its, account(enquiry(), its), "Cambridge International")

    those = [
        reckoned(),
        reckoned(asked_on=DAY, asked=(pounds("45.00"),)),
        reckoned(paid_on=DAY, paid=(pounds("50.00"),)),
        reckoned(bearer="centre"),
    ]
    found = {each.name: each for each in totals(those, "bearer")}
    assert list(found) == ["Family", "Our centre"]
    family = found["Family"]
    assert (family.requests, family.due, family.charges) == (3, (pounds("120.00"),), (pounds("30.00"),))
    assert (family.open, family.paid, family.stays) == ((pounds("95.00"),), (pounds("50.00"),), (pounds("10.00"),))
    assert (found["Our centre"].requests, found["Our centre"].open, found["Our centre"].paid) == (1, (), ())
    assert total_of_all(those).due == (pounds("160.00"),)
    assert [each.name for each in totals(those, "candidate")] == ["0713 Amina Osei"]


# --- as the desk shows it


def test_sums_are_shown_with_two_decimals_and_their_currency() -> None:
    assert shown_sums([pounds("5"), euros("2.505")]) == [{"amount": "5.00", "currency": "GBP"}, {"amount": "2.50", "currency": "EUR"}]


def test_the_money_for_an_enquiry_of_which_nothing_is_recorded_is_shown_with_fee_and_charge() -> None:
    one = record()
    assert account_page(account(enquiry(), one), one) == {
        "version": 0, "fee": [{"amount": "40.00", "currency": "GBP"}], "fee_known": "entered", "fee_text": account(enquiry(), one).text,
        "charge": [{"amount": "10.00", "currency": "GBP"}], "total": [{"amount": "50.00", "currency": "GBP"}], "bearer": "family",
        "fund": "", "bearer_text": "Family", "state": "not_asked", "state_text": "Not asked for", "asked_on": None, "asked": [], "paid_on": None,
        "paid": [], "waived_on": None, "to_return": [], "returned_on": None, "returned": [], "stays": [], "told_on": None,
    }  # fmt: skip


def test_what_was_asked_for_paid_and_given_back_is_shown_with_its_days() -> None:
    fifty = [{"amount": "50.00", "currency": "GBP"}]
    later = date(2022, 9, 9)
    one = record(
        bearer="fund", fund="The Osei Trust", asked=(pounds("50"),), asked_on=DAY, paid=(pounds("60"),), paid_on=date(2022, 8, 30),
        returned=(pounds("10"),), returned_on=later,
    ).model_copy(update={"told_on": date(2022, 9, 10), "version": 6})  # fmt: skip
    shown = account_page(account(enquiry(), one), one)
    assert (shown["version"], shown["bearer"], shown["fund"], shown["bearer_text"]) == (6, "fund", "The Osei Trust", "The Osei Trust")
    assert (shown["asked_on"], shown["asked"], shown["paid_on"]) == ("2022-08-24", fifty, "2022-08-30")
    assert (shown["paid"], shown["returned"]) == ([{"amount": "60.00", "currency": "GBP"}], [{"amount": "10.00", "currency": "GBP"}])
    assert (shown["returned_on"], shown["told_on"], shown["state"]) == ("2022-09-09", "2022-09-10", "returned")
    assert account_page(account(enquiry(), record(waived_on=later)), record(waived_on=later))["waived_on"] == "2022-09-09"


def test_totals_are_shown_with_their_sums() -> None:
    paid = record(paid_on=DAY, paid=(pounds("60.00"),))
    page = total_page(total_of_all([Reckoned(enquiry(), paid, account(enquiry(), paid), "Cambridge International")]))
    assert {name: [each["amount"] for each in value] for name, value in page.items() if isinstance(value, list)} == {
        "due": ["40.00"], "charges": ["10.00"], "open": [], "paid": ["60.00"], "to_return": ["10.00"], "returned": [], "stays": ["20.00"],
    }  # fmt: skip
    assert (page["name"], page["count"]) == ("All", 1)


@pytest.mark.parametrize(
    ("payment", "state", "text"),
    [
        ({}, "not_asked", "Not asked for"),
        ({"asked_on": DAY}, "asked", "Asked for"),
        ({"waived_on": DAY}, "waived", "Waived by us"),
        ({"bearer": "centre"}, "ours", "We pay"),
        ({"paid_on": DAY, "paid": (pounds("50.00"),)}, "paid", "Paid"),
    ],
)
def test_each_state_of_the_money_has_its_words(payment: dict[str, object], state: str, text: str) -> None:
    one = record(**payment)
    shown = account_page(account(enquiry(), one), one)
    assert (shown["state"], shown["state_text"]) == (state, text)
