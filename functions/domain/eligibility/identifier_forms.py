"""Whether the numbers and codes in a form have the form that those of the awarding body have, whatever they stand for."""

from __future__ import annotations

from functions.domain.catalogue.bodies import Body
from functions.domain.enquiries.submission import DraftContent
from functions.domain.errors import Problem


def identifier_problems(body: Body, content: DraftContent) -> list[Problem]:
    """Return the problems of the numbers and codes in a form that do not have the form that the awarding body's have."""
    kinds = body.identifiers
    said = [
        *([(kinds.syllabus, content.syllabus, "syllabus")] if content.syllabus else []),
        *((kinds.component, each, "components") for each in content.components),
        *((kinds.candidate, each, "candidates") for each in content.candidate_numbers(body)),
    ]
    return [wrong for kind, value, field in said if (wrong := body.identifier_problem(kind, value, field=field))]
