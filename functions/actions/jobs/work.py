"""Jobs done, a portion at a time: each portion is noted before the next one, so that whoever goes on knows where."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from functions.actions.effects import invoice_billing, register_updates
from functions.actions.effects.means import Means
from functions.actions.jobs import many_enquiries
from functions.adapters.jobs import put_job, read_job
from functions.adapters.table import Conflict
from functions.domain.jobs import EXEMPTIONS, INVOICES, REGISTER, Job

Portion = Callable[[Means, Job, int], Job]

UPDATE: dict[str, Portion] = {
    "prepare": register_updates.prepare,
    "put_in_force": register_updates.put_in_force,
    "settle": register_updates.settle_cards,
    "finish": register_updates.finish,
}
# What a portion of each step does. It may come twice, also at the same moment: the second finds done what the first did.
WORK: dict[str, dict[str, Portion]] = {
    REGISTER: UPDATE,
    EXEMPTIONS: UPDATE,
    INVOICES: {"bill": invoice_billing.bill_portion},
    **{kind: {"each": many_enquiries.do_portion} for kind in many_enquiries.DEEDS},
}


def work(means: Means, id: str, *, may_go_on: Callable[[], bool]) -> bool:
    """Do a job until it is finished or the time is up; return whether it is finished. A failure is noted on it, to be tried again.

    Raise LookupError for a job that is not stored.
    """
    while True:
        job = read_job(means.table, id)
        if job is None:
            raise LookupError("no such job is stored")
        step = job.step
        if step is None:
            return True
        if not may_go_on():
            return False
        try:
            after = WORK[job.kind][step.name](means, job, step.done)
            means.table.put(put_job(after.advanced(means.now())))
        except Conflict:
            continue  # another worker did the same portion
        except Exception as failure:  # noqa: BLE001 - whatever it was, the portion stays to be done and staff see the kind
            with suppress(Conflict):
                means.table.put(put_job(job.failed(type(failure).__name__, means.now())))
            return False
