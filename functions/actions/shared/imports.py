"""Imports of the results register and the exemptions: checked in full, previewed, then done as a job, everything or nothing.

Staff import those of their awarding body. Results of a body with a portal of its own each centre imports itself, for itself only.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from functions.actions.shared.bodies_asked import body_asked
from functions.actions.shared.claims import cohort_enquiries
from functions.actions.shared.jobs import begin_job, store_job
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import settle
from functions.adapters.enquiries import read_enquiries
from functions.adapters.jobs import read_job
from functions.adapters.organisations import read_centre_owners, read_organisation
from functions.adapters.register import put_register_state, read_cards_everywhere, read_cards_of_centre, read_register_state
from functions.adapters.workers import Worker
from functions.domain.catalogue.bodies import Body
from functions.domain.enquiries.current_results import touched_results
from functions.domain.enquiries.enquiry import Enquiry
from functions.domain.errors import Changed as ChangedMeanwhile
from functions.domain.errors import NotFound, Refused, problem
from functions.domain.jobs import REGISTER, Job, Step, portions_of
from functions.domain.people.history import actor
from functions.domain.people.people import Membership
from functions.domain.people.permissions import Act
from functions.domain.register import imports as columns
from functions.domain.register.cards import Card, CentreSyllabus
from functions.domain.register.changes import (
    PORTION,
    CardChange,
    Changed,
    Place,
    RegisterState,
    changed_cards,
    fingerprint,
    register_changes,
)
from functions.domain.register.csv_rows import Row, RowFault, Sheet, read_sheet
from functions.domain.register.imports import NO_SUCH_CENTRE, Import, centre_numbers, exempted_components, register_cards, unknown_candidate
from functions.domain.views import import_pages, job_pages
from functions.domain.wording import counted

AT_ONCE = 8
MOST_ENQUIRIES = 200  # read to say which ones an import touches


class Importer(NamedTuple):
    """Whose results somebody may import: those of an awarding body, or with a `centre` (an organisation) only that centre's, whose
    number with the body is `number`."""

    body: Body
    member: Membership
    centre: str = ""
    number: str = ""

    def owners(self, session: Session, rows: Sequence[Row]) -> dict[str, str]:
        """Return the organisations by centre number, of those that the rows name and whose results may be imported."""
        if self.centre:
            return {self.number: self.centre}
        return read_centre_owners(session.table, self.body.id, centre_numbers(rows))

    @property
    def owner(self) -> str:
        """For whom it is imported: the awarding body for all its centres, or a centre for itself."""
        return self.centre or self.body.id

    @property
    def unknown_centre(self) -> str:
        """Why another centre number is a fault."""
        return f"you import the results of your own centre, {self.number}" if self.centre else NO_SUCH_CENTRE


def importing_staff(session: Session) -> Importer:
    """Return whose results a member of staff may import. Raise Refused where the centres do it themselves."""
    body = session.own_body(Act.IMPORT)
    if body.handled == "portal":
        raise Refused(problem("import_by_centres", name=body.name))
    return Importer(body, session.acting_for(Act.IMPORT))


def importing_centre(session: Session, body_id: str) -> Importer:
    """Return whose results a centre may import: its own, of a body with a portal of its own. Raise NotFound where it has no number there."""
    member = session.acting_for(Act.IMPORT_OWN)
    body = body_asked(session, member.organisation, body_id)
    number = read_organisation(session.table, member.organisation).centres.get(body.id)
    if number is None:
        raise NotFound
    if body.handled == "here":
        raise Refused(problem("import_by_body", field="body", name=body.name))
    return Importer(body, member, member.organisation, number)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do: its faults, or else what changes. `state` is that of the register when it was read."""

    kind: str
    importer: Importer
    series: str
    sheet: Sheet
    centres: dict[str, str]
    faults: Sequence[RowFault]
    changes: Sequence[CardChange]
    changed: Sequence[Changed]
    state: RegisterState

    @property
    def body(self) -> Body:
        return self.importer.body


def preview(session: Session, importer: Importer, kind: str, request: Import) -> dict[str, Any]:
    """Return what an import would do, or every fault of its file. Nothing is stored. Raise Refused while another import runs."""
    plan = _plan(session, importer, kind, request)
    if plan.faults:
        return {"preview": None} | import_pages.faults_shown(plan.faults)
    touched = _touched(session, plan.changed)
    shown = import_pages.preview(
        plan.changed, plan.sheet.repairs.found.values(), touched.enquiries, plan.body, unread=touched.unread,
        rows=len(plan.sheet.rows), centres={organisation: number for number, organisation in plan.centres.items()},
    )  # fmt: skip
    return {"preview": shown} | import_pages.faults_shown([])


def begin(session: Session, importer: Importer, worker: Worker, request: Import, *, kind: str, system_now: datetime) -> dict[str, Any]:
    """Begin an import, and return its job; None where it would change nothing, or with the faults of its file.

    Sent again with the same id it answers the same. Raise Refused where it would remove results and that is not accepted, or
    while another import of the series runs, Changed where the register is not what the preview showed.
    """
    body = importer.body
    id = request.id or secrets.token_hex(16)

    def attempt() -> tuple[Plan, Job | None] | Job:
        known = read_job(session.table, id) if request.id else None
        if known and (known.body, known.organisation) != (body.id, importer.centre):
            raise NotFound
        if known:
            return known
        plan = _plan(session, importer, kind, request)
        job = None if plan.faults or not plan.changed else _job(session, id, plan)
        if not plan.faults:
            _require_wanted(plan, request)
        if job:
            store_job(
                session.table, job, _portions(plan),
                also=[put_register_state(plan.state.taken(id), body.id, plan.series, importer.centre)], system_now=system_now,
            )  # fmt: skip
        return plan, job

    begun = settle(attempt)
    if isinstance(begun, Job):
        return _begun(begun, body, session.now, imported=begun.facts["rows"])
    plan, job = begun
    if plan.faults:
        return {"imported": 0, "job": None} | import_pages.faults_shown(plan.faults)
    if job is None:
        return {"imported": len(plan.sheet.rows), "job": None} | import_pages.faults_shown([])
    return _begun(begin_job(session.table, worker, id), body, session.now, imported=len(plan.sheet.rows))


def _begun(job: Job, body: Body, now: datetime, *, imported: int) -> dict[str, Any]:
    return {"imported": imported, "job": job_pages.page(job, body, now)} | import_pages.faults_shown([])


def _require_wanted(plan: Plan, request: Import) -> None:
    """Raise Changed where the preview showed something else, Refused where results would be removed without having been asked about."""
    if request.fingerprint and request.fingerprint != fingerprint(plan.changed):
        raise ChangedMeanwhile(problem("import_changed"))
    removed = import_pages.count_removed(plan.changed)
    if removed and not request.accept_removals:
        raise Refused(
            problem("import_removes", field="accept_removals", removed=counted(removed, "result or exemption", "results or exemptions"))
        )


def _job(session: Session, id: str, plan: Plan) -> Job:
    portions = portions_of(len(plan.changed), PORTION)
    steps = (
        Step(name="prepare", portions=portions),
        Step(name="put_in_force", portions=1),
        Step(name="settle", portions=portions),
        Step(name="finish", portions=1),
    )
    added = sum(each.before is None for each in plan.changed)
    facts = {"rows": len(plan.sheet.rows), "added": added, "changed": len(plan.changed) - added}
    return Job(
        id=id, kind=plan.kind, body=plan.body.id, organisation=plan.importer.centre, about=plan.series,
        by=actor(session.person, plan.importer.member), by_name=session.person.name, started_at=session.now, seen_at=session.now, steps=steps, facts=facts | {"removed": import_pages.count_removed(plan.changed)},
    )  # fmt: skip


def _portions(plan: Plan) -> list[list[CardChange]]:
    wanted = {each.place for each in plan.changed}
    changes = [each for each in plan.changes if each.place(plan.body.id, plan.series) in wanted]
    return [changes[start : start + PORTION] for start in range(0, len(changes), PORTION)]


def _plan(session: Session, importer: Importer, kind: str, request: Import) -> Plan:
    """Read the file, check all of it, and compare it with the register."""
    body = importer.body
    series = body.series_of(request.series)
    if series is None:
        raise Refused(problem("series_unknown", field="series"))
    state = read_register_state(session.table, body.id, series.id, importer.centre)
    if state.job:
        raise Refused(problem("import_running", series=series.title))
    sheet = read_sheet(request.csv, *(columns.register_columns(body) if kind == REGISTER else columns.Columns(columns.EXEMPTIONS)))
    centres = importer.owners(session, sheet.rows)
    read = _register if kind == REGISTER else _exemptions
    changes, stored, faults = read(session, importer, series.id, sheet, centres)
    every = sorted([*sheet.faults, *faults], key=lambda each: (each.line, each.row))
    changed = [] if every else changed_cards(changes, stored, body=body.id, series=series.id)
    return Plan(kind, importer, series.id, sheet, centres, every, changes, changed, state)


Read = tuple[list[CardChange], dict[Place, Card], list[RowFault]]


def _register(session: Session, importer: Importer, series: str, sheet: Sheet, centres: dict[str, str]) -> Read:
    body = importer.body
    known = columns.KnownCentres(centres, importer.unknown_centre)
    cards, faults = register_cards(sheet.rows, body, series, known, sheet.repairs)
    if sheet.faults or faults:
        return [], {}, faults
    organisations = sorted({each.organisation for each in cards})
    with ThreadPoolExecutor(AT_ONCE) as pool:
        every = pool.map(lambda each: read_cards_of_centre(session.table, body.id, series, each), organisations)
        stored = {Place(card.centre_syllabus, card.candidate): card for found in every for card in found}
    changes = register_changes(cards, stored, markers="marker" in sheet.columns, routes="route" in sheet.columns)
    return changes, stored, []


def _exemptions(session: Session, importer: Importer, series: str, sheet: Sheet, centres: dict[str, str]) -> Read:
    """A candidate's lines replace what was stored for the syllabus (CI-05)."""
    body = importer.body
    found, faults = exempted_components(sheet.rows, body, columns.KnownCentres(centres, importer.unknown_centre), sheet.repairs)
    places = {
        Place(CentreSyllabus(body.id, series, each.organisation, each.syllabus), each.candidate): rows for each, rows in found.items()
    }
    stored = {Place(*place): card for place, card in read_cards_everywhere(session.table, places).items()}
    faults += [unknown_candidate(next(iter(rows.values()))) for place, rows in places.items() if place not in stored]
    changes = [
        CardChange(organisation=place.at.organisation, syllabus=place.at.syllabus, candidate=place.candidate, exempt=tuple(sorted(rows)))
        for place, rows in places.items()
    ]
    return changes, stored, faults


class Touched(NamedTuple):
    """The enquiries about candidates whose entries change, with what is contradicted in each, and how many others were not read."""

    enquiries: list[tuple[Enquiry, list[str]]]
    unread: int


def _touched(session: Session, changed: Sequence[Changed]) -> Touched:
    """Return the enquiries about candidates whose entries change, in order of submission, with what the import contradicts in each."""
    places = sorted({each.place.at for each in changed if each.before})
    cohorts = {at: cohort_enquiries(session.table, session.catalogue, at) for at in places}
    by_place = {each.place: [*(claim.enquiry for claim in each.before.claims), *cohorts[each.place.at]] for each in changed if each.before}
    ids = list(dict.fromkeys(id for every in by_place.values() for id in every))
    found = {each.id: each for each in read_enquiries(session.table, ids[:MOST_ENQUIRIES])}
    says: dict[str, list[str]] = {id: [] for id in found}
    for each in changed:
        about = [found[id] for id in by_place.get(each.place, ()) if id in found]
        for touched in touched_results(each.before, each.before.with_entry(each.after), about) if each.before else ():
            says[touched.enquiry].append(touched.text)
    one_by_one = {id for each in changed if each.before for id in (claim.enquiry for claim in each.before.claims)}
    shown = [each for each in found.values() if says[each.id] or each.id in one_by_one]
    return Touched(
        [(each, says[each.id]) for each in sorted(shown, key=lambda each: (each.submitted_at, each.id))], max(0, len(ids) - MOST_ENQUIRIES)
    )
