"""What needs the attention of the awarding body's staff now, counted for the first page of their desk."""

from __future__ import annotations

from collections import Counter
from typing import Any

from functions.actions.shared.session import Session
from functions.actions.staff import failures
from functions.actions.staff.queue import OPEN_STAGES, read_what_needs_doing
from functions.adapters.documents import list_printings
from functions.domain.people.permissions import Act
from functions.domain.views.attention import FOR_STAFF, attention_of_staff

MOST_STATEMENTS = 1000


def attention(session: Session) -> dict[str, Any]:
    """Return how much needs attention: each stage of the queue, each kind of what needs doing, statements to send, and what fails.

    `more` names the counts that may be higher, for there are enquiries that were not looked at; `more_elsewhere` says whether there are
    statements or failures that were not; `accepts` whether the body accepts enquiries or declines them. The counts of kinds are those of the lists that the queue shows in a stage's place.
    """
    body = session.own_body(Act.HANDLE)
    found = read_what_needs_doing(session, body)
    counts = Counter({each.value: 0 for each in (*OPEN_STAGES, *FOR_STAFF)})
    counts.update({stage.value: len(page.enquiries) for stage, page in found.first.items()})
    for enquiry in found.enquiries:
        counts.update(each.value for each in attention_of_staff(enquiry, body, session.now))
    more = [stage.value for stage, page in found.first.items() if page.next] + [each.value for each in FOR_STAFF if found.has_more(each)]
    failing = failures.listing(session)
    statements, following = list_printings(session.table, body.id, sent=False, limit=MOST_STATEMENTS)
    return {
        "counts": {**counts, "statements": len(statements), "failures": len(failing["failures"])}, "more": more,
        "accepts": body.accepts, "more_elsewhere": following is not None or failing["more"],
    }  # fmt: skip
