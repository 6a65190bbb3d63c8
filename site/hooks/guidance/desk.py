"""What every generator is given, the catalogue and desk time, and the HTML in which facts are shown with their sources."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from html import escape

from functions.domain.calendar import spoken_day
from functions.domain.calendar_events import PublishedDays
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.catalogues import Catalogue
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.services import Part, Service
from functions.domain.catalogue.sources import TRUST_TEXT, Basis, Trust
from guidance.steps import Guides

ROUTE = "standard"


@dataclass(frozen=True)
class Desk:
    """The catalogue at a moment of desk time.

    The guidance is that of one awarding body (`extra.guidance_of` in mkdocs.yml) and of one of its routes at a time: the standard
    route, unless `on` chose another.
    """

    catalogue: Catalogue
    body_id: str
    now: datetime
    offset_seconds: int = 0
    guides: Guides = field(default_factory=Guides)
    route_id: str = ROUTE
    guidance_of: str = ""  # the body that the guidance written by hand is about; empty: the first `body_id`
    published_days: PublishedDays = field(default_factory=dict)
    type_id: str = ""  # the type of qualification whose figures count; empty: what is said of all

    def __post_init__(self) -> None:
        object.__setattr__(self, "guidance_of", self.guidance_of or self.body_id)

    @cached_property
    def body(self) -> Body:
        whole = self.catalogue.bodies[self.body_id]
        return whole.of_type(self.type_id) if self.type_id else whole

    @cached_property
    def route(self) -> Route:
        route = self.body.route(self.route_id)
        if route is None:
            raise KeyError(f"{self.body_id} has no route {self.route_id}")
        return route

    def on(self, route: str) -> Desk:
        """Return the desk on another route."""
        return replace(self, route_id=route)

    def of(self, body: str) -> Desk:
        """Return the desk of another awarding body, on that body's first route."""
        return replace(self, body_id=body, type_id="", route_id=self.catalogue.bodies[body].routes[0].id)

    def of_type(self, type: str) -> Desk:
        """Return the desk with the figures and the days of a type of qualification."""
        return replace(self, type_id=type)

    @property
    def all(self) -> list[Desk]:
        """The desks of all awarding bodies, in the order of their names."""
        return [self.of(each.id) for each in sorted(self.catalogue.bodies.values(), key=lambda body: body.name)]

    @property
    def routes(self) -> list[Desk]:
        """The desks of all routes of the awarding body."""
        return [self.on(each.id) for each in self.body.routes]


def published_series(desk: Desk) -> tuple[Series, ...]:
    """Return the awarding body's own series: those invented for the practice desk are left out of every public page."""
    return tuple(each for each in desk.body.series if not each.practice)


def series_of(desk: Desk) -> tuple[Series, ...]:
    """Return the awarding body's own series of the desk's route."""
    return tuple(each for each in published_series(desk) if desk.route in desk.body.routes_of(each))


def trust_label(trust: Trust) -> str:
    """Return how far to trust a fact, for the place beside it. Nothing is shown beside what is published, since most facts are."""
    if trust is Trust.PUBLISHED:
        return ""
    return f'<span class="trust trust--{trust.value}">{escape(TRUST_TEXT[trust])}</span>'


def trust_of(body: Body, basis: Basis) -> Trust:
    """Return how far to trust the source of a fact."""
    return body.sources[basis.source].trust


def source_line(body: Body, basis: Basis, element: str = "p", *, of: str = "") -> str:
    """Return the line under a fact: its source, the day it was checked, how far to trust it, and the editor's note.

    `of`, in HTML, says first whose the source is or what rests on it, where several stand together.
    """
    source = body.sources[basis.source]
    label = trust_label(source.trust)
    citation = f"{linked(source.title, source.url)} ({escape(source.publisher)}), checked {spoken_day(basis.checked)}."
    note = f" {escape(basis.note)}" if basis.note else ""
    return f'<{element} class="source">{of + ": " if of else ""}{label + " " if label else ""}{citation}{note}</{element}>'


def linked(title: str, url: str | None) -> str:
    """Return a title, as a link if it has an address."""
    return f'<a href="{escape(url)}">{escape(title)}</a>' if url else escape(title)


def address(url: str) -> str:
    """Return an address as a link that can be read on paper too: without https://."""
    return f'<a href="{escape(url)}">{escape(url.removeprefix("https://"))}</a>'


def part_label(desk: Desk, service: Service, part: Part) -> str:
    """Return how far to trust a part of a service that does not rest on the same basis as the service; else nothing."""
    basis = service.basis_of(part)
    return "" if basis == service.basis else trust_label(trust_of(desk.body, basis))


def mailto(address: str) -> str:
    """Return an e-mail address as a link."""
    return f'<a href="mailto:{escape(address)}">{escape(address)}</a>'


def written_to(body: Body) -> str:
    """Return whom to write to, as it completes a sentence: the address as a link, or the name where no address is known here."""
    return mailto(body.contact.email) if body.contact.email else escape(body.contact.name)


def whom_to_ask(body: Body) -> str:
    """Return whom to write to, as a sentence's end: the name and the address, or where it stands, which links to the body's own page."""
    name, find = body.contact.name, body.contact.find
    if body.contact.email:
        return f"{escape(name)}, {written_to(body)}."
    found = linked(find, body.links[0].url if body.links else None) if find else ""
    return f"{written_to(body)}. {found}".strip()


def listed(items: list[str] | tuple[str, ...], css: str = "") -> str:
    """Return the items as a list. They are HTML already."""
    attribute = f' class="{css}"' if css else ""
    return f"<ul{attribute}>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def fact_table(body: Body, label: str, head: list[str], rows: list[tuple[list[str], Basis]], css: str = "table") -> str:
    """Return facts as rows, each with its basis.

    A basis that most rows share is shown once below the table, and the other rows have theirs in their second cell. If there is no
    such basis, each row has its own in a column.
    """
    often = Counter(basis for _, basis in rows).most_common(1)
    if often and often[0][1] * 2 > len(rows):
        shared = often[0][0]
        lines = [cells if basis == shared else [cells[0], cells[1] + source_line(body, basis, "span"), *cells[2:]] for cells, basis in rows]
        return table(label, head, lines, css, below=source_line(body, shared))
    return table(label, [*head, "Source"], [[*cells, source_line(body, basis, "span")] for cells, basis in rows], css)


def table(
    label: str, head: list[str], rows: list[list[str]], css: str = "table", below: str = "", *, attributes: list[str] | None = None
) -> str:
    """Return a table whose rows turn into cards on a narrow screen. The first cell of a row names the row; cells are HTML already.

    `attributes` are those of the rows, for a script that filters them.
    """
    headings = " ".join(f'<th scope="col">{escape(each)}</th>' for each in head)  # with spaces, so that the search does not join words
    lines = "".join(
        f'<tr{own}><th scope="row">{first}</th> ' + " ".join(_cell(name, cell) for name, cell in zip(head[1:], rest, strict=True)) + "</tr>"
        for own, (first, *rest) in zip(attributes or [""] * len(rows), rows, strict=True)
    )
    return (
        f'<div class="table-scroll" role="region" aria-label="{escape(label)}" tabindex="0"><table class="{css}">'
        f"<thead><tr>{headings}</tr></thead><tbody>{lines}</tbody></table></div>{below}"
    )


def _cell(heading: str, content: str) -> str:
    """Return a cell with its heading for the card. An empty cell stays empty, so that the card leaves it out."""
    return f'<td data-label="{escape(heading)}"><div>{content}</div></td>' if content else "<td></td>"


def named(title: str, name: str) -> str:
    """Return the heading of a row: the title, such as 'Service 2', and the name in a quieter style."""
    return f'{escape(title)} <span class="name">{escape(name)}</span>' if name else escape(title)
