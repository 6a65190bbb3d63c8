"""What is billed: every finished enquiry once, lines that add up, waived ones shown as nothing, and no more given back than was charged."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.domain.billing import invoices
from functions.domain.billing.credit_notes import Credit, CreditNote, credit, creditable_amount
from functions.domain.billing.enquiry_fees import fee_of
from functions.domain.billing.invoices import (
    Account,
    BilledLine,
    Invoice,
    bill,
    invoice_lines,
    payer_of,
    require_invoicing_open,
    series_to_invoice,
)
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import Amount, quote
from functions.domain.catalogue.prices import ChargeUnit
from functions.domain.catalogue.routes import AssociateBilling
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Charge, Extension
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Changed, Refused
from functions.domain.register.cards import NamedCandidate
from tests import bills
from tests.bills import gbp
from tests.builders import body, enquiry, london, route, series

NOW = london(bills.OCTOBER)
TICK = timedelta(microseconds=1)
NAMES = {"northfield": "Northfield School", "meridian": "Meridian Associates"}


def finished(place: int = 1, **changes: Any) -> Enquiry:
    """A completed review of two components whose grade stayed."""
    fields: dict[str, Any] = {
        "id": f"{place:032x}", "number": f"2206-{place:06d}", "recorded": True, "grade_before": "B", "grade_after": "B", "completed_at": NOW,
    }  # fmt: skip
    return enquiry(changes.pop("status", Status.COMPLETED), **{**fields, **changes})


def charge(amount: str | None = "25.00") -> Charge:
    return Charge(what="amended", amount=gbp(amount) if amount else None, at=london("2022-09-02 10:00"))


def account(**changes: Any) -> Account:
    return Account(body="cambridge-international", series="2022-06", organisation="northfield", **changes)


def billed(
    *those: Enquiry, before: Account | None = None, by: Body | None = None
) -> tuple[Account, list[tuple[Invoice, tuple[BilledLine, ...]]]]:
    return bill(before or account(), those, by or body(), names=NAMES, last_number=0, now=NOW)


# --- from when on


@pytest.mark.proves("CI-16")
@pytest.mark.parametrize(
    ("id", "month", "first"),
    [("2022-06", 10, "2022-10-01 00:00"), ("2022-11", 3, "2023-03-01 00:00"), ("2022-06", 6, "2023-06-01 00:00")],
)
def test_a_series_is_invoiced_from_its_month_on_in_the_bodys_zone_and_not_a_moment_before(id: str, month: int, first: str) -> None:
    found = body().series_of(id)
    assert found
    assert found.invoices
    found = found.model_copy(update={"invoices": found.invoices.model_copy(update={"from_month": month})})
    begins = london(first)
    require_invoicing_open(body(), found, begins)
    require_invoicing_open(body(), found, begins + timedelta(days=200))
    with pytest.raises(Refused) as raised:
        require_invoicing_open(body(), found, begins - TICK)
    (problem,) = raised.value.problems
    assert problem.code == "invoices_too_early"
    assert f"{begins + timedelta(hours=1):%-d %B %Y}" in problem.message
    assert "Enquiries about results guide" in str(problem.source)


@pytest.mark.proves("CI-16")
def test_the_catalogues_months_are_october_for_june_and_march_for_november() -> None:
    said = {each.id: str(each.invoiced_from) for each in body().series}
    assert (said["2022-06"], said["2022-11"]) == ("2022-10-01", "2023-03-01")


@pytest.mark.parametrize(
    ("moment", "id"),
    [
        ("2022-06-30 23:59", "2022-03"),
        ("2022-07-01 00:00", "2022-03"),
        ("2022-09-30 23:59", "2022-03"),
        ("2022-10-01 00:00", "2022-06"),
        ("2023-02-28 23:59", "2022-06"),
        ("2023-03-01 00:00", "2022-11"),
    ],
)
def test_finance_opens_on_the_latest_series_that_can_be_invoiced_and_before_any_can_on_the_first_that_will_be(moment: str, id: str) -> None:
    assert series_to_invoice(body(), london(moment)).id == id


def test_where_no_series_says_from_when_it_is_invoiced_finance_opens_on_the_first() -> None:
    unknown = tuple(each.model_copy(update={"invoices": None}) for each in body().series)
    assert series_to_invoice(body(series=unknown), london("2022-08-22 09:00")).id == "2022-06"


def test_where_it_is_not_published_from_when_a_series_is_invoiced_it_is_not() -> None:
    with pytest.raises(Refused) as raised:
        require_invoicing_open(body(), series().model_copy(update={"invoices": None}), london("2030-01-01 09:00"))
    assert [each.code for each in raised.value.problems] == ["invoices_unpublished"]


def test_without_prices_nothing_is_invoiced_and_the_refusal_says_what_to_do() -> None:
    with pytest.raises(Refused) as raised:
        require_invoicing_open(body(prices=None), series(), london("2022-12-01 09:00"))
    (problem,) = raised.value.problems
    assert (problem.code, "publishes no prices" in problem.message) == ("prices_unknown", True)
    assert invoice_lines(finished(), body(prices=None)) == []
    assert invoices.is_unpriced(finished(), body(prices=None))


# --- lines


@pytest.mark.proves("CI-16")
@pytest.mark.parametrize("after", ["A", "C"])
def test_a_changed_syllabus_grade_is_billed_as_waived_with_why_whether_up_or_down(after: str) -> None:
    (line,) = invoice_lines(finished(grade_after=after), body())
    assert (line.fee, line.charged, line.waived) == (gbp("104.00"), gbp("0"), True)
    assert line.why == fee_of(finished(grade_after=after), body())["text"] == "No charge: the syllabus grade changed."


@pytest.mark.proves("CI-16")
def test_a_fee_is_charged_by_the_catalogues_unit_and_is_what_the_enquirys_page_says() -> None:
    (line,) = invoice_lines(finished(), body())
    assert (line.charged, line.what) == (gbp("104.00"), "Service 2: Review of marking (2 components)")
    assert fee_of(finished(), body())["money"] == {"amount": "104.00", "currency": "GBP"}
    prices = body().prices
    assert prices
    (line,) = invoice_lines(finished(), body(prices=prices.model_copy(update={"unit": ChargeUnit.ENQUIRY})))
    assert (line.charged, line.what) == (gbp("52.00"), "Service 2: Review of marking")


@pytest.mark.proves("CI-16")
@pytest.mark.parametrize("unit", [each for each in ChargeUnit if each is not ChargeUnit.BATCH])
@pytest.mark.parametrize("components", [("22",), ("22", "42")])
def test_form_and_receipt_page_and_invoice_say_the_same_of_what_an_enquiry_costs(unit: ChargeUnit, components: tuple[str, ...]) -> None:
    prices = body().prices
    assert prices
    here = body(prices=prices.model_copy(update={"unit": unit}))
    for service in ("1", "1S", "2", "2S"):
        ((_, estimated),) = quote(here, route(), service, len(components), ("0713",)).lines
        made = finished(service=service, components=components)
        (line,) = invoice_lines(made, here)
        assert line.fee == estimated
        assert fee_of(made, here)["money"] == {"amount": f"{estimated.amount:.2f}", "currency": "GBP"}


def test_a_late_change_is_a_line_of_its_own_also_where_the_fee_is_waived_or_the_enquiry_cancelled() -> None:
    fee, late = invoice_lines(finished(grade_after="A", charges=(charge(),)), body())
    assert (fee.charged, late.charged) == (gbp("0"), gbp("25.00"))
    assert late.why == "The enquiry was amended on 2 September 2022, after the time for changes without charge."
    (only,) = invoice_lines(finished(status=Status.CANCELLED, recorded=False, charges=(charge(),)), body())
    assert only.what == "Administration fee for a late change"


def test_a_charge_whose_amount_was_not_known_is_billed_at_what_the_catalogue_says_now() -> None:
    _, late = invoice_lines(finished(charges=(charge(None),)), body())
    assert late.charged == gbp("25.00")


@pytest.mark.parametrize("status", [each for each in Status if each not in invoices.FINISHED])
def test_what_is_not_finished_adds_nothing(status: Status) -> None:
    assert invoice_lines(finished(status=status, charges=(charge(),)), body()) == []


def test_what_is_free_and_what_was_cancelled_in_time_add_nothing() -> None:
    assert invoice_lines(finished(service="X", lines=()), body()) == []
    assert invoice_lines(finished(status=Status.CANCELLED, recorded=False), body()) == []
    assert not invoices.is_unpriced(finished(service="X", lines=()), body())


def test_an_extension_that_the_awarding_body_began_adds_nothing() -> None:
    begun = finished(extends=Extension(of="e0", number="2206-000009", reason="The same paper"))
    assert invoice_lines(begun, body()) == []
    assert not invoices.is_unpriced(begun, body())


def test_no_line_names_a_candidate() -> None:
    group = tuple(NamedCandidate(number=f"{each:04d}", name="Amina Osei") for each in range(7))
    for candidates, said in ((group[:1], "0000"), (group, "Group of 7"), ((), "All")):
        (line,) = invoice_lines(finished(candidates=candidates), body())
        assert line.candidate == said
        assert "Amina" not in line.model_dump_json()


# --- who is billed


@pytest.mark.proves("CI-16")
def test_for_an_associate_centre_its_associate_is_billed_by_our_rule_and_each_centre_has_an_invoice_of_its_own() -> None:
    through = finished(2, associate="meridian")
    assert (payer_of(finished(), body()), payer_of(through, body())) == ("northfield", "meridian")
    rule = route().fee_rule.associate_centres
    assert rule
    assert body().cite(rule.basis).endswith("(our own rule)")
    _, made = billed(finished(), through)
    assert [(each.payer, each.payer_name, each.centre, each.number) for each, _ in made] == [
        ("meridian", "Meridian Associates", "northfield", "INV-2206-000001"),
        ("northfield", "Northfield School", "northfield", "INV-2206-000002"),
    ]


def test_where_the_catalogue_says_so_an_associate_centre_is_billed_itself() -> None:
    rule = route().fee_rule
    assert rule.associate_centres
    for stated in (rule.associate_centres.model_copy(update={"billed": "centre"}), None):
        assert stated is None or isinstance(stated, AssociateBilling)
        other = route().model_copy(update={"fee_rule": rule.model_copy(update={"associate_centres": stated})})
        assert payer_of(finished(associate="meridian"), body(routes=(other,))) == "northfield"


# --- properties

AMOUNTS = st.decimals("0.01", "9999.99", places=2)


@st.composite
def some_enquiries(draw: st.DrawFn) -> list[Enquiry]:
    """Enquiries of one centre in whatever state, some through an Associate, some with charges."""
    made = []
    for place in range(1, draw(st.integers(1, 12)) + 1):
        status = draw(st.sampled_from([Status.ACKNOWLEDGED, Status.COMPLETED, Status.COMPLETED, Status.CANCELLED]))
        made.append(
            finished(
                place, status=status, service=draw(st.sampled_from(["1", "1S", "2", "2S", "X"])),
                components=draw(st.sampled_from([("22",), ("22", "42")])), associate=draw(st.sampled_from([None, "meridian"])),
                recorded=status is Status.COMPLETED, grade_after=draw(st.sampled_from(["A", "B", "C"])),
                charges=tuple(charge(str(each)) for each in draw(st.lists(AMOUNTS, max_size=2))),
            )
        )  # fmt: skip
    return made


@pytest.mark.proves("CI-16")
@given(some_enquiries())
def test_lines_add_up_to_the_total_and_what_is_waived_is_nothing(those: list[Enquiry]) -> None:
    _, made = billed(*those)
    for invoice, lines in made:
        assert invoice.total.amount == sum((line.charged.amount for line in lines), Decimal(0))
        assert [line.place for line in lines] == list(range(1, len(lines) + 1))
        assert invoice.lines == len(lines)
        for line in lines:
            assert line.charged.amount == (0 if line.waived else line.fee.amount)
            assert bool(line.why) or not line.waived
            assert line.charged.amount >= 0


@pytest.mark.proves("CI-16")
def test_where_nothing_is_to_be_paid_no_invoice_is_issued_and_the_waived_fee_comes_with_the_next_one() -> None:
    waived = enquiry(Status.COMPLETED, id="e1", number="2206-000001", recorded=True, grade_after="A")
    stands, made = bill(account(), [waived], body(), names=NAMES, last_number=0, now=NOW)
    assert (made, stands.billed) == ([], ())
    due = enquiry(Status.COMPLETED, id="e2", number="2206-000002", recorded=True, grade_after="B")
    _, made = bill(account(), [waived, due], body(), names=NAMES, last_number=0, now=NOW)
    (invoice, lines) = made[0]
    assert [str(line.charged) for line in lines] == ["GBP 0.00", "GBP 104.00"]
    assert (invoice.number, str(invoice.total), invoice.waived) == ("INV-2206-000001", "GBP 104.00", 1)


@pytest.mark.proves("CI-16")
@given(some_enquiries(), st.data())
def test_over_any_sequence_of_runs_everything_finished_is_billed_once_and_only_what_is_free_may_wait(
    those: list[Enquiry], data: st.DataObject
) -> None:
    stands, number = account(), 0
    seen: list[tuple[str, str, str]] = []
    numbers: list[str] = []
    for _ in range(4):
        here = data.draw(st.lists(st.sampled_from(those), unique_by=lambda each: each.id))
        after, made = bill(stands, here, body(), names=NAMES, last_number=number, now=NOW)
        stands, number = (after, number + len(made)) if made else (stands, number)  # what issues nothing is not stored
        numbers += [invoice.number for invoice, _ in made]
        seen += [(line.enquiry, line.what, line.why) for _, lines in made for line in lines]
    after, made = bill(stands, those, body(), names=NAMES, last_number=number, now=NOW)
    numbers += [invoice.number for invoice, _ in made]
    seen += [(line.enquiry, line.what, line.why) for _, lines in made for line in lines]
    owed = [line for each in those for line in invoice_lines(each, body())]
    left = Counter((line.enquiry, line.what, line.why) for line in owed)
    left.subtract(seen)
    assert set(left.values()) <= {0, 1}, "nothing is billed twice"
    assert all(line.charged.amount == 0 for line in owed if left[line.enquiry, line.what, line.why]), "what is to be paid never waits"
    assert numbers == [f"INV-2206-{place:06d}" for place in range(1, len(numbers) + 1)]
    assert bill(after if made else stands, those, body(), names=NAMES, last_number=number, now=NOW)[1] == []


@pytest.mark.proves("CI-16")
@given(st.lists(st.tuples(st.integers(0, 4), AMOUNTS), max_size=12))
def test_whatever_is_asked_no_more_is_given_back_than_was_charged_and_no_line_falls_below_zero(asked: list[tuple[int, Decimal]]) -> None:
    waived = bills.line(3, "0.00", waived=True, why="No charge: the syllabus grade changed.")
    invoice, lines = bills.invoice(bills.line(1), bills.line(2, "25.00"), waived)
    notes: list[CreditNote] = []
    for place, amount in asked:
        request = Credit(version=len(notes), line=place, amount=f"{amount:.2f}", reason="Charged by mistake")
        try:
            notes.append(credit(invoice, lines, notes, request, last_number=len(notes), now=NOW))
        except Refused:
            line = next((each for each in lines if each.place == place), None)
            assert line is None or amount > creditable_amount(line, notes).amount
    assert all(creditable_amount(line, notes).amount >= 0 for line in lines)
    assert invoice.total.amount - sum((note.amount.amount for note in notes), Decimal(0)) >= 0
    assert not [note for note in notes if note.line.place == 3], "there is nothing to give back of what is waived"
    assert [note.number for note in notes] == [f"CRN-2206-{turn:06d}" for turn in range(1, len(notes) + 1)]


# --- credit notes


def asked(version: int = 0, line: int = 1, amount: str = "10.00", reason: str = "Charged twice") -> Credit:
    return Credit(version=version, line=line, amount=amount, reason=reason)


@pytest.mark.proves("CI-16")
@pytest.mark.parametrize("amount", ["", "0", "0.00", "-5.00", "ten", "1,50", "12.345", "1e3", "NaN", "Infinity", "٣", "99999999"])
def test_what_is_no_amount_of_money_above_zero_is_refused_and_what_was_typed_stays_the_readers(amount: str) -> None:
    invoice, lines = bills.invoice()
    with pytest.raises(Refused) as raised:
        credit(invoice, lines, (), asked(amount=amount), last_number=0, now=NOW)
    assert [(each.code, each.field) for each in raised.value.problems] == [("credit_amount", "amount")]


@pytest.mark.proves("CI-16")
def test_a_credit_note_gives_back_at_most_what_is_left_on_its_line_and_says_why() -> None:
    invoice, lines = bills.invoice()
    first = credit(invoice, lines, (), asked(amount="100"), last_number=0, now=NOW)
    assert (first.number, first.amount, first.why, first.turn) == ("CRN-2206-000001", gbp("100"), "Charged twice", 1)
    with pytest.raises(Refused) as raised:
        credit(invoice, lines, (first,), asked(1, amount="4.01", reason=""), last_number=1, now=NOW)
    assert [(each.code, each.field) for each in raised.value.problems] == [("credit_too_much", "amount"), ("reason_missing", "reason")]
    assert "GBP 4.00" in raised.value.problems[0].message
    assert creditable_amount(lines[0], (first, credit(invoice, lines, (first,), asked(1, amount="4"), last_number=1, now=NOW))) == gbp("0")


def test_a_credit_note_on_an_invoice_that_had_another_meanwhile_is_not_issued() -> None:
    invoice, lines = bills.invoice()
    with pytest.raises(Changed):
        credit(invoice, lines, (bills.credit_note(),), asked(0), last_number=1, now=NOW)
    with pytest.raises(Refused) as raised:
        credit(invoice, lines, (), asked(line=2), last_number=0, now=NOW)
    assert [each.code for each in raised.value.problems] == ["credit_line"]


def test_amounts_of_two_currencies_have_no_sum() -> None:
    with pytest.raises(ValueError, match="several currencies"):
        invoices.total([gbp("1.00"), Amount(amount=Decimal(1), currency="EUR")], "GBP")


def test_a_run_that_may_not_be_started_points_at_the_series() -> None:
    begins = series().invoiced_from
    assert begins
    too_early = london(f"{begins} 00:00") - TICK
    without_month = series().model_copy(update={"invoices": None})
    refusals = []
    for by, found, now in ((body(), series(), too_early), (body(), without_month, NOW), (body(prices=None), series(), NOW)):
        with pytest.raises(Refused) as refused:
            require_invoicing_open(by, found, now)
        refusals += [(problem.code, problem.field) for problem in refused.value.problems]
    assert refusals == [("invoices_too_early", "series"), ("invoices_unpublished", "series"), ("prices_unknown", "series")]
