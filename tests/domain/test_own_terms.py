"""A centre's own days and charges, beside those of an awarding body."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from functions.domain.catalogue.fees import Amount
from functions.domain.centre_desk.terms import CentreTerms, OwnCharge, OwnDate, SaveTerms, fee_known, saved, terms_page
from functions.domain.errors import Refused
from tests.builders import CAMBRIDGE, RESULTS_OUT, body

NOVEMBER = OwnDate(body=CAMBRIDGE, series="2022-11", route="standard", service="2", closes_on=date(2023, 1, 10))
ELSEWHERE = OwnCharge(body="aqa", route="standard", service="2", amount=Decimal("3.00"))


def save(*rows: dict[str, str], terms: CentreTerms | None = None, **changes: Any) -> CentreTerms:
    """Save rows for services of June 2022, whose services close on 20 September 2022."""
    sent = {"version": 0, "body": CAMBRIDGE, "series": "2022-06", "rows": [{"route": "standard", **each} for each in rows], **changes}
    return saved(terms or CentreTerms(), SaveTerms.model_validate(sent), body())


def test_a_day_is_for_one_series_and_a_charge_for_every_series_of_its_awarding_body() -> None:
    terms = save({"service": "2", "closes_on": "2022-09-13", "charge": "10"}, currency="EUR", payment_text="At the office.")
    assert terms.own_date(CAMBRIDGE, "2022-06", "standard", "2") == date(2022, 9, 13)
    assert terms.own_date(CAMBRIDGE, "2022-11", "standard", "2") is None
    assert terms.own_charge(CAMBRIDGE, "standard", "2") == Amount(amount=Decimal("10"), currency="EUR")
    assert terms.own_charge(CAMBRIDGE, "standard", "1") is None
    assert terms.own_charge("aqa", "standard", "2") is None
    assert (terms.payment_text, terms.returned, terms.version) == ("At the office.", False, 1)


def test_what_is_saved_replaces_the_rows_that_were_sent_and_leaves_all_others() -> None:
    before = save({"service": "1", "charge": "5"}, {"service": "2", "closes_on": "2022-09-13", "charge": "10"})
    before = before.model_copy(update={"dates": (*before.dates, NOVEMBER), "charges": (*before.charges, ELSEWHERE)})
    after = save({"service": "2", "charge": "0"}, terms=before)
    assert after.dates == (NOVEMBER,)
    assert [(each.body, each.service, each.amount) for each in after.charges] == [
        (CAMBRIDGE, "1", Decimal("5")), ("aqa", "2", Decimal("3.00")),
    ]  # fmt: skip
    assert after.version == before.version + 1


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        ({"service": "99"}, "service_unknown", "standard.99"),
        ({"service": "2", "route": "nowhere"}, "service_unknown", "nowhere.2"),
        ({"service": "2", "closes_on": "2022-02-30"}, "own_date_none", "closes_on.standard.2"),
        ({"service": "2", "closes_on": "2022-09-21"}, "own_date_late", "closes_on.standard.2"),
        ({"service": "2", "closes_on": "2022-07-01"}, "own_date_early", "closes_on.standard.2"),
    ],
)
def test_a_row_that_cannot_be_is_refused_at_its_field(row: dict[str, str], code: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        save(row)
    assert [(each.code, each.field) for each in refused.value.problems] == [(code, field)]


def test_the_body_s_own_last_day_is_early_enough_and_all_that_is_wrong_is_said_at_once() -> None:
    assert save({"service": "2", "closes_on": "2022-09-20"}).own_date(CAMBRIDGE, "2022-06", "standard", "2") == date(2022, 9, 20)
    with pytest.raises(Refused) as refused:
        save({"service": "1", "closes_on": "2022-09-21"}, {"service": "2", "closes_on": "2022-09-22"})
    assert len(refused.value.problems) == 2
    with pytest.raises(Refused) as unknown:
        save(series="1999-06")
    assert [(each.code, each.field) for each in unknown.value.problems] == [("series_unknown", "series")]


@pytest.mark.proves("TX-01")
def test_the_page_has_the_centres_figures_beside_the_bodys_the_latest_series_first() -> None:
    terms = save({"service": "2", "closes_on": "2022-09-13", "charge": "10"})
    page = terms_page(terms, [body()], body(), RESULTS_OUT)
    assert (page["version"], page["currency"], page["returned"], page["payment_text"]) == (1, "GBP", False, "")
    assert page["bodies"] == [{"id": CAMBRIDGE, "name": "Cambridge International"}]
    assert (page["body"]["id"], page["body"]["name"]) == (CAMBRIDGE, "Cambridge International")
    assert [each["id"] for each in page["body"]["series"]] == ["2022-11", "2022-06", "2022-03", "2021-11"]
    assert page["body"]["shown"] == "2022-06"
    june = page["body"]["series"][1]
    assert june["title"] == "June 2022"
    (row,) = (each for each in june["services"] if (each["route"], each["code"]) == ("standard", "2"))
    assert row == {
        "route": "standard", "route_name": None, "code": "2", "label": "2", "name": "Review of marking", "closes_on": "2022-09-20",
        "until_text": "until the end of 20 September 2022 (Europe/London)", "fees": [{"amount": "52.00", "currency": "GBP"}], "free": False,
        "fee_unit": "component", "fee_known": "demonstration", "own_date": "2022-09-13", "own_charge": "10.00",
    }  # fmt: skip
    (other,) = (each for each in june["services"] if (each["route"], each["code"]) == ("standard", "1"))
    assert (other["own_date"], other["own_charge"]) == ("", "")


def test_a_centre_without_a_number_of_an_awarding_body_has_a_page_without_one() -> None:
    assert terms_page(CentreTerms(), [], None, RESULTS_OUT)["body"] is None


@pytest.mark.parametrize(
    ("demonstration", "reported", "word"), [(True, True, "demonstration"), (False, True, "reported"), (False, False, "")]
)
def test_a_figure_is_said_to_be_the_demonstrations_before_it_is_said_to_be_reported(demonstration: bool, reported: bool, word: str) -> None:
    assert fee_known(demonstration, reported) == word
