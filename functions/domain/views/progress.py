"""How far an enquiry has come: its steps with their days, and what happens next, by when.

Every desk shows the same steps and the same words, so they come from here.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from functions.domain.calendar import last_day, local_day, spoken_day
from functions.domain.catalogue import deadlines
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.documents import Document
from functions.domain.catalogue.services import Service
from functions.domain.enquiries.appeals import approval_deadline
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.expected_documents import expected_documents
from functions.domain.enquiries.portal_records import PREPARED_TEXT
from functions.domain.enquiries.statuses import ACCEPTED_TEXT, Status
from functions.domain.views.list_rows import overdue_from_of, when

NOTHING_MORE = {
    Status.COMPLETED: "Nothing. Every document is issued.",
    Status.CANCELLED: "Nothing, since it was cancelled.",
    Status.DECLINED: "Nothing. The awarding body did not accept it, and there is no fee.",
    Status.REJECTED: "Nothing. The Associate did not send it on to the awarding body.",
}


class Step(NamedTuple):
    """One step of the line: its name, when it was reached, and whether the enquiry is there now."""

    name: str
    title: str
    at: datetime | None


class Next(NamedTuple):
    """What happens next, and the last day for it, which is None where no day is promised; `by_text` then says so, where it can."""

    text: str
    by: date | None = None
    by_text: str = ""


def progress_of(enquiry: Enquiry, body: Body, seen: frozenset[str], now: datetime) -> dict[str, Any]:
    """Return the steps of an enquiry, and what happens next by when, in the API's shape and in the words of the body.

    `seen` has the slots of the documents that the reader knows to be issued.
    """
    steps = steps_of(enquiry)
    here = max(place for place, each in enumerate(steps) if each.at is not None)
    coming = next_of(enquiry, body, seen)
    return {
        "steps": [
            {
                "name": each.name,
                "title": body.words.said(each.title),
                "at": when(each.at),
                "state": "current" if place == here else "done" if place < here else "to come",
            }
            for place, each in enumerate(steps)
        ],
        "next": coming.text,
        "by": coming.by.isoformat() if coming.by else None,
        "by_text": f"By {spoken_day(coming.by)}" if coming.by else coming.by_text,
        "late": coming.by is not None and local_day(now, body.zone) > coming.by,
    }


def steps_of(enquiry: Enquiry) -> tuple[Step, ...]:
    """Return the steps of this enquiry in order. Those of an Associate and of waiting are there where it has them; an end that came early
    takes the place of what it cut off."""
    if enquiry.portal:
        way = [
            Step("submitted", PREPARED_TEXT, enquiry.submitted_at),
            Step("acknowledged", "Made in the portal", enquiry.acknowledged_at),
            Step("completed", "Completed", enquiry.completed_at),
        ]
    elif enquiry.extends:
        way = [
            Step("begun", "Begun", enquiry.submitted_at),
            Step("acknowledged", "In review", enquiry.acknowledged_at),
            Step("completed", "Completed", enquiry.completed_at),
        ]
    else:
        way = [Step("submitted", "Submitted", enquiry.submitted_at), *_associate(enquiry), *_waiting(enquiry)]
        way += [
            Step("received", "Received", enquiry.received_at),
            Step("acknowledged", ACCEPTED_TEXT if enquiry.is_accepted_or_declined else "Acknowledged", enquiry.acknowledged_at),
            Step("completed", "Completed", enquiry.completed_at),
        ]
    end = _early_end(enquiry)
    return (*(each for each in way if each.at is not None), end) if end else tuple(way)


def _early_end(enquiry: Enquiry) -> Step | None:
    """Return the step with which an enquiry ended that was not carried out; None for others."""
    ends = (
        Step("cancelled", "Cancelled", enquiry.cancelled_at),
        Step("declined", "Declined by the awarding body", enquiry.declined_at),
        Step("rejected", "Rejected by the Associate", enquiry.rejected_at),
    )
    return next((each for each in ends if each.at), None)


def _associate(enquiry: Enquiry) -> tuple[Step, ...]:
    if enquiry.associate is None:
        return ()
    if enquiry.approved_at:
        return (Step("with_associate", "Approved by the Associate", enquiry.approved_at),)
    return (Step("with_associate", "With the Associate", enquiry.submitted_at if enquiry.status is Status.WITH_ASSOCIATE else None),)


def _waiting(enquiry: Enquiry) -> tuple[Step, ...]:
    """Return the step of waiting for other enquiries: none where it never had to wait."""
    if enquiry.moved_on_at:
        return (Step("pending", "Waiting ended", enquiry.moved_on_at),)
    if enquiry.status is Status.PENDING:
        return (Step("pending", "Pending", enquiry.began_at),)
    return (Step("pending", "Pending", None),) if enquiry.waits_for else ()


def next_of(enquiry: Enquiry, body: Body, seen: frozenset[str]) -> Next:
    """Return what happens next to an enquiry and by when, in one sentence in the words of the body; names stay as they are."""
    about = entries_of(enquiry, body)
    route, service = about.route, about.service
    it = "appeal" if enquiry.appeal else "enquiry"
    match enquiry.status:
        case Status.WITH_ASSOCIATE:
            until = approval_deadline(enquiry, body)
            last = last_day(until, body.zone) if until else None
            return Next(
                f"The Associate approves the {it} and sends it on to the awarding body, or rejects it.",
                last,
                "The deadline is not known here",
            )
        case Status.PENDING:
            return Next(waiting_text(enquiry), None, "This may take longer than the usual time")
        case Status.SUBMITTED if enquiry.portal:
            closes_at = approval_deadline(enquiry, body)
            text = f"You make the request in {enquiry.portal.name}. {body.name} does not have it yet."
            return Next(text, last_day(closes_at, body.zone) if closes_at else None, "The last day is not known here")
        case Status.SUBMITTED:
            late_from = deadlines.number_late_from(body, route, enquiry.began_at)
            return Next(f"The {it} is received and given its number.", last_day(late_from, body.zone))
        case Status.RECEIVED:
            by = last_day(deadlines.acknowledgement_late_from(body, route, service, enquiry.began_at), body.zone)
            if enquiry.is_accepted_or_declined:
                return Next(f"The awarding body accepts the {it} or declines it, and says so by e-mail.", by)
            return Next("The acknowledgement letter is issued.", by)
        case Status.ACKNOWLEDGED:
            overdue_from = overdue_from_of(enquiry, body, about)
            if enquiry.portal:
                text = f"The outcome comes in {enquiry.portal.name}. Record it here."
                return Next(text, last_day(overdue_from, body.zone) if overdue_from else None, "No day is promised")
            text = _documents_to_come(enquiry, body, service, seen)
            if enquiry.amended_since_letter:
                text = f"A new {'acceptance' if enquiry.is_accepted_or_declined else 'acknowledgement'} letter is issued, since the {it} was amended. Then: {text[0].lower()}{text[1:]}"
            if enquiry.held:
                text = f"{body.words.said('The question to the centre is answered.')} Then: {text[0].lower()}{text[1:]}"
            return Next(text, last_day(overdue_from, body.zone) if overdue_from else None, "No day is promised")
        case Status.COMPLETED if enquiry.portal:
            return Next("Nothing. The outcome is recorded.")
        case closed:
            return Next(body.words.said(_unreleased(enquiry) or NOTHING_MORE[closed]))


def waiting_text(enquiry: Enquiry) -> str:
    """Return the sentence on a pending enquiry. It does not name the enquiries that it waits for: only the centre sees those, in its list."""
    count = len(enquiry.waits_for)
    return f"Waits until {'another enquiry is' if count == 1 else f'{count} other enquiries are'} finished, then continues automatically."


def _documents_to_come(enquiry: Enquiry, body: Body, service: Service, seen: frozenset[str]) -> str:
    """Return the documents that complete the enquiry and that the reader does not have yet, in a sentence."""
    counts: dict[Document, int] = {}
    for slot, kind, _ in expected_documents(service, enquiry.components):
        if slot not in seen and kind is not Document.ACKNOWLEDGEMENT:
            counts[kind] = counts.get(kind, 0) + 1
    names = [counted_document(kind, count, body) for kind, count in counts.items()] or ["the documents"]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    one = list(counts.values()) == [1]
    return (
        f"{listed[0].upper()}{listed[1:]} {'is' if one else 'are'} issued. That completes the {'appeal' if enquiry.appeal else 'enquiry'}."
    )


def counted_document(kind: Document, count: int, body: Body) -> str:
    """Return a kind of document within a sentence: "the outcome letter", "2 copies of script".

    What is not a copy comes one a component, and a name of the body's own may have no plural: "the digital evidence for 2 components".
    """
    name = body.document_name(kind).split(" (")[0]
    name = name[0].lower() + name[1:]
    if count == 1:
        return f"the {name}"
    return (
        f"{count} copies{name.removeprefix('copy')}"
        if name.startswith("copy")
        else f"the {name} {body.words.said(f'for {count} components')}"
    )


def _unreleased(enquiry: Enquiry) -> str | None:
    """Return what an Associate has still to do with a completed enquiry; None where that is nothing."""
    if enquiry.status is not Status.COMPLETED or set(enquiry.issued) <= enquiry.open_to_centre:
        return None
    return "The Associate releases the documents that the centre cannot see yet."
