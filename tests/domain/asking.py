"""How the tests of eligibility ask, and what they look for in a refusal."""

from __future__ import annotations

from functions.domain.eligibility.eligibility import problems_of
from functions.domain.enquiries.submission import DraftContent
from functions.domain.errors import Problem
from functions.domain.register.cards import Card
from tests.builders import GUIDE, REFERENCE, RESULTS_OUT, body, cards, content, london, organisation

MARKING = ["1", "1S", "2", "2S"]


def problems(what: DraftContent | None = None, *those: Card, own: frozenset[str] = frozenset(), now: str | None = None) -> list[Problem]:
    moment = london(now) if now else RESULTS_OUT
    return problems_of(what or content(), body(), organisation(), cards(*those), reference=REFERENCE, now=moment, own=own)


def only(found: list[Problem]) -> Problem:
    assert len(found) == 1, [each.code for each in found]
    return found[0]


def codes(found: list[Problem]) -> list[str]:
    return [each.code for each in found]


def holds(refusal: Problem, code: str, field: str, rule: str, source: str = GUIDE) -> None:
    """The refusal is this one, at this field, and prints the rule and its source."""
    assert (refusal.code, refusal.field, refusal.rule, refusal.source) == (code, field, rule, source)
    assert refusal.message
    assert "{" not in refusal.message
