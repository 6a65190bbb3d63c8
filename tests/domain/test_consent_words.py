"""What candidates read of a request: what they agree to, how it stands, and the e-mails to them (TX-02, BY-08)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from functions.domain.catalogue.fees import Amount
from functions.domain.consent import candidate_words
from functions.domain.consent.records import ConsentState
from functions.domain.consent.standing import standing
from functions.domain.consent.wording import Offer, english, sentences
from functions.domain.enquiries.portal_records import PortalDetails
from functions.domain.enquiries.statuses import Status
from tests.builders import body, catalogue, enquiry, issued, london, route, service, syllabus, with_service
from tests.domain.consenting import PAPER_1, PAPER_2, offer, service_of

UP_OR_DOWN = [
    "Your mark and your grade can go up, stay the same or go down.",
    "If they go down, the lower mark and the lower grade count. You cannot go back to the earlier ones.",
    "This also counts for an appeal afterwards.",
]
SENDS = "If you agree, your school or college can send the request to the awarding body. It tells you what comes back."
CHANGE_OF_MIND = "You can change your mind until the request is sent."
KEPT = "Your school or college keeps your answer for 6 months after the outcome, or after the outcome of a later appeal."
CHARGES = "The awarding body charges {fee} for it. Your exams officer tells you who pays, and whether your school or college charges more."
ASK = "Your exams officer tells you what it costs and who pays."


def mathematics(*components: str, code: str = "2") -> Offer:
    return Offer(body(), route(), service(code), syllabus(), components)


@pytest.mark.proves("TX-02")
def test_a_review_says_that_marks_and_grades_can_go_down_and_what_it_is_about() -> None:
    assert sentences(offer("2", PAPER_1, PAPER_2), english) == [
        "Review of marking, by AQA.", "It is about Economics, 7136/1 Paper 1, 7136/2 Paper 2.", *UP_OR_DOWN, ASK, SENDS, CHANGE_OF_MIND, KEPT,
    ]  # fmt: skip


@pytest.mark.proves("TX-02")
def test_a_copy_of_script_says_that_nothing_changes_and_that_a_later_review_can_change_it() -> None:
    assert sentences(offer("ATS-R", PAPER_1), english) == [
        "Copy of script to support a review of marking, by AQA.",
        "It is about Economics, 7136/1 Paper 1.",
        "Your school or college sees your marked work. Your mark and your grade stay as they are.",
        "If you later agree to a review, your mark and your grade can still go up, stay the same or go down.",
        "The awarding body charges nothing for it.",
        SENDS,
        CHANGE_OF_MIND,
        KEPT,
    ]


def test_a_request_about_a_syllabus_as_a_whole_names_no_component_and_without_a_time_none_is_promised() -> None:
    assert sentences(offer("3"), english) == [
        "Review of moderation, by AQA.",
        "It is about Economics.",
        *UP_OR_DOWN,
        ASK,
        SENDS,
        CHANGE_OF_MIND,
    ]


def test_the_fee_is_for_each_component_and_for_one_where_none_is_named() -> None:
    assert mathematics("22", "42").fee == Amount(amount=Decimal("104.00"), currency="GBP")
    assert mathematics("22").fee == Amount(amount=Decimal("52.00"), currency="GBP")
    assert mathematics().fee == Amount(amount=Decimal("52.00"), currency="GBP")
    assert mathematics("22", code="X").fee is None
    assert offer("2", PAPER_1).fee is None


def test_the_fee_of_a_request_about_a_cohort_is_for_the_school_and_not_told_to_a_candidate() -> None:
    assert mathematics("22", code="5").fee is None


def test_a_fee_that_is_known_is_told_with_when_the_body_waives_it() -> None:
    said = sentences(mathematics("22"), english)
    assert said[5:7] == [CHARGES.format(fee="£52.00"), "If your grade in the subject changes, up or down, it charges nothing."]
    ncfe = catalogue().bodies["ncfe"]
    scripts = service_of("ATS", ncfe)
    copy = sentences(Offer(ncfe, ncfe.routes[0], scripts, ncfe.syllabuses_by_code["610/9001/1"], ("CE1",)), english)
    assert copy[4:6] == [CHARGES.format(fee="£14.00"), SENDS]


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("syllabus-grade-changes", ["If your grade in the subject changes, up or down, it charges nothing."]),
        ("unit-grade-changes", ["If your grade in the unit changes, up or down, it charges nothing."]),
        ("syllabus-or-unit-grade-changes", ["If your grade in the subject or in a unit changes, up or down, it charges nothing."]),
    ],
)
def test_each_way_of_waiving_a_fee_has_its_sentence(when: str, said: list[str]) -> None:
    of = route().model_copy(update={"fee_rule": route().fee_rule.model_copy(update={"waived_when": when})})
    found = sentences(Offer(body(), of, service(), syllabus(), ("22",)), english)
    assert found[found.index(CHARGES.format(fee="£52.00")) + 1 : found.index(SENDS)] == said


def test_where_nothing_is_known_of_fees_the_exams_officer_tells_the_cost() -> None:
    of = route().model_copy(update={"fee_rule": route().fee_rule.model_copy(update={"waived_when": None})})
    found = sentences(Offer(body(), of, service(), syllabus(), ("22",)), english)
    assert found[found.index(SENDS) - 1] == ASK


def test_a_component_that_the_syllabus_does_not_have_any_more_is_named_by_its_code() -> None:
    assert mathematics("22", "99").exams.endswith(", 99")
    assert mathematics("22").exams.startswith("22 ")


def test_every_sentence_is_put_into_the_candidates_language() -> None:
    marked = sentences(offer("2", PAPER_1), lambda sentence: f"«{sentence}»")
    assert len(marked) == 9
    assert [each for each in marked if not (each.startswith("«") and each.endswith("»"))] == []


# --- how a request stands

PORTAL = PortalDetails(name="Centre Services")


def stands(status: Status, **changes: Any) -> list[str]:
    return standing(enquiry(status, **changes), body(), english, english)


SENT = ["Your school or college has sent the request. Cambridge International has not confirmed yet that it has it."]
WORKING = "Cambridge International has the request and is working on it."


@pytest.mark.proves("BY-08")
def test_a_candidate_reads_where_the_request_is() -> None:
    assert stands(Status.SUBMITTED) == SENT
    assert stands(Status.PENDING) == SENT
    assert stands(Status.WITH_ASSOCIATE, associate="meridian") == SENT
    assert stands(Status.CANCELLED) == ["Your school or college has cancelled the request. Speak to your exams officer."]
    refused = ["The request was not accepted. Your exams officer can tell you why."]
    assert stands(Status.REJECTED) == refused
    assert stands(Status.DECLINED) == refused


def test_a_request_that_its_centre_is_to_make_in_a_portal_is_prepared_and_not_sent() -> None:
    assert stands(Status.SUBMITTED, portal=PORTAL) == [
        "Your school or college has prepared the request. It has not sent it to Cambridge International yet."
    ]


@pytest.mark.proves("BY-08")
def test_a_request_that_is_worked_on_says_by_when_an_answer_is_expected() -> None:
    assert stands(Status.RECEIVED) == [WORKING, "An answer is expected by 2022-09-21."]
    assert (
        standing(enquiry(Status.ACKNOWLEDGED), body(), english, lambda day: f"the day {day}")[1]
        == "An answer is expected by the day 2022-09-21."
    )
    accepted = with_service("2", target_from="acceptance")
    assert standing(enquiry(Status.ACKNOWLEDGED), accepted, english, english)[1] == "An answer is expected by 2022-09-22."
    assert standing(enquiry(Status.RECEIVED), accepted, english, english) == [WORKING]
    assert standing(enquiry(Status.RECEIVED), with_service("2", target=None), english, english) == [WORKING]


@pytest.mark.proves("BY-08")
def test_a_finished_request_says_so_once_the_centre_can_know_the_answer() -> None:
    over = ["It is finished. Your exams officer has the answer and tells you what it says."]
    done: dict[str, Any] = {"completed_at": london("2022-09-05 12:00"), "issued": issued("OutLetter")}
    assert stands(Status.COMPLETED, **done) == over
    assert stands(Status.COMPLETED, associate="meridian", **done)[0] == WORKING
    assert stands(Status.COMPLETED, associate="meridian", released={"OutLetter": london("2022-09-06 12:00")}, **done) == over
    assert stands(Status.COMPLETED, associate="meridian", portal=PORTAL) == over


# --- everything else


def test_each_state_of_consent_has_its_words_for_the_candidate() -> None:
    said = {state.value: candidate_words.state_words(state, english) for state in ConsentState}
    assert said == {
        "asked": "Not answered yet",
        "given": "You agreed",
        "refused": "You did not agree",
        "withdrawn": "You took your agreement back",
    }


def test_a_day_is_told_in_words() -> None:
    assert candidate_words.day_words(date(2026, 8, 24), english) == "24 August 2026"
    assert candidate_words.day_words(date(2027, 1, 1), english) == "1 January 2027"
    assert candidate_words.day_words(date(2026, 12, 31), lambda month: month.upper()) == "31 DECEMBER 2026"
    assert [candidate_words.day_words(date(2026, month, 2), english) for month in (2, 3, 4, 5, 6, 7, 9, 10, 11)] == [
        "2 February 2026", "2 March 2026", "2 April 2026", "2 May 2026", "2 June 2026", "2 July 2026", "2 September 2026", "2 October 2026",
        "2 November 2026",
    ]  # fmt: skip


def test_the_page_is_there_in_english_and_welsh_each_named_in_itself() -> None:
    assert candidate_words.LANGUAGES == {"en": "English", "cy": "Cymraeg"}


def test_the_words_of_the_page_are_named_as_its_script_asks_for_them() -> None:
    words = candidate_words.page_words(english)
    assert " ".join(words) == (
        "title for lead lead_answered lead_sent asked checks agrees yes no choice age giver candidate guardian signed signed_hint email email_hint "
        "send sent copy_sent print change withdraw withdrawn answered_on signed_by standing problems loading unreachable retry questions unchecked private"
    )
    assert (words["yes"], words["no"]) == ("Yes, I agree", "No, I do not agree")
    assert (words["change"], words["withdraw"]) == ("Change my answer", "Take my agreement back")
    assert (words["candidate"], words["guardian"]) == ("The candidate", "A parent or guardian")
    assert words["withdrawn"] == "You have taken your agreement back. No request is sent without it."
    assert words["age"] == "If you are younger than {age}, a parent or guardian must answer for you."


def test_the_problems_of_the_page_have_words_for_candidates() -> None:
    words = candidate_words.problem_words(english)
    assert " ".join(words) == (
        "link_not_valid too_many_wrong consent_answer_missing answer_choice_missing answer_too_late answer_outdated signature_missing "
        "field_invalid malformed try_again"
    )
    assert words["link_not_valid"] == "This link does not work, or does not work any more. Ask your exams officer for a new one."
    assert words["signature_missing"] == "Type your full name."


def test_the_e_mail_with_the_link_names_the_school_and_no_candidate() -> None:
    assert candidate_words.link_email("Northfield School", english) == (
        "Your school or college asks for your consent",
        (
            "Northfield School would like to ask for something about your results, and needs your consent first.",
            "Open the link to read what it is about, what it costs and what can happen, and to say whether you agree.",
            "The link is for you alone. Later it shows you how the request stands.",
        ),
        "Read and answer",
    )


def test_the_copy_of_an_answer_has_the_words_that_were_agreed_to_and_no_link() -> None:
    copy = candidate_words.copy_email("Northfield School", ("Review of marking, by AQA.", CHANGE_OF_MIND), "24 August 2026", english)
    assert copy == (
        "A copy of your answer",
        ("On 24 August 2026 you agreed to the following, for Northfield School.", "Review of marking, by AQA.", CHANGE_OF_MIND),
        "",
    )
