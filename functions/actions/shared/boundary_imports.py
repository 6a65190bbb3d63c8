"""Imports of grade boundaries: checked in full and previewed; a file replaces all boundaries of the syllabuses that it names (BY-28)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from functions.actions.shared.imports import Importer
from functions.actions.shared.session import Session
from functions.actions.shared.transactions import settle
from functions.adapters.boundaries import put_boundaries, read_boundaries_of
from functions.domain.errors import Changed as ChangedMeanwhile
from functions.domain.errors import Refused, problem
from functions.domain.people.history import actor
from functions.domain.register.boundaries import (
    COLUMNS,
    Boundaries,
    ChangedScale,
    ImportBoundaries,
    Scale,
    boundaries_of_rows,
    changed_scales,
    fingerprint,
)
from functions.domain.register.csv_rows import RowFault, Sheet, read_sheet
from functions.domain.views import boundary_pages, import_pages
from functions.domain.wording import counted

AT_ONCE = 50  # syllabuses in one transaction


class Plan(NamedTuple):
    """What a file would do: its faults, or else the boundaries by syllabus, and what of it changes what is stored."""

    sheet: Sheet
    faults: Sequence[RowFault]
    wanted: Mapping[str, tuple[Scale, ...]]
    stored: Mapping[str, Boundaries]
    changed: Sequence[ChangedScale]


def preview(session: Session, importer: Importer, request: ImportBoundaries) -> dict[str, Any]:
    """Return what an import would do, or every fault of its file. Nothing is stored."""
    plan = _plan(session, importer, request)
    if plan.faults:
        return {"preview": None} | import_pages.faults_shown(plan.faults)
    repaired = plan.sheet.repairs.found.values()
    shown = boundary_pages.preview(plan.changed, repaired, rows=len(plan.sheet.rows), source=request.source)
    return {"preview": shown} | import_pages.faults_shown([])


def begin(session: Session, importer: Importer, request: ImportBoundaries) -> dict[str, Any]:
    """Import the boundaries and return how many rows there were, and what changed. Sent again it changes nothing.

    Raise Refused where it would remove boundaries and that is not accepted, Changed where something else is stored than the preview
    showed. Each syllabus is whole; where there are very many, they are stored fifty at a time.
    """

    def attempt() -> dict[str, Any]:
        plan = _plan(session, importer, request)
        if plan.faults:
            return {"imported": 0, "job": None, "facts": None} | import_pages.faults_shown(plan.faults)
        removed = sum(each.after is None for each in plan.changed)
        if request.fingerprint and request.fingerprint != fingerprint(plan.changed, request.source):
            raise ChangedMeanwhile(problem("import_changed"))
        if removed and not request.accept_removals:
            raise Refused(
                problem("import_removes", field="accept_removals", removed=counted(removed, "set of boundaries", "sets of boundaries"))
            )
        puts = [put_boundaries(each) for each in _new(session, importer, request, plan)]
        for start in range(0, len(puts), AT_ONCE):
            session.table.commit(puts[start : start + AT_ONCE])
        added = sum(each.before is None for each in plan.changed)
        facts = {"added": added, "changed": len(plan.changed) - added - removed, "removed": removed}
        return {"imported": len(plan.sheet.rows), "job": None, "facts": facts} | import_pages.faults_shown([])

    return settle(attempt)


def _plan(session: Session, importer: Importer, request: ImportBoundaries) -> Plan:
    body = importer.body
    series = body.series_of(request.series)
    if series is None:
        raise Refused(problem("series_unknown", field="series"))
    if not request.source:
        raise Refused(problem("boundaries_source_missing", field="source"))
    sheet = read_sheet(request.csv, *COLUMNS)
    wanted, faults = boundaries_of_rows(sheet.rows, body, sheet.repairs)
    every = sorted([*sheet.faults, *faults], key=lambda each: (each.line, each.row))
    if every:
        return Plan(sheet, every, {}, {}, [])
    stored = read_boundaries_of(session.table, body.id, series.id, importer.owner, wanted)
    return Plan(sheet, [], wanted, stored, changed_scales(stored, wanted))


def _new(session: Session, importer: Importer, request: ImportBoundaries, plan: Plan) -> list[Boundaries]:
    """Return the boundaries to store: those of the syllabuses that change, or whose source is another now."""
    changing = {each.syllabus for each in plan.changed}
    changing |= {code for code, known in plan.stored.items() if (known.source, known.source_url) != (request.source, request.source_url)}
    return [
        Boundaries(
            body=importer.body.id, series=request.series, owner=importer.owner, syllabus=code, scales=plan.wanted[code],
            source=request.source, source_url=request.source_url, imported_at=session.now, imported_by=actor(session.person, importer.member),
            version=plan.stored[code].version + 1 if code in plan.stored else 1,
        )
        for code in sorted(changing)
    ]  # fmt: skip
