"""Consent is kept until six months after the last outcome or appeal, and then deleted with all that belongs to it (JQ-05, NC-08)."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from functions.adapters.keys import Key
from tests.handlers.desk import Desk
from tests.handlers.portals import AQA, made, outcome, with_aqa
from tests.handlers.test_consent_links import answer, sheet
from tests.handlers.test_consents import prepare, record
from tests.scans import scan


@pytest.fixture
def portal(desk: Desk) -> Desk:
    return with_aqa(desk)


def kept(desk: Desk) -> list[Key]:
    return [key for key in desk.items() if key.pk.startswith(("CONSENT#", "SCAN#"))]


def request(desk: Desk) -> str:
    id: str = prepare(desk).ok()["submission"]["enquiries"][0]["id"]
    desk.follow()
    return id


@pytest.mark.proves("JQ-05")
def test_consent_is_kept_for_six_months_after_the_outcome_and_then_deleted_with_words_link_and_history(portal: Desk) -> None:
    answer(portal, sheet(portal)["0713"]).ok()
    id = request(portal)
    made(portal, id)
    portal.at("2027-03-08 10:00").sweep()
    assert len(kept(portal)) > 3, "it is still in progress"
    outcome(portal, id, "2027-03-08").ok()
    portal.follow()
    portal.at("2027-04-20 10:00").sweep()
    portal.at("2027-09-08 23:59").sweep()
    assert {key.sk.partition("#")[0] for key in kept(portal)} == {"SYLLABUS", "AGREED", "LINK", "ASIDE"}
    portal.at("2027-09-09 00:01").sweep()
    assert kept(portal) == []


@pytest.mark.proves("JQ-05")
def test_an_appeal_moves_the_day(portal: Desk) -> None:
    portal.head_of("northfield", "head-2")
    record(portal).ok()
    id = request(portal)
    made(portal, id)
    outcome(portal, id, "2026-08-25").ok()
    portal.follow()
    appealed = portal.centre(
        "POST",
        f"/api/enquiries/{id}/appeal",
        {"grounds": "The scheme was not followed", "declarations": ["appeal-signed", "appeal-consent"]},
        by="head",
    )
    appeal = appealed.ok()["submission"]["enquiries"][0]["id"]
    portal.at("2027-03-10 10:00").sweep()
    assert len(kept(portal)) > 1, "the appeal is open"
    portal.centre("POST", f"/api/enquiries/{appeal}/cancel", {"version": portal.enquiry(appeal)["version"], "reason": "Settled"}).ok()
    portal.at("2027-04-20 10:00").sweep()
    portal.at("2027-09-10 23:59").sweep()
    assert len(kept(portal)) > 1
    portal.at("2027-09-11 00:01").sweep()
    assert kept(portal) == []


@pytest.mark.proves("JQ-05")
def test_what_was_never_used_goes_half_a_year_later_and_only_of_its_syllabus(portal: Desk) -> None:
    record(portal).ok()
    portal.at("2026-12-01 10:00")
    other: dict[str, Any] = {
        "service": "ATS-T",
        "choice": "I have no objection to being recognised",
        "syllabus": "7131",
        "components": ["7131/C"],
    }
    record(portal, **other).ok()
    portal.at("2027-03-05 10:00").sweep()
    left = kept(portal)
    assert [key.sk for key in left if key.sk.startswith("SYLLABUS#")] == ["SYLLABUS#7131"]
    assert [key.sk for key in left if key.sk.startswith("AGREED#7136")] == []


@pytest.mark.proves("JQ-05")
def test_a_scan_goes_once_no_consent_rests_on_it(portal: Desk) -> None:
    data = scan("a signed form")
    sent = {"body": AQA, "series": "2026-06", "filename": "form.pdf", "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    upload = portal.centre("POST", "/api/consents/scans", sent).ok()["upload"]["id"]
    portal.arrive(upload, data)
    fingerprint = sent["sha256"][:16]
    record(portal, scan=fingerprint).ok()
    file = f"evidence/consents/northfield/{fingerprint}.pdf"
    portal.at("2027-02-24 10:00").sweep()
    assert portal.file(file) == data
    for day in ("2027-03-05 10:00", "2027-04-15 10:00"):
        portal.at(day).sweep()
    assert kept(portal) == []
    assert portal.file(file) is None
