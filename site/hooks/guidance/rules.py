"""What pages quote of an awarding body's file: its rules, the declarations of a submission, and the sources of it all."""

from __future__ import annotations

from html import escape
from itertools import groupby

from guidance.desk import Desk, address, listed, source_line, table, trust_label


def rules(desk: Desk, names: str, strong: str = "yes") -> str:
    """Return rules of the awarding body as refusals print them, grouped by source. Raise KeyError for a rule that does not exist.

    `strong=no` is for pages where many rules together explain more than they forbid.
    """
    cited = [desk.route.rules[name] for name in names.split(",")]
    groups = [(basis, [each.text for each in group]) for basis, group in groupby(cited, key=lambda each: each.basis)]
    return "".join(_paragraphs(texts, strong == "yes") + source_line(desk.body, basis) for basis, texts in groups)


def _paragraphs(texts: list[str], strong: bool) -> str:
    marked = [f"<strong>{escape(text)}</strong>" if strong else escape(text) for text in texts]
    return listed(marked) if len(marked) > 1 else f"<p>{marked[0]}</p>"


def declarations(desk: Desk) -> str:
    """Return the declarations of a submission in the words of the form, each with its source."""
    for_some = {
        each.id: f" <em>(Only for {escape(_named(desk, each.services))}, instead of the others.)</em>"
        for each in desk.route.declarations
        if each.services
    }
    return listed(
        [f"{escape(each.text)}{for_some.get(each.id, '')}{source_line(desk.body, each.basis)}" for each in desk.route.declarations]
    )


def _named(desk: Desk, codes: tuple[str, ...]) -> str:
    services = [service for code in codes if (service := desk.route.service(code))]
    if all(each.appeal for each in services):
        return "appeals"
    return f"enquiries {' and '.join(each.label for each in services)}"


def sources(desk: Desk) -> str:
    """Return every source of the catalogue, how far each can be trusted, and its address."""
    rows = [
        [
            escape(each.title),
            escape(each.publisher),
            trust_label(each.trust) or '<span class="trust">published</span>',
            address(each.url) if each.url else "",
        ]
        for each in desk.body.sources.values()
    ]
    return table("Sources", ["Source", "Publisher", "How far to trust it", "Where to find it"], rows)
