"""Fees: the figures, where there are any, each marked by how far to trust it, and the rules that need no figure."""

from __future__ import annotations

from html import escape

from functions.domain.catalogue.fees import charged_for, fee, is_demonstration, late_change_charge, unit_sentence, waiver_sentence
from guidance.desk import Desk, fact_table, named, published_series, source_line, trust_label, trust_of
from guidance.services import own_services


def fees_table(desk: Desk) -> str:
    """CI-16: return the fee of each service with its mark and source; without prices, say where the list is to be found."""
    body = desk.body
    if not body.prices:
        return f'<div class="notice"><p>{escape(unit_sentence(body, desk.route))}</p></div>'
    mark = trust_label(trust_of(body, body.prices.basis))
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
    """Say what is always free: explanations of NO RESULT and PENDING."""
    rows = [([escape(each.name), "free"], each.basis) for each in desk.route.plain_enquiries if each.free]
    return fact_table(desk.body, "Free enquiries", ["Enquiry", "Fee"], rows, "table table--dense")


def demonstration_notice(desk: Desk) -> str:
    """Return the warning above invented figures. It is empty where the figures are the awarding body's own."""
    if not is_demonstration(desk.body):
        return ""
    return (
        '<div class="notice notice--warning"><p class="notice__title">Demonstration figures</p>'
        f"<p>{escape(desk.body.name)} publishes neither its fees nor what one fee is charged for. The amounts on this page are made up, so that "
        "the desk can be tried; they are no awarding body’s.</p></div>"
    )


def fees_list(desk: Desk) -> str:
    """CI-36: say where the list of fees is, and whose the one among this desk's messages is."""
    ours = (
        "<p>The list among the messages of this desk is made from the demonstration figures above. It is not the awarding body’s own.</p>"
        if is_demonstration(desk.body)
        else ""
    )
    return (
        f"<p>{escape(desk.body.name)} sends its centres its list of fees for enquiries and appeals as a message.</p>"
        f"{source_line(desk.body, desk.route.fee_rule.basis)}{ours}"
    )


def waiver(desk: Desk) -> str:
    """Say when no fee is charged."""
    return f"<p>{escape(waiver_sentence(desk.route))}</p>{source_line(desk.body, desk.route.fee_rule.basis)}"


def waiver_also(desk: Desk) -> str:
    """Say to which services the rule on the waiver is applied although its source does not mention them."""
    return "".join(
        f"<p>The same rule is applied to {escape(' and '.join(_names(desk, each.services)))}.</p>{source_line(desk.body, each.basis)}"
        for each in desk.route.fee_rule.also_for
    )


def _names(desk: Desk, codes: tuple[str, ...]) -> list[str]:
    found = {
        each.code: each for route in desk.body.routes if route.fee_rule == desk.route.fee_rule for each in (*route.services, *route.appeals)
    }
    return [found[code].heading for code in codes]


def invoices(desk: Desk) -> str:
    """Say from which month each series is invoiced. A run before the first day of that month is refused."""
    rows = [
        ([escape(series.title), f"from {first:%B %Y}"], series.invoices.basis)
        for series in published_series(desk)
        if series.invoices and (first := series.invoiced_from)
    ]
    return fact_table(desk.body, "Invoices", ["Series", "Invoices come"], rows, "table table--dense")


def associate_billing(desk: Desk) -> str:
    """Say who is invoiced for an Associate Centre, and how far to trust that rule. It is empty where the catalogue has none."""
    rule = desk.route.fee_rule.associate_centres
    return f"<p>{escape(rule.text)}</p>{source_line(desk.body, rule.basis)}" if rule else ""
