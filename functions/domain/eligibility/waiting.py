"""What waits for what, and what frees it: group reports and the enquiries about their candidates (S1; CI-11, CI-34).

A report on a group waits for the enquiries about its candidates that are open when it is submitted. An enquiry about a
candidate of a group, submitted while the group's report is not up, waits for that report. Each waits only for what was
there before it, so nothing can wait in a circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service, Subject
from functions.domain.errors import Problem, problem
from functions.domain.register.cards import Card


def waits_for(service: Service, cards: Iterable[Card], own: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the sorted ids of the open enquiries that a new one must wait for."""
    wanted = Subject.CANDIDATE if service.subject is Subject.GROUP else Subject.GROUP
    if service.subject is Subject.COHORT:
        return ()  # the enquiry itself goes ahead; its report is held back when it is issued
    found = {claim.enquiry for card in cards for claim in card.open_claims if claim.subject is wanted and claim.enquiry not in own}
    return tuple(sorted(found))


def group_warnings(
    body: Body, route: Route, service: Service, cards: Mapping[str, Card], own: frozenset[str] = frozenset()
) -> list[Problem]:
    """Return a warning for each candidate of the group with an open enquiry: the report will wait for it (CI-11)."""
    if service.subject is not Subject.GROUP:
        return []
    rule = route.rules["group-waits"]
    return [
        problem("group_waits", field=f"candidates.{number}", cites=body.citation(rule), candidate=number)
        for number, card in cards.items()
        if waits_for(service, [card], own)
    ]


def report_waits_for(cards: Iterable[Card], components: Iterable[str], own: str) -> list[str]:
    """Return the candidates of a cohort with an open enquiry: the report of a re-moderation waits for them (CI-34)."""
    wanted = set(components)
    return sorted(
        card.candidate
        for card in cards
        if wanted & {each.component for each in card.results} and any(claim.enquiry != own for claim in card.open_claims)
    )
