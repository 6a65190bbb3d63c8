"""The Centre Review: what a centre does itself before it asks for a check of a grade that it gave, and records here (SG-01).

A record never changes; a correction of it is stored and shown beside it.
It holds no more about anybody than is needed: candidates by number and name, everybody else by what they are.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.calendar import local_day
from functions.domain.catalogue.bodies import Body
from functions.domain.errors import Problem, Refused, problem
from functions.domain.fields import MOST_CANDIDATES, CandidateNumber, CodeOrNothing, Request
from functions.domain.register.cards import Card, NamedCandidate

REVIEW_FINDINGS = {
    "error": "An error was found",
    "no_error": "No error was found",
}


class RecordReview(Request):
    """A Centre Review that the centre has completed."""

    body: Annotated[str, Field(max_length=40)]
    route: Annotated[str, Field(max_length=40)]
    series: Annotated[str, Field(title="Series", pattern="^([0-9]{4}-[0-9]{2})?$")] = ""
    syllabus: Annotated[CodeOrNothing, Field(title="Syllabus")] = ""
    cohort: Annotated[bool, Field(title="The whole cohort in this syllabus")] = False
    candidates: Annotated[
        tuple[CandidateNumber, ...], Field(title="Candidates", description="Those whose grade was reviewed.", max_length=60)
    ] = ()
    asked_by: Annotated[Literal["", "centre", "candidate", "guardian"], Field(title="Whose doubts were they?")] = ""
    completed_on: Annotated[str, Field(title="Completed on", pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")] = ""
    completed_by: Annotated[
        str, Field(title="Completed by", description="The post, such as Head of Centre. No name is needed.", max_length=80)
    ] = ""
    finding: Annotated[Literal["", "error", "no_error"], Field(title="What was found?")] = ""
    explanation: Annotated[
        str,
        Field(
            title="In a few sentences",
            description="Say what was looked at and what was found. Write no more about anybody than is needed.",
            max_length=1000,
        ),
    ] = ""


class CorrectReview(Request):
    series: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$")]
    body: Annotated[str, Field(max_length=40)]
    text: Annotated[str, Field(title="Correction", description="Say what is wrong in the record, and what is right.", max_length=500)] = ""


class CentreReview(BaseModel):
    """A Centre Review as it was recorded. `candidates` is empty where it was about the whole cohort."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    body: str
    route: str
    series: str
    organisation: str
    syllabus: str
    candidates: tuple[NamedCandidate, ...]
    asked_by: "Asker"
    completed_on: date
    completed_by: str
    finding: str
    explanation: str
    recorded_at: datetime
    recorded_by: str


class Correction(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    review: str
    text: str
    at: datetime
    by: str


def record_review(
    id: str, request: RecordReview, body: Body, *, organisation: str, cards: Mapping[str, Card], by: str, now: datetime
) -> CentreReview:
    """Return the record of a Centre Review. `cards` are those of the centre in this series and syllabus, by candidate number.

    Raise Refused with all problems at once.
    """
    problems: list[Problem] = []
    route, series = body.route(request.route), body.series_of(request.series)
    syllabus = body.syllabuses_by_code.get(request.syllabus)
    if series is None or route is None or not route.centre_review_first or route.id not in series.routes:
        problems.append(problem("review_series", field="series"))
    if syllabus is None:
        problems.append(problem("review_syllabus", field="syllabus"))
    numbers = tuple(dict.fromkeys(body.printed(each) for each in request.candidates))
    able = {number: card for number, card in cards.items() if route and card.route == route.id}
    if request.cohort and numbers:
        problems.append(problem("review_cohort", field="candidates"))
    elif not request.cohort and not numbers:
        problems.append(problem("candidates_missing", field="candidates"))
    elif syllabus and request.cohort and not able:
        problems.append(problem("review_nobody", field="syllabus", syllabus=syllabus.code))
    if len(numbers) > MOST_CANDIDATES:
        problems.append(problem("review_too_many", field="candidates", most=MOST_CANDIDATES))
    if syllabus:
        unknown = [each for each in numbers if each not in able]
        problems += [
            body.identifier_problem(body.identifiers.candidate, each, field="candidates")
            or problem("candidate_unknown", field="candidates", candidate=each, syllabus=syllabus.code)
            for each in unknown
        ]
    if not request.asked_by:
        problems.append(problem("review_asker_missing", field="asked_by"))
    completed = _day(request.completed_on)
    if completed is None:
        problems.append(problem("review_day_missing", field="completed_on"))
    elif completed > local_day(now, body.zone):
        problems.append(problem("review_day_to_come", field="completed_on"))
    if not request.completed_by:
        problems.append(problem("review_post_missing", field="completed_by"))
    if not request.finding:
        problems.append(problem("review_finding_missing", field="finding"))
    if not request.explanation:
        problems.append(problem("review_words_missing", field="explanation"))
    if problems or completed is None:
        raise Refused(*problems)
    return CentreReview(
        id=id, body=body.id, route=request.route, series=request.series, organisation=organisation, syllabus=request.syllabus,
        candidates=tuple(NamedCandidate(number=each, name=able[each].name) for each in numbers), asked_by=Asker(request.asked_by),
        completed_on=completed, completed_by=request.completed_by, finding=request.finding, explanation=request.explanation,
        recorded_at=now, recorded_by=by,
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class Asker(StrEnum):
    """Whose doubts a request follows from. Only the centre submits it (SG-02)."""

    CENTRE = "centre"
    CANDIDATE = "candidate"
    GUARDIAN = "guardian"


ASKER_TEXT = {
    Asker.CENTRE: "The centre itself",
    Asker.CANDIDATE: "A candidate",
    Asker.GUARDIAN: "A parent or legal guardian",
}
