"""The services of all awarding bodies side by side: a row a kind of service, a column a body (TX-01).

A cell says until when, how fast and at what price, each with how far it can be trusted. On a narrow screen, and on paper where there
are more bodies than fit, the rows become blocks with a card for each body; on a screen these open one by one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from html import escape

from functions.domain.calendar import spoken_day
from functions.domain.catalogue.deadlines import NOT_KNOWN
from functions.domain.catalogue.fees import cost_of
from functions.domain.catalogue.services import ServiceKind
from functions.domain.catalogue.sources import TRUST_TEXT, Basis, Trust
from guidance.desk import Desk, trust_of
from guidance.kinds import KIND_TEXT
from guidance.offers import Group, Offer, grouped, offers
from guidance.windows import State, Window, next_for, windows_of

FIT_ON_PAPER = 8  # columns that an A4 page has room for, across
FIT_ON_PHONE = 2  # cards of a service, one below the other, past which the next service is too far away
MARK = {Trust.REPORTED: "reported", Trust.OURS: "ours", Trust.DEMONSTRATION: "made up"}


@dataclass(frozen=True)
class Column:
    """An awarding body in the comparison: what it offers by kind, and its windows, what closes first before the others."""

    desk: Desk
    offered: dict[ServiceKind, list[Offer]]
    windows: list[Window]

    @cached_property
    def series(self) -> str:
        """The title of the series that the column is about: that of most of its cells."""
        found = (next_for(each, self.windows) for kind in self.offered.values() for each in kind)
        return next(iter(Counter(each.series.title for each in found if each).most_common(1)), ("", 0))[0]


def comparison(desk: Desk) -> str:
    """Return the table of all bodies, with a row for each kind of service that one of them has."""
    columns = [Column(each, _offered(each), windows_of(each)) for each in desk.all]
    kinds = [kind for kind in KIND_TEXT if any(kind in each.offered for each in columns)]
    head = "".join(
        f'<th scope="col" data-body="{each.desk.body.id}"><a href="../{each.desk.body.id}/">{escape(each.desk.body.name)}</a> '
        f'<span class="name">{escape(each.series)}</span></th>'
        for each in columns
    )
    lines = "".join(f"<tr>{_row_header(kind, len(columns))}{''.join(_cell(each, kind) for each in columns)}</tr>" for kind in kinds)
    css = "compare compare--many" if len(columns) > FIT_ON_PAPER else "compare"
    return (
        f'<div data-module="comparison" data-fit="{FIT_ON_PAPER}">{_chooser([each.desk for each in columns])}'
        f'<div class="table-scroll" role="region" aria-label="Services side by side" tabindex="0"><table class="{css}">'
        f'<thead><tr><th scope="col">Service</th>{head}</tr></thead><tbody>{lines}</tbody></table></div></div>'
    )


def _row_header(kind: ServiceKind, columns: int) -> str:
    """Return the name of a kind of service. On a narrow screen it folds the cells of many bodies (65-bodies.css), which needs no script."""
    name = escape(KIND_TEXT[kind])
    fold = f'<details class="compare__fold"><summary>{name}</summary></details>' if columns > FIT_ON_PHONE else ""
    return f'<th scope="row"><span>{name}</span>{fold}</th>'


def _chooser(bodies: list[Desk]) -> str:
    """Return the boxes that choose the columns. Without script all of them are shown."""
    if len(bodies) < 3:
        return ""
    boxes = "".join(
        f'<div class="choice"><input type="checkbox" id="show-{each.body.id}" name="body" value="{each.body.id}" checked autocomplete="off">'
        f'<label for="show-{each.body.id}">{escape(each.body.name)}</label></div>'
        for each in bodies
    )
    return (
        '<details class="details no-print" data-needs-script data-part="chooser"><summary>Choose awarding bodies</summary>'
        f'<form><fieldset class="fieldset"><legend class="legend">Show</legend><div class="choices choices--columns">{boxes}</div>'
        '<p class="button-row"><button class="button button--secondary button--small" type="button" data-choose="all">Choose all</button>'
        '<button class="button button--secondary button--small" type="button" data-choose="none">Choose none</button></p>'
        "</fieldset></form></details>"
    )


def _offered(desk: Desk) -> dict[ServiceKind, list[Offer]]:
    """Return what a body offers by kind."""
    found: dict[ServiceKind, list[Offer]] = {}
    for each in offers(desk):
        if kind := each.service.compared_as:
            found.setdefault(kind, []).append(each)
    return found


def trust_key() -> str:
    """Return what the marks in the cells mean, and what it means that there is none."""
    marks = ", ".join(f"{_label(each)} {escape(TRUST_TEXT[each])}" for each in MARK)
    return f"A figure without a mark is published by the awarding body. The marks: {marks}."


def _cell(column: Column, kind: ServiceKind) -> str:
    """Return the cell of one body for one kind: a block for services with the same day and target, with their fees. A dash if it has none."""
    offered = column.offered.get(kind, [])
    opening = f'<td data-body="{column.desk.body.id}" data-label="{escape(column.desk.body.name)}"'
    if not offered:
        return f'{opening} class="compare__none"><span aria-hidden="true">–</span><span class="visually-hidden">none, or not known here</span></td>'
    blocks = "".join(
        f'<div class="compare__service"><strong>{escape(group.text)}</strong> <span>{day}</span> <span>{target}</span> '
        + " ".join(f"<span>{fee}</span>" for fee in _fees(group))
        + "</div>"
        for (day, target), groups in grouped(offered, lambda each: (_last_day(each, column), _target(each))).items()
        for group in groups
    )
    return f"{opening}>{blocks}</td>"


def _fees(group: Group) -> list[str]:
    """Return the fees of some services, each named where they differ."""
    fees = grouped(group.offers, _fee)
    if len(fees) == 1:
        return list(fees)
    return [f"{escape(', '.join(_short(each) for each in groups))}: {fee}" for fee, groups in fees.items()]


def _short(group: Group) -> str:
    """Return the codes or names of services, with the types of qualification where they have another fee than the rest."""
    names = ", ".join(each.label for each in group.services)
    return f"{names} ({', '.join(each.name for each in group.apart)})" if group.apart else names


def _marked(desk: Desk, text: str, basis: Basis | None) -> str:
    trust = trust_of(desk.body, basis) if basis else Trust.PUBLISHED
    return f"{text} {_label(trust)}" if trust in MARK else text


def _label(trust: Trust) -> str:
    return f'<span class="trust trust--{trust.value}">{MARK[trust]}</span>'


def _last_day(offer: Offer, column: Column) -> str:
    """Return until when the service can be asked for; with the series where it is not the one that the column is about."""
    desk, service = offer.desk, offer.service
    if service.appeal and service.appeal.from_outcome:
        limit = service.appeal.limit
        return _marked(desk, f"within {limit.within} of the letter", limit.basis) if limit else "time limit not published"
    window = next_for(offer, column.windows)
    if window is None:
        return f"last day {NOT_KNOWN}"
    series = f", {escape(window.series.title)}" if window.series.title != column.series else ""
    if window.closes_on is None:
        return _marked(desk, f"last day {NOT_KNOWN}{series}", window.deadline.basis)
    word = "closed" if window.state is State.CLOSED else "until"
    return _marked(desk, f'{word} <span class="number">{spoken_day(window.closes_on)}</span>{series}', window.deadline.basis)


def _target(offer: Offer) -> str:
    desk, service = offer.desk, offer.service
    if not service.target:
        return "time not known here" if service.target_find else "time not published"
    text = service.target_sentence.removeprefix("Normally ").removesuffix(".")
    return _marked(desk, escape(text[0].lower() + text[1:]), service.basis_of("target"))


def _fee(offer: Offer) -> str:
    desk, service = offer.desk, offer.service
    cost = cost_of(desk.body, desk.route, service)
    if cost.free:
        return _marked(desk, "free", service.basis)
    if cost.price is None:
        return "fee not known here"
    return _marked(
        desk,
        f'<span class="number">{cost.price}</span> per {escape(cost.unit)}',
        desk.body.prices.basis_of(service.code) if desk.body.prices else None,
    )
