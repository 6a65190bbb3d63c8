"""The awarding body's own papers, named where this site's pages stand in for them."""

from __future__ import annotations

from html import escape

from guidance.desk import Desk, address, linked, listed, source_line


def papers(desk: Desk, names: str) -> str:
    """SG-10: return the awarding body's own papers on the matter of a page, where each is to be found, and that they prevail."""
    cited = [desk.body.papers[name] for name in names.split(",")]
    lines = [
        f"<cite>{linked(each.title, each.url)}</cite>{f' ({escape(each.kind)})' if each.kind else ''}. "
        + " ".join(filter(None, (each.find and escape(each.find), each.url and f"At {address(each.url)}.")))
        for each in cited
    ]
    bases = {each.basis.model_dump_json(): each.basis for each in cited}
    title = "The awarding body’s own paper" if len(cited) == 1 else "The awarding body’s own papers"
    return (
        f'<div class="notice" data-part="papers" data-body="{desk.body.id}"><p class="notice__title">{title}</p>{listed(lines)}'
        f"<p>This desk holds no copy. If the awarding body says more than this page, or something different, follow the awarding body.</p>"
        f"{''.join(source_line(desk.body, basis) for basis in bases.values())}</div>"
    )


def papers_by_body(desk: Desk, name: str) -> str:
    """Return a notice for each awarding body that has a paper of this name; the page's script shows that of one. Raise KeyError where none has."""
    having = [each for each in desk.all if name in each.body.papers]
    if not having:
        raise KeyError(name)
    return "".join(papers(each, name) for each in having)


def paper(desk: Desk, name: str) -> str:
    """Return the title of one of the awarding body's papers for running text, with its address if it has one."""
    found = desk.body.papers[name]
    return f"<cite>{linked(found.title, found.url)}</cite>"
