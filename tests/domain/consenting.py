"""Consent to requests to AQA for 7136 Economics in June 2026, for tests: each object complete by default."""

from __future__ import annotations

from datetime import date
from typing import Any

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.services import Service
from functions.domain.consent.records import Agreement, ConsentRecord, ConsentState, ServiceConsent, Way
from functions.domain.consent.wording import Offer
from tests.builders import catalogue, london

CONSENT = "Each candidate must consent in writing, after the results and for this request."
SCHOOLS = "Pages of schools that restate the JCQ’s arrangements, 2022 to 2025, Several schools, checked 28 November 2026 (reported, not confirmed)"
PAPER_1, PAPER_2, PAPER_3 = "7136/1", "7136/2", "7136/3"
GIVEN_AT = london("2026-08-24 10:00")


def aqa(id: str = "aqa") -> Body:
    return catalogue().bodies[id]


def service_of(code: str = "2", body: Body | None = None) -> Service:
    found = (body or aqa()).routes[0].service(code)
    assert found, f"no service {code}"
    return found


def offer(code: str = "2", *components: str, body: Body | None = None) -> Offer:
    whose = body or aqa()
    return Offer(whose, whose.routes[0], service_of(code, whose), whose.syllabuses_by_code["7136"], components)


def agreement(**changes: Any) -> Agreement:
    fields: dict[str, Any] = {
        "way": Way.PAPER,
        "day": date(2026, 8, 24),
        "recorded_at": GIVEN_AT,
        "by": "p1",
        "wording": "1 of 28 November 2026",
    }
    return Agreement(**fields | changes)


def consent(*components: str, state: ConsentState = ConsentState.GIVEN, **changes: Any) -> ServiceConsent:
    """Return consent to service 2 about these components, given unless another state is named."""
    given = agreement() if state is ConsentState.GIVEN else None
    return ServiceConsent(**{"service": "2", "components": components, "state": state, "at": GIVEN_AT, "agreement": given} | changes)


def record(*consents: ServiceConsent, **changes: Any) -> ConsentRecord:
    fields: dict[str, Any] = {
        "organisation": "northfield", "body": "aqa", "series": "2026-06", "syllabus": "7136", "candidate": "0713", "name": "Amina Osei",
        "looked_at": london("2026-08-20 09:00"), "consents": consents, "version": 3,
    }  # fmt: skip
    return ConsentRecord(**fields | changes)
