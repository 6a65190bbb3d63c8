"""The services of all awarding bodies side by side: a row a kind of service, a column a body (TX-01).

A cell says until when, how fast and at what price, each with how far it can be trusted. On a narrow screen, and on paper where there
are more bodies than fit, the rows become blocks with a card for each body.
"""

from __future__ import annotations

from html import escape

from functions.domain.calendar import spoken_day
from functions.domain.catalogue.deadlines import NOT_KNOWN
from functions.domain.catalogue.fees import cost_of
from functions.domain.catalogue.services import Service, ServiceKind
from functions.domain.catalogue.sources import TRUST_TEXT, Basis, Trust
from guidance.desk import Desk, trust_of
from guidance.kinds import KIND_TEXT
from guidance.windows import State, asked_for, next_for, windows

FIT_ON_PAPER = 7  # columns that an A4 page has room for, across
MARK = {Trust.REPORTED: "reported", Trust.OURS: "ours", Trust.DEMONSTRATION: "made up"}
Offered = tuple[Desk, Service]  # a service, with the desk on its route


def comparison(desk: Desk) -> str:
    """Return the table of all bodies, with a row for each kind of service that one of them has."""
    bodies = desk.all
    offered = {each.body.id: _offered(each) for each in bodies}
    kinds = [kind for kind in KIND_TEXT if any(kind in found for found in offered.values())]
    usual = {each.body.id: _usual_series(each) for each in bodies}
    head = "".join(
        f'<th scope="col" data-body="{each.body.id}"><a href="../{each.body.id}/">{escape(each.body.name)}</a> '
        f'<span class="name">{escape(usual[each.body.id])}</span></th>'
        for each in bodies
    )
    lines = "".join(
        f'<tr><th scope="row">{escape(KIND_TEXT[kind])}</th>'
        + "".join(_cell(each, offered[each.body.id].get(kind, []), usual[each.body.id]) for each in bodies)
        + "</tr>"
        for kind in kinds
    )
    css = "compare compare--many" if len(bodies) > FIT_ON_PAPER else "compare"
    return (
        f'<div data-module="comparison" data-fit="{FIT_ON_PAPER}">{_chooser(bodies)}'
        f'<div class="table-scroll" role="region" aria-label="Services side by side" tabindex="0"><table class="{css}">'
        f'<thead><tr><th scope="col">Service</th>{head}</tr></thead><tbody>{lines}</tbody></table></div></div>'
    )


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
        f'<form><fieldset class="fieldset"><legend class="legend">Show</legend><div class="choices choices--columns">{boxes}</div></fieldset></form></details>'
    )


def _offered(desk: Desk) -> dict[ServiceKind, list[Offered]]:
    """Return the services of a body by kind, each with the desk on its route; one that two routes share counts once."""
    found: dict[ServiceKind, list[Offered]] = {}
    for on in desk.routes:
        for each in (*on.route.services, *on.route.appeals):
            if (kind := each.compared_as) and on.body.home_of(on.route, each) == on.route and not each.not_yet:
                found.setdefault(kind, []).append((on, each))
    return found


def trust_key() -> str:
    """Return what the marks in the cells mean, and what it means that there is none."""
    marks = ", ".join(f"{_label(each)} {escape(TRUST_TEXT[each])}" for each in MARK)
    return f"A figure without a mark is published by the awarding body. The marks: {marks}."


def _cell(desk: Desk, offered: list[Offered], usual: str) -> str:
    """Return the cell of one body for one kind: a block for services with the same day and target, with their fees. A dash if it has none."""
    opening = f'<td data-body="{desk.body.id}" data-label="{escape(desk.body.name)}"'
    if not offered:
        return f'{opening} class="compare__none"><span aria-hidden="true">–</span><span class="visually-hidden">none, or not known here</span></td>'
    groups: dict[tuple[str, str], list[Offered]] = {}
    for each in offered:
        groups.setdefault((_last_day(*each, usual), _target(*each)), []).append(each)
    blocks = "".join(
        f'<div class="compare__service"><strong>{escape(asked_for(service for _, service in group))}</strong> <span>{day}</span> <span>{target}</span> '
        + " ".join(f"<span>{fee}</span>" for fee in _fees(group))
        + "</div>"
        for (day, target), group in groups.items()
    )
    return f"{opening}>{blocks}</td>"


def _fees(group: list[Offered]) -> list[str]:
    """Return the fees of some services, each named where they differ."""
    fees: dict[str, list[Service]] = {}
    for on, service in group:
        fees.setdefault(_fee(on, service), []).append(service)
    if len(fees) == 1:
        return list(fees)
    return [f"{escape(', '.join(each.label for each in services))}: {fee}" for fee, services in fees.items()]


def _marked(desk: Desk, text: str, basis: Basis | None) -> str:
    trust = trust_of(desk.body, basis) if basis else Trust.PUBLISHED
    return f"{text} {_label(trust)}" if trust in MARK else text


def _label(trust: Trust) -> str:
    return f'<span class="trust trust--{trust.value}">{MARK[trust]}</span>'


def _last_day(desk: Desk, service: Service, usual: str) -> str:
    """Return until when the service can be asked for; with the series where it is not the one that the column is about."""
    if service.appeal and service.appeal.from_outcome:
        limit = service.appeal.limit
        return _marked(desk, f"within {limit.within} of the letter", limit.basis) if limit else "time limit not published"
    window = next_for(desk, service)
    if window is None:
        return f"last day {NOT_KNOWN}"
    series = f", {escape(window.series.title)}" if window.series.title != usual else ""
    if window.closes_on is None:
        return _marked(desk, f"last day {NOT_KNOWN}{series}", window.deadline.basis)
    word = "closed" if window.state is State.CLOSED else "until"
    return _marked(desk, f'{word} <span class="number">{spoken_day(window.closes_on)}</span>{series}', window.deadline.basis)


def _target(desk: Desk, service: Service) -> str:
    if not service.target:
        return "time not published"
    text = service.target_sentence.removeprefix("Normally ").removesuffix(".")
    return _marked(desk, escape(text[0].lower() + text[1:]), service.basis_of("target"))


def _fee(desk: Desk, service: Service) -> str:
    cost = cost_of(desk.body, desk.route, service)
    if cost.free:
        return _marked(desk, "free", service.basis)
    if cost.price is None:
        return "fee not known here"
    return _marked(
        desk, f'<span class="number">{cost.price}</span> per {escape(cost.unit)}', desk.body.prices.basis if desk.body.prices else None
    )


def _usual_series(desk: Desk) -> str:
    """Return the title of the series that is open or opens next, or else of the last one: the one that a column is about."""
    found = [window for series in desk.body.series for window in windows(desk, series)]
    return min(found, key=lambda window: window.order).series.title if found else ""
