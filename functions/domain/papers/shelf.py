"""Every paper that the site publishes blank: those of each series, and those of no series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.series import Series
from functions.domain.papers.checklists import post_results_checklist, results_day_checklist
from functions.domain.papers.collection import ONE, SEVERAL, certificate_collection, permission_form
from functions.domain.papers.deadlines_table import deadlines_table
from functions.domain.papers.editions import edition_on
from functions.domain.papers.moderation_log import moderation_log
from functions.domain.papers.own_terms import BLANK, OwnTerms, from_centre
from functions.domain.papers.parts import NO_CENTRE, Letterhead, Paper
from functions.domain.papers.request_form import request_form


class Shelf(NamedTuple):
    """The papers of one series, in the order in which they are listed. Without a title: those of no series."""

    series: str
    title: str
    papers: tuple[Paper, ...]


def shelves(bodies: Iterable[Body], today: date, own: OwnTerms = BLANK, centre: Letterhead = NO_CENTRE) -> list[Shelf]:
    """Return the papers of every published series, the latest first, then those of no series in the edition of the day.

    They are blank, or with a `centre` its own: with its name and its terms.
    """
    bodies = sorted(bodies, key=lambda each: each.name)
    offered: dict[str, list[tuple[Body, Series]]] = {}
    for body in bodies:
        for series in body.series:
            if not series.practice:
                offered.setdefault(series.id, []).append((body, series))
    found = [Shelf(id, at[0][1].title, tuple(_of_series(at, own, centre))) for id, at in sorted(offered.items(), reverse=True)]
    found.append(Shelf("", "", tuple(_of_none(bodies, edition_on(today), centre))))
    if centre == NO_CENTRE:
        return found
    return [each._replace(papers=tuple(from_centre(paper, centre) for paper in each.papers)) for each in found]


def _of_series(offered: list[tuple[Body, Series]], own: OwnTerms, centre: Letterhead) -> Iterator[Paper]:
    yield deadlines_table(offered, own)
    yield request_form(offered, own, centre)
    yield results_day_checklist(offered, own)
    yield post_results_checklist(offered, own)
    if log := moderation_log(offered):
        yield log


def _of_none(bodies: list[Body], edition: str, centre: Letterhead) -> Iterator[Paper]:
    yield permission_form(bodies, edition, centre)
    yield certificate_collection(bodies, edition, centre, days=ONE)
    yield certificate_collection(bodies, edition, centre, days=SEVERAL)
