"""OCR's query about a missing or incomplete result: a service of its own, free, with its own deadline, made in OCR's portal (facts.md 2.2)."""

from __future__ import annotations

from typing import Any

import pytest

from functions import wiring
from functions.adapters.organisations import put_organisation_and_numbers
from functions.adapters.register import put_card
from functions.adapters.table import Put
from functions.domain.register.cards import Origin
from tests.builders import CAMBRIDGE, card, organisation, result
from tests.handlers.desk import Desk
from tests.handlers.portals import made, record

OCR = "ocr"
QUERY: dict[str, Any] = {
    "body": OCR, "series": "2026-06", "service": "MIR", "qualification": "GCE A level", "syllabus": "H446", "components": (), "candidates": ("0713",),
}  # fmt: skip


@pytest.fixture
def portal(desk: Desk) -> Desk:
    """Northfield's 0713 has X in OCR's H446, for want of a mark in one component; 0714 has a B, and 0715 is pending."""
    for put in put_organisation_and_numbers(organisation(centres={CAMBRIDGE: "ZZ101", OCR: "10101"})):
        wiring.table().put(Put(put.item, expect=None))
    about = {"body": OCR, "series": "2026-06", "syllabus": "H446", "version": 1}
    without = (result("H446/01", 88), result("H446/02", None, Origin.NONE), result("H446/03", 40, Origin.MODERATION))
    marked = tuple(result(each, 60) for each in ("H446/01", "H446/02"))
    cards = (
        card(grade="X", results=without, **about),
        card("0714", name="Bao Nguyen", grade="B", results=marked, **about),
        card("0715", name="Carys Bell", grade="Q", results=without, **about),
    )
    wiring.table().commit([put_card(each) for each in cards])
    return desk.at("2026-08-25 10:00")


def asked(desk: Desk, **changes: Any) -> str:
    submitted = desk.submit(declarations=declarations(desk), **QUERY | changes).ok()["submission"]
    desk.follow()
    id: str = submitted["enquiries"][0]["id"]
    return id


def declarations(desk: Desk) -> list[str]:
    draft = desk.draft(**QUERY)
    content = desk.centre("GET", f"/api/drafts/{draft}").ok()["draft"]["content"]
    checked = desk.centre("POST", f"/api/drafts/{draft}/check", {"content": content}).ok()
    assert checked["problems"] == []
    return [each["id"] for each in checked["declarations"]]


@pytest.mark.parametrize("candidate", ["0713", "0715"])
def test_the_query_is_free_and_is_taken_for_who_has_no_result_or_a_pending_one(portal: Desk, candidate: str) -> None:
    page = portal.enquiry(asked(portal, candidates=(candidate,)))
    assert (page["service"]["label"], page["service"]["name"]) == ("MIR", "Missing or incomplete result")
    assert (page["fee"]["status"], page["fee"]["money"]) == ("waived", None)
    assert (page["status_text"], page["portal"]["text"]) == (
        "Prepared",
        "Nothing has been sent to OCR yet. You have still to make this request in its portal, Interchange.",
    )
    assert [
        "Missing or incomplete result" in each
        for field in page["portal"]["fields"]
        if field["label"] == "Service"
        for each in field["values"]
    ] == [True]


def test_it_is_refused_for_who_has_a_result(portal: Desk) -> None:
    refused = portal.submit(declarations=declarations(portal), **QUERY | {"candidates": ("0714",)})
    assert (refused.status, refused.codes) == (422, ["grade_given"])


def test_its_own_deadline_is_not_that_of_the_reviews_and_is_said_not_to_be_known_here(portal: Desk) -> None:
    (series,) = [each for each in portal.centre("GET", "/api/series").ok()["series"] if (each["body"], each["id"]) == (OCR, "2026-06")]
    services = {each["code"]: each for route in series["routes"] for each in route["services"]}
    assert services["2"]["closes_on"] == "2026-09-24"
    assert services["MIR"]["closes_on"] is None
    assert asked(portal.at("2026-09-30 10:00")), "reviews are over; this one may be asked for until OCR’s own day"


@pytest.mark.parametrize(
    ("finding", "said", "text"),
    [
        ("explained", "The candidate was absent.", "The result is explained."),
        ("result_to_come", "", "A result will be issued."),
        ("no_result", "", "No result can be issued."),
    ],
)
def test_the_answer_that_the_portal_shows_is_recorded_with_what_ocr_said_or_without(
    portal: Desk, finding: str, said: str, text: str
) -> None:
    id = asked(portal)
    made(portal, id, "2026-08-25")
    assert record(portal.at("2026-09-01 10:00"), id, "outcome", day="2026-09-01").codes == ["portal_answer_missing"]
    page = record(portal, id, "outcome", day="2026-09-01", finding=finding, explanation=said).ok()["enquiry"]
    assert (page["status"], page["answer"]["finding"], page["answer"]["explanation"]) == ("completed", finding, said)
    assert page["outcome"]["text"] == text
    again = record(portal, id, "outcome", day="2026-09-01", finding="explained", explanation="The mark was found.").ok()["enquiry"]
    assert again["answer"]["explanation"] == "The mark was found.", "it can be recorded again, to correct it"


def test_it_can_be_asked_again_once_it_is_answered_and_not_before(portal: Desk) -> None:
    id = asked(portal)
    assert portal.submit(declarations=declarations_once(portal), **QUERY).codes == ["already_explained"]
    made(portal, id, "2026-08-25")
    record(portal, id, "outcome", day="2026-08-25", finding="result_to_come").ok()
    assert asked(portal)


def declarations_once(desk: Desk) -> list[str]:
    """The declarations, read where the candidate is taken already."""
    draft = desk.draft(**QUERY)
    content = desk.centre("GET", f"/api/drafts/{draft}").ok()["draft"]["content"]
    return [each["id"] for each in desk.centre("POST", f"/api/drafts/{draft}/check", {"content": content}).ok()["declarations"]]
