"""Deadlines, fees and charges of all awarding bodies in one paper, with room for the centre's own earlier days and charges (TX-01)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import waiver_sentence
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.series import Series
from functions.domain.papers.editions import edition_of
from functions.domain.papers.own_terms import BLANK, OwnTerms, own_charge, own_last_day
from functions.domain.papers.parts import Column, Format, Heading, Notice, Paper, Paragraph, Part, Table, own_pages, sources_of
from functions.domain.papers.service_lines import ServiceLine, service_lines
from functions.domain.wording import PROVISIONAL

COLUMNS = (
    Column("Service", 5),
    Column("Last day", 4),
    Column("Our own last day", 3, to_fill=True),
    Column("Fee", 4),
    Column("Our charge", 2, to_fill=True),
    Column("Answer", 4),
)


def deadlines_table(offered: Sequence[tuple[Body, Series]], own: OwnTerms = BLANK) -> Paper:
    """Return the paper for one series; `offered` are the bodies that have it, each with the series as it has it, `own` the centre's terms."""
    series = offered[0][1]
    lines = [(body, of, service_lines(body, of)) for body, of in offered]
    parts: list[Part] = [
        Notice(PROVISIONAL, "A request can change a mark and a grade: up or down. Ask for the candidate’s consent first."),
        *(part for body, of, found in lines for part in _of_body(body, of, found, own)),
    ]
    return Paper(
        id=f"deadlines-fees-charges-{series.id}",
        title=f"Deadlines, fees and charges, {series.title}",
        lead="For candidates and staff: until when each service can be asked for, what the awarding body charges, and how long it takes. "
        "Write in your centre’s own last days and charges before you give it out.",
        edition=edition_of(series.id), parts=tuple(parts), prevails=own_pages(body for body, _ in offered),
        sources=sources_of((body, basis) for body, _, found in lines for line in found for basis in line.bases),
        formats=(Format.PDF, Format.SPREADSHEET), across=True,
    )  # fmt: skip


def _of_body(body: Body, series: Series, lines: list[ServiceLine], own: OwnTerms) -> list[Part]:
    said = body.words.said
    rows = tuple(
        (each.name, said(each.last_day), own_last_day(own, each), said(each.fee), own_charge(own, each), said(each.answer))
        for each in lines
    )
    waivers = dict.fromkeys(said(text) for route in body.routes_of(series) for text in _waivers(route))
    find = dict.fromkeys(each.find for each in series.deadlines if each.closes_on is None and each.find)
    return [
        Heading(body.name),
        Table(body.name, COLUMNS, rows),
        Paragraph(" ".join([*waivers, *(f"Where a last day is not known here: {each}" for each in find)])),
    ]


def _waivers(route: Route) -> Iterator[str]:
    """Yield every sentence on when a fee is waived or given back on a route."""
    rule = route.fee_rule
    yield waiver_sentence(route)
    yield from (each.text for each in (rule.cohorts, rule.appeals, rule.together) if each)
