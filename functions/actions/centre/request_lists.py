"""Several requests at once: all rows are checked first, by the code that checks the form; then each request goes in by itself, as a job (BY-06)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from functions.actions.centre.submissions import body_for, inputs_of, problems_in, submit
from functions.actions.shared.jobs import AT_ONCE, Doing, Many, begin_many, open_job
from functions.actions.shared.session import Session
from functions.adapters.jobs import list_jobs, read_job, read_left_out, read_portion
from functions.adapters.organisations import read_organisation
from functions.adapters.submissions import SubmissionInputs
from functions.adapters.workers import Worker
from functions.domain.catalogue.bodies import Body
from functions.domain.catalogue.services import Service, Subject
from functions.domain.centre_desk.list_results import result_file, result_rows
from functions.domain.eligibility.eligibility import contact_problems, declaration_problems
from functions.domain.eligibility.waiting import group_warnings
from functions.domain.enquiries.portal_records import portal_of
from functions.domain.enquiries.request_list_columns import template_headings
from functions.domain.enquiries.request_lists import (
    CheckList,
    ListedRequest,
    ListRead,
    RowsOfRequest,
    SubmitList,
    by_line,
    faults_of,
    read_list,
    request_id,
)
from functions.domain.enquiries.submission import DraftContent, Submit
from functions.domain.errors import NotFound, Problem, Refused, problem
from functions.domain.jobs import MANY, SUBMISSIONS
from functions.domain.people.people import Organisation
from functions.domain.people.permissions import Act
from functions.domain.register.cards import Claim
from functions.domain.register.csv_rows import RowFault
from functions.domain.views import import_pages, job_pages, request_list_pages
from functions.domain.views.request_list_pages import CheckedRequest
from functions.domain.wording import counted

UNCHECKED = "00000000-0000-0000-0000-000000000000"  # an id for requests that nobody has sent yet: none is ever stored under it


class Checked(NamedTuple):
    """A list as it was checked: what was read, its requests that may be submitted, every fault, and the centre."""

    read: ListRead
    requests: list[CheckedRequest]
    faults: list[RowFault]
    organisation: Organisation


def check(session: Session, request: CheckList) -> dict[str, Any]:
    """Return what the rows ask for, what it costs and what is to be declared, or every fault by row and column. Store nothing."""
    return _page(_checked(session, request))


def begin(session: Session, worker_for: Callable[[int], Worker], request: SubmitList, system_now: datetime) -> dict[str, Any]:
    """Begin to submit all requests, each under an id of its own, and return the job. Sent again with the same id it is the same job.

    Nothing is begun while a row is at fault, or before everything is declared: raise Refused with what is missing.
    """
    session.acting_for(Act.ASK)
    if read_job(session.table, request.id):
        return {"list": None, "errors": [], "more_errors": 0, **open_job(session, request.id)}
    checked = _checked(session, request)
    if checked.faults:
        return _page(checked)
    if missing := _undeclared(request, checked):
        raise Refused(*missing)
    listed = [
        ListedRequest(
            id=request_id(request.id, each.rows.number), rows=each.numbers, content=each.content, about=each.about,
            declarations=tuple(one.id for one in each.declared), accept_waiting=request.accept_waiting,
        )
        for each in checked.requests
    ]  # fmt: skip
    begun = begin_many(session, worker_for, Many(SUBMISSIONS, listed, counted(len(listed), "request"), request.id), system_now)
    return {"list": None, "errors": [], "more_errors": 0, **begun}


def submit_listed(doing: Doing, listed: ListedRequest) -> None:
    """Submit one request of a list, as of when the list was sent; one that went in before stays as it is. Raise Refusal where it cannot be."""
    session = replace(doing.session, now=doing.since)
    submit(session, listed.id, Submit(content=listed.content, declarations=listed.declarations, accept_waiting=listed.accept_waiting))


def latest(session: Session) -> dict[str, Any]:
    """Return the lists that the centre submitted last, newest first. One call."""
    organisation = session.acting_for(Act.ASK).organisation
    jobs = [each for each in list_jobs(session.table, organisation) if each.kind == SUBMISSIONS]
    return {"jobs": [job_pages.page(each, None, session.now) for each in jobs]}


def result(session: Session, id: str) -> dict[str, Any]:
    """Return a list that was submitted, with what became of each request, also as CSV. Raise NotFound for one that is absent or another's.

    The requests themselves are kept as all are; which rows they were is forgotten with the portions of the job (`rows` is then None).
    """
    job = read_job(session.table, id)
    if job is None or job.kind != SUBMISSIONS or not session.may(Act.ASK, job.owner):
        raise NotFound
    page = job_pages.page(job, None, session.now)
    step = job.steps[0]
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            portions = list(pool.map(lambda number: read_portion(session.table, id, number, ListedRequest), range(step.portions)))
    except LookupError:
        return {"job": page, "rows": None, "file": None}
    left_out = read_left_out(session.table, id) if job.facts["refused"] else []
    rows = result_rows(portions, step.done, left_out, session.catalogue)
    return {"job": page, "rows": rows, "file": result_file(job, rows)}


def template(session: Session) -> dict[str, Any]:
    """Return a file with the headings for the centre's own awarding bodies, and what may be written under each. One call."""
    organisation = read_organisation(session.table, session.acting_for(Act.ASK).organisation)
    bodies = list(_bodies(session, organisation).values())
    headings = template_headings(
        bodies,
        series=any(len(_open_series(each, session.now)) != 1 for each in bodies),
        routes=any(len(series.routes) > 1 for each in bodies for series in _open_series(each, session.now)),
        grade_checks=any(
            route.grade_checks for each in bodies for series in _open_series(each, session.now) for route in each.routes_of(series)
        ),
    )
    return request_list_pages.template(headings, bodies, {each.id: _open_series(each, session.now) for each in bodies})


def _open_series(body: Body, now: datetime) -> list[Any]:
    """Return the series of a body that take any request now."""
    return [each for each in body.series if body.open_for_any(each, now)]


def _bodies(session: Session, organisation: Organisation) -> dict[str, Body]:
    """Return the awarding bodies by id that the centre has a number for."""
    served = session.bodies
    return {id: served[id] for id in served if id in organisation.centres}


def _checked(session: Session, request: CheckList) -> Checked:
    """Read and check all rows. Raise Refused where the centre has no e-mail address, which no row can mend."""
    organisation = read_organisation(session.table, session.acting_for(Act.ASK).organisation)
    bodies = _bodies(session, organisation)
    address = DraftContent(contact_email=organisation.contact_email, contact_email_confirmed=True)
    if missing := [wrong for each in bodies.values() for wrong in contact_problems(address, each, each.routes[0], organisation)]:
        raise Refused(missing[0])
    read = read_list(request.csv, bodies, organisation.contact_email, session.now)
    if len(read.sheet.rows) > MANY:
        too_many = RowFault(1, 1, "", problem("list_too_long", count=len(read.sheet.rows), most=MANY))
        return Checked(read, [], [too_many], organisation)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        inputs = list(pool.map(lambda each: inputs_of(session, organisation.id, UNCHECKED, each.content), read.requests))
    checking = _Checking(session)
    found = [checking.check(rows, known) for rows, known in zip(read.requests, inputs, strict=True)]
    faults = [*read.faults, *(fault for each in found for fault in each.faults)]
    return Checked(read, [each.request for each in found if each.request], by_line(faults), organisation)


class _Found(NamedTuple):
    """What was found of one request: it, where it may be submitted, or its faults."""

    request: CheckedRequest | None
    faults: list[RowFault]


class _Checking:
    """A list being checked in the order of its rows: each request as if those before it had been submitted."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.claims: dict[tuple[str, ...], list[Claim]] = {}  # by body, series, syllabus and candidate, or component of a cohort

    def check(self, rows: RowsOfRequest, inputs: SubmissionInputs) -> _Found:
        """Return a request with what the page shows of it, or its faults."""
        session, content = self.session, rows.content
        body = body_for(session, content)
        route = body.route_asked(content.series, content.route)
        service = route.service(content.service)
        known = self._after_those_before(content, inputs)
        faults = faults_of(rows, lambda asked: problems_in(session, UNCHECKED, asked, known))
        if faults or service is None:
            return _Found(None, [replace(each, problem=each.problem.said(body.words.said)) for each in faults])
        self._claim(rows, service, known, body)
        warnings = () if portal_of(body) else tuple(group_warnings(body, route, service, known.cards))
        return _Found(CheckedRequest(rows, body, route, service, _named(content, body, service, known), warnings), [])

    def _after_those_before(self, content: DraftContent, inputs: SubmissionInputs) -> SubmissionInputs:
        """Return the inputs with the claims of the requests before this one."""

        def claimed(place: str, thing: Any) -> Any:
            return thing.model_copy(update={"claims": (*thing.claims, *self.claims.get(_place(content, place), ()))})

        return inputs._replace(
            cards={number: claimed(f"candidate {number}", card) for number, card in inputs.cards.items()},
            cohorts={code: claimed(f"cohort {code}", cohort) for code, cohort in inputs.cohorts.items()},
        )

    def _claim(self, rows: RowsOfRequest, service: Service, inputs: SubmissionInputs, body: Body) -> None:
        """Note what the request will hold, named by its row where a submission is named by its reference."""
        content, row = rows.content, f"row {rows.number}"
        claim = Claim(
            family=service.family, service=service.code, subject=service.subject, enquiry=row, reference=row, at=self.session.now,
            components=content.components,
        )  # fmt: skip
        about = [f"cohort {code}" for code in inputs.cohorts] if service.subject is Subject.COHORT else []
        for place in about or [f"candidate {number}" for number in content.candidate_numbers(body)]:
            self.claims.setdefault(_place(content, place), []).append(claim)


def _place(content: DraftContent, of: str) -> tuple[str, ...]:
    return (content.body, content.series, content.syllabus, of)


def _named(content: DraftContent, body: Body, service: Service, inputs: SubmissionInputs) -> str:
    """Return whom a request is about, with numbers and names."""
    if service.subject is Subject.COHORT:
        return "All"
    return ", ".join(f"{number} {inputs.cards[number].name}" for number in content.candidate_numbers(body) if number in inputs.cards)


def _undeclared(request: SubmitList, checked: Checked) -> list[Problem]:
    """Return what must still be said before the list can be submitted: declarations, the centre's address, that reports may wait."""
    problems: list[Problem] = []
    for each in checked.requests:
        ticked = tuple(one.id for one in each.declared if one.key in request.declarations)
        problems += declaration_problems(ticked, each.service.code, each.body, each.route)[: 1 - len(problems)]
    first = checked.requests[0]
    said = DraftContent(contact_email=request.contact_email, contact_email_confirmed=request.contact_email_confirmed)
    problems += contact_problems(said, first.body, first.route, checked.organisation)
    warnings = [warning for each in checked.requests for warning in each.warnings]
    if warnings and not request.accept_waiting:
        problems.append(problem("waiting_not_accepted", field="accept_waiting", cites=warnings[0].citation))
    return problems


def _page(checked: Checked) -> dict[str, Any]:
    """Return a checked list in the API's shape: the faults, or the requests."""
    shown = import_pages.faults_shown(checked.faults)
    listed = (
        None
        if checked.faults
        else request_list_pages.checked_list(checked.requests, checked.read.sheet, checked.organisation.contact_email)
    )
    return {"list": listed, "job": None, **shown}
