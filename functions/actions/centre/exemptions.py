"""The components from which a centre's candidates were exempted, as the register has them: listed, and as the CSV report (CI-38)."""

from __future__ import annotations

import csv
import io
from typing import Any

from functions.actions.shared.bodies_asked import body_asked
from functions.adapters import keys
from functions.adapters.records import body_of
from functions.adapters.table import Table
from functions.domain.catalogue.bodies import Body, Catalogue
from functions.domain.catalogue.syllabuses import Component
from functions.domain.errors import NotFound
from functions.domain.people.people import Person
from functions.domain.people.permissions import Act, acting_for
from functions.domain.register.cards import Card

REPORT = ("candidate", "name", "qualification", "syllabus", "syllabus name", "component", "component name")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula is made text


def exemptions(table: Table, catalogue: Catalogue, person: Person, chosen: str | None, body_id: str, series: str) -> dict[str, Any]:
    """Every exemption of a series, by candidate, and the same as CSV. Raises NotFound for an unknown series."""
    member = acting_for(person, Act.READ, chosen)
    body = body_asked(table, catalogue, member.organisation, body_id)
    found = body.series_of(series)
    if found is None:
        raise NotFound
    cards = [Card.model_validate_json(body_of(item)) for item in table.partition(keys.cards(body.id, series, member.organisation), "CARD#")]
    lines = [line for card in sorted(cards, key=lambda each: (each.candidate, each.syllabus)) for line in _lines(body, card)]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([REPORT, *(map(_cell, line) for line in lines)])
    return {
        "series": {"id": series, "title": found.title},
        "exemptions": [dict(zip(("number", "name", "qualification", "syllabus", "syllabus_name", "component", "component_name"), line, strict=True)) for line in lines],
        "report": {"name": f"Exemption by Candidate Report {series}.csv", "csv": text.getvalue()},
    }  # fmt: skip


def _lines(body: Body, card: Card) -> list[tuple[str, ...]]:
    syllabus = body.syllabuses_by_code.get(card.syllabus)
    about = (card.candidate, card.name, syllabus.qualification if syllabus else "", card.syllabus, syllabus.name if syllabus else "")
    components: dict[str, Component] = {each.code: each for each in syllabus.components} if syllabus else {}
    return [(*about, code, components[code].title if code in components else "") for code in card.exempt]


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value
