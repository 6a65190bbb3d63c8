"""The guidance on school-assessed grades that comes from the catalogue: the checks, their deadlines and the declaration."""

from __future__ import annotations

from html import escape

from functions.domain.catalogue.appealing import After
from functions.domain.catalogue.routes import Route
from functions.domain.catalogue.services import Finding, Service
from functions.domain.views.appeal_pages import evidence_sentence
from guidance.deadlines import deadlines_table
from guidance.desk import Desk, fact_table, listed, named, published_series, source_line, trust_label, trust_of

ROUTE = "school-assessed"


def _route(desk: Desk) -> Route:
    route = desk.body.route(ROUTE)
    if route is None:
        raise KeyError(ROUTE)
    return route


def checks(desk: Desk) -> str:
    """SG-03 to SG-05: return the post-results checks, whom each is for, and what it may find."""
    rows = [
        (
            [
                named(each.title, each.name),
                escape(each.checks),
                "<br>".join(map(escape, desk.body.availability_sentences(each))),
                "<br>".join(_finding(desk, each, one) for one in each.grade_check.findings) if each.grade_check else "",
            ],
            each.basis,
        )
        for each in _route(desk).grade_checks
    ]
    return fact_table(
        desk.body, "Post-results checks of school-assessed grades", ["Service", "What it is", "For whom", "What may come of it"], rows
    )


def appeals(desk: Desk) -> str:
    """SG-07: return the kinds of appeal, what must come before each, what each can be about, and where no evidence is reviewed."""
    route = _route(desk)
    first = {
        After.NOTHING: "Nothing needs to be recorded here first.",
        After.CHECK: "A post-results check about the candidate, or about the cohort, that has ended.",
        After.CENTRE_REVIEW: "A Centre Review about the candidate, recorded on this desk.",
    }
    rows = [
        (
            [
                escape(each.name),
                escape(each.checks) + listed([escape(one.text) for one in each.appeal.concerns]) * bool(each.appeal.concerns),
                first[each.appeal.after],
                escape(evidence_sentence(each) or ""),
            ],
            each.basis,
        )
        for each in route.desk_appeals
        if each.appeal
    ]
    return fact_table(desk.body, "Appeals about school-assessed grades", ["Appeal", "What it is for", "What comes first", "Evidence"], rows)


def _finding(desk: Desk, service: Service, finding: Finding) -> str:
    label = trust_label(trust_of(desk.body, service.basis_of_finding(finding)))
    return f"{escape(finding.text)}. {label}".strip()


def deadlines(desk: Desk) -> str:
    """SG-09: return the deadlines of every series with these grades, for checks and, separately, for appeals."""
    return "".join(deadlines_table(desk.on(ROUTE), each) for each in published_series(desk) if ROUTE in each.routes)


def declaration(desk: Desk) -> str:
    """SG-06: return the statement that the centre confirms when it submits, with its source."""
    return listed([f"{escape(each.text)}{source_line(desk.body, each.basis)}" for each in _route(desk).declarations])


def evidence(desk: Desk) -> str:
    """Return the kinds of evidence that a centre may send for each check."""
    rows = [
        ([named(each.title, each.name), escape("; ".join(each.evidence))], each.basis_of("evidence")) for each in _route(desk).grade_checks
    ]
    return fact_table(desk.body, "Evidence by service", ["Service", "What to send"], rows, "table table--dense")


def source(desk: Desk) -> str:
    """Return the source line for prose that rests on the same page as the checks."""
    return source_line(desk.body, _route(desk).grade_checks[0].basis)


def part(desk: Desk, name: str) -> str:
    """Return the part of this name, for a page. Raise KeyError if there is none."""
    return {
        "checks": checks,
        "appeals": appeals,
        "deadlines": deadlines,
        "declaration": declaration,
        "evidence": evidence,
        "source": source,
    }[name](desk)
