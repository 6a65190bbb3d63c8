"""Whether the registers of two awarding bodies or series have the same candidate (ours).

A lasting identifier that is the same, or number and name, make two entries one candidate; what matched is always said. Where something
speaks for it and something against it, or where only the name is the same, the match is doubtful: it is shown, and nothing is merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Self

from functions.domain.catalogue.identifiers import Identifiers, in_sentence
from functions.domain.register.cards import Card
from functions.domain.search import folded

NUMBER, NAME = "number", "name"  # traits that every candidate has; the others are lasting identifiers by id


class EnteredCandidate(NamedTuple):
    """A candidate as an awarding body's register has them in one series. `lasting` are identifiers by id."""

    body: str
    series: str
    number: str
    name: str
    lasting: Mapping[str, str]

    @classmethod
    def of(cls, cards: Sequence[Card], identifiers: Identifiers) -> Self:
        """Return the candidate whose cards in one series these are; there is at least one."""
        first = cards[0]
        known = {id: value for card in reversed(cards) for id, value in card.identifiers.items()}
        return cls(first.body, first.series, first.candidate, first.name, identifiers.lasting(known))

    @property
    def traits(self) -> dict[str, str]:
        """By what the candidate is found elsewhere: name, lasting identifiers, and within the series the number, each as it is compared."""
        return {NUMBER: f"{self.series} {self.number}", NAME: folded(self.name), **self.lasting}


class SameCandidate(NamedTuple):
    """Why an entry is, or may be, about the same candidate. Of a match that is not `sure` nothing is merged."""

    sure: bool
    text: str


def same_candidate(known: Iterable[EnteredCandidate], other: EnteredCandidate, labels: Mapping[str, str]) -> SameCandidate | None:
    """Return whether an entry is about the candidate who is `known` by these entries; None where nothing, or too much, speaks against it.

    `labels` has what lasting identifiers are called, by id. One that differs from any of the known ones makes a match doubtful.
    """
    entries = list(known)
    against = [labels[id] for id in other.lasting if any(id in each.lasting and each.lasting[id] != other.lasting[id] for each in entries)]
    by_identifier = [id for id, value in other.lasting.items() if any(each.lasting.get(id) == value for each in entries)]
    elsewhere = [each for each in entries if (each.body, each.series) != (other.body, other.series)]
    named = [each for each in elsewhere if folded(each.name) == folded(other.name)]
    numbered = [each for each in elsewhere if each.number == other.number]
    if by_identifier:
        what = f"{labels[by_identifier[0]]} {other.lasting[by_identifier[0]]}"
        if len(elsewhere) < len(entries):
            return SameCandidate(False, f"The same register has the {in_sentence(what)} for another candidate number.")
        if against:
            return SameCandidate(False, f"The {in_sentence(what)} is the same, but not the {in_sentence(against[0])}.")
        return SameCandidate(True, f"Matched by {in_sentence(what)}.")
    both = [each for each in named if each in numbered]
    if both and against:
        return SameCandidate(False, f"Candidate number and name are the same, but not the {in_sentence(against[0])}.")
    if both:
        return SameCandidate(True, "Matched by candidate number and name.")
    if against:
        return None
    if named:
        return SameCandidate(False, "The name is the same, but not the candidate number.")
    if any(each.series == other.series and _share_a_word(each.name, other.name) for each in numbered):
        return SameCandidate(False, "The candidate number is the same, and the names are similar.")
    return None


def _share_a_word(one: str, other: str) -> bool:
    return not set(folded(one).split()).isdisjoint(folded(other).split())
