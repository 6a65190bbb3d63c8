"""Long work begun: its portions and its steps are stored first, then a worker is started."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from pydantic import BaseModel

from functions.adapters.jobs import put_job, put_portion, read_job
from functions.adapters.table import Table, Write
from functions.adapters.workers import Worker
from functions.domain.jobs import Job

AT_ONCE = 8
KEPT = timedelta(days=14)  # portions of a job that was never begun, or is long done


def store_job(table: Table, job: Job, portions: Sequence[Sequence[BaseModel]], *, also: Sequence[Write], system_now: datetime) -> None:
    """Store the portions, then in one transaction the job and what must be stored with it. Raise Conflict where that is not possible.

    Without the job the portions are nothing: they are forgotten by themselves.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda each: table.put(put_portion(job.id, each[0], each[1], system_now + KEPT)), enumerate(portions)))
    table.commit([put_job(job), *also])


def begin_job(table: Table, worker: Worker, id: str) -> Job:
    """Start a worker on a stored job. Return the job as it is then."""
    worker.begin(id)
    job = read_job(table, id)
    if job is None:
        raise LookupError("a job that was stored is gone")
    return job
