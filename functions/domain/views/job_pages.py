"""How the API shows long work: what it is, how far it is, and whether it needs anybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from functions.domain.calendar import iso
from functions.domain.catalogue.bodies import Body
from functions.domain.jobs import KINDS, Job, LeftOut
from functions.domain.views.list_rows import when


def page(job: Job, body: Body | None, now: datetime, left_out: Sequence[LeftOut] = ()) -> dict[str, Any]:
    """Return a job, of an awarding body or, without one, of an Associate. `left_out` is what of many things it could not do.

    `percent` is how much is done; `problem` says in words what keeps it from going on, None if nothing does.
    """
    kind = KINDS[job.kind]
    series = body.series_of(job.about) if body else None
    step = job.step
    return {
        "id": job.id,
        "kind": job.kind,
        "title": kind.title,
        "about": {"id": job.about, "title": series.title if series else job.about},
        "started_at": iso(job.started_at),
        "started_by": job.by_name,
        "finished_at": when(job.finished_at),
        "in_force_at": when(job.in_force_at),
        "step": kind.steps[step.name] if step else "Finished",
        "percent": job.percent,
        "facts": job.facts,
        "left_out": [{"id": each.id, "name": each.name, "errors": list(each.problems)} for each in left_out],
        "problem": _problem(job, now),
    }


def _problem(job: Job, now: datetime) -> str | None:
    if job.finished_at:
        return None
    if job.attempts:
        return f"This step failed ({job.last_error}). It is tried again automatically, and nothing is lost."
    return (
        "The work stopped before its end. It continues automatically within a few minutes, and nothing is lost."
        if now >= job.due_at
        else None
    )
