"""A desk for bodies with portals of their own: Northfield has AQA's number, and candidates in two of AQA's subjects."""

from __future__ import annotations

from typing import Any

from functions import wiring
from functions.adapters.organisations import put_organisation_and_numbers
from functions.adapters.register import put_card
from functions.adapters.table import Put
from functions.domain.register.cards import Origin
from tests import builders
from tests.builders import CAMBRIDGE, card, organisation
from tests.handlers.desk import Desk, Reply

AQA, AQA_NUMBER = "aqa", "10101"
ECONOMICS, ART = "7136", "7131"
PAPERS = ("7136/1", "7136/2", "7136/3")
REVIEW: dict[str, Any] = {
    "body": AQA, "series": "2026-06", "service": "2", "qualification": "GCE A level", "syllabus": ECONOMICS, "components": [PAPERS[0]],
    "candidates": ["0713"],
}  # fmt: skip
DECLARED, DECLARED_COHORT, DECLARED_SCRIPTS = ["supported", "consent"], ["cohort-supported"], ["scripts-supported", "scripts-consent"]


def with_aqa(desk: Desk) -> Desk:
    """Give Northfield AQA's number and results, and set the clock to a day on which June 2026 is open."""
    for put in put_organisation_and_numbers(organisation(centres={CAMBRIDGE: "ZZ101", AQA: AQA_NUMBER})):
        wiring.table().put(Put(put.item, expect=None))  # Northfield is there already, without this number
    taken = {"body": AQA, "series": "2026-06", "syllabus": ECONOMICS, "version": 1, "grade": "B"}
    papers = tuple(builders.result(each, 50) for each in PAPERS)
    portfolio = (builders.result("7131/C", 70, Origin.MODERATION),)
    cards = [
        card(results=papers, **taken),
        card("0714", results=papers, name="Bao Nguyen", **taken),
        card(results=portfolio, **taken | {"syllabus": ART}),
        card("0714", results=portfolio, name="Bao Nguyen", **taken | {"syllabus": ART, "grade": "C"}),
    ]
    wiring.table().commit([put_card(each) for each in cards])
    return desk.at("2026-08-25 10:00")


def prepared(desk: Desk, declarations: list[str] | None = None, **changes: Any) -> str:
    """Prepare a request and let everything follow. Return the enquiry's id."""
    made = desk.submit(declarations=declarations or DECLARED, **REVIEW | changes).ok()["submission"]
    desk.follow()
    id: str = made["enquiries"][0]["id"]
    return id


def record(desk: Desk, id: str, what: str, **sent: Any) -> Reply:
    """Record something of an enquiry, at the version that the centre sees."""
    return desk.centre("POST", f"/api/enquiries/{id}/{what}", {"version": desk.enquiry(id)["version"], **sent})


def made(desk: Desk, id: str, day: str = "2026-08-25", reference: str = "CS-123456") -> Any:
    return record(desk, id, "made", day=day, reference=reference).ok()["enquiry"]


def outcome(desk: Desk, id: str, day: str, grade: str = "B", mark: int = 50, **sent: Any) -> Reply:
    """Record the outcome of a review: this mark in each component, and this grade."""
    lines = [{"component": each["code"], "mark_after": mark} for each in desk.enquiry(id)["components"]]
    return record(desk, id, "outcome", day=day, lines=lines, grade_after=grade, **sent)
