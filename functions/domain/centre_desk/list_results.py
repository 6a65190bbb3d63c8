"""What became of each row of a list of requests, to show and as CSV (BY-06)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.centre_desk.exports import safe_cell
from functions.domain.enquiries.portal_records import portal_of
from functions.domain.enquiries.request_lists import ListedRequest
from functions.domain.enquiries.submission import reference_of
from functions.domain.errors import Problem
from functions.domain.jobs import Job, LeftOut

STATES = {"submitted": "Submitted", "prepared": "Prepared for the portal", "refused": "Not submitted", "waiting": "Not submitted yet"}
HEADINGS = ("Row", "Awarding body", "Series", "Service", "Subject", "Components", "Candidate", "What became of it", "Reference", "Why")


def result_rows(
    portions: Sequence[Sequence[ListedRequest]], done: int, left_out: Sequence[LeftOut], catalogue: Catalogue
) -> list[dict[str, Any]]:
    """Return a line for each row of the list, in its order; `done` is how many portions are finished."""
    refused = {each.id: each.problems for each in left_out}
    rows = []
    for place, portion in enumerate(portions):
        for each in portion:
            line = _line(each, catalogue, finished=place < done, problems=refused.get(each.id, ()))
            rows += [{"row": number, **line} for number in each.rows]
    return sorted(rows, key=lambda each: int(each["row"]))


def _line(listed: ListedRequest, catalogue: Catalogue, *, finished: bool, problems: Sequence[Problem]) -> dict[str, Any]:
    content, body = listed.content, catalogue.bodies[listed.content.body]
    route, series, syllabus = body.route(content.route), body.series_of(content.series), body.syllabuses_by_code.get(content.syllabus)
    service = route.service(content.service) if route else None
    done = "prepared" if portal_of(body) else "submitted"
    state = "refused" if problems else done if finished else "waiting"
    return {
        "body": body.name, "series": series.title if series else content.series, "service": service.heading if service else content.service,
        "syllabus": f"{content.syllabus} {syllabus.name if syllabus else ''}".strip(), "components": list(content.components),
        "about": listed.about, "state": state, "state_text": STATES[state],
        "reference": reference_of(listed.id) if state == done else "", "submission": listed.id if state == done else None,
        "errors": [each.message for each in problems],
    }  # fmt: skip


def result_file(job: Job, rows: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Return the lines as a CSV file, in which no cell is taken for a formula."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(HEADINGS)
    for each in rows:
        cells = (
            str(each["row"]), each["body"], each["series"], each["service"], each["syllabus"], " ".join(each["components"]), each["about"],
            each["state_text"], each["reference"], " ".join(each["errors"]),
        )  # fmt: skip
        writer.writerow([safe_cell(cell) for cell in cells])
    return {"name": f"requests-{job.started_at.date().isoformat()}.csv", "type": "text/csv", "text": "\ufeff" + written.getvalue()}
