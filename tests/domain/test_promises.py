"""What an enquiry was promised and would cost, as it is stored with it and read again (BY-20)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import BaseModel, ValidationError

from functions.domain.billing.enquiry_fees import fee_of, owed
from functions.domain.calendar import Period, Unit
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import Amount, Cost, cost_of
from functions.domain.catalogue.promises import Promises, promises_of
from functions.domain.enquiries.amendments import Amend, amend
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.statuses import Status
from functions.domain.views.list_rows import row
from tests.builders import body, enquiry, london, route, service


class Kept(BaseModel):
    promised: Promises | None = None
    cost: Cost | None = None


def gbp(amount: str) -> Amount:
    return Amount(amount=Decimal(amount), currency="GBP")


@pytest.mark.parametrize(
    ("code", "promised", "cost"),
    [
        ("2", "24h 2w 24h 30d", "GBP 52.00 component 25.00 wcd"),
        ("9", "24h 2w 24h 30d+", "GBP 240.00 component 25.00 wcd"),
        ("X", "24h 2w 24h 30d", "GBP - enquiry 25.00 wcfd"),
        ("A1", "24h 2w 24h 28d", "GBP 95.00 appeal 25.00 wcd"),
        ("A2", "24h 2w 24h -", "GBP 140.00 appeal 25.00 wcd"),
    ],
)
def test_it_is_one_short_text_in_the_table_and_reads_as_it_was(code: str, promised: str, cost: str) -> None:
    kept = Kept(promised=promises_of(route(), service(code)), cost=cost_of(body(), route(), service(code)))
    assert kept.model_dump(mode="json") == {"promised": promised, "cost": cost}
    assert Kept.model_validate_json(kept.model_dump_json()) == kept


def test_where_the_body_has_no_prices_there_is_none_to_keep() -> None:
    kept = Kept(cost=cost_of(body(prices=None), route(), service("2")))
    assert kept.model_dump(mode="json")["cost"] == "- - - - wc"
    assert Kept.model_validate_json(kept.model_dump_json()) == kept


@pytest.mark.parametrize("text", ["", "24h 2w 24h", "24h 2w 24h 30", "24h 2w 24h 30x", "24h 2w 24h 30d 1h"])
def test_promises_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Kept.model_validate({"promised": text})


@pytest.mark.parametrize("text", ["", "GBP 52.00", "GBP dear component 25.00 w"])
def test_a_cost_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Kept.model_validate({"cost": text})


def edited() -> Body:
    """Return the awarding body after an edit of everything that an enquiry was promised or priced by."""
    ours = route()
    times = ours.timings.model_copy(update={name: Period(amount=9, unit=Unit.WORKING_DAYS) for name in ("number_within", "change_window")})
    rule = ours.fee_rule.model_copy(update={"waived_when": None, "late_change_charged": False})
    services = tuple(each.model_copy(update={"target": Period(amount=90, unit=Unit.DAYS)}) for each in ours.services)
    prices = body().prices
    assert prices
    dearer = prices.model_copy(update={"services": dict.fromkeys(prices.services, Decimal("999.00")), "late_change": Decimal("99.00")})
    return body(prices=dearer, routes=(ours.model_copy(update={"timings": times, "fee_rule": rule, "services": services}),))


def kept(**changes: object) -> Enquiry:
    figures = {"promised": promises_of(route(), service()), "cost": cost_of(body(), route(), service())}
    return enquiry(Status.ACKNOWLEDGED, **{**figures, **changes})


@pytest.mark.proves("BY-20")
def test_an_edit_of_the_catalogue_changes_neither_promises_nor_fee_of_a_submitted_enquiry() -> None:
    before, after = (row(kept(), each, london("2022-09-01 12:00")) for each in (body(), edited()))
    assert before == after
    assert before["promised_by"] == "2022-09-21"
    assert owed(kept(), edited()) == owed(kept(), body())
    assert owed(kept(), edited()).amount == gbp("104.00")
    assert fee_of(kept(), edited()) == fee_of(kept(), body())


def test_an_enquiry_from_before_they_were_kept_goes_by_the_catalogue() -> None:
    older = enquiry(Status.ACKNOWLEDGED)
    assert row(older, body(), london("2022-09-01 12:00"))["promised_by"] == "2022-09-21"
    assert row(older, edited(), london("2022-09-01 12:00"))["promised_by"] == "2022-11-20"
    assert owed(older, body()).amount == gbp("104.00")


@pytest.mark.proves("BY-20")
def test_an_amended_enquiry_costs_what_its_new_service_cost_on_the_day_of_its_submission() -> None:
    request = Amend(version=1, service="1", components=("22", "42"))
    amended = amend(kept(), request, body(), [], london("2022-08-23 11:00"))
    assert owed(amended, edited()).amount == gbp("36.00")
    assert entries_of(amended, edited()).service.target == Period(amount=30, unit=Unit.DAYS)


@pytest.mark.proves("BY-20")
def test_the_charge_for_a_late_change_is_the_one_of_the_day_of_submission() -> None:
    request = Amend(version=1, service="2", components=("22",), accept_charge=True)
    amended = amend(kept(), request, edited(), [], london("2022-08-25 11:00"))
    assert [each.amount for each in amended.charges] == [gbp("25.00")]


@pytest.mark.proves("BY-20")
def test_another_service_leaves_the_charge_for_a_late_change_as_it_was_on_the_day_of_submission() -> None:
    amended = amend(kept(), Amend(version=1, service="1", components=("22", "42")), edited(), [], london("2022-08-23 11:00"))
    assert amended.cost
    assert amended.cost.late_change == gbp("25.00")


@pytest.mark.proves("BY-20")
def test_a_target_that_was_announced_to_take_longer_still_may_when_the_catalogue_no_longer_says_so() -> None:
    promised = promises_of(route(), service("9"))
    assert promised.target_may_be_longer
    services = tuple(each.model_copy(update={"target_may_be_longer": False}) for each in route().services)
    after = body(routes=(route().model_copy(update={"services": services}),))
    assert entries_of(kept(service="9", promised=promised), after).service.target_may_be_longer is True


def test_the_window_for_changes_is_the_one_that_was_promised() -> None:
    assert entries_of(kept(), edited()).route.timings.change_window == Period(amount=24, unit=Unit.HOURS)
    assert entries_of(kept(), edited()).route.timings.acknowledgement_within == Period(amount=2, unit=Unit.WORKING_DAYS)


def test_nothing_is_copied_where_nothing_was_edited() -> None:
    found = entries_of(kept(), body())
    assert found.service is body().routes[0].service("2")
    assert found.route is body().routes[0]
