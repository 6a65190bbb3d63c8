"""Several requests at once: the rows of a spreadsheet, over several awarding bodies, each of which becomes what the form would send (BY-06).

A row names one candidate, or none where the service is about everybody. Rows that make one request stand for it together: the components
of a candidate and subject on several rows, the candidates of one report on a group. What is certain is read and said as repaired; whether
it may be asked for is decided by the rules of the form.
"""

import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Service, Subject
from functions.domain.catalogue.syllabuses import Syllabus
from functions.domain.enquiries.submission import DraftContent
from functions.domain.errors import Problem, problem
from functions.domain.fields import CODE, AsSent, EmailOrNothing, Request, Uuid
from functions.domain.register.csv_rows import Row, RowFault, Sheet, read_sheet
from functions.domain.register.imports import DECIMALS, meant_code, row_fault
from functions.domain.search import folded

BODY, SERIES, ROUTE, SERVICE, SYLLABUS, COMPONENTS = "awarding body", "series", "route", "service", "syllabus", "components"
CANDIDATE, ON_BEHALF, REVISED, ERROR, NOTE = "candidate number", "on whose behalf", "revised grade", "error", "note"
NEEDED = (SERVICE, SYLLABUS, CANDIDATE)
OPTIONAL = (BODY, SERIES, ROUTE, COMPONENTS, ON_BEHALF, REVISED, ERROR, NOTE)
COLUMN_OF = {  # the column of each field of the form
    "body": BODY, "series": SERIES, "route": ROUTE, "service": SERVICE, "qualification": SYLLABUS, "syllabus": SYLLABUS,
    "components": COMPONENTS, "candidates": CANDIDATE, "on_behalf": ON_BEHALF, "revised_grade": REVISED, "error": ERROR, "note": NOTE,
}  # fmt: skip
OTHER_NAMES = {  # headings of centres' own spreadsheets, in small letters; the labels and words of the awarding bodies come besides
    "body": BODY, "board": BODY, "exam board": BODY, "awarding organisation": BODY, "session": SERIES, "exam series": SERIES,
    "service code": SERVICE, "request": SERVICE, "subject": SYLLABUS, "subject code": SYLLABUS, "syllabus code": SYLLABUS,
    "syllabus number": SYLLABUS, "specification": SYLLABUS, "assessment": SYLLABUS, "qualification code": SYLLABUS,
    "component": COMPONENTS, "component number": COMPONENTS, "component code": COMPONENTS, "paper": COMPONENTS, "papers": COMPONENTS,
    "unit": COMPONENTS, "units": COMPONENTS, "unit code": COMPONENTS, "cand no": CANDIDATE, "candidate no": CANDIDATE,
    "candidate no.": CANDIDATE, "exam number": CANDIDATE, "on behalf of": ON_BEHALF, "notes": NOTE, "comment": NOTE,
}  # fmt: skip
BETWEEN = re.compile(r"\s*[;,+&\s]\s*")
NAMES_OF_IDS = uuid.UUID("6f1d2c1e-1f0e-4c55-9a53-0b7b7a9f2e11")  # the name space of the ids of requests
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMED_MONTH = re.compile(r"([a-z]{3,9})[ \-/.]+(?:20)?(\d{2})")
YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})(?:[/.\-]0?1)?")
MONTH_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{4})")
FIRST_OF_MONTH = re.compile(r"0?1[/.](\d{1,2})[/.](\d{4})")


class CheckList(Request):
    """Rows to check: with their headings, as CSV or as cells of a spreadsheet."""

    read_as_sent = frozenset({"csv"})  # every fault in it is named by row

    csv: Annotated[AsSent, Field(title="Rows of your spreadsheet", max_length=400_000)]


class SubmitList(CheckList):
    """Rows to submit, with what is declared for all of them once: the declarations that were ticked, each by body, route and id, and the
    centre's address as it was confirmed. `id` makes sending it twice the same as once."""

    id: Annotated[str, Field(pattern="^[0-9a-f]{32}$", description="Made by the client: the requests get their ids from it.")]
    declarations: Annotated[tuple[Annotated[str, Field(max_length=130)], ...], Field(title="Declarations", max_length=60)] = ()
    contact_email: Annotated[EmailOrNothing, Field(title="Centre’s e-mail address")] = ""
    contact_email_confirmed: Annotated[bool, Field(title="This address is right")] = False
    accept_waiting: Annotated[bool, Field(title="Continue: reports can wait for open enquiries about their candidates")] = False


class ListedRequest(BaseModel):
    """One request of a list, ready to be submitted under the id that list and row make; `about` is whom it is about, to show."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: Uuid
    rows: tuple[int, ...]
    content: DraftContent
    about: str
    declarations: tuple[str, ...] = ()
    accept_waiting: bool = False


class AskedInRow(NamedTuple):
    """A row, and what it asks for by itself."""

    row: Row
    content: DraftContent


class RowsOfRequest(NamedTuple):
    """The rows that make one request, the first one first, and what they ask for together."""

    rows: tuple[AskedInRow, ...]
    content: DraftContent

    @property
    def number(self) -> int:
        """The number of its first row, which names it."""
        return self.rows[0].row.number


class ListRead(NamedTuple):
    """A list as read: its requests in the order of their first rows, and what keeps rows from being read."""

    sheet: Sheet
    requests: list[RowsOfRequest]
    faults: list[RowFault]


def request_id(list_id: str, row: int) -> str:
    """Return the id of the submission that a row of a list becomes: the same however often the list is sent or gone on with."""
    return str(uuid.uuid5(NAMES_OF_IDS, f"{list_id}/{row}"))


def read_list(text: str, bodies: Mapping[str, Body], contact_email: str, now: datetime) -> ListRead:
    """Return the requests of a list, of the awarding bodies that the centre enters candidates with."""
    sheet = read_sheet(text, NEEDED, OPTIONAL, other_names=_other_names(bodies.values()))
    asked: list[AskedInRow] = []
    faults = list(sheet.faults)
    for row in sheet.rows:
        reading = _Reading(row, sheet)
        content = reading.content(bodies, contact_email, now)
        faults += reading.faults
        if content:
            asked.append(AskedInRow(row, content))
    requests, repeated = _together(asked, bodies)
    return ListRead(sheet, requests, faults + repeated)


def faults_of(request: RowsOfRequest, problems_in: Callable[[DraftContent], Sequence[Problem]]) -> list[RowFault]:
    """Return the problems of a request, each at the row that has it by itself, or else at the first, and in the column of its field."""
    found = problems_in(request.content)
    alone = [(each.row, problems_in(each.content)) for each in request.rows] if found and len(request.rows) > 1 else []
    first = request.rows[0].row
    return [_fault(next((row for row, problems in alone if wrong in problems), first), wrong) for wrong in found]


def by_line(faults: Iterable[RowFault]) -> list[RowFault]:
    """Return faults in the order of the rows."""
    return sorted(faults, key=lambda each: (each.line, each.row))


def as_written(fault: RowFault, sheet: Sheet) -> RowFault:
    """Return a fault with its column called as the file calls it."""
    return RowFault(fault.row, fault.line, sheet.written.get(fault.column, fault.column), fault.problem)


def template_headings(bodies: Sequence[Body], *, series: bool, routes: bool, grade_checks: bool) -> list[str]:
    """Return the headings of a template, in the words of the centre's awarding body where it has one only."""
    alone = bodies[0] if len(bodies) == 1 else None
    kinds = alone.identifiers if alone else None
    columns = [
        *([] if alone else [BODY]), *([SERIES] if series else []), *([ROUTE] if routes else []), SERVICE,
        kinds.syllabus.label.lower() if kinds else "subject", alone.words.said(COMPONENTS) if alone else COMPONENTS,
        kinds.candidate.label.lower() if kinds else CANDIDATE, *([ON_BEHALF, REVISED, ERROR] if grade_checks else []), NOTE,
    ]  # fmt: skip
    return [each[:1].upper() + each[1:] for each in columns]


def _other_names(bodies: Iterable[Body]) -> dict[str, str]:
    """Return the headings under which columns may stand, with what the awarding bodies call them."""
    names = dict(OTHER_NAMES)
    for body in bodies:
        kinds = body.identifiers
        for label, column in ((kinds.syllabus, SYLLABUS), (kinds.component, COMPONENTS), (kinds.candidate, CANDIDATE)):
            names[label.label.lower()] = column
        for column in (SYLLABUS, COMPONENTS, CANDIDATE):
            if (said := body.words.said(column)) != column:
                names[said] = column
    return names


class _Reading:
    """One row being read: what it asks for, and its faults."""

    def __init__(self, row: Row, sheet: Sheet) -> None:
        self.row = row
        self.repairs = sheet.repairs
        self.written = sheet.written
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
        self.faults.append(row_fault(self.row, column, value, why, called=self.written.get(column, "")))

    def _missing(self, column: str, code: str) -> None:
        self.faults.append(RowFault(self.row.number, self.row.line, column, problem(code)))

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
            self.faults.append(RowFault(self.row.number, self.row.line, SERVICE, problem("row_by_form", service=service.name)))
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


def _together(asked: Sequence[AskedInRow], bodies: Mapping[str, Body]) -> tuple[list[RowsOfRequest], list[RowFault]]:
    """Return the requests that rows make together, and the faults of rows that ask for the same as an earlier one."""
    found: dict[tuple[str, ...], list[AskedInRow]] = {}
    faults: list[RowFault] = []
    for each in asked:
        group = found.setdefault(_request_of(each.content, bodies[each.content.body]), [])
        if same := next((other for other in group if _repeats(each.content, other.content)), None):
            faults.append(_fault(each.row, problem("row_repeats", other=same.row.number, field="candidates")))
        else:
            group.append(each)
    return [RowsOfRequest(tuple(rows), _union([each.content for each in rows])) for rows in found.values()], faults


def _request_of(content: DraftContent, body: Body) -> tuple[str, ...]:
    """Return what rows of one request have in common."""
    route = body.route(content.route)
    service = route.service(content.service) if route else None
    same = (content.body, content.series, content.route, content.service, content.syllabus)
    if service and service.subject is Subject.GROUP:
        return (*same, *sorted(content.components))
    return (*same, "candidates", *content.candidates)


def _repeats(content: DraftContent, other: DraftContent) -> bool:
    """Return whether a row asks for what another row of the request asks for already, or for what cannot be put together with it."""
    if content.candidates != other.candidates:
        return False
    return not content.components or not other.components or bool(set(content.components) & set(other.components))


def _union(contents: Sequence[DraftContent]) -> DraftContent:
    """Return what several rows ask for together: all their components and candidates, each once. The rest is as in the first that has it."""
    if len(contents) == 1:
        return contents[0]
    components = tuple(dict.fromkeys(code for each in contents for code in each.components))
    candidates = tuple(dict.fromkeys(number for each in contents for number in each.candidates))
    said = {name: next(_said(contents, name), "") for name in ("note", "on_behalf", "revised_grade", "error")}
    return contents[0].model_copy(update={"components": components, "candidates": candidates, **said})


def _said(contents: Iterable[DraftContent], name: str) -> Iterator[str]:
    return (value for each in contents if (value := getattr(each, name)))


def _fault(row: Row, wrong: Problem) -> RowFault:
    return RowFault(row.number, row.line, COLUMN_OF.get((wrong.field or "").split(".")[0], ""), wrong)
