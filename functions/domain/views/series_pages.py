"""A series with its services, deadlines and days remaining, as the centre's desk shows it (CI-35)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from functions.domain.calendar import iso
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.deadlines import opening_text, remaining_text
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.services import Service
from functions.domain.consent.coverage import is_asked
from functions.domain.eligibility.eligibility import open_services


def series_page(body: Body, series: Series, now: datetime) -> dict[str, Any]:
    """Return a series in the API's shape; its own deadline is that of the service that closes last, of those whose last day is known."""
    routes = body.routes_of(series)
    codes = dict.fromkeys(each.code for route in routes for each in route.services)
    last = max(_still_open(body, series, codes, now) or codes, key=lambda code: series.deadline_for(code).closes_on or date.max)
    deadline, closes_at, days = series.deadline_for(last), body.closes_at(series, last), body.days_remaining(series, last, now)
    opens_on, opens_at = body.opens_on(series), body.opens_at(series)
    able = {route.id: {each.code for each in open_services(body, route, series, now)} for route in routes}
    return {
        "id": series.id, "title": series.title, "body": body.id, "body_name": body.name, "zone": body.zone, "contact": body.contact.address,
        "opens_on": opens_on.isoformat() if opens_on else None, "opens_at": iso(opens_at) if opens_at else None,
        "closes_on": deadline.closes_on.isoformat() if deadline.closes_on else None,
        "closes_at": iso(closes_at) if closes_at else None, "find": deadline.find,
        "open": any(able.values()), "days_remaining": days, "remaining_text": opening_text(body, series, now) or remaining_text(days),
        "notice": series.notice.text if series.notice else None,
        "routes": [
            {
                "id": route.id, "name": route.name, "centre_review_first": route.centre_review_first,
                "services": [_service(body, series, each, available=each.code in able[route.id], now=now) for each in route.services],
            }
            for route in routes
        ],
    }  # fmt: skip


def _still_open(body: Body, series: Series, codes: Iterable[str], now: datetime) -> list[str]:
    """Return the services whose last day is known and not over yet. A series is shown with the last of those, and without a day only where
    no other is left."""
    return [code for code in codes if (closes_at := body.closes_at(series, code)) and now < closes_at]


def _service(body: Body, series: Series, service: Service, *, available: bool, now: datetime) -> dict[str, Any]:
    return {
        "code": service.code, "name": service.name, "label": service.label, "available": available, "target_text": service.target_sentence,
        "not_yet": f"Write to {body.contact.address}." if service.not_yet else None, "consent": is_asked(service),
        "closes_on": str(series.deadline_for(service.code).closes_on or "") or None, "days_remaining": body.days_remaining(series, service.code, now),
    }  # fmt: skip
