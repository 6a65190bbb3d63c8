"""A row of a list of requests, read: what its cells mean, what is certain repaired, and its faults (BY-06)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.enquiries.request_list_columns import (
    BODY,
    CANDIDATE,
    COLUMN_OF,
    COMPONENTS,
    ERROR,
    NOTE,
    ON_BEHALF,
    REVISED,
    ROUTE,
    SERIES,
    SERVICE,
    SYLLABUS,
)
from functions.domain.enquiries.submission import DraftContent
from functions.domain.errors import problem
from functions.domain.fields import CODE
from functions.domain.register.csv_rows import Repairs, Row, RowFault
from functions.domain.register.imports import DECIMALS, meant_code
from functions.domain.search import folded

BETWEEN = re.compile(r"\s*[;,+&\s]\s*")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMED_MONTH = re.compile(r"([a-z]{3,9})[ \-/.]+(?:20)?(\d{2})")
YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})(?:[/.\-]0?1)?")
MONTH_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{4})")
FIRST_OF_MONTH = re.compile(r"0?1[/.](\d{1,2})[/.](\d{4})")


class RowReading:
    """One row being read: what it asks for, and its faults."""

    def __init__(self, row: Row, repairs: Repairs) -> None:
        self.row = row
        self.repairs = repairs
        self.faults: list[RowFault] = []

    def content(self, bodies: Mapping[str, Body], contact_email: str, now: datetime) -> DraftContent | None:
        """Return what the row asks for; None where it cannot be read, with its faults."""
        body = self._body(bodies)
        if body is None:
            return None
        syllabus = self._syllabus(body)
        if syllabus:
            body = body.of_syllabus(syllabus.code)
        route, service, series = self._offer(body, now)
        asked: dict[str, Any] = {
            "body": body.id, "series": series, "route": route.id, "service": service.code if service else "",
            "syllabus": syllabus.code if syllabus else "", "qualification": syllabus.qualification if syllabus else "",
            "components": self._components(syllabus), "candidates": self._candidates(body), "note": self._cell(NOTE),
            "on_behalf": self._cell(ON_BEHALF).lower(), "revised_grade": self._cell(REVISED), "error": self._cell(ERROR),
            "contact_email": contact_email, "contact_email_confirmed": True,
        }  # fmt: skip
        if self.faults:
            return None
        try:
            return DraftContent.model_validate(asked)
        except ValidationError as fault:
            for each in fault.errors():
                column = COLUMN_OF.get(str(each["loc"][0]), "")
                why = "it is too long" if each["type"] == "string_too_long" else "it is not in a form that can be read"
                self._wrong(column, self._cell(column), why)
            return None

    def _cell(self, column: str) -> str:
        return self.row.cells.get(column, "")

    def _wrong(self, column: str, value: str, why: str) -> None:
        self.faults.append(self.row.invalid(column, value, why))

    def _missing(self, column: str, code: str) -> None:
        self.faults.append(self.row.fault(column, problem(code)))

    def _mended(self, code: str, column: str, was: str, became: str) -> str:
        """Return what a value became, noted as repaired where that is something else."""
        if was != became:
            self.repairs.note(code, self.row.number, column, was=was, became=became)
        return became

    def _whole(self, column: str, written: str) -> str:
        """Return a number that a spreadsheet wrote with decimals as the whole number that it is."""
        found = DECIMALS.fullmatch(written)
        return self._mended("decimals", column, written, found[1]) if found else written

    def _body(self, bodies: Mapping[str, Body]) -> Body | None:
        """Return the awarding body that is meant: by id or name, or the only one."""
        written = self._cell(BODY)
        if not written:
            if len(bodies) == 1:
                return next(iter(bodies.values()))
            self._missing(BODY, "choose_body")
            return None
        same = [each for id, each in bodies.items() if folded(written) in (folded(id), folded(each.name))]
        if not same:
            names = ", ".join(each.name for each in bodies.values())
            self._wrong(BODY, written, f"your centre enters candidates with {names}")
        return same[0] if same else None

    def _syllabus(self, body: Body) -> Syllabus | None:
        """Return the syllabus that is meant: by its code, or by its name where only one has it."""
        written = self._cell(SYLLABUS)
        if not written:
            self._missing(SYLLABUS, "syllabus_missing")
            return None
        kind = body.identifiers.syllabus
        named = [each for each in body.syllabuses if folded(each.name) == folded(written)]
        if len(named) == 1:
            return named[0]
        code = written if kind.fits(written) else self._whole(SYLLABUS, written)
        repair, _, meant = meant_code(code, body.syllabuses_by_code, SYLLABUS)
        if found := body.syllabuses_by_code.get(self._mended(repair, SYLLABUS, code, meant)):
            return found
        why = "several have this name: write the code" if named else "the catalogue has no such syllabus" if kind.fits(code) else kind.form
        self._wrong(SYLLABUS, written, why)
        return None

    def _offer(self, body: Body, now: datetime) -> tuple[Route, Service | None, str]:
        """Return the route, the service and the series that are meant."""
        series = self._series(body)
        routes = {each.id: each for each in body.routes}
        named = [each for each in body.routes if folded(self._cell(ROUTE)) in (folded(each.id), folded(each.name))]
        if self._cell(ROUTE) and not named:
            self._wrong(ROUTE, self._cell(ROUTE), f"there are {', '.join(each.name for each in body.routes)}")
        found = body.series_of(series)
        route = named[0] if named else routes[found.routes[0]] if found else body.routes[0]
        service = self._service(body, route)
        if not self._cell(SERIES) and service:
            series = self._series_now(body, route, service, now)
        return route, service, series

    def _series_now(self, body: Body, route: Route, service: Service, now: datetime) -> str:
        """Return the only series that takes such requests now; where none does any more, the last that did, whose deadline is then said."""
        having = [each for each in body.series if route.id in each.routes]
        open_now = [each.id for each in having if body.open_for(each, service.code, now)]
        begun = [each.id for each in having if (opens_at := body.opens_at(each)) is None or now >= opens_at]
        if len(open_now) == 1 or (begun and not open_now):
            return open_now[0] if open_now else max(begun)
        self._missing(SERIES, "series_missing")
        return ""

    def _series(self, body: Body) -> str:
        """Return the id of the series that is written, also as spreadsheets write a month; empty where none is."""
        written = self._cell(SERIES)
        if not written:
            return ""
        for each in body.series:
            if folded(written) in (folded(each.id), folded(each.title)):
                return each.id
        if found := body.series_of(_month(written.lower())):
            self._mended("series", SERIES, written, found.title)
            return found.id
        self._wrong(SERIES, written, f"there are {', '.join(each.title for each in body.series)}")
        return ""

    def _service(self, body: Body, route: Route) -> Service | None:
        """Return the service that is meant, by its code or one of its names."""
        written = self._cell(SERVICE)
        if not written:
            self._missing(SERVICE, "service_missing")
            return None
        asked = self._whole(SERVICE, written)
        known = {each.code: each for each in route.services}
        asked = self._mended("capitals", SERVICE, asked, meant_code(asked, known, SERVICE)[2])
        if asked not in known:
            same = [each for each in route.services if folded(asked) in map(folded, (each.name, each.title, each.label, each.heading))]
            asked = same[0].code if len(same) == 1 else asked
        service = known.get(asked)
        if service and service.appeal:
            self.faults.append(self.row.fault(SERVICE, problem("row_by_form", service=service.name)))
            return None
        elsewhere = asked if re.fullmatch(CODE, asked) and any(each.service(asked) for each in body.routes) else ""
        if service is None and elsewhere:
            where = next(each for each in body.routes if each.service(elsewhere))
            self._wrong(SERVICE, written, f"it is on offer for the route “{where.name}”, so name that in a column “{ROUTE}”")
        elif service is None:
            offered = ", ".join(f"{each.label} ({each.name})" if each.label != each.name else each.name for each in route.services)
            self._wrong(SERVICE, written, f"{body.name} has {offered}")
        return service

    def _components(self, syllabus: Syllabus | None) -> tuple[str, ...]:
        """Return the components that are named, with anything of ;,+& or spaces between them."""
        found: list[str] = []
        for each in filter(None, BETWEEN.split(self._cell(COMPONENTS))) if syllabus else ():
            known = [one.code for one in syllabus.components] if syllabus else []
            whole = each if each in known else self._whole(COMPONENTS, each)
            repair, _, meant = meant_code(whole, known, COMPONENTS)
            code = self._mended(repair, COMPONENTS, whole, meant)
            if syllabus and code not in known:
                self._wrong(
                    COMPONENTS, each, f"syllabus {syllabus.code} has {', '.join(known)}" if known else f"syllabus {syllabus.code} has none"
                )
            found.append(code)
        return tuple(found)

    def _candidates(self, body: Body) -> tuple[str, ...]:
        written = self._cell(CANDIDATE)
        if not written:
            return ()
        kind = body.identifiers.candidate
        whole = written if kind.fits(written) else self._whole(CANDIDATE, written)
        number = body.printed(whole)
        if not kind.fits(number):
            self._wrong(CANDIDATE, written, kind.form)
            return ()
        return (self._mended("zeros", CANDIDATE, whole, number),)


def _month(written: str) -> str:
    """Return the series of a month as people and spreadsheets write it (June 2022, Jun-22, 06/2022, 01/06/2022); empty for anything else."""
    if (named := NAMED_MONTH.fullmatch(written)) and (month := named[1][:3]) in MONTHS:
        return f"20{named[2]}-{MONTHS.index(month) + 1:02}"
    if found := YEAR_FIRST.fullmatch(written):
        return f"{found[1]}-{int(found[2]):02}"
    if found := MONTH_FIRST.fullmatch(written) or FIRST_OF_MONTH.fullmatch(written):
        return f"{found[2]}-{int(found[1]):02}"
    return ""
