"""Questions, answers and reported errors about an enquiry: who may write them, who reads them, and until when.

S1: the awarding body asks when it has questions. An Associate Centre that finds an error in its acknowledgement tells its
Associate, who reports it to the awarding body within 24 hours of the letter's issue.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from functions.domain.calendar import due
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.documents import Document
from functions.domain.enquiries.amendments import PROPOSED
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.enquiries.statuses import CLOSED, forbidden_step
from functions.domain.errors import Refused, problem
from functions.domain.fields import Request
from functions.domain.people.history import Event, What

HELD_BY_A_QUESTION = "Only a question from the awarding body holds an enquiry, and only until it is completed, cancelled or rejected."
WHO_WRITES_WHAT = (
    "The awarding body asks questions. The centre or its Associate answers them, and reports errors once it has the acknowledgement letter."
)

Text = Annotated[str, Field(title="Message", description="Do not write a candidate’s name: their number is enough.", max_length=2000)]


class WriteMessage(Request):
    """A message about an enquiry."""

    kind: Literal["question", "answer", "error"]
    text: Text
    hold: Annotated[bool, Field(title="Hold the enquiry until it is answered", description="Nothing is issued while it is held.")] = False


MESSAGE_TEXT = {
    "change": "Change to agree to",
    "question": "Question",
    "answer": "Answered",
    "error": "Error reported",
}  # the badge in a list
MESSAGE_EVENTS = {"question": What.ASKED, "answer": What.ANSWERED, "error": What.ERROR_REPORTED}


def audience(enquiry: Enquiry, kind: str, writer: str) -> tuple[str, ...]:
    """Return the ids of the organisations that read a message. A centre's report of an error goes to its Associate, who passes it on."""
    if kind == "error" and enquiry.associate:
        return (enquiry.organisation, enquiry.associate) if writer == enquiry.organisation else (enquiry.associate, enquiry.body)
    return tuple(each for each in (enquiry.body, enquiry.associate, enquiry.organisation) if each)


def messages_awaiting(enquiry: Enquiry, kind: str, writer: str) -> dict[str, str]:
    """Return, by organisation, the kind of message that it must act on after this one is written; lists show it.

    A question waits for those who may answer it, an answer for the awarding body, an error for its readers. The writer has acted,
    and one answer settles the question for everybody. A reported error and a
    change to agree to are not replaced by a later message.
    """
    kept = ((who, what) for who, what in enquiry.addressed.items() if what == PROPOSED or who != writer)
    waits = {who: what for who, what in kept if not (kind == "answer" and what == "question")}
    for reader in audience(enquiry, kind, writer):
        concerned = reader == enquiry.body if kind == "answer" else reader != writer
        if concerned and waits.get(reader) not in {"error", PROPOSED}:
            waits[reader] = kind
    return waits


def is_held_after(enquiry: Enquiry, request: WriteMessage) -> bool:
    """Return whether the enquiry is held after this message: a question may hold it, and the answer ends that."""
    if request.kind == "question" and request.hold:
        return True
    return enquiry.held and request.kind != "answer"


def error_report_deadline(enquiry: Enquiry, body: Body) -> datetime | None:
    """Return until when errors in the acknowledgement must be reported; None before it is issued. It is the length of the free window."""
    letter = enquiry.issued.get(Document.ACKNOWLEDGEMENT.value)
    return due(entries_of(enquiry, body).route.timings.change_window, letter.at, body.zone) if letter else None


def message_event(enquiry: Enquiry, request: WriteMessage, writer: str) -> What:
    """Return the event that the message is in the history. Raise Refused if it cannot be written now.

    The awarding body asks questions and the others answer them. An error can be reported once the writer has the letter. The desk
    also takes late reports and shows their time, for the awarding body decides whether they count.
    """
    if not request.text:
        raise Refused(problem("message_missing", field="text"))
    staff = writer == enquiry.body
    if request.hold and (request.kind != "question" or enquiry.status in CLOSED):
        raise Refused(forbidden_step(enquiry.status_text, "held by this", HELD_BY_A_QUESTION, field="hold"))
    has_letter = Document.ACKNOWLEDGEMENT.value in (enquiry.open_to_centre if writer == enquiry.organisation else enquiry.issued)
    allowed = {"question": staff, "answer": not staff, "error": not staff and has_letter and enquiry.status not in CLOSED}[request.kind]
    if not allowed:
        raise Refused(forbidden_step(enquiry.status_text, "written about in this way", WHO_WRITES_WHAT, field="text"))
    return MESSAGE_EVENTS[request.kind]


def readable_events(events: Sequence[Event], organisation: str) -> list[Event]:
    """Return the events without messages that are not for this organisation."""
    return [event for event in events if not event.among or organisation in event.among]
