"""The two stages of appeal from the catalogue: limits, times and how far to trust them, what to write, and what it costs."""

from __future__ import annotations

from html import escape

from functions.domain.catalogue.fees import fee, unit_sentence, waiver_sentence
from functions.domain.catalogue.services import Service
from functions.domain.catalogue.sources import Basis
from functions.domain.enquiries.appeals import limit_sentence
from guidance.desk import Desk, listed, source_line, table, trust_label, trust_of


def stages(desk: Desk) -> str:
    """CI-31: return each stage with what it is against, its limit and its target, and say where one is not published."""
    rows = [
        [
            escape(each.name),
            _told(desk, each.checks, each.basis),
            _limit(desk, each),
            _told(desk, each.target_sentence, each.part_bases.get("target")),
        ]
        for each in desk.route.appeals
    ]
    return table("Stages of appeal", ["Stage", "What it is", "Until when", "Answer"], rows)


def states(desk: Desk) -> str:
    """Return what an appeal must say, once for all stages that ask for the same."""
    rules = {each.text: each for service in desk.route.appeals if service.appeal for each in service.appeal.states}
    return listed([f"<strong>{escape(text)}</strong>{source_line(desk.body, each.basis)}" for text, each in rules.items()])


def fees(desk: Desk) -> str:
    """Return what an appeal costs, and when it is free."""
    body = desk.body
    waiver = f"<p>{escape(waiver_sentence(desk.route))}</p>{source_line(body, desk.route.fee_rule.basis_for(desk.route.appeals[0].code))}"
    priced = [(each, amount) for each in desk.route.appeals if (amount := fee(body, desk.route, each.code, 1))]
    if not priced or not body.prices:
        return f"<p>{escape(unit_sentence(body, desk.route))}</p>{waiver}"
    mark = trust_label(trust_of(body, body.prices.basis))
    lines = [f'{escape(each.name)}: <span class="number">{amount}</span> for each appeal. {mark}' for each, amount in priced]
    return listed(lines) + source_line(body, body.prices.basis) + waiver


def _limit(desk: Desk, service: Service) -> str:
    limit = service.appeal.limit if service.appeal else None
    return _told(desk, limit_sentence(service), limit.basis if limit else None)


def _told(desk: Desk, sentence: str, basis: Basis | None) -> str:
    return escape(sentence) + (source_line(desk.body, basis, "span") if basis else "")
