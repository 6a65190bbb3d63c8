"""Approving many enquiries at once: each was looked at before, and a refusal of one does not stop the others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from functions.actions.associate.enquiries import send_on
from functions.actions.shared.jobs import Doing, Many, begin_many
from functions.actions.shared.session import Session
from functions.adapters.enquiries import read_enquiry
from functions.adapters.workers import Worker
from functions.domain.enquiries.associate_requests import Approve, ApproveMany, OneToApprove
from functions.domain.errors import Refusal
from functions.domain.jobs import APPROVALS
from functions.domain.people.permissions import Act
from functions.domain.wording import counted


def approve_many(session: Session, worker_for: Callable[[int], Worker], request: ApproveMany, system_now: datetime) -> dict[str, Any]:
    """Begin to send the enquiries on, and return the job. Raise NotFound for somebody who acts for no Associate."""
    wanted = list({each.id: each for each in request.enquiries}.values())
    return begin_many(session, worker_for, Many(APPROVALS, wanted, counted(len(wanted), "enquiry", "enquiries"), request.id), system_now)


def approve_one(doing: Doing, one: OneToApprove) -> None:
    """Send one enquiry on; do nothing where that is done since the job began. Raise Refusal where it cannot be."""
    try:
        send_on(doing.session, one.id, Approve(version=one.version))
    except Refusal:
        enquiry = read_enquiry(doing.session.table, one.id)
        if enquiry is None or not enquiry.associate or not doing.session.may(Act.FORWARD, enquiry.associate):
            raise
        if enquiry.approved_at is None or enquiry.approved_at < doing.since:
            raise
