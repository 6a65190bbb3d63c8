"""Consent as its centre sees it, and the page of a candidate's link (JQ-05, BY-08)."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.catalogue.bodies import Body
from functions.domain.consent.links import ConsentLink, LinkWay
from functions.domain.consent.recording import Asked
from functions.domain.consent.records import ConsentState, Giver, Way
from functions.domain.consent.wording import Offer, english
from functions.domain.enquiries.statuses import Status
from functions.domain.views.candidate_consents import Shown, candidate_page
from functions.domain.views.consent_pages import asked_shown, candidate_row, consent_shown, record_shown
from tests.builders import card, claim, enquiry, london
from tests.domain.consenting import CONSENT, GIVEN_AT, PAPER_1, PAPER_2, SCHOOLS, agreement, aqa, consent, offer, record, service_of

MOMENT = "2026-08-24T09:00:00.000Z"
NO_NAME = "my name and number are removed before the script is used in class"
NO_OBJECTION = "I have no objection to being recognised"
LINK = ConsentLink(
    organisation="northfield", organisation_name="Northfield School", body="aqa", series="2026-06", candidate="0713", name="Amina Osei",
    way=LinkWay.EMAIL, email="amina@home.example", mail="sent", asked_at=GIVEN_AT, expires_at=GIVEN_AT, hash="0" * 64,
)  # fmt: skip
NO_AGREEMENT: dict[str, Any] = {"agreement": None}


def asked(code: str = "2", *components: str, body: Body | None = None) -> Asked:
    whose = body or aqa()
    series = whose.series_of("2026-06")
    assert series
    return Asked(whose, whose.routes[0], series, service_of(code, whose), whose.syllabuses_by_code["7136"], components or (PAPER_1,))


def guarded() -> Body:
    """Return AQA as one whose candidates under 16 cannot consent themselves to service 2."""
    rule = service_of().consent
    assert rule
    older = service_of().model_copy(update={"consent": rule.model_copy(update={"guardian_under": 16})})
    route = aqa().routes[0]
    services = tuple(older if each.code == "2" else each for each in route.services)
    return aqa().model_copy(update={"routes": (route.model_copy(update={"services": services}),)})


def test_a_candidate_of_whom_nothing_is_recorded_is_listed_as_missing() -> None:
    assert candidate_row(card(), asked(), None, None) == {
        "number": "0713", "name": "Amina Osei", "grade": "B", "state": "missing", "state_text": "Missing", "consent": None, "link": None,
    }  # fmt: skip


def test_a_candidate_is_listed_with_consent_and_link() -> None:
    shown = candidate_row(card(), asked(), record(consent(PAPER_1)), LINK)
    assert (shown["state"], shown["state_text"], shown["consent"]["components"]) == ("given", "Given", [PAPER_1])
    assert shown["link"] == {
        "way": "email", "email": "amina@home.example", "mail": "sent", "works": True, "revoked": False, "asked_at": MOMENT,
    }  # fmt: skip
    wider = candidate_row(card(), asked(), record(consent(PAPER_1, PAPER_2)), None)
    assert (wider["state"], wider["consent"]) == ("given", None)


def test_a_link_that_is_revoked_or_has_no_token_yet_does_not_work() -> None:
    links = (LINK.changed(revoked=True), LINK.changed(hash=""))
    assert [candidate_row(card(), asked(), None, each)["link"]["works"] for each in links] == [False, False]


def test_consent_is_in_use_while_a_request_that_rests_on_it_counts() -> None:
    used = record(consent(PAPER_1, enquiry="e1"))
    shown = [candidate_row(each, asked(), used, None)["consent"] for each in (card(claims=(claim("e1"),)), card(claims=(claim("e2"),)))]
    assert [(each["enquiry"], each["in_use"]) for each in shown] == [("e1", True), ("e1", False)]
    assert consent_shown(consent(PAPER_1, enquiry="e1"), frozenset())["in_use"] is True
    assert consent_shown(consent(PAPER_1), frozenset({"e1"}))["in_use"] is False


def test_what_consent_is_for_is_shown_with_what_the_body_says_of_it() -> None:
    assert asked_shown(asked("ATS-T")) == {
        "service": {"code": "ATS-T", "name": "Copy of script to support teaching and learning"}, "needed": True, "recorded": True,
        "choices": [NO_NAME, NO_OBJECTION], "guardian_under": None, "rule": service_text("ATS-T"), "source": source_of("ATS-T"),
    }  # fmt: skip
    shown = asked_shown(asked())
    assert (shown["choices"], shown["rule"], shown["source"]) == ([], CONSENT, SCHOOLS)
    assert asked_shown(asked(body=guarded()))["guardian_under"] == 16
    assert (asked_shown(asked("3"))["needed"], asked_shown(asked("3"))["recorded"]) == (False, False)


def test_what_a_body_does_not_say_of_consent_is_left_out() -> None:
    silent = asked()._replace(service=service_of().model_copy(update={"consent": None}))
    assert asked_shown(silent) == {
        "service": {"code": "2", "name": "Service 2: Review of marking"}, "needed": False, "recorded": False, "choices": [],
        "guardian_under": None, "rule": None, "source": None,
    }  # fmt: skip


def test_everything_recorded_of_a_candidate_in_a_syllabus_is_shown() -> None:
    by_guardian = agreement(way=Way.EMAIL, giver=Giver.GUARDIAN, guardian="Efua Osei", choice=NO_NAME, scan="0123456789abcdef")
    shown = record_shown(record(consent(PAPER_1, PAPER_2, agreement=by_guardian), consent(service="77", agreement=None)), aqa())
    assert (shown["number"], shown["name"], shown["syllabus"]) == ("0713", "Amina Osei", {"code": "7136", "name": "Economics"})
    assert shown["consents"] == [
        {
            "id": "d8e1e62f", "service": "2", "components": [PAPER_1, PAPER_2], "state": "given", "state_text": "Given", "at": MOMENT,
            "enquiry": None, "in_use": False, "service_name": "Service 2: Review of marking",
            "agreement": {
                "way": "email", "way_text": "By e-mail", "day_text": "24 August 2026", "giver_text": "A parent or guardian",
                "guardian": "Efua Osei", "choice": NO_NAME, "wording": "1 of 28 November 2026", "scan": "0123456789abcdef",
            },
        },
        shown["consents"][1],
    ]  # fmt: skip
    assert (shown["consents"][1]["service_name"], shown["consents"][1]["agreement"]) == ("77", None)
    gone = record_shown(record(consent(PAPER_1), syllabus="0000", route="closed"), aqa())
    assert (gone["syllabus"], gone["consents"][0]["service_name"]) == ({"code": "0000", "name": ""}, "2")


def test_ways_of_giving_consent_have_their_words() -> None:
    shown = [consent_shown(consent(agreement=agreement(way=way)), frozenset())["agreement"] for way in Way]
    assert [(each["way"], each["way_text"]) for each in shown] == [
        ("link", "On the candidate’s link"),
        ("paper", "On paper"),
        ("email", "By e-mail"),
    ]
    assert shown[0]["giver_text"] == "The candidate"


def service_text(code: str) -> str:
    rule = service_of(code).consent
    assert rule
    return rule.text


def source_of(code: str) -> str:
    rule = service_of(code).consent
    assert rule
    return aqa().cite(rule.basis)


# --- the page of a link


def page(*shown: Shown, language: str = "en") -> dict[str, Any]:
    return candidate_page(LINK, shown, language, english)


def shown_with(state: ConsentState, *, of: Offer | None = None, is_open: bool = True, through: Any = None, **changes: Any) -> Shown:
    one = consent(PAPER_1, state=state, **changes)
    return (of or offer("2", PAPER_1), record(one), one, through, is_open)


def test_the_page_says_what_is_asked_of_whom_by_which_school() -> None:
    found = page(shown_with(ConsentState.ASKED))
    assert {name: found[name] for name in ("language", "languages", "checked", "wording", "school", "candidate", "age")} == {
        "language": "en", "languages": {"en": "English", "cy": "Cymraeg"}, "checked": True, "wording": "1 of 28 November 2026",
        "school": "Northfield School", "candidate": "Amina Osei", "age": None,
    }  # fmt: skip
    assert (found["words"]["title"], found["problems"]["signature_missing"]) == ("Your consent", "Type your full name.")
    assert page(language="cy")["checked"] is False


def test_what_is_asked_and_not_answered_yet_has_its_sentences_and_no_answer() -> None:
    (one,) = page(shown_with(ConsentState.ASKED))["asked"]
    assert one["sentences"][:2] == ["Review of marking, by AQA.", "It is about Economics, 7136/1 Paper 1."]
    assert {name: value for name, value in one.items() if name not in {"sentences", "checks"}} == {
        "syllabus": "7136", "consent": consent(PAPER_1).id, "heading": "Review of marking: Economics", "choices": [], "state": "asked",
        "state_text": "Not answered yet", "open": True, "agrees": None, "choice": "", "answered_on": "", "signed": "", "standing": [],
    }  # fmt: skip
    assert one["checks"] == service_of().checks


def test_an_answer_is_shown_with_its_day_choice_and_name() -> None:
    given = agreement(choice=NO_NAME, signed="Amina Osei")
    (one,) = page(shown_with(ConsentState.GIVEN, of=offer("ATS-T", PAPER_1), agreement=given))["asked"]
    assert (one["agrees"], one["choice"], one["answered_on"], one["signed"]) == (True, NO_NAME, "24 August 2026", "Amina Osei")
    assert one["choices"] == [NO_NAME, NO_OBJECTION]
    refused, withdrawn = page(shown_with(ConsentState.REFUSED), shown_with(ConsentState.WITHDRAWN))["asked"]
    assert (refused["agrees"], withdrawn["agrees"]) == (False, None)


@pytest.mark.proves("BY-08")
def test_how_a_request_stands_is_told_once_the_answer_cannot_be_changed_any_more() -> None:
    sent = enquiry(Status.ACKNOWLEDGED, body="aqa", syllabus="7136", series="2026-06", acknowledged_at=london("2026-08-25 10:00"))
    sent = sent.model_copy(update={"received_at": london("2026-08-24 10:00")})
    closed, still_open = page(
        shown_with(ConsentState.GIVEN, is_open=False, through=sent), shown_with(ConsentState.GIVEN, is_open=True, through=sent)
    )["asked"]
    assert closed["standing"] == ["AQA has the request and is working on it.", "An answer is expected by 13 September 2026."]
    assert (closed["open"], still_open["open"], still_open["standing"]) == (False, True, [])
    assert page(shown_with(ConsentState.GIVEN, is_open=False))["asked"][0]["standing"] == []


def test_the_page_names_the_age_under_which_a_guardian_answers_the_highest_of_several() -> None:
    guarded_offer = offer("2", PAPER_1, body=guarded())
    assert page(shown_with(ConsentState.ASKED, of=guarded_offer), shown_with(ConsentState.ASKED))["age"] == 16
