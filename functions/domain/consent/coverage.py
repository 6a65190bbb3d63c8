"""For whom a request lacks consent: what the awarding body demands, and whether what is recorded covers it (JQ-05, NC-08).

Consent is for one service and the components that it names. It covers one request; where that was cancelled, rejected or declined, it
covers the next, since the candidate's card holds no claim of the first any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.services import Service
from functions.domain.consent.records import (
    MISSING_TEXT,
    NOT_NEEDED_TEXT,
    STATE_TEXT,
    ConsentRecord,
    ConsentState,
    ServiceConsent,
)
from functions.domain.errors import Citation, Problem, problem
from functions.domain.register.cards import Card


def is_asked(service: Service) -> bool:
    """Return whether candidates are asked at all: not where the awarding body says that no consent is needed."""
    return service.consent is not None and service.consent.needed


def must_be_recorded(service: Service | None) -> bool:
    """Return whether a request is refused while the desk has no consent for a candidate whom it is about."""
    return service is not None and service.consent is not None and service.consent.needed and service.consent.recorded


def covering(
    record: ConsentRecord | None, service: str, components: tuple[str, ...], *, held: frozenset[str] = frozenset()
) -> ServiceConsent | None:
    """Return the consent that covers a request for these components under a service; None where there is none.

    `held` are the enquiries about the candidate that still count: consent that one of them rests on covers no other.
    """
    for each in record.consents if record else ():
        about = each.service == service and (not each.components or set(components) <= set(each.components))
        if about and each.state is ConsentState.GIVEN and (each.enquiry is None or each.enquiry not in held):
            return each
    return None


def state_of(record: ConsentRecord | None, service: Service, components: tuple[str, ...]) -> tuple[str, str]:
    """Return how far consent to a service is, as a code and in words: that of the consent that comes nearest to it."""
    if not is_asked(service):
        return "not_needed", NOT_NEEDED_TEXT
    about = [
        each
        for each in (record.consents if record else ())
        if each.service == service.code and (not each.components or set(components) <= set(each.components))
    ]
    if not about:
        return "missing", MISSING_TEXT
    given = [each for each in about if each.state is ConsentState.GIVEN]
    last = (given or sorted(about, key=lambda each: each.at))[-1]
    return last.state.value, STATE_TEXT[last.state]


def consent_problems(
    body: Body, service: Service, about: Sequence[Card], components: tuple[str, ...], records: Mapping[str, ConsentRecord]
) -> list[Problem]:
    """Return for whom of these candidates consent is missing that the awarding body demands, each with the rule. `records` are by candidate."""
    if not must_be_recorded(service):
        return []
    cites = demand(body, service)
    return [
        problem("consent_missing", field=f"candidates.{card.candidate}", candidate=card.candidate, name=card.name, service=service.heading, cites=cites)
        for card in about
        if covering(records.get(card.candidate), service.code, components, held=holding(card)) is None
    ]  # fmt: skip


def holding(card: Card) -> frozenset[str]:
    """Return the enquiries about a candidate that still count: those with a claim on the card."""
    return frozenset(each.enquiry for each in card.claims)


def demand(body: Body, service: Service) -> Citation:
    """Return what the awarding body says of consent to a service. Raise LookupError where it says nothing."""
    if service.consent is None:
        raise LookupError("the service says nothing of consent")
    return body.citation_of(service.consent.text, service.consent.basis)
