"""Several requests at once: the rows of a spreadsheet, over several awarding bodies, each of which becomes what the form would send (BY-06).

A row names one candidate, or none where the service is about everybody. Rows that make one request stand for it together: the components
of a candidate and subject on several rows, the candidates of one report on a group. What is certain is read and said as repaired; whether
it may be asked for is decided by the rules of the form.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.services import Subject
from functions.domain.enquiries.request_list_columns import COLUMN_OF, NEEDED, OPTIONAL, other_names
from functions.domain.enquiries.request_rows import RowReading
from functions.domain.enquiries.submission import DraftContent
from functions.domain.errors import Problem, problem
from functions.domain.fields import AsSent, EmailOrNothing, Request, Uuid
from functions.domain.register.csv_rows import Row, RowFault, Sheet, read_sheet

NAMES_OF_IDS = uuid.UUID("6f1d2c1e-1f0e-4c55-9a53-0b7b7a9f2e11")  # the name space of the ids of requests


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
    sheet = read_sheet(text, NEEDED, OPTIONAL, other_names=other_names(bodies.values()))
    asked: list[AskedInRow] = []
    faults = list(sheet.faults)
    for row in sheet.rows:
        reading = RowReading(row, sheet.repairs)
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
    return row.fault(COLUMN_OF.get((wrong.field or "").split(".")[0], ""), wrong)
