"""Deadlines and promises of one awarding body: what is open, what is due when, what is late and whom to ask.

A deadline is a local date in the body's zone and lasts to the end of that day (ours: no body read so far states a time).
"""

from __future__ import annotations

from datetime import date, datetime

from functions.domain.calendar import due, last_day, spoken_day, spoken_moment
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.promises import acknowledgement_within
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.services import Service
from functions.domain.errors import Citation, Problem, problem
from functions.domain.wording import counted

NOT_KNOWN = "not known here"


def deadline_text(body: Body, series: Series, service: str) -> str:
    """Return the deadline in words, with its zone: 'the end of 20 September 2022 (Europe/London)', or that it is not known here."""
    closes_on = series.deadline_for(service).closes_on
    return f"the end of {spoken_day(closes_on)} ({body.zone.replace('_', ' ')})" if closes_on else NOT_KNOWN


def until_text(body: Body, series: Series, service: str) -> str:
    """Return until when a service can be asked for, or where to find a deadline that the desk does not know (SG-09)."""
    deadline = series.deadline_for(service)
    if deadline.closes_on is None:
        return f"{deadline.window_text or f'the deadline is {NOT_KNOWN}'}. {deadline.find}"
    window = f"{deadline.window_text}, " if deadline.window_text else ""
    return f"{window}until {deadline_text(body, series, service)}"


def opening_text(body: Body, series: Series, now: datetime) -> str | None:
    """Return from when a series can be asked about, in the words of a chip; None once it can."""
    opens_on, opens_at = body.opens_on(series), body.opens_at(series)
    return f"opens {spoken_day(opens_on)}" if opens_on and opens_at and now < opens_at else None


def remaining_text(days: int | None) -> str:
    """Return the number of remaining days in words."""
    if days is None:
        return f"deadline {NOT_KNOWN}"
    if days < 0:
        return "closed"
    if days == 0:
        return "closes today"
    return f"{counted(days, 'day')} left"


def opening_sentence(body: Body, series: Series) -> str | None:
    """Return from when a series takes requests, in words; None if it does not say."""
    opens_on = body.opens_on(series)
    if opens_on is None:
        return None
    by_rule = " No opening day is published: we open a series when its results can be there."
    by_results = " That is the day of its results."
    how = "" if series.opens_on else by_results if series.results else by_rule
    return f"{series.title} can be asked about from {spoken_day(opens_on)}.{how}"


def opening_citation(body: Body, series: Series) -> Citation:
    """Return the citation of a series' opening: that of its deadline where the day is published, or of its results day, or else of our
    own rule."""
    if series.opens_on or (body.opening is None and not series.results):
        basis = series.deadlines[0].basis
    elif series.results:
        basis = min(series.results, key=lambda each: each.day).basis
    else:
        assert body.opening
        basis = body.opening.basis
    return body.citation_of(opening_sentence(body, series), basis)


def deadline_problem(body: Body, series: Series, service: Service, reference: str, now: datetime) -> Problem | None:
    """Return the problem with a submission outside the series' window; None inside it.

    A deadline that is not known here refuses nothing: the desk takes the request, and staff judge whether it came in time (ours).
    """
    deadline = series.deadline_for(service.code)
    basis = deadline.basis
    closes_at = body.closes_at(series, service.code)
    if series.closed and closes_at is None:
        closed = f"You cannot ask for anything in {series.title} once it is closed. {deadline.find}"
        return problem(
            "series_closed", field="series", cites=body.citation_of(closed, basis), series=series.title, contact=body.contact.address
        )
    rule = f"{service.title} in {series.title} can be asked for {until_text(body, series, service.code)}."
    if service.following:
        rule = f"{rule} {service.following.sentence}"
    cited = body.citation_of(rule, basis)
    if closes_at and (series.closed or now >= closes_at):
        return problem(
            "deadline_passed",
            field="series",
            cites=cited,
            service=service.title,
            series=series.title,
            closes=deadline_text(body, series, service.code),
            contact=body.contact.address,
            reference=reference,
        )
    opens_on = body.opens_on(series)
    if opens_on and not body.open_for(series, service.code, now):
        return problem(
            "series_not_open", field="series", cites=opening_citation(body, series), series=series.title, opens=spoken_day(opens_on)
        )
    return None


def promised_by(body: Body, service: Service, began_at: datetime) -> date | None:
    """Return the day by which the outcome is normally issued (S1: within 30 days of receipt); None if no time is published.

    `began_at` is when the target began to count: on receipt, or for some services on acceptance.
    """
    late_from = outcome_late_from(body, service, began_at)
    return last_day(late_from, body.zone) if late_from else None


def outcome_late_from(body: Body, service: Service, began_at: datetime) -> datetime | None:
    """Return the first moment at which an enquiry without outcome is overdue; None if no time is published."""
    return due(service.target, began_at, body.zone, body.closed) if service.target else None


def number_late_from(body: Body, route: Route, submitted_at: datetime) -> datetime:
    """Return when a missing number is late (S1: 24 hours after submitting); the centre is then told whom to write to."""
    return due(route.timings.number_within, submitted_at, body.zone, body.closed)


def acknowledgement_late_from(body: Body, route: Route, service: Service, submitted_at: datetime) -> datetime:
    """Return when a missing acknowledgement is late (S1: two working days after submitting), or a missing acceptance."""
    return due(acknowledgement_within(route, service), submitted_at, body.zone, body.closed)


def changes_free_until(body: Body, route: Route, acknowledged_at: datetime) -> datetime:
    """Return until when changes are free of charge (S1: 24 hours after the acknowledgement)."""
    return due(route.timings.change_window, acknowledged_at, body.zone, body.closed)


def changes_free_text(body: Body, route: Route, acknowledged_at: datetime) -> str:
    return spoken_moment(changes_free_until(body, route, acknowledged_at), body.zone)
