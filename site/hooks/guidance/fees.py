"""Fees: the figures where there are any, each marked by its standing, and the rules that need no figure."""

from __future__ import annotations

from html import escape

from functions.domain.catalogue.fees import charged_for, fee, is_demonstration, late_change_charge, unit_sentence, waiver_sentence
from guidance.desk import Desk, fact_table, named, source_line, trust_mark, trust_of
from guidance.services import own_services


def fees_table(desk: Desk) -> str:
    """CI-16: the fee of each service with its mark and source; without prices, where the list is to be found."""
    body = desk.body
    if not body.prices:
        return f'<div class="notice"><p>{escape(unit_sentence(body, desk.route))}</p></div>'
    mark = trust_mark(trust_of(body, body.prices.basis))
    rows = [
        ([named(each.title, each.name), f'<span class="number">{amount}</span> {mark}'], body.prices.basis)
        for each in desk.route.component_services
        if (amount := fee(body, desk.route, each.code, 1))
    ]
    rows += [
        (
            [
                named(each.title, f"{each.name}, {on.route.name}"),
                f'<span class="number">{amount}</span> for each {charged_for(body.prices, each)} {mark}',
            ],
            body.prices.basis,
        )
        for on in (desk.on(route.id) for route in body.routes if route.extends == desk.route.id)
        for each in own_services(on)
        if (amount := fee(body, on.route, each.code, 1))
    ]
    rows += [
        (
            [
                named(each.title, each.name if each.title != each.name else ""),
                f'<span class="number">{amount}</span> for each appeal {mark}',
            ],
            body.prices.basis,
        )
        for each in desk.route.appeals
        if (amount := fee(body, desk.route, each.code, 1))
    ]
    late = late_change_charge(body)
    if desk.route.fee_rule.late_change_charged and late:
        rows.append((["Change after the free time", f'<span class="number">{late}</span> for each change {mark}'], body.prices.basis))
    heading = f"For each {body.prices.unit.value}"
    return demonstration_notice(desk) + fact_table(body, "Fees", ["Service", heading], rows, "table table--dense")


def free(desk: Desk) -> str:
    """What is free in any case: explanations of NO RESULT and PENDING."""
    rows = [([escape(each.name), "free"], each.basis) for each in desk.route.plain_enquiries if each.free]
    return fact_table(desk.body, "Free enquiries", ["Enquiry", "Fee"], rows, "table table--dense")


def demonstration_notice(desk: Desk) -> str:
    """The warning above figures that are made up. Nothing where an awarding body's own figures stand."""
    if not is_demonstration(desk.body):
        return ""
    return (
        '<div class="notice notice--warning"><p class="notice__title">Demonstration figures</p>'
        f"<p>{escape(desk.body.name)} publishes neither its fees nor what one fee is charged for. The amounts on this page are made up, so that "
        "the desk can be tried; they are no awarding body’s.</p></div>"
    )


def waiver(desk: Desk) -> str:
    """When no fee is charged."""
    return f"<p>{escape(waiver_sentence(desk.route))}</p>{source_line(desk.body, desk.route.fee_rule.basis)}"


def invoices(desk: Desk) -> str:
    """From which month the invoices of each series come: the day before which a run is refused begins it."""
    rows = [
        ([escape(series.title), f"from {first:%B %Y}"], series.invoices.basis)
        for series in desk.body.series
        if series.invoices and (first := series.invoiced_from)
    ]
    return fact_table(desk.body, "Invoices", ["Series", "Invoices come"], rows, "table table--dense")


def associate_billing(desk: Desk) -> str:
    """Who is invoiced for an Associate Centre, with the standing of that rule. Nothing where the catalogue has none."""
    rule = desk.route.fee_rule.associate_centres
    return f"<p>{escape(rule.text)}</p>{source_line(desk.body, rule.basis)}" if rule else ""
