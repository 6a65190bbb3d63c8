"""The roadmap of an awarding body's services: what can be asked for until when after the results, how long each answer takes, and what can
follow, as a picture to scale and as a list with the sources.

Types of qualification of which all the same is said share a roadmap. The picture and the list are made from the same steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from math import ceil

from functions.domain.calendar import Period, Unit, spoken_day
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.deadlines import NOT_KNOWN, opening_sentence, until_text
from functions.domain.catalogue.promises import acknowledgement_within
from functions.domain.catalogue.series import Deadline, ResultsDay, Series
from functions.domain.catalogue.sources import Basis
from functions.domain.enquiries.appeals import limit_sentence
from guidance.desk import Desk, published_series, source_line, trust_label, trust_of
from guidance.offers import Group, Offer, offers
from guidance.windows import Window, next_for, windows_of

CONFIRMED_BY = ("provisional", "certificates")  # names of rules that say what certificates mean for results
WEEK = 7
WORKING_WEEK = 5


@dataclass(frozen=True)
class Step:
    """What some services have in common: from the start of a picture until when they can be asked for, and how long the answer takes.

    `ask`, `accept` and `answer` are lengths in days as they are drawn; None where they are not known. `lines` are what is said, each with
    what it rests on.
    """

    name: str
    ask: float | None
    accept: float
    answer: float | None
    asked: str  # below the bar
    accepted: str  # empty where it is not accepted or declined first
    answered: str
    lines: tuple[tuple[str, Basis], ...]

    @property
    def length(self) -> float:
        return (self.ask or 0) + self.accept + (self.answer or 0) if self.ask else 0


@dataclass(frozen=True)
class Roadmap:
    """What can be asked for from the results on, and what from an outcome on, for some types of qualification."""

    types: tuple[str, ...]
    series: str  # the title of the series whose days are said; empty if there is none
    start: tuple[str, Basis | None]  # what is said of the day of the results, or else of the opening
    results: ResultsDay | None
    begins: date | None  # the day from which the picture counts, if it is known
    first: tuple[Step, ...]
    after: tuple[Step, ...]

    @property
    def facts(self) -> tuple[object, ...]:
        return (self.start, self.begins, self.first, self.after)


def has_roadmap(desk: Desk) -> bool:
    """Return whether the body has anything in time to draw: a last day, a time after the results, a target or a limit of an appeal."""
    days = any(each.closes_on or each.within for series in published_series(desk) for each in series.deadlines)
    return days or any(each.service.target or (each.service.appeal and each.service.appeal.limit) for each in offers(desk))


def roadmaps(desk: Desk) -> list[Roadmap]:
    """Return a roadmap for each group of types of qualification of which the same is said, in the order of the types."""
    by_types: dict[str, list[Offer]] = {}
    for each in offers(desk):
        by_types.setdefault(each.desk.type_id, []).append(each)
    found: dict[tuple[object, ...], Roadmap] = {}
    for own in by_types.values():
        made = _roadmap(desk, own)
        same = found.get(made.facts)
        found[made.facts] = replace(made, types=(*(same.types if same else ()), *made.types))
    order = [each.name for each in desk.body.qualification_types]
    return sorted(found.values(), key=lambda each: min(map(order.index, each.types)))


def _roadmap(desk: Desk, own: list[Offer]) -> Roadmap:
    found = windows_of(desk)
    asked = [each for each in own if not (each.service.appeal and each.service.appeal.from_outcome)]
    windows = {each.name: window for each in asked if (window := next_for(each, found))}
    body = own[0].desk.body.of_type(own[0].types[0].id)
    first_window = min(windows.values(), key=lambda each: (not _in_time(each.deadline), each.order), default=None)
    series = body.series_of(first_window.series.id) if first_window else None
    types = tuple(dict.fromkeys(type.name for each in own for type in each.types))
    results = min(series.results, key=lambda each: each.day) if series and series.results else None
    begins = results.day if results else body.opens_on(series) if series else None
    first = [(each, _first(each, body, _series_for(each, series, windows), begins if _takes(each, series) else None)) for each in asked]
    after = [(each, step) for each in own for step in _after(each)]
    ordered = sorted(_joined(first, types), key=lambda each: (each.ask is None, each.ask or 0, each.length))
    return Roadmap(
        types, series.title if series else "", _start(body, series, results), results, begins, tuple(ordered), tuple(_joined(after, types))
    )


def _joined(found: list[tuple[Offer, Step]], types: tuple[str, ...]) -> list[Step]:
    """Return the steps, those of which the same is said as one, named after all their services and after their types if not for all."""
    groups: dict[tuple[Step, str, tuple[str, ...]], list[Offer]] = {}
    for offer, step in found:
        only = tuple(each.name for each in offer.types)
        groups.setdefault((step, offer.desk.route_id, () if set(only) == set(types) else only), []).append(offer)
    return [
        replace(step, name=(step.name or Group(tuple(same), ()).text) + (f" ({', '.join(only)})" if only else ""))
        for (step, _, only), same in groups.items()
    ]


def _in_time(deadline: Deadline) -> bool:
    return bool(deadline.closes_on or deadline.within)


def _takes(offer: Offer, series: Series | None) -> bool:
    return series is not None and offer.desk.route_id in series.routes


def _series_for(offer: Offer, series: Series | None, windows: dict[tuple[str, str], Window]) -> Series | None:
    """Return the series of the roadmap, or for a service on a route that was not there in it, the latest that has the service."""
    own = windows.get(offer.name)
    return series if _takes(offer, series) else own.series if own else None


def _first(offer: Offer, body: Body, series: Series | None, begins: date | None) -> Step:
    """Return what is said of a service that is asked for after the results."""
    service = offer.service
    if series is None:
        return _step(offer, None, f"last day {NOT_KNOWN}", (f"Its last day is {NOT_KNOWN}.", service.basis))
    deadline = series.deadline_for(service.code)
    ask = (deadline.closes_on - begins).days if deadline.closes_on and begins else drawn(deadline.within) if deadline.within else None
    if deadline.within:
        text = str(deadline.within)
    else:
        text = f"until {spoken_day(deadline.closes_on)}" if deadline.closes_on else f"last day {NOT_KNOWN}"
    said = until_text(body, series, service.code).removesuffix(".")
    return _step(offer, ask, text, (f"Ask {said}." if _in_time(deadline) else f"{said[0].upper()}{said[1:]}.", deadline.basis))


def _after(offer: Offer) -> Iterator[Step]:
    """Yield what is said of a service that can be asked for after an outcome: its second window, or the limit of an appeal."""
    service = offer.service
    if service.following:
        said = service.following.sentence
        yield _step(offer, drawn(service.following.within), str(service.following.within), (said, service.following.basis),
                    name=f"{service.title} after {service.following.text}")  # fmt: skip
    if service.appeal and service.appeal.from_outcome:
        limit = service.appeal.limit
        text = str(limit.within) if limit else "time limit not published"
        yield _step(offer, drawn(limit.within) if limit else None, text, (limit_sentence(service), limit.basis if limit else service.basis))


def _step(offer: Offer, ask: float | None, asked: str, line: tuple[str, Basis], name: str = "") -> Step:
    """Return the step of a service from until when it can be asked for; the rest follows from the service."""
    service, route = offer.service, offer.desk.route
    lines = [line]
    accept, accepted = 0.0, ""
    if service.acceptance:
        within = acknowledgement_within(route, service)
        accept = drawn(within) if service.target_from == "acceptance" else 0.0
        accepted = str(within)
        lines.append((f"It is accepted or declined within {within} of the request.", service.acceptance.basis))
    lines.append((service.target_sentence, service.basis_of("target")))
    unknown = "time not known here" if service.target_find else "time not published"
    answered = f"{service.target} from {service.target_from}" if service.target else unknown
    return Step(name, ask, accept, drawn(service.target) if service.target else None, asked, accepted, answered, tuple(lines))


def drawn(period: Period) -> float:
    """Return the length of a period in the picture, in days. Five working days are a week there: public holidays are left out."""
    match period.unit:
        case Unit.HOURS:
            return period.amount / 24
        case Unit.WORKING_DAYS:
            return period.amount * WEEK / WORKING_WEEK
        case _:
            return float(period.amount)


def roadmap_page(desk: Desk) -> str:
    """Return the roadmaps of a body, each as a picture and as a list, with what the pictures leave out."""
    found = roadmaps(desk)
    parts = [_drawn(desk, each, several=len(found) > 1) for each in found]
    note = (
        "The pictures are to scale. In them five working days are a week, and an answer begins when the time for asking ends; "
        "who asks earlier has the answer earlier. The days in the lists are exact."
    )
    return "\n\n".join(
        [f'<p class="lead">What you can ask for after results, in the order in which it closes. {LEGEND}</p>', *parts, f"<p>{note}</p>"]
    )


LEGEND = "Each bar shows how long you can ask, then how long the answer normally takes."
KEY = "".join(
    f'<span class="roadmap__item"><span class="roadmap__swatch roadmap__swatch--{css}"></span> {text}</span> '
    for css, text in (("ask", "You can ask"), ("accept", "Accepted or declined"), ("answer", "The answer"))
)


def _drawn(desk: Desk, found: Roadmap, *, several: bool) -> str:
    body = desk.body
    whose = _listed(found.types)
    weeks = ceil(max((each.length for each in (*found.first, *found.after)), default=0) / WEEK) or 1
    origin = "Results" if found.results or not found.begins else "Opening"
    of = f" of {found.series}" if found.series else ""
    start = f"{origin}{of}{f', {spoken_day(found.begins)}' if found.begins else f', day {NOT_KNOWN}'}"
    mark = trust_label(trust_of(body, found.start[1])) if found.start[1] else ""
    text, basis = _certificates(desk)
    last = '<p class="roadmap__end">Certificates</p>'
    after = f'<p class="roadmap__from">From the outcome</p>{_lanes(desk, found.after, weeks)}' if found.after else ""
    picture = (
        f'<div class="roadmap" role="img" aria-label="{escape(f"Roadmap for {whose}: the list below says the same.")}">'
        f'<p class="roadmap__from">{escape(start)} {mark} <span class="roadmap__end-of-scale">{weeks} weeks later</span></p>{_lanes(desk, found.first, weeks)}{after}{last}<p class="roadmap__key">{KEY}</p></div>'
    )
    items = [_line(body, *found.start), *(_item(body, each) for each in (*found.first, *found.after))]
    items.append(_line(body, text, basis, "Certificates"))
    heading, level = (f"## {whose}\n\n", "###") if several else ("", "##")
    return f'{heading}{picture}\n\n{level} The same in words{f": {whose}" if several else ""}\n\n<ol class="roadmap__list">{"".join(items)}</ol>'


def _listed(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _lanes(desk: Desk, steps: tuple[Step, ...], weeks: int) -> str:
    return "".join(
        f'<div class="roadmap__lane"><p class="roadmap__name">{escape(each.name)}</p><div>{_bar(each, weeks)}'
        f'<p class="roadmap__said">{" ".join(_said(desk, each))}</p></div></div>'
        for each in steps
    )


def _said(desk: Desk, step: Step) -> Iterator[str]:
    """Yield what stands below a bar, each time with how far to trust it."""
    parts = [("Ask", step.asked), ("Accepted or declined", step.accepted), ("Answer", step.answered)]
    lines = (each for each in parts if each[1])
    for (title, text), (_, basis) in zip(lines, step.lines, strict=True):
        yield f'<span class="roadmap__item">{title}: {escape(text)} {trust_label(trust_of(desk.body, basis))}</span>'


def _bar(step: Step, weeks: int) -> str:
    """Return the bar of a step: as wide as the weeks of the picture, with a line for each; none where its length is not known."""
    if not step.ask:
        return ""
    grid = "".join(f"M{WEEK * week} 0V10" for week in range(weeks + 1))
    x, bars = 0.0, ""
    for css, width in (("ask", step.ask), ("accept", step.accept), ("answer", step.answer)):
        if width:
            bars += f'<rect class="roadmap__{css}" x="{x:g}" y="1" width="{width:g}" height="8"/>'
            x += width
    return (
        f'<svg class="roadmap__bar" viewBox="0 0 {WEEK * weeks} 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<path d="{grid}"/>{bars}</svg>'
    )


def _start(body: Body, series: Series | None, results: ResultsDay | None) -> tuple[str, Basis | None]:
    """Return what is said of the day of the results, or else from when requests are taken, with what it rests on."""
    if series and results:
        return f"Results of {series.title}: {spoken_day(results.day)}.", results.basis
    unknown = f"The day of the results{f' of {series.title}' if series else ''} is {NOT_KNOWN}."
    opening = opening_sentence(body, series) if series else None
    if series is None or opening is None:
        return unknown, None
    return f"{unknown} {opening}", body.opening.basis if body.opening and not series.opens_on else series.deadlines[0].basis


def _item(body: Body, step: Step) -> str:
    """Return a step in words. What several lines rest on is named once."""
    bases = list(dict.fromkeys(basis for _, basis in step.lines))
    said = "".join(
        f"<p>{' '.join(escape(text) for text, of in step.lines if of == basis)}</p>{source_line(body, basis)}" for basis in bases
    )
    return f"<li><strong>{escape(step.name)}</strong>{said}</li>"


def _line(body: Body, text: str, basis: Basis | None, title: str = "") -> str:
    strong = f"<strong>{escape(title)}</strong>" if title else ""
    return f"<li>{strong}<p>{escape(text)}</p>{source_line(body, basis) if basis else ''}</li>"


def _certificates(desk: Desk) -> tuple[str, Basis | None]:
    """Return what the body says of certificates, or that it is not known here."""
    rules = (desk.route.rules.get(each) for each in CONFIRMED_BY)
    return next(((each.text, each.basis) for each in rules if each), (f"When certificates are issued is {NOT_KNOWN}.", None))
