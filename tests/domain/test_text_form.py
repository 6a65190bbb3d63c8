"""All text that comes in gets one form: what looks the same is the same, and nothing can hide in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from functions.domain.enquiries.messages import WriteMessage
from functions.domain.fields import STORED, Request
from functions.domain.register.imports import Import
from functions.domain.text_form import hidden_character, normal, one_line


@pytest.mark.parametrize(
    ("sent", "form"),
    [
        ("Zoe\u0308", "Zo\u00eb"),  # a decomposed letter
        ("Amina\u00a0Osei", "Amina Osei"),
        ("Amina\u202f\u2009Osei", "Amina  Osei"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("\ufeffcentre\u200b,candi\u00addate", "centre,candidate"),
        ("plain\ttext\n", "plain\ttext\n"),
    ],
)
def test_text_that_looks_the_same_gets_the_same_form(sent: str, form: str) -> None:
    assert normal(sent) == form
    assert hidden_character(form) is None


def test_a_name_or_a_cell_is_one_line_without_surplus_blanks() -> None:
    assert one_line(" Amina\r\n  Osei\u00a0\t") == "Amina Osei"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Amina\x00Osei", "a control character (U+0000)"),
        ("Amina\x07 Osei", "a control character (U+0007)"),
        ("Amina\x1b[31m", "a control character (U+001B)"),
        ("Amina\x7f", "a control character (U+007F)"),
        ("Amina\u0090", "a control character (U+0090)"),
        ("Amina \u202eiesO", "a character that changes the direction of the text (U+202E)"),
        ("Amina\u2066", "a character that changes the direction of the text (U+2066)"),
        ("Amina\u200f", "a character that changes the direction of the text (U+200F)"),
        ("Ami\u200dna", "a character that cannot be seen (U+200D)"),
        ("\u200camina", "a character that cannot be seen (U+200C)"),
        ("Amina\u3164", "a character that cannot be seen (U+3164)"),
        ("Amina\U000e0041", "a character that cannot be seen (U+E0041)"),
        ("photo \ud83d.pdf", "half of a character (U+D83D)"),
        ("Jos\ufffd", "a character that could not be read (U+FFFD)"),
        ("Amina\uffff", "a character that does not exist (U+FFFF)"),
    ],
)
def test_a_character_that_hides_or_steers_is_named(text: str, named: str) -> None:
    assert hidden_character(text) == named


@pytest.mark.parametrize(
    "text",
    ["O’Brien", "Nguyễn", "李伟", "محمد", "می\u200cخواهم", "क्\u200dष", "👩\u200d🏫 well done", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"],
)  # fmt: skip
def test_names_of_all_scripts_and_emoji_are_left_as_they_are(text: str) -> None:
    assert normal(text) == text
    assert hidden_character(text) is None


@given(st.text())
def test_the_form_of_text_in_its_form_is_the_same(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert one_line(one_line(text)) == one_line(text)


class Nested(Request):
    title: str = ""
    lines: tuple[dict[str, str], ...] = ()


def test_every_request_brings_all_its_text_into_the_one_form() -> None:
    read = Nested.model_validate({"title": " Zoe\u0308\u00a0K ", "lines": [{"name": "A\u00a0B"}]})
    assert read == Nested(title="Zo\u00eb K", lines=({"name": "A B"},))


def test_every_text_of_a_request_with_a_hidden_character_is_named_by_its_field() -> None:
    with pytest.raises(ValidationError) as refused:
        Nested.model_validate({"title": "a\x00b", "lines": [{"name": "fine"}, {"name": "\u202ex"}]})
    assert [(each["type"], each["loc"]) for each in refused.value.errors()] == [
        ("text_character", ("title",)),
        ("text_character", ("lines", 1, "name")),
    ]


def test_what_was_stored_before_goes_on_being_read() -> None:
    assert Nested.model_validate_json('{"title":"a\\u202eb"}', context=STORED).title == "a\u202eb"


def test_a_message_keeps_its_lines_and_an_import_is_read_as_it_was_sent() -> None:
    assert WriteMessage.model_validate({"kind": "question", "text": "one\r\ntwo"}).text == "one\ntwo"
    assert Import(series="2022-06", csv="a\x00\u00a0b").csv == "a\x00\u00a0b"
