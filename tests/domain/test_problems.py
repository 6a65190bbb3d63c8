"""Problems and the refusals that carry them: their messages, their rules, and the words of an awarding body."""

from __future__ import annotations

import re

import pytest

from functions.domain.errors import (
    NO_CITATION,
    Changed,
    Citation,
    Malformed,
    Message,
    NotFound,
    Problem,
    Refused,
    TooMany,
    TryAgain,
    own_rule,
    problem,
)

CITES = Citation("A rule.", "A guide, checked 21 November 2026")


def exchange(text: str) -> str:
    """Put a text into the words of a body that has learners in place of candidates; what is in braces is no text."""
    return re.sub(r"(?<!{)\bcandidate", "learner", text).replace("Candidate", "Learner")


def test_a_problem_has_its_message_field_rule_and_source() -> None:
    found = problem("candidate_unknown", field="candidates.0799", cites=CITES, candidate="0799", syllabus="0580")
    assert found == Problem(
        "candidate_unknown",
        "Candidate 0799 is not in the results register for syllabus 0580. Check the number.",
        "candidates.0799",
        "A rule.",
        "A guide, checked 21 November 2026",
    )
    assert found.citation == CITES
    assert problem("bearer_missing", field="bearer").citation == NO_CITATION == (None, None)


def test_a_code_or_a_value_that_there_is_not_is_a_fault_of_the_desk() -> None:
    with pytest.raises(KeyError):
        problem("no_such_code")
    with pytest.raises(KeyError):
        problem("candidate_unknown", candidate="0799")


def test_a_rule_of_the_desk_itself_is_cited_as_its_own() -> None:
    assert own_rule("A rule.") == ("A rule.", "Results Desk (our own rule)")


def test_the_same_is_said_in_the_words_of_a_body_and_what_was_typed_stays() -> None:
    found = problem(
        "candidate_unknown", cites=Citation("One candidate at a time.", "A guide"), candidate="candidate", syllabus="0580"
    ).said(exchange)
    assert found.message == "Learner candidate is not in the results register for syllabus 0580. Check the number."
    assert (found.rule, found.source) == ("One learner at a time.", "A guide")
    assert problem("candidates_missing").said(exchange).message == "Choose at least one learner."
    assert problem("candidates_missing").said(exchange).rule is None
    plain = Problem("old", "A message of one candidate that was stored.")
    assert plain.said(exchange).message == "A message of one candidate that was stored."


def test_our_own_values_are_said_in_the_words_of_a_body_too() -> None:
    message = Message.of("{value} in {column}: {why}", {"value": "candidate", "column": "candidate", "why": "no such candidate"})
    assert message == "candidate in candidate: no such candidate"
    assert message.said(exchange) == "candidate in candidate: no such learner"
    assert message.said(exchange).said(exchange) == "candidate in candidate: no such learner"


def test_a_refusal_carries_its_problems_and_is_named_by_their_codes() -> None:
    for kind in (Malformed, Changed, Refused, TooMany):
        refusal = kind(problem("candidates_missing"), problem("bearer_missing"))
        assert [each.code for each in refusal.problems] == ["candidates_missing", "bearer_missing"]
        assert str(refusal) == "candidates_missing, bearer_missing"


def test_what_is_absent_or_forbidden_says_no_more_and_what_could_not_be_finished_can_be_sent_again() -> None:
    assert [each.code for each in NotFound().problems] == ["not_found"]
    assert [each.code for each in TryAgain().problems] == ["try_again"]
    assert [each.code for each in TryAgain(problem("import_running", series="June 2022")).problems] == ["import_running"]
