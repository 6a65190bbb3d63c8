"""A result that is not there, NO RESULT (X) or PENDING (Q): what staff may answer, and which evidence a centre may bring (CI-03).

S1: the awarding body explains free of charge, asks for evidence that its records may be wrong, and where it can issue no
result says which components have no mark and why.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from functions.domain.catalogue.services import Service
from functions.domain.enquiries.enquiry import Answer, Enquiry, Unmarked
from functions.domain.enquiries.kinds import OutcomeKind, require_recordable
from functions.domain.enquiries.statuses import CLOSED
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
    component: ComponentCode
    why: Annotated[str, Field(title="Why there is no mark", max_length=500)] = ""


class RecordAnswer(Request):
    """The answer to an enquiry about a missing result."""

    version: Version
    finding: Annotated[Literal["explained", "result_to_come", "no_result"], Field(title="Answer")]
    explanation: Annotated[str, Field(title="Explanation", description="The letter says it in these words.", max_length=1500)] = ""
    unmarked: Annotated[tuple[UnmarkedLine, ...], Field(max_length=20)] = ()


class AnnounceEvidence(Request):
    """A file that a centre is about to bring as evidence."""

    filename: Annotated[str, Field(max_length=200)]
    size: Annotated[int, Field(ge=1)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


def record_answer(enquiry: Enquiry, request: RecordAnswer, service: Service, without_mark: frozenset[str]) -> Enquiry:
    """The enquiry with its answer. `without_mark` are the components for which the register has no mark.

    Raises Refused with every problem at once: an answer has an explanation; where no result can be issued it names every
    component without a mark, and no other, each with why. After the letter nothing can be recorded.
    """
    enquiry.require_version(request.version)
    require_recordable(enquiry, service, OutcomeKind.ANSWER)
    problems: list[Problem] = []
    if not request.explanation:
        problems.append(problem("explanation_missing", field="explanation"))
    if request.finding == "no_result":
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


def evidence_problem(enquiry: Enquiry, service: Service, count: int, size: int) -> Problem | None:
    """Why a file cannot be brought to the enquiry as evidence; None where it can."""
    if not service.evidence_asked or enquiry.status in CLOSED or "OutLetter" in enquiry.issued:
        return problem("evidence_not_for", field="evidence")
    if count >= MOST_EVIDENCE:
        return problem("evidence_too_many", field="evidence", most=MOST_EVIDENCE)
    if size > MOST_EVIDENCE_BYTES:
        return problem("upload_size", field="evidence", size=size, most=MOST_EVIDENCE_BYTES)
    return None
