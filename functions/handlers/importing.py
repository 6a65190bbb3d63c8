"""Imports and long work on the staff desk: what an import would do, its beginning, and how far it is. For caseworkers and supervisors."""

from __future__ import annotations

from aws_lambda_powertools.event_handler.api_gateway import Router

from functions import wiring
from functions.actions.shared import boundary_imports, imports, jobs
from functions.domain.jobs import EXEMPTIONS, REGISTER
from functions.domain.register.boundaries import ImportBoundaries
from functions.domain.register.imports import Import
from functions.handlers.answers import reply
from functions.handlers.parameters import ActingFor, Answer, Id
from functions.handlers.sessions import Sessions

router = Router()  # type: ignore[no-untyped-call]
session_for = Sessions(router, wiring.staff)
BEGUN = "Nothing is imported while a row is wrong. The import is done as a job, whole or not at all; sent again with its `id` it is the same import."


def _previewed(organisation: str | None, kind: str, request: Import) -> Answer:
    session = session_for(organisation)
    return reply(imports.preview(session, imports.importing_staff(session), kind, request))


def _begun(organisation: str | None, kind: str, request: Import) -> Answer:
    session = session_for(organisation)
    importer = imports.importing_staff(session)
    return reply(imports.begin(session, importer, wiring.worker(), request, kind=kind, system_now=wiring.system_now()))


@router.post("/api/staff/register/preview", summary="What an import of the results register would change", tags=["Imports"])
def preview_register(request: Import, organisation: ActingFor = None) -> Answer:
    return _previewed(organisation, REGISTER, request)


@router.post("/api/staff/exemptions/preview", summary="What an import of exemptions would change", tags=["Imports"])
def preview_exemptions(request: Import, organisation: ActingFor = None) -> Answer:
    return _previewed(organisation, EXEMPTIONS, request)


@router.post("/api/staff/register", summary="Import the results register", description=BEGUN, tags=["Imports"])
def register(request: Import, organisation: ActingFor = None) -> Answer:
    return _begun(organisation, REGISTER, request)


@router.post("/api/staff/exemptions", summary="Import exemptions", description=BEGUN, tags=["Imports"])
def exemptions(request: Import, organisation: ActingFor = None) -> Answer:
    return _begun(organisation, EXEMPTIONS, request)


@router.post("/api/staff/boundaries/preview", summary="What an import of grade boundaries would change", tags=["Imports"])
def preview_boundaries(request: ImportBoundaries, organisation: ActingFor = None) -> Answer:
    session = session_for(organisation)
    return reply(boundary_imports.preview(session, imports.importing_staff(session), request))


@router.post("/api/staff/boundaries", summary="Import grade boundaries", tags=["Imports"])
def import_boundaries(request: ImportBoundaries, organisation: ActingFor = None) -> Answer:
    session = session_for(organisation)
    return reply(boundary_imports.begin(session, imports.importing_staff(session), request))


@router.get("/api/staff/jobs", summary="The latest long work: imports, letters in bulk, whatever else takes long", tags=["Long work"])
def list_jobs(organisation: ActingFor = None) -> Answer:
    return reply(jobs.latest_jobs(session_for(organisation)))


@router.get("/api/staff/jobs/<id>", summary="How far a piece of long work is", tags=["Long work"])
def open_job(id: Id) -> Answer:
    return reply(jobs.open_job(session_for(), id))
