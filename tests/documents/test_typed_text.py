"""Whatever somebody typed stays on the page, and turns nothing round that stands beside it."""

from __future__ import annotations

from typing import Any

import pytest

from functions.documents.letter_kinds import LetterContext
from functions.documents.letters import render
from functions.domain.typed_text import isolated
from tests.documents.builders import COMPONENTS, acknowledgement, appeal, candidates, money, outcome, receipt, statement
from tests.documents.reading import extent, pages, placed, text
from tests.documents.test_invoices import credit_note, invoice, line

NAME = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftsch"
assert len(NAME) == 70
LONG = "M" * 290
LEFT, RIGHT = 25 / 25.4 * 72, (210 - 25) / 25.4 * 72  # the margins, in points

reviewed: dict[str, Any] = {"component": COMPONENTS[0], "mark_before": 48, "mark_after": 55, "result": "Up by 7", "reason": LONG}
waived = line(what=NAME, candidate="0713", charged=money("0.00"), why=LONG)
WIDE: list[LetterContext] = [
    acknowledgement(candidates=candidates(NAME), centre={"number": "ZZ101", "name": NAME}),
    acknowledgement(candidates=candidates(NAME, NAME), centre={"number": "ZZ101", "name": LONG}),
    outcome(candidates=candidates(NAME, "M" * 70), lines=[reviewed], finding=LONG, fee=LONG),
    appeal(candidates=candidates(NAME), reasons=LONG, concern=LONG),
    statement(candidates=candidates(NAME), rule=LONG),
    receipt(candidates=candidates(NAME, LONG), note=LONG, grounds=LONG, contact_email=f"{'m' * 64}@{'m' * 63}.{'m' * 63}.example"),
    invoice(lines=[waived], payer=NAME, centre={"number": "ZZ101", "name": LONG}),
    credit_note(line=waived, why=LONG, payer=LONG),
]


@pytest.mark.parametrize("context", WIDE, ids=lambda context: context.kind)
def test_a_name_of_70_letters_and_a_reason_without_a_space_stay_between_the_margins(context: LetterContext) -> None:
    pdf = render(context)
    for page in extent(pdf):
        assert page.left > LEFT - 1
        assert page.right < RIGHT + 1
        assert page.bottom > 20


def test_a_broken_word_is_copied_as_it_was_typed_and_shows_no_hyphen() -> None:
    said = "".join(text(render(receipt(candidates=candidates(NAME)))).split())
    assert NAME in said


def test_only_what_does_not_fit_is_broken() -> None:
    (page,) = pages(render(acknowledgement(candidates=candidates("Wilhelmina Featherstonehaugh-Cholmondeley"))))
    assert "0001 Wilhelmina Featherstonehaugh-Cholmondeley" in page


def test_the_digest_on_a_receipt_stands_on_one_line() -> None:
    assert receipt().digest in "".join(pages(render(receipt()))).splitlines()


@pytest.mark.parametrize("kind", [appeal, credit_note])
def test_reasons_of_many_paragraphs_go_on_on_the_next_page(kind: Any) -> None:
    reasons = "\n\n".join(f"Reason {place}." for place in range(1, 91))
    pdf = render(kind(**{"reasons" if kind is appeal else "why": reasons}))
    assert len(pages(pdf)) > 1
    said = text(pdf)
    assert [f"Reason {place}." in said for place in range(1, 91)] == [True] * 90
    assert all(page.bottom > 20 for page in extent(pdf))


@pytest.mark.parametrize("typed", ["\u202eAnna 12", "\u2067Anna 12", "\u202bAnna 12", "\u2066\u202eAnna 12"])
def test_an_override_in_a_name_does_not_turn_it_or_the_number_before_it_round(typed: str) -> None:
    pdf = render(acknowledgement(candidates=candidates(typed)))
    assert "0001 Anna 12" in text(pdf)
    number, name = placed(pdf, "0001"), placed(pdf, "Anna 12")
    assert number.right < name.left


def test_a_number_after_a_hebrew_name_stays_after_it() -> None:
    reason = {**reviewed, "reason": "נבדק"}
    pdf = render(outcome(lines=[reason], centre={"number": "ZZ101", "name": "תיכון"}, candidates=candidates("תמר כהן")))
    number, name = placed(pdf, "0001"), placed(pdf, "תמר")
    assert number.right < name.left
    assert placed(pdf, "48").right < placed(pdf, "55").left


def test_typed_text_is_isolated_where_it_runs_from_right_to_left_and_left_alone_elsewhere() -> None:
    assert isolated("Amara Okonkwo") == "Amara Okonkwo"
    assert isolated("Łucja Šťastná") == "Łucja Šťastná"
    assert isolated("תמר 12") == "\u2068תמר 12\u2069"
    assert isolated("\u202eevil\u202c") == "evil"
    assert isolated("One\nמאה") == "One\n\u2068מאה\u2069"
    assert isolated("") == ""
    assert isolated("א\u2069ב") == "\u2068אב\u2069"
