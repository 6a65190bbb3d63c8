"""A sentence of ours in the words of an awarding body: whole words, with their plurals, capitals, possessives and articles."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.domain.catalogue.words import OUR_WORDS, Words, plural, word_faults
from functions.domain.errors import MESSAGES
from tests.spoken import NCFE, ODD, SPOKEN


@pytest.mark.parametrize(("ours", "theirs"), SPOKEN)
def test_a_sentence_is_said_in_the_words_of_the_body(ours: str, theirs: str) -> None:
    assert NCFE.said(ours) == theirs
    assert OUR_WORDS.said(ours) == ours


def test_an_article_and_a_plural_follow_the_word() -> None:
    assert ODD.said("A candidate of a centre with a component") == "An entrant of an academy with an assessment"
    assert ODD.said("centres, components and a syllabus") == "academies, assessments and a syllabus"
    assert [plural(each) for each in ("learner", "body", "class", "branch", "day", "unit")] == [
        "learners", "bodies", "classes", "branches", "days", "units",
    ]  # fmt: skip


def test_cambridge_has_our_words_so_that_its_sentences_are_ours() -> None:
    from tests.builders import body

    assert not body().words.differ
    assert body().words.chosen == {}
    assert NCFE.chosen["syllabus"] == {"one": "qualification", "several": "qualifications"}


@pytest.mark.parametrize("word", ["test centre", "centre", "syllabus", "lead candidate"])
def test_a_word_that_has_one_of_ours_in_it_is_refused(word: str) -> None:
    (fault,) = word_faults(Words(candidate=word))
    assert fault.startswith(f"words.candidate: “{word}” has one of our own words in it; leave it out, or write a word without candidate")


def test_every_message_keeps_its_places_for_values_in_any_words() -> None:
    assert len(MESSAGES) > 100
    for message in MESSAGES.values():
        assert re.findall("{[a-z]+}", NCFE.said(message)) == re.findall("{[a-z]+}", message)


SENTENCES = st.lists(
    st.sampled_from(
        [
            "candidate",
            "Candidates",
            "a centre",
            "An",
            "syllabus’s",
            "component,",
            "Head of Centre",
            "{candidate}",
            "—",
            "x@centre.example",
            "“",
            "é",
        ]
    )
    | st.text(max_size=5)
).map(" ".join)


@given(SENTENCES)
def test_what_is_said_in_a_body_s_words_stays_so_and_none_of_ours_is_left_in_a_sentence(text: str) -> None:
    for words in (NCFE, ODD, OUR_WORDS):
        assert words.said(words.said(text)) == words.said(text)
    assert not re.search(r"(?<![\w@./{])(candidates?|syllabus|components?)(?![\w@/}]|\.\w)", NCFE.said(text), re.ASCII | re.IGNORECASE)


@given(st.text(st.characters(exclude_categories=["L"])))
def test_what_has_no_word_of_ours_is_left_as_it_is(text: str) -> None:
    assert NCFE.said(text) == text
