"""One page for one candidate: the entries in a series, and those at other awarding bodies and in other series, with what matched."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from functions.actions.shared.bodies_asked import body_asked
from functions.actions.shared.claims import enquiries_about
from functions.actions.shared.session import Session
from functions.adapters.boundaries import read_boundaries
from functions.adapters.candidate_traits import FoundPlace, find_by_traits
from functions.adapters.register import list_cards_of_candidate
from functions.domain.catalogue.bodies import Body
from functions.domain.enquiries.current_results import known_to_centre
from functions.domain.errors import NotFound, Refused
from functions.domain.people.permissions import Act
from functions.domain.register.cards import Card
from functions.domain.register.same_candidates import EnteredCandidate, SameCandidate, same_candidate
from functions.domain.views.candidate_pages import entered_candidate, perhaps_the_same

AT_ONCE = 8
MOST_PLACES = 60  # that are looked at for one page


class Found(NamedTuple):
    """A candidate of a body's series who may be the one asked about, with the cards."""

    entered: EnteredCandidate
    cards: list[Card]
    body: Body


def candidate_page(session: Session, body_id: str, series: str, number: str) -> dict[str, Any]:
    """Return what a candidate was entered for in a series, with the enquiries about it (CI-24), and at `elsewhere` the same of every other
    awarding body and series that has the same candidate, with what matched. `perhaps` has those who may be the same: nothing is merged.

    Raise NotFound for nobody. A call for the cards, one for each trait by which candidates are found, two for the enquiries, one
    for grade boundaries, and more only where somebody is found.
    """
    member = session.acting_for(Act.READ)
    body = body_asked(session, member.organisation, body_id)
    if wrong := body.identifier_problem(body.identifiers.candidate, body.printed(number), field="candidate"):
        raise Refused(wrong)
    cards = list_cards_of_candidate(session.table, body.id, series, member.organisation, body.printed(number))
    if not cards:
        raise NotFound
    asked = Found(EnteredCandidate.of(cards, body.identifiers), cards, body)
    same, perhaps = _found_elsewhere(session, member.organisation, asked)
    known = known_to_centre(enquiries_about(session.table, [*cards, *(card for each, _ in same for card in each.cards)]))
    boundaries = read_boundaries(
        session.table, [card.centre_syllabus for each in (asked, *(each for each, _ in same)) for card in each.cards]
    )
    return entered_candidate(body, cards, known, boundaries) | {
        "elsewhere": [entered_candidate(each.body, each.cards, known, boundaries) | {"matched": match.text} for each, match in same],
        "perhaps": [perhaps_the_same(each.body, each.cards) | {"matched": match.text} for each, match in perhaps],
    }


Matched = list[tuple[Found, SameCandidate]]


def _found_elsewhere(session: Session, organisation: str, asked: Found) -> tuple[Matched, Matched]:
    """Return who is the same candidate at another awarding body or in another series, and who may be, the latest series first.

    Whoever is found may be known by an identifier more, by which others are found in turn.
    """
    labels = {each.id: each.label for body in session.catalogue.bodies.values() for each in body.identifiers.further if each.lasting}
    seen = {FoundPlace(asked.entered.body, asked.entered.series, asked.entered.number)}
    looked_for: set[tuple[str, str]] = set()
    known, open_ones, same = [asked.entered], list[Found](), Matched()
    while wanted := {trait for each in known for trait in each.traits.items()} - looked_for:
        looked_for |= wanted
        places = [each for each in find_by_traits(session.table, organisation, sorted(wanted)) if each not in seen]
        seen.update(places)
        open_ones += _read(session, organisation, places[: max(0, MOST_PLACES - len(seen) + len(places))])
        while sure := next(
            ((each, match) for each in open_ones if (match := same_candidate(known, each.entered, labels)) and match.sure), None
        ):
            same.append(sure)
            known.append(sure[0].entered)
            open_ones.remove(sure[0])
    perhaps = [(each, match) for each in open_ones if (match := same_candidate(known, each.entered, labels))]
    for found, _ in (*same, *perhaps):
        session.body(found.body.id)  # the page is about it as well, and so in its words only if they are everybody's
    return _latest_first(same), _latest_first(perhaps)


def _read(session: Session, organisation: str, places: Iterable[FoundPlace]) -> list[Found]:
    """Return the candidates at these places with their cards; an awarding body that this desk no longer serves is left out."""
    served = [(place, session.bodies[place.body]) for place in places if place.body in session.bodies]

    def cards_at(place: FoundPlace) -> list[Card]:
        return list_cards_of_candidate(session.table, place.body, place.series, organisation, place.candidate)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        every = pool.map(cards_at, [place for place, _ in served])
        return [
            Found(EnteredCandidate.of(cards, body.identifiers), cards, body)
            for (_, body), cards in zip(served, every, strict=True)
            if cards
        ]


def _latest_first(found: Matched) -> Matched:
    by_body = sorted(found, key=lambda each: (each[0].body.name, each[0].entered.number))
    return sorted(by_body, key=lambda each: each[0].entered.series, reverse=True)
