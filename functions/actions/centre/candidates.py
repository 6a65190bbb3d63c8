"""The results register as a centre sees it: the candidates that an enquiry can be about."""

from __future__ import annotations

from typing import Any, NamedTuple

from functions.actions.shared.bodies_asked import body_asked
from functions.actions.shared.claims import enquiries_about
from functions.actions.shared.session import Session
from functions.adapters.boundaries import read_boundaries
from functions.adapters.register import read_cards_of_syllabus, read_cohorts
from functions.domain.enquiries.current_results import known_to_centre
from functions.domain.people.permissions import Act
from functions.domain.register.cards import WHOLE_SYLLABUS, Card, CentreSyllabus
from functions.domain.views.boundary_pages import source_shown
from functions.domain.views.candidate_pages import candidate_choice, candidate_distances, is_found


class Wanted(NamedTuple):
    """Which candidates are wanted: those that what was typed finds, in which order, and the first so many of them (0 for all)."""

    typed: str = ""
    order: str = "number"
    most: int = 0


def candidates_to_choose(
    session: Session, body_id: str, *, series: str, syllabus: str, service: str, components: tuple[str, ...], wanted: Wanted, route: str
) -> dict[str, Any]:
    """Return the centre's candidates in a syllabus, each with marks, grade, and why it cannot be chosen, if so (CI-18, CI-19).

    One call, one more for grade boundaries, and one for its cohorts; others where somebody has asked about the candidates that are listed.

    `found` is how many the search finds, of `total` in the syllabus: with `wanted.most` not all of them are listed. Those whose
    results were reached by another route come last. Without a `route` it is the usual one of the series.
    """
    member = session.acting_for(Act.READ)
    body = body_asked(session, member.organisation, body_id).of_syllabus(syllabus)
    route_asked = body.route_asked(series, route)
    offered = route_asked.service(service)
    if syllabus not in body.syllabuses_by_code:
        return {"candidates": [], "found": 0, "total": 0, "boundaries": None}
    at = CentreSyllabus(body.id, series, member.organisation, syllabus)
    cards = read_cards_of_syllabus(session.table, at)
    cohort = read_cohorts(session.table, at, [WHOLE_SYLLABUS])[WHOLE_SYLLABUS] if offered and offered.appeal else None
    found = _in_order([card for card in cards if is_found(card, wanted.typed)], wanted.order, route_asked.id)
    listed = found[: wanted.most] if wanted.most else found
    known = known_to_centre(enquiries_about(session.table, listed))
    boundaries = read_boundaries(session.table, [at]).get(at) if listed else None
    shown = [
        candidate_choice(card, body, route_asked, offered, components=components, cohort=cohort, known=known)
        | {"distances": candidate_distances(card, known, boundaries)}
        for card in listed
    ]
    return {"candidates": shown, "found": len(found), "total": len(cards), "boundaries": source_shown(boundaries, body)}


def _in_order(cards: list[Card], order: str, route: str) -> list[Card]:
    """Return the cards by number or by name, downwards for an order that ends with _down; those of another route last."""
    by_name = order.startswith("name")
    ordered = sorted(
        cards, key=lambda card: (card.name.casefold() if by_name else card.candidate, card.candidate), reverse=order.endswith("_down")
    )
    return sorted(ordered, key=lambda card: card.route != route)
