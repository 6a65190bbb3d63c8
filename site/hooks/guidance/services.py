"""The table of services, a page for each, and what belongs with them: NO RESULT and PENDING, group awards."""

from __future__ import annotations

from html import escape

from functions.domain.catalogue.deadlines import until_text
from functions.domain.catalogue.fees import charged_for, fee, unit_sentence, waiver_basis, waiver_sentence
from functions.domain.catalogue.services import OF_EACH_COMPONENT, STANDARD, Part, Service, Subject
from functions.domain.catalogue.sources import Basis
from functions.domain.enquiries.missing_results import ANSWER_TEXT
from guidance.deadlines import chip, notices
from guidance.desk import (
    Desk,
    fact_table,
    listed,
    mailto,
    part_label,
    series_of,
    source_line,
    table,
    trust_label,
    trust_of,
    whom_to_ask,
)
from guidance.rules import rules

SUBJECT_TEXT = {
    Subject.CANDIDATE: "One candidate, or several at once; each has an enquiry of their own.",
    Subject.GROUP: "A group of candidates; you name each of them.",
    Subject.COHORT: "Everybody whose work was in the original sample. The list shows “All” in place of candidate numbers.",
}


def slug(desk: Desk, service: Service) -> str:
    """Return the name of a service's page. A route that takes a service from another route shares its page."""
    home = desk.body.home_of(desk.route, service)
    return f"service-{service.code.lower()}" if home.id == STANDARD else f"{home.id}-{service.code.lower()}"


def own_services(desk: Desk) -> tuple[Service, ...]:
    """Return the services of the route that have no page on another route."""
    return tuple(each for each in desk.route.offers if desk.body.home_of(desk.route, each) == desk.route)


def services_table(desk: Desk, base: str = "", own: str = "", *, linked: bool = True) -> str:
    """CI-01, PE-01: return every service of the route with what it checks, when it is available, what comes back, and its source.

    `base` leads from the page to the folder of the services' pages. With `own` only those that no other route has are in the
    table, and a sentence names the others: for a page that shows them already. `linked` says whether the services have pages.
    """
    listed = own_services(desk) if own else desk.route.offers
    shared = [each.code for each in desk.route.offers if each not in listed]
    said = f"<p>Services {', '.join(shared[:-1])} and {shared[-1]} are available as above.</p>" if len(shared) > 1 else ""
    rows = [
        (
            [
                (f'<a href="{base}{slug(desk, each)}/">{escape(each.title)}</a>' if linked else escape(each.title))
                + (f' <span class="name">{escape(each.name)}</span>' if each.name != each.title else ""),
                escape(each.checks),
                "<br>".join(map(escape, desk.body.availability_sentences(each))),
                "<br>".join(
                    filter(None, (*(desk.body.document_name(document) for document in each.documents), part_label(desk, each, "documents")))
                ),
                escape(each.target_sentence) + (" <strong>By e-mail for now.</strong>" if each.not_yet else ""),
            ],
            each.basis,
        )
        for each in listed
    ]
    label = ", ".join(filter(None, ("Services", desk.route.aside)))
    head = ["Service", "What is checked", "What it is available for", "What comes back", "When"]
    by_basis = {basis.model_dump_json(): basis for _, basis in rows}
    below = "".join(_source_of(desk, basis, [each.code for each in listed if each.basis == basis]) for basis in by_basis.values())
    return said + table(label, head, [cells for cells, _ in rows], "table table--services" + " table--linked" * linked, below=below)


def _source_of(desk: Desk, basis: Basis, codes: list[str]) -> str:
    """Return a source below a table, with the codes of the services that rest on it unless all do."""
    some = "" if len(codes) == len(desk.route.offers) else f"Service{'s' if len(codes) > 1 else ''} {', '.join(codes)}"
    return source_line(desk.body, basis, of=some)


def service_page(desk: Desk, service: Service) -> str:
    """Return the page of one service, in Markdown with HTML where it has a table or a mark."""
    body = desk.body
    parts = [
        f'---\ntitle: "{service.title}: {service.name}"\ndescription: "{service.name}: what is checked, when it is available, what comes back, by when."\n---\n',
        f"# {service.title}: {service.name}\n",
        f'<p class="lead">{escape(service.checks)}</p>\n',
        source_line(body, service.basis) + "\n",
    ]
    if desk.route.aside:
        parts.append(f"For candidates on the route “{escape(desk.route.name)}”, and for no others.\n")
    if service.not_yet:
        parts.append(
            f'<div class="notice notice--warning"><p class="notice__title">Not on this desk yet</p><p>Until you can ask for it here, '
            f"write to {whom_to_ask(body)}</p></div>\n"
        )
    parts += ["## Who it is about\n", SUBJECT_TEXT[service.subject] + "\n"]
    parts += [
        "## When it is available\n",
        listed([escape(each) for each in body.availability_sentences(service)]) + source_line(body, service.basis) + "\n",
    ]
    if service.family:
        parts += [_exclusive(desk, service)]
    if service.subject is not Subject.CANDIDATE:
        own = "cohort-once,cohort-outcome,nothing-added" if service.subject is Subject.COHORT else "nothing-added"
        parts += [rules(desk, own, "no") + "\n"]
    parts += ["## What comes back\n", _documents(desk, service) + "\n"]
    parts += [
        "## When\n",
        f"{service.target_sentence} {desk.route.rules['order'].text}\n",
        notices(desk) + "\n",
        _closing(desk, service) + "\n",
    ]
    parts += ["## What it costs\n", service_fee(desk, service.code) + "\n"]
    parts.append(
        '<p class="button-row"><a class="button" href="../../../desk/">Ask for it at your desk</a> <a href="../">All services</a></p>\n'
    )
    return "\n".join(parts)


def _exclusive(desk: Desk, service: Service) -> str:
    others = [each.title for each in desk.route.offers if each.family == service.family and each.code != service.code]
    if not others:
        return rules(desk, f"once-{service.family}") + "\n"
    names = f"{', '.join(others[:-1])} or {others[-1]}" if len(others) > 1 else others[0]
    rule = desk.route.rules["one-service"]
    return (
        f"With {service.title} you cannot have {names} for the same candidate and syllabus. {rule.text} {desk.route.rules['once'].text}\n\n"
        f"{source_line(desk.body, rule.basis)}\n"
    )


def _documents(desk: Desk, service: Service) -> str:
    complete = " and ".join(desk.body.document_name(each) for each in service.completes_with)
    parts: tuple[Part, ...] = ("documents", "completes_with")
    own = {basis.model_dump_json(): basis for part in parts if (basis := service.basis_of(part)) != service.basis}
    of_each = [desk.body.document_name(each).split(" (")[0] for each in service.documents if each in OF_EACH_COMPONENT]
    said = "A copy of script comes" if of_each == ["Copy of script"] else f"{' and '.join(of_each)}: one comes"
    scripts = f" {said} for each component." if of_each else ""
    return (
        listed([f"<strong>{each.value}</strong>: {desk.body.document_name(each)}" for each in service.documents])
        + f"<p>The enquiry is completed when this is there: {complete}.{scripts} An e-mail tells you of each document.</p>"
        + "".join(source_line(desk.body, basis) for basis in own.values())
    )


def _closing(desk: Desk, service: Service) -> str:
    rows = [
        (
            [escape(series.title), escape(until_text(desk.body, series, service.code)), chip(desk, series, service.code)],
            series.deadline_for(service.code).basis,
        )
        for series in series_of(desk)
    ]
    return fact_table(desk.body, f"Deadlines for {service.title}", ["Series", "Ask", "Days remaining"], rows)


def service_fee(desk: Desk, code: str) -> str:
    """Return the fee of one service, marked if it is a demonstration figure, and when it is not charged."""
    body, amount, service = desk.body, fee(desk.body, desk.route, code, 1), desk.route.service(code)
    basis = waiver_basis(desk.route, service) if service else desk.route.fee_rule.basis
    waiver = f"<p>{escape(waiver_sentence(desk.route, service))}</p>{source_line(body, basis)}"
    if not amount or not body.prices:
        return f"<p>{escape(unit_sentence(body, desk.route))}</p>{waiver}"
    mark = trust_label(trust_of(body, body.prices.basis))
    return (
        f'<p><span class="number">{amount}</span> for each {charged_for(body.prices, service)}. {mark}</p>'
        f"{source_line(body, body.prices.basis)}{waiver}"
    )


def plain_enquiries(desk: Desk) -> str:
    """CI-03: return what an enquiry about NO RESULT or PENDING explains, who asks, what it costs, and what evidence may be requested."""
    parts = []
    for each in desk.route.plain_enquiries:
        assert each.missing
        price = "Free of charge." if each.free else ""
        parts.append(
            f'<div class="card"><h2>{escape(each.name)}</h2><p>{escape(each.checks)}</p>'
            f"<p><strong>Asked for by</strong> the {escape(each.asked_by or 'centre')}. {price} {escape(each.target_sentence)}</p>"
            f"<p>{escape(each.availability.grades_sentence)}</p>"
            f"<p>If our records may be wrong, you are asked for evidence, such as {escape(' or '.join(each.missing.evidence))}.</p>"
            f"<p>If no result can be issued, the answer says:</p>{listed([escape(line) for line in each.missing.if_no_result])}"
            f"{source_line(desk.body, each.basis)}</div>"
        )
    return "".join(parts)


def findings() -> str:
    """Return the answers to an enquiry about a missing result, as radio buttons."""
    return "".join(
        f'<div class="choice"><input type="radio" id="finding-{code}" name="finding" value="{code}">'
        f'<label for="finding-{code}">{escape(text)}</label></div>'
        for code, text in ANSWER_TEXT.items()
    )


def group_awards(desk: Desk) -> str:
    """CI-04: return the recalculation of a group award, with the address and what to write."""
    rows = [
        (
            [
                escape(each.name),
                mailto(each.email),
                listed([escape(line) for line in each.what_to_write]) + source_line(desk.body, each.what_to_write_basis, "span"),
            ],
            each.basis,
        )
        for each in desk.route.group_awards
    ]
    return fact_table(desk.body, "Group awards", ["Award", "Write to", "What to write"], rows)


def group_award_form(desk: Desk) -> str:
    """Return the fields of the e-mail that requests a recalculation. group-award-email.js makes the message; this page sends nothing."""
    options = "".join(
        f'<option value="{escape(each.code)}" data-name="{escape(each.name)}" data-email="{escape(each.email)}">{escape(each.name)}</option>'
        for each in desk.route.group_awards
    )
    series = "".join(f"<option>{escape(each.title)}</option>" for each in series_of(desk))

    def field(name: str, label: str, control: str) -> str:
        error = f'<span class="field-error" id="{name}-error" hidden></span>'
        return f'<div class="field" data-field="{name}"><label class="label" for="{name}">{label}</label>{error}{control}</div>'

    def text(name: str, most: int, more: str = "") -> str:
        return f'<input class="input" type="text" id="{name}" name="{name}" maxlength="{most}" autocomplete="off" aria-describedby="{name}-error"{more}>'

    fields = (
        field("award", "Award", f'<select class="select" id="award" name="award" aria-describedby="award-error">{options}</select>'),
        field("series", "Series", f'<select class="select" id="series" name="series" aria-describedby="series-error">{series}</select>'),
        field("centre-number", "Centre number", text("centre-number", 10)),
        field("centre-name", "Centre name", text("centre-name", 120)),
        field("candidate-number", "Candidate number", text("candidate-number", 4, ' inputmode="numeric"')),
        field("candidate-name", "Candidate name", text("candidate-name", 120)),
        field(
            "why",
            "What looks wrong",
            '<textarea class="textarea" id="why" name="why" maxlength="1000" aria-describedby="why-error"></textarea>',
        ),
    )
    return (
        f'<div data-module="group-award-email"><form novalidate id="compose" data-needs-script>{"".join(fields)}'
        '<div class="button-row"><button type="submit" class="button">Compose the e-mail</button></div></form>'
        '<div data-part="composed" tabindex="-1" hidden></div></div>'
    )
