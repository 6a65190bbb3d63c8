"""The money that a centre records: of one enquiry, added up, and as a note to a family. Nobody but the centre sees any of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.documents.reading import text
from tests.handlers.desk import Desk
from tests.handlers.portals import AQA, made, outcome, prepared, with_aqa
from tests.handlers.test_changing import amend
from tests.handlers.test_log import step

OWN = {"version": 0, "body": AQA, "series": "2026-06", "payment_text": "Pay at the finance office."}
CHARGE = {"route": "standard", "service": "2", "closes_on": "2026-09-10", "charge": "10"}


@pytest.fixture
def portal(desk: Desk) -> Desk:
    """Northfield with AQA's number, and a charge of its own of 10 pounds for a review of marking."""
    with_aqa(desk).centre("PUT", "/api/terms", OWN | {"rows": [CHARGE]}).ok()
    return desk


def gbp(amount: str) -> list[dict[str, str]]:
    return [{"amount": amount, "currency": "GBP"}]


@pytest.mark.proves("TX-01")
def test_the_bodys_fee_stands_beside_the_centres_own_charge_with_how_far_the_figure_can_be_trusted(portal: Desk) -> None:
    id = prepared(portal)
    found = portal.centre("GET", f"/api/enquiries/{id}/money").ok()["money"]
    assert (found["fee"], found["fee_known"], found["charge"], found["total"]) == (gbp("51.95"), "reported", gbp("10.00"), gbp("61.95"))
    assert (found["state"], found["bearer"], found["bearer_text"], found["version"]) == ("not_asked", "family", "Family", 0)
    assert found["fee_text"].startswith("There is no charge where the enquiry changes the syllabus grade or")
    step(portal, "bearer", id, bearer="family", fee="49").ok()
    entered = portal.centre("GET", f"/api/enquiries/{id}/money").ok()["money"]
    assert (entered["fee"], entered["fee_known"], entered["total"]) == (gbp("49.00"), "entered", gbp("59.00"))


@pytest.mark.proves("TX-02")
def test_totals_by_body_by_who_pays_and_by_candidate_add_up_what_is_due_paid_open_and_given_back(portal: Desk) -> None:
    first, second = prepared(portal), prepared(portal, candidates=["0714"])
    third = prepared(portal, service="1", components=["7136/2"], candidates=["0714"])
    step(portal, "bearer", second, bearer="fund", fund="Bursary fund").ok()
    step(portal, "paid", first, second).ok()
    for id, grade in ((first, "A"), (second, "B")):
        made(portal, id)
        outcome(portal, id, "2026-08-25", grade=grade).ok()
    step(portal, "returned", first).ok()
    found = portal.centre("GET", "/api/money", series="2026-06").ok()

    def sums(group: str) -> dict[str, tuple[str, ...]]:
        return {each["name"]: tuple(_amount(each[name]) for name in ("due", "open", "paid", "returned", "stays")) for each in found[group]}

    clerical = _amount(portal.centre("GET", f"/api/enquiries/{third}/money").ok()["money"]["fee"])
    assert sums("bearer") == {
        "Bursary fund": ("51.95", "", "61.95", "", "10.00"),
        "Family": (clerical, clerical, "61.95", "51.95", "10.00"),
    }
    assert sums("candidate")["0713 Amina Osei"] == ("", "", "61.95", "51.95", "10.00")
    assert sums("candidate")["0714 Bao Nguyen"][1:] == (clerical, "61.95", "", "10.00")
    assert list(sums("body")) == ["AQA"]
    assert (found["all"]["count"], found["all"]["paid"]) == (3, gbp("123.90"))
    assert portal.centre("GET", "/api/money", series="2022-06").ok()["all"]["count"] == 0


@pytest.mark.proves("TX-02")
def test_what_a_body_charges_for_a_late_change_is_among_its_fees_and_so_in_what_is_still_to_be_paid(desk: Desk) -> None:
    id = desk.received(service="2S")
    desk.at("2022-08-23 10:00").acknowledge(id)
    desk.at("2022-08-24 10:00")
    amend(desk, id, "2", ("22",), accept_charge=True).ok()
    found = desk.centre("GET", "/api/money").ok()["all"]
    assert (found["due"], found["charges"], found["open"]) == (gbp("77.00"), [], gbp("77.00"))


def _amount(sums: list[dict[str, str]]) -> str:
    return sums[0]["amount"] if sums else ""


@pytest.mark.proves("TX-02")
def test_a_note_tells_the_family_what_is_the_bodys_what_is_the_centres_and_when_money_comes_back(portal: Desk) -> None:
    id = prepared(portal)
    link = portal.centre("POST", "/api/money/note", {"ids": [id]}).ok()
    assert "note-0713.pdf" in link["url"]
    said = " ".join(text(_note(portal, link)).split())
    for part in (
        "Northfield School", "To the family of Amina Osei", "What your request costs", "Review of marking", "AQA, 7136 Economics", "£51.95", "£10.00",
        "To pay £61.95", "Please pay by 10 September 2026.", "Pay at the finance office.",
        "AQA: There is no charge where the enquiry changes the syllabus grade or",
        "Our own charge stays with us whatever the outcome.", "The awarding body’s fee is the figure that is reported to us.",
    ):  # fmt: skip
        assert part in said, part
    assert "You get money back" not in said
    step(portal, "paid", id).ok()
    made(portal, id)
    outcome(portal, id, "2026-08-25", grade="A").ok()
    later = " ".join(text(_note(portal, portal.centre("POST", "/api/money/note", {"ids": [id]}).ok())).split())
    assert "We give back £51.95." in later
    assert "Please pay" not in later
    assert "To pay –" in later


def test_a_note_is_about_one_candidate_and_nobody_elses(portal: Desk) -> None:
    first, second = prepared(portal), prepared(portal, candidates=["0714"])
    assert portal.centre("POST", "/api/money/note", {"ids": [first, second]}).codes == ["note_several"]
    assert portal.centre("POST", "/api/money/note", {"ids": [first, "0" * 32]}).status == 404


def _note(desk: Desk, link: dict[str, Any]) -> bytes:
    key = link["url"].split(".amazonaws.com/")[1].split("?")[0]
    return desk.file(key) or b""
