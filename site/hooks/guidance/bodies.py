"""The list of the awarding bodies: what is open, where requests go, and their own pages."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from functions.domain.calendar import spoken_day
from guidance.deadlines import chip
from guidance.desk import Desk, address, linked, listed, table
from guidance.windows import State, Window, windows_of


class Handling(NamedTuple):
    """Where requests to an awarding body go: to its staff on this desk, or into a portal of its own."""

    here: bool
    portal: str = ""
    url: str = ""

    @property
    def text(self) -> str:
        return "Handled on this desk" if self.here else f"In its own portal{f', {self.portal}' if self.portal else ''}"


class Link(NamedTuple):
    title: str
    url: str


def handling(desk: Desk) -> Handling:
    """Return where requests to the body go. A body says which in its file."""
    portal = desk.body.portal
    return Handling(str(desk.body.handled) == "here", portal.name if portal else "", (portal.url or "") if portal else "")


def links(desk: Desk) -> list[Link]:
    """TX-05: return the body's own pages on results and what follows, each address once: its links, its portal, its papers, its sources."""
    body, where = desk.body, handling(desk)
    own = [Link(each.title, each.url) for each in body.links]
    portal = [Link(where.portal or "Its portal", where.url)] if where.url else []
    cited = [Link(each.title, each.url) for each in (*body.papers.values(), *body.sources.values()) if each.url]
    return list({each.url: each for each in reversed([*own, *portal, *cited])}.values())[::-1]


def guided(desk: Desk) -> bool:
    """Return whether the guidance written by hand is about this body."""
    return desk.body_id == desk.guidance_of


def current(desk: Desk) -> list[Window]:
    """Return what is open, what closes first before the others; if nothing is, what opens next."""
    found = windows_of(desk)
    now = [each for each in found if each.state in {State.OPEN, State.OPEN_UNDATED}]
    return now or [each for each in found if each.state is State.LATER][:1]


def bodies_table(desk: Desk) -> str:
    """Return every awarding body with what is open, where its requests go, and its own pages on results (TX-05)."""
    rows = [
        [
            f'<a href="{each.body.id}/">{escape(each.body.name)}</a>',
            _open_lines(each),
            _handled(each),
            listed([linked(link.title, link.url) for link in links(each)], "plain") if links(each) else "Not known here.",
        ]
        for each in desk.all
    ]
    return table("Awarding bodies", ["Awarding body", "What is open", "Where requests go", "Its own pages"], rows, "table table--bodies")


def _open_lines(desk: Desk) -> str:
    """Return a line for each series that is open: until when the first of its services can be asked for."""
    found = current(desk)
    if not found:
        return "Nothing is open."
    first = {each.series.id: each for each in reversed(found)}.values()
    return listed(
        [f"{escape(each.series.title)}{_until(each)} {chip(each.desk, each.series, each.services[0].code)}" for each in reversed(first)],
        "plain",
    )


def _until(window: Window) -> str:
    return f", until {spoken_day(window.closes_on)}" if window.closes_on else ""


def _handled(desk: Desk) -> str:
    where = handling(desk)
    return (
        escape(where.text) if where.here or not where.url else f"In its own portal: {linked(where.portal or address(where.url), where.url)}"
    )
