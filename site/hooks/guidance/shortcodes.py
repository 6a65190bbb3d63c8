"""Shortcodes: `{{ name }}`, `{{ name:what }}` or `{{ name:what key=value }}` in a page, replaced with text from the catalogue or a model.

{{ services_table }}  {{ services_table:portfolio base=../services/ }}  {{ deadlines }}  {{ open_today }}  {{ fees_by_body }}  {{ status_diagram }}
{{ rules:all-at-once,once }}  {{ rules:supplement route=portfolio strong=no }}  {{ rules_by_body:late-requests }}  {{ steps:submit }}  {{ overview }}  {{ transcript }}
{{ papers:handbook,marks-factsheet }}  {{ paper:handbook }}  {{ ours }}
{{ form:DraftContent }}  {{ field:DraftContent.note }}  {{ field:Amend.reason control=textarea prefix=amend- label="Why" }}
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from html import escape

from functions.domain.catalogue.sources import Trust
from functions.domain.wording import PROVISIONAL
from guidance import (
    api,
    appeals,
    bodies,
    by_body,
    calendars,
    comparison,
    deadline_list,
    deadlines,
    facts,
    fees,
    forms,
    importing,
    life,
    paper_files,
    papers,
    people,
    public_catalogue,
    rules,
    school_assessed,
    services,
    steps,
    which_service,
)
from guidance.desk import Desk, trust_label, written_to

SHORTCODE = re.compile(r"\{\{\s*(?P<name>[a-z_]+)(?::(?P<what>[^\s}]+))?(?P<options>[^{}]*?)\s*\}\}")
LEFT_OPEN = re.compile(r"\{\{.{0,60}", re.DOTALL)


class UnknownShortcode(Exception):
    """A page uses a shortcode that does not exist, or one with an argument that it does not take."""


PLAIN: dict[str, Callable[[Desk], str]] = {
    "services_table": services.services_table,
    "plain_enquiries": services.plain_enquiries,
    "group_award_form": services.group_award_form,
    "group_awards": services.group_awards,
    "declarations": rules.declarations,
    "findings": lambda _: services.findings(),
    "sources": rules.sources,
    "appeal_stages": appeals.stages,
    "appeal_states": appeals.states,
    "appeal_fees": appeals.fees,
    "deadlines": deadline_list.deadline_list,
    "calendar_links": calendars.calendar_links,
    "deadlines_of_body": deadlines.deadlines_of_body,
    "closes_first": deadlines.closes_first,
    "deadline_ways": deadline_list.ways,
    "provisional": lambda _: f'<p class="hint" data-part="provisional">{PROVISIONAL}</p>',
    "paper_list": paper_files.paper_list,
    "which_service_links": which_service.which_service_links,
    "bodies_table": bodies.bodies_table,
    "catalogue_links": public_catalogue.catalogue_links,
    "comparison": comparison.comparison,
    "open_today": deadlines.open_today,
    "notices": deadlines.notices,
    "time_of_day_by_body": by_body.time_of_day_by_body,
    "fees_by_body": fees.fees_by_body,
    "fees_table": fees.fees_table,
    "waiver": fees.waiver,
    "ours": lambda _: trust_label(Trust.OURS),
    "trust_key": lambda _: comparison.trust_key(),
    "invoices": fees.invoices,
    "associate_billing": fees.associate_billing,
    "associate_billing_by_body": by_body.associate_billing_by_body,
    "promises": life.promises,
    "status_diagram": life.status_diagram,
    "api_reference": lambda _: api.api_reference(),
    "status_options": life.status_options,
    "job_progress": lambda _: JOB_PROGRESS,
    "people": lambda _: people.people(),
    "account": lambda _: people.account(),
    "import_report": lambda desk: expand(importing.REPORT, desk),
    "row_faults": lambda _: importing.FAULTS,
    "import_rules": lambda _: importing.RULES,
    "import_source": lambda desk: expand(importing.SOURCE, desk),
    "import_further": lambda _: importing.FURTHER,
    "boundary_columns": lambda _: importing.BOUNDARY_COLUMNS,
    "contact_email": lambda desk: written_to(desk.body),
    "body_name": lambda desk: escape(desk.body.name),
    "number_within": lambda desk: str(desk.route.timings.number_within),
    "acknowledgement_within": lambda desk: str(desk.route.timings.acknowledgement_within),
    "change_window": lambda desk: str(desk.route.timings.change_window),
    "most_candidates": facts.most_candidates,
    "most_evidence": facts.most_evidence,
    "logo_sides": facts.logo_sides,
    "targets": facts.targets,
    "tolerances": facts.tolerances,
    "overview": lambda desk: steps.overview(desk.guides),
    "transcript": lambda desk: steps.transcript(desk.guides),
    "multiple_choice": facts.multiple_choice,
    "group_size": facts.group_size,
}
# Long work as it goes on, on every page that begins some: assets/desk/components/job-progress.js fills it.
JOB_PROGRESS = """<section class="card" data-module="job-progress" aria-labelledby="job-title" hidden>
<h2 id="job-title" data-part="job-title"></h2>
<progress class="job-bar" max="100" value="0" aria-labelledby="job-title"></progress>
<p data-part="job-step" role="status"></p>
<p class="hint" data-part="job-begun"></p>
<p class="notice notice--warning" data-part="job-problem" hidden></p>
</section>"""
WITH_ARGUMENT: dict[str, Callable[[Desk, str, dict[str, str]], str]] = {
    "services_table": lambda desk, what, options: services.services_table(desk.on(what), **options),
    "open_today": lambda desk, what, _: deadlines.open_today(desk, what),
    "rules": lambda desk, what, options: rules.rules(desk.on(options.get("route", desk.route_id)), what, options.get("strong", "yes")),
    "rules_by_body": lambda desk, what, _: by_body.rules_by_body(desk, what),
    "school_assessed": lambda desk, what, _: school_assessed.part(desk, what),
    "on_offer": lambda desk, what, _: deadlines.on_offer(desk.on(what)),
    "papers_by_body": lambda desk, what, _: papers.papers_by_body(desk, what),
    "papers": lambda desk, what, _: papers.papers(desk, what),
    "paper": lambda desk, what, _: papers.paper(desk, what),
    "cite": lambda desk, what, _: facts.cite(desk, what),
    "most_bytes": lambda _, what, __: str(facts.MOST_BYTES[what]),
    "most_size": lambda _, what, __: facts.most_size(what),
    "steps": lambda desk, what, _: expand(steps.steps(desk.guides, what), desk),
    "service_fee": lambda desk, what, _: services.service_fee(desk, what),
    "form": lambda _, what, options: forms.form_fields(forms.model(what), **options),
    "field": lambda _, what, options: _field(what, options),
}


def expand(text: str, desk: Desk) -> str:
    """Return the text with every shortcode replaced. Raise UnknownShortcode for the first that is unknown."""
    expanded = SHORTCODE.sub(lambda match: _value(match, desk), text)
    if "{{" in SHORTCODE.sub("", text):
        left = LEFT_OPEN.search(SHORTCODE.sub("", text))
        raise UnknownShortcode(f"a shortcode that cannot be read: {left[0] if left else ''}")
    return expanded


def _value(match: re.Match[str], desk: Desk) -> str:
    name, what = match["name"], match["what"]
    if what is None and not match["options"].strip() and name in PLAIN:
        return PLAIN[name](desk)
    if what is None or name not in WITH_ARGUMENT:
        raise UnknownShortcode(f"unknown shortcode {match[0]}")
    try:
        options = dict(part.split("=", 1) for part in shlex.split(match["options"]))
        return WITH_ARGUMENT[name](desk, what, options)
    except (KeyError, ValueError, TypeError, forms.UnknownField) as fault:
        raise UnknownShortcode(f"shortcode {match[0]} asks for what there is not: {fault}") from fault


def _field(what: str, options: dict[str, str]) -> str:
    model, _, name = what.partition(".")
    return forms.field(forms.model(model), name, **options)
