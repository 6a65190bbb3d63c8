"""Service 10, the review of the selection of evidence, from the check to its outcome letter (PE-02)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import card
from tests.handlers.desk import Desk, Reply

PORTFOLIO: dict[str, Any] = {"route": "portfolio", "service": "10", "components": [], "candidates": ["0801"]}


@pytest.fixture(autouse=True)
def _portfolio(desk: Desk) -> None:
    desk.put(card("0801", name="Ravi Sharma", route="portfolio", version=1))


def found(desk: Desk, id: str, finding: str, *, grade: str = "", reasons: str = "Piece 2 meets no criterion.") -> Reply:
    sent = {"version": desk.case(id)["version"], "finding": finding, "grade_after": grade, "explanation": reasons}
    return desk.staff("POST", f"/enquiries/{id}/finding", sent)


@pytest.mark.proves("PE-01", "PE-02")
def test_it_is_asked_for_a_portfolio_candidate_without_components_and_has_one_fee(desk: Desk) -> None:
    made = desk.submitted(**PORTFOLIO)
    assert (made["route"], made["components"], made["service"]["name"]) == ("Portfolio of evidence", [], "Review of selection of evidence")
    assert made["fee"]["total"] == {"amount": "75.00", "currency": "GBP"}
    assert made["fee"]["explanation"].endswith("The fee is charged for each enquiry.")
    assert desk.submit(**PORTFOLIO | {"candidates": ["0713"]}).codes == ["other_route"]
    assert desk.submit(**PORTFOLIO | {"components": ["22"], "candidates": ["0801"]}).codes[0] == "no_components"


@pytest.mark.proves("PE-01")
@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("5", "For candidates on the portfolio of evidence route, services 1, 1S, 2, 2S and 10 are available."),
        ("9", "Service 9 and any other report on a group are not available for candidates who submitted a portfolio of evidence."),
    ],
)
def test_no_report_on_a_group_is_taken_for_a_portfolio(desk: Desk, code: str, rule: str) -> None:
    refused = desk.submit(route="portfolio", service=code, candidates=["0801"] if code == "9" else [])
    assert "service_not_on_route" in refused.codes
    assert refused.body["errors"][0]["rule"] == rule


def test_nothing_is_promised_for_it_and_nothing_becomes_overdue(desk: Desk) -> None:
    id = desk.acknowledged(**PORTFOLIO)
    shown = desk.at("2023-06-01 09:00").enquiry(id)
    assert (shown["promised_by"], shown["late"], shown["target_text"]) == (None, False, "How long it takes is not published.")


@pytest.mark.proves("PE-02")
def test_a_finding_is_recorded_and_its_letter_completes_the_enquiry(desk: Desk) -> None:
    id = desk.acknowledged(**PORTFOLIO)
    case = desk.case(id)
    assert [each["id"] for each in case["findings"]] == ["met", "not_met", "not_met_changed"]
    assert desk.mark(id).codes == ["status_forbids"]
    found(desk, id, "met").ok()
    assert desk.enquiry(id)["answer"] is None
    done = desk.decide(id)
    assert done["status"] == "completed"
    seen = desk.enquiry(id)
    assert seen["answer"]["finding_text"] == "The pieces of evidence meet the criteria for selection"
    assert (seen["grade_before"], seen["grade_after"], seen["fee"]["status"]) == ("B", "B", "due")


@pytest.mark.proves("PE-02")
def test_a_grade_may_change_and_then_nothing_is_charged(desk: Desk) -> None:
    id = desk.acknowledged(**PORTFOLIO)
    assert found(desk, id, "not_met_changed", grade="B").codes == ["other_grade_missing"]
    assert found(desk, id, "not_met_changed", grade="A", reasons="").codes == ["finding_reasons_missing"]
    found(desk, id, "not_met_changed", grade="A").ok()
    desk.decide(id)
    seen = desk.enquiry(id)
    assert (seen["grade_after"], seen["fee"]["status"]) == ("A", "waived")


def test_it_stands_beside_a_review_of_marking_and_is_asked_for_once(desk: Desk) -> None:
    desk.submitted(**PORTFOLIO)
    desk.submitted(route="portfolio", candidates=["0801"])
    again = desk.submit(**PORTFOLIO)
    assert again.codes == ["already_enquired"]
    assert "our own rule" in again.body["errors"][0]["source"]
    assert again.body["errors"][0]["rule"].startswith("You can ask for a review of the selection of evidence once")
