"""What people type finds whom they mean, whatever the accents, apostrophes, order of the words, spaces and leading zeros."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.domain.search import finds, folded
from functions.domain.views.candidate_pages import is_found as is_chosen
from functions.domain.views.list_rows import is_found, is_found_by_others
from tests.builders import card, enquiry
from tests.finding import CASES


@pytest.mark.proves("BY-25")
@pytest.mark.parametrize(("number", "name", "typed", "found"), CASES)
def test_a_candidate_is_found_alike_in_the_lists_and_to_choose(number: str, name: str, typed: str, found: bool) -> None:
    one = enquiry(candidates=(enquiry().candidates[0].model_copy(update={"number": number, "name": name}),))
    assert (is_found(one, typed), is_found_by_others(one, typed), is_chosen(card(number, name=name), typed)) == (found, found, found)


def test_a_list_finds_a_whole_number_and_the_chooser_its_beginning_too() -> None:
    one = enquiry()
    assert [is_found(one, "71"), is_chosen(card(), "71"), is_chosen(card("0015"), "15"), is_chosen(card("0015"), "71")] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.proves("BY-25")
@pytest.mark.parametrize("typed", ["2206-000001", "2206 000001", "2206‑000001", "000001", "rd-abcde-12345", "abcde"])
def test_an_enquiry_number_and_a_reference_are_found_with_any_hyphen_or_none(typed: str) -> None:
    assert is_found(enquiry(), typed)
    assert is_found_by_others(enquiry(), typed)


@given(st.text())
def test_folding_twice_is_folding_once_and_every_text_finds_itself(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert finds(text, [text]) or "," in text


@pytest.mark.proves("BY-25")
@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Ødegård", "odegard"), ("Łukasz", "lukasz"), ("Đorđe", "dorde"), ("Guðrún", "gudrun"), ("Þóra", "thora"), ("Æsa", "aesa"),
        ("Bœuf", "boeuf"), ("Ħamrun", "hamrun"), ("Işıl", "isil"), ("Ŋuul", "nuul"), ("Ｏｓｅｉ", "osei"), ("٠٧١٣", "0713"), ("Weiß", "weiss"),
    ],
)  # fmt: skip
def test_letters_that_have_no_accent_to_take_away_are_compared_as_people_write_them_without(written: str, compared: str) -> None:
    assert folded(written) == compared
