"""Candidates' consent as its centre records it, and the requests that are refused without it (JQ-05, NC-08)."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

import pytest

from functions import wiring
from functions.adapters.organisations import put_organisation_and_numbers
from functions.adapters.table import Put
from functions.domain.register.cards import Origin
from tests.builders import CAMBRIDGE, card, organisation, result
from tests.handlers.desk import HARBOUR, OFFICER, Desk, Reply, content
from tests.handlers.portals import AQA, DECLARED, DECLARED_SCRIPTS, ECONOMICS, PAPERS, REVIEW, with_aqa
from tests.scans import scan

CONSENT = "Each candidate must consent in writing, after the results and for this request."
SCHOOLS = "Pages of schools that restate the JCQ’s arrangements, 2022 to 2025, Several schools, checked 28 November 2026 (reported, not confirmed)"
NO_NAME = "my name and number are removed before the script is used in class"
ASKED: dict[str, Any] = {
    "body": AQA, "series": "2026-06", "route": "standard", "syllabus": ECONOMICS, "service": "2", "components": [PAPERS[0]],
}  # fmt: skip
ON_PAPER = {"candidates": ["0713"], "way": "paper", "day": "2026-08-24"}


@pytest.fixture
def portal(desk: Desk) -> Desk:
    return with_aqa(desk)


def record(desk: Desk, *, by: str = OFFICER, **changes: Any) -> Reply:
    return desk.centre("POST", "/api/consents/record", ASKED | ON_PAPER | changes, by=by)


def states(desk: Desk, **changes: Any) -> dict[str, str]:
    found = desk.centre("POST", "/api/consents/candidates", ASKED | changes).ok()["candidates"]
    return {each["number"]: each["state"] for each in found}


def prepare(desk: Desk, declarations: list[str] = DECLARED, **changes: Any) -> Reply:
    return desk.submit(declarations=declarations, consents=False, **REVIEW | changes)


@pytest.mark.proves("JQ-05")
def test_a_request_is_refused_for_whom_consent_is_missing_and_says_for_whom_with_rule_and_source(portal: Desk) -> None:
    record(portal).ok()
    before = portal.items()
    reply = prepare(portal, candidates=["0713", "0714"])
    assert reply.status == 422
    (error,) = reply.body["errors"]
    assert (error["code"], error["field"], error["rule"], error["source"]) == ("consent_missing", "candidates.0714", CONSENT, SCHOOLS)
    assert error["message"].startswith("The consent of candidate 0714 (Bao Nguyen) to Service 2: Review of marking is not recorded")
    assert portal.items() == before
    checked = portal.centre("POST", f"/api/drafts/{uuid.uuid4()}/check", {"content": content(**REVIEW | {"candidates": ["0714"]})}).ok()
    assert [each["code"] for each in checked["problems"]] == ["consent_missing"]
    record(portal, candidates=["0714"], way="email").ok()
    assert prepare(portal, candidates=["0713", "0714"]).status == 200


@pytest.mark.proves("JQ-05")
def test_consent_is_for_one_service_and_its_components_and_no_other(portal: Desk) -> None:
    record(portal, components=list(PAPERS[:2])).ok()
    assert prepare(portal, service="1").codes == ["consent_missing"]
    assert prepare(portal, components=[PAPERS[2]]).codes == ["consent_missing"]
    assert states(portal) == {"0713": "given", "0714": "missing"}
    assert states(portal, components=[PAPERS[2]]) == {"0713": "missing", "0714": "missing"}
    assert prepare(portal, components=[PAPERS[1]]).status == 200


@pytest.mark.proves("JQ-05")
def test_one_consent_covers_one_request_and_the_next_only_where_the_first_was_cancelled(portal: Desk) -> None:
    record(portal, components=list(PAPERS[:2])).ok()
    first = prepare(portal, components=[PAPERS[0]]).ok()["submission"]["enquiries"][0]["id"]
    assert prepare(portal, components=[PAPERS[1]]).codes == ["consent_missing"]
    portal.centre("POST", f"/api/enquiries/{first}/cancel", {"version": portal.enquiry(first)["version"], "reason": "A mistake"}).ok()
    assert prepare(portal, components=[PAPERS[1]]).status == 200


@pytest.mark.proves("JQ-05")
def test_consent_counts_only_if_it_is_given_since_the_results(portal: Desk) -> None:
    reply = record(portal, day="2026-08-12")
    assert reply.codes == ["consent_day_before_results"]
    assert "13 August 2026" in reply.body["errors"][0]["message"]
    assert reply.body["errors"][0]["rule"].startswith("Consent counts only if it is given after the results")
    assert record(portal, day="2026-08-26").codes == ["consent_day_to_come"]
    portal.at("2026-08-12 23:59")
    assert record(portal, day="2026-08-12").codes == ["consent_before_results", "consent_day_before_results"]
    portal.at("2026-08-13 00:00")
    record(portal, day="2026-08-13").ok()


@pytest.mark.proves("JQ-05")
def test_service_3_needs_no_consent_and_none_can_be_recorded(portal: Desk) -> None:
    moderation = {"service": "3", "syllabus": "7131", "components": ["7131/C"]}
    assert set(states(portal, **moderation).values()) == {"not_needed"}
    reply = record(portal, **moderation)
    assert reply.codes == ["consent_not_needed"]
    assert reply.body["errors"][0]["rule"] == "No consent is needed, since the published grade is not lowered."
    assert prepare(portal, ["cohort-supported"], candidates=[], **moderation).status == 200


@pytest.mark.proves("JQ-05")
def test_consent_to_a_script_says_whether_name_and_number_may_be_seen(portal: Desk) -> None:
    assert record(portal, service="ATS-T").codes == ["consent_choice_missing"]
    assert record(portal, service="ATS-T", choice="anything").codes == ["consent_choice_missing"]
    found = record(portal, service="ATS-T", choice=NO_NAME).ok()
    assert found["asked"]["choices"] == [NO_NAME, "I have no objection to being recognised"]
    (amina, _) = found["candidates"]
    assert amina["consent"]["agreement"]["choice"] == NO_NAME
    assert prepare(portal, DECLARED_SCRIPTS, service="ATS-T").status == 200


def test_way_day_candidates_and_a_guardians_name_are_asked_for_at_once(portal: Desk) -> None:
    assert record(portal, candidates=[], way="", day="", components=[], giver="guardian").codes == [
        "components_missing", "candidates_missing", "consent_way_missing", "consent_day_missing", "guardian_missing",
    ]  # fmt: skip
    assert record(portal, candidates=["0999"]).codes == ["candidate_unknown"]


def test_a_guardians_consent_keeps_the_guardians_name(portal: Desk) -> None:
    shown = record(portal, giver="guardian", guardian="Kofi Osei").ok()["candidates"][0]["consent"]["agreement"]
    assert (shown["giver_text"], shown["guardian"], shown["way_text"], shown["day_text"]) == (
        "A parent or guardian", "Kofi Osei", "On paper", "24 August 2026",
    )  # fmt: skip


@pytest.mark.proves("JQ-05")
def test_consent_can_be_withdrawn_until_the_request_is_submitted(portal: Desk) -> None:
    record(portal).ok()
    withdrawn = portal.centre("POST", "/api/consents/withdraw", ASKED | {"candidates": ["0713"]}).ok()
    assert withdrawn["candidates"][0]["state"] == "withdrawn"
    assert prepare(portal).codes == ["consent_missing"]
    assert portal.centre("POST", "/api/consents/withdraw", ASKED | {"candidates": ["0713"]}).codes == ["consent_none"]
    record(portal).ok()
    prepare(portal).ok()
    assert portal.centre("POST", "/api/consents/withdraw", ASKED | {"candidates": ["0713"]}).codes == ["consent_in_use"]


@pytest.mark.proves("JQ-05")
def test_the_scan_that_shows_consent_is_kept_and_only_its_centre_opens_it(portal: Desk) -> None:
    data = scan("a signed form")
    sent = {"body": AQA, "series": "2026-06", "filename": "form.pdf", "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    upload = portal.centre("POST", "/api/consents/scans", sent).ok()["upload"]["id"]
    fingerprint = sent["sha256"][:16]
    assert record(portal, scan=fingerprint).codes == ["scan_unknown"], "it has not arrived yet"
    portal.arrive(upload, data)
    assert portal.centre("GET", f"/api/uploads/{upload}").ok()["upload"]["state"] == "attached"
    record(portal, scan=fingerprint).ok()
    link = portal.centre("POST", f"/api/consents/scans/{fingerprint}/link").ok()
    assert link["name"] == f"Consent-{fingerprint}.pdf"
    assert portal.file(f"evidence/consents/northfield/{fingerprint}.pdf") == data
    assert portal.centre("POST", f"/api/consents/scans/{fingerprint}/link", by=HARBOUR).status == 404
    assert portal.centre("POST", "/api/consents/scans", sent | {"size": 0}).codes == ["upload_empty"]
    assert portal.centre("POST", "/api/consents/scans", sent | {"size": 10_000_001}).codes == ["upload_size"]


@pytest.mark.proves("JQ-05", "TX-02")
def test_the_words_that_were_agreed_to_are_kept_with_their_version(portal: Desk) -> None:
    record(portal).ok()
    kept = [each for key, each in portal.items().items() if key.sk.startswith("AGREED#")]
    (item,) = kept
    assert item["pk"]["S"] == "CONSENT#northfield#aqa#2026-06#0713"
    said = item["json"]["S"]
    assert '"wording":"1 of 28 November 2026"' in said
    assert "Your mark and your grade can go up, stay the same or go down." in said
    assert "It is about Economics, 7136/1 Paper 1." in said
    assert "keeps your answer for 6 months after the outcome" in said


def test_the_list_of_a_series_has_everybody_of_whom_something_is_recorded(portal: Desk) -> None:
    record(portal).ok()
    record(portal, service="1", candidates=["0714"], way="email").ok()
    found = portal.centre("GET", "/api/consents", series="2026-06", awarding_body=AQA).ok()["records"]
    assert [(each["number"], each["consents"][0]["service_name"], each["consents"][0]["state_text"]) for each in found] == [
        ("0713", "Service 2: Review of marking", "Given"), ("0714", "Service 1: Clerical re-check", "Given"),
    ]  # fmt: skip


def test_cambridge_keeps_its_declaration_and_wants_no_record(desk: Desk) -> None:
    assert desk.submit(consents=False).status == 200
    asked = {"body": "cambridge-international", "series": "2022-06", "syllabus": "0580", "service": "2", "components": ["22"]}
    assert desk.centre("POST", "/api/consents/candidates", asked).ok()["asked"]["recorded"] is False


def test_two_colleagues_who_record_at_the_same_moment_lose_nothing(portal: Desk) -> None:
    record(portal).ok()
    record(portal, service="1").ok()
    (found,) = portal.centre("GET", "/api/consents", series="2026-06", awarding_body=AQA).ok()["records"]
    assert sorted(each["service"] for each in found["consents"]) == ["1", "2"]


def test_many_candidates_are_recorded_in_one_go(portal: Desk) -> None:
    numbers = [f"{each:04d}" for each in range(1000, 1070)]
    for number in numbers:
        portal.put(card(number, body=AQA, series="2026-06", syllabus=ECONOMICS, results=(result(PAPERS[0], 40),), version=1))
    record(portal, candidates=numbers).ok()
    found = states(portal)
    assert len([each for each in numbers if found[each] == "given"]) == 70


def test_history_names_the_candidate_by_nothing_but_the_key(portal: Desk) -> None:
    record(portal).ok()
    (entry,) = [each for key, each in portal.items().items() if key.pk.startswith("CONSENT#") and key.sk.startswith("ASIDE#")]
    assert "Amina" not in str(entry)
    assert '"what":"consent_recorded"' in entry["json"]["S"]
    assert wiring.settings().table


@pytest.mark.proves("JQ-05")
def test_a_request_is_changed_to_another_service_only_with_consent_to_that(portal: Desk) -> None:
    record(portal).ok()
    id = prepare(portal).ok()["submission"]["enquiries"][0]["id"]
    to = {
        "version": portal.enquiry(id)["version"],
        "service": "P2",
        "components": [PAPERS[0]],
        "reason": "A place at university depends on it",
    }
    assert portal.centre("POST", f"/api/enquiries/{id}/amend", to).codes == ["consent_missing"]
    record(portal, service="P2").ok()
    assert portal.centre("POST", f"/api/enquiries/{id}/amend", to).ok()["enquiry"]["service"]["code"] == "P2"
    assert portal.centre("POST", "/api/consents/withdraw", ASKED | {"service": "P2", "candidates": ["0713"]}).codes == ["consent_in_use"]


# --- NCFE, whose staff handle requests on this desk


LEARNERS = ("20260713", "20260714")
CHECK: dict[str, Any] = {
    "body": "ncfe", "series": "2025-11", "service": "CC", "qualification": "", "syllabus": "610/9001/1", "components": ["CE1"], "candidates": [LEARNERS[0]],
}  # fmt: skip
NCFE_RULE = "Obtain the learner’s consent before you submit the request."


@pytest.fixture
def with_ncfe(desk: Desk) -> Desk:
    """Northfield has two of NCFE's learners, whose T Level results came out on 18 March 2026."""
    for put in put_organisation_and_numbers(organisation(centres={CAMBRIDGE: "ZZ101", "ncfe": "NC10101"})):
        wiring.table().put(Put(put.item, expect=None))
    for number, name in zip(LEARNERS, ("Amina Osei", "Bao Nguyen"), strict=True):
        results = (result("CE1", 40), result("ESP", 30, Origin.MODERATION))
        desk.put(card(number, body="ncfe", series="2025-11", syllabus="610/9001/1", name=name, grade="Merit", results=results, version=1))
    return desk.at("2026-03-23 10:00")


def ncfe(desk: Desk, *declarations: str, **changes: Any) -> Reply:
    return desk.submit(declarations=list(declarations) or ["supported", "consent"], consents=False, **CHECK | changes)


@pytest.mark.proves("NC-08")
def test_ncfe_takes_no_request_without_the_learners_recorded_consent(with_ncfe: Desk) -> None:
    (error,) = ncfe(with_ncfe).body["errors"]
    assert (error["code"], error["rule"]) == ("consent_missing", NCFE_RULE)
    assert error["message"].startswith("The consent of learner 20260713 (Amina Osei) to Clerical check is not recorded")
    with_ncfe.consented(content(**CHECK))
    assert ncfe(with_ncfe).status == 200


@pytest.mark.proves("NC-08")
def test_a_request_about_a_cohort_needs_the_consent_of_everybody_in_it_and_notes_it_on_theirs(with_ncfe: Desk) -> None:
    cohort = {"service": "MOD", "components": ["ESP"], "candidates": []}
    refused = ncfe(with_ncfe, "cohort-supported", "cohort-consent", **cohort)
    assert [each["field"] for each in refused.body["errors"]] == ["candidates.20260713", "candidates.20260714"]
    with_ncfe.consented(content(**CHECK | cohort))
    made = ncfe(with_ncfe, "cohort-supported", "cohort-consent", **cohort).ok()["submission"]["enquiries"][0]["id"]
    with_ncfe.follow()
    found = with_ncfe.centre("GET", "/api/consents", series="2025-11", awarding_body="ncfe").ok()["records"]
    assert [each["consents"][0]["enquiry"] for each in found] == [made, made]
