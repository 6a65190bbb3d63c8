"""Marks and the syllabus grade after a review, which staff record."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from functions.domain.catalogue.services import Service
from functions.domain.catalogue.syllabuses import Component, Syllabus
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.enquiries.enquiry_parts import Line, PartMark
from functions.domain.enquiries.kinds import OutcomeKind, outcome_kind, require_recordable
from functions.domain.errors import Problem, Refused, problem
from functions.domain.fields import ComponentCode, Request, Version


class PartMarks(Request):
    """The mark of one part of a component, such as a section or a task."""

    part: Annotated[str, Field(title="Part", min_length=1, max_length=80)]
    mark: Annotated[int, Field(title="Mark", ge=0)]
    most: Annotated[int, Field(title="Out of", ge=1)]


class LineMarks(Request):
    """The mark of one component after review, and of its parts where they are known."""

    component: ComponentCode
    mark_after: Annotated[int, Field(title="Mark after review")] | None = None
    reason: Annotated[str, Field(title="Reason", max_length=500)] = ""
    parts: Annotated[tuple[PartMarks, ...], Field(max_length=40)] = ()


class RecordMarks(Request):
    """Marks and grade to record. The grade is required even where it stays the same."""

    version: Version
    lines: Annotated[tuple[LineMarks, ...], Field(max_length=20)]
    grade_after: Annotated[str, Field(title="Syllabus grade after review", max_length=20)] = ""
    without_reviewer: Annotated[
        str,
        Field(title="Why no reviewer is assigned", description="It is kept with the enquiry. Centres do not see it.", max_length=300),
    ] = ""


def record_marks(enquiry: Enquiry, request: RecordMarks, service: Service, syllabus: Syllabus) -> Enquiry:
    """Return the enquiry with its marks and syllabus grade after review. Raise Refused with all problems at once.

    Every component needs a mark within its range, a changed mark needs a reason, and the grade is needed even where it stays the
    same. Marks of parts, where they are given, add up to the mark of the component. Every component needs a reviewer, or the request
    says why there is none. Nothing can be recorded after the outcome letter. A centre that records what a body's portal says knows
    neither reasons nor reviewers.
    """
    enquiry.require_version(request.version)
    require_recordable(enquiry, service, OutcomeKind.MARKS)
    given = {line.component: line for line in request.lines}
    problems: list[Problem] = []
    lines: list[Line] = []
    for line in enquiry.lines:
        component = syllabus.component(line.component)
        new = given.get(line.component)
        if new is None or new.mark_after is None:
            problems.append(problem("marks_missing", field=f"marks.{line.component}", component=line.component))
            continue
        if component and not 0 <= new.mark_after <= component.most:
            problems.append(problem("mark_out_of_range", field=f"marks.{line.component}", component=line.component, most=component.most))
        if new.mark_after != line.mark_before and not new.reason and enquiry.portal is None:
            problems.append(problem("reason_for_mark_missing", field=f"reasons.{line.component}", component=line.component))
        problems += _part_problems(new, component)
        tolerance = component.tolerance if component else None
        parts = tuple(PartMark(part=each.part, mark=each.mark, most=each.most) for each in new.parts)
        lines.append(line.model_copy(update={"mark_after": new.mark_after, "reason": new.reason, "tolerance": tolerance, "parts": parts}))
    if request.grade_after not in syllabus.grades:
        problems.append(problem("grade_missing", field="grade_after"))
    unassigned = without_reviewer(enquiry) if enquiry.portal is None else []
    if not request.without_reviewer:
        problems += [problem("reviewer_missing", field="without_reviewer", component=each) for each in unassigned]
    if problems:
        raise Refused(*problems)
    why = request.without_reviewer if unassigned else ""
    return enquiry.changed(lines=tuple(lines), grade_after=request.grade_after, recorded=True, without_reviewer=why)


def _part_problems(line: LineMarks, component: Component | None) -> Iterator[Problem]:
    """Yield what is wrong with the marks of a component's parts (ours: they are a breakdown of its mark, so they add up to it)."""
    if not line.parts:
        return
    field, total, most = f"parts.{line.component}", sum(each.mark for each in line.parts), sum(each.most for each in line.parts)
    for each in line.parts:
        if each.mark > each.most:
            yield problem("part_out_of_range", field=field, part=each.part, component=line.component, most=each.most)
    if total != line.mark_after:
        yield problem("parts_do_not_add_up", field=field, component=line.component, total=total, mark=line.mark_after)
    elif component and most != component.most:
        yield problem("parts_most", field=field, component=line.component, total=most, most=component.most)


def without_reviewer(enquiry: Enquiry) -> list[str]:
    """Return the components that nobody is assigned to review (BY-12)."""
    return [line.component for line in enquiry.lines if line.reviewer is None]


def require_reviewer(enquiry: Enquiry, service: Service) -> None:
    """Raise Refused where the outcome of a review would be issued with no reviewer and no reason: one may have been taken off since."""
    if outcome_kind(enquiry, service) is OutcomeKind.MARKS and not enquiry.without_reviewer:
        missing = [problem("reviewer_missing", field="without_reviewer", component=each) for each in without_reviewer(enquiry)]
        if missing:
            raise Refused(*missing)
