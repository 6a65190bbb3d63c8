"""A portion of what is asked for of many enquiries at once. Each stands for itself: one that is refused stops no other."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from pydantic import BaseModel

from functions.actions.associate.approvals import approve_one
from functions.actions.associate.releases import release_one
from functions.actions.centre.request_lists import submit_listed
from functions.actions.effects.means import Means
from functions.actions.shared.jobs import ACTS, AT_ONCE, Doing
from functions.actions.shared.session import Session
from functions.actions.shared.stored_enquiries import require_permission
from functions.actions.staff.bulk_acknowledgement import acknowledge_one
from functions.actions.staff.statements import mark_one_sent
from functions.adapters.enquiries import read_enquiry
from functions.adapters.jobs import put_left_out, read_portion
from functions.adapters.organisations import read_person
from functions.domain.enquiries.associate_requests import OneToApprove, OneToRelease
from functions.domain.enquiries.request_lists import ListedRequest
from functions.domain.enquiries.staff_requests import PreviewedLetter, SentStatement
from functions.domain.errors import NotFound, Refusal, TryAgain
from functions.domain.jobs import ACKNOWLEDGEMENTS, APPROVALS, RELEASES, STATEMENTS, SUBMISSIONS, Job, LeftOut
from functions.domain.people.people import Person
from functions.domain.people.permissions import NEEDS_STAFF_POOL


class Deed(NamedTuple):
    """What is done with each of many: the kind of the items, what does one, and how many are done at a time. Doing one twice is doing it once."""

    item: type[BaseModel]
    do: Callable[[Doing, Any], None]
    at_once: int = AT_ONCE


DEEDS: dict[str, Deed] = {
    ACKNOWLEDGEMENTS: Deed(PreviewedLetter, acknowledge_one),
    STATEMENTS: Deed(SentStatement, mark_one_sent),
    APPROVALS: Deed(OneToApprove, approve_one),
    RELEASES: Deed(OneToRelease, release_one),
    SUBMISSIONS: Deed(ListedRequest, submit_listed, 1),  # in the order of the rows, as they were checked
}


def do_portion(means: Means, job: Job, portion: int) -> Job:
    """Do what is asked for with each enquiry of a portion; what is refused is stored beside the job. Raise TryAgain while the table is busy."""
    item, do, at_once = DEEDS[job.kind]
    session = Session(means.table, means.catalogue, _person(means, job), job.owner, means.now())
    doing = Doing(session, means.files, job.started_at)

    def attempt(one: Any) -> LeftOut | None:
        try:
            do(doing, one)
        except TryAgain:
            raise  # the portion is done again later, and finds done what is
        except Refusal as refusal:
            name = "" if isinstance(one, ListedRequest) else _name(session, job, one.id)
            return LeftOut(id=one.id, name=name, problems=tuple(refusal.problems))
        return None

    items = read_portion(means.table, job.id, portion, item)
    with ThreadPoolExecutor(at_once) as pool:
        left_out = [each for each in pool.map(attempt, items) if each]
    means.table.put(put_left_out(job.id, portion, left_out))
    facts = {"done": job.facts["done"] + len(items) - len(left_out), "refused": job.facts["refused"] + len(left_out)}
    return job.model_copy(update={"facts": facts})


def _person(means: Means, job: Job) -> Person:
    """Return whoever began the job, with what they may do now: who has lost their access meanwhile does nothing more."""
    stored = read_person(means.table, job.by.id)
    if stored is None or stored.disabled:
        return Person(id=job.by.id, name=job.by_name, email="", memberships=())
    return stored.model_copy(update={"staff_pool": ACTS[job.kind] in NEEDS_STAFF_POOL})


def _name(session: Session, job: Job, id: str) -> str:
    """Return what an enquiry is called, with its centre; nothing for one that is not theirs."""
    enquiry = read_enquiry(session.table, id.partition(".")[0])
    if enquiry is None:
        return ""
    try:
        require_permission(session, ACTS[job.kind], enquiry)
    except NotFound:
        return ""
    return f"{enquiry.number or enquiry.reference}, {enquiry.organisation_name}"
