"""Who reviews the marking, and the tolerance within which a mark may differ (BY-12).

Nobody reviews a component that they marked. The register says who marked it, where the awarding body sends that, and a line of an
enquiry keeps it from the submission on. Ids of markers and reviewers are the awarding body's own; no centre sees them.
"""

from typing import Annotated

from pydantic import Field

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.services import Service, Subject
from functions.domain.catalogue.sources import TRUST_TEXT, Trust
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Line
from functions.domain.enquiries.statuses import Status, forbidden_step
from functions.domain.errors import Refused, problem
from functions.domain.fields import ComponentCode, Request, Version
from functions.domain.register.cards import EXAMINER

REVIEWERS_UNTIL_OUTCOME = "Reviewers are assigned where a candidate’s marking is reviewed, from receipt until the outcome letter."


class Reviewer(Request):
    """The reviewer of one component; empty for nobody."""

    component: ComponentCode
    reviewer: Annotated[
        str,
        Field(
            title="Reviewer",
            description="Your own id of the reviewer. Leave it empty if nobody is assigned.",
            pattern=f"^({EXAMINER})?$",
        ),
    ] = ""


class AssignReviewers(Request):
    """The reviewers to assign_reviewers."""

    version: Version
    lines: Annotated[tuple[Reviewer, ...], Field(min_length=1, max_length=20)]


def may_assign(enquiry: Enquiry) -> bool:
    """Return whether reviewers can be assigned: from receipt until the outcome letter."""
    return enquiry.status in {Status.RECEIVED, Status.ACKNOWLEDGED} and enquiry.outcome is None


def assign_reviewers(enquiry: Enquiry, request: AssignReviewers, service: Service) -> Enquiry:
    """Return the enquiry with its reviewers. Components that are not named keep theirs. Raise Refused with all problems at once.

    The marker of a component cannot review it, whatever the case of the letters in their id.
    """
    enquiry.require_version(request.version)
    if not may_assign(enquiry) or enquiry.appeal or service.subject is not Subject.CANDIDATE:
        raise Refused(forbidden_step(enquiry.status_text, "given to a reviewer", REVIEWERS_UNTIL_OUTCOME))
    wanted = {each.component: each.reviewer for each in request.lines}
    problems = [
        problem("component_not_asked", field=f"reviewers.{each}", component=each) for each in wanted if each not in enquiry.components
    ]
    lines = []
    for line in enquiry.lines:
        reviewer = wanted.get(line.component, line.reviewer or "")
        if line.marker and reviewer.casefold() == line.marker.casefold():
            problems.append(problem("reviewer_marked_it", field=f"reviewers.{line.component}", component=line.component, reviewer=reviewer))
        lines.append(line.model_copy(update={"reviewer": reviewer or None}))
    if problems:
        raise Refused(*problems)
    if tuple(lines) == enquiry.lines:
        raise Refused(problem("nothing_changed"))
    return enquiry.changed(lines=tuple(lines))


def assignment_text(before: Enquiry, after: Enquiry) -> str:
    """Return what an assignment changed, for the history: ids, never names."""
    changed = [new for old, new in zip(before.lines, after.lines, strict=True) if new.reviewer != old.reviewer]
    return "; ".join(f"component {each.component} to {each.reviewer or 'nobody'}" for each in changed)


def tolerance_of(line: Line, syllabus: Syllabus) -> int | None:
    """Return the tolerance in marks: the one kept when the mark was recorded, before that the catalogue's; None if there is none."""
    if line.mark_after is not None:
        return line.tolerance
    component = syllabus.component(line.component)
    return component.tolerance if component else None


def tolerance_text(tolerance: int | None, body: Body) -> str | None:
    """Return the tolerance in words, with a note where the figure is not the awarding body's own; None if there is none."""
    if tolerance is None:
        return None
    trust = body.sources[body.syllabuses_basis.source].trust
    return f"Tolerance {tolerance}" + (f" ({TRUST_TEXT[trust]})" if trust is not Trust.PUBLISHED else "")


def within_tolerance(line: Line, syllabus: Syllabus) -> bool | None:
    """Return whether the marks before and after review differ, but by no more than the tolerance; None if a figure is missing."""
    tolerance = tolerance_of(line, syllabus)
    if tolerance is None or line.mark_before is None or line.mark_after is None:
        return None
    return 0 < abs(line.mark_after - line.mark_before) <= tolerance
