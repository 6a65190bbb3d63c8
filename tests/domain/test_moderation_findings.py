"""A re-moderation whose body names its outcomes: no change, a correction, the centre's marks reinstated; and when its fee is waived (NC-07)."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from functions.domain.billing.enquiry_fees import owed
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.routes import CohortWaiver
from functions.domain.catalogue.services import Moderation, ModerationFinding
from functions.domain.enquiries.cohort_outcomes import (
    CandidateResults,
    CohortCandidate,
    RecordModeration,
    catalogue_faults,
    moderation_text,
    record_moderation,
)
from functions.domain.enquiries.cohort_records import CohortOutcome
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.statuses import Status
from functions.domain.errors import Problem, Refused
from functions.domain.views.outcome_pages import outcome_summary
from functions.domain.views.staff_pages import for_staff
from tests.builders import body, enquiry, london, service, with_service

AMINA = CohortCandidate(number="0713", name="Amina Osei", marks={"03": 54}, grade="B", open_enquiry=None)
BEN = CohortCandidate(number="0714", name="Ben Li", marks={"03": 40}, grade="C", open_enquiry=None)
FINDINGS = (
    ModerationFinding(id="no_change", text="No change to the original moderation decision", marks="stay"),
    ModerationFinding(id="correction", text="A correction to the original moderation decision", marks="corrected"),
    ModerationFinding(id="reinstated", text="Reinstatement of the centre’s marks", marks="reinstated"),
)
Rule = Literal["any-syllabus-grade-changes", "moderated-grade-changes", "centre-marks-reinstated"]


def naming(*, feedback: bool = False, waived_when: Rule | None = None) -> Body:
    """Return a body that names the outcomes of a re-moderation."""
    named = with_service("5", moderation=Moderation(findings=FINDINGS, feedback=feedback))
    if waived_when is None:
        return named
    first = named.routes[0]
    rule = CohortWaiver(waived_when=waived_when, text="When it is waived.", basis=first.fee_rule.basis)
    return named.model_copy(
        update={"routes": (first.model_copy(update={"fee_rule": first.fee_rule.model_copy(update={"cohorts": rule})}),)}
    )


def asked() -> Enquiry:
    return enquiry(Status.ACKNOWLEDGED, service="5", syllabus="0500", components=("03",), candidates=(), grade_before=None)


def record(finding: str, *candidates: dict[str, Any], words: str = "", of: Body | None = None) -> Enquiry:
    by = of or naming()
    wanted = tuple(CandidateResults.model_validate(each) for each in candidates)
    request = RecordModeration(version=asked().version, finding=finding, explanation=words, candidates=wanted)
    return record_moderation(asked(), request, entries_of(asked(), by), by, [AMINA, BEN])


def problems(finding: str, *candidates: dict[str, Any], words: str = "", of: Body | None = None) -> list[Problem]:
    with pytest.raises(Refused) as refused:
        record(finding, *candidates, words=words, of=of)
    return list(refused.value.problems)


def codes(finding: str, *candidates: dict[str, Any], words: str = "", of: Body | None = None) -> list[tuple[str, str | None]]:
    return [(each.code, each.field) for each in problems(finding, *candidates, words=words, of=of)]


def to(candidate: str, mark: int, grade: str = "") -> dict[str, Any]:
    return {"candidate": candidate, "marks": [{"component": "03", "mark_after": mark}], "grade_after": grade}


@pytest.mark.proves("NC-07")
@pytest.mark.parametrize(
    ("finding", "changes", "text"),
    [
        ("no_change", (), "No change to the original moderation decision. No candidate’s mark or grade changes."),
        (
            "correction", (to("0714", 46, "B"),),
            "A correction to the original moderation decision. The results of 1 of 2 candidates change. Everybody else keeps their marks and grade.",
        ),
        (
            "reinstated", (to("0713", 60, "A"), to("0714", 46, "B")),
            "Reinstatement of the centre’s marks. The results of all 2 candidates change.",
        ),
    ],
)  # fmt: skip
def test_each_outcome_is_kept_and_said_in_the_words_of_the_body(finding: str, changes: tuple[dict[str, Any], ...], text: str) -> None:
    recorded = record(finding, *changes)
    assert recorded.cohort
    assert (recorded.cohort.finding, recorded.cohort.explanation, recorded.recorded) == (finding, "", True)
    offered = entries_of(recorded, naming()).service
    shown = outcome_summary(recorded, offered)
    assert shown
    assert shown["text"] == text


def test_one_of_the_outcomes_must_be_chosen() -> None:
    assert codes("") == [("moderation_finding_missing", "finding")]
    assert codes("upheld") == [("moderation_finding_missing", "finding")]


@pytest.mark.proves("NC-07")
def test_without_a_change_of_the_decision_no_candidate_changes_and_the_refusal_names_the_outcome() -> None:
    (found,) = problems("no_change", to("0714", 46, "B"))
    assert (found.code, found.field) == ("moderation_stays", "candidates")
    assert found.message.startswith("You chose: no change to the original moderation decision.")
    assert found.rule == "Possible outcome: No change to the original moderation decision."
    assert found.source


@pytest.mark.parametrize("finding", ["correction", "reinstated"])
def test_a_correction_that_changes_nobody_needs_words_that_say_why(finding: str) -> None:
    assert codes(finding) == [("moderation_changes_nothing", "explanation")]
    said = record(finding, words="One learner had withdrawn.")
    assert said.cohort == CohortOutcome(size=2, changed=(), explanation="One learner had withdrawn.", finding=finding)


def test_a_body_that_gives_feedback_asks_for_words_with_every_outcome_once() -> None:
    for finding in ("no_change", "correction"):
        assert codes(finding, of=naming(feedback=True)) == [("moderation_words_missing", "explanation")]


def test_a_body_that_names_no_outcomes_keeps_none() -> None:
    recorded = record("correction", words="They were in line.", of=body())
    assert recorded.cohort == CohortOutcome(size=2, changed=(), explanation="They were in line.")
    assert moderation_text(recorded.cohort, service("5")) is None


def test_an_outcome_that_was_recorded_before_outcomes_had_names_is_read() -> None:
    assert CohortOutcome.model_validate_json('{"size": 9, "explanation": "Too severe."}').finding == ""


@pytest.mark.proves("NC-07")
@pytest.mark.parametrize(
    ("rule", "finding", "changes", "status", "text"),
    [
        ("moderated-grade-changes", "correction", (to("0714", 46, "B"),), "waived", "No charge: the moderated grade of at least one candidate changed."),
        ("moderated-grade-changes", "correction", (to("0714", 46),), "due", "The fee is charged: no candidate’s moderated grade changed."),
        ("moderated-grade-changes", "no_change", (), "due", "The fee is charged: no candidate’s moderated grade changed."),
        ("centre-marks-reinstated", "reinstated", (to("0714", 46),), "waived", "No charge: the centre’s marks were reinstated."),
        ("centre-marks-reinstated", "correction", (to("0714", 46, "B"),), "due", "The fee is charged: the centre’s marks were not reinstated."),
        ("any-syllabus-grade-changes", "reinstated", (to("0714", 46),), "due", "The fee is charged: no candidate’s syllabus grade changed."),
    ],
)  # fmt: skip
def test_the_fee_is_waived_by_the_rule_of_the_body(
    rule: Rule, finding: str, changes: tuple[dict[str, Any], ...], status: str, text: str
) -> None:
    by = naming(waived_when=rule)
    fee = owed(record(finding, *changes, of=by), by)
    assert (fee.status.value, fee.text) == (status, text)


def test_staff_choose_among_the_outcomes_and_see_when_the_fee_is_waived() -> None:
    shown = for_staff(asked(), naming(waived_when="centre-marks-reinstated"), [], [], london("2022-09-01 12:00"))
    assert shown["waived_when"] == "centre-marks-reinstated"
    assert shown["moderation"]["feedback"] is False
    assert [(each["id"], each["marks"]) for each in shown["moderation"]["findings"]] == [
        ("no_change", "stay"), ("correction", "corrected"), ("reinstated", "reinstated"),
    ]  # fmt: skip


def test_outcomes_under_a_service_that_is_not_about_a_cohort_or_twice_the_same_are_refused_by_the_loader() -> None:
    twice = Moderation(findings=(*FINDINGS, FINDINGS[0]))
    assert list(catalogue_faults(service("2", moderation=twice))) == [
        "moderation: only a service about a cohort that is not a check of grades has it",
        "moderation.findings: “no_change” is given 2 times",
    ]
    assert list(catalogue_faults(service("5", moderation=Moderation(findings=FINDINGS)))) == []
