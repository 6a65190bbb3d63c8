"""Which service? (BY-14): for each body a page on which a few answers lead to what can be asked for, why the rest cannot, and what it means.

It works without script: every answer is a heading or folded text on the page. The answers are the form's own (eligibility/service_guide.py).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from html import escape
from typing import NamedTuple

from functions.domain.calendar import spoken_day
from functions.domain.catalogue.deadlines import NOT_KNOWN, opening_text
from functions.domain.catalogue.qualification_types import QualificationType
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.service_names import asked_for
from functions.domain.catalogue.services import Service
from functions.domain.eligibility.service_guide import OF_THE_DAY, Choice, Piece, choices, consequences, general_case, pieces
from guidance.deadlines import chip
from guidance.desk import Desk, listed, named, published_series, table, trust_label, trust_of

HEAD = ["Service", "What it does and means", "Until", "Cost", "Answer"]


class Answered(NamedTuple):
    """What somebody can ask about a piece of work in a qualification of some types, all of which have the same answer."""

    desk: Desk  # with the figures of the types, on the route
    piece: Piece
    found: list[Choice]


def which_service_page(desk: Desk) -> str:
    """Return the page of a body: a section for each route and group of types, and in it a fold for each kind of work."""
    routes = [(on, series) for on in desk.routes if (series := _series(on)) and on.route.services]
    if not routes:
        return "No series of this awarding body is known here, so nothing can be asked for."
    lead = (
        '<p class="lead">Choose what you have a question about. What is listed there as open is what the form accepts today, by the same '
        "rules. The form then checks the candidate’s own results as well.</p>"
    )
    return "\n\n".join([lead, *(_route(on, series, several=len(routes) > 1) for on, series in routes)])


def which_service_links(desk: Desk) -> str:
    """Return the links to the pages of all bodies."""
    return listed([f'<a href="../../bodies/{each.body.id}/which-service/">{escape(each.body.name)}</a>' for each in desk.all])


def _series(desk: Desk) -> Series | None:
    """Return the series that people ask about on a route: the latest that is open until a day that is known, or else the next to open,
    or else the latest."""
    own = [each for each in published_series(desk) if desk.route.id in each.routes]

    def rank(series: Series) -> tuple[int, str]:
        dated = [each.code for each in desk.route.services if series.deadline_for(each.code).closes_on]
        if any(desk.body.open_for(series, code, desk.now) for code in dated):
            return (2, series.id)
        return (1 if opening_text(desk.body, series, desk.now) else 0, series.id)

    return max(own, key=rank, default=None)


def _route(desk: Desk, series: Series, *, several: bool) -> str:
    level = "###" if several else "##"
    begin = [f"## {desk.route.name}"] if several else []
    groups = _by_types(desk, series)
    parts = []
    for types, answered in groups:
        names = ", ".join(each.name for each in types)
        title = (
            f"{level} {names}\n\n" if len(groups) > 1 else f"<p>{escape(names)}</p>\n\n" if len(desk.body.qualification_types) > 1 else ""
        )
        parts.append(title + "\n\n".join(_fold(each, series) for each in answered))
    return "\n\n".join([*begin, f"<p><strong>{escape(series.title)}.</strong> What is your question about?</p>", *parts])


def _by_types(desk: Desk, series: Series) -> list[tuple[list[QualificationType], list[Answered]]]:
    """Return the answers by types of qualification, those with the same answers together."""
    found: dict[Hashable, tuple[list[QualificationType], list[Answered]]] = {}
    for type in desk.body.qualification_types:
        on = desk.of_type(type.id)
        answered = [Answered(on, each, choices(general_case(desk.body, on.route, series.id, type.id, piece=each, now=desk.now)))
                    for each in pieces(on.body, on.route)]  # fmt: skip
        said = tuple(_fold(each, series) for each in answered)
        found.setdefault(said, ([], answered))[0].append(type)
    return list(found.values())


def _fold(answered: Answered, series: Series) -> str:
    """Return the answer for one kind of work: what is open, what would fit on another day, and why the rest does not."""
    fitting = [each for each in answered.found if each.fits]
    now = [each for each in fitting if each.is_open]
    other_days = [each for each in fitting if not each.is_open]
    rest = [each for each in answered.found if not each.fits]
    parts = [_open(answered, series, now)] if now else [f"<p>Nothing can be asked for today{'.' if other_days else ' about this.'}</p>"]
    if other_days:
        parts.append("<p><strong>Not today</strong></p>" + listed([_not_today(answered, series, each) for each in other_days]))
    if rest:
        parts.append("<p><strong>Not for this</strong></p>" + listed(_why_not(rest)))
    return f'<details class="details which"><summary>{escape(answered.piece.text)}</summary>{"".join(parts)}</details>'


def _open(answered: Answered, series: Series, found: Iterable[Choice]) -> str:
    return table(
        f"What can be asked for: {answered.piece.text}", HEAD, [_row(answered, series, each) for each in found], "table table--dense"
    )


def _row(answered: Answered, series: Series, choice: Choice) -> list[str]:
    desk, service = answered.desk, choice.service
    body, own = desk.body, desk.body.series_of(series.id) or series
    closes = own.deadline_for(service.code).closes_on
    until = f'<span class="number">{spoken_day(closes)}</span>' if closes else f"last day {NOT_KNOWN}"
    address = f"../../../desk/new/?body={body.id}&amp;series={series.id}&amp;route={desk.route.id}&amp;service={service.code}"
    ask = f'<a class="button button--secondary" href="{address}">Ask for it<span class="visually-hidden">: {escape(service.heading)}</span></a>'
    return [
        f"{named(service.title, '' if service.title == service.name else service.name)}<br>{ask}",
        f"<p>{escape(service.checks)}</p>" + listed([escape(each) for each in consequences(desk.route, service)]),
        f"{until} {chip(desk, own, service.code)}",
        "<br>".join(_cost(desk, choice)),
        escape(service.target_sentence),
    ]


def _cost(desk: Desk, choice: Choice) -> Iterator[str]:
    """Yield what a service costs, when it costs nothing, and how far the figure can be trusted."""
    fee, prices = choice.fee, desk.body.prices
    if fee.total and prices:
        yield f'<span class="number">{fee.total}</span> {trust_label(trust_of(desk.body, prices.basis_of(choice.service.code)))}'.strip()
    elif not fee.free:
        yield "The fee is not known here."
    yield escape(fee.waiver)


def _not_today(answered: Answered, series: Series, choice: Choice) -> str:
    desk, service = answered.desk, choice.service
    own = desk.body.series_of(series.id) or series
    closes = own.deadline_for(service.code).closes_on
    opens = opening_text(desk.body, own, desk.now)
    when = opens or (f"the last day was {spoken_day(closes)}" if closes else "the series is closed")
    return f"{escape(service.heading)}: {when}."


def _why_not(found: Iterable[Choice]) -> list[str]:
    """Return why services are not for this: each rule of the catalogue with its source once, and the services that it closes."""
    closed: dict[tuple[str, str], list[Service]] = {}
    for choice in found:
        for each in choice.problems:
            if each.code not in OF_THE_DAY:
                closed.setdefault((each.rule or str(each.message), each.source or ""), []).append(choice.service)
    return [
        f'<strong>{escape(asked_for(services))}.</strong> {escape(rule)} <span class="source">{escape(source)}</span>'
        for (rule, source), services in closed.items()
    ]
