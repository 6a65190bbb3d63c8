"""A generated page about an awarding body is in its words: text and what is read aloud, not markup, addresses, names or titles."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest

from functions.domain.catalogue.bodies import Body
from tests.builders import CAMBRIDGE, body
from tests.made_up_body import GUILD, guild, guild_catalogue


def named(**changes: Any) -> Body:
    return guild().model_copy(update=changes)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("# Candidates\n\nYour centre must ask.", "# Learners\n\nYour provider must ask."),
        ('<td data-label="Component" class="component"><a href="../candidates/">Candidate</a></td>', None),
        (
            "{{ rules:component-level }} [a component](../component/) `component`",
            "{{ rules:component-level }} [a unit](../component/) `component`",
        ),
        (
            "Ask Guild of Makers or the Centre of Components about a centre.",
            "Ask Guild of Makers or the Centre of Components about a provider.",
        ),
    ],
)
def test_a_page_is_in_the_words_of_its_body_but_for_markup_addresses_names_and_titles(
    hooks: Callable[[str], Any], page: str, said: str | None
) -> None:
    in_words_of = hooks("guidance.body_words").in_words_of
    contact = guild().contact.model_copy(update={"name": "the Centre of Components"})
    expected = said or '<td data-label="Unit" class="component"><a href="../candidates/">Learner</a></td>'
    assert in_words_of(named(contact=contact), page) == expected
    assert in_words_of(body(), page) == page


def test_every_page_of_a_body_with_words_of_its_own_is_in_them_and_cambridge_s_pages_are_in_ours(hooks: Callable[[str], Any]) -> None:
    desk = hooks("guidance.desk").Desk(guild_catalogue(), CAMBRIDGE, datetime(2022, 8, 22, 8, tzinfo=UTC))
    pages = {path: page for path, page in hooks("guidance.pages").generated_pages(desk).items() if path.startswith(f"bodies/{GUILD}/")}
    assert len(pages) > 2
    said = unescape(" ".join(re.sub(r"<[^>]*>|\]\([^)]*\)", " ", page) for page in pages.values()))
    assert all(each in said for each in ("learner", "unit"))
    assert set(guild_words_left(said)) == IN_NAMES


# The words before and after are those of names of services and titles of papers, which stay as they are.
IN_NAMES = {"submitting candidates’ details", "on candidate’s scripts", "of candidates", "Individual candidate review"}


def guild_words_left(said: str) -> list[str]:
    """Return our words with those beside them, but for the names of a role, a record and a kind of centre."""
    kept = re.sub("Heads? of Centre|Centre Reviews?|Associate Centres?", "", said)
    return re.findall(r"\w+ (?:[Cc]andidate|[Ss]yllabus|[Cc]omponent)(?:s|es)?\b’?(?:s )?(?: ?\w+)?", kept)
