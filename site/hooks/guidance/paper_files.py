"""Blank papers (functions/domain/papers) on the site: the list of them, a page each, and their files, kept from build to build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from pathlib import Path

from functions.domain.calendar import local_day
from functions.domain.papers.editions import edition_on
from functions.domain.papers.parts import Choice, Fields, Format, Heading, Notice, Paper, Paragraph, Part, Signature, Table, Tasks
from functions.domain.papers.shelf import Shelf, shelves
from guidance.cache import cached_folder
from guidance.desk import Desk, address, listed, table

FILES, PAGES = "papers/files", "papers/blank"
LABEL = {Format.PDF: "PDF", Format.SPREADSHEET: "Excel", Format.WORD: "Word"}
DOCUMENTS = Path(__file__).parents[3] / "functions" / "documents"
CURRENT = 2  # series that are listed unfolded


def paper_files(desk: Desk, sources: Iterable[Path]) -> dict[str, Path]:
    """Return the files of all papers by their paths. They are made only when something that they are made from has changed."""
    edition = edition_on(local_day(desk.now, desk.body.zone))
    made_from = [*sources, *(DOCUMENTS / "papers").iterdir()]
    libraries = ("pydantic", "python-docx", "typst", "xlsxwriter")
    folder = cached_folder(f"papers-{edition.replace(' ', '-').lower()}", made_from, libraries, lambda to: _make(_shelves(desk), to))
    return {f"{FILES}/{each.name}": each for each in sorted(folder.iterdir())}


def paper_pages(desk: Desk) -> dict[str, str]:
    """Return the page of every paper by its path, in Markdown."""
    return {f"{PAGES}/{each.id}.md": _page(each) for shelf in _shelves(desk) for each in shelf.papers}


def paper_list(desk: Desk) -> str:
    """Return all papers, those of the latest series first, each with its edition and its files; earlier series are folded."""
    found = [each for each in _shelves(desk) if each.series]
    (general,) = [each for each in _shelves(desk) if not each.series]
    current = "".join(f"<h3>{escape(each.title)}</h3>{_table(each)}" for each in found[:CURRENT])
    earlier = "".join(f"<h3>{escape(each.title)}</h3>{_table(each)}" for each in found[CURRENT:])
    folded = f'<details class="details"><summary>Earlier series</summary>{earlier}</details>' if earlier else ""
    return f"{current}{folded}<h3>For any series</h3>{_table(general)}"


def _table(shelf: Shelf) -> str:
    rows = [
        [
            f'<a href="blank/{each.id}/">{escape(each.title.removesuffix(f", {shelf.title}"))}</a>',
            escape(each.lead),
            _links(each, "files/"),
            escape(each.edition),
        ]
        for each in shelf.papers
    ]
    return table(f"Papers: {shelf.title or 'any series'}", ["Paper", "What it is for", "Files", "Edition"], rows, "table table--dense")


def _links(paper: Paper, base: str) -> str:
    return ", ".join(
        f'<a href="{base}{paper.id}.{each}" download>{LABEL[each]}<span class="visually-hidden">: {escape(paper.title)}</span></a>'
        for each in paper.formats
    )


def _page(paper: Paper) -> str:
    front = [
        "---", f'title: "{paper.title}"', f'description: "{paper.title}: a blank paper, to print or to fill in."', 'side_title: "Papers"', "side:",
        '  - { title: "All papers", path: "papers/" }', "search:", "  exclude: true", "---",
    ]  # fmt: skip
    pages = listed([f"{escape(each.body)}: {address(each.url)}" if each.url else escape(each.body) for each in paper.prevails], "plain")
    body = [
        f"# {paper.title}", f'<p class="lead">{escape(paper.lead)}</p>', f"<p>{escape(paper.edition)}. {_links(paper, '../../files/')}</p>",
        *(_shown(each) for each in paper.parts), "## About this paper", f"<p>{escape(paper.prevailing)}</p>{pages}", f"<p>{escape(paper.made_by)}</p>",
        "".join(f'<p class="source">{escape(each)}.</p>' for each in paper.sources),
    ]  # fmt: skip
    return "\n".join([*front, "", "\n\n".join(filter(None, body)), ""])


def _shown(part: Part) -> str:
    """Return a part of a paper in Markdown and HTML. What is filled in on paper is a line to write on."""
    match part:
        case Heading():
            return f"## {part.text}"
        case Paragraph():
            return f"<p>{escape(part.text)}</p>"
        case Notice():
            return f'<div class="notice"><p class="notice__title">{escape(part.title)}</p><p>{escape(part.text)}</p></div>'
        case Table():
            blank = [
                [f'<span class="visually-hidden">Line {number + 1}</span>', *("",) * (len(part.columns) - 1)]
                for number in range(min(part.blank, 3))
            ]
            return table(part.name, [each.title for each in part.columns], [*map(_cells, part.rows), *blank], "table table--dense")
        case Tasks():
            return listed(
                [f"{escape(each.text)}{f' <strong>{escape(each.when)}</strong>' if each.when else ''}" for each in part.tasks], "tasks"
            )
        case Fields():
            return listed([f"{escape(each.label)}{f': {escape(each.value)}' if each.value else ''}" for each in part.fields], "to-fill")
        case Choice():
            return f"<p>{escape(part.label)}</p>" + listed([escape(each) for each in part.options], "tasks")
        case Signature():
            return listed([f"Signature of the {escape(part.who[0].lower() + part.who[1:])}, date"], "to-fill")


def _cells(row: tuple[str, ...]) -> list[str]:
    return [escape(each) for each in row]


def _make(found: list[Shelf], to: Path) -> None:
    # Loaded only when papers are made: a build mostly takes those kept.
    from functions.documents.papers.printed import printed
    from functions.documents.papers.spreadsheet import spreadsheet
    from functions.documents.papers.word import word_file

    makers = {Format.PDF: printed, Format.SPREADSHEET: spreadsheet, Format.WORD: word_file}
    for paper, format in _files(found):
        (to / f"{paper.id}.{format}").write_bytes(makers[format](paper))


def _files(found: list[Shelf]) -> Iterator[tuple[Paper, Format]]:
    yield from ((paper, format) for shelf in found for paper in shelf.papers for format in paper.formats)


def _shelves(desk: Desk) -> list[Shelf]:
    return _kept(_Catalogue(desk))


class _Catalogue:
    """The catalogue of a desk on a day, as a key: the papers are the same as often as a build asks for them."""

    def __init__(self, desk: Desk) -> None:
        self.bodies, self.day = desk.catalogue.bodies, local_day(desk.now, desk.body.zone)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Catalogue) and self.bodies is other.bodies and self.day == other.day

    def __hash__(self) -> int:
        return hash((id(self.bodies), self.day))


@lru_cache(maxsize=2)
def _kept(of: _Catalogue) -> list[Shelf]:
    return shelves(of.bodies.values(), of.day)
