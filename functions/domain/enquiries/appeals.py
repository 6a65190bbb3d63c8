"""Appeals against an outcome, in two stages: which outcomes, until when, what an appeal must say, and its decision (CI-31).

An appeal is an enquiry whose service in the catalogue has an `appeal` entry, so its number, queue, letters, messages, fee and
the Associate's part are those of every enquiry. S1 publishes that there are two stages. Limits and who signs are only
reported, and the catalogue says so beside each.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import Field

from functions.domain.calendar import due, last_day, last_moment, spoken_day
from functions.domain.catalogue.appealing import After, Limit
from functions.domain.catalogue.bodies import Body, Entries
from functions.domain.catalogue.deadlines import deadline_text
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service, Subject
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.enquiries.appeal_records import OUT_OF_TIME, Decision, Verdict
from functions.domain.enquiries.cohort_outcomes import (
    MOST_CHANGED,
    WITHDRAWN,
    CandidateResults,
    CohortCandidate,
    changes_for,
    is_about_cohort,
)
from functions.domain.enquiries.cohort_records import CohortOutcome
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.kinds import OutcomeKind, require_recordable
from functions.domain.enquiries.statuses import NOT_CARRIED_OUT, Status
from functions.domain.errors import Problem, Refused, problem
from functions.domain.fields import Request, Version

VERDICT_TEXT: dict[Verdict, str] = {
    "allowed": "The appeal is allowed",
    "partly": "The appeal is allowed in part",
    "not_allowed": "The appeal is not allowed",
    OUT_OF_TIME: "The appeal came too late and is not considered",
}
GRADE_CHANGING = frozenset({"allowed", "partly"})
Grounds = Annotated[
    str,
    Field(
        title="Grounds of the appeal",
        description="In your own words, at most 2,000 characters. You can upload documents once the appeal is submitted.",
        max_length=2000,
    ),
]


class SaveAppeal(Request):
    """The draft of an appeal. The whole centre sees it, so that the Head of Centre can submit what the exams officer prepared."""

    grounds: Grounds = ""
    version: Version | None = None


class SubmitAppeal(Request):
    """An appeal to submit. `attempt` is the number of earlier ones that were cancelled or rejected, so that sending it twice makes one appeal."""

    grounds: Grounds = ""
    attempt: Annotated[int, Field(ge=0, le=99)] = 0
    declarations: Annotated[tuple[Annotated[str, Field(max_length=40)], ...], Field(title="Declarations", max_length=10)] = ()


class RecordDecision(Request):
    """The decision of an appeal, to record."""

    version: Version
    decision: Annotated[Verdict, Field(title="Decision")]
    reasons: Annotated[str, Field(title="Reasons", description="The letter gives them in these words.", max_length=2000)] = ""
    grade: Annotated[str, Field(title="Syllabus grade after the appeal", max_length=12)] = ""
    candidates: Annotated[tuple[CandidateResults, ...], Field(title="Candidates", max_length=MOST_CHANGED)] = ()


def next_appeal(enquiry: Enquiry, body: Body) -> Service | None:
    """Return the appeal that can follow this outcome: stage 1 after an enquiry, stage 2 after stage 1; else None.

    An enquiry that ends with a report has no outcome to appeal against.
    """
    route, _, service, _ = entries_of(enquiry, body)
    if service.outcome_document is None:
        return None
    after = After.OUTCOME if service.appeal is None else After.STAGE_1 if service.appeal.stage == 1 else None
    return next((each for each in route.appeals if each.appeal and each.appeal.after is after), None)


def appeal_until(enquiry: Enquiry, offered: Service, body: Body) -> datetime | None:
    """Return the first moment that is too late to appeal against this outcome; None before the outcome, and where no limit is published."""
    if enquiry.outcome_at is None or offered.appeal is None or offered.appeal.limit is None:
        return None
    reasons_on = enquiry.portal.reasons_on if enquiry.portal else None
    reasons_at = last_moment(reasons_on, body.zone) if reasons_on else None
    return end_of_limit(offered.appeal.limit, enquiry.outcome_at, body, reasons_at)


def end_of_limit(limit: Limit, outcome_at: datetime, body: Body, reasons_at: datetime | None = None) -> datetime:
    """Return the first moment that is too late to appeal against an outcome of this moment.

    Where the centre asked for the reasons and got them at `reasons_at`, the time after them counts if it ends later (ours: the reported
    rule does not say what becomes of the longer time).
    """
    end = due(limit.within, outcome_at, body.zone, body.closed)
    if limit.after_reasons is None or reasons_at is None:
        return end
    return max(end, due(limit.after_reasons, reasons_at, body.zone, body.closed))


def limit_sentence(offered: Service) -> str:
    """Return the sentence on the time limit of an appeal, for the page and the refusal."""
    limit = offered.appeal.limit if offered.appeal else None
    if limit is None:
        what = "a stage 1 appeal" if offered.appeal and offered.appeal.stage == 1 else "a stage 2 appeal"
        known = "not published" if offered.appeal and offered.appeal.from_outcome else "not known here"
        return f"The time limit for {what} is {known}. Staff of the awarding body decide whether one came too late."
    reasons = f", or within {limit.after_reasons} of receiving the reasons where you asked for them" if limit.after_reasons else ""
    article = "An" if offered.name[0].lower() in "aeiou" else "A"
    return f"{article} {offered.name.lower()} must be made within {limit.within} of the letter{reasons}. A later one is not accepted."


def until_text(until: datetime, body: Body) -> str:
    """Return the end of a time limit in words: the last day, with the awarding body's time zone."""
    return f"the end of {spoken_day(last_day(until, body.zone))} ({body.zone.replace('_', ' ')})"


def outcome_problems(enquiry: Enquiry, offered: Service | None, body: Body, now: datetime) -> list[Problem]:
    """Return why this outcome cannot be appealed against now: there is none yet, no appeal can follow it, or it is too late."""
    route = entries_of(enquiry, body).route
    if offered is None or offered.appeal is None:
        return [problem("appeal_none", cites=body.citation(route.rules["appeal"]))]
    if early := too_early_problem(enquiry, body):
        return [early]
    until = appeal_until(enquiry, offered, body)
    if until is None or now < until or offered.appeal.limit is None:
        return []
    return [
        problem(
            "appeal_too_late", cites=body.citation_of(limit_sentence(offered), offered.appeal.limit.basis), appeal=offered.name.lower(),
            until=until_text(until, body), contact=body.contact.address, reference=enquiry.number or enquiry.reference,
        )
    ]  # fmt: skip


def is_outcome_open(enquiry: Enquiry) -> bool:
    """Return whether the enquiry is completed and its centre may see the outcome."""
    return enquiry.status is Status.COMPLETED and enquiry.outcome_open_to_centre


def too_early_problem(enquiry: Enquiry, body: Body) -> Problem | None:
    """Return the problem that the outcome is not yet complete and open to the centre; None if it is."""
    if is_outcome_open(enquiry):
        return None
    rule = entries_of(enquiry, body).route.rules["appeal-outcome"]
    return problem("appeal_too_early", cites=body.citation(rule))


def appeal_problems(
    enquiry: Enquiry, offered: Service | None, body: Body, grounds: str, earlier: Sequence[Enquiry], *, head: bool, now: datetime
) -> list[Problem]:
    """Return everything that prevents an appeal with these grounds from being submitted.

    `earlier` are the appeals of the same stage against the same outcome. `head` says whether the Head of Centre submits it.
    """
    route = entries_of(enquiry, body).route
    found = outcome_problems(enquiry, offered, body, now)
    for other in (each for each in earlier if each.status not in NOT_CARRIED_OUT):
        rule = route.rules["appeal-once"]
        found.append(problem("appeal_already", cites=body.citation(rule), about=other.number or other.reference))
    if not grounds:
        found.append(problem("grounds_missing", field="grounds"))
    return found + appeal_signer_problems(offered, body, route, head)


def appeal_signer_problems(offered: Service | None, body: Body, route: Route, head: bool) -> list[Problem]:
    """Return the problem that only the Head of Centre may submit an appeal (reported of the Handbook); anybody at the centre may prepare it."""
    if offered is None or offered.asked_by is None or head:
        return []
    rule = route.rules["appeal-signed"]
    return [problem("appeal_head_only", cites=body.citation(rule))]


def ended_attempts(earlier: Sequence[Enquiry]) -> int:
    """Return how many appeals of a stage against an outcome ended without a decision: the attempt that the next one would be."""
    return sum(each.status in NOT_CARRIED_OUT for each in earlier)


def appeal_submission_id(enquiry: str, service: str, attempt: int) -> str:
    """Return the id of the submission of an appeal: the same however often it is sent, and as hard to guess as the enquiry's."""
    digest = hashlib.sha256(f"appeal/{enquiry}/{service}/{attempt}".encode()).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:32]}"


def approval_deadline(enquiry: Enquiry, body: Body) -> datetime | None:
    """Return the first moment that is too late for an Associate to send the enquiry on; None where no limit is known."""
    if enquiry.appeal:
        return enquiry.appeal.until
    _, series, service, _ = entries_of(enquiry, body)
    return body.closes_at(series, service.code)


def approval_deadline_text(enquiry: Enquiry, body: Body) -> str | None:
    """Return by when an Associate must send the enquiry on, in words; None for an appeal without a published limit."""
    if enquiry.appeal:
        return until_text(enquiry.appeal.until, body) if enquiry.appeal.until else None
    _, series, service, _ = entries_of(enquiry, body)
    return deadline_text(body, series, service.code)


def subject_of(enquiry: Enquiry, service: Service) -> Subject:
    """Return whom an enquiry is about; for an appeal, those whom the outcome is about."""
    if enquiry.appeal is None:
        return service.subject
    return Subject.CANDIDATE if len(enquiry.candidates) == 1 else Subject.GROUP if enquiry.candidates else Subject.COHORT


def verdicts_for(service: Service) -> dict[Verdict, str]:
    """Return the verdicts that staff can choose from. Where the desk enforces the time limit, none is that the appeal came too late."""
    kept = service.appeal is not None and service.appeal.limit is not None
    return {code: text for code, text in VERDICT_TEXT.items() if not (kept and code == OUT_OF_TIME)}


def possible_grades(service: Service, syllabus: Syllabus) -> tuple[str, ...]:
    """Return the grades that an enquiry can end with. A school-assessed grade can also be withdrawn on appeal."""
    at_desk = service.appeal is not None and not service.appeal.from_outcome
    return (*syllabus.grades, WITHDRAWN) if at_desk else tuple(syllabus.grades)


def record_decision(
    enquiry: Enquiry, request: RecordDecision, entries: Entries, body: Body, cohort: Sequence[CohortCandidate] = ()
) -> Enquiry:
    """Return the appeal with its decision. Raise Refused with all problems at once.

    A decision needs reasons, unless its centre records what it was told. Results change only if the appeal is allowed, wholly or in part: the grade of its candidate, or where it
    is about a cohort, those of the candidates who are named. `cohort` has everybody in that one.
    """
    _, _, service, syllabus = entries
    enquiry.require_version(request.version)
    require_recordable(enquiry, service, OutcomeKind.DECISION)
    problems: list[Problem] = []
    if request.decision not in verdicts_for(service):
        problems.append(problem("decision_not_for", field="decision"))
    if not request.reasons and enquiry.portal is None:
        problems.append(problem("reasons_missing", field="reasons"))
    grade = request.grade or enquiry.grade_before
    if grade != enquiry.grade_before:
        if len(enquiry.candidates) != 1 or grade not in possible_grades(service, syllabus):
            problems.append(problem("grade_missing", field="grade"))
        elif request.decision not in GRADE_CHANGING:
            problems.append(problem("grade_stays", field="grade", decision=VERDICT_TEXT[request.decision].lower()))
    outcome = None
    if is_about_cohort(enquiry, body):
        changed, more = changes_for(enquiry, request.candidates, entries, body, cohort)
        problems += more
        if changed and request.decision not in GRADE_CHANGING:
            problems.append(problem("results_stay", field="decision", decision=VERDICT_TEXT[request.decision].lower()))
        outcome = CohortOutcome(size=len(cohort), changed=changed)
    if problems:
        raise Refused(*problems)
    decision = Decision(finding=request.decision, reasons=request.reasons)
    return enquiry.changed(decision=decision, grade_after=grade, cohort=outcome, recorded=True)
