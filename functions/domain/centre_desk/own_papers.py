"""Papers in a centre's own name: with its name and contact, its own last days and charges, and a form filled in for a candidate (TX-01, TX-02)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from functions.domain.catalogue.bodies import Body
from functions.domain.centre_desk.terms import CentreTerms
from functions.domain.errors import NotFound
from functions.domain.fields import Code, CodeOrNothing, Request
from functions.domain.papers.own_terms import Candidate, Entry, from_centre
from functions.domain.papers.parts import Format, Letterhead, Logo, Paper
from functions.domain.papers.request_form import request_form
from functions.domain.papers.shelf import Shelf, shelves
from functions.domain.people.people import Organisation

FORM = "request-consent-payment-"  # the paper that is filled in for a candidate; its series follows


class ShowPaper(Request):
    """A paper to look at; with `candidate`, the form filled in for that candidate of an awarding body.

    With `service`, `syllabus` and `components` it has that request in it, as it was chosen elsewhere at the desk.
    """

    paper: Annotated[str, Field(pattern="^[0-9a-z-]{1,60}$")]
    body: Annotated[str, Field(max_length=40)] = ""
    candidate: CodeOrNothing = ""
    service: CodeOrNothing = ""
    syllabus: CodeOrNothing = ""
    components: Annotated[tuple[Code, ...], Field(max_length=20)] = ()


class MakePaper(ShowPaper):
    """A paper to have as a file."""

    format: Format


def letterhead_of(organisation: Organisation, bodies: Mapping[str, Body], terms: CentreTerms, logo: Logo | None = None) -> Letterhead:
    """Return what stands at the head of a centre's papers. Each of its numbers comes once: many bodies use the same."""
    numbers = sorted({number for body, number in organisation.centres.items() if body in bodies})
    hours = f"Open: {terms.opening_hours}" if terms.opening_hours else ""
    return Letterhead(organisation.name, ", ".join(numbers), tuple(filter(None, (" ".join(terms.contact.split()), hours))), logo)


def own_shelves(bodies: Sequence[Body], today: date, terms: CentreTerms, centre: Letterhead) -> list[Shelf]:
    """Return the papers of a centre about its awarding bodies, the latest series first."""
    return shelves(bodies, today, terms, centre)


def own_paper(found: Sequence[Shelf], id: str) -> Paper:
    """Return one of the papers. Raise NotFound where there is none of this name."""
    paper = next((each for shelf in found for each in shelf.papers if each.id == id), None)
    if paper is None:
        raise NotFound
    return paper


def filled_form(bodies: Sequence[Body], series: str, terms: CentreTerms, centre: Letterhead, candidate: Candidate) -> Paper:
    """Return the form of a series with the candidate and what can be asked about. Raise NotFound for a series that no body has."""
    offered = [(each, of) for each in bodies if (of := each.series_of(series))]
    if not offered:
        raise NotFound
    return from_centre(request_form(offered, terms, centre, candidate), centre)


def candidate_of(page: Mapping[str, Any], request: ShowPaper) -> Candidate:
    """Return the candidate of a page over all awarding bodies, with the entries in the series of the page and the grades that stand now.

    Where the request names a service, the entry is the one that is asked about. Raise NotFound for one that the candidate does not have.
    """
    if request.service:
        return Candidate(page["candidate"]["number"], page["candidate"]["name"], (_entry_asked(page, request),))
    places = [page, *(each for each in page["elsewhere"] if each["series"]["id"] == page["series"]["id"])]
    entries = tuple(
        Entry(place["body"]["name"], _subject(each), each["current_grade"] or "") for place in places for each in place["entries"]
    )
    return Candidate(page["candidate"]["number"], page["candidate"]["name"], entries)


def _entry_asked(page: Mapping[str, Any], request: ShowPaper) -> Entry:
    """Return the entry that is asked about; a component that the candidate did not take is left to be written in."""
    entry = next((each for each in page["entries"] if each["syllabus"]["code"] == request.syllabus), None)
    if entry is None:
        raise NotFound
    asked = [each for each in entry["components"] if each["code"] in request.components]
    units = ", ".join(" ".join(filter(None, (each["code"], each["title"]))) for each in asked)
    return Entry(page["body"]["name"], _subject(entry), entry["current_grade"] or "", entry["qualification"], units, request.service)


def _subject(entry: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (entry["qualification"], entry["syllabus"]["code"], entry["syllabus"]["name"])))


def shelf_page(found: Sequence[Shelf]) -> list[dict[str, Any]]:
    """Return the papers as the desk lists them."""
    return [
        {
            "series": shelf.series, "title": shelf.title,
            "papers": [
                {"id": each.id, "title": each.title, "lead": each.lead, "edition": each.edition, "formats": list(each.formats)}
                for each in shelf.papers
            ],
        }
        for shelf in found
    ]  # fmt: skip
