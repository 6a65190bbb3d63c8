"""What a centre has of its own: its dates and charges, its calendar, its logo, its papers."""

from __future__ import annotations

from aws_lambda_powertools.event_handler.api_gateway import Router

from functions import wiring
from functions.actions.centre import calendar_address, logo, own_papers, own_terms
from functions.domain.centre_desk.logos import AnnounceLogo, DescribeLogo, RemoveLogo
from functions.domain.centre_desk.own_papers import MakePaper, ShowPaper
from functions.domain.centre_desk.terms import SaveTerms
from functions.handlers.answers import reply
from functions.handlers.parameters import ActingFor, Answer, Name
from functions.handlers.sessions import Sessions

router = Router()  # type: ignore[no-untyped-call]
session_for = Sessions(router, wiring.people)


@router.get("/api/terms", summary="Own dates and charges, beside those of the awarding bodies", tags=["You"])
def terms(awarding_body: Name = "", organisation: ActingFor = None) -> Answer:
    return reply({"terms": own_terms.own_terms(session_for(organisation), awarding_body)})


@router.put("/api/terms", summary="Save own dates and charges for an awarding body and a series", tags=["You"])
def save_terms(request: SaveTerms, organisation: ActingFor = None) -> Answer:
    return reply({"terms": own_terms.save(session_for(organisation), request)})


@router.get("/api/calendar", summary="Whether the centre’s own calendar has an address", tags=["You"])
def calendar_address_given(organisation: ActingFor = None) -> Answer:
    return reply({"calendar": calendar_address.address(session_for(organisation))})


@router.post(
    "/api/calendar", summary="Give the centre’s own calendar an address, or another", tags=["You"],
    description="The address is in the answer, for this once. One that was given out before works no longer.",
)  # fmt: skip
def renew_calendar_address(organisation: ActingFor = None) -> Answer:
    return reply({"calendar": calendar_address.renew(session_for(organisation), wiring.settings().site_url)})


@router.post("/api/calendar/stop", summary="End the address of the centre’s own calendar", tags=["You"])
def stop_calendar_address(organisation: ActingFor = None) -> Answer:
    return reply({"calendar": calendar_address.stop(session_for(organisation))})


@router.get("/api/logo", summary="The logo on the centre’s papers", tags=["Papers"])
def show_logo(organisation: ActingFor = None) -> Answer:
    return reply({"logo": logo.show(session_for(organisation), wiring.documents())})


@router.post(
    "/api/logo", summary="Announce a logo, a PNG or a JPEG", tags=["Papers"],
    description="The answer is a form to post the file with. Once it was checked it is in use, in place of the one before.",
)  # fmt: skip
def announce_logo(request: AnnounceLogo, organisation: ActingFor = None) -> Answer:
    return reply(logo.announce(session_for(organisation), wiring.incoming(), request, wiring.system_now()))


@router.put("/api/logo", summary="Say what is read out in place of the logo", tags=["Papers"])
def describe_logo(request: DescribeLogo, organisation: ActingFor = None) -> Answer:
    return reply({"logo": logo.describe(session_for(organisation), wiring.documents(), request)})


@router.post("/api/logo/remove", summary="Remove the logo", tags=["Papers"])
def remove_logo(request: RemoveLogo, organisation: ActingFor = None) -> Answer:
    return reply({"logo": logo.remove(session_for(organisation), wiring.documents(), request)})


@router.get("/api/papers", summary="Every paper that there is in the centre’s own name", tags=["Papers"])
def list_papers(organisation: ActingFor = None) -> Answer:
    return reply({"shelves": own_papers.list_all(session_for(organisation))})


@router.post("/api/papers/page", summary="What stands in a paper in the centre’s own name, blank or for a candidate", tags=["Papers"])
def show_paper(request: ShowPaper, organisation: ActingFor = None) -> Answer:
    return reply({"paper": own_papers.show(session_for(organisation), wiring.documents(), request)})


@router.post("/api/papers/file", summary="A link to a paper in the centre’s own name (PDF, XLSX or DOCX)", tags=["Papers"])
def make_paper(request: MakePaper, organisation: ActingFor = None) -> Answer:
    return reply(own_papers.make(session_for(organisation), wiring.documents(), wiring.renderer(), request))
