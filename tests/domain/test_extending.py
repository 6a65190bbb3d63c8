"""To whom an enquiry may be extended, and what an extension is."""

from __future__ import annotations

import pytest

from functions.domain.billing.enquiry_fees import fee_of
from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.services import Subject
from functions.domain.enquiries.amendments import change_window
from functions.domain.enquiries.enquiry import Enquiry, entries_of, is_complete
from functions.domain.enquiries.enquiry_parts import Extension, Issued, Line
from functions.domain.enquiries.extensions import (
    candidate_problems,
    extension_id,
    extension_lines,
    extension_problems,
    make_extension,
)
from functions.domain.enquiries.statuses import Status
from functions.domain.register.cards import Claim, Origin
from functions.domain.views.enquiry_pages import for_centre
from functions.domain.views.extension_pages import rules_on_extensions
from tests.builders import RESULTS_OUT, body, card, enquiry, london, result, route, series, syllabus

ACKNOWLEDGED = enquiry(status=Status.ACKNOWLEDGED, number="2206-000001")


def extension(**changes: object) -> Enquiry:
    about = Extension(of=ACKNOWLEDGED.id, number="2206-000001", reason="One marker")
    return enquiry(**{"extends": about, "status": Status.ACKNOWLEDGED, "number": "2206-000002", "received_at": RESULTS_OUT, **changes})


@pytest.mark.parametrize("status", list(Status))
def test_an_enquiry_is_extended_while_it_is_acknowledged_or_completed(status: Status) -> None:
    problems = extension_problems(ACKNOWLEDGED.model_copy(update={"status": status}), body())
    assert bool(problems) is (status not in {Status.ACKNOWLEDGED, Status.COMPLETED})


def test_a_route_whose_rules_know_no_extensions_has_none() -> None:
    bare = route().model_copy(update={"rules": {name: rule for name, rule in route().rules.items() if name != "extension"}})
    assert [each.code for each in extension_problems(ACKNOWLEDGED, body(routes=(bare,)))] == ["extension_not_for"]


def test_what_a_body_says_of_extensions_is_said_once_however_many_of_its_routes_say_it_and_nothing_where_none_does() -> None:
    bare = route().model_copy(update={"rules": {name: rule for name, rule in route().rules.items() if name != "extension"}})
    silent = body().model_copy(update={"name": "Silent Examinations"})
    (said,) = rules_on_extensions([(body(), route()), (body(), route()), (body(), bare), (silent, bare)])
    assert said["body"] == "Cambridge International"
    assert [each["rule"] for each in said["rules"]] == [route().rules["extension"].text, route().rules["extension-terms"].text]


@pytest.mark.proves("CI-27")
def test_only_marks_for_work_that_was_seen_are_looked_at() -> None:
    some = card("0714", results=(result("22", 40), result("42", 70, Origin.CALCULATED)))
    assert [each.component for each in extension_lines(ACKNOWLEDGED, some, {"22": 44})] == ["22"]
    assert extension_lines(ACKNOWLEDGED, some, {"22": 44})[0].mark_before == 44, "the mark that stands"
    exempt = card("0714", exempt=("22", "42"))
    assert [each.code for each in candidate_problems(ACKNOWLEDGED, route(), body(), exempt)] == ["extension_no_mark"]


@pytest.mark.proves("CI-27")
def test_an_open_enquiry_of_the_candidates_own_comes_first_and_a_finished_one_is_no_obstacle() -> None:
    claim = Claim(family="marking", service="2", enquiry="1" * 32, reference="RD-1", at=RESULTS_OUT)
    busy = card("0714").claimed(claim)
    assert [each.code for each in candidate_problems(ACKNOWLEDGED, route(), body(), busy)] == ["extension_open"]
    assert candidate_problems(ACKNOWLEDGED, route(), body(), busy.closed("1" * 32, RESULTS_OUT)) == []
    in_group = card("0714").claimed(claim.model_copy(update={"subject": Subject.GROUP, "family": None}))
    assert candidate_problems(ACKNOWLEDGED, route(), body(), in_group) == []


def test_an_enquiry_has_one_extension_a_candidate() -> None:
    assert extension_id(ACKNOWLEDGED, "0714") == extension_id(ACKNOWLEDGED, "0714") != extension_id(ACKNOWLEDGED, "0715")


@pytest.mark.proves("CI-27")
def test_an_extension_ends_with_its_outcome_letter_whatever_the_service_of_the_enquiry() -> None:
    of_2s = extension(service="2S")
    service = entries_of(of_2s, body()).service
    assert service.documents == service.completes_with == (Document.OUTCOME,)
    assert is_complete(of_2s.model_copy(update={"issued": {"OutLetter": Issued(at=RESULTS_OUT, fingerprint="0" * 16, size=1)}}), service)


@pytest.mark.proves("CI-27")
def test_an_extension_costs_nothing_promises_no_day_and_cannot_be_changed_by_the_centre() -> None:
    shown = for_centre(extension(), body(), [], RESULTS_OUT)
    assert (shown["promised_by"], shown["flags"], shown["services_to_change_to"]) == (None, [], [])
    assert "not published" in shown["target_text"]
    assert fee_of(extension(recorded=True, grade_before="B", grade_after="B"), body())["status"] == "waived"
    assert change_window(extension(), body(), RESULTS_OUT).open is False


@pytest.mark.proves("CI-27", "CI-29")
def test_what_an_extension_begins_with_is_not_shown_to_the_centre_before_its_outcome() -> None:
    shown = for_centre(extension(grade_before="A"), body(), [], RESULTS_OUT)
    assert shown["grade_before"] is None
    assert {each["mark_before"] for each in shown["components"]} == {None}


@pytest.mark.proves("CI-27")
def test_an_extension_is_not_extended_itself_but_the_enquiry_that_it_extends() -> None:
    (refusal,) = extension_problems(extension(), body())
    assert refusal.code == "extension_itself"
    assert refusal.message == "This enquiry is itself an extension. Extend enquiry 2206-000001 instead."


@pytest.mark.proves("CI-27")
def test_an_extension_is_an_enquiry_of_its_own_for_the_same_service_already_in_review() -> None:
    now = london("2022-09-01 10:00")
    of = ACKNOWLEDGED.model_copy(update={"associate": "meridian", "note": "Mine", "version": 9})
    lines = (Line(component="22", mark_before=44),)
    made = make_extension(
        of, card("0714", name="Bao Nguyen"), lines, grade="C", series=series(), syllabus=syllabus(), number="2206-000002", reason="One marker",
        by="p7", now=now,
    )  # fmt: skip
    assert made.extends == Extension(of="e1", number="2206-000001", reason="One marker")
    assert made.id == extension_id(of, "0714")
    assert [(each.number, each.name) for each in made.candidates] == [("0714", "Bao Nguyen")]
    assert (made.lines, made.grade_before, made.status, made.number) == (lines, "C", Status.ACKNOWLEDGED, "2206-000002")
    assert (made.submitted_at, made.received_at, made.submitted_by, made.acknowledged_at) == (now, now, "p7", None)
    assert (made.submission, made.reference, made.organisation, made.organisation_name, made.centre) == (
        "s1", "RD-ABCDE-12345", "northfield", "Northfield School", "ZZ101",
    )  # fmt: skip
    assert (made.body, made.route, made.series, made.service, made.qualification, made.syllabus) == (
        "cambridge-international", "standard", "2022-06", "2", "Cambridge IGCSE", "0580",
    )  # fmt: skip
    assert (made.associate, made.contact_email, made.version) == ("meridian", "exams@northfield.example", 1)
    assert made.note == "June 2022 0580 2206-000002"


def test_somebody_of_the_enquiry_itself_or_to_whom_it_was_extended_before_is_named() -> None:
    own = candidate_problems(ACKNOWLEDGED, route(), body(), card("0713"))
    assert [(each.code, each.field) for each in own] == [("extension_own", "candidates.0713")]
    again = Claim(family="marking", service="2", enquiry=extension_id(ACKNOWLEDGED, "0714"), reference="RD-1", at=RESULTS_OUT, open=False)
    before = candidate_problems(ACKNOWLEDGED, route(), body(), card("0714", claims=(again,)))
    assert [(each.code, each.field) for each in before] == [("extension_again", "candidates.0714")]
    waiting = again.model_copy(update={"enquiry": "e9", "open": True})
    (open_one,) = candidate_problems(ACKNOWLEDGED, route(), body(), card("0714", claims=(waiting,)))
    assert (open_one.code, open_one.field, open_one.rule is not None) == ("extension_open", "candidates.0714", True)
    (bare,) = candidate_problems(ACKNOWLEDGED, route(), body(), card("0714", results=()))
    assert (bare.code, bare.field, "22 or 42" in bare.message, bare.rule is not None) == (
        "extension_no_mark",
        "candidates.0714",
        True,
        True,
    )
