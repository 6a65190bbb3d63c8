"""The long work of an awarding body: what runs, and how far it is."""

from __future__ import annotations

from typing import Any

from functions.actions.shared.session import Session
from functions.adapters.jobs import list_jobs, read_job
from functions.domain.errors import NotFound
from functions.domain.jobs import EXEMPTIONS, INVOICES, REGISTER
from functions.domain.people.permissions import Act
from functions.domain.views import job_pages

ACTS = {REGISTER: Act.IMPORT, EXEMPTIONS: Act.IMPORT, INVOICES: Act.BILL}  # who may see a kind of job: whoever may begin it


def open_job(session: Session, id: str) -> dict[str, Any]:
    """Return a job. Raise NotFound for one that is absent or not for this person."""
    job = read_job(session.table, id)
    if job is None or not session.may(ACTS[job.kind], job.body):
        raise NotFound
    return {"job": job_pages.page(job, session.catalogue.bodies[job.body], session.now)}


def listing(session: Session) -> dict[str, Any]:
    """Return the latest jobs that the person may see, newest first."""
    body = session.own_body(next((each for each in dict.fromkeys(ACTS.values()) if _may_anywhere(session, each)), Act.IMPORT))
    jobs = [each for each in list_jobs(session.table, body.id) if session.may(ACTS[each.kind], body.id)]
    return {"jobs": [job_pages.page(each, body, session.now) for each in jobs]}


def _may_anywhere(session: Session, act: Act) -> bool:
    """Return whether the person may do this for one of their organisations."""
    return any(session.may(act, each.organisation) for each in session.person.memberships)
