"""Messages to all centres: what one lacks, and the fees list made from the prices of the catalogue."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from functions.domain.catalogue.prices import ChargeUnit, Prices
from functions.domain.catalogue.sources import Basis
from functions.domain.people.announcements import Announce, Announcement, fees_list, problems_of
from tests.builders import RESULTS_OUT, body, other_route, route, service

DEMONSTRATION = "Demonstration figures, not the awarding body’s. The fee is charged for each component."
WAIVER = "There is no charge where the enquiry changes the syllabus grade, whether up or down."


def prices(source: str = "demonstration", unit: ChargeUnit = ChargeUnit.COMPONENT) -> Prices:
    """What service 2 and a stage 1 appeal cost, and a late change."""
    return Prices(
        currency="GBP", unit=unit, services={"2": Decimal("52.00")}, appeals={"A1": Decimal("95.00")}, late_change=Decimal("25.00"),
        basis=Basis(source=source, checked=date(2026, 11, 21)),
    )  # fmt: skip


def text_of(**changes: object) -> str:
    made = fees_list(body(**changes))
    assert made
    return str(made["text"])


@pytest.mark.proves("CI-36")
@pytest.mark.parametrize(
    ("title", "text", "missing"),
    [("Dates", "They are here.", []), ("", "They are here.", ["title"]), ("Dates", "", ["text"]), ("", "", ["title", "text"])],
)
def test_a_message_needs_a_title_and_a_text_and_is_told_of_both_at_once(title: str, text: str, missing: list[str]) -> None:
    found = problems_of(Announce(title=title, text=text))
    codes = {"title": "message_title_missing", "text": "message_missing"}
    assert [(each.code, each.field) for each in found] == [(codes[each], each) for each in missing]


def test_a_message_begins_empty_and_goes_to_nobody_by_e_mail_unless_somebody_says_so() -> None:
    assert [each.field for each in problems_of(Announce())] == ["title", "text"]
    assert Announce().email is False
    assert Announcement(id="a1", title="Dates", text="They are here.", at=RESULTS_OUT, by="c1").emailed is False


@pytest.mark.proves("CI-36")
def test_the_fees_list_has_every_price_of_the_catalogue_with_what_is_free_and_when_none_is_charged() -> None:
    assert fees_list(body()) == {
        "id": "fees-cambridge-international",
        "title": "Fees list for enquiries about results and appeals",
        "text": "\n\n".join(
            [
                DEMONSTRATION,
                "Service 1, Clerical re-check: GBP 18.00\n"
                "Service 1S, Clerical re-check with copy of script: GBP 30.00\n"
                "Service 2, Review of marking: GBP 52.00\n"
                "Service 2S, Review of marking with copy of script: GBP 64.00\n"
                "Service 5, Re-moderation of coursework with report: GBP 210.00\n"
                "Service 9, Report on the work of a group of candidates: GBP 240.00\n"
                "Stage 1 appeal: GBP 95.00 for each appeal\n"
                "Stage 2 appeal: GBP 140.00 for each appeal\n"
                "Service 10, Review of selection of evidence: GBP 75.00 for each enquiry\n"
                "Change after the free time: GBP 25.00",
                WAIVER,
                "Free of charge: Enquiry about NO RESULT (X); Enquiry about PENDING (Q).",
            ]
        ),
        "at": None,
        "demonstration": True,
    }


def test_a_service_that_two_routes_share_stands_once_in_the_fees_list() -> None:
    assert text_of(prices=prices(), routes=(route(), other_route())).count("Service 2, Review of marking") == 1


def test_what_one_fee_is_charged_for_is_said_once_above_and_only_where_a_line_differs_from_it() -> None:
    text = text_of(prices=prices(unit=ChargeUnit.ENQUIRY), routes=(route(),))
    assert text == (
        "Demonstration figures, not the awarding body’s. The fee is charged for each enquiry.\n\n"
        "Service 2, Review of marking: GBP 52.00\nStage 1 appeal: GBP 95.00 for each appeal\nChange after the free time: GBP 25.00\n\n"
        f"{WAIVER}\n\nFree of charge: Enquiry about NO RESULT (X); Enquiry about PENDING (Q)."
    )


def test_where_nothing_is_free_the_fees_list_says_nothing_of_it() -> None:
    assert text_of(prices=prices(), routes=(route().model_copy(update={"services": (service("2"),)}),)).endswith(WAIVER)


def test_a_name_with_a_colon_of_its_own_keeps_it() -> None:
    named = (service("2", name="Review: of marking"),)
    assert "Service 2, Review: of marking: GBP 52.00" in text_of(prices=prices(), routes=(route().model_copy(update={"services": named}),))


def test_the_bodys_own_prices_are_not_called_a_demonstration() -> None:
    made = fees_list(body(prices=prices("ear-guide")))
    assert made
    assert made["demonstration"] is False
    assert str(made["text"]).startswith("The fee is charged for each component.")


@pytest.mark.proves("CI-36")
def test_without_prices_there_is_no_fees_list() -> None:
    assert fees_list(body(prices=None)) is None
