"""The columns of a list of requests: what they are called here, and in centres' own spreadsheets (BY-06)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from functions.domain.catalogue.bodies import Body

BODY, SERIES, ROUTE, SERVICE, SYLLABUS, COMPONENTS = "awarding body", "series", "route", "service", "syllabus", "components"
CANDIDATE, ON_BEHALF, REVISED, ERROR, NOTE = "candidate number", "on whose behalf", "revised grade", "error", "note"
NEEDED = (SERVICE, SYLLABUS, CANDIDATE)
OPTIONAL = (BODY, SERIES, ROUTE, COMPONENTS, ON_BEHALF, REVISED, ERROR, NOTE)
COLUMN_OF = {  # the column of each field of the form
    "body": BODY, "series": SERIES, "route": ROUTE, "service": SERVICE, "qualification": SYLLABUS, "syllabus": SYLLABUS,
    "components": COMPONENTS, "candidates": CANDIDATE, "on_behalf": ON_BEHALF, "revised_grade": REVISED, "error": ERROR, "note": NOTE,
}  # fmt: skip
OTHER_NAMES = {  # headings of centres' own spreadsheets, in small letters; the labels and words of the awarding bodies come besides
    "body": BODY, "board": BODY, "exam board": BODY, "awarding organisation": BODY, "session": SERIES, "exam series": SERIES,
    "service code": SERVICE, "request": SERVICE, "subject": SYLLABUS, "subject code": SYLLABUS, "syllabus code": SYLLABUS,
    "syllabus number": SYLLABUS, "specification": SYLLABUS, "assessment": SYLLABUS, "qualification code": SYLLABUS,
    "component": COMPONENTS, "component number": COMPONENTS, "component code": COMPONENTS, "paper": COMPONENTS, "papers": COMPONENTS,
    "unit": COMPONENTS, "units": COMPONENTS, "unit code": COMPONENTS, "cand no": CANDIDATE, "candidate no": CANDIDATE,
    "candidate no.": CANDIDATE, "exam number": CANDIDATE, "on behalf of": ON_BEHALF, "notes": NOTE, "comment": NOTE,
}  # fmt: skip


def template_headings(bodies: Sequence[Body], *, series: bool, routes: bool, grade_checks: bool) -> list[str]:
    """Return the headings of a template, in the words of the centre's awarding body where it has one only."""
    alone = bodies[0] if len(bodies) == 1 else None
    kinds = alone.identifiers if alone else None
    columns = [
        *([] if alone else [BODY]), *([SERIES] if series else []), *([ROUTE] if routes else []), SERVICE,
        kinds.syllabus.label.lower() if kinds else "subject", alone.words.said(COMPONENTS) if alone else COMPONENTS,
        kinds.candidate.label.lower() if kinds else CANDIDATE, *([ON_BEHALF, REVISED, ERROR] if grade_checks else []), NOTE,
    ]  # fmt: skip
    return [each[:1].upper() + each[1:] for each in columns]


def other_names(bodies: Iterable[Body]) -> dict[str, str]:
    """Return the headings under which columns may stand, with what the awarding bodies call them."""
    names = dict(OTHER_NAMES)
    for body in bodies:
        kinds = body.identifiers
        for label, column in ((kinds.syllabus, SYLLABUS), (kinds.component, COMPONENTS), (kinds.candidate, CANDIDATE)):
            names[label.label.lower()] = column
        for column in (SYLLABUS, COMPONENTS, CANDIDATE):
            if (said := body.words.said(column)) != column:
                names[said] = column
    return names
