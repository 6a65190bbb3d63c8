"""A request that the centre prepares here and makes in the awarding body's own portal, and what it records of it (JQ-01 to JQ-03).

It is checked, declared and stored like every other, but nothing is sent to anybody. The centre records that it has made it there, on
which day and under which reference, and later the outcome. From these days the desk counts the promised day and the time to appeal.
A day is recorded without a time, so it stands for its end (ours): periods count from the day after in any case.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from functions.domain.calendar import last_moment, local_day, spoken_day
from functions.domain.catalogue.bodies import Body, Entries
from functions.domain.catalogue.portals import PortalField
from functions.domain.catalogue.services import Service
from functions.domain.enquiries import appeals, cohort_outcomes, grade_checks, marks, missing_results
from functions.domain.enquiries.appeal_records import Verdict
from functions.domain.enquiries.cohort_outcomes import MOST_CHANGED, CandidateResults, CohortCandidate
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.expected_documents import tells_outcome
from functions.domain.enquiries.kinds import OutcomeKind, outcome_kind
from functions.domain.enquiries.portal_records import PortalDetails
from functions.domain.enquiries.statuses import Status, forbidden_step
from functions.domain.errors import Problem, Refused, own_rule, problem
from functions.domain.fields import Request, Version

ONLY_IN_PORTALS = "A centre records what becomes of a request only where it makes the request in the awarding body’s own portal."
IN_ORDER = "A request is prepared, then made in the portal, and then its outcome is recorded."
UNIT_RULES = frozenset({"unit-grade-changes", "syllabus-or-unit-grade-changes"})
Day = Annotated[str, Field(pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]


class RecordMade(Request):
    """That the request is made in the portal: on which day, and under which reference, which a portal may not give."""

    version: Version
    reference: Annotated[
        str,
        Field(title="The awarding body’s reference", description="As the portal shows it. Leave it empty if there is none.", max_length=40),
    ] = ""
    day: Annotated[Day, Field(title="Day on which you made it")] = ""


class RecordReasons(Request):
    """The day on which the reasons for an outcome were received, for which the centre had asked."""

    version: Version
    day: Annotated[Day, Field(title="Day on which you received the reasons")] = ""


class RecordPortalOutcome(Request):
    """The outcome as the portal shows it. Of the rest only that counts which belongs to the kind of the enquiry."""

    version: Version
    day: Annotated[Day, Field(title="Day of the outcome")] = ""
    lines: Annotated[tuple[marks.LineMarks, ...], Field(max_length=20)] = ()
    grade_after: Annotated[str, Field(title="Grade after", max_length=20)] = ""
    unit_grade_changed: Annotated[bool, Field(title="The grade of a unit changed")] = False
    finding: Annotated[str, Field(title="Outcome", pattern="^[a-z_]{0,30}$")] = ""
    explanation: Annotated[
        str, Field(title="What the awarding body said (optional)", description="In a few words, for your centre.", max_length=1500)
    ] = ""
    candidates: Annotated[tuple[CandidateResults, ...], Field(title="Candidates", max_length=MOST_CHANGED)] = ()


def record_made(enquiry: Enquiry, request: RecordMade, body: Body, now: datetime) -> Enquiry:
    """Return the enquiry as made in the portal: in progress from that day, with the body's reference as its number.

    It may be recorded again while the enquiry is in progress, to correct it. Raise Refused for a day that is to come or before the
    series opened. The day may lie before the preparation here: some will record what they made earlier.
    """
    details = _require_portal(enquiry, request.version)
    day = _day(request.day)
    _require(_day_problems(day, body, now, not_before=_opening_day(enquiry, body)))
    assert day
    at = min(now, last_moment(day, body.zone))
    changes = {
        "portal": details.model_copy(update={"made_on": day}), "number": request.reference or None, "received_at": at, "acknowledged_at": at,
    }  # fmt: skip
    return enquiry.changed(**changes) if enquiry.status is Status.ACKNOWLEDGED else enquiry.to("made in the portal", **changes)


def record_outcome(
    enquiry: Enquiry, request: RecordPortalOutcome, entries: Entries, body: Body, now: datetime, *, cohort: Sequence[CohortCandidate] = ()
) -> Enquiry:
    """Return the enquiry as completed with the outcome that its centre records. Raise Refused with all problems at once.

    It may be recorded again to correct it. `cohort` has everybody in the cohort of an enquiry about one.
    """
    details = _require_portal(enquiry, request.version)
    if enquiry.status not in {Status.ACKNOWLEDGED, Status.COMPLETED}:
        raise Refused(forbidden_step(enquiry.status_text, "given its outcome", IN_ORDER))
    day = _day(request.day)
    problems = list(_day_problems(day, body, now, not_before=details.made_on))
    in_progress = enquiry.model_copy(update={"status": Status.ACKNOWLEDGED, "completed_at": None})
    after = in_progress
    try:
        after = _with_results(in_progress, request, entries, body, cohort)
    except Refused as refused:
        problems += refused.problems
    _require(problems)
    assert day
    unit = request.unit_grade_changed and asks_for_unit_grade(enquiry, entries)
    done = after.to(
        "completed", portal=details.model_copy(update={"outcome_on": day}), completed_at=min(now, last_moment(day, body.zone)),
        unit_grade_changed=unit,
    )  # fmt: skip
    return done.model_copy(update={"version": enquiry.version + 1})  # one version, whatever recorded the results has counted


def record_reasons(enquiry: Enquiry, request: RecordReasons, body: Body, now: datetime) -> Enquiry:
    """Return the enquiry with the day on which the reasons for its outcome came, from which the time to appeal may count (JQ-03)."""
    details = _require_portal(enquiry, request.version)
    if enquiry.status is not Status.COMPLETED:
        raise Refused(forbidden_step(enquiry.status_text, "given reasons", IN_ORDER))
    day = _day(request.day)
    _require(_day_problems(day, body, now, not_before=details.outcome_on))
    return enquiry.changed(portal=details.model_copy(update={"reasons_on": day}))


def counts_reasons(offered: Service | None) -> bool:
    """Return whether the time for the appeal that can follow may count from the day on which the reasons came."""
    return (
        offered is not None and offered.appeal is not None and offered.appeal.limit is not None and bool(offered.appeal.limit.after_reasons)
    )


def portal_outcome_kind(enquiry: Enquiry, service: Service) -> OutcomeKind:
    """Return what the centre records of the outcome; REPORT, which is nothing but the day, where it ends with documents alone."""
    kind = outcome_kind(enquiry, service)
    return OutcomeKind.REPORT if kind is OutcomeKind.MARKS and not tells_outcome([each.value for each in service.documents]) else kind


def asks_for_unit_grade(enquiry: Enquiry, entries: Entries) -> bool:
    """Return whether the rule on the fee asks if the grade of a unit changed."""
    return entries.route.fee_rule.waived_when in UNIT_RULES and portal_outcome_kind(enquiry, entries.service) is OutcomeKind.MARKS


def to_enter(enquiry: Enquiry, field: PortalField, entries: Entries) -> list[str]:
    """Return what is entered in a field of the portal, one text for each thing to enter; empty where the enquiry has nothing for it."""
    _, series, service, syllabus = entries
    whom = enquiry.candidates
    values = {
        "centre": [enquiry.centre], "series": [series.title], "qualification": [enquiry.qualification], "syllabus": [syllabus.code],
        "components": list(enquiry.components), "candidate": [each.number for each in whom], "name": [each.name for each in whom],
        "service": [service.heading], "contact_email": [enquiry.contact_email], "reference": [enquiry.reference],
    }  # fmt: skip
    return [each for each in values[field.value] if each]


def _with_results(
    enquiry: Enquiry, request: RecordPortalOutcome, entries: Entries, body: Body, cohort: Sequence[CohortCandidate]
) -> Enquiry:
    """Return the enquiry with the results of an outcome of its kind, by the rules by which staff record it. Raise Refused by them."""
    service, version = entries.service, request.version
    match portal_outcome_kind(enquiry, service):
        case OutcomeKind.MARKS:
            recorded = marks.RecordMarks(version=version, lines=request.lines, grade_after=request.grade_after)
            return marks.record_marks(enquiry, recorded, service, entries.syllabus)
        case OutcomeKind.COHORT:
            moderated = cohort_outcomes.RecordModeration(
                version=version, finding=request.finding, explanation=request.explanation, candidates=request.candidates
            )
            return cohort_outcomes.record_moderation(enquiry, moderated, entries, body, cohort)
        case OutcomeKind.ANSWER:
            if request.finding not in missing_results.ANSWER_TEXT:
                raise Refused(problem("portal_answer_missing", field="finding"))
            answered = missing_results.RecordAnswer.model_validate(
                {"version": version, "finding": request.finding, "explanation": request.explanation}
            )
            return missing_results.record_answer(enquiry, answered, service, frozenset())
        case OutcomeKind.DECISION:
            return appeals.record_decision(enquiry, _decision(request, service), entries, body, cohort)
        case OutcomeKind.FINDING:
            found = grade_checks.RecordFinding.model_validate(
                {"version": version, "finding": request.finding, "explanation": request.explanation, "grade_after": request.grade_after}
            )
            return grade_checks.record_finding(enquiry, found, entries, body, cohort)
        case OutcomeKind.REPORT:
            return enquiry


def _decision(request: RecordPortalOutcome, service: Service) -> appeals.RecordDecision:
    known: dict[str, Verdict] = {code: code for code in appeals.verdicts_for(service)}
    if request.finding not in known:
        raise Refused(problem("portal_verdict_missing", field="finding"))
    return appeals.RecordDecision(
        version=request.version, decision=known[request.finding], reasons=request.explanation, grade=request.grade_after,
        candidates=request.candidates,
    )  # fmt: skip


def _require_portal(enquiry: Enquiry, version: int) -> PortalDetails:
    enquiry.require_version(version)
    if enquiry.portal is None:
        raise Refused(problem("portal_not_for", cites=own_rule(ONLY_IN_PORTALS)))
    return enquiry.portal


def _require(problems: Sequence[Problem] | Iterator[Problem]) -> None:
    if found := list(problems):
        raise Refused(*found)


def _day(text: str) -> date | None:
    """Return the day that was entered; None for none, and for one that the calendar does not have."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _day_problems(day: date | None, body: Body, now: datetime, *, not_before: date | None) -> Iterator[Problem]:
    if day is None:
        yield problem("portal_day_missing", field="day")
    elif day > local_day(now, body.zone):
        yield problem("portal_day_to_come", field="day")
    elif not_before and day < not_before:
        yield problem("portal_day_too_early", field="day", day=spoken_day(not_before))


def _opening_day(enquiry: Enquiry, body: Body) -> date | None:
    return body.opens_on(entries_of(enquiry, body).series)
