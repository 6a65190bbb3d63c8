"""Results that a centre imports itself, of awarding bodies with portals of their own. For its exams officers."""

from __future__ import annotations

from aws_lambda_powertools.event_handler.api_gateway import Router

from functions import wiring
from functions.actions.shared import boundary_imports, imports, jobs
from functions.domain.jobs import REGISTER
from functions.domain.register.boundaries import ImportBoundaries
from functions.domain.register.imports import Import
from functions.handlers.answers import reply
from functions.handlers.parameters import ActingFor, Answer, Id
from functions.handlers.sessions import Sessions

router = Router()  # type: ignore[no-untyped-call]
session_for = Sessions(router, wiring.people)
OWN_ROWS = "Only rows of the centre's own candidates are taken. Nothing is imported while a row is wrong; sent again with its `id` it is the same import."


@router.post("/api/results/preview", summary="What an import of the centre's results would change", tags=["Results"])
def preview_results(request: Import, organisation: ActingFor = None) -> Answer:
    session = session_for(organisation)
    return reply(imports.preview(session, imports.importing_centre(session, request.body), REGISTER, request))


@router.post("/api/results", summary="Import the centre's results", description=OWN_ROWS, tags=["Results"])
def import_results(request: Import, organisation: ActingFor = None) -> Answer:
    session = session_for(organisation)
    importer = imports.importing_centre(session, request.body)
    return reply(imports.begin(session, importer, wiring.worker(), request, kind=REGISTER, system_now=wiring.system_now()))


@router.post("/api/boundaries/preview", summary="What an import of grade boundaries would change", tags=["Results"])
def preview_boundaries(request: ImportBoundaries, organisation: ActingFor = None) -> Answer:
    session = session_for(organisation)
    return reply(boundary_imports.preview(session, imports.importing_centre(session, request.body), request))


@router.post("/api/boundaries", summary="Import grade boundaries, for the centre itself", tags=["Results"])
def import_boundaries(request: ImportBoundaries, organisation: ActingFor = None) -> Answer:
    session = session_for(organisation)
    return reply(boundary_imports.begin(session, imports.importing_centre(session, request.body), request))


@router.get("/api/jobs", summary="The centre's latest imports", tags=["Results"])
def list_jobs(organisation: ActingFor = None) -> Answer:
    return reply(jobs.latest_imports(session_for(organisation)))


@router.get("/api/jobs/<id>", summary="How far an import is", tags=["Results"])
def open_job(id: Id) -> Answer:
    return reply(jobs.open_job(session_for(), id))
