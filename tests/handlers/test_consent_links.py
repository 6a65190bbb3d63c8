"""A candidate's link: sent, opened, answered, taken back, followed to the end, and of no use for anything else (JQ-05, BY-08)."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest

from functions import wiring
from functions.handlers.callers import source_of
from tests.handlers.desk import OFFICER, Desk, Reply
from tests.handlers.portals import AQA, ECONOMICS, PAPERS, REVIEW, made, outcome, with_aqa
from tests.handlers.test_consents import ASKED, NO_NAME, prepare, states
from tests.words import says

AMINA = "amina@pupils.example"
ANSWERED = {"wording": "1 of 28 November 2026", "signed": "Amina Osei"}


@pytest.fixture
def portal(desk: Desk) -> Desk:
    return with_aqa(desk)


def send(desk: Desk, *candidates: str, by: str = "email", who: str = OFFICER, **changes: Any) -> Reply:
    recipients = [{"candidate": each, "email": f"{each}@pupils.example" if by == "email" else ""} for each in candidates or ("0713",)]
    return desk.centre("POST", "/api/consents/links", ASKED | {"recipients": recipients, "by": by} | changes, by=who)


def token_in(mail: dict[str, str]) -> str:
    found = re.search(r"https://desk[.]example/consent/#([A-Za-z0-9_-]{43})\b", mail["text"])
    assert found, mail["text"]
    return found[1]


def sheet(desk: Desk, *candidates: str, **changes: Any) -> dict[str, str]:
    """Give out a sheet; return the tokens by candidate."""
    found = send(desk, *candidates, by="sheet", **changes).ok()["sheet"]
    return {each["number"]: each["url"].partition("#")[2] for each in found}


def opened(desk: Desk, token: str, **changes: Any) -> Any:
    return desk.candidate("consents", {"token": token} | changes).ok()


def answer(desk: Desk, token: str, agrees: bool | None = True, choice: str = "", **changes: Any) -> Reply:
    asked = opened(desk, token)["asked"]
    answers = [
        {"syllabus": each["syllabus"], "consent": each["consent"], "agrees": agrees, "choice": choice} for each in asked if each["open"]
    ]
    return desk.candidate("answers", {"token": token, "answers": answers} | ANSWERED | changes)


@pytest.mark.proves("JQ-05", "BY-08")
def test_the_link_comes_by_e_mail_without_a_name_or_a_result_and_the_table_has_only_its_hash(portal: Desk) -> None:
    send(portal).ok()
    portal.follow()
    (mail,) = portal.mails("0713@pupils.example")
    assert mail["subject"] == "Your school or college asks for your consent"
    for named in ("Amina", "Osei", "0713", "Economics", "7136", "AQA", "grade"):
        assert named not in mail["text"].replace("0713@pupils.example", "") + mail["html"] + mail["subject"], named
    assert "Northfield would like to ask for something about your results" in mail["text"]
    token = token_in(mail)
    assert token not in str(portal.items())
    shown = opened(portal, token)
    assert (shown["candidate"], shown["school"]) == ("Amina Osei", "Northfield")


@pytest.mark.proves("JQ-05", "TX-02")
def test_the_candidate_reads_what_is_asked_what_can_become_of_the_grade_what_it_costs_and_what_happens_next(portal: Desk) -> None:
    (asked,) = opened(portal, sheet(portal)["0713"])["asked"]
    assert asked["heading"] == "Review of marking: Economics"
    assert asked["checks"].startswith("Was the mark scheme applied without error?")
    assert asked["sentences"][:5] == [
        "Review of marking, by AQA.",
        "It is about Economics, 7136/1 Paper 1.",
        "Your mark and your grade can go up, stay the same or go down.",
        "If they go down, the lower mark and the lower grade count. You cannot go back to the earlier ones.",
        "This also counts for an appeal afterwards.",
    ]
    assert asked["sentences"][-3:] == [
        "If you agree, your school or college can send the request to the awarding body. It tells you what comes back.",
        "You can change your mind until the request is sent.",
        "Your school or college keeps your answer for 6 months after the outcome, or after the outcome of a later appeal.",
    ]
    assert any("who pays" in each for each in asked["sentences"])
    assert (asked["state"], asked["open"], asked["standing"]) == ("asked", True, [])


@pytest.mark.proves("JQ-05")
def test_the_answer_counts_for_the_request_and_a_copy_of_it_is_sent(portal: Desk) -> None:
    token = sheet(portal)["0713"]
    assert states(portal)["0713"] == "asked"
    assert prepare(portal).codes == ["consent_missing"]
    shown = answer(portal, token, email=AMINA).ok()
    assert (shown["asked"][0]["state"], shown["asked"][0]["signed"], shown["asked"][0]["answered_on"]) == (
        "given",
        "Amina Osei",
        "25 August 2026",
    )
    portal.follow()
    (copy,) = portal.mails(AMINA)
    assert copy["subject"] == "A copy of your answer"
    assert "On 25 August 2026 you agreed to the following, for Northfield." in copy["text"]
    assert "Your mark and your grade can go up, stay the same or go down." in copy["text"]
    assert "Amina" not in copy["text"]
    assert prepare(portal).status == 200


@pytest.mark.proves("JQ-05")
def test_each_service_is_answered_by_itself_and_refusing_one_refuses_no_other(portal: Desk) -> None:
    token = sheet(portal)["0713"]
    token = sheet(portal, service="ATS-T")["0713"]
    asked = {each["heading"]: each for each in opened(portal, token)["asked"]}
    review, script = asked["Review of marking: Economics"], asked["Copy of script to support teaching and learning: Economics"]
    assert script["choices"] == [NO_NAME, "I have no objection to being recognised"]
    answers = [
        {"syllabus": ECONOMICS, "consent": review["consent"], "agrees": False},
        {"syllabus": ECONOMICS, "consent": script["consent"], "agrees": True, "choice": ""},
    ]
    lacking = portal.candidate("answers", {"token": token, "answers": answers} | ANSWERED)
    assert lacking.codes == ["answer_choice_missing"]
    answers[1]["choice"] = NO_NAME
    portal.candidate("answers", {"token": token, "answers": answers} | ANSWERED).ok()
    assert states(portal)["0713"] == "refused"
    assert states(portal, service="ATS-T")["0713"] == "given"
    assert prepare(portal).codes == ["consent_missing"]


@pytest.mark.proves("JQ-05")
def test_an_answer_is_signed_complete_and_to_the_words_that_were_read(portal: Desk) -> None:
    token = sheet(portal)["0713"]
    assert answer(portal, token, None, signed="").codes == ["consent_answer_missing", "signature_missing"]
    assert answer(portal, token, wording="0").codes == ["answer_outdated"]
    assert portal.candidate("answers", {"token": token, "answers": []} | ANSWERED).codes == ["answer_outdated"]
    assert states(portal)["0713"] == "asked"


@pytest.mark.proves("JQ-05", "BY-08")
def test_an_answer_can_be_taken_back_until_the_request_is_submitted_and_not_afterwards(portal: Desk) -> None:
    token = sheet(portal)["0713"]
    answer(portal, token).ok()
    about = {"syllabus": ECONOMICS, "consent": opened(portal, token)["asked"][0]["consent"]}
    shown = portal.candidate("withdrawals", {"token": token} | about).ok()
    assert shown["asked"][0]["state"] == "withdrawn"
    assert prepare(portal).codes == ["consent_missing"]
    answer(portal, token).ok()
    prepare(portal).ok()
    late = portal.candidate("withdrawals", {"token": token} | about)
    assert late.codes == ["answer_too_late"]
    assert portal.candidate("answers", {"token": token, "answers": [about | {"agrees": False}]} | ANSWERED).codes == ["answer_too_late"]


@pytest.mark.proves("BY-08")
def test_the_same_link_shows_later_how_the_request_stands_in_plain_words_and_no_mark_or_grade(portal: Desk) -> None:
    token = sheet(portal)["0713"]
    answer(portal, token).ok()

    def standing() -> list[str]:
        found: list[str] = opened(portal, token)["asked"][0]["standing"]
        return found

    assert standing() == []
    id = prepare(portal).ok()["submission"]["enquiries"][0]["id"]
    assert standing() == ["Your school or college has prepared the request. It has not sent it to AQA yet."]
    made(portal, id)
    assert standing() == ["AQA has the request and is working on it.", "An answer is expected by 14 September 2026."]
    portal.at("2026-09-10 10:00")
    outcome(portal, id, "2026-09-09", grade="A", mark=77).ok()
    assert standing() == ["It is finished. Your exams officer has the answer and tells you what it says."]
    page = opened(portal, token)
    (asked,) = page["asked"]
    assert not asked["open"]
    assert sorted(asked) == [
        "agrees", "answered_on", "checks", "choice", "choices", "consent", "heading", "open", "sentences", "signed", "standing", "state",
        "state_text", "syllabus",
    ], "and no outcome"  # fmt: skip
    said = json.dumps(page | {"words": {}, "problems": {}})
    assert not says(said, "77")
    assert "Bao" not in said


@pytest.mark.proves("BY-08")
def test_a_cancelled_request_is_said_and_the_answer_can_be_changed_again(portal: Desk) -> None:
    token = sheet(portal)["0713"]
    answer(portal, token).ok()
    id = prepare(portal).ok()["submission"]["enquiries"][0]["id"]
    portal.centre("POST", f"/api/enquiries/{id}/cancel", {"version": portal.enquiry(id)["version"], "reason": "A mistake"}).ok()
    (asked,) = opened(portal, token)["asked"]
    assert asked["open"]


@pytest.mark.proves("BY-08")
def test_a_link_opens_nothing_of_anybody_else(portal: Desk) -> None:
    tokens = sheet(portal, "0713", "0714")
    amina, bao = opened(portal, tokens["0713"]), opened(portal, tokens["0714"])
    assert (amina["candidate"], bao["candidate"]) == ("Amina Osei", "Bao Nguyen")
    sheet(portal, "0714", service="1")
    other = next(each for each in portal.items() if each.pk.endswith("#0714") and each.sk.startswith("SYLLABUS#"))
    assert other
    bao_only = {"syllabus": "7131", "consent": "0" * 8}
    assert portal.candidate("withdrawals", {"token": tokens["0713"]} | bao_only).codes == ["answer_outdated"]
    assert portal.candidate("answers", {"token": tokens["0713"], "answers": [bao_only | {"agrees": True}]} | ANSWERED).codes == [
        "answer_outdated"
    ]
    assert portal.candidate("consents", {"token": tokens["0713"], "candidate": "0714"}).status == 400


@pytest.mark.proves("BY-08")
def test_another_link_ends_the_one_before_and_a_revoked_or_expired_one_opens_nothing(portal: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sheet(portal)["0713"]
    second = sheet(portal)["0713"]
    assert portal.candidate("consents", {"token": first}).codes == ["link_not_valid"]
    opened(portal, second)
    later = wiring.system_now() + timedelta(days=181)
    with monkeypatch.context() as patch:
        patch.setattr(wiring, "system_now", lambda: later)
        assert portal.candidate("consents", {"token": second}).codes == ["link_not_valid"]
    opened(portal, second)
    revoked = {"body": AQA, "series": "2026-06", "candidate": "0713"}
    portal.centre("POST", "/api/consents/links/revoke", revoked).ok()
    assert portal.candidate("consents", {"token": second}).codes == ["link_not_valid"]
    assert portal.centre("POST", "/api/consents/links/revoke", revoked).codes == ["link_none"]


@pytest.mark.proves("BY-08")
def test_wrong_links_are_slowed_down_by_the_address_that_they_come_from(portal: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    token = sheet(portal)["0713"]
    noon = wiring.system_now().replace(minute=0, second=0)
    monkeypatch.setattr(wiring, "system_now", lambda: noon)
    for turn in range(10):
        assert portal.candidate("consents", {"token": f"{turn}" * 43}).codes == ["link_not_valid"]
    blocked = portal.candidate("consents", {"token": token})
    assert (blocked.status, blocked.codes) == (429, ["too_many_wrong"])
    assert portal.candidate("consents", {"token": token}, source="198.51.100.4").status == 200
    monkeypatch.setattr(wiring, "system_now", lambda: noon + timedelta(minutes=10))
    opened(portal, token)


def test_the_address_is_the_one_that_the_distribution_saw() -> None:
    about = {"requestContext": {"identity": {"sourceIp": "192.0.2.1"}}}
    assert source_of(about) == "192.0.2.1"
    assert source_of(about | {"headers": {"X-Forwarded-For": "10.9.8.7, 203.0.113.9, 192.0.2.1"}}) == "203.0.113.9"


@pytest.mark.proves("JQ-05")
def test_links_are_refused_before_the_results_for_a_service_without_consent_and_without_an_address(portal: Desk) -> None:
    assert send(portal, by="").codes == ["link_way_missing"]
    moderation = {"service": "3", "syllabus": "7131", "components": ["7131/C"]}
    assert send(portal, by="sheet", **moderation).codes == ["consent_not_needed"]
    lacking = portal.centre("POST", "/api/consents/links", ASKED | {"recipients": [{"candidate": "0713"}], "by": "email"})
    assert (lacking.codes, lacking.body["errors"][0]["field"]) == (["link_emails_missing"], "email.0713")
    portal.at("2026-08-12 12:00")
    assert send(portal).codes == ["consent_before_results"]


def test_an_e_mail_that_is_refused_shows_at_the_candidate_and_is_tried_again_with_another_token(portal: Desk) -> None:
    portal.network.refuses("POST ses", "MessageRejected", times=1)
    send(portal).ok()
    portal.follow()
    link = portal.centre("POST", "/api/consents/candidates", ASKED).ok()["candidates"][0]["link"]
    assert (link["mail"], link["email"]) == ("refused", "0713@pupils.example")
    portal.at(portal.now + timedelta(minutes=20))
    portal.sweep()
    (mail,) = portal.mails("0713@pupils.example")
    opened(portal, token_in(mail))
    assert portal.centre("POST", "/api/consents/candidates", ASKED).ok()["candidates"][0]["link"]["mail"] == "sent"


def test_asked_twice_by_e_mail_only_the_last_link_opens(portal: Desk) -> None:
    send(portal).ok()
    portal.follow()
    send(portal).ok()
    portal.follow()
    first, second = portal.mails("0713@pupils.example")
    assert portal.candidate("consents", {"token": token_in(first)}).codes == ["link_not_valid"]
    opened(portal, token_in(second))


def test_delivered_twice_the_event_sends_one_e_mail_and_its_link_goes_on_working(portal: Desk) -> None:
    send(portal).ok()
    records = portal.stream()
    portal.deliver(records)
    portal.deliver(records)
    (mail,) = portal.mails("0713@pupils.example")
    opened(portal, token_in(mail))


@pytest.mark.proves("JQ-05")
def test_in_welsh_everything_of_ours_is_welsh_and_marked_as_not_checked(portal: Desk) -> None:
    send(portal, language="cy").ok()
    portal.follow()
    (mail,) = portal.mails("0713@pupils.example")
    assert mail["subject"] == "Mae eich ysgol neu goleg yn gofyn am eich caniatâd"
    token = token_in(mail)
    page = opened(portal, token)
    assert (page["language"], page["checked"], page["words"]["unchecked"]) == ("cy", False, "Nid yw cyfieithydd wedi gwirio’r testun hwn.")
    assert "Gall eich marc a’ch gradd godi, aros yr un fath neu ostwng." in page["asked"][0]["sentences"]
    assert opened(portal, token, language="en")["words"]["title"] == "Your consent"
    wrong = portal.candidate("consents", {"token": "x" * 43, "language": "cy"})
    assert wrong.body["errors"][0]["message"].startswith("Nid yw’r ddolen hon yn gweithio")


def test_a_candidate_who_agreed_and_gets_another_link_still_has_agreed(portal: Desk) -> None:
    answer(portal, sheet(portal)["0713"]).ok()
    token = sheet(portal)["0713"]
    assert opened(portal, token)["asked"][0]["state"] == "given"
    assert states(portal)["0713"] == "given"


def test_a_sheet_has_a_qr_code_for_each_and_says_it_once(portal: Desk) -> None:
    found = send(portal, "0713", "0714", by="sheet").ok()["sheet"]
    assert [(each["number"], each["name"]) for each in found] == [("0713", "Amina Osei"), ("0714", "Bao Nguyen")]
    assert all(each["qr"].startswith("data:image/svg+xml") for each in found)
    assert REVIEW
    assert PAPERS
