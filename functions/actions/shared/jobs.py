"""Long work: begun (its portions and its steps are stored first, then a worker is started), and how far it is."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from pydantic import BaseModel

from functions.actions.shared.session import Session
from functions.adapters.files import Files
from functions.adapters.jobs import list_jobs, put_job, put_portion, read_job, read_left_out
from functions.adapters.table import Conflict, Table, Write
from functions.adapters.workers import Worker
from functions.domain.errors import NotFound, TryAgain
from functions.domain.jobs import (
    ACKNOWLEDGEMENTS,
    APPROVALS,
    EXEMPTIONS,
    INVOICES,
    REGISTER,
    RELEASES,
    STATEMENTS,
    SUBMISSIONS,
    Job,
    Step,
    portions_of,
)
from functions.domain.people.history import actor
from functions.domain.people.permissions import NEEDS_STAFF_POOL, Act
from functions.domain.views import job_pages

AT_ONCE = 8
KEPT = timedelta(days=14)  # portions of a job that was never begun, or is long done
PORTION = 20  # enquiries; so many are done in the request itself, in about two seconds
ACTS = {  # who may see a kind of job: whoever may begin it
    REGISTER: Act.IMPORT, EXEMPTIONS: Act.IMPORT, INVOICES: Act.BILL, ACKNOWLEDGEMENTS: Act.HANDLE, STATEMENTS: Act.HANDLE,
    APPROVALS: Act.FORWARD, RELEASES: Act.FORWARD, SUBMISSIONS: Act.ASK,
}  # fmt: skip


def act_of(job: Job) -> Act:
    """Return what somebody must be permitted to see a job."""
    return Act.IMPORT_OWN if job.organisation else ACTS[job.kind]


class Many(NamedTuple):
    """Something to do with many enquiries, or to ask for: the kind of job, the items that say what, how many of what they are in words, and the job's id."""

    kind: str
    items: Sequence[BaseModel]
    about: str
    id: str


class Doing(NamedTuple):
    """With what one of many things is done: the session of whoever began the job, the desk's files, and since when the job runs."""

    session: Session
    files: Files
    since: datetime


def begin_many(session: Session, worker_for: Callable[[int], Worker], many: Many, system_now: datetime) -> dict[str, Any]:
    """Begin to do something with many enquiries, and return the job; sent again with the same id it is the same job.

    What is one portion is done when this returns, where `worker_for` has it done in the request. A refusal of one enquiry does not
    stop the others. Raise NotFound for somebody who may do this nowhere.
    """
    act, id = ACTS[many.kind], many.id or secrets.token_hex(16)
    member = session.acting_for(act)
    if read_job(session.table, id) is None:
        portions = [many.items[start : start + PORTION] for start in range(0, len(many.items), PORTION)]
        job = Job(
            id=id, kind=many.kind, body=member.organisation, about=many.about, by=actor(session.person, member),
            by_name=session.person.name, started_at=session.now, seen_at=session.now,
            steps=(Step(name="each", portions=portions_of(len(many.items), PORTION)),), facts={"done": 0, "refused": 0},
        )  # fmt: skip
        try:
            store_job(session.table, job, portions, also=[], system_now=system_now)
        except Conflict as twice:
            raise TryAgain from twice
        worker_for(len(portions)).begin(id)
    return open_job(session, id)


def store_job(table: Table, job: Job, portions: Sequence[Sequence[BaseModel]], *, also: Sequence[Write], system_now: datetime) -> None:
    """Store the portions, then in one transaction the job and what must be stored with it. Raise Conflict where that is not possible.

    Without the job the portions are nothing: they are forgotten by themselves. A job alone needs no transaction, which costs twice.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda each: table.put(put_portion(job.id, each[0], each[1], system_now + KEPT)), enumerate(portions)))
    if also:
        table.commit([put_job(job), *also])
    else:
        table.put(put_job(job))


def begin_job(table: Table, worker: Worker, id: str) -> Job:
    """Start a worker on a stored job. Return the job as it is then."""
    worker.begin(id)
    job = read_job(table, id)
    if job is None:
        raise LookupError("a job that was stored is gone")
    return job


def open_job(session: Session, id: str) -> dict[str, Any]:
    """Return a job, and what of many things it could not do. Raise NotFound for one that is absent or not for this person."""
    job = read_job(session.table, id)
    if job is None or not session.may(act_of(job), job.owner):
        raise NotFound
    left_out = read_left_out(session.table, id) if job.facts.get("refused") else []
    return {"job": job_pages.page(job, session.catalogue.bodies.get(job.body), session.now, left_out)}


def latest_imports(session: Session) -> dict[str, Any]:
    """Return the latest imports of a centre's own results, newest first. Raise NotFound for who imports none."""
    organisation = session.acting_for(Act.IMPORT_OWN).organisation
    jobs = [each for each in list_jobs(session.table, organisation) if act_of(each) is Act.IMPORT_OWN]
    return {"jobs": [job_pages.page(each, session.catalogue.bodies.get(each.body), session.now) for each in jobs]}


def latest_jobs(session: Session) -> dict[str, Any]:
    """Return the latest jobs that the person may see of the organisation that they act for, newest first."""
    acts = [each for each in dict.fromkeys(ACTS.values()) if each is not Act.ASK]  # a centre has lists of its own
    act = next((each for each in acts if _may_anywhere(session, each)), Act.IMPORT)
    organisation = session.own_body(act).id if act in NEEDS_STAFF_POOL else session.acting_for(act).organisation
    jobs = [each for each in list_jobs(session.table, organisation) if session.may(act_of(each), organisation)]
    return {"jobs": [job_pages.page(each, session.catalogue.bodies.get(each.body), session.now) for each in jobs]}


def _may_anywhere(session: Session, act: Act) -> bool:
    """Return whether the person may do this for one of their organisations."""
    return any(session.may(act, each.organisation) for each in session.person.memberships)
