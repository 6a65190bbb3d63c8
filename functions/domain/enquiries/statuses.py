"""The statuses of an enquiry, and the one table of the steps between them. The site draws its status diagram from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from functions.domain.errors import Problem, own_rule, problem


class Status(StrEnum):
    """The status of an enquiry."""

    WITH_ASSOCIATE = "with_associate"
    REJECTED = "rejected"
    PENDING = "pending"
    SUBMITTED = "submitted"
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    DECLINED = "declined"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


STATUS_TEXT = {
    Status.WITH_ASSOCIATE: "With Associate",
    Status.REJECTED: "Rejected",
    Status.PENDING: "Pending",
    Status.SUBMITTED: "Submitted",
    Status.RECEIVED: "Received",
    Status.ACKNOWLEDGED: "Acknowledged",
    Status.DECLINED: "Declined",
    Status.COMPLETED: "Completed",
    Status.CANCELLED: "Cancelled",
}


@dataclass(frozen=True, slots=True)
class Transition:
    """A step: its name, the statuses that it can start from, the status that it leads to, who takes it, and what it means."""

    step: str
    starts: frozenset[Status]
    leads_to: Status
    by: str
    means: str


TRANSITIONS = {
    each.step: each
    for each in (
        Transition("approved", frozenset({Status.WITH_ASSOCIATE}), Status.SUBMITTED, "Associate", "The Associate sends the enquiry on."),
        Transition(
            "approved to wait", frozenset({Status.WITH_ASSOCIATE}), Status.PENDING, "Associate", "The Associate sends the enquiry on, but it waits for another one."
        ),
        Transition("rejected", frozenset({Status.WITH_ASSOCIATE}), Status.REJECTED, "Associate", "The Associate does not send the enquiry on, and says why."),
        Transition("moved on", frozenset({Status.PENDING}), Status.SUBMITTED, "the desk", "The other enquiries are finished."),
        Transition("received", frozenset({Status.SUBMITTED}), Status.RECEIVED, "the desk", "The enquiry has its number and its place in the queue."),
        Transition("acknowledged", frozenset({Status.RECEIVED}), Status.ACKNOWLEDGED, "awarding body", "The acknowledgement letter is there."),
        Transition("made in the portal", frozenset({Status.SUBMITTED}), Status.ACKNOWLEDGED, "centre", "Where the awarding body has a portal of its own, the centre has made the prepared request there."),
        Transition("declined", frozenset({Status.RECEIVED}), Status.DECLINED, "awarding body", "The awarding body does not accept the enquiry, and says why."),
        Transition("completed", frozenset({Status.ACKNOWLEDGED}), Status.COMPLETED, "awarding body", "All the documents of the service are there."),
        Transition(
            "cancelled",
            frozenset({Status.WITH_ASSOCIATE, Status.PENDING, Status.SUBMITTED, Status.RECEIVED, Status.ACKNOWLEDGED}),
            Status.CANCELLED, "centre", "This is free of charge until the time for changes ends, after the acknowledgement.",
        ),
    )
}  # fmt: skip


ACCEPTED_TEXT = "Accepted"  # in place of acknowledged, where the awarding body accepts an enquiry or declines it
NOT_CARRIED_OUT = frozenset({Status.REJECTED, Status.DECLINED, Status.CANCELLED})  # ended without an outcome, and free of charge
CLOSED = NOT_CARRIED_OUT | {Status.COMPLETED}


def forbidden_step(status_text: str, step: str, rule: str, field: str | None = None) -> Problem:
    """Return the problem that an enquiry of this status cannot be `step` (a participle) now, with the desk's rule on it."""
    return problem("status_forbids", field=field, status=status_text.lower(), step=step, cites=own_rule(rule))
