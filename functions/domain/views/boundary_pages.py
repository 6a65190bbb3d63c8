"""How the API shows grade boundaries: what an import of them would change, and beside a mark how far the next ones are, with the source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from functions.domain.calendar import local_day, spoken_day
from functions.domain.catalogue.bodies import Body
from functions.domain.register.boundaries import Boundaries, ChangedScale, Scale, distance, fingerprint
from functions.domain.register.csv_rows import Repaired

MOST_LINES = 100
Shown = dict[str, Any]


def distance_shown(scale: Scale | None, mark: int | None) -> str | None:
    """Return how far a mark is from the boundaries around it, in words; None where either is not known."""
    return distance(scale, mark).text if scale and mark is not None else None


def component_distance(boundaries: Boundaries | None, component: str, mark: int | None) -> str | None:
    """Return how far a component's mark is from the boundaries around it, in words; None where they are not known."""
    return distance_shown(boundaries.of_component(component), mark) if boundaries else None


def total_distance(boundaries: Boundaries | None, marks: Mapping[str, int | None]) -> Shown | None:
    """Return the total of a candidate's components and how far it is from the boundaries of the syllabus; None where one is not known."""
    scale = boundaries.of_total(marks) if boundaries else None
    known = [each for each in marks.values() if each is not None]
    if scale is None or len(known) < len(marks):
        return None
    return {"mark": sum(known), "text": distance(scale, sum(known)).text}


def source_shown(boundaries: Boundaries | None, body: Body) -> Shown | None:
    """Return where the boundaries are published, and who brought them to this desk when."""
    if boundaries is None:
        return None
    whose = body.name if boundaries.owner == boundaries.body else "your centre"
    day = spoken_day(local_day(boundaries.imported_at, body.zone))
    return {"title": boundaries.source, "url": boundaries.source_url or None, "text": f"imported by {whose} on {day}"}


def with_distances(page: Shown, boundaries: Boundaries | None, body: Body) -> Shown:
    """Return the page of an enquiry with the distances of those marks that its reader sees."""
    if boundaries is None:
        return page | {"boundaries": None}
    components = [
        each
        | {
            "distance_before": component_distance(boundaries, each["code"], each["mark_before"]),
            "distance_after": component_distance(boundaries, each["code"], each["mark_after"]),
        }
        for each in page["components"]
    ]
    known = any(each["distance_before"] or each["distance_after"] for each in components)
    return page | {"components": components, "boundaries": source_shown(boundaries, body) if known else None}


def preview(changed: Sequence[ChangedScale], repaired: Iterable[Repaired], *, rows: int, source: str) -> Shown:
    """Return what an import of so many rows would do, in the shape of every import's preview; each list has at most a hundred lines."""
    added = [each for each in changed if each.before is None]
    removed = [each for each in changed if each.after is None]
    differing = [each for each in changed if each.before and each.after]
    return {
        "rows": rows,
        "fingerprint": fingerprint(changed, source),
        "counts": {"added": len(added), "changed": len(differing), "removed": len(removed), "renamed": 0, "enquiries": 0},
        "added": [_line(each, _grades(each.after)) for each in added[:MOST_LINES]],
        "changed": [_line(each, f"{_grades(each.before)} → {_grades(each.after)}") for each in differing[:MOST_LINES]],
        "removed": [_line(each, _grades(each.before)) for each in removed[:MOST_LINES]],
        "repaired": [each._asdict() for each in repaired],
        "enquiries": [],
    }


def _line(changed: ChangedScale, what: str) -> Shown:
    return {"centre": "", "candidate": "", "name": changed.about, "syllabus": changed.syllabus, "what": what}


def _grades(scale: Scale | None) -> str:
    return ", ".join(f"{each.grade} from {each.mark}" for each in scale.grades) if scale else "none"
