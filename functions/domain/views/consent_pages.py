"""Candidates' consents as their centre sees them: who has given it, for whom it is missing, how and when it was given."""

from __future__ import annotations

from typing import Any

from functions.domain.calendar import iso, spoken_day
from functions.domain.catalogue.bodies import Body
from functions.domain.consent.coverage import holding, is_asked, must_be_recorded, state_of
from functions.domain.consent.links import ConsentLink
from functions.domain.consent.recording import Asked
from functions.domain.consent.records import GIVER_TEXT, STATE_TEXT, WAY_TEXT, Agreement, ConsentRecord, ServiceConsent
from functions.domain.register.cards import Card


def candidate_row(card: Card, asked: Asked, record: ConsentRecord | None, link: ConsentLink | None) -> dict[str, Any]:
    """Return one candidate of a syllabus with how far consent to a service is, and the candidate's link."""
    state, text = state_of(record, asked.service, asked.components)
    consent = record.to(asked.service.code, asked.components) if record else None
    return {
        "number": card.candidate, "name": card.name, "grade": card.grade, "state": state, "state_text": text,
        "consent": consent_shown(consent, holding(card)) if consent else None, "link": _link(link) if link else None,
    }  # fmt: skip


def _link(link: ConsentLink) -> dict[str, Any]:
    works = bool(link.hash) and not link.revoked
    return {
        "way": link.way.value,
        "email": link.email,
        "mail": link.mail,
        "works": works,
        "revoked": link.revoked,
        "asked_at": iso(link.asked_at),
    }


def asked_shown(asked: Asked) -> dict[str, Any]:
    """Return what consent is for, and what the awarding body says of it."""
    body, consent = asked.body, asked.service.consent
    return {
        "service": {"code": asked.service.code, "name": asked.service.heading}, "needed": is_asked(asked.service),
        "recorded": must_be_recorded(asked.service), "choices": list(consent.choices) if consent else [],
        "guardian_under": consent.guardian_under if consent else None,
        "rule": body.words.said(consent.text) if consent else None, "source": body.cite(consent.basis) if consent else None,
    }  # fmt: skip


def record_shown(record: ConsentRecord, body: Body) -> dict[str, Any]:
    """Return everything that is recorded of one candidate in one syllabus."""
    syllabus, route = body.syllabuses_by_code.get(record.syllabus), body.route(record.route)

    def named(consent: ServiceConsent) -> str:
        service = route.service(consent.service) if route else None
        return service.heading if service else consent.service

    return {
        "number": record.candidate, "name": record.name, "syllabus": {"code": record.syllabus, "name": syllabus.name if syllabus else ""},
        "consents": [consent_shown(each, frozenset()) | {"service_name": named(each)} for each in record.consents],
    }  # fmt: skip


def consent_shown(consent: ServiceConsent, held: frozenset[str]) -> dict[str, Any]:
    """Return one consent; `held` are the enquiries that still count, one of which may rest on it."""
    return {
        "id": consent.id, "service": consent.service, "components": list(consent.components), "state": consent.state.value,
        "state_text": STATE_TEXT[consent.state], "at": iso(consent.at), "enquiry": consent.enquiry,
        "in_use": consent.enquiry is not None and (not held or consent.enquiry in held),
        "agreement": _agreement(consent.agreement) if consent.agreement else None,
    }  # fmt: skip


def _agreement(agreement: Agreement) -> dict[str, Any]:
    return {
        "way": agreement.way.value, "way_text": WAY_TEXT[agreement.way], "day_text": spoken_day(agreement.day), "giver_text": GIVER_TEXT[agreement.giver],
        "guardian": agreement.guardian, "choice": agreement.choice, "wording": agreement.wording, "scan": agreement.scan,
    }  # fmt: skip
