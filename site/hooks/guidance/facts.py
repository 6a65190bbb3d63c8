"""Single figures for running text, so that a sentence and the table beside it cannot disagree."""

from __future__ import annotations

from html import escape

from functions.domain.catalogue.sources import Basis
from functions.domain.catalogue.syllabuses import Assessor, Kind
from functions.domain.centre_desk.earlier import MOST_WORKBOOK_BYTES
from functions.domain.centre_desk.logos import LEAST_SIDE, MOST_LOGO_BYTES, MOST_SIDE
from functions.domain.enquiries.document_slots import MOST_BYTES as MOST_DOCUMENT_BYTES
from functions.domain.enquiries.missing_results import MOST_EVIDENCE, MOST_EVIDENCE_BYTES
from functions.domain.fields import MOST_CANDIDATES
from guidance.desk import Desk, fact_table, named, source_line, table, trust_label, trust_of

MOST_BYTES = {
    "document": MOST_DOCUMENT_BYTES, "evidence": MOST_EVIDENCE_BYTES, "logo": MOST_LOGO_BYTES, "spreadsheet": MOST_WORKBOOK_BYTES,
}  # fmt: skip


def most_candidates(_: Desk) -> str:
    """Return how many candidates one submission by form can have."""
    return str(MOST_CANDIDATES)


def most_evidence(_: Desk) -> str:
    """Return how many files of evidence one enquiry can have."""
    return str(MOST_EVIDENCE)


def most_size(what: str) -> str:
    """Return how large a file of some kind can be: '500 kB', '10 MB'."""
    size = MOST_BYTES[what]
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1_000} kB"


def logo_sides(_: Desk) -> str:
    """Return how wide and high a logo can be, in pixels: '20 to 2,000'."""
    return f"{LEAST_SIDE} to {MOST_SIDE:,}"


def group_size(desk: Desk) -> str:
    """Return the size of the group that a report is about: '5 to 15'."""
    group = next(each.availability.group for each in desk.route.component_services if each.availability.group)
    return f"{group.least} to {group.most}"


def multiple_choice(desk: Desk) -> str:
    """Return which services a multiple-choice paper has, and which it has not, from their rules of availability."""
    assessed = [each for each in desk.route.component_services if each.availability.assessed_by is Assessor.BODY]
    without = [each.code for each in assessed if Kind.MULTIPLE_CHOICE in each.availability.excluded_kinds]
    offered = [each.code for each in assessed if each.code not in without]
    return f"You can ask for services {_and(offered)}. Services {_and(without)} are not available."


def _and(codes: list[str]) -> str:
    return f"{', '.join(codes[:-1])} and {codes[-1]}"


def targets(desk: Desk) -> str:
    """CI-12: return the time in which each service is normally finished."""
    rows = [([named(each.title, each.name), escape(each.target_sentence)], each.basis) for each in desk.route.component_services]
    return fact_table(desk.body, "Normal handling times", ["Service", "Normally finished"], rows, "table table--dense")


def cite(desk: Desk, source: str) -> str:
    """Return the source line for a paragraph of prose. The day is the earliest on which any entry with this source was checked."""
    entries = [
        entry for route in desk.body.routes
        for entry in (*route.services, *route.rules.values(), *route.declarations, route.timings, route.fee_rule)
    ]  # fmt: skip
    days = [each.basis.checked for each in entries if each.basis.source == source]
    return source_line(desk.body, Basis(source=source, checked=min(days)))


def tolerances(desk: Desk) -> str:
    """BY-12: explain a tolerance with the first component that has one, marked as the demonstration figure that it is."""
    body = desk.body
    syllabus, component = next((each, part) for each in body.syllabuses for part in each.components if part.tolerance and part.most)
    allowed, mark = component.tolerance or 0, (component.most or 0) // 2
    cases = [(f"{by} more" if by > 0 else f"{-by} fewer", by) for by in (allowed, allowed + 1, -allowed, -allowed - 1)]
    rows = [
        [
            f"{mark}",
            f"{mark + by} ({difference})",
            f"{mark}: the original mark is kept" if abs(by) <= allowed else f"<strong>{mark + by}</strong>",
        ]
        for difference, by in cases
    ]
    trust = trust_label(trust_of(body, body.syllabuses_basis))
    return (
        f'<p>Say that the tolerance of {escape(syllabus.name)}, {escape(component.title)}, is <span class="number">{allowed} of '
        f"{component.most}</span> marks. {trust}</p>"
        + table("What a tolerance does", ["Original mark", "The senior examiner finds", "Mark after review"], rows, "table table--dense")
        + source_line(body, body.syllabuses_basis)
    )
