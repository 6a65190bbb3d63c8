"""Marks and the syllabus grade after review, as staff record them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from functions.domain.catalogue.services import Service
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.enquiries.enquiry import Enquiry, Line
from functions.domain.enquiries.kinds import OutcomeKind, require_recordable
from functions.domain.errors import Problem, Refused, problem
from functions.domain.fields import ComponentCode, Request, Version


class LineMarks(Request):
    component: ComponentCode
    mark_after: Annotated[int, Field(title="Mark after review")] | None = None
    reason: Annotated[str, Field(title="Reason", max_length=500)] = ""


class RecordMarks(Request):
    version: Version
    lines: Annotated[tuple[LineMarks, ...], Field(max_length=20)]
    grade_after: Annotated[str, Field(title="Syllabus grade after review", max_length=4)] = ""


def record_marks(enquiry: Enquiry, request: RecordMarks, service: Service, syllabus: Syllabus) -> Enquiry:
    """The enquiry with marks and syllabus grade after review. Raises Refused with every problem at once.

    Every component of the enquiry has its mark, within the component's range; a changed mark has a reason; the grade is
    said even where it stays. After the outcome letter nothing can be recorded.
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
        if new.mark_after != line.mark_before and not new.reason:
            problems.append(problem("reason_for_mark_missing", field=f"reasons.{line.component}", component=line.component))
        tolerance = component.tolerance if component else None
        lines.append(line.model_copy(update={"mark_after": new.mark_after, "reason": new.reason, "tolerance": tolerance}))
    if request.grade_after not in syllabus.grades:
        problems.append(problem("grade_missing", field="grade_after"))
    if problems:
        raise Refused(*problems)
    return enquiry.changed(lines=tuple(lines), grade_after=request.grade_after, recorded=True)
