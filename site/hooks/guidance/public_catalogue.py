"""The catalogue as public JSON, from which the form for a new enquiry makes its suggestions and which a school's system may read.

It is made field by field, so that nothing is published only because the catalogue happens to hold it.
"""

from __future__ import annotations

from typing import Any

from functions.domain.calendar import iso
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import is_demonstration, unit_sentence, waiver_sentence
from functions.domain.catalogue.identifiers import Identifier, candidates_hint, syllabus_hint
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.services import Service
from functions.domain.catalogue.sources import Basis
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.eligibility.availability import component_problems
from functions.domain.enquiries.school_assessed_appeals import needs_centre_review
from functions.domain.views.appeal_pages import evidence_sentence
from guidance.desk import Desk, trust_of
from guidance.forms import browser_pattern


def catalogue_links(desk: Desk) -> str:
    """Return links to the catalogues of all awarding bodies, in Markdown."""
    return ", ".join(f"[{each.body.name}](catalogue/{each.body.id}.json)" for each in desk.all) + "."


def catalogue_json(desk: Desk) -> dict[str, Any]:
    """Return one awarding body: services, series with deadlines, qualifications, syllabuses and fees, each with its source."""
    body = desk.body
    return {
        "id": body.id,
        "name": body.name,
        "zone": body.zone,
        "contact": {"name": body.contact.name, "email": body.contact.email},
        "sources": {name: each.model_dump(mode="json") for name, each in body.sources.items()},
        "papers": {
            name: each.model_dump(mode="json", exclude={"basis"}) | {"source": _basis(desk, each.basis)}
            for name, each in body.papers.items()
        },
        "routes": [_route(desk, each) for each in body.routes],
        "series": [_series(desk, each) for each in body.series],
        "qualifications": list(body.qualifications),
        "qualification_types": [each.model_dump(mode="json", exclude={"basis"}) for each in body.qualification_types],
        "syllabuses": [_syllabus(desk, each) for each in body.syllabuses],
        "identifiers": _identifiers(body),
        "words": body.words.chosen,
        "hints": {
            "syllabus": body.words.said(syllabus_hint(body.identifiers, body.syllabuses)),
            "candidates": body.words.said(candidates_hint(body.identifiers)),
        },
        "syllabuses_source": _basis(desk, body.syllabuses_basis),
        "fees": _fees(desk),
    }


def _identifiers(body: Body) -> dict[str, Any]:
    """Return the identifiers of a body; each pattern as a browser reads it."""
    kinds = body.identifiers

    def shown(kind: Identifier) -> dict[str, str]:
        return {"label": kind.label, "pattern": browser_pattern(kind.pattern), "example": kind.example, "hint": kind.hint}

    named = {"centre": kinds.centre, "candidate": kinds.candidate, "syllabus": kinds.syllabus, "component": kinds.component}
    return {name: shown(each) for name, each in named.items()} | {"further": [{"id": each.id, **shown(each)} for each in kinds.further]}


def _basis(desk: Desk, basis: Basis) -> dict[str, Any]:
    return {"source": basis.source, "checked": basis.checked.isoformat(), "trust": trust_of(desk.body, basis).value}


def _route(desk: Desk, route: Route) -> dict[str, Any]:
    all_at_once = desk.body.citation_on(route, "all-at-once")  # one body lets a centre ask again for what it left out, and another does not
    return {
        "id": route.id,
        "name": route.name,
        "extends": route.extends,
        "centre_review_first": route.centre_review_first,
        "services": [_service(desk, each) for each in route.services],
        "declarations": [{"id": each.id, "text": each.text} for each in route.declarations],
        "all_at_once": all_at_once._asdict() if all_at_once else None,
    }


def _service(desk: Desk, service: Service) -> dict[str, Any]:
    return {
        "code": service.code,
        "name": service.name,
        "title": service.title,
        "checks": service.checks,
        "kind": service.compared_as.value if service.compared_as else None,
        "subject": service.subject.value,
        "family": service.family,
        "availability": service.availability.model_dump(mode="json"),
        "availability_text": desk.body.availability_sentences(service),
        "documents": [each.value for each in service.documents],
        "completes_with": [each.value for each in service.completes_with],
        "target": service.target.model_dump(mode="json") if service.target else None,
        "target_text": service.target_sentence,
        "not_yet": service.not_yet,
        "about_components": service.availability.about_components,
        "asks": list(service.grade_check.asks) if service.grade_check else [],
        "label": service.label,
        "appeal": _appeal(service),
        "evidence": list(service.evidence_asked),
        "free": service.free,
        "asked_by": service.asked_by,
        "source": _basis(desk, service.basis),
    }


def _appeal(service: Service) -> dict[str, Any] | None:
    """Return what an appeal asks for that starts at the desk."""
    if service.appeal is None:
        return None
    concerns = [{"id": each.id, "text": each.text} for each in service.appeal.concerns]
    return {"concerns": concerns, "evidence_text": evidence_sentence(service), "needs_centre_review": needs_centre_review(service)}


def _series(desk: Desk, series: Series) -> dict[str, Any]:
    def closing(service: str) -> dict[str, Any]:
        deadline, closes_at = series.deadline_for(service), desk.body.closes_at(series, service)
        return {
            "service": service,
            "closes_on": deadline.closes_on.isoformat() if deadline.closes_on else None,
            "closes_at": iso(closes_at) if closes_at else None,
            "find": deadline.find,
            "source": _basis(desk, deadline.basis),
        }

    return {
        "id": series.id,
        "title": series.title,
        "opens_on": str(desk.body.opens_on(series) or "") or None,
        "routes": list(series.routes),
        "deadlines": [closing(code) for code in dict.fromkeys(one.code for each in desk.body.routes_of(series) for one in each.services)],
        "notice": series.notice.text if series.notice else None,
        "invoices_from_month": series.invoices.from_month if series.invoices else None,
        "practice": series.practice,
    }


def _syllabus(desk: Desk, syllabus: Syllabus) -> dict[str, Any]:
    return {
        "code": syllabus.code,
        "name": syllabus.name,
        "type": syllabus.type,
        "qualification": syllabus.qualification,
        "traits": [each.value for each in syllabus.traits],
        "grades": list(syllabus.grades),
        "components": [
            {
                "code": each.code,
                "title": each.title,
                "kind": each.kind.value,
                "assessed_by": each.assessed_by.value,
                "digital": each.digital,
                "unavailable": {route.id: _unavailable(desk, route, syllabus, each.code) for route in desk.body.routes},
            }
            for each in syllabus.components
        ],
    }


def _unavailable(desk: Desk, route: Route, syllabus: Syllabus, component: str) -> dict[str, list[str]]:
    """Return, by service of the route, why it is not available for this component: the refusals that a submission would get."""
    refused = {each.code: component_problems(desk.body, each, syllabus, (component,)) for each in route.component_services}
    return {
        service: [problem.said(desk.body.words.said).message for problem in problems] for service, problems in refused.items() if problems
    }


def _fees(desk: Desk) -> dict[str, Any]:
    prices = desk.body.prices
    sentences: dict[str, Any] = {
        "text": unit_sentence(desk.body, desk.route),
        "waiver": waiver_sentence(desk.route),
        "demonstration": is_demonstration(desk.body),
    }
    if not prices:
        return {**sentences, "services": None}
    return {
        **sentences,
        "currency": prices.currency,
        "unit": prices.unit.value,
        "services": {code: f"{amount:.2f}" for code, amount in prices.services.items()},
        "late_change": None if prices.late_change is None else f"{prices.late_change:.2f}",
        "source": _basis(desk, prices.basis),
    }
