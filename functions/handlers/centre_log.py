"""The centre's log of every request to every awarding body: records of payments, views, exports, earlier years, money, finding."""

from __future__ import annotations

from aws_lambda_powertools.event_handler.api_gateway import Router

from functions import wiring
from functions.actions.centre import (
    finding,
    log,
    money,
    past_requests,
)
from functions.domain.centre_desk.earlier import ImportEarlier, PreviewEarlier, ReadSpreadsheet, RemoveEarlier
from functions.domain.centre_desk.exports import ExportLog
from functions.domain.centre_desk.records import MakeNote, RecordStep
from functions.domain.centre_desk.views import SaveViews
from functions.handlers.answers import reply
from functions.handlers.parameters import (
    ActingFor,
    Answer,
    AnySeries,
    Cursor,
    Id,
    Typed,
)
from functions.handlers.sessions import Sessions

router = Router()  # type: ignore[no-untyped-call]
session_for = Sessions(router, wiring.people)


@router.get(
    "/api/find", summary="Find enquiries, candidates and drafts over all series and awarding bodies", tags=["Enquiries"],
    description="Whatever the accents, the apostrophes, the order of the words and the leading zeros.",
)  # fmt: skip
def find(typed: Typed, organisation: ActingFor = None) -> Answer:
    return reply(finding.find(session_for(organisation), typed))


@router.get("/api/log", summary="Every request to every awarding body, with what the centre has recorded of it", tags=["Log"])
def read_log(series: AnySeries = "", after: Cursor = "", organisation: ActingFor = None) -> Answer:
    return reply(log.page(session_for(organisation), series=series, after=after))


@router.post(
    "/api/log/records", summary="Record a payment, or that a candidate was told or their consent chased, of one or more enquiries", tags=["Log"],
    description="What is refused of one does not stop the others. Recording the same again changes nothing but the day.",
)  # fmt: skip
def record_step(request: RecordStep, organisation: ActingFor = None) -> Answer:
    return reply(log.record(session_for(organisation), request))


@router.post("/api/log/export", summary="The log as a spreadsheet (XLSX) or as CSV", tags=["Log"])
def export_log(request: ExportLog, organisation: ActingFor = None) -> Answer:
    return reply(log.export(session_for(organisation), request))


@router.get("/api/log/earlier", summary="Requests of earlier years that the centre brought into its log", tags=["Log"])
def list_earlier(organisation: ActingFor = None) -> Answer:
    return reply(past_requests.rows(session_for(organisation)))


@router.post("/api/log/earlier/preview", summary="How a spreadsheet of earlier requests would come into the log", tags=["Log"])
def preview_earlier(request: PreviewEarlier, organisation: ActingFor = None) -> Answer:
    return reply(past_requests.look(session_for(organisation), request))


@router.post("/api/log/earlier/spreadsheet", summary="A sheet of an Excel file (.xlsx) as text to be previewed", tags=["Log"])
def read_spreadsheet(request: ReadSpreadsheet, organisation: ActingFor = None) -> Answer:
    return reply(past_requests.read_spreadsheet(session_for(organisation), request))


@router.post(
    "/api/log/earlier", summary="Add requests of earlier years to the log", tags=["Log"],
    description="All lines or none. Adding a line again adds nothing.",
)  # fmt: skip
def add_earlier(request: ImportEarlier, organisation: ActingFor = None) -> Answer:
    return reply(past_requests.add(session_for(organisation), request))


@router.post("/api/log/earlier/remove", summary="Take requests of earlier years out of the log", tags=["Log"])
def remove_earlier(request: RemoveEarlier, organisation: ActingFor = None) -> Answer:
    return reply(past_requests.remove(session_for(organisation), request))


@router.put("/api/log/views", summary="Save one’s own views of the log: columns, filters, order", tags=["Log"])
def save_views(request: SaveViews, organisation: ActingFor = None) -> Answer:
    return reply(log.save_views(session_for(organisation), request))


@router.get("/api/money", summary="What is due, paid, open and given back, by awarding body, by who pays and by candidate", tags=["Log"])
def read_money(series: AnySeries = "", organisation: ActingFor = None) -> Answer:
    return reply(money.summary(session_for(organisation), series))


@router.post("/api/money/note", summary="A link to a note to the family about what requests cost (PDF)", tags=["Log"])
def make_note(request: MakeNote) -> Answer:
    return reply(money.note(session_for(), wiring.documents(), wiring.renderer(), request))


@router.get("/api/enquiries/<id>/money", summary="The money for an enquiry, and what the centre has recorded of it", tags=["Log"])
def enquiry_money(id: Id) -> Answer:
    return reply({"money": money.of_enquiry(session_for(), id)})
