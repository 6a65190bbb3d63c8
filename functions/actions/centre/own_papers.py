"""Papers in the centre's own name: listed, shown, made as files; the form of requests for one of its candidates."""

from __future__ import annotations

from typing import Any, NamedTuple

from functions.actions.centre.candidate_pages import candidate_page
from functions.actions.centre.logo import logo_on_papers
from functions.actions.shared.document_links import Link, link_to
from functions.actions.shared.session import Session
from functions.adapters.centre_records import read_terms
from functions.adapters.documents import paper_file
from functions.adapters.files import Files
from functions.adapters.organisations import read_organisation
from functions.adapters.renderer import Renderer
from functions.domain.calendar import local_day
from functions.domain.catalogue.bodies import Body
from functions.domain.centre_desk.own_papers import (
    FORM,
    MakePaper,
    ShowPaper,
    candidate_of,
    filled_form,
    letterhead_of,
    own_paper,
    own_shelves,
    shelf_page,
)
from functions.domain.centre_desk.terms import CentreTerms
from functions.domain.errors import NotFound
from functions.domain.papers.as_data import as_data
from functions.domain.papers.parts import Letterhead, Paper
from functions.domain.papers.shelf import Shelf
from functions.domain.people.permissions import Act


class _Own(NamedTuple):
    """What a centre's papers are made from: its awarding bodies, its terms, its name."""

    bodies: list[Body]
    terms: CentreTerms
    centre: Letterhead


def list_all(session: Session) -> list[dict[str, Any]]:
    """Return every paper that there is in the centre's own name, by series. Two calls."""
    return shelf_page(_shelves(session, _own(session)))


def show(session: Session, files: Files, request: ShowPaper) -> dict[str, Any]:
    """Return what stands in a paper. Raise NotFound for one that there is not, and for a candidate whom the register does not have."""
    return as_data(_paper(session, files, request))


def make(session: Session, files: Files, renderer: Renderer, request: MakePaper) -> Link:
    """Return a link to the file of a paper. Raise NotFound as `show` does, and for a format that the paper does not come in."""
    from functions.documents.paper_orders import CONTENT_TYPE, PaperOrder

    paper = _paper(session, files, request)
    if request.format not in paper.formats:
        raise NotFound
    order = PaperOrder.of(paper, request.format)
    key = paper_file(order, request.format)
    renderer.render(order, key)
    return link_to(files, key, f"{paper.id}.{request.format}", content_type=CONTENT_TYPE[request.format])


def _paper(session: Session, files: Files, request: ShowPaper) -> Paper:
    own = _own(session, files)
    if not request.candidate:
        return own_paper(_shelves(session, own), request.paper)
    series = request.paper.removeprefix(FORM)
    if series == request.paper:
        raise NotFound
    candidate = candidate_of(candidate_page(session, request.body, series, request.candidate), request)
    return filled_form(own.bodies, series, own.terms, own.centre, candidate)


def _own(session: Session, files: Files | None = None) -> _Own:
    """Return what the papers are made from, with the logo only where there are `files` to read it from: a list of papers shows none."""
    member = session.acting_for(Act.READ)
    organisation, terms = read_organisation(session.table, member.organisation), read_terms(session.table, member.organisation)
    bodies = {id: session.bodies[id] for id in session.bodies if id in organisation.centres}
    logo = logo_on_papers(session, organisation, files) if files else None
    return _Own(sorted(bodies.values(), key=lambda each: each.name), terms, letterhead_of(organisation, bodies, terms, logo))


def _shelves(session: Session, own: _Own) -> list[Shelf]:
    zone = own.bodies[0].zone if own.bodies else "UTC"
    return own_shelves(own.bodies, local_day(session.now, zone), own.terms, own.centre)
