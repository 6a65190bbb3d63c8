"""The staff desk: the queue, and an enquiry. For staff of the awarding body.

These are what a page asks for first. Every other route is in a module that is imported with the first request for one of those.
"""

from __future__ import annotations

from collections.abc import Iterable

from aws_lambda_powertools.event_handler.api_gateway import Router

from functions import wiring
from functions.actions.centre import centre_details
from functions.actions.shared.first_visits import note_visit
from functions.actions.staff import attention
from functions.actions.staff import queue as queues
from functions.handlers.answers import entry, reply, resolver
from functions.handlers.parameters import ActingFor, Answer, Code, Cursor, Id, Owner, Typed
from functions.handlers.sessions import Sessions

app = resolver(
    "Results Desk for staff of the awarding body",
    "The queue in order of receipt, letters, marks, scripts, imports. Every call carries the ID token of a member of staff.",
)
session_for = Sessions(app, wiring.staff)


@app.get("/api/staff/me", summary="Who is signed in", tags=["Staff"])
def me() -> Answer:
    session = session_for()
    note_visit(session)
    person = centre_details.person_shown(session.person)
    return reply({"person": person, "now": session.now.isoformat(), "offset_seconds": wiring.settings().desk_offset_seconds})


@app.get("/api/staff/queue", summary="Enquiries in order of receipt", tags=["Queue"])
def queue(
    *,
    stage: Code = "received",
    typed: Typed = "",
    service: Code = "",
    owner: Owner = "",
    after: Cursor = "",
    organisation: ActingFor = None,
) -> Answer:
    return reply(queues.queue(session_for(organisation), stage, queues.Narrowing(typed, service, owner), after))


@app.get("/api/staff/attention", summary="What needs the attention of staff now, counted", tags=["Queue"])
def count_attention(organisation: ActingFor = None) -> Answer:
    return reply(attention.attention(session_for(organisation)))


@app.get("/api/staff/enquiries/<id>", summary="An enquiry as staff see it", tags=["Queue"])
def open_enquiry(id: Id) -> Answer:
    return reply({"enquiry": queues.open_page(session_for(), id)})


@app.others
def others() -> Iterable[Router]:
    from functions.actions.shared.people import STAFF
    from functions.handlers import billing, casework, importing
    from functions.handlers.people import people_routes

    yield casework.router
    yield people_routes("/api/staff", wiring.staff, STAFF)
    yield billing.router
    yield importing.router


handler = entry(app)
