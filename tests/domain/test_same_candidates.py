"""Whether two registers have the same candidate: what matched is said, and a doubtful match is none."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.register.same_candidates import EnteredCandidate, same_candidate
from tests.builders import body, card, catalogue

LABELS = {"uci": "Unique candidate identifier (UCI)", "uln": "Unique learner number (ULN)"}
UCI, ULN = {"uci": "10101B260713K"}, {"uln": "4000020701"}


def entered(
    body: str = "aqa", series: str = "2022-06", number: str = "0713", name: str = "Amelia Hartley", **lasting: Any
) -> EnteredCandidate:
    return EnteredCandidate(body, series, number, name, lasting)


AT_CAMBRIDGE = entered("cambridge-international", **UCI)


@pytest.mark.parametrize(
    ("other", "sure", "text"),
    [
        (entered(number="0999", name="Amy Hart", **UCI), True, "Matched by unique candidate identifier (UCI) 10101B260713K."),
        (entered(), True, "Matched by candidate number and name."),
        (entered(series="2021-11", name="AMELIA  HÁRTLEY"), True, "Matched by candidate number and name."),
        (entered(**ULN), True, "Matched by candidate number and name."),
        (entered(uci="10101B269999K"), False, "Candidate number and name are the same, but not the unique candidate identifier (UCI)."),
        (entered("ncfe", number="20220701"), False, "The name is the same, but not the candidate number."),
        (entered(name="Amelia Hartley-Jones"), False, "The candidate number is the same, and the names are similar."),
        (entered("cambridge-international", number="0999", **UCI), False,
         "The same register has the unique candidate identifier (UCI) 10101B260713K for another candidate number."),
    ],
)  # fmt: skip
def test_a_match_says_what_matched_and_is_sure_only_where_nothing_speaks_against_it(other: EnteredCandidate, sure: bool, text: str) -> None:
    assert same_candidate([AT_CAMBRIDGE], other, LABELS) == (sure, text)


@pytest.mark.parametrize(
    "other",
    [
        entered(number="0999", name="Bilal Qureshi"),
        entered(name="Bilal Qureshi"),
        entered(series="2021-11", name="Amelia Hartley-Jones"),  # numbers are given anew each year
        entered("ncfe", number="20220701", uci="10101B269999K"),  # another person of that name
        entered("cambridge-international", number="0999"),  # two numbers in one register are two people
    ],
)
def test_somebody_else_is_no_match(other: EnteredCandidate) -> None:
    assert same_candidate([AT_CAMBRIDGE], other, LABELS) is None


def test_an_identifier_that_speaks_for_it_and_one_that_speaks_against_it_make_a_doubtful_match() -> None:
    known = [entered("ocr", **UCI, **ULN)]
    other = entered(number="0999", uci="10101B269999K", **ULN)
    assert same_candidate(known, other, LABELS) == (
        False,
        "The unique learner number (ULN) 4000020701 is the same, but not the unique candidate identifier (UCI).",
    )


def test_only_identifiers_that_belong_to_a_person_everywhere_tell_who_somebody_is() -> None:
    ncfe = catalogue().bodies["ncfe"]
    cards = [card(body="ncfe", identifiers={"batch": "B220601"}), card(body="ncfe", syllabus="610/9001/2", identifiers=ULN)]
    assert EnteredCandidate.of(cards, ncfe.identifiers).lasting == {"uln": "4000020701"}
    assert EnteredCandidate.of([card()], body().identifiers).lasting == {}
