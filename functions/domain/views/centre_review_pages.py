"""A Centre Review as its centre, its Associate and staff read it."""

from __future__ import annotations

from typing import Any

from functions.domain.calendar import iso, spoken_day
from functions.domain.catalogue.bodies import Body
from functions.domain.register.centre_reviews import ASKER_TEXT, REVIEW_FINDINGS, CentreReview, Correction


def centre_review_page(review: CentreReview, corrections: tuple[Correction, ...], body: Body) -> dict[str, Any]:
    """Return a Centre Review with its corrections in the API's shape."""
    syllabus, route = body.syllabuses_by_code.get(review.syllabus), body.route(review.route)
    return {
        "id": review.id, "series": review.series, "route": route.name if route else review.route,
        "syllabus": {"code": review.syllabus, "name": syllabus.name if syllabus else ""},
        "candidates": [{"number": each.number, "name": each.name} for each in review.candidates], "cohort": not review.candidates,
        "asked_by": review.asked_by.value, "asked_by_text": ASKER_TEXT[review.asked_by],
        "completed_on": review.completed_on.isoformat(), "completed_text": spoken_day(review.completed_on), "completed_by": review.completed_by,
        "finding": review.finding, "finding_text": REVIEW_FINDINGS[review.finding], "explanation": review.explanation,
        "recorded_at": iso(review.recorded_at), "corrections": [{"text": each.text, "at": iso(each.at)} for each in corrections],
    }  # fmt: skip
