"""What tests of school-assessed grades begin with: candidates of November 2021 whose grade their centre gave, and its Centre Reviews."""

from __future__ import annotations

import uuid
from typing import Any

from functions.domain.register.cards import Card
from tests.builders import CAMBRIDGE, card
from tests.handlers.desk import OFFICER, Desk, Reply

NOVEMBER = "2021-11"
ROUTE = "school-assessed"


def school_assessed(candidate: str = "0731", **changes: Any) -> Card:
    """Northfield's candidate in 0580 in November 2021, with a C from the centre and no marks."""
    fields: dict[str, Any] = {"series": NOVEMBER, "route": ROUTE, "name": "Isla Fernando", "grade": "C", "results": (), "version": 1}
    return card(candidate, **{**fields, **changes})


def told(**changes: Any) -> dict[str, Any]:
    """A Centre Review as the page sends it."""
    return {
        "body": CAMBRIDGE, "route": ROUTE, "series": NOVEMBER, "syllabus": "0580", "cohort": False, "candidates": ["0731"],
        "asked_by": "guardian", "completed_on": "2022-08-01", "completed_by": "Head of Centre", "finding": "error",
        "explanation": "The second piece of evidence was entered with the marks of another.", **changes,
    }  # fmt: skip


def record(desk: Desk, id: str | None = None, *, by: str = OFFICER, **changes: Any) -> Reply:
    return desk.centre("PUT", f"/api/centre-reviews/{id or uuid.uuid4()}", told(**changes), by=by)


def reviewed(desk: Desk, *cards: Card, **changes: Any) -> str:
    """The id of a Centre Review about these candidates, whose cards are put into the register."""
    for each in cards:
        desk.put(each)
    named = [] if changes.get("cohort") else [each.candidate for each in cards] or ["0731"]
    id: str = record(desk, **{"candidates": named, **changes}).ok()["review"]["id"]
    return id
