"""How the API shows an import before it happens: what would be added, changed and removed, what was repaired, and what it touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from functions.domain.catalogue.bodies import Body
from functions.domain.enquiries.enquiry import Enquiry, entries_of
from functions.domain.register.cards import Card, Entry, Origin, Result
from functions.domain.register.changes import Changed, fingerprint
from functions.domain.register.csv_rows import Repaired, RowFault
from functions.domain.views.list_rows import enquiry_summary

MOST_FAULTS_SHOWN = 200
MOST_LINES = 100
Shown = dict[str, Any]


def faults_shown(faults: Sequence[RowFault]) -> Shown:
    """Return the first faults by row, column and line of the text, and how many more there are."""
    return {
        "errors": [
            {"row": each.row, "line": each.line, "column": each.column, "code": each.problem.code, "message": each.problem.message}
            for each in faults[:MOST_FAULTS_SHOWN]
        ],
        "more_errors": max(0, len(faults) - MOST_FAULTS_SHOWN),
    }


def preview(
    changed: Sequence[Changed],
    repaired: Iterable[Repaired],
    touched: Iterable[tuple[Enquiry, Sequence[str]]],
    body: Body,
    *,
    rows: int,
    centres: Mapping[str, str],
    unread: int = 0,
) -> Shown:
    """Return what an import of so many rows would do. `touched` has the enquiries about a card that changes, with what is contradicted
    in each, and `unread` is how many others there may be; `centres` has numbers by organisation.

    Each list has at most a hundred lines; `counts` has the whole numbers.
    """
    added = [each for each in changed if each.before is None]
    differing = [each for each in changed if each.before is not None]
    removed = [line for each in differing for line in _removals(each, centres)]
    about = sorted((_touched(enquiry, body, says) for enquiry, says in touched), key=lambda each: not each["contradicted"])
    return {
        "rows": rows,
        "fingerprint": fingerprint(changed),
        "counts": {
            "added": len(added),
            "changed": len(differing),
            "removed": len(removed),
            "renamed": sum(each.before is not None and each.before.name != each.after.name for each in differing),
            "enquiries": len(about) + unread,
        },
        "added": [_who(each, centres) | {"what": _entry_text(each.after)} for each in added[:MOST_LINES]],
        "changed": [
            _who(each, centres) | {"what": _differences(each.before, each.after)} for each in differing[:MOST_LINES] if each.before
        ],
        "removed": removed[:MOST_LINES],
        "repaired": [each._asdict() for each in repaired],
        "enquiries": about[:MOST_LINES],
    }


def count_removed(changed: Iterable[Changed]) -> int:
    """Return how many results and exemptions an import would take away."""
    return sum(len(each.removed) + len(each.exemptions_removed) for each in changed)


def _who(each: Changed, centres: Mapping[str, str]) -> Shown:
    organisation = each.place.at.organisation
    return {
        "centre": centres.get(organisation, organisation),
        "candidate": each.place.candidate,
        "name": each.after.name,
        "syllabus": each.place.at.syllabus,
    }


def _removals(each: Changed, centres: Mapping[str, str]) -> list[Shown]:
    results = [f"Component {result.component}: {_mark_text(result)}" for result in each.removed]
    exemptions = [f"Exemption from component {component}" for component in each.exemptions_removed]
    return [_who(each, centres) | {"what": what} for what in (*results, *exemptions)]


def _entry_text(entry: Entry) -> str:
    results = [f"{each.component}: {_mark_text(each)}" for each in entry.results]
    return ", ".join([f"grade {entry.grade}" if entry.grade else "no grade", *results])


def _mark_text(result: Result | None) -> str:
    if result is None:
        return "nothing"
    return "no mark" if result.mark is None else f"{result.mark}{'' if result.origin is Origin.EXAM else f' ({result.origin.value})'}"


def _differences(before: Card, after: Entry) -> str:
    """Return what differs, each thing before and after."""
    said = []
    if before.name != after.name:
        said.append(f"name {before.name} → {after.name}")
    if before.grade != after.grade:
        said.append(f"grade {before.grade or 'none'} → {after.grade or 'none'}")
    old = {each.component: each for each in before.results}
    new = {each.component: each for each in after.results}
    for component in sorted({*old, *new}):
        was, becomes = _mark_text(old.get(component)), _mark_text(new.get(component))
        if was != becomes:
            said.append(f"component {component}: {was} → {becomes}")
        elif old[component].marker != new[component].marker:
            said.append(f"component {component}: who set the mark")
    for id in sorted({*before.identifiers, *after.identifiers}):
        if before.identifiers.get(id) != after.identifiers.get(id):
            said.append(f"{id} {before.identifiers.get(id, 'none')} → {after.identifiers.get(id, 'none')}")
    if before.route != after.route:
        said.append(f"route {before.route} → {after.route}")
    if before.exempt != after.exempt:
        said.append(f"exempted from {', '.join(before.exempt) or 'nothing'} → {', '.join(after.exempt) or 'nothing'}")
    return "; ".join(said)


def _touched(enquiry: Enquiry, body: Body, says: Sequence[str]) -> Shown:
    """Return an enquiry about somebody whose entry changes, with what the import contradicts in it."""
    service = entries_of(enquiry, body).service
    is_out = enquiry.outcome_at is not None
    means = list(says) or ["It keeps everything that it began from and ended with; the import contradicts nothing of it."]
    return enquiry_summary(enquiry, body) | {"service": service.label, "outcome_issued": is_out, "contradicted": bool(says), "means": means}
