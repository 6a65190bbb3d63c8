"""Deadlines by series and service with the days left. They are right on the day of the build; shell.js updates them afterwards."""

from __future__ import annotations

from html import escape

from functions.domain.calendar import iso, spoken_day
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.deadlines import NOT_KNOWN, opening_text, remaining_text, until_text
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.series import Deadline, Notice, Series
from functions.domain.catalogue.services import Service
from guidance.desk import Desk, fact_table, named, published_series, series_of, source_line
from guidance.kinds import kinds_text
from guidance.windows import State, Window, all_windows, windows, windows_of

SOON = 7  # days
MOST_CARDS = 4


def chip(desk: Desk, series: Series, service: str) -> str:
    """Return the days left, in a frame that shows how urgent they are. shell.js writes the same words as time passes."""
    body = desk.body
    closes_at, days = body.closes_at(series, service), body.days_remaining(series, service, desk.now)
    opens, opens_at = opening_text(body, series, desk.now), body.opens_at(series)
    if closes_at is None or days is None:
        text, css = (
            ("closed" if series.closed else opens, "chip chip--closed") if series.closed or opens else (remaining_text(days), "chip")
        )
        return f'<span class="{css}">{text}</span>'
    opening = f' data-opens-at="{iso(opens_at)}"' if opens_at else ""
    data = f'data-module="days-remaining" data-closes-at="{iso(closes_at)}"{opening} data-zone="{escape(body.zone)}"'
    level = "closed" if days < 0 or opens else "last" if days == 0 else "soon" if days <= SOON else ""
    css = f"chip chip--{level}" if level else "chip"
    return f'<span class="{css}" {data}>{opens or remaining_text(days)}</span>'


def deadlines_table(desk: Desk, series: Series) -> str:
    """CI-02: return the deadlines of one series, services with the same last day in one row, each row with its source."""
    rows = [
        (
            [
                named(each.group.text, kinds_text(each.services)),
                last_day(each.deadline),
                chip(each.desk, each.series, each.services[0].code),
            ],
            each.deadline.basis,
        )
        for each in windows(desk, series)
    ]
    head = ["Services", "Last day", "Days remaining"]
    return fact_table(desk.body, f"Deadlines for {series.title}", head, rows, "table table--last-days")


def last_day(deadline: Deadline) -> str:
    """Return the last day, or say that it is not known here and where to find it (SG-09)."""
    if deadline.closes_on:
        return f'<span class="number">{spoken_day(deadline.closes_on)}</span>'
    known = deadline.window_text or NOT_KNOWN
    return f"{known[0].upper()}{known[1:]}. {escape(deadline.find or '')}"


def deadlines_of_body(desk: Desk) -> str:
    """Return the deadlines of every series of an awarding body, after its notices of longer handling times (CI-40)."""
    found = {each.series.id: each.series for each in windows_of(desk)}
    return (
        notices(desk)
        + "\n\n"
        + "\n\n".join(
            f"### {series.title}\n\n{deadlines_table(desk, series)}"
            + "".join(_on_offer(desk, series, route) for route in desk.body.routes_of(series))
            for series in found.values()
        )
    )


def on_offer(desk: Desk) -> str:
    """Say why the route is on offer in a series, for every series where the source of the deadlines does not say that it is."""
    return "".join(_on_offer(desk, each, desk.route) for each in series_of(desk))


def _on_offer(desk: Desk, series: Series, route: Route) -> str:
    basis = series.routes_basis.get(route.id)
    return source_line(desk.body, basis) if basis else ""


def notice(desk: Desk, series: Series) -> str:
    """CI-40: return the awarding body's warning of longer handling times, for the place beside a series' target."""
    if not series.notice:
        return ""
    return (
        f'<div class="notice notice--warning"><p class="notice__title">Outcomes may take longer than the normal target</p>'
        f"<p>{escape(series.notice.text)}</p>{source_line(desk.body, series.notice.basis)}</div>"
    )


def notices(desk: Desk) -> str:
    """Return the notices of all series, each under the names of the series. Series with the same notice share one frame."""
    titles: dict[Notice, list[str]] = {}
    for series in published_series(desk):
        if series.notice:
            titles.setdefault(series.notice, []).append(series.title)
    return "".join(
        f'<div class="notice notice--warning"><p class="notice__title">{escape(" and ".join(named))}</p>'
        f"<p>{escape(notice.text)}</p>{source_line(desk.body, notice.basis)}</div>"
        for notice, named in titles.items()
    )


def time_of_day(desk: Desk) -> str:
    """Return what 'the last day' means at the awarding body, with its source."""
    return f"<p>{escape(end_of_day(desk.body))}</p>{source_line(desk.body, desk.body.working_days.basis)}"


def end_of_day(body: Body) -> str:
    """Return until when a deadline lasts on its last day."""
    return f"A deadline lasts to the end of its day, 24:00 in the zone {body.zone.replace('_', ' ')}."


def open_today(desk: Desk, base: str = "") -> str:
    """Return the series of one awarding body as cards, the open ones first: until when, one button, and folded, what can be requested.

    `base` leads from the page to the front of the site.
    """
    open_first = sorted(published_series(desk), key=lambda series: not _open_now(desk, series))
    return f'<div class="cards">{"".join(_series_card(desk, series, base) for series in open_first)}</div>'


def closes_first(desk: Desk) -> str:
    """Return the series of every awarding body as cards, what closes first before the others; only as many as a first view holds."""
    by_series: dict[tuple[str, str], list[Window]] = {}
    for each in all_windows(desk):
        by_series.setdefault((each.desk.body_id, each.series.id), []).append(each)
    cards = "".join(
        _card(desk.of(body), found, several=len(desk.catalogue.bodies) > 1) for (body, _), found in list(by_series.items())[:MOST_CARDS]
    )
    return f'<div class="cards">{cards}</div>'


def _card(desk: Desk, found: list[Window], *, several: bool) -> str:
    """Return the card of a series from its windows. With one last day it says only that; with several, which comes first."""
    series = next(each for each in desk.body.series if each.id == found[0].series.id)
    if len({each.closes_on for each in found}) == 1 and desk.body.routes_of(series)[0].offers and not desk.body.types_apart:
        return _series_card(desk, series, "", several=several)
    first = found[0]
    now = [each for each in found if each.state in {State.OPEN, State.OPEN_UNDATED}]
    title = f"{desk.body.name}, {series.title}" if several else series.title
    lines = "".join(
        f"<p>{escape(each.group.text)}: {_until(each)}.{source_line(each.desk.body, each.deadline.basis, 'span')}</p>" for each in found
    )
    if not now:
        lead = f"{escape(first.group.text)}: {_until(first)}."
    else:
        lead = f"First to close: {escape(first.group.text)}, {_until(first)}." if first.closes_on else f"Open. The last day is {NOT_KNOWN}."
    ask = f'<p><a class="button" href="{_new(desk, series, "")}">Ask about {escape(series.title)}</a></p>' if now else ""
    return (
        f'<div class="card"><h3>{escape(title)} {chip(first.desk, first.series, first.services[0].code)}</h3><p><strong>{lead}</strong></p>{ask}'
        f'<details class="details"><summary>What you can ask for</summary>{lines}</details></div>'
    )


def _until(window: Window) -> str:
    return f"until {spoken_day(window.closes_on)}" if window.closes_on else f"last day {NOT_KNOWN}"


def _new(desk: Desk, series: Series, base: str) -> str:
    """Return the address of the form for a series of the awarding body."""
    return f"{base}desk/new/?body={desk.body.id}&amp;series={series.id}"


def _open_now(desk: Desk, series: Series) -> list[Service]:
    """Return the services of the series' first route that take requests now."""
    return [each for each in desk.body.routes_of(series)[0].offers if desk.body.open_for(series, each.code, desk.now)]


def _series_card(desk: Desk, series: Series, base: str, *, several: bool = False) -> str:
    title = f"{desk.body.name}, {series.title}" if several else series.title
    usual, *others = desk.body.routes_of(series)
    open_now = _open_now(desk, series)
    first = (open_now or usual.offers)[0].code
    until = escape(until_text(desk.body, series, first)).removesuffix(".")
    sources = source_line(desk.body, series.deadline_for(first).basis)
    if open_now:
        lead = f"Open {until}."
        by = f"{escape(usual.aside)}, at the desk" if usual.aside else "At the desk"
        lines = [f"{by}: {_asked_for(desk, series, usual)}", *(f"{escape(each.name)}: {_asked_for(desk, series, each)}" for each in others)]
        if series.deadline_for(first).closes_on is None:
            lead = f"Open. The last day is {NOT_KNOWN.removeprefix('deadline ')}."
            lines.append(until[0].upper() + until[1:])
            sources += _undated(desk)
        asked = "".join(f"<p>{line}.</p>" for line in lines)
        text = (
            f"<p><strong>{lead}</strong></p>"
            f'<p><a class="button" href="{_new(desk, series, base)}">Ask about {escape(series.title)}</a></p>'
            f'<details class="details"><summary>What you can ask for</summary>{asked}{sources}</details>'
        )
        return f'<div class="card"><h3>{escape(title)} {chip(desk, series, first)}</h3>{text}</div>'
    if opens := opening_text(desk.body, series, desk.now):
        text = f"{opens[0].upper()}{opens[1:]}, then {until}."
        sources += _opening_source(desk, series)
    else:
        text = f"You can no longer ask for anything. The last deadline was {until.removeprefix('until ')}."
    folded = f'<details class="details"><summary>How we know</summary>{sources}</details>'
    return f'<div class="card"><h3>{escape(title)} {chip(desk, series, first)}</h3><p>{text}</p>{folded}</div>'


def _opening_source(desk: Desk, series: Series) -> str:
    """Say whose rule it is that the series is not open yet, where that is not the awarding body's."""
    opening = desk.body.opening
    if series.opens_on or not (series.results or opening):
        return ""
    return source_line(desk.body, min(series.results, key=lambda each: each.day).basis if series.results else opening.basis)


def _undated(desk: Desk) -> str:
    """Say what becomes of requests in a series whose last day is not known here, and whose rule that is."""
    rule = desk.body.undated
    return f"<p>{escape(rule.text)}</p>{source_line(desk.body, rule.basis)}" if rule else ""


def _asked_for(desk: Desk, series: Series, route: Route) -> str:
    """Return what can be requested on a route now, by the codes of its services."""
    codes = [each.code for each in route.offers if not each.not_yet and desk.body.open_for(series, each.code, desk.now)]
    missing = ", and enquiries about NO RESULT and PENDING" if route.plain_enquiries else ""
    return f"services {', '.join(codes)}{missing}"
