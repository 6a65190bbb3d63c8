"""How the API shows a list of requests that was checked: what will go in, what it costs, what is to be declared; and the template for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.fees import Amount, Quote, quote
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.series import Series
from functions.domain.catalogue.services import Declaration, Service
from functions.domain.enquiries.portal_records import portal_of
from functions.domain.enquiries.request_lists import RowsOfRequest
from functions.domain.enquiries.submission import DraftContent
from functions.domain.errors import Problem
from functions.domain.register.csv_rows import Sheet


class Declared(NamedTuple):
    """A declaration of a body's route; its ids are each route's own, so the key names all three."""

    body: Body
    route: Route
    declaration: Declaration

    @property
    def id(self) -> str:
        return self.declaration.id

    @property
    def key(self) -> str:
        """What the page sends when it is ticked."""
        return f"{self.body.id}/{self.route.id}/{self.id}"


class CheckedRequest(NamedTuple):
    """A request that may be submitted: its rows, by what it was checked, whom it is about, and what its report will wait for."""

    rows: RowsOfRequest
    body: Body
    route: Route
    service: Service
    about: str
    warnings: tuple[Problem, ...] = ()

    @property
    def content(self) -> DraftContent:
        return self.rows.content

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its rows."""
        return tuple(each.row.number for each in self.rows.rows)

    @property
    def declared(self) -> list[Declared]:
        """What must be declared for it."""
        return [Declared(self.body, self.route, each) for each in self.route.declarations_for(self.service.code)]

    @property
    def fee(self) -> Quote:
        return quote(self.body, self.route, self.service.code, len(self.content.components), self.content.candidate_numbers(self.body))


def declarations(requests: Sequence[CheckedRequest]) -> list[Declared]:
    """Return every declaration that the requests need, once."""
    return list({each.key: each for one in requests for each in one.declared}.values())


def checked_list(requests: Sequence[CheckedRequest], sheet: Sheet, contact_email: str) -> dict[str, Any]:
    """Return what a list asks for in the API's shape: a line a request, sums by awarding body, declarations, and what was repaired."""
    counted = [key for each in requests for key in {one.key for one in each.declared}]
    return {
        "requests": [_line(each) for each in requests],
        "sums": _sums(requests),
        "declarations": [
            {
                "key": each.key, "body": each.body.name, "text": each.declaration.text,
                "source": each.body.cite(each.declaration.basis), "requests": counted.count(each.key),
            }
            for each in declarations(requests)
        ],
        "warnings": [
            {"message": warning.message, "rule": warning.rule, "source": warning.source} for each in requests for warning in each.warnings
        ],
        "contact_email": contact_email,
        "rows": len(sheet.rows),
        "repaired": [
            {"column": each.column, "times": each.times, "row": each.row, "message": each.message}
            for each in sheet.repairs.found.values()
        ],
    }  # fmt: skip


def _line(each: CheckedRequest) -> dict[str, Any]:
    series = each.body.series_of(each.content.series)
    syllabus = each.body.syllabuses_by_code[each.content.syllabus]
    fee = each.fee
    return {
        "rows": list(each.numbers), "about": each.about, "body": each.body.name, "series": series.title if series else each.content.series,
        "route": each.route.aside, "service": each.service.heading, "syllabus": f"{syllabus.code} {syllabus.name}",
        "components": list(each.content.components), "note": each.content.note,
        "fee": {"free": fee.free, "total": _money(fee.total) if fee.total else None, "demonstration": fee.demonstration},
        "prepared": portal.name if (portal := portal_of(each.body)) else "",
    }  # fmt: skip


def _sums(requests: Sequence[CheckedRequest]) -> list[dict[str, Any]]:
    """Return for each awarding body how many requests there are, what they cost together, and how many have a fee that is not known."""
    sums = []
    for body in dict.fromkeys(each.body.id for each in requests):
        own = [each for each in requests if each.body.id == body]
        totals = [total for each in own if (total := each.fee.total)]
        amount = sum((each.amount for each in totals), Decimal(0))
        sums.append(
            {
                "body": own[0].body.name,
                "requests": len(own),
                "total": _money(Amount(amount=amount, currency=totals[0].currency)) if totals else None,
                "unknown": sum(each.fee.total is None and not each.fee.free for each in own),
                "demonstration": any(each.fee.demonstration for each in own),
            }
        )
    return sums


def _money(total: Amount) -> dict[str, str]:
    return {"amount": f"{total.amount:.2f}", "currency": total.currency}


def template(headings: Sequence[str], bodies: Sequence[Body], open_series: Mapping[str, Sequence[Series]]) -> dict[str, Any]:
    """Return the template as a file, its headings, and for each awarding body what may be written: series, services, examples of numbers."""
    return {
        "headings": list(headings),
        "file": {"name": "requests.csv", "type": "text/csv", "text": "\ufeff" + ",".join(headings) + "\r\n"},
        "bodies": [
            {
                "name": body.name,
                "series": [each.title for each in open_series[body.id]],
                "services": [
                    {"code": service.label, "name": service.name}
                    for service in {
                        each.code: each
                        for series in open_series[body.id] for route in body.routes_of(series) for each in route.services if not each.appeal
                    }.values()
                ],
                "numbers": [
                    {"label": each.label, "example": each.example}
                    for each in (body.identifiers.syllabus, body.identifiers.component, body.identifiers.candidate)
                ],
            }
            for body in bodies
        ],
    }  # fmt: skip
