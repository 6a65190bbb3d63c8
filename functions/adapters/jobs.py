"""Long work in the table: jobs, their portions, and which jobs nobody goes on with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel

from functions.adapters import keys
from functions.adapters.items import json_of, listed_item_of, model_in
from functions.adapters.table import Delete, Item, Put, Table, chunks
from functions.domain.calendar import iso
from functions.domain.jobs import Job, LeftOut

Model = TypeVar("Model", bound=BaseModel)
LISTED = 20


def put_job(job: Job) -> Put:
    """Store a job over the version before it; it is on the agenda until it is finished."""
    attributes = {"g1pk": keys.jobs_of(job.owner), "g1sk": f"{iso(job.started_at)}#{job.id}"}
    if job.finished_at is None:
        attributes |= {"g3pk": keys.JOBS_DUE, "g3sk": f"{iso(job.due_at)}#{job.id}"}
    return Put(listed_item_of(keys.job(job.id), job.version, job, **attributes), expect=job.version - 1)


def read_job(table: Table, id: str) -> Job | None:
    """Return a job as it is now."""
    item = table.get(keys.job(id))
    return model_in(Job, item) if item else None


def read_jobs_in_force(table: Table, ids: Iterable[str]) -> frozenset[str]:
    """Return which of these jobs have what they make in force."""
    found = [model_in(Job, item) for some in chunks(keys.job(each) for each in ids) for item in table.get_all(some).values()]
    return frozenset(each.id for each in found if each.in_force_at)


def list_jobs(table: Table, owner: str) -> list[Job]:
    """Return the latest jobs of an organisation, newest first, from an index, which may lag by a moment."""
    return [model_in(Job, item) for item in table.index("lists", keys.jobs_of(owner), limit=LISTED, newest_first=True).items]


def overdue_jobs(table: Table, now: datetime, limit: int = 20) -> list[str]:
    """Return the ids of unfinished jobs that nobody has gone on with in time."""
    return [model_in(Job, item).id for item in table.index("agenda", keys.JOBS_DUE, limit=limit, below=iso(now)).items]


def put_portion(job: str, number: int, things: Sequence[BaseModel], until: datetime) -> Put:
    """Store a portion of a job's work, numbered from 0; it is forgotten after `until` at the latest."""
    put = _put_several(keys.job_portion(job, number), things)
    return Put({**put.item, "ttl": int(until.timestamp())}, expect=None)


def read_portion(table: Table, job: str, number: int, kind: type[Model]) -> list[Model]:
    """Return a portion of a job's work. Raise LookupError where it is gone."""
    item = table.get(keys.job_portion(job, number))
    if item is None:
        raise LookupError("a portion of a job is not stored")
    return _several_in(item, kind)


def put_left_out(job: str, number: int, things: Sequence[LeftOut]) -> Put:
    """Store what of a portion could not be done, over what was stored of the same portion."""
    return _put_several(keys.job_left_out(job, number), things)


def read_left_out(table: Table, job: str) -> list[LeftOut]:
    """Return what of all portions could not be done, in order. One call."""
    return [each for item in table.partition(keys.job(job).pk, keys.LEFT_OUT) for each in _several_in(item, LeftOut)]


def _put_several(key: keys.Key, things: Sequence[BaseModel]) -> Put:
    content = f"[{','.join(each.model_dump_json() for each in things)}]"
    return Put({"pk": key.pk, "sk": key.sk, "v": 1, "json": content}, expect=None)


def _several_in(item: Item, kind: type[Model]) -> list[Model]:
    return [kind.model_validate(each) for each in json.loads(json_of(item))]


def delete_portion(table: Table, job: str, number: int) -> None:
    """Forget a portion that is done with; doing it again changes nothing."""
    table.delete(Delete(keys.job_portion(job, number)))
