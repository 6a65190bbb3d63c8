"""Single figures for running text, so that a sentence and the table beside it cannot disagree."""

from __future__ import annotations

from html import escape

from functions.domain.sources import Basis
from functions.domain.submission import MOST_CANDIDATES
from guidance.desk import Desk, fact_table, named, source_line


def most_candidates(_: Desk) -> str:
    """How many candidates one submission by form takes."""
    return str(MOST_CANDIDATES)


def route_ids(desk: Desk) -> str:
    """The routes as a register names them."""
    return ", ".join(f"<code>{escape(each.id)}</code>" for each in desk.body.routes)


def group_size(desk: Desk) -> str:
    """The size of a group that a report can be about: '5 to 15'."""
    group = next(each.availability.group for each in desk.route.component_services if each.availability.group)
    return f"{group.least} to {group.most}"


def targets(desk: Desk) -> str:
    """CI-12: within what time each service is normally finished."""
    rows = [([named(each.title, each.name), escape(each.target_sentence)], each.basis) for each in desk.route.component_services]
    return fact_table(desk.body, "Normal handling times", ["Service", "Normally finished"], rows, "table table--dense")


def cite(desk: Desk, source: str) -> str:
    """The source line for a paragraph of prose. The day is the earliest on which any entry that rests on the source was checked."""
    entries = [
        *desk.route.component_services,
        *desk.route.rules.values(),
        *desk.route.declarations,
        desk.route.timings,
        desk.route.fee_rule,
    ]
    days = [each.basis.checked for each in entries if each.basis.source == source]
    return source_line(desk.body, Basis(source=source, checked=min(days)))
