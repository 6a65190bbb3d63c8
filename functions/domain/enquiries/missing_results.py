"""Enquiries about a missing result, NO RESULT (X) or PENDING (Q): the answers, and the evidence that a centre may send (CI-03).

S1: the awarding body explains free of charge, and asks for evidence that its records may be wrong. Where it cannot issue a
result, it says which components have no mark and why.
"""

from typing import Annotated, Literal

from pydantic import Field

from functions.domain.catalogue.services import Service
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Answer, Unmarked
from functions.domain.enquiries.kinds import OutcomeKind, require_recordable
from functions.domain.enquiries.statuses import CLOSED, NOT_CARRIED_OUT
from functions.domain.errors import Problem, Refused, problem
from functions.domain.fields import ComponentCode, Request, Version

MOST_EVIDENCE = 20  # files of one enquiry
MOST_EVIDENCE_BYTES = 10_000_000
ANSWER_TEXT = {
    "explained": "The result is explained",
    "result_to_come": "A result will be issued",
    "no_result": "No result can be issued",
}


class UnmarkedLine(Request):
    """A component without a mark, and the reason."""

    component: ComponentCode
    why: Annotated[str, Field(title="Why there is no mark", max_length=500)] = ""


class RecordAnswer(Request):
    """The answer to an enquiry about a missing result, to record."""

    version: Version
    finding: Annotated[Literal["explained", "result_to_come", "no_result"], Field(title="Answer")]
    explanation: Annotated[str, Field(title="Explanation", description="The letter says it in these words.", max_length=1500)] = ""
    unmarked: Annotated[tuple[UnmarkedLine, ...], Field(max_length=20)] = ()


class AnnounceEvidence(Request):
    """A file that a centre is about to upload as evidence."""

    filename: Annotated[str, Field(max_length=200)]
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


def record_answer(enquiry: Enquiry, request: RecordAnswer, service: Service, without_mark: frozenset[str]) -> Enquiry:
    """Return the enquiry with its answer. Raise Refused with all problems at once.

    `without_mark` are the components for which the register has no mark. An answer needs an explanation, and where no result
    can be issued it must name exactly these components, each with the reason, unless its centre records what a portal says. Nothing can be recorded after the outcome letter.
    """
    enquiry.require_version(request.version)
    require_recordable(enquiry, service, OutcomeKind.ANSWER)
    problems: list[Problem] = []
    if not request.explanation and enquiry.portal is None:
        problems.append(problem("explanation_missing", field="explanation"))
    if request.finding == "no_result" and enquiry.portal is None:
        problems += _unmarked_problems(request.unmarked, without_mark)
    elif request.unmarked:
        problems.append(problem("missing_not_for", field="unmarked"))
    if problems:
        raise Refused(*problems)
    unmarked = tuple(Unmarked(component=each.component, why=each.why) for each in sorted(request.unmarked, key=lambda each: each.component))
    return enquiry.changed(answer=Answer(finding=request.finding, explanation=request.explanation, unmarked=unmarked), recorded=True)


def _unmarked_problems(named: tuple[UnmarkedLine, ...], without_mark: frozenset[str]) -> list[Problem]:
    if not without_mark:
        return [problem("missing_nothing", field="finding")]
    codes = [each.component for each in named]
    found = [problem("missing_unnamed", field=f"unmarked.{code}", component=code) for code in sorted(without_mark - set(codes))]
    for each in named:
        if each.component not in without_mark or codes.count(each.component) > 1:
            found.append(problem("missing_has_mark", field=f"unmarked.{each.component}", component=each.component))
        elif not each.why:
            found.append(problem("missing_reason", field=f"unmarked.{each.component}", component=each.component))
    return found


def takes_evidence(enquiry: Enquiry, service: Service) -> bool:
    """Return whether its centre can add files: evidence that the service asks for, before the outcome; or where the request is made in
    the awarding body's own portal, what the body sent, also afterwards."""
    if enquiry.portal:
        return enquiry.status not in NOT_CARRIED_OUT
    return bool(service.evidence_asked) and enquiry.status not in CLOSED and enquiry.outcome is None


def evidence_problem(enquiry: Enquiry, service: Service, count: int, size: int) -> Problem | None:
    """Return why a file of `size` bytes cannot be uploaded as evidence beside `count` others; None if it can."""
    if not takes_evidence(enquiry, service):
        return problem("evidence_not_for", field="evidence")
    if count >= MOST_EVIDENCE:
        return problem("evidence_too_many", field="evidence", most=MOST_EVIDENCE)
    if size > MOST_EVIDENCE_BYTES:
        return problem("upload_size", field="evidence", size=size, most=MOST_EVIDENCE_BYTES)
    return None
