"""The results register as a centre sees it: whom an enquiry can be about, and what a candidate was entered for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from functions.actions.shared.bodies_asked import body_asked
from functions.adapters import keys
from functions.adapters.records import body_of
from functions.adapters.table import Table
from functions.domain.calendar import iso
from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.catalogue.deadlines import remaining_text
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.services import Service
from functions.domain.eligibility.eligibility import candidate_problems, open_services
from functions.domain.eligibility.waiting import group_warnings
from functions.domain.errors import NotFound
from functions.domain.fields import as_printed
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, acting_for
from functions.domain.register.cards import WHOLE_SYLLABUS, Card, Cohort


def series_open(catalogue: Catalogue, now: datetime) -> list[dict[str, Any]]:
    """Every series with its services, deadlines and days remaining (CI-35). No call: all of it is in the catalogue."""
    return [_series(body, series.id, now) for body in catalogue.bodies.values() for series in body.series]


def _series(body: Body, id: str, now: datetime) -> dict[str, Any]:
    series = body.series_of(id)
    if series is None:
        raise NotFound
    routes = body.routes_of(series)
    codes = dict.fromkeys(each.code for route in routes for each in route.services)
    last = max(codes, key=lambda code: series.deadline_for(code).closes_on or date.max)
    deadline, closes_at, days = series.deadline_for(last), body.closes_at(series, last), body.days_remaining(series, last, now)
    able = {route.id: {each.code for each in open_services(body, route, series, now)} for route in routes}
    return {
        "id": series.id, "title": series.title, "body": body.id, "body_name": body.name, "zone": body.zone, "contact": body.contact.email,
        "opens_on": series.opens_on.isoformat() if series.opens_on else None,
        "closes_on": deadline.closes_on.isoformat() if deadline.closes_on else None,
        "closes_at": iso(closes_at) if closes_at else None, "find": deadline.find,
        "open": any(able.values()), "days_remaining": days, "remaining_text": remaining_text(days),
        "notice": series.notice.text if series.notice else None,
        "routes": [
            {"id": route.id, "name": route.name, "centre_review_first": route.centre_review_first, "services": [_service(body, series, each, each.code in able[route.id], now) for each in route.services]}
            for route in routes
        ],
    }  # fmt: skip


def _service(body: Body, series: Series, service: Service, available: bool, now: datetime) -> dict[str, Any]:
    return {
        "code": service.code, "name": service.name, "label": service.label, "available": available, "target_text": service.target_sentence,
        "not_yet": f"Write to {body.contact.email}." if service.not_yet else None,
        "closes_on": str(series.deadline_for(service.code).closes_on or "") or None, "days_remaining": body.days_remaining(series, service.code, now),
    }  # fmt: skip


def to_choose_from(
    table: Table, catalogue: Catalogue, person: Person, chosen: str | None, *, body_id: str, series: str, syllabus: str, service: str,
    components: tuple[str, ...], wanted: str, route: str = "",
) -> list[dict[str, Any]]:  # fmt: skip
    """The centre's candidates in a syllabus, each with why it cannot be chosen, if so (CI-18, CI-19). One call.

    `wanted` filters by part of the name or by number, with or without leading zeros; empty lists everybody. Without a
    `route` it is the usual one of the series.
    """
    member = acting_for(person, Act.READ, chosen)
    body = body_asked(table, catalogue, member.organisation, body_id)
    asked = body.route_asked(series, route)
    known = body.syllabuses_by_code.get(syllabus)
    offered = asked.service(service)
    if known is None:
        return []
    items = table.partition(keys.cards(body.id, series, member.organisation), f"CARD#{syllabus}#")
    whole = table.get(keys.cohort(body.id, series, member.organisation, syllabus, WHOLE_SYLLABUS)) if offered and offered.appeal else None
    cohort = Cohort.model_validate_json(body_of(whole)) if whole else None
    cards = [card for card in (Card.model_validate_json(body_of(item)) for item in items) if matches(card, wanted)]
    return [
        {
            "number": card.candidate, "name": card.name,
            "components": [{"code": each.component, "has_mark": each.mark is not None, "exempt": each.component in card.exempt} for each in card.results],
            "unavailable": candidate_problems(body, asked, offered, card, components, cohort=cohort) if offered else [],
            "warning": next(iter(group_warnings(body, asked, offered, {card.candidate: card})), None) if offered else None,
        }
        for card in cards
    ]  # fmt: skip


def matches(card: Card, wanted: str) -> bool:
    """Whether what was typed finds this candidate: a number as printed or without its zeros, or part of the name."""
    typed = wanted.strip().casefold()
    if not typed:
        return True
    if typed.isdigit():
        return as_printed(typed) == card.candidate or card.candidate.lstrip("0").startswith(typed) or card.candidate.startswith(typed)
    return typed in card.name.casefold()


def entries(
    table: Table, catalogue: Catalogue, person: Person, chosen: str | None, body_id: str, series: str, number: str
) -> dict[str, Any]:
    """Everything a candidate was entered for in a series, with the enquiries about it (CI-24). Raises NotFound for nobody."""
    member = acting_for(person, Act.READ, chosen)
    body = body_asked(table, catalogue, member.organisation, body_id)
    page = table.index("lists", keys.entries_of(body.id, series, member.organisation, as_printed(number)), limit=50)
    cards = [Card.model_validate_json(body_of(item)) for item in page.items]
    if not cards:
        raise NotFound
    return {
        "candidate": {"number": cards[0].candidate, "name": cards[0].name},
        "series": {"id": series, "title": found.title if (found := body.series_of(series)) else series},
        "entries": [_entry(body, card) for card in cards],
    }


def _entry(body: Body, card: Card) -> dict[str, Any]:
    syllabus = body.syllabuses_by_code.get(card.syllabus)
    titles = {each.code: each.title for each in syllabus.components} if syllabus else {}
    route = body.route(card.route)
    named = {each.service: service.title if route and (service := route.service(each.service)) else each.service for each in card.claims}
    return {
        "syllabus": {"code": card.syllabus, "name": syllabus.name if syllabus else card.syllabus},
        "qualification": syllabus.qualification if syllabus else "",
        "grade": card.grade,
        "route": route.aside if route else card.route,
        "components": [
            {"code": each.component, "title": titles.get(each.component, ""), "mark": each.mark, "origin": each.origin.value, "exempt": each.component in card.exempt}
            for each in card.results
        ],
        "enquiries": [
            {"id": each.enquiry, "reference": each.reference, "service": each.service, "service_title": named[each.service], "at": iso(each.at)}
            for each in card.claims
        ],
    }  # fmt: skip
