"""Deadlines over all awarding bodies, what closes first before the others, with ways to see those of one body, series or qualification.

Without script the ways are links to pages that are made here as well. With it, deadline-list.js filters the rows in place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from functions.domain.catalogue.sources import Basis
from functions.domain.wording import counted
from guidance.deadlines import chip, last_day
from guidance.desk import Desk, listed, named, source_line, table, trust_label, trust_of
from guidance.kinds import kinds_text
from guidance.windows import State, Window, all_windows

HEAD = ["Awarding body and series", "What", "Last day", "Days remaining"]


def deadline_list(desk: Desk) -> str:
    """CI-02: return the deadlines of every body with the days that remain, and the filters."""
    found = all_windows(desk)
    return f'<div data-module="deadline-list">{_ways(desk, found)}{_filters(desk, found)}{_lists(found, "")}</div>'


def filtered_pages(desk: Desk) -> dict[str, str]:
    """Return the pages of single series and qualifications, by their paths, in Markdown."""
    found = all_windows(desk)
    pages: dict[str, tuple[str, Callable[[Window], bool]]] = {
        f"deadlines/series-{id}.md": (f"Deadlines of {title}", lambda window, id=id: window.series.id == id)
        for id, title in _series(found).items()
    }
    pages |= {
        f"deadlines/qualification-{id}.md": (f"Deadlines for {title}", lambda window, id=id: id in window.families)
        for id, title in families(desk).items()
    }
    return {path: _filtered(title, [each for each in found if fits(each)]) for path, (title, fits) in pages.items()}


def families(desk: Desk) -> dict[str, str]:
    """Return the families of qualification types of all bodies with the names of their types, by id."""
    names: dict[str, list[str]] = {}
    for each in (one for on in desk.all for one in on.body.qualification_types):
        if each.name not in names.setdefault(each.family, []):
            names[each.family].append(each.name)
    return {id: ", ".join(each) for id, each in sorted(names.items(), key=lambda item: item[1])}


def _filtered(title: str, found: list[Window]) -> str:
    front = (
        f'---\ntitle: "{title}"\ndescription: "{title}, of every awarding body on this desk."\nhide: [toc]\nsearch:\n  exclude: true\n---\n'
    )
    return f'{front}\n# {title}\n\n<p><a href="../">All deadlines</a></p>\n\n{_lists(found, "../")}\n'


def _series(found: Iterable[Window]) -> dict[str, str]:
    """Return the series of some windows by id, the latest first. The same month has the same title at every body, or the first one's."""
    titles: dict[str, str] = {}
    for each in found:
        titles.setdefault(each.series.id, each.series.title)
    return dict(sorted(titles.items(), reverse=True))


def _choices(desk: Desk, found: list[Window]) -> list[tuple[str, str, dict[str, str], Callable[[str], str]]]:
    """Return what can be filtered by, where there is a choice: name, label, options, and the page that shows one option."""
    every = [
        ("body", "Awarding body", {each.body.id: each.body.name for each in desk.all}, "../bodies/{}/#deadlines".format),
        ("series", "Series", _series(found), "series-{}/".format),
        ("qualification", "Qualification", families(desk), "qualification-{}/".format),
    ]
    return [each for each in every if len(each[2]) > 1]


def ways(desk: Desk) -> str:
    """Return the links from the home page to the deadlines of one body, series or qualification, and to all."""
    found = all_windows(desk)
    series = len({(each.desk.body.id, each.series.id) for each in found})
    links = _links(desk, found, "deadlines/")
    choose = (
        f'<details class="details"><summary>By {_or([each[1] for each in _choices(desk, found)])}</summary>{links}</details>'
        if links
        else ""
    )
    return f'<p><a href="deadlines/">All deadlines</a> of {counted(len(desk.all), "awarding body", "awarding bodies")} and {series} series.</p>{choose}'


def _or(labels: list[str]) -> str:
    small = [each[0].lower() + each[1:] for each in labels]
    return f"{', '.join(small[:-1])} or {small[-1]}" if len(small) > 1 else small[0]


def _ways(desk: Desk, found: list[Window]) -> str:
    """Return the links that stand in for the filters where there is no script."""
    links = _links(desk, found, "")
    summary = f"By {_or([each[1] for each in _choices(desk, found)])}" if links else ""
    return f'<details class="details" data-without-script><summary>{summary}</summary>{links}</details>' if links else ""


def _links(desk: Desk, found: list[Window], base: str) -> str:
    """Return a list of links for each thing that can be filtered by. `base` leads to the page of all deadlines."""
    return "".join(
        f"<p><strong>{escape(label)}</strong></p>"
        + listed([f'<a href="{base}{page(id)}">{escape(text)}</a>' for id, text in options.items()], "in-line")
        for _, label, options, page in _choices(desk, found)
    )


def _filters(desk: Desk, found: list[Window]) -> str:
    fields = "".join(
        f'<div class="field"><label class="label" for="filter-{name}">{escape(label)}</label><select class="select" id="filter-{name}" '
        f'name="{name}" autocomplete="off"><option value="">All</option>'
        + "".join(f'<option value="{escape(id)}">{escape(text)}</option>' for id, text in options.items())
        + "</select></div>"
        for name, label, options, _ in _choices(desk, found)
    )
    if not fields:
        return ""
    return (
        f'<form class="filters" data-needs-script data-part="filters">{fields}</form><p class="hint" role="status" data-part="count"></p>'
    )


def _lists(found: list[Window], base: str) -> str:
    """Return what is open or opens later, then what is closed, folded, then where the days come from. `base` leads to the list of all."""
    current = [each for each in found if each.state is not State.CLOSED]
    closed = [each for each in found if each.state is State.CLOSED]
    first = _table("Deadlines", current, base) if current else "<p>Nothing is open, and nothing opens that is known here.</p>"
    over = (
        f'<details class="details" data-part="closed"><summary>Closed</summary>{_table("Closed", closed, base)}</details>' if closed else ""
    )
    return first + over + _sources(found)


def _table(label: str, found: list[Window], base: str) -> str:
    merged: dict[tuple[object, ...], list[Window]] = {}
    for each in found:
        left, trust = chip(each.desk, each.series, each.services[0].code), trust_of(each.desk.body, each.deadline.basis)
        said = (each.series.title, each.group.text, kinds_text(each.services), last_day(each.deadline), left, trust)
        merged.setdefault(said, []).append(each)
    rows = [
        [
            f'{_bodies(same, base)} <span class="name">{escape(same[0].series.title)}</span>',
            named(same[0].group.text, kinds_text(same[0].services)),
            f"{last_day(same[0].deadline)} {trust_label(trust_of(same[0].desk.body, same[0].deadline.basis))}".strip(),
            chip(same[0].desk, same[0].series, same[0].services[0].code),
        ]
        for same in merged.values()
    ]
    attributes = [
        f' data-body="{_spaced(each.desk.body.id for each in same)}" data-series="{same[0].series.id}"'
        f' data-qualification="{_spaced(family for each in same for family in each.families)}"'
        for same in merged.values()
    ]
    return table(label, HEAD, rows, "table table--windows", attributes=attributes)


def _bodies(same: list[Window], base: str) -> str:
    """Return links to the bodies of which a row is true."""
    names = {each.desk.body.id: each.desk.body.name for each in same}
    return ", ".join(f'<a href="{base}../bodies/{id}/">{escape(name)}</a>' for id, name in names.items())


def _spaced(values: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(values))


def _sources(found: list[Window]) -> str:
    """Return where the days of some windows come from: each body's sources, with the series whose days rest on them."""
    by_basis: dict[tuple[str, Basis], tuple[Desk, list[str]]] = {}
    for each in found:
        titles = by_basis.setdefault((each.desk.body.id, each.deadline.basis), (each.desk, []))[1]
        if each.series.title not in titles:
            titles.append(each.series.title)
    lines = [
        source_line(on.body, basis, of=f"{escape(on.body.name)}, {escape(' and '.join(titles))}")
        for (_, basis), (on, titles) in by_basis.items()
    ]
    return f'<details class="details" data-part="sources"><summary>Where these days come from</summary>{"".join(lines)}</details>'
