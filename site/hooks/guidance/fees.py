"""Fees: the figures, where there are any, each marked by how far to trust it, and the rules that need no figure; the same for every body."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from functions.domain.catalogue.fees import (
    cost_of,
    is_demonstration,
    late_change_charge,
    priced,
    unit_sentence,
    waiver_basis,
    waiver_sentence,
)
from functions.domain.catalogue.sources import Basis, Trust
from functions.domain.enquiries.portal_records import portal_change_terms
from guidance.desk import Desk, fact_table, published_series, source_line, table, trust_label, trust_of
from guidance.offers import Offer, grouped, offers, texts

DENSE = "table table--dense table--fees"
WHO_PAYS = ("centre-invoiced", "who-pays")  # the rules that say so, where a body has them
OURS = trust_label(Trust.OURS)
EACH_CANDIDATE = (
    "Each candidate’s fee is decided separately: if you ask about three candidates in one submission and one grade changes, that one is "
    f"free. {OURS}"
)


def fees_by_body(desk: Desk) -> str:
    """Return every awarding body with what its fees are, when nothing is charged, and the page that says it in full."""
    rows = [
        [
            f'<a href="../bodies/{each.body.id}/fees/">{escape(each.body.name)}</a>',
            _range(each),
            escape(each.body.words.said(waiver_sentence(each.route))) + source_line(each.body, each.route.fee_rule.basis, "span"),
        ]
        for each in desk.all
    ]
    return table("Fees by awarding body", ["Awarding body", "What one fee is", "When nothing is charged"], rows, DENSE)


def _range(desk: Desk) -> str:
    """Return the least and the greatest fee of a body with how far to trust them, or why they are not known."""
    costs = [cost_of(each.desk.body, each.desk.route, each.service) for each in offers(desk)]
    prices = sorted((each.price for each in costs if each.price), key=lambda each: each.amount)
    if not prices or not desk.body.prices:
        return escape(unit_sentence(desk.body, desk.route))
    ends = f"{prices[0]} to {prices[-1]}" if prices[0] != prices[-1] else str(prices[0])
    return f'<span class="number">{ends}</span> {trust_label(trust_of(desk.body, desk.body.prices.basis))}'


def fees_page(desk: Desk) -> str:
    """Return the page of one body's fees: what each service costs, when nothing is charged, changes, and invoices."""
    return "\n\n".join(
        (
            '<p class="lead">The form shows what yours will cost before you submit it.</p>',
            demonstration_notice(desk),
            fees_table(desk),
            "## When nothing is charged",
            waivers(desk),
            "## Changes and cancelling",
            changes(desk),
            *_invoicing(desk),
            *_official(desk),
        )
    )


def fees_table(desk: Desk) -> str:
    """CI-16: return what each service costs, services with the same fee in one row; without prices, say where the list is to be found."""
    rows = [
        (
            [escape(texts(groups)), f'<span class="number">{escape(text)}</span> {trust_label(trust_of(desk.body, basis))}'.strip()],
            basis,
        )
        for (text, basis), groups in grouped(offers(desk), _fee).items()
        if text
    ]
    late = late_change_charge(desk.body)
    if late and desk.body.prices and desk.route.fee_rule.late_change_charged:
        mark = trust_label(trust_of(desk.body, desk.body.prices.basis))
        rows.append((["Change after the free time", f'<span class="number">{late} for each change</span> {mark}'], desk.body.prices.basis))
    known = fact_table(desk.body, "Fees", ["Services", "Fee"], rows, DENSE) if rows else ""
    return known if desk.body.prices else f'<div class="notice"><p>{escape(unit_sentence(desk.body, desk.route))}</p></div>\n\n{known}'


def _fee(offer: Offer) -> tuple[str, Basis]:
    """Return what a service costs, and what that rests on; empty where it is not known."""
    body, cost = offer.desk.body, cost_of(offer.desk.body, offer.desk.route, offer.service)
    if cost.free or not cost.price or not body.prices:
        return ("free" if cost.free else "", offer.service.basis)
    return (f"{cost.price} for each {cost.unit}", body.prices.basis_of(offer.service.code))


def demonstration_notice(desk: Desk) -> str:
    """Return the warning above invented figures. It is empty where the figures are the awarding body's own."""
    if not is_demonstration(desk.body):
        return ""
    return (
        '<div class="notice notice--warning"><p class="notice__title">Demonstration figures</p>'
        f"<p>The fees of {escape(desk.body.name)} are not known here. The amounts on this page are made up, so that "
        "the desk can be tried; they are no awarding body’s.</p></div>"
    )


def waivers(desk: Desk) -> str:
    """Return when no fee is charged, services with the same rule in one line, and which papers count together."""
    found = grouped((each for each in offers(desk) if not each.service.free), _waiver)
    lines = "".join(
        f"<p>{f'<strong>{escape(texts(groups))}:</strong> ' if len(found) > 1 else ''}{escape(text)}</p>{source_line(desk.body, basis)}"
        for (text, basis), groups in found.items()
    )
    together = {rule.text: rule for each in desk.routes if (rule := each.route.fee_rule.together)}
    lines += "".join(f"<p>{escape(text)}</p>{source_line(desk.body, each.basis)}" for text, each in together.items())
    return lines + (f"<p>{EACH_CANDIDATE}</p>" if any(priced(each.route) for each in desk.routes) else "")


def _waiver(offer: Offer) -> tuple[str, Basis]:
    route, service = offer.desk.route, offer.service
    return (offer.desk.body.words.said(waiver_sentence(route, service)), waiver_basis(route, service))


def waiver(desk: Desk) -> str:
    """Say when no fee is charged, by the rule of the route."""
    return f"<p>{escape(waiver_sentence(desk.route))}</p>{source_line(desk.body, desk.route.fee_rule.basis)}"


def changes(desk: Desk) -> str:
    """Say until when a request can be changed or cancelled, and at what cost."""
    body, route = desk.body, desk.route
    if body.handled == "portal" and body.portal:
        return f"<p>{escape(portal_change_terms(body.portal.name, 'request', amendable=True))} {OURS}</p>"
    if not route.fee_rule.late_change_charged:
        rule = route.rules["change-until-outcome"]
        return f"<p>{escape(rule.text)} No fee is charged for that.</p>{source_line(body, rule.basis)}"
    letter = "acceptance" if body.accepts else "acknowledgement"
    return (
        f"<p>You can amend or cancel an enquiry without charge until {route.timings.change_window} after its {letter}. After that there is an "
        f"administration fee, and the page asks you to accept it first.</p>{source_line(body, route.timings.basis)}"
    )


def _invoicing(desk: Desk) -> Iterator[str]:
    """Yield from when invoices come and who pays them, where the body's file says so."""
    if not any(each.invoices for each in published_series(desk)):
        return
    yield "## Invoices"
    yield invoices(desk)
    yield f'<p><a href="../../../fees/#invoices">What an invoice lists</a> {OURS}</p>'
    rules = [desk.route.rules[each] for each in WHO_PAYS if each in desk.route.rules]
    if rules:
        yield "### Who pays"
        yield "".join(f"<p>{escape(each.text)}</p>{source_line(desk.body, each.basis)}" for each in rules)
    if desk.route.fee_rule.associate_centres:
        yield "### Associate Centres"
        yield associate_billing(desk)


def invoices(desk: Desk) -> str:
    """Say from which month each series is invoiced. A run before the first day of that month is refused."""
    rows = [
        ([escape(series.title), f"from {first:%B %Y}"], series.invoices.basis)
        for series in published_series(desk)
        if series.invoices and (first := series.invoiced_from)
    ]
    return fact_table(desk.body, "Invoices", ["Series", "Invoices come"], rows, DENSE)


def associate_billing(desk: Desk) -> str:
    """Say who is invoiced for an Associate Centre, and how far to trust that rule. It is empty where the catalogue has none."""
    rule = desk.route.fee_rule.associate_centres
    return f"<p>{escape(rule.text)}</p>{source_line(desk.body, rule.basis)}" if rule else ""


def _official(desk: Desk) -> Iterator[str]:
    """CI-36: yield where the body's own list of fees is, and whose the one among this desk's messages is."""
    rule = desk.route.fee_rule
    if not rule.find:
        return
    yield "## The official list"
    yield f"<p>{escape(rule.find)}</p>{source_line(desk.body, rule.basis)}"
    if is_demonstration(desk.body) and desk.body.handled == "here":
        yield (
            "<p>The list among the messages of this desk is made from the demonstration figures above. It is not the awarding body’s own.</p>"
        )
