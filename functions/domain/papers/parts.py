"""What a paper is made of: parts that can be printed, written into a spreadsheet or a Word file, and shown as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.sources import Basis, Trust

MOST_WIDE, MOST_HIGH = 55, 20  # of a logo, in millimetres
LARGEST_POINT = 0.3  # of a logo, in millimetres: some 85 to an inch
MARK = {Trust.REPORTED: "reported", Trust.OURS: "ours", Trust.DEMONSTRATION: "made up"}


class Format(StrEnum):
    """A file that a paper can be had as."""

    PDF = "pdf"
    SPREADSHEET = "xlsx"
    WORD = "docx"


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Notice:
    """A sentence that must not be overlooked."""

    title: str
    text: str


@dataclass(frozen=True)
class Column:
    """A column of a table. `share` is its part of the width; `to_fill` whether people write in it."""

    title: str
    share: int = 1
    to_fill: bool = False
    is_date: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of text, as long as the columns; `blank` rows more to write in. `name` is what the table has."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    blank: int = 0


@dataclass(frozen=True)
class Task:
    """Something to do and to tick off. `when` is a day or a time in words, empty where there is none."""

    text: str
    when: str = ""


@dataclass(frozen=True)
class Tasks:
    name: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Field:
    """Something to fill in; `value` is what is known already. Empty lines to write on, `lines` of them."""

    label: str
    value: str = ""
    lines: int = 1


@dataclass(frozen=True)
class Fields:
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Choice:
    """Boxes to tick, of which one is chosen, or several."""

    label: str
    options: tuple[str, ...]
    several: bool = False


@dataclass(frozen=True)
class Signature:
    """A line for a signature, with the day; `who` signs."""

    who: str


Part = Heading | Paragraph | Notice | Table | Tasks | Fields | Choice | Signature


@dataclass(frozen=True)
class OwnPage:
    """A page of an awarding body, whose word prevails."""

    body: str
    url: str


@dataclass(frozen=True)
class Logo:
    """The picture at the head of a paper, in base64; `kind` is jpg or png, and `alt` is read out in its place. Sides are in pixels."""

    kind: str
    base64: str
    width: int
    height: int
    alt: str

    @property
    def printed(self) -> tuple[float, float]:
        """Return how wide and how high it is in print, in millimetres: as large as fits, but no larger than looks sharp."""
        scale = min(MOST_WIDE / self.width, MOST_HIGH / self.height, LARGEST_POINT)
        return round(self.width * scale, 1), round(self.height * scale, 1)

    def shown(self) -> dict[str, Any]:
        """Return the logo as data, with its sides in print."""
        return asdict(self) | {"printed": self.printed}


@dataclass(frozen=True)
class Letterhead:
    """The centre that a paper comes from; nothing of it on a blank paper."""

    name: str = ""
    number: str = ""
    lines: tuple[str, ...] = ()
    logo: Logo | None = None

    @property
    def said(self) -> tuple[str, ...]:
        """What stands below the name."""
        return tuple(filter(None, (f"Centre {self.number}" if self.number else "", *self.lines)))


NO_CENTRE = Letterhead()  # of a blank paper


@dataclass(frozen=True)
class Paper:
    """A paper. `id` names its files; `lead` says what it is for and who fills it in."""

    id: str
    title: str
    lead: str
    edition: str
    parts: tuple[Part, ...]
    prevails: tuple[OwnPage, ...]
    sources: tuple[str, ...] = ()
    formats: tuple[Format, ...] = (Format.PDF,)
    across: bool = False  # on its side, for wide tables
    letterhead: Letterhead = NO_CENTRE

    @property
    def prevailing(self) -> str:
        """Return that the awarding body's own information prevails (TX-10). The links come with `prevails`."""
        whose = (
            "The awarding bodies’ own information prevails"
            if len(self.prevails) != 1
            else f"{self.prevails[0].body}’s own information prevails"
        )
        return f"{whose}: where it says more than this paper, or something different, follow it."

    @property
    def made_by(self) -> str:
        """Return whose words a paper has."""
        marks = "A figure marked “reported” is not confirmed by the awarding body; one marked “ours” is Results Desk’s own rule. "
        return f"{marks if self.sources else ''}Tasks and words of this paper are Results Desk’s own."


def own_pages(bodies: Iterable[Body]) -> tuple[OwnPage, ...]:
    """Return the first of each body's own pages, or its name alone where no address is known here."""
    return tuple(OwnPage(each.name, next(_addresses(each), "")) for each in bodies)


def _addresses(body: Body) -> Iterator[str]:
    """Yield the body's own addresses: its pages about results, then those of its papers and of what it published."""
    yield from (each.url for each in body.links)
    yield from (each.url for each in body.papers.values() if each.url)
    yield from (each.url for each in body.sources.values() if each.url)


def marked(body: Body, text: str, basis: Basis) -> str:
    """Return a figure with how far it can be trusted, where that is not the awarding body's own word. `made_by` explains the marks."""
    trust = body.sources[basis.source].trust
    return text if trust is Trust.PUBLISHED else f"{text} ({MARK[trust]})"


def sources_of(cited: Iterable[tuple[Body, Basis]]) -> tuple[str, ...]:
    """Return the sources of a paper, each once, under the names of the bodies whose figures rest on it."""
    names: dict[str, list[str]] = {}
    for body, basis in cited:
        whose = names.setdefault(body.cite(basis), [])
        if body.name not in whose:
            whose.append(body.name)
    return tuple(f"{', '.join(whose)}: {source}" for source, whose in names.items())
