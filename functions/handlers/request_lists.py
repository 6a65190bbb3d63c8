"""Several requests at once, from a spreadsheet. For exams officers and Heads of Centre."""

from __future__ import annotations

from aws_lambda_powertools.event_handler.api_gateway import Router

from functions import wiring
from functions.actions.centre import request_lists
from functions.actions.shared.session import Session
from functions.domain.enquiries.request_lists import CheckList, SubmitList
from functions.handlers.answers import asking, reply
from functions.handlers.parameters import ActingFor, Answer, Id

router = Router()  # type: ignore[no-untyped-call]
BEGUN = (
    "Nothing is submitted while a row is at fault. Then each request goes in by itself, under an id made from that of the list and its row; "
    "sent again with the same `id` it is the same list."
)


def _session(organisation: str | None = None) -> Session:
    return wiring.session(asking(router, wiring.people()), organisation)


@router.post("/api/request-lists/check", summary="What the rows of a spreadsheet ask for, or what is wrong in them", tags=["Many at once"])
def check_list(request: CheckList, organisation: ActingFor = None) -> Answer:
    return reply(request_lists.check(_session(organisation), request))


@router.post("/api/request-lists", summary="Submit the requests of a spreadsheet", description=BEGUN, tags=["Many at once"])
def submit_list(request: SubmitList, organisation: ActingFor = None) -> Answer:
    return reply(request_lists.begin(_session(organisation), wiring.worker_for, request, wiring.system_now()))


@router.get("/api/request-lists", summary="The lists of requests that the centre submitted last", tags=["Many at once"])
def latest_lists(organisation: ActingFor = None) -> Answer:
    return reply(request_lists.latest(_session(organisation)))


@router.get("/api/request-lists/<id>", summary="What became of each row of a list", tags=["Many at once"])
def open_list(id: Id) -> Answer:
    return reply(request_lists.result(_session(), id))


@router.get("/api/request-list-template", summary="A file with the headings to fill in", tags=["Many at once"])
def list_template(organisation: ActingFor = None) -> Answer:
    return reply(request_lists.template(_session(organisation)))
