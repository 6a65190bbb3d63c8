"""Several requests at once, from a spreadsheet. For exams officers and Heads of Centre."""

from __future__ import annotations

from aws_lambda_powertools.event_handler.api_gateway import Router

from functions import wiring
from functions.actions.centre import request_lists
from functions.domain.enquiries.request_lists import CheckList, SubmitList
from functions.handlers.answers import reply
from functions.handlers.parameters import ActingFor, Answer, Id
from functions.handlers.sessions import Sessions

router = Router()  # type: ignore[no-untyped-call]
session_for = Sessions(router, wiring.people)
BEGUN = (
    "Nothing is submitted while a row is at fault. Then each request goes in by itself, under an id made from that of the list and its row; "
    "sent again with the same `id` it is the same list."
)


@router.post("/api/request-lists/check", summary="What the rows of a spreadsheet ask for, or what is wrong in them", tags=["Many at once"])
def check_list(request: CheckList, organisation: ActingFor = None) -> Answer:
    return reply(request_lists.check(session_for(organisation), request))


@router.post("/api/request-lists", summary="Submit the requests of a spreadsheet", description=BEGUN, tags=["Many at once"])
def submit_list(request: SubmitList, organisation: ActingFor = None) -> Answer:
    return reply(request_lists.begin(session_for(organisation), wiring.worker_for, request, wiring.system_now()))


@router.get("/api/request-lists", summary="The lists of requests that the centre submitted last", tags=["Many at once"])
def latest_lists(organisation: ActingFor = None) -> Answer:
    return reply(request_lists.latest(session_for(organisation)))


@router.get("/api/request-lists/<id>", summary="What became of each row of a list", tags=["Many at once"])
def open_list(id: Id) -> Answer:
    return reply(request_lists.result(session_for(), id))


@router.get("/api/request-list-template", summary="A file with the headings to fill in", tags=["Many at once"])
def list_template(organisation: ActingFor = None) -> Answer:
    return reply(request_lists.template(session_for(organisation)))
