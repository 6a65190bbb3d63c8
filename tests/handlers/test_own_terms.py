"""A centre's own dates and charges: saved for an awarding body and a series, shown beside the body's own, never later than its."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import CAMBRIDGE
from tests.handlers.desk import HARBOUR, Desk, Reply
from tests.handlers.portals import AQA, with_aqa

REVIEW = {"route": "standard", "service": "2"}


def save(desk: Desk, *rows: dict[str, str], version: int = 0, **changes: Any) -> Reply:
    sent = {"version": version, "body": CAMBRIDGE, "series": "2022-06", "rows": list(rows)} | changes
    return desk.centre("PUT", "/api/terms", sent)


def service(reply: Reply, code: str = "2", series: str = "2022-06") -> Any:
    body = reply.ok()["terms"]["body"]
    (found,) = [each for each in body["series"] if each["id"] == series]
    return next(each for each in found["services"] if each["code"] == code)


@pytest.mark.proves("TX-01")
def test_an_own_earlier_day_and_an_own_charge_stand_beside_the_bodys_day_and_fee(desk: Desk) -> None:
    before = service(desk.centre("GET", "/api/terms"))
    assert (before["closes_on"], before["own_date"], before["own_charge"]) == ("2022-09-20", "", "")
    assert (before["fees"], before["fee_known"]) == ([{"amount": "52.00", "currency": "GBP"}], "demonstration")
    saved = save(desk, {**REVIEW, "closes_on": "2022-09-13", "charge": "7.5"}, returned=True, payment_text="At the finance office.")
    after = service(saved)
    assert (after["closes_on"], after["own_date"], after["own_charge"]) == ("2022-09-20", "2022-09-13", "7.50")
    terms = desk.centre("GET", "/api/terms").ok()["terms"]
    assert (terms["version"], terms["currency"], terms["returned"], terms["payment_text"]) == (1, "GBP", True, "At the finance office.")
    assert service(desk.centre("GET", "/api/terms"), series="2022-11")["own_charge"] == "7.50", "a charge holds in every series"
    assert service(desk.centre("GET", "/api/terms"), series="2022-11")["own_date"] == ""


def test_the_page_begins_with_the_latest_series_that_takes_requests(desk: Desk) -> None:
    shown = {
        day: desk.at(f"{day} 10:00").centre("GET", "/api/terms").ok()["terms"]["body"]["shown"] for day in ("2022-08-22", "2023-01-10")
    }
    assert shown == {"2022-08-22": "2022-06", "2023-01-10": "2022-11"}


def test_what_is_saved_for_one_body_leaves_the_others_as_they_are(desk: Desk) -> None:
    with_aqa(desk)
    save(desk, {**REVIEW, "closes_on": "2022-09-13", "charge": "5"}).ok()
    save(desk, {**REVIEW, "closes_on": "2026-09-10", "charge": "9"}, version=1, body=AQA, series="2026-06").ok()
    assert service(desk.centre("GET", "/api/terms", awarding_body=CAMBRIDGE))["own_charge"] == "5.00"
    aqa = desk.centre("GET", "/api/terms", awarding_body=AQA)
    assert (service(aqa, series="2026-06")["own_date"], service(aqa, series="2026-06")["own_charge"]) == ("2026-09-10", "9.00")
    fees = [{"amount": "51.95", "currency": "GBP"}]
    assert (service(aqa, series="2026-06")["fees"], service(aqa, series="2026-06")["fee_known"]) == (fees, "reported")
    assert [each["id"] for each in aqa.ok()["terms"]["bodies"]] == [AQA, CAMBRIDGE]
    emptied = save(desk, {**REVIEW}, version=2, body=AQA, series="2026-06")
    assert (service(emptied, series="2026-06")["own_date"], service(emptied, series="2026-06")["own_charge"]) == ("", "")


@pytest.mark.proves("TX-01")
def test_an_own_day_is_never_later_than_the_bodys_and_every_problem_is_named_at_once(desk: Desk) -> None:
    reply = save(
        desk,
        {**REVIEW, "closes_on": "2022-09-21"},
        {"route": "standard", "service": "1", "closes_on": "2022-07-31"},
        {"route": "standard", "service": "2S", "closes_on": "2022-02-30"},
        {"route": "standard", "service": "77"},
    )
    assert [(each["code"], each["field"]) for each in reply.body["errors"]] == [
        ("own_date_late", "closes_on.standard.2"),
        ("own_date_early", "closes_on.standard.1"),
        ("own_date_none", "closes_on.standard.2S"),
        ("service_unknown", "standard.77"),
    ]
    assert reply.body["errors"][0]["message"] == (
        "Your last day for Service 2 is after the last day of Cambridge International, 20 September 2022. Choose that day or an earlier one."
    )
    assert save(desk, {**REVIEW, "closes_on": "2022-09-20"}).status == 200
    assert save(desk, version=1, series="2019-06").codes == ["series_unknown"]


def test_a_colleague_who_saved_first_is_not_overwritten_and_another_centre_has_its_own(desk: Desk) -> None:
    save(desk, {**REVIEW, "charge": "5"}).ok()
    assert save(desk, {**REVIEW, "charge": "6"}).codes == ["changed_meanwhile"]
    assert service(desk.centre("GET", "/api/terms", by=HARBOUR))["own_charge"] == ""
    assert desk.centre("PUT", "/api/terms", {"version": 1, "body": AQA, "series": "2026-06"}).status == 404, "a body without a number"


def test_a_charge_is_an_amount_of_money(desk: Desk) -> None:
    for charge in ("-1", "1,50", "1.234", "£5", "a", "123456"):
        assert save(desk, {**REVIEW, "charge": charge}).codes == ["field_invalid"], charge
    assert service(save(desk, {**REVIEW, "charge": "0"}))["own_charge"] == ""
