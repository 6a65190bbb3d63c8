"""A centre's own dates and charges, by awarding body and service (TX-01, TX-02).

A centre asks its candidates by a day before the awarding body's, so that it has time to submit, and many add a charge of their own to
the body's fee. Both are the centre's to say: the desk prints and shows them beside the body's, and never takes money.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.calendar import spoken_day
from functions.domain.catalogue.bodies import OTHER_TYPES, Body
from functions.domain.catalogue.deadlines import until_text
from functions.domain.catalogue.fees import Amount, Cost, cost_of
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.services import Service
from functions.domain.errors import Problem, Refused, problem
from functions.domain.fields import CODE, Request

MOST_ROWS = 60  # services of one awarding body in a series
AMOUNT = "^([0-9]{1,5}([.][0-9]{1,2})?)?$"
Shown = dict[str, Any]


class OwnDate(BaseModel):
    """The centre's last day for a service in a series."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    body: str
    series: str
    route: str
    service: str
    closes_on: date


class OwnCharge(BaseModel):
    """What the centre charges for each request of a service, beside the awarding body's fee."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    body: str
    route: str
    service: str
    amount: Decimal


class CentreTerms(BaseModel):
    """A centre's own dates and charges. Version 0 is that of a centre which has none yet.

    `returned` says whether the centre gives its own charge back together with the fee when a grade changes; `payment_text` tells a
    family how to pay. `contact` and `opening_hours` stand at the head of the centre's papers.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    dates: tuple[OwnDate, ...] = ()
    charges: tuple[OwnCharge, ...] = ()
    currency: str = "GBP"
    returned: bool = False
    payment_text: str = ""
    contact: str = ""
    opening_hours: str = ""
    version: int = 0

    def own_date(self, body: str, series: str, route: str, service: str) -> date | None:
        """Return the centre's last day for a service in a series; None where it has none."""
        asked = (body, series, route, service)
        return next((each.closes_on for each in self.dates if (each.body, each.series, each.route, each.service) == asked), None)

    def own_charge(self, body: str, route: str, service: str) -> Amount | None:
        """Return what the centre charges for a request of a service; None where it charges nothing."""
        asked = (body, route, service)
        amount = next((each.amount for each in self.charges if (each.body, each.route, each.service) == asked), None)
        return Amount(amount=amount, currency=self.currency) if amount else None


class TermRow(BaseModel):
    """The centre's day and charge for one service; empty where it has none."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    route: Annotated[str, Field(max_length=40)]
    service: Annotated[str, Field(pattern=f"^{CODE}$")]
    closes_on: Annotated[str, Field(title="Your last day", pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")] = ""
    charge: Annotated[str, Field(title="Your charge", pattern=AMOUNT)] = ""


class SaveTerms(Request):
    """The own dates and charges for the services of one awarding body in one series, and what holds for all."""

    version: Annotated[int, Field(ge=0, le=1_000_000_000)]
    body: Annotated[str, Field(title="Awarding body", max_length=40)]
    series: Annotated[str, Field(title="Series", pattern="^[0-9]{4}-[0-9]{2}$")]
    rows: Annotated[tuple[TermRow, ...], Field(max_length=MOST_ROWS)] = ()
    currency: Annotated[str, Field(title="Currency of your charges", description="Three letters, such as GBP.", pattern="^[A-Z]{3}$")] = (
        "GBP"
    )
    returned: Annotated[bool, Field(title="We give our own charge back too when the grade changes")] = False
    payment_text: Annotated[
        str,
        Field(
            title="How to pay (optional)",
            description="Notes to families and forms print it, such as “Pay at the finance office, quoting the candidate number.”",
            max_length=400,
        ),
    ] = ""
    contact: Annotated[
        str,
        Field(
            title="Whom to ask (optional)",
            description="Your papers print it at their head, such as “Exams office, room 12, 01632 960 100, exams@school.example”.",
            max_length=300,
        ),
    ] = ""
    opening_hours: Annotated[
        str,
        Field(
            title="Opening hours of the exams office (optional)",
            description="Your papers print them at their head, such as “Monday to Friday, 8.30 to 16.00; in August, results days only”.",
            max_length=200,
        ),
    ] = ""


def saved(terms: CentreTerms, request: SaveTerms, body: Body) -> CentreTerms:
    """Return the terms with the rows of a request in place of those for its awarding body and series; charges hold in every series.

    Raise Refused with every problem at once: a service that the series does not have, a day that is none, or one after the body's own.
    """
    series = body.series_of(request.series)
    if series is None:
        raise Refused(problem("series_unknown", field="series"))
    offered = {(route.id, each.code): (route, each) for route, each in offered_services(body, series)}
    problems = [found for row in request.rows for found in _row_problems(row, offered.get((row.route, row.service)), body, series)]
    if problems:
        raise Refused(*problems)
    asked = {(row.route, row.service) for row in request.rows}
    other_dates = [
        each for each in terms.dates if (each.body, each.series) != (body.id, series.id) or (each.route, each.service) not in asked
    ]
    other_charges = [each for each in terms.charges if each.body != body.id or (each.route, each.service) not in asked]
    dates = [
        OwnDate(body=body.id, series=series.id, route=row.route, service=row.service, closes_on=date.fromisoformat(row.closes_on))
        for row in request.rows
        if row.closes_on
    ]
    charges = [
        OwnCharge(body=body.id, route=row.route, service=row.service, amount=Decimal(row.charge))
        for row in request.rows
        if row.charge and Decimal(row.charge)
    ]
    return CentreTerms(
        dates=(*other_dates, *dates), charges=(*other_charges, *charges), currency=request.currency, returned=request.returned,
        payment_text=request.payment_text, contact=request.contact, opening_hours=request.opening_hours, version=terms.version + 1,
    )  # fmt: skip


def offered_services(body: Body, series: Series) -> list[tuple[Route, Service]]:
    """Return the services that a series offers, each with its route, without appeals: those have no last day that is the same for all."""
    return [(route, each) for route in body.routes_of(series) for each in route.services]


def terms_page(terms: CentreTerms, bodies: Sequence[Body], body: Body | None, now: datetime) -> Shown:
    """Return a centre's own dates and charges beside the dates and fees of one of its awarding bodies, the latest series first.

    `shown` is the series that the page begins with. `body` is None for a centre that no awarding body of this desk has given a number.
    """
    return {
        "version": terms.version, "currency": terms.currency, "returned": terms.returned, "payment_text": terms.payment_text,
        "contact": terms.contact, "opening_hours": terms.opening_hours,
        "bodies": [{"id": each.id, "name": each.name} for each in bodies],
        "body": body and {
            "id": body.id, "name": body.name, "shown": series_in_hand(body, now).id,
            "series": [
                {
                    "id": series.id, "title": series.title,
                    "services": [_service(terms, body, series, route, each) for route, each in offered_services(body, series)],
                }
                for series in sorted(body.series, key=lambda each: each.id, reverse=True)
            ],
        },
    }  # fmt: skip


def series_in_hand(body: Body, now: datetime) -> Series:
    """Return the series of a body that a centre most likely works on: the latest that takes requests, else the latest that has, else the first to come."""
    by_time = sorted(body.series, key=lambda each: each.id, reverse=True)
    open_now = [each for each in by_time if body.open_for_any(each, now)]
    begun = [each for each in by_time if (opens := body.opens_at(each)) and opens <= now]
    return (open_now or begun or by_time[::-1])[0]


def _service(terms: CentreTerms, body: Body, series: Series, route: Route, service: Service) -> Shown:
    own, costs = terms.own_charge(body.id, route.id, service.code), costs_by_type(body, route, service)
    fees = sorted({each.price.amount: each.price for each in costs if each.price}.values(), key=lambda each: each.amount)
    closes_on = series.deadline_for(service.code).closes_on
    own_date = terms.own_date(body.id, series.id, route.id, service.code)
    return {
        "route": route.id, "route_name": route.aside, "code": service.code, "label": service.label, "name": service.name,
        "closes_on": closes_on.isoformat() if closes_on else None, "until_text": until_text(body, series, service.code),
        "fees": [{"amount": f"{each.amount:.2f}", "currency": each.currency} for each in (fees[0], fees[-1])[: len(fees)]] if fees else [],
        "free": all(each.free for each in costs), "fee_unit": costs[0].unit,
        "fee_known": fee_known(any(each.demonstration for each in costs), any(each.reported for each in costs)),
        "own_date": own_date.isoformat() if own_date else "", "own_charge": f"{own.amount:.2f}" if own else "",
    }  # fmt: skip


def costs_by_type(body: Body, route: Route, service: Service) -> list[Cost]:
    """Return what a request of a service costs, once for each type of qualification that has figures of its own, and once for the others."""
    found = []
    for each in (*(body.of_type(type) for type in (*body.types_apart, OTHER_TYPES)), body) if body.types_apart else (body,):
        its_route = each.route(route.id)
        its_service = its_route.service(service.code) if its_route else None
        if its_route and its_service:
            found.append(cost_of(each, its_route, its_service))
    return found


def fee_known(demonstration: bool, reported: bool) -> str:
    """Return how far a figure can be trusted, in a word; empty for one that the awarding body published."""
    return "demonstration" if demonstration else "reported" if reported else ""


def _row_problems(row: TermRow, offered: tuple[Route, Service] | None, body: Body, series: Series) -> Iterator[Problem]:
    if offered is None:
        yield problem("service_unknown", field=f"{row.route}.{row.service}")
        return
    if not row.closes_on:
        return
    _, service = offered
    field = f"closes_on.{row.route}.{row.service}"
    try:
        day = date.fromisoformat(row.closes_on)
    except ValueError:
        yield problem("own_date_none", field=field, service=service.title)
        return
    latest, opens_on = series.deadline_for(service.code).closes_on, body.opens_on(series)
    if latest and day > latest:
        yield problem("own_date_late", field=field, service=service.title, body=body.name, closes=spoken_day(latest))
    elif opens_on and day < opens_on:
        yield problem("own_date_early", field=field, service=service.title, series=series.title, opens=spoken_day(opens_on))
