"""Consent that an exams officer records, the link to a candidate, and what the candidate answers over it (JQ-05, BY-08)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from functions.domain.consent.answers import Answer, AnswerConsents, answer_problems, answered, is_open
from functions.domain.consent.links import LINK_KEPT, ConsentLink, LinkWay
from functions.domain.consent.recording import AskedFor, RecordConsents, asked_in, asking_problems, day_in, recorded, recording_problems
from functions.domain.consent.records import ConsentState, Giver, Way
from functions.domain.errors import Malformed, Problem
from functions.domain.tokens import hash_of, window_of
from tests.builders import cards, london
from tests.domain.consenting import CONSENT, GIVEN_AT, PAPER_1, PAPER_2, SCHOOLS, agreement, aqa, consent, offer, record

NOW = london("2026-08-25 10:00")
AFTER_RESULTS = (
    "Consent counts only if it is given after the results, for each request by itself. A blanket consent before results does not count."
)
NO_NAME = "my name and number are removed before the script is used in class"


def asked_for(**changes: Any) -> RecordConsents:
    """Return Amina's consent to service 2 about paper 1, on paper on 24 August 2026, as the form sends it."""
    fields: dict[str, Any] = {
        "body": "aqa", "series": "2026-06", "syllabus": "7136", "service": "2", "components": (PAPER_1,), "candidates": ("0713",),
        "way": "paper", "day": "2026-08-24",
    }  # fmt: skip
    return RecordConsents(**fields | changes)


def problems(now: datetime = NOW, **changes: Any) -> list[Problem]:
    request = asked_for(**changes)
    return recording_problems(asked_in(request, aqa()), request, request.candidates, cards(), now)


def fields(found: list[Problem]) -> list[tuple[str, str | None]]:
    return [(each.code, each.field) for each in found]


def test_consent_is_about_what_the_catalogue_has_with_its_components_in_order_and_once_each() -> None:
    asked = asked_in(asked_for(components=(PAPER_2, PAPER_1, PAPER_2)), aqa())
    assert (asked.body.id, asked.route.id, asked.series.id, asked.service.code) == ("aqa", "standard", "2026-06", "2")
    assert (asked.syllabus.code, asked.components) == ("7136", (PAPER_1, PAPER_2))
    assert (asked.offer.service.code, asked.offer.syllabus.code, asked.offer.components) == ("2", "7136", (PAPER_1, PAPER_2))


@pytest.mark.parametrize(
    "changes", [{"route": "none"}, {"series": "2019-01"}, {"service": "99"}, {"syllabus": "0000"}, {"service": ""}, {"syllabus": ""}]
)
def test_what_the_catalogue_does_not_have_cannot_be_consented_to(changes: dict[str, str]) -> None:
    with pytest.raises(Malformed) as refused:
        asked_in(asked_for(**changes), aqa())
    assert [each.code for each in refused.value.problems] == ["malformed"]


def test_a_component_of_another_syllabus_is_named_in_the_refusal() -> None:
    with pytest.raises(Malformed) as refused:
        asked_in(asked_for(components=(PAPER_1, "8300/2H", "8300/1H")), aqa())
    assert [(each.code, each.field) for each in refused.value.problems] == [("malformed", "components.8300/1H")]


def test_consent_on_paper_by_a_candidate_of_the_register_after_the_results_can_be_recorded() -> None:
    assert problems() == []


@pytest.mark.proves("JQ-05")
def test_a_service_that_needs_no_consent_is_not_asked_for_and_the_rule_is_cited() -> None:
    (problem,) = problems(service="3")
    assert (problem.code, problem.field) == ("consent_not_needed", "service")
    assert problem.message == "Service 3: Review of moderation needs no consent. Choose another service."
    assert (problem.rule, problem.source) == (
        "No consent is needed, since the published grade is not lowered.",
        "Reviews of marking and of moderation, Cambridge Technicals, OCR, checked 28 November 2026",
    )


@pytest.mark.proves("JQ-05")
def test_nobody_is_asked_before_the_results_and_consent_counts_from_results_day_on() -> None:
    opens_at = london("2026-08-13 00:00")
    (problem,) = problems(opens_at - timedelta(seconds=1), day="2026-08-13", way="email")[:1]
    assert (problem.code, problem.field, problem.rule) == ("consent_before_results", "series", AFTER_RESULTS)
    assert problem.message == "The results of June 2026 come out on 13 August 2026. Ask for consent from then on."
    assert problems(opens_at, day="2026-08-13") == []
    (early,) = problems(day="2026-08-12")
    assert (early.code, early.field, early.rule) == ("consent_day_before_results", "day", AFTER_RESULTS)
    assert (
        early.message == "That day is before the results, which came out on 13 August 2026. Ask again: consent from before does not count."
    )


def test_consent_names_components_candidates_way_and_day() -> None:
    assert fields(problems(components=())) == [("components_missing", "components")]
    assert problems(components=())[0].rule == "A request names the components that it is about."
    assert fields(problems(candidates=())) == [("candidates_missing", "candidates")]
    assert fields(problems(way="")) == [("consent_way_missing", "way")]
    assert fields(problems(day="")) == [("consent_day_missing", "day")]
    assert fields(problems(day="2026-02-30")) == [("consent_day_missing", "day")]


def test_each_candidate_is_in_the_results_register() -> None:
    found = problems(candidates=("0713", "0714", "0715"))
    assert fields(found) == [("candidate_unknown", "candidates.0714"), ("candidate_unknown", "candidates.0715")]
    assert found[0].message == "Candidate 0714 is not in the results register for syllabus 7136. Check the number."


def test_consent_is_given_today_at_the_latest_by_the_day_of_the_awarding_body() -> None:
    assert problems(day="2026-08-25") == []
    assert fields(problems(day="2026-08-26")) == [("consent_day_to_come", "day")]
    assert problems(london("2026-08-26 00:00"), day="2026-08-26") == []


@pytest.mark.proves("JQ-05")
def test_a_choice_that_the_body_leaves_is_made_and_a_guardian_is_named() -> None:
    copy = {"service": "ATS-R", "components": (PAPER_1,)}
    (missing,) = problems(**copy)
    assert (missing.code, missing.field, missing.source) == ("consent_choice_missing", "choice", SCHOOLS)
    assert fields(problems(**copy, choice="something else")) == [("consent_choice_missing", "choice")]
    assert problems(**copy, choice=NO_NAME) == []
    assert fields(problems(giver="guardian")) == [("guardian_missing", "guardian")]
    assert problems(giver="guardian", guardian="Efua Osei") == []


def test_asking_by_link_needs_neither_way_nor_day() -> None:
    asked = asked_in(AskedFor(body="aqa", series="2026-06", syllabus="7136", service="2", components=(PAPER_1,)), aqa())
    assert list(asking_problems(asked, ("0713",), cards(), NOW)) == []
    assert fields(list(asking_problems(asked, ("0799",), cards(), NOW))) == [("candidate_unknown", "candidates.0799")]


def test_recorded_consent_says_how_when_by_whom_and_in_which_version_of_the_words_it_was_given() -> None:
    request = asked_for(scan="0123456789abcdef", guardian="Not asked")
    kept = recorded(record(consent(PAPER_1, state=ConsentState.ASKED)), asked_in(request, aqa()), request, by="p1", now=NOW)
    (given,) = kept.consents
    assert (given.service, given.components, given.state, given.at, given.enquiry) == ("2", (PAPER_1,), ConsentState.GIVEN, NOW, None)
    assert given.agreement
    assert given.agreement.model_dump() == {
        "way": Way.PAPER, "day": date(2026, 8, 24), "recorded_at": NOW, "by": "p1", "giver": Giver.CANDIDATE, "guardian": "", "signed": "",
        "choice": "", "wording": "1 of 28 November 2026", "language": "en", "scan": "0123456789abcdef",
    }  # fmt: skip
    assert kept.version == 4


def test_recorded_consent_keeps_the_name_of_the_guardian_who_gave_it_and_the_request_that_rests_on_it() -> None:
    request = asked_for(giver="guardian", guardian="Efua Osei", way="email", choice=NO_NAME)
    kept = recorded(record(consent(PAPER_1, enquiry="e1")), asked_in(request, aqa()), request, by="p2", now=NOW)
    (given,) = kept.consents
    assert given.enquiry == "e1"
    assert given.agreement
    assert (given.agreement.way, given.agreement.giver, given.agreement.guardian) == (Way.EMAIL, Giver.GUARDIAN, "Efua Osei")
    assert (given.agreement.choice, given.agreement.by) == (NO_NAME, "p2")


def test_a_day_is_one_that_the_calendar_has() -> None:
    assert day_in("2026-08-24") == date(2026, 8, 24)
    assert day_in("2026-02-29") is None
    assert day_in("") is None


def test_the_form_takes_at_most_two_hundred_candidates_twenty_components_and_names_of_eighty_letters() -> None:
    assert len(asked_for(candidates=("0713",) * 200).candidates) == 200
    assert len(asked_for(components=(PAPER_1,) * 20).components) == 20
    assert asked_for(guardian="a" * 80, choice="b" * 200, body="c" * 40, route="d" * 40)
    too_much: list[dict[str, Any]] = [
        {"candidates": ("0713",) * 201}, {"components": (PAPER_1,) * 21}, {"guardian": "a" * 81}, {"choice": "b" * 201}, {"body": "c" * 41},
        {"route": "d" * 41}, {"series": "2026-6"}, {"way": "telephone"}, {"giver": "teacher"}, {"scan": "xyz"}, {"day": "24 August"},
    ]  # fmt: skip
    for changes in too_much:
        with pytest.raises(ValueError, match=next(iter(changes))):
            asked_for(**changes)


# --- over the link

LINK = ConsentLink(
    organisation="northfield", organisation_name="Northfield School", body="aqa", series="2026-06", candidate="0713", name="Amina Osei",
    way=LinkWay.EMAIL, asked_at=NOW, expires_at=NOW,
)  # fmt: skip


@pytest.mark.proves("BY-08")
def test_a_link_works_with_its_last_token_for_180_days_until_it_is_revoked() -> None:
    link = LINK.with_token("first", NOW)
    first, ends = hash_of("first"), datetime(2027, 2, 21, 9, 0, tzinfo=UTC)
    assert (timedelta(days=180), ends) == (LINK_KEPT, link.expires_at)
    assert link.version == 1
    assert link.works_with(first, NOW)
    assert link.works_with(first, ends - timedelta(seconds=1))
    assert not link.works_with(first, ends)
    assert not link.works_with(hash_of("second"), NOW)
    assert not link.changed(revoked=True).works_with(first, NOW)
    again = link.with_token("second", NOW)
    assert (again.works_with(first, NOW), again.works_with(hash_of("second"), NOW), again.version) == (False, True, 2)


def test_a_link_without_a_token_opens_for_nobody() -> None:
    assert not LINK.changed(expires_at=NOW + LINK_KEPT).works_with("", NOW)


def test_the_table_has_the_sha_256_of_a_token() -> None:
    assert hash_of("token") == "3c469e9d6c5875d37a43f353d4f88e61fcf812c66eee3457465a40b0da4153e0"


def test_wrong_links_are_counted_together_within_ten_minutes() -> None:
    begins = datetime(2026, 8, 25, 9, 10, tzinfo=UTC)
    first = window_of(begins)
    assert window_of(begins + timedelta(seconds=599)) == first
    assert window_of(begins + timedelta(seconds=600)) == first + 1
    assert window_of(begins - timedelta(seconds=1)) == first - 1


def answer(agrees: bool | None, choice: str = "") -> Answer:
    return Answer(syllabus="7136", consent="0123abcd", agrees=agrees, choice=choice)


def test_an_answer_says_yes_or_no_and_yes_makes_the_choice_that_the_body_leaves() -> None:
    def found(agrees: bool | None, choice: str = "", code: str = "ATS-T") -> list[tuple[str, str | None]]:
        return fields(list(answer_problems(answer(agrees, choice), offer(code, PAPER_1))))

    assert found(None) == [("consent_answer_missing", "answer-7136-0123abcd")]
    assert found(True) == [("answer_choice_missing", "answer-7136-0123abcd-choice")]
    assert found(True, "something else") == [("answer_choice_missing", "answer-7136-0123abcd-choice")]
    assert found(True, NO_NAME) == []
    assert found(False) == []
    assert found(True, code="2") == []


def test_an_answer_can_be_changed_until_a_request_rests_on_it_and_again_once_that_does_not_count() -> None:
    assert is_open(consent(PAPER_1), held=False)
    assert is_open(consent(PAPER_1), held=True)
    assert is_open(consent(PAPER_1, enquiry="e1"), held=False)
    assert not is_open(consent(PAPER_1, enquiry="e1"), held=True)


@pytest.mark.proves("BY-08")
def test_yes_over_the_link_is_given_today_in_the_name_that_was_typed_and_in_the_language_that_was_read() -> None:
    asked = consent(PAPER_1, state=ConsentState.ASKED, enquiry="e1")
    sent = AnswerConsents(token="t", language="cy", signed="Amina Osei")
    late = london("2026-08-25 00:30")
    kept = answered(record(asked), asked, answer(True, NO_NAME), request=sent, offer=offer("ATS-T", PAPER_1), now=late)
    (given,) = kept.consents
    assert (given.state, given.at, given.enquiry, kept.version) == (ConsentState.GIVEN, late, None, 4)
    assert given.agreement
    assert given.agreement.model_dump() == {
        "way": Way.LINK, "day": date(2026, 8, 25), "recorded_at": late, "by": "", "giver": Giver.CANDIDATE, "guardian": "",
        "signed": "Amina Osei", "choice": NO_NAME, "wording": "1 of 28 November 2026", "language": "cy", "scan": "",
    }  # fmt: skip


def test_no_over_the_link_is_refused_without_a_choice_and_a_guardian_who_answers_is_named() -> None:
    asked = consent(PAPER_1, agreement=agreement())
    sent = AnswerConsents(token="t", giver="guardian", signed="Efua Osei")
    kept = answered(record(asked), asked, answer(False, NO_NAME), request=sent, offer=offer("ATS-T", PAPER_1), now=GIVEN_AT)
    (refused,) = kept.consents
    assert refused.state is ConsentState.REFUSED
    assert refused.agreement
    said = refused.agreement
    assert (said.giver, said.guardian, said.signed, said.choice, said.language) == (Giver.GUARDIAN, "Efua Osei", "Efua Osei", "", "en")


def test_the_consent_to_a_review_that_a_school_restates_is_the_rule_that_is_cited() -> None:
    choices = asked_in(asked_for(), aqa()).service.consent
    assert choices
    assert (choices.text, choices.choices, choices.kept_months) == (CONSENT, (), 6)
