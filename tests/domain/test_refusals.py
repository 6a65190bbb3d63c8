"""Every refusal of a request has its rule and the rule's source, or stands here with the reason why it has none."""

from __future__ import annotations

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest

import functions
from functions.domain.catalogue.availability import Availability
from functions.domain.catalogue.identifiers import identifier_problem
from functions.domain.catalogue.series import Deadline
from functions.domain.catalogue.services import Subject
from functions.domain.catalogue.sources import Basis, Rule
from functions.domain.eligibility.availability import component_problems
from functions.domain.eligibility.candidate_eligibility import candidate_problems
from functions.domain.eligibility.eligibility import asker_problems, declaration_problems, problems_of
from functions.domain.eligibility.waiting import group_warnings
from functions.domain.enquiries.case_ownership import taken_over_by
from functions.domain.enquiries.cohort_outcomes import CohortCandidate, RecordModeration, record_moderation
from functions.domain.enquiries.enquiry import entries_of
from functions.domain.enquiries.grade_checks import RecordFinding, record_finding
from functions.domain.enquiries.school_assessed_appeals import appeal_content_problems
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import MESSAGES, Problem, Refused, problem
from functions.domain.own_rules import OWN_RULES
from functions.domain.people.people import Person
from functions.domain.register.cards import Card, Cohort, Origin
from tests.builders import (
    CAMBRIDGE,
    GUIDE,
    OURS,
    REFERENCE,
    body,
    card,
    cards,
    claim,
    content,
    enquiry,
    london,
    organisation,
    result,
    route,
    series,
    service,
    syllabus,
    two_routes,
    with_service,
    without_yet,
)
from tests.domain import school_assessed as november
from tests.domain.school_assessed import OURS_SAG, SAG, asked, assessed, check_enquiry, checked, cohort_checked, whole_cohort

# The modules that state the rules of asking, each by one of its functions.
STATED_HERE = [
    sys.modules[each.__module__]
    for each in (component_problems, appeal_content_problems, problems_of, record_finding, group_warnings, identifier_problem)
]


# --- which refusals there are, read from the code, so that a new one without a case below fails


def codes_raised() -> set[str]:
    """The codes of every problem that these modules, and whatever they call in the domain, can make."""
    to_read = [each for module in STATED_HERE for each in vars(module).values() if is_ours(each)]
    seen: set[FunctionType] = set()
    codes: set[str] = set()
    while to_read:
        function = to_read.pop()
        if function in seen or function is problem:
            continue
        seen.add(function)
        for call in calls_in(function):
            called = resolved(call.func, function.__globals__)
            if called is problem:
                codes |= codes_of(call)
            elif is_ours(called):
                to_read.append(called)
    return codes


def is_ours(thing: object) -> bool:
    return isinstance(thing, FunctionType) and thing.__module__.startswith("functions.domain.")


def calls_in(function: FunctionType) -> Iterator[ast.Call]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def resolved(name: ast.expr, names: dict[str, Any]) -> Any:
    """What `problem` or `module.problem` stands for in a module."""
    if isinstance(name, ast.Name):
        return names.get(name.id)
    if isinstance(name, ast.Attribute) and isinstance(name.value, ast.Name):
        module = names.get(name.value.id)
        return getattr(module, name.attr, None) if isinstance(module, ModuleType) else None
    return None


def codes_of(call: ast.Call) -> set[str]:
    """The codes of one call of `problem`: written out, or one of two by a condition."""
    code = call.args[0]
    parts = [code.body, code.orelse] if isinstance(code, ast.IfExp) else [code]
    named = {each.value for each in parts if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    assert len(named) == len(parts), f"the code in {ast.unparse(call)} is not written out, so nothing here can hold it to its rule"
    return named


# --- how each is provoked, and what it must print


@dataclass(frozen=True)
class Case:
    """A refusal, what provokes it, and either the rule and its source or the `reason` why it has none."""

    code: str
    provoked: Callable[[], list[Problem]]
    rule: str | None = None
    source: str | None = None
    reason: str = ""


def asking(*those: Card, now: str = "2022-08-22 09:00", at: Any = None, cohorts: Any = None, **changes: Any) -> Callable[[], list[Problem]]:
    """A request whose draft has these changes, with these candidates in the register; `at` is another awarding body's catalogue."""
    return lambda: problems_of(
        content(**changes), at or body(), organisation(), cards(*those), reference=REFERENCE, now=london(now), cohorts=cohorts or {}
    )


def asking_in_november(*those: Card, cohort: Cohort | None = None, **changes: Any) -> Callable[[], list[Problem]]:
    return lambda: november.problems(asked(**changes), *those, cohort=cohort)


def of_components(code: str, about: str, *components: str) -> Callable[[], list[Problem]]:
    return lambda: component_problems(body(), service(code), syllabus(about), components)


def of_types(availability: dict[str, Any]) -> Callable[[], list[Problem]]:
    offered = service("2", availability=Availability.model_validate(availability))
    return lambda: component_problems(body(), offered, syllabus("0580"), ("22",))


def recording(request: dict[str, Any], **changes: Any) -> Callable[[], list[Problem]]:
    """Staff who record what an individual review found."""

    def record() -> list[Problem]:
        try:
            record_finding(
                about := check_enquiry(**changes),
                RecordFinding(version=1, **request),
                entries_of(about, body()),
                body(),
                [] if about.candidates else [CohortCandidate(number="0731", name="Isla Fernando", marks={}, grade="C", open_enquiry=None)],
            )
        except Refused as refusal:
            return list(refusal.problems)
        return []

    return record


def moderating(*candidates: dict[str, Any], open_enquiry: str | None = None) -> Callable[[], list[Problem]]:
    """Staff who record the outcome of a re-moderation of 0500, component 03."""
    about = enquiry(service="5", syllabus="0500", components=("03",), candidates=())
    cohort = [CohortCandidate(number="0713", name="Amina Osei", marks={"03": 54}, grade="B", open_enquiry=open_enquiry)]

    def record() -> list[Problem]:
        request = RecordModeration(version=1, explanation="Why", candidates=candidates)  # type: ignore[arg-type]
        try:
            record_moderation(about, request, entries_of(about, body()), body(), cohort)
        except Refused as refusal:
            return list(refusal.problems)
        return []

    return record


def closed_series() -> Any:
    basis = Basis(source="ear-guide", checked=date(2026, 11, 21))
    deadline = Deadline(find="It stands in the list of deadlines.", basis=basis)
    return body(series=(series(deadlines=(deadline,), closed=True),))


def reports(*numbers: str) -> dict[str, Any]:
    return {"service": "9", "components": ("42",), "candidates": numbers}


def warned() -> list[Problem]:
    return group_warnings(body(), route(), service("9"), cards(card(claims=(claim(),))))


def remoderated() -> dict[str, Cohort]:
    again = claim(service="5").model_copy(update={"family": None, "subject": Subject.COHORT})
    return {
        "03": Cohort(body=CAMBRIDGE, series="2022-06", organisation="northfield", syllabus="0500", component="03", claims=(again,))
    }  # fmt: skip


def asking_after_an_original() -> list[Problem]:
    """A body that sends original scripts, and a candidate whose script of one of the components went back."""
    here = service("2")
    original = here.model_copy(update={"code": "OS", "family": "original", "rules_out": ("marking",)})
    basis = Basis(source="ours", checked=date(2026, 11, 21))
    rules = {**route().rules, "ruled-out": Rule(text="No review can be asked for once the original script has been.", basis=basis)}
    of = route().model_copy(update={"services": (*route().services, original), "rules": rules})
    held = claim(service="OS", family="original").model_copy(update={"components": ("22",), "open": False})
    return candidate_problems(body(), of, here, card(claims=(held,)), ("22", "42"))


def asking_where_only_adjusted_marks_are_reviewed() -> list[Problem]:
    allowed = service("5").availability.model_copy(update={"adjusted_only": True})
    about = content(service="5", syllabus="0500", components=("03",), candidates=())
    everybody = [card(syllabus="0500", results=(result("03", 54, Origin.CENTRE),))]
    offered = with_service("5", availability=allowed)
    return problems_of(about, offered, organisation(), {}, reference=REFERENCE, now=london("2022-08-22 09:00"), everybody=everybody)


def as_officer() -> list[Problem]:
    return asker_problems(service("X"), body(), route(), head=False, reference=REFERENCE)


def undeclared() -> list[Problem]:
    return declaration_problems((), "2", body(), route())


EMAIL = "Make sure that your centre’s e-mail address is correct before you submit."
BY_BODY = "Available for components that the awarding body assessed."
NO_RESULT = (
    "For a candidate whose syllabus has NO RESULT (X) instead of a grade. It is about the syllabus as a whole: you choose no component."
)
CODES = "Where the awarding body is silent, Results Desk, checked 28 November 2026 (our own rule)"
ALEVEL_ONLY = "Available only for Cambridge International AS & A Level qualifications."
GROUP = "About one component and a group of 5 to 15 candidates."
GROUP_WAITS = (
    "A report on a group waits until enquiries that were already open about its candidates are finished. "
    "An enquiry submitted later about one of them waits for the report. It is best to submit all other services first."
)
ACCEPTED = "Not available where all of the centre’s marks were accepted as final marks."
ORIGINAL_SAMPLE = "Not available for individual candidates; only the work in the original sample is moderated again."
ERROR = "The centre submits a revised grade for a candidate after it has found an error."
ON_BEHALF = (
    "Requests are accepted only from centres, not directly from candidates, parents or legal guardians. "
    "A centre must be prepared to submit one on behalf of a candidate even if it has no concerns about the grade."
)
REVIEW_FIRST = (
    "If the centre, a candidate, a parent or a guardian has doubts about a school-assessed grade, "
    "the centre must complete a Centre Review before it can apply for a post-results check or an appeal."
)
AFTER_CHECK = (
    "If a candidate, parent or legal guardian continues to have concerns after a post-results check, "
    "an appeals service is available, for individual candidates or for a group."
)
SPECIAL = "For centres that appeal on behalf of a candidate, parent or legal guardian who, following a Centre Review, still has concerns."

EMPTY = "a field of the form that was left empty: nothing is ruled out, something is not said yet"
LIST = "not one of the list that the form offers: nothing is ruled out, the list is the catalogue's"
SLIP = "a slip in the form: the same thing was named twice"
REGISTER = "what the results register says of the candidate: a fact, not a rule"
COHORT_CHECK: dict[str, Any] = {"service": "3", "candidates": ()}
TO_A = ({"candidate": "0731", "grade_after": "A"},)
RECORDED_IN_TIME = (
    "What an enquiry found is recorded in the form of its service, after the acknowledgement letter and before the outcome letter."
)
OUR_OWN = "Results Desk (our own rule)"
STAFF = "shown to staff who record a finding, not to who asks; the findings stand beside the form"

CASES = [
    # the form
    Case("series_missing", asking(series=""), reason=EMPTY),
    Case("service_missing", asking(service=""), reason=EMPTY),
    Case("syllabus_missing", asking(syllabus=""), reason=EMPTY),
    Case("candidates_missing", asking(candidates=()), reason=EMPTY),
    Case("grounds_missing", asking_in_november(service="AM"), reason=EMPTY),
    Case("series_unknown", asking(series="1999-06"), reason=LIST),
    Case("service_unknown", asking(service="7"), reason=LIST),
    Case("route_unknown", asking(at=two_routes(), route="portfolio", series="2022-11"), reason=LIST),
    Case("syllabus_unknown", asking(syllabus="1234"), reason=LIST),
    Case("identifier_form", asking(candidates=("07x3",)), "Candidate numbers have up to four digits, such as 0713.", CODES),
    Case("identifier_form", asking(syllabus="58"), "Syllabus numbers have four digits, such as 0580.", CODES),
    Case("identifier_form", asking(components=("222",)), "Component numbers have two digits, such as 22.", CODES),
    Case("qualification_mismatch", asking(qualification="Cambridge O Level"), reason=LIST),
    Case("component_unknown", asking(components=("99",)), reason=LIST),
    Case("component_twice", asking(components=("42", "42")), reason=SLIP),
    Case("candidate_twice", asking(candidates=("713", "0713")), reason=SLIP),
    Case("candidate_unknown", asking(candidates=("9999",)), reason=REGISTER),
    Case("component_not_taken", asking(card(results=(result("22"),))), reason=REGISTER),
    Case("service_not_yet", asking(at=without_yet("2")), reason="a limit of this desk; the message says whom to write to instead"),
    Case("contact_email_missing", asking(contact_email=""), EMAIL, GUIDE),
    Case("contact_email_differs", asking(contact_email="typo@northfield.example"), EMAIL, GUIDE),
    Case("contact_email_unconfirmed", asking(contact_email_confirmed=False), EMAIL, GUIDE),
    Case("contact_email_missing", asking_in_november(contact_email=""), EMAIL, OURS_SAG),
    Case("components_missing", asking(components=()), "You can only submit enquiries about results at component level.", GUIDE),
    Case(
        "candidates_too_many", asking(candidates=tuple(f"{each:04d}" for each in range(21))),
        "One submission by form can name at most 20 candidates.", OURS,
    ),
    Case("declarations_missing", undeclared, "Both declarations must be ticked before an enquiry can be submitted.", GUIDE),
    # when
    Case(
        "deadline_passed", asking(now="2022-09-21 00:00"),
        "Service 2 in June 2022 can be asked for until the end of 20 September 2022 (Europe/London).", GUIDE,
    ),
    Case(
        "series_not_open", asking(at=body(series=(series(opens_on=date(2022, 8, 23)),))),
        "June 2022 can be asked about from 23 August 2022.", GUIDE,
    ),
    Case(
        "series_closed", asking(at=closed_series()),
        "You cannot ask for anything in June 2022 once it is closed. It stands in the list of deadlines.", GUIDE,
    ),
    # what
    Case(
        "service_not_on_route", asking(card(route="portfolio"), route="portfolio", service="9"),
        "Service 9 and any other report on a group are not available for candidates who submitted a portfolio of evidence.", GUIDE,
    ),
    Case(
        "service_not_on_route", asking(service="3"),
        "Service 3: Review of Quality Assurance decision is on offer for the route “School-assessed grades”.", SAG,
    ),
    Case("syllabus_trait", of_components("2S", "0400", "01"), "Not available for Art & Design syllabuses.", GUIDE),
    Case("component_kind", of_components("2", "0610", "22"), "Not available for multiple-choice question papers.", GUIDE),
    Case("qualification_type", of_types({"only_types": ("as-a-level",)}), ALEVEL_ONLY, GUIDE),
    Case("component_digital", of_types({"digital": "only"}), "Available only for digital assessments.", GUIDE),
    Case("component_assessor", of_components("2", "0500", "03"), BY_BODY, GUIDE),
    Case("group_components", asking(**reports("0713") | {"components": ("22", "42")}), GROUP, GUIDE),
    Case("group_size", asking(**reports("0713")), GROUP, GUIDE),
    Case("group_waits", warned, GROUP_WAITS, GUIDE),
    Case("no_components", asking(card(grade="X"), service="X"), NO_RESULT, GUIDE),
    Case("no_components", asking_in_november(components=("42",)), "It is about the syllabus as a whole: you choose no component.", SAG),
    Case("no_individuals", asking(service="5", syllabus="0500", components=("03",)), ORIGINAL_SAMPLE, GUIDE),
    Case("no_individuals", asking_in_november(service="3"), "Available for whole cohorts only: you choose no candidate.", SAG),
    Case(
        "one_candidate", asking_in_november(candidates=("0713", "0714")),
        "Available for individual candidates only: each request is about one.", SAG,
    ),
    # about whom
    Case("head_only", as_officer, "The Head of Centre must ask for an enquiry about NO RESULT or PENDING.", GUIDE),
    Case(
        "other_route", asking(card(route="portfolio")),
        "All candidates in one enquiry must have reached their results by the same route.", OURS,
    ),
    Case(
        "already_enquired", asking(card(claims=(claim(),))),
        "Once a clerical re-check or review of marking has been submitted for a candidate and syllabus, you cannot ask for another.", GUIDE,
    ),
    Case(
        "already_enquired", asking_in_november(assessed(claims=(checked(open=True),))),
        "Only one check of a candidate’s grade in a syllabus can be open at a time.", OURS_SAG,
    ),
    Case("ruled_out", asking_after_an_original, "No review can be asked for once the original script has been.", OURS),
    Case(
        "already_explained", asking(card(grade="X", claims=(claim(service="X", family="no-result"),)), service="X", components=()),
        "Only one enquiry about a candidate’s missing result in a syllabus can be open at a time.", OURS,
    ),
    Case("grade_given", asking(service="X", components=()), NO_RESULT, GUIDE),
    Case("component_exempt", asking(card(exempt=("42",))), "You cannot ask about a component from which the candidate was exempted.", GUIDE),
    Case(
        "component_calculated", asking(card(results=(result("22"), result("42", 50, Origin.CALCULATED)))),
        "A request that includes a component with a calculated assessed mark is not considered.", GUIDE,
    ),
    Case(
        "component_no_mark", asking(card(results=(result("22"), result("42", None)))),
        "Every component that you want reviewed must have a mark from an exam or from moderation.", GUIDE,
    ),
    Case(
        "already_enquired_cohort", asking(service="5", syllabus="0500", components=("03",), candidates=(), cohorts=remoderated()),
        "You can ask for one re-moderation of a component in a series. If it is cancelled or rejected, you can ask for another.",
        OURS,
    ),
    Case("marks_accepted", asking_where_only_adjusted_marks_are_reviewed, ACCEPTED, GUIDE),
    # school-assessed grades
    Case("on_behalf_missing", asking_in_november(on_behalf=""), ON_BEHALF, SAG),
    Case("centre_review_missing", asking_in_november(assessed(reviews=())), REVIEW_FIRST, SAG),
    Case(
        "centre_review_missing", asking_in_november(service="3", candidates=(), cohort=whole_cohort(reviews=())),
        REVIEW_FIRST, SAG,
    ),
    Case("revised_grade_missing", asking_in_november(service="1", error="A page was not counted."), ERROR, SAG),
    Case("revised_grade_same", asking_in_november(service="1", error="A page was not counted.", revised_grade="B"), ERROR, SAG),
    Case("error_missing", asking_in_november(service="1", revised_grade="A"), ERROR, SAG),
    Case(
        "already_checked_cohort", asking_in_november(service="3", candidates=(), cohort=whole_cohort(cohort_checked(open=True))),
        "You can ask for one review of the Quality Assurance decision on a cohort in a syllabus. "
        "If it is cancelled or rejected, you can ask for another.", OURS_SAG,
    ),
    Case("concern_missing", asking_in_november(service="AS", grounds="Why"), SPECIAL, SAG),
    Case("check_not_ended", asking_in_november(service="AP", grounds="Why"), AFTER_CHECK, SAG),
    Case(
        "appeal_open",
        asking_in_november(assessed(claims=(checked("a1", "AM", open=True, family="appeal-malpractice"),)), service="AM", grounds="Why"),
        "Only one appeal of each kind can be open at a time about a candidate in a syllabus.", OURS_SAG,
    ),
    # staff
    Case("status_forbids", recording({"finding": "reasonable", "explanation": "Why"}, service="AM"), RECORDED_IN_TIME, OUR_OWN),
    Case("finding_missing", recording({"explanation": "Why"}), reason=STAFF),
    Case("finding_reasons_missing", recording({"finding": "reasonable"}), reason=STAFF),
    Case("other_grade_missing", recording({"finding": "not_reasonable", "explanation": "Why"}), reason=STAFF),
    Case(
        "not_in_cohort", moderating({"candidate": "0999", "grade_after": "A"}),
        "An outcome about a cohort changes the results of its own candidates only.", OUR_OWN,
    ),
    Case("candidate_mark_range", moderating({"candidate": "0713", "marks": ({"component": "03", "mark_after": 81},)}), reason=STAFF),
    Case("candidate_grade", moderating({"candidate": "0713", "grade_after": "Z"}), reason=STAFF),
    Case(
        "candidate_still_open", moderating({"candidate": "0713", "grade_after": "A"}, open_enquiry=REFERENCE),
        "After a re-moderation, staff record the marks and the grade of each candidate whose results change, before and after. "
        "All other candidates keep theirs. An open enquiry about a candidate must be finished first.", OURS,
    ),
    Case(
        "cohort_stays", recording({"finding": "stands", "explanation": "Why", "candidates": TO_A}, **COHORT_CHECK),
        "Grades change only with a finding that changes them.", OUR_OWN,
    ),
    Case(
        "cohort_nobody", recording({"finding": "withdrawn", "explanation": "Why"}, **COHORT_CHECK),
        "A finding that withdraws grades names the candidates whose grades are withdrawn.", OUR_OWN,
    ),
]  # fmt: skip


@pytest.mark.proves("BY-02")
def test_every_refusal_that_the_code_can_raise_has_its_case_here_and_no_case_is_left_over() -> None:
    assert {each.code for each in CASES} == codes_raised()


@pytest.mark.proves("BY-02")
@pytest.mark.parametrize("case", CASES, ids=lambda each: each.code)
def test_a_refusal_prints_its_rule_and_the_source_of_the_rule_or_there_is_a_reason_why_it_has_none(case: Case) -> None:
    found = [each for each in case.provoked() if each.code == case.code]
    assert found, f"{case.code} was not provoked"
    assert [(each.rule, each.source) for each in found] == [(case.rule, case.source)] * len(found)
    assert bool(case.rule) == bool(case.source) == (not case.reason), "a rule with its source, or a reason, never both"


@pytest.mark.proves("BY-02", "PE-01")
def test_a_review_of_the_selection_of_evidence_that_was_asked_for_before_is_refused_with_the_rule_of_its_own_family() -> None:
    before = card(route="portfolio", results=(), claims=(claim(service="10", family="selection"),))
    (refusal,) = [each for each in asking(before, route="portfolio", service="10", components=())() if each.code == "already_enquired"]
    assert refusal.rule is not None
    assert refusal.rule.startswith("You can ask for a review of the selection of evidence once for a candidate and syllabus.")
    assert refusal.source == OURS_SAG


# --- what staff are told


def test_what_a_status_forbids_is_refused_with_the_rule_on_it_everywhere() -> None:
    bare = []
    found = 0
    for path in Path(functions.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node).startswith("problem('status_forbids'"):
                found += 1
                bare += [] if any(each.arg == "cites" for each in node.keywords) else [f"{path.name}:{node.lineno}"]
    assert found >= 2
    assert bare == []


def test_a_refusal_of_staff_says_what_the_status_allows() -> None:
    with pytest.raises(Refused) as refused:
        taken_over_by(enquiry(status=Status.COMPLETED), Person(id="sub", name="Casey", email="c@x.example", memberships=()))
    (told,) = refused.value.problems
    assert told.message == "This enquiry is completed, so it cannot be taken over now."
    assert told.source == "Results Desk (our own rule)"
    assert told.rule == "Staff take over an enquiry until it is completed, cancelled or rejected."


# --- every call of `problem`, in all of functions/

LEFT_OUT = "something that the form asks for is left out; the message names it"
NO_SUCH = "there is nothing of that name or number; the message says what to choose from"
MEANWHILE = "the page is older than what is stored; nothing is wrong with what was asked"
FILE = "the file itself is at fault; the message says where and how to put it right"
FORM = "what was typed is not of the form that the field takes; the message says of which"
# Why a refusal has no rule to name, and the codes of those.
REASONS = {
    LEFT_OUT: (
        "body_missing candidates_missing components_missing correction_missing decline_reason_missing draft_empty explanation_missing finding_missing "
        "finding_reasons_missing grade_missing grounds_missing marks_missing message_missing message_title_missing missing_reason moderation_finding_missing moderation_words_missing reason_missing "
        "reasons_missing review_asker_missing review_day_missing review_finding_missing review_post_missing review_syllabus review_words_missing "
        "series_missing service_missing syllabus_missing person_name_missing person_address_missing roles_missing organisation_name_missing organisation_address_missing centre_number_missing other_grade_missing nothing_changed "
        "portal_day_missing portal_answer_missing portal_verdict_missing "
        "consent_way_missing consent_day_missing link_way_missing consent_answer_missing answer_choice_missing signature_missing "
        "earlier_columns bearer_missing fund_missing amount_unknown"
    ),
    NO_SUCH: (
        "candidate_unknown component_not_asked component_not_taken component_unknown credit_line not_found route_unknown series_unknown role_not_here "
        "service_unknown syllabus_unknown column_unknown candidate_grade qualification_mismatch"
    ),
    MEANWHILE: (
        "already_submitted changed_meanwhile no_change_proposed not_ready try_again consent_none link_none answer_outdated scan_unknown"
    ),
    FILE: (
        "spreadsheet_unreadable spreadsheet_old spreadsheet_large spreadsheet_sheets spreadsheet_no_sheet earlier_empty earlier_too_many earlier_day earlier_amount earlier_currency earlier_long import_column_twice import_empty import_encoding import_header import_no_rows import_quotes import_too_long import_unreadable row_cells_missing "
        "row_cells_surplus row_character row_disagrees row_twice row_value row_repeats row_by_form list_too_long upload_checksum upload_empty upload_unreadable"
    ),
    FORM: (
        "candidate_mark_range candidate_twice choose_body choose_organisation component_twice credit_amount field_invalid own_date_none record_day_none view_twice column_twice malformed mark_out_of_range "
        "review_cohort review_too_many text_character"
    ),
    "whoever has no link that works is told nothing more than that": "link_not_valid too_many_wrong",
    "no rule keeps it from being asked for: the message says whom to write to": "service_not_yet",
}  # fmt: skip
WITHOUT_RULE = {code: reason for reason, codes in REASONS.items() for code in codes.split()}


def uncited() -> set[str]:
    """The codes of every call of `problem` in the functions that cites no rule."""
    found: set[str] = set()
    for path in sorted(Path(functions.__path__[0]).rglob("*.py")):
        for call in (each for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(each, ast.Call)):
            if getattr(call.func, "id", getattr(call.func, "attr", "")) != "problem" or any(each.arg == "cites" for each in call.keywords):
                continue
            code = call.args[0]
            parts = [code.body, code.orelse] if isinstance(code, ast.IfExp) else [code]
            found |= {each.value for each in parts if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    return found


@pytest.mark.proves("BY-02")
def test_every_refusal_in_all_of_the_code_cites_a_rule_has_one_of_the_desks_own_or_stands_here_with_the_reason() -> None:
    assert len(uncited()) > 80
    assert uncited() - OWN_RULES.keys() - WITHOUT_RULE.keys() == set()
    assert OWN_RULES.keys() & WITHOUT_RULE.keys() == set()
    assert (OWN_RULES.keys() | WITHOUT_RULE.keys()) - MESSAGES.keys() == set(), "a code that there is not"


@pytest.mark.proves("BY-02")
@pytest.mark.parametrize("code", sorted(OWN_RULES))
def test_a_rule_of_the_desks_own_is_named_with_the_refusal_as_such(code: str) -> None:
    names = set(re.findall(r"{(\w+)}", MESSAGES[code]))
    made = problem(code, **dict.fromkeys(names, "…"))
    assert (made.rule, made.source) == (OWN_RULES[code], "Results Desk (our own rule)")
    assert re.fullmatch(r"[A-Z].*\.", OWN_RULES[code])
