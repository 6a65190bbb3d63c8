"""Candidates' consents as their centre keeps them: who has given it, recording it, links to candidates. For the centre's desk."""

from __future__ import annotations

from aws_lambda_powertools.event_handler.api_gateway import Router

from functions import wiring
from functions.actions.centre import (
    consent_links,
    consents,
)
from functions.domain.consent.links import RevokeLink, SendLinks
from functions.domain.consent.recording import AnnounceScan, AskedFor, RecordConsents
from functions.handlers.answers import reply
from functions.handlers.parameters import (
    ActingFor,
    Answer,
    Fingerprint,
    Name,
    Series,
)
from functions.handlers.sessions import Sessions

router = Router()  # type: ignore[no-untyped-call]
session_for = Sessions(router, wiring.people)


@router.get("/api/consents", summary="Candidates' consents in a series", tags=["Consents"])
def list_consents(series: Series, awarding_body: Name = "", organisation: ActingFor = None) -> Answer:
    return reply(consents.listing(session_for(organisation), awarding_body, series))


@router.post("/api/consents/candidates", summary="The candidates of a syllabus, with how far consent to a service is", tags=["Consents"])
def consents_of_candidates(request: AskedFor, organisation: ActingFor = None) -> Answer:
    return reply(consents.candidates(session_for(organisation), request))


@router.post(
    "/api/consents/record", summary="Record consent that was given on paper or by e-mail", tags=["Consents"],
    description="Recording it again replaces what was recorded; sending it twice is sending it once.",
)  # fmt: skip
def record_consents(request: RecordConsents, organisation: ActingFor = None) -> Answer:
    return reply(consents.record(session_for(organisation), request))


@router.post("/api/consents/withdraw", summary="Record that candidates took their consent back", tags=["Consents"])
def withdraw_consents(request: RecordConsents, organisation: ActingFor = None) -> Answer:
    return reply(consents.withdraw(session_for(organisation), request))


@router.post(
    "/api/consents/links", summary="Ask candidates for their consent, each with a link", tags=["Consents"],
    description="By e-mail, or as QR codes for a sheet, which are in the answer for this once. Another link to a candidate ends the one before.",
)  # fmt: skip
def send_links(request: SendLinks, organisation: ActingFor = None) -> Answer:
    return reply(consent_links.send_links(session_for(organisation), request, wiring.settings().site_url, wiring.system_now()))


@router.post("/api/consents/links/revoke", summary="End the link of a candidate", tags=["Consents"])
def revoke_link(request: RevokeLink, organisation: ActingFor = None) -> Answer:
    return reply(consent_links.revoke(session_for(organisation), request))


@router.post(
    "/api/consents/scans", summary="Announce a file that shows consent", description="The answer is a form to post the file with.",
    tags=["Consents"],
)  # fmt: skip
def announce_scan(request: AnnounceScan, organisation: ActingFor = None) -> Answer:
    return reply(consents.announce_scan(session_for(organisation), wiring.incoming(), request, wiring.system_now()))


@router.post("/api/consents/scans/<fingerprint>/link", summary="A link to a file that shows consent", tags=["Consents"])
def open_scan(fingerprint: Fingerprint, organisation: ActingFor = None) -> Answer:
    return reply(consents.scan_link(session_for(organisation), wiring.documents(), fingerprint))
