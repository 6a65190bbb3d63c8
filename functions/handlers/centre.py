"""The centre's desk: who asks, what needs attention, its enquiries. For exams officers and Heads of Centre.

These are what a page asks for first. Every other route is in a module that is imported with the first request for one of those.
"""

from __future__ import annotations

from collections.abc import Iterable

from aws_lambda_powertools.event_handler.api_gateway import Router

from functions import wiring
from functions.actions.centre import centre_details, enquiries
from functions.actions.centre.series import series_open
from functions.domain.people.permissions import Act
from functions.handlers.answers import entry, reply, resolver
from functions.handlers.parameters import ActingFor, Answer, AnyBody, AnySeries, Code, Cursor, Direction, Id, Typed
from functions.handlers.sessions import Sessions

app = resolver(
    "Results Desk for centres",
    "Enquiries about results, from draft to outcome letter. Every call carries the ID token of somebody who belongs to the centre. "
    'A refusal is always {"errors": [{code, message, field, rule, source}]}; what is not yours looks like what does not exist.',
)
session_for = Sessions(app, wiring.people)


@app.get("/api/me", summary="Who is signed in, and for which centre", tags=["You"])
def me(organisation: ActingFor = None) -> Answer:
    return reply(centre_details.who_am_i(session_for(organisation), Act.READ, wiring.settings().desk_offset_seconds))


@app.get("/api/series", summary="Series with services, deadlines and days remaining", tags=["You"])
def series() -> Answer:
    return reply({"series": series_open(session_for())})


@app.get("/api/attention", summary="What needs the centre’s attention now, over all series", tags=["Enquiries"])
def attention(organisation: ActingFor = None) -> Answer:
    return reply(enquiries.attention(session_for(organisation)))


@app.get("/api/enquiries", summary="Find enquiries", tags=["Enquiries"])
def list_enquiries(
    *, series: AnySeries = "", status: Code = "", service: Code = "", typed: Typed = "", awarding_body: AnyBody = "", order: Direction = "newest",
    after: Cursor = "", organisation: ActingFor = None,
) -> Answer:  # fmt: skip
    found = enquiries.listing(
        session_for(organisation),
        series=series,
        body=awarding_body,
        status=status,
        service=service,
        wanted=typed,
        after=after,
        oldest_first=order == "oldest",
    )
    return reply(found)


@app.get("/api/extensions", summary="What the awarding body extended enquiries to", tags=["Enquiries"])
def list_extensions(series: AnySeries = "", awarding_body: AnyBody = "", after: Cursor = "", organisation: ActingFor = None) -> Answer:
    return reply(enquiries.extensions(session_for(organisation), series=series, body=awarding_body, after=after))


@app.get("/api/enquiries/<id>", summary="An enquiry: status, promised date, documents, history", tags=["Enquiries"])
def open_enquiry(id: Id) -> Answer:
    return reply({"enquiry": enquiries.open_page(session_for(), id)})


@app.others
def others() -> Iterable[Router]:
    from functions.actions.shared.people import CENTRE
    from functions.handlers import centre_consents, centre_log, centre_own, centre_requests, own_results, request_lists
    from functions.handlers.people import people_routes

    yield centre_requests.router
    yield people_routes("/api", wiring.people, CENTRE, drafts=True)
    yield own_results.router
    yield centre_consents.router
    yield centre_log.router
    yield centre_own.router
    yield request_lists.router


handler = entry(app)
