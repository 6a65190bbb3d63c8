"""The components from which a centre's candidates were exempted, as the register has them: listed, and as the CSV report (CI-38)."""

from __future__ import annotations

import csv
import io
from typing import Any

from functions.actions.shared.bodies_asked import body_asked
from functions.actions.shared.session import Session
from functions.adapters.register import read_cards_of_centre
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.syllabuses import Component
from functions.domain.errors import NotFound
from functions.domain.people.permissions import Act
from functions.domain.register.cards import Card

REPORT = ("candidate", "name", "qualification", "syllabus", "syllabus name", "component", "component name")
FIELDS = ("number", "name", "qualification", "syllabus", "syllabus_name", "component", "component_name")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins with one of these is a formula to a spreadsheet


def exemptions(session: Session, body_id: str, series: str) -> dict[str, Any]:
    """Return every exemption of a series, by candidate, the same as CSV, and the body's rule on them. Raise NotFound for an unknown series."""
    member = session.acting_for(Act.READ)
    body = body_asked(session, member.organisation, body_id)
    found = body.series_of(series)
    if found is None:
        raise NotFound
    cards = read_cards_of_centre(session.table, body.id, series, member.organisation)
    lines = [line for card in sorted(cards, key=lambda each: (each.candidate, each.syllabus)) for line in _lines(body, card)]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([REPORT, *(map(_cell, line) for line in lines)])
    rule = body.citation_on(body.route_asked(series, ""), "exempt")
    return {
        "series": {"id": series, "title": found.title},
        "exemptions": [dict(zip(FIELDS, line, strict=True)) for line in lines],
        "report": {"name": f"Exemption by Candidate Report {series}.csv", "csv": text.getvalue()},
        "rule": rule._asdict() if rule else None,
    }


def _lines(body: Body, card: Card) -> list[tuple[str, ...]]:
    syllabus = body.syllabuses_by_code.get(card.syllabus)
    about = (card.candidate, card.name, syllabus.qualification if syllabus else "", card.syllabus, syllabus.name if syllabus else "")
    components: dict[str, Component] = {each.code: each for each in syllabus.components} if syllabus else {}
    return [(*about, code, components[code].title if code in components else "") for code in card.exempt]


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value
