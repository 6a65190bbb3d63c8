"""Appeals in two stages: from an enquiry's outcome to the decision's letter, for who may, as long as there is time, once."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from functions import wiring
from functions.actions.centre import appeals
from functions.domain.enquiries.appeals import SubmitAppeal
from functions.domain.people.people import Role
from tests.builders import CAMBRIDGE, card, membership, person
from tests.documents.reading import text as text_of
from tests.handlers.desk import ASSOCIATE, CASEWORKER, HARBOUR, HEAD, LAKESIDE, OFFICER, SUPERVISOR, Desk, Reply
from tests.scans import scan
from tests.words import says

GROUNDS = "The mark scheme’s note on question 9 was not followed: alternative methods earn the marks."
DECLARED = ["appeal-signed", "appeal-consent"]
REPORTED = "from a copy held elsewhere, Cambridge International, checked 21 November 2026 (reported, not confirmed)"
PDF = scan("the head's letter")


def outcome(desk: Desk, **changes: Any) -> str:
    """An enquiry of Northfield's with its outcome letter; its id."""
    id = desk.acknowledged(**changes)
    desk.completed(id)
    desk.follow()
    return id


def save(desk: Desk, id: str, grounds: str = GROUNDS, *, by: str = OFFICER, version: int | None = None) -> Reply:
    return desk.centre("PUT", f"/api/enquiries/{id}/appeal", {"grounds": grounds, "version": version}, by=by)


def appeal(desk: Desk, id: str, grounds: str = GROUNDS, *, by: str = HEAD, attempt: int = 0, declared: list[str] = DECLARED) -> Reply:
    return desk.centre("POST", f"/api/enquiries/{id}/appeal", {"grounds": grounds, "attempt": attempt, "declarations": declared}, by=by)


def appealed(desk: Desk, id: str, **changes: Any) -> str:
    """A submitted appeal that has its number; its id."""
    made: str = appeal(desk, id, **changes).ok()["submission"]["enquiries"][0]["id"]
    desk.follow()
    return made


def decide(
    desk: Desk, id: str, decision: str = "not_allowed", *, by: str = SUPERVISOR, reasons: str = "The scheme was followed.", grade: str = ""
) -> Reply:
    told = {"version": desk.case(id)["version"], "decision": decision, "reasons": reasons, "grade": grade}
    return desk.staff("POST", f"/enquiries/{id}/decision", told, by=by)


def issue(desk: Desk, id: str, *, by: str = SUPERVISOR) -> Reply:
    looked = desk.preview(id, "outcome")
    return desk.staff("POST", f"/enquiries/{id}/outcome", {"version": looked["version"], "sha256": looked["sha256"]}, by=by)


def decided(desk: Desk, id: str, decision: str = "not_allowed", **changes: Any) -> None:
    """Acknowledge the appeal, decide it and issue the letter."""
    desk.acknowledge(id)
    decide(desk, id, decision, **changes).ok()
    issue(desk, id).ok()
    desk.follow()


def letter(desk: Desk, id: str, kind: str = "outcome", slot: str = "OutLetter") -> str:
    looked = desk.preview(id, kind)
    return " ".join(text_of(desk.file(f"previews/{id}/{slot}-{looked['version']}.pdf") or b"").split())


@pytest.mark.proves("CI-31")
def test_an_appeal_takes_its_turn_in_the_queue_with_number_receipt_and_acknowledgement_like_any_enquiry(desk: Desk) -> None:
    id = outcome(desk)
    submission = appeal(desk, id).ok()["submission"]
    made = submission["enquiries"][0]["id"]
    desk.follow()
    seen = desk.enquiry(made)
    assert (seen["status"], seen["service"]["label"], seen["number"][:5]) == ("received", "Stage 1 appeal", "2206-")
    assert [each["code"] for each in seen["components"]] == ["22", "42"]
    assert seen["subject"]["label"] == "0713 Amina Osei"
    assert seen["appeal"]["grounds"] == GROUNDS
    assert seen["appeal"]["against"]["id"] == id
    (row,) = desk.staff("GET", "/queue", stage="received").ok()["enquiries"]
    assert (row["id"], row["service"]["label"]) == (made, "Stage 1 appeal")
    listed = desk.centre("GET", "/api/enquiries", series="2022-06").ok()["enquiries"]
    assert sorted(each["service"]["label"] for each in listed) == ["2", "Stage 1 appeal"]
    receipt = " ".join(text_of(desk.file(f"receipts/{submission['id']}.pdf") or b"").split())
    assert "Stage 1 appeal" in receipt
    assert "Service Stage 1 appeal Series" in receipt, "no code of ours is shown"
    assert "I am the Head of Centre, and I make this appeal." in receipt
    assert GROUNDS in receipt
    text = letter(desk, made, "acknowledgement", "AckLetter")
    assert "Acknowledgement of your stage 1 appeal" in text
    assert "Normally within 28 days of receipt (reported, not confirmed)." in text
    assert "You can upload documents that support an appeal on its page until it is decided." in text
    assert not says(text, "A1")
    desk.acknowledge(made)
    desk.follow()
    subjects = [each["subject"].split(":")[0] for each in desk.mails("exams@northfield.example")]
    assert [each.split()[0] for each in subjects[-2:]] == ["Enquiry", "Acknowledgement"]


@pytest.mark.proves("CI-31")
def test_the_page_of_an_outcome_says_what_can_be_appealed_against_by_whom_until_when_and_at_what_price(desk: Desk) -> None:
    id = desk.acknowledged()
    assert desk.enquiry(id)["appeal_offer"] is None, "nothing before the outcome"
    desk.completed(id)
    offer = desk.enquiry(id)["appeal_offer"]
    assert (offer["name"], offer["asked_by"], offer["until"], offer["problems"]) == ("Stage 1 appeal", "Head of Centre", None, [])
    assert "is not published. Staff of the awarding body decide" in offer["limit_text"]
    assert offer["target_text"] == "Normally within 28 days of receipt (reported, not confirmed)."
    assert offer["fee"]["money"] == {"amount": "95.00", "currency": "GBP"}
    assert offer["fee"]["explanation"].endswith("The fee is charged for each appeal.")
    assert [REPORTED in each["source"] for each in offer["rules"]] == [False, True, True, False, False]
    assert ["reported, not confirmed" in each["source"] for each in (*offer["states"], *offer["declarations"])] == [True, True, False]
    assert offer["declarations"][1]["source"].endswith("(our own rule)")


@pytest.mark.proves("CI-31")
def test_an_exams_officer_prepares_an_appeal_that_the_whole_centre_sees_and_the_head_of_centre_submits_it(desk: Desk) -> None:
    id = outcome(desk)
    saved = save(desk, id).ok()
    assert [each["code"] for each in saved["problems"]] == ["appeal_head_only"]
    assert REPORTED in saved["problems"][0]["source"]
    refused = appeal(desk, id, by=OFFICER)
    assert (refused.status, refused.codes) == (422, ["appeal_head_only"])
    draft = desk.enquiry(id, by=HEAD)["appeal_offer"]["draft"]
    assert (draft["grounds"], draft["version"]) == (GROUNDS, 1)
    assert save(desk, id, "Better words", by=HEAD, version=1).ok()["problems"] == []
    assert save(desk, id, "Other words", version=1).codes == ["changed_meanwhile"]
    assert save(desk, id, "Better words", version=1).status == 200, "a save whose answer got lost"
    assert save(desk, id, "", version=2).ok()["problems"][0]["code"] == "grounds_missing"
    assert desk.enquiry(appealed(desk, id))["status"] == "received"
    assert "draft" not in str(desk.case(id)), "what is not submitted is the centre's own"


@pytest.mark.proves("CI-31")
def test_what_is_missing_is_said_all_at_once_and_nothing_is_stored(desk: Desk) -> None:
    id = outcome(desk)
    before = desk.items()
    refused = appeal(desk, id, "", by=OFFICER, declared=["appeal-signed"])
    assert (refused.status, refused.codes) == (422, ["grounds_missing", "appeal_head_only", "declarations_missing"])
    assert appeal(desk, id, "x" * 2001).status == 400
    assert desk.items() == before


@pytest.mark.proves("CI-31")
def test_there_is_no_appeal_before_the_outcome_nor_against_a_report(desk: Desk) -> None:
    id = desk.acknowledged()
    assert (save(desk, id).status, save(desk, id).codes) == (422, ["appeal_too_early"])
    assert appeal(desk, id).codes == ["appeal_too_early"]
    assert appeal(desk, desk.acknowledged(candidates=("0714",), service="2S")).codes == ["appeal_too_early"]


@pytest.mark.proves("CI-31")
def test_an_outcome_of_another_centre_looks_like_none(desk: Desk) -> None:
    id = outcome(desk)
    desk.head_of("harbour", "harbour-head")
    for by in (HARBOUR, "harbour-head", LAKESIDE, ASSOCIATE, CASEWORKER):
        assert (appeal(desk, id, by=by).status, save(desk, id, by=by).status) == (404, 404), by


@pytest.mark.proves("CI-31")
def test_a_second_press_is_the_same_appeal_and_another_one_is_refused(desk: Desk) -> None:
    id = outcome(desk)
    first = appeal(desk, id).ok()["submission"]
    assert appeal(desk, id).ok()["submission"]["reference"] == first["reference"]
    assert appeal(desk, id, "Other words").ok()["submission"]["reference"] == first["reference"]
    assert appeal(desk, id, attempt=1).codes == ["appeal_already"]
    page = desk.enquiry(id)
    assert [(each["name"], each["status"]) for each in page["appeals"]] == [("Stage 1 appeal", "submitted")]
    assert page["appeal_offer"] is None


@pytest.mark.proves("CI-31")
def test_presses_at_the_same_moment_make_one_appeal(desk: Desk) -> None:
    id = outcome(desk)
    head = person(membership(Role.HEAD_OF_CENTRE), id=HEAD)
    request = SubmitAppeal(grounds=GROUNDS, declarations=tuple(DECLARED))
    together = Barrier(4)

    def press(_: int) -> str:
        together.wait()
        return appeals.submit(wiring.session(head, None), id, request).reference

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(press, range(4)))) == 1
    assert len(desk.enquiry(id)["appeals"]) == 1


@pytest.mark.proves("CI-31")
def test_an_appeal_that_was_cancelled_can_be_made_anew_but_not_by_a_press_that_comes_late(desk: Desk) -> None:
    id = outcome(desk)
    first = appealed(desk, id)
    desk.centre("POST", f"/api/enquiries/{first}/cancel", {"version": desk.enquiry(first)["version"]}).ok()
    offer = desk.enquiry(id)["appeal_offer"]
    assert offer["attempt"] == 1
    assert appeal(desk, id).ok()["submission"]["enquiries"][0]["id"] == first, "the first press again"
    assert appeal(desk, id, attempt=2).status == 409
    assert appealed(desk, id, attempt=1) != first
    assert [each["status"] for each in desk.enquiry(id)["appeals"]] == ["cancelled", "received"]


@pytest.mark.proves("CI-31")
def test_an_appeal_is_cancelled_but_not_amended_and_no_marks_are_recorded_in_it(desk: Desk) -> None:
    made = appealed(desk, outcome(desk))
    desk.acknowledge(made)
    page = desk.enquiry(made)
    assert page["change_window"]["text"].startswith("You can cancel this appeal without charge until")
    amended = desk.centre("POST", f"/api/enquiries/{made}/amend", {"version": page["version"], "service": "A1", "components": ["22"]})
    assert amended.codes == ["appeal_not_amended"]
    assert desk.mark(made).codes == ["status_forbids"]
    reviewers = {"version": page["version"], "lines": [{"component": "22", "reviewer": "EX-1"}]}
    assert desk.staff("POST", f"/enquiries/{made}/reviewers", reviewers).codes == ["status_forbids"]


@pytest.mark.proves("CI-31")
def test_documents_are_brought_to_an_appeal_until_its_decision_is_out(desk: Desk) -> None:
    made = appealed(desk, outcome(desk))
    told = {"filename": "letter.pdf", "size": len(PDF), "sha256": hashlib.sha256(PDF).hexdigest()}
    upload = desk.centre("POST", f"/api/enquiries/{made}/evidence", told).ok()["upload"]
    desk.arrive(upload["id"], PDF)
    assert [each["name"] for each in desk.case(made)["evidence"]] == ["letter.pdf"]
    decided(desk, made)
    assert desk.centre("POST", f"/api/enquiries/{made}/evidence", told).codes == ["evidence_not_for"]


@pytest.mark.proves("CI-31")
def test_staff_decide_with_reasons_and_the_centre_reads_them_in_the_letter(desk: Desk) -> None:
    id = outcome(desk)
    made = appealed(desk, id)
    desk.acknowledge(made)
    assert desk.staff("POST", f"/enquiries/{made}/letters/outcome").codes == ["decision_missing"]
    assert decide(desk, made, reasons="").codes == ["reasons_missing"]
    assert decide(desk, made, grade="A").codes == ["grade_stays"]
    assert decide(desk, made, "allowed", grade="Z").codes == ["grade_missing"]
    decide(desk, made, reasons="The scheme’s note was followed in every answer.").ok()
    assert desk.enquiry(made)["appeal"]["decision"] is None, "nothing before the letter"
    text = letter(desk, made)
    for said in (
        "Decision on your stage 1 appeal", "The appeal is not allowed", "The scheme’s note was followed in every answer.", "The syllabus grade stays B.",
        f"Outcome of enquiry {desk.enquiry(id)['number']}", "The fee is charged", "Stage 2 appeal. A stage 2 appeal must be made within 14 days of the letter.",
        "(reported, not confirmed)",
    ):  # fmt: skip
        assert said in text, said
    assert issue(desk, made).ok()["enquiry"]["status"] == "completed"
    desk.follow()
    assert desk.enquiry(made)["appeal"]["decision"]["finding_text"] == "The appeal is not allowed"
    assert "Outcome letter ready" in desk.mails("exams@northfield.example")[-1]["subject"]
    assert [(each["number"], each["status"]) for each in desk.case(id)["appeals"]] == [(desk.enquiry(made)["number"], "completed")]


@pytest.mark.proves("CI-31")
def test_a_grade_that_an_appeal_changes_waives_its_fee_and_an_updated_statement_follows(desk: Desk) -> None:
    made = appealed(desk, outcome(desk))
    assert desk.enquiry(made)["fee"]["money"]["amount"] == "95.00"
    desk.acknowledge(made)
    decide(desk, made, "partly", grade="A", reasons="Question 9 is credited.").ok()
    text = letter(desk, made)
    assert "The syllabus grade changes from B to A." in text
    assert "Statement of results" in text
    issue(desk, made).ok()
    page = desk.enquiry(made)
    assert (page["fee"]["status"], page["grade_before"], page["grade_after"]) == ("waived", "B", "A")


@pytest.mark.proves("CI-31")
def test_whoever_issued_the_outcome_does_not_decide_the_appeal_against_it(desk: Desk) -> None:
    made = appealed(desk, outcome(desk))
    desk.acknowledge(made)
    refused = decide(desk, made, by=CASEWORKER)
    assert (refused.status, refused.codes) == (422, ["decided_before"])
    assert "our own rule" in refused.body["errors"][0]["source"]
    decide(desk, made).ok()
    assert issue(desk, made, by=CASEWORKER).codes == ["decided_before"]
    assert issue(desk, made).status == 200


@pytest.mark.proves("CI-31")
def test_staff_may_decline_a_stage_1_appeal_as_too_late_and_see_when_the_outcome_was_issued(desk: Desk) -> None:
    id = desk.at("2022-09-01 10:00") and outcome(desk)
    made = desk.at("2022-12-01 10:00") and appealed(desk, id)
    case = desk.case(made)
    assert case["appeal"]["against"]["issued_at"].startswith("2022-09-01T09:00")
    assert [each["code"] for each in case["appeal"]["findings"]] == ["allowed", "partly", "not_allowed", "out_of_time"]
    desk.acknowledge(made)
    decide(desk, made, "out_of_time", reasons="It came three months after the outcome.").ok()
    assert "came too late and is not considered" in letter(desk, made)


@pytest.fixture
def stage_1(desk: Desk) -> str:
    """A stage 1 appeal decided on 1 September 2022 at noon; its id."""
    id = outcome(desk)
    made = appealed(desk, id)
    desk.at("2022-09-01 12:00")
    decided(desk, made)
    return made


@pytest.mark.proves("CI-31")
@pytest.mark.parametrize(("at", "codes"), [("2022-09-15 23:59", None), ("2022-09-16 00:00", ["appeal_too_late"])])
def test_a_stage_2_appeal_comes_within_14_days_of_the_letter_by_the_body_s_clock(
    desk: Desk, stage_1: str, at: str, codes: list[str] | None
) -> None:
    desk.at(at)
    offer = desk.enquiry(stage_1)["appeal_offer"]
    assert (offer["name"], offer["until_text"]) == ("Stage 2 appeal", "the end of 15 September 2022 (Europe/London)")
    assert REPORTED in offer["limit_source"]
    assert offer["target_text"] == "How long it takes is not published."
    reply = appeal(desk, stage_1)
    if codes is None:
        assert desk.enquiry(reply.ok()["submission"]["enquiries"][0]["id"])["service"]["name"] == "Stage 2 appeal"
        return
    assert (reply.status, reply.codes) == (422, codes)
    assert REPORTED in reply.body["errors"][0]["source"]
    assert "within 14 days of the letter" in reply.body["errors"][0]["rule"]
    assert [each["code"] for each in offer["problems"]] == codes


@pytest.mark.proves("CI-31")
def test_after_stage_2_there_is_no_further_appeal_and_nothing_was_promised_or_is_overdue(desk: Desk, stage_1: str) -> None:
    second = appealed(desk, stage_1)
    desk.at("2023-09-01 12:00")
    case = desk.case(second)
    assert (case["promised_by"], case["overdue"], case["days_left"]) == (None, False, None)
    assert [each["code"] for each in case["appeal"]["findings"]] == ["allowed", "partly", "not_allowed"]
    desk.acknowledge(second)
    assert decide(desk, second, "out_of_time", by=CASEWORKER).codes == ["decision_not_for"]
    assert decide(desk, second, by=SUPERVISOR).codes == ["decided_before"], "who decided stage 1"
    decide(desk, second, by=CASEWORKER).ok()
    assert "What happens next" not in letter(desk, second)
    issue(desk, second, by=CASEWORKER).ok()
    assert desk.enquiry(second)["appeal_offer"] is None
    assert appeal(desk, second).codes == ["appeal_none"]


@pytest.mark.proves("CI-31")
def test_the_appeal_of_an_associate_centre_goes_to_its_associate_who_sends_it_on_in_time(desk: Desk) -> None:
    desk.head_of("lakeside", "lakeside-head")
    id: str = desk.submit(by=LAKESIDE, contact_email="x@y.example").ok()["submission"]["enquiries"][0]["id"]
    desk.follow()
    sent_on(desk, id)
    desk.completed(id)
    assert desk.enquiry(id, by=LAKESIDE)["appeal_offer"] is None, "the outcome is not released"
    assert appeal(desk, id, by="lakeside-head").codes == ["appeal_too_early"]
    release(desk, id)
    first = appealed(desk, id, by="lakeside-head")
    assert desk.enquiry(first, by=LAKESIDE)["status"] == "with_associate"
    assert desk.case(id)["appeals"] == [], "nothing to the awarding body yet"
    assert desk.staff("GET", f"/enquiries/{first}").status == 404
    assert desk.associate("GET", f"/enquiries/{first}").ok()["enquiry"]["appeal"]["grounds"] == GROUNDS
    sent_on(desk, first)
    desk.at("2022-09-01 12:00")
    decided(desk, first)
    release(desk, first)
    second = appealed(desk.at("2022-09-15 12:00"), first, by="lakeside-head")
    waiting = desk.associate("GET", "/queue").ok()["enquiries"]
    assert [each["approve_by"] for each in waiting if each["id"] == second] == ["2022-09-15T23:00:00.000Z"]
    late = desk.at("2022-09-16 00:00").associate("POST", f"/enquiries/{second}/approve", {"version": 1})
    assert (late.status, late.codes) == (422, ["approve_too_late"])
    assert REPORTED in late.body["errors"][0]["source"]
    desk.at("2022-09-15 23:59")
    sent_on(desk, second)
    assert desk.case(second)["status"] == "received"


def sent_on(desk: Desk, id: str) -> None:
    version = desk.associate("GET", f"/enquiries/{id}").ok()["enquiry"]["version"]
    desk.associate("POST", f"/enquiries/{id}/approve", {"version": version}).ok()
    desk.follow()


def release(desk: Desk, id: str) -> None:
    desk.associate("POST", "/release", {"enquiries": [id], "what": "outcome"}).ok()


@pytest.mark.proves("CI-31")
def test_an_appeal_through_the_form_for_enquiries_is_no_service_to_choose(desk: Desk) -> None:
    assert "service_unknown" in desk.submit(service="A1").codes
    assert wiring.catalogue().bodies["cambridge-international"].routes[0].service("A1")


@pytest.mark.proves("CI-31")
def test_an_appeal_is_about_the_marks_and_the_grade_that_the_outcome_left(desk: Desk) -> None:
    id = desk.acknowledged()
    desk.mark(id, "A", c22=61).ok()
    desk.decide(id)
    desk.follow()
    made = appealed(desk, id)
    page = desk.enquiry(made)
    assert ([each["mark_before"] for each in page["components"]], page["grade_before"]) == ([61, 50], "A")
    (listed,) = [each for each in desk.card().claims if each.enquiry == made]
    assert listed.open is False, "nothing waits for an appeal"
    entries = desk.centre("GET", "/api/candidates", typed="0713", series="2022-06").ok()["entries"]
    (entry,) = [each for each in entries if each["syllabus"]["code"] == "0580"]
    assert [each["service_title"] for each in entry["enquiries"]] == ["Service 2", "Stage 1 appeal"]


@pytest.mark.proves("CI-36")
def test_the_fees_list_among_the_messages_names_the_appeals(desk: Desk) -> None:
    fees = next(each for each in desk.centre("GET", "/api/messages").ok()["messages"] if each["id"] == "fees-cambridge-international")
    assert "Stage 1 appeal: GBP 95.00 for each appeal" in fees["text"]


@pytest.mark.proves("PE-04", "CI-31")
def test_the_appeals_of_the_standard_rules_bind_the_portfolio_route(desk: Desk) -> None:
    standard, portfolio = (wiring.catalogue().bodies[CAMBRIDGE].route(each) for each in ("standard", "portfolio"))
    assert standard
    assert portfolio
    assert portfolio.appeals == standard.appeals
    assert all(portfolio.rules[each] == standard.rules[each] for each in standard.rules if each.startswith("appeal"))
    desk.put(card("0741", name="Mei Lin", route="portfolio", version=1))
    id = outcome(desk, route="portfolio", candidates=("0741",))
    made = appealed(desk, id)
    page = desk.enquiry(made)
    assert (page["service"]["label"], page["route"], page["fee"]["money"]["amount"]) == ("Stage 1 appeal", "Portfolio of evidence", "95.00")
    decided(desk, made)
    assert desk.enquiry(made)["appeal_offer"]["name"] == "Stage 2 appeal"
