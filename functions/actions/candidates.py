"""The results register as a centre sees it: whom an enquiry can be about, and what a candidate was entered for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from functions.adapters import keys
from functions.adapters.records import body_of
from functions.adapters.table import Table
from functions.domain.calendar import iso
from functions.domain.cards import Card
from functions.domain.catalogue import Body, Catalogue
from functions.domain.deadlines import remaining_text
from functions.domain.eligibility import candidate_problems, open_services
from functions.domain.errors import NotFound
from functions.domain.people import Act, Person, acting_for
from functions.domain.submission import as_printed
from functions.domain.waiting import group_warnings


def series_open(catalogue: Catalogue, now: datetime) -> list[dict[str, Any]]:
    """Every series with its services, deadlines and days remaining (CI-35). No call: all of it is in the catalogue."""
    return [_series(body, series.id, now) for body in catalogue.bodies.values() for series in body.series]


def _series(body: Body, id: str, now: datetime) -> dict[str, Any]:
    series = body.series_of(id)
    route = body.routes[0]
    if series is None:
        raise NotFound
    last = max(series.deadlines, key=lambda each: each.closes_on or date.max)
    closes_at = body.closes_at(series, (last.services or (route.services[0].code,))[0])
    days = body.days_remaining(series, (last.services or (route.services[0].code,))[0], now)
    able = {each.code for each in open_services(body, route, series, now)}
    return {
        "id": series.id, "title": series.title, "body": body.id, "body_name": body.name, "zone": body.zone, "contact": body.contact.email,
        "opens_on": series.opens_on.isoformat() if series.opens_on else None, "closes_on": last.closes_on.isoformat() if last.closes_on else None,
        "closes_at": iso(closes_at) if closes_at else None, "find": last.find,
        "open": bool(able), "days_remaining": days, "remaining_text": remaining_text(days),
        "notice": series.notice.text if series.notice else None,
        "services": [
            {
                "code": each.code, "name": each.name, "available": each.code in able, "target_text": each.target_sentence,
                "not_yet": f"Write to {body.contact.email}." if each.not_yet else None,
                "closes_on": str(series.deadline_for(each.code).closes_on or "") or None, "days_remaining": body.days_remaining(series, each.code, now),
            }
            for each in route.services
        ],
    }  # fmt: skip


def to_choose_from(
    table: Table, catalogue: Catalogue, person: Person, chosen: str | None, *, body_id: str, series: str, syllabus: str, service: str,
    components: tuple[str, ...], wanted: str,
) -> list[dict[str, Any]]:  # fmt: skip
    """The centre's candidates in a syllabus, each with why it cannot be chosen, if so (CI-18, CI-19). One call.

    `wanted` filters by part of the name or by number, with or without leading zeros; empty lists everybody.
    """
    member = acting_for(person, Act.READ, chosen)
    body = _body(catalogue, body_id)
    route = body.routes[0]
    known = body.syllabuses_by_code.get(syllabus)
    offered = route.service(service)
    if known is None:
        return []
    items = table.partition(keys.cards(body.id, series, member.organisation), f"CARD#{syllabus}#")
    cards = [card for card in (Card.model_validate_json(body_of(item)) for item in items) if matches(card, wanted)]
    return [
        {
            "number": card.candidate, "name": card.name,
            "components": [{"code": each.component, "has_mark": each.mark is not None, "exempt": each.component in card.exempt} for each in card.results],
            "unavailable": candidate_problems(body, route, offered, card, components) if offered else [],
            "warning": next(iter(group_warnings(body, route, offered, {card.candidate: card})), None) if offered else None,
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
    body = _body(catalogue, body_id)
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
    return {
        "syllabus": {"code": card.syllabus, "name": syllabus.name if syllabus else card.syllabus},
        "qualification": syllabus.qualification if syllabus else "",
        "grade": card.grade,
        "components": [
            {"code": each.component, "title": titles.get(each.component, ""), "mark": each.mark, "origin": each.origin.value, "exempt": each.component in card.exempt}
            for each in card.results
        ],
        "enquiries": [{"id": each.enquiry, "reference": each.reference, "service": each.service, "at": iso(each.at)} for each in card.claims],
    }  # fmt: skip


def _body(catalogue: Catalogue, id: str) -> Body:
    body = catalogue.bodies.get(id)
    if body is None:
        raise NotFound
    return body
