"""Checks that are answered by a finding: what a request must say, what it keeps, and what staff record."""

from __future__ import annotations

from typing import Any

import pytest

from functions.domain.catalogue.availability import Availability
from functions.domain.catalogue.services import Finding, GradeCheck, Service, Subject
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.enquiry_parts import Answer
from functions.domain.enquiries.grade_checks import (
    RecordFinding,
    catalogue_faults,
    centre_review_problem,
    check_request,
    check_request_problems,
    check_request_rows,
    finding_text,
    grade_sentence,
    record_finding,
)
from functions.domain.enquiries.statuses import Status
from functions.domain.enquiries.submission import CheckRequest, DraftContent
from functions.domain.errors import Changed, Refused
from functions.domain.register.cards import Claimed
from functions.domain.register.centre_reviews import Asker
from tests.builders import body, card, cards, content, enquiry, issued, route, service, syllabus
from tests.domain.school_assessed import asked, assessed, check, check_enquiry, school, whole_cohort

ERROR = "A page was not counted."


# --- what a request must say


def asking(what: DraftContent, *, grades: tuple[tuple[str, str], ...] = (("0713", "B"),)) -> list[tuple[str, str | None]]:
    """What is missing in a request on the route of school-assessed grades, where the candidates have these grades."""
    held = cards(*(assessed(number, grade=grade) for number, grade in grades))
    found = check_request_problems(
        content=what, body=body(), route=school(), service=check(what.service), syllabus=syllabus("0580"), cards=held
    )
    return [(each.code, each.field) for each in found]


@pytest.mark.proves("SG-02")
@pytest.mark.parametrize("who", ["centre", "candidate", "guardian"])
def test_a_request_says_on_whose_behalf_it_is_made(who: str) -> None:
    assert asking(asked(on_behalf=who)) == []
    assert asking(asked(on_behalf="")) == [("on_behalf_missing", "on_behalf")]


@pytest.mark.proves("SG-02")
def test_an_appeal_says_on_whose_behalf_it_is_made_and_neither_error_nor_revised_grade() -> None:
    assert asking(asked(service="AM", on_behalf="")) == [("on_behalf_missing", "on_behalf")]
    assert asking(asked(service="AM")) == []


@pytest.mark.proves("SG-03")
@pytest.mark.parametrize(
    ("revised", "error", "found"),
    [
        ("A", ERROR, []),
        ("U", ERROR, []),
        ("", ERROR, [("revised_grade_missing", "revised_grade")]),
        ("Z", ERROR, [("revised_grade_missing", "revised_grade")]),
        ("B", ERROR, [("revised_grade_same", "revised_grade")]),
        ("A", "", [("error_missing", "error")]),
        ("", "", [("revised_grade_missing", "revised_grade"), ("error_missing", "error")]),
    ],
)
def test_a_change_after_an_error_says_the_error_and_another_grade_of_the_syllabus(
    revised: str, error: str, found: list[tuple[str, str]]
) -> None:
    assert asking(asked(service="1", revised_grade=revised, error=error)) == found


@pytest.mark.proves("SG-03")
def test_the_revised_grade_is_held_against_the_candidate_asked_about_and_against_nobody_else() -> None:
    revised = asked(service="1", revised_grade="A", error=ERROR, candidates=("713",))
    assert asking(revised, grades=(("0713", "B"), ("0714", "A"))) == []
    assert asking(revised, grades=(("0713", "A"), ("0714", "B"))) == [("revised_grade_same", "revised_grade")]


@pytest.mark.proves("SG-04")
def test_an_individual_review_asks_for_neither_a_revised_grade_nor_an_error() -> None:
    assert asking(asked(service="2", revised_grade="", error="")) == []


def test_a_route_without_centre_reviews_asks_on_nobodys_behalf() -> None:
    found = check_request_problems(content=content(), body=body(), route=route(), service=service(), syllabus=syllabus(), cards=cards())
    assert list(found) == []


@pytest.mark.proves("SG-01")
@pytest.mark.parametrize("about", [assessed(reviews=()), whole_cohort(reviews=())])
def test_nothing_is_asked_about_whom_no_centre_review_is_recorded_for(about: Claimed) -> None:
    found = centre_review_problem(body(), school(), about, field="candidates.0713", whom="candidate 0713 in syllabus 0580")
    assert found
    assert (found.code, found.field) == ("centre_review_missing", "candidates.0713")
    assert "for candidate 0713 in syllabus 0580" in found.message


@pytest.mark.proves("SG-01")
@pytest.mark.parametrize("about", [assessed(), whole_cohort(), assessed(reviews=("r1", "r2"))])
def test_one_recorded_centre_review_is_enough(about: Claimed) -> None:
    assert centre_review_problem(body(), school(), about, field="candidates.0713", whom="candidate 0713") is None


def test_a_route_without_centre_reviews_waits_for_none() -> None:
    assert centre_review_problem(body(), route(), card(), field="candidates.0713", whom="candidate 0713") is None


# --- what an enquiry keeps of it


@pytest.mark.proves("SG-03")
def test_a_change_after_an_error_keeps_the_error_the_grade_and_the_latest_centre_review() -> None:
    said = asked(service="1", revised_grade="A", error=ERROR, on_behalf="guardian")
    assert check_request(said, check("1"), assessed(reviews=("r1", "r2"))) == CheckRequest(
        on_behalf=Asker.GUARDIAN, revised_grade="A", error=ERROR, centre_review="r2"
    )


@pytest.mark.proves("SG-04", "SG-05")
@pytest.mark.parametrize("code", ["2", "3"])
def test_a_check_that_asks_for_no_error_keeps_none_though_the_form_had_one(code: str) -> None:
    said = asked(service=code, revised_grade="A", error=ERROR)
    assert check_request(said, check(code), assessed()) == CheckRequest(on_behalf=Asker.CANDIDATE, centre_review="r1")


def test_an_enquiry_that_checks_no_grade_or_rests_on_no_review_keeps_nothing() -> None:
    assert check_request(content(), service("2"), card(reviews=("r1",))) is None
    assert check_request(asked(), check("2"), assessed(reviews=())) is None


# --- how it is said back


@pytest.mark.proves("SG-02", "SG-03")
def test_the_answers_say_on_whose_behalf_the_revised_grade_and_the_error() -> None:
    said = asked(service="1", revised_grade="A", error=ERROR, on_behalf="guardian")
    assert check_request_rows(said, school(), check("1")) == [
        ("On whose behalf", "A parent or legal guardian", "on_behalf"),
        ("Revised grade", "A", "revised_grade"),
        ("The error", ERROR, "error"),
    ]


@pytest.mark.parametrize("code", ["2", "3", "AM"])
@pytest.mark.parametrize(("by", "text"), [("centre", "The centre itself"), ("candidate", "A candidate"), ("", "")])
def test_another_check_or_an_appeal_says_only_on_whose_behalf(code: str, by: str, text: str) -> None:
    assert check_request_rows(asked(service=code, on_behalf=by), school(), check(code)) == [("On whose behalf", text, "on_behalf")]


def test_nothing_is_said_where_nothing_of_it_is_asked() -> None:
    assert check_request_rows(content(), route(), service("2")) == []
    assert check_request_rows(asked(), None, check("2")) == []
    assert check_request_rows(asked(), school(), None) == []
    assert check_request_rows(asked(), school(), service("2")) == []
    assert check_request_rows(asked(), route(), check("2")) == []


# --- what staff record


def record(of: Enquiry, **request: Any) -> Enquiry:
    fields: dict[str, Any] = {"version": 1, "finding": "reasonable", "explanation": "The portfolio bears the grade."}
    return record_finding(of, RecordFinding(**{**fields, **request}), entries_of(of, body()), body())


def refusals(of: Enquiry, **request: Any) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refused:
        record(of, **request)
    return [(each.code, each.field) for each in refused.value.problems]


@pytest.mark.proves("SG-03", "SG-04")
@pytest.mark.parametrize(
    ("code", "finding", "chosen", "after"),
    [
        ("1", "accepted", "", "A"),  # the grade that the centre asked for
        ("1", "accepted", "C", "A"),
        ("1", "not_accepted", "", "B"),
        ("1", "withdrawn", "", "Withdrawn"),
        ("1", "late", "", "B"),
        ("2", "reasonable", "", "B"),
        ("2", "reasonable", "A", "B"),
        ("2", "not_reasonable", "C", "C"),
        ("2", "withdrawn", "", "Withdrawn"),
        ("2", "late", "A", "B"),
        ("3", "stands", "", None),
        ("3", "changed", "A", None),
    ],
)
def test_a_finding_makes_of_the_grade_what_the_catalogue_says_of_it(code: str, finding: str, chosen: str, after: str | None) -> None:
    asks = CheckRequest(on_behalf=Asker.CENTRE, revised_grade="A" if code == "1" else "", centre_review="r1")
    done = record(check_enquiry(code, asked=asks), finding=finding, grade_after=chosen)
    assert done.grade_after == after
    assert done.answer == Answer(finding=finding, explanation="The portfolio bears the grade.")
    assert (done.recorded, done.version, done.status) == (True, 2, Status.ACKNOWLEDGED)


@pytest.mark.proves("SG-03")
def test_no_grade_follows_from_an_accepted_revision_that_the_enquiry_does_not_carry() -> None:
    assert record(check_enquiry("1", asked=None), finding="accepted").grade_after is None


@pytest.mark.proves("SG-04")
@pytest.mark.parametrize("chosen", ["", "B", "Z", "UU"])
def test_a_finding_that_leaves_the_grade_open_names_another_grade_of_the_syllabus(chosen: str) -> None:
    assert refusals(check_enquiry("2"), finding="not_reasonable", grade_after=chosen) == [("other_grade_missing", "grade_after")]


@pytest.mark.parametrize(("before", "said"), [("B", "B"), (None, "none")])
def test_the_refusal_of_a_grade_says_which_one_stands(before: str | None, said: str) -> None:
    with pytest.raises(Refused) as refused:
        record(check_enquiry("2", grade_before=before), finding="not_reasonable", grade_after="Z")
    assert refused.value.problems[0].message == (f"Choose the grade after the check. It must differ from the current grade, {said}.")


@pytest.mark.parametrize("finding", ["", "accepted", "stands", "met"])
def test_a_finding_of_another_service_is_none_of_this_one(finding: str) -> None:
    assert refusals(check_enquiry("2"), finding=finding) == [("finding_missing", "finding")]


def test_everything_that_is_missing_in_a_finding_is_said_at_once() -> None:
    assert refusals(check_enquiry("2"), finding="", explanation="") == [
        ("finding_missing", "finding"),
        ("finding_reasons_missing", "explanation"),
    ]
    assert refusals(check_enquiry("2"), finding="not_reasonable", explanation=" ") == [
        ("finding_reasons_missing", "explanation"),
        ("other_grade_missing", "grade_after"),
    ]
    assert refusals(check_enquiry("2"), explanation="") == [("finding_reasons_missing", "explanation")]


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (check_enquiry("2", Status.RECEIVED), "received"),
        (check_enquiry("2", Status.COMPLETED), "completed"),
        (check_enquiry("2", issued=issued("OutLetter")), "acknowledged"),
        (enquiry(), "acknowledged"),
        (check_enquiry("AM"), "acknowledged"),
    ],
)
def test_a_finding_is_recorded_on_an_acknowledged_check_before_its_letter_and_on_nothing_else(of: Enquiry, said: str) -> None:
    with pytest.raises(Refused) as refused:
        record(of)
    (problem,) = refused.value.problems
    assert (problem.code, problem.message) == ("status_forbids", f"This enquiry is {said}, so it cannot be decided now.")


def test_a_finding_begins_without_finding_grade_or_reasons() -> None:
    nothing = RecordFinding(version=1)
    assert (nothing.finding, nothing.grade_after, nothing.explanation) == ("", "", "")


def test_a_finding_can_be_recorded_again_while_only_the_acknowledgement_is_out() -> None:
    first = record(check_enquiry("2", issued=issued("AckLetter")))
    assert record(first, version=2, finding="not_reasonable", grade_after="A").grade_after == "A"


def test_whoever_records_a_finding_on_an_enquiry_that_has_changed_meanwhile_is_told_so() -> None:
    with pytest.raises(Changed):
        record(check_enquiry("2", version=2), version=1)


# --- in words


@pytest.mark.parametrize(
    ("of", "finding", "text"),
    [
        (check("2"), "reasonable", "The grade that the centre gave was reasonable"),
        (check("1"), "withdrawn", "The grade is withdrawn"),
        (check("3"), "withdrawn", "Grades of the cohort are withdrawn"),
        (service("X"), "explained", "The result is explained"),
        (service("X"), "result_to_come", "A result will be issued"),
        (service("X"), "no_result", "No result can be issued"),
    ],
)
def test_a_finding_is_worded_by_its_own_service(of: Service, finding: str, text: str) -> None:
    assert finding_text(of, finding) == text


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("B", "B", "The syllabus grade stays B."),
        ("B", "A", "The syllabus grade changes from B to A."),
        (None, "A", "The syllabus grade changes from none to A."),
        ("B", "Withdrawn", "The syllabus grade B is withdrawn."),
        (None, "Withdrawn", "The syllabus grade is withdrawn."),
        ("B", None, None),
    ],
)
def test_a_sentence_says_what_becomes_of_the_grade(before: str | None, after: str | None, sentence: str | None) -> None:
    assert grade_sentence(check_enquiry(grade_before=before, grade_after=after)) == sentence


# --- what is wrong with such a service in the catalogue


def with_findings(of: Service, *findings: Finding, asks: tuple[Any, ...] = ()) -> Service:
    return of.model_copy(update={"grade_check": GradeCheck(asks=asks, findings=findings)})


def finding(grade: Any) -> Finding:
    return Finding(id="one", text="One finding", grade=grade)


def available(of: Service, **changes: Any) -> Service:
    return of.model_copy(update={"availability": Availability(**changes)})


WITHOUT_CHECK = "grade_check: a service about a syllabus as a whole needs it, and no other may have it"
COHORT = "availability.whole_cohort: it goes with a service about a cohort"
FOR_CANDIDATE = "grade_check.findings.one: for a candidate, a finding says what becomes of the grade"
FOR_COHORT = "grade_check.findings.one: for a cohort, grades stay, change each by itself, or are withdrawn"
EXTENSION_FREE_TEXT = "grade_check.findings.one: no revised grade is asked for"


@pytest.mark.parametrize(
    ("of", "faults"),
    [
        (check("1"), []),
        (check("2"), []),
        (check("3"), []),
        (check("AM"), []),  # about a syllabus as a whole, and decided, not checked
        (service("2"), []),
        (check("2", grade_check=None), [WITHOUT_CHECK]),
        (with_findings(service("2"), finding("stays")), [WITHOUT_CHECK]),
        (available(check("2"), whole_syllabus=True, whole_cohort=True), [COHORT]),
        (available(check("3"), whole_syllabus=True), [COHORT]),
        (service("5"), []),
        (with_findings(check("2"), finding("none")), [FOR_CANDIDATE]),
        (with_findings(check("2"), finding("each")), [FOR_CANDIDATE]),
        (with_findings(check("3"), finding("each"), finding("none"), finding("withdrawn")), []),
        (with_findings(check("3"), finding("stays")), [FOR_COHORT]),
        (with_findings(check("2"), finding("revised")), [EXTENSION_FREE_TEXT]),
        (with_findings(check("2"), finding("revised"), asks=("error",)), [EXTENSION_FREE_TEXT]),
        (with_findings(check("1"), finding("revised"), asks=("revised_grade",)), []),
        (check("2", subject=Subject.COHORT, grade_check=None), [WITHOUT_CHECK, COHORT]),
    ],
)
def test_a_service_that_checks_grades_is_whole_or_the_catalogue_is_refused(of: Service, faults: list[str]) -> None:
    assert list(catalogue_faults(of)) == faults
