"""Deadlines and promises of one awarding body: what is open, what is due when, what is late and whom to ask.

A deadline is a local date in the body's zone and lasts to the end of that day (ours: no body read so far states a time).
"""

from __future__ import annotations

from datetime import date, datetime

from functions.domain.calendar import due, last_day, spoken_day, spoken_moment
from functions.domain.catalogue.bodies import Body, Route, Series
from functions.domain.catalogue.services import Service
from functions.domain.errors import Problem, problem

NOT_KNOWN = "not known here"


def deadline_text(body: Body, series: Series, service: str) -> str:
    """The deadline in words, with its zone: 'the end of 20 September 2022 (Europe/London)', or that it is not known here."""
    closes_on = series.deadline_for(service).closes_on
    return f"the end of {spoken_day(closes_on)} ({body.zone.replace('_', ' ')})" if closes_on else NOT_KNOWN


def until_text(body: Body, series: Series, service: str) -> str:
    """Until when a service can be asked for, or that this is not known here and where it is to be found (SG-09)."""
    deadline = series.deadline_for(service)
    return f"until {deadline_text(body, series, service)}" if deadline.closes_on else f"the deadline is {NOT_KNOWN}. {deadline.find}"


def remaining_text(days: int | None) -> str:
    """What the number of `days_remaining` means to somebody in a hurry."""
    if days is None:
        return f"deadline {NOT_KNOWN}"
    if days < 0:
        return "closed"
    if days == 0:
        return "closes today"
    return "1 day left" if days == 1 else f"{days} days left"


def deadline_problem(body: Body, series: Series, service: Service, reference: str, now: datetime) -> Problem | None:
    """The refusal of a submission outside the series' window, None inside it.

    A deadline that is not known here refuses nothing: the desk takes the request, and staff judge whether it came in time (ours).
    """
    deadline = series.deadline_for(service.code)
    basis = deadline.basis
    closes_at = body.closes_at(series, service.code)
    if series.closed and closes_at is None:
        closed = f"Nothing can be asked for in {series.title} once it is closed. {deadline.find}"
        return problem(
            "series_closed", field="series", rule=closed, source=body.cite(basis), series=series.title, contact=body.contact.email
        )
    rule = f"{service.title} in {series.title} can be asked for until {deadline_text(body, series, service.code)}."
    if closes_at and (series.closed or now >= closes_at):
        return problem(
            "deadline_passed",
            field="series",
            rule=rule,
            source=body.cite(basis),
            service=service.title,
            series=series.title,
            closes=deadline_text(body, series, service.code),
            contact=body.contact.email,
            reference=reference,
        )
    if not body.open_for(series, service.code, now):
        assert series.opens_on
        return problem(
            "series_not_open", field="series", rule=rule, source=body.cite(basis), series=series.title, opens=spoken_day(series.opens_on)
        )
    return None


def promised_by(body: Body, service: Service, received_at: datetime) -> date | None:
    """The day by which the outcome is normally there (S1: within 30 days of receipt); None where no time is published."""
    late_from = outcome_late_from(body, service, received_at)
    return last_day(late_from, body.zone) if late_from else None


def outcome_late_from(body: Body, service: Service, received_at: datetime) -> datetime | None:
    """The first moment at which an enquiry without outcome is overdue; None where no time is published."""
    return due(service.target, received_at, body.zone, body.closed) if service.target else None


def number_late_from(body: Body, route: Route, submitted_at: datetime) -> datetime:
    """S1: a number should be there within 24 hours of submitting; from then on the centre is told whom to write to."""
    return due(route.timings.number_within, submitted_at, body.zone, body.closed)


def acknowledgement_late_from(body: Body, route: Route, submitted_at: datetime) -> datetime:
    """S1: without a letter two working days after submitting the centre should get in touch at once."""
    return due(route.timings.acknowledgement_within, submitted_at, body.zone, body.closed)


def changes_free_until(body: Body, route: Route, acknowledged_at: datetime) -> datetime:
    """S1: an enquiry is amended or cancelled without charge within 24 hours of its acknowledgement."""
    return due(route.timings.change_window, acknowledged_at, body.zone, body.closed)


def changes_free_text(body: Body, route: Route, acknowledged_at: datetime) -> str:
    return spoken_moment(changes_free_until(body, route, acknowledged_at), body.zone)
